"""Settings that are kept by a button of their own, and those that are not kept at all."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from devices.errors import ActionRefused
from devices.model import Effect, Node, Role, Screen
from probes.app import App
from probes.flows.after_visit.settings import _candidates, _persists, _switches
from probes.lexicon import joined, load_lexicon
from probes.model import Cause
from tests.probes.sketch import Sketch, lines, mapped, place

ANY = frozenset(Effect)


class Settings:
    """Two kinds of messages to tick; what is ticked is lost unless it was saved."""

    def __init__(self, *, keeps: bool = True, save: str = "保 存") -> None:
        self.kept = self.ticked = True
        self.keeps, self.save, self.pressed = keeps, save, 0
        self.first, self.first_is_free = "停诊通知", False
        self.lexicon, self.memory, self.allowed = load_lexicon(), dict[str, Any](), ANY
        self.home, self.there = (
            place("home", lines("首页")),
            place("p", self.again(), ("消息设置",)),
        )
        self.map = mapped(self.home, self.there)

    def again(self) -> Screen:
        sketch = Sketch("消息设置")
        for words, checked, free in (
            (self.first, True, self.first_is_free),
            ("健康宣教", self.ticked, True),
        ):
            y = 100 if words == self.first else 200
            sketch.text(words, box=(16, y, 200, 30))
            sketch.tick(checked, box=(300, y, 30, 30), enabled=free)
        if self.save:
            sketch.button(self.save, box=(16, 400, 340, 44))
        return sketch.screen()

    def visit(self, where: object) -> Screen:
        self.ticked = self.kept
        return self.again()

    def tap(self, node: Node, purpose: Effect) -> Screen:
        if node.role is Role.CHECKBOX and node.enabled:
            self.ticked = not self.ticked
            if not self.save:
                self.kept = self.ticked
        elif node.text == self.save:
            self.pressed += 1
            if Effect.OWN not in self.allowed:
                raise ActionRefused(Effect.OWN, "未允许")
            if self.keeps:
                self.kept = self.ticked
        return self.again()

    def app(self) -> App:
        parts = {name: getattr(self, name) for name in ("lexicon", "memory", "map", "allowed")}
        parts |= {name: getattr(self, name) for name in ("again", "visit", "tap")}
        parts["show"] = parts["show_place"] = lambda *args: "e1"
        return cast(App, SimpleNamespace(**parts))


@pytest.mark.parametrize(
    ("settings", "truth", "pressed"),
    [
        (Settings(), True, 2),
        (Settings(save="保存设置"), True, 2),
        (Settings(save=""), True, 0),
        (Settings(keeps=False), False, 1),
    ],
)
def test_what_must_be_saved_is_saved_and_looked_at_again(
    settings: Settings, truth: bool, pressed: int
) -> None:
    assert _persists(settings.app(), settings.there).truth is truth
    assert settings.pressed == pressed
    assert settings.kept  # as it was before


def test_what_may_not_be_saved_stays_open() -> None:
    settings = Settings()
    settings.allowed = frozenset()
    found = _persists(settings.app(), settings.there)
    assert (found.truth, found.cause) == (None, Cause.NOT_ALLOWED)


@pytest.mark.parametrize(
    ("label", "word"),
    [("保 存", "保存"), ("提 交 订 单", "提交订单"), ("姓名 张三", "姓名 张三"), ("保存", "保存")],
)
def test_letters_that_stand_apart_are_one_word(label: str, word: str) -> None:
    assert joined(label) == word
    assert load_lexicon().says("submit_button", "保 存")


def test_a_switch_under_a_heading_of_what_cannot_be_turned_off_is_tried_last() -> None:
    sketch = Sketch("消息设置")
    sketch.text("重要通知(不可关闭)", box=(16, 60, 300, 24))
    sketch.text("检查报告", box=(16, 120, 200, 30))
    sketch.tick(True, role=Role.SWITCH, box=(300, 120, 50, 30))
    sketch.text("其他通知", box=(16, 200, 300, 24))
    sketch.text("健康宣教", box=(16, 260, 200, 30))
    sketch.tick(True, role=Role.SWITCH, box=(300, 260, 50, 30))
    screen = sketch.screen()
    words = [words.strip() for words, _ in _candidates(screen, _switches(screen))]
    assert words == ["健康宣教", "检查报告"]


def test_a_switch_that_is_locked_gives_way_to_the_next_one() -> None:
    settings = Settings(save="")
    tap = settings.tap
    settings.tap = lambda node, purpose: (  # type: ignore[method-assign]
        settings.again() if node.bounds.y < 150 else tap(node, purpose)
    )
    settings.first, settings.first_is_free = "报告通知", True
    assert _persists(settings.app(), settings.there).truth is True


def test_an_app_whose_page_forgets_hears_last_how_it_was() -> None:
    settings = Settings(save="")
    heard: list[bool] = []
    tap = settings.tap

    def forgetful(node: Node, purpose: Effect) -> Screen:
        tap(node, purpose)
        heard.append(settings.ticked)
        settings.kept = True
        return settings.again()

    settings.tap = forgetful  # type: ignore[method-assign]
    assert _persists(settings.app(), settings.there).truth is False
    assert heard[0] is False
    assert heard[-1] is True
