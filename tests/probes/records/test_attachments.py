"""Where a form takes a file: the box with a plus, never an entry to another page."""

from __future__ import annotations

from pathlib import Path

import pytest

from devices.model import Effect, Role
from probes.flows.forms.attachments import attachment_control
from probes.flows.records.upload import uploaded
from tests.probes.drawn import drawn
from tests.probes.sketch import Sketch


def test_a_box_with_nothing_but_a_plus_takes_a_file() -> None:
    for sign in ("＋", "+", "点击添加", "选择照片"):
        sketch = Sketch("外院资料")
        sketch.text("外院检查结果")
        box = sketch.add(Role.GROUP, clickable=True)
        sketch.text(sign, parent=box)
        sketch.button("提交")
        found = attachment_control(sketch.screen())
        assert getattr(found, "index", -1) == box, sign


@pytest.mark.parametrize(
    ("words", "takes"),
    [("上传既往病历、化验单照片", True), ("上传进度", False), ("选择就诊人", False)],
)
def test_an_empty_box_under_words_that_ask_for_papers_takes_a_file(words: str, takes: bool) -> None:
    """Marked by its icon alone, as TDesign draws it."""
    sketch = Sketch("预问诊")
    group = sketch.add(Role.GROUP, box=(0, 300, 375, 140))
    sketch.text(words, parent=group, box=(26, 310, 338, 21))
    box = sketch.add(Role.GROUP, parent=group, box=(42, 346, 80, 80), clickable=True)
    sketch.add(Role.IMAGE, parent=box, box=(68, 372, 28, 28))
    sketch.button("提交预问诊")
    found = attachment_control(sketch.screen())
    assert (found is not None and found.index == box) is takes


@pytest.mark.parametrize(
    ("words", "drawn", "takes"),
    [
        ("既往病历、报告照片", False, True),
        ("病历照片(选填)", False, True),
        ("检查所见照片", True, False),
        ("既往病史", False, False),
    ],
)
def test_a_heading_for_pictures_needs_no_verb(words: str, drawn: bool, takes: bool) -> None:
    """A picture that stands there already is looked at, not given."""
    sketch = Sketch("预问诊")
    group = sketch.add(Role.GROUP, box=(0, 300, 375, 140))
    sketch.text(words, parent=group, box=(26, 310, 338, 21))
    box = sketch.add(Role.GROUP, parent=group, box=(26, 346, 80, 80), clickable=True)
    sketch.add(Role.IMAGE if drawn else Role.GROUP, parent=box, box=(26, 346, 80, 80))
    sketch.button("提交预问诊")
    found = attachment_control(sketch.screen())
    assert (found is not None and found.index == box) is takes


def test_a_file_field_goes_before_controls_and_submit_is_none() -> None:
    sketch = Sketch("外院资料")
    sketch.button("提交上传")
    field = sketch.add(Role.FIELD, kind="file", clickable=True)
    sketch.button("拍照上传")
    found = attachment_control(sketch.screen())
    assert found is not None
    assert found.index == field


def test_an_entry_of_a_menu_is_not_taken_for_the_box(tmp_path: Path) -> None:
    pages = {
        "首页": ["诊前准备 > 诊前准备", "本院欢迎您", "服务时间全年无休"],
        "诊前准备": ["资料上传 > 资料上传", "诊前须知请到服务台领取"],
        "资料上传": ["此项服务请携带原件到门诊一楼窗口办理"],
    }
    finding = uploaded(drawn(tmp_path, pages), "record_upload")
    assert finding.truth is False


def test_a_box_that_answers_with_a_refusal_asks_for_no_file(tmp_path: Path) -> None:
    pages = {
        "首页": ["上传病历 > 上传病历", "本院欢迎您", "服务时间全年无休"],
        "上传病历": ["拍照上传 ! 该院区暂未开放此功能", "外院病历供接诊医生参考"],
    }
    app = drawn(tmp_path, pages, allow=frozenset({Effect.OWN}))
    finding = uploaded(app, "record_upload")
    app.close()  # the picture that was offered lies in a folder of its own
    assert finding.truth is False
    assert "暂未开放" in finding.reason
