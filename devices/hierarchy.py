"""Read a UiAutomator dump safely: XML in, visible elements out, or CaptureFailed.

Three spellings of the same tree are understood:
- `adb shell uiautomator dump`: `<hierarchy><node class="…" bounds="…"/></hierarchy>`;
- `uiautomator dump --windows`: `<displays><display><window layer="…"><hierarchy>…`;
- the page source of Appium's uiautomator2 driver: `<hierarchy><android.widget.TextView …/>`,
  with several roots when `enableMultiWindows` is on, and `<android.widget.Toast text="…"/>`.

Several roots of one hierarchy stand for several windows, *top window first*: Appium hands on
the order of `UiAutomation.getWindows()`, which is documented as "descending layer order".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from devices.errors import CaptureFailed
from documents.typography import half_width, without_glyphs

_MOST_BYTES = 32_000_000
_MOST_ELEMENTS = 50_000
_MOST_PROBLEMS_SHOWN = 5
_TOAST = "android.widget.Toast"
_BOUNDS = re.compile(r"\[(-?\d{1,7}),(-?\d{1,7})\]\[(-?\d{1,7}),(-?\d{1,7})\]")
_SAID_BY_DUMP = re.compile(r"UI hier\w+ dumped to: \S+\s*\Z")  # Android spells it "hierchary"

Box = tuple[int, int, int, int]


@dataclass(frozen=True)
class Element:
    """One element of the dump that can be seen.

    parent: place of the nearest seen ancestor in `Hierarchy.elements`, -1 at the root.
    box: left, top, right, bottom in physical pixels.
    window: 0 for the lowest window, greater for those above it.
    """

    parent: int
    name: str
    box: Box
    window: int
    attributes: dict[str, str]

    def word(self, attribute: str) -> str:
        """An attribute's words in half width, without blanks around them; "" if it is not there."""
        return without_glyphs(half_width(self.attributes.get(attribute, ""))).strip()

    def flag(self, attribute: str, default: bool = False) -> bool:
        """A true/false attribute (checked for spelling when it was read)."""
        return self.attributes.get(attribute, str(default).lower()) == "true"


@dataclass(frozen=True)
class Hierarchy:
    """A dump as read: elements parents first, windows from the lowest to the top one.

    size: physical pixels of the display, as told or as far as the elements reach.
    """

    elements: tuple[Element, ...]
    toasts: tuple[str, ...]
    window_titles: tuple[str, ...]
    size: tuple[int, int]


def read_hierarchy(xml: str | bytes, size: tuple[int, int] | None = None) -> Hierarchy:
    """Read a dump in any of the three spellings.

    size: physical pixels of the display where they are known; else the dump is asked.
    Raises CaptureFailed when the XML is empty, cut off, too large, carries a DOCTYPE, is no
    hierarchy, shows nothing at all, or holds unreadable bounds or flags (all named).
    """
    root = _parse(xml)
    windows, toasts = _windows(root), _toasts(root)
    told = size or _told_size(root)
    gathering = _Gathering(told)
    for level, (window, _) in enumerate(windows):
        gathering.window(window, level)
    gathering.finish()
    titles = tuple(title for _, title in windows)
    return Hierarchy(tuple(gathering.elements), toasts, titles, told or gathering.reach())


def _parse(xml: str | bytes) -> etree._Element:
    content = _without_chatter(xml)
    if not content.strip():
        raise CaptureFailed("界面树为空:uiautomator 没有返回任何内容;请确认屏幕已点亮后重试")
    if len(content) > _MOST_BYTES:
        found = f"界面树过大:{len(content)} 字节,上限 {_MOST_BYTES} 字节"
        raise CaptureFailed(f"{found};请检查设备是否异常")
    if b"<!DOCTYPE" in content:
        raise CaptureFailed("界面树含有 DOCTYPE 声明:uiautomator 不会这样写,拒绝解析")
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        start = content[:60].decode("utf-8", "replace")
        message = f"界面树不是完整的 XML({error});开头为 {start!r};请重新抓取"
        raise CaptureFailed(message) from error


def _without_chatter(xml: str | bytes) -> bytes:
    """The dump alone: `uiautomator dump /dev/tty` says where it wrote to after the XML."""
    if isinstance(xml, bytes):
        try:
            xml = xml.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            message = f"界面树不是 UTF-8 编码(第 {error.start} 字节);请重新抓取"
            raise CaptureFailed(message) from error
    return _SAID_BY_DUMP.sub("", xml).encode("utf-8", "surrogatepass")


def _windows(root: etree._Element) -> list[tuple[etree._Element, str]]:
    """Root element and title of every window, the lowest first."""
    if root.tag == "hierarchy":
        return [(e, "") for e in reversed(root) if _name(e) != _TOAST]
    if root.tag == "displays":
        display = root.find("display")
        listed = [] if display is None else display.findall("window")
        return [
            (element, window.get("title", ""))
            for window in sorted(listed, key=_layer)
            for element in window.iterfind("hierarchy/*")
        ]
    raise CaptureFailed(f"不是界面树:根元素为 <{root.tag}>,应为 <hierarchy> 或 <displays>")


def _layer(window: etree._Element) -> int:
    layer = window.get("layer", "")
    if not re.fullmatch(r"-?\d{1,7}", layer):
        message = f"界面树第 {window.sourceline} 行的窗口 layer 为 {layer!r},应为整数"
        raise CaptureFailed(message)
    return int(layer)


def _toasts(root: etree._Element) -> tuple[str, ...]:
    """Words of the toasts, in order, which Appium appends to the hierarchy."""
    found = [half_width(e.get("text", "")).strip() for e in root if _name(e) == _TOAST]
    return tuple(words for words in found if words)


def _told_size(root: etree._Element) -> tuple[int, int] | None:
    width, height = root.get("width", ""), root.get("height", "")
    return (int(width), int(height)) if width.isdecimal() and height.isdecimal() else None


def _name(element: etree._Element) -> str:
    return element.get("class") or str(element.tag)


@dataclass
class _Gathering:
    """Walks the windows, keeps what can be seen, remembers everything that is wrong."""

    size: tuple[int, int] | None
    elements: list[Element] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    seen: int = 0

    def window(self, root: etree._Element, level: int) -> None:
        pending = [(root, -1)]
        while pending:
            element, parent = pending.pop()
            self._count()
            place = self._keep(element, parent, level)
            pending += [(child, place) for child in reversed(element)]

    def finish(self) -> None:
        if self.problems:
            shown = ";".join(self.problems[:_MOST_PROBLEMS_SHOWN])
            rest = len(self.problems) - _MOST_PROBLEMS_SHOWN
            more = f";另有 {rest} 处" if rest > 0 else ""
            raise CaptureFailed(f"界面树有 {len(self.problems)} 处写法有误:{shown}{more}")
        if not self.elements:
            message = f"界面树里没有任何看得见的元素(共读到 {self.seen} 个);请等界面出现后重试"
            raise CaptureFailed(message)

    def reach(self) -> tuple[int, int]:
        return (
            max(element.box[2] for element in self.elements),
            max(element.box[3] for element in self.elements),
        )

    def _count(self) -> None:
        self.seen += 1
        if self.seen > _MOST_ELEMENTS:
            raise CaptureFailed(f"界面树元素过多:超过 {_MOST_ELEMENTS} 个;请检查设备是否异常")

    def _keep(self, element: etree._Element, parent: int, level: int) -> int:
        """Place of the element if it is seen, else of its nearest seen ancestor."""
        attributes = {str(name): str(value) for name, value in element.items()}
        self.problems += [f"{_place(element)} 的 {wrong}" for wrong in _wrong_flags(attributes)]
        box = _box(attributes.get("bounds", ""))
        if box is None:
            found = attributes.get("bounds")
            self.problems.append(f"{_place(element)} 的 bounds 为 {found!r},应如 [0,0][1080,2340]")
            return parent
        if not self._visible(attributes, box):
            return parent
        self.elements.append(Element(parent, _name(element), box, level, attributes))
        return len(self.elements) - 1

    def _visible(self, attributes: dict[str, str], box: Box) -> bool:
        if "false" in (attributes.get("visible-to-user"), attributes.get("displayed")):
            return False
        left, top, right, bottom = box
        if right <= left or bottom <= top or right <= 0 or bottom <= 0:
            return False
        return self.size is None or (left < self.size[0] and top < self.size[1])


_FLAGS = (
    "checkable",
    "checked",
    "clickable",
    "displayed",
    "enabled",
    "focusable",
    "multiline",
    "password",
    "scrollable",
    "selected",
    "showing-hint",
    "visible-to-user",
)


def _wrong_flags(attributes: dict[str, str]) -> Iterator[str]:
    for name in _FLAGS:
        if attributes.get(name, "true") not in {"true", "false"}:
            yield f"{name} 为 {attributes[name]!r},应为 true 或 false"


def _box(text: str) -> Box | None:
    match = _BOUNDS.fullmatch(text)
    if match is None:
        return None
    left, top, right, bottom = (int(number) for number in match.groups())
    return left, top, right, bottom


def _place(element: etree._Element) -> str:
    path = element.getroottree().getpath(element)
    return f"第 {element.sourceline} 行 {_name(element)}({path})"
