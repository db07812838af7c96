"""The fictional family member that an audit adds and takes out again."""

from __future__ import annotations

from datetime import date

from probes.flows.members import NAME, fictional_id_card

_WEIGHTS: list[int] = [2 ** (17 - place) % 11 for place in range(18)]


def is_valid(number: str) -> bool:
    """ISO 7064 MOD 11-2 as GB 11643 uses it: the weighted sum leaves one."""
    digits = [10 if c == "X" else int(c) for c in number]
    return sum(d * w for d, w in zip(digits, _WEIGHTS, strict=True)) % 11 == 1


def test_the_checksum_is_the_official_one() -> None:
    assert is_valid("11010519491231002X")  # the example of the standard
    assert not is_valid("110105194912310021")


def test_the_number_passes_the_checks_of_an_app() -> None:
    number = fictional_id_card()
    assert len(number) == 18
    assert is_valid(number)
    born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    assert 18 <= (date.today() - born).days / 365.25 <= 80


def test_the_member_is_the_same_every_time_and_marked_as_a_test() -> None:
    assert fictional_id_card() == fictional_id_card()
    assert "测试" in NAME
