"""Recordings: screens to JSON and back, strict reading, recording a device's run."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.errors import StaleNode
from devices.model import (
    Action,
    Channel,
    Device,
    DeviceFacts,
    Download,
    Events,
    Gesture,
    Node,
    Rect,
    Role,
    Screen,
)
from devices.recorder import record, write_recording
from devices.recording import FILE, Recording, Way, from_json, read_recording, to_json
from devices.stand_in import DocumentKind, DocumentNature, describe, stand_in
from documents import DocumentError

FACTS = DeviceFacts(Channel.H5, "示例", "scripted", "1", 375, 667)
WORDS = st.text(max_size=8)
LENGTHS = st.floats(allow_nan=False, allow_infinity=False, width=32)
RECTS = st.builds(Rect, LENGTHS, LENGTHS, LENGTHS, LENGTHS)


@st.composite
def screens(draw: st.DrawFn) -> Screen:
    nodes = tuple(
        draw(
            st.builds(
                Node,
                index=st.just(index),
                parent=st.integers(-1, index - 1),
                bounds=RECTS,
                options=st.lists(WORDS, max_size=2).map(tuple),
                font=LENGTHS,
            )
        )
        for index in range(draw(st.integers(0, 6)))
    )
    texts = st.lists(WORDS, max_size=2).map(tuple)
    events = draw(st.builds(Events, texts, texts, st.just(()), texts, texts, texts))
    screen = draw(st.builds(Screen, nodes=st.just(nodes), width=LENGTHS, height=LENGTHS))
    return replace(screen, events=events)


@given(screen=screens())
def test_a_screen_survives_json(screen: Screen) -> None:
    assert from_json(json.loads(json.dumps(to_json(screen)))) == screen


def test_defaults_are_left_out() -> None:
    node = Node(0, -1, Role.TEXT, Rect(0, 0, 10, 20), text="首页")
    assert to_json(Screen("a", "t", (node,), 375, 667)) == {
        "address": "a",
        "title": "t",
        "width": 375,
        "height": 667,
        "nodes": [{"role": "text", "bounds": [0, 0, 10, 20], "text": "首页"}],
    }


def test_all_problems_of_a_screen_are_told_at_once() -> None:
    bad = {
        "address": "a",
        "title": "t",
        "width": "375",
        "height": float("nan"),
        "nodes": [{"role": "knob", "bounds": [0, 0, 1]}, {"bounds": [0, 0, 1, 1], "wdith": 1}],
    }
    with pytest.raises(DocumentError) as caught:
        from_json(bad, "屏幕.json")
    places = {problem.place for problem in caught.value.problems}
    assert places == {
        "width",
        "height",
        "nodes[0].role",
        "nodes[0].bounds[3]",
        "nodes[1].role",
        "nodes[1].wdith",
    }


def test_a_child_may_not_stand_before_its_parent() -> None:
    nodes = [{"role": "text", "bounds": [0, 0, 1, 1], "parent": 0}]
    with pytest.raises(DocumentError, match="parent 为 0"):
        from_json({"address": "", "title": "", "width": 1, "height": 1, "nodes": nodes})


# downloads


SIZED = [kind for kind in DocumentKind if kind not in {DocumentKind.LOCKED, DocumentKind.OFD}]


@given(
    kind=st.sampled_from(SIZED),
    size=st.integers(3000, 50_000),
    pages=st.integers(1, 4),
    drawn=st.booleans(),
    words=st.booleans(),
)
def test_a_stand_in_is_judged_like_the_original(
    kind: DocumentKind, size: int, pages: int, drawn: bool, words: bool
) -> None:
    paper = kind is DocumentKind.PDF
    nature = DocumentNature(
        "application/x",
        kind,
        size,
        ".bin",
        pages if paper else 0,
        (drawn or words) if paper else drawn and kind is DocumentKind.IMAGE,
        words and paper,
    )
    assert describe(stand_in(nature)) == nature


@pytest.mark.parametrize("kind", [DocumentKind.LOCKED, DocumentKind.OFD])
def test_stand_ins_of_packages_keep_their_kind(kind: DocumentKind) -> None:
    pages = 2 if kind is DocumentKind.OFD else 0
    again = describe(stand_in(DocumentNature("application/x", kind, 9000, ".x", pages)))
    assert (again.kind, again.pages) == (kind, pages)


def test_a_pdf_that_does_not_open_is_no_pdf() -> None:
    nature = DocumentNature("application/pdf", DocumentKind.PDF, 0, ".pdf", 1, True, True)
    whole = stand_in(nature)
    cut = replace(whole, data=whole.data[:200])
    assert describe(whole).kind is DocumentKind.PDF
    assert describe(cut).kind is DocumentKind.OTHER


def test_nothing_of_a_report_is_written_down() -> None:
    report = Download("张三_血常规.pdf", "application/pdf", b"secret", "https://h.example/zhangsan")
    screen = Screen("a", "t", (), 1, 1, events=Events(downloads=(report,)))
    written = json.dumps(to_json(screen), ensure_ascii=False)
    assert "张三" not in written
    assert "secret" not in written
    assert "zhangsan" not in written
    assert json.loads(written)["events"]["downloads"][0]["size"] == 6


# the folder


def button(text: str, index: int = 0) -> Node:
    return Node(index, -1, Role.BUTTON, Rect(0, index * 50, 100, 40), text=text, clickable=True)


def page(title: str, *nodes: Node) -> Screen:
    return Screen(f"https://h.example/{title}", title, nodes, 375, 667)


def small() -> Recording:
    home, slots = page("首页", button("挂号")), page("号源", button("返回"))
    ways = (
        Way("", Gesture.OPEN, "home", text="https://h.example/"),
        Way("home", Gesture.TAP, "slots", 0, "挂号", events=Events(toasts=("加载中",))),
        Way("slots", Gesture.BACK, "home"),
    )
    return Recording(FACTS, {"home": home, "slots": slots}, ways, {"home": b"PNG"})


def test_a_recording_survives_its_folder(tmp_path: Path) -> None:
    write_recording(small(), tmp_path / "run")
    assert read_recording(tmp_path / "run") == small()
    assert [p.name for p in tmp_path.iterdir()] == ["run"]


def test_a_recording_is_never_overwritten(tmp_path: Path) -> None:
    write_recording(small(), tmp_path / "run")
    with pytest.raises(FileExistsError, match="从不覆盖"):
        write_recording(small(), tmp_path / "run")


def test_a_contradictory_recording_is_not_written(tmp_path: Path) -> None:
    wrong = replace(small(), ways=(*small().ways, Way("home", Gesture.TAP, "nowhere", 0, "挂号")))
    with pytest.raises(DocumentError, match="nowhere"):
        write_recording(wrong, tmp_path / "run")
    assert not any(tmp_path.iterdir())


def edited(tmp_path: Path, **changes: Any) -> Path:
    write_recording(small(), tmp_path / "run")
    file = tmp_path / "run" / FILE
    file.write_text(json.dumps(json.loads(file.read_text()) | changes), encoding="utf-8")
    return tmp_path / "run"


@pytest.mark.parametrize(
    ("ways", "said"),
    [
        ([], "没有一条启动应用的路"),
        ([{"to": "home", "gesture": "tap"}], "启动应用的路应写"),
        ([{"from": "home", "to": "home", "gesture": "tap", "node": 9}], "没有第 9 个节点"),
        ([{"from": "home", "to": "home", "gesture": "tap"}], "应写明 node"),
        (
            [{"from": "home", "to": "home", "gesture": "tap", "node": 0, "label": "缴费"}],
            "文字为「挂号」,而这条路写的是「缴费」",
        ),
        ([{"from": "home", "gesture": "back"}], "没有写 to"),
        ([{"from": "home", "to": "slots", "gesture": "wave"}], "只能取"),
        ([{"from": "home", "to": "slots", "gesture": "back", "sleep": 1}], "不认识的键"),
    ],
)
def test_wrong_ways_are_named(tmp_path: Path, ways: list[dict[str, Any]], said: str) -> None:
    with pytest.raises(DocumentError, match=said):
        read_recording(edited(tmp_path, ways=ways))


def test_version_and_pictures_are_checked(tmp_path: Path) -> None:
    screens = {"home": {"screen": to_json(page("首页")), "picture": "../secret.png"}}
    with pytest.raises(DocumentError) as caught:
        read_recording(edited(tmp_path, version=2, screens=screens))
    assert [problem.place for problem in caught.value.problems] == ["version"]
    with pytest.raises(DocumentError, match="录制目录之内"):
        read_recording(edited(tmp_path / "other", screens=screens))


# recording a live device


class Scripted:
    """A device that shows screens in a fixed order."""

    facts = DeviceFacts(Channel.H5, "示例", "scripted", "1", 375, 667)

    def __init__(self, *shown: Screen) -> None:
        self._left = list(shown)
        self.closed = False

    def start(self, entry: str) -> Screen:
        return self._left.pop(0)

    def screen(self) -> Screen:
        return self._left.pop(0)

    def perform(self, action: Action) -> Screen:
        return self._left.pop(0)

    def picture(self, *, bare: bool = False) -> bytes:
        return b"PNG"

    def close(self) -> None:
        self.closed = True


def test_a_run_is_recorded_without_what_was_typed() -> None:
    field = Node(0, -1, Role.FIELD, Rect(0, 0, 9, 9), hint="手机号", editable=True)
    empty, full = page("登录", field), page("登录", replace(field, value="139****0000"))
    toasted = replace(page("首页", button("挂号")), events=Events(toasts=("登录成功",)))
    device = record(Scripted(empty, full, toasted, page("号源")), pictures=True)
    device.start("https://h.example/")
    device.picture()
    device.perform(Action(Gesture.TYPE, field, "13912345678"))
    device.screen()
    device.perform(Action(Gesture.TAP, toasted.nodes[0]))
    device.close()
    kept = device.recording()
    assert kept.entry == "https://h.example/"
    assert kept.pictures == {"s0001": b"PNG"}
    assert [(w.origin, w.gesture, w.target, w.text) for w in kept.ways[1:]] == [
        ("s0001", Gesture.TYPE, "s0002", None),
        ("s0002", None, "s0003", None),
        ("s0003", Gesture.TAP, "s0004", None),
    ]
    assert kept.ways[2].events.toasts == ("登录成功",)
    assert "13912345678" not in repr(kept)


def test_screens_are_masked_before_they_are_kept() -> None:
    def mask(screen: Screen) -> Screen:
        nodes = tuple(replace(n, text=n.text.replace("张三", "■■")) for n in screen.nodes)
        return replace(screen, nodes=nodes)

    shown = page("我的", button("张三"))
    device = record(Scripted(shown, shown), mask=mask)
    device.start("https://h.example/")
    device.perform(Action(Gesture.TAP, shown.nodes[0]))
    kept = device.recording()
    assert "张三" not in repr(kept)
    assert kept.ways[1].label == "■■"


def test_a_node_of_an_older_screen_is_stale() -> None:
    device: Device = record(Scripted(page("首页", button("挂号")), page("号源")))
    first = device.start("https://h.example/")
    device.screen()
    with pytest.raises(StaleNode):
        device.perform(Action(Gesture.TAP, first.nodes[0]))
