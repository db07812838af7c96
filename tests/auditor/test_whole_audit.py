"""One indicator of the rehearsal hospital, as an expert would audit it by hand."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from evidence.verify import verify
from rubric import score_document

ROOT = Path(__file__).parent.parent.parent


@pytest.mark.browser
@pytest.mark.deep
def test_a_rehearsal_needs_one_command_and_leaves_a_whole_bundle(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "pytest", "probes/", "--hospital=示范"]
    plain = {key: value for key, value in os.environ.items() if not key.startswith("DEMO_")}
    done = subprocess.run(
        [*command, "--indicator=1.1.4", "--allow=none", f"--out={tmp_path}"],
        cwd=ROOT,
        env=plain,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout
    (run,) = tmp_path.glob("demo/*")
    assert verify(run) == []
    card = json.loads((run / "scorecard.json").read_text(encoding="utf-8"))
    assert card["simulated"] is True
    indicator = card["indicators"]["1.1.4"]
    assert indicator["outcome"] == "met"
    assert indicator["evidence"]
    assert score_document(run / "facts.json")["total"] == card["total"]
    assert "演练环境" in done.stdout
    assert "演练" in (run / "scorecard.html").read_text(encoding="utf-8")
    for path in (run / "scorecard.html", run):
        assert str(path) in done.stdout
