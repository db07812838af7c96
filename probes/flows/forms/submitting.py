"""Forms: how to send what a screen asks for, through all of its steps."""

from __future__ import annotations

import re

from devices.errors import ActionRefused, ActionTimeout, NodeCovered, StaleNode
from devices.model import Effect, Node, Screen
from probes.app import App
from probes.finding import Finding, unknown
from probes.flows.forms.agreed import after_terms
from probes.flows.forms.attachments import attach, names_file
from probes.flows.forms.choices import consents, option_groups, pick_options, promises, tick
from probes.flows.forms.filling import Special, ask_code, fill_in
from probes.flows.forms.replies import Answer, Reply, read_reply, sent_finding
from probes.flows.forms.senders import sender, unveiled
from probes.flows.forms.signing import (
    Entered,
    came_back,
    entered,
    has_words,
    is_signed,
    stands_there,
    taken_in,
    unsigned,
)
from probes.flows.forms.wizard import hand_in, is_next_step
from probes.flows.screens.fields import (
    MARK,
    TICKS,
    Field,
    field_name,
    fields,
    pickers,
    value_for,
)
from probes.flows.screens.overlay import on_top, top_controls
from probes.labels import searches
from probes.lexicon import plain
from probes.model import Cause

__all__ = [
    "MARK",
    "Answer",
    "Field",
    "Reply",
    "consents",
    "field_name",
    "fields",
    "fill_in",
    "option_groups",
    "pick_options",
    "pickers",
    "press",
    "read_reply",
    "send",
    "sent_finding",
    "tick",
    "value_for",
]
STEPS = 8
_REACHES = re.compile(
    "投诉|举报|意见|建议|反馈|咨询|(?<!预)(?<!诊前)(?<!候诊)问诊|提问|留言|客服|求助|呼叫|发送|复诊"
)
_OF_ONES_OWN = re.compile(
    "满意|评价|评议|评分|问卷|调查|随访|量表|评估|测评|自测|自评|自查|预问诊|诊前|候诊|病情|症状|病史|病历|打卡|登记"
    "|资料|信息"
)
_LEAVES = re.compile("离开|放弃|退出|不保存|清空")
NAME_DEPTH, LONGEST_NAME = 120, 12
_ASSENT = re.compile("^(是的?|好的?|继续|确[定认]|(确[定认]|继续|立即)?(提交|发送))$")
"""What sends a form that asks once more; 去绑定 or 去支付 go elsewhere."""
_CORRECT = re.compile("无误([,,]?(提交|继续))?$")
_TO_CHOOSE = re.compile("请(先|您)?(选择|勾选|点选)|未选择")
_BARE = {"发送", "发出", "确认发送"}


def send(
    app: App,
    purpose: Effect,
    sign: str = "submit_button",
    special: Special = lambda field: None,
) -> Reply | Finding:
    """Fill in, consent and send the form on the newest screen, through all of its steps.

    A form of one's own whose control speaks to people (发送 under a self-test) is sent as one
    to people where that is allowed.
    Returns the app's reply, or a finding where nothing could be sent.
    """
    try:
        return _send(app, purpose, sign, special)
    except ActionRefused as refusal:
        graver = purpose is Effect.OWN and refusal.effect is Effect.CONTACT
        if graver and Effect.CONTACT in app.allowed:
            return send(app, Effect.CONTACT, sign, special)
        return unknown(Cause.NOT_ALLOWED, refusal.reason, [app.show((), "未执行")])
    except (NodeCovered, StaleNode, ActionTimeout) as failure:
        return unknown(Cause.DEVICE_FAILED, str(failure), [app.show((), "表单操作受阻")])


def _send(app: App, purpose: Effect, sign: str, special: Special) -> Reply | Finding:
    asked = False
    silent = 0
    signed = False
    heard: set[str] = set()
    answered: dict[Entered, Reply] = {}
    left: Reply | None = None
    for _ in range(STEPS):
        opened = app.again()
        fill_in(app, special)
        if left is not None:
            hand_in(app, purpose)
        asked = asked or ask_code(app)
        tick(app)
        screen = unveiled(app, sign)
        button = sender(app, screen, sign)
        if button is None:
            if left is not None:
                return _heard_late(app, left)
            shown = app.show((), "未见提交按钮")
            return unknown(Cause.NOT_CONCLUSIVE, "表单上没有找到提交按钮", [shown])
        held = (screen.label(button), *entered(screen))
        if held in answered:
            return answered[held]  # the same would only be refused again
        signed = signed or is_signed(screen)
        after = press(app, button, purpose, signed=signed)
        reply = read_reply(app, screen, after)
        if (agreed := after_terms(app, screen, reply)) is not None:
            return _heard_late(app, agreed)
        if reply.answer is Answer.VALIDATION and taken_in(opened, screen, reply.screen):
            reply = Reply(Answer.LEFT, reply.screen.title, reply.screen)
        if reply.answer is not Answer.NOTHING:
            answered[held] = reply
        silent += reply.answer is Answer.NOTHING
        if silent > 1:
            return _silence(app, reply)
        left = reply if reply.answer is Answer.LEFT else None
        if left is not None and came_back(opened, left.screen):
            return _heard_late(app, left)  # the form as it was, without what was filled in: sent
        if not _goes_on(app, screen, reply, sign, heard):
            return reply if left is None else _heard_late(app, left)
        if reply.answer is Answer.VALIDATION:
            answered.pop(held, None)  # put right, though a chosen chip may not show it
    return Reply(Answer.VALIDATION, "补正多次仍未通过", app.again())


def _heard_late(app: App, left: Reply) -> Reply:
    """A page that was left may thank a moment later: only words that came since then count."""
    late = read_reply(app, left.screen, app.again())
    return late if late.answer is Answer.SUCCESS else left


def _goes_on(app: App, before: Screen, reply: Reply, sign: str, heard: set[str]) -> bool:
    """There is more to do on this form: something to put right, a next step, a second press."""
    if _to_check(before, reply.screen):
        return True
    if reply.answer is Answer.LEFT:
        return _continues(app, before, reply.screen, sign)
    if reply.answer is Answer.NOTHING:
        return pick_options(app) > 0 or attach(app) or not reply.screen.loading
    if reply.answer is not Answer.VALIDATION or app.lexicon.says("registered", reply.words):
        return False
    if reply.words in heard:
        return False
    heard.add(reply.words)
    if _TO_CHOOSE.search(reply.words) and not names_file(reply.words) and pick_options(app) > 0:
        return True
    return attach(app, reply.words) or pick_options(app) > 0


def _silence(app: App, reply: Reply) -> Reply | Finding:
    """Pressed twice without a reaction: that says something only of a complete form."""
    screen = app.again()
    missing = _left_open(app, screen)
    if not missing and not screen.loading:
        return reply
    shown = app.show(missing, "提交后没有反应")
    if any(app.lexicon.says("captcha", field_name(screen, n)) for n in missing):
        return unknown(Cause.CAPTCHA, "表单需要图形验证码,提交后没有反应", [shown])
    words = "、".join(field_name(screen, n)[:12] for n in missing[:3]) or "页面仍在加载"
    return unknown(Cause.NOT_CONCLUSIVE, f"提交后没有反应,表单可能未填全({words})", [shown])


def _left_open(app: App, screen: Screen) -> list[Node]:
    """What a form still asks for: empty fields, pickers, questions without an answer."""
    empty = [f.node for f in fields(screen) if not f.node.value and "选填" not in f.name]
    open_groups = [
        group[0]
        for group in option_groups(screen, app.lexicon)
        if group[0].role in TICKS and not any(n.checked for n in group)
    ]
    agreed = [n for n in consents(screen, app.lexicon) if n.checked is False]
    return [*empty, *pickers(screen), *open_groups, *agreed]


def press(app: App, button: Node, purpose: Effect, *, signed: bool = False) -> Screen:
    """Tap a sending control; words that class it as contact count where contact is allowed.

    What asks, or complains to, somebody is sent only by who means to do so, and to people goes
    only what says that it is a test; signed: an earlier step of the same form says so.  A form of
    one's own (随访, 自测) that takes figures and ticks alone has no room to say so.
    """
    screen = app.again()
    if purpose is Effect.CONTACT:
        if not signed and not _leads_on(app, screen, button):
            _refuse_unsigned(screen)
        return app.tap(button, purpose)
    try:
        return app.tap(button, purpose)
    except ActionRefused as refusal:
        graver = refusal.effect is Effect.CONTACT and purpose in {Effect.OWN, Effect.DRAFT}
        if not graver or Effect.CONTACT not in app.allowed:
            raise
        screen = app.again()
        named = _named(screen, button)
        if _REACHES.search(named) or not _OF_ONES_OWN.search(named):
            raise
        if not signed and has_words(screen):
            _refuse_unsigned(screen)
        return app.tap(button, Effect.CONTACT)


def _named(screen: Screen, button: Node) -> str:
    """What a form is called: by its title, by what stands at its top, by its button.

    A sentence at the top explains, and a bare 发送 names nothing.
    """
    top = [n.text for n in screen.nodes if n.text and n.bounds.bottom <= NAME_DEPTH]
    names = [words for words in top if len(plain(words)) <= LONGEST_NAME]
    label = plain(screen.label(button))
    return " ".join((screen.title, *names, "" if label in _BARE else label))


def _leads_on(app: App, screen: Screen, button: Node) -> bool:
    """A step of a form that only goes on to the next one."""
    words = plain(screen.label(button))
    return app.lexicon.says("next_button", words) and not app.lexicon.says("submit_button", words)


def _refuse_unsigned(screen: Screen) -> None:
    if unsigned(screen):
        raise ActionRefused(Effect.CONTACT, "表单会送到工作人员,而所填内容未能写明是测试,未提交")


def _continues(app: App, before: Screen, after: Screen, sign: str) -> bool:
    """The tap led to the next step of the same form, or to a question whether to go on."""
    if before.digest == after.digest or app.lexicon.says("success", after.text):
        return False
    if stands_there(after) > stands_there(before):
        return False  # what was written stands there: it was sent, and is not sent again
    if _asks_whether(app, before, after):
        return True
    typed = [f for f in fields(after) if not searches(f.name)]
    asked = typed or option_groups(after, app.lexicon) or promises(after)
    more = bool(asked) or is_next_step(before, after)
    return more and sender(app, after, sign) is not None


def _to_check(before: Screen, after: Screen) -> bool:
    """What was filled in came up once more, to be read and confirmed (请核对信息 … 确认无误)."""
    if on_top(before) or not on_top(after):
        return False
    return any(_CORRECT.search(plain(after.label(n))) for n in top_controls(after) if n.clickable)


def _asks_whether(app: App, before: Screen, after: Screen) -> bool:
    """A question came up over the form whether to send it: it takes a yes and a no.

    One that names what is missing (a card, a login) or would drop the form wants something else.
    """
    if on_top(before) or not on_top(after):
        return False
    said = " ".join(node.text for node in on_top(after))
    if _LEAVES.search(said):
        return False
    if any(app.lexicon.says(wall, said) for wall in ("card_wall", "login_wall", "identity_wall")):
        return False
    labels = [plain(after.label(n)) for n in top_controls(after) if n.clickable]
    declines = any(app.lexicon.says("disagree_button", label) for label in labels)
    return declines and any(_ASSENT.search(label) for label in labels)
