"""4.3.4: a prescription that goes to a pharmacy outside, signed electronically."""

from __future__ import annotations

import re

from devices.model import Screen
from probes.app import App
from probes.finding import Finding, unknown, yes
from probes.flows.forms.submitting import fields
from probes.flows.places.absence import conclude, unseen
from probes.flows.places.content import hollow_screen
from probes.flows.places.hits import sift
from probes.flows.places.search import reach
from probes.flows.screens.answers import CHOICES
from probes.model import Cause
from probes.naming import NEAR

_TRANSFERRED = re.compile(
    r"处方(号|编号|单号)?[\s::]{0,4}[A-Za-z]{0,4}\d{2,}|\d\s*(mg|毫克|片|粒|盒|支|袋)"
    r"|(流转|推送|外配|开具|开方|接收|取药)[^\n。]{0,8}[\s::]{0,3}\d{4}[-年/.]"
)
"""A prescription of the account, by its number, its medicine or the day it went out."""
_PHARMACY = re.compile("药店|药房")
_TO_READ = re.compile("查询|介绍|说明|一览|名单|列表|分布|须知|目录")


def _chooses_pharmacy(screen: Screen) -> bool:
    """A pharmacy can be chosen: by a control with its name, or in a field that asks for it."""
    asked = any(_PHARMACY.search(f.name) for f in fields(screen))
    labels = (screen.label(n) for n in screen.nodes if n.clickable or n.role in CHOICES)
    return asked or any(_PHARMACY.search(w) and not _TO_READ.search(w) for w in labels)


def transfer_signed(app: App) -> Finding:
    """L1: a prescription goes to a third party, electronically signed.

    Where it goes to one and no page tells of a signature, the hospital's material must.
    """
    hits, others = sift(app, "prescription_transfer")
    for hit in hits:
        places = [
            p
            for p in reach(app, hit, depth=2)
            if hollow_screen(app, p, "prescription_transfer") is None
        ]
        texts = "\n".join(p.screen.text for p in places)
        proof = app.lexicon.functions["prescription_transfer"].proof
        chosen = any(_chooses_pharmacy(p.screen) for p in places)
        sent = _TRANSFERRED.search(texts) is not None
        proven = (chosen or sent) and all(p.search(texts) for p in proof)
        named = bool(places) and hit.candidate.score > NEAR
        if not (proven or (chosen and sent) or named):
            continue
        shown = [app.show_place(p, (), "处方流转") for p in places[:2]]
        if proven:
            return yes(f"处方流转:{hit.place.path}", shown)
        if chosen and sent:
            words = f"处方流转:{hit.place.path} 可选药店,页面上未写电子签名"
            others.append(unknown(Cause.NEEDS_MATERIAL, words, shown))
        else:
            others.append(unseen(app, places, "处方流转:未见第三方药店或电子签名", shown))
    return conclude(app, app.lexicon.functions["prescription_transfer"], others)
