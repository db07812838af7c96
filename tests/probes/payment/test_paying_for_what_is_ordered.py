"""5.2.3: an empty list of orders does not say that what is ordered cannot be paid."""

from __future__ import annotations

from pathlib import Path

import pytest

from probes.flows.payment.convenience import payable_service
from probes.model import Cause
from tests.probes.drawn import drawn

FORM = ["病案复印邮寄", "? 收件地址", "复印费 ¥35.00", "提交订单 ! 申请已提交"]
ASKS = [*FORM[:3], "提交申请 ! 请填写收件地址"]
FREE = ["病案复印邮寄", "? 收件地址", "费用到付,现场支付 ¥35.00", "提交订单 ! 申请已提交"]


@pytest.mark.parametrize(
    ("form", "cause"), [(FORM, Cause.NOT_ALLOWED), (ASKS, Cause.NOT_ALLOWED), (FREE, None)]
)
def test_an_empty_list_beside_a_form_with_a_price(
    tmp_path: Path, form: list[str], cause: Cause | None
) -> None:
    pages = {
        "首页": ["病案复印 > 病案复印", "我的复印申请 > 复印记录", "本院欢迎您"],
        "病案复印": form,
        "复印记录": ["病案复印记录", "暂无数据"],
    }
    found = payable_service(drawn(tmp_path, pages), "record_copy")
    assert found.truth is not True
    assert (found.cause is Cause.NOT_ALLOWED) is (cause is Cause.NOT_ALLOWED)
