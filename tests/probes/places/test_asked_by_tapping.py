"""What asks step by step, with answers to touch, is no form; nor is it the lack of one."""

from __future__ import annotations

from pathlib import Path

import pytest

from devices.model import Effect
from probes.flows.places.entry import submitted
from tests.probes.drawn import drawn

PARTS = [f"{part} > 就诊提示" for part in ("头部", "胸部", "腹部", "四肢")]


@pytest.mark.parametrize(
    ("page", "truth"),
    [
        (["请问您是哪里不舒服?", *PARTS], None),
        (["本栏目介绍就诊前怎样描述病情", *PARTS], False),
        (["请问您是哪里不舒服?请到导诊台询问", "导诊台在门诊楼一层"], False),
    ],
)
def test_a_question_with_answers_to_touch_leaves_a_form_open(
    tmp_path: Path, page: list[str], truth: bool | None
) -> None:
    pages = {
        "首页": ["病情自述 > 病情自述", "本院欢迎您"],
        "病情自述": page,
        "就诊提示": ["请携带身份证到门诊楼一层"],
    }
    app = drawn(tmp_path, pages, allow=frozenset({Effect.OWN}))
    assert submitted(app, "symptom_entry", Effect.OWN).truth is truth
