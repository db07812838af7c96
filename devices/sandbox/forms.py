"""Forms of a page: fields, the row of consent, what is sent where."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from pydantic import Field as Attribute

from devices.sandbox.controls import Control, Part


class FieldKind(StrEnum):
    """What a person does in a field."""

    TEXT = "text"
    TEL = "tel"
    NUMBER = "number"
    PASSWORD = "password"
    CODE = "code"
    SELECT = "select"
    RADIO = "radio"
    CHECKBOX = "checkbox"
    SWITCH = "switch"
    TEXTAREA = "textarea"
    FILE = "file"
    DATE = "date"
    HIDDEN = "hidden"


class Field(Part):
    """One field of a form.

    options: (value, words) of SELECT, RADIO and CHECKBOX (several may be ticked).
    code: for CODE, the button that asks for the code; it posts the whole form's values.
    image: a picture beside the field (graphic captcha).
    """

    name: str
    label: str
    kind: FieldKind = FieldKind.TEXT
    hint: str = ""
    value: str = ""
    options: tuple[tuple[str, str], ...] = ()
    required: bool = True
    code: Control | None = None
    image: str = ""


class Agreement(Part):
    """The row "I have read …"; forced: the form is not sent while it is not ticked."""

    name: str = "agree"
    text: str
    links: tuple[Control, ...] = ()
    tickable: bool = True
    ticked: bool = False
    forced: bool = True
    refusal: str = "请先阅读并同意相关协议"


class Form(Part):
    kind: Literal["form"] = "form"
    post: str
    submit: str
    fields: tuple[Field, ...] = ()
    agreement: Agreement | None = None
    data: dict[str, str] = Attribute(default={})
    ask: str = ""
