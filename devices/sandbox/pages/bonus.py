"""Functions that match no indicator: remote visiting, a dialect robot, blood donation."""

from __future__ import annotations

from devices.sandbox.model import (
    Block,
    Card,
    Chat,
    Field,
    FieldKind,
    Form,
    Line,
    Notice,
    Outcome,
    Text,
)
from devices.sandbox.routing import action, page
from devices.sandbox.visit import Visit
from devices.sandbox.world import Count


@page("/bonus/remote-visit", "remote_visit", "bonus.remote_visit", login=True)
def remote_visit(v: Visit) -> list[Block]:
    times = tuple((t, t) for t in ("15:00-15:20", "15:30-15:50", "16:00-16:20"))
    fields = (
        Field(name="time", label="探视时间", kind=FieldKind.RADIO, options=times),
        Field(name="visitor", label="探视人", hint="姓名"),
    )
    return [
        Notice(text="家属可通过视频探视重症监护病房患者，每日一次，每次 20 分钟"),
        Form(post="remote_visit", submit=v.t("submit"), fields=fields),
    ]


@action("remote_visit", "bonus.remote_visit")
def book_remote_visit(v: Visit, data: dict[str, str]) -> Outcome:
    if not data.get("time") or not data.get("visitor"):
        return Outcome(ok=False, toast="请将信息填写完整")
    v.note(Count.ENTRIES)
    return Outcome(ok=True, toast="探视申请已提交", to="/bonus/remote-visit")


@page("/bonus/voice-robot", "voice_robot", "bonus.voice_robot")
def voice_robot(v: Visit) -> list[Block]:
    hello = Line(
        mine=False, who="小云", time="刚刚", text="大爷大妈好，按住说话，普通话、云州话我都听得懂。"
    )
    return [Chat(lines=(hello,), post="talk_to_robot", hint="按住说话或输入文字", send=v.t("send"))]


@action("talk_to_robot", "bonus.voice_robot", login=False)
def talk(v: Visit, data: dict[str, str]) -> Outcome:
    return Outcome(ok=False, toast="小云：请对我说“去骨科怎么走”试试")


@page("/bonus/blood-donation", "blood_donation", "bonus.blood_donation")
def blood_donation(v: Visit) -> list[Block]:
    rows = (("地点", "院内献血屋（门诊楼南侧）"), ("时间", "周二、周六 9:00-16:00"))
    return [
        Card(title="院内献血屋", rows=rows),
        Text(text="18-55 周岁、体重男性不低于 50 公斤、女性不低于 45 公斤者可登记。"),
        Text(text="当前库存：A 型偏少，B 型充足，O 型紧张，AB 型充足。"),
    ]
