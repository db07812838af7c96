"""What the recorder writes, and that it writes whole and masked or not at all."""

from __future__ import annotations

import hashlib
import multiprocessing
import os
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from documents.strict import DocumentError
from evidence.files import write_new
from evidence.items import read_items
from evidence.model import AlreadyExists, Box, Identity, Item, ItemKind, RedactionFailed
from evidence.recorder import Recorder
from evidence.redaction import Redactor
from tests.evidence.screens import WIDTH, colours, node, opened, page

NODES = [node("姓名", 10, 20, 60), node("张三", 80, 20, 60), node("13912345678", 10, 60)]
BOX = Box(10, 200, 120, 40)


def recorder(folder: Path, **more: Any) -> Recorder:
    options = {"simulated": False} | more
    return Recorder(folder, Redactor(Identity(names=("张三",))), **options)


def screen(**more: Any) -> dict[str, Any]:
    tree = more.pop("tree", NODES)
    return {
        "app": "h5",
        "address": "http://h.example/me?phone=13912345678",
        "title": "张三的主页",
        "picture": page(tree),
        "width": WIDTH,
        "tree": tree,
        "note": "看到 13912345678",
        "boxes": [BOX],
        "device": {"model": "Chromium"},
        "events": {"toasts": ["验证码已发送至13912345678"], "downloads": [{"data": b"secret"}]},
    } | more


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_a_capture_is_masked_framed_and_hashed(tmp_path: Path) -> None:
    name = recorder(tmp_path).capture(**screen())
    (item,) = read_items(tmp_path)
    picture = (tmp_path / item.picture).read_bytes()
    assert item.id == name
    assert item.kind is ItemKind.SCREEN
    assert item.picture_sha256 == hashlib.sha256(picture).hexdigest()
    assert item.boxes == ((10, 200, 120, 40),)
    shown = opened(picture)
    assert len(colours(shown, NODES[1]["bounds"])) == 1
    assert len(colours(shown, NODES[2]["bounds"])) == 1
    assert len(colours(shown, NODES[0]["bounds"])) > 1
    (inside,) = colours(shown, {"x": 14, "y": 204, "w": 112, "h": 32})
    assert min(inside) > 250
    assert len(colours(shown, {"x": 4, "y": 196, "w": 20, "h": 20})) > 1


def test_no_private_word_is_in_any_written_file(tmp_path: Path) -> None:
    keeper = recorder(tmp_path)
    keeper.capture(**screen())
    keeper.keep_document(
        app="h5", data=b"%PDF-1.4 13912345678", name="张三13912345678.pdf", mime="x", note="张三"
    )
    for path in files(tmp_path):
        content = path.read_bytes()
        assert b"13912345678" not in content
        assert "张三".encode() not in content
        assert b"secret" not in content
        assert "张三" not in str(path)


def test_the_callers_private_boxes_are_masked(tmp_path: Path) -> None:
    tree = [node("CT film of a patient", 10, 100, 200, 40)]
    recorder(tmp_path).capture(**screen(tree=tree, private=[Box(10, 100, 200, 40)]))
    (item,) = read_items(tmp_path)
    assert len(colours(opened((tmp_path / item.picture).read_bytes()), tree[0]["bounds"])) == 1


def test_a_simulated_picture_says_so_and_covers_nothing(tmp_path: Path) -> None:
    recorder(tmp_path / "real").capture(**screen())
    recorder(tmp_path / "rehearsal", simulated=True).capture(**screen())
    (real,) = read_items(tmp_path / "real")
    (rehearsal,) = read_items(tmp_path / "rehearsal")
    plain = opened((tmp_path / "real" / real.picture).read_bytes())
    stamped = opened((tmp_path / "rehearsal" / rehearsal.picture).read_bytes())
    assert (real.simulated, rehearsal.simulated) == (False, True)
    assert real.offset == 0
    assert stamped.height == plain.height + 2 * rehearsal.offset
    for top in (0, stamped.height - rehearsal.offset):
        band = {"x": 0, "y": top, "w": WIDTH, "h": rehearsal.offset}
        assert len(colours(stamped, band)) > 1
    assert len(colours(stamped, NODES[1]["bounds"], rehearsal.offset)) == 1
    assert len(colours(stamped, NODES[0]["bounds"], rehearsal.offset)) > 1


def test_thumbnails_are_small_and_show_what_decided(tmp_path: Path) -> None:
    deep = node("here", 10, 2800)
    shown = screen(tree=[deep], picture=page([deep], height=3000), boxes=[Box(10, 2800, 160, 24)])
    recorder(tmp_path).capture(**shown)
    (item,) = read_items(tmp_path)
    thumb = tmp_path / item.thumb
    with Image.open(thumb) as image:
        assert image.width <= 240
        assert image.height <= 400
        assert image.convert("L").getextrema()[0] < 200  # type: ignore[operator]
    assert thumb.stat().st_size < 20_000


def test_the_same_screen_is_stored_once(tmp_path: Path) -> None:
    keeper = recorder(tmp_path)
    ids = [keeper.capture(**screen()), keeper.capture(**screen(note="另一项"))]
    third = keeper.capture(**screen(boxes=[Box(10, 300, 50, 20)]))
    items = read_items(tmp_path)
    assert [item.id for item in items] == [*ids, third]
    assert items[0].picture == items[1].picture != items[2].picture
    assert len({item.tree for item in items}) == 1
    assert len(files(tmp_path)) == 3 + 2 + 2 + 1


def test_ids_sort_in_the_order_of_capture_and_are_ascii(tmp_path: Path) -> None:
    keeper = recorder(tmp_path)
    ids = [keeper.capture(**screen(note=str(number))) for number in range(12)]
    assert ids == sorted(ids)
    assert all(name.isascii() for name in ids)


def test_a_second_recorder_goes_on_where_the_first_stopped(tmp_path: Path) -> None:
    first = recorder(tmp_path).capture(**screen())
    before = (tmp_path / "evidence" / f"{first}.json").read_bytes()
    second = recorder(tmp_path).capture(**screen())
    assert first != second
    assert (tmp_path / "evidence" / f"{first}.json").read_bytes() == before


def _capture_many(folder: str) -> None:
    keeper = recorder(Path(folder))
    for number in range(5):
        keeper.capture(**screen(note=str(number)))


def test_processes_of_one_name_never_overwrite_each_other(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=_capture_many, args=(str(tmp_path),)) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert [worker.exitcode for worker in workers] == [0, 0]
    assert sorted(item.note for item in read_items(tmp_path)) == sorted("01234" * 2)
    assert not [path for path in files(tmp_path) if path.suffix == ".part"]


def test_times_are_utc(tmp_path: Path) -> None:
    noon = datetime(2026, 11, 22, 12, tzinfo=timezone(timedelta(hours=8)))
    recorder(tmp_path, clock=lambda: noon).capture(**screen())
    assert read_items(tmp_path)[0].time == "2026-11-22T04:00:00.000+00:00"
    assert datetime.fromisoformat(read_items(tmp_path)[0].time).tzinfo == UTC


@pytest.mark.parametrize("worker", ["", "../x", "Gw0", "工人", "gw0/"])
def test_a_worker_name_that_is_no_file_name_is_refused(tmp_path: Path, worker: str) -> None:
    with pytest.raises(ValueError, match="进程名"):
        recorder(tmp_path, worker=worker)


@pytest.mark.parametrize(
    "broken",
    [
        {"picture": b"not a picture"},
        {"picture": page(NODES)[:200]},
        {"width": 0},
        {"tree": [{"text": "13912345678"}]},
        {"tree": [node("13912345678", 0, 0) | {"bounds": None}]},
        {"events": {"odd": object()}},
        {"events": {"13912345678": 1, "13812345678": 2}},
        {"device": {"ratio": float("nan")}},
        {"private": [(1, 2, 3, 4)]},
    ],
)
def test_a_failed_redaction_writes_nothing(tmp_path: Path, broken: dict[str, Any]) -> None:
    with pytest.raises(RedactionFailed, match="未写入") as raised:
        recorder(tmp_path).capture(**(screen(picture=page(NODES)) | broken))
    assert "13912345678" not in str(raised.value)
    assert files(tmp_path) == []


def test_a_page_that_overflows_is_masked_where_it_shows_or_not_kept(tmp_path: Path) -> None:
    tree = [node("13912345678", 150, 60, 120), node("wide", 0, 100, 2 * WIDTH)]
    shown = screen(tree=tree, picture=page([tree[0]], scale=2), boxes=[])
    tree[0]["bounds"] = {side: 2 * tree[0]["bounds"][side] for side in "xywh"}
    with pytest.raises(RedactionFailed):
        recorder(tmp_path).capture(**shown | {"width": WIDTH})
    assert files(tmp_path) == []
    recorder(tmp_path).capture(**shown | {"width": None})
    (item,) = read_items(tmp_path)
    assert len(colours(opened((tmp_path / item.picture).read_bytes()), tree[0]["bounds"])) == 1


class Broken(Redactor):
    """A redactor that fails at everything."""

    def text(self, text: str) -> str:
        raise RuntimeError("no masking today")


def test_a_redactor_that_fails_writes_nothing(tmp_path: Path) -> None:
    keeper = Recorder(tmp_path, Broken(Identity()), simulated=False)
    with pytest.raises(RedactionFailed):
        keeper.capture(**screen())
    with pytest.raises(RedactionFailed):
        keeper.keep_document(app="h5", data=b"x", name="x", mime="x", note="x")
    assert files(tmp_path) == []


def test_a_message_of_a_failure_names_nobody(tmp_path: Path) -> None:
    with pytest.raises(RedactionFailed) as raised:
        recorder(tmp_path).capture(**screen(picture=b"13912345678"))
    assert "张三" not in str(raised.value)


@pytest.mark.parametrize("call", ["fsync", "link"])
@pytest.mark.parametrize("failing", [1, 2, 3, 4])
def test_a_disk_that_fails_leaves_only_whole_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, failing: int
) -> None:
    real = getattr(os, call)
    calls = 0

    def fail(*args: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls == failing:
            raise OSError(28, "No space left on device")
        return real(*args)

    whole = tmp_path / "whole"
    clock = {"clock": lambda: datetime(2026, 11, 22, tzinfo=UTC)}
    recorder(whole, **clock).capture(**screen())
    expected = {path.name: path.read_bytes() for path in files(whole)}
    monkeypatch.setattr(os, call, fail)
    if call == "link":  # the way out for disks without links fails too
        monkeypatch.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(OSError(28, "full")))
    broken = tmp_path / "broken"
    with pytest.raises(OSError, match=r"full|No space"):
        recorder(broken, **clock).capture(**screen())
    left = {path.name: path.read_bytes() for path in files(broken)}
    assert left.items() < expected.items()
    assert not [name for name in left if name.endswith(".json") and name.startswith("main-")]


def test_a_disk_without_hard_links_works_and_still_never_overwrites(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_: Any) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    write_new(tmp_path / "a", b"one")
    with pytest.raises(AlreadyExists, match="已经存在"):
        write_new(tmp_path / "a", b"two")
    assert [path.read_bytes() for path in files(tmp_path)] == [b"one"]


def test_a_file_is_never_overwritten(tmp_path: Path) -> None:
    write_new(tmp_path / "a", b"one")
    with pytest.raises(AlreadyExists):
        write_new(tmp_path / "a", b"two")
    assert [path.read_bytes() for path in files(tmp_path)] == [b"one"]


def test_a_document_is_described_and_not_kept(tmp_path: Path) -> None:
    data = page(NODES)
    recorder(tmp_path).keep_document(
        app="h5", data=data, name="张三.png", mime="image/png", note="下载检查报告"
    )
    (item,) = read_items(tmp_path)
    assert item.kind is ItemKind.DOCUMENT
    assert item.document["sha256"] == hashlib.sha256(data).hexdigest()
    assert item.document["size"] == len(data)
    assert item.document["name"] == "**.png"
    assert item.document["is_document"] is True
    assert "text" not in item.document
    assert len(files(tmp_path)) == 1


def test_damaged_items_are_all_named(tmp_path: Path) -> None:
    recorder(tmp_path).capture(**screen())
    (tmp_path / "evidence" / "x-1.json").write_text("{")
    (tmp_path / "evidence" / "x-2.json").write_text('{"id": 1}')
    with pytest.raises(DocumentError) as raised:
        read_items(tmp_path)
    assert {Path(problem.file).name for problem in raised.value.problems} == {
        "x-1.json",
        "x-2.json",
    }


def test_an_item_survives_being_written_and_read(tmp_path: Path) -> None:
    recorder(tmp_path).capture(**screen())
    (item,) = read_items(tmp_path)
    assert Item.model_validate(item.model_dump(mode="json")) == item
