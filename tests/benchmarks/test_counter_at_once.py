"""A hospital whose buttons act at one touch counts nothing that an audit was not to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.trials.audit import EFFECTS, carry_out
from benchmarks.trials.hospitals import Case
from devices.sandbox import Features, skin_names
from devices.sandbox.skins import load_skin


@pytest.mark.browser
@pytest.mark.deep
@pytest.mark.parametrize(
    ("skin", "allow"), [*((skin, ()) for skin in skin_names()), ("weui", EFFECTS)]
)
def test_nothing_is_done_at_one_touch(skin: str, allow: tuple[str, ...], tmp_path: Path) -> None:
    case = Case(f"once-{skin}", 0, load_skin(skin), Features(at_once=True), {})
    trial = carry_out(case, tmp_path, allow=allow)
    assert trial.exit_code == 0
    assert trial.offences == {}
    assert trial.ledger["exam_slots_open"] == trial.ledger["appointments_open"] == 0
