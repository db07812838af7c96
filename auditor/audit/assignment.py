"""What one run is to audit: options and profile, checked before anything is opened.

UsageProblem    the command line or the profile cannot be carried out (exit code 4)
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches
from importlib import metadata, resources
from pathlib import Path
from typing import TypeVar

from auditor.audit.folder import RunHeader, WaivedIndicator, plan_of
from auditor.audit.selection import (
    DRIVEN,
    UsageProblem,
    choose_apps,
    choose_codes,
    near,
    parse_allow,
    parse_budget,
)
from devices.model import Effect
from documents.strict import DocumentError
from evidence.model import Identity
from probes.account import Credentials, MissingVariables
from probes.directory import Directory, Entry, UnknownHospital, open_directory
from probes.lexicon import load_lexicon
from probes.profile import App, Profile
from rubric.loader import load_edition
from rubric.model import Edition

T = TypeVar("T")


@dataclass(frozen=True)
class Options:
    """The command line of `pytest probes/`, as typed ("" where nothing was)."""

    hospital: str
    app: str = ""
    channel: str = ""
    indicator: str = ""
    profiles: str = ""
    allow: str = ""
    budget: str = ""


@dataclass(frozen=True)
class Assignment:
    """One hospital, the apps to audit, the effects allowed, the indicators wanted.

    apps: those that this run audits; left_out: submitted apps that it does not.
    waived: waivers that hold today; lapsed: those that do not any more.
    budget: how many times the usual budget exploring the app may cost.
    """

    entry: Entry
    edition: Edition
    apps: tuple[App, ...]
    left_out: tuple[App, ...]
    allowed: frozenset[Effect]
    codes: frozenset[str] | None
    credentials: Credentials
    waived: tuple[WaivedIndicator, ...] = ()
    lapsed: tuple[WaivedIndicator, ...] = ()
    budget: float = 1.0

    @property
    def profile(self) -> Profile:
        return self.entry.profile

    def wants(self, code: str) -> bool:
        """True for an indicator that was asked for and is not waived."""
        asked = self.codes is None or code in self.codes
        return asked and code not in {waiver.code for waiver in self.waived}

    def identity(self) -> Identity:
        """The account's private values, for masking."""
        account = self.credentials
        return Identity(
            names=_some(account.name),
            phones=_some(account.phone),
            id_cards=_some(account.id_card),
            cards=_some(account.medical_card),
            others=_some(account.password, account.username, account.sms_code, account.captcha),
        )

    def header(self, started: datetime) -> RunHeader:
        """The run header that records all this."""
        audited = {app.id for app in self.apps}
        return RunHeader(
            hospital=self.profile.id,
            name=self.profile.name,
            profile_sha256=hashlib.sha256(self.entry.file.read_bytes()).hexdigest(),
            rubric=self.edition.name,
            rubric_sha256=_edition_sha256(self.edition.name),
            rehearsal=self.profile.rehearsal,
            started=started,
            tool=metadata.version("hospital-app-auditor"),
            apps=tuple(
                plan_of(app, app.id in audited, app.channel in DRIVEN)
                for app in (*self.apps, *self.left_out)
            ),
            allow=tuple(sorted(self.allowed)),
            codes=None if self.codes is None else tuple(sorted(self.codes)),
            waivers=self.waived,
            budget=self.budget,
        )


def assign(
    options: Options, environment: Mapping[str, str] = os.environ, today: date | None = None
) -> Assignment:
    """Work out what the options ask for; raises UsageProblem with all that is in the way."""
    entry = _hospital(options)
    edition = load_edition()
    profile, file = entry.profile, entry.file
    said = _Said()
    apps = said.by(lambda: choose_apps(profile, file, options.app, options.channel)) or ()
    said.by(lambda: _check_hints(profile, file))
    waivers = said.by(lambda: _waivers(profile, edition, file)) or ()
    credentials = said.by(lambda: _credentials(profile, file, environment)) or Credentials()
    asked = said.by(lambda: parse_allow(options.allow)) if options.allow else profile.effects
    codes = said.by(lambda: choose_codes(edition, options.indicator)) if options.indicator else None
    budget = said.by(lambda: parse_budget(options.budget)) if options.budget else None
    said.stop_if_any()
    day = today or date.today()
    return Assignment(
        entry=entry,
        edition=edition,
        apps=apps,
        left_out=tuple(app for app in profile.apps if app not in apps),
        allowed=asked or frozenset(),
        codes=codes,
        credentials=credentials,
        waived=tuple(waiver for waiver in waivers if waiver.until >= day),
        lapsed=tuple(waiver for waiver in waivers if waiver.until < day),
        budget=budget or 1.0,
    )


class _Said:
    """Everything that is wrong with what was asked for, told at once."""

    def __init__(self) -> None:
        self._problems: list[str] = []

    def by(self, check: Callable[[], T]) -> T | None:
        """What the check gives; None if it has a problem, which is kept."""
        try:
            return check()
        except UsageProblem as problem:
            self._problems.append(str(problem))
            return None

    def stop_if_any(self) -> None:
        if self._problems:
            raise UsageProblem("\n\n".join(self._problems))


def _credentials(profile: Profile, file: Path, environment: Mapping[str, str]) -> Credentials:
    try:
        credentials = profile.account.credentials(environment)
    except MissingVariables as error:
        raise UsageProblem(_missing_variables(profile, file, error.names)) from error
    if len(credentials.name.strip()) == 1:
        raise UsageProblem(f"{near(file)} 的 account.name 只有一个字,截图中无法遮盖;请写患者的全名")
    return credentials


def _hospital(options: Options) -> Entry:
    try:
        directory = open_directory(Path(options.profiles) if options.profiles else None)
    except DocumentError as error:
        raise UsageProblem(f"医院配置有误,请先改正:\n{error}") from error
    try:
        return directory.find(options.hospital)
    except UnknownHospital as error:
        raise UsageProblem(_unknown_hospital(error, directory)) from error


def _unknown_hospital(error: UnknownHospital, directory: Directory) -> str:
    like = "\n".join(f"  {p.name}(--hospital={(p.aliases or (p.id,))[0]})" for p in error.near)
    guess = f"您要找的是不是:\n{like}" if like else "没有相近的名称。"
    return (
        f"不认识医院“{error.asked}”。{guess}\n"
        f"全部 {len(directory.entries)} 家:auditor hospitals;新增医院:写一个配置文件,"
        "放在 probes/hospitals/ 或 --profiles 指定的文件夹"
    )


def _missing_variables(profile: Profile, file: Path, names: Iterable[str]) -> str:
    lines = "\n".join(f"  export {name}=…" for name in names)
    return f"{profile.name} 的测试账号({near(file)})要用到还没有设置的环境变量,请先设置:\n{lines}"


def _check_hints(profile: Profile, file: Path) -> None:
    """A hint for a function that the lexicon does not know would silently do nothing."""
    known = load_lexicon().functions
    wrong = [key for key in profile.hints if key not in known]
    if wrong:
        guesses = [match for key in wrong for match in get_close_matches(key, known, n=1)]
        guess = f",是不是 {'、'.join(guesses)}" if guesses else ""
        raise UsageProblem(
            f"{near(file)} 的 hints 里有不认识的功能:{'、'.join(wrong)}{guess};"
            "功能的名称见 probes/lexicon/functions.yaml"
        )


def _waivers(profile: Profile, edition: Edition, file: Path) -> tuple[WaivedIndicator, ...]:
    unknown = [waiver.code for waiver in profile.waivers if waiver.code not in edition.indicators]
    if unknown:
        raise UsageProblem(
            f"{near(file)} 的 waivers 里有不存在的指标:{'、'.join(unknown)};请改正编号"
        )
    return tuple(
        WaivedIndicator(code=waiver.code, reason=waiver.reason, until=waiver.until)
        for waiver in profile.waivers
    )


def _some(*texts: str) -> tuple[str, ...]:
    return tuple(text for text in texts if text)


def _edition_sha256(name: str) -> str:
    data = resources.files("rubric").joinpath("editions", f"{name}.yaml").read_bytes()
    return hashlib.sha256(data).hexdigest()
