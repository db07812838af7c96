"""Seeing and hearing a doctor: the way into a room on a page of calls."""

from __future__ import annotations

from pathlib import Path

import pytest

from devices.model import Effect, Role
from probes.flows.before_visit.advice import triaged
from probes.flows.before_visit.symptoms import symptoms_on
from probes.flows.clinic.calls import _called_by_content, _live_media, _starts, calls
from probes.flows.clinic.chat import asks_in_a_form, chat_field
from tests.probes.drawn import drawn
from tests.probes.sketch import Sketch, explored, lines, mapped, place, reader, way

HOME = ["本院欢迎您", "服务时间全年无休"]


def test_a_way_into_a_room_on_a_page_of_calls_counts(tmp_path: Path) -> None:
    pages = {
        "首页": ["视频门诊 > 视频门诊", *HOME],
        "视频门诊": ["王医生 呼吸科 在线", "进入候诊 > 候诊", "请在安静的环境中使用"],
        "候诊": ["王医生的诊间,请等候叫号,前方 2 人,预计等待 10 分钟"],
    }
    assert calls(drawn(tmp_path, pages), "video_consult").truth is True


def test_a_way_that_is_refused_does_not(tmp_path: Path) -> None:
    pages = {
        "首页": ["视频门诊 > 视频门诊", *HOME],
        "视频门诊": ["王医生 呼吸科 在线", "进入候诊 ! 功能建设中", "请在安静的环境中使用"],
    }
    app = drawn(tmp_path, pages, allow=frozenset({Effect.CONTACT}))
    assert calls(app, "video_consult").truth is False


def test_a_tab_that_says_elsewhere_that_it_is_not_open_yet_begins_no_call(tmp_path: Path) -> None:
    """The tab stands beside another one with doctors on it, too."""
    tabs = ["留言咨询 > 留言咨询", "视频问诊 > 视频问诊", "开单记录 > 开单记录"]
    pages = {
        "首页": ["名医在线 > 留言咨询", *HOME],
        "留言咨询": [*tabs, "王建国 主任医师", "李秋 副主任医师"],
        "视频问诊": [*tabs, "视频问诊即将上线,敬请期待"],
        "开单记录": [*tabs, "吴清和 主任医师 2026-11-23", "电子处方 已生效"],
    }
    assert calls(drawn(tmp_path, pages), "video_consult").truth is False


def test_what_only_tells_about_calls_calls_nobody(tmp_path: Path) -> None:
    pages = {
        "首页": ["视频问诊 > 视频问诊", *HOME],
        "视频问诊": ["视频问诊须知 > 须知", "请您在就诊当日按时等候医生呼叫"],
        "须知": ["视频问诊仅限本院复诊患者,急危重症请到急诊就诊。", "请准备好既往病历。"],
    }
    assert calls(drawn(tmp_path, pages), "video_consult").truth is not True


@pytest.mark.parametrize(("words", "shown"), [("操作演示", 0), ("等待医生接通", 1)])
def test_a_film_that_shows_how_it_is_done_shows_no_doctor(words: str, shown: int) -> None:
    sketch = Sketch("视频问诊")
    sketch.add(Role.MEDIA, box=(0, 60, 375, 300))
    sketch.text(words)
    assert len(_live_media(sketch.screen())) == shown


def test_the_menu_around_a_call_that_is_closed_calls_nobody() -> None:
    sketch = Sketch("在线诊疗")
    menu = sketch.add(Role.GROUP, box=(0, 60, 375, 300), clickable=True)
    video = sketch.button("视频看诊", parent=menu)
    sketch.button("图文门诊", parent=menu)
    assert [n.index for n in _starts(place("menu", sketch.screen()))] == [video]


def test_triage_that_is_closed_stays_closed_beside_other_entries(tmp_path: Path) -> None:
    pages = {
        "首页": ["智能导诊 ! 该功能暂未开通", "导医台电话 > 导医台电话", *HOME],
        "导医台电话": ["导医台在门诊一楼大厅,电话 010-1234567"],
    }
    assert triaged(drawn(tmp_path, pages)).truth is False


def test_a_call_is_found_by_what_a_page_offers_whatever_its_name(tmp_path: Path) -> None:
    pages = {
        "首页": ["云端面诊 > 云端面诊", *HOME],
        "云端面诊": ["王凡 主治医师 呼吸科 在线", "发起视频 > 候诊", "请在安静的环境中使用"],
        "候诊": ["王凡的诊间,请等候叫号,前方 2 人,预计等待 10 分钟"],
    }
    assert calls(drawn(tmp_path, pages), "video_consult").truth is True


def test_where_video_is_announced_only_a_menu_of_written_advice_is_no_call(
    tmp_path: Path,
) -> None:
    """视频问诊 will come; 咨询 beside each doctor belongs to what stands there now."""
    doctors = [f"{name} 主治医师 产科门诊" for name in ("沈若兰", "顾明玥")]
    rows = [line for doctor in doctors for line in (doctor, "咨询 > 图文")]
    pages = {
        "首页": ["在线问诊 > 在线问诊", *HOME],
        "在线问诊": ["视频问诊 ! 视频问诊即将上线,敬请期待", *rows],
        "图文": ["沈若兰医生在线,请描述您的症状", "每日 8:00-17:00 回复", "咨询记录保留三十天"],
    }
    assert calls(drawn(tmp_path, pages), "video_consult").truth is False


def test_a_form_to_ask_counts_whatever_its_button_is_called() -> None:
    sketch = Sketch("图文复诊")
    sketch.field("请写下您的情况", kind="textarea")
    sketch.button("发起沟通")
    screen = sketch.screen()
    assert asks_in_a_form(reader(screen), place("ask", screen))


def test_a_bare_field_of_the_service_desk_is_for_talking() -> None:
    sketch = Sketch("在线客服")
    sketch.text("您好,请问有什么可以帮您?工作时间 8:00-17:00,其余时间留言回复。")
    field = sketch.field(box=(16, 740, 260, 40))
    sketch.button("提交", box=(290, 740, 70, 40))
    screen = sketch.screen()
    found = chat_field(reader(screen), screen)
    assert found is not None
    assert found.index == field


def test_a_field_that_gives_an_example_is_no_symptom_to_tap() -> None:
    sketch = Sketch("挂哪科")
    sketch.field("例:头痛三天", kind="textarea")
    assert not symptoms_on(reader(), sketch.screen())
    sketch.button("头痛")
    assert [n.text for n in symptoms_on(reader(), sketch.screen())] == ["头痛"]


@pytest.mark.parametrize(("name", "calls_somebody"), [("语音机器人", False), ("语音问诊", True)])
def test_a_machine_that_listens_calls_nobody(name: str, calls_somebody: bool) -> None:
    sketch = Sketch(name)
    sketch.text("小云 刚刚", "普通话、方言我都听得懂,说说哪里不舒服")
    sketch.add(Role.MEDIA, box=(0, 300, 300, 40))
    there = place("voice", sketch.screen(), (name,))
    home = place("home", lines("首页", title="首页"))
    app = explored(mapped(home, there, ways=(way(name, "voice"),)))
    assert (calls(app, "video_consult").truth is True) is calls_somebody


@pytest.mark.parametrize(
    ("ways", "truth"),
    [(("图文复诊 ¥40", "视频复诊 ¥80"), True), (("图文咨询",), False), (("视频宣教",), False)],
)
def test_a_choice_of_how_to_talk_to_a_doctor_begins_a_call(
    ways: tuple[str, ...], truth: bool
) -> None:
    sketch = Sketch("发起复诊")
    sketch.text("陈雅琴 主任医师")
    sketch.add(Role.CHOICE, "方式", options=ways, clickable=True)
    here = place("form", sketch.screen(), trail=("云门诊",))
    app = explored(mapped(place("home", Sketch("首页").screen()), here))
    assert (_called_by_content(app, "音视频问诊") is not None) is truth
