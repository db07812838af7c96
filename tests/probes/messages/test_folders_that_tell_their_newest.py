"""A folder of the inbox is read, though its name is also that of another function."""

from __future__ import annotations

from pathlib import Path

import pytest

from devices.model import Screen
from probes.appmap import Place
from probes.flows.messages.inbox import inbox
from probes.flows.messages.received import received
from tests.probes.drawn import drawn

PUSH, NOTICE = "2.2.2.push_kinds", "3.1.2.notice_kinds"
LETTERS = [
    "入院通知:您的床位已安排,请于明日办理入院",
    "2026-11-19 15:20",
    "其他",
    "出院通知:请办理出院手续",
    "2026-10-18 09:20",
]


def app_with(folder: Path, row: str, rows: list[str] = LETTERS) -> dict[str, bool | None]:
    app = drawn(
        folder,
        {
            "首页": ["消息中心 > 消息", "本院欢迎您", "服务时间全年无休"],
            "消息": ["挂号预约 1条 停诊通知:沈医生停诊 > 挂号", f"{row} > 住院通知"],
            "挂号": ["停诊通知:沈医生停诊", "2026-11-18 08:00", "其他", "更早", "2026-10-01"],
            "住院通知": rows,
        },
    )
    found = {**received(app, PUSH), **received(app, NOTICE)}
    return {kind: finding.truth for kind, finding in found.items()}


def test_the_letters_of_a_folder_that_tells_its_newest_count(tmp_path: Path) -> None:
    truths = app_with(tmp_path, "住院通知 2条 您的床位已安排")
    assert truths["admission_notice"] is True
    assert truths["discharge"] is True
    assert truths["doctor_suspension"] is True


@pytest.mark.parametrize("row", ["检验报告", "检验报告 共享影像平台"])
def test_a_shortcut_to_another_function_holds_no_letters(tmp_path: Path, row: str) -> None:
    reports = [
        "您的检验报告“血常规”已出",
        "2026-11-19 15:20",
        "其他",
        "肝功能报告已出",
        "2026-10-18 09:20",
    ]
    assert app_with(tmp_path, row, reports)["report_ready"] is False


def test_a_letter_that_is_headed_by_its_kind_is_no_folder(tmp_path: Path) -> None:
    """Its row begins with the heading of its page, as the row of a folder does."""
    rows = [
        "【入院通知】您的床位已安排 2026-11-19 15:20",
        "其他",
        "【出院提示】出院提示 祝您早日康复 2026-10-18 09:20 > 出院提示",
    ]
    page = ["出院提示 · 2026-10-18 09:20", "您已办理出院,出院后两周请到门诊复诊"]
    app = drawn(
        tmp_path,
        {
            "首页": ["消息中心 > 消息", "本院欢迎您", "服务时间全年无休"],
            "消息": ["住院消息 2条 您的床位已安排 > 住院消息", "请选择要查看的类别"],
            "住院消息": rows,
            "出院提示": page,
        },
    )
    read = " ".join(message.card.title for message in inbox(app).messages.values())
    assert "【出院提示】" in read
    assert "【入院通知】" in read


def test_a_folder_in_which_a_message_was_read_is_read_to_the_end_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Read, its row has lost 未读: no way leads to that state again, and it tells nothing new."""
    rest = ["2026-11-19 15:02", "其他", "您的药品已调配完成,请到三号窗口取药", "2026-11-18 16:20"]
    app = drawn(
        tmp_path,
        {
            "首页": ["消息中心 > 消息", "本院欢迎您", "服务时间全年无休"],
            "消息": ["诊疗通知 报告已出 2026-11-19 > 诊疗通知", "请选择要查看的类别"],
            "诊疗通知": ["您的检验结果已审核 未读 > 诊疗通知#read", *rest],
            "诊疗通知#read": ["您的检验结果已审核", *rest],
        },
    )
    whole = app.visit

    def visit(place: Place) -> Screen | None:
        return None if "您的检验结果已审核" in place.screen.words else whole(place)

    monkeypatch.setattr(app, "visit", visit)
    box = inbox(app)
    assert not box.left
    assert any("药品" in message.text for message in box.messages.values())
