"""A number first and the code on the next screen: typed, box by box, or on the page's own keys."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest

from devices.model import Effect, Node, Screen
from probes.app import App
from probes.flows.access import login_steps
from probes.flows.access.login import attempt
from probes.flows.screens.walls import asks_number, is_login
from probes.lexicon import load_lexicon
from tests.probes.sketch import TEST_ACCOUNT, Sketch, lines, reader, said


def first(*headings: str, button: str = "获取短信验证码") -> Screen:
    sketch = Sketch()
    sketch.text(*headings)
    sketch.field("请输入手机号", kind="tel")
    sketch.button(button, "密码登录")
    return sketch.screen()


@pytest.mark.parametrize(
    ("screen", "asks"),
    [
        (first("手机号登录"), True),
        (first("欢迎使用掌上医院", button="下一步"), True),
        (first("修改手机号"), False),
        (first("找回密码", button="下一步"), False),
        (first("手机号登录", button="搜索"), False),
    ],
)
def test_a_number_alone_is_the_first_step_of_a_login(screen: Screen, asks: bool) -> None:
    app = reader(screen)
    assert (asks_number(app, screen), is_login(app, screen)) == (asks, asks)


class Gate:
    """An app that lets in who gives the number and the right code."""

    def __init__(self, how: str, right: str = TEST_ACCOUNT.sms_code) -> None:
        self.how, self.right = how, right
        self.number, self.code, self.step = "", dict[int, str](), "number"

    def again(self) -> Screen:
        if self.step == "number":
            return first("手机号登录")
        if self.step == "in":
            return lines("张三", "我的预约", title="我的")
        sketch = Sketch()
        sketch.text("输入验证码", "已发送至 138****0000")
        if self.how == "keys":
            sketch.text("".join(self.code.values()) or "------")
            sketch.button(*"1234567890", "⌫")
        else:
            for place in range(6 if self.how == "boxes" else 1):
                sketch.field("", value=self.code.get(place, ""))
        if self.how == "field":
            sketch.button("登 录")
        return sketch.screen(events=said("验证码错误") if len(self.given) == 6 else said())

    @property
    def given(self) -> str:
        return "".join(self.code.values())

    def fill(self, node: Node, text: str) -> Screen:
        if self.step == "number":
            self.number = text
        else:
            fields = [n.index for n in self.again().nodes if n.editable]
            self.code[fields.index(node.index)] = text
            self._taken_in(self.how == "boxes")
        return self.again()

    def tap(self, node: Node, purpose: Effect = Effect.READ, **_: bool) -> Screen:
        if self.step == "number" and node.text == "获取短信验证码" and self.number:
            self.step = "code"
        elif self.step == "code" and node.text in set("0123456789"):
            self.code[len(self.code)] = node.text
            self._taken_in(True)
        elif self.step == "code":
            self._taken_in(node.text == "登 录")
        return self.again()

    def _taken_in(self, sent: bool) -> None:
        if sent and self.given == self.right:
            self.step = "in"

    def app(self, **account: str) -> App:
        known = SimpleNamespace(**{**vars(TEST_ACCOUNT), **account})
        parts = {
            "lexicon": load_lexicon(),
            "account": known,
            "allowed": frozenset[Effect](),
            "again": self.again,
            "tap": self.tap,
            "fill": self.fill,
            "show": lambda nodes=(), note="": note,
        }
        return cast(App, SimpleNamespace(**parts))


@pytest.mark.parametrize("how", ["field", "boxes", "keys"])
def test_the_code_lets_in_who_gave_the_number(how: str) -> None:
    gate = Gate(how)
    state = attempt(gate.app())
    assert (state.cause, state.methods) == (None, {"sms_code"})
    assert (gate.step, gate.number) == ("in", TEST_ACCOUNT.phone)


@pytest.mark.parametrize("how", ["field", "boxes", "keys"])
def test_a_code_that_is_refused_lets_nobody_in(how: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(login_steps, "PAUSE_S", 0)
    assert attempt(Gate(how, right="999999").app()).cause is not None


def test_without_a_code_no_number_is_given() -> None:
    gate = Gate("keys")
    assert attempt(gate.app(sms_code="")).cause is not None
    assert gate.number == ""
