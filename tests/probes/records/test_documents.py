"""Which control of a document hands it over as a file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from devices.model import Effect, Node, Screen
from probes.appmap import Arrival
from probes.flows.records.documents import _control, _only_button, downloaded
from probes.lexicon import load_lexicon
from tests.probes.drawn import drawn
from tests.probes.sketch import Sketch, mapped, place, reader

REPORT = load_lexicon().functions["lab_report"]


@pytest.mark.parametrize(
    "words", ["下载报告", "保存化验报告", "保存电子胶片", "导出 PDF", "获取检验单"]
)
def test_a_control_that_offers_the_file(words: str) -> None:
    sketch = Sketch("化验报告")
    sketch.text("葡萄糖 5.1 mmol/L 参考值 3.9-6.1")
    sketch.button(words)
    screen = sketch.screen()
    assert _control(reader(screen), screen) is not None


@pytest.mark.parametrize("words", ["保存修改", "查看结果", "提交"])
def test_a_control_that_offers_something_else(words: str) -> None:
    sketch = Sketch("化验报告")
    sketch.button(words)
    screen = sketch.screen()
    assert _control(reader(screen), screen) is None


def test_the_one_control_of_a_document_is_worth_a_tap() -> None:
    def only(*names: str) -> str:
        sketch = Sketch("化验报告")
        sketch.text("葡萄糖 5.1 mmol/L 参考值 3.9-6.1")
        sketch.button(*names)
        screen = sketch.screen()
        app = reader(screen)
        app.map = mapped(place("report", screen))  # type: ignore[misc]
        found = _only_button(app, screen, REPORT)
        return found.text if found else ""

    assert only("返回首页", "留一份") == "留一份"
    assert only("留一份", "看一看") == ""
    assert only("拨打电话") == ""


def test_a_download_that_exploring_was_held_back_from_is_tried(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where codes stand for deeds, the one that fetches a file looks like any other."""
    rows = ["票据代码 11060826", "票据号 0048213377", "¥21.50", "下载 ! 文件生成失败"]
    pages = {
        "首页": ["电子票据 > 电子票据", "本院欢迎您"],
        "电子票据": [*rows, "发到邮箱 > 电子票据#2"],
        "电子票据#2": [*rows, "? 接收邮箱", "取消 > 电子票据"],
    }
    app = drawn(tmp_path, pages, allow=frozenset({Effect.OWN}))
    app.map.ways[:] = [
        replace(way, arrival=Arrival.REFUSED, words="已拦下", held=True)
        if way.label == "下载"
        else way
        for way in app.map.ways
    ]
    touched: list[str] = []
    tap = app.session.tap

    def noted(node: Node, *more: Any, **named: Any) -> Screen:
        touched.append(app.session.screen.label(node))
        return tap(node, *more, **named)

    monkeypatch.setattr(app.session, "tap", noted)
    downloaded(app, "e_invoice")
    assert "下载" in touched
