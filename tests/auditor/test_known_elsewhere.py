"""A page of another site is the app's own where the patient is known and a phone can read it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from auditor.exploring.modules import Modules
from probes.lexicon import load_lexicon
from tests.probes.sketch import lines

ENTRY, THERE = "https://m.clinic.example/", "https://h5.maker.example/reports"


@pytest.mark.parametrize(
    ("words", "title", "changes", "held"),
    [
        ("患者:王小满 就诊卡 20260001", "报告中心", {}, True),
        ("门诊就医须知", "报告中心", {"joined": True}, True),
        ("患者:李大同 就诊卡 20260002", "报告中心", {}, False),
        ("患者:王小满", "报告中心", {"layout_width": 1180}, False),
        ("您好,王小满", "114预约挂号平台", {"joined": True}, False),
    ],
)
def test_who_is_known_there_has_not_left_the_app(
    words: str, title: str, changes: dict[str, object], held: bool
) -> None:
    modules = Modules(ENTRY, load_lexicon(), "王小满")
    screen = replace(lines(words), title=title, address=THERE, **changes)  # type: ignore[arg-type]
    inner = replace(lines("报告", "血常规"), address=f"{THERE}/1")
    assert modules.is_elsewhere(screen)
    assert modules.holds(screen) is held
    assert modules.holds(inner) is held
    assert not Modules(ENTRY, load_lexicon()).holds(replace(screen, joined=False))
