"""A form of registration is known by what it asks for, whatever the app calls it."""

from __future__ import annotations

import pytest

from devices.model import Role
from probes.flows.access.registration import _is_registration
from tests.probes.sketch import Sketch, place, reader


def form(title: str, *names: str, agrees: bool = False) -> Sketch:
    sketch = Sketch(title)
    for name in names:
        sketch.text(name)
        sketch.field("请输入", kind="password" if "密码" in name else "text")
    if agrees:
        sketch.tick(box=(16, 600, 24, 24))
        sketch.text("我已阅读并同意《用户服务协议》", box=(48, 600, 280, 24))
    sketch.button("完成")
    return sketch


WHOLE = ("手机号", "短信验证码", "设置密码")


@pytest.mark.parametrize(
    ("title", "names", "agrees", "registers"),
    [
        ("成为会员", (*WHOLE, "姓名"), False, True),
        ("成为会员", WHOLE, True, True),
        ("成为会员", WHOLE, False, False),
        ("忘记密码", WHOLE, True, False),
        ("重置登录密码", (*WHOLE, "身份证号"), False, False),
        ("身份核验", ("姓名", "身份证号"), True, False),
    ],
)
def test_a_form_that_sets_a_password_and_says_who_it_is_registers(
    title: str, names: tuple[str, ...], agrees: bool, registers: bool
) -> None:
    app = reader()
    there = place("form", form(title, *names, agrees=agrees).screen(), ("登录", title))
    assert any(n.role is Role.FIELD for n in there.screen.nodes)
    assert _is_registration(app, there) is registers


@pytest.mark.parametrize(
    ("names", "control", "registers"),
    [
        (WHOLE, "注册", True),
        (("手机号", "短信验证码"), "注册", False),
        (WHOLE, "登录", False),
        (("手机号", "密码"), "立即注册", False),
    ],
)
def test_a_form_whose_bar_still_says_log_in_is_known_by_its_own_button(
    names: tuple[str, ...], control: str, registers: bool
) -> None:
    sketch = form("登录", *names)
    sketch.button(control, "立即登录")
    there = place("form", sketch.screen(), ("去登录", "立即注册"))
    assert _is_registration(reader(), there) is registers
