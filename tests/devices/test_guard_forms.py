"""What stands below a filled form sends it, also in words that elsewhere only lead on."""

from __future__ import annotations

import pytest

from devices.guard.effects import EffectRules
from devices.guard.guarding import Admission, Guard
from devices.guard.memory import was_booked
from devices.model import Action, Effect, Gesture, Rect, Role
from tests.devices.test_guard import (
    BOOKING,
    CONTACT,
    DRAFT,
    NEVER,
    OWN,
    READ,
    RULES,
    Sketch,
    alone,
    judged,
)


def form(title: str, *hints: str, kind: str = "text") -> Sketch:
    sketch = Sketch(title)
    for hint in hints:
        sketch.add("", Role.FIELD, hint=hint, editable=True, clickable=True, kind=kind)
    return sketch


@pytest.mark.parametrize(
    ("title", "hints", "label", "effect"),
    [
        ("便民服务", ("使用人姓名", "联系电话"), "预约借用", NEVER),
        ("轮椅", ("使用人姓名", "联系电话"), "预约", BOOKING),
        ("便民服务", ("病区床号", "联系电话"), "预约陪护", NEVER),
        ("申请药品配送", ("收件人", "收件地址"), "提交申请", NEVER),
        ("资料", ("收件人", "手机号"), "提交申请", NEVER),
        ("专家门诊", ("备注",), "立即预约", BOOKING),
    ],
)
def test_what_leads_on_elsewhere_sends_the_form_above_it(
    title: str, hints: tuple[str, ...], label: str, effect: Effect
) -> None:
    """With what an app has filled in already, one touch would order it."""
    sketch = form(title, *hints)
    assert judged(sketch, sketch.button(label)) is effect
    if effect is BOOKING:
        assert alone(label) is DRAFT


def test_below_a_search_field_words_of_booking_still_lead_on() -> None:
    sketch = form("专家门诊", "搜索医生")
    assert judged(sketch, sketch.button("立即预约")) is DRAFT


@pytest.mark.parametrize("label", ["开具票据", "开具发票", "换开电子发票"])
def test_an_invoice_is_issued_by_the_button_beside_an_amount(label: str) -> None:
    sketch = Sketch("电子票据")
    for day in ("2026-11-02", "2026-11-09"):
        sketch.add(f"{day} 门诊收费 120.00 元")
        last = sketch.button(label)
    assert judged(sketch, last) is OWN
    assert alone(label) is READ


def small(sketch: Sketch, label: str, *, x: float = 24) -> int:
    y = 120.0 + 40 * len(sketch.nodes)
    return sketch.button(label, bounds=Rect(x, y, 84, 31))


def test_the_only_button_below_a_text_sends_it_however_small_it_is() -> None:
    sketch = form("图文问诊", "请描述您的症状", kind="textarea")
    start = small(sketch, "开始咨询")
    assert judged(sketch, start) is CONTACT
    assert judged(sketch, start, CONTACT) is CONTACT


def test_a_small_button_beside_others_or_below_a_short_field_is_read() -> None:
    beside = form("图文问诊", "请描述您的症状", kind="textarea")
    first = small(beside, "常用语")
    small(beside, "历史", x=200)
    assert judged(beside, first) is READ
    short = form("就诊卡", "卡号")
    assert judged(short, small(short, "常用卡")) is READ


@pytest.mark.parametrize(
    ("asked", "effect"), [("确定取消该约号?", BOOKING), ("确定支付该约号的费用?", NEVER)]
)
def test_a_question_about_a_booking_by_another_name_is_answered_for_a_booking(
    asked: str, effect: Effect
) -> None:
    """On the order stands its fee, and yet to give it back is no payment."""
    sketch = Sketch("详情")
    sketch.add("号费 ¥80.00")
    dialog = sketch.add("", Role.DIALOG)
    sketch.add(asked, parent=dialog)
    sketch.button("取消", parent=dialog)
    assert judged(sketch, sketch.button("确认", parent=dialog), BOOKING) is effect


def test_the_tiles_of_a_menu_are_no_lines_of_data() -> None:
    """患者指南 and 预约须知 beside 我要挂号 name no patient and show no terms to agree to."""
    sketch = Sketch("全部应用")
    tiles = []
    for nth, name in enumerate(("预约须知", "我要挂号", "患者指南", "院内地图")):
        box = Rect(98.0 * nth, 115, 98, 82)
        tile = sketch.add("", Role.GROUP, clickable=True, bounds=box)
        sketch.add("", Role.IMAGE, tile, image="i", bounds=Rect(98.0 * nth + 30, 120, 40, 40))
        sketch.add(name, parent=tile, bounds=Rect(98.0 * nth + 20, 167, 60, 18))
        tiles.append(tile)
    assert judged(sketch, tiles[1]) is DRAFT


@pytest.mark.parametrize(("sender", "effect"), [("提交保存", READ), ("", OWN)])
def test_where_links_are_drawn_as_buttons_the_forms_own_one_sends_it(
    sender: str, effect: Effect
) -> None:
    """A row below it (健康档案) leads on; without such a button it may be what sends the form."""
    sketch = form("健康监测", "收缩压", "舒张压")
    if sender:
        sketch.add(sender, Role.LINK, clickable=True, link="javascript:;")
    row = sketch.add(
        "健康档案",
        Role.LINK,
        clickable=True,
        link="javascript:;",
        bounds=Rect(0, 260, 390, 47),
    )
    assert judged(sketch, row) is effect


@pytest.mark.parametrize(
    ("row", "hint", "effect"),
    [("注销账号", "账号注销后不能恢复", NEVER), ("登录密码", "修改登录密码", READ)],
)
def test_a_control_that_only_holds_a_hint_is_named_by_its_row(
    row: str, hint: str, effect: Effect
) -> None:
    sketch = Sketch("个人资料")
    line = sketch.add("", Role.GROUP)
    sketch.add(row, parent=line)
    control = sketch.add("", Role.GROUP, line, clickable=True)
    sketch.add("", Role.FIELD, control, hint=hint, enabled=False)
    assert judged(sketch, control) is effect


@pytest.mark.parametrize(("height", "effect"), [(844, READ), (120, NEVER)])
def test_the_root_that_listens_for_a_whole_page_lends_its_words_to_no_row(
    height: float, effect: Effect
) -> None:
    """A card of a row or two that can be pressed as a whole does."""
    sketch = Sketch("账号与安全")
    root = sketch.add("", Role.GROUP, clickable=True, bounds=Rect(0, 0, 390, height))
    row = sketch.add("登录名与密码", Role.GROUP, root, clickable=True)
    sketch.add("注销账号", Role.GROUP, root, clickable=True)
    assert judged(sketch, row) is effect


@pytest.mark.parametrize(
    ("heading", "line", "effect"),
    [
        ("切换就诊人", "张小雨 子女 · 就诊卡 尾号 0021", OWN),
        ("切换就诊人", "本人", OWN),
        ("切换就诊人", "就诊人管理", READ),
        ("切换就诊人", "李新建 之子 · 就诊卡 800012347", OWN),
        ("选择院区", "东院区", READ),
    ],
)
def test_turning_the_app_to_somebody_elses_records_is_a_change_of_ones_own(
    heading: str, line: str, effect: Effect
) -> None:
    """Explored by the way, everything that is judged afterwards would be that person's."""
    sketch = Sketch("首页")
    sheet = sketch.add("", Role.DIALOG)
    sketch.add(heading, parent=sheet)
    row = sketch.add(line, Role.GROUP, sheet, clickable=True)
    assert judged(sketch, row) is effect


@pytest.mark.parametrize(
    ("label", "width", "effect"),
    [
        ("排队候诊(¥80)", 350, CONTACT),
        ("来一份 ¥25", 350, NEVER),
        ("排队候诊(¥80)", 90, READ),  # one of many lines, of doctors say: it leads on
        ("候诊大厅", 350, READ),
        ("超声检查费 ¥180.00", 350, READ),
        ("超声检查 ¥180.00 待缴", 350, READ),
    ],
)
def test_a_broad_button_that_names_its_price_asks_for_it(
    label: str, width: float, effect: Effect
) -> None:
    sketch = Sketch("视频诊室")
    button = sketch.button(label, bounds=Rect(20, 600, width, 44))
    assert judged(sketch, button) is effect


def test_rows_of_one_size_that_tell_prices_ask_for_nothing() -> None:
    sketch = Sketch("体检套餐")
    rows = [
        sketch.button(f"套餐{name} ¥298", bounds=Rect(20, y, 350, 44))
        for name, y in (("甲", 200), ("乙", 250))
    ]
    assert {judged(sketch, row) for row in rows} == {READ}


@pytest.mark.parametrize(
    ("answers", "label", "effect"),
    [
        (("从不", "有时"), "查看结果", OWN),
        (("从不", "有时"), "生成报告", OWN),
        (("从不", "有时"), "查看说明", READ),
        (("从不", "有时"), "支付并查看结果", NEVER),
        ((), "查看结果", READ),
    ],
)
def test_a_self_test_is_reckoned_by_what_stands_below_its_questions(
    answers: tuple[str, ...], label: str, effect: Effect
) -> None:
    """What nobody has answered would go into the patient's record as it stands."""
    sketch = Sketch("干眼自测")
    for number, question in enumerate(("眼睛干涩", "异物感", "视物波动"), start=1):
        sketch.add(f"{number}. 最近一周:{question}")
        for answer in answers:
            sketch.add(answer, Role.TEXT, clickable=True)
    assert judged(sketch, sketch.button(label)) is effect


@pytest.mark.parametrize(
    ("opener", "line", "effect"),
    [
        ("切换就诊人 ›", "张小贝 之女 · 就诊卡 800012347", OWN),
        ("切换就诊人 ›", "就诊人管理", READ),
        ("为谁挂号 张小宝", "张小贝 之女 · 就诊卡 800012347", READ),
        ("切换", "张小贝 之女 · 就诊卡 800012347", OWN),
        ("切换院区", "张小贝 之女 · 就诊卡 800012347", READ),
    ],
)
def test_the_sheet_that_a_switch_of_patients_opened_turns_the_app_whatever_it_is_called(
    opener: str, line: str, effect: Effect
) -> None:
    home, sheet = Sketch("首页"), Sketch("首页")
    control = home.button(opener)
    dialog = sheet.add("", Role.DIALOG)
    sheet.add("选择就诊人", parent=dialog)
    row = sheet.add(line, Role.GROUP, dialog, clickable=True)
    guard = Guard(frozenset(), EffectRules.load(), None)
    tapped = Action(Gesture.TAP, home.nodes[control])
    guard.heed(tapped, home.screen, Admission(READ, READ), sheet.screen)
    assert judged(sheet, row, guard=guard) is effect


@pytest.mark.parametrize(
    ("opener", "rows", "effect"),
    [
        ("张三 ⇄", ("张三(本人)", "李秀兰(母亲)", "就诊人管理"), OWN),
        ("为谁挂号", ("张三(本人)", "李秀兰(母亲)"), READ),
        ("请选择", ("张三(本人)", "李秀兰(母亲)"), READ),
        ("与本人关系", ("配偶", "母亲", "子女"), READ),
        ("张三 ⇄", ("张三(本人)", "我的订单"), READ),
    ],
)
def test_a_sheet_of_names_with_relations_turns_the_app(
    opener: str, rows: tuple[str, ...], effect: Effect
) -> None:
    """An unseen app was turned to the patient's mother by its greeting, and stayed so."""
    home, sheet = Sketch("首页"), Sketch("首页")
    control = home.button(opener)
    dialog = sheet.add("", Role.DIALOG)
    lines = [sheet.add(row, Role.TEXT, dialog, clickable=True) for row in rows]
    guard = Guard(frozenset(), EffectRules.load(), None)
    tapped = Action(Gesture.TAP, home.nodes[control])
    guard.heed(tapped, home.screen, Admission(READ, READ), sheet.screen)
    assert judged(sheet, lines[1], guard=guard) is effect


@pytest.mark.parametrize(
    ("heading", "mark", "purpose", "effect"),
    [
        ("就诊人切换", "", READ, OWN),
        ("就诊人切换", "", DRAFT, OWN),
        ("就诊人", " (当前)", READ, OWN),
        ("选择就诊人", " (当前)", DRAFT, DRAFT),
        ("就诊人管理", "", READ, READ),
        ("就诊人管理", " (当前)", READ, READ),
    ],
)
def test_a_row_of_people_turns_the_app_where_they_are_switched(
    heading: str, mark: str, purpose: Effect, effect: Effect
) -> None:
    sketch = Sketch("就诊")
    card = sketch.add("", Role.GROUP)
    sketch.add(heading, parent=card)
    sketch.add(f"张小宝{mark} 之子 就诊卡 800012346", Role.GROUP, card, clickable=True)
    row = sketch.add("张小贝 之女 就诊卡 800012347", Role.GROUP, card, clickable=True)
    assert judged(sketch, row, purpose) is effect


@pytest.mark.parametrize(
    ("state", "opener", "effect"),
    [("待预约", "选时间", BOOKING), ("待预约", "查看须知", DRAFT), ("就诊日期", "选择时段", DRAFT)],
)
def test_a_time_for_what_was_ordered_is_taken_by_the_sheet_that_offers_it(
    state: str, opener: str, effect: Effect
) -> None:
    """An unseen app booked two examinations so, while it was explored."""
    page = Sketch("检查预约")
    page.add(f"胸部CT增强 {state}")
    page.button("下一步")
    assert judged_in_sheet(page, opener, "09:30-10:00", "10:00-10:30") is effect


def judged_in_sheet(page: Sketch, opener: str, *lines: str, touch: bool = True) -> Effect:
    """The effect of the 确定 of a sheet of lines, to a guard that saw it opened over a page."""
    control = page.button(opener)
    sheet = Sketch(page.title)
    dialog = sheet.add("", Role.DIALOG)
    confirm = sheet.button("确定", parent=dialog)
    for line in lines:
        sheet.add(line, parent=dialog, clickable=touch)
    guard = Guard(frozenset(), RULES, None)
    tapped = Action(Gesture.TAP, page.nodes[control])
    guard.heed(tapped, page.screen, Admission(READ, READ), sheet.screen)
    return judged(sheet, confirm, guard=guard)


def test_people_who_each_stand_on_a_card_of_their_own_are_people_all_the_same() -> None:
    """An unseen app was turned to the mother, and all that was seen from then on was hers."""
    sketch = Sketch("就诊人")
    rows = []
    for words in ("张晓晓 本人 就诊卡 800012345 当前", "李桂兰 母亲 就诊卡 800067812"):
        card = sketch.add("", Role.GROUP)
        rows.append(sketch.add(words, Role.GROUP, card, clickable=True))
        sketch.add("解绑", Role.TEXT, card, clickable=True)
    assert judged(sketch, rows[1], READ) is OWN


@pytest.mark.parametrize(
    ("label", "purpose", "effect"),
    [("提交", READ, NEVER), ("提交", OWN, OWN), ("确认提交", READ, NEVER), ("下一步", READ, DRAFT)],
)
def test_what_is_still_to_be_chosen_makes_no_draft_of_what_is_sent(
    label: str, purpose: Effect, effect: Effect
) -> None:
    sketch = Sketch("化疗日间病房")
    sketch.add("化疗方案 请选择", Role.GROUP, clickable=True)
    assert judged(sketch, sketch.button(label), purpose) is effect


@pytest.mark.parametrize(
    ("words", "purpose", "effect"),
    [
        ("化疗日间病房 请确认信息无误后提交", READ, NEVER),
        ("化疗日间病房 请确认信息无误后提交", OWN, OWN),
        ("请选择送片方式", READ, DRAFT),
    ],
)
def test_what_stands_on_the_page_behind_makes_no_draft_of_a_question(
    words: str, purpose: Effect, effect: Effect
) -> None:
    sketch = Sketch("化疗日间病房")
    sketch.add("化疗方案 请选择", Role.GROUP, clickable=True)
    dialog = sketch.add("", Role.DIALOG)
    sketch.add(words, parent=dialog)
    sketch.button("取消", parent=dialog)
    assert judged(sketch, sketch.button("确定", parent=dialog), purpose) is effect


@pytest.mark.parametrize("slot", ["09:30-10:00", "上午 余5"])
def test_what_was_booked_by_the_end_of_a_choice_of_times_is_known_as_booked(slot: str) -> None:
    sheet, told = Sketch("检查预约"), Sketch("检查预约")
    sheet.add(slot)
    confirm = sheet.button("确定")
    told.add("预约成功")
    told.add("胸部CT增强 2026-12-03 09:30-10:00")
    rules = EffectRules.load()
    assert was_booked(rules, sheet.nodes[confirm], sheet.screen, told.screen)
    assert not was_booked(rules, sheet.nodes[confirm], Sketch("设置").screen, told.screen)


@pytest.mark.parametrize(
    ("said", "booked"),
    [
        ("预约成功,请准时进入候诊室", True),
        ("预约成功后请提前 15 分钟到院取号", False),
        ("预约须知:预约成功,请按时就诊", False),
    ],
)
def test_a_message_over_the_times_tells_that_one_was_taken(said: str, booked: bool) -> None:
    times, told = Sketch("视频复诊"), Sketch("视频复诊")
    slot = times.button("19:00")
    told.button("19:00")
    box = told.add("", Role.DIALOG)
    told.add(said, parent=box)
    told.button("知道了", parent=box)
    rules = EffectRules.load()
    assert was_booked(rules, times.nodes[slot], times.screen, told.screen) is booked


@pytest.mark.parametrize(
    ("before", "opener", "sheet", "effect"),
    [
        (("预约", "预约"), "预约", ("09:00-09:30", "09:30-10:00"), BOOKING),
        ((), "12月3日 周四 余12", ("上午 余5", "下午 余2"), BOOKING),
        (("提交",), "就诊时段", ("09:00-09:30", "09:30-10:00"), DRAFT),
        (("下一步",), "12月3日", ("09:00-09:30", "09:30-10:00"), DRAFT),
        ((), "时间 请选择", ("09:00-09:30", "09:30-10:00"), DRAFT),
        ((), "院区", ("本部", "东区"), DRAFT),
        ((), "院区", ("本部 门诊 08:00-17:00", "东区 门诊 08:00-17:00"), READ),
    ],
)
def test_a_sheet_of_times_takes_one_where_nothing_below_it_sends_what_is_chosen(
    before: tuple[str, ...], opener: str, sheet: tuple[str, ...], effect: Effect
) -> None:
    page = Sketch("检查申请单")
    for words in before:
        page.button(words)
    assert judged_in_sheet(page, opener, *sheet) is effect


def test_a_notice_that_tells_an_hour_takes_none() -> None:
    told = judged_in_sheet(Sketch("检查申请单"), "检查须知", "09:30-10:00", touch=False)
    assert told in {READ, DRAFT}
    wheel = ("09:30", "10:00", "10:30")
    assert judged_in_sheet(Sketch("检查申请单"), "预约", *wheel, touch=False) is BOOKING


@pytest.mark.parametrize(
    ("title", "tab", "label", "effect"),
    [
        ("诊间支付", "待缴费", "立即缴费", DRAFT),
        ("诊间支付", "待缴费", "合并缴费", DRAFT),
        ("诊间支付", "已缴费", "立即缴费", NEVER),
        ("营养订餐支付", "待支付", "去支付", NEVER),
        ("诊间支付", "待缴费", "确认支付", NEVER),
    ],
)
def test_on_a_page_of_bills_to_tick_a_paying_word_leads_on(
    title: str, tab: str, label: str, effect: Effect
) -> None:
    sketch = Sketch(title)
    sketch.add(tab, Role.TAB, clickable=True)
    for words in ("颈椎磁共振平扫 ¥560", "腹部彩超 ¥224"):
        row = sketch.add(words, Role.GROUP)
        sketch.add("", Role.CHECKBOX, row, clickable=True)
    assert judged(sketch, sketch.button(label)) is effect


@pytest.mark.parametrize(
    ("title", "page", "sends", "effect"),
    [
        ("反馈类型", "我要反馈", True, DRAFT),
        ("反馈类型", "我要反馈", False, CONTACT),  # nothing else sends: it may
        ("预约时间", "预约挂号", True, BOOKING),
    ],
)
def test_the_end_of_a_sheet_of_wheels_sends_nothing_where_the_form_has_a_sender(
    title: str, page: str, sends: bool, effect: Effect
) -> None:
    sketch = Sketch(page)
    sketch.add("", Role.FIELD, editable=True)
    if sends:
        sketch.button("提交")
    sheet = sketch.add("", Role.DIALOG, bounds=Rect(0, 500, 375, 300))
    for words, x in (("取消", 0), ("确认", 300)):
        sketch.add(words, Role.BUTTON, sheet, clickable=True, bounds=Rect(x, 500, 60, 44))
    sketch.add(title, parent=sheet, bounds=Rect(150, 510, 70, 24))
    for nth, words in enumerate(("服务态度", "候诊时间")):
        sketch.add(words, parent=sheet, bounds=Rect(150, 600 + 44 * nth, 70, 26))
    end = next(n for n, node in enumerate(sketch.nodes) if node.text == "确认")
    assert judged(sketch, end) is effect


@pytest.mark.parametrize(
    ("sends", "lines", "picks"),
    [
        (True, ("门诊部", "住院部", "医技科室"), True),
        (False, ("门诊部", "住院部", "医技科室"), False),
        (True, ("投诉提示", "是否提交给门诊部?"), False),
        (True, ("门诊部", "这一行字比别的都长,是一句话"), False),
    ],
)
def test_a_wheel_may_have_its_end_at_the_bottom(
    sends: bool, lines: tuple[str, ...], picks: bool
) -> None:
    """As WeUI draws it, under 关闭; a question with its yes and its no looks much the same."""
    sketch = Sketch("我要投诉")
    sketch.add("", Role.FIELD, editable=True)
    if sends:
        sketch.button("提交")
    sheet = sketch.add("", Role.DIALOG, bounds=Rect(0, 332, 390, 512))
    sketch.button("关闭", parent=sheet, bounds=Rect(16, 352, 24, 24))
    for nth, words in enumerate(lines):
        sketch.button(words, parent=sheet, bounds=Rect(0, 508 + 56 * nth, 390, 56))
    end = sketch.button("确定", parent=sheet, bounds=Rect(103, 732, 184, 48))
    assert (judged(sketch, end) is DRAFT) is picks


@pytest.mark.parametrize("end", ["确定", "提交"])
def test_a_summary_in_two_columns_is_no_wheel(end: str) -> None:
    """Whom to call back, and why: to confirm that asks somebody."""
    sketch = Sketch("在线咨询")
    sketch.button("提交")
    sheet = sketch.add("", Role.DIALOG, bounds=Rect(20, 300, 350, 300))
    for nth, (name, value) in enumerate((("姓名", "李四"), ("事由", "咨询"), ("回电", "138"))):
        sketch.add(name, parent=sheet, bounds=Rect(40, 320 + 40 * nth, 80, 24))
        sketch.add(value, parent=sheet, bounds=Rect(200, 320 + 40 * nth, 80, 24))
    sketch.button("取消", parent=sheet, bounds=Rect(40, 540, 100, 40))
    control = sketch.button(end, parent=sheet, bounds=Rect(200, 540, 100, 40))
    assert judged(sketch, control) is not DRAFT


@pytest.mark.parametrize(
    ("words", "button", "effect"),
    [
        (("我已认真阅读", "《账号注册协议》", "并同意"), "", Effect.READ),
        (("我已认真阅读", "《账号注册协议》", "并同意"), "完成注册", Effect.OWN),
        (("我已认真阅读", "《账号注册协议》", "并立即注册"), "", Effect.OWN),
    ],
)
def test_terms_in_the_row_that_agrees_to_them_can_be_read(
    words: tuple[str, str, str], button: str, effect: Effect
) -> None:
    """The row that holds the box is pressed as well: at the most it ticks."""
    sketch = Sketch("注册")
    row = sketch.add("", Role.GROUP, clickable=True, bounds=Rect(0, 269, 390, 44))
    sketch.add("", Role.CHECKBOX, parent=row, clickable=True, bounds=Rect(16, 280, 22, 22))
    before, terms, behind = words
    sketch.add(before, parent=row)
    link = sketch.add(terms, parent=row, clickable=True, bounds=Rect(117, 285, 84, 15))
    sketch.add(behind, parent=row)
    if button:
        sketch.button(button, parent=row)
    judgement = judged(sketch, link)
    assert (judgement is Effect.OWN) is (effect is Effect.OWN)
