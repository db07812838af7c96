"""Agreements: is the text there, must it be read, does the control really hold one back?"""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress

from devices.model import ActionRefused, Effect, Node, NodeCovered, Screen, StaleNode
from probes.app import App
from probes.appmap import AppMap, Arrival, Place, Way
from probes.finder import NEAR
from probes.finding import Finding, any_of, no, unknown, yes
from probes.flows.absence import conclude
from probes.flows.booking import at_confirm, confirm_places, no_second_slot
from probes.flows.fields import TICKS
from probes.flows.forms import Answer, Reply, buttons, consents, pick_options, read_reply
from probes.flows.giving_back import about_to_book, cancel, never_made
from probes.flows.journey import consent, gate_button, is_confirm
from probes.flows.overlay import on_top
from probes.flows.reading import read_through
from probes.flows.registration import unread
from probes.flows.search import blocked_way, candidates, frame, hollow_screen, is_wall, sift
from probes.lexicon import plain
from probes.model import Cause, ProofLevel

LEAST_TEXT = 60
MOST_LINKS = 2
LONGEST_LINK = 40
_AGREEMENT = re.compile("协议|同意书|须知|条款|承诺书|声明")
_BINDS = re.compile("协议|条款|同意|责任|约定|承诺|声明|授权")
"""Words of a text that binds; how to book (预约须知:第一步 …) is no agreement."""


def reading_control(app: App, places: list[Place]) -> Finding:
    """L2: a control that the patient sets by hand to say that the text was read."""
    unset: Finding | None = None
    for place in places:
        ticks = consents(place.screen, app.lexicon)
        if not ticks:
            continue
        if ticks[0].checked:
            words = f"{place.path}:阅读选项默认已勾选,不能证明患者阅读过"
            unset = unset or no(words, [app.show_place(place, ticks, "默认勾选")], ProofLevel.L2)
            continue
        finding = _toggles(app, place)
        if finding is not None and finding.truth:
            return finding
        unset = finding or unset
    if unset is not None:
        return unset
    shown = [app.show_place(place, (), "未见阅读选项") for place in places[:3]]
    absent = no("注册和登录页面没有“已阅读并同意”选项", shown, ProofLevel.L2)
    return unread(app, "其阅读选项") or absent


def _toggles(app: App, place: Place) -> Finding | None:
    """Tick it and see the tick."""
    screen = app.visit(place)
    ticks = consents(screen, app.lexicon) if screen else []
    if screen is None or not ticks:
        return unknown(
            Cause.NOT_CONCLUSIVE, "阅读选项未能再次到达", [app.show_place(place, (), "")]
        )
    before = ticks[0]
    after = app.tap(before, Effect.DRAFT)
    shown = [app.show(consents(after, app.lexicon)[:1], "勾选阅读选项后")]
    if not _changed(app, screen, before, after) and read_through(app):
        after = app.again()
        shown.append(app.show(consents(after, app.lexicon)[:1], "读完弹出的协议并同意后"))
    if _changed(app, screen, before, after):
        return yes(f"{place.path}:阅读选项可由患者勾选", shown, ProofLevel.L2)
    if on_top(after):
        words = f"{place.path}:点击阅读选项后弹出协议,未能读完并同意"
        return unknown(Cause.NOT_CONCLUSIVE, words, shown)
    return no(f"{place.path}:阅读选项点不动", shown, ProofLevel.L2)


def _changed(app: App, screen: Screen, before: Node, after: Screen) -> bool:
    """The box is ticked now that was not, or the other way round."""
    now = consents(after, app.lexicon)
    if not now:
        return False
    state = now[0].checked
    return state != before.checked if state is not None else after.digest != screen.digest


def agreement_text(app: App, key: str, of: AppMap | None = None, about: str = "") -> Finding | None:
    """The text of an agreement, opened; None if no place of that name has one."""
    for candidate in app.finder(of).find(key)[:6]:
        place = (of or app.map).places.get(candidate.place)
        if place is None:
            continue
        text = own_text(app, place, of)
        if len(plain(text)) >= LEAST_TEXT and all(
            p.search(text) for p in app.lexicon.functions[key].proof
        ):
            if about and not re.search(about, text + " ".join(place.trail)):
                continue
            if key == "service_agreement" and not _BINDS.search(text):
                continue
            name = app.lexicon.functions[key].name
            words = f"{name}:{place.path}(正文 {len(text)} 字)"
            return yes(words, [app.show_place(place, (), name)])
    return None


def own_text(app: App, place: Place, of: AppMap | None = None) -> str:
    """The words of a place without the app's frame."""
    return "\n".join(node.text for node in frame(app, of).own(place.screen))


def booking_agreement_places(app: App) -> list[Place]:
    """Where the booking journey speaks of an agreement: confirm pages and pages on the way."""
    found = [p for p in confirm_places(app) if consents(p.screen, app.lexicon)]
    for place in confirm_places(app):
        step: Place | None = place
        while step is not None:
            if _interposed(app, step) and step not in found:
                found.append(step)
            step = step.parent
    found += [p for p in app.map.places.values() if p not in found and _interposed(app, p)]
    return found


def _interposed(app: App, place: Place) -> bool:
    """A page or dialog that must be agreed to before booking goes on."""
    text = place.screen.text
    agreeing = [
        n
        for n in buttons(place.screen, app.lexicon, "agree_button")
        if not _plain_notice(place.screen, n)
    ]
    return (
        bool(agreeing)
        and bool(re.search("预约|挂号", text))
        and bool(re.search("协议|须知|同意书|条款|声明", text))
    )


def _plain_notice(screen: Screen, node: Node) -> bool:
    return plain(screen.label(node)) in {"我知道了", "好的", "知晓"}


def forced(app: App) -> Finding:
    """L2: without consent the patient cannot go on with booking."""
    places = booking_agreement_places(app)
    for place in places:
        if not consents(place.screen, app.lexicon):
            words = f"{place.path}:不点同意就不能继续"
            return yes(words, [app.show_place(place, (), "强制阅读")], ProofLevel.L2)
    if places:
        return _holds_back(app, places[0])
    if not confirm_places(app):
        blocked = at_confirm(app)
        if blocked is not None:
            words = "未走到预约确认页,无法判断是否强制阅读"
            return unknown(Cause.NOT_CONCLUSIVE, words, blocked.evidence)
        return _at_live_confirm(app)
    shown = [app.show_place(confirm_places(app)[0], (), "预约确认页")]
    return no("预约全程没有要求阅读并同意协议", shown, ProofLevel.L2)


def _at_live_confirm(app: App) -> Finding:
    """The same question on a confirm page that no map shows."""
    screen = app.again()
    ticks = consents(screen, app.lexicon)
    shown = [app.show(ticks, "预约确认页")]
    if not ticks:
        return no("预约确认页没有要求阅读并同意协议", shown, ProofLevel.L2)
    return _as_it_stands(app, screen, shown) or _press_without(app, screen, shown)


def _holds_back(app: App, place: Place) -> Finding:
    """A tick box on the way: pre-ticked is not forced; unticked must hold one back."""
    shown = [app.show_place(place, consents(place.screen, app.lexicon), "服务协议勾选框")]
    told = _as_it_stands(app, place.screen, shown)
    if told is not None:
        return told
    screen = app.visit(place)
    if screen is None:
        return unknown(Cause.NOT_CONCLUSIVE, "协议页未能再次到达", shown)
    return _press_without(app, screen, shown)


def _as_it_stands(app: App, screen: Screen, shown: list[str]) -> Finding | None:
    """Ticked beforehand, or a control that waits for the tick: nothing need be pressed."""
    if consents(screen, app.lexicon)[0].checked:
        return no("协议默认已勾选,未强制阅读", shown, ProofLevel.L2)
    final = _onward(app, screen)
    if final is not None and not final.enabled:
        return yes("未勾选时确认按钮不可用", shown, ProofLevel.L2)
    return None


def _onward(app: App, screen: Screen) -> Node | None:
    """The control that books, or that leads on from a page of terms."""
    final = buttons(screen, app.lexicon, "confirm_button")
    if final and is_confirm(app, screen):
        return final[0]
    return gate_button(app, screen) or (final[0] if final else None)


def _press_without(app: App, screen: Screen, shown: list[str]) -> Finding:
    """Press on without the tick: held back, or booked (then it is cancelled at once)."""
    if any(n.checked for n in consents(screen, app.lexicon)):
        return unknown(Cause.NOT_CONCLUSIVE, "勾选状态与探索时不同", shown)
    for _ in range(2):
        screen = app.again()
        button = _onward(app, screen)
        if button is None:
            return unknown(Cause.NOT_CONCLUSIVE, "协议页没有可以继续的按钮", shown)
        reply = _pressed(app, screen, button, shown)
        if isinstance(reply, Finding):
            return reply
        shown = [*shown, app.show((), "未勾选协议时继续")]
        if reply.answer is Answer.VALIDATION and not _wants_consent(app, reply):
            never_made(app, f"被要求补正:{reply.words[:30]}")
            if pick_options(app):
                continue
            return unknown(Cause.NOT_CONCLUSIVE, f"未勾选时继续,提示“{reply.words[:30]}”", shown)
        return _answered(app, screen, reply, shown)
    return unknown(Cause.NOT_CONCLUSIVE, "未能判断是否强制阅读", shown)


def _pressed(app: App, screen: Screen, button: Node, shown: list[str]) -> Reply | Finding:
    """Press the control that would book or lead on; on a confirm page it may take a slot."""
    purpose = Effect.DRAFT
    if is_confirm(app, screen):
        taken = no_second_slot(app)
        if taken is not None:
            return taken
        purpose = Effect.BOOKING
        about_to_book(app, screen)
    try:
        after = consent(app, button) if purpose is Effect.DRAFT else None
        return read_reply(app, screen, after or app.tap(button, purpose))
    except ActionRefused as refusal:
        words = f"未勾选时能否继续,需按下确认才知道;{refusal.reason}"
        return unknown(Cause.NOT_ALLOWED, words, shown)
    except (NodeCovered, StaleNode):
        never_made(app, "按钮点不到")
        return yes("未勾选时按钮点不到,不能继续", shown, ProofLevel.L2)


def _wants_consent(app: App, reply: Reply) -> bool:
    after = reply.screen
    said = f"{reply.words} {' '.join((*after.events.toasts, *after.events.dialogs))}"
    return app.lexicon.says("must_agree", said)


def _answered(app: App, before: Screen, reply: Reply, shown: list[str]) -> Finding:
    """What the app's answer to going on without the tick says."""
    after = reply.screen
    if _wants_consent(app, reply):
        never_made(app, "未同意协议,未提交")
        return yes(f"未勾选时被拦下:“{reply.words[:30]}”", shown, ProofLevel.L2)
    asked = buttons(after, app.lexicon, "agree_button")
    if on_top(after) and asked and re.search("协议|须知|条款|同意", after.text):
        never_made(app, "应用要求先同意协议,未提交")
        return yes("未勾选时弹出协议,要求先同意", shown, ProofLevel.L2)
    if reply.answer is Answer.NOTHING:
        never_made(app, "按下后没有反应,未提交")
        return yes("未勾选时按下没有反应,不能继续", shown, ProofLevel.L2)
    if not is_confirm(app, before):
        gone = after.title != before.title or not consents(after, app.lexicon)
        if gone and not is_wall(app, after):
            return no("未勾选协议也能继续预约", shown, ProofLevel.L2)
        if reply.answer in {Answer.FAILURE, Answer.PLACEHOLDER} or is_wall(app, after):
            return unknown(Cause.NOT_CONCLUSIVE, f"未勾选时继续:{reply.words[:30]}", shown)
        return yes("未勾选时按下仍停在协议页,不能继续", shown, ProofLevel.L2)
    if reply.answer in {Answer.SUCCESS, Answer.LEFT}:
        given = cancel(app)
        words = f"未勾选协议也能预约成功;{given.reason}"
        return no(words, [*shown, *given.evidence], ProofLevel.L2)
    never_made(app, f"提交未成功:{reply.words[:30]}")
    return no(f"未勾选协议也能提交(应答“{reply.words[:30]}”)", shown, ProofLevel.L2)


def service_agreement(app: App) -> Finding:
    """L1: an agreement that covers booking, with a text of its own."""
    pattern = _AGREEMENT
    blocked: dict[str, Finding] = {}
    for host in booking_agreement_places(app):
        for way in app.map.ways_from(host.id):
            if len(way.label) > 40 or not pattern.search(way.label):
                continue
            finding = _opened_agreement(app, host, way)
            if finding.truth:
                return finding
            blocked[way.label] = finding
        text = own_text(app, host)
        if len(plain(text)) >= 200 and pattern.search(text):
            return yes(f"服务协议:{host.path}", [app.show_place(host, (), "服务协议")])
    found = agreement_text(app, "service_agreement", about="预约|挂号") or agreement_text(
        app, "service_agreement", app.visitor_map, about="预约|挂号"
    )
    if found is not None:
        return found
    live = at_live_confirm(app, blocked) if not confirm_places(app) else None
    if live is not None:
        return live
    _, others = sift(app, "service_agreement")
    fresh = [f for f in others if not any(label in f.reason for label in blocked)]
    return conclude(app, app.lexicon.functions["service_agreement"], [*blocked.values(), *fresh])


def _opened_agreement(app: App, host: Place, way: Way) -> Finding:
    target = app.map.places.get(way.target)
    if target is None:
        if way.arrival is Arrival.TOAST and len(way.words) >= LEAST_TEXT:
            shown = [app.show_place(host, [host.screen.nodes[way.node]], way.label)]
            return yes(f"服务协议“{way.label}”弹出全文", shown)
        return _textless(app, host, way) or blocked_way(app, way)
    hollow = hollow_screen(app, target, "service_agreement")
    if hollow is not None:
        return hollow
    text = own_text(app, target)
    shown = [app.show_place(target, (), way.label)]
    if target.id != host.id and len(plain(text)) >= LEAST_TEXT:
        return yes(f"服务协议“{way.label}”(正文 {len(text)} 字)", shown)
    return no(f"“{way.label}”打开后没有协议正文", shown)


def at_live_confirm(app: App, seen: Mapping[str, Finding]) -> Finding | None:
    """The agreement on a confirm page that no map shows; None if booking has no such page.

    seen: agreements that were looked at elsewhere, by the words of their links.
    """
    if not any(c.score > NEAR for c in candidates(app, "booking")):
        return None
    blocked = at_confirm(app)
    if blocked is not None:
        words = f"未走到预约确认页,未见服务协议({blocked.reason[:60]})"
        cause = blocked.cause or Cause.NOT_CONCLUSIVE
        return unknown(cause, words, blocked.evidence) if blocked.truth is None else None
    labels = [label for label in _agreement_links(app, app.again()) if label not in seen]
    findings = [f for f in (_read_live(app, label) for label in labels[:MOST_LINKS]) if f]
    return any_of(findings) if findings else None


def _agreement_links(app: App, screen: Screen) -> list[str]:
    taps = (n for n in screen.nodes if n.clickable and not n.covered and n.role not in TICKS)
    labels = dict.fromkeys(app.label(n) for n in taps)
    return [label for label in labels if len(label) <= LONGEST_LINK and _AGREEMENT.search(label)]


def _read_live(app: App, label: str) -> Finding | None:
    """Open an agreement from the confirm page on which the audit stands, or comes to again."""
    if label not in _agreement_links(app, app.again()) and at_confirm(app) is not None:
        return None
    screen = app.again()
    node = next((n for n in screen.nodes if n.clickable and app.label(n) == label), None)
    if node is None:
        return None
    try:
        after = app.tap(node)
    except (ActionRefused, NodeCovered, StaleNode) as failure:
        return unknown(Cause.NOT_CONCLUSIVE, f"服务协议“{label}”未能打开({failure})", ())
    nodes = on_top(after) or (frame(app).own(after) if after.digest != screen.digest else [])
    text = "".join(plain(n.text) for n in nodes if n.text)
    shown = [app.show((), f"点击“{label}”后")]
    if len(text) >= LEAST_TEXT:
        return yes(f"服务协议“{label}”(正文 {len(text)} 字)", shown)
    return no(f"“{label}”打开后没有协议正文“{text[:30]}”", shown)


def _textless(app: App, host: Place, way: Way) -> Finding | None:
    """A dialog with the agreement's name and no text in it, opened once more to be sure."""
    if way.arrival is not Arrival.TOAST or app.visit(host) is None:
        return None
    node = next((n for n in app.again().nodes if app.again().label(n) == way.label), None)
    if node is None or not node.clickable:
        return None
    with suppress(ActionRefused, NodeCovered, StaleNode):
        app.tap(node)
    inside = on_top(app.again())
    words = "".join(plain(n.text) for n in inside if n.text)
    if not inside or not words or len(words) >= LEAST_TEXT:
        return None
    return no(f"“{way.label}”弹出后没有协议正文“{words[:30]}”", [app.show(inside[:1], way.label)])
