"""Which functions the rehearsal hospital offers, and the ground truth that follows.

read_features(path) raises DocumentError with every problem of the file.
Features.from_settings(dict) raises FeatureError (ValueError) likewise.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic import Field, field_validator

from devices.sandbox.catalogue import VISIBLE_WAYS, Fact, Way, catalogue
from documents import DocumentError, Problem, Source, StrictModel, parse_as, read_yaml

EDITION = "beijing-2022"
BONUS_NAMES = {
    "bonus.remote_visit": "住院远程探视",
    "bonus.voice_robot": "方言语音机器人",
    "bonus.blood_donation": "无偿献血预约",
}
HUB_SIZE = 4
ANNOUNCED = "announced"
NOT_HERE = ("none", ANNOUNCED)
"""Choices with which the app itself has no page of the function."""
WAYS_IN = tuple(f"1.1.3.login_methods.{way}" for way in ("sms_code", "password", "wechat"))
"""Ways of logging in that an auditor with a test account can go."""


class FeatureError(ValueError):
    """A feature setting is not possible; `problems` maps the key ("" = whole) to the reason."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        self.problems = dict(problems)
        super().__init__(";".join(f"{key}:{reason}" for key, reason in self.problems.items()))


class FeatureFile(StrictModel):
    """The feature file as people write it.  Everything not named is on (a choice: its best).

    seed: draws the way where `hollow` stands alone, and the words of refusals.
    oauth: the entry goes through a WeChat-like authorise page.  popup: an announcement lies
    over the first page.  talk: news, questions and prices speak of functions, whether they are
    there or not.  at_once: what other hospitals confirm on a page of its own is done here at one
    touch.  latency: milliseconds added to every answer.
    """

    seed: int = 0
    oauth: bool = False
    popup: bool = False
    talk: bool = False
    at_once: bool = False
    latency: int = 0
    features: dict[str, Any] = Field(default={})

    @field_validator("latency")
    @classmethod
    def _bounded(cls, value: int) -> int:
        if not 0 <= value <= 60000:
            raise ValueError("延迟应在 0 到 60000 毫秒之间")
        return value


@dataclass(frozen=True)
class State:
    """How one feature is: on, off, or hollow in a way.

    choice: the word of a fact with choices, or of a function that is offered elsewhere.
    """

    on: bool
    way: Way | None = None
    choice: str = ""

    @property
    def off(self) -> bool:
        return not self.on and self.way is None

    @property
    def visible(self) -> bool:
        """Its page can be opened and looks as it should (it may still fail when used)."""
        return self.on or self.way in VISIBLE_WAYS


@dataclass(frozen=True)
class Features:
    """The states of all features, and the whole hospital's settings."""

    states: Mapping[str, State] = field(default_factory=dict)
    seed: int = 0
    oauth: bool = False
    popup: bool = False
    talk: bool = False
    at_once: bool = False
    latency: int = 0

    @classmethod
    def from_settings(cls, settings: Mapping[str, Any] | None = None, **whole: Any) -> Features:
        """Features from `{key: on | off | hollow | {hollow: way} | choice word}`."""
        seed = int(whole.get("seed", 0))
        states: dict[str, State] = {}
        problems: dict[str, str] = {}
        for key, setting in (settings or {}).items():
            try:
                states[key] = _state(key, setting, seed)
            except ValueError as error:
                problems[key] = str(error)
        if problems:
            raise FeatureError(problems)
        return cls(states=states, **whole)

    def state(self, feature: str) -> State:
        """The state as set, regardless of what it depends on."""
        if feature in self.states:
            return self.states[feature]
        fact = catalogue().facts[catalogue().features[feature]]
        return State(on=True, choice=fact.choices[0] if fact.choices else "")

    def visible(self, feature: str) -> bool:
        """Its page can be opened and what it depends on can be seen too."""
        state = self.state(feature)
        seen = state.visible and state.choice not in NOT_HERE
        return seen and all(self.visible(need) for need in _needs(feature))

    def works(self, feature: str) -> bool:
        """It does what it says, and what it depends on can be seen."""
        if feature == "3.3.2.convenience_hub" and self._services < HUB_SIZE:
            return False
        state = self.state(feature)
        return state.on and (self.visible(feature) or state.choice == ANNOUNCED)

    @cached_property
    def _services(self) -> int:
        key = "3.3.1.convenience_kinds"
        return sum(self.works(f"{key}.{member}") for member in catalogue().facts[key].members)


def read_features(path: Path) -> Features:
    """Read a feature file; DocumentError with all its problems."""
    source = read_yaml(path)
    if source.data is None:
        source = Source(source.file, {})
    document = parse_as(FeatureFile, source)
    whole = document.model_dump(exclude={"features"})
    try:
        return Features.from_settings(document.features, **whole)
    except FeatureError as error:
        raise DocumentError(_problems(source, error)) from error


def truth(features: Features, app: str = "h5", hospital: str = "demo") -> dict[str, Any]:
    """The ground truth in the form of the facts file (contracts.md).

    None where an auditor without material cannot decide: material facts that the app does not
    state, expert facts, what a function akin to it may be, and, when no way of logging in
    works, everything personal and every public function that no visitor sees (it may be offered
    inside).
    """
    per_app: dict[str, dict[str, Any]] = {}
    shared: dict[str, dict[str, Any]] = {}
    for key, fact in catalogue().facts.items():
        code, _, name = key.rpartition(".")
        if code != "bonus":
            home = per_app if code.startswith("1.1.") else shared
            home.setdefault(code, {})[name] = _value(features, key, fact)
    names = [name for key, name in BONUS_NAMES.items() if features.works(key)]
    return {
        "hospital": hospital,
        "rubric": EDITION,
        "apps": {app: per_app},
        "facts": shared,
        "innovations": names,
    }


def _value(features: Features, key: str, fact: Fact) -> bool | str | list[str] | None:
    shut = not any(features.works(way) for way in WAYS_IN)
    if shut and (not fact.public or _may_be_inside(features, key, fact)):
        return None
    if fact.type == "set":
        return [m for m in fact.members if features.works(f"{key}.{m}")]
    if fact.type == "choice":
        return _chosen(features, key, fact)
    works = features.works(key)
    for_others = fact.source in ("M", "U/E") or any(map(features.works, fact.akin))
    return None if for_others and not works else works


def _may_be_inside(features: Features, key: str, fact: Fact) -> bool:
    """A visitor sees neither it nor an entry that answers: it may be there for a patient.

    A choice that is `none` still has an entry, and an error page behind it.
    """
    needs = _needs(key)
    if any(_is_mute(features.state(need)) for need in needs):
        return True
    if fact.type == "set" or features.works(key):
        return False
    return _is_mute(features.state(key)) or any(not _is_public(need) for need in needs)


def _is_mute(state: State) -> bool:
    """No entry, or one that says nothing when it is tapped (it may be waiting for a patient)."""
    return state.off or state.way is Way.DEAD_LINK


def _is_public(feature: str) -> bool:
    return catalogue().facts[catalogue().features[feature]].public


def _chosen(features: Features, key: str, fact: Fact) -> str | None:
    if not all(features.visible(need) for need in _needs(key)):
        return None
    state = features.state(key)
    if state.way is Way.EXTERNAL_MAP:
        return "external_map"
    if not state.on or (state.choice == "in_app" and _is_empty(features, key)):
        return fact.choices[-1]
    return state.choice


def _is_empty(features: Features, key: str) -> bool:
    """An introduction of which no item says anything: a title and 暂无 introduce nobody."""
    items = catalogue().facts.get(f"{key}_items")
    return items is not None and not any(
        features.works(f"{key}_items.{member}") for member in items.members
    )


def _needs(feature: str) -> tuple[str, ...]:
    table = catalogue().needs
    return table.get(feature, ()) + table.get(feature.rsplit(".", 1)[0], ())


def _state(key: str, setting: Any, seed: int) -> State:
    features = catalogue().features
    if key not in features:
        raise ValueError("没有这个功能点；请核对指标代码和事实名(devices/sandbox/catalogue.yaml)")
    fact = catalogue().facts[features[key]]
    ways = catalogue().ways(key)
    if setting == "hollow" or (isinstance(setting, dict) and set(setting) == {"hollow"}):
        return State(on=False, way=_way(key, setting, ways, seed), choice=_worst(fact))
    if fact.type == "choice":
        plain = {True: fact.choices[0], "on": fact.choices[0], False: fact.choices[-1]}
        setting = {**plain, "off": fact.choices[-1]}.get(setting, setting)
        if setting not in fact.choices:
            raise ValueError(f"只能取 {'、'.join(fact.choices)} 或 hollow，现为 {setting!r}")
        return State(on=True, choice=str(setting))
    if setting in fact.elsewhere:
        return State(on=True, choice=setting)
    if setting in (True, "on"):
        return State(on=True)
    if setting in (False, "off"):
        return State(on=False)
    raise ValueError(f"只能取 on、off、hollow 或 {{hollow: 方式}},现为 {setting!r}")


def _way(key: str, setting: Any, ways: tuple[Way, ...], seed: int) -> Way:
    if not ways:
        raise ValueError("这个功能点没有“做空”的方式，只能 on 或 off")
    if setting == "hollow":
        return ways[draw(seed, key, len(ways))]
    word = str(setting["hollow"])
    if word not in list(ways):
        raise ValueError(f"hollow 只能取 {'、'.join(ways)},现为 {word!r}")
    return Way(word)


def _worst(fact: Fact) -> str:
    return fact.choices[-1] if fact.choices else ""


def draw(seed: int, key: str, size: int) -> int:
    """A number below `size`, the same for the same seed and key on every machine."""
    return int.from_bytes(hashlib.sha256(f"{seed}:{key}".encode()).digest()[:4]) % size


def _problems(source: Source, error: FeatureError) -> list[Problem]:
    return [
        source.problem(("features", key), reason, "改正后再启动")
        for key, reason in error.problems.items()
    ]
