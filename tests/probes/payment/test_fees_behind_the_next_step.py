"""5.2.3: what a service costs may be told on a step that nobody has seen."""

from __future__ import annotations

from pathlib import Path

import pytest

from probes.flows.payment.convenience import payable_service
from tests.probes.drawn import drawn

ROWS = ["住院记录 请选择 ! 暂无记录", "复印用途 请选择 ! 暂无记录"]


@pytest.mark.parametrize(
    ("rows", "truth"),
    [
        ([*ROWS, "下一步 ! 请选择住院记录"], None),
        ([*ROWS, "本院免费提供复印服务", "下一步 ! 请选择住院记录"], False),
        ([*ROWS, "费用请到病案室窗口缴费", "下一步 ! 请选择住院记录"], False),
        (["请携带身份证到病案室复印", "在门诊楼一层", "工作日办理"], False),
    ],
)
def test_a_form_of_several_steps(tmp_path: Path, rows: list[str], truth: bool | None) -> None:
    pages = {
        "首页": ["病案复印 > 病案复印", "本院欢迎您", "门诊时间为周一至周日"],
        "病案复印": ["选择病案", "收件信息", *rows],
    }
    assert payable_service(drawn(tmp_path, pages), "record_copy").truth is truth


@pytest.mark.parametrize(("step", "open_"), [("④付款", True), ("④领取", False)])
def test_a_payment_among_the_later_steps_leaves_it_open(
    tmp_path: Path, step: str, open_: bool
) -> None:
    """An empty list of what was asked for before says nothing about it."""
    pages = {
        "首页": ["病案复印 > 病案复印", "本院欢迎您"],
        "病案复印": ["办理进度 > 病案复印进度", "①选住院", "②填用途", step, "住院病历归档后可申请"],
        "病案复印进度": ["没有申请记录"],
    }
    assert (payable_service(drawn(tmp_path, pages), "record_copy").truth is None) is open_
