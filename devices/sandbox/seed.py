"""What is already on record: the test account with its visits, bills and complaints."""

from __future__ import annotations

from datetime import datetime, timedelta

from devices.sandbox.world import (
    TEST_CARD,
    TEST_ID_CARD,
    TEST_NAME,
    TEST_PHONE,
    Account,
    Appointment,
    Bill,
    Complaint,
    Member,
    World,
    demo_password,
)


def furnish(world: World) -> World:
    """Put the test account with its rich history into a fresh world."""
    account = Account(
        phone=TEST_PHONE,
        username="zhangsan",
        password=demo_password(),
        verified="身份证认证",
        rich=True,
        members=[Member("m1", TEST_NAME, TEST_ID_CARD, TEST_PHONE, TEST_CARD)],
    )
    account.appointments = _appointments(world)
    account.bills = _bills(world)
    account.complaints = _complaints(world)
    world.accounts[TEST_PHONE] = account
    return world


def _appointments(world: World) -> list[Appointment]:
    def seeded(ident: str, doctor: str, where: str, offset: int, status: str) -> Appointment:
        return Appointment(
            ident,
            "m1",
            "registration",
            "普通门诊",
            where,
            world.day(offset),
            "09:00-09:30",
            30,
            doctor,
            status,
            paid=True,
            seeded=True,
        )

    return [
        seeded("GH0901", "d05", "内分泌科", -12, "已完成"),
        seeded("GH0902", "d03", "心血管内科", -40, "已完成"),
        seeded("GH0903", "d13", "骨科", -75, "已取消"),
    ]


def _bills(world: World) -> list[Bill]:
    visit = (("就诊科室", "内分泌科"), ("接诊医生", "冯立夏"), ("开单日期", str(world.day(-1))))
    ward = (("住院科室", "心血管内科一病区"), ("住院号", "ZY20260318"))
    return [
        Bill("B01", "appointment", "内分泌科 复诊挂号费", 30, visit),
        Bill("B02", "outpatient", "换药及注射治疗费", 86, visit),
        Bill("B03", "exam", "颈部血管彩超检查费", 168, visit),
        Bill("B04", "drug", "二甲双胍缓释片等 3 种药品费", 124, visit),
        Bill("B05", "inpatient_deposit", "住院预交金", 3000, ward),
        Bill("B06", "inpatient_settlement", "出院结算应补金额", 1256, ward),
    ]


def _complaints(world: World) -> list[Complaint]:
    when = datetime.combine(world.day(-20), datetime.min.time()) + timedelta(hours=15)
    text = "门诊三层候诊区空调温度过低，建议调高。"
    reply = "您好，已安排后勤调整候诊区温度至 25℃，感谢您的建议。(客户服务部)"
    return [Complaint("TS0801", "环境设施", text, when, reply)]
