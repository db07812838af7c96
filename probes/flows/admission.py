"""Going into hospital: the arranged admission that a patient can see (2.2.5)."""

from __future__ import annotations

import re

from probes.app import App
from probes.appmap import Place
from probes.finder import NEAR
from probes.finding import Finding
from probes.flows.absence import absent
from probes.flows.forms import fields
from probes.flows.search import shown, sift
from probes.model import Cause

KEY = "admission_view"
_ORDER = re.compile("开单(医生|时间|日期)|开具(医生|时间)|申请医生|在线开具|医师签名")


def admission_shown(app: App) -> Finding:
    """L1: department, time and bed of an admission can be seen.

    A form to fill in before admission, or a doctor's order that it shall be, arranges none.
    """
    finding = shown(app, KEY)
    if finding.truth is not None or finding.cause is not Cause.NOT_CONCLUSIVE:
        return finding
    hits, others = sift(app, KEY)
    left = [h for h in hits if h.candidate.score > NEAR and not _something_else(h.place)]
    if left or any(other.truth is None for other in others):
        return finding
    return absent(app, app.lexicon.functions[KEY].name)


def _something_else(place: Place) -> bool:
    return len(fields(place.screen)) >= 2 or bool(_ORDER.search(place.screen.text))
