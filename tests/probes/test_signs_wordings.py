"""How apps say things: each sign is met by many phrases, and not by those that mean another."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import Field, RootModel

from documents import StrictModel, parse_as, read_yaml
from probes.lexicon import load_lexicon, plain

LEXICON = load_lexicon()
ON_LABELS = {
    "agree_button",
    "code_request",
    "department",
    "dismiss",
    "login_button",
    "login_way",
    "next_button",
    "password_tab",
    "register_button",
    "sms_tab",
    "submit_button",
}
"""Signs that the flows look for in labels without blanks and punctuation."""


class Phrases(StrictModel):
    """Words that carry a sign, and words that do not."""

    says: list[str] = Field(min_length=1)
    not_: list[str] = Field(min_length=1, alias="not")


class _Signs(RootModel[dict[str, Phrases]]):
    pass


SIGNS = parse_as(_Signs, read_yaml(Path(__file__).with_name("signs-wordings.yaml"))).root


def says(sign: str, words: str) -> bool:
    return LEXICON.says(sign, plain(words) if sign in ON_LABELS else words)


@pytest.mark.parametrize("sign", sorted(SIGNS))
def test_a_sign_is_met_by_what_apps_say(sign: str) -> None:
    assert [words for words in SIGNS[sign].says if not says(sign, words)] == []


@pytest.mark.parametrize("sign", sorted(SIGNS))
def test_a_sign_is_not_met_by_what_means_another_thing(sign: str) -> None:
    assert [words for words in SIGNS[sign].not_ if says(sign, words)] == []
