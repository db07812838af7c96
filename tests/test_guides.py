"""The guides can be followed to the letter: every block of data and of code in them works."""

from __future__ import annotations

import importlib
import re
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from auditor.audit.assignment import Options, assign
from auditor.audit.proof import expected_facts, weigh
from probes import lexicon
from probes.naming import NEAR, match
from probes.profile import read_profile
from probes.registry import code_of
from rubric import Edition, load_edition
from rubric import loader as editions
from tests.documentation import ROOT, blocks
from tests.probes.drawn import drawn

HOSPITAL = ROOT / "docs/adding-a-hospital.md"
INDICATOR = ROOT / "docs/adding-an-indicator.md"
EXAMPLE = ROOT / "docs/examples/hospitals/example.yaml"
SHIPPED = Path(editions.__file__).parent / "editions/beijing-2022.yaml"


# adding a hospital


def test_the_worked_profile_is_the_example_file() -> None:
    whole = blocks(HOSPITAL, "yaml")[0]
    assert EXAMPLE.read_text(encoding="utf-8").endswith(whole)


@pytest.mark.parametrize("block", blocks(HOSPITAL, "yaml"))
def test_every_part_of_a_profile_can_be_copied(block: str, tmp_path: Path) -> None:
    head = "" if block.startswith("id:") else "id: x\nname: 某医院\n"
    path = tmp_path / "hospital.yaml"
    path.write_text(head + block, encoding="utf-8")
    assert set(read_profile(path).hints) <= set(lexicon.load_lexicon().functions)


def test_the_worked_profile_can_be_assigned() -> None:
    names = re.findall(r"env: (\w+)", EXAMPLE.read_text(encoding="utf-8"))
    options = Options("示例附院", profiles=str(EXAMPLE.parent))
    assignment = assign(options, dict.fromkeys(names, "1"))
    assert [app.id for app in assignment.apps] == ["wechat"]
    assert [app.id for app in assignment.left_out] == ["android"]


def test_the_messages_it_explains_are_still_those_of_the_program() -> None:
    source = "".join(
        path.read_text(encoding="utf-8")
        for room in ("auditor", "probes", "documents")
        for path in (ROOT / room).rglob("*.py")
    )
    table = HOSPITAL.read_text(encoding="utf-8").partition("## 五、")[2]
    said = re.findall(r"^\| (.+?) \| ", table, re.MULTILINE)[1:]
    assert len(said) > 8
    for message in said:
        for part in re.split(r"……|[“”。,;]| N ", message):
            assert part.strip() in source, message


# adding an indicator


@pytest.fixture
def edition(tmp_path: Path) -> Edition:
    """The shipped edition with the worked indicator in it, its weight taken from 2.2.4."""
    text = SHIPPED.read_text(encoding="utf-8")
    name, rule = "name: 智能预约参考\n            weight:", "{booking_reference: true}, full:"
    here = "          - code: 2.2.4"
    new_one = textwrap.indent(blocks(INDICATOR, "yaml")[0], " " * 10)
    changes = {f"{name} 2": f"{name} 1", f"{rule} 2": f"{rule} 1", here: new_one + here}
    for old, new in changes.items():
        assert text.count(old) == 1
        text = text.replace(old, new)
    path = tmp_path / "edition.yaml"
    path.write_text(text, encoding="utf-8")
    return load_edition(path)


@pytest.fixture
def words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[lexicon.Lexicon]:
    """The lexicon with the worked function in it."""
    for name in ("functions.yaml", "contents.yaml", "signs.yaml"):
        text = (lexicon.HERE / name).read_text(encoding="utf-8")
        if name == "functions.yaml":
            text += textwrap.indent(blocks(INDICATOR, "yaml")[1], "  ")
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.setattr(lexicon, "HERE", tmp_path)
    lexicon.load_lexicon.cache_clear()
    yield lexicon.load_lexicon()
    lexicon.load_lexicon.cache_clear()


def defined_by(code: str) -> dict[str, Any]:
    """What a block of code of the guide defines."""
    names: dict[str, Any] = {}
    exec(compile(code, str(INDICATOR), "exec"), names)
    return {name: thing for name, thing in names.items() if name.startswith("test_")}


def test_the_worked_indicator_fits_into_an_edition(edition: Edition) -> None:
    indicator = edition.indicators["2.2.6"]
    assert set(indicator.facts) == {"waitlist"}
    assert len(indicator.readings) == 1


def test_the_worked_words_name_the_function_and_not_its_traps(words: lexicon.Lexicon) -> None:
    function = words.functions["waitlist"]
    assert match(function, "号源候补", "")[0] > NEAR
    assert match(function, "候补志愿者", "")[0] == 0


def test_the_worked_probe_observes_every_fact(
    edition: Edition, words: lexicon.Lexicon, tmp_path: Path
) -> None:
    (probe,) = defined_by(blocks(INDICATOR, "python")[0]).values()
    assert code_of(probe) == "2.2.6"
    app = drawn(
        tmp_path,
        {
            "首页": ["号源候补 > 候补", "欢迎使用", "就医须知"],
            "候补": ["心内科", "日期 12 月 3 日", "候补登记后有号短信通知"],
        },
    )
    seen = [weigh(edition, "2.2.6", app.id, one) for one in probe(app=app)]
    assert {one.fact for one in seen} == expected_facts(edition, "2.2.6")
    assert [one.value for one in seen] == [True]


def test_the_worked_test_passes(words: lexicon.Lexicon, tmp_path: Path) -> None:
    (test,) = defined_by(blocks(INDICATOR, "python")[1]).values()
    (mark,) = test.pytestmark
    for number, (entry, truth) in enumerate(mark.args[1]):
        test(tmp_path / str(number), entry, truth)


def test_the_journeys_it_names_are_there() -> None:
    named = set(
        re.findall(r"`flows\.(\w+\.\w+)(?:\.(\w+))?", INDICATOR.read_text(encoding="utf-8"))
    )
    assert len(named) > 6
    for module, function in named:
        flow = importlib.import_module(f"probes.flows.{module}")
        assert not function or callable(getattr(flow, function))
