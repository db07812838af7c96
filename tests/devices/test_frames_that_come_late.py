"""A page that moves in with the next frame is waited for, on a busy machine as well."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import devices
from devices.model import Screen

TIMERS = (Path(devices.__file__).parent / "web" / "timers.js").read_text("utf-8")
CLOCKED = """<p id=said></p><script>
  let at = 1, frames = [];
  const own = {};
  const stage = {
    [Symbol.for("auditor")]: own,
    setTimeout: window.setTimeout, clearTimeout: window.clearTimeout,
    requestAnimationFrame: (callback) => frames.push(callback), cancelAnimationFrame: () => {},
  };
  new Function("window", "performance", %s)(stage, { now: () => at });
  own.timers.drawing(at);
  if (%s) frames.splice(0).forEach((callback) => callback(at));
  const began = ++at;
  %s
  own.timers.drawing(began);
  at += %d;
  said.textContent = own.timers.drawing(began) ? "还在等" : "不等了";
</script>"""


@pytest.mark.parametrize("asked", ["", "stage.requestAnimationFrame(() => {});"])
@pytest.mark.parametrize(
    ("shown", "after", "words"),
    [("true", 400, "还在等"), ("true", 900, "不等了"), ("false", 400, "不等了")],
)
def test_only_a_window_that_draws_is_waited_for_long(
    show: Callable[..., Screen], asked: str, shown: str, after: int, words: str
) -> None:
    text = json.dumps(TIMERS).replace("</", "<\\/")
    assert words in show(CLOCKED % (text, shown, asked, after)).words
