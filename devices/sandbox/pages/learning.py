"""Learning and risks: articles, education chosen for oneself, risk assessment."""

from __future__ import annotations

from devices.sandbox.catalogue import Way
from devices.sandbox.hollow import nothing
from devices.sandbox.library import Article, shelf
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
    Table,
    Text,
    go,
)
from devices.sandbox.routing import action, page
from devices.sandbox.visit import Visit
from devices.sandbox.world import Count

KNOWLEDGE = "5.1.1.knowledge"
PROFESSIONAL = "5.1.1.knowledge_professional"
UPDATE = "5.1.1.knowledge_update"
EDUCATION = "5.1.2.personal_education"
FEEDBACK = "5.1.3.risk_feedback"
AUTO = "5.1.3.risk_auto"
RHYTHM = {"monthly": (6, 28), "quarterly": (40, 88), "older": (420, 120)}
"""Age of the newest article and days between two, by how often articles appear."""


def _dated(v: Visit) -> list[tuple[Article, str]]:
    first, step = RHYTHM[v.choice(UPDATE)]
    return [(a, str(v.day(-first - step * n))) for n, a in enumerate(shelf().articles)]


def _author(v: Visit, article: Article) -> str:
    return article.author if v.works(PROFESSIONAL) else shelf().plain.author


@page("/knowledge", "knowledge", KNOWLEDGE)
def knowledge(v: Visit) -> list[Block]:
    if v.is_hollow(KNOWLEDGE, Way.EMPTY_LIST):
        return [nothing(v.features.seed, KNOWLEDGE)]
    items = tuple(
        Control(
            label=a.title, note=f"{date} · {_author(v, a)}", act=go(f"/knowledge/article?id={a.id}")
        )
        for a, date in _dated(v)
    )
    return [Cells(items=items)]


@page("/knowledge/article", "knowledge", KNOWLEDGE)
def article(v: Visit) -> list[Block]:
    if v.is_hollow(KNOWLEDGE, Way.EMPTY_LIST):
        return [nothing(v.features.seed, KNOWLEDGE)]
    found, date = {a.id: (a, date) for a, date in _dated(v)}[v.ask("id")]
    text = found.text if v.works(PROFESSIONAL) else shelf().plain.text
    stamp = Text(text=f"发布时间：{date}　作者：{_author(v, found)}")
    return [Heading(text=found.title), stamp, Text(text=text)]


@page("/education", "personal_education", EDUCATION, login=True)
def education(v: Visit) -> list[Block]:
    if not v.account.rich:
        return [Empty(text="暂无推送")]
    rows = (
        ("推送依据", f"{v.day(-12)} 诊断 2 型糖尿病，糖化血红蛋白 7.4%"),
        ("推送时间", str(v.day(-4))),
    )
    more = (("推送依据", f"{v.day(-2)} 自测血压 138/86 mmHg 偏高"), ("推送时间", str(v.day(-2))))
    return [
        Notice(text="根据您的健康记录和监测数据推送"),
        Card(
            title="糖友一日三餐怎么吃", tag="为您推送", rows=rows, act=go("/education/read?id=diet")
        ),
        Card(
            title="家庭自测血压的正确方法",
            tag="为您推送",
            rows=more,
            act=go("/education/read?id=pressure"),
        ),
    ]


READING = {
    "diet": "主食粗细搭配，每餐一拳头；蔬菜占餐盘一半；优先选择鱼、蛋、豆制品。",
    "pressure": "晨起服药前、晚间睡前各测 2 次，间隔 1 分钟，取平均值并记录。",
}


@page("/education/read", "personal_education", EDUCATION, login=True)
def read(v: Visit) -> list[Block]:
    return [Text(text=READING[v.ask("id")])]


RISK_QUESTIONS = (
    ("age", "年龄", ("45 岁以下", "45-65 岁", "65 岁以上")),
    ("smoke", "是否吸烟", ("从不", "已戒", "吸烟")),
    ("sport", "每周运动次数", ("3 次以上", "1-2 次", "几乎不运动")),
    ("family", "直系亲属是否有心脑血管病", ("无", "有")),
)


@page("/risk", "risk_assessment", FEEDBACK, login=True)
def risk(v: Visit) -> list[Block]:
    fields = tuple(
        Field(name=name, label=label, kind=FieldKind.RADIO, options=tuple((o, o) for o in options))
        for name, label, options in RISK_QUESTIONS
    )
    form = Form(post="assess_risk", submit=v.t("submit"), fields=fields)
    return [Notice(text="评估结果将自动反馈至医院系统，供医生参考"), form]


@action("assess_risk", FEEDBACK)
def assess(v: Visit, data: dict[str, str]) -> Outcome:
    if any(not data.get(name) for name, _, _ in RISK_QUESTIONS):
        return Outcome(ok=False, toast="请完成全部必答题")
    v.account.answers["risk"] = data
    v.note(Count.ENTRIES)
    return Outcome(ok=True, toast="评估完成", to="/risk/result")


@page("/risk/result", "risk_assessment", FEEDBACK, login=True)
def risk_result(v: Visit) -> list[Block]:
    data = v.account.answers["risk"]
    score = sum(o.index(data[name]) for name, _, o in RISK_QUESTIONS if data[name] in o)
    grade = "低" if score < 2 else "中" if score < 4 else "高"
    rows = (("风险等级", f"{grade}风险"), ("结果去向", "已反馈至医院健康档案"))
    return [Card(title="心脑血管病风险", tag=f"{grade}风险", rows=rows)]


@page("/risk/auto", "risk_auto", AUTO, login=True)
def risk_auto(v: Visit) -> list[Block]:
    if not v.account.rich:
        return [Empty(text="暂无评估报告")]
    rows = (
        ("10 年心血管病风险", "9.8%（中危）", "血压、血脂、年龄"),
        ("糖尿病并发症风险", "中等", "糖化血红蛋白 7.4%"),
    )
    return [
        Text(text=f"系统依据您的病历资料于 {v.day(-10)} 自动完成评估，并已推送给您。"),
        Table(head=("评估项目", "结果", "依据"), rows=rows),
        Text(text="建议控制血压、血糖，3 个月后系统将自动复评。"),
    ]
