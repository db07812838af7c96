"""What is told about paying, sending and files is not yet paying, sending or a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.walker import Walker
from devices.model import Effect
from probes.flows.clinic.chat import talks
from probes.flows.places.entry import submitted
from probes.flows.records.bills import bill_payable, fee_shown
from probes.flows.records.documents import _OTHER_FILE
from probes.flows.screens.fields import MARK
from tests.probes.drawn import drawn

HOME = ["本院欢迎您", "服务时间全年无休"]


def app_of(
    folder: Path, entry: str, *rows: str, allow: tuple[Effect, ...] = (), **more: list[str]
) -> Walker:
    pages = {"首页": [f"{entry} > {entry}", *HOME], entry: list(rows), **more}
    return drawn(folder, pages, allow=frozenset(allow))


CASHIER = ["支付金额 ¥35.00", "微信支付", "确认支付 ! 不发起支付"]


@pytest.mark.parametrize(
    ("point", "rows", "truth"),
    [
        (
            "outpatient",
            ["西药费 ¥35.00 待支付", "缴费后请到门诊药房取药", "去支付 > 收银台"],
            True,
        ),
        (
            "inpatient_deposit",
            ["预交金余额 ¥2000.00", "2026-11-02 微信支付 ¥1000.00", "充值记录 > 充值记录"],
            False,
        ),
        (
            "inpatient_settlement",
            [
                "结算状态 已结算",
                "住院总费用 ¥900.00",
                "支付方式 微信支付",
                "查看结算清单 > 充值记录",
            ],
            False,
        ),
        (
            "exam",
            ["腹部彩超 120.00元", "开单后在自助机缴费,支持微信支付、支付宝", "缴费流程 > 充值记录"],
            False,
        ),
    ],
)
def test_only_what_takes_money_is_a_cashier(
    tmp_path: Path, point: str, rows: list[str], truth: bool
) -> None:
    names = {
        "outpatient": "门诊缴费",
        "inpatient_deposit": "住院预交金",
        "inpatient_settlement": "出院结算",
        "exam": "检查缴费",
    }
    more = {"收银台": CASHIER, "充值记录": ["2026-11-02 ¥1000.00"]}
    app = app_of(tmp_path, names[point], *rows, **more)
    assert (bill_payable(app, point).truth is True) is truth


def test_a_deposit_for_a_blanket_is_none_for_a_stay(tmp_path: Path) -> None:
    lent = ["毛毯", "押金 ¥30.00", "应付 ¥30.00", "去支付 > 收银台"]
    app = app_of(
        tmp_path, "物品借用", "毛毯 > 借用确认", "靠垫 > 借用确认", 借用确认=lent, 收银台=CASHIER
    )
    assert bill_payable(app, "inpatient_deposit").truth is not True


@pytest.mark.parametrize(
    ("rows", "truth"),
    [
        (["三人间床位费 50元/日", "一级护理 26元/日"], False),
        (["2026-11-02", "床位费 ¥50.00", "合计 ¥50.00", "如有疑问请到护士站查询"], True),
    ],
)
def test_what_anybody_pays_is_no_fee_of_the_patient(
    tmp_path: Path, rows: list[str], truth: bool
) -> None:
    assert (fee_shown(app_of(tmp_path, "住院费用清单", *rows), "inpatient").truth is True) is truth


@pytest.mark.parametrize(
    ("words", "truth"),
    [
        ("本次调查已结束,感谢您的参与", False),
        ("您没有就诊记录,就诊成功后方可评价", False),
        ("感谢您的反馈,请到一楼医患办窗口办理", False),
        ("提交成功,感谢您的参与", True),
        ("已收到您的反馈,如需帮助请致电客服中心", True),
    ],
)
def test_thanks_that_turn_the_patient_away_are_no_success(
    tmp_path: Path, words: str, truth: bool
) -> None:
    rows = ["您对医生的服务态度是否满意", "? 其他意见", f"提交 ! {words}"]
    app = app_of(tmp_path, "满意度调查", *rows, allow=(Effect.OWN, Effect.CONTACT))
    assert (submitted(app, "survey", Effect.OWN).truth is True) is truth


@pytest.mark.parametrize(
    ("said", "truth"), [("发送失败,点击重试", None), ("医生会尽快回复您", True)]
)
def test_a_message_that_nobody_gets_is_not_sent(
    tmp_path: Path, said: str, truth: bool | None
) -> None:
    chat = ["您好,请问有什么可以帮您?", "? 请输入您的问题"]
    pages = {
        "首页": ["图文问诊 > 图文问诊", *HOME],
        "图文问诊": [*chat, "发送 > 图文问诊#2"],
        "图文问诊#2": [chat[0], f"您好{MARK}", said, chat[1], "发送 > 图文问诊"],
    }
    app = drawn(tmp_path, pages, allow=frozenset({Effect.CONTACT}))
    assert talks(app, "text_consult").truth is truth


@pytest.mark.parametrize(
    ("greeting", "truth"),
    [("我是AI健康助手,不能代替医生诊断", None), ("请描述病情,医生会尽快回复", True)],
)
def test_whether_a_robot_consults_is_for_an_expert(
    tmp_path: Path, greeting: str, truth: bool | None
) -> None:
    chat = [greeting, "? 请输入您的问题", "发送 > 图文问诊#2"]
    pages = {
        "首页": ["图文问诊 > 图文问诊", *HOME],
        "图文问诊": chat,
        "图文问诊#2": [f"您好{MARK}", *chat],
    }
    app = drawn(tmp_path, pages, allow=frozenset({Effect.CONTACT}))
    assert talks(app, "text_consult").truth is truth


@pytest.mark.parametrize(
    ("label", "other"),
    [
        ("下载造影剂知情同意书", True),
        ("发票查验操作手册", True),
        ("下载APP", True),
        ("下载报告", False),
        ("药品说明书下载", False),
        ("下载用药指导单", False),
    ],
)
def test_a_manual_or_a_form_is_another_file(label: str, other: bool) -> None:
    assert bool(_OTHER_FILE.search(label)) is other
