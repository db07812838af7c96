"""Trying one way to log in: does its control lead on, does its captcha really hold one back?"""

from __future__ import annotations

import re
import time
from contextlib import suppress

from devices.errors import ActionRefused, NodeCovered, StaleNode
from devices.model import Effect, Node, Screen
from probes.app import App
from probes.finding import Finding, no, unknown, yes
from probes.flows.access.login import login_button
from probes.flows.forms.choices import tap_as_draft
from probes.flows.forms.submitting import Answer, Reply, fields, read_reply, tick, value_for
from probes.flows.places.content import frame
from probes.flows.screens.walls import is_login
from probes.hollow import Hollow, judge
from probes.lexicon import plain
from probes.model import Cause, ProofLevel

PAUSE_S = 1.0
BAR = 44
"""Height of a title bar (px): what stands in it does not belong to the page."""
WRONG = "0000"
_CAPTCHA = re.compile("图形|图片|图中|验证码|校验码|字符|滑块|拼图")
_REFUSED = {Answer.FAILURE, Answer.PLACEHOLDER}
_ON = re.compile(
    "开始|识别|验证|通过|确认|确定|登录|登\\s录|授权|允许|同意|进入|提交|完成|下一步|继续|认证"
)
_OTHER = re.compile("返回|其[他它]|密码|短信|验证码|账号|切换|忘记|重置|注册|取消|重新|手机")
_IN = re.compile("登[录陆]成功|已登[录陆]|欢迎回来")
DOTS, PATTERN = 9, 5
_DEAD = {Hollow.ERROR, Hollow.FAILED, Hollow.PLACEHOLDER, Hollow.WINDOW}


def judge_tap(app: App, screen: Screen, node: Node, name: str) -> Finding:
    """L2: the control is tapped (twice if nothing happens) and must lead on."""
    after, reply = _tapped(app, screen, node)
    if reply.answer is Answer.VALIDATION and app.lexicon.says("must_agree", reply.words):
        tick(app)
        after, reply = _tapped(app, app.again(), node)
    elif reply.answer is Answer.NOTHING and not after.events.external:
        after, reply = _tapped(app, app.again(), node)
        if reply.answer is Answer.NOTHING:
            time.sleep(PAUSE_S)  # some answer only after their spinner
            after = app.again()
            reply = read_reply(app, screen, after)
    shown = [app.show((), f"{name}:点击后")]
    words = f"{name}:点击后{reply.answer.value}“{reply.words[:40]}”"
    if reply.answer in _REFUSED:
        return no(words, shown, ProofLevel.L2)
    if after.events.external:
        return yes(f"{name}:转到外部认证", shown, ProofLevel.L2)
    if reply.answer is Answer.NOTHING:
        return no(f"{name}:点击没有任何反应(两次)", shown, ProofLevel.L2)
    if is_login(app, after):
        return unknown(Cause.NOT_CONCLUSIVE, f"{words},仍在登录页", shown)
    return _judge_page(app, after, reply, name, shown)


def _tapped(app: App, screen: Screen, node: Node) -> tuple[Screen, Reply]:
    after = tap_as_draft(app, node)
    return after, read_reply(app, screen, after)


def _judge_page(app: App, page: Screen, reply: Reply, name: str, shown: list[str]) -> Finding:
    """A page of its own: it must have something on it, and its control must not be refused."""
    verdict = judge(page, frame(app, app.visitor_map), app.lexicon)
    if verdict.hollow in _DEAD:
        return no(f"{name}:{verdict.hollow.value}“{verdict.words[:40]}”", shown, ProofLevel.L2)
    if verdict.hollow is not None:
        return unknown(Cause.NOT_CONCLUSIVE, f"{name}:{verdict.hollow.value}", shown)
    said = " ".join(page.events.spoken)
    told = app.lexicon.says("success", said) or _IN.search(reply.words)
    let_in = _IN.search(page.text)
    if let_in or (reply.answer is Answer.SUCCESS and told):
        words = let_in.group() if let_in else reply.words[:40]
        return yes(f"{name}:“{words}”", shown, ProofLevel.L2)
    screen = _drawn(app, page)
    onward = [n for n in screen.nodes if _leads_on(screen, n)]
    if not onward:
        return yes(f"{name}:可用", shown, ProofLevel.L2)
    return _judge_onward(app, onward[-1], name, shown)


def _judge_onward(app: App, node: Node, name: str, shown: list[str]) -> Finding:
    """The page's own control takes one on, or says what is wrong; its failing or silence is none.

    A pattern or a face that the app does not know may be refused: then the way works.
    """
    before = app.again()
    after, reply = _tapped(app, before, node)
    if reply.answer is Answer.NOTHING and not after.events.external:
        time.sleep(PAUSE_S)
        after = app.again()
        reply = read_reply(app, before, after)
    evidence = [*shown, app.show((), f"{name}:继续后")]
    words = f"{name}:继续后{reply.answer.value}“{reply.words[:40]}”"
    if reply.answer in _REFUSED:
        return no(words, evidence, ProofLevel.L2)
    if reply.answer is Answer.NOTHING and not after.events.external:
        return unknown(Cause.NOT_CONCLUSIVE, words, evidence)
    return yes(f"{name}:可用({reply.answer.value}“{reply.words[:20]}”)", evidence, ProofLevel.L2)


def _drawn(app: App, page: Screen) -> Screen:
    """The page once a pattern was drawn, where it has a pad: nine wordless boxes of one size."""
    boxes: dict[tuple[int, int], list[Node]] = {}
    for node in page.nodes:
        if node.clickable and not node.covered and not page.label(node):
            boxes.setdefault((round(node.bounds.w), round(node.bounds.h)), []).append(node)
    pad = next((dots for dots in boxes.values() if len(dots) == DOTS), [])
    with suppress(ActionRefused, NodeCovered, StaleNode):
        for dot in pad[:PATTERN]:
            app.tap(dot, Effect.DRAFT)
    return app.again() if pad else page


def _leads_on(page: Screen, node: Node) -> bool:
    label = plain(page.label(node))
    inside = node.clickable and not node.covered and node.bounds.y > BAR
    named = _ON.search(label) is not None and _OTHER.search(label) is None
    return inside and len(label) <= 10 and named


def judge_captcha(app: App, name: str) -> Finding:
    """L2: wrong characters do not let one in, and the form says that it is because of them."""
    screen = app.again()
    for field in fields(screen):
        words = value_for(app, field) or WRONG
        live = next((f.node for f in fields(app.again()) if f.name == field.name), None)
        if live is not None and live.editable:
            app.fill(live, words)
    tick(app)
    screen = app.again()
    button = login_button(app, screen)
    shown = [app.show([button] if button else (), f"{name}:图形验证码")]
    if button is None:
        return unknown(Cause.NOT_CONCLUSIVE, f"{name}:未见登录按钮", shown)
    _, reply = _tapped(app, screen, button)
    shown.append(app.show((), f"{name}:填错图形验证码提交后"))
    words = f"{name}:填错图形验证码,提交后{reply.answer.value}“{reply.words[:40]}”"
    if reply.answer in _REFUSED:
        return no(words, shown, ProofLevel.L2)
    if reply.answer is Answer.VALIDATION and _CAPTCHA.search(reply.words):
        return yes(words, shown, ProofLevel.L2)
    return unknown(Cause.NOT_CONCLUSIVE, words, shown)
