"""The guard: what is read, draft, own, contact, booking or never, and that nobody gets round it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.errors import ActionRefused
from devices.guard.effects import GRAVITY, EffectRules, graver, normal
from devices.guard.guarding import Guard
from devices.ledger import Ledger
from devices.model import Action, Effect, Gesture, Node, Rect, Role, Screen

RULES = EffectRules.load()
EVERYTHING = frozenset({Effect.OWN, Effect.CONTACT, Effect.BOOKING})
READ, DRAFT, OWN = Effect.READ, Effect.DRAFT, Effect.OWN
CONTACT, BOOKING, NEVER = Effect.CONTACT, Effect.BOOKING, Effect.NEVER


@dataclass
class Sketch:
    """A screen drawn line by line, from top to bottom."""

    title: str = ""
    nodes: list[Node] = field(default_factory=list)

    def add(self, text: str = "", role: Role = Role.TEXT, parent: int = -1, **more: object) -> int:
        """Append a node, 40 px below the one before; its index."""
        index = len(self.nodes)
        place = {"bounds": Rect(10, 120 + 40 * index, 300, 30), "font": 14.0, **more}
        self.nodes.append(Node(index, parent, role, text=text, **place))  # type: ignore[arg-type]
        return index

    def button(self, text: str, parent: int = -1, **more: object) -> int:
        return self.add(text, Role.BUTTON, parent, clickable=True, **more)

    @property
    def screen(self) -> Screen:
        return Screen("http://h.test/p", self.title, tuple(self.nodes), 390, 844)


def judged(
    sketch: Sketch, index: int, purpose: Effect = READ, guard: Guard | None = None
) -> Effect:
    guard = guard or Guard(EVERYTHING, RULES, None)
    action = Action(Gesture.TAP, sketch.nodes[index], purpose=purpose)
    return guard.judge(action, sketch.screen)


def alone(label: str, title: str = "", role: Role = Role.BUTTON) -> Effect:
    """The effect of a control with this label on an otherwise empty page."""
    sketch = Sketch(title)
    return judged(sketch, sketch.add(label, role, clickable=True))


def in_dialog(words: str, label: str, *others: str, purpose: Effect = READ) -> Effect:
    """The effect of a button in a dialog that says `words`."""
    sketch = Sketch()
    dialog = sketch.add("", Role.DIALOG)
    sketch.add(words, parent=dialog)
    for other in others:
        sketch.button(other, parent=dialog)
    return judged(sketch, sketch.button(label, parent=dialog), purpose)


def confirm_page(label: str) -> Effect:
    sketch = Sketch("确认预约信息")
    for words in ("就诊人", "张三", "就诊时间", "2026-11-20 08:00-08:30", "挂号费:50元"):
        sketch.add(words)
    return judged(sketch, sketch.button(label))


def cashier(label: str, purpose: Effect = READ) -> Effect:
    sketch = Sketch("支付")
    sketch.add("¥50.00")
    sketch.add("微信支付", Role.RADIO)
    sketch.add("支付宝", Role.RADIO)
    return judged(sketch, sketch.button(label), purpose)


# -- words alone -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("label", "effect"),
    [
        ("确认支付", NEVER),
        ("支付", NEVER),
        ("付款", NEVER),
        ("立即付款", NEVER),
        ("立即支付 ¥50.00", NEVER),
        ("确认支付50元", NEVER),
        ("提交订单", NEVER),
        ("确认下单", NEVER),
        ("立即购买", NEVER),
        ("注销账号", NEVER),
        ("删除账号", NEVER),
        ("签署", NEVER),
        ("确认签名", NEVER),
        ("开通免密支付", NEVER),
        ("确认充值", NEVER),
        ("呼叫120", NEVER),
        ("去支付", DRAFT),
        ("去缴费", DRAFT),
        ("缴费", DRAFT),
        ("立即缴费", DRAFT),
        ("去结算", DRAFT),
        ("门诊缴费", READ),
        ("住院缴费", READ),
        ("停车缴费", READ),
        ("支付方式说明", READ),
        ("缴费记录", READ),
        ("预约记录", READ),
        ("取消预约规则", READ),
        ("如何取消预约?", READ),
        ("账号注销说明", READ),
        ("确认预约", BOOKING),
        ("提交预约", BOOKING),
        ("确认挂号", BOOKING),
        ("提交挂号", BOOKING),
        ("确定预约", BOOKING),
        ("取消预约", BOOKING),
        ("退号", BOOKING),
        ("确认改约", BOOKING),
        ("预约", DRAFT),
        ("挂号", DRAFT),
        ("立即预约", DRAFT),
        ("去挂号", DRAFT),
        ("预约挂号", DRAFT),
        ("提交投诉", CONTACT),
        ("提交建议", CONTACT),
        ("发送", CONTACT),
        ("发起咨询", CONTACT),
        ("提交咨询", CONTACT),
        ("拨打", CONTACT),
        ("呼叫", CONTACT),
        ("保存", OWN),
        ("删除就诊人", OWN),
        ("解绑", OWN),
        ("绑定", OWN),
        ("上传", OWN),
        ("提交问卷", OWN),
        ("登录", DRAFT),
        ("获取验证码", DRAFT),
        ("下一步", DRAFT),
        ("添加就诊人", DRAFT),
        ("首页", READ),
        ("科室介绍", READ),
        ("张医生 主任医师", READ),
        ("查询", READ),
        ("下载", READ),
        ("关闭", READ),
        ("稍后再说", READ),
        ("2026-11-20 周五 上午 余号 3", READ),
    ],
)
def test_words_on_a_control(label: str, effect: Effect) -> None:
    assert alone(label) is effect


@pytest.mark.parametrize(
    ("effect", "labels"),
    [
        (
            NEVER,
            "挂号并支付 预约并付款 确认并缴费 注销 注销我的账号 销户 退押金 送心意 送锦旗 打赏医生",
        ),
        (
            NEVER,
            "加入购物车 扫码租借 下单寄送 一键下单 叫救护车 紧急呼救 手写签名 清除账号 呼叫陪诊",
        ),
        (NEVER, "立即购买 申请退费 确认配送 立即邮寄 立即租用 立即订餐 立即用车 确认报到 立即签到"),
        (BOOKING, "确认预约 完成预约 提交预约申请 确认候补 确认加号 取消预约 申请退号 确认取号"),
        (
            CONTACT,
            "发送 呼叫医生 一键呼叫 一键求助 请求帮助 发起视频问诊 开始视频问诊 开始图文问诊",
        ),
        (CONTACT, "发布留言 转人工服务 转接人工 追问 催办 提交举报 提交表扬 提交投诉 提交评价"),
        (OWN, "关注医生 已关注 加关注 已收藏 收藏医生 关注科室"),
        (OWN, "保存 保存记录 删除记录 清空记录 全部已读 绑卡 解绑 提交预问诊 提交量表 提交问卷"),
        (OWN, "设为当前 设为当前就诊人 切换为当前就诊人 设为默认就诊卡"),
        (READ, "切换为长辈版 切换为大字版"),
        (DRAFT, "在线支付 合并支付 去充值 缴押金 微信支付 余额支付 预定 抢约 匿名投诉 联系护士"),
        (NEVER, "开柜 打开储物柜 归还 续借 退诊 投票 送花 提现 自动扣费 领取优惠券 我在现场"),
        (NEVER, "预约借用 立即借用 租借 立即租用"),
        (BOOKING, "按此安排一键预约 按建议预约 采纳建议并预约 按方案安排"),
        (BOOKING, "开始排队 过号重排 重新排队 延后一位 加入候补 换号"),
        (CONTACT, "呼叫轮椅 呼叫陪检 呼叫车辆 催促医生"),
        (OWN, "点赞 一键清空 恢复默认 清除缓存 同步数据 扫码签到"),
        (
            READ,
            "好评 现场取号 候补记录 排队查询 储物柜服务 呼叫中心 归还说明",
        ),
        (READ, "轮椅借用 便民物品租借 一键预约挂号指南"),
        (DRAFT, "去填写 去评价 我要投诉 添加就诊人 下一步 立即咨询 申请续方 我要报名"),
        (
            READ,
            "门诊缴费 住院预交金 出院结算 药品配送 电子发票 轮椅租赁 订餐服务 停车缴费 处方流转",
        ),
        (READ, "投诉须知 退费说明 购药记录 充值记录 快递查询 急救知识 病历复印 胶片快递 名医直播"),
        (READ, "随访 满意度调查 投诉建议 用药提醒 健康打卡 实名认证 消息设置 保存到相册 导出 分享"),
    ],
)
def test_words_of_the_field_on_a_control(effect: Effect, labels: str) -> None:
    assert {label: alone(label) for label in labels.split()} == dict.fromkeys(
        labels.split(), effect
    )


@pytest.mark.parametrize("label", ["报到", "手机报到", "签到", "到院签到"])
def test_nobody_is_said_to_have_come_to_a_visit(label: str) -> None:
    """The map's maker once told a clinic that the patient was there: he would be called."""
    sketch = Sketch("候诊排队")
    card = sketch.add()
    sketch.add("针灸科 王医生", parent=card)
    sketch.add("门诊楼4层 针灸诊区 09:30-10:00", parent=card)
    assert judged(sketch, sketch.button(label, parent=card), OWN) is NEVER


@pytest.mark.parametrize("label", ["我已到院,报到", "报到"])
def test_a_visit_may_bear_a_number_alone(label: str) -> None:
    """An unseen app's 我已到院,报到 was pressed: its card told neither day nor time."""
    sketch = Sketch("扫码签到")
    card = sketch.add()
    sketch.add("孙婉清 序号18 状态:预约成功", parent=card)
    assert judged(sketch, sketch.button(label, parent=card), OWN) is NEVER
    assert alone("我已到院,报到") is NEVER


def test_the_names_of_values_make_no_menu_of_a_visit() -> None:
    """Each line of the visit answers a touch in some kits; its 手机报到 was pressed."""
    sketch = Sketch("预约详情")
    for name in ["医生", "时间", "地点", "就诊人", "序号", "单号", "费用", "科室", "状态"]:
        sketch.add(name, clickable=True)
    sketch.add("2026-11-28 09:30-10:00")
    sketch.button("退号")
    assert judged(sketch, sketch.button("手机报到"), OWN) is NEVER


def test_arriving_on_a_menu_is_a_place_to_look_at() -> None:
    sketch = Sketch("服务")
    sketch.add("门诊时间 08:00-17:00")
    for name in ["挂号", "缴费", "报告", "候诊", "病历", "住院", "导航", "客服"]:
        sketch.button(name)
    assert judged(sketch, sketch.button("报到")) is READ
    assert alone("门诊报到") is READ


@pytest.mark.parametrize("link", ["javascript:;", "javascript:void(0)", "http://h.test/p#", ""])
@pytest.mark.parametrize("label", ["推送处方", "预约用车", "记录"])
def test_a_link_without_an_address_below_a_form_sends_it(label: str, link: str) -> None:
    """Kits draw their broad buttons with <a>: only a missing field kept a call for a car back."""
    sketch = Sketch("转运服务")
    sketch.add("出发地")
    sketch.add(role=Role.FIELD, editable=True, hint="请输入出发地")
    send = sketch.add(label, Role.LINK, clickable=True, link=link, bounds=Rect(15, 400, 360, 46))
    assert judged(sketch, send) is not READ
    sketch.nodes[send] = replace(sketch.nodes[send], link="http://h.test/records")
    assert judged(sketch, send) in {READ, DRAFT}


@pytest.mark.parametrize("label", ["同意并预约", "同意"])
def test_terms_that_tell_how_to_give_back_give_nothing_back(tmp_path: Path, label: str) -> None:
    """A slot taken by agreeing to them stands in the ledger, or it would be kept."""
    ledger = Ledger(tmp_path / "l.jsonl")
    guard = Guard(EVERYTHING, RULES, ledger)
    sketch = Sketch("选择时段")
    sheet = sketch.add(role=Role.DIALOG)
    sketch.add("预约挂号服务协议", parent=sheet)
    sketch.add(
        "一、预约实行实名制。二、就诊前一日十五时前可退号,逾期不能取消预约。" * 3, parent=sheet
    )
    agree = sketch.nodes[sketch.button(label, parent=sheet)]
    guard.admit(Action(Gesture.TAP, agree, purpose=BOOKING), sketch.screen)
    assert len(ledger.own_open()) == 1


@pytest.mark.parametrize("method", ["微信支付", "支付宝支付", "医保移动支付", "余额支付"])
def test_a_way_to_pay_is_never_pressed_on_a_cashier(method: str) -> None:
    assert cashier(method) is NEVER


@pytest.mark.parametrize(
    "title", ["智能预问诊", "诊前问诊", "预问诊", "就诊前病情采集", "诊前采集"]
)
def test_a_paper_to_fill_in_before_the_visit_is_the_patients_own(title: str) -> None:
    sketch = Sketch(title)
    sketch.add("", Role.FIELD, hint="请描述您的症状", editable=True)
    assert judged(sketch, sketch.button("提交"), OWN) is OWN
    assert alone("提交", "图文问诊") is CONTACT


@pytest.mark.parametrize(
    ("line", "effect"),
    [("评估结果将自动反馈至医院", OWN), ("结果自动反馈", OWN), ("您的反馈将由专人回复", CONTACT)],
)
def test_results_that_go_to_the_hospital_by_themselves_write_to_nobody(
    line: str, effect: Effect
) -> None:
    sketch = Sketch()
    form = sketch.add("", Role.GROUP)
    sketch.add(line, parent=form)
    sketch.add("", Role.FIELD, hint="年龄", editable=True, parent=form)
    assert judged(sketch, sketch.button("提交", parent=form), OWN) is effect


@pytest.mark.parametrize(
    "label",
    [
        "提交",
        "确定",
        "确认",
        "完成",
        "同意并继续",
        "确认无误",
        "立即开通",
        "确认办理退费",
        "一键授权",
    ],
)
def test_what_looks_final_and_says_nothing_is_refused(label: str) -> None:
    assert alone(label) is NEVER


@pytest.mark.parametrize(
    ("title", "effect"),
    [
        ("满意度调查", OWN),
        ("添加就诊人", OWN),
        ("血压记录", OWN),
        ("出院随访", OWN),
        ("投诉与建议", CONTACT),
        ("意见反馈", CONTACT),
        ("预约挂号", BOOKING),
        ("收银台", NEVER),
        ("账号注销", NEVER),
        ("手机号登录", DRAFT),
    ],
)
def test_an_open_final_takes_its_class_from_the_heading(title: str, effect: Effect) -> None:
    assert alone("提交", title) is effect


def test_what_is_chosen_is_a_draft_and_what_is_submitted_is_not() -> None:
    assert alone("确定", "选择日期") is DRAFT
    assert alone("提交", "选择日期") is NEVER


def test_an_open_final_takes_its_class_from_its_own_form_not_from_the_rest_of_the_page() -> None:
    sketch = Sketch("某某医院")
    sketch.button("预约挂号")
    form = sketch.add("", Role.GROUP)
    sketch.add("收缩压(血压)", parent=form)
    sketch.add("", Role.FIELD, form, hint="请输入", editable=True)
    submit = sketch.button("提交", parent=form)
    sketch.add("支付方式说明", Role.LINK, clickable=True)
    assert judged(sketch, submit) is OWN


def test_a_purpose_resolves_only_what_the_context_leaves_open() -> None:
    sketch = Sketch()
    submit = sketch.button("提交")
    assert judged(sketch, submit, OWN) is OWN
    assert judged(sketch, submit, CONTACT) is CONTACT
    complaint = Sketch("投诉")
    assert judged(complaint, complaint.button("提交"), OWN) is CONTACT


@pytest.mark.parametrize("purpose", [OWN, CONTACT])
def test_what_has_a_price_is_an_order_whatever_a_flow_means(purpose: Effect) -> None:
    """An open 提交 under 清蒸鱼 18 元 that a flow took for its form: nothing is ever ordered."""
    sketch = Sketch("病区送到床边")
    sketch.add("清蒸鱼 ¥18.00")
    sketch.add("", Role.FIELD, hint="床号", editable=True)
    assert judged(sketch, sketch.button("提交"), purpose) is NEVER
    assert judged(sketch, sketch.button("申请"), purpose) is NEVER


def test_a_form_for_food_is_an_order_also_without_a_price() -> None:
    sketch = Sketch("住院订餐")
    sketch.add("", Role.FIELD, hint="床号", editable=True)
    assert judged(sketch, sketch.button("确定"), OWN) is NEVER
    assert judged(sketch, sketch.button("马上预约"), OWN) is NEVER
    assert alone("马上预约", "住院订餐") is DRAFT


@pytest.mark.parametrize(("label", "effect"), [("添加", OWN), ("注册", OWN), ("申请", NEVER)])
def test_words_that_open_a_form_send_it_where_there_is_one(label: str, effect: Effect) -> None:
    assert alone(label) is DRAFT
    sketch = Sketch()
    sketch.add("", Role.FIELD, hint="请输入", editable=True)
    assert judged(sketch, sketch.button(label)) is effect


@pytest.mark.parametrize(
    ("label", "effect"),
    [
        ("同意并预约", BOOKING),
        ("提交预约申请", BOOKING),
        ("填好了,提交投诉", CONTACT),
        ("已阅读,确认支付", NEVER),
        ("确认支付吗", NEVER),
        ("待确认", READ),
        ("申请开票", DRAFT),
        ("预约CT检查", DRAFT),
        ("预约成功记录", READ),
        ("取消捎带", NEVER),
        ("删除地址", OWN),
        ("一键报警", NEVER),
        ("申请退款", NEVER),
        ("进入诊室", CONTACT),
        ("已提交", READ),
        ("未支付", READ),
    ],
)
def test_longer_labels(label: str, effect: Effect) -> None:
    assert alone(label) is effect


# -- dialogs -----------------------------------------------------------------------------


@pytest.mark.parametrize("label", ["确定", "知道了", "我知道了", "好的", "关闭"])
def test_a_notice_with_one_button_is_read(label: str) -> None:
    assert in_dialog("就诊请携带身份证,预约成功后请按时就诊,逾期作废", label) is READ


@pytest.mark.parametrize("label", ["取消", "返回", "稍后再说", "再想想", "暂不"])
def test_the_way_out_of_a_dialog_is_read(label: str) -> None:
    assert in_dialog("确定要取消预约吗?", label, "确定") is READ


@pytest.mark.parametrize(
    ("words", "effect"),
    [
        ("确定要取消预约吗?", BOOKING),
        ("确认预约张医生 11 月 20 日的号?", BOOKING),
        ("确定删除该就诊人吗?", OWN),
        ("确定退出登录?", OWN),
        ("确认提交投诉?", CONTACT),
        ("将从余额扣款 50 元", NEVER),
        ("注销后所有数据将被清除", NEVER),
        ("确定吗", NEVER),
    ],
)
def test_an_open_button_in_a_dialog_takes_its_words(words: str, effect: Effect) -> None:
    assert in_dialog(words, "确定", "取消") is effect


def test_one_button_under_a_question_is_no_notice() -> None:
    assert in_dialog("是否确认支付 50 元?", "确定") is NEVER


def test_one_button_that_announces_a_deed_is_no_notice() -> None:
    assert in_dialog("预约张医生 11 月 20 日上午,挂号费 50 元", "确定") is BOOKING
    assert in_dialog("您将预约张医生,请确认", "确定") is BOOKING


def test_agreeing_to_terms_is_draft() -> None:
    assert in_dialog("请阅读并同意《隐私政策》与《用户协议》", "同意", "不同意") is DRAFT


# -- pages -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "label", ["预约", "立即预约", "挂号", "下一步", "确认", "提交", "预约检查", ""]
)
def test_on_a_confirm_page_bare_words_take_a_slot(label: str) -> None:
    assert confirm_page(label) is BOOKING


def test_an_order_for_a_slot_takes_the_slot_and_any_other_order_buys() -> None:
    def page(title: str, *more: str) -> Effect:
        sketch = Sketch(title)
        for words in ("就诊人", "张三", "就诊时间", "2026-11-20 08:00-08:30", *more):
            sketch.add(words)
        return judged(sketch, sketch.button("提交订单"))

    assert page("预约确认") is BOOKING
    assert page("提交订单", "号费", "100 元") is BOOKING
    assert page("提交订单", "费用", "100 元") is NEVER
    assert page("图文问诊", "诊查费", "30 元") is NEVER
    assert page("药品订单") is NEVER
    assert page("预约确认", "支付方式", "微信支付", "合计 ¥50.00") is NEVER


@pytest.mark.parametrize(
    ("name", "effect"), [("患者满意度调查", OWN), ("患者随访", OWN), ("患者 张三", BOOKING)]
)
def test_the_name_of_a_questionnaire_is_no_line_of_a_confirm_page(
    name: str, effect: Effect
) -> None:
    sketch = Sketch(name)
    sketch.add(name, font=18)
    sketch.add("就诊时间")
    sketch.add("2026-11-20 09:00")
    assert judged(sketch, sketch.button("提交"), OWN) is effect


@pytest.mark.parametrize(("status", "effect"), [("待支付", DRAFT), ("已取消", NEVER)])
def test_on_an_unpaid_order_a_paying_word_leads_on_though_the_page_takes_orders(
    status: str, effect: Effect
) -> None:
    sketch = Sketch("住院订餐")
    card = sketch.add("", Role.GROUP)
    sketch.add("午餐 1 份", parent=card)
    sketch.add(status, parent=card)
    sketch.add("¥22.00", parent=card)
    pay = sketch.button("去支付", parent=card)
    form = sketch.add("", Role.GROUP)
    sketch.add("", Role.FIELD, form, hint="床号", editable=True)
    order = sketch.button("去支付", parent=form)
    assert judged(sketch, pay) is effect
    assert judged(sketch, order) is NEVER


def _rating(*grades: str, price: str = "") -> Effect:
    sketch = Sketch("就诊评价")
    for words in ("就诊人 张三", "就诊时间", "2026-11-20 09:00", price):
        sketch.add(words, font=17)
    for grade in grades:
        sketch.add(grade, Role.RADIO, clickable=True, checked=False)
    return judged(sketch, sketch.button("提交"), OWN)


def test_a_questionnaire_about_a_visit_takes_no_slot() -> None:
    assert _rating("非常满意", "一般", "不满意") is OWN
    assert _rating() is BOOKING
    assert _rating("普通号", "专家号", "一般") is BOOKING
    assert _rating("非常满意", "一般", "不满意", price="挂号费 30元") is not OWN


def test_a_list_of_slots_is_no_confirm_page() -> None:
    sketch = Sketch("选择时段")
    for words in ("就诊日期", "2026-11-20", "挂号费", "50元"):
        sketch.add(words)
    first = sketch.button("预约")
    sketch.button("预约")
    assert judged(sketch, first) is DRAFT


def test_empty_labels_of_a_confirm_page_are_not_enough() -> None:
    sketch = Sketch()
    sketch.add("挂号费")
    assert judged(sketch, sketch.button("立即预约")) is DRAFT


@pytest.mark.parametrize(
    "label", ["去支付", "缴费", "下一步", "确定", "提交", "完成", "立即缴费", ""]
)
@pytest.mark.parametrize("purpose", [READ, OWN, BOOKING])
def test_on_a_cashier_whatever_leads_on_is_refused(label: str, purpose: Effect) -> None:
    assert cashier(label, purpose) is NEVER


# -- other gestures ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("label", "effect"),
    [("同意,去挂号", DRAFT), ("我已读完并同意", DRAFT), ("同意并预约", BOOKING)],
)
def test_a_sheet_of_terms_is_agreed_to(label: str, effect: Effect) -> None:
    sketch = Sketch("选择科室")
    dialog = sketch.add("", Role.DIALOG)
    sketch.add("预约挂号服务协议", parent=dialog)
    sketch.add("半年爽约 3 次将暂停预约 90 天。", parent=dialog)
    assert judged(sketch, sketch.button(label, parent=dialog), DRAFT) is effect


@pytest.mark.parametrize("label", ["以上内容我已读完并同意", "我已阅读并同意", "本人已知晓并接受"])
def test_a_box_that_says_that_one_has_read_and_agrees_sends_nothing(label: str) -> None:
    sketch = Sketch("选择科室")
    sketch.add("皮肤科普通门诊", clickable=True)
    sketch.add("半年爽约 3 次将暂停预约 90 天。")
    assert judged(sketch, sketch.add(label, Role.CHECKBOX, clickable=True)) is DRAFT


def test_a_switch_is_own_and_a_tick_is_draft() -> None:
    assert alone("消息提醒", role=Role.SWITCH) is OWN
    assert alone("我已阅读并同意《服务协议》《支付说明》", role=Role.CHECKBOX) is DRAFT
    assert alone("确认支付", role=Role.CHECKBOX) is NEVER


def test_the_row_of_a_switch_is_own_wherever_it_is_touched() -> None:
    """The whole row turns it; a page with several switches is no row."""
    sketch = Sketch("消息推送管理")
    page = sketch.add("", Role.GROUP, clickable=True)
    rows = []
    for words in ("科普与活动消息", "评价邀请"):
        rows.append(sketch.add("", Role.GROUP, page, clickable=True))
        sketch.add(words, parent=rows[-1])
        sketch.add("", Role.SWITCH, rows[-1], clickable=True, checked=True)
    assert judged(sketch, rows[0]) is OWN
    assert judged(sketch, page) is not OWN
    guard = Guard(frozenset(), RULES, None)
    tap = Action(Gesture.TAP, sketch.nodes[rows[1]], purpose=READ)
    with pytest.raises(ActionRefused):
        guard.admit(tap, sketch.screen)


def test_filling_is_draft_and_uploading_is_own() -> None:
    sketch = Sketch()
    field_ = sketch.nodes[sketch.add("", Role.FIELD, hint="手机号", editable=True)]
    guard = Guard(frozenset(), RULES, None)
    assert guard.judge(Action(Gesture.TYPE, field_, "138"), sketch.screen) is DRAFT
    assert guard.judge(Action(Gesture.CHOOSE, field_, "男"), sketch.screen) is DRAFT
    assert guard.judge(Action(Gesture.UPLOAD, field_, "x.png"), sketch.screen) is OWN
    assert guard.judge(Action(Gesture.SCROLL, text="down"), sketch.screen) is READ
    assert guard.judge(Action(Gesture.BACK), sketch.screen) is READ


# -- getting round it --------------------------------------------------------------------


@pytest.mark.parametrize("purpose", list(Effect))
def test_no_declared_purpose_makes_paying_milder(purpose: Effect) -> None:
    sketch = Sketch()
    assert judged(sketch, sketch.button("确认支付"), purpose) is NEVER


@pytest.mark.parametrize(
    "label",
    [
        "确 认 支 付",
        "确\u200b认\u200d支\ufeff付",
        "确\u3000认支付",
        "【确认支付】",
        "确认·支付",
        "\ue001确认支付\ue002",
        "确认支付(¥50.00)",
        "確認支付",
        "确认\n支付",
        "确\u00ad认支\u2060付",
        "⽀付",  # Kangxi radical
        "👉确认支付👈",
    ],
)
def test_disguised_words_are_read_all_the_same(label: str) -> None:
    assert alone(label) is NEVER


def test_a_label_split_over_nodes_is_one_label() -> None:
    sketch = Sketch()
    button = sketch.add("", Role.GROUP, clickable=True)
    first = sketch.add("确认", parent=button)
    sketch.add("支付", parent=button)
    assert judged(sketch, button) is NEVER
    assert judged(sketch, first) is NEVER


def test_a_long_bar_with_paying_words_in_it_pays() -> None:
    sketch = Sketch()
    bar = sketch.add("", Role.GROUP, clickable=True)
    sketch.add(
        "合计 50 元,医保支付 30 元,个人支付 20 元,含挂号费与诊查费,不含药费和检查费", parent=bar
    )
    sketch.add("确认支付", parent=bar)
    assert judged(sketch, bar) is NEVER


def test_a_touch_on_a_card_counts_the_button_under_the_finger() -> None:
    sketch = Sketch()
    card = sketch.add("", Role.GROUP, clickable=True, bounds=Rect(0, 0, 300, 300))
    sketch.add(
        "订单详情很长很长的一段说明文字,写着医生、科室、时间、地点和注意事项等等", parent=card
    )
    sketch.add("确认支付", Role.BUTTON, card, clickable=True, bounds=Rect(100, 100, 100, 100))
    assert judged(sketch, card) is NEVER


def test_a_picture_speaks_through_its_label() -> None:
    assert alone("确认支付", role=Role.IMAGE) is NEVER


def test_typing_a_line_break_into_a_field_is_refused() -> None:
    sketch = Sketch()
    short = sketch.nodes[sketch.add("", Role.FIELD, kind="text", editable=True)]
    long = sketch.nodes[sketch.add("", Role.FIELD, kind="textarea", editable=True)]
    guard = Guard(EVERYTHING, RULES, None)
    assert guard.judge(Action(Gesture.TYPE, short, "a\n"), sketch.screen) is NEVER
    assert guard.judge(Action(Gesture.TYPE, short, "a\u2028"), sketch.screen) is NEVER
    assert guard.judge(Action(Gesture.TYPE, long, "a\nb"), sketch.screen) is DRAFT


@pytest.mark.parametrize(
    "address",
    [
        "weixin://wxpay/bizpayurl",
        "alipays://platformapi",
        "tel:120",
        "javascript:pay()",
        " JavaScript:pay()",
        "intent://x",
        "https://wx.tenpay.com/cgi-bin/x",
        "https://WX.TENPAY.COM./x",
        "https://user@mclient.alipay.com/x",
        "https://sub.gateway.95516.com:443/x",
        "//wx.tenpay.com/x",
        "",
    ],
)
def test_opening_a_payment_or_another_program_is_refused(address: str) -> None:
    with pytest.raises(ActionRefused):
        Guard(EVERYTHING, RULES, None).admit(Action(Gesture.OPEN, text=address), Sketch().screen)


@given(
    st.sampled_from([*RULES.payment.hosts, "a.test", "tenpay.com.evil.test", "mytenpay.com"]),
    st.sampled_from(["", "sub.", "a.b.", "not"]),
    st.sampled_from(["https://", "http://", "HTTPS://", "wss://"]),
    st.sampled_from(["", "/", "/pay?x=1", "?x", ":443/x", "./x"]),
    st.sampled_from(["", "user@", "u:p@"]),
)
def test_the_browsers_own_filter_agrees_with_the_guard(
    host: str, sub: str, scheme: str, rest: str, user: str
) -> None:
    address = f"{scheme}{user}{sub}{host}{rest}"
    assert bool(RULES.paying_requests.search(address)) == RULES.is_paying(address)


@pytest.mark.parametrize("scheme", RULES.payment.schemes)
def test_the_browsers_own_filter_knows_the_schemes_of_payment(scheme: str) -> None:
    assert RULES.paying_requests.search(f"{scheme}://pay?x=1")
    assert not RULES.paying_requests.search(f"https://a.test/?to={scheme}://pay")


def test_a_link_to_a_payment_is_refused_whatever_it_says() -> None:
    sketch = Sketch()
    link = sketch.add("查看详情", Role.LINK, clickable=True, link="weixin://wxpay/x")
    inner = sketch.add("详情", parent=link)
    assert judged(sketch, link) is NEVER
    assert judged(sketch, inner) is NEVER


@pytest.mark.parametrize("gesture", [Gesture.TAP, Gesture.TYPE, Gesture.CHOOSE, Gesture.UPLOAD])
def test_what_the_profile_says_not_to_touch_is_refused(gesture: Gesture) -> None:
    sketch = Sketch()
    card = sketch.add("", Role.GROUP, clickable=True)
    node = sketch.nodes[sketch.add("互联网 医院问诊", parent=card)]
    guard = Guard(EVERYTHING, RULES, None, untouchable=("互联网医院",))
    with pytest.raises(ActionRefused):
        guard.admit(Action(gesture, node, "x"), sketch.screen)


# -- leave and refusal -------------------------------------------------------------------


@given(
    st.sampled_from(["保存", "发送", "确认预约", "确认支付", "首页", "登录", "提交", ""]),
    st.sampled_from(list(Effect)),
    st.frozensets(st.sampled_from(sorted(EVERYTHING))),
)
def test_only_what_is_allowed_is_admitted(
    label: str, purpose: Effect, allow: frozenset[Effect]
) -> None:
    sketch = Sketch()
    node = sketch.nodes[sketch.button(label)]
    guard = Guard(allow, RULES, None)
    action = Action(Gesture.TAP, node, purpose=purpose)
    effect = guard.judge(action, sketch.screen)
    assert graver(effect, purpose) is effect
    declared = effect in {READ, DRAFT} or purpose is effect
    if declared and effect in {READ, DRAFT} | (allow - {BOOKING}):
        assert guard.admit(action, sketch.screen).effect is effect
    else:
        with pytest.raises(ActionRefused) as refusal:
            guard.admit(action, sketch.screen)
        assert refusal.value.effect is effect


@pytest.mark.parametrize("label", ["保存", "发送", "确认预约"])
def test_what_is_allowed_must_also_be_meant(label: str) -> None:
    sketch = Sketch()
    node = sketch.nodes[sketch.button(label)]
    with pytest.raises(ActionRefused, match="只声明了"):
        Guard(EVERYTHING, RULES, None).admit(Action(Gesture.TAP, node), sketch.screen)


def booking(node: Node) -> Action:
    return Action(Gesture.TAP, node, purpose=BOOKING)


def test_never_stays_refused_even_if_somebody_allows_it() -> None:
    sketch = Sketch()
    node = sketch.nodes[sketch.button("确认支付")]
    with pytest.raises(ActionRefused, match="确认支付"):
        Guard(frozenset(Effect), RULES, None).admit(Action(Gesture.TAP, node), sketch.screen)


def test_a_slot_is_entered_in_the_ledger_before_and_only_then(tmp_path: Path) -> None:
    sketch = Sketch("预约确认")
    take = sketch.nodes[sketch.button("确认预约")]
    cancel = sketch.nodes[sketch.button("取消预约")]
    with pytest.raises(ActionRefused, match="台账"):
        Guard(EVERYTHING, RULES, None).admit(booking(take), sketch.screen)
    ledger = Ledger(tmp_path / "ledger.jsonl")
    guard = Guard(EVERYTHING, RULES, ledger)
    assert guard.admit(booking(cancel), sketch.screen).entry is None
    assert ledger.open_entries() == ()
    admission = guard.admit(booking(take), sketch.screen)
    assert [entry.id for entry in ledger.open_entries()] == [admission.entry]
    guard.withdraw(admission, "被挡住")
    assert ledger.open_entries() == ()


def test_confirming_a_cancellation_takes_no_slot(tmp_path: Path) -> None:
    sketch = Sketch()
    dialog = sketch.add("", Role.DIALOG)
    sketch.add("确定要取消预约吗?", parent=dialog)
    yes = sketch.nodes[sketch.button("确定", dialog)]
    ledger = Ledger(tmp_path / "ledger.jsonl")
    admission = Guard(EVERYTHING, RULES, ledger).admit(booking(yes), sketch.screen)
    assert (admission.effect, admission.entry) == (BOOKING, None)


# -- the words themselves ----------------------------------------------------------------


def test_no_word_stands_in_two_classes() -> None:
    seen: dict[str, Effect] = {}
    for effect, words in RULES.words.items():
        for word in words.exact:
            assert seen.setdefault(word, effect) is effect, word


def test_every_effect_has_words() -> None:
    assert set(RULES.words) == set(GRAVITY)


@given(st.text(max_size=30))
def test_normalising_twice_changes_nothing(words: str) -> None:
    assert normal(normal(words)) == normal(words)


def test_a_bare_booking_word_books_where_one_day_and_time_are_chosen() -> None:
    """An examination's confirm page may name neither patient nor fee."""
    rows = ["头颅磁共振平扫", "检查时间 2026-11-24 08:00-08:30", "医技楼 1 层"]
    texts = [
        Node(i, -1, Role.TEXT, Rect(0, 60 + 30 * i, 300, 20), text=row)
        for i, row in enumerate(rows)
    ]
    button = Node(3, -1, Role.BUTTON, Rect(0, 300, 300, 40), text="立即预约", clickable=True)
    screen = Screen("http://a/", "检查项目预约", (*texts, button), 390, 844)
    guard = Guard(frozenset(), EffectRules.load(), None)
    assert guard.judge(Action(Gesture.TAP, button), screen) is Effect.BOOKING


def test_a_tile_of_a_menu_leads_on_though_its_name_ends_in_a_deed() -> None:
    """病历资料提交 among the pictures of a menu opens a form; a button of that name sends one."""

    def menu(count: int, *more: str) -> Effect:
        sketch = Sketch("医院首页")
        for words in more:
            sketch.add(words)
        tiles = []
        for number in range(count):
            tile = sketch.add("", Role.GROUP, clickable=True)
            sketch.add("", Role.IMAGE, tile, image=f"p{number}")
            sketch.add("病历资料提交" if number == 1 else f"服务{number}", parent=tile)
            tiles.append(tile)
        return judged(sketch, tiles[1])

    assert menu(5) is READ
    assert menu(2) is not READ
    assert menu(5, "合计 ¥50.00") is not READ
    assert alone("病历资料提交") is not READ


def test_a_form_about_a_person_takes_no_bed() -> None:
    """入院登记 that asks for address and kin completes an admission; one with a date makes it."""

    def form(*asked: str) -> Effect:
        sketch = Sketch("入院登记")
        for words in asked:
            sketch.add(words)
            sketch.add("", Role.FIELD, editable=True)
        return judged(sketch, sketch.button("确定"), OWN)

    assert form("现住址", "职业", "婚姻状况", "紧急联系人") is OWN
    assert form("现住址", "职业", "婚姻状况", "入院日期") is BOOKING
    assert form("现住址", "床位类型", "联系人", "职业") is BOOKING
    assert form("姓名", "手机号") is BOOKING


@pytest.mark.parametrize(
    ("lines", "in_a_sheet", "effect"),
    [
        ([("病区", "外科楼六病区"), ("入院时间", "2026-12-03 08:00")], False, OWN),
        ([("病区", "外科楼六病区"), ("入院时间", "2026-12-03 08:00")], True, OWN),
        ([("病区", "请选择")], False, BOOKING),
        ([("床位类型", "三人间 ›")], False, BOOKING),
        ([("床位类型", "三人间 ›")], True, BOOKING),
        ([("请选择病区", "")], False, BOOKING),
    ],
)
def test_what_is_told_of_an_admission_above_the_form_is_not_asked(
    lines: list[tuple[str, str]], in_a_sheet: bool, effect: Effect
) -> None:
    sketch = Sketch("入院登记")
    sheet = sketch.add("", Role.DIALOG) if in_a_sheet else -1
    for nth, (name, value) in enumerate(lines):
        sketch.add(name, parent=sheet, bounds=Rect(20, 100 + 30 * nth, 90, 24))
        sketch.add(value, parent=sheet, bounds=Rect(200, 100 + 30 * nth, 150, 24))
    for nth, words in enumerate(("现住址", "职业", "婚姻状况", "紧急联系人")):
        sketch.add(words, parent=sheet, bounds=Rect(20, 200 + 50 * nth, 90, 24))
        box = Rect(120, 200 + 50 * nth, 200, 24)
        sketch.add("", Role.FIELD, parent=sheet, editable=True, bounds=box)
    send = sketch.add("提交", Role.BUTTON, sheet, clickable=True, bounds=Rect(20, 500, 340, 40))
    assert judged(sketch, send, OWN) is effect


def test_agreeing_on_a_page_of_terms_leads_on_and_beside_a_chosen_day_it_books() -> None:
    def page(*rows: str) -> Effect:
        sketch = Sketch("挂号协议")
        for words in rows:
            sketch.add(words)
        return judged(sketch, sketch.button("同意并继续"))

    assert page("我已阅读并同意", "《预约挂号服务条款》") is DRAFT
    assert page("就诊日期", "2026-11-20", "《预约挂号服务条款》") is BOOKING
    assert page("挂号费", "50 元") is not DRAFT


def test_the_words_of_a_box_to_tick_only_tick_it() -> None:
    sketch = Sketch("预约挂号")
    words = sketch.add("我已知晓并同意", clickable=True)
    box = sketch.add("", Role.CHECKBOX, words, clickable=True)
    assert judged(sketch, words) is DRAFT
    assert judged(sketch, box) is DRAFT
    bare = Sketch("预约挂号")
    assert judged(bare, bare.add("我已知晓并同意", clickable=True)) is BOOKING


@pytest.mark.parametrize(
    ("rows", "effect"),
    [
        (("日期:", "2026-11-28", "时段:", "上午"), BOOKING),
        (("日期 2026-11-28", "时段 下午"), BOOKING),
        (("2026-11-28 可预约时段", "上午", "可约", "下午", "可约"), DRAFT),
        (("出诊时间", "上午", "周一、周三"), DRAFT),
    ],
)
def test_one_day_and_half_of_it_are_a_chosen_time(rows: tuple[str, ...], effect: Effect) -> None:
    sketch = Sketch("检查安排")
    for words in rows:
        sketch.add(words)
    assert judged(sketch, sketch.button("立即预约")) is effect
