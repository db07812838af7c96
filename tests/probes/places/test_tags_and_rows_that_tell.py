"""Tags on cards and rows with figures do nothing when tapped, for they tell what they tell."""

from __future__ import annotations

import pytest

from devices.model import Role, Screen
from probes.app import App
from probes.appmap import Arrival, Way
from probes.flows.after_visit.care import metrics, reminders
from probes.flows.before_visit.admission import admission_shown
from probes.flows.records.progress import progress
from probes.flows.screens.telling import tells_itself
from tests.probes.sketch import Sketch, explored, mapped, place, way

TAG, BUTTON = 20, 40


def card(sketch: Sketch, y: float, title: str, tag: str, height: float, *lines: str) -> int:
    """A card: its title with a tag (or button) at the right, its lines below; the tag's index."""
    box = sketch.add(Role.GROUP, box=(12, y, 351, 120))
    head = sketch.add(Role.GROUP, box=(26, y + 10, 323, height), parent=box)
    sketch.text(title, box=(26, y + 10, 120, 20), parent=head)
    found = sketch.button(tag, box=(290, y + 10, 52, height), parent=head)
    for number, line in enumerate(lines):
        sketch.text(line, box=(26, y + 40 + 26 * number, 323, 22), parent=box)
    return found


def row(sketch: Sketch, y: float, name: str, said: str) -> int:
    """A row that can be tapped, with a name and a line below it."""
    box = sketch.add(Role.GROUP, box=(12, y, 351, 60), clickable=True)
    sketch.text(name, box=(26, y + 6, 300, 22), parent=box)
    sketch.text(said, box=(26, y + 32, 300, 22), parent=box)
    return box


def app_of(entry: str, screen: Screen, *dead: int) -> App:
    """An app whose only entry leads to this screen, of which some controls did nothing."""
    home = Sketch("首页")
    home.button(entry)
    opened = way(entry, "page")
    here = place("page", screen, (entry,), entered_by=opened)
    taps = [
        Way("page", index, screen.label(screen.nodes[index]), Arrival.NOTHING, tries=2)
        for index in dead
    ]
    return explored(mapped(place("home", home.screen()), here, ways=(opened, *taps)))


def steps(height: float) -> App:
    sketch = Sketch("就诊进度")
    first = ("您的排队号 A021", "当前叫号 A017,前面还有 4 人")
    dead = [card(sketch, 60, "产科门诊 · 沈医生", "候诊进度", height, *first)]
    second = ("当前状态:已登记,候检中", "更新于 23:52:27")
    dead.append(card(sketch, 200, "胎儿系统超声", "检查进度", height, *second))
    return app_of("就诊进度", sketch.screen(), *dead)


def test_a_state_is_told_under_the_tag_of_its_card() -> None:
    found = progress(steps(TAG))
    assert found["waiting"].truth
    assert found["exam"].truth
    assert not found["surgery"].truth


def test_a_button_that_does_nothing_heads_nothing() -> None:
    assert not progress(steps(BUTTON))["exam"].truth


def test_a_dead_line_does_not_hide_what_the_next_one_tells() -> None:
    assert progress(steps(BUTTON))["waiting"].truth


def test_the_state_of_an_admission_is_no_dead_entry() -> None:
    sketch = Sketch("住院")
    lines = ("科室:产科二病区", "入院时间:2026-12-02 09:00", "床位类型:双人间", "主诊医师:顾某")
    tag = card(sketch, 60, "入院安排", "待入院", TAG, *lines)
    assert admission_shown(app_of("住院预约", sketch.screen(), tag)).truth


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("门冬胰岛素:三餐前5分钟 4单位", True),
        ("餐后步行20分钟", True),
        ("按时服药,健康常伴", False),
        ("7*24小时在线,100+专家", False),
    ],
)
def test_a_row_with_a_figure_below_its_heading_tells_it(said: str, told: bool) -> None:
    sketch = Sketch("健康提醒")
    dead = row(sketch, 60, "用药提醒", said)
    appmap = app_of("健康提醒", sketch.screen(), dead).map
    assert tells_itself(appmap, appmap.ways[-1]) is told


@pytest.mark.parametrize(
    ("said", "height", "told"),
    [
        ("可在手机上直接付,免排队", 16, True),
        ("可在手机上直接付,免排队", 44, False),  # as large as a button
        ("就诊导引", 16, False),
    ],
)
def test_a_remark_smaller_than_a_button_tells_it(said: str, height: int, told: bool) -> None:
    sketch = Sketch("今日任务")
    dead = sketch.add(Role.GROUP, said, clickable=True, box=(26, 300, 120, height))
    appmap = app_of("今日任务", sketch.screen(), dead).map
    assert tells_itself(appmap, appmap.ways[-1]) is told


def test_tiles_of_a_menu_and_buttons_tell_nothing() -> None:
    sketch = Sketch("服务")
    grid = sketch.add(Role.GROUP, box=(0, 60, 375, 80))
    tiles = [
        sketch.button(name, box=(90.0 * n, 60, 80, 24), parent=grid)
        for n, name in enumerate(("检查进度", "候诊查询", "第2门诊", "24小时急诊"))
    ]
    button = card(sketch, 200, "胎儿系统超声", "检查进度", BUTTON, "状态:待检", "时间:明日")
    appmap = app_of("服务", sketch.screen(), *tiles, button).map
    assert not any(tells_itself(appmap, w) for w in appmap.ways)


def test_rows_of_reminders_and_measures_count_though_they_open_nothing() -> None:
    sketch = Sketch("健康提醒")
    sketch.text("专属提醒", box=(12, 20, 300, 22))
    dead = [
        row(sketch, 60, "用药提醒", "门冬胰岛素:三餐前5分钟 4单位"),
        row(sketch, 130, "运动提醒", "餐后30分钟步行20分钟"),
        row(sketch, 200, "饮食提醒", "合理饮食,健康常伴"),
    ]
    sketch.text("请关注您的指标", box=(12, 270, 300, 22))
    dead.append(row(sketch, 300, "体重", "孕前 56kg,当前 63.2kg"))
    dead.append(row(sketch, 370, "胎动", "每日计数,少于10次请就诊"))
    dead.append(row(sketch, 440, "心率", "点击查看"))
    app = app_of("健康提醒", sketch.screen(), *dead)
    told, watched = reminders(app), metrics(app)
    assert {kind for kind, found in told.items() if found.truth} == {"medication", "exercise"}
    assert {kind for kind, found in watched.items() if found.truth} == {"weight", "other"}


@pytest.mark.parametrize(("figure", "told"), [("7", True), ("查看", False)])
def test_a_figure_with_what_it_counts_is_told(figure: str, told: bool) -> None:
    """NutUI's figures listen for taps: 当前叫号 over a 7 leads nowhere, and need not."""
    sketch = Sketch("候诊排队")
    sketch.text("康复医学科 段若兰", "本部F2 第4诊室")
    cell = sketch.add(Role.TEXT, "当前叫号", clickable=True)
    sketch.text(figure, parent=cell)
    sketch.text("未报到")
    app = app_of("候诊排队", sketch.screen(), cell)
    assert (progress(app)["waiting"].truth is True) is told


@pytest.mark.parametrize(
    ("role", "touched", "tells"),
    [(Role.GROUP, True, True), (Role.BUTTON, True, False), (Role.GROUP, False, False)],
)
def test_a_tag_on_a_row_that_is_touched_as_a_whole_is_no_entry(
    role: Role, touched: bool, tells: bool
) -> None:
    sketch = Sketch("处方")
    box = sketch.add(Role.GROUP, box=(10, 165, 355, 104), clickable=touched)
    sketch.text("慢性阻塞性肺疾病", box=(23, 178, 130, 25), parent=box)
    tag = sketch.add(role, box=(157, 179, 60, 24), parent=box, clickable=True)
    sketch.text("线上开具", box=(163, 185, 48, 14), parent=tag)
    sketch.text("布地奈德福莫特罗吸入粉雾剂", box=(23, 227, 320, 25), parent=box)
    screen = sketch.screen()
    app = app_of("处方", screen, tag)
    dead = next(w for w in app.map.ways if w.node == tag)
    assert tells_itself(app.map, dead) is tells
