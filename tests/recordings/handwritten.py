"""Recordings written by hand: UiAutomator dumps and a YAML of the ways between them.

    device: {model: …, version: "13", width: 1080, height: 2340}
    density: 3
    package: cn.example.app
    entry: cn.example.app            # what Device.start is given
    first: privacy                   # each screen is a dump beside the YAML: privacy.xml
    forgets: [member]                # what a fresh start makes the app forget
    everywhere:                      # on every screen with such a control and no way of its own
      - {tap: 返回, back: true}
    ways:
      home:
        - {tap: 预约挂号, to: login}
        - {tap: 预约挂号, to: departments, when: {remembered: {member: true}}}
        - {tap: 名医问诊, toast: 功能建设中}       # without `to` the screen stays
        - {key: back, toast: 再按一次退出应用}

A control is named by its label; `*` stands for anything ("周延康*"), a role in the manner of
`@checkbox` for the first node of that role.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field, model_validator

from devices.model import Channel, DeviceFacts, Download, Events, Gesture, Node, Screen
from devices.recording import BackRule, Condition, Recording, Way, problems_of
from devices.stand_in import DocumentKind, DocumentNature, stand_in
from devices.uiautomator import parse_screen
from documents import DocumentError, Problem, Source, StrictModel, parse_as, read_yaml

FOLDER = Path(__file__).parent
_GESTURES = {
    "tap": Gesture.TAP,
    "choose": Gesture.CHOOSE,
    "scroll": Gesture.SCROLL,
    "key": Gesture.BACK,
}


class _Document(StrictModel):
    kind: DocumentKind
    mime: str
    suffix: str
    size: int = 20_000
    pages: int = 0
    drawn: bool = True
    words: bool = True

    def download(self) -> Download:
        return stand_in(DocumentNature(**self.model_dump()))


class _When(StrictModel):
    ticked: tuple[str, ...] = ()
    unticked: tuple[str, ...] = ()
    filled: tuple[str, ...] = ()
    remembered: dict[str, bool] = Field(default_factory=dict)


class _HandWay(StrictModel):
    tap: str = ""
    choose: str = ""
    scroll: Literal["", "down", "up"] = ""
    key: Literal["", "back"] = ""
    text: str | None = None
    to: str = ""
    back: bool = False
    toast: str = ""
    external: str = ""
    download: _Document | None = None
    when: _When = _When()
    then: dict[str, bool] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _one_gesture(self) -> _HandWay:
        if sum(bool(getattr(self, name)) for name in _GESTURES) != 1:
            raise ValueError(f"应写且只写 {'、'.join(_GESTURES)} 之一")
        return self

    def events(self) -> Events:
        return Events(
            toasts=(self.toast,) if self.toast else (),
            external=(self.external,) if self.external else (),
            downloads=(self.download.download(),) if self.download else (),
        )


class _Device(StrictModel):
    model: str
    version: str
    width: int
    height: int


class _App(StrictModel):
    device: _Device
    density: float
    package: str
    entry: str
    first: str
    forgets: tuple[str, ...] = ()
    activities: dict[str, str] = Field(default_factory=dict)
    everywhere: tuple[_HandWay, ...] = ()
    ways: dict[str, tuple[_HandWay, ...]]


@cache
def android_app() -> Recording:
    """The rehearsal hospital's Android app."""
    return read_app(FOLDER / "android_app" / "app.yaml")


def read_app(path: Path) -> Recording:
    """The recording that a YAML and the dumps beside it describe; DocumentError if wrong."""
    source = read_yaml(path)
    app = parse_as(_App, source)
    size = (app.device.width, app.device.height)
    screens = {
        dump.stem: parse_screen(
            dump.read_bytes(),
            density=app.density,
            size=size,
            address=app.package + "/" + app.activities.get(dump.stem, ".PageActivity"),
        )
        for dump in sorted(path.parent.glob("*.xml"))
    }
    problems: list[Problem] = []
    forgotten = dict.fromkeys(app.forgets, False)
    ways = [Way("", Gesture.OPEN, app.first, text=app.entry, then=forgotten)]
    for origin, written in app.ways.items():
        for place, hand in enumerate(written):
            try:
                ways.append(_way(origin, hand, screens))
            except LookupError as error:
                problems.append(source.problem(("ways", origin, place), str(error.args[0])))
    ways += _everywhere(app, screens)
    facts = DeviceFacts(Channel.ANDROID, app.device.model, "handwritten", app.device.version, *size)
    recording = Recording(facts, screens, tuple(ways), back=BackRule.HISTORY)
    problems += problems_of(recording, Source(str(path), None))
    if problems:
        raise DocumentError(problems)
    return recording


def _everywhere(app: _App, screens: dict[str, Screen]) -> Iterator[Way]:
    for origin, screen in screens.items():
        named = {hand.tap for hand in app.ways.get(origin, ())}
        labels = {screen.label(node) for node in screen.nodes if node.clickable}
        for hand in app.everywhere:
            if hand.tap in labels and hand.tap not in named:
                yield _way(origin, hand, screens)


def _way(origin: str, hand: _HandWay, screens: dict[str, Screen]) -> Way:
    if origin not in screens:
        raise LookupError(f"没有 {origin}.xml")
    screen = screens[origin]
    bare = Way(
        origin,
        next(gesture for name, gesture in _GESTURES.items() if getattr(hand, name)),
        "" if hand.back else hand.to or origin,
        text=hand.scroll or hand.text,
        events=hand.events(),
        when=_condition(screen, hand.when),
        then=hand.then,
    )
    if hand.scroll or hand.key:
        return bare
    node = find(screen, hand.tap or hand.choose)
    return replace(bare, node=node.index, label=screen.label(node))


def _condition(screen: Screen, when: _When) -> Condition:
    def indexes(names: tuple[str, ...]) -> tuple[int, ...]:
        return tuple(find(screen, name).index for name in names)

    return Condition(
        indexes(when.ticked), indexes(when.unticked), indexes(when.filled), when.remembered
    )


def find(screen: Screen, name: str) -> Node:
    """The one node with that label; of nested ones the outermost that can be tapped.

    Raises LookupError if there is none or if several could be meant.
    """
    if name.startswith("@"):
        found = [node for node in screen.nodes if node.role == name[1:]][:1]
    else:
        found = [node for node in screen.nodes if fnmatchcase(screen.label(node), name)]
        found = [node for node in found if node.clickable] or found
        inner = {below.index for node in found for below in screen.below(node)} - {
            node.index for node in found if not _inside(screen, node, found)
        }
        found = [node for node in found if node.index not in inner]
    if len(found) != 1:
        words = "、".join(screen.label(node) for node in found) or "没有一个"
        raise LookupError(f"「{name}」应恰好对应一个控件,现在对应:{words}")
    return found[0]


def _inside(screen: Screen, node: Node, others: list[Node]) -> bool:
    return any(above in others for above in screen.above(node))
