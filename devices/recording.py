"""Recordings: screens of an app and the ways between them, in a folder that can be replayed.

    recording.json     {"format": "auditor-recording", "version": 1, "device": {…},
                        "back": "recorded" | "history",
                        "screens": {"<id>": {"screen": {…}, "picture": "pictures/<id>.png"}},
                        "ways": [{"gesture": "open", "text": "<entry>", "to": "home"},
                                 {"from": "home", "gesture": "tap", "node": 7,
                                  "label": "预约挂号", "to": "…", "events": {…}}, …]}
    pictures/<id>.png  optional

A way without `from` is a start of the app, one without `gesture` a change by itself, one
without `to` goes where BACK goes.  A way without `text` fits any text: what was typed or
uploaded is never written down.  Of several ways that fit an action the first one is taken the
first time, the next one the second time …, and the last one ever after.

`when` and `then` are for recordings written by hand.  They stand for what an app remembers
between screens, such as who is logged in: a way with `when` fits only while all of it holds,
and then goes before those without.  A start forgets only what its own `then` says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, StrictInt, StrictStr

from devices.model import Channel, DeviceFacts, Events, Gesture, Screen
from devices.screen_json import EventsJson, ScreenJson, events_to_json, from_json, to_json
from documents import DocumentError, Problem, Source, StrictModel, parse_as, read_json

__all__ = [
    "FILE",
    "BackRule",
    "Condition",
    "Recording",
    "Way",
    "from_json",
    "read_recording",
    "recording_to_json",
    "to_json",
]

FILE = "recording.json"
FORMAT, VERSION = "auditor-recording", 1
_ID = re.compile(r"[A-Za-z0-9._-]+")
_NODELESS = {None, Gesture.BACK, Gesture.OPEN, Gesture.SCROLL}


class BackRule(StrEnum):
    """Where BACK leads from a screen that has no way for it.

    RECORDED: nowhere, it was not recorded.  HISTORY: to the screen before, as Android does.
    """

    RECORDED = "recorded"
    HISTORY = "history"


@dataclass(frozen=True)
class Condition:
    """What must hold for a way to be open; indexes are nodes of the way's own screen."""

    ticked: tuple[int, ...] = ()
    unticked: tuple[int, ...] = ()
    filled: tuple[int, ...] = ()
    remembered: Mapping[str, bool] = field(default_factory=dict)


@dataclass(frozen=True)
class Way:
    """What one action did: from which screen, on which node, to which screen.

    origin: "" for a start of the app.  target: "" for wherever BACK leads.
    gesture: None for a change that came by itself.  node, label: index and label of the node,
    -1 and "" for none.  text: as in Action, None for any.  then: what the app remembers
    afterwards.
    """

    origin: str
    gesture: Gesture | None
    target: str
    node: int = -1
    label: str = ""
    text: str | None = None
    events: Events = field(default_factory=Events)
    when: Condition = field(default_factory=Condition)
    then: Mapping[str, bool] = field(default_factory=dict)


@dataclass(frozen=True)
class Recording:
    """What an app showed and where its controls led, ready to be replayed."""

    facts: DeviceFacts
    screens: Mapping[str, Screen]
    ways: tuple[Way, ...]
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    back: BackRule = BackRule.RECORDED

    @property
    def entry(self) -> str:
        """What `Device.start` was given first; "" if the app was never started."""
        return next((way.text or "" for way in self.ways if not way.origin), "")


class _Device(StrictModel):
    channel: Channel
    model: StrictStr
    driver: StrictStr
    version: StrictStr
    width: StrictInt = Field(gt=0)
    height: StrictInt = Field(gt=0)


class _Screen(StrictModel):
    screen: ScreenJson
    picture: StrictStr = ""


Indexes = tuple[Annotated[StrictInt, Field(ge=0)], ...]


class _Condition(StrictModel):
    ticked: Indexes = ()
    unticked: Indexes = ()
    filled: Indexes = ()
    remembered: dict[StrictStr, bool] = Field(default_factory=dict)


class _Way(StrictModel):
    origin: StrictStr = Field(default="", alias="from")
    to: StrictStr = ""
    gesture: Gesture | None = None
    node: StrictInt = Field(default=-1, ge=-1)
    label: StrictStr = ""
    text: StrictStr | None = None
    events: EventsJson = EventsJson()
    when: _Condition = _Condition()
    then: dict[StrictStr, bool] = Field(default_factory=dict)

    def way(self) -> Way:
        names = ("origin", "gesture", "node", "label", "text", "then")
        return Way(
            target=self.to,
            events=self.events.events(),
            when=Condition(**{name: getattr(self.when, name) for name in _Condition.model_fields}),
            **{name: getattr(self, name) for name in names},
        )


class _Recording(StrictModel):
    format: Literal["auditor-recording"]
    version: Literal[1]
    device: _Device
    back: BackRule = BackRule.RECORDED
    screens: dict[StrictStr, _Screen] = Field(min_length=1)
    ways: tuple[_Way, ...] = ()


def read_recording(folder: Path) -> Recording:
    """Read the recording in a folder; raises DocumentError with every problem at once."""
    source = read_json(folder / FILE)
    read = parse_as(_Recording, source)
    problems = [*_screen_problems(read, source, folder)]
    if not problems:
        screens = {key: entry.screen.screen() for key, entry in read.screens.items()}
        recording = _recording(read, screens, folder)
        problems = [*problems_of(recording, source)]
    if problems:
        raise DocumentError(problems)
    return recording


def _recording(read: _Recording, screens: dict[str, Screen], folder: Path) -> Recording:
    pictures = {
        key: (folder / entry.picture).read_bytes()
        for key, entry in read.screens.items()
        if entry.picture
    }
    facts = DeviceFacts(**{name: getattr(read.device, name) for name in _Device.model_fields})
    ways = tuple(way.way() for way in read.ways)
    return Recording(facts, screens, ways, pictures, read.back)


def _screen_problems(read: _Recording, source: Source, folder: Path) -> Iterator[Problem]:
    for key, entry in read.screens.items():
        for index, message in entry.screen.problems():
            yield source.problem(("screens", key, "screen", "nodes", index), message)
        place = ("screens", key, "picture")
        if not entry.picture:
            continue
        inside = (folder / entry.picture).resolve().is_relative_to(folder.resolve())
        if not inside:
            yield source.problem(place, f"图片应放在录制目录之内,现为 {entry.picture}")
        elif not (folder / entry.picture).is_file():
            yield source.problem(place, f"找不到图片 {entry.picture}", "补上图片或删去这一项")


def problems_of(recording: Recording, source: Source) -> Iterator[Problem]:
    """Everything in a recording that contradicts itself."""
    if not any(way.origin == "" for way in recording.ways):
        message = "没有一条启动应用的路(不写 from,gesture 为 open)"
        yield source.problem(("ways",), message, "补上启动后的第一个屏幕")
    for key in recording.screens:
        if not _ID.fullmatch(key):
            message = f"屏幕名 {key!r} 只能用字母、数字、点、横线和下划线"
            yield source.problem(("screens", key), message)
    for place, way in enumerate(recording.ways):
        for message in _way_problems(recording, way):
            yield source.problem(("ways", place), message)


def _way_problems(recording: Recording, way: Way) -> Iterator[str]:
    for name in (way.origin, way.target):
        if name and name not in recording.screens:
            yield f"没有名为 {name} 的屏幕"
    if way.target == "" and recording.back is not BackRule.HISTORY:
        yield "没有写 to(去往哪个屏幕);只有 back 为 history 时才可省略"
    if way.origin in recording.screens:
        yield from _node_problems(recording.screens[way.origin], way)
    elif way.origin == "" and not (way.gesture is Gesture.OPEN and way.text and way.node < 0):
        yield "启动应用的路应写 gesture: open 和 text(入口),不写 node"


def _node_problems(screen: Screen, way: Way) -> Iterator[str]:
    for index in (way.node, *way.when.ticked, *way.when.unticked, *way.when.filled):
        if index >= len(screen.nodes):
            yield f"屏幕 {way.origin} 没有第 {index} 个节点(共 {len(screen.nodes)} 个)"
    if way.node < 0 and way.gesture not in _NODELESS:
        yield f"手势 {way.gesture} 应写明 node"
    if 0 <= way.node < len(screen.nodes):
        label = screen.label(screen.nodes[way.node])
        if label != way.label:
            yield f"第 {way.node} 个节点的文字为「{label}」,而这条路写的是「{way.label}」"


def recording_to_json(recording: Recording) -> dict[str, Any]:
    """The content of `recording.json`; pictures stand under `pictures/`."""
    screens = {
        key: {"screen": to_json(screen)}
        | ({"picture": f"pictures/{key}.png"} if key in recording.pictures else {})
        for key, screen in recording.screens.items()
    }
    return {
        "format": FORMAT,
        "version": VERSION,
        "device": {name: getattr(recording.facts, name) for name in _Device.model_fields},
        "back": recording.back,
        "screens": screens,
        "ways": [_way_to_json(way) for way in recording.ways],
    }


def _way_to_json(way: Way) -> dict[str, Any]:
    when = vars(way.when) | {"remembered": dict(way.when.remembered)}
    words: dict[str, Any] = {
        "from": way.origin,
        "gesture": way.gesture,
        "label": way.label,
        "text": way.text,
        "to": way.target,
        "events": events_to_json(way.events),
        "when": {name: value for name, value in when.items() if value},
        "then": dict(way.then),
    }
    kept = {name: value for name, value in words.items() if value not in (None, "", {})}
    if way.text is not None:
        kept["text"] = way.text
    return kept | ({"node": way.node} if way.node >= 0 else {})
