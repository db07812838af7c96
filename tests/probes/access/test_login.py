"""Which screens ask for an account, which button logs in, and what goes into which field."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest

from devices.model import Effect, Node, Role, Screen
from probes.app import App, LoginState
from probes.appmap import Place
from probes.flows.access import login
from probes.flows.access.login import _other_ways, _value, login_button
from probes.flows.access.login_ways import _places, _switches, login_methods
from probes.flows.forms.submitting import fields
from probes.flows.screens import waiting
from probes.flows.screens.walls import is_login
from probes.lexicon import load_lexicon
from probes.model import Cause
from tests.probes.sketch import TEST_ACCOUNT, Sketch, mapped, place, reader


def form() -> Sketch:
    sketch = Sketch("登录")
    sketch.field("用户账号")
    sketch.field("请输入密码", kind="password")
    return sketch


def test_ways_to_log_in_make_a_login_screen_though_no_form_is_shown() -> None:
    sketch = Sketch("欢迎登录")
    sketch.button("密码登录", "短信登录", "微信授权登录")
    screen = sketch.screen()
    assert is_login(reader(screen), screen)
    one = Sketch("首页")
    one.button("微信登录", "预约挂号")
    assert not is_login(reader(one.screen()), one.screen())


@pytest.mark.parametrize(
    ("title", "button", "login"),
    [("用户登陆", "登 录", True), ("登录", "立即登录", True), ("搜索", "登录", False)],
)
def test_a_login_may_ask_for_a_card_and_a_name(title: str, button: str, login: bool) -> None:
    sketch = Sketch(title)
    sketch.field("诊疗卡号")
    sketch.field("姓名")
    sketch.field("图片字符")
    sketch.button(button)
    assert is_login(reader(sketch.screen()), sketch.screen()) is login


@pytest.mark.parametrize(("hint", "login"), [("", True), ("请再次输入密码", False)])
def test_where_a_password_is_set_nobody_logs_in(hint: str, login: bool) -> None:
    sketch = Sketch("用户名/密码")
    sketch.field("用户名")
    sketch.field("密码", kind="password")
    if hint:
        sketch.field(hint, kind="text")
    sketch.button("确认")
    assert is_login(reader(sketch.screen()), sketch.screen()) is login


@pytest.mark.parametrize(
    ("heading", "field", "login"),
    [("重置密码", "密码", False), ("", "8-20位新密码", False), ("账号登录", "密码", True)],
)
def test_where_a_password_is_put_anew_nobody_logs_in(heading: str, field: str, login: bool) -> None:
    """Phone, code and password, under a title that all pages of the app have."""
    sketch = Sketch("微信服务")
    sketch.text(heading)
    sketch.field("手机号")
    sketch.field("短信验证码")
    sketch.field(field, kind="password")
    sketch.button("忘记密码", "确定", "登录")
    assert is_login(reader(sketch.screen()), sketch.screen()) is login


def test_the_way_to_a_new_password_heads_no_page() -> None:
    """Its words stand in a box that is touched, and are no control themselves."""
    sketch = form()
    box = sketch.add(Role.GROUP, clickable=True)
    sketch.text("忘记密码?", parent=box)
    sketch.button("登录")
    assert is_login(reader(sketch.screen()), sketch.screen())


def test_a_platforms_own_login_is_not_the_forms_button() -> None:
    sketch = form()
    sketch.button("微信快捷登录", "进入", "手势登录")
    screen = sketch.screen()
    button = login_button(reader(screen), screen)
    assert button is not None
    assert screen.label(button) == "进入"


def test_other_ways_are_tried_the_platforms_last_and_never_those_of_the_owner() -> None:
    sketch = form()
    sketch.button("微信授权登录", "验证码登录", "指纹登录", "手势登录", "登录")
    screen = sketch.screen()
    assert _other_ways(reader(screen), screen) == ["验证码登录", "微信授权登录"]


@pytest.mark.parametrize(
    ("hint", "kind", "expected"),
    [
        ("请输入手机号", "tel", TEST_ACCOUNT.phone),
        ("账号/手机号", "text", TEST_ACCOUNT.phone),
        ("用户账号", "text", "tester"),
        ("请输入密码", "password", TEST_ACCOUNT.password),
        ("短信验证码", "text", TEST_ACCOUNT.sms_code),
        ("就诊卡号", "text", TEST_ACCOUNT.medical_card),
    ],
)
def test_every_field_of_a_login_form_gets_what_the_account_gives(
    hint: str, kind: str, expected: str
) -> None:
    sketch = Sketch("登录")
    sketch.field(hint, kind=kind)
    app = reader(sketch.screen())
    app.account = SimpleNamespace(**{**vars(TEST_ACCOUNT), "username": "tester"})  # type: ignore[misc]
    assert _value(app, fields(sketch.screen())[0]) == expected


def test_without_a_user_name_the_phone_is_the_account() -> None:
    sketch = Sketch("登录")
    sketch.field("登录名")
    app = reader(sketch.screen())
    app.account = SimpleNamespace(**{**vars(TEST_ACCOUNT), "username": ""})  # type: ignore[misc]
    assert _value(app, fields(sketch.screen())[0]) == TEST_ACCOUNT.phone


def test_the_tabs_of_a_row_are_ways_to_log_in_whatever_they_are_called() -> None:
    sketch = Sketch("欢迎")
    for number, words in enumerate(("短信登录", "就诊码+图片", "院内工号")):
        sketch.text(words, box=(120 * number, 60, 120, 40))
    sketch.text("手机号", box=(16, 140, 80, 24))
    sketch.field("请填写手机号", box=(100, 138, 240, 28))
    sketch.field("请填写验证码", box=(100, 190, 240, 28))
    sketch.button("登录", box=(16, 250, 340, 44))
    screen = sketch.screen()
    assert _switches(reader(screen), screen) == ["短信登录", "就诊码+图片", "院内工号"]


def test_a_login_page_that_cannot_be_seen_again_lacks_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sketch = form()
    sketch.button("登录")
    app = reader(sketch.screen())
    app.login = LoginState(Cause.LOGIN_FAILED, "未能登录")  # type: ignore[misc]
    app.map = app.visitor_map = mapped(place("login", sketch.screen(), ("我的",)))  # type: ignore[misc]
    app.restart = lambda: sketch.screen()  # type: ignore[method-assign]
    app.visit = lambda where: None  # type: ignore[method-assign]
    app.show_place = lambda where, nodes=(), note="": note  # type: ignore[method-assign]
    assert {finding.truth for finding in login_methods(app).values()} == {None}


def test_what_one_way_has_said_over_the_page_does_not_hide_the_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """账号登录 is under maintenance: its notice lies over 短信登录 until it is closed."""
    page = Sketch("登录")
    page.button("账号登录", "短信登录")
    noticed = Sketch("登录")
    noticed.button("账号登录", "短信登录", covered=True)
    notice = noticed.add(Role.DIALOG, box=(40, 300, 295, 150))
    noticed.text("系统升级维护中", parent=notice)
    noticed.button("确定", parent=notice)
    asked = Sketch("登录")
    asked.field("验证码")
    screens = {"page": page.screen(), "notice": noticed.screen(), "form": asked.screen()}
    at = ["page"]

    def tap(node: Node, purpose: Effect) -> Screen:
        at.append("form" if screens[at[-1]].label(node) == "短信登录" else "notice")
        return screens[at[-1]]

    parts = {
        "lexicon": load_lexicon(),
        "again": lambda: screens[at[-1]],
        "tap": tap,
        "visit": lambda place: at.append("page"),
        "show": lambda nodes, note: "e1",
    }
    monkeypatch.setattr(login, "attempt", lambda app: LoginState(None, "登录成功"))
    state = login._every_way(cast(App, SimpleNamespace(**parts)), place("login", screens["page"]))
    assert state.cause is None


class GoesBack:
    """An app that goes back one page after logging in: who came by address is at an empty form."""

    lexicon, account, allowed = load_lexicon(), TEST_ACCOUNT, frozenset[Effect]()

    def __init__(self, *, letting_in: bool) -> None:
        self.letting_in = letting_in
        self.by_touch = self.inside = False
        self.values = {"请输入手机号": "", "请输入密码": ""}
        form = place("login", self.again(), ("我的",))
        self.visitor_map = mapped(place("home", Sketch("首页").screen()), form)

    def again(self) -> Screen:
        sketch = Sketch("个人中心" if self.inside else "登录")
        for hint, value in {} if self.inside else self.values.items():
            sketch.field(hint, kind="password" if "密码" in hint else "tel", value=value)
        sketch.button("预约记录" if self.inside else "确认")
        return sketch.screen()

    def visit(self, target: Place) -> Screen:
        return self.again()

    def approach(self, target: Place) -> Screen:
        self.by_touch = True
        return self.again()

    def fill(self, node: Node, text: str) -> Screen:
        self.values[node.hint] = text
        return self.again()

    def tap(self, node: Node, purpose: Effect = Effect.READ, **_: bool) -> Screen:
        self.inside = self.by_touch and self.letting_in
        self.values = dict.fromkeys(self.values, "")
        return self.again()

    def show(self, nodes: object, note: str = "") -> str:
        return note


@pytest.mark.parametrize("letting_in", [True, False])
def test_who_opened_the_form_by_its_address_logs_in_once_more_as_a_patient_comes(
    letting_in: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting, "time", SimpleNamespace(sleep=lambda _: None))
    app = GoesBack(letting_in=letting_in)
    state = login.log_in(cast(App, app))
    assert (state.cause is None) is letting_in
    assert app.by_touch


@pytest.mark.parametrize(
    ("entry", "counts"),
    [
        ("登录 / 注册 登录后享受完整服务", True),
        ("注册/登录", True),
        ("登录", True),
        ("新用户注册", False),
        ("注册并登录", False),
        ("忘记密码", False),
    ],
)
def test_an_entry_for_both_leads_to_where_one_logs_in(entry: str, counts: bool) -> None:
    """The document is called like the hospital on every page: only the entry tells."""
    sketch = form()
    sketch.title = "清河市人民医院"
    sketch.button("登录")
    app = reader(sketch.screen())
    app.login = LoginState(None, "登录成功", methods=frozenset({"sms_code"}))  # type: ignore[misc]
    app.visitor_map = mapped(place("login", sketch.screen(), ("我的", entry)))  # type: ignore[misc]
    assert bool(_places(app)) is counts
