"""Skins: wordings that never agree, every function somewhere, faults told on loading."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

from devices.sandbox import skins as skins_module
from devices.sandbox.entries import entries
from devices.sandbox.skins import INSIDE, SkinError, UnknownSkin, load_skin, skin_names
from devices.sandbox.words import synonyms
from documents import DocumentError
from tests.sandbox.conftest import Walk


def test_there_are_at_least_two_skins() -> None:
    assert {"vant", "mpa"} <= set(skin_names())


def test_every_term_has_enough_synonyms() -> None:
    for term, words in synonyms().terms().items():
        assert len(set(words)) == len(words) >= 4, term


def test_words_of_a_skin_come_from_the_table() -> None:
    for name in skin_names():
        skin = load_skin(name)
        strange = {t: w for t, w in skin.words.items() if w not in synonyms().terms()[t]}
        assert strange == {}, name


@pytest.mark.parametrize(("one", "other"), list(combinations(sorted(skin_names()), 2)))
def test_no_two_skins_name_a_function_alike(one: str, other: str) -> None:
    a, b = load_skin(one).words, load_skin(other).words
    assert [term for term in synonyms().functions if a[term] == b[term]] == []


@pytest.mark.parametrize("name", sorted(skin_names()))
def test_a_skin_uses_no_words_twice_for_functions(name: str) -> None:
    words = load_skin(name).words
    named = [words[entry] for entry in entries()]
    assert sorted(named) == sorted(set(named))


@pytest.mark.parametrize("name", sorted(skin_names()))
def test_every_function_can_be_reached(name: str, walk: Walk) -> None:
    w = walk(skin=name)
    lost = [e for e, item in entries().items() if not item.scattered and not w.control(e)]
    hubs = {hub for hub, parts in INSIDE.items() if all(w.control(part) for part in parts)}
    assert set(lost) <= {"messages", *hubs}, "messages may be a tab of another name"


def test_an_unknown_skin_is_told_with_the_known_ones() -> None:
    with pytest.raises(UnknownSkin, match="vant"):
        load_skin("nope")


def _copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str, file: str) -> None:
    folder = tmp_path / "odd"
    folder.mkdir()
    for name in ("skin.yaml", "wording.yaml"):
        text = (skins_module.HERE / "vant" / name).read_text(encoding="utf-8")
        (folder / name).write_text(text.replace(old, new) if name == file else text)
    monkeypatch.setattr(skins_module, "HERE", tmp_path)


def test_a_skin_that_hides_a_function_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _copy(tmp_path, monkeypatch, "survey, ", "", "skin.yaml")
    with pytest.raises(SkinError, match="survey"):
        load_skin("odd")


def test_a_wording_with_gaps_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _copy(tmp_path, monkeypatch, "  booking: 预约挂号\n", "  bokking: 预约挂号\n", "wording.yaml")
    with pytest.raises(DocumentError) as caught:
        load_skin("odd")
    assert len(caught.value.problems) == 2
