"""A password of one's own: the form is sent with the password that the account has."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest

from devices.model import Effect, Events, Node, Screen
from probes.app import App
from probes.flows.access.registration import sets_password
from tests.probes.sketch import TEST_ACCOUNT, Sketch, lines, mapped, place, said, touched, way


class Settings:
    """A page to set a password; `answer`: what the app says when it is sent."""

    def __init__(self, answer: str) -> None:
        self.answer = answer
        self.typed: dict[str, str] = {}

    def again(self, events: Events | None = None) -> Screen:
        sketch = Sketch("口令设置")
        for hint in ("请输入新密码", "请再输一次新密码"):
            sketch.field(hint, kind="password", value=self.typed.get(hint, ""))
        sketch.button("保存")
        return sketch.screen(events=events or Events())

    def fill(self, node: Node, text: str) -> Screen:
        self.typed[node.hint] = text
        return self.again()

    def tap(self, node: Node, purpose: Effect = Effect.READ, **_: bool) -> Screen:
        return self.again(said(self.answer))

    def app(self, allowed: frozenset[Effect]) -> App:
        page = place("secret", self.again(), ("口令设置",))
        home = place("home", lines("首页", title="首页"))
        known = mapped(home, page, ways=(way("口令设置", "secret"),))
        return touched(self, known, allowed)


@pytest.mark.parametrize(
    ("answer", "truth"),
    [("设置成功", True), ("新密码不能与原密码相同", True), ("系统繁忙,请稍后再试", False)],
)
def test_a_password_form_is_sent_with_the_password_that_there_is(answer: str, truth: bool) -> None:
    settings = Settings(answer)
    assert sets_password(settings.app(frozenset({Effect.OWN}))).truth is truth
    assert set(settings.typed.values()) == {TEST_ACCOUNT.password}


def test_without_leave_the_password_is_left_alone() -> None:
    settings = Settings("设置成功")
    assert sets_password(settings.app(frozenset())).truth is None
    assert not settings.typed


@pytest.mark.parametrize(
    ("label", "truth"), [("用户名/密码", True), ("账号与口令", True), ("账号密码登录", False)]
)
def test_name_and_password_are_set_where_no_one_logs_in(label: str, truth: bool) -> None:
    settings = Settings("设置成功")
    app = cast(SimpleNamespace, settings.app(frozenset({Effect.OWN})))
    app.map = mapped(*app.map.places.values(), ways=(way(label, "secret"),))
    assert bool(sets_password(cast(App, app)).truth) is truth


def test_the_way_to_log_in_by_name_and_password_sets_none() -> None:
    login = Sketch("登录")
    login.field("请输入密码", kind="password")
    login.button("登录")
    page = place("in", login.screen(), ("账号密码",))
    app = cast(SimpleNamespace, Settings("").app(frozenset({Effect.OWN})))
    home = place("home", lines("首页", title="首页"))
    app.map = mapped(home, page, ways=(way("账号密码", "in"),))
    assert sets_password(cast(App, app)).truth is not True
