"""Getting in: logging in, registering, the registration agreement and notes."""

from __future__ import annotations

import re

from devices.sandbox.catalogue import Way
from devices.sandbox.model import (
    Agreement,
    Block,
    Buttons,
    Control,
    Field,
    FieldKind,
    Form,
    Heading,
    Notice,
    Outcome,
    Pattern,
    Redirect,
    Steps,
    Tab,
    Tabs,
    Text,
    Tone,
    go,
    post,
)
from devices.sandbox.routing import action, page
from devices.sandbox.texts import BLANK, texts
from devices.sandbox.visit import Visit
from devices.sandbox.world import (
    CAPTCHA,
    GESTURE,
    SMS_CODE,
    TEST_PHONE,
    Account,
    Count,
)

LOGIN = "1.1.3.login_methods"
REGISTER = "1.1.1.online_registration"
PASSWORD = "1.1.1.username_password"
AGREEMENT = "1.1.4.registration_agreement"
OPTION = "1.1.4.reading_option"
STEPS = "1.1.5.registration_steps"
MATERIALS = "1.1.5.registration_materials"
PHONE_RULE = re.compile(r"1[3-9]\d{9}")
WRONG = "账号或密码错误"


def phone_field(v: Visit, value: str = "") -> Field:
    return Field(name="phone", label=v.t("phone"), kind=FieldKind.TEL, hint=v.t("phone_hint"),
                 value=value)  # fmt: skip


def code_field(v: Visit) -> Field:
    button = Control(label=v.t("get_code"), act=post("send_code"))
    return Field(name="code", label=v.t("code"), kind=FieldKind.CODE, hint=v.t("code_hint"),
                 code=button)  # fmt: skip


@page("/login", "login")
def login(v: Visit) -> list[Block] | Redirect:
    ways = [(name, f"{LOGIN}.{name}") for name in ("sms_code", "password", "graphic_captcha")]
    if v.journey.first_login == "password":
        ways[0], ways[1] = ways[1], ways[0]
    tabs = [Tab(label=v.t(f"login_{name}"), blocks=(_login_form(v, name),))
            for name, key in ways if v.on(key)]  # fmt: skip
    blocks: list[Block] = []
    if len(tabs) > 1:
        blocks.append(Tabs(items=tuple(tabs)))
    elif tabs:
        blocks += tabs[0].blocks
    blocks += _other_ways(v)
    links = [*v.entry("register"), *_notes_link(v)]
    if links:
        blocks.append(Buttons(items=tuple(links)))
    return blocks or [Notice(text="登录服务维护中")]


def _login_form(v: Visit, name: str) -> Form:
    account = Field(name="account", label=v.t("username"), hint=v.t("username_hint"))
    secret = Field(name="password", label=v.t("password"), kind=FieldKind.PASSWORD,
                   hint=v.t("password_hint"))  # fmt: skip
    fields: dict[str, tuple[Field, ...]] = {
        "sms_code": (phone_field(v), code_field(v)),
        "password": (account, secret),
        "graphic_captcha": (
            Field(name="card", label=v.t("medical_card"), hint="请输入就诊卡号"),
            Field(name="name", label=v.t("real_name_field"), hint="请输入姓名"),
            Field(name="captcha", label=v.t("captcha"), hint="请输入右图字符",
                  image="/picture/captcha.svg"),
        ),
    }  # fmt: skip
    return Form(post=f"login_{name}", submit=v.t("do_login"), fields=fields[name],
                data={"next": v.ask("next", "/")})  # fmt: skip


def _other_ways(v: Visit) -> list[Block]:
    target = v.ask("next", "/")
    doors = (
        *v.door(f"{LOGIN}.wechat", "login_wechat", post("login_wechat", next=target)),
        *v.door(f"{LOGIN}.biometric", "login_biometric", go(f"/login/biometric?next={target}")),
        *v.door(f"{LOGIN}.gesture", "login_gesture", go(f"/login/gesture?next={target}")),
    )
    return [Buttons(items=doors)] if doors else []


def _notes_link(v: Visit) -> tuple[Control, ...]:
    if v.choice(STEPS) == "none" and not v.on(MATERIALS):
        return ()
    return (Control(label=v.t("registration_notes"), act=go("/registration-notes")),)


@page("/login/biometric", "login_biometric", f"{LOGIN}.biometric")
def biometric(v: Visit) -> list[Block]:
    done = Control(label=v.t("simulate_biometric"), tone=Tone.PRIMARY,
                   act=post("login_biometric", next=v.ask("next", "/")))  # fmt: skip
    return [Text(text="请将手指放在指纹识别区，或正对屏幕完成面容识别"), Buttons(items=(done,))]


@page("/login/gesture", "login_gesture", f"{LOGIN}.gesture")
def gesture(v: Visit) -> list[Block]:
    pad = Pattern(post="login_gesture", name="gesture", submit=v.t("do_login"),
                  data={"next": v.ask("next", "/")})  # fmt: skip
    return [Text(text="请绘制解锁图案(已在本机设置过手势密码的用户)"), pad]


@action("send_code", login=False)
def send_code(v: Visit, data: dict[str, str]) -> Outcome:
    if not PHONE_RULE.fullmatch(data.get("phone", "")):
        return Outcome(ok=False, toast="请输入正确的手机号")
    v.session.codes.add(data["phone"])
    v.note(Count.SMS_CODES)
    return Outcome(ok=True, toast="验证码已发送")


def code_is_right(v: Visit, data: dict[str, str]) -> bool:
    return data.get("phone", "") in v.session.codes and data.get("code") == SMS_CODE


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


@page("/register", "register", REGISTER)
def register(v: Visit) -> list[Block]:
    fields = [phone_field(v), code_field(v)]
    if v.works(PASSWORD):
        fields += secret_fields(v)
    form = Form(post="register", submit=v.t("do_register"), fields=tuple(fields),
                agreement=_agreement(v))  # fmt: skip
    notes = _notes_link(v)
    return [form, *([Buttons(items=notes)] if notes else [])]


def secret_fields(v: Visit) -> list[Field]:
    rule = "8-16 位，含字母和数字"
    secret = FieldKind.PASSWORD
    return [
        Field(name="username", label=v.t("username"), hint="4-20 位字母、数字"),
        Field(name="password", label=v.t("new_password"), kind=secret, hint=rule),
        Field(name="again", label=v.t("password_again"), kind=secret, hint="请再次输入密码"),
    ]


def _agreement(v: Visit) -> Agreement | None:
    links = (
        *v.door(AGREEMENT, "registration_agreement", go("/agreements/registration")),
        Control(label=v.t("privacy"), act=go("/agreements/privacy")),
    )
    ticked = v.is_hollow(OPTION, Way.PRETICKED)
    tickable = v.on(OPTION)
    text = v.t("have_read") if tickable else v.t("means_consent")
    return Agreement(text=text, links=links, tickable=tickable, ticked=ticked, forced=tickable)


@action("register", REGISTER, login=False)
def do_register(v: Visit, data: dict[str, str]) -> Outcome:
    fault = _register_fault(v, data)
    if fault:
        return Outcome(ok=False, toast=fault)
    phone = data["phone"]
    v.world.accounts[phone] = Account(phone, data.get("username", ""), data.get("password", ""))
    v.note(Count.REGISTRATIONS)
    v.session.phone = phone
    return Outcome(ok=True, toast="注册成功", to="/members")


def _register_fault(v: Visit, data: dict[str, str]) -> str:
    if not PHONE_RULE.fullmatch(data.get("phone", "")):
        return "请输入正确的手机号"
    if v.on(OPTION) and not data.get("agree"):
        return "请先阅读并同意相关协议"
    if not code_is_right(v, data):
        return "验证码错误或已失效"
    if data["phone"] in v.world.accounts:
        return "该手机号已注册，请直接登录"
    return secret_fault(data) if v.works(PASSWORD) else ""


def secret_fault(data: dict[str, str]) -> str:
    secret = data.get("password", "")
    if not re.fullmatch(r"\w{4,20}", data.get("username", "")):
        return "用户名应为 4-20 位字母、数字"
    if not (re.search(r"\d", secret) and re.search("[A-Za-z]", secret) and 8 <= len(secret) <= 16):
        return "密码应为 8-16 位，且包含字母和数字"
    return "" if secret == data.get("again") else "两次输入的密码不一致"


@page("/agreements/registration", "registration_agreement", AGREEMENT)
def registration_agreement(v: Visit) -> list[Block]:
    return sections(texts().registration_agreement)


@page("/agreements/privacy", "privacy")
def privacy(v: Visit) -> list[Block]:
    return sections(texts().privacy)


def sections(parts: tuple[object, ...]) -> list[Block]:
    blocks: list[Block] = []
    for part in parts:
        blocks += [Heading(text=part.title), Text(text=part.text)]  # type: ignore[attr-defined]
    return blocks


@page("/registration-notes", "registration_notes")
def registration_notes(v: Visit) -> list[Block]:
    blocks: list[Block] = []
    items = tuple((step.title, step.text) for step in texts().registration_steps)
    if v.choice(STEPS) == "complete":
        blocks.append(Steps(title=v.t("steps"), items=items))
    elif v.choice(STEPS) == "partial":
        blocks.append(Text(text="注册请点击“我的”进入注册页面，具体操作以页面提示为准。"))
    if v.is_hollow(MATERIALS, Way.BLANK):
        blocks += [Heading(text=v.t("materials")), Text(text=BLANK)]
    elif v.on(MATERIALS):
        blocks += [Heading(text=v.t("materials"))]
        blocks += [Text(text=f"· {line}") for line in texts().registration_materials]
    return blocks
