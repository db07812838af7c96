"""Turn a UiAutomator dump of an Android screen into the model's `Screen`.

`parse_screen` is the whole of it: safe XML reading is in `hierarchy`, the meaning of widget
classes in `widgets`, and what lies over what in `layers`.

What a dump cannot tell and is therefore left at its default: link targets outside a WebView,
font sizes unless Appium's `includeExtraRenderingInfo` is on, options of a closed spinner.
`adb shell uiautomator dump` of older Androids has no `hint` attribute: there the hint of an
empty field is indistinguishable from a typed value and is reported as value.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from devices.hierarchy import Element, Hierarchy, read_hierarchy
from devices.layers import of_the_app, sheets
from devices.model import Events, Node, Rect, Role, Screen
from devices.widgets import is_progress, kind_of, role_of, shows_picture

MASKED = "••••••"
"""What a filled password field shows, whatever and however much was typed."""

_REHEARSAL = "演练环境"
_STATEFUL = {Role.CHECKBOX, Role.RADIO, Role.SWITCH}
_DIALOG_PANELS = ("parentPanel", "design_bottom_sheet")
_BAR_ZONE = 0.16  # of the height: status bar and a tall toolbar
_SPINNER_SHAPE = 1.5  # a bar is wider than that, a spinner is about square


def parse_screen(
    xml: str | bytes,
    *,
    density: float,
    address: str = "",
    size: tuple[int, int] | None = None,
) -> Screen:
    """The screen that a dump describes, without anything that a person cannot see.

    density: physical pixels per logical pixel (dpi / 160).
    address: package/activity; the package of the lowest window if not given.
    size: physical pixels of the display; asked from the dump if not given.
    `loading` is set when a spinner turns; toasts of the dump are in `events`.
    Raises CaptureFailed for whatever is not a complete, readable, non-empty hierarchy, and
    ValueError for a density that is not positive.
    """
    if not density > 0:
        raise ValueError(f"density 为 {density},应大于 0(每逻辑像素的物理像素数)")
    hierarchy = read_hierarchy(xml, size)
    elements, marks = of_the_app(hierarchy.elements)
    title = _title(elements, hierarchy)
    reading = _Reading(elements, marks, density, hierarchy.size, title)
    width, height = (length / density for length in hierarchy.size)
    return Screen(
        address=address or elements[0].word("package"),
        title=title,
        nodes=reading.nodes(),
        width=width,
        height=height,
        layout_width=width,
        content_height=height,
        loading=any(_is_spinner(element) for element in elements),
        simulated=any(_REHEARSAL in element.word("text") for element in elements),
        events=Events(toasts=hierarchy.toasts),
    )


@dataclass(frozen=True)
class _Reading:
    """Elements of one dump on their way to nodes."""

    elements: list[Element]
    covered: list[bool]
    density: float
    size: tuple[int, int]
    title: str

    def nodes(self) -> tuple[Node, ...]:
        return tuple(self._node(index) for index in range(len(self.elements)))

    def _node(self, index: int) -> Node:
        element, role = self.elements[index], self._role(index)
        text = self._words(index)
        return Node(
            index=index,
            parent=element.parent,
            role=Role.TEXT if role is Role.GROUP and text and index in self._leaves else role,
            bounds=self._bounds(element),
            text=text,
            value=self._value(element, role),
            hint=_hint(element, role),
            kind=_kind(element) if role is Role.FIELD else "",
            clickable=_clickable(element),
            editable=role is Role.FIELD and element.flag("focusable", True),
            enabled=element.flag("enabled", True),
            checked=_checked(element, role),
            scrollable=element.flag("scrollable"),
            covered=self.covered[index],
            image=self._fingerprint(element) if shows_picture(element.name, role) else "",
            link=_extras(element).get("AccessibilityNodeInfo.targetUrl", ""),
            font=self._font(element) if element.word("text") else 0,
        )

    def _role(self, index: int) -> Role:
        element = self.elements[index]
        role = _plain_role(element)
        if role is Role.GROUP and (index in self._sheets or self._is_dialog(element)):
            return Role.DIALOG
        if role not in _STATEFUL | {Role.FIELD} and index in self._tabs:
            return Role.TAB
        return role

    def _words(self, index: int) -> str:
        """Own words; a description counts where neither it nor its children have words."""
        element = self.elements[index]
        words = _own_words(element)
        described = element.word("content-desc")
        if (
            words
            or not described
            or index in self._spoken_below
            or described == element.word("hint")
        ):
            return words
        return described

    def _value(self, element: Element, role: Role) -> str:
        if role is Role.FIELD:
            typed = "" if _shows_hint(element) else element.attributes.get("text", "")
            return MASKED if typed and _kind(element) == "password" else typed
        return element.word("text") if role is Role.CHOICE or is_progress(element.name) else ""

    def _bounds(self, element: Element) -> Rect:
        left, top, right, bottom = (length / self.density for length in element.box)
        return Rect(left, top, right - left, bottom - top)

    def _font(self, element: Element) -> float:
        try:
            size = float(element.word("text-size") or 0)
        except ValueError:
            return 0
        return size / self.density if element.word("text-unit") == "px" else size

    def _is_dialog(self, element: Element) -> bool:
        """An alert's panel, or the root of a window that starts well inside the screen."""
        if element.word("resource-id").endswith(_DIALOG_PANELS):
            return True
        left, top = element.box[:2]
        return element.parent < 0 and top > 0 and (left > 0 or top > self.size[1] * _BAR_ZONE)

    def _fingerprint(self, element: Element) -> str:
        """Names a picture by its description, else by its place on this screen.

        A dump does not say which picture a view shows; a driver that has the pixels may put
        a better fingerprint in its place.
        """
        known = [element.word(a) for a in ("package", "resource-id", "content-desc")]
        if not known[-1]:
            known += [self.title, *map(str, element.box)]
        return "view:" + hashlib.sha256("|".join(known).encode()).hexdigest()[:12]

    @cached_property
    def _sheets(self) -> set[int]:
        """Announcements drawn over the page in the page's own window."""
        return sheets(self.elements, self.covered, self.size)

    @cached_property
    def _spoken_below(self) -> set[int]:
        """Elements with words somewhere inside them."""
        spoken: set[int] = set()
        for index in range(len(self.elements) - 1, -1, -1):
            element = self.elements[index]
            says = _own_words(element) or element.word("content-desc") or index in spoken
            if says and element.parent >= 0:
                spoken.add(element.parent)
        return spoken

    @cached_property
    def _leaves(self) -> set[int]:
        return set(range(len(self.elements))) - {element.parent for element in self.elements}

    @cached_property
    def _tabs(self) -> set[int]:
        """Siblings of which exactly one is selected and others can be tapped."""
        rows: dict[int, list[int]] = {}
        for index, element in enumerate(self.elements):
            if element.parent >= 0 and (_clickable(element) or element.flag("selected")):
                rows.setdefault(element.parent, []).append(index)
        return {index for row in rows.values() if self._is_tab_row(row) for index in row}

    def _is_tab_row(self, row: list[int]) -> bool:
        selected = sum(self.elements[index].flag("selected") for index in row)
        return len(row) > 1 and selected == 1


def _plain_role(element: Element) -> Role:
    chrome_role = _extras(element).get("AccessibilityNodeInfo.chromeRole", "")
    return role_of(element.name, chrome_role, element.flag("checkable"))


def _own_words(element: Element) -> str:
    """Words that the element itself shows: not a value, not a position, not a page title."""
    if _plain_role(element) in {Role.FIELD, Role.CHOICE, Role.FRAME} or is_progress(element.name):
        return ""
    return element.word("text")


def _clickable(element: Element) -> bool:
    return element.flag("clickable") or element.word("text-has-clickable-span") == "true"


def _checked(element: Element, role: Role) -> bool | None:
    if role in _STATEFUL:
        return element.flag("checked")
    return element.flag("selected") if role is Role.TAB else None


def _kind(element: Element) -> str:
    input_type = element.word("input-type")
    bits = int(input_type) if input_type.isdecimal() else 0
    return kind_of(bits, element.flag("password"), element.flag("multiline"))


def _shows_hint(element: Element) -> bool:
    hint = element.word("hint")
    return element.flag("showing-hint") or (bool(hint) and element.word("text") == hint)


def _hint(element: Element, role: Role) -> str:
    if role is not Role.FIELD:
        return ""
    return element.word("hint") or (element.word("text") if element.flag("showing-hint") else "")


def _extras(element: Element) -> dict[str, str]:
    """`key=value;key=value` of Appium's `extras` attribute."""
    pairs = (part.partition("=") for part in element.word("extras").split(";"))
    return {key.strip(): value.strip() for key, _, value in pairs if value}


def _is_spinner(element: Element) -> bool:
    """A progress wheel without a position; a bar with one says how far something has come."""
    left, top, right, bottom = element.box
    round_about = 1 / _SPINNER_SHAPE < (right - left) / (bottom - top) < _SPINNER_SHAPE
    return element.name.endswith("ProgressBar") and not element.word("text") and round_about


def _title(elements: Sequence[Element], hierarchy: Hierarchy) -> str:
    """Words of the title bar, else the title of a web page, a pane or the window."""
    found = (
        *_bar_titles(elements, hierarchy.size[1] * _BAR_ZONE),
        *(e.word("text") for e in elements if _plain_role(e) is Role.FRAME),
        *(e.word("pane-title") for e in elements),
        *hierarchy.window_titles,
    )
    return next((title for title in found if title), "")


def _bar_titles(elements: Sequence[Element], lowest: float) -> Iterable[str]:
    for element in elements:
        if element.box[3] > lowest or not _own_words(element):
            continue
        in_bar = element.parent >= 0 and elements[element.parent].name.endswith("Toolbar")
        if in_bar or "title" in element.word("resource-id").rpartition("/")[2]:
            yield element.word("text")
