"""Filling in and sending: sheets with wheels, questions with radios, silence and its meaning."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import cast

import pytest

from devices.errors import NodeCovered
from devices.model import Effect, Events, Node, Role, Screen
from probes.app import App
from probes.appmap import AppMap
from probes.finding import Finding
from probes.flows.forms.choices import option_groups, pick_options
from probes.flows.forms.filling import fill_in
from probes.flows.forms.submitting import Answer, Reply, send, sent_finding
from probes.flows.screens import waiting
from probes.flows.screens.fields import picker_name, pickers
from probes.lexicon import load_lexicon
from probes.model import Cause
from tests.probes.sketch import TEST_ACCOUNT, Sketch, touched

LEXICON = load_lexicon()


class Script:
    """An app whose screens follow from what was tapped: label or index → next screen."""

    def __init__(self, first: str, screens: dict[str, tuple[Screen, dict[str, str]]]) -> None:
        self.at = first
        self.screens = screens
        self.tapped: list[str] = []
        self.covered: set[int] = set()
        self.lexicon = LEXICON
        self.account = TEST_ACCOUNT
        self.allowed = frozenset({Effect.OWN})
        self.memory: dict[str, object] = {}

    def again(self) -> Screen:
        return self.screens[self.at][0]

    def tap(self, node: Node, purpose: Effect = Effect.READ, **_: bool) -> Screen:
        if node.index in self.covered:
            raise NodeCovered("挡住")
        label = self.again().label(node)
        self.tapped.append(label)
        self.at = self.screens[self.at][1].get(label, self.at)
        return self.again()

    def show(self, nodes: object = (), note: str = "") -> str:
        return "e1"


def app_of(script: Script) -> App:
    return cast(App, script)


def sheet(value: str, open_: bool = False) -> Screen:
    """A form with one picker, and its wheel sheet over it."""
    sketch = Sketch("入院信息")
    sketch.text("婚姻状况", box=(16, 100, 80, 24))
    row = sketch.add(Role.GROUP, clickable=True, box=(110, 100, 250, 24))
    sketch.text(value, box=(110, 100, 60, 24), parent=row)
    sketch.button("提交")
    if open_:
        dialog = sketch.add(Role.DIALOG, box=(0, 500, 375, 300))
        for number, words in enumerate(("✕", "取消", "确定", "请选择", "未婚", "已婚")):
            sketch.button(words, box=(0, 500 + 40 * number, 375, 40), parent=dialog)
    return sketch.screen()


WHEEL = {
    "asking": (sheet("请选择"), {"请选择": "open"}),
    "open": (sheet("请选择", open_=True), {"确定": "chosen", "取消": "asking"}),
    "chosen": (sheet("未婚"), {}),
}


class Closing(Script):
    """A sheet that is still closing lies over the rows for a look or two."""

    looks = 2

    def again(self) -> Screen:
        if self.at == "asking" and self.looks:
            self.looks -= 1
            screen = super().again()
            nodes = tuple(replace(node, covered=True) for node in screen.nodes)
            return replace(screen, nodes=nodes)
        return super().again()


def test_rows_under_a_sheet_that_is_closing_are_waited_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(waiting, "time", SimpleNamespace(sleep=lambda _: None))
    script = Closing("asking", WHEEL)
    fill_in(app_of(script))
    assert script.tapped == ["请选择", "未婚", "确定"]


class Picture(Script):
    """A form that takes a picture, too, and asks for an answer."""

    uploaded = 0

    def upload(self, node: Node) -> Screen:
        self.uploaded += 1
        return replace(self.again(), title="已上传")


def test_who_is_asked_to_choose_chooses_and_hands_no_picture_over() -> None:
    def form(words: str, chosen: bool) -> Screen:
        sketch = Sketch("预问诊")
        sketch.add(Role.FIELD, kind="file", clickable=True)
        row = sketch.add(Role.GROUP)
        sketch.button("是的,来过" if chosen else "来过", "没来过", parent=row)
        sketch.button("提交")
        return sketch.screen(events=Events(toasts=(words,) if words else ()))

    told = "请选择是否在本院就诊过"
    script = Picture(
        "form",
        {
            "form": (form("", False), {"提交": "asked"}),
            "asked": (form(told, False), {"来过": "chosen", "没来过": "chosen", "提交": "asked"}),
            "chosen": (form("", True), {"提交": "sent"}),
            "sent": (form("提交成功", True), {}),
        },
    )
    reply = send(app_of(script), Effect.OWN)
    assert isinstance(reply, Reply)
    assert (reply.answer, script.uploaded) == (Answer.SUCCESS, 0)


def test_a_wheel_is_turned_and_confirmed() -> None:
    script = Script("asking", WHEEL)
    fill_in(app_of(script))
    assert script.tapped == ["请选择", "未婚", "确定"]


def test_what_is_wanted_is_picked_where_it_is_offered() -> None:
    script = Script("asking", WHEEL)
    fill_in(app_of(script), lambda field: "已婚" if "婚姻" in field.name else None)
    assert script.tapped == ["请选择", "已婚", "确定"]


def test_a_sheet_that_cannot_be_confirmed_is_closed_again() -> None:
    screens = {**WHEEL, "open": (WHEEL["open"][0], {"取消": "asking"})}
    script = Script("asking", screens)
    fill_in(app_of(script))
    assert script.at == "asking"
    assert script.tapped[-1] == "取消"


def test_a_picker_that_only_says_choose_is_named_by_what_stands_beside_it() -> None:
    screen = sheet("请选择")
    assert picker_name(screen, pickers(screen)[0]) == "婚姻状况 请选择"


def questions(*asked: str, checked: bool = False) -> Screen:
    """A question left of its options, each option in a row of its own with radio and words."""
    sketch = Sketch("自评")
    for number, words in enumerate(asked):
        y = 100 + 100 * number
        block = sketch.add(Role.GROUP, box=(0, y, 375, 90))
        sketch.text(words, box=(16, y, 80, 24), parent=block)
        holder = sketch.add(Role.GROUP, box=(110, y, 200, 60), parent=block)
        for line, option in enumerate(("是", "否")):
            row = sketch.add(
                Role.GROUP, box=(110, y + 30 * line, 200, 28), parent=holder, clickable=True
            )
            sketch.tick(checked, Role.RADIO, box=(110, y + 30 * line, 200, 28), parent=row)
            sketch.text(option, box=(140, y + 30 * line, 60, 24), parent=row)
    sketch.button("提交")
    return sketch.screen()


def test_a_question_left_of_its_options_is_one_question() -> None:
    groups = option_groups(questions("是否吸烟", "是否饮酒"), LEXICON)
    assert [len(group) for group in groups] == [2, 2]


def test_stars_are_given_beside_the_question_of_which_visit_it_was() -> None:
    sketch = Sketch("就诊评价")
    sketch.tick(False, Role.RADIO, box=(16, 102, 346, 36))
    sketch.text("2026-11-26 眼底病科", box=(60, 109, 204, 22))
    row = sketch.add(Role.GROUP, box=(101, 190, 263, 26))
    for nth in range(5):
        star = sketch.add(Role.GROUP, box=(101 + 26 * nth, 190, 26, 26), parent=row, clickable=True)
        sketch.add(Role.IMAGE, image="star", box=(105 + 26 * nth, 194, 18, 18), parent=star)
    sketch.button("提交评价")
    assert [len(group) for group in option_groups(sketch.screen(), LEXICON)] == [1, 5]
    assert [len(group) for group in option_groups(sketch.screen(), LEXICON, False)] == [1]


def test_a_radio_that_its_row_covers_is_chosen_by_the_row() -> None:
    screen = questions("是否吸烟")
    script = Script("open", {"open": (screen, {"是": "chosen"}), "chosen": (screen, {})})
    script.covered = {n.index for n in screen.nodes if n.role is Role.RADIO}
    pick_options(app_of(script))
    assert script.tapped == ["是"]


class Toggles:
    """Questions answered by chips that a second touch takes back; each that is still open has
    a line of complaint under it, which goes once it is answered and lets the rest move up."""

    def __init__(self, count: int) -> None:
        self.answers: list[str] = [""] * count

    def again(self) -> Screen:
        sketch = Sketch("自测")
        y = 100.0
        for number, answer in enumerate(self.answers):
            sketch.text(f"{number + 1}. 是否有此情况?", box=(16, y, 300, 24))
            holder = sketch.add(Role.GROUP, box=(16, y + 26, 120, 40))
            for nth, words in enumerate(("是", "否")):
                box = (16.0 + 60 * nth, y + 26, 48.0, 36.0)
                sketch.button(words, box=box, parent=holder)
            y += 88 if answer else 112
        return sketch.screen()

    def tap(self, node: Node, purpose: Effect = Effect.READ, **_: bool) -> Screen:
        words, place = self.again().label(node), [n for n in self.again().nodes if n.clickable]
        number = [n.index for n in place].index(node.index) // 2
        self.answers[number] = "" if self.answers[number] == words else words
        return self.again()

    def fill(self, node: Node, text: str) -> Screen:
        return self.again()


def test_each_question_is_answered_once_however_the_rest_moves_up() -> None:
    page = Toggles(6)
    pick_options(touched(page, AppMap(), frozenset(Effect)))
    assert page.answers == ["否"] * 6


# sending


def form(value: str, events: Events | None = None) -> Screen:
    sketch = Sketch("意见反馈")
    sketch.field("请描述您的问题", value=value)
    sketch.button("提交")
    return sketch.screen(events=events or Events())


def test_silence_of_a_complete_form_counts_after_the_second_press() -> None:
    script = Script("form", {"form": (form("等候时间较长"), {})})
    reply = send(app_of(script), Effect.OWN)
    assert isinstance(reply, Reply)
    assert (reply.answer, script.tapped) == (Answer.NOTHING, ["提交", "提交"])
    assert sent_finding(app_of(script), "反馈", reply).truth is False


def test_silence_of_a_form_with_an_open_question_proves_nothing() -> None:
    script = Script("form", {"form": (questions("是否吸烟"), {})})
    reply = send(app_of(script), Effect.OWN)
    assert isinstance(reply, Finding)
    assert (reply.truth, reply.cause) == (None, Cause.NOT_CONCLUSIVE)


def test_what_is_asked_for_twice_in_the_same_words_is_not_tried_forever() -> None:
    said = Events(toasts=("请选择科室",))
    script = Script("form", {"form": (form("一般", said), {})})
    reply = send(app_of(script), Effect.OWN)
    assert isinstance(reply, Reply)
    assert reply.answer is Answer.VALIDATION
    assert script.tapped.count("提交") <= 2


def test_a_control_that_something_covers_is_a_fault_of_the_tool() -> None:
    script = Script("form", {"form": (form("一般"), {})})
    script.covered = {n.index for n in form("一般").nodes if n.text == "提交"}
    reply = send(app_of(script), Effect.OWN)
    assert isinstance(reply, Finding)
    assert reply.cause is Cause.DEVICE_FAILED


def test_a_captcha_that_is_asked_for_is_the_cause() -> None:
    app = SimpleNamespace(lexicon=LEXICON, memory={}, show=lambda nodes=(), note="": "e1")
    reply = Reply(Answer.VALIDATION, "请输入图形验证码", form("一般"))
    assert sent_finding(cast(App, app), "注册", reply).cause is Cause.CAPTCHA


def test_pickers_that_only_bear_an_arrow_are_told_apart_by_what_stands_beside_them() -> None:
    sketch = Sketch("我要反映")
    for nth, name in enumerate(("事由", "涉及科室")):
        sketch.text(name, box=(23, 80.0 + 43 * nth, 60, 17))
        sketch.button("请选择 ▾", box=(122, 77.0 + 43 * nth, 58, 21))
    screen = sketch.screen()
    names = [picker_name(screen, node) for node in pickers(screen)]
    assert [name.split()[0] for name in names] == ["事由", "涉及科室"]
