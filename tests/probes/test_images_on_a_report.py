"""3.1.3: an image under its own heading on the page of a report can be looked at."""

from __future__ import annotations

import pytest

from devices.model import Role
from probes.app import App
from probes.flows.images import image_shown
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
