"""What other sites hold: unknown where nobody looked, none of the app where strangers own it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from auditor.walker import Walker
from devices.model import Gesture, Screen
from probes.appmap import OUTSIDE, Place
from probes.flows.access.login import log_in
from probes.flows.information.pages import introduction
from probes.flows.places.absence import conclude
from probes.flows.places.sites import is_strangers
from probes.model import Cause
from tests.probes.drawn import SITE, Pages, drawn
from tests.probes.sketch import Sketch, explored, lines, mapped, place, way

VENDOR = "https://h5.maker.example/index"


def linked(folder: Path, pages: Pages, elsewhere: Mapping[str, str], **changes: object) -> Walker:
    """An app of which the pages with these titles live at other addresses."""
    walker = drawn(folder, pages)
    recording = walker.session.device._recording  # type: ignore[attr-defined]
    moved = {
        screen.address: elsewhere[screen.title]
        for screen in recording.screens.values()
        if screen.title in elsewhere
    }

    def there(screen: Screen) -> Screen:
        if screen.address not in moved:
            return screen
        return replace(screen, address=moved[screen.address], **changes)  # type: ignore[arg-type]

    screens = {name: there(screen) for name, screen in recording.screens.items()}
    ways = tuple(
        replace(way, text=moved.get(way.text or "", way.text))
        if way.gesture is Gesture.OPEN
        else way
        for way in recording.ways
    )
    walker.session.device._recording = replace(  # type: ignore[attr-defined]
        recording, screens=screens, ways=ways
    )
    return walker


HOME = ["院内通知 > 通知", "健康服务 > 云上医院"]
MENU = ["门诊病历 > 门诊病历", "我的处方 > 我的处方"]
PAGES = {
    "首页": HOME,
    "通知": ["今天停电"],
    "云上医院": MENU,
    "门诊病历": ["2026-01-03 发热"],
    "我的处方": ["布洛芬"],
}


@pytest.mark.parametrize(
    ("title", "address", "changes", "truth"),
    [
        ("云上医院", VENDOR, {}, None),
        ("云上医院", VENDOR, {"layout_width": 1180}, False),
        ("北京114预约挂号", VENDOR, {}, False),
        ("云上医院", "https://mp.weixin.qq.com/s/abc", {}, False),
    ],
)
def test_what_an_unexplored_page_of_another_site_names_is_not_absent(
    tmp_path: Path, title: str, address: str, changes: dict[str, object], truth: bool | None
) -> None:
    pages = {**PAGES, "首页": [HOME[0], f"健康服务 > {title}"], title: MENU}
    walker = linked(tmp_path, pages, {title: address}, **changes)
    assert OUTSIDE in {reason for _, _, reason in walker.map.unvisited}
    functions = walker.lexicon.functions
    assert conclude(walker, functions["outpatient_record"], []).truth is truth
    assert conclude(walker, functions["parking"], []).truth is False


def test_a_part_of_the_app_on_another_site_is_explored_and_opened_by_its_way_again(
    tmp_path: Path,
) -> None:
    walker = linked(
        tmp_path,
        PAGES,
        {"云上医院": VENDOR, "门诊病历": f"{VENDOR}/r", "我的处方": f"{VENDOR}/p"},
        joined=True,
    )
    places = {found.name: found for found in walker.map.places.values()}
    assert places["门诊病历"].module
    assert not places["门诊病历"].outside
    assert walker.map.complete


def test_a_platform_that_is_told_who_comes_stays_outside(tmp_path: Path) -> None:
    pages = {**PAGES, "首页": [HOME[0], "挂号 > 114预约挂号统一平台"], "114预约挂号统一平台": MENU}
    walker = linked(tmp_path, pages, {"114预约挂号统一平台": VENDOR}, joined=True)
    assert "门诊病历" not in {found.name for found in walker.map.places.values()}


FORM = ["? 手机号", "? 短信验证码", "登录 > 我的"]


@pytest.mark.parametrize(
    ("address", "cause"),
    [
        ("https://other.example/login", Cause.LOGIN_FAILED),
        ("https://passport.maker.example/login?back=http%3A%2F%2Fdrawn.example%2F", None),
    ],
)
def test_the_account_is_typed_only_where_the_app_itself_asks(
    tmp_path: Path, address: str, cause: Cause | None
) -> None:
    pages = {
        "首页": ["登录 > 登录", "院内通知 > 通知"],
        "登录": FORM,
        "通知": ["停电"],
        "我的": ["您好"],
    }
    walker = linked(tmp_path, pages, {"登录": address})
    typed: list[str] = []
    walker.fill = lambda node, text: typed.append(text) or walker.again()  # type: ignore[method-assign,assignment,func-returns-value]
    walker.account = replace(walker.account, phone="13900000001", sms_code="123456")
    state = log_in(walker)
    assert bool(typed) is (cause is None)
    assert ("别的站点" in state.words) is (cause is not None)


def test_a_platforms_login_is_none_of_the_apps(tmp_path: Path) -> None:
    pages = {"首页": ["登录 > 114登录", "院内通知 > 通知"], "114登录": FORM, "通知": ["停电"]}
    pages |= {"我的": ["您好"]}
    walker = linked(tmp_path, pages, {"114登录": "https://www.city.example/login"})
    assert log_in(walker).cause is None
    assert not log_in(walker).methods


@pytest.mark.parametrize(
    ("address", "strange"),
    [
        ("https://sso.drawn.example/login", False),
        ("https://m.other.example/login?service=http://drawn.example/", False),
        ("https://m.other.org.cn/login", True),
    ],
)
def test_a_host_beside_the_apps_own_is_no_strangers(address: str, strange: bool) -> None:
    def at(where: str) -> Place:
        return place("p", replace(lines("页"), address=where), outside=where != SITE)

    assert is_strangers(at(address), at(SITE)) is strange


@pytest.mark.parametrize(
    ("layout", "right", "choice"),
    [
        (1280, 1200, "linked_unadapted"),
        (780, 360, "in_app"),  # a page waits beside the one in sight
        (430, 420, "in_app"),
    ],
)
def test_a_page_for_desktop_computers_is_a_web_site_on_the_apps_own_host_too(
    layout: int, right: int, choice: str
) -> None:
    sketch = Sketch("医院概况")
    sketch.text("本院始建于 1931 年,占地 8 万平方米,开放床位 800 张。", "地址:环城东路 18 号")
    for row in range(3):
        sketch.text("医院历史", box=(right - 90, 40 * row, 90, 30))
    intro = place("intro", replace(sketch.screen(), layout_width=layout), ("医院概况",))
    home = place("home", lines("首页", title="首页"))
    app = explored(mapped(home, intro, ways=(way("医院概况", "intro"),)))
    assert introduction(app, "hospital_intro")[0] == choice
