"""Talking to the hospital: type a message marked as a test, see it stand there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from devices.errors import ActionRefused, NodeCovered, StaleNode
from devices.model import Effect, Node, Role, Screen
from probes.app import App
from probes.appmap import Arrival, Place, Way, page_of
from probes.finding import Finding, any_of, found_once, no, unknown, yes
from probes.flows.booking.journey import drill
from probes.flows.forms.senders import buttons, primary
from probes.flows.forms.signing import unsigned
from probes.flows.forms.submitting import MARK, Answer, fields, read_reply, send, sent_finding
from probes.flows.places.absence import conclude, unseen
from probes.flows.places.entries import is_menu
from probes.flows.places.held_back import held_entries
from probes.flows.places.hits import Hit, name_of, own_hits
from probes.flows.places.search import reach
from probes.flows.screens.waiting import awaited
from probes.lexicon import plain
from probes.model import Cause, ProofLevel
from probes.naming import NEAR, match, names_other

NEXT_TO, MOST_TALKS, DEPTH = 60, 2, 3
_KINDS = {"text_consult", "online_consult"}
QUESTION = f"您好{MARK}"
_OF_BEFORE = re.compile("^我的|记录$|历史")
_STARTS = re.compile(
    "^(去|立即|马上|开始|发起|点击|我要|新建|申请)?(图文|文字|在线|网上|医生)?(问诊|咨询|复诊|问医生|提问|沟通)$"
    "|^(去|立即|马上|开始|发起|我要)(图文|文字)$"
)
"""What begins a talk in writing."""
_SUBMITS = re.compile("^(提交|确认|完成)")
_SEND = re.compile("^(确认|立即|点击)?(发送|发出|提交|发表|发|SEND)(消息|留言|咨询|问题)?$")

_TALK = re.compile("消息|问题|咨询|客服|说点|输入|回复|聊|描述|病情|留言|对话|沟通")
_ROBOT = re.compile(
    "AI ?(健康)?(助手|医生|客服)|机器人|人工智能(生成|回答)|智能(助手|客服)|小[一-鿿]{0,2}助手"
)
_RANK = re.compile("主任|主治|医师")
_GOES_ON = re.compile("(进行|问诊|咨询|接诊|沟通)中(?![心医])|剩余\\s*\\d|待回复|已回复|[未待]读")
_PAID_WITH = re.compile(
    "(提交|确认|立即|发起|去)[^\n]{0,4}(支付|付款|缴费|付费)|支付[^\n]{0,4}(提交|发起)"
)
_SENDS_WORDS = re.compile("发送|发出|^发$|SEND")
"""A control that only a talk has, whatever the field beside it asks for."""


def talks(app: App, key: str) -> Finding:
    """L2: a message can be sent from the function's screens and stands there afterwards.

    Asked for by several indicators it is tried once: nobody is written to twice.
    """
    return found_once(app.memory, f"talks:{key}", lambda: _talked(app, key))


def _talked(app: App, key: str) -> Finding:
    """Behind a page that was not explored to the end anything may stand: no walk goes there."""
    function = app.lexicon.functions[key]
    hits, others = own_hits(app, key)
    strong = [h for h in hits if h.candidate.score > NEAR and not is_menu(app, h.place)]
    failed: list[Finding] = []
    for tried in _tried(app, key, hits, strong):
        if tried.truth is not False:
            return tried
        failed.append(tried)  # another entry of the name (护理咨询) may lead to somebody
        if len(failed) == MOST_TALKS:
            break
    if failed:
        return any_of(failed)
    for hit in [h for h in strong if app.map.explored(h.place.id)][:1]:
        way = drill(app, hit.place, lambda screen: chat_field(app, screen) is not None, depth=4)
        if way.screen is not None:
            return _say(app, None, function.name)
    if (paid := _paid_first(app, hits, function.name)) is not None:
        return paid
    for hit in strong[:2]:
        shown = [app.show_place(hit.place, (), function.name)]
        words = f"{function.name}:{hit.place.path} 没有可以提问或对话的地方"
        if _OF_BEFORE.search(plain(name_of(hit))):
            words = f"{words},那里列的是以前的记录"
            others.append(unknown(Cause.NOT_CONCLUSIVE, words, shown))
            continue
        others.append(unseen(app, [hit.place], words, shown))
    return conclude(app, function, others)


def _tried(app: App, key: str, hits: list[Hit], strong: list[Hit]) -> Iterator[Finding]:
    """What comes of talking where the function's screens take words, one by one, and then of
    the controls and entries that begin a talk, from which the explorer held back."""
    name = app.lexicon.functions[key].name
    reached = list({p.id: p for hit in hits for p in reach(app, hit, depth=DEPTH)}.values())
    for place in reached:
        if chat_field(app, place.screen) is not None:
            yield _by_a_doctor(app, key, *_once(app, place, name, _say))
    for place in _going_on(app, key):
        yield _once(app, place, name, _say)[0]
    for place in reached:
        if asks_in_a_form(app, place) and _pays_as_it_sends(place) is None:
            yield _once(app, place, name, _ask)[0]
    for hit in strong:
        begun = next((w for w in _held(app, hit.place) if _STARTS.search(plain(w.label))), None)
        if begun is not None:
            yield _begin(app, begun, name)
    for entry in held_entries(app, key):
        if not _OF_BEFORE.search(plain(entry.label)) and not _begins_another(app, key, entry):
            yield _begin(app, entry, name)


def _going_on(app: App, key: str) -> Iterator[Place]:
    """Talks that go on already, each behind a row that names the function and says so."""
    function = app.lexicon.functions[key]
    for way in app.map.ways:
        place = app.map.places.get(way.target)
        if place is None or place.outside or not _GOES_ON.search(way.label):
            continue
        named = any(match(function, part, "")[0] > NEAR for part in way.label.split())
        if named and chat_field(app, place.screen) is not None:
            yield place


def _paid_first(app: App, hits: list[Hit], name: str) -> Finding | None:
    """A form to describe the illness that is sent and paid for with one control: never pressed."""
    for hit in hits:
        for place in reach(app, hit, depth=DEPTH):
            control = _pays_as_it_sends(place)
            if control is not None:
                label = place.screen.label(control)
                words = f"{name}:{place.path} 须先付费(“{label[:12]}”未按),其后未能核实"
                return unknown(Cause.NOT_ALLOWED, words, [app.show_place(place, [control], name)])
    return None


def _pays_as_it_sends(place: Place) -> Node | None:
    """The control that sends a form with room for words and pays for it (提交并支付 ¥30)."""
    screen = place.screen
    if not any(f.node.kind == "textarea" for f in fields(screen)):
        return None
    taps = (n for n in screen.nodes if n.clickable)
    return next((n for n in taps if _PAID_WITH.search(screen.label(n))), None)


def _begins_another(app: App, key: str, way: Way) -> bool:
    """A control that begins the talk of its page (发起问诊, 提交问诊), another function's.

    So the page or its entry say, or farther up the entry of another kind of talk (图文复诊).
    """
    if not _STARTS.search(_SUBMITS.sub("", plain(way.label))):
        return False
    place, functions = app.map.places[way.source], app.lexicon.functions
    heads = [label.split(" ")[0] for label in place.trail if label.strip()]
    near = [name for name in (place.screen.title, *heads[-1:]) if name]
    if any(names_other(app.lexicon, functions[key], name) for name in near):
        return True
    rivals = [functions[rival] for rival in _KINDS - {key}]
    for head in reversed(heads[:-1]):
        other = names_other(app.lexicon, functions[key], head)
        if other and any(match(rival, head, "")[0] > NEAR for rival in rivals):
            return True
        if not other and match(functions[key], head, "")[0] > NEAR:
            return False
    return False


def said_on(app: App, place: Place, name: str) -> tuple[Finding, str]:
    """What came of writing on a page of a talk, and the words of the screen right after."""
    return _once(app, place, name, _say)


def _once(
    app: App, place: Place, name: str, speak: Callable[[App, Place, str], Finding]
) -> tuple[Finding, str]:
    """What came of it, and the words of the screen then: nobody is written to twice, though
    several functions lead to one page."""
    told = app.memory.setdefault("spoken", {})
    assert isinstance(told, dict)
    if place.id in told:
        finding, text = told[place.id]
        return replace(finding, reason=f"{name}(同一页面):{finding.reason}"), text
    told[place.id] = speak(app, place, name), app.again().text
    found: tuple[Finding, str] = told[place.id]
    return found


def _by_a_doctor(app: App, key: str, finding: Finding, text: str) -> Finding:
    """Whether a robot that answers is a consultation (3.4.1) is for an expert to say."""
    robot = _ROBOT.search(text)
    if key != "text_consult" or not finding.truth or robot is None:
        return finding
    if _RANK.search(text):
        return finding
    words = f"{finding.reason},但应答者自称“{robot.group(0)}”,未见医生"
    return unknown(Cause.NEEDS_EXPERT, words, finding.evidence)


def _held(app: App, place: Place) -> Iterator[Way]:
    """The controls of a page from which the explorer held back."""
    return (way for way in app.map.ways_from(place.id) if way.arrival is Arrival.REFUSED)


def _begin(app: App, way: Way, name: str) -> Finding:
    """Begin a talk with a control that takes somebody's time (发起问诊)."""
    place = app.map.places[way.source]
    shown = [app.show_place(place, [place.screen.nodes[way.node]], way.label)]
    if Effect.CONTACT not in app.allowed:
        return unknown(Cause.NOT_ALLOWED, f"{name}:有“{way.label}”,{way.words}", shown)
    screen = app.visit(place)
    taps = [n for n in screen.nodes if n.clickable and not n.covered] if screen else []
    node = next((n for n in taps if app.label(n) == way.label), None)
    if screen is None or node is None:
        return unknown(Cause.NOT_CONCLUSIVE, f"{name}:“{way.label}”未能再次到达", shown)
    if unsigned(screen):
        return sent_finding(app, name, send(app, Effect.CONTACT))  # a form, to be filled in first
    try:
        after = awaited(app, screen, app.tap(node, Effect.CONTACT))
    except (ActionRefused, NodeCovered, StaleNode) as failure:
        return unknown(Cause.NOT_CONCLUSIVE, f"{name}:“{way.label}”未能打开({failure})", shown)
    if chat_field(app, after) is not None:
        return _say(app, None, name)
    if fields(after):
        return sent_finding(app, name, send(app, Effect.CONTACT))
    words = f"{name}:点击“{way.label}”后没有可以提问或对话的地方"
    reply = read_reply(app, screen, after)
    failed = reply.answer in {Answer.FAILURE, Answer.PLACEHOLDER}
    shown.append(app.show((), words))
    if failed:
        return no(f"{words}({reply.words[:40]})", shown, ProofLevel.L2)
    return unknown(Cause.NOT_CONCLUSIVE, words, shown)


def chat_field(app: App, screen: Screen) -> Node | None:
    """The field of a chat: at the end of the page, a control to send beside or right below it."""
    typed = [
        f.node
        for f in fields(screen)
        if f.node.editable and f.node.kind in {"text", "textarea", ""}
    ]
    if not typed or len(typed) > 2:
        return None
    node = max(typed, key=lambda n: n.bounds.y)
    beside = [
        n
        for n in screen.nodes
        if n.clickable
        and node.bounds.y - NEXT_TO < n.bounds.center[1] < node.bounds.bottom + NEXT_TO
        and _SEND.search(plain(screen.label(n)))
    ]
    says = any(_SENDS_WORDS.search(plain(screen.label(n))) for n in beside)
    talk = _TALK.search(f"{node.hint} {screen.title}")
    return node if beside and (says or talk) else None


def asks_in_a_form(app: App, place: Place) -> bool:
    long = any(f.node.kind == "textarea" for f in fields(place.screen))
    named = bool(buttons(place.screen, app.lexicon, "submit_button"))
    return long and (named or primary(place.screen) is not None)


def _ask(app: App, place: Place, name: str) -> Finding:
    if app.visit(place) is None:
        return unknown(
            Cause.NOT_CONCLUSIVE, f"{name}:未能再次到达", [app.show_place(place, (), name)]
        )
    return sent_finding(app, name, send(app, Effect.CONTACT))


def _say(app: App, place: Place | None, name: str) -> Finding:
    screen = _conversation(app, place) if place is not None else app.again()
    node = chat_field(app, screen) if screen else None
    if screen is None or node is None:
        shown = [app.show_place(place, (), name)] if place is not None else [app.show((), name)]
        return unknown(Cause.NOT_CONCLUSIVE, f"{name}:对话页面未能再次到达", shown)
    screen = app.fill(node, QUESTION)
    sender = _sender(screen)
    if sender is None:
        return unknown(Cause.NOT_CONCLUSIVE, f"{name}:没有发送按钮", [app.show((), name)])
    if unsigned(screen):
        words = f"{name}:输入框里没有写上测试标记,未发送"
        return unknown(Cause.DEVICE_FAILED, words, [app.show((), words)])
    before = _echoes(screen)
    try:
        after = app.tap(sender, Effect.CONTACT)
    except ActionRefused as refusal:
        return unknown(Cause.NOT_ALLOWED, refusal.reason, [app.show([sender], f"{name}:未发送")])
    except (NodeCovered, StaleNode) as failure:
        return unknown(Cause.DEVICE_FAILED, str(failure), [app.show((), name)])
    shown = [app.show((), f"{name}:发送后")]
    if _echoes(after) > before:
        return _echoed(app, name, screen, after, shown)
    reply = read_reply(app, screen, after)
    words = f"{name}:发送后{reply.answer.value}“{reply.words[:40]}”"
    if reply.answer in {Answer.FAILURE, Answer.PLACEHOLDER, Answer.NOTHING}:
        return no(words, shown, ProofLevel.L2)
    if reply.answer is Answer.LEFT and _still_written(reply.screen):
        words = f"{name}:按下发送后文字仍在输入框里,没有发出"
    return unknown(Cause.NOT_CONCLUSIVE, words, shown)


def _sender(screen: Screen) -> Node | None:
    """The control that sends: not the bar around it, in whose middle the field stands."""
    found = [n for n in screen.nodes if n.clickable and _SEND.search(plain(screen.label(n)))]
    bars = {up.index for n in screen.nodes if n.role is Role.FIELD for up in screen.above(n)}
    return next((n for n in found if n.index not in bars), None)


def _still_written(screen: Screen) -> bool:
    return any(QUESTION in n.value for n in screen.nodes if n.role is Role.FIELD)


def _echoed(app: App, name: str, before: Screen, after: Screen, shown: list[str]) -> Finding:
    """The message stands in the conversation: sent, unless the app says that nobody gets it."""
    fresh = [n for n in after.nodes if n.text and n.text not in before.words]
    spoken = (*after.events.spoken, *(n.text for n in fresh))
    signs = ("not_delivered", "failure")
    lost = next((w for w in spoken if any(app.lexicon.says(sign, w) for sign in signs)), "")
    if lost:
        words = f"{name}:发送的消息已出现,但提示“{lost[:40]}”"
        return unknown(Cause.NOT_CONCLUSIVE, words, shown)
    return yes(f"{name}:发送的消息已出现在对话中", shown, ProofLevel.L2)


def _conversation(app: App, place: Place) -> Screen | None:
    """The page of a conversation with its field in reach; come to once more if it is not.

    What was said there since it was explored makes no other page of it.
    """
    for again in (False, True):
        if again:
            app.visit(app.map.places[app.map.entry])
        screen = app.visit(place)
        here = app.again() if screen is None or chat_field(app, screen) is None else screen
        there = screen is not None or page_of(here) == page_of(place.screen)
        if there and chat_field(app, here) is not None:
            return here
    return None


def _echoes(screen: Screen) -> int:
    return sum(MARK in n.text for n in screen.nodes if n.role is not Role.FIELD)
