"""One value of a facts file, held against what its fact may be."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from difflib import get_close_matches
from typing import Any

from rubric.model import BoolFact, ChoiceFact, Fact, NumberFact, SetFact
from rubric.values import Members, OneOf, Value


class WrongValue(Exception):
    """A value is not what its fact demands; its arguments are message and remedy in Chinese."""


def _read_bool(_: BoolFact, raw: Any) -> Value:
    if raw is True or raw is False:
        return bool(raw)
    raise WrongValue(f"应为 true、false 或 null,现为 {raw!r}", "改为其中之一")


def _read_number(fact: NumberFact, raw: Any) -> Value:
    wrong = f"应为{_range(fact)},现为 {raw!r}"
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        raise WrongValue(wrong, "写成数字,不加引号和单位")
    number = Decimal(str(raw))
    if not number.is_finite() or number < fact.min or (fact.max is not None and number > fact.max):
        raise WrongValue(wrong, "核对数值;比例写小数,如 83% 写 0.83")
    if fact.integer and number != number.to_integral_value():
        raise WrongValue(wrong, "写成整数")
    return number


def _range(fact: NumberFact) -> str:
    kind = "整数" if fact.integer else "数"
    return f"{kind}({fact.min} 以上)" if fact.max is None else f"{kind}({fact.min} 到 {fact.max})"


def _read_choice(fact: ChoiceFact, raw: Any) -> Value:
    if isinstance(raw, str):
        _check_words([raw], fact.members)
        return raw
    if isinstance(raw, dict) and set(raw) == {"one_of"}:
        return _narrowed(_words(raw["one_of"], fact.members), fact)
    raise WrongValue(f"应为一个词,现为 {raw!r}", f"从中选一:{_listed(fact.members)}")


def _narrowed(words: tuple[str, ...], fact: ChoiceFact) -> Value:
    """A choice that is still one of `words`: known if there is one, unknown if all are left."""
    if not words:
        remedy = f"列出仍可能的成员,或写 null(可选:{_listed(fact.members)})"
        raise WrongValue("one_of 不能为空", remedy)
    if len(words) == 1:
        return words[0]
    return None if len(words) == len(fact.members) else OneOf(words)


def _read_set(fact: SetFact, raw: Any) -> Value:
    if isinstance(raw, list):
        return Members(_words(raw, fact.members))
    if isinstance(raw, dict) and raw and set(raw) <= {"has", "open"}:
        has = _words(raw.get("has", []), fact.members)
        undecided = _words(raw.get("open", []), fact.members)
        if both := [word for word in has if word in undecided]:
            raise WrongValue(f"{'、'.join(both)} 同时在 has 与 open 中", "只留在一处")
        return Members(has, undecided)
    raise WrongValue(f"应为词的列表,现为 {raw!r}", '写成 ["…"],或 {"has": […], "open": […]}')


_READ: Mapping[type, Callable[[Any, Any], Value]] = {
    BoolFact: _read_bool,
    NumberFact: _read_number,
    ChoiceFact: _read_choice,
    SetFact: _read_set,
}


def read_value(fact: Fact, raw: Any) -> Value:
    """What a JSON value (not null) says about a fact; raises WrongValue."""
    return _READ[type(fact)](fact, raw)


def _words(raw: Any, members: Mapping[str, str]) -> tuple[str, ...]:
    """The words of a list, in the order of the edition."""
    if not isinstance(raw, list):
        raise WrongValue(f"应为词的列表,现为 {raw!r}", f"写成列表(可选:{_listed(members)})")
    _check_words(raw, members)
    if doubles := doubles_in(raw):
        raise WrongValue(f"{'、'.join(doubles)} 写了两次", "删去重复的")
    return tuple(word for word in members if word in raw)


def _check_words(words: Iterable[Any], members: Mapping[str, str]) -> None:
    unknown = [word for word in words if not isinstance(word, str) or word not in members]
    if unknown:
        shown = "、".join(map(str, unknown))
        remedy = did_you_mean(str(unknown[0]), members)
        raise WrongValue(f"没有成员 {shown}(可选:{_listed(members)})", remedy)


def doubles_in(words: list[str]) -> list[str]:
    """The words that stand in a list more than once."""
    return [] if len(set(words)) == len(words) else sorted({w for w in words if words.count(w) > 1})


def _listed(members: Iterable[str]) -> str:
    return "、".join(members)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A remedy for an unknown word: the known one nearest to it, or where to look."""
    close = get_close_matches(str(word), list(known), n=1)
    return f"改为 {close[0]}" if close else "核对 docs/indicators.md 中的名称"
