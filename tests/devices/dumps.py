"""Prints one tree of widgets in every spelling that UiAutomator and Appium use."""

from __future__ import annotations

from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

HEADER = "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n"


@dataclass(frozen=True)
class Widget:
    """A widget as Android knows it; `attributes` in the words of a dump."""

    name: str
    bounds: str
    attributes: tuple[tuple[str, str], ...] = ()
    children: tuple[Widget, ...] = ()


def widget(name: str, bounds: str, *children: Widget, **attributes: str) -> Widget:
    """Shorthand: `_` for `-` in attribute names, `android.widget.` may be left out."""
    full = name if "." in name else f"android.widget.{name}"
    words = tuple((key.replace("_", "-"), value) for key, value in attributes.items())
    return Widget(full, bounds, words, children)


def adb(*windows: Widget) -> str:
    """As `adb shell uiautomator dump` prints it."""
    body = "".join(_printed(window, "node") for window in windows)
    return f'{HEADER}<hierarchy rotation="0">{body}</hierarchy>'


def adb_windows(*windows: tuple[int, Widget]) -> str:
    """As `uiautomator dump --windows` prints (layer, root) pairs."""
    body = "".join(
        f'<window index="{place}" layer="{layer}"><hierarchy rotation="0">'
        f"{_printed(root, 'node')}</hierarchy></window>"
        for place, (layer, root) in enumerate(windows)
    )
    return f'{HEADER}<displays><display id="0">{body}</display></displays>'


def appium(*windows: Widget, size: tuple[int, int] = (1080, 2340), toast: str = "") -> str:
    """As the page source of the uiautomator2 driver prints it, top window first."""
    body = "".join(_printed(window, "") for window in windows)
    if toast:
        body += (
            f'<android.widget.Toast index="1" package="com.android.settings" '
            f'class="android.widget.Toast" text={quoteattr(toast)} displayed="true" />'
        )
    head = f'index="0" class="hierarchy" rotation="0" width="{size[0]}" height="{size[1]}"'
    return f"{HEADER}<hierarchy {head}>{body}</hierarchy>"


def _printed(widget: Widget, tag: str) -> str:
    words = {"class": widget.name, "bounds": widget.bounds} | dict(widget.attributes)
    spelled = " ".join(f"{name}={_quoted(value)}" for name, value in words.items())
    inside = "".join(_printed(child, tag) for child in widget.children)
    name = tag or widget.name.replace("$", ".")
    return f"<{name} {spelled}>{inside}</{name}>"


def _quoted(value: str) -> str:
    """Android's serialiser writes line breaks as character references, so they survive."""
    return quoteattr(value, {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})
