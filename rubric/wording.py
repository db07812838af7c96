"""What a hospital reads about points: numbers and reasons, in Chinese."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache

from rubric.model import BoolFact, ChoiceFact, Fact, Indicator, NumberFact, SetFact, Unit
from rubric.values import Members, OneOf, Value


@lru_cache(maxsize=4096)
def spell_points(points: Decimal) -> str:
    """A plain decimal without trailing zeros: "14.5", "1", "0", "-3"."""
    text = f"{points:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in {"-0", ""} else text


def loss_reason(
    indicator: Indicator,
    points: Decimal,
    names: Sequence[str],
    known: Mapping[str, Value],
    apps: str = "",
) -> str:
    """Why points are lost: the facts as they are, and the clause; `apps` names app and share."""
    states = ",且".join(_state(indicator.facts[name], known.get(name)) for name in names)
    pages = "、".join(map(str, indicator.pages))
    clause = f"细则 {indicator.code} {indicator.name}(第 {pages} 页)"
    return f"{apps}{states};按{clause}扣 {spell_points(points)} 分"


def app_note(app: str, needed: int, apps: int) -> str:
    """Which app decides under the 60 % rule; nothing where there is only one app."""
    return "" if apps == 1 else f"{apps} 个应用中须有 {needed} 个达到,以 {app} 为准:"


def _state(fact: Fact, value: Value) -> str:
    match fact:
        case BoolFact():
            return f"没有“{fact.gloss}”"
        case NumberFact():
            return f"“{fact.gloss}”为 {_number(fact, value)}"
        case ChoiceFact():
            return f"“{fact.gloss}”为“{_choice(fact, value)}”"
        case SetFact():
            return _set(fact, value)


def _number(fact: NumberFact, value: Value) -> str:
    assert isinstance(value, Decimal)
    return f"{spell_points(value * 100)}%" if fact.unit is Unit.RATIO else spell_points(value)


def _choice(fact: ChoiceFact, value: Value) -> str:
    words = value.members if isinstance(value, OneOf) else (str(value),)
    return "或".join(fact.members[word] for word in words)


def _set(fact: SetFact, value: Value) -> str:
    """The members found and those not found, undecided ones apart."""
    assert isinstance(value, Members)
    found = [fact.members[word] for word in value.has]
    settled = {*value.has, *value.open, *fact.not_counted}
    lacking = [gloss for word, gloss in fact.members.items() if word not in settled]
    amount = f"有 {len(found)} 项({'、'.join(found)})" if found else "一项也没有"
    text = f"“{fact.gloss}”{amount}"
    if value.open:
        text += f",待定 {len(value.open)} 项"
    return f"{text},没有 {'、'.join(lacking)}" if lacking else text
