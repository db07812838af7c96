"""Becoming a user: registration, its agreement, its notes."""

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
    Outcome,
    Steps,
    Text,
    go,
)
from devices.sandbox.pages.credentials import PHONE_RULE, code_field, code_is_right, phone_field
from devices.sandbox.routing import action, page
from devices.sandbox.texts import BLANK, Section, texts
from devices.sandbox.visit import Visit
from devices.sandbox.world import Account, Count

REGISTER = "1.1.1.online_registration"
PASSWORD = "1.1.1.username_password"
AGREEMENT = "1.1.4.registration_agreement"
OPTION = "1.1.4.reading_option"
STEPS = "1.1.5.registration_steps"
MATERIALS = "1.1.5.registration_materials"


@page("/register", "register", REGISTER)
def register(v: Visit) -> list[Block]:
    fields = [phone_field(v), code_field(v)]
    if v.works(PASSWORD):
        fields += secret_fields(v)
    form = Form(
        post="register", submit=v.t("do_register"), fields=tuple(fields), agreement=_agreement(v)
    )
    notes = notes_link(v)
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


def sections(parts: tuple[Section, ...]) -> list[Block]:
    """A heading and a paragraph for every section."""
    blocks: list[Block] = []
    for part in parts:
        blocks += [Heading(text=part.title), Text(text=part.text)]
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


def notes_link(v: Visit) -> tuple[Control, ...]:
    """The way to the registration notes, where there are any."""
    if v.choice(STEPS) == "none" and not v.on(MATERIALS):
        return ()
    return (Control(label=v.t("registration_notes"), act=go("/registration-notes")),)
