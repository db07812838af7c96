"""A `Screen` as JSON and back, losslessly and compactly: defaults are left out.

`from_json(to_json(screen)) == screen` for every screen without downloads; of a download only
its nature is written (see `stand_in`), and a stand-in comes back.
"""

from __future__ import annotations

from dataclasses import MISSING, asdict, fields
from typing import Annotated, Any

from pydantic import Field, StrictBool, StrictInt, StrictStr

from devices.model import Events, Node, Rect, Role, Screen
from devices.stand_in import DocumentKind, DocumentNature, describe, stand_in
from documents import DocumentError, Problem, Source, StrictModel, parse_as

Length = Annotated[float, Field(strict=True, allow_inf_nan=False)]


class _Nature(StrictModel):
    mime: StrictStr
    kind: DocumentKind
    size: StrictInt = Field(ge=0)
    suffix: StrictStr = ""
    pages: StrictInt = Field(default=0, ge=0)
    drawn: StrictBool = False
    words: StrictBool = False


class EventsJson(StrictModel):
    """Schema of `Events`."""

    toasts: tuple[StrictStr, ...] = ()
    dialogs: tuple[StrictStr, ...] = ()
    downloads: tuple[_Nature, ...] = ()
    failures: tuple[StrictStr, ...] = ()
    external: tuple[StrictStr, ...] = ()
    crashed: tuple[StrictStr, ...] = ()

    def events(self) -> Events:
        """The events, with stand-ins for downloads."""
        words = self.model_dump(exclude={"downloads"})
        natures = (DocumentNature(**nature.model_dump()) for nature in self.downloads)
        return Events(downloads=tuple(stand_in(nature) for nature in natures), **words)


class _Node(StrictModel):
    role: Role
    bounds: tuple[Length, Length, Length, Length]
    parent: StrictInt = Field(default=-1, ge=-1)
    text: StrictStr = ""
    value: StrictStr = ""
    hint: StrictStr = ""
    options: tuple[StrictStr, ...] = ()
    kind: StrictStr = ""
    clickable: StrictBool = False
    editable: StrictBool = False
    enabled: StrictBool = True
    checked: StrictBool | None = None
    scrollable: StrictBool = False
    covered: StrictBool = False
    image: StrictStr = ""
    link: StrictStr = ""
    font: Length = 0

    def node(self, index: int) -> Node:
        """The node that stands at `index` of its screen."""
        words = {name: getattr(self, name) for name in type(self).model_fields}
        return Node(index=index, **words | {"bounds": Rect(*self.bounds)})


class ScreenJson(StrictModel):
    """Schema of `Screen`; a node's index is its position in `nodes`."""

    address: StrictStr
    title: StrictStr
    nodes: tuple[_Node, ...]
    width: Length
    height: Length
    layout_width: Length = 0
    content_height: Length = 0
    status: StrictInt | None = None
    loading: StrictBool = False
    simulated: StrictBool = False
    joined: StrictBool = False
    events: EventsJson = EventsJson()

    def screen(self) -> Screen:
        """The screen; call `problems` first."""
        names = set(type(self).model_fields) - {"nodes", "events"}
        nodes = tuple(node.node(index) for index, node in enumerate(self.nodes))
        words = {name: getattr(self, name) for name in names}
        return Screen(nodes=nodes, events=self.events.events(), **words)

    def problems(self) -> list[tuple[int, str]]:
        """Index of a node and what is wrong with its parent, for every such node."""
        return [
            (index, f"parent 为 {node.parent},应小于自己的序号 {index}(父节点写在前面)")
            for index, node in enumerate(self.nodes)
            if node.parent >= index
        ]


def to_json(screen: Screen) -> dict[str, Any]:
    """What `json.dumps` takes; node by node in the order of the screen."""
    words = _without_defaults(screen)
    words["nodes"] = [_node_to_json(node) for node in screen.nodes]
    if "events" in words:
        words["events"] = events_to_json(screen.events)
    return words


def from_json(data: object, file: str = "<screen>") -> Screen:
    """The screen that `to_json` wrote; raises DocumentError with every problem."""
    source = Source(file, data)
    read = parse_as(ScreenJson, source)
    problems: list[Problem] = [
        source.problem(("nodes", index), message) for index, message in read.problems()
    ]
    if problems:
        raise DocumentError(problems)
    return read.screen()


def events_to_json(events: Events) -> dict[str, Any]:
    """Events with the nature of each download in its place."""
    words = _without_defaults(events)
    if events.downloads:
        words["downloads"] = [asdict(describe(download)) for download in events.downloads]
    return words


def _node_to_json(node: Node) -> dict[str, Any]:
    words = _without_defaults(node)
    del words["index"]
    if node.parent < 0:
        del words["parent"]
    box = node.bounds
    return words | {"bounds": [box.x, box.y, box.w, box.h]}


def _without_defaults(record: Any) -> dict[str, Any]:
    words = {}
    for field in fields(record):
        value = getattr(record, field.name)
        default = field.default_factory() if callable(field.default_factory) else field.default
        if default is MISSING or value != default:
            words[field.name] = list(value) if isinstance(value, tuple) else value
    return words
