"""One width: what an app writes in full width is read like what it writes in half width."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from devices.model import Screen
from documents.typography import half_width, without_glyphs
from probes.lexicon import load_lexicon, plain


@pytest.mark.parametrize(
    ("full", "half"),
    [
        ("第一步：预约挂号", "第一步:预约挂号"),
        ("（１）请准备身份证，医保卡；", "(1)请准备身份证,医保卡;"),
        ("２０２６－１１－２０　０８：００～０８：３０", "2026-11-20 08:00~08:30"),
        ("《用户协议》、“须知”。", "《用户协议》、“须知”。"),
        ("plain", "plain"),
    ],
)
def test_signs_and_letters_in_full_width(full: str, half: str) -> None:
    assert half_width(full) == half
    assert len(half_width(full)) == len(full)


GLYPHS = [
    ("✉️ 消息", "消息"),
    ("🅿️停车缴费", "停车缴费"),
    ("\ue62d 我的", "我的"),
    ("👨‍👩‍👧 家庭成员", "家庭成员"),
    ("💰", ""),
    ("× 关闭", "× 关闭"),
    ("✓ 已选", "✓ 已选"),
    ("★★★★☆", "★★★★☆"),
    ("‹ 返回 →", "‹ 返回 →"),
]


@pytest.mark.parametrize(("words", "read"), GLYPHS)
def test_pictures_among_words_are_no_words(words: str, read: str) -> None:
    assert without_glyphs(words) == read


@pytest.mark.browser
def test_a_page_is_read_without_pictures(show: Callable[..., Screen]) -> None:
    screen = show("".join(f"<p>{words}</p>" for words, _ in GLYPHS))
    assert [n.text for n in screen.nodes if n.text] == [read for _, read in GLYPHS if read]


def test_the_lexicon_reads_either_width() -> None:
    assert plain("预约挂号（新）！") == plain("预约挂号(新)!")
    assert load_lexicon().says("step", "1：打开公众号")
    assert load_lexicon().says("materials", "所需材料：身份证")


@pytest.mark.browser
def test_a_page_is_read_in_half_width(show: Callable[..., Screen]) -> None:
    screen = show(
        "<p>就诊时间：０８：００</p><input placeholder='手机号（必填）'><button>同意，继续</button>"
    )
    words = [node.text or node.hint for node in screen.nodes if node.text or node.hint]
    assert words == ["就诊时间:08:00", "手机号(必填)", "同意,继续"]
