"""Forced reading: does the booking journey really hold one back who has not agreed?"""

from __future__ import annotations

import re

from devices.errors import ActionRefused, NodeCovered, StaleNode
from devices.model import Effect, Node, Screen
from probes.app import App
from probes.appmap import Place
from probes.finding import Finding, no, unknown, yes
from probes.flows.booking.bare_booking import TERMS_ASKED
from probes.flows.booking.confirm_page import is_confirm
from probes.flows.booking.doctor_visit import bookable, confirm_places
from probes.flows.booking.gates import TERMS_OVER, TermsOver, consent, gate_button, held_by_terms
from probes.flows.booking.giving_back import about_to_book, cancel, never_made, sure_control
from probes.flows.booking.hour_asked import choose_hour
from probes.flows.booking.live_confirm import before_confirm
from probes.flows.booking.service_terms import booking_agreement_places
from probes.flows.booking.way_back import keeps_from_booking
from probes.flows.forms.reading import terms_on_top, wait_out, waiting
from probes.flows.forms.senders import buttons
from probes.flows.forms.submitting import Answer, Reply, consents, pick_options, read_reply
from probes.flows.screens.overlay import on_top
from probes.flows.screens.walls import is_wall
from probes.lexicon import plain
from probes.model import Cause, ProofLevel

_IMPLIED = re.compile(
    "(即(代表|视为|表示|意味着|为)?|视为|视同|等同于?)(您|你)?(已|已经)?(阅读)?(并|且)?(同意|接受)"
)
_CONSENTS = re.compile("协议|条款|同意")
_NAMES_ONE = re.compile("同意[^\\n]{0,6}《|《[^》\\n]*(协议|同意书|条款)》")
_NAMED = re.compile("协议|须知|同意书|条款|声明")
"""Whoever tapped on such words has opened the terms himself."""
NOTE = 30
"""Longer words are the terms themselves, which often say so too; characters."""


def forced_to_read(app: App, agreement: Finding) -> Finding:
    """L2: there is an agreement to read, and without consent to it nobody can go on."""
    if agreement.truth is False:
        return agreement
    found = forced(app)
    if agreement.truth is None and found.truth:
        words = f"{found.reason};服务协议本身能否阅读尚未查清({agreement.reason[:40]})"
        return unknown(agreement.cause or Cause.NOT_CONCLUSIVE, words, found.evidence)
    return found


def forced(app: App) -> Finding:
    """L2: without consent the patient cannot go on with booking."""
    places = [p for p in booking_agreement_places(app) if not _only_a_notice(app, p)]
    for place in places:
        asked = consents(place.screen, app.lexicon) and not _held_unasked(app, place)
        if asked or _leads_back(app, place):
            continue
        shown = [app.show_place(place, (), "强制阅读")]
        if _implied(place.screen):
            words = f"{place.path}:只写明继续即视为同意,没有要求确认"
            return no(words, shown, ProofLevel.L2)
        return yes(f"{place.path}:不点同意就不能继续", shown, ProofLevel.L2)
    reached = next((p for p in places if _in_reach(app, p.screen)), None)
    if reached is not None:
        return _holds_back(app, reached)
    if not confirm_places(app):
        blocked = before_confirm(app)
        terms = app.memory.get(TERMS_ASKED)
        if blocked is not None and terms is not None:
            words = "按下预约后弹出协议,阅读并同意后才约上"
            return yes(words, [str(terms)], ProofLevel.L2)
        if blocked is not None:
            words = "未走到预约确认页,无法判断是否强制阅读"
            return unknown(Cause.NOT_CONCLUSIVE, words, blocked.evidence)
        return _at_live_confirm(app)
    shown = [app.show_place(confirm_places(app)[0], (), "预约确认页")]
    return _asked_later(app, "预约全程没有要求阅读并同意协议", shown)


def _only_a_notice(app: App, place: Place) -> bool:
    """How to book, to be acknowledged (预约须知 … 我已知晓), before the page whose agreement is
    meant: nobody consents to anything by it."""
    front = "\n".join(node.text for node in place.screen.nodes if not node.covered)
    elsewhere = (p for p in confirm_places(app) if p is not place)
    return _CONSENTS.search(front) is None and any(
        _NAMES_ONE.search(p.screen.text) for p in elsewhere
    )


def _held_unasked(app: App, place: Place) -> bool:
    """Terms came up over the page by themselves, its own consent under them, and hold one back."""
    way = place.entered_by
    opened = way is None or _NAMED.search(way.label)
    below = all(n.covered for n in consents(place.screen, app.lexicon))
    return not opened and below and held_by_terms(app, place.screen)


def _asked_later(app: App, words: str, shown: list[str]) -> Finding:
    """Terms may come up only when a booking is confirmed: that is seen by who may book."""
    if Effect.BOOKING not in app.allowed:
        later = f"{words};按下确认后是否弹出协议,未获准预约,未能查看"
        return unknown(Cause.NOT_ALLOWED, later, shown)
    booked = bookable(app)
    asked = app.memory.get(TERMS_ASKED)
    if asked is not None:
        words = "按下确认后弹出协议,阅读并同意后才能预约"
        return yes(words, [*shown, str(asked)], ProofLevel.L2)
    if booked.truth:
        return no(words, [*shown, *booked.evidence], ProofLevel.L2)
    return unknown(Cause.NOT_CONCLUSIVE, f"{words};{booked.reason[:60]}", shown)


def _leads_back(app: App, place: Place) -> bool:
    """The control that agrees was tried and led on to nothing: home, or to the page before."""
    labels = {place.screen.label(n) for n in buttons(place.screen, app.lexicon, "agree_button")}
    tried = [w for w in app.map.ways_from(place.id) if w.label in labels and w.target]
    targets = [app.map.places[w.target] for w in tried if w.target in app.map.places]
    return bool(targets) and all(
        t.id != place.id and t.depth < place.depth and t.trail == place.trail[: t.depth]
        for t in targets
    )


def _in_reach(app: App, screen: Screen) -> bool:
    """There is a consent and nothing lies over it: the text of its own terms would be read as its
    words."""
    asked = consents(screen, app.lexicon)
    return bool(asked) and not any(n.covered for n in asked)


def _implied(screen: Screen) -> bool:
    """A note on the page takes going on for consent."""
    return any(len(plain(w)) <= NOTE and _IMPLIED.search(w) for w in screen.words)


def _at_live_confirm(app: App) -> Finding:
    """The same question on a confirm page that no map shows."""
    screen = app.again()
    ticks = consents(screen, app.lexicon)
    shown = [app.show(ticks, "预约确认页")]
    over = app.memory.get(TERMS_OVER)
    if isinstance(over, TermsOver) and over.holds:
        return yes("预约时弹出协议,不同意就不能继续", [over.picture], ProofLevel.L2)
    if not ticks:
        return _asked_later(app, "预约确认页没有要求阅读并同意协议", shown)
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
    if final is not None and not final.enabled and waiting(screen) is None:
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
        screen = wait_out(app)  # time alone may open it
        button = _onward(app, screen)
        if button is None:
            return unknown(Cause.NOT_CONCLUSIVE, "协议页没有可以继续的按钮", shown)
        if not button.enabled:
            return yes("未勾选时确认按钮不可用", shown, ProofLevel.L2)
        reply = _pressed(app, screen, button, shown)
        if isinstance(reply, Finding):
            return reply
        shown = [*shown, app.show((), "未勾选协议时继续")]
        reply = _affirmed(app, screen, reply)
        terms = _wants_consent(app, reply) or _terms_came(app, reply.screen)
        if (
            reply.answer is Answer.VALIDATION
            and not terms
            and not _went_on(app, screen, reply.screen)
        ):
            never_made(app, f"被要求补正:{reply.words[:30]}")
            if choose_hour(app, reply.words) or pick_options(app):
                continue
            return unknown(Cause.NOT_CONCLUSIVE, f"未勾选时继续,提示“{reply.words[:30]}”", shown)
        return _answered(app, screen, reply, shown)
    return unknown(Cause.NOT_CONCLUSIVE, "未能判断是否强制阅读", shown)


def _pressed(app: App, screen: Screen, button: Node, shown: list[str]) -> Reply | Finding:
    """Press the control that would book or lead on; on a confirm page it may take a slot."""
    purpose = Effect.DRAFT
    if is_confirm(app, screen):
        kept = keeps_from_booking(app)
        if kept is not None:
            return kept
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


def _affirmed(app: App, before: Screen, reply: Reply) -> Reply:
    """A box asks once more whether to book (确定提交预约吗?): what comes of a yes is the answer."""
    after = reply.screen
    asked = reply.answer is Answer.LEFT and is_confirm(app, before) and not on_top(before)
    sure = sure_control(app, after) if asked and on_top(after) else None
    if sure is None or _wants_consent(app, reply) or _terms_came(app, after):
        return reply
    try:
        return read_reply(app, after, app.tap(sure, Effect.BOOKING))
    except (ActionRefused, NodeCovered, StaleNode):
        return reply


def _wants_consent(app: App, reply: Reply) -> bool:
    after = reply.screen
    said = f"{reply.words} {' '.join(after.events.spoken)}"
    return app.lexicon.says("must_agree", said)


def _went_on(app: App, before: Screen, after: Screen) -> bool:
    """A page of terms was left for the next step of booking, which may ask to choose there."""
    if is_confirm(app, before) or is_wall(app, after):
        return False
    return after.title != before.title or not consents(after, app.lexicon)


def _terms_came(app: App, after: Screen) -> bool:
    """What was pressed brought up the terms, though they say 请阅读 5s as a form asks for more."""
    layer = on_top(after)
    asked = [n for n in buttons(after, app.lexicon, "agree_button") if n in layer]
    told = re.search("协议|须知|条款|同意", "".join(n.text for n in layer))
    return bool(asked and told) or terms_on_top(app, after)


def _answered(app: App, before: Screen, reply: Reply, shown: list[str]) -> Finding:
    """What the app's answer to going on without the tick says."""
    after = reply.screen
    if _wants_consent(app, reply):
        never_made(app, "未同意协议,未提交")
        return yes(f"未勾选时被拦下:“{reply.words[:30]}”", shown, ProofLevel.L2)
    if _terms_came(app, after):
        never_made(app, "应用要求先同意协议,未提交")
        return yes("未勾选时弹出协议,要求先同意", shown, ProofLevel.L2)
    if reply.answer is Answer.NOTHING:
        never_made(app, "按下后没有反应,未提交")
        return yes("未勾选时按下没有反应,不能继续", shown, ProofLevel.L2)
    if _went_on(app, before, after):
        return no("未勾选协议也能继续预约", shown, ProofLevel.L2)
    if not is_confirm(app, before):
        if reply.answer in {Answer.FAILURE, Answer.PLACEHOLDER} or is_wall(app, after):
            return unknown(Cause.NOT_CONCLUSIVE, f"未勾选时继续:{reply.words[:30]}", shown)
        return yes("未勾选时按下仍停在协议页,不能继续", shown, ProofLevel.L2)
    if reply.answer in {Answer.SUCCESS, Answer.LEFT}:
        given = cancel(app)
        words = f"未勾选协议也能预约成功;{given.reason}"
        return no(words, [*shown, *given.evidence], ProofLevel.L2)
    never_made(app, f"提交未成功:{reply.words[:30]}")
    return no(f"未勾选协议也能提交(应答“{reply.words[:30]}”)", shown, ProofLevel.L2)
