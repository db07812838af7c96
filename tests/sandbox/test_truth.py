"""The ground truth agrees with what a walk through the running app finds, feature by feature."""

from __future__ import annotations

import random
from typing import Any

import pytest

from devices.sandbox.catalogue import catalogue
from devices.sandbox.features import Features, draw, truth
from tests.sandbox.conftest import Walk
from tests.sandbox.oracle import CHECKS
from tests.sandbox.walker import Walker

FEATURES = catalogue().features
SKINS = ("vant", "mpa")


def settings_of(feature: str) -> list[Any]:
    """Everything one feature can be set to; the second is its plain absence."""
    fact = catalogue().facts[FEATURES[feature]]
    plain: list[Any] = list(fact.choices) or ["on", "off"]
    plain += fact.elsewhere
    return plain + [{"hollow": str(way)} for way in catalogue().ways(feature)]


def spelled(setting: Any) -> str:
    return setting if isinstance(setting, str) else str(setting["hollow"])


def cases() -> list[Any]:
    """Every feature in every state on every skin; all but one of each are left to deep runs."""
    listed = []
    for number, feature in enumerate(FEATURES):
        settings = settings_of(feature)
        sample = (draw(1, feature, len(settings)), number % 2)
        for n, setting in enumerate(settings):
            for k, skin in enumerate(SKINS):
                marks = () if (n, k) == sample else (pytest.mark.deep,)
                name = f"{feature}-{spelled(setting)}-{skin}"
                listed.append(pytest.param(feature, setting, skin, id=name, marks=marks))
    return listed


def told(feature: str, features: Features) -> Any:
    """What the truth table says about one feature."""
    facts = truth(features)
    code, _, name = FEATURES[feature].rpartition(".")
    if code == "bonus":
        return features.works(feature)
    value = (facts["apps"]["h5"] | facts["facts"])[code][name]
    return feature.rsplit(".", 1)[1] in value if isinstance(value, list) else value


def test_every_feature_can_be_checked_from_outside() -> None:
    assert set(CHECKS) == set(FEATURES)


@pytest.mark.parametrize(("feature", "setting", "skin"), cases())
def test_truth_is_what_a_patient_finds(feature: str, setting: Any, skin: str, walk: Walk) -> None:
    settings = {feature: setting}
    expected = told(feature, Features.from_settings(settings))
    found = CHECKS[feature](walk(settings, skin))
    assert found == expected or (expected is None and not found)


def drawn(seed: int) -> dict[str, Any]:
    """A random hospital, in which one can log in: half of its features are not simply on."""
    chance = random.Random(seed)
    settings = {f: chance.choice(settings_of(f)) for f in FEATURES if chance.random() < 0.5}
    return {**settings, "1.1.3.login_methods.sms_code": "on"}


def disagreements(walker: Walker, features: Features) -> dict[str, tuple[Any, Any]]:
    """feature → (told, found) wherever the two differ."""
    wrong = {}
    for feature, check in CHECKS.items():
        walker.start_afresh()
        expected, found = told(feature, features), check(walker)
        if found != expected and not (expected is None and not found):
            wrong[feature] = (expected, found)
    return wrong


@pytest.mark.parametrize(
    "seed", [pytest.param(n, marks=() if n < 2 else (pytest.mark.deep,)) for n in range(24)]
)
def test_truth_holds_in_any_mixture(seed: int, walk: Walk) -> None:
    settings = drawn(seed)
    walker = walk(settings, SKINS[seed % 2])
    assert disagreements(walker, Features.from_settings(settings)) == {}


@pytest.mark.deep
@pytest.mark.parametrize("feature", list(FEATURES))
def test_flipping_one_function_flips_its_fact_only(feature: str, walk: Walk) -> None:
    settings = {
        feature: settings_of(feature)[-1 if catalogue().facts[FEATURES[feature]].choices else 1]
    }
    features = Features.from_settings(settings)
    assert disagreements(walk(settings, SKINS[len(feature) % 2]), features) == {}
