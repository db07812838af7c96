"""What the command line selects: apps, effects, indicators.

UsageProblem    the command line or the profile cannot be carried out (exit code 4)
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from devices.model import Channel, Effect
from probes.profile import SENDABLE, App, Profile
from rubric.model import Edition

DRIVEN = frozenset({Channel.H5})
"""The channels that this version can drive."""

LEAST_BUDGET, MOST_BUDGET = 0.01, 20.0


class UsageProblem(Exception):
    """Something the user has to mend; the message says what, in Chinese."""


def choose_apps(profile: Profile, file: Path, ids: str, channels: str) -> tuple[App, ...]:
    """The apps that `--app` and `--channel` (comma lists, "" for all) select.

    Apps that this version cannot drive are left out unless they were named.
    """
    if not profile.apps:
        raise UsageProblem(_unfilled(profile, file))
    wanted_ids = _listed(ids, "--app", [app.id for app in profile.apps])
    wanted_channels = _listed(channels, "--channel", Channel)
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
    return frozenset(Effect(word) for word in _listed(text, "--allow", SENDABLE, "none"))


def parse_budget(text: str) -> float:
    """The number of `--budget`: how many times the usual budget an exploration may cost."""
    try:
        times = float(text)
    except ValueError:
        times = 0.0
    if not LEAST_BUDGET <= times <= MOST_BUDGET:
        raise UsageProblem(
            f"--budget:“{text}”不对,应为 {LEAST_BUDGET:g} 到 {MOST_BUDGET:g} 之间的数,"
            "例如 0.2(粗看)、1(默认)、3(很大的应用)"
        )
    return times


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


def _listed(text: str, option: str, known: Iterable[str], also: str = "") -> list[str]:
    words, may = _words(text), [str(one) for one in known]
    unknown = [word for word in words if word not in may]
    if unknown or (text and not words):
        usable = "、".join([*may, also] if also else may)
        raise UsageProblem(f"{option}:不认识 {'、'.join(unknown) or '空的内容'};可用:{usable}")
    return words


def _words(text: str) -> list[str]:
    return [word.strip() for word in text.replace("\uff0c", ",").split(",") if word.strip()]


def _unfilled(profile: Profile, file: Path) -> str:
    return (
        f"已认出 {profile.name},但它的应用还没有填写,无从测评。\n"
        f"请在 {near(file)} 中填写:\n"
        "  apps     每个应用一项:id、channel(h5、android 或 miniprogram),\n"
        "           h5 写 entry(入口网址),android 写 package,miniprogram 写 entry(名称或 AppID)\n"
        "  account  测试账号:phone、sms_code、password、name、id_card、medical_card;\n"
        "           口令等写成 {env: 变量名},不写进文件\n"
        "  allow    准许的操作:own、booking、contact,或 none\n"
        "样本:probes/hospitals/demo.yaml。填写之前可先演练:make demo,"
        "或 pytest probes/ --hospital=示范"
    )


def near(file: Path) -> str:
    """The path as a person here would type it."""
    here = Path.cwd()
    return str(file.relative_to(here) if file.is_relative_to(here) else file)
