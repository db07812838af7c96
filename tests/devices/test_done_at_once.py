"""Buttons that do at once what they say, where exploring would only have a look."""

from __future__ import annotations

import pytest

from devices.guard.memory import was_booked
from devices.model import Effect, Rect, Role
from tests.devices.test_guard import RULES, Sketch, judged

READ, DRAFT, OWN = Effect.READ, Effect.DRAFT, Effect.OWN
CONTACT, NEVER = Effect.CONTACT, Effect.NEVER


@pytest.mark.parametrize("label", ["我要报名", "立即报名", "报名参加", "在线报名"])
def test_signing_up_beside_what_it_is_for_takes_somebodys_time(label: str) -> None:
    sketch = Sketch("临床研究")
    sketch.add("18-55岁;术后三至八周;无对侧肢体疾患,可按期随访")
    assert judged(sketch, sketch.button(label)) is CONTACT
    menu = Sketch("首页")
    menu.add("健康讲座")
    assert judged(menu, menu.button(label)) in {READ, DRAFT}


@pytest.mark.parametrize("label", ["到院签到", "在线签到", "自助报到", "我要签到"])
def test_checking_in_beside_the_hour_of_a_visit_puts_the_patient_in_the_queue(label: str) -> None:
    visit = Sketch("预约单")
    visit.add("就诊时间 2026-11-28 14:00-14:20")
    assert judged(visit, visit.button(label), OWN) is NEVER
    menu = Sketch("首页")
    menu.add("门诊服务")
    assert judged(menu, menu.button(label)) in {READ, DRAFT}


@pytest.mark.parametrize("label", ["加入管理计划", "参加随访计划"])
def test_joining_what_the_page_tells_of_signs_up(label: str) -> None:
    sketch = Sketch("慢病管理")
    sketch.add("由专科医师和护士为您制定全程管理计划,按月随访")
    assert judged(sketch, sketch.button(label)) is CONTACT
    menu = Sketch("首页")
    menu.add("慢病管理")
    assert judged(menu, menu.button(label)) in {READ, DRAFT}


@pytest.mark.parametrize(
    ("row", "mark", "effect"),
    [
        ("19:00 替诺福韦片", "打卡", OWN),
        ("阿司匹林 100mg 早餐前", "已服", OWN),
        ("健康生活", "打卡", DRAFT),  # an entry to what is asked there
    ],
)
def test_a_dose_is_ticked_off_in_its_row(row: str, mark: str, effect: Effect) -> None:
    sketch = Sketch("用药提醒")
    box = sketch.add("", Role.GROUP, bounds=Rect(0, 90, 375, 60))
    sketch.add(row, parent=box, bounds=Rect(16, 100, 200, 20))
    where = Rect(300, 100, 40, 24)
    button = sketch.add(mark, Role.BUTTON, box, clickable=True, bounds=where)
    assert judged(sketch, button) is effect


def test_a_row_that_is_touched_as_a_whole_ticks_off_its_dose() -> None:
    sketch = Sketch("我的一天")
    row = sketch.add("", Role.GROUP, clickable=True, bounds=Rect(0, 90, 375, 60))
    sketch.add("07:00 恩替卡韦片 0.5mg 空腹", parent=row)
    sketch.add("打卡", parent=row)
    assert judged(sketch, row) is OWN
    listed = Sketch("我的处方")
    drug = listed.add("", Role.GROUP, clickable=True, bounds=Rect(0, 90, 375, 60))
    listed.add("阿莫西林胶囊 0.25g×24粒", parent=drug)
    listed.add("一日三次,饭后服用", parent=drug)  # how it is taken
    assert judged(listed, drug) is READ


@pytest.mark.parametrize(
    ("label", "told", "effect"),
    [
        ("一键采纳", "建议 11-30 08:30 腹部超声", Effect.BOOKING),
        ("一键办理", "建议 11-30 08:30 腹部超声", Effect.BOOKING),
        ("一键关联", "资料共享", OWN),
        ("一键导航", "建议 11-30 08:30 腹部超声", READ),
    ],
)
def test_what_says_that_it_acts_at_one_touch_does(label: str, told: str, effect: Effect) -> None:
    sketch = Sketch("检查预约")
    sketch.add(told)
    assert judged(sketch, sketch.button(label)) is effect


@pytest.mark.parametrize(("stays", "booked"), [(True, False), (False, True)])
def test_a_letter_about_a_booking_in_a_list_takes_none(stays: bool, booked: bool) -> None:
    """The column 预约 of the letters, one of which is headed 预约成功, is no button that booked."""
    before = Sketch("消息")
    tab = before.button("预约")
    after = Sketch("消息")
    if stays:
        after.button("预约")
    after.add("预约成功")
    screen, then = before.screen, after.screen
    assert was_booked(RULES, screen.nodes[tab], screen, then) is booked


def sheet(asked: str, *lines: str) -> tuple[Sketch, list[int]]:
    sketch = Sketch("处方详情")
    dialog = sketch.add("", Role.DIALOG)
    sketch.add(asked, parent=dialog)
    return sketch, [sketch.button(line, parent=dialog) for line in lines]


def test_who_is_touched_in_a_sheet_of_pharmacies_gets_the_prescription() -> None:
    sketch, (one, two, cancel) = sheet(
        "请选择外配药店", "百姓缘城南路分店", "康泰大药房惠民路店", "取消"
    )
    assert [judged(sketch, one), judged(sketch, two)] == [NEVER, NEVER]
    assert judged(sketch, cancel) is READ
    partners, (line, *_) = sheet("选择合作药店", "叮当快药 DTP", "惠民分号")
    assert judged(partners, line) is NEVER
    untold, (line, *_) = sheet("", "惠民大药房", "康泰大药房", "取消")
    assert judged(untold, line) is NEVER


def test_where_a_choice_is_confirmed_by_itself_it_may_be_touched() -> None:
    sketch, (one, _) = sheet("选择取药药房", "惠民大药房", "确定")
    assert judged(sketch, one) in {READ, DRAFT}
    hospital, (campus, _) = sheet("请选择院区", "城南院区", "取消")
    assert judged(hospital, campus) in {READ, DRAFT}


def question(*buttons: str, title: str = "图文问诊", prose: bool = True) -> tuple[Sketch, int]:
    """A form with a question, whose first answer is returned, and buttons below."""
    sketch = Sketch(title)
    if prose:
        sketch.add("", Role.FIELD, kind="textarea", editable=True, hint="请输入病情描述")
    sketch.add("是否在本院就诊过")
    yes = sketch.button("是", bounds=Rect(28, 400, 47, 37))
    sketch.button("否", bounds=Rect(87, 400, 47, 37))
    for nth, words in enumerate(buttons):
        sketch.button(words, bounds=Rect(12, 500 + 60 * nth, 366, 49))
    return sketch, yes


def test_yes_beside_no_is_chosen_where_another_button_sends() -> None:
    sketch, yes = question("提交问诊")
    assert judged(sketch, yes) is DRAFT
    for sketch, yes in (question(), question("提交预约", title="确定取消预约吗", prose=False)):
        assert judged(sketch, yes) not in {READ, DRAFT}


@pytest.mark.parametrize("label", ["推送到手机短信", "发送至邮箱", "发送到我的微信"])
def test_what_sends_a_paper_to_the_patients_own_phone_is_no_look_at_it(label: str) -> None:
    sketch = Sketch("票据详情")
    sketch.add("票据代码 99060126")
    assert judged(sketch, sketch.button(label)) is OWN


def test_who_confirms_a_wheel_of_pharmacies_passes_the_prescription_on() -> None:
    wheel = Sketch("处方详情")
    dialog = wheel.add("", Role.DIALOG)
    sure = wheel.button("确定", parent=dialog, bounds=Rect(340, 548, 46, 37))
    for nth, name in enumerate(("惠民大药房", "康泰大药房(总店)", "北方医药连锁")):
        wheel.add(name, parent=dialog, bounds=Rect(110, 705 + 34 * nth, 171, 24))
    assert judged(wheel, sure) is NEVER
    wheel.add("", Role.FIELD, editable=True, hint="收货地址", bounds=Rect(0, 100, 300, 40))
    assert judged(wheel, sure) in {READ, DRAFT}


@pytest.mark.parametrize(
    ("times", "below", "books"),
    [
        (("上午", "下午"), "选半天", True),
        (("08:00-09:00", "09:00-10:00"), "约时间", True),
        (("上午", "下午"), "请选择就诊日期", False),
        (("上午", "下午"), "提交预约", False),
        (("08:00", "09:00"), "选半天", False),
    ],
)
def test_who_confirms_a_wheel_of_times_over_no_form_has_taken_one(
    times: tuple[str, ...], below: str, books: bool
) -> None:
    wheel = Sketch("抽血预约")
    wheel.button(below, bounds=Rect(290, 200, 80, 32))
    dialog = wheel.add("", Role.DIALOG)
    sure = wheel.button("确认", parent=dialog, bounds=Rect(340, 548, 46, 37))
    for nth, line in enumerate(("2026-11-30", "2026-12-01", "2026-12-02", *times)):
        wheel.add(line, parent=dialog, bounds=Rect(110, 600 + 34 * nth, 171, 24))
    assert (judged(wheel, sure) is Effect.BOOKING) is books


@pytest.mark.parametrize(
    ("title", "told", "effect"),
    [
        ("排队叫号", "现场取号", Effect.BOOKING),
        ("检验", "当前叫到 A012,前方 6 人", Effect.BOOKING),
        ("门诊", "门诊服务", READ),
    ],
)
def test_a_button_for_a_number_draws_it_where_people_wait(
    title: str, told: str, effect: Effect
) -> None:
    sketch = Sketch(title)
    sketch.add(title)
    sketch.add(told)
    assert judged(sketch, sketch.button("抽血取号")) is effect


@pytest.mark.parametrize(
    ("told", "draws"), [("到院后再取号,过号请重取。", True), ("门诊服务", False)]
)
def test_a_link_that_says_nothing_but_that_draws_a_number_too(told: str, draws: bool) -> None:
    sketch = Sketch("微信服务")
    sketch.add(told)
    link = sketch.add("取号", Role.LINK, clickable=True, bounds=Rect(103, 201, 184, 48))
    assert (judged(sketch, link) is Effect.BOOKING) is draws


def test_the_word_that_lends_a_wheelchair_is_never_touched() -> None:
    sketch = Sketch("轮椅租借")
    sketch.add("门诊大厅借还点 可借 6 辆 前2小时免费")
    assert judged(sketch, sketch.add("借一辆", clickable=True)) is NEVER


@pytest.mark.parametrize(("times", "effect"), [(1, DRAFT), (2, OWN)])
def test_what_each_of_several_rows_offers_ticks_it_off(times: int, effect: Effect) -> None:
    sketch = Sketch("健康计划")
    for nth in range(times):
        row = sketch.add("", Role.GROUP, bounds=Rect(0, 90 + 70 * nth, 375, 60))
        sketch.add("建议前到门诊复诊", parent=row, bounds=Rect(16, 100 + 70 * nth, 200, 20))
        where = Rect(300, 100 + 70 * nth, 40, 24)
        button = sketch.add("打卡", Role.BUTTON, row, clickable=True, bounds=where)
    assert judged(sketch, button) is effect


@pytest.mark.parametrize(
    ("label", "halves", "width", "effect"),
    [
        ("预约采血", ("上午", "下午"), 360, Effect.BOOKING),
        ("预约采血", ("上午", "下午"), 90, DRAFT),  # one of the rows of a list
        ("预约采血", (), 360, DRAFT),
        ("查询", ("上午", "下午"), 360, READ),
    ],
)
def test_a_broad_button_below_days_and_their_halves_takes_one(
    label: str, halves: tuple[str, ...], width: int, effect: Effect
) -> None:
    sketch = Sketch("检验采血")
    for nth, day in enumerate(("11-30 周一", "12-01 周二", "12-02 周三")):
        sketch.button(day, bounds=Rect(64.0 * nth, 45, 64, 50))
    for nth, half in enumerate(halves):
        sketch.button(half, bounds=Rect(180.0 * nth, 109, 181, 28))
    assert judged(sketch, sketch.button(label, bounds=Rect(12, 160, width, 40))) is effect


@pytest.mark.parametrize(
    ("title", "label", "effect"),
    [
        ("抽血登记", "登记", Effect.BOOKING),
        ("检验", "提交", Effect.BOOKING),
        ("血压记录", "登记", OWN),
        ("意见反馈", "提交", CONTACT),
        ("检验", "查询", READ),
    ],
)
def test_a_day_that_is_asked_for_and_its_half_are_taken(
    title: str, label: str, effect: Effect
) -> None:
    sketch = Sketch(title)
    sketch.add("日期", bounds=Rect(23, 120, 30, 17))
    sketch.add("请选择", Role.GROUP, clickable=True, bounds=Rect(122, 120, 58, 21))
    for nth, half in enumerate(("上午", "下午")):
        sketch.add(half, clickable=True, bounds=Rect(122 + 70.0 * nth, 160, 59, 17))
        where = Rect(122 + 70.0 * nth, 160, 29, 24)
        sketch.add("", Role.RADIO, clickable=True, bounds=where)
    field = Rect(23, 60, 300, 30)
    sketch.add("", Role.FIELD, editable=True, hint="备注", kind="text", bounds=field)
    button = sketch.button(label, bounds=Rect(23, 317, 344, 40))
    assert judged(sketch, button, OWN if effect is not READ else READ) is effect
