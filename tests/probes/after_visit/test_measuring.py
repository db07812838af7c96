"""Measured values: what the app says it took in must stand there afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import pytest

from devices.model import Effect, Events, Node, Screen
from probes.app import App, LoginState
from probes.appmap import Place
from probes.finder import Finder
from probes.flows.after_visit.measuring import monitoring
from probes.lexicon import load_lexicon
from tests.probes.sketch import TEST_ACCOUNT, Sketch, explored, lines, mapped, place, way

OLD = ["11-24 07:10", "138/86", "7.9"]
NEW = ["11-26 21:30", "120/78", "—"]


HEADING = "历次测量"


def page(rows: Sequence[str], toast: str = "", heading: str = HEADING) -> Screen:
    sketch = Sketch("血压记录")
    for name in ("收缩压", "舒张压"):
        sketch.text(name)
        sketch.field("mmHg", kind="number")
    sketch.button("保存")
    sketch.text(heading, *rows)
    return sketch.screen(events=Events(toasts=(toast,) if toast else ()))


class Diary:
    """An app with one form for blood pressure that says 保存成功, whatever it keeps."""

    def __init__(
        self,
        before: Sequence[str],
        after: Sequence[str],
        silent: Screen | None = None,
        heading: str = HEADING,
    ) -> None:
        """silent: the page that comes of sending without a word; heading: of the list."""
        self.before, self.after, self.silent, self.heading = before, after, silent, heading
        home = place("home", lines("欢迎使用示范医院", title="首页"))
        form = place("form", self.page(before), ("血压记录",))
        self.map = mapped(home, form, ways=(way("血压记录", "form"),))
        self.lexicon, self.account, self.allowed = load_lexicon(), TEST_ACCOUNT, frozenset(Effect)
        self.memory: dict[str, object] = {}
        self.login = LoginState(None, "已登录")
        self.sent = False
        self.screen = home.screen

    def page(self, rows: Sequence[str], toast: str = "") -> Screen:
        return page(rows, toast, self.heading)

    def finder(self, of: object = None) -> Finder:
        return Finder(self.lexicon, self.map)

    def visit(self, target: Place) -> Screen:
        rows = self.after if self.sent else self.before
        self.screen = self.page(rows) if target.id == "form" else target.screen
        return self.screen

    def again(self) -> Screen:
        return self.screen

    def tap(self, node: Node, purpose: Effect = Effect.READ, **_: bool) -> Screen:
        if self.screen.label(node) == "保存":
            self.sent = True
            self.screen = self.silent or self.page(self.before, "保存成功")
        return self.screen

    def fill(self, node: Node, text: str) -> Screen:
        return self.screen

    def show(self, nodes: object = (), note: str = "") -> str:
        return "e1"

    def show_place(self, target: Place, nodes: object = (), note: str = "") -> str:
        return "e2"


@pytest.mark.parametrize(
    ("before", "after", "truth"),
    [
        (OLD, NEW + OLD, True),
        (OLD, OLD, False),  # thanked for and forgotten
        (["暂无记录"], ["暂无记录"], False),  # the page itself says that nothing is kept
        (["暂无记录"], NEW, True),
        (["暂无绑定设备"], ["暂无绑定设备"], True),
        ([], [], True),  # an app that lists nothing cannot show it
    ],
)
def test_what_was_thanked_for_must_stand_in_the_list(
    before: list[str], after: list[str], truth: bool
) -> None:
    found = monitoring(cast(App, Diary(before, after)))
    assert found.truth is truth


@pytest.mark.parametrize(
    ("after", "truth"),
    [
        ([*NEW, *OLD], True),
        (OLD, None),
        (["11-26 21:30", "更新于今天", *OLD], None),  # a new time is no value that was sent
    ],
)
def test_what_was_taken_in_without_a_word_stands_in_the_list(
    after: list[str], truth: bool | None
) -> None:
    gone = lines("我的健康", "记录是健康的开始", title="健康首页")
    found = monitoring(cast(App, Diary(OLD, after, gone)))
    assert found.truth is truth


@pytest.mark.parametrize(("after", "truth"), [(NEW, True), (["暂无记录"], None)])
def test_where_values_are_written_down_the_page_is_no_other_matter(
    after: list[str], truth: bool | None
) -> None:
    """Whatever words it does without (自测, 录入): a form that took them in is not absent."""
    gone = lines("我的健康", "健康首页")
    found = monitoring(cast(App, Diary(["暂无记录"], after, gone, heading="历史")))
    assert found.truth is truth


@pytest.mark.parametrize(
    ("heading", "hint", "truth"),
    [
        ("健康打卡", "数值 如 120/80", None),
        ("健康打卡", "备注", False),
        ("基本资料", "数值", False),
    ],
)
def test_a_place_to_fill_in_below_its_heading_is_not_denied(
    heading: str, hint: str, truth: bool | None
) -> None:
    """On a page of another name, sent by a word that may as well open a list (记录)."""
    sketch = Sketch("健康档案")
    sketch.text("姓名 张三", heading)
    sketch.field(hint)
    sketch.text("记录", clickable=True)
    home = place("home", lines("欢迎使用", "本院始建于一九五二年"))
    archive = place("archive", sketch.screen(), ("健康档案",))
    app = explored(mapped(home, archive, ways=(way("健康档案", "archive"),)))
    assert monitoring(app).truth is truth


@pytest.mark.parametrize(
    ("field", "rows", "tried"),
    [
        ("收缩压", ("11-24 07:10 138/86", "11-23 07:25 128/80"), True),
        (
            "收缩压",
            ("随访护士:王敏",),
            False,
        ),  # a form of a follow-up asks for it once and keeps nothing
        ("姓名", ("11-24 07:10 138/86", "11-23 07:25 128/80"), False),
    ],
)
def test_a_form_over_its_readings_measures_whatever_it_is_called(
    field: str, rows: tuple[str, ...], tried: bool
) -> None:
    """血压随访 is the name of a follow-up; what it lists and asks for is a diary."""
    sketch = Sketch("血压随访")
    sketch.text(*rows)
    sketch.text(field)
    sketch.field("mmHg", kind="number")
    sketch.button("保存")
    page = place("form", sketch.screen(), ("血压随访",))
    known = mapped(place("home", lines("首页")), page, ways=(way("血压随访", "form"),))
    found = monitoring(explored(known))
    assert (found.truth is None) is tried, found.reason
