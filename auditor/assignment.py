"""What one run is to audit: options and profile, checked before anything is opened.

UsageProblem    the command line or the profile cannot be carried out (exit code 4)
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from importlib import metadata, resources
from pathlib import Path

from auditor.run import RunHeader, WaivedIndicator, plan_of
from devices.model import Channel, Effect
from documents.strict import DocumentError
from evidence.model import Identity
from probes.account import Credentials, MissingVariables
from probes.directory import Directory, Entry, UnknownHospital, open_directory
from probes.profile import SENDABLE, App, Profile
from rubric.loader import load_edition
from rubric.model import Edition

DRIVEN = frozenset({Channel.H5})
"""The channels that this version can drive."""


class UsageProblem(Exception):
    """Something the user has to mend; the message says what, in Chinese."""


@dataclass(frozen=True)
class Options:
    """The command line of `pytest probes/`, as typed ("" where nothing was)."""

    hospital: str
    app: str = ""
    channel: str = ""
    indicator: str = ""
    profiles: str = ""
    allow: str = ""


@dataclass(frozen=True)
class Assignment:
    """One hospital, the apps to audit, the effects allowed, the indicators wanted.

    apps: those that this run audits; left_out: submitted apps that it does not.
    waived: waivers that hold today; lapsed: those that do not any more.
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
            others=_some(account.password, account.username),
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
        )


def assign(
    options: Options, environment: Mapping[str, str] = os.environ, today: date | None = None
) -> Assignment:
    """Work out what the options ask for; raises UsageProblem with all that is in the way."""
    entry = _hospital(options)
    edition = load_edition()
    profile = entry.profile
    apps = choose_apps(profile, entry.file, options.app, options.channel)
    waivers = _waivers(profile, edition, entry.file)
    day = today or date.today()
    try:
        credentials = profile.account.credentials(environment)
    except MissingVariables as error:
        raise UsageProblem(_missing_variables(profile, entry.file, error.names)) from error
    return Assignment(
        entry=entry,
        edition=edition,
        apps=apps,
        left_out=tuple(app for app in profile.apps if app not in apps),
        allowed=parse_allow(options.allow) if options.allow else profile.effects,
        codes=choose_codes(edition, options.indicator) if options.indicator else None,
        credentials=credentials,
        waived=tuple(waiver for waiver in waivers if waiver.until >= day),
        lapsed=tuple(waiver for waiver in waivers if waiver.until < day),
    )


def choose_apps(profile: Profile, file: Path, ids: str, channels: str) -> tuple[App, ...]:
    """The apps that `--app` and `--channel` (comma lists, "" for all) select.

    Apps that this version cannot drive are left out unless they were named.
    """
    if not profile.apps:
        raise UsageProblem(_unfilled(profile, file))
    wanted_ids = _listed(ids, "--app", [app.id for app in profile.apps])
    wanted_channels = _listed(channels, "--channel", list(Channel))
    chosen = [
        app
        for app in profile.apps
        if (not wanted_ids or app.id in wanted_ids)
        and (not wanted_channels or app.channel in wanted_channels)
    ]
    drivable = tuple(app for app in chosen if app.channel in DRIVEN)
    if not chosen:
        has = "、".join(f"{app.id}({app.channel})" for app in profile.apps)
        raise UsageProblem(f"{profile.name} 没有所选渠道的应用;配置中有:{has}")
    if not drivable or (wanted_ids and len(drivable) < len(chosen)):
        not_yet = "、".join(f"{app.id}({app.channel})" for app in chosen if app not in drivable)
        raise UsageProblem(
            f"本版本还不能操作 {not_yet};目前可测的渠道:{'、'.join(sorted(DRIVEN))},"
            "请用 --channel 或 --app 选择"
        )
    return drivable


def parse_allow(text: str) -> frozenset[Effect]:
    """The effects of `--allow`: a comma list of own, booking, contact; or none."""
    if text.strip() == "none":
        return frozenset()
    return frozenset(Effect(word) for word in _listed(text, "--allow", list(SENDABLE), "none"))


def choose_codes(edition: Edition, text: str) -> frozenset[str]:
    """The indicators that a comma list of codes or their beginnings (2, 2.2) selects."""
    chosen: set[str] = set()
    unknown = []
    for word in _words(text):
        found = {code for code in edition.indicators if f"{code}.".startswith(f"{word}.")}
        chosen |= found
        if not found:
            unknown.append(word)
    if unknown or not chosen:
        raise UsageProblem(
            f"--indicator:没有编号为 {'、'.join(unknown) or '(空)'} 的指标;"
            "应为三级指标编号或其开头,例如 1.1.1、2.2、3"
        )
    return frozenset(chosen)


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
    near = "\n".join(f"  {p.name}(--hospital={(p.aliases or (p.id,))[0]})" for p in error.near)
    guess = f"您要找的是不是:\n{near}" if near else "没有相近的名称。"
    return (
        f"不认识医院“{error.asked}”。{guess}\n"
        f"全部 {len(directory.entries)} 家:auditor hospitals;新增医院:写一个配置文件,"
        "放在 probes/hospitals/ 或 --profiles 指定的文件夹"
    )


def _unfilled(profile: Profile, file: Path) -> str:
    return (
        f"已认出 {profile.name},但它的应用还没有填写,无从测评。\n"
        f"请在 {_near(file)} 中填写:\n"
        "  apps     每个应用一项:id、channel(h5、android 或 miniprogram),\n"
        "           h5 写 entry(入口网址),android 写 package,miniprogram 写 entry(名称或 AppID)\n"
        "  account  测试账号:phone、sms_code、password、name、id_card、medical_card;\n"
        "           口令等写成 {env: 变量名},不写进文件\n"
        "  allow    准许的操作:own、booking、contact,或 none\n"
        "样本:probes/hospitals/demo.yaml。填写之前可先演练:make demo,"
        "或 pytest probes/ --hospital=示范"
    )


def _near(file: Path) -> str:
    """The path as a person here would type it."""
    here = Path.cwd()
    return str(file.relative_to(here) if file.is_relative_to(here) else file)


def _missing_variables(profile: Profile, file: Path, names: Iterable[str]) -> str:
    lines = "\n".join(f"  export {name}=…" for name in names)
    return f"{profile.name} 的测试账号({_near(file)})要用到还没有设置的环境变量,请先设置:\n{lines}"


def _waivers(profile: Profile, edition: Edition, file: Path) -> tuple[WaivedIndicator, ...]:
    unknown = [waiver.code for waiver in profile.waivers if waiver.code not in edition.indicators]
    if unknown:
        raise UsageProblem(
            f"{_near(file)} 的 waivers 里有不存在的指标:{'、'.join(unknown)};请改正编号"
        )
    return tuple(
        WaivedIndicator(code=waiver.code, reason=waiver.reason, until=waiver.until)
        for waiver in profile.waivers
    )


def _listed(
    text: str, option: str, known: list[str] | list[Channel] | list[Effect], also: str = ""
) -> list[str]:
    words = _words(text)
    unknown = [word for word in words if word not in [str(one) for one in known]]
    if unknown or (text and not words):
        may = "、".join([*(str(one) for one in known), *([also] if also else [])])
        raise UsageProblem(f"{option}:不认识 {'、'.join(unknown) or '空的内容'};可用:{may}")
    return words


def _words(text: str) -> list[str]:
    return [word.strip() for word in text.replace("\uff0c", ",").split(",") if word.strip()]


def _some(*texts: str) -> tuple[str, ...]:
    return tuple(text for text in texts if text)


def _edition_sha256(name: str) -> str:
    data = resources.files("rubric").joinpath("editions", f"{name}.yaml").read_bytes()
    return hashlib.sha256(data).hexdigest()
