"""What a run is to audit, worked out from options and profile."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from auditor.audit.assignment import Options, assign
from auditor.audit.selection import UsageProblem, choose_codes, parse_allow
from devices.model import Effect
from rubric import load_edition

EDITION = load_edition()

MIXED = """
id: some
name: 某某医院
apps:
  - {id: web, channel: h5, entry: "http://127.0.0.1:9/"}
  - {id: phone, channel: android, package: cn.example.hospital}
allow: [own]
account: {test_account: true, phone: "13800000000"}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "some.yaml").write_text(MIXED, encoding="utf-8")
    return tmp_path


def assigned(folder: Path, **options: str):  # type: ignore[no-untyped-def]
    return assign(Options("some", profiles=str(folder), **options), environment={})


@pytest.mark.parametrize(
    ("text", "count"), [("2", 7), ("2.2", 5), ("2.2.1", 1), ("1.1,1.1.1", 5), ("2.2.1, 3.1.3", 2)]
)
def test_beginnings_of_codes_select_groups(text: str, count: int) -> None:
    assert len(choose_codes(EDITION, text)) == count


def test_a_chinese_comma_is_a_comma() -> None:
    assert choose_codes(EDITION, "1.1.1\uff0c2.2.1") == {"1.1.1", "2.2.1"}


@pytest.mark.parametrize("text", ["2.", "22", "2.2.1.1", "x", ","])
def test_a_code_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(UsageProblem):
        choose_codes(EDITION, text)


def test_allow_overrides_the_profile(folder: Path) -> None:
    assert assigned(folder).allowed == {Effect.OWN}
    assert assigned(folder, allow="none").allowed == frozenset()
    assert assigned(folder, allow="booking,contact").allowed == {Effect.BOOKING, Effect.CONTACT}


@pytest.mark.parametrize("text", ["never", "read", "pay", "own;booking", "none,own", ","])
def test_nothing_else_can_be_allowed(text: str) -> None:
    with pytest.raises(UsageProblem):
        parse_allow(text)


def test_a_budget_is_a_number_of_times_and_goes_on_record(folder: Path) -> None:
    now = datetime(2026, 11, 27, tzinfo=UTC)
    assert assigned(folder).header(now).budget == 1
    assert assigned(folder, budget="0.2").header(now).budget == 0.2


@pytest.mark.parametrize("text", ["0", "-1", "21", "nan", "inf", "很多", "1,2"])
def test_a_budget_that_is_none_is_refused(folder: Path, text: str) -> None:
    with pytest.raises(UsageProblem, match="--budget"):
        assigned(folder, budget=text)


def test_an_app_that_cannot_be_driven_yet_is_left_out_and_stays_submitted(folder: Path) -> None:
    assignment = assigned(folder)
    assert [app.id for app in assignment.apps] == ["web"]
    assert [app.id for app in assignment.left_out] == ["phone"]


@pytest.mark.parametrize(
    "options", [{"app": "phone"}, {"channel": "android"}, {"app": "web,phone"}]
)
def test_asking_for_such_an_app_says_that_it_cannot_be_driven(
    folder: Path, options: dict[str, str]
) -> None:
    with pytest.raises(UsageProblem, match="phone"):
        assigned(folder, **options)


def test_a_waiver_holds_on_its_last_day_and_not_after(folder: Path) -> None:
    text = MIXED + "waivers: [{code: 2.2.5, reason: 无住院, until: 2026-11-22}]\n"
    (folder / "some.yaml").write_text(text, encoding="utf-8")
    options = Options("some", profiles=str(folder))
    on_the_day = assign(options, {}, today=date(2026, 11, 22))
    assert [waiver.code for waiver in on_the_day.waived] == ["2.2.5"]
    assert not on_the_day.wants("2.2.5")
    after = assign(options, {}, today=date(2026, 11, 23))
    assert [waiver.code for waiver in after.lapsed] == ["2.2.5"]
    assert after.wants("2.2.5")


def test_a_waiver_for_an_unknown_indicator_is_an_error(folder: Path) -> None:
    text = MIXED + "waivers: [{code: 9.9.9, reason: x, until: 2030-01-01}]\n"
    (folder / "some.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(UsageProblem, match=r"9\.9\.9"):
        assigned(folder)


def test_a_hint_for_a_function_that_nobody_looks_for_is_an_error(folder: Path) -> None:
    (folder / "some.yaml").write_text(MIXED + "hints: {bookin: {words: [挂个号]}}", "utf-8")
    with pytest.raises(UsageProblem, match=r"bookin.*是不是"):
        assigned(folder)


def test_the_rehearsal_hospital_needs_no_preparation() -> None:
    """`pytest probes/ --hospital=示范` must work without any environment variable."""
    assignment = assign(Options("示范"), environment={})
    assert assignment.profile.rehearsal
    assert assignment.credentials.password
    assert assignment.credentials.id_card
    other = assign(Options("示范"), environment={"DEMO_PASSWORD": "another"})
    assert other.credentials.password == "another"


def test_the_account_is_known_to_the_redactor() -> None:
    identity = assign(Options("示范"), environment={}).identity()
    for value in ("张三", "13800000000", "10086001"):
        assert value in identity.values


def test_all_that_is_wrong_is_told_at_once(folder: Path) -> None:
    text = MIXED.replace("phone: ", "name: 李, phone: ") + "hints: {bookin: {words: [挂个号]}}"
    (folder / "some.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(UsageProblem) as caught:
        assigned(folder, allow="owns", indicator="9.9")
    for words in ("bookin", "只有一个字", "owns", "9.9"):
        assert words in str(caught.value)
