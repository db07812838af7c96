"""A module of the app on another site is explored like the rest, a site that is only linked not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from auditor.exploring.explorer import Explorer
from auditor.live.session import Session
from devices.guard.effects import EffectRules
from devices.guard.guarding import Guard
from devices.ledger import Ledger
from devices.web.device import WebDevice
from evidence.model import Identity
from evidence.recorder import Recorder
from evidence.redaction import Redactor
from probes.lexicon import load_lexicon
from tests.devices.site import Site, page

pytestmark = pytest.mark.browser
TEXT = "<p>2026年11月28日 上午 余号 3 张</p>"


@pytest.fixture
def sites() -> Iterator[tuple[Site, Site]]:
    module = Site(
        pages={
            "/": page("<a href='/slots'>呼吸内科</a><a href='/mine'>我的预约</a>", "选择科室"),
            "/slots": page(TEXT, "号源"),
            "/mine": page("<p>暂无预约记录</p>", "我的预约"),
        }
    )
    news = Site(
        pages={"/": page("<a href='/n1'>义诊活动</a>", "新闻网"), "/n1": page(TEXT, "义诊")}
    )
    home = page(
        f"<a href='{module.url}/?token=8f14e45fceea167a'>预约挂号</a>"
        f"<a href='{news.url}/'>媒体报道</a><a href='/intro'>医院简介</a>",
        "掌上医院",
    )
    app = Site(pages={"/": home, "/intro": page("<p>我院始建于1952年</p>", "医院简介")})
    yield app, module
    for site in (app, module, news):
        site.close()


def test_a_module_on_another_site_is_explored(sites: tuple[Site, Site], tmp_path: Path) -> None:
    app, module = sites
    guard = Guard(frozenset(), EffectRules.load(), Ledger(tmp_path / "ledger.jsonl"))
    with WebDevice(guard) as device:
        recorder = Recorder(tmp_path, Redactor(Identity()), simulated=True)
        session = Session("app", app.url + "/", device, recorder, load_lexicon())
        session.restart()
        appmap = Explorer(session).explore()
        places = {place.screen.title: place for place in appmap.places.values()}
        assert {"号源", "我的预约", "医院简介", "新闻网"} <= set(places)
        assert "义诊" not in places
        assert (places["新闻网"].outside, places["号源"].outside) == (True, False)
        assert places["号源"].module
        session.restart()
        assert session.goto(places["号源"])
        assert session.screen.address == module.url + "/slots"
