"""What was charged: out-patient and in-patient fees, electronic invoices."""

from __future__ import annotations

from devices.sandbox.model import (
    Block,
    Buttons,
    Card,
    Control,
    Empty,
    File,
    Notice,
    Outcome,
    Table,
    Tone,
    download,
    go,
    post,
)
from devices.sandbox.pdf import pdf
from devices.sandbox.routing import action, file, page
from devices.sandbox.visit import Visit
from devices.sandbox.world import Count

QUERY = "5.2.4.fee_query"
INVOICE = "5.2.5.e_invoice"
INVOICES = {
    "FP01": ("内分泌科 门诊收费票据", 12, "248.00"),
    "FP02": ("心血管内科 住院收费票据", 88, "18460.50"),
}


@page("/fees/outpatient", "fee_outpatient", f"{QUERY}.outpatient", login=True)
def outpatient(v: Visit) -> list[Block]:
    if not v.account.rich:
        return [Empty(text="暂无费用记录")]
    rows = (
        ("诊查费", "1", "30.00"),
        ("葡萄糖测定", "1", "12.00"),
        ("糖化血红蛋白测定", "1", "82.00"),
        ("盐酸二甲双胍缓释片", "2", "124.00"),
    )
    head = Card(
        title="内分泌科", tag=str(v.day(-12)), rows=(("合计", "¥248.00"), ("状态", "已支付"))
    )
    return [head, Table(title="明细", head=("项目", "数量", "金额"), rows=rows)]


@page("/fees/inpatient", "fee_inpatient", f"{QUERY}.inpatient", login=True)
def inpatient(v: Visit) -> list[Block]:
    if not v.account.rich:
        return [Empty(text="暂无住院记录")]
    rows = (
        (str(v.day(-92)), "床位费、护理费", "180.00"),
        (str(v.day(-91)), "冠脉支架、手术费", "14260.00"),
        (str(v.day(-90)), "药品费、检验费", "1320.50"),
    )
    head = (("累计费用", "¥18460.50"), ("预交金总额", "¥17204.50"), ("预交金余额", "¥-1256.00"))
    return [
        Card(title="心血管内科一病区 住院号 ZY20260318", rows=head),
        Table(title="日清单", head=("日期", "项目", "金额"), rows=rows),
    ]


@page("/invoices", "e_invoice", INVOICE, login=True)
def invoices(v: Visit) -> list[Block]:
    cards: list[Block] = [
        Card(
            title=title,
            tag=str(v.day(-offset)),
            rows=(("金额", f"¥{amount}"), ("状态", "已开具")),
            act=go(f"/invoices/detail?id={ident}"),
        )
        for ident, (title, offset, amount) in (INVOICES if v.account.rich else {}).items()
    ]
    return cards or [Empty(text="暂无可开具的票据")]


@page("/invoices/detail", "e_invoice", INVOICE, login=True)
def invoice(v: Visit) -> list[Block]:
    title, offset, amount = INVOICES[v.ask("id")]
    rows = (
        ("票据代码", "99060126"),
        ("票据号码", f"00{v.ask('id')}817"),
        ("金额", f"¥{amount}"),
        ("开票日期", str(v.day(-offset))),
        ("推送状态", "已推送至短信和票夹"),
    )
    take = Control(
        label=v.t("download_invoice"),
        tone=Tone.PRIMARY,
        act=download(f"/file/invoice.pdf?id={v.ask('id')}"),
    )
    push = Control(label="推送到手机短信", act=post("push_invoice", id=v.ask("id")))
    return [
        Card(title=title, tag="已开具", rows=rows),
        Buttons(items=(take, push)),
        Notice(text="电子票据与纸质票据具有同等效力"),
    ]


@action("push_invoice", INVOICE)
def push_invoice(v: Visit, data: dict[str, str]) -> Outcome:
    v.note(Count.ENTRIES)
    return Outcome(ok=data["id"] in INVOICES, toast="已推送")


@file("/invoice.pdf", "电子票据.pdf", "application/pdf", INVOICE)
def invoice_file(v: Visit) -> File:
    title, offset, amount = INVOICES[v.ask("id")]
    v.note(Count.DOWNLOADS)
    lines = [
        f"交款人：{v.patient.name if v.patient else ''}",
        f"金额合计：{amount} 元",
        f"开票日期：{v.day(-offset)}",
        "票据代码：99060126",
    ]
    return File(name=f"{title}.pdf", mime="application/pdf", data=pdf(title, lines))
