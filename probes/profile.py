"""A hospital profile: who the hospital is, where its apps are, what may be done there.

One YAML file per hospital (`probes/hospitals/`, or a folder of the user's).

    DocumentError       the file is not a profile (all problems, with lines)
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from devices.model import Channel, Effect
from documents.strict import DocumentError, Problem, StrictModel, parse_as, read_yaml
from probes.account import Account, Words

SENDABLE = (Effect.OWN, Effect.BOOKING, Effect.CONTACT)
"""The effects that a profile may allow; everything graver is refused whatever it says."""


def _id(text: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*", text):
        raise ValueError("应由英文字母、数字、点、减号、下划线组成,以字母或数字开头")
    return text


def _code(text: str) -> str:
    if not re.fullmatch(r"\d+\.\d+\.\d+", text):
        raise ValueError("应为三级指标编号,例如 2.2.1")
    return text


Id = Annotated[str, AfterValidator(_id)]
Code = Annotated[str, AfterValidator(_code)]


class App(StrictModel):
    """One app that the hospital submits; `id` names it on the command line and in results.

    entry: URL of an H5 app; name or app id of a mini-program; optional start activity of an
        Android app.
    package: Android package.
    """

    id: Id
    channel: Channel
    entry: str = ""
    package: str = ""

    @model_validator(mode="after")
    def _reachable(self) -> Self:
        if self.channel is Channel.H5:
            _check_address(self.entry)
        if self.channel is Channel.MINIPROGRAM and not self.entry.strip():
            raise ValueError("miniprogram 应写 entry(小程序的名称或 AppID)")
        if self.channel is Channel.ANDROID and not re.fullmatch(
            r"[A-Za-z]\w*(\.[A-Za-z]\w*)+", self.package
        ):
            raise ValueError("android 应写 package,例如 cn.example.hospital")
        return self


def _check_address(entry: str) -> None:
    parts = urlsplit(entry)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError("h5 应写 entry:以 http:// 或 https:// 开头的入口网址")


class Hint(StrictModel):
    """Where a function is, for a hospital whose app hides it; never needed, never a proof.

    words: labels it goes by.  path: labels to tap one after the other from the entry, or from
    `address` (URL, or relative to the entry).  locator: a control without words, as
    小标题#3, the third one under that heading; tapped after the path.
    """

    words: tuple[Words, ...] = ()
    path: tuple[Words, ...] = ()
    locator: str = ""
    address: str = ""


class Dialog(StrictModel):
    """A pop-up that stands in the way: words it contains, and the label that closes it."""

    contains: Words
    tap: Words


class Waiver(StrictModel):
    """An indicator that is not judged at this hospital until a date, and why."""

    code: Code
    reason: Words
    until: date


def _allowed(data: Any) -> Any:
    if data == "none":
        return ()
    if isinstance(data, list | tuple) and {str(effect) for effect in SENDABLE}.issuperset(data):
        return data
    raise ValueError("应为 none,或 own、booking、contact 中若干项的列表")


def _distinct_apps(apps: tuple[App, ...]) -> tuple[App, ...]:
    _once_each("应用 id", (app.id for app in apps))
    return apps


def _distinct_waivers(waivers: tuple[Waiver, ...]) -> tuple[Waiver, ...]:
    _once_each("豁免指标", (waiver.code for waiver in waivers))
    return waivers


def _once_each(kind: str, keys: Iterable[str]) -> None:
    doubles = [key for key, times in Counter(keys).items() if times > 1]
    if doubles:
        raise ValueError(f"{kind}重复:{'、'.join(doubles)}")


Allowed = Annotated[tuple[Effect, ...], BeforeValidator(_allowed)]


class Profile(StrictModel):
    """One hospital (docs: contracts, "Hospital profile").

    rehearsal: a fictional hospital; if its loopback entry is silent, the rehearsal hospital
        is started for the run.
    """

    id: Id
    name: Words
    aliases: tuple[Words, ...] = ()
    apps: Annotated[tuple[App, ...], AfterValidator(_distinct_apps)] = ()
    allow: Allowed | None = None
    account: Account = Account()
    hints: dict[str, Hint] = Field(default_factory=dict)
    dialogs: tuple[Dialog, ...] = ()
    untouchable: tuple[Words, ...] = ()
    waivers: Annotated[tuple[Waiver, ...], AfterValidator(_distinct_waivers)] = ()
    rehearsal: bool = False

    @model_validator(mode="after")
    def _called_once_each(self) -> Self:
        _once_each("名称或简称", (fold(word) for word in (self.name, *self.aliases)))
        return self

    @property
    def effects(self) -> frozenset[Effect]:
        """The effects allowed: as written; else `own` for a test account; else none."""
        if self.allow is None:
            return frozenset({Effect.OWN} if self.account.test_account else ())
        return frozenset(self.allow)

    @property
    def called(self) -> tuple[str, ...]:
        """Everything the hospital answers to: id, name, aliases."""
        return (self.id, self.name, *self.aliases)


def fold(name: str) -> str:
    """How names are compared: without blanks, and without width or case of letters."""
    return "".join(unicodedata.normalize("NFKC", name).split()).casefold()


def read_profile(path: Path) -> Profile:
    """Read one profile; raises DocumentError with everything that is wrong in it."""
    source = read_yaml(path)
    if not isinstance(source.data, dict):
        message = "应为医院配置(id、name、apps …)"
        raise DocumentError(
            [Problem(str(path), 1, "", message, "照 probes/hospitals/demo.yaml 写")]
        )
    return parse_as(Profile, source)
