"""Paying: bills of every kind, and a cashier that never takes money."""

from __future__ import annotations

from devices.sandbox.model import (
    Block,
    Buttons,
    Card,
    Cells,
    Control,
    Empty,
    Field,
    FieldKind,
    Form,
    Notice,
    Outcome,
    Tone,
    go,
)
from devices.sandbox.routing import action, page
from devices.sandbox.visit import Visit
from devices.sandbox.world import Bill, Count

POINTS = "5.2.1.payment_points"
FEATURES = {
    "appointment": f"{POINTS}.appointment",
    "outpatient": f"{POINTS}.outpatient",
    "inpatient_deposit": f"{POINTS}.inpatient_deposit",
    "inpatient_settlement": f"{POINTS}.inpatient_settlement",
    "exam": "5.2.2.exam_payment",
    "drug": "5.2.2.drug_payment",
}
TERMS = {
    "appointment": "pay_appointment",
    "outpatient": "pay_outpatient",
    "inpatient_deposit": "pay_deposit",
    "inpatient_settlement": "pay_settlement",
    "exam": "pay_exam",
    "drug": "pay_drug",
}
CHANNELS = (("wechat", "微信支付"), ("alipay", "支付宝"), ("medicare", "医保电子凭证"))


@page("/payments", "payments", login=True)
def hub(v: Visit) -> list[Block]:
    items = tuple(
        control
        for kind, feature in FEATURES.items()
        for control in v.door(feature, TERMS[kind], go(f"/payments/{kind}"))
    )
    if not items:
        raise KeyError("nothing can be paid")
    return [Cells(items=items)]


def _register(kind: str) -> None:
    @page(f"/payments/{kind}", TERMS[kind], FEATURES[kind], login=True)
    def bills(v: Visit) -> list[Block]:
        due = [bill for bill in v.account.bills if bill.kind == kind and not bill.paid]
        cards: list[Block] = [_bill_card(v, bill) for bill in due]
        return cards or [Empty(text="暂无待缴费用")]


def _bill_card(v: Visit, bill: Bill) -> Card:
    target = go(f"/payments/bill?id={bill.id}")
    pay = Control(label=v.t("go_pay"), act=target, tone=Tone.PRIMARY)
    rows = (*bill.rows, ("应缴金额", f"¥{bill.amount}.00"))
    return Card(title=bill.title, tag="待支付", rows=rows, buttons=(pay,), act=target)


for _kind in FEATURES:
    _register(_kind)


def _bill(v: Visit, ident: str) -> Bill:
    """A bill that may be paid here; KeyError otherwise."""
    bill = {b.id: b for b in v.account.bills}[ident]
    if bill.kind in FEATURES and not v.works(FEATURES[bill.kind]):
        raise KeyError(ident)
    return bill


@page("/payments/bill", "bill_detail", login=True)
def bill_detail(v: Visit) -> list[Block]:
    bill = _bill(v, v.ask("id"))
    rows = (("订单号", bill.id), *bill.rows, ("应缴金额", f"¥{bill.amount}.00"))
    pay = Control(label=v.t("pay_now"), act=go(f"/cashier?id={bill.id}"), tone=Tone.PRIMARY)
    return [Card(title=bill.title, tag="待支付", rows=rows), Buttons(items=(pay,))]


@page("/cashier", "cashier", login=True)
def cashier(v: Visit) -> list[Block]:
    bill = _bill(v, v.ask("id"))
    chooser = Field(
        name="channel",
        label=v.t("pay_channel"),
        kind=FieldKind.RADIO,
        value="wechat",
        options=CHANNELS,
    )
    return [
        Card(title=bill.title, rows=(("支付金额", f"¥{bill.amount}.00"), ("剩余时间", "14:59"))),
        Form(
            post="pay",
            submit=f"{v.t('confirm_pay')} ¥{bill.amount}.00",
            fields=(chooser,),
            data={"id": bill.id},
        ),
        Notice(text="演练环境：不会发生真实扣款"),
    ]


@action("pay")
def pay(v: Visit, data: dict[str, str]) -> Outcome:
    _bill(v, data["id"])
    v.note(Count.PAYMENTS)
    return Outcome(ok=False, toast="演练环境不发起真实支付")
