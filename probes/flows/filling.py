"""Filling in: every field of the newest screen gets what a careful tester would write."""

from __future__ import annotations

from collections.abc import Callable

from devices.model import Node, Role, Screen
from probes.app import App
from probes.flows.choices import touch
from probes.flows.fields import Field, fields, pickers, value_for
from probes.lexicon import plain

_DONE = {"确定", "确认", "完成", "DONE", "选好了"}
_CLOSE = {"取消", "关闭", "返回", "×"}


def fill_in(app: App, special: Callable[[Field], str | None] = lambda field: None) -> None:
    """Fill every empty field of the newest screen; `special` may give a value of its own."""
    for name, kind in [(f.name, f.node.role) for f in fields(app.again())]:
        field = next(
            (f for f in fields(app.again()) if f.name == name and f.node.role is kind), None
        )
        if field is not None:
            _fill_one(app, field, special(field))
    for label in [app.again().label(n) for n in pickers(app.again())]:
        row = next((n for n in pickers(app.again()) if app.again().label(n) == label), None)
        if row is not None:
            _pick(app, row, special(Field(row, label)))


def _fill_one(app: App, field: Field, special: str | None) -> None:
    node = field.node
    if node.role is Role.CHOICE:
        options = [o for o in node.options if o.strip() and "请选择" not in o]
        if options and (not node.value or "请选择" in node.value):
            app.choose(node, special if special in options else options[0])
    elif node.kind == "file":
        return
    elif not node.editable:
        if not node.value:
            _pick(app, node)
    elif special is not None or not node.value:
        words = special if special is not None else value_for(app, field)
        if words:
            app.fill(node, words)


def _pick(app: App, node: Node, wanted: str | None = None) -> None:
    """A field that opens a picker: take what is wanted, or what is offered first."""
    if not node.clickable:
        return
    before = app.again()
    screen = touch(app, node)
    if screen.digest == before.digest:
        return
    offered = _offered(before, screen)
    choices = [n for n in offered if plain(screen.label(n)) not in _DONE | _CLOSE]
    named = [n for n in choices if wanted and wanted in screen.label(n)]
    if choices:
        screen = touch(app, (named or choices)[0])
    done = [n for n in _offered(before, screen) if plain(screen.label(n)) in _DONE]
    if done:
        touch(app, done[-1])


def _offered(before: Screen, screen: Screen) -> list[Node]:
    """What can be tapped now and could not before: inside the dialog if one has opened."""
    dialogs = [n for n in screen.nodes if n.role is Role.DIALOG and not n.covered]
    nodes = list(screen.below(dialogs[-1])) if dialogs else list(screen.nodes)
    known = set() if dialogs else {before.label(n) for n in before.nodes if n.clickable}
    return [
        n
        for n in nodes
        if n.clickable
        and not n.covered
        and n.role is not Role.DIALOG
        and screen.label(n)
        and screen.label(n) not in known
    ]
