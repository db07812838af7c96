"""Handing a file over to a form: the field or the box with a plus, and the sheet behind it."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress

from devices.errors import ActionRefused, DeviceError
from devices.model import Effect, Node, Role, Screen
from probes.app import App
from probes.flows.screens.beside import heading_before
from probes.flows.screens.fields import fields
from probes.flows.screens.overlay import on_top, top_controls
from probes.lexicon import plain

SHORT = 8
_OFFERS = re.compile(
    "上传|上载|拍照|拍摄|选择(文件|图片|照片|影像|附件)|(添加|新增)(图片|照片|附件|资料|文件|影像)"
    "|相册|^(点击|点此)?添加$|[+\uff0b➕✚📷]"
)
_NOT = re.compile("提交|记录|列表|说明|须知|历史|已上传|进度")
_FILE = re.compile("图片|照片|文件|附件|上传|影像|资料|截图")
_PUTS = re.compile("上传|上载|拍照|添加|补传")
_FILE_OR_PAPER = re.compile("图片|照片|文件|附件|影像|资料|截图|病历|报告|化验|检查单|胶片")
_PICTURES_OF = re.compile("(照片|图片|附件|截图)(选填|可选|必填|最多.{1,3}张)?$")
"""A heading that asks for pictures (既往病历、报告照片), whatever verb it leaves out."""
BOX, BOX_BELOW = (40, 160), 40
"""Sides of the box that takes a picture, and how far it may stand below its words."""
_SOURCES = re.compile("相册|图库|本地|图片|照片|文件|拍照|拍摄|相机")


def names_file(words: str) -> bool:
    """Whether what a form asks for is a picture or another file."""
    return _FILE.search(words) is not None


def attachment_control(
    screen: Screen, entry: Callable[[Node], bool] = lambda node: False
) -> Node | None:
    """A file field, or a control that opens one; an `entry` to another page takes no file."""
    for field in fields(screen):
        if field.node.kind == "file":
            return field.node
    openers = (n for n in screen.nodes if _opens_chooser(screen, n) or _is_box(screen, n))
    return next((n for n in openers if not entry(n)), None)


def _opens_chooser(screen: Screen, node: Node) -> bool:
    label = screen.label(node).strip()
    if not node.clickable or node.covered or node.editable or node.role is Role.TAB:
        return False
    short = bool(label) and len(plain(label)) <= SHORT
    return short and bool(_OFFERS.search(label)) and not _NOT.search(label)


def _is_box(screen: Screen, node: Node) -> bool:
    """An empty box, marked by its icon alone, right under words that say what to put there."""
    box = node.bounds
    touched = node.clickable and not node.covered and not node.editable
    sized = all(BOX[0] <= side <= BOX[1] for side in (box.w, box.h))
    if not touched or not sized or screen.label(node):
        return False
    above = heading_before(screen, node)
    if above is None or not 0 <= box.y - above.bounds.bottom <= BOX_BELOW:
        return False
    words = plain(above.text)
    if _PUTS.search(words) is not None and _FILE_OR_PAPER.search(words) is not None:
        return True
    drawn = any(n.role is Role.IMAGE for n in screen.below(node))
    return _PICTURES_OF.search(words) is not None and not drawn


def hand_over(app: App, node: Node) -> Screen:
    """Offer the test picture to a control, or to a line of the sheet that it opens."""
    try:
        return app.upload(node)
    except ActionRefused:
        raise
    except DeviceError:
        line = next((n for n in _lines(app.again()) if _SOURCES.search(app.again().label(n))), None)
        if line is None:
            raise
        return app.upload(line)


def _lines(screen: Screen) -> list[Node]:
    """The lines of a sheet that asks where the picture comes from, those with files first."""
    lines = top_controls(screen) if on_top(screen) else []
    return sorted(lines, key=lambda n: bool(re.search("拍照|拍摄|相机", screen.label(n))))


def attach(app: App, wanted: str = "") -> bool:
    """Give a form on the screen the picture that it lacks, where `own` is allowed.

    wanted: what the form asked for; a box without a file field is tried only if that is a file.
    """
    screen = app.again()
    node = attachment_control(screen)
    if node is None or node.value or Effect.OWN not in app.allowed:
        return False
    if node.kind != "file" and not _FILE.search(wanted):
        return False
    with suppress(DeviceError, ActionRefused):
        return hand_over(app, node).digest != screen.digest
    return False
