"""What a device does in its browser is written down, and plain Playwright can do it again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.trials.replay import play
from benchmarks.trials.tape import Tape, attach
from devices.guard.effects import EffectRules
from devices.guard.guarding import Guard
from devices.ledger import Ledger
from devices.model import Action, Gesture, Node, Screen
from devices.sandbox import Sandbox
from devices.web.device import WebDevice


@pytest.fixture
def device_on_tape(tmp_path: Path) -> tuple[WebDevice, Tape, pytest.MonkeyPatch]:
    tape, patch = Tape(), pytest.MonkeyPatch()
    attach(tape, patch)
    guard = Guard(frozenset(), EffectRules.load(), Ledger(tmp_path / "ledger.jsonl"))
    return WebDevice(guard), tape, patch


def named(screen: Screen, label: str) -> Node:
    """The innermost touchable node with these words."""
    return [n for n in screen.nodes if n.clickable and screen.label(n) == label][-1]


@pytest.mark.browser
@pytest.mark.parametrize("skin", ["vant", "mpa"])
def test_steps_are_written_down_and_done_again(
    skin: str,
    device_on_tape: tuple[WebDevice, Tape, pytest.MonkeyPatch],
    tmp_path: Path,
) -> None:
    device, tape, patch = device_on_tape
    with Sandbox(skin=skin) as hospital:
        words = hospital.rehearsal.skin.words
        try:
            screen = device.start(hospital.url)
            device.picture()
            screen = device.perform(Action(Gesture.OPEN, text=_address(hospital, "/login")))
            field = next(n for n in screen.nodes if n.editable)
            device.perform(Action(Gesture.TYPE, field, "13800000000"))
            screen = device.perform(Action(Gesture.BACK))
            screen = device.perform(Action(Gesture.TAP, named(screen, words["tab_mine"])))
            device.picture()
        finally:
            device.close()
            patch.undo()
        tape.save(tmp_path / "tape.json")
        hospital.reset()
        result = play(json.loads((tmp_path / "tape.json").read_text(encoding="utf-8")))
    assert result.steps == {"context": 1, "goto": 2, "fill": 1, "back": 1, "tap": 1, "picture": 2}
    assert (result.lost, result.drifted) == ([], [])
    assert 0 < result.waited < result.seconds
    assert tape.steps[-1]["state"][0] == screen.address


def _address(hospital: Sandbox, path: str) -> str:
    single = hospital.rehearsal.skin.single_page
    return hospital.url + ("#" + path if single else path[1:])


@pytest.mark.browser
def test_what_is_not_there_is_lost_and_said() -> None:
    with Sandbox() as hospital:
        state = [hospital.url + "#/", 10_000]
        step = {"tag": "p", "words": "没有这句话", "nth": 0, "path": [99]}
        spot = {"steps": [step], "dx": 1, "dy": 1}
        steps = [
            {"kind": "context", "window": 0, "state": None, "options": {}},
            {"kind": "goto", "window": 0, "state": None, "url": hospital.url},
            {"kind": "tap", "window": 0, "state": state, "spot": spot},
            {"kind": "picture", "window": 3, "state": None, "options": {}},
        ]
        result = play({"steps": steps, "answers": []})
    assert len(result.drifted) == 1
    assert result.vain > 1
    assert [words.split(":")[0] for words in result.lost] == ["tap", "picture"]
