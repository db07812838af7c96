"""What looks like an account's password, registration, booking or triage, and is none."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from devices.model import Effect, Events, Node, Screen
from probes.app import App, LoginState
from probes.appmap import AppMap
from probes.flows.registration import registers, sets_password
from probes.lexicon import load_lexicon
from tests.probes.drawn import drawn
from tests.probes.sketch import TEST_ACCOUNT, Sketch, lines, mapped, place, said, way
from tests.probes.test_agreement import app_with

HOME = ["本院欢迎您", "服务时间全年无休"]


class SecretPage:
    """A page behind one entry that takes a new password and says that it is set."""

    def __init__(self, label: str, *above: str, hint: str = "请输入新密码") -> None:
        self.label, self.above, self.hint, self.sent = label, above, hint, 0
        self.typed: dict[str, str] = {}

    def again(self, events: Events | None = None) -> Screen:
        sketch = Sketch(self.label)
        sketch.field(self.hint, kind="password", value=self.typed.get(self.hint, ""))
        sketch.button("保存")
        return sketch.screen(events=events or Events())

    def fill(self, node: Node, text: str) -> Screen:
        self.typed[node.hint] = text
        return self.again()

    def tap(self, node: Node, purpose: Effect = Effect.READ) -> Screen:
        self.sent += 1
        return self.again(said("设置成功"))

    def app(self) -> App:
        menu = place("menu", lines("菜单", title="菜单"), self.above)
        page = place("secret", self.again(), (*self.above, self.label))
        parts: dict[str, Any] = {
            "lexicon": load_lexicon(),
            "account": SimpleNamespace(**vars(TEST_ACCOUNT), test_account=True),
            "allowed": frozenset({Effect.OWN}),
            "login": LoginState(None, "已登录", methods=frozenset({"sms_code"})),
            "map": mapped(menu, page, ways=(way(self.label, "secret", source="menu"),)),
            "visitor_map": AppMap(),
            "memory": {},
            "again": self.again,
            "tap": self.tap,
            "fill": self.fill,
            "visit": lambda where: self.again(),
            "label": lambda node: node.text,
            "show": lambda nodes=(), note="": note,
            "show_place": lambda where, nodes=(), note="": note,
        }
        return cast(App, SimpleNamespace(**parts))


@pytest.mark.parametrize(
    "page",
    [
        SecretPage("设置支付密码"),
        SecretPage("修改就诊卡密码"),
        SecretPage("设置病历查看密码"),
        SecretPage("修改密码", "我的", "就诊卡管理"),
        SecretPage("设置密码", "我的", hint="请输入6位支付密码"),
    ],
    ids=lambda page: f"{page.label}-{page.hint}",
)
def test_the_password_of_something_else_is_neither_sent_nor_counted(page: SecretPage) -> None:
    assert sets_password(page.app()).truth is not True
    assert page.sent == 0


@pytest.mark.parametrize("label", ["设置登录密码", "修改密码", "账号密码管理"])
def test_the_password_of_the_account_counts(label: str) -> None:
    assert sets_password(SecretPage(label, "我的", "账号安全").app()).truth is True


@pytest.mark.parametrize(
    ("note", "counts"),
    [
        ("首次使用请到挂号窗口完成注册", False),
        ("新用户请携带身份证到窗口完成注册", False),
        ("首次使用请先完成注册", False),
        ("忘记密码请先登录或注册", False),
        ("未注册的手机号验证后自动注册", True),
        ("首次登录即完成注册,如有疑问请拨打客服电话", True),
    ],
)
def test_only_logging_in_registers_by_itself(note: str, counts: bool) -> None:
    sketch = Sketch("登录")
    sketch.field("请输入手机号")
    sketch.field("请输入密码", kind="password")
    sketch.text(note)
    sketch.button("登录")
    home = place("home", lines("首页", title="首页"))
    known = mapped(home, place("login", sketch.screen(), ("我的",)), ways=(way("我的", "login"),))
    state = LoginState(None, "已登录", ("e",), methods=frozenset({"password"}))
    found = registers(app_with(home, visitor_map=known, login=state))
    assert (found.truth is True) == counts, found.reason
