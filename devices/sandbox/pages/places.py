"""Finding one's way in the hospital: a dynamic guide, a static floor map, or only a city map."""

from __future__ import annotations

from devices.sandbox.catalogue import Way
from devices.sandbox.hospital import hospital
from devices.sandbox.model import (
    Block,
    Buttons,
    Card,
    Cells,
    Control,
    Field,
    FieldKind,
    Form,
    Notice,
    Outcome,
    Picture,
    Steps,
    Table,
    Text,
    Tone,
    go,
    leave,
)
from devices.sandbox.routing import action, page
from devices.sandbox.visit import Visit

NAVIGATION = "3.2.1.indoor_navigation"
PLACES = ("采血室", "超声科", "西药房", "心血管内科", "内分泌科", "住院处")


@page("/navigation", "navigation", NAVIGATION)
def navigation(v: Visit) -> list[Block]:
    choice = v.choice(NAVIGATION)
    if choice == "external_map" or v.is_hollow(NAVIGATION, Way.EXTERNAL_MAP):
        return _city_map(v)
    if choice == "none":
        raise KeyError("no navigation")
    blocks: list[Block] = [Picture(image="/picture/floor.svg", alt="门诊楼平面图")]
    if choice == "dynamic":
        blocks += _guide(v)
    rows = tuple((d.name, d.floor) for d in hospital().departments)
    return [*blocks, Table(title="科室位置", head=("科室", "位置"), rows=rows)]


def _city_map(v: Visit) -> list[Block]:
    """Only the way to the hospital, on somebody else's city map."""
    target = leave(f"{v.site}/www/map.html")
    button = Control(label="打开第三方地图导航", act=target, tone=Tone.PRIMARY)
    place = hospital()
    return [
        Card(title=place.name, rows=(("地址", place.address), ("乘车路线", place.intro["route"]))),
        Buttons(items=(button,)),
    ]


def _guide(v: Visit) -> list[Block]:
    chooser = Field(
        name="to",
        label="目的地",
        kind=FieldKind.SELECT,
        hint="请选择要去的地点",
        options=tuple((p, p) for p in PLACES),
    )
    next_stop = Control(label="去我的下一站：超声科", act=go("/navigation/route?to=超声科"))
    return [
        Notice(text="当前位置：门诊楼 1 层大厅（蓝牙定位，精度约 3 米）"),
        Cells(items=(next_stop,)),
        Form(post="find_way", submit="开始导航", fields=(chooser,)),
    ]


@action("find_way", login=False)
def find_way(v: Visit, data: dict[str, str]) -> Outcome:
    if v.choice(NAVIGATION) != "dynamic" or data.get("to") not in PLACES:
        return Outcome(ok=False, toast="请选择目的地")
    return Outcome(ok=True, to=f"/navigation/route?to={data['to']}")


@page("/navigation/route", "navigation", NAVIGATION)
def route(v: Visit) -> list[Block]:
    if v.choice(NAVIGATION) != "dynamic":
        raise KeyError("static only")
    items = (
        ("当前位置 门诊楼 1 层大厅", "面向服务台"),
        ("直行 30 米", "到 2 号扶梯"),
        ("上扶梯", "到相应楼层后左转"),
        (f"前行 20 米到达 {v.ask('to')}", "预计 3 分钟"),
    )
    return [
        Picture(image="/picture/route.svg", alt="路线图"),
        Steps(title=f"前往 {v.ask('to')}", items=items, done=1),
        Text(text="行走中将实时更新位置，偏离路线时自动重新规划。"),
    ]
