"""4.3.4: a prescription that goes to a pharmacy outside; who signs it a page may leave unsaid."""

from __future__ import annotations

from pathlib import Path

import pytest

from probes.flows.medicine.transfer import transfer_signed
from probes.model import Cause
from tests.probes.drawn import drawn

PRESCRIPTION = ("处方号 CF2201190", "阿莫西林胶囊 0.25g*24粒 ×2")
CHOOSE = ("国大药房(云济路店) ! 已选择", "同仁堂药店 ! 已选择")


@pytest.mark.parametrize(
    ("rows", "truth", "cause"),
    [
        ((*PRESCRIPTION, "医师电子签名:王敏", *CHOOSE), True, None),
        ((*PRESCRIPTION, *CHOOSE), None, Cause.NEEDS_MATERIAL),
        ((*PRESCRIPTION, "本院门诊药房取药"), False, None),
    ],
)
def test_a_signature_that_no_page_tells_of_is_asked_for(
    tmp_path: Path, rows: tuple[str, ...], truth: bool | None, cause: Cause | None
) -> None:
    pages = {"首页": ["处方流转 > 处方流转", "本院欢迎您"], "处方流转": list(rows)}
    found = transfer_signed(drawn(tmp_path, pages))
    assert (found.truth, found.cause) == (truth, cause), found.reason
