"""The patient whose account an audit uses.

Reading a profile never needs the environment: a value written as {env: NAME} is looked up
only when that hospital is audited, by `Account.credentials`.

    MissingVariables    environment variables that the account refers to are not set
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Annotated, Any, Self

from pydantic import AfterValidator, Field, model_validator

from documents.strict import StrictModel


def _words(text: str) -> str:
    if not text.strip():
        raise ValueError("不能为空")
    return text


def _variable(text: str) -> str:
    if not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", text):
        raise ValueError("应为环境变量名,例如 FUWAI_PASSWORD")
    return text


Words = Annotated[str, AfterValidator(_words)]
"""A text that people write and that says something."""


class Value(StrictModel):
    """A text written in the file, or the name of the environment variable that holds it.

    default: used when the variable is not set; only a test account may have one.
    """

    text: str | None = Field(default=None, repr=False)
    env: Annotated[str, AfterValidator(_variable)] | None = None
    default: str | None = Field(default=None, repr=False)

    @model_validator(mode="before")
    @classmethod
    def _plain(cls, data: Any) -> Any:
        if isinstance(data, str):
            return {"text": _words(data)}
        if isinstance(data, dict) and "env" in data and "text" not in data:
            return data
        if isinstance(data, Value):
            return data
        raise ValueError("应为加引号的文字,或 {env: 环境变量名}")

    def resolve(self, environment: Mapping[str, str]) -> str | None:
        """The text, or None if the variable is unset or empty and there is no default."""
        if self.env is None:
            return self.text
        return environment.get(self.env) or self.default


@dataclass(frozen=True)
class Credentials:
    """What a patient would type, in plain text; "" where the profile has nothing.

    Never printed: the values do not show in its repr.
    """

    test_account: bool = False
    phone: str = field(default="", repr=False)
    sms_code: str = field(default="", repr=False)
    username: str = field(default="", repr=False)
    password: str = field(default="", repr=False)
    name: str = field(default="", repr=False)
    id_card: str = field(default="", repr=False)
    medical_card: str = field(default="", repr=False)
    captcha: str = field(default="", repr=False)

    def secrets(self) -> tuple[str, ...]:
        """Every value that must not be seen in evidence, empty ones left out."""
        values = (getattr(self, item.name) for item in fields(self))
        return tuple(value for value in values if isinstance(value, str) and value)


class MissingVariables(Exception):
    """An account refers to environment variables that are not set; `names` has all of them."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self.names = names
        super().__init__("、".join(names))


class Account(StrictModel):
    """The patient whose account the audit uses.

    test_account: nobody's real account.
    sms_code, captcha: fixed codes that a test system accepts.
    """

    test_account: bool = False
    phone: Value | None = None
    sms_code: Value | None = None
    username: Value | None = None
    password: Value | None = None
    name: Value | None = None
    id_card: Value | None = None
    medical_card: Value | None = None
    captcha: Value | None = None

    @model_validator(mode="after")
    def _defaults_only_for_tests(self) -> Self:
        if not self.test_account and any(value.default for value in self._values().values()):
            raise ValueError(
                "default 只能用于 test_account: true 的测试账号,真实账号的密码不写进文件"
            )
        return self

    def credentials(self, environment: Mapping[str, str]) -> Credentials:
        """All values in plain text; raises MissingVariables naming every unset variable."""
        found = {name: value.resolve(environment) for name, value in self._values().items()}
        missing = [self._values()[name].env for name, text in found.items() if text is None]
        if missing:
            raise MissingVariables(tuple(name for name in missing if name))
        texts = {name: text for name, text in found.items() if text}
        return Credentials(test_account=self.test_account, **texts)

    def _values(self) -> dict[str, Value]:
        items = ((name, getattr(self, name)) for name in type(self).model_fields)
        return {name: value for name, value in items if isinstance(value, Value)}
