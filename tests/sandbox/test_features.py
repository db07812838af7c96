"""Feature files: strict, complete, with all problems at once; and what follows from them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.sandbox.catalogue import Way, catalogue
from devices.sandbox.features import FeatureError, Features, read_features, truth
from documents import DocumentError

KEYS = sorted(catalogue().features)


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "features.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_says_what_is_off_hollow_and_chosen(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "seed: 3\noauth: true\nlatency: 20\nfeatures:\n"
        '  "2.2.1.booking": off\n'
        '  "1.1.1.add_family_member": {hollow: submit_fails}\n'
        '  "5.2.4.fee_query.inpatient": {hollow: 404}\n'
        '  "3.2.1.indoor_navigation": static_map\n',
    )
    features = read_features(path)
    assert features.oauth
    assert features.latency == 20
    assert features.state("2.2.1.booking").off
    assert features.state("1.1.1.add_family_member").way is Way.SUBMIT_FAILS
    assert features.state("5.2.4.fee_query.inpatient").way is Way.NOT_FOUND
    assert features.state("3.2.1.indoor_navigation").choice == "static_map"
    assert features.state("5.3.1.online_consult").on


def test_an_empty_file_is_a_hospital_with_everything(tmp_path: Path) -> None:
    assert read_features(written(tmp_path, "")) == Features()


def test_all_problems_of_a_file_are_told_at_once_with_lines(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "features:\n"
        '  "2.2.1.bookings": off\n'
        '  "3.3.2.convenience_hub": hollow\n'
        '  "2.2.1.booking": {hollow: bad_download}\n'
        '  "3.2.1.indoor_navigation": perfect\n',
    )
    with pytest.raises(DocumentError) as caught:
        read_features(path)
    lines = [problem.line for problem in caught.value.problems]
    assert lines == [2, 3, 4, 5]
    assert "没有这个功能点" in str(caught.value)


def test_an_unknown_key_of_the_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="不认识的键"):
        read_features(written(tmp_path, "feature: {}\n"))


def test_hollow_alone_draws_the_same_way_every_time() -> None:
    def way(seed: int) -> Way | None:
        features = Features.from_settings({"2.2.1.booking": "hollow"}, seed=seed)
        return features.state("2.2.1.booking").way

    assert way(5) == way(5)
    assert len({way(seed) for seed in range(40)}) > 4


@given(st.dictionaries(st.sampled_from(KEYS), st.sampled_from([True, False]), max_size=20))
def test_switching_off_never_makes_a_fact_true(settings: dict[str, bool]) -> None:
    full, less = Features(), Features.from_settings(settings)
    assert all(full.works(key) or not less.works(key) for key in KEYS)


@pytest.mark.parametrize("feature", KEYS)
def test_one_function_off_takes_along_only_what_needs_it(feature: str) -> None:
    needs = catalogue().needs
    dependent = {key for key, others in needs.items() if feature in others}
    services = {"3.3.2.convenience_hub"}
    features = Features.from_settings({feature: "off"})
    lost = {key for key in KEYS if not features.works(key)} - {feature}
    direct = {key for key in lost if key not in dependent and key not in services}
    assert {key for key in direct if not _depends(key, dependent | {feature})} == set()


def _depends(key: str, on: set[str]) -> bool:
    table = catalogue().needs
    return any(o in on for o in table.get(key, ()) + table.get(key.rsplit(".", 1)[0], ()))


def test_nothing_personal_is_known_where_nobody_can_log_in() -> None:
    off = {f"1.1.3.login_methods.{way}": False for way in ("sms_code", "password", "wechat")}
    facts = truth(Features.from_settings(off))["facts"]
    assert facts["3.1.3"]["record_view_kinds"] is None
    assert facts["1.2.1"]["hospital_intro"] == "in_app"


@pytest.mark.parametrize(
    ("setting", "told"),
    [("off", None), ({"hollow": "dead_link"}, None), ({"hollow": "404"}, False)],
)
def test_what_no_visitor_sees_may_be_inside(setting: object, told: bool | None) -> None:
    """An entry to an error page is seen; none at all, or one that does not answer, says nothing."""
    off = {f"1.1.3.login_methods.{way}": False for way in ("sms_code", "password", "wechat")}
    key = "2.1.2.triage_by_symptom"
    shut = truth(Features.from_settings({**off, key: setting}))["facts"]["2.1.2"]
    assert shut["triage_by_symptom"] is told
    let_in = truth(Features.from_settings({key: setting}))["facts"]["2.1.2"]
    assert let_in["triage_by_symptom"] is False


def test_material_facts_are_unknown_when_the_app_is_silent() -> None:
    facts = truth(Features.from_settings({"4.3.3.delivery_supervision": False}))["facts"]
    assert facts["4.3.3"] == {
        "drug_delivery": True,
        "delivery_tracking": True,
        "delivery_supervision": None,
    }


@pytest.mark.parametrize(
    ("clinic", "consult", "told"),
    [
        ("on", "off", None),
        ("on", {"hollow": "404"}, None),
        ("off", "off", False),
        ("on", "on", True),
    ],
)
def test_what_an_expert_may_take_for_it_leaves_it_to_the_expert(
    clinic: str, consult: object, told: bool | None
) -> None:
    settings = {"3.4.1.text_image_consult": clinic, "5.3.1.online_consult": consult}
    facts = truth(Features.from_settings(settings))["facts"]
    assert facts["5.3.1"]["online_consult"] is told


def test_wrong_settings_name_every_wrong_key() -> None:
    with pytest.raises(FeatureError) as caught:
        Features.from_settings({"9.9.9.x": True, "2.2.1.booking": "maybe"})
    assert set(caught.value.problems) == {"9.9.9.x", "2.2.1.booking"}


@pytest.mark.parametrize(("overview", "shown"), [("on", "in_app"), ({"hollow": "blank"}, "none")])
def test_an_introduction_of_which_no_item_says_anything_is_none(
    overview: object, shown: str
) -> None:
    items = "1.2.2.department_intro_items"
    settings = {f"{items}.{name}": "off" for name in ("staff", "scope", "strengths")}
    features = Features.from_settings({**settings, f"{items}.overview": overview})
    assert truth(features)["facts"]["1.2.2"]["department_intro"] == shown
