"""Steps without numbers: told in one sentence, or line by line under their heading."""

from __future__ import annotations

import pytest

from probes.flows.courses import steps_told


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("步骤:选科室、选医生、选时段、确认提交,就诊当日到自助机取号。", 5),
        ("流程:先预约、后就诊。", 0),
        (
            "注册步骤\n打开注册页\n首页点击“登录/注册”\n验证手机号\n输入手机号并获取验证码\n设置登录密码",
            4,
        ),
        ("注册步骤\n打开注册页\n联系我们", 0),
        ("打开注册页\n验证手机号\n设置登录密码", 0),
        ("就诊流程\n请带身份证,到院后请先到自助机打印导诊单\n缴费后检查", 0),
    ],
)
def test_what_is_told_in_turn_is_counted(text: str, count: int) -> None:
    assert steps_told(text) == count
