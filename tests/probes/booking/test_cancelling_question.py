"""The question whether to cancel is answered by its button, not by the words that head it."""

from __future__ import annotations

import pytest

from devices.model import Role, Screen
from probes.flows.booking.giving_back import _reasons, sure_control
from probes.flows.forms.choices import option_groups
from probes.lexicon import load_lexicon
from tests.probes.sketch import Sketch, reader


def question(heading: str, *buttons: str, tapped: bool = True) -> Screen:
    sketch = Sketch("预约详情")
    dialog = sketch.add(Role.DIALOG)
    sketch.text(heading, "取消后号源将释放", parent=dialog)
    for number, words in enumerate(buttons):
        box = (20.0 + 160 * number, 300.0, 150.0, 40.0)
        role = Role.BUTTON if tapped else Role.TEXT
        sketch.add(role, words, box=box, parent=dialog, clickable=tapped)
    return sketch.screen()


@pytest.mark.parametrize(
    ("heading", "buttons", "tapped", "sure"),
    [
        ("取消预约", ("暂不取消", "确定取消"), True, "确定取消"),
        ("取消预约", ("再想想", "确定"), True, "确定"),
        ("取消挂号", ("返回", "确认取消该预约"), True, "确认取消该预约"),
        ("提示", ("再想想", "取消预约"), False, "取消预约"),
    ],
)
def test_a_button_says_yes_before_mere_words_do(
    heading: str, buttons: tuple[str, ...], tapped: bool, sure: str
) -> None:
    screen = question(heading, *buttons, tapped=tapped)
    control = sure_control(reader(), screen)
    assert control is not None
    assert screen.label(control) == sure
    assert control.clickable is tapped


def test_what_leaves_or_goes_on_answers_no_question() -> None:
    def groups(*words: str) -> list[list[str]]:
        sketch = Sketch("问卷")
        row = sketch.add(Role.GROUP)
        for number, word in enumerate(words):
            box = (20.0 + 110 * number, 200.0, 100.0, 36.0)
            sketch.add(Role.TEXT, word, box=box, parent=row, clickable=True)
        screen = sketch.screen()
        return [[screen.label(n) for n in g] for g in option_groups(screen, load_lexicon())]

    assert groups("暂不取消", "保留预约") == []
    assert groups("上一步", "下一步") == []
    assert groups("既往病史 请选择 ›", "过敏史 请选择 ›") == []
    assert groups("行程有变", "挂错科室", "下一步") == [["行程有变", "挂错科室"]]


@pytest.mark.parametrize("tapped", [True, False])
def test_a_reason_is_a_line_of_the_sheet_and_not_its_heading(tapped: bool) -> None:
    screen = question("请选择取消原因", "个人原因", "取消", tapped=tapped)
    lines = [screen.label(n) for n in _reasons(screen)]
    assert "个人原因" in lines
    assert "请选择取消原因" not in lines
    assert "取消" not in lines
    if tapped:
        assert lines == ["个人原因"]
