"""Getting in: the ways of logging in."""

from __future__ import annotations

from devices.sandbox.catalogue import DOOR_WAYS
from devices.sandbox.model import (
    Block,
    Buttons,
    Control,
    Field,
    FieldKind,
    Form,
    Notice,
    Outcome,
    Pattern,
    Redirect,
    Tab,
    Tabs,
    Text,
    Tone,
    go,
    post,
)
from devices.sandbox.pages.credentials import PHONE_RULE, code_field, code_is_right, phone_field
from devices.sandbox.pages.registration import REGISTER, notes_link
from devices.sandbox.routing import action, page
from devices.sandbox.visit import Visit
from devices.sandbox.world import (
    CAPTCHA,
    GESTURE,
    TEST_PHONE,
    Account,
    Count,
)

LOGIN = "1.1.3.login_methods"
WRONG = "账号或密码错误"


@page("/login", "login")
def login(v: Visit) -> list[Block] | Redirect:
    ways = [(name, f"{LOGIN}.{name}") for name in ("sms_code", "password", "graphic_captcha")]
    if v.journey.first_login == "password":
        ways[0], ways[1] = ways[1], ways[0]
    tabs = [
        Tab(label=v.t(f"login_{name}"), blocks=(_login_block(v, name),))
        for name, key in ways
        if v.on(key)
    ]
    blocks: list[Block] = []
    if len(tabs) > 1:
        blocks.append(Tabs(items=tuple(tabs)))
    elif tabs:
        blocks += tabs[0].blocks
    blocks += _other_ways(v)
    links = [*v.entry("register"), *notes_link(v)]
    if links:
        blocks.append(Buttons(items=tuple(links)))
    return blocks or [Notice(text="登录服务维护中")]


def _login_block(v: Visit, name: str) -> Block:
    """The form of one way of logging in, or only the closed door to it."""
    if v.state(f"{LOGIN}.{name}").way in DOOR_WAYS:
        return Buttons(items=v.door(f"{LOGIN}.{name}", f"login_{name}", go("/login")))
    return _login_form(v, name)


def _login_form(v: Visit, name: str) -> Form:
    account = Field(name="account", label=v.t("username"), hint=v.t("username_hint"))
    secret = Field(
        name="password", label=v.t("password"), kind=FieldKind.PASSWORD, hint=v.t("password_hint")
    )
    fields: dict[str, tuple[Field, ...]] = {
        "sms_code": (phone_field(v), code_field(v)),
        "password": (account, secret),
        "graphic_captcha": (
            Field(name="card", label=v.t("medical_card"), hint="请输入就诊卡号"),
            Field(name="name", label=v.t("real_name_field"), hint="请输入姓名"),
            Field(
                name="captcha",
                label=v.t("captcha"),
                hint="请输入右图字符",
                image="/picture/captcha.svg",
            ),
        ),
    }
    return Form(
        post=f"login_{name}",
        submit=v.t("do_login"),
        fields=fields[name],
        data={"next": v.ask("next", "/")},
    )


def _other_ways(v: Visit) -> list[Block]:
    target = v.ask("next", "/")
    doors = (
        *v.door(f"{LOGIN}.wechat", "login_wechat", post("login_wechat", next=target)),
        *v.door(f"{LOGIN}.biometric", "login_biometric", go(f"/login/biometric?next={target}")),
        *v.door(f"{LOGIN}.gesture", "login_gesture", go(f"/login/gesture?next={target}")),
    )
    return [Buttons(items=doors)] if doors else []


@page("/login/biometric", "login_biometric", f"{LOGIN}.biometric")
def biometric(v: Visit) -> list[Block]:
    done = Control(
        label=v.t("simulate_biometric"),
        tone=Tone.PRIMARY,
        act=post("login_biometric", next=v.ask("next", "/")),
    )
    return [Text(text="请将手指放在指纹识别区，或正对屏幕完成面容识别"), Buttons(items=(done,))]


@page("/login/gesture", "login_gesture", f"{LOGIN}.gesture")
def gesture(v: Visit) -> list[Block]:
    pad = Pattern(
        post="login_gesture",
        name="gesture",
        submit=v.t("do_login"),
        data={"next": v.ask("next", "/")},
    )
    return [Text(text="请绘制解锁图案(已在本机设置过手势密码的用户)"), pad]


@action("login_sms_code", f"{LOGIN}.sms_code", login=False)
def login_sms(v: Visit, data: dict[str, str]) -> Outcome:
    phone = data.get("phone", "")
    if not PHONE_RULE.fullmatch(phone):
        return Outcome(ok=False, toast="请输入正确的手机号")
    if not code_is_right(v, data):
        return Outcome(ok=False, toast="验证码错误或已失效")
    if phone not in v.world.accounts:
        if not v.works(REGISTER):
            return Outcome(ok=False, toast="该手机号尚未注册")
        v.world.accounts[phone] = Account(phone)
        v.note(Count.REGISTRATIONS)
    return enter(v, phone, data)


@action("login_password", f"{LOGIN}.password", login=False)
def login_password(v: Visit, data: dict[str, str]) -> Outcome:
    name, secret = data.get("account", ""), data.get("password", "")
    for account in v.world.accounts.values():
        if name and name in (account.phone, account.username) and secret == account.password:
            return enter(v, account.phone, data)
    return Outcome(ok=False, toast=WRONG)


@action("login_graphic_captcha", f"{LOGIN}.graphic_captcha", login=False)
def login_card(v: Visit, data: dict[str, str]) -> Outcome:
    if data.get("captcha", "").upper() != CAPTCHA:
        return Outcome(ok=False, toast="图形验证码错误")
    for account in v.world.accounts.values():
        for member in account.members:
            if (member.card, member.name) == (data.get("card"), data.get("name")):
                return enter(v, account.phone, data)
    return Outcome(ok=False, toast="就诊卡号与姓名不符")


@action("login_wechat", f"{LOGIN}.wechat", login=False)
def login_wechat(v: Visit, data: dict[str, str]) -> Outcome:
    return enter(v, TEST_PHONE, data)


@action("login_biometric", f"{LOGIN}.biometric", login=False)
def login_biometric(v: Visit, data: dict[str, str]) -> Outcome:
    return enter(v, TEST_PHONE, data)


@action("login_gesture", f"{LOGIN}.gesture", login=False)
def login_gesture(v: Visit, data: dict[str, str]) -> Outcome:
    if data.get("gesture") != GESTURE:
        return Outcome(ok=False, toast="手势密码错误")
    return enter(v, TEST_PHONE, data)


def enter(v: Visit, phone: str, data: dict[str, str]) -> Outcome:
    """Open the session for an account and go on to where one wanted to be."""
    v.session.phone = phone
    v.note(Count.LOGINS)
    target = data.get("next", "/")
    return Outcome(ok=True, toast="登录成功", to=target if target.startswith("/") else "/")


@action("logout")
def logout(v: Visit, data: dict[str, str]) -> Outcome:
    v.session.phone = ""
    return Outcome(ok=True, toast="已退出登录", to="/")
