"""Random hospitals: the same for the same seed, whole, and true to what they say of themselves."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner

from devices.sandbox import Features, Sandbox, read_features, skin_names, truth
from devices.sandbox.__main__ import main
from devices.sandbox.catalogue import catalogue
from devices.sandbox.entries import entries
from devices.sandbox.generator import HELD_OUT, Draw, draw
from devices.sandbox.words import synonyms
from tests.sandbox.oracle import CHECKS
from tests.sandbox.walker import Walker

SEEDS = range(12)


@pytest.fixture(scope="module")
def hospitals() -> list[Draw]:
    return [draw(seed) for seed in SEEDS]


def test_a_seed_is_a_hospital(hospitals: list[Draw]) -> None:
    again = draw(4)
    first = hospitals[4]
    assert (again.settings, again.features, again.skin.name) == (
        first.settings,
        first.features,
        first.skin.name,
    )
    assert (again.wording, again.placement) == (first.wording, first.placement)
    assert len({hospital.feature_file() for hospital in hospitals}) == len(hospitals)
    assert len({str(hospital.placement) for hospital in hospitals}) == len(hospitals)


def test_only_the_named_skins_are_drawn() -> None:
    assert {draw(seed, ["mpa"]).skin.name for seed in range(5)} == {"mpa"}
    assert draw(3, ["mpa"]).settings == draw(3).settings


def test_every_skin_and_manner_has_its_turn(hospitals: list[Draw]) -> None:
    shares = Counter(
        "hollow" if isinstance(setting, dict) else "off" if setting == "off" else "on"
        for hospital in hospitals
        for key, setting in hospital.settings.items()
        if catalogue().facts[catalogue().features[key]].type != "choice"
    )
    assert 0.55 < shares["on"] / shares.total() < 0.65
    assert shares["hollow"] / shares.total() > 0.15
    assert {hospital.popup for hospital in hospitals} == {True, False}
    assert {hospital.oauth for hospital in hospitals} == {True, False}
    assert {hospital.talk for hospital in hospitals} == {True, False}
    assert {hospital.at_once for hospital in hospitals} == {True, False}
    assert all(0 <= hospital.latency <= 150 for hospital in hospitals)
    assert {hospital.skin.name for hospital in hospitals} <= set(skin_names())


def test_the_feature_file_gives_the_same_hospital(hospitals: list[Draw], tmp_path: Path) -> None:
    for hospital in hospitals:
        file = tmp_path / f"{hospital.seed}.yaml"
        file.write_text(hospital.feature_file(), encoding="utf-8")
        assert read_features(file) == hospital.features
        assert hospital.truth() == truth(hospital.features, "h5", f"draw{hospital.seed}")


def test_no_two_functions_are_called_alike(hospitals: list[Draw]) -> None:
    for hospital in hospitals:
        assert set(hospital.wording) == set(synonyms().terms())
        words = [hospital.wording[term] for term in synonyms().functions]
        assert len(words) == len(set(words))


def test_every_function_stands_in_a_menu_and_no_menu_gathers_the_scattered(
    hospitals: list[Draw],
) -> None:
    for hospital in hospitals:
        menus = hospital.placement.menus
        placed = [[e for group in menu.groups for e in group.entries] for menu in menus.values()]
        everywhere = {entry for page in placed for entry in page}
        assert {path for path in menus if path != "/" and path != "/mine"} <= everywhere | {
            tab.path for tab in hospital.placement.tabs
        }
        missing = set(entries()) - everywhere - {"register"}
        assert all(name in PARTS for name in missing), missing
        for page in placed:
            assert sum(e in entries() and entries()[e].scattered for e in page) <= 3


PARTS = {"reports", "payments"} | {
    name for name in entries() if entries()[name].path.startswith(("/records/", "/payments/"))
}
"""Either a hub stands in the menus, or what stands behind it."""


def told(feature: str, features: Features) -> object:
    """What the truth says about one feature; None where nobody can know."""
    facts = truth(features)
    code, _, name = catalogue().features[feature].rpartition(".")
    if code == "bonus":
        return features.works(feature)
    value = (facts["apps"]["h5"] | facts["facts"])[code][name]
    return feature.rsplit(".", 1)[1] in value if isinstance(value, list) else value


@pytest.mark.parametrize("seed", range(3))
def test_the_truth_of_a_draw_is_what_a_patient_finds(seed: int) -> None:
    """Whatever the mixture of functions, the wording, the menus and the manners."""
    drawn = draw(seed)
    wrong = {}
    with Sandbox(drawn) as hospital, httpx.Client(base_url=hospital.url, trust_env=False) as http:
        walker = Walker(hospital, http, drawn.settings)
        for feature, check in CHECKS.items():
            expected = told(feature, drawn.features)
            walker.start_afresh()
            found = check(walker)
            if expected is not None and found != expected:
                wrong[feature] = (expected, found)
    assert not wrong


def test_a_drawn_hospital_runs(hospitals: list[Draw]) -> None:
    drawn = next(hospital for hospital in hospitals if not hospital.oauth)
    with Sandbox(drawn) as hospital:
        answer = httpx.get(hospital.url + "api/page", params={"path": "/"}, trust_env=False)
    assert answer.json()["page"]["title"] == drawn.wording["tab_home"]
    assert hospital.features == drawn.features


def test_a_seed_leaves_no_other_choice() -> None:
    done = CliRunner().invoke(main, ["--seed", str(HELD_OUT - 1), "--skin", "mpa"])
    assert done.exit_code == 4
    assert "--seed" in done.output
