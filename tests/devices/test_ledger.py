"""The bookings ledger: on record before, settled after, never lost, no personal data."""

from __future__ import annotations

import multiprocessing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from devices.ledger import Ledger
from documents.strict import DocumentError


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "run" / "ledger.jsonl"


def test_an_entry_is_open_until_it_is_settled(path: Path) -> None:
    ledger = Ledger(path)
    first = ledger.enter("确认预约", "http://h.test/confirm")
    second = ledger.enter("确认挂号", "http://h.test/confirm")
    ledger.settle(first, "cancelled", "订单页显示已取消")
    assert [entry.id for entry in ledger.open_entries()] == [second]
    assert ledger.open_entries()[0].what == "确认挂号"


def test_another_process_finds_what_this_one_left(path: Path) -> None:
    entry = Ledger(path).enter("确认预约", "http://h.test/")
    assert [found.id for found in Ledger(path).open_entries()] == [entry]


def test_only_an_open_entry_can_be_settled_and_only_once(path: Path) -> None:
    ledger = Ledger(path)
    entry = ledger.enter("确认预约", "http://h.test/")
    with pytest.raises(KeyError, match="nobody"):
        ledger.settle("nobody", "cancelled", "")
    ledger.settle(entry, "never_made", "没有点到")
    with pytest.raises(KeyError):
        ledger.settle(entry, "cancelled", "")


def test_nothing_written_is_ever_changed(path: Path) -> None:
    ledger = Ledger(path)
    entry = ledger.enter("确认预约", "http://h.test/")
    before = path.read_bytes()
    ledger.settle(entry, "cancelled", "列表为空")
    assert path.read_bytes().startswith(before)


def test_numbers_of_persons_are_not_kept(path: Path) -> None:
    ledger = Ledger(path)
    entry = ledger.enter("确认预约 13800138000", "http://h.test/?card=11010119900307123X&id=42")
    ledger.settle(entry, "cancelled", "138 0013 8000 已取消")
    text = path.read_text("utf-8")
    assert "id=42" in text
    assert not any(number in text for number in ("13800138000", "19900307", "0013"))


def test_a_damaged_ledger_is_an_error_with_its_line(path: Path) -> None:
    ledger = Ledger(path)
    ledger.enter("确认预约", "http://h.test/")
    with path.open("a") as file:
        file.write('{"entry": "half\n{"other": 1}\n')
    with pytest.raises(DocumentError) as error:
        ledger.open_entries()
    assert [problem.line for problem in error.value.problems] == [2, 3]


def _enter(path: Path) -> None:
    for _ in range(20):
        Ledger(path).enter("确认预约", "http://h.test/")


def test_processes_do_not_tear_each_others_lines(path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=_enter, args=(path,)) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(Ledger(path).open_entries()) == 40


def test_a_line_separator_in_the_words_ends_no_line(path: Path) -> None:
    entry = Ledger(path).enter("确认\u2028预约\x85", "http://h.test/")
    assert [found.id for found in Ledger(path).open_entries()] == [entry]


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(), st.text())
def test_any_words_can_be_kept(tmp_path: Path, what: str, address: str) -> None:
    ledger = Ledger(tmp_path / f"{abs(hash((what, address)))}.jsonl")
    entry = ledger.enter(what, address)
    assert entry in {found.id for found in ledger.open_entries()}


def test_a_holder_sees_its_own_open_bookings_apart_from_those_of_others(path: Path) -> None:
    one, other = Ledger(path, "gw0"), Ledger(path, "gw1")
    mine, theirs = one.enter("挂号", "http://h.test/"), other.enter("挂号", "http://h.test/")
    assert [entry.id for entry in one.own_open()] == [mine]
    assert [entry.id for entry in other.own_open()] == [theirs]
    assert {entry.id for entry in one.open_entries()} == {mine, theirs}
