"""Parts of the score card page that hold for any input: bars, reasons, maps, words."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.report.facts import by_member, state_of
from auditor.report.indicators import bar_of
from auditor.report.maps import LABELS, map_view
from auditor.report.sources import NamedMap
from auditor.report.view import MapView, Spot, State
from auditor.report.words import Words, load_words
from auditor.report.written import WrittenMap
from documents.strict import DocumentError, Source, parse_as
from probes.appmap import Arrival
from rubric import Members, OneOf
from tests.auditor.report_runs import begin, words_of

POINTS = st.decimals(-20, 120, places=1)


@given(POINTS, POINTS)
def test_a_bar_never_leaves_its_frame(one: Decimal, other: Decimal) -> None:
    bar = bar_of(min(one, other), max(one, other), Decimal(100))
    assert 0 <= bar.sure <= bar.sure + bar.possible <= 100.001


def test_a_bar_is_as_long_as_its_points() -> None:
    bar = bar_of(Decimal("4"), Decimal("10"), Decimal("16"))
    assert (bar.words, bar.sure, bar.possible) == ("4 ~ 10", 25, 37.5)
    assert bar_of(Decimal(2), Decimal(2), Decimal(2)).words == "2"


@pytest.mark.parametrize(
    ("value", "state"),
    [
        (None, State.OPEN),
        (True, State.YES),
        (False, State.NO),
        (Members(()), State.NO),
        (Members(("a",)), State.YES),
        (Members(("a",), ("b",)), State.PART),
        (Members((), ("b",)), State.OPEN),
        (OneOf(("a", "b")), State.OPEN),
        ("a", State.YES),
        ("none", State.NO),
        (Decimal("0.1"), State.YES),
    ],
)
def test_unknown_is_neither_yes_nor_no(value: object, state: State) -> None:
    assert state_of(value, "none") is state  # type: ignore[arg-type]


MEMBERS = {"meal": "订餐", "parking": "停车"}
SAID = st.text(st.characters(blacklist_characters=":;[]:;", categories=["L", "N"]), min_size=1)


@given(st.dictionaries(st.sampled_from(sorted(MEMBERS)), SAID))
def test_what_was_said_of_a_member_comes_back_with_it(said: dict[str, str]) -> None:
    reason = ";".join(f"{word}:{text}" for word, text in said.items())
    assert by_member(reason, MEMBERS) == ("", said)


@given(SAID)
def test_what_is_about_no_member_stays(words: str) -> None:
    assert by_member(words, MEMBERS) == (words, {})


def test_a_member_seen_in_two_apps_names_both() -> None:
    reason = "[h5] meal:有入口;parking:没有;[app] meal:打不开"
    assert by_member(reason, MEMBERS)[1] == {
        "meal": "[h5] 有入口;[app] 打不开",
        "parking": "[h5] 没有",
    }


def view_of(drawn: dict[str, object]) -> MapView:
    whole = {"entry": "0", "complete": False, "cut": "", "places": [], "ways": [], "unvisited": []}
    written = WrittenMap.model_validate(whole | drawn)
    return map_view(NamedMap("h5", "patient", "main", written), {})


def spots(roots: tuple[Spot, ...]) -> list[Spot]:
    return [one for root in roots for one in (root, *spots(root.leaves), *spots(root.branches))]


@st.composite
def maps(draw: st.DrawFn) -> dict[str, object]:
    """Screens and ways as no explorer would draw them: loops, strangers, ways upwards."""
    names = [str(number) for number in range(draw(st.integers(1, 8)))]
    places = [
        {"id": name, "trail": [f"到{name}"], "depth": draw(st.integers(0, 3))} for name in names
    ]
    end = st.sampled_from([*names, "", "nowhere"])
    arrival = st.sampled_from([one.value for one in Arrival])
    way = st.fixed_dictionaries({"from": end, "to": end, "label": SAID, "arrival": arrival})
    return {"places": places, "ways": draw(st.lists(way, max_size=12))}


@given(maps())
def test_every_screen_of_a_map_is_shown_exactly_once(drawn: dict[str, object]) -> None:
    shown = [spot.name for spot in spots(view_of(drawn).roots)]
    assert sorted(shown) == sorted(f"到{place['id']}" for place in drawn["places"])  # type: ignore[attr-defined]


def test_a_map_is_a_tree_from_the_entry() -> None:
    places = [
        {"id": "0", "depth": 0},
        {"id": "1", "trail": ["挂号"], "depth": 1, "title": "预约挂号"},
        {"id": "2", "trail": ["挂号", "骨科"], "depth": 2, "status": 404},
        {"id": "3", "trail": ["公众号"], "depth": 1, "outside": True},
    ]
    ways = [
        {"from": "0", "label": "挂号", "arrival": "screen", "to": "1"},
        {"from": "1", "label": "首页", "arrival": "screen", "to": "0"},
        {"from": "1", "label": "骨科", "arrival": "screen", "to": "2"},
        {"from": "0", "label": "公众号", "arrival": "screen", "to": "3"},
        {"from": "2", "label": "停诊", "arrival": "toast", "words": "今日停诊"},
    ]
    (home,) = view_of({"places": places, "ways": ways}).roots
    assert [leaf.name for leaf in home.leaves] == ["公众号"]
    assert home.leaves[0].warning == "站外页面"
    (booking,) = home.branches
    assert (booking.name, booking.title) == ("挂号", "预约挂号")
    (office,) = booking.leaves
    assert office.warning == "HTTP 404"
    assert [(one.what, one.labels) for one in office.tried] == [
        (load_words().arrivals[Arrival.TOAST], ("停诊“今日停诊”",))
    ]


def test_what_was_not_tried_is_grouped_by_reason_and_counted() -> None:
    left = [{"place": "0", "label": f"医生{n}", "reason": "同类条目已抽样"} for n in range(30)]
    left.append({"place": "0", "label": "", "reason": "预算用尽"})
    (home,) = view_of({"places": [{"id": "0"}], "unvisited": left}).roots
    assert [(one.what, len(one.labels), one.more) for one in home.left] == [
        ("同类条目已抽样", LABELS, 30 - LABELS),
        ("预算用尽", 1, 0),
    ]


@pytest.mark.parametrize("complete", [True, False])
def test_a_map_says_whether_it_was_explored_to_the_end(tmp_path: Path, complete: bool) -> None:
    run = begin(tmp_path)
    run.put_map(complete=complete, cut="" if complete else "操作预算用尽", places=[{"id": "s0"}])
    words = words_of(run.page().get_element_by_id("maps"))
    assert ("已探索到底" in words) is complete
    assert ("没有探索到底：操作预算用尽" in words) is not complete
    assert "到过 1 个页面" in words


def test_announcements_that_were_closed_are_shown(tmp_path: Path) -> None:
    run = begin(tmp_path)
    run.shot("弹窗:停诊公告")
    run.put_map(places=[{"id": "s0"}])
    assert "停诊公告" in words_of(run.page().get_element_by_id("maps"))


def test_a_word_that_is_lacking_is_found_at_once() -> None:
    plain = load_words().model_dump(mode="json")
    del plain["settle"]["未能登录"]
    plain["channels"]["fax"] = "传真"
    with pytest.raises(DocumentError) as caught:
        parse_as(Words, Source("words.yaml", plain))
    assert len(caught.value.problems) == 2
