"""Complaints and suggestions, and what the hospital answered."""

from __future__ import annotations

from devices.sandbox.model import (
    Block,
    Card,
    Cells,
    Empty,
    Field,
    FieldKind,
    Form,
    Outcome,
    go,
)
from devices.sandbox.routing import action, page
from devices.sandbox.visit import Visit
from devices.sandbox.world import Complaint, Count

SUBMIT = "4.1.2.complaint_submit"
REPLY = "4.1.2.complaint_reply"
KINDS = ("服务态度", "医疗质量", "环境设施", "收费问题", "其他建议")


@page("/complaints", "complaint", SUBMIT, login=True)
def complaints(v: Visit) -> list[Block]:
    fields = (
        Field(
            name="kind",
            label=v.t("complaint_kind"),
            kind=FieldKind.RADIO,
            value=KINDS[0],
            options=tuple((k, k) for k in KINDS),
        ),
        Field(
            name="text",
            label=v.t("complaint_text"),
            kind=FieldKind.TEXTAREA,
            hint="请详细描述您遇到的问题或建议(10-500 字)",
        ),
        Field(
            name="phone",
            label=v.t("phone"),
            kind=FieldKind.TEL,
            hint="便于我们与您联系",
            value=v.account.phone,
        ),
        Field(name="picture", label=v.t("picture"), kind=FieldKind.FILE, required=False),
    )
    form = Form(post="complain", submit=v.t("submit"), fields=fields)
    replies = v.door(REPLY, "complaint_reply", go("/complaints/mine"))
    return [*([Cells(items=replies)] if replies else []), form]


@action("complain", SUBMIT)
def complain(v: Visit, data: dict[str, str]) -> Outcome:
    if len(data.get("text", "").strip()) < 4:
        return Outcome(ok=False, toast="请填写投诉或建议内容")
    if "picture" in v.files:
        v.note(Count.UPLOADS)
    entry = Complaint(
        v.world.number("TS"), data.get("kind", KINDS[0]), data["text"], v.world.clock()
    )
    v.account.complaints.insert(0, entry)
    v.note(Count.COMPLAINTS)
    return Outcome(ok=True, toast="提交成功，我们将尽快处理", to="/")


@page("/complaints/mine", "complaint_reply", REPLY, login=True)
def mine(v: Visit) -> list[Block]:
    cards: list[Block] = [
        Card(
            title=c.text,
            tag="已回复" if c.reply else "处理中",
            rows=(
                ("类型", c.kind),
                ("提交时间", f"{c.when:%Y-%m-%d %H:%M}"),
                ("医院回复", c.reply or "您的意见已受理，3 个工作日内回复"),
            ),
        )
        for c in v.account.complaints
    ]
    return cards or [Empty(text="暂无投诉记录")]
