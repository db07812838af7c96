"""An inbox called as the hospital's news is known by its folders, be the first one empty."""

from __future__ import annotations

from pathlib import Path

from probes.flows.messages.received import received
from tests.probes.drawn import drawn

PUSH = "2.2.2.push_kinds"
FOLDERS = [
    "挂号就诊提醒 暂无消息 > 挂号就诊提醒",
    "入院通知 您预约的一病区床位已安排 2026-11-25 > 入院",
    "放号变更通知 本周三上午号源由 40 个临时调整为 20 个 2026-11-20 > 放号",
]
LETTERS = {
    "挂号就诊提醒": ["挂号就诊提醒", "暂无消息"],
    "入院": ["入院通知", "2026-11-25 16:20", "您预约的一病区床位已安排,请办理入院手续"],
    "放号": ["放号变更通知", "2026-11-20 16:20", "本周三上午号源由 40 个临时调整为 20 个"],
}


def received_in(folder: Path, rows: list[str]) -> dict[str, bool | None]:
    pages = {"首页": ["通知公告 > 通知公告", "本院欢迎您", "服务时间全年无休"], "通知公告": rows}
    app = drawn(folder, {**pages, **LETTERS})
    return {kind: finding.truth for kind, finding in received(app, PUSH).items()}


def test_the_other_folders_are_read(tmp_path: Path) -> None:
    truths = received_in(tmp_path, FOLDERS)
    assert (truths["admission_notice"], truths["quota_limit"]) == (True, True)
    assert truths["doctor_suspension"] is False


def test_where_nothing_else_stands_there_nobody_knows(tmp_path: Path) -> None:
    truths = received_in(tmp_path, FOLDERS[:1])
    assert set(truths.values()) == {None}
