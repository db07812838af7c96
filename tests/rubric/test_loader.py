"""A faulty edition is refused with every problem, its file and its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from documents import DocumentError, Problem
from rubric import load_edition
from rubric import loader as loader_module

SHIPPED = Path(loader_module.__file__).parent / "editions" / "beijing-2022.yaml"


def problems_after(tmp_path: Path, *changes: tuple[str, str]) -> tuple[Problem, ...]:
    """Problems of the shipped edition after each (old, new) was replaced once."""
    text = SHIPPED.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path = tmp_path / "edition.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DocumentError) as caught:
        load_edition(path)
    assert {problem.file for problem in caught.value.problems} == {str(path)}
    return caught.value.problems


def line_of(fragment: str) -> int:
    """Line on which a fragment first stands in the shipped edition."""
    lines = SHIPPED.read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if fragment in line)


FAULTS = {
    "unknown key in the head": ("per_app_share: 0.6", "per_app_shares: 0.6", "不认识的键"),
    "unknown key in an indicator": ("per_app: true\n ", "per_apps: true\n ", "不认识的键"),
    "unknown key in a fact": ("{gloss: 在线完成", "{glos: 在线完成", "不认识的键"),
    "unknown kind of rule": ("kind: checklist", "kind: python", "python"),
    "unknown source": ("source: app, level: L2}", "source: rumour, level: L2}", "rumour"),
    "unknown proof level": ("source: app, level: L2}", "source: app, level: L9}", "L9"),
    "category weights": ("weight: 16", "weight: 17", "应为 100"),
    "item weights": ("weight: 6\n", "weight: 7\n", "应为 16"),
    "indicator weights": (
        "name: 医生介绍\n            weight: 2",
        "name: 医生介绍\n            weight: 3",
        "业务项目 1.2 的权重应为 6",
    ),
    "code under the wrong item": ("code: 1.1.2", "code: 1.2.9", "应形如 1.1.N"),
    "code twice": ("code: 1.1.2", "code: 1.1.1", "出现两次"),
    "unquoted code": ('code: "1.1"', "code: 1.1", "应为文字"),
    "fact that no rule uses": (
        "minus: {add_family_member: 0.5, username_password: 0.5}",
        "minus: {add_family_member: 1}",
        "没有规则用到事实 username_password",
    ),
    "rule over an undeclared fact": (
        "requires: {online_registration: true}",
        "requires: {registration: true}",
        "未声明的事实 registration",
    ),
    "rule over a fact of another type": (
        "kind: tiers, fact: login_methods, points: {1: 2}",
        "kind: checklist, full: 2, requires: {login_methods: true}",
        "事实 login_methods 是 set,此处应为 bool",
    ),
    "undeclared member in a rule": (
        "no_column: 1.5, none: 0}",
        "no_entry: 1.5, none: 0}",
        "没有成员 no_entry",
    ),
    "member without points": ("no_column: 1.5, none: 0}", "none: 0}", "成员 no_column 没有分值"),
    "undeclared member in a condition": (
        "when: {hospital_intro: [in_app]}",
        "when: {hospital_intro: [inapp]}",
        "没有成员 inapp",
    ),
    "uncounted member that does not exist": (
        "not_counted: [gesture]",
        "not_counted: [gestures]",
        "gestures 不是成员",
    ),
    "thresholds out of order": (
        "- {at_least: 0.8, points: 2}\n                - {at_least: 0.6, points: 1}",
        "- {at_least: 0.6, points: 1}\n                - {at_least: 0.8, points: 2}",
        "阈值应由高到低",
    ),
    "threshold outside the range": ("at_least: 0.8,", "at_least: 80,", "不起作用"),
    "condition outside the range": ("{above: 0.10}", "{above: 10}", "不起作用"),
    "both kinds of bound": ("{above: 0.10}", "{above: 0.1, at_least: 0.2}", "须恰写一个"),
    "tiers out of order": (
        "{4: 2, 3: 1.5, 2: 1, 1: 0.5}",
        "{3: 1.5, 4: 2, 2: 1, 1: 0.5}",
        "档位应由高到低",
    ),
    "tier points out of order": (
        "{4: 2, 3: 1.5, 2: 1, 1: 0.5}",
        "{4: 2, 3: 1, 2: 1.5, 1: 0.5}",
        "档位的分值应由高到低",
    ),
    "tier beyond the members": ("points: {2: 2, 1: 1}", "points: {4: 2, 1: 1}", "档位 4 不在 1–3"),
    "points over the weight": (
        "minus: {forced_reading: 1}",
        "minus: {forced_reading: 3}",
        "超过权重",
    ),
    "negative points": ("minus: {forced_reading: 1}", "minus: {forced_reading: -1}", "为负"),
    "points that are no tenths": ("{forced_reading: 1}", "{forced_reading: 0.25}", "0.1 的整数倍"),
    "best facts below the full points": ("points: {1: 1}", "points: {1: 0.5}", "应得满分 1"),
    "worst facts above 0": (
        "points: {good: 2, fair: 1, poor: 0}",
        "points: {good: 2, fair: 1, poor: 0.5}",
        "应为 0",
    ),
    "points beyond the weight in some case": (
        "minus: {add_family_member: 0.5, username_password: 0.5}",
        "minus: {add_family_member: 1, username_password: 1}",
        "超出 0–1",
    ),
    "better fact, fewer points": (
        "points: {dynamic: 2, static_map: 1, external_map: 0, none: 0}",
        "points: {dynamic: 2, static_map: 0, external_map: 1, none: 0}",
        "变好时得分反而降低",
    ),
    "policy measure that is not listed": ("policy: [6]", "policy: [27]", "政策条目 27"),
    "policy measure that nobody uses": ("policy: [6]", "policy: []", "没有指标引用政策条目 6"),
    "page outside the source": ("pages: [43, 44]", "pages: [43, 144]", "页码 144"),
    "duplicate key": (
        "per_app: true\n ",
        "per_app: true\n            per_app: true\n ",
        "写了两次",
    ),
    "empty range": ("min: 0, max: 1, source", "min: 0, max: 0, source", "为空"),
}


@pytest.mark.parametrize(("old", "new", "message"), FAULTS.values(), ids=FAULTS)
def test_fault_is_reported_with_its_line(tmp_path: Path, old: str, new: str, message: str) -> None:
    found = problems_after(tmp_path, (old, new))
    assert any(message in str(problem) for problem in found), [str(p) for p in found]
    assert all(problem.line for problem in found)


@pytest.mark.parametrize(
    ("old", "new", "fragment"),
    [
        ("at_least: 0.8,", "at_least: 80,", "at_least: 0.8,"),
        ("minus: {forced_reading: 1}", "minus: {forced_reading: 3}", "minus: {forced_reading: 1}"),
        ("{gloss: 在线完成", "{glos: 在线完成", "{gloss: 在线完成"),
    ],
)
def test_line_is_at_or_just_above_the_fault(
    tmp_path: Path, old: str, new: str, fragment: str
) -> None:
    lines = [problem.line or 0 for problem in problems_after(tmp_path, (old, new))]
    assert any(0 <= line_of(fragment) - line <= 4 for line in lines)


def test_all_problems_come_at_once(tmp_path: Path) -> None:
    found = problems_after(
        tmp_path,
        ("per_app_share: 0.6", "per_app_shares: 0.6"),
        ("kind: checklist", "kind: python"),
        ("policy: [6]", "polcy: [6]"),
        ("at_least: 0.8,", "at_least: 80,"),
        ("points: {good: 2, fair: 1, poor: 0}", "points: {good: 2, fair: 1}"),
    )
    text = "\n".join(map(str, found))
    for word in ("per_app_shares", "python", "polcy", "不起作用", "成员 poor 没有分值"):
        assert word in text
    assert [p.line for p in found] == sorted(p.line or 0 for p in found)


def test_weights_are_still_added_up_beside_other_faults(tmp_path: Path) -> None:
    found = problems_after(tmp_path, ("weight: 16", "weight: 17"), ("policy: [6]", "policy: [27]"))
    assert {"应为 100", "政策条目 27"} <= {
        word for word in ("应为 100", "政策条目 27") for p in found if word in str(p)
    }


def test_a_fact_that_never_matters_is_refused(tmp_path: Path) -> None:
    found = problems_after(
        tmp_path,
        (
            "requires: {online_registration: true}\n              full: 1\n"
            "              minus: {add_family_member: 0.5, username_password: 0.5}",
            "requires: {online_registration: true}\n              full: 1\n"
            "              minus: {add_family_member: 1, username_password: 0}",
        ),
    )
    assert ["username_password 无论怎样都不影响得分" in str(p) for p in found] == [True]


def test_too_many_combinations_are_refused(tmp_path: Path) -> None:
    many = "members: {" + ", ".join(f"m{i}: 词{i}" for i in range(330)) + "}"
    reminders = (
        "members: {revisit: 复诊, medication: 用药, diet: 饮食, exercise: 运动, other: 其他提醒}"
    )
    metrics = (
        "members: {blood_pressure: 血压, glucose: 血糖, weight: 体重, "
        "heart_rate: 心率, other: 其他指标}"
    )
    found = problems_after(tmp_path, (reminders, many), (metrics, many))
    assert any("无法逐一验证" in str(p) for p in found)


@pytest.mark.parametrize("text", ["", "[]", "name: x", "categories: 3", "categories: [1, 2]"])
def test_a_document_of_another_shape_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "edition.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DocumentError):
        load_edition(path)


def test_unknown_name_says_what_there_is() -> None:
    with pytest.raises(DocumentError, match="beijing-2022"):
        load_edition("beijing-2023")


def test_an_edition_is_loaded_once() -> None:
    assert load_edition("beijing-2022") is load_edition("beijing-2022")
