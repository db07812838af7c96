"""3.2.2: an order of the places to go to, by their queues, stands on a page of any name."""

from __future__ import annotations

from pathlib import Path

import pytest

from devices.model import Role
from probes.flows.before_visit.advice import guided
from tests.probes.drawn import drawn
from tests.probes.sketch import Sketch, explored, mapped, place, way

QUEUES = "消化内科候诊前方3人(约21分钟);采血处当前仅1人等候,胃镜室前方5人。"


@pytest.mark.parametrize(
    ("rows", "truth"),
    [
        ([QUEUES, "建议:先到门诊楼1层采血处采血 → 返回3层消化内科候诊 → 胃镜室。"], True),
        ([QUEUES, "建议您先去采血处,再到消化内科候诊"], True),
        ([QUEUES], False),
        ([QUEUES, "建议先到分诊台报到,再到候诊区等候"], False),
        (["消化内科前方3人", "建议先到采血处采血 → 返回消化内科候诊"], False),
        (["采血处在1层,消化内科在3层", "建议先到采血处采血 → 返回消化内科候诊"], False),
    ],
)
def test_which_place_first_and_which_next(tmp_path: Path, rows: list[str], truth: bool) -> None:
    pages = {
        "首页": ["就诊进程 > 就诊进程", "本院欢迎您", "门诊时间为周一至周日"],
        "就诊进程": ["已签到 08:12", *rows],
    }
    assert (guided(drawn(tmp_path, pages)).truth is True) is truth


@pytest.mark.parametrize(("value", "truth"), [("5 人", True), ("门诊楼三层", False)])
def test_how_many_wait_stands_beside_its_name(value: str, truth: bool) -> None:
    sketch = Sketch("排队叫号")
    sketch.text("骨科诊室前面 3 人,建议您先去骨科诊室,再到超声科完成检查")
    for nth, station in enumerate(("骨科诊室", "超声科")):
        level = 200 + 60.0 * nth
        card = sketch.add(Role.GROUP, box=(12, level, 366, 50))
        sketch.text(station, parent=card, box=(26, level, 90, 20))
        sketch.text("前面等待", parent=card, box=(26, level + 24, 56, 20))
        sketch.text(value, parent=card, box=(300, level + 24, 40, 20))
    page = place("p", sketch.screen(), ("排队叫号",))
    home = place("home", Sketch("首页").screen())
    app = explored(mapped(home, page, ways=(way("排队叫号", "p"),)))
    assert (guided(app).truth is True) is truth
