"""Masking of plain text, addresses and JSON."""

from __future__ import annotations

import itertools
import json
import re
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.model import Identity, RedactionFailed
from evidence.numbers import fold
from evidence.redaction import Redactor
from tests.evidence.people import (
    bank_cards,
    contexts,
    full_width,
    id_cards,
    names,
    phones,
    separators,
)

STRANGER = Redactor(Identity())


def left_over(masked: str, secret: str) -> bool:
    """True if at least four neighbouring characters of the secret can still be read."""
    plain = re.sub(r"[^0-9A-Za-z]", "", fold(masked))
    return any(secret[i : i + 4] in plain for i in range(len(secret) - 3))


@given(phones, contexts, contexts)
def test_no_phone_survives(phone: str, before: str, after: str) -> None:
    assert not left_over(STRANGER.text(before + phone + after), phone)


@given(phones, separators, st.sampled_from([(3, 7), (3, 6), (4, 8), (7,), ()]), st.booleans())
def test_no_grouped_or_wide_phone_survives(
    phone: str, separator: str, cuts: tuple[int, ...], wide: bool
) -> None:
    edges = (0, *cuts, len(phone))
    written = separator.join(phone[a:b] for a, b in itertools.pairwise(edges))
    for prefix in ("", "+86", "+86 ", "0086-", "86"):
        shown = full_width(prefix + written) if wide else prefix + written
        assert not left_over(STRANGER.text(f"电话{shown}。"), phone)


@given(phones, separators)
def test_no_phone_of_single_digits_survives(phone: str, separator: str) -> None:
    assert not left_over(STRANGER.text(separator.join(phone)).replace("*", ""), phone)


@given(id_cards(), contexts, contexts)
def test_no_identity_number_survives(number: str, before: str, after: str) -> None:
    for shown in (number, number.lower(), f"{number[:6]} {number[6:14]} {number[14:]}"):
        assert not left_over(STRANGER.text(f"{before} {shown} {after}"), number)


@given(id_cards())
def test_no_old_identity_number_survives(number: str) -> None:
    old = number[:6] + number[8:17]
    assert not left_over(STRANGER.text(f"证件{old}号"), old)


@given(bank_cards(), contexts, contexts)
def test_no_bank_card_survives(card: str, before: str, after: str) -> None:
    fours = " ".join(card[i : i + 4] for i in range(0, len(card), 4))
    for shown in (card, fours, fours.replace(" ", "-")):
        assert not left_over(STRANGER.text(f"{before} {shown} {after}"), card)


@given(names, contexts, contexts)
def test_no_own_name_survives_anywhere(name: str, before: str, after: str) -> None:
    redactor = Redactor(Identity(names=(name,)))
    for shown in (name, " ".join(name), f"《{name}》的", f"{name}{name}"):
        masked = redactor.text(before + shown + after)
        assert name not in re.sub(r"\s", "", masked)


@given(st.text(st.sampled_from("ABC0123456789"), min_size=3, max_size=24), contexts)
def test_no_own_value_survives_anywhere(value: str, context: str) -> None:
    redactor = Redactor(Identity(cards=(value,), others=("口令secret",)))
    assert value not in redactor.text(f"{context} {value} {context}")
    assert "secret" not in redactor.text(f"{context}口令secret{context}")


@given(st.lists(st.one_of(phones, id_cards(), names, contexts), max_size=6).map("".join))
def test_masking_keeps_the_length_and_settles(text: str) -> None:
    masked = STRANGER.text(text)
    assert len(masked) == len(text)
    assert STRANGER.text(masked) == masked


@pytest.mark.parametrize(
    "label",
    ["姓名:", "姓名 ", "就诊人:", "患者 ", "*联系人:", "真实姓名\n", "患者姓名:", "收货人:"],
)
@given(name=names)
@settings(max_examples=25)
def test_names_go_after_their_labels(label: str, name: str) -> None:
    assert name not in STRANGER.text(f"{label}{name} 男")
    assert name not in STRANGER.text(f"{label}{name}")


@pytest.mark.parametrize(
    ("shown", "gone"),
    [
        ("联系人:欧阳娜娜", "欧阳娜娜"),
        ("就诊人:迪丽热巴·买买提", "买买提"),
        ("姓名:John Smith", "Smith"),
        ("王小明(本人)", "王小明"),
        ("李芳 女 35岁", "李芳"),
        ("张小雨 子女 · 就诊卡", "张小雨"),
        ("患者:张建国于今日就诊", "张建国"),
        ("家庭住址:北京市西城区某街1号院2单元", "某街"),
        ("收货地址 朝阳区某路9号", "某路"),
        ("病案号:A00123456", "A00123456"),
        ("出生日期:1990-03-07", "1990"),
        ("就诊卡号 000123", "000123"),
        ("邮箱 zhang.wei@qq.com", "zhang"),
        ("护照 E12345678", "E12345678"),
        ("港澳通行证 H1234567801", "H1234567801"),
    ],
)
def test_labelled_and_telling_values_go(shown: str, gone: str) -> None:
    assert gone not in STRANGER.text(shown)


@pytest.mark.parametrize(
    "public",
    [
        "咨询电话:010-88398866",
        "急诊 010 8839 8866,客服 400-123-4567,投诉 12345",
        "手机 138****0000 姓名 张* 证件 110***********8515",
        "医院地址:北京市西城区北礼士路167号",
        "就诊人 添加就诊人 管理",
        "姓名 请输入真实姓名",
        "患者须知:请携带身份证件",
        "患者服务 联系人方式 家庭成员 管理",
        "医生姓名:王伟 主任医师",
        "邮箱 office@hospital.example",
        "国药准字H20013045",
        "2026-11-22 08:00-08:30 剩余 12 号,挂号费 50.00 元",
        "13 14 15 16 17 18 19 20 21 22",
        "身份证号 请输入",
        "0000000000000000",
    ],
)
def test_public_words_stay(public: str) -> None:
    assert STRANGER.text(public) == public


def test_a_number_without_a_right_checksum_stays() -> None:
    assert STRANGER.text("订单 110105199003078511") == "订单 110105199003078511"


def test_a_rest_that_a_mask_lays_bare_is_masked_too() -> None:
    redactor = Redactor(Identity(cards=("99990000",)))
    assert redactor.text("9999000013912345678") == "*" * 19


def test_a_name_of_one_character_is_refused() -> None:
    with pytest.raises(ValueError, match="只有一个字"):
        Identity(names=("张",))


def test_an_identity_never_prints_itself() -> None:
    identity = Identity(("张三",), ("13800000000",), ("x",), ("y",), ("口令",))
    assert repr(identity) == "Identity()"
    assert repr(Redactor(identity)).startswith("<")


@given(phones, names, st.text(st.sampled_from("abc0/=+.%"), min_size=1, max_size=12))
def test_no_value_survives_in_an_address(phone: str, name: str, token: str) -> None:
    redactor = Redactor(Identity(names=(name,)))
    for address in (
        f"https://u:{phone}@h.example/p/{quote(name)}/{phone}?q={quote(name)}&token={token}",
        f"http://h.example/#/order?phone={phone}&name={name}&token=Q{token}",
        f"pages/order/index?id={phone}&name={quote(name)}",
        f"https://h.example/?{phone}",
        f"https://h.example/#access_token={phone}",
    ):
        masked = redactor.address(address)
        assert not left_over(masked, phone)
        assert name not in masked
        assert quote(name) not in masked
        assert f"Q{token}" not in masked


def test_an_address_keeps_where_it_leads() -> None:
    masked = STRANGER.address("http://127.0.0.1:8600/doctor/list?dept=5&page=2#/tab")
    assert masked == "http://127.0.0.1:8600/doctor/list?dept=***&page=***#/tab"


def test_an_unreadable_address_is_masked_whole() -> None:
    assert STRANGER.address("http://[13800000000/") == "***"


@given(
    st.recursive(
        st.one_of(phones, id_cards(), phones.map(int), st.none(), st.booleans()),
        lambda inner: st.one_of(
            st.lists(inner, max_size=4), st.dictionaries(phones, inner, max_size=2)
        ),
        max_leaves=12,
    )
)
def test_nothing_survives_in_json(data: object) -> None:
    try:
        masked = json.dumps(STRANGER.tree(data))
    except RedactionFailed:
        return  # two keys became one: refused rather than lost
    assert not re.search(r"\d{8}", masked)


def test_bytes_in_json_become_a_fingerprint() -> None:
    masked = STRANGER.tree({"downloads": [{"name": "13912345678.pdf", "data": b"%PDF-secret"}]})
    assert masked["downloads"][0]["name"] == "***********.pdf"
    assert masked["downloads"][0]["data"]["size"] == 11
    assert "secret" not in json.dumps(masked)


def test_links_inside_json_lose_their_values() -> None:
    masked = STRANGER.tree({"link": "https://h.example/a?session=abcdef"})
    assert masked == {"link": "https://h.example/a?session=***"}


def test_addresses_within_words_lose_their_values() -> None:
    masked = STRANGER.tree(
        {"failures": ["500 GET https://h.example/a?token=Qx7&id=5", "失败 /b?k=Qx7"]}
    )
    assert masked == {"failures": ["500 GET https://h.example/a?token=***&id=***", "失败 /b?k=***"]}
    assert (
        STRANGER.words("见 https://h.example/a?name=王五 一页")
        == "见 https://h.example/a?name=*** 一页"
    )
