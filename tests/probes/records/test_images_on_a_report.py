"""3.1.3: an image under its own heading on the page of a report can be looked at."""

from __future__ import annotations

import pytest

from devices.model import Download, Events, Role
from probes.app import App, Document
from probes.appmap import Arrival
from probes.flows.places.images import image_shown
from probes.flows.records.documents import downloaded
from tests.probes.sketch import Sketch, explored, lines, mapped, place, way

REPORT = ("检查项目 胸部X线摄影", "检查日期 2026-11-15", "检查所见 双肺纹理增多", "诊断意见 肺炎")


def app_with(heading: str) -> App:
    sketch = Sketch("检查报告")
    sketch.text(*REPORT, heading)
    sketch.add(Role.IMAGE, box=(0, 300, 375, 400), image="lung")
    home = place("home", lines("欢迎使用示范医院", title="首页"))
    report = place("report", sketch.screen(), ("检查报告",))
    appmap = mapped(home, report, ways=(way("检查报告", "report"),))
    return explored(appmap, again=lambda: home.screen)


@pytest.mark.parametrize(("heading", "there"), [("影像图片 Images", True), ("医师签名", False)])
def test_the_image_below_its_heading_is_seen(heading: str, there: bool) -> None:
    assert (image_shown(app_with(heading)).truth is True) is there


@pytest.mark.parametrize(
    ("heading", "label", "had"),
    [
        ("影像图片 Images", "保存原图", True),
        ("影像图片 Images", "保存PDF", False),  # the report in words
        ("医师签名", "保存原图", False),  # no image of an examination stands there
    ],
)
def test_the_image_of_a_report_is_handed_over(heading: str, label: str, had: bool) -> None:
    app = app_with(heading)
    file = Events(downloads=(Download("心电图.png", "image/png", b"x"),))
    app.map.ways.append(way(label, source="report", arrival=Arrival.DOCUMENT, events=file))
    read = Document(True, "图片可打开", "", "文件")
    vars(app)["inspect"] = lambda download: read
    assert (downloaded(app, "exam_image").truth is True) is had
