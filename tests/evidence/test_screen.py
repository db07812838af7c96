"""Masking of whole screens: what is split over elements, and what the picture shows."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from evidence.model import Box, Identity, RedactionFailed
from evidence.picture import Painter, mask_picture
from evidence.redaction import Redactor
from tests.evidence.people import bank_cards, id_cards, names, phones
from tests.evidence.screens import WIDTH, colours, node, opened, page, png

STRANGER = Redactor(Identity())
secrets = st.one_of(phones, id_cards(), bank_cards())


def row(parts: list[str], gap: float, y: float = 100) -> list[dict[str, Any]]:
    """The parts side by side on one line."""
    made, x = [], 10.0
    for part in parts:
        made.append(node(part, x, y, 7.0 * len(part), 20))
        x += 7.0 * len(part) + gap
    return made


def painted(nodes: list[dict[str, Any]], redactor: Redactor = STRANGER) -> list[dict[str, float]]:
    """Boxes of the nodes that show no ink any more in the masked picture."""
    _, boxes = redactor.screen(nodes)
    picture = opened(mask_picture(page(nodes), boxes, WIDTH))
    bounds = [one["bounds"] for one in nodes]
    return [box for box in bounds if is_solid(colours(picture, box))]


def is_solid(inside: set[Any]) -> bool:
    """One dark colour and nothing else: ink always comes with its ground."""
    return len(inside) == 1 and max(inside.pop()) < 60


@given(secrets, st.data())
@settings(max_examples=60, deadline=None)
def test_a_number_split_over_touching_elements_is_gone(secret: str, data: st.DataObject) -> None:
    cut = data.draw(st.integers(1, len(secret) - 1))
    nodes = row([secret[:cut], secret[cut:]], gap=0)
    masked, _ = STRANGER.screen(nodes)
    assert [one["text"] for one in masked] == ["*" * cut, "*" * (len(secret) - cut)]
    assert len(painted(nodes)) == 2


@given(phones)
@settings(max_examples=20, deadline=None)
def test_a_number_in_spaced_elements_of_any_order_is_gone(phone: str) -> None:
    left, middle, right = row([phone[:3], phone[3:7], phone[7:]], gap=12)
    for nodes in ([left, middle, right], [right, left, middle]):
        assert len(painted(nodes)) == 3


@given(secrets)
@settings(max_examples=20, deadline=None)
def test_single_digit_elements_are_gone(secret: str) -> None:
    nodes = row(list(secret), gap=4)
    assert "".join(one["text"] for one in STRANGER.screen(nodes)[0]) == "*" * len(secret)


@given(names)
@settings(max_examples=30, deadline=None)
def test_a_name_beside_its_label_is_gone_from_tree_and_picture(name: str) -> None:
    label, value = node("姓名", 10, 100, 60), node(name, 80, 100, 60)
    other = node("18", 10, 200, 60)
    for nodes in ([label, value, other], [value, other, label]):
        masked, _ = STRANGER.screen(nodes)
        assert name not in json.dumps(masked, ensure_ascii=False)
        assert painted(nodes) == [value["bounds"]]


@given(names, names)
@settings(max_examples=20, deadline=None)
def test_names_in_a_table_column_are_gone(one: str, two: str) -> None:
    heads = [node("姓名", 10, 50, 60), node("关系", 100, 50, 60), node("操作", 200, 50, 60)]
    first = [node(one, 12, 90, 50), node("其他", 100, 90, 60), node("解绑", 200, 90, 60)]
    second = [node(two, 12, 130, 50), node("其他", 100, 130, 60), node("解绑", 200, 130, 60)]
    nodes = [*heads, *first, *second]
    assert painted(nodes) == [first[0]["bounds"], second[0]["bounds"]]


def test_the_accounts_own_name_is_gone_without_any_label() -> None:
    redactor = Redactor(Identity(names=("张三",)))
    split = row(["张", "三", "您好"], gap=0)
    assert painted(split, redactor) == [split[0]["bounds"], split[1]["bounds"]]


@pytest.mark.parametrize(
    "field",
    [
        {"hint": "请输入姓名", "value": "阿依古丽"},
        {"hint": "身份证号", "value": "12345"},
        {"text": "住址", "value": "某街1号"},
        {"kind": "password", "value": "open-sesame"},
        {"value": "13912345678"},
        {"hint": "13912345678"},
    ],
)
def test_values_and_hints_of_fields_are_gone(field: dict[str, Any]) -> None:
    text = field.pop("text", "")
    nodes = [node(text, 10, 100, role="field", **field), node("确定", 10, 150)]
    masked, boxes = STRANGER.screen(nodes)
    assert boxes == [Box(10, 100, 160, 24)]
    secret = field.get("value") or field["hint"]
    assert secret not in json.dumps(masked, ensure_ascii=False)


def test_a_field_behind_its_label_is_gone_and_an_unlabelled_one_stays() -> None:
    nodes = [
        node("联系人", 10, 50),
        node("", 10, 80, role="field", value="Q先生"),
        node("主诉", 10, 110),
        node("", 10, 140, role="field", value="咳嗽三天"),
    ]
    masked, boxes = STRANGER.screen(nodes)
    assert boxes == [Box(10, 80, 160, 24)]
    assert masked[3]["value"] == "咳嗽三天"


def test_the_options_of_a_private_choice_are_gone() -> None:
    nodes = [node("就诊人", 10, 50), node("", 10, 80, role="choice", value="Q", options=["Q", "W"])]
    assert STRANGER.screen(nodes)[0][1]["options"] == ["*", "*"]


def test_codes_are_gone_and_other_pictures_stay() -> None:
    nodes = [
        node("就诊码", 10, 20, 80, 20),
        node("", 10, 50, 150, 150, role="image"),
        node("条形码", 200, 20, 30, 20, role="image"),
        node("医院外景", 10, 380, 300, 150, role="image"),
        node("", 300, 50, 24, 24, role="image"),
    ]
    _, boxes = STRANGER.screen(nodes)
    assert boxes == [Box(10, 50, 150, 150), Box(200, 20, 30, 20)]


def test_public_screens_lose_nothing() -> None:
    words = ["预约挂号", "咨询电话 010-88398866", "就诊人", "添加", "王伟 主任医师", "08:00-08:30"]
    nodes = [node(word, 10, 20 + 40 * place) for place, word in enumerate(words)]
    masked, boxes = STRANGER.screen(nodes)
    assert boxes == []
    assert masked == nodes


def test_bounds_may_be_a_list_and_must_be_there() -> None:
    listed = {"text": "13912345678", "bounds": [1, 2, 3, 4]}
    assert STRANGER.screen([listed])[1] == [Box(1, 2, 3, 4)]
    with pytest.raises(KeyError):
        STRANGER.screen([{"text": "13912345678"}])


@given(
    st.floats(-50, 400),
    st.floats(-50, 450),
    st.floats(0, 500),
    st.floats(0, 500),
    st.sampled_from([1, 2, 3]),
)
@settings(max_examples=40, deadline=None)
def test_masks_are_solid_and_reach_every_pixel(
    x: float, y: float, w: float, h: float, scale: int
) -> None:
    nodes = [node("#" * 40, 0, 20 * line, WIDTH) for line in range(20)]
    masked = opened(mask_picture(page(nodes, scale=scale), [Box(x, y, w, h)], WIDTH))
    left, top = max(int(x * scale), 0), max(int(y * scale), 0)
    right = min(-int(-(x + w) * scale // 1), masked.width)
    bottom = min(-int(-(y + h) * scale // 1), masked.height)
    if right > left and bottom > top:
        box = {"x": left, "y": top, "w": right - left, "h": bottom - top}
        assert is_solid(colours(masked, box))


def test_nothing_of_the_original_file_is_carried_along() -> None:
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Comment", "13912345678")
    target = io.BytesIO()
    Image.new("RGB", (10, 10)).save(target, "PNG", pnginfo=notes)
    assert b"13912345678" in target.getvalue()
    assert b"13912345678" not in mask_picture(target.getvalue(), [], 10)


@pytest.mark.parametrize("width", [0, -1, 1, 100_000, float("nan")])
def test_a_width_that_cannot_be_right_is_refused(width: float) -> None:
    with pytest.raises(RedactionFailed, match="不相称"):
        Painter(page([]), width)


def test_a_frame_is_open() -> None:
    painter = Painter(png(Image.new("RGB", (100, 100), "white")), 100)
    painter.frame([Box(30, 30, 40, 40), Box(-10, -10, 5, 5), Box(500, 500, 10, 10)])
    framed = opened(painter.png())
    assert framed.getpixel((50, 50)) == (255, 255, 255)
    red, green, blue = framed.getpixel((28, 50))  # type: ignore[misc]
    assert red > 150
    assert max(green, blue) < 100


def test_nodes_deep_inside_other_data_are_read_across() -> None:
    appmap = {"screens": [{"title": "x", "nodes": row(["139", "12345678"], gap=0)}]}
    masked = STRANGER.tree(appmap)
    assert [one["text"] for one in masked["screens"][0]["nodes"]] == ["***", "********"]


def test_a_name_beside_a_masked_number_is_gone_and_a_doctors_stays() -> None:
    """A list of family members names no label: the card's own number tells whose it is."""
    nodes = [
        node("赵小明", 10, 100, 60, 20),
        node("110101********0377", 10, 124, 160, 20),
        node("孙丽 138****0000", 10, 190, 160, 20),
        node("王建国", 10, 400, 60, 20),
        node("主任医师", 80, 400, 60, 20),
    ]
    masked, _ = STRANGER.screen(nodes)
    told = [one["text"] for one in masked]
    assert told == ["***", "110101********0377", "** 138****0000", "王建国", "主任医师"]


def test_a_patient_met_by_a_label_is_known_on_later_screens() -> None:
    redactor = Redactor(Identity())
    bar = row(["张小雨 ▾", "王立新", "首页"], gap=40)
    assert [one["text"] for one in redactor.screen(bar)[0]] == ["张小雨 ▾", "王立新", "首页"]
    redactor.screen(row(["就诊人:张小雨", "医生:王立新"], gap=40))
    assert [one["text"] for one in redactor.screen(bar)[0]] == ["*** ▾", "王立新", "首页"]
    assert len(painted(bar, redactor)) == 1


def test_a_short_name_that_was_met_is_no_part_of_other_words() -> None:
    redactor = Redactor(Identity())
    redactor.screen(row(["患者姓名:高明"], gap=0))
    assert redactor.text("高明的医术") == "高明的医术"
    assert redactor.text("您好,高明 (本人)") == "您好,** (本人)"


def test_what_merely_follows_a_label_is_not_learned() -> None:
    redactor = Redactor(Identity())
    redactor.screen(row(["住院患者", "费用清单", "温馨提示"], gap=40))
    assert redactor.text("费用清单:温馨提示") == "费用清单:温馨提示"


def test_who_stands_on_the_card_of_an_identity_number_is_known_on_later_screens() -> None:
    redactor = Redactor(Identity())
    redactor.screen(
        [node("李桂兰", 12, 116, 294, 69), node("110102********3427", 12, 154, 294, 20)]
    )
    redactor.screen([node("王建国", 12, 116, 294, 69), node("138****0000", 12, 154, 294, 20)])
    assert redactor.text("李桂兰,王建国") == "***,王建国"


def test_the_patients_to_choose_from_are_gone_and_a_doctor_stays() -> None:
    """A wheel has no labels: the account's own name tells what the lines are."""
    redactor = Redactor(Identity(names=("张三",)))
    wheel = [
        node("张三", 177, 705, 36),
        node("李桂兰", 171, 739, 48),
        node("张小满", 171, 773, 48),
        node("确定", 340, 555, 34),
    ]
    assert [one["text"] for one in redactor.screen(wheel)[0]] == ["**", "***", "***", "确定"]
    confirm = [
        node("就诊人", 12, 100, 60),
        node("张三", 120, 100, 36),
        node("医生", 12, 140, 60),
        node("王建国", 120, 140, 48),
    ]
    assert [one["text"] for one in redactor.screen(confirm)[0]] == [
        "就诊人",
        "**",
        "医生",
        "王建国",
    ]


def test_lines_that_begin_as_the_accounts_own_begin_with_names() -> None:
    """Whose booking it is stands before its day; a doctor's line is another list."""
    rows = [
        ("张三 · 2026-12-03 09:00", 16, 100),
        ("王小满 · 2026-12-08 10:30", 16, 160),
        ("口腔科 · 2026-12-08 10:30", 16, 220),
        ("沈静姝 · 主任医师", 120, 280),
    ]
    drawn = [node(words, x, y, 200, 20) for words, x, y in rows]
    masked = [one["text"] for one in Redactor(Identity(names=("张三",))).screen(drawn)[0]]
    assert masked == [
        "** · 2026-12-03 09:00",
        "*** · 2026-12-08 10:30",
        "口腔科 · 2026-12-08 10:30",
        "沈静姝 · 主任医师",
    ]
