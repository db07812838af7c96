"""Convenience services, their common place, what is recommended, and paying for them."""

from __future__ import annotations

from devices.sandbox.library import services
from devices.sandbox.model import (
    Block,
    Buttons,
    Card,
    Control,
    Empty,
    Field,
    FieldKind,
    Form,
    Grid,
    Notice,
    Outcome,
    Text,
    Tone,
    go,
)
from devices.sandbox.pages.at_once import wheelchairs
from devices.sandbox.routing import action, page
from devices.sandbox.visit import Visit
from devices.sandbox.world import Bill, Count

KINDS = "3.3.1.convenience_kinds"
PAYMENT = "5.2.3.convenience_payment_kinds"
HUB = "3.3.2.convenience_hub"


def term_of(kind: str) -> str:
    return "other_service" if kind == "other" else kind


@page("/convenience", "convenience_hub", HUB)
def hub(v: Visit) -> list[Block]:
    doors = tuple(
        control
        for kind in services()
        for control in v.door(
            f"{KINDS}.{kind}", term_of(kind), go(f"/convenience/{kind}"), icon=ICONS[kind]
        )
    )
    return [Grid(items=doors, columns=3)] if doors else [Empty(text="暂无服务")]


ICONS = {
    "wheelchair": "wheel", "meal": "bowl", "carer": "users", "decoction": "pill",
    "record_copy": "doc", "film_express": "truck", "vending": "box", "volunteer": "heart",
    "parking": "map", "other": "box",
}  # fmt: skip


def _register(kind: str) -> None:
    feature = f"{KINDS}.{kind}"

    @page(f"/convenience/{kind}", term_of(kind), feature, login=True)
    def service(v: Visit) -> list[Block]:
        item = services()[kind]
        fields = (
            Field(name="choice", label="服务项目", kind=FieldKind.RADIO, value=item.choices[0],
                  options=tuple((c, c) for c in item.choices)),
            Field(name="where", label=item.ask, hint=f"请填写{item.ask}"),
        )  # fmt: skip
        form = Form(post=f"order_{kind}", submit=v.t("order_service"), fields=fields)
        more = wheelchairs(v) if kind == "wheelchair" else ()
        return [Text(text=item.about), *more, *_unpaid(v, kind), form]

    @action(f"order_{kind}", feature)
    def order(v: Visit, data: dict[str, str]) -> Outcome:
        if not data.get("where"):
            return Outcome(ok=False, toast=f"请填写{services()[kind].ask}")
        v.note(Count.ORDERS)
        return Outcome(ok=True, toast="下单成功", to=f"/convenience/{kind}")


def _unpaid(v: Visit, kind: str) -> list[Block]:
    """The test account's open order of this service; how it can be paid is its own feature."""
    item = services()[kind]
    if not v.account.rich or not item.fee:
        return []
    rows = (("金额", f"¥{item.fee}.00"), ("下单时间", f"{v.day(-1)} 10:12"))
    feature = f"{PAYMENT}.{kind}"
    pay = v.door(feature, "go_pay", go(f"/convenience/{kind}/bill"), tone=Tone.PRIMARY)
    note = () if pay else (("支付方式", "请到服务台现场付费"),)
    return [Card(title=item.bill, tag="待支付", rows=rows + note, buttons=pay)]


def _register_payment(kind: str) -> None:
    feature = f"{PAYMENT}.{kind}"

    @page(f"/convenience/{kind}/bill", "bill_detail", feature, login=True)
    def bill(v: Visit) -> list[Block]:
        item, ident = services()[kind], f"BM-{kind}"
        if not v.works(feature) or not v.account.rich:
            raise KeyError("not payable here")
        if ident not in {b.id for b in v.account.bills}:
            v.account.bills.append(Bill(ident, f"convenience_{kind}", item.bill, item.fee))
        rows = (("订单号", ident), ("应付金额", f"¥{item.fee}.00"))
        pay = Control(label=v.t("pay_now"), act=go(f"/cashier?id={ident}"), tone=Tone.PRIMARY)
        return [Card(title=item.bill, tag="待支付", rows=rows), Buttons(items=(pay,))]


for _kind, _item in services().items():
    _register(_kind)
    if _item.fee:
        _register_payment(_kind)


@page("/recommendation", "recommendation", "3.3.2.convenience_recommendation", login=True)
def recommendation(v: Visit) -> list[Block]:
    if not v.account.rich:
        return [Empty(text="暂无推荐")]
    rows = (
        ("推荐内容", "低糖营养餐（每餐约 550 千卡）"),
        ("推荐依据", f"{v.day(-12)} 内分泌科诊断 2 型糖尿病，营养师膳食医嘱：低糖饮食"),
    )
    more = (("推荐内容", "老年陪检服务"), ("推荐依据", f"{v.day(2)} 有 3 项检查待完成"))
    return [
        Notice(text="根据您的病情和诊疗安排，为您推荐以下院内服务"),
        Card(title="适合您的餐食", tag="智能推荐", rows=rows),
        Card(title="适合您的陪检", tag="智能推荐", rows=more),
    ]
