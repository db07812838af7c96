"""Kinds of messages: told by their words, and only by those that were sent."""

from __future__ import annotations

from pathlib import Path

import pytest

from probes.flows.messages import kinds, received
from probes.model import Cause
from tests.probes.drawn import drawn

PUSH, PROGRESS, NOTICE = (
    kinds()[fact] for fact in ("2.2.2.push_kinds", "3.1.1.progress_kinds", "3.1.2.notice_kinds")
)


def told(patterns: object, words: str) -> set[str]:
    assert isinstance(patterns, dict)
    return {kind for kind, pattern in patterns.items() if pattern.search(words)}


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("您已预约成功,请于11月24日就诊", "appointment_reminder"),
        ("入院通知:您的床位已安排,请于明日办理入院", "admission_notice"),
        ("心血管内科本周限号,请提前预约", "quota_limit"),
        ("沈如意医生11月25日上午停诊", "doctor_suspension"),
        ("您的检查时间调整为下午两点", "schedule_change"),
        ("手术安排推迟至周四", "schedule_change"),
        ("流感防控提示:请佩戴口罩", "epidemic_change"),
    ],
)
def test_what_is_pushed_is_told_by_its_words(words: str, kind: str) -> None:
    assert kind in told(PUSH, words)


@pytest.mark.parametrize(
    "words",
    [
        "您预约的心血管内科将于明日 08:30 就诊,请提前 30 分钟取号。",
        "欢迎使用本院移动服务",
        "您的血常规报告已出",
    ],
)
def test_a_reminder_to_be_early_changes_no_appointment(words: str) -> None:
    assert not told(PUSH, words) & {"schedule_change", "doctor_suspension", "quota_limit"}


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("术前禁食八小时", "surgery"),
        ("出院通知:请办理出院手续", "discharge"),
        ("药品已配好,请到三号窗口取药", "medicine_pickup"),
        ("您的血常规报告已出", "report_ready"),
        ("抽血检查前请空腹八小时", "exam_precautions"),
        ("用药指导:每日一次,餐后服用", "medication_guide"),
    ],
)
def test_what_a_patient_is_told_has_a_kind(words: str, kind: str) -> None:
    assert kind in told(NOTICE, words)


def test_moving_a_window_is_no_precaution() -> None:
    assert told(NOTICE, "门诊三层采血窗口移至二层东侧,请按导向标识前往。") == set()


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("缴费成功 ¥85.00", "payment"),
        ("前面还有 3 位候诊", "waiting"),
        ("您的手术已开始", "surgery"),
        ("康复训练第三次已完成", "treatment"),
    ],
)
def test_progress_has_a_kind(words: str, kind: str) -> None:
    assert kind in told(PROGRESS, words)


def with_messages(folder: Path, *rows: str) -> dict[str, bool | None]:
    app = drawn(
        folder,
        {
            "首页": ["消息中心 > 消息", "预约挂号 > 挂号", "本院欢迎您", "服务时间全年无休"],
            "消息": list(rows),
            "挂号": ["心内科门诊", "骨科门诊", "请选择您要就诊的科室"],
        },
    )
    return {kind: finding.truth for kind, finding in received(app, PUSH).items()}


def test_a_dated_message_of_a_kind_proves_it_and_others_are_absent(tmp_path: Path) -> None:
    truths = with_messages(tmp_path, "停诊通知:沈如意医生 11-25 停诊", "2026-11-19 15:20")
    assert truths["doctor_suspension"] is True
    assert truths["admission_notice"] is False


def test_a_filter_that_merely_names_a_kind_proves_nothing(tmp_path: Path) -> None:
    rows = ["停诊通知", "其他类", "更早的消息", "请选择类别", "就诊提醒:明日请就诊", "2026-11-19"]
    assert with_messages(tmp_path, *rows)["doctor_suspension"] is False


def test_an_empty_message_centre_proves_nothing(tmp_path: Path) -> None:
    app = drawn(tmp_path, {"首页": ["消息中心 > 消息", "本院欢迎您"], "消息": ["暂无消息"]})
    causes = {finding.cause for finding in received(app, PUSH).values()}
    assert causes == {Cause.NO_DATA}


def test_without_a_message_centre_nothing_is_sent(tmp_path: Path) -> None:
    app = drawn(tmp_path, {"首页": ["预约挂号 > 挂号", "本院欢迎您"], "挂号": ["心内科门诊"] * 3})
    assert {finding.truth for finding in received(app, PUSH).values()} == {False}
