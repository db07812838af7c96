"""Orders that doctors write online: prescription, examination, laboratory, admission, treatment."""

from __future__ import annotations

from devices.sandbox.model import Block, Card, Cells, Empty, Notice, go
from devices.sandbox.routing import page
from devices.sandbox.visit import Visit

ORDERS = "3.4.2.order_kinds"
ORDER_ROWS: dict[str, tuple[tuple[str, str], ...]] = {
    "prescription": (
        ("药品", "盐酸二甲双胍缓释片 0.5g×30 片 ×2 盒"),
        ("用法", "每日 1 次，随晚餐"),
    ),
    "exam": (("检查项目", "颈部血管彩超"), ("执行科室", "超声科"), ("注意事项", "无需空腹")),
    "lab": (
        ("检验项目", "糖化血红蛋白、肝肾功能"),
        ("执行科室", "检验科"),
        ("注意事项", "空腹采血"),
    ),
    "admission": (("收治科室", "心血管内科一病区"), ("入院诊断", "冠心病"), ("床位", "待安排")),
    "treatment": (
        ("治疗项目", "中频脉冲电治疗 ×10 次"),
        ("执行科室", "康复医学科"),
        ("频次", "每日 1 次"),
    ),
}


@page("/orders", "online_orders", login=True)
def orders(v: Visit) -> list[Block]:
    doors = tuple(
        control
        for kind in ORDER_ROWS
        for control in v.door(f"{ORDERS}.{kind}", f"order_{kind}", go(f"/orders/{kind}"))
    )
    if not doors:
        raise KeyError("nothing is ordered online")
    return [Notice(text="以下为医生在线为您开具的单据"), Cells(items=doors)]


def _register_order(kind: str) -> None:
    @page(f"/orders/{kind}", f"order_{kind}", f"{ORDERS}.{kind}", login=True)
    def order(v: Visit) -> list[Block]:
        if not v.account.rich:
            return [Empty(text="暂无单据")]
        rows = (
            *ORDER_ROWS[kind],
            ("开单医生", "冯立夏（互联网门诊）"),
            ("开单时间", f"{v.day(-12)} 15:06"),
            ("医师签名", "已电子签名"),
        )
        return [Card(title=v.t(f"order_{kind}"), tag="在线开具", rows=rows)]


for _kind in ORDER_ROWS:
    _register_order(_kind)
