"""3.1.3: a control with the words of a download is an action, though the map has it as a place."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from auditor.walker import Walker
from devices.model import Download, Effect, Events, Role, Screen
from probes.appmap import Arrival
from probes.flows.records import documents
from probes.flows.records.documents import downloaded
from tests.probes.drawn import drawn
from tests.probes.sketch import Sketch, explored, mapped, place, way
from tests.probes.walked import openings, touches, walked

SITE = "http://saving.example/#/"


def picture() -> bytes:
    """An image as large, and as full of shades, as one of a lung."""
    kept = io.BytesIO()
    Image.radial_gradient("L").resize((900, 900)).save(kept, "JPEG")
    return kept.getvalue()


def page(title: str, *words: str, act: str, box: str = "") -> Screen:
    sketch = Sketch(title, SITE + title)
    sketch.text(*words, covered=bool(box))
    sketch.button(act, covered=bool(box))
    if box:
        sheet = sketch.add(Role.DIALOG, box=(40, 300, 300, 160))
        sketch.text(box, parent=sheet)
        sketch.button("取消", "等待", parent=sheet)
    return sketch.screen()


def app(folder: Path, file: bool) -> Walker:
    """An image whose control shows a box the first time, and hands the file over once more."""
    told = ("双肺纹理增多、模糊", "心影形态大小正常", "检查日期 2026-11-15")
    screens = {
        "home": page("首页", "本院欢迎您", "门诊时间为周一至周日", act="影像胶片"),
        "image": page("影像胶片", *told, act="保存影像图片"),
        "box": page("影像胶片", *told, act="保存影像图片", box="图片较大,生成需要一些时间," * 8),
    }
    got = Events(downloads=(Download("胸部.jpg", "image/jpeg", picture()),)) if file else Events()
    to = {"影像胶片": "image", "保存影像图片": "box", "取消": "image", "等待": "image"}
    walker = walked(folder, screens, [*openings(screens, {"box"}), *touches(screens, to)])
    assert walker.map.complete
    tap = walker.session.tap

    def later(node: object, purpose: Effect = Effect.READ, **_: bool) -> Screen:
        after = tap(node, purpose)  # type: ignore[arg-type]
        if getattr(node, "text", "") == "保存影像图片":
            walker.session._screen = after = replace(screens["image"], events=got)
        return after

    walker.session.tap = later  # type: ignore[method-assign]
    return walker


@pytest.mark.parametrize(("file", "truth"), [(True, True), (False, False)])
def test_the_control_is_operated_once_more(tmp_path: Path, file: bool, truth: bool) -> None:
    assert (downloaded(app(tmp_path, file), "exam_image").truth is True) is truth


def test_the_images_of_an_examination_are_no_report(tmp_path: Path) -> None:
    told = ("检查报告", "检查所见 双肺纹理增多、模糊", "诊断意见 支气管肺炎", "检查日期 2026-11-15")
    pages = {
        "首页": ["检查报告 > 检查报告", "本院欢迎您"],
        "检查报告": ["胸部 2026-11-15 > 胸部", "2026-11-15 已出报告"],
        "胸部": [*told, "保存影像图片 ! 已保存"],
    }
    walker = drawn(tmp_path, pages)
    found = downloaded(walker, "exam_report")
    assert "影像" not in found.reason


@pytest.mark.parametrize(("title", "found"), [("历史处方", True), ("出院处方", False)])
def test_what_is_brought_home_is_no_prescription_whatever_its_control_says(
    monkeypatch: pytest.MonkeyPatch, title: str, found: bool
) -> None:
    sketch = Sketch(title)
    sketch.text("处方 编号 CF01", "阿司匹林肠溶片", "100mg×30 片", "口服,一次 1 片,每日 1 次")
    button = sketch.button("药单下载")
    sheet = place("p", sketch.screen(), (title,))
    load = replace(way("药单下载", "", source="p"), node=button, arrival=Arrival.DOCUMENT)
    app = explored(mapped(place("home", Sketch("首页").screen()), sheet, ways=(load,)))
    monkeypatch.setattr(documents, "_brought", lambda app, ways, key: list(ways))
    taken = documents._by_its_name(app, app.lexicon.functions["prescription"])
    assert bool(taken) is found
