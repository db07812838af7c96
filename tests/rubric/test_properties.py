"""What must hold for any hospital: tight intervals, monotony, order, sums."""

from __future__ import annotations

from copy import deepcopy
from decimal import Decimal
from itertools import product
from math import prod
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from rubric import Fact, Interval, OpenQuestion, Scorecard, load_edition
from rubric.model import BoolFact, ChoiceFact, NumberFact
from tests.rubric.drawing import (
    COUNTS,
    RATES,
    completed,
    completions,
    facts_of,
    hospitals,
    how_many,
    narrow,
    partial,
    settled,
)
from tests.rubric.sheets import Facts, card, document

CODES = list(load_edition().indicators)
PER_APP = [code for code, i in load_edition().indicators.items() if i.per_app]
MOST = 150

few = settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
several = settings(few, max_examples=40)


def points(code: str, data: dict[str, Any]) -> Interval:
    return card(data).indicators[code].points


def span(intervals: list[Interval]) -> Interval:
    """Least and most of fully known outcomes."""
    assert all(interval.low == interval.high for interval in intervals)
    return Interval(min(i.low for i in intervals), max(i.high for i in intervals))


def with_apps(code: str, apps: list[Facts]) -> dict[str, Any]:
    return document(apps={f"app{n}": {code: facts} for n, facts in enumerate(apps)})


@pytest.mark.parametrize("code", CODES)
@few
@given(data=st.data())
def test_interval_is_what_brute_force_over_all_completions_finds(
    code: str, data: st.DataObject
) -> None:
    facts = data.draw(facts_of(code, narrow))
    assume(how_many(code, facts) <= MOST)
    oracle = span([points(code, document({code: full})) for full in completed(code, facts)])
    assert points(code, document({code: facts})) == oracle


@pytest.mark.parametrize("code", PER_APP)
@few
@given(data=st.data())
def test_interval_is_tight_over_several_apps(code: str, data: st.DataObject) -> None:
    apps = data.draw(st.lists(facts_of(code, narrow), min_size=2, max_size=4))
    assume(prod(how_many(code, facts) for facts in apps) <= MOST)
    full = product(*(list(completed(code, facts)) for facts in apps))
    oracle = span([points(code, with_apps(code, list(combination))) for combination in full])
    assert points(code, with_apps(code, apps)) == oracle


@several
@given(hospitals())
def test_every_interval_lies_within_0_and_the_weight(data: dict[str, Any]) -> None:
    for entry in card(data).indicators.values():
        assert 0 <= entry.points.low <= entry.points.high <= entry.weight


@several
@given(hospitals())
def test_sums(data: dict[str, Any]) -> None:
    found = card(data)
    net = found.adjustments.bonus - found.adjustments.deduction - found.adjustments.veto
    for end in ("low", "high"):
        total = getattr(found.total, end)
        for groups in (found.categories, found.items, found.indicators):
            assert total == net + sum(getattr(g.points, end) for g in groups.values())
        for code, category in found.categories.items():
            below = [e for c, e in found.indicators.items() if c.split(".")[0] == code]
            assert getattr(category.points, end) == sum(getattr(e.points, end) for e in below)


@several
@given(hospitals())
def test_every_lost_point_has_a_reason(data: dict[str, Any]) -> None:
    for code, entry in card(data).indicators.items():
        assert sum(d.points for d in entry.deductions) == entry.weight - entry.points.high
        for deduction in entry.deductions:
            assert deduction.points > 0
            glosses = [fact.gloss for fact in load_edition().indicators[code].facts.values()]
            assert any(gloss in deduction.reason for gloss in glosses)
            assert code in deduction.reason


@several
@given(hospitals(), st.randoms(use_true_random=False))
def test_order_of_apps_and_facts_is_irrelevant(data: dict[str, Any], chance: Any) -> None:
    shuffled = shuffle(data, chance)
    assert card(shuffled).to_json() == card(data).to_json()


def shuffle(value: Any, chance: Any) -> Any:
    """The same document with every mapping and every list of words in another order."""
    if isinstance(value, dict):
        pairs = [(key, shuffle(part, chance)) for key, part in value.items()]
        chance.shuffle(pairs)
        return dict(pairs)
    if isinstance(value, list):
        return chance.sample(value, len(value))
    return value


def places(data: dict[str, Any]) -> list[tuple[Facts, str, Fact]]:
    """Every fact of a document: the mapping that holds it, its name, its declaration."""
    groups = [data["facts"], *data["apps"].values()]
    return [
        (facts, name, load_edition().fact(code, name))
        for group in groups
        for code, facts in group.items()
        for name in facts
    ]


def inside(inner: Scorecard, outer: Scorecard) -> bool:
    pairs = [(inner.total, outer.total)]
    pairs += [(entry.points, outer.indicators[c].points) for c, entry in inner.indicators.items()]
    return all(a.low >= b.low and a.high <= b.high for a, b in pairs)


@several
@given(hospitals(narrow), st.data())
def test_learning_a_fact_never_widens_the_interval(
    data: dict[str, Any], draw: st.DataObject
) -> None:
    learned = deepcopy(data)
    for holder, name, fact in places(learned):
        if draw.draw(st.booleans()):
            holder[name] = draw.draw(st.sampled_from(completions(fact, holder[name])))
    assert inside(card(learned), card(data))


def better(fact: Fact, raw: Any, draw: st.DataObject) -> Any:
    """A settled value that is at least as good as a settled one."""
    match fact:
        case BoolFact():
            return True
        case NumberFact():
            values = COUNTS if fact.integer else RATES
            return draw.draw(st.sampled_from([v for v in values if v >= raw]))
        case ChoiceFact():
            words = list(fact.members)
            return draw.draw(st.sampled_from(words[: words.index(raw) + 1]))
        case _:
            more = draw.draw(st.lists(st.sampled_from(list(fact.members)), unique=True))
            return [*raw, *(word for word in more if word not in raw)]


def is_settled(raw: Any) -> bool:
    return raw is not None and not isinstance(raw, dict)


@several
@given(hospitals(narrow) | hospitals(settled), st.data())
def test_improving_never_lowers_and_worsening_never_raises(
    worse: dict[str, Any], draw: st.DataObject
) -> None:
    improved = deepcopy(worse)
    for holder, name, fact in places(improved):
        if is_settled(holder[name]) and draw.draw(st.booleans()):
            holder[name] = better(fact, holder[name], draw)
    low, high = card(worse), card(improved)
    assert low.total.low <= high.total.low
    assert low.total.high <= high.total.high
    for code, entry in low.indicators.items():
        assert entry.points.low <= high.indicators[code].points.low
        assert entry.points.high <= high.indicators[code].points.high


@pytest.mark.parametrize("code", CODES)
@few
@given(data=st.data())
def test_points_at_stake_are_what_one_answer_can_move(code: str, data: st.DataObject) -> None:
    per_app = code in PER_APP
    count = data.draw(st.integers(1, 4)) if per_app else 1
    apps = [data.draw(facts_of(code, narrow)) for _ in range(count)]
    base = with_apps(code, apps) if per_app else document({code: apps[0]})
    found = card(base)
    stakes = {(q.app, q.fact): q for q in found.open_facts if q.code == code}
    for position, facts in enumerate(apps):
        holder = base["apps"][f"app{position}"][code] if per_app else base["facts"][code]
        for name, raw in facts.items():
            app = f"app{position}" if per_app else None
            moved = movement(code, base, holder, name, found.indicators[code].points)
            check_stake(stakes.get((app, name)), moved)
            assert holder[name] == raw


def movement(code: str, data: dict[str, Any], holder: Facts, name: str, now: Interval) -> Decimal:
    """How far an end of the interval goes when one fact is settled, at most."""
    raw = holder[name]
    most = Decimal(0)
    for value in completions(load_edition().fact(code, name), raw):
        holder[name] = value
        then = points(code, data)
        most = max(most, then.low - now.low, now.high - then.high)
    holder[name] = raw
    return most


def check_stake(question: OpenQuestion | None, moved: Decimal) -> None:
    if question is None:
        assert moved == 0
    else:
        assert question.points == moved


@few
@given(facts_of("1.1.1", partial), facts_of("1.1.1", partial), facts_of("1.1.1", partial))
def test_only_facts_that_can_still_matter_are_asked_for(a: Facts, b: Facts, c: Facts) -> None:
    apps = [a, b, c]
    asked = {
        (q.app, q.fact) for q in card(with_apps("1.1.1", apps)).open_facts if q.code == "1.1.1"
    }
    combos = [list(combo) for combo in product(*(list(completed("1.1.1", f)) for f in apps))]
    outcome = {repr(combo): points("1.1.1", with_apps("1.1.1", combo)).low for combo in combos}
    matters = set()
    for combo in combos:
        for position, facts in enumerate(apps):
            for name in (n for n, raw in facts.items() if raw is None):
                flipped = deepcopy(combo)
                flipped[position][name] = not flipped[position][name]
                if outcome[repr(flipped)] != outcome[repr(combo)]:
                    matters.add((f"app{position}", name))
    assert asked == matters
