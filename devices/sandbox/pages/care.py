"""Living with an illness: personal reminders, metrics to watch, self-monitoring."""

from __future__ import annotations

from devices.sandbox.catalogue import Way
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

REMINDERS = "4.2.2.reminder_kinds"
METRICS = "4.2.2.metric_kinds"
MONITORING = "4.2.3.monitoring"
IN_RECORD = "4.2.3.monitoring_in_record"
REMINDER_TEXTS = {
    "revisit": ("复诊提醒", "距上次就诊已 12 天，请于本周内到内分泌科复诊。"),
    "medication": ("用药提醒", "今晚 18:00 随晚餐服用二甲双胍缓释片 1 片。"),
    "diet": ("饮食提醒", "今日建议主食不超过 250 克，少食精制糖。"),
    "exercise": ("运动提醒", "今日目标：餐后快走 30 分钟，心率不超过 120 次/分。"),
    "other": ("作息提醒", "建议 22:30 前入睡，避免熬夜影响血糖。"),
}
METRIC_TEXTS = {
    "blood_pressure": ("血压", "上次 138/86 mmHg", "目标 < 130/80 mmHg"),
    "glucose": ("血糖", "上次空腹 7.9 mmol/L", "目标 4.4-7.0 mmol/L"),
    "weight": ("体重", "上次 76.5 kg", "目标 72 kg"),
    "heart_rate": ("心率", "上次 82 次/分", "目标 60-80 次/分"),
    "other": ("血氧饱和度", "上次 97%", "目标 ≥ 95%"),
}


@page("/care", "care_plan", login=True)
def care(v: Visit) -> list[Block]:
    reminders = [t for k, t in REMINDER_TEXTS.items() if v.works(f"{REMINDERS}.{k}")]
    metrics = [t for k, t in METRIC_TEXTS.items() if v.works(f"{METRICS}.{k}")]
    if not reminders and not metrics:
        raise KeyError("no plan")
    if not v.account.rich:
        return [Empty(text="暂无健康计划，就诊后由医生为您制定")]
    blocks: list[Block] = [Notice(text="依据您的 2 型糖尿病、高血压诊断制定")]
    if reminders:
        blocks.append(Heading(text=v.t("my_reminders")))
        blocks += [
            Card(title=title, tag=str(v.world.today()), rows=(("内容", text),))
            for title, text in reminders
        ]
    if metrics:
        head = ("指标", "最近结果", "控制目标")
        blocks.append(Table(title=v.t("watched_metrics"), head=head, rows=tuple(metrics)))
    return blocks


@page("/monitoring", "monitoring", MONITORING, login=True)
def monitoring(v: Visit) -> list[Block]:
    number = FieldKind.NUMBER
    fields = (
        Field(name="high", label="收缩压", kind=number, hint="mmHg"),
        Field(name="low", label="舒张压", kind=number, hint="mmHg"),
        Field(name="glucose", label="空腹血糖", hint="mmol/L", required=False),
        Field(name="weight", label="体重", hint="kg", required=False),
    )
    records = v.door(IN_RECORD, "monitoring_record", go("/monitoring/record"))
    device = Control(
        label="绑定智能设备", note="血压计、血糖仪、手环数据自动上传", act=go("/monitoring/device")
    )
    return [
        Form(post="monitor", submit=v.t("save"), fields=fields),
        Cells(items=(device, *records)),
        *_history(v),
    ]


def _history(v: Visit) -> list[Block]:
    rows = [
        (f"{when:%m-%d %H:%M}", f"{d.get('high')}/{d.get('low')}", d.get("glucose") or "—")
        for when, d in v.account.entries.get("monitoring", [])
    ]
    if v.account.rich:
        rows += [
            (f"{v.day(-2):%m-%d} 07:10", "138/86", "7.9"),
            (f"{v.day(-5):%m-%d} 07:05", "141/88", "8.3"),
        ]
    if not rows:
        return []
    return [Table(title="历史记录", head=("时间", "血压", "血糖"), rows=tuple(rows))]


@action("monitor", MONITORING)
def monitor(v: Visit, data: dict[str, str]) -> Outcome:
    if not data.get("high", "").isdigit() or not data.get("low", "").isdigit():
        return Outcome(ok=False, toast="请输入正确的血压值")
    v.note(Count.ENTRIES)
    if not v.is_hollow(MONITORING, Way.NOT_PERSISTED):
        v.account.entries.setdefault("monitoring", []).insert(0, (v.world.clock(), data))
    return Outcome(ok=True, toast="保存成功", to="/monitoring")


@page("/monitoring/device", "monitoring", MONITORING, login=True)
def device(v: Visit) -> list[Block]:
    rows = (("设备", "示范牌电子血压计 SF-01"), ("状态", "已绑定，自动上传"))
    return [Card(title="我的设备", tag="已连接", rows=rows)]


@page("/monitoring/record", "monitoring_record", IN_RECORD, login=True)
def in_record(v: Visit) -> list[Block]:
    if not v.account.rich:
        return [Empty(text="暂无归档记录")]
    rows = (
        (f"{v.day(-2)}", "138/86", "已归入健康档案"),
        (f"{v.day(-5)}", "141/88", "已归入健康档案"),
    )
    return [
        Text(text="您的自测数据已同步至医院健康档案，供接诊医生查阅。"),
        Table(head=("日期", "血压", "归档状态"), rows=rows),
        Card(title="医生查阅", rows=(("冯立夏", f"{v.day(-1)} 已查看，建议继续监测"),)),
    ]
