"""After the visit: satisfaction surveys and follow-up."""

from __future__ import annotations

from devices.sandbox.model import (
    Block,
    Card,
    Cells,
    Control,
    Empty,
    Field,
    FieldKind,
    Form,
    Heading,
    Notice,
    Outcome,
    Text,
    go,
)
from devices.sandbox.routing import action, page
from devices.sandbox.visit import Visit
from devices.sandbox.world import Count

SURVEY = "4.1.1.survey"
TARGETED = "4.1.1.survey_targeted"
FOLLOW_UP = "4.2.1.follow_up"
AUTO_REPLY = "4.2.1.follow_up_auto_reply"
GRADES = tuple((g, g) for g in ("非常满意", "满意", "一般", "不满意"))
QUESTIONS = (
    ("q1", "您对医生的服务态度是否满意？"),
    ("q2", "您对候诊时间是否满意？"),
    ("q3", "您对医院环境是否满意？"),
)


@page("/survey", "survey", SURVEY, login=True)
def survey(v: Visit) -> list[Block]:
    if not v.works(TARGETED):
        return [
            Text(text="感谢您参与示范医院患者满意度调查，本问卷匿名填写。"),
            _questions(v, "general"),
        ]
    if not v.account.rich:
        return [Empty(text="暂无待评价的就诊")]
    done = set(v.account.answers)
    visits = [a for a in v.account.appointments if a.status == "已完成"]
    lines = tuple(
        Control(
            label=f"{a.where} {a.day} 就诊",
            value="已评价" if f"survey-{a.id}" in done else "去评价",
            note=f"就诊号 {a.id}",
            act=go(f"/survey/fill?visit={a.id}"),
        )
        for a in visits
    )
    return [Notice(text="请对您本人的每次就诊进行评价"), Cells(title="待评价就诊", items=lines)]


def _questions(v: Visit, visit: str) -> Form:
    radios = tuple(
        Field(name=name, label=question, kind=FieldKind.RADIO, options=GRADES)
        for name, question in QUESTIONS
    )
    remark = Field(
        name="remark", label="意见或建议", kind=FieldKind.TEXTAREA, hint="选填", required=False
    )
    return Form(
        post="answer_survey", submit=v.t("submit"), fields=(*radios, remark), data={"visit": visit}
    )


@page("/survey/fill", "survey", SURVEY, login=True)
def survey_fill(v: Visit) -> list[Block]:
    order = {a.id: a for a in v.account.appointments}[v.ask("visit")]
    rows = (("就诊科室", order.where), ("就诊时间", f"{order.day} {order.time}"))
    return [Card(title="本次就诊", rows=rows), _questions(v, order.id)]


@action("answer_survey", SURVEY)
def answer_survey(v: Visit, data: dict[str, str]) -> Outcome:
    if any(not data.get(name) for name, _ in QUESTIONS):
        return Outcome(ok=False, toast="请完成全部必答题")
    v.account.answers[f"survey-{data['visit']}"] = data
    v.note(Count.SURVEYS)
    return Outcome(ok=True, toast="感谢您的评价", to="/survey")


@page("/follow-up", "follow_up", FOLLOW_UP, login=True)
def follow_up(v: Visit) -> list[Block]:
    if not v.account.rich:
        return [Empty(text="暂无随访任务")]
    filled = "follow-up" in v.account.answers
    plan = Control(
        label="出院 3 个月调查表",
        note=f"心血管内科一病区 · 请于 {v.day(5)} 前填写",
        value="已完成" if filled else "待填写",
        act=go("/follow-up/fill"),
    )
    old = Control(
        label="出院 1 个月调查表",
        note=f"{v.day(-58)} 已填写",
        value="查看",
        act=go("/follow-up/past"),
    )
    prompt = Notice(text="您有 1 份待填写的调查表，请如实填写，医生将据此调整方案")
    return [prompt, Cells(items=(plan, old))]


@page("/follow-up/fill", "follow_up", FOLLOW_UP, login=True)
def follow_up_fill(v: Visit) -> list[Block]:
    yes_no = (("有", "有"), ("无", "无"))
    fields = (
        Field(
            name="pain", label="近 1 个月是否有胸痛、胸闷？", kind=FieldKind.RADIO, options=yes_no
        ),
        Field(
            name="drug",
            label="是否按时服药？",
            kind=FieldKind.RADIO,
            options=(("是", "是"), ("偶尔漏服", "偶尔漏服"), ("已自行停药", "已自行停药")),
        ),
        Field(name="pressure", label="最近一次血压", hint="如 128/80"),
    )
    return [Form(post="answer_follow_up", submit=v.t("submit"), fields=fields)]


@action("answer_follow_up", FOLLOW_UP)
def answer_follow_up(v: Visit, data: dict[str, str]) -> Outcome:
    if not data.get("pain") or not data.get("drug"):
        return Outcome(ok=False, toast="请完成全部必答题")
    v.account.answers["follow-up"] = data
    v.note(Count.FOLLOW_UPS)
    return Outcome(ok=True, toast="提交成功", to="/follow-up/result")


@page("/follow-up/result", "follow_up", FOLLOW_UP, login=True)
def follow_up_result(v: Visit) -> list[Block]:
    data = v.account.answers["follow-up"]
    calm = data["pain"] == "无" and data["drug"] == "是"
    advice = (
        "恢复良好，请继续按时服药。"
        if calm
        else "建议 3 日内到心血管内科复诊，胸痛加重请拨打急救电话。"
    )
    return [Text(text="已提交，感谢您的配合。"), *_auto_reply(v, advice)]


@page("/follow-up/past", "follow_up", FOLLOW_UP, login=True)
def follow_up_past(v: Visit) -> list[Block]:
    rows = (("胸痛、胸闷", "无"), ("按时服药", "偶尔漏服"), ("血压", "132/84"))
    card = Card(title="出院 1 个月调查表", tag=str(v.day(-58)), rows=rows)
    return [card, *_auto_reply(v, "漏服阿司匹林会增加支架内血栓风险，建议设置每日服药闹钟。")]


def _auto_reply(v: Visit, advice: str) -> list[Block]:
    if not v.works(AUTO_REPLY):
        return []
    return [Heading(text="智能应答"), Text(text=f"智能助手（自动回复）：{advice}")]
