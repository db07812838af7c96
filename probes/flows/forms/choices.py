"""Consents and choices: what is ticked, and of what a person picks one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress

from devices.errors import ActionRefused, NodeCovered, StaleNode
from devices.model import Effect, Node, Role, Screen
from probes.app import App
from probes.flows.forms.mildest import is_star, mildest, rates
from probes.flows.forms.reading import read_terms
from probes.flows.screens.fields import TICKS
from probes.lexicon import Lexicon, plain

ROW = 90.0
_NO_CHOICE = re.compile(
    "^(取消|关闭|返回|再想想|我再想想|不取消|暂不.{0,4}|保留预约|放弃|[上下前后]一[步题页]|继续|跳过)$"
    "|请选择|未选择"
)
"""Words that leave, go on or open a list: nothing that answers a question."""
_CONSENT = re.compile("协议|须知|条款|隐私|知情同意|同意书|已阅读|(我|本人)(已|同意)|阅读并")


TICK_SIGNS = frozenset("✓✔√☑●■☐○◯□ ")
"""What a box that an app draws itself holds: a mark when it is ticked, or a frame."""
_PROMISE = re.compile("承诺|声明|(内容|信息|情况|填写)[^\n]{0,4}(真实|属实)")
_SAYS_SO = re.compile("(我|本人)?(已|已经)?(仔细|认真)?(阅读|知晓|了解)?并?(且)?(同意|知晓|接受)")
_IMPLIED = re.compile("即(表示|代表|视为|同意|为)|视为")
LARGEST_BOX = 28
TICKED = "pictures of boxes that were ticked"
BOX = 16  # logical pixels that a drawn box takes before the words
_MARKS = frozenset("✓✔√☑●■")


def consents(screen: Screen, lexicon: Lexicon) -> list[Node]:
    """Controls by which a patient says that a text was read and agreed to."""
    found: dict[int, Node] = {}
    for node in screen.nodes:
        if node.role in TICKS and _CONSENT.search(_row_words(screen, node)):
            found.setdefault(node.index, node)
    if found:
        return list(found.values())
    for text in screen.nodes:
        if not text.text or not lexicon.says("agree", text.text) or len(text.text) > 160:
            continue
        tick = _tick_beside(screen, text) or _row_around(screen, text)
        if tick is not None:
            found.setdefault(tick.index, tick)
    return list(found.values())


def promises(screen: Screen) -> list[Node]:
    """Boxes by which a patient says that what was filled in is true."""
    ticks = (n for n in screen.nodes if n.role is Role.CHECKBOX and not n.covered)
    return [n for n in ticks if _PROMISE.search(_row_words(screen, n))]


def _row_around(screen: Screen, text: Node) -> Node | None:
    """The row of the words itself, where the box before them is drawn without an element, or as
    a picture within it."""
    if _IMPLIED.search(text.text):
        return None
    if text.clickable:
        return text if _SAYS_SO.match(text.text) and _icon(screen, text) is not None else None
    row = next((up for up in screen.above(text) if up.clickable), None)
    if row is None or row.role is not Role.GROUP or row.bounds.h > ROW:
        return None
    return row if text.bounds.x - row.bounds.x >= BOX else None


def _icon(screen: Screen, row: Node) -> Node | None:
    """The small picture at the beginning of a row of words: a box, empty or ticked."""
    inside = (n for n in screen.below(row) if n.image and n.bounds.w <= LARGEST_BOX)
    return next((n for n in inside if n.bounds.x - row.bounds.x < BOX), None)


def is_ticked(screen: Screen, tick: Node) -> bool:
    """Set by its own word, or by the mark that an app draws into its box."""
    return tick.checked or bool(set(screen.label(tick)) & _MARKS)


def _row_words(screen: Screen, tick: Node) -> str:
    """What stands in a tick box's label, also one that holds it, and right of it on the line."""
    middle = tick.bounds.y + min(tick.bounds.h, 28) / 2
    right = [
        n.text
        for n in screen.nodes
        if n.text
        and (n.bounds.x >= tick.bounds.x or n.index == tick.parent)
        and n.bounds.y - 6 <= middle <= min(n.bounds.bottom, n.bounds.y + 40) + 6
    ]
    return f"{screen.label(tick)} {' '.join(right)}"


def _tick_beside(screen: Screen, text: Node) -> Node | None:
    box = text.bounds
    middle = min(box.y + 14, box.center[1])
    ticks = [
        n
        for n in screen.nodes
        if n.role in TICKS and abs(n.bounds.center[1] - middle) < 40 and n.bounds.x < box.right
    ]
    if ticks:
        return min(
            ticks, key=lambda n: abs(n.bounds.center[1] - middle) + abs(n.bounds.x - box.x) / 10
        )
    row = [
        n
        for n in screen.nodes
        if n.clickable
        and n.bounds.right <= box.x + 6
        and n.bounds.w < 60
        and abs(n.bounds.center[1] - middle) < 26
        and set(screen.label(n)) <= TICK_SIGNS
    ]
    return min(row, key=lambda n: box.x - n.bounds.right) if row else None


def touch(app: App, node: Node) -> Screen:
    """Choose something while filling in; what cannot be chosen the app will ask for again.

    A tick that its own row covers is chosen by tapping the row, as a finger would; what a
    sheet offers may sound like the account's own records (病历 …), which takes `own`.
    """
    screen = app.again()
    rows = (up for up in screen.above(node) if up.clickable and up.bounds.h < ROW)
    for target in (node, next(rows, None)):
        if target is None:
            continue
        with suppress(ActionRefused, NodeCovered, StaleNode):
            return tap_as_draft(app, target)
    return app.again()


def tap_as_draft(app: App, node: Node) -> Screen:
    """Tap; what turns out to change the account's own data (a login that binds its phone, a
    choice that is kept at once) is tapped where `own` is allowed."""
    try:
        return app.tap(node, Effect.DRAFT)
    except ActionRefused as refusal:
        if refusal.effect is not Effect.OWN or Effect.OWN not in app.allowed:
            raise
        return app.tap(node, Effect.OWN)


def tick(app: App) -> None:
    """Give the consents and promises that the form asks for; what is ticked is left alone.

    Some apps answer the tap with the text itself, and tick the box once that was agreed to.
    """
    screen = app.again()
    asked = {n.index: n for n in (*consents(screen, app.lexicon), *promises(screen))}
    for node in asked.values():
        icon = _icon(screen, node)
        if node.checked or (icon is not None and icon.image in _ticked(app)):
            continue
        touch(app, node)  # where that is refused, the app says that it wants the consent
        if read_terms(app, screen) and icon is not None:  # a mere touch may have cleared the box
            _ticked(app).update(_changed(screen, node, app.again()))


def _ticked(app: App) -> set[str]:
    """The pictures of boxes that were seen to come of a tick."""
    known = app.memory.setdefault(TICKED, set())
    assert isinstance(known, set)
    return known


def _changed(before: Screen, row: Node, after: Screen) -> set[str]:
    """The picture of a box that looks otherwise now than it did: that of a ticked one."""
    words, icon = before.label(row), _icon(before, row)
    same = next((n for n in after.nodes if n.clickable and after.label(n) == words), None)
    now = _icon(after, same) if same is not None else None
    if icon is None or now is None or now.image == icon.image:
        return set()
    return {now.image}


def pick_options(app: App, chips: bool = True) -> int:
    """Answer every group of radio buttons, chips or stars that is not answered; how many were."""
    screen = app.again()
    chosen = 0
    groups = option_groups(screen, app.lexicon, chips)
    for nth, group in enumerate(groups):
        if any(n.checked for n in group):
            continue
        wanted = mildest(screen, group, app.lexicon)
        now = app.again()
        same = option_groups(now, app.lexicon, chips)
        kept = len(same) == len(groups) and len(same[nth]) == len(group)
        node = same[nth][group.index(wanted)] if kept else _again(now, wanted, screen.label(wanted))
        if node is not None:
            chosen += touch(app, node).digest != now.digest or wanted.role is not Role.RADIO
    return chosen


def _again(screen: Screen, node: Node, label: str) -> Node | None:
    """The same option on a newer screen, where what was chosen may have moved the rest."""
    alike = [
        n
        for n in screen.nodes
        if n.role is node.role and screen.label(n) == label and n.bounds.x == node.bounds.x
    ]
    near = min(alike, key=lambda n: abs(n.bounds.y - node.bounds.y), default=None)
    return near if near and abs(near.bounds.y - node.bounds.y) < ROW else None


def option_groups(screen: Screen, lexicon: Lexicon, chips: bool = True) -> list[list[Node]]:
    """Groups of things of which a person picks one: radios, or else rows of short chips.

    The stars of a rating are asked for beside radios, too (which visit, and how it was).
    """
    agreed = {n.index for n in consents(screen, lexicon)}
    radios = [
        n for n in screen.nodes if n.role is Role.RADIO and n.index not in agreed and not n.covered
    ]
    groups = _questions(screen, radios)
    if not chips:
        return groups
    found = _chips(screen, lexicon)
    return [*groups, *(g for g in found if is_star(screen, g[0]))] if groups else found


def _chips(screen: Screen, lexicon: Lexicon) -> list[list[Node]]:
    found = [
        n
        for n in screen.nodes
        if n.clickable
        and not n.covered
        and n.role in {Role.TEXT, Role.BUTTON, Role.GROUP, Role.IMAGE}
        and (0 < len(plain(screen.label(n))) <= 10 or is_star(screen, n))
        and not lexicon.says("submit_button", plain(screen.label(n)))
        and not _NO_CHOICE.search(plain(screen.label(n)))
        and n.bounds.w < screen.width * 0.95
        and n.bounds.y > 60
    ]
    by_parent: dict[int, list[Node]] = {}
    for n in found:
        by_parent.setdefault(n.parent, []).append(n)
    groups = [group for group in by_parent.values() if 2 <= len(group) <= 10]
    return [g for g in groups if not is_star(screen, g[0]) or rates(g)]


def _questions(screen: Screen, radios: list[Node]) -> list[list[Node]]:
    """Radios whose rows lie in one holder are one question, unless a heading parts them."""
    counts = _counts(screen, radios)
    holders: dict[int, list[Node]] = {}
    for node in radios:
        row = node
        for up in screen.above(node):
            if counts[up.index] > 1:
                break
            row = up
        holders.setdefault(row.parent, []).append(node)
    return [group for flat in holders.values() for group in _parted(screen, flat)]


def _counts(screen: Screen, radios: list[Node]) -> Counter[int]:
    """How many of the radios lie in each node."""
    counts: Counter[int] = Counter()
    for node in radios:
        counts[node.index] += 1
        counts.update(up.index for up in screen.above(node))
    return counts


def _parted(screen: Screen, radios: list[Node]) -> Iterator[list[Node]]:
    group: list[Node] = []
    for node in radios:
        if group and _interrupted(screen, group[-1], node):
            yield group
            group = []
        group.append(node)
    if group:
        yield group


def _interrupted(screen: Screen, a: Node, b: Node) -> bool:
    """A question stands between two options: words on a line of their own, none of an option."""
    if abs(a.bounds.y - b.bounds.y) < 4:
        return False
    between = screen.nodes[a.index + 1 : b.index]
    for node in between:
        own_line = node.bounds.y >= a.bounds.bottom - 2 and node.bounds.bottom <= b.bounds.y + 2
        if node.text and own_line and not node.clickable:
            return True
    return False
