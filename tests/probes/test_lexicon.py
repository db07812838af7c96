"""The words of the field: every entry usable, and a slip in the YAML told with its line."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

import probes.lexicon as lexicon_room
from documents import DocumentError
from probes.flows.messages.received import kinds
from probes.lexicon import Function, load_lexicon, plain
from probes.naming import NEAR, match
from rubric import SetFact, load_edition

LEXICON = load_lexicon()
FUNCTIONS = sorted(LEXICON.functions)
NAMED_BY_OTHERS = {"booking_elsewhere", "other_convenience"}


def own(key: str) -> Function:
    return LEXICON.functions[key]


@pytest.mark.parametrize("key", FUNCTIONS)
def test_no_function_is_ruled_out_by_words_of_its_own_name(key: str) -> None:
    refused = own(key).not_
    assert refused is None or not refused.search(plain(own(key).name))


@pytest.mark.parametrize("key", sorted(set(FUNCTIONS) - NAMED_BY_OTHERS))
def test_a_function_is_found_by_its_official_name(key: str) -> None:
    assert match(own(key), own(key).name, "")[0] > NEAR


@pytest.mark.parametrize("key", FUNCTIONS)
def test_every_alternative_of_an_entry_can_be_met(key: str) -> None:
    """Some label made of one word of each group is not ruled out by the `not` words."""
    for groups in own(key).entry:
        options = [re.sub(r"[\\^$]", "", group.pattern).split("|") for group in groups]
        labels = [""]
        for words in options:
            labels = [label + word for label in labels for word in words]
        assert any(match(own(key), label, "")[0] for label in labels), options


def test_signs_say_what_they_are_named_for() -> None:
    said = {
        "under_construction": "功能建设中,敬请期待",
        "window": "请到门诊一楼服务台窗口办理",
        "failure": "系统繁忙,请稍后再试",
        "not_found": "404 您访问的页面走丢了",
        "empty": "暂无数据",
        "success": "提交成功",
        "validation": "请把资料填写完整",
        "captcha": "请输入图形验证码",
        "must_agree": "请先阅读并同意《服务协议》",
        "slot_none": "约满",
        "busy": "加载中...",
        "cancelled": "已取消",
    }
    assert [sign for sign, words in said.items() if not LEXICON.says(sign, words)] == []
    assert not LEXICON.says("busy", "加载失败,请重试")
    assert not LEXICON.says("under_construction", "医院建于1956年")
    for words in ("订餐系统对接中", "该药品说明书整理中"):
        assert LEXICON.says("under_construction", words)
    for words in ("转诊对接中心", "提交成功,资料整理中", "数据更新中,请稍候", "信息录入中心"):
        assert not LEXICON.says("under_construction", words)


def test_kinds_are_members_of_the_rubrics_sets() -> None:
    edition = load_edition("beijing-2022")
    for place, members in kinds().items():
        code, _, fact = place.rpartition(".")
        known = edition.indicators[code].facts[fact]
        assert isinstance(known, SetFact)
        assert set(members) <= set(known.members), place


@pytest.fixture
def own_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the lexicon that a test may spoil."""
    for name in ("functions.yaml", "contents.yaml", "signs.yaml"):
        shutil.copy(lexicon_room.HERE / name, tmp_path / name)
    monkeypatch.setattr(lexicon_room, "HERE", tmp_path)
    return tmp_path


def spoilt(path: Path, old: str, new: str) -> int:
    """Replace once; the line on which it stands."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def problems() -> list[str]:
    with pytest.raises(DocumentError) as caught:
        load_lexicon.__wrapped__()
    return [str(problem) for problem in caught.value.problems]


def test_an_untouched_copy_is_read(own_words: Path) -> None:
    assert load_lexicon.__wrapped__().functions.keys() == LEXICON.functions.keys()


def test_a_misspelt_key_is_told_with_its_line(own_words: Path) -> None:
    file = own_words / "functions.yaml"
    line = spoilt(file, "    name: 智能分诊\n    entry:", "    name: 智能分诊\n    entri:")
    told = problems()
    assert len(told) == 2  # the key that is not known and the one that is missing
    assert f"第{line + 1}行" in " ".join(told)
    assert "entri" in " ".join(told)


def test_everything_wrong_is_told_at_once(own_words: Path) -> None:
    functions = (own_words / "functions.yaml").read_text(encoding="utf-8").splitlines()
    first = functions.index("  my_bookings:") + 1
    spoilt(own_words / "functions.yaml", '"挂号记录|预约记录|', '"挂号记录||预约记录|')
    second = spoilt(own_words / "signs.yaml", 'tel: "^tel:"', 'tel: "(^tel:"')
    told = problems()
    assert len(told) == 2
    assert f"functions.yaml 第{first}行" in told[0]
    assert "空的词" in told[0]
    assert f"signs.yaml 第{second}行" in told[1]
    assert "正则表达式有误" in told[1]


def test_contents_of_a_function_that_does_not_exist_are_told(own_words: Path) -> None:
    line = spoilt(own_words / "contents.yaml", "recruitment:", "recruitmint:")
    (told,) = problems()
    assert f"contents.yaml 第{line}行" in told
    assert "recruitmint" in told


@pytest.mark.parametrize(
    ("words", "sends"),
    [
        ("立即注册", True),
        ("同意并注册", True),
        ("提交", True),
        ("如何注册", False),
        ("怎么注册", False),
    ],
)
def test_a_question_how_to_register_registers_nobody(words: str, sends: bool) -> None:
    assert load_lexicon().says("register_button", words) is sends
