"""What a person reads on a control, from the words inside it."""

from __future__ import annotations

import pytest

from devices.model import Node, Rect, Role, Screen


def label(*parts: tuple[str, tuple[float, float, float, float]]) -> str:
    """The label of an entry with these words, each in its box."""
    entry = Node(0, -1, Role.GROUP, Rect(26, 242, 82, 67), clickable=True)
    words = [
        Node(n, 0, Role.TEXT, Rect(*box), text) for n, (text, box) in enumerate(parts, start=1)
    ]
    screen = Screen("http://h.test/", "", (entry, *words), 390, 844)
    return screen.label(entry)


NAME = ("预约挂号", (41, 290, 52, 19))


def test_a_character_that_is_drawn_as_a_picture_is_no_part_of_the_name() -> None:
    assert label(("挂", (46, 242, 42, 42)), NAME) == "预约挂号"


@pytest.mark.parametrize(
    ("first", "name", "said"),
    [
        (("确", (40, 290, 16, 19)), ("认支付", (56, 290, 48, 19)), "确 认支付"),
        (("余", (46, 242, 42, 42)), ("3", (41, 290, 52, 19)), "余 3"),
        (("内", (46, 242, 42, 42)), ("科", (41, 290, 52, 19)), "内 科"),
        (("挂", (46, 242, 120, 42)), NAME, "挂 预约挂号"),
    ],
    ids=["inline", "a count", "a broken word", "a line"],
)
def test_other_single_characters_are(
    first: tuple[str, tuple[float, float, float, float]],
    name: tuple[str, tuple[float, float, float, float]],
    said: str,
) -> None:
    assert label(first, name) == said
