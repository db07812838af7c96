"""Labels that no list knows: what would order, pay or send a form is not pressed to have a look."""

from __future__ import annotations

import pytest

from devices.model import Effect, Rect, Role
from tests.devices.test_guard import Sketch, alone, judged

READ, DRAFT, OWN, NEVER = Effect.READ, Effect.DRAFT, Effect.OWN, Effect.NEVER


def below_a_field(label: str, purpose: Effect = READ, *, hint: str = "", title: str = "") -> Effect:
    """The effect of a broad button under one field."""
    sketch = Sketch(title)
    sketch.add("", Role.FIELD, hint=hint, editable=True)
    return judged(sketch, sketch.button(label), purpose)


@pytest.mark.parametrize("label", ["下单支付", "下单并付款", "订餐下单"])
def test_what_orders_is_never_pressed_wherever_it_stands(label: str) -> None:
    assert alone(label) is NEVER
    assert below_a_field(label, OWN) is NEVER


@pytest.mark.parametrize("label", ["诊间支付", "医保结算", "门诊付费", "号源付款"])
def test_a_name_of_paying_is_a_place_on_a_menu_and_a_deed_on_a_form(label: str) -> None:
    assert alone(label, role=Role.TEXT) is READ
    assert below_a_field(label, hint="搜索科室、医生") is READ
    assert below_a_field(label, hint="金额") is NEVER
    bill = Sketch("费用")
    bill.add("检查费 ¥50.00")
    assert judged(bill, bill.button(label)) is NEVER


@pytest.mark.parametrize(
    "label", ["支付记录", "下单指南", "付款说明", "待支付", "门诊待付款", "已支付", "保存的报告"]
)
def test_what_only_tells_of_a_deed_is_read(label: str) -> None:
    assert alone(label, role=Role.TEXT) in {READ, DRAFT}
    assert below_a_field(label, hint="搜索") in {READ, DRAFT}


@pytest.mark.parametrize("label", ["保存信息", "保存资料", "保存设置", "保存地址"])
def test_keeping_what_was_filled_in_is_own(label: str) -> None:
    assert alone(label) is OWN
    assert below_a_field(label) is OWN


@pytest.mark.parametrize("label", ["保存图片", "保存到手机", "保存报告", "保存化验单"])
def test_keeping_a_file_is_read_where_no_sentences_are_written(label: str) -> None:
    assert alone(label) is READ
    assert below_a_field(label, hint="开始日期") is READ
    sketch = Sketch()
    sketch.add("", Role.FIELD, kind="textarea", editable=True)
    assert judged(sketch, sketch.button(label)) is OWN


@pytest.mark.parametrize(
    ("title", "effect"),
    [("投诉", Effect.CONTACT), ("预约挂号", Effect.BOOKING), ("血压", OWN), ("", NEVER)],
)
def test_an_unknown_button_that_ends_a_form_does_what_the_form_is_for(
    title: str, effect: Effect
) -> None:
    assert below_a_field("我写好了", title=title) is effect
    assert alone("我写好了", title) is READ


@pytest.mark.parametrize("label", ["快捷登录", "智能匹配", "开始导诊", "换一批", "重置", "BMI计算"])
def test_what_asks_or_computes_below_a_field_sends_nothing(label: str) -> None:
    assert below_a_field(label, title="症状自查") in {READ, DRAFT}


def test_rows_below_a_field_are_a_list() -> None:
    sketch = Sketch("科室")
    sketch.add("", Role.CHOICE, editable=True)
    rows = [sketch.button(name) for name in ("心内科", "骨科", "儿科", "眼科")]
    assert judged(sketch, rows[0]) is READ
    small = Sketch("科室")
    small.add("", Role.CHOICE, editable=True)
    assert judged(small, small.button("心内", bounds=Rect(10, 400, 60, 30))) is READ


def test_a_choice_above_the_button_that_sends_is_only_chosen() -> None:
    sketch = Sketch("投诉")
    sketch.add("", Role.FIELD, editable=True)
    chosen = sketch.button("张三")
    assert judged(sketch, chosen) is Effect.CONTACT
    sketch.button("提交投诉")
    assert judged(sketch, chosen) is READ


@pytest.mark.parametrize("label", ["确认开单", "确认办卡", "提交开方申请"])
def test_a_heading_that_asks_to_choose_lets_no_unknown_deed_through(label: str) -> None:
    assert alone(label, "选择项目") is NEVER
    assert alone("确定", "选择项目") is DRAFT
    assert alone("确认选择", "选择项目") is DRAFT


def test_a_doctors_order_is_made_out_for_nobody() -> None:
    assert alone("确认开单", "血压") is NEVER
    assert alone("提交", "自助开单") is NEVER
    assert alone("检查开单", role=Role.TEXT) is READ


def test_the_bar_of_a_page_outranks_a_title_that_all_pages_share() -> None:
    def page(bar: str, **more: object) -> Effect:
        sketch = Sketch("预约服务")
        sketch.add(bar, bounds=Rect(120, 12, 150, 24), font=17.0, **more)
        sketch.add("", Role.FIELD, editable=True)
        return judged(sketch, sketch.button("提交"), OWN)

    assert page("诊前预问诊") is OWN
    assert page("云州医院") is Effect.BOOKING
    assert page("预约挂号") is Effect.BOOKING


@pytest.mark.parametrize("label", ["预约日期 请选择", "预约时段 请选择 ›", "就诊时间 未选择"])
def test_a_row_to_pick_from_books_nothing_though_it_names_a_booking(label: str) -> None:
    sketch = Sketch("确认预约信息")
    for words in ("就诊人", "张三", "就诊时间", "2026-11-20 08:00-08:30", "挂号费:50元"):
        sketch.add(words)
    assert judged(sketch, sketch.add(label, clickable=True)) is DRAFT
    assert judged(sketch, sketch.button("预约")) is Effect.BOOKING
    assert judged(sketch, sketch.button("确认预约 请选择")) is Effect.BOOKING
