"""What logging in and registering share: the phone number and its code."""

from __future__ import annotations

import re

from devices.sandbox.model import Control, Field, FieldKind, Outcome, post
from devices.sandbox.routing import action
from devices.sandbox.visit import Visit
from devices.sandbox.world import SMS_CODE, Count

PHONE_RULE = re.compile(r"1[3-9]\d{9}")


def phone_field(v: Visit, value: str = "") -> Field:
    return Field(
        name="phone", label=v.t("phone"), kind=FieldKind.TEL, hint=v.t("phone_hint"), value=value
    )


def code_field(v: Visit) -> Field:
    button = Control(label=v.t("get_code"), act=post("send_code"))
    return Field(
        name="code", label=v.t("code"), kind=FieldKind.CODE, hint=v.t("code_hint"), code=button
    )


@action("send_code", login=False)
def send_code(v: Visit, data: dict[str, str]) -> Outcome:
    if not PHONE_RULE.fullmatch(data.get("phone", "")):
        return Outcome(ok=False, toast="请输入正确的手机号")
    v.session.codes.add(data["phone"])
    v.note(Count.SMS_CODES)
    return Outcome(ok=True, toast="验证码已发送")


def code_is_right(v: Visit, data: dict[str, str]) -> bool:
    return data.get("phone", "") in v.session.codes and data.get("code") == SMS_CODE
