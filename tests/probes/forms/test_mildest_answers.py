"""Nobody is alarmed by an answer that a tester gave."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from devices.model import Node, Role, Screen
from probes.flows.forms.mildest import mildest
from probes.lexicon import load_lexicon
from tests.probes.sketch import Sketch

LEXICON = load_lexicon()


def inline(answers: Sequence[str], around: bool) -> tuple[Screen, list[Node]]:
    """Radios in one line; the words of each stand in the label around it, or right of it."""
    sketch = Sketch("随访表")
    sketch.text("是否有伤害自己的想法", box=(22, 100, 346, 24))
    found = []
    for nth, answer in enumerate(answers):
        x = 22.0 + 90 * nth
        if around:
            label = sketch.text(answer, box=(x, 129, 80, 24), clickable=True)
            found.append(sketch.tick(role=Role.RADIO, box=(x, 133, 13, 13), parent=label))
        else:
            found.append(sketch.tick(role=Role.RADIO, box=(x, 133, 13, 13)))
            sketch.text(answer, box=(x + 18, 129, 60, 24))
    screen = sketch.screen()
    return screen, [screen.nodes[index] for index in found]


@pytest.mark.parametrize("around", [True, False])
@pytest.mark.parametrize(
    ("answers", "given"),
    [
        (("规律服药", "偶尔漏服", "已自行停药"), 0),
        (("经常", "偶尔", "没有"), 2),
        (("不满意", "一般", "满意"), 2),
        (("几乎每天", "有几天", "完全不会"), 2),
        (("是", "否"), 1),  # of a question about harm
        (("A 类", "B 类", "C 类", "D 类", "E 类"), 0),
    ],
)
def test_small_buttons_beside_words_are_no_stars(
    answers: Sequence[str], given: int, around: bool
) -> None:
    screen, group = inline(answers, around)
    assert mildest(screen, group, LEXICON) is group[given]


def test_of_stars_that_the_tree_calls_radios_all_are_given() -> None:
    sketch = Sketch("就诊评价")
    sketch.text("服务态度", box=(16, 100, 80, 24))
    for nth in range(5):
        sketch.tick(role=Role.RADIO, box=(110 + 40.0 * nth, 96, 32, 32))
    screen = sketch.screen()
    group = [n for n in screen.nodes if n.role is Role.RADIO]
    assert mildest(screen, group, LEXICON) is group[-1]


def test_of_answers_to_touch_the_one_that_says_all_is_well_is_given() -> None:
    sketch = Sketch("健康自测")
    sketch.button("偶尔", "从不")
    screen = sketch.screen()
    group = [n for n in screen.nodes if n.clickable]
    assert screen.label(mildest(screen, group, LEXICON)) == "从不"


@pytest.mark.parametrize(
    ("title", "question", "given"),
    [
        ("居家跌倒风险自评", "1. 过去一年摔过跤吗 *", "否"),
        ("居家跌倒风险自评", "2. 能够自己上下楼梯吗 *", "是"),
        ("图文问诊", "是否在本院就诊过 *", "是"),
    ],
)
def test_in_a_test_for_risks_no_risk_is_said_to_be_there(
    title: str, question: str, given: str
) -> None:
    sketch = Sketch(title)
    sketch.text(question)
    sketch.button("是", "否")
    screen = sketch.screen()
    group = [n for n in screen.nodes if n.clickable]
    assert screen.label(mildest(screen, group, LEXICON)) == given
