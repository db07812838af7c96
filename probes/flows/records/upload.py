"""Handing a file to the hospital: a test picture goes up and is there afterwards."""

from __future__ import annotations

import re
from collections.abc import Callable

from devices.errors import ActionRefused, DeviceError
from devices.model import Effect, Node, Screen
from probes.app import App
from probes.appmap import Arrival, Place, Way
from probes.finding import Finding, any_of, unknown, yes
from probes.flows.forms.attachments import attach, attachment_control, hand_over
from probes.flows.forms.senders import buttons
from probes.flows.forms.sent_once import note_taken_in
from probes.flows.forms.signing import stands_there
from probes.flows.forms.submitting import Answer, fill_in, read_reply, send, sent_finding
from probes.flows.places.content import said_by
from probes.flows.places.deadends import blocked_way
from probes.flows.places.entry import held_entry, without_form
from probes.flows.places.hits import sift
from probes.flows.places.search import reach
from probes.flows.screens.overlay import on_top
from probes.lexicon import Function
from probes.model import Cause, ProofLevel

_PAPERS = re.compile("身份证(照片|正反面|正面|原件)|上传(身份)?证件|银行卡|委托书|户口[本簿]")
_RECORDS = re.compile("病历|病情|病史|检查|检验|化验|报告|影像|胶片|小结|处方")


def uploaded(app: App, key: str) -> Finding:
    """L2: a file can be chosen and sent, and the app accepts it."""
    function = app.lexicon.functions[key]
    hits, others = sift(app, key)
    results = []
    for hit in hits:
        for place in reach(app, hit, depth=2):
            if _takes_no_records(function, said_by(place.screen)):
                continue
            if attachment_control(place.screen, _entry(app, place)) is not None:
                results.append(_upload(app, place, function.name))
                if results[-1].truth is True:
                    return results[-1]
        if len(results) >= 2:
            break
    if not results and held_entry(app, key) is not None:
        node = attachment_control(app.again())
        if node is not None:
            results.append(_hand_in(app, app.again(), node, function.name))
    if not results and (control := _on_what_was_written(app, function)) is not None:
        results.append(_hand_in(app, app.again(), control, function.name))
    if results:
        return any_of(results)
    return without_form(app, key, hits, others)


def _on_what_was_written(app: App, function: Function) -> Node | None:
    """Where the sheet that was sent just now stands on the screen and takes a file.

    Some apps ask for records only then; no explorer that sends nothing comes there.
    """
    screen = app.again()
    if not stands_there(screen) or _takes_no_records(function, said_by(screen)):
        return None
    return attachment_control(screen) if _RECORDS.search(screen.text) else None


def _takes_no_records(function: Function, text: str) -> bool:
    """A page for the papers of an insurance, or for an identity card alone."""
    papers = _PAPERS.search(text) is not None and _RECORDS.search(text) is None
    return function.is_another(text) or papers


def _entry(app: App, place: Place) -> Callable[[Node], bool]:
    """Whether a control leads to another page, as the explorer saw it: 上传病历 on a menu."""
    leading = set()
    for way in app.map.ways_from(place.id):
        target = app.map.places.get(way.target)
        if target is not None and target is not place and not on_top(target.screen):
            leading.add(way.node)
    return lambda node: node.index in leading


def _upload(app: App, place: Place, name: str) -> Finding:
    screen = app.visit(place)
    entries = _entry(app, place)
    known = {place.screen.label(n) for n in place.screen.nodes if entries(n)}
    node = attachment_control(screen, lambda n: screen.label(n) in known) if screen else None
    if screen is None or node is None:
        return unknown(
            Cause.NOT_CONCLUSIVE, f"{name}:上传入口未能再次到达", [app.show_place(place, (), name)]
        )
    finding = _hand_in(app, screen, node, name, _dead(app, place, screen.label(node)))
    if buttons(place.screen, app.lexicon, "submit_button"):
        note_taken_in(app, place, finding)  # the whole sheet was sent, not the file alone
    return finding


def _dead(app: App, place: Place, label: str) -> Way | None:
    """The control as the explorer found it, if no tap on it brought more than a short word."""
    mute = {Arrival.NOTHING, Arrival.TOAST}
    ways = (way for way in app.map.ways_from(place.id) if way.arrival in mute)
    return next((way for way in ways if way.label == label), None)


def _hand_in(app: App, screen: Screen, node: Node, name: str, dead: Way | None = None) -> Finding:
    """Offer the picture on the live screen, send the form, and read the answer.

    dead: the control's way on the map, if it led nowhere: where no file is asked for either, that
    is what there is.
    """
    try:
        after = _offer(app, node)
    except ActionRefused as refusal:
        return unknown(Cause.NOT_ALLOWED, refusal.reason, [app.show([node], f"{name}:未上传")])
    except DeviceError as failure:
        if dead is not None:
            return blocked_way(app, dead)
        shown = [app.show([node], f"{name}:未能选择文件")]
        return unknown(Cause.DEVICE_FAILED, f"{name}:{failure}", shown)
    reply = read_reply(app, screen, after)
    if reply.answer in {Answer.FAILURE, Answer.PLACEHOLDER}:
        return sent_finding(app, name, reply)
    fill_in(app)
    if reply.answer is Answer.VALIDATION:  # the file waits for what is filled in only now
        attach(app, reply.words)
    if buttons(app.again(), app.lexicon, "submit_button"):
        return sent_finding(app, name, send(app, Effect.OWN))
    if reply.answer is Answer.SUCCESS:
        return yes(f"{name}:上传后“{reply.words[:30]}”", [app.show((), name)], ProofLevel.L2)
    return sent_finding(app, name, reply)


def _offer(app: App, node: Node) -> Screen:
    """Hand the test picture over; a box that stays shut may want the form filled in first."""
    try:
        return hand_over(app, node)
    except DeviceError:
        fill_in(app)
        again = attachment_control(app.again())
        if again is None:
            raise
        return hand_over(app, again)
