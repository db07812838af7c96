"""A way to log in that opens well must also answer when it is used."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest

from devices.model import Effect, Events, Node, Role, Screen
from probes.app import App
from probes.appmap import AppMap
from probes.flows.access import login_trial
from probes.flows.access.login_trial import judge_tap
from probes.lexicon import load_lexicon
from tests.probes.sketch import Sketch, said


class Pad:
    """A log-in page with an entry to a pattern lock; `answer`: what its button says."""

    def __init__(self, answer: str) -> None:
        self.answer, self.at, self.dots = answer, "login", 0

    def again(self, events: Events | None = None) -> Screen:
        sketch = Sketch("图案解锁" if self.at == "pad" else "欢迎")
        if self.at == "login":
            sketch.button("图案解锁")
        else:
            sketch.text("请依次连接至少四个点完成解锁")
            for number in range(9):
                spot = (80.0 + 70 * (number % 3), 160.0 + 70 * (number // 3), 50.0, 50.0)
                sketch.add(Role.GROUP, box=spot, clickable=True)
            sketch.button("进入", box=(16, 420, 340, 44))
            sketch.button("其他登录方式", box=(16, 480, 340, 44))
        return sketch.screen(events=events or Events())

    def tap(self, node: Node, purpose: Effect = Effect.READ, **_: bool) -> Screen:
        if node.text == "图案解锁":
            self.at = "pad"
        elif node.text == "进入":
            return self.again(said(self.answer) if self.answer else None)
        elif not node.text:
            self.dots += 1
        return self.again()


def played(device: Pad | Inside) -> App:
    """An app of which only the screen and the finger are there."""
    parts = {
        "lexicon": load_lexicon(),
        "visitor_map": AppMap(),
        "map": AppMap(),
        "memory": {},
        "allowed": frozenset(),
        "again": device.again,
        "tap": device.tap,
        "show": lambda nodes=(), note="": note,
    }
    return cast(App, SimpleNamespace(**parts))


@pytest.mark.parametrize(
    ("answer", "truth"), [("图案不正确,请重绘", True), ("系统繁忙,请稍后再试", False), ("", None)]
)
def test_a_pattern_that_is_not_known_may_be_refused_but_not_fail(
    monkeypatch: pytest.MonkeyPatch, answer: str, truth: bool | None
) -> None:
    monkeypatch.setattr(login_trial, "PAUSE_S", 0.0)
    pad = Pad(answer)
    app, screen = played(pad), pad.again()
    assert judge_tap(app, screen, screen.nodes[0], "图案").truth is truth
    assert pad.dots >= 4


class Inside:
    """A way that lets one in at once, to a page whose own control fails."""

    def __init__(self) -> None:
        self.at = "login"

    def again(self, events: Events | None = None) -> Screen:
        if self.at == "login":
            sketch = Sketch("欢迎")
            sketch.button("微信一键登录")
        else:
            sketch = Sketch("身份认证")
            sketch.text("登录成功", "身份状态 未认证", "请选择认证方式,认证后可查看报告")
            sketch.button("人脸识别认证", box=(16, 420, 340, 44))
        return sketch.screen(events=events or Events())

    def tap(self, node: Node, purpose: Effect = Effect.READ, **_: bool) -> Screen:
        if self.at == "inside":
            return self.again(said("系统繁忙,请稍后再试"))
        self.at = "inside"
        return self.again()


def test_who_was_let_in_need_not_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(login_trial, "PAUSE_S", 0.0)
    inside = Inside()
    screen = inside.again()
    found = judge_tap(played(inside), screen, screen.nodes[0], "微信")
    assert (found.truth, found.reason) == (True, "微信:“登录成功”")
