"""4.2.2: what heads the reminders of named kinds is no kind itself; a child's measures are some."""

from __future__ import annotations

from pathlib import Path

import pytest

from devices.model import Role
from probes.flows.after_visit.care import _sent_ones, metrics, reminders
from tests.probes.drawn import drawn
from tests.probes.sketch import Sketch, explored, lines, mapped, place, way

REVISIT = ("复诊提醒", "您上次就诊后建议一周复诊,2026-11-30 到期")
DIET = ("饮食建议", "您正在服药,请避免冷饮")


def pages(*rows: str) -> dict[str, list[str]]:
    return {"首页": ["健康提醒 > 健康提醒", "本院欢迎您"], "健康提醒": list(rows)}


@pytest.mark.parametrize(
    ("rows", "other"),
    [
        (("宝宝提醒", *REVISIT, *DIET), False),
        ((*REVISIT, *DIET, "张三的健康计划", "您今天还有一项没有完成"), False),
        ((*REVISIT, *DIET, "雾化提醒", "您今天还有一次没有做,请在 20:00 前完成"), True),
    ],
)
def test_a_heading_above_named_kinds_is_no_kind(
    tmp_path: Path, rows: tuple[str, ...], other: bool
) -> None:
    found = reminders(drawn(tmp_path, pages(*rows)))
    assert (found["other"].truth is True) is other
    assert found["revisit"].truth
    assert found["diet"].truth


def test_the_height_of_a_child_is_watched_like_its_weight(tmp_path: Path) -> None:
    rows = ("请关注的指标", "身高", "上次 115.8cm,年增长不足5cm请就诊", "您的下次复诊为 2026-11-30")
    assert metrics(drawn(tmp_path, pages(*rows)))["other"].truth is True


@pytest.mark.parametrize(("entry", "dated"), [("提醒", False), ("消息", True)])
def test_a_list_of_reminders_is_no_inbox_though_it_is_called_like_one(
    tmp_path: Path, entry: str, dated: bool
) -> None:
    """Its entries say when, and few bear a date; where each bears one they were sent."""
    when = ("2026-11-20 09:10", "2026-11-18 09:10") if dated else ("手术前后各七天", "随餐")
    eat, take = "您的手术在即,饮食请清淡", "您的药还剩一天,请按时服药"
    rows = ["饮食提醒", when[0], eat, "", "", "用药提醒", when[1], take]
    app = drawn(tmp_path, {"首页": [f"{entry} > 我的{entry}", "本院欢迎您"], f"我的{entry}": rows})
    assert reminders(app)["diet"].truth is True
    assert bool(_sent_ones(app)) is dated


def test_when_to_come_is_no_reminder_of_a_kind_without_a_name(tmp_path: Path) -> None:
    plans = ("排期建议", "您的检查请于 2026-11-30 上午完成", "36 种植治疗计划", "主诊:沈医师")
    rows = (*REVISIT, *DIET, *plans)
    assert reminders(drawn(tmp_path, pages(*rows)))["other"].truth is not True


@pytest.mark.parametrize(("title", "reminds"), [("我的提醒", True), ("提醒设置", False)])
def test_bare_names_of_kinds_head_a_page_of_reminders(
    tmp_path: Path, title: str, reminds: bool
) -> None:
    """服药 over a dose on 我的提醒 says no 提醒 itself; a bare row alone is none."""
    told = [
        "服药",
        "香砂六君子汤 每日早晚饭后半小时温服",
        "饮食",
        "宜山药、小米、莲子,忌生冷、豆类",
    ]
    pages = {
        "首页": ["健康管家 > 健康管家", "本院欢迎您"],
        "健康管家": [f"{title} > {title}", "每日打卡"],
        title: [*told, "请于2026-12-04前到脾胃病科就诊", "运动"],
    }
    found = reminders(drawn(tmp_path, pages))
    assert {found[kind].truth is True for kind in ("medication", "diet")} == {reminds}
    assert found["exercise"].truth is not True


@pytest.mark.parametrize(
    ("told", "there"),
    [(("当前", "21.5kg(P50)", "提示", "近1月增长0.3kg"), True), (("指标", "点击查看"), False)],
)
def test_a_card_headed_by_a_measure_watches_it_with_a_figure(
    told: tuple[str, ...], there: bool
) -> None:
    sketch = Sketch("健康提醒")
    sketch.text(*REVISIT, *DIET)
    card = sketch.add(Role.GROUP, box=(12, 340, 366, 120))
    sketch.text("体重关注", *told, parent=card)
    page = place("p", sketch.screen(), ("健康提醒",))
    home = place("home", lines("首页", title="首页"))
    app = explored(mapped(home, page, ways=(way("健康提醒", "p"),)))
    assert (metrics(app)["weight"].truth is True) is there


@pytest.mark.parametrize(("heading", "counts"), [("今日提醒", True), ("预约提醒", False)])
def test_bare_names_beside_what_is_told_count_in_a_box_of_reminders(
    heading: str, counts: bool
) -> None:
    sketch = Sketch("慢病管家")
    box = sketch.add(Role.GROUP, box=(12, 100, 350, 140))
    sketch.text(heading, parent=box, box=(26, 110, 300, 26))
    for nth, (kind, told) in enumerate((("服药", "降压药 5mg 早餐前"), ("运动", "快走 30 分钟"))):
        sketch.text(kind, parent=box, box=(26, 150.0 + 32 * nth, 40, 22))
        sketch.text(told, parent=box, box=(80, 150.0 + 32 * nth, 200, 22))
    page = place("care", sketch.screen(), ("慢病管家",))
    home = place("home", lines("首页", title="首页"))
    found = reminders(explored(mapped(home, page, ways=(way("慢病管家", "care"),))))
    assert [found[kind].truth is True for kind in ("medication", "exercise")] == [counts] * 2


@pytest.mark.parametrize(("heading", "counts"), [("给您的提醒", True), ("近期就诊", False)])
def test_bare_names_in_rows_under_the_heading_of_reminders_count(
    heading: str, counts: bool
) -> None:
    """Each row is a box of its own, and the heading stands beside them in none."""
    sketch = Sketch("健康管家")
    page_box = sketch.add(Role.GROUP, box=(0, 0, 375, 800))
    sketch.text(heading, parent=page_box)
    rows = (("用药", "昂丹司琼片,今日08:00、20:00各1片"), ("饮食", "高蛋白、少油,生冷的不吃"))
    for kind, told in rows:
        row = sketch.add(Role.GROUP, parent=page_box)
        sketch.text(kind, told, parent=row)
    care = place("care", sketch.screen(), ("健康管家",))
    home = place("home", lines("首页", title="首页"))
    found = reminders(explored(mapped(home, care, ways=(way("健康管家", "care"),))))
    assert [found[kind].truth is True for kind in ("medication", "diet")] == [counts] * 2
    assert found["other"].truth is not True
