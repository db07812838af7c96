"""A site that the app hands its session to belongs to the app; one that is only linked does not."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from devices.model import Screen
from devices.web.device import WebDevice
from tests.devices.conftest import tap
from tests.devices.site import Site, page, redirect

pytestmark = pytest.mark.browser
TOKEN = "8f14e45fceea167a"
INNER = page("<p>选择科室</p><a href='/next'>下一页</a>", "预约")


@pytest.fixture
def other() -> Iterator[Site]:
    served = Site(pages={"/": INNER, "/in": redirect("/"), "/next": page("<p>号源</p>")})
    yield served
    served.close()


@pytest.mark.parametrize(
    ("link", "joined"),
    [
        ("{other}/?token={token}", True),
        ("{other}/#/home?accessToken={token}", True),
        ("{other}/in?tk={token}", True),
        ("/sso", True),
        ("{other}/", False),
        ("{other}/?from=app&dept=08&tk=1", False),
    ],
)
def test_who_is_handed_the_session_is_part_of_the_app(
    device: WebDevice, site: Site, other: Site, show: Callable[..., Screen], link: str, joined: bool
) -> None:
    site.pages["/sso"] = redirect(f"{other.url}/in?ticket={TOKEN}")
    target = link.format(other=other.url, token=TOKEN)
    screen = show(f"<a href='{target}'>预约挂号</a>")
    assert screen.joined
    module = tap(device, screen, "预约挂号")
    assert module.address.startswith(other.url)
    assert module.joined is joined
    assert tap(device, module, "下一页").joined is joined


def test_a_session_of_another_sites_own_joins_nothing(
    device: WebDevice, site: Site, other: Site, show: Callable[..., Screen]
) -> None:
    other.pages["/"] = page(f"<a href='/next?token={TOKEN}'>挂号</a>", "挂号平台")
    screen = show(f"<a href='{other.url}/'>挂号平台</a>")
    assert not tap(device, tap(device, screen, "挂号平台"), "挂号").joined
