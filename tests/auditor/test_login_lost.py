"""A login that runs out, or that a new document forgets, is renewed on the way."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from auditor.exploring.explorer import Explorer
from auditor.walker import Walker
from devices.model import Screen
from probes.flows.access.login import login_places
from probes.model import Cause
from tests.probes.drawn import drawn

PAGES = {
    "首页": ["就诊卡 > 就诊卡", "化验单 > 化验单"],
    "就诊卡": ["卡号 1008600", "余额 12 元"],
    "化验单": ["血常规 > 血常规", "尿常规 > 尿常规"],
    "血常规": ["白细胞 5.6"],
    "尿常规": ["蛋白 阴性"],
    "登录": ["请先登录"],
}


def running_out(walker: Walker, monkeypatch: pytest.MonkeyPatch, lasts: int) -> list[str]:
    """After some taps every page is the one that asks for a login, until that is renewed."""
    session = walker.session
    left = [lasts]
    renewed: list[str] = []
    tap = session.tap

    def tapped(*given: object, **more: object) -> Screen:
        left[0] -= 1
        screen = tap(*given, **more)  # type: ignore[arg-type]
        return session.open("http://drawn.example/#/p5") if left[0] < 0 else screen

    def renew() -> None:
        left[0] = lasts
        renewed.append(session.screen.title)

    monkeypatch.setattr(session, "tap", tapped)
    monkeypatch.setattr(session, "renew", renew)
    return renewed


def test_a_login_that_runs_out_is_renewed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    walker = drawn(tmp_path, PAGES)
    walker.session.restart()
    renewed = running_out(walker, monkeypatch, 1)
    appmap = Explorer(walker.session, shut_out=lambda screen: screen.title == "登录").explore()
    assert renewed
    assert {"就诊卡", "化验单", "血常规", "尿常规"} <= {p.name for p in appmap.places.values()}
    assert "登录" not in {p.name for p in appmap.places.values()}


def test_who_is_asked_each_time_stands_before_a_wall(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    walker = drawn(tmp_path, PAGES)
    walker.session.restart()
    renewed = running_out(walker, monkeypatch, 0)
    appmap = Explorer(walker.session, shut_out=lambda screen: screen.title == "登录").explore()
    assert 0 < len(renewed) <= 3
    assert "登录" in {p.name for p in appmap.places.values()}


def test_an_address_in_the_same_document_needs_no_fresh_start(tmp_path: Path) -> None:
    walker = drawn(tmp_path, PAGES)
    places = {p.screen.title: p for p in walker.map.places.values()}
    session = walker.session
    session.by_touch = True
    fresh: list[str] = []
    session.renew = lambda: fresh.append("renewed")
    before = session.actions
    for title in ("血常规", "就诊卡", "化验单", "尿常规"):
        assert session.goto(places[title])
    assert (session.actions - before <= 4, fresh) == (True, [])


def test_only_an_app_that_asks_again_has_forgotten_who_is_there(tmp_path: Path) -> None:
    walker = drawn(tmp_path, PAGES)
    screens = {p.screen.title: p.screen for p in walker.map.places.values()}
    still_loading = replace(screens["化验单"], nodes=screens["化验单"].nodes[:1], title="")
    assert walker._shows(still_loading)
    wall = walker.session.open("http://drawn.example/#/p5")
    assert not walker._shows(replace(wall, nodes=screens["化验单"].nodes, title="化验单"))


def test_who_is_invited_to_log_in_once_more_is_out(tmp_path: Path) -> None:
    rows = [f"{name} > {name}" for name in ("预约记录", "就诊卡片", "我的收藏", "意见箱")]
    pages = {
        "首页": ["我的 > 我的", "医院简介"],
        "我的": ["点击登录 > 登录", "客服电话", "版本信息", "关于", *rows],
        "登录": ["? 请输入手机号", "? 请输入验证码", "登录 ! 验证码错误"],
        **{row.split(" > ")[0]: ["暂无数据"] for row in rows},
    }
    walker = drawn(tmp_path, pages)
    assert login_places(walker)
    out = next(p for p in walker.visitor_map.places.values() if p.screen.title == "我的").screen
    named = [replace(n, text="张三") if n.text == "点击登录" else n for n in out.nodes]
    assert not walker._shows(replace(out, nodes=tuple(named)))
    assert walker._shows(out)


@pytest.mark.parametrize(
    ("words", "cause"), [("请先登录", Cause.LOGIN_FAILED), ("请授权获取您的位置", None)]
)
def test_an_app_that_only_says_to_log_in_was_not_seen(
    tmp_path: Path, words: str, cause: Cause | None
) -> None:
    pages = {"首页": [f"候诊队列 ! {words}", "简介 > 简介"], "简介": ["我院始建于1952年"]}
    walker = drawn(tmp_path, pages)
    assert walker.map.complete
    assert walker.login.cause is cause
