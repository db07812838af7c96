"""Forms in several steps on one page: which step it is, and papers that a later one asks for."""

from __future__ import annotations

import re

from devices.model import Effect, Screen
from probes.app import App
from probes.finding import Finding, yes
from probes.flows.forms.attachments import attach, attachment_control
from probes.model import ProofLevel

_HANDED_IN = "handed in on a step"
_MARK = re.compile(r"^\s*(\d)\s*[/／]\s*(\d)(?!\d)|第\s*(\d)\s*步[^\d]{0,4}共\s*(\d)\s*步")
_RECORDS = re.compile("病历|病史|检查|检验|化验|报告|影像|处方")


def is_next_step(before: Screen, after: Screen) -> bool:
    """Whether a page that counts its steps (2/3 病史) has gone on by one."""
    was, now = _step(before), _step(after)
    return was is not None and now is not None and now == (was[0] + 1, was[1])


def _step(screen: Screen) -> tuple[int, int] | None:
    marks = (_MARK.search(node.text) for node in screen.nodes if node.text)
    mark = next((hit for hit in marks if hit), None)
    if mark is None:
        return None
    number, count = (int(part) for part in mark.groups() if part)
    return (number, count) if 1 <= number <= count else None


def hand_in(app: App, purpose: Effect) -> None:
    """Give a later step of a form of one's own the records that it asks for."""
    screen = app.again()
    if purpose is not Effect.OWN or not _RECORDS.search(screen.text):
        return
    if attachment_control(screen) is not None and attach(app, "上传"):
        app.memory[_HANDED_IN] = app.show((), "选了测试图片")


def handed_in(app: App, name: str, sent: Finding) -> Finding | None:
    """L2: a picture went up on a step of a form that was accepted; None if none did."""
    shown = app.memory.get(_HANDED_IN)
    if shown is None or not sent.truth:
        return None
    words = f"{name}:填写时上传了测试图片,{sent.reason}"
    return yes(words, [str(shown), *sent.evidence], ProofLevel.L2)
