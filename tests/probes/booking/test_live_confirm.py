"""A confirm page that the exploration never came to: its agreement, and how to book."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest

from devices.model import Effect, Node, Screen
from probes.app import App, LoginState
from probes.appmap import ALIKE
from probes.finder import Finder
from probes.finding import Finding, unknown
from probes.flows.booking import live_confirm
from probes.flows.booking.booking_guide import booking_steps, explained
from probes.flows.booking.service_terms import service_agreement
from probes.lexicon import load_lexicon
from probes.model import Cause
from tests.probes.sketch import Sketch, lines, mapped, place, way

TERMS = "一、约定的时段请准时到达,逾期号源作废。二、爽约三次将限制线上约号三十天。" * 3


class Confirming:
    """Stands on a confirm page whose agreement opens a page of its own."""

    def __init__(self, opened: str, *told: str) -> None:
        sketch = Sketch("核对约号信息")
        sketch.text("就诊科室", "骨科", "就诊时间", "12-01 09:00-09:30", "挂号费", "100 元", *told)
        sketch.button("《线上约号服务约定与协议》", "提交预约")
        self.page = sketch.screen()
        self.after = lines(opened, title="服务约定")
        home = place("home", lines("首页", title="首页"))
        self.listed = place(
            "booking",
            lines("骨科门诊", "儿科门诊", "内科门诊", "今日出诊医生 12 人", title="预约挂号"),
            ("预约挂号",),
        )
        self.map = mapped(home, self.listed, ways=(way("预约挂号", "booking"),))

    def tap(self, node: Node, purpose: Effect = Effect.READ, **_: bool) -> Screen:
        return self.after

    def app(self) -> App:
        parts = {
            "lexicon": load_lexicon(),
            "map": self.map,
            "visitor_map": self.map,
            "memory": {},
            "allowed": frozenset[Effect](),
            "login": LoginState(None, "已登录", methods=frozenset({"sms_code"})),
            "finder": lambda of=None: Finder(load_lexicon(), self.map),
            "again": lambda: self.page,
            "visit": lambda where: where.screen,
            "tap": self.tap,
            "label": self.page.label,
            "show": lambda nodes=(), note="": note,
            "show_place": lambda where, nodes=(), note="": note,
        }
        return cast(App, SimpleNamespace(**parts))


def found(monkeypatch: pytest.MonkeyPatch, opened: str, blocked: Finding | None) -> Finding:
    monkeypatch.setattr(live_confirm, "at_confirm", lambda app: blocked)
    return service_agreement(Confirming(opened).app())


def test_it_is_opened_on_the_page_to_which_the_audit_walks(monkeypatch: pytest.MonkeyPatch) -> None:
    assert found(monkeypatch, TERMS, None).truth is True
    assert found(monkeypatch, "内容更新中", None).truth is False


@pytest.mark.parametrize(("opened", "truth"), [(TERMS, True), ("页面不存在", False)])
def test_an_agreement_of_a_mapped_page_that_exploring_left_out_is_opened(
    monkeypatch: pytest.MonkeyPatch, opened: str, truth: bool
) -> None:
    confirming = Confirming(opened)
    page = place("confirm", confirming.page, ("预约挂号", "骨科"), parent=confirming.listed)
    confirming.map.places["confirm"] = page
    confirming.map.unvisited.append(("confirm", "《线上约号服务约定与协议》", ALIKE))
    monkeypatch.setattr(live_confirm, "at_confirm", lambda app: None)
    assert service_agreement(confirming.app()).truth is truth


def test_without_a_confirm_page_nobody_knows_what_is_agreed_to(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    blocked = unknown(Cause.NOT_CONCLUSIVE, "没有走到确认页", ("page",))
    assert found(monkeypatch, TERMS, blocked).truth is None


COURSE = ("怎么约、怎么看", "选科室 → 选医生与时段 → 核对就诊人 → 提交 → 到院报到取号 → 就诊")


@pytest.mark.parametrize(("told", "truth"), [(COURSE, True), (("骨科简介", COURSE[1]), False)])
def test_it_tells_how_to_book_under_a_heading_of_its_own(
    monkeypatch: pytest.MonkeyPatch, told: tuple[str, str], truth: bool
) -> None:
    monkeypatch.setattr(live_confirm, "at_confirm", lambda app: None)
    assert steps(Confirming(TERMS, *told)).truth is truth


def test_nobody_knows_what_a_confirm_page_tells_that_was_not_reached(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    blocked = unknown(Cause.NOT_CONCLUSIVE, "没有走到确认页", ("page",))
    monkeypatch.setattr(live_confirm, "at_confirm", lambda app: blocked)
    elsewhere = Confirming(TERMS, *COURSE)
    elsewhere.page = lines("首页", title="首页")
    assert steps(elsewhere).truth is None


def steps(confirming: Confirming) -> Finding:
    app = confirming.app()
    return explained(app, ("booking_guide",), lambda t: booking_steps(app, t) >= 2, "预约步骤")


def test_the_confirm_page_of_something_else_is_not_read_for_booking(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Another flow may have left the audit there."""
    blocked = unknown(Cause.NOT_CONCLUSIVE, "没有走到确认页", ("page",))
    monkeypatch.setattr(live_confirm, "at_confirm", lambda app: blocked)
    assert steps(Confirming(TERMS, *COURSE)).truth is None


@pytest.mark.parametrize(
    ("told", "step", "truth"),
    [
        (COURSE, "08:00-08:30", True),
        (("骨科简介", COURSE[1]), "08:00-08:30", False),
        (COURSE, "《线上约号服务约定与协议》", False),
    ],
)
def test_a_mapped_confirm_page_is_read_however_far_behind_the_entry(
    told: tuple[str, str], step: str, truth: bool
) -> None:
    """Not the terms that lie over it."""
    confirming = Confirming(TERMS, *told)
    trail = ("预约挂号", "骨科", "沈", "11-30", step)
    confirming.map.places["confirm"] = place(
        "confirm", confirming.page, trail, parent=confirming.listed
    )
    assert (steps(confirming).truth is True) is truth
