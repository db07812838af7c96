"""Steps without numbers: told in one sentence, or line by line under their heading."""

from __future__ import annotations

import pytest

from probes.flows.screens.courses import BOOKING, REGISTERING, Course, steps_told

LINES = "打开注册页\n首页点击“登录/注册”\n验证手机号\n输入手机号并获取验证码\n设置登录密码"


IN_TURN = "首页点“门诊预约”,选科室\n选日期和医生,再选半小时的时段\n选就诊人,同意服务协议\n"


@pytest.mark.parametrize(
    ("course", "text", "count"),
    [
        (BOOKING, "步骤:选科室、选医生、选时段、确认提交,就诊当日到自助机取号。", 5),
        (BOOKING, "流程:先预约、后就诊。", 0),
        (BOOKING, "请依次选择科室、医生、日期和时段,核对就诊人后提交即可。", 5),
        (BOOKING, "请依次选择省份、城市、区县。", 0),
        (BOOKING, "请选择科室、医生。", 0),
        (BOOKING, "请依次填写姓名、手机号和预约日期。", 0),
        (BOOKING, "依次选择院区和科室,点击查看医生介绍。", 0),
        (BOOKING, "就诊流程:挂号、就诊、缴费、取药", 0),
        (REGISTERING, f"注册步骤\n{LINES}", 4),
        (REGISTERING, f"注册步骤\n打开注册页\n常见问题\n{LINES}", 0),
        (REGISTERING, "注册流程\n绑定就诊卡\n查看报告\n支付方式", 0),
        (REGISTERING, "退号流程\n打开我的预约\n点击退号\n确认退号", 0),
        (BOOKING, f"注册步骤\n{LINES}", 0),
        (REGISTERING, LINES, 0),
        (BOOKING, f"{IN_TURN}提交后在线支付挂号费\n当天提前报到,凭就诊卡取号", 5),
        (BOOKING, IN_TURN, 0),
        (BOOKING, "预约挂号服务\n门诊缴费服务\n报到取号服务\n提前预约检查", 0),
        (
            REGISTERING,
            "注册步骤\n打开登录页点击“注册新账号”,阅读《注册协议》并勾选\n输入手机号,获取并填写验证码\n"
            "到“我的-实名认证”完成身份核验,即可预约挂号\n请提前准备\n本人身份证",
            3,
        ),
    ],
)
def test_what_is_told_in_turn_is_counted(course: Course, text: str, count: int) -> None:
    assert steps_told(text, course) == count
