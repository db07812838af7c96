"""A part of an app asks once more who it is, though the account is in."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from auditor.exploring.explorer import Explorer
from auditor.exploring.module_login import ModuleLogin
from devices.model import Role, Screen
from probes.appmap import Place
from probes.lexicon import load_lexicon
from tests.probes.drawn import drawn
from tests.probes.sketch import Sketch, mapped, place


def form(heading: str, button: str, *hints: str, title: str = "互联网医院") -> Screen:
    sketch = Sketch(title)
    sketch.text(heading)
    for hint in hints:
        sketch.add(Role.FIELD, hint=hint, editable=True, clickable=True)
    sketch.button("获取", button)
    return sketch.screen()


def asked(screen: Screen, own: Screen) -> bool:
    app: Any = SimpleNamespace(
        lexicon=load_lexicon(), visitor_map=mapped(place("home", own), place("login", own))
    )
    return ModuleLogin(app, SimpleNamespace(screen=screen)).asks(place("p", screen))  # type: ignore[arg-type]


OWN = form("欢迎回来", "登录", "请输入手机号", "请输入验证码", title="登录")


@pytest.mark.parametrize(
    ("screen", "module"),
    [
        (form("登录互联网医院", "进入", "手机号", "动态码"), True),
        (form("更换手机号", "确定", "新手机号", "验证码"), False),
        (form("绑定就诊卡", "登录", "手机号", "验证码"), False),
        (form("登录密码", "确定", "手机号", "验证码"), False),
        (form("手机核验", "确定", "手机号", "验证码"), False),  # of what nobody says
        (OWN, False),
    ],
)
def test_a_form_of_its_own_is_known_by_what_it_says(screen: Screen, module: bool) -> None:
    assert asked(screen, OWN) is module


def test_nothing_is_typed_into_the_form_of_a_stranger() -> None:
    """The app may have handed it a session: who asks there is another all the same."""

    def touched(*_: object) -> Screen:
        raise AssertionError("nobody may look for fields there")

    screen = replace(
        form("登录云诊室", "进入", "手机号", "动态码"), address="https://b.example.net/in"
    )
    home = place("home", replace(OWN, address="https://h5.hospital.cn/"))
    app: Any = SimpleNamespace(
        lexicon=load_lexicon(), visitor_map=mapped(home), again=touched, visit=touched
    )
    modules = ModuleLogin(app, SimpleNamespace(screen=screen))  # type: ignore[arg-type]
    there = place("p", screen, module=True)
    assert modules.asks(there)
    assert not modules.let_in(there)


class Stub:
    """Logs in by the button of the page that is called 登录."""

    def __init__(self, session: Any, works: bool) -> None:
        self.session, self.works = session, works

    def asks(self, place: Place) -> bool:
        return place.screen.title == "登录"

    def has_passed(self, place: Place) -> bool:
        return self.asks(place)

    def let_in(self, place: Place) -> bool:
        screen = self.session.screen
        self.session.tap(next(n for n in screen.nodes if screen.label(n) == "进入"))
        return self.works


@pytest.mark.parametrize("works", [True, False])
def test_what_is_behind_is_on_the_map_or_unknown(tmp_path: Path, works: bool) -> None:
    pages = {
        "首页": ["在线门诊 > 登录", "本院欢迎您"],
        "登录": ["请先核验手机号", "进入 > 互联网医院"],
    }
    pages |= {"互联网医院": ["图文咨询 > 图文咨询", "由平台提供"], "图文咨询": ["请选择医生"]}
    session = drawn(tmp_path, pages).session
    session.restart()
    modules: Any = Stub(session, works)
    appmap = Explorer(session, modules=modules).explore()
    assert "要求另行登录" in appmap.cut if not works else not appmap.cut
    if works:
        paths = {p.path for p in appmap.places.values()}
        assert "首页 › 在线门诊 › 登录 › 图文咨询" in paths


@pytest.mark.parametrize("module", [True, False])
def test_where_nothing_behind_the_form_may_be_opened_it_is_unknown(
    tmp_path: Path, module: bool
) -> None:
    """Not so behind an entry of the app's own that happens to be called 登录."""
    pages = {"首页": ["登录 > 登录", "本院欢迎您"], "登录": ["请先核验手机号", "进入 > 内页"]}
    pages["内页"] = ["登录后请继续", "确认支付 > 首页"]
    if not module:
        pages = {"首页": ["登录 > 内页", "本院欢迎您"], "内页": pages["内页"]}
    session = drawn(tmp_path, pages).session
    session.restart()
    modules: Any = Stub(session, works=True)
    appmap = Explorer(session, modules=modules).explore()
    assert ("没有获准点开" in appmap.cut) is module
