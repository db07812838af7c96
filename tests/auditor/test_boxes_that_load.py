"""A box that only says 加载中 is waited out, and what comes with its end belongs to the tap."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, repeat
from pathlib import Path

import pytest

from auditor.live.session import Session
from devices.model import Download, Events, Role, Screen
from tests.auditor.test_session import session_of
from tests.probes.sketch import Sketch, said

FILE = Download("胸部影像.jpg", "image/jpeg", b"\xff\xd8")


def page(*box: str) -> Screen:
    sketch = Sketch("检查报告", "http://drawn.example/#/one")
    sketch.text("双肺纹理增多")
    sketch.button("保存影像", covered=bool(box))
    if box:
        over = sketch.add(Role.DIALOG, box=(0, 0, 375, 800))
        sketch.add(Role.GROUP, parent=over, clickable=True, covered=True)
        sketch.text(*box, parent=over)
    return sketch.screen()


def tapped(
    folder: Path, monkeypatch: pytest.MonkeyPatch, screens: Iterator[Screen]
) -> tuple[Session, Screen]:
    """The screen that a tap leaves, where the device shows these one after the other."""
    monkeypatch.setattr("auditor.live.overlays.BOX_S", 0)
    session = session_of(folder, {"one": page()})
    button = next(n for n in session.screen.nodes if n.clickable)
    first = next(screens)
    monkeypatch.setattr(session.device, "perform", lambda action: first)
    monkeypatch.setattr(session.device, "screen", lambda: next(screens))
    return session, session.tap(button)


def test_the_file_that_comes_when_the_box_goes_is_had(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    busy = replace(page("加载中…"), events=said("请稍候"))
    done = replace(page(), events=Events(downloads=(FILE,)))
    _, after = tapped(tmp_path, monkeypatch, iter([busy, page("加载中…"), done]))
    assert after.events == Events(toasts=("请稍候",), downloads=(FILE,))
    assert not any(n.role is Role.DIALOG for n in after.nodes)


def test_a_box_that_says_more_is_left_and_an_endless_one_waited_for_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    says = page("加载失败", "系统繁忙")
    _, after = tapped(tmp_path, monkeypatch, iter([says]))
    assert after == says
    looked: list[int] = []
    endless = (looked.append(1) or shown for shown in repeat(page("加载中…")))
    session, _ = tapped(tmp_path, monkeypatch, chain([page("加载中…")], endless))
    before = len(looked)
    session.tap(next(n for n in session.screen.nodes if n.clickable))
    assert len(looked) == before > 0
