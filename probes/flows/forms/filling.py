"""Filling in: every field of the newest screen gets what a careful tester would write."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from devices.model import Node, Role, Screen
from probes.app import App
from probes.flows.forms.choices import pick_options, touch
from probes.flows.forms.mildest import calmest
from probes.flows.screens.fields import (
    Field,
    bare,
    fields,
    figure_of,
    picker_name,
    pickers,
    says_choose,
    value_for,
)
from probes.flows.screens.waiting import until
from probes.lexicon import Lexicon, plain

MOST_PICKERS = 12
LAID_OVER, NEAR_ABOVE, SHORT = 4, 120, 8
CLOSING_LOOKS = 3
_DONE = {"确定", "确认", "完成", "DONE", "选好了"}
_CLOSE = {"取消", "关闭", "返回", "×", "X"}


Special = Callable[[Field], str | None]


def fill_in(app: App, special: Special = lambda field: None) -> None:
    """Fill every empty field of the newest screen and answer every question with radios.

    `special` may give a value of its own; for a choice it is a pattern of what to pick.
    """
    known = _said(app.again())
    for name, kind in [(f.name, f.node.role) for f in fields(app.again())]:
        field = next(
            (f for f in fields(app.again()) if f.name == name and f.node.role is kind), None
        )
        if field is not None:
            _fill_one(app, field, special(field))
    tried: set[str] = set()
    for _ in range(MOST_PICKERS):
        screen = until(app, app.again(), _bared, CLOSING_LOOKS)
        asking = [Field(n, picker_name(screen, n)) for n in pickers(screen)]
        field = next((f for f in asking if f.name not in tried), None)
        if field is None:
            break
        tried.add(field.name)
        _pick(app, field.node, special(field))
    _suit(app, sorted(_said(app.again()) - known))
    pick_options(app, chips=False)


def _said(screen: Screen) -> set[str]:
    """The words of a screen, with those that pickers hold: many show what was chosen in a field."""
    held = (n.value for n in screen.nodes if n.value and not n.editable)
    return {*screen.words, *held}


def _bared(screen: Screen) -> bool:
    """Rows to pick from lie in the open: no sheet that was chosen from is still closing."""
    return bool(pickers(screen)) or not pickers(screen, covered=True)


def _suit(app: App, chosen: Sequence[str]) -> None:
    """A bare figure (数值) suits what was chosen to be measured: 6 is no blood pressure.

    Its hint says how it is written (如 126/82).  Where nothing was chosen, what was chosen
    beforehand stands right above.
    """
    screen = app.again()
    for field in fields(screen):
        preset = [] if figure_of(chosen) else _above(screen, field.node)
        value = figure_of(f"{words} {field.node.hint}" for words in (*chosen, *preset))
        asked = bare(f"{field.label} {field.node.hint}")
        if value and field.node.editable and asked and field.node.value != value:
            app.fill(field.node, value)


def _above(screen: Screen, node: Node) -> list[str]:
    """The short words over a field, the nearest first."""
    top = node.bounds.y
    over = [
        (top - n.bounds.bottom, n.text)
        for n in screen.nodes
        if n.text and -LAID_OVER <= top - n.bounds.bottom < NEAR_ABOVE and len(n.text) <= SHORT
    ]
    return [words for _, words in sorted(over)]


def _fill_one(app: App, field: Field, special: str | None) -> None:
    node = field.node
    if node.role is Role.CHOICE:
        options = [o for o in node.options if o.strip() and "请选择" not in o]
        if options and (not node.value or "请选择" in node.value):
            app.choose(node, _wanted(options, special, app.lexicon))
    elif node.kind == "file":
        return
    elif not node.editable:
        if not node.value:
            _pick(app, node, special)
    elif special is not None or not node.value:
        words = special if special is not None else value_for(app, field)
        if words:
            app.fill(node, words)


def _wanted(options: list[str], pattern: str | None, lexicon: Lexicon) -> str:
    """The option that a pattern asks for, else one that alarms nobody."""
    found = (o for o in options if pattern and re.search(pattern, o))
    return next(found, options[calmest(options, lexicon)])


def _pick(app: App, node: Node, wanted: str | None = None) -> None:
    """A field that opens a picker: take what is wanted, or what is offered first."""
    if not node.clickable:
        return
    before = app.again()
    screen = touch(app, node)
    if screen.digest == before.digest:
        return
    choices: dict[str, Node] = {}
    for option in _offered(before, screen):
        label = screen.label(option)
        worded = re.search(r"\w", label)  # a bare ✕ closes the sheet
        if worded and plain(label) not in _DONE | _CLOSE and not says_choose(label):
            choices.setdefault(label, option)
    if choices:
        screen = touch(app, choices[_wanted(list(choices), wanted, app.lexicon)])
    done = [n for n in _offered(before, screen) if plain(screen.label(n)) in _DONE]
    if done:
        screen = touch(app, done[-1])
    _leave(app, before, screen)


def _leave(app: App, before: Screen, screen: Screen) -> None:
    """A sheet that is still up would cover the form: close it."""
    if len(_dialogs(screen)) <= len(_dialogs(before)):
        return
    closing = [n for n in _offered(before, screen) if plain(screen.label(n)) in _CLOSE]
    if closing:
        touch(app, closing[0])


def _dialogs(screen: Screen) -> list[Node]:
    return [n for n in screen.nodes if n.role is Role.DIALOG and not n.covered]


def _offered(before: Screen, screen: Screen) -> list[Node]:
    """What can be tapped now and could not before: inside the dialog if one has opened."""
    dialogs = _dialogs(screen)
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


def ask_code(app: App) -> bool:
    """Have a code sent to the test account's phone, where the form has a field for one."""
    screen = app.again()
    if not any(app.lexicon.says("code_field", f.name) for f in fields(screen)):
        return False
    asking = [n for n in screen.nodes if n.clickable and _asks_code(app, screen, n)]
    if not asking:
        return False
    touch(app, asking[-1])
    return True


def _asks_code(app: App, screen: Screen, node: Node) -> bool:
    words = plain(screen.label(node))
    if node.role in {Role.FIELD, Role.TAB} or node.editable or len(words) > 10:
        return False
    return app.lexicon.says("code_request", words) and not words.endswith(("登录", "登陆"))
