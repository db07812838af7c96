"""An agreement that opens over the page and must be read to its end before one may agree."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable
from contextlib import suppress
from functools import partial

from devices.errors import ActionRefused, DeviceError, DeviceLost, NodeCovered, StaleNode
from devices.model import Effect, Node, Role, Screen
from probes.app import App
from probes.flows.screens.overlay import on_top, top_controls
from probes.flows.screens.waiting import until
from probes.lexicon import plain

LEAST_TEXT, HEADINGS = 60, 4
MOST_SCROLLS = 8
PATIENCE, PAUSE_S = 12, 1.0
FADING = 4
"""Looks at a layer that is on its way out after its control was pressed."""
_COUNTS = re.compile(r"\d")
_SECONDS = re.compile(r"(\d{1,2})\s*(?:[sS]|秒)|[((](\d{1,2})[))]$")
_COUNTED = re.compile("阅读|已阅|同意|知晓|知悉|确认|下一步|继续|开始|进入")
_CODES = re.compile("验证码|校验码|获取|发送|重发|支付")
TALLEST_CONTROL = 90
LONGEST_COUNT, MOST_SECONDS = 16, 60
_TO_THE_END = re.compile("[上下]滑|滑动|滑到|滚动|拉到|读完|读至|读到|看完|末尾|底部")
_REFUSES = re.compile("^我?不同意")
_TERMS = re.compile("协议|须知|同意书|条款|声明|政策|隐私")


def read_through(app: App) -> bool:
    """Go to the last words of the terms on top, then agree; False if no terms lie there.

    Touching a text brings it into sight, as a person does who scrolls down to it; where that
    does not count as read, the pane is scrolled to its very end.
    """
    return _read_on_top(app, wait_out(app))


def _read_on_top(app: App, screen: Screen) -> bool:
    inside = [n for n in on_top(screen) if n.text and not n.clickable and _is_read(screen, n)]
    words = "".join(n.text for n in inside)
    short = len(plain(words)) < LEAST_TEXT and _agreeing(app, screen) is None
    if not inside or short or not (_TERMS.search(words) or _may_be_refused(screen)):
        return False
    gone = partial(_is_gone, max((n.text for n in inside), key=len))
    with suppress(ActionRefused, NodeCovered, StaleNode):
        app.tap(inside[-1])
    for _ in range(PATIENCE):
        screen = app.again()
        agree = _agreeing(app, screen) or _to_the_end(app)
        if agree is None:
            return False
        screen = app.again()
        if agree.enabled:
            with suppress(ActionRefused, NodeCovered, StaleNode):
                app.tap(agree, Effect.DRAFT)
        if gone(until(app, app.again(), gone, FADING, PAUSE_S / 4)):
            return True
        if agree.enabled and not _COUNTS.search(screen.label(agree)):
            return False
        time.sleep(PAUSE_S)
    return False


def _may_be_refused(screen: Screen) -> bool:
    """同意 or 不同意 is asked of terms, also where their text did not load (页面不存在)."""
    return any(_REFUSES.match(plain(screen.label(n))) for n in top_controls(screen))


def read_terms(app: App, form: Screen) -> bool:
    """Read the terms that a touch on their box opened, over the form or on a page of their own,
    agree, and be back on the form; False if none were opened."""
    screen = wait_out(app)
    if not _is_same(form, screen) and _is_page_of_terms(app, screen):
        if _read_page(app, form):
            return True
        screen = wait_out(app)
    return _read_on_top(app, screen)


def _read_page(app: App, form: Screen) -> bool:
    """Agree on a page of terms as soon as it lets one; whether the form is there again.

    Some apps tick the box only by what is pressed there, some go back by themselves.
    """
    for _ in range(PATIENCE):
        agree = _agreeing_below(app, app.again())
        if agree is not None and agree.enabled:
            with suppress(ActionRefused, NodeCovered, StaleNode):
                app.tap(agree, Effect.DRAFT)
            break
        app.scroll()
        if agree is not None:
            time.sleep(PAUSE_S)
    if not _is_same(form, until(app, app.again(), partial(_is_same, form), FADING, PAUSE_S / 4)):
        app.back()
    return _is_same(form, app.again())


def _is_same(page: Screen, now: Screen) -> bool:
    return (page.address, page.title) == (now.address, now.title)


def _is_page_of_terms(app: App, screen: Screen) -> bool:
    """Long prose under the name of terms, with nothing to fill in but a control that agrees."""
    if any(n.editable for n in screen.nodes) or len(plain(screen.text)) < LEAST_TEXT:
        return False
    top = [n.text for n in screen.nodes if n.text][:HEADINGS]
    named = any(_TERMS.search(words) for words in (screen.title, *top))
    return named and (_agreeing_below(app, screen) is not None or waiting(screen) is not None)


def _agreeing_below(app: App, screen: Screen) -> Node | None:
    """The control of a page that agrees to what stands there, whether it may be pressed yet."""
    offered = (n for n in screen.nodes if n.clickable or n.role is Role.BUTTON)
    return _last_that_agrees(app, screen, offered)


def _is_gone(read: str, screen: Screen) -> bool:
    """The terms lie there no more; what the app says next (预约成功) may lie there instead."""
    return all(node.text != read for node in on_top(screen))


def _is_read(screen: Screen, node: Node) -> bool:
    """Prose, and no words of a button or of a tick box, which a touch would press."""
    held = (up for up in screen.above(node) if up.clickable)
    return all(up.bounds.h > TALLEST_CONTROL for up in held)


def waiting(screen: Screen) -> Node | None:
    """A button that counts down until it may be pressed (请阅读 5 秒), or None."""
    return next((n for n in screen.nodes if _seconds(screen, n)), None)


def _seconds(screen: Screen, node: Node) -> int:
    """How long a button still wants to be waited for."""
    label = screen.label(node)
    if node.covered or node.role not in {Role.BUTTON, Role.GROUP, Role.TEXT, Role.LINK}:
        return 0
    if not (node.clickable or node.role is Role.BUTTON) or len(label) > LONGEST_COUNT:
        return 0
    if not _COUNTED.search(label) or _CODES.search(label):
        return 0
    counted = _SECONDS.search(label)
    if counted is None or (counted.group(2) and node.enabled):
        return 0  # 确认(3) that can be pressed counts what was chosen
    return int(counted.group(1) or counted.group(2))


def wait_out(app: App) -> Screen:
    """The page once its button has counted down; at once where none counts."""
    screen = app.again()
    node = waiting(screen)
    left = min(_seconds(screen, node), MOST_SECONDS) + PATIENCE if node is not None else 0
    return until(app, screen, lambda now: waiting(now) is None, left, PAUSE_S)


def terms_on_top(app: App, screen: Screen) -> bool:
    """A layer of terms lies over the page, with a control that agrees, now or when it may."""
    layer = on_top(screen)
    words = "".join(n.text for n in layer)
    if not layer or len(plain(words)) < LEAST_TEXT or not _TERMS.search(words):
        return False
    held = waiting(screen)
    return _agreeing(app, screen) is not None or (held is not None and held in layer)


def must_be_read(screen: Screen) -> bool:
    """Terms lie on top whose only way on is shut until they are read (请上滑阅读至末尾)."""
    layer = on_top(screen)
    shut = (n for n in layer if n.role is Role.BUTTON and not n.enabled)
    asked = any(_TO_THE_END.search(screen.label(n)) for n in shut)
    return asked and _TERMS.search("".join(n.text for n in layer)) is not None


def _to_the_end(app: App) -> Node | None:
    """Scroll what lies on top until it lets one agree; the control for that, or None."""
    for _ in range(MOST_SCROLLS):
        pane = next((n for n in on_top(app.again()) if n.scrollable), None)
        if pane is None:
            return None
        try:
            app.scroll(pane)
        except DeviceLost:
            raise
        except (ActionRefused, DeviceError):
            return None
        agree = _agreeing(app, app.again())
        if agree is not None:
            return agree
    return None


def _agreeing(app: App, screen: Screen) -> Node | None:
    """The control that agrees; one that still counts down (同意 5s) says so itself, another is
    shut until what stands beside it has counted down."""
    offered = top_controls(screen)
    offered += [n for n in on_top(screen) if n.role is Role.BUTTON and not n.enabled]
    pressed = (n for n in offered if n.clickable or not n.enabled)
    return _last_that_agrees(app, screen, pressed)


def _last_that_agrees(app: App, screen: Screen, offered: Iterable[Node]) -> Node | None:
    said = [n for n in offered if app.lexicon.says("agree_button", plain(screen.label(n)))]
    return said[-1] if said else None
