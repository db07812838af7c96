"""How far things are: payment, waiting, examination, surgery, treatment, dispensing; guidance."""

from __future__ import annotations

from devices.sandbox.model import (
    Block,
    Card,
    Cells,
    Empty,
    Notice,
    Steps,
    Table,
    Text,
    go,
)
from devices.sandbox.pages.at_once import queue_buttons
from devices.sandbox.routing import page
from devices.sandbox.visit import Visit

KINDS = "3.1.1.progress_kinds"
STATES: dict[str, tuple[str, tuple[tuple[str, str], ...], int]] = {
    "payment": (
        "换药及注射治疗费",
        (("费用已生成", "09:32"), ("待支付", "请在今日 17:00 前完成"), ("已办结", "")),
        1,
    ),
    "waiting": (
        "内分泌科 2 诊室 冯立夏",
        (("已报到 A018 号", "08:41"), ("前方还有 3 人", "预计等待 15 分钟"), ("就诊", "")),
        1,
    ),
    "exam": (
        "颈部血管彩超",
        (
            ("已登记", "09:50"),
            ("检查中", "超声科 3 号机"),
            ("报告审核", "预计 30 分钟"),
            ("报告已发", ""),
        ),
        2,
    ),
    "surgery": (
        "冠状动脉支架植入术",
        (
            ("进入手术室", "08:35"),
            ("手术进行中", "09:10 开始"),
            ("转入恢复室", ""),
            ("返回病房", ""),
        ),
        2,
    ),
    "treatment": (
        "静脉输液治疗",
        (("已核对", "10:05"), ("输液中", "第 2 瓶，剩余约 40 分钟"), ("已完成", "")),
        2,
    ),
    "other": (
        "西药房 5 号窗口",
        (("处方已审核", "10:20"), ("调配中", "前方 6 张处方"), ("请取药", "")),
        2,
    ),
}


@page("/progress", "progress", login=True)
def progress(v: Visit) -> list[Block]:
    doors = tuple(
        control
        for kind in STATES
        for control in v.door(f"{KINDS}.{kind}", f"progress_{kind}", go(f"/progress/{kind}"))
    )
    if not doors:
        raise KeyError("nothing to follow")
    return [Notice(text="数据每 30 秒自动更新"), Cells(items=doors)]


def _register(kind: str) -> None:
    @page(f"/progress/{kind}", f"progress_{kind}", f"{KINDS}.{kind}", login=True)
    def state(v: Visit) -> list[Block]:
        if not v.account.rich:
            return [Empty(text="当前没有进行中的项目")]
        title, items, done = STATES[kind]
        rows = (("日期", str(v.world.today())), ("当前状态", items[done][0]))
        more = queue_buttons(v) if kind == "waiting" else ()
        card = Card(title=title, tag=items[done][0], rows=rows)
        return [card, Steps(items=items, done=done), *more]


for _kind in STATES:
    _register(_kind)


@page("/queue", "queue_guidance", "3.2.2.queue_guidance", login=True)
def queue(v: Visit) -> list[Block]:
    if not v.account.rich:
        return [Empty(text="您今日没有待完成的项目")]
    rows = (
        ("采血室", "4 人", "约 6 分钟"),
        ("超声科", "21 人", "约 50 分钟"),
        ("心电图室", "2 人", "约 5 分钟"),
    )
    items = (
        ("1 先到采血室", "当前排队最少且需空腹"),
        ("2 再到心电图室", "同层，步行 1 分钟"),
        ("3 最后到超声科", "预计 10:20 后排队人数下降"),
    )
    return [
        Text(text="根据您今日待做项目和各队列的实时人数，为您推荐最省时的顺序："),
        Table(title="实时排队", head=("地点", "等候人数", "预计等待"), rows=rows),
        Steps(title="推荐路线", items=items),
        Notice(text="队列变化时会重新规划并提醒您"),
    ]
