"""A line to touch is a message where somebody is talked to, and a question to open elsewhere."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from devices.driver import GuardedDevice
from devices.errors import ActionRefused
from devices.guard.guarding import Admission, Guard
from devices.ledger import Ledger
from devices.model import Action, Effect, Gesture, Rect, Role, Screen
from tests.devices.test_guard import BOOKING, CONTACT, EVERYTHING, READ, RULES, Sketch, judged

ASKED = ["怎么取消预约?", "住院病历可以邮寄吗?", "代煎的药多久能拿到?", "发票丢了", "预约挂号"]


def talk(
    title: str = "在线客服", hint: str = "请输入您要咨询的内容", sends: str = "发送"
) -> Sketch:
    """A page with lines to touch above a field at its foot, a control beside that sends."""
    sketch = Sketch(title)
    sketch.add(title, bounds=Rect(100, 10, 190, 26), font=18.0)
    for words in ASKED:
        sketch.add(words, clickable=True)
    field = Rect(44, 800, 270, 34)
    sketch.add("", Role.FIELD, hint=hint, editable=True, clickable=True, kind="text", bounds=field)
    if sends:
        sketch.add(sends, clickable=True, bounds=Rect(326, 800, 52, 31))
    return sketch


def at(sketch: Sketch, words: str) -> int:
    return next(n.index for n in sketch.nodes if n.text == words and n.clickable)


@pytest.mark.parametrize("words", ASKED)
def test_a_bare_line_in_a_talk_reaches_somebody(words: str) -> None:
    assert judged(talk(), at(talk(), words)) is CONTACT
    waiting = talk(sends="")  # such a field shows what sends only when something is typed
    assert judged(waiting, at(waiting, words)) is CONTACT


@pytest.mark.parametrize("words", ["怎么取消预约?", "住院病历可以邮寄吗?", "发票丢了"])
@pytest.mark.parametrize(
    ("title", "hint", "sends"),
    [
        ("常见问题", "搜索问题", "搜索"),
        ("科普文章", "写评论", "发送"),
        ("登录", "请输入验证码", "发送"),
        ("智能导诊", "请描述您的症状", "发送"),
        ("常见问题", "请输入", ""),
    ],
)
def test_the_same_line_is_only_read_elsewhere(
    words: str, title: str, hint: str, sends: str
) -> None:
    page = talk(title, hint, sends)
    assert judged(page, at(page, words)) is READ


@pytest.mark.parametrize("words", ["查看更多", "返回", "历史记录", "首页"])
def test_what_leads_on_in_a_talk_is_no_message(words: str) -> None:
    sketch = talk()
    assert judged(sketch, sketch.add(words, clickable=True)) is READ


def test_cards_and_tabs_of_a_talk_lead_on() -> None:
    sketch = talk()
    card = sketch.add("", Role.GROUP, clickable=True)
    sketch.add("电子处方", parent=card)
    sketch.add("颗粒剂14剂 已审核", parent=card)
    assert judged(sketch, card) is READ
    assert judged(sketch, sketch.add("常见问题", Role.TAB, clickable=True)) is READ


def test_who_gives_a_slot_back_says_nothing_to_anybody(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "ledger.jsonl")
    ledger.enter("确认预约", "http://h.test/")
    sketch = talk()
    action = Action(Gesture.TAP, sketch.nodes[at(sketch, "怎么取消预约?")], purpose=BOOKING)
    with pytest.raises(ActionRefused) as refusal:
        Guard(EVERYTHING, RULES, ledger).admit(action, sketch.screen)
    assert refusal.value.effect is CONTACT


class Answering(GuardedDevice):
    """Lines to touch; each touch leaves `then` on the page, or in a dialog over it."""

    def __init__(
        self, guard: Guard, then: tuple[str, ...], *, over: bool = False, writes: bool = True
    ) -> None:
        super().__init__(guard)
        self.then, self.over, self.writes = then, over, writes
        self.now = screen(writes=writes)

    def _live(self, action: Action) -> tuple[Action, Screen]:
        assert action.node is not None
        return replace(action, node=self.now.nodes[action.node.index]), self.now

    def _touch(self, action: Action, admission: Admission) -> None:
        self.now = screen(*self.then, over=self.over, writes=self.writes)

    def _settled(self) -> Screen:
        return self.now


def screen(*more: str, over: bool = False, writes: bool = True) -> Screen:
    sketch = Sketch("小助手")
    for words in ("怎么取消预约?", "发票在哪里打印?", "头痛"):
        sketch.add(words, clickable=True)
    sketch.add("请问您想了解什么")
    if writes:
        sketch.add("", Role.FIELD, hint="请输入", editable=True, kind="text")
    parent = sketch.add("", Role.DIALOG) if over else -1
    for words in more:
        sketch.add(words, parent=parent)
    return sketch.screen


@pytest.mark.parametrize(("over", "writes"), [(True, True), (False, False)])
def test_what_opens_under_its_own_name_was_not_said(*, over: bool, writes: bool) -> None:
    """The heading of a dialog, or of a section where nothing can be written."""
    guard = Guard(EVERYTHING, RULES, None)
    then = ("怎么取消预约?", "在我的预约里打开订单,点击取消即可")
    device = Answering(guard, then, over=over, writes=writes)
    device.perform(Action(Gesture.TAP, device.now.nodes[0]))
    left = screen(writes=writes)
    assert guard.judge(Action(Gesture.TAP, left.nodes[1]), left) is READ


@pytest.mark.parametrize(
    ("nth", "then", "effect"),
    [
        (0, ("怎么取消预约?", "您的问题已收到,客服将尽快回复"), CONTACT),
        (2, ("头痛", "您的问题已收到,客服将尽快回复"), CONTACT),
        (0, ("在我的预约里打开订单,点击取消即可",), READ),
        (2, ("头痛",), READ),
        (0, (), READ),
    ],
)
def test_a_page_on_which_a_touched_line_was_said_is_a_talk(
    nth: int, then: tuple[str, ...], effect: Effect
) -> None:
    guard = Guard(EVERYTHING, RULES, None)
    device = Answering(guard, then)
    device.perform(Action(Gesture.TAP, screen().nodes[nth]))
    assert guard.judge(Action(Gesture.TAP, device.now.nodes[1]), device.now) is effect


@pytest.mark.parametrize(
    ("title", "says", "effect"),
    [
        ("智能问科", "我是导诊助手小燕", Effect.DRAFT),
        ("智能导诊", "请描述您的症状", Effect.DRAFT),
        ("导诊咨询", "护士将在十分钟内回复", CONTACT),
        ("智能客服", "您好,有什么可以帮您", CONTACT),
    ],
)
def test_what_is_sent_to_a_machine_that_sorts_symptoms_reaches_nobody(
    title: str, says: str, effect: Effect
) -> None:
    page = talk(title, "描述症状,如:胸闷三天")
    page.add(says)
    assert judged(page, at(page, "发送")) is effect
