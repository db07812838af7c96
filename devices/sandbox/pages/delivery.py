"""Medicines that travel: delivery to the home, its tracking and checks, transfer to a pharmacy."""

from __future__ import annotations

from devices.sandbox.model import (
    Block,
    Card,
    Empty,
    Field,
    FieldKind,
    Form,
    Heading,
    Notice,
    Outcome,
    Steps,
    Text,
    go,
)
from devices.sandbox.routing import action, page
from devices.sandbox.visit import Visit
from devices.sandbox.world import Bill, Count

DELIVERY = "4.3.3.drug_delivery"
TRACKING = "4.3.3.delivery_tracking"
SUPERVISION = "4.3.3.delivery_supervision"
TRANSFER = "4.3.4.prescription_transfer"
PRESCRIPTIONS = (("CF01", "CF01 内分泌科 2 型糖尿病"), ("CF02", "CF02 心血管内科 高血压病"))
SHOPS = tuple(
    (s, s) for s in ("惠民大药房（明湖店）", "康泰大药房（惠民路店）", "百姓缘药店（公园店）")
)


@page("/delivery", "drug_delivery", DELIVERY, login=True)
def delivery(v: Visit) -> list[Block]:
    fields = (
        Field(
            name="prescription",
            label="处方",
            kind=FieldKind.SELECT,
            hint="请选择处方",
            options=PRESCRIPTIONS,
        ),
        Field(name="receiver", label="收件人", hint="姓名"),
        Field(name="address", label="配送地点", hint="省市区及详细地址"),
        Field(name="phone", label=v.t("phone"), kind=FieldKind.TEL, hint=v.t("phone_hint")),
    )
    form = Form(post="deliver", submit=v.t("order_delivery"), fields=fields)
    return [
        Notice(text="配送费 12 元，市内次日达，费用在线支付"),
        *_on_the_way(v),
        form,
        *_supervision(v),
    ]


def _on_the_way(v: Visit) -> list[Block]:
    if not v.account.rich:
        return []
    track = v.door(TRACKING, "delivery_tracking", go("/delivery/track"))
    rows = (
        ("处方", "CF01 内分泌科"),
        ("收件地址", "云州市明湖区*****"),
        ("下单时间", f"{v.day(-1)} 11:20"),
    )
    return [Card(title="配送单 PS2026031", tag="配送中", rows=rows, buttons=track)]


def _supervision(v: Visit) -> list[Block]:
    if not v.works(SUPERVISION):
        return []
    return [
        Heading(text="配送核查与监管"),
        Text(
            text="配送单位：云州医药配送中心（药品经营许可证已核验）。药品出库由药师双人复核，"
            "全程温湿度监控，签收时请核对药品名称、批号与封签。"
        ),
    ]


@action("deliver", DELIVERY)
def deliver(v: Visit, data: dict[str, str]) -> Outcome:
    if any(not data.get(k) for k in ("prescription", "receiver", "address")):
        return Outcome(ok=False, toast="请将信息填写完整")
    bill = Bill(v.world.number("PS"), "delivery", "药品配送费", 12)
    v.account.bills.append(bill)
    v.note(Count.ORDERS)
    return Outcome(ok=True, toast="下单成功，请支付配送费", to=f"/cashier?id={bill.id}")


@page("/delivery/track", "delivery_tracking", TRACKING, login=True)
def track(v: Visit) -> list[Block]:
    if not v.account.rich or not v.works(DELIVERY):
        raise KeyError("nothing on the way")
    items = (
        ("药房已复核打包", f"{v.day(-1)} 14:05"),
        ("已揽收", f"{v.day(-1)} 17:40 云州医药配送中心"),
        ("派送中", f"{v.world.today()} 08:30 配送员 赵师傅 0999-5550188"),
        ("已签收", ""),
    )
    return [Card(title="配送单 PS2026031", tag="派送中"), Steps(items=items, done=3)]


@page("/transfer", "prescription_transfer", TRANSFER, login=True)
def transfer(v: Visit) -> list[Block]:
    if not v.account.rich:
        return [Empty(text="暂无可流转的处方")]
    rows = (
        ("处方", "CF02 心血管内科 高血压病"),
        ("接收药店", "惠民大药房（明湖店）"),
        ("医师签名", "吴思齐（CA 电子签名，已验签）"),
        ("防篡改校验码", "SM3-7F2A91C4"),
        ("流转时间", f"{v.day(-39)} 10:18"),
    )
    fields = (
        Field(
            name="prescription",
            label="处方",
            kind=FieldKind.SELECT,
            hint="请选择处方",
            options=PRESCRIPTIONS,
        ),
        Field(name="shop", label="接收药店", kind=FieldKind.RADIO, options=SHOPS),
    )
    form = Form(
        post="transfer",
        submit=v.t("do_transfer"),
        fields=fields,
        ask="确认将处方推送到该药店并电子签名吗？",
    )
    return [
        Notice(text="处方经医师、药师电子签名后推送至第三方药店，凭取药码取药"),
        Card(title="最近一次流转", tag="已接收", rows=rows),
        form,
    ]


@action("transfer", TRANSFER)
def do_transfer(v: Visit, data: dict[str, str]) -> Outcome:
    if not data.get("prescription") or not data.get("shop"):
        return Outcome(ok=False, toast="请选择处方和药店")
    v.note(Count.SIGNATURES)
    v.note(Count.ORDERS)
    return Outcome(ok=True, toast="已推送", to="/transfer")
