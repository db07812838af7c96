"""A talk that begins with a control from which the explorer holds back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from devices.model import Effect, Node, Role, Screen
from probes.appmap import Arrival
from probes.finding import Finding
from probes.flows.clinic.chat import talks
from probes.flows.forms.submitting import MARK
from probes.model import Cause
from tests.probes.drawn import drawn
from tests.probes.sketch import Sketch, explored, lines, mapped, place, way

DOCTORS = ["仅限复诊患者,医生 24 小时内回复", "吴思齐 心血管内科 问诊费 30 元"]


def found(folder: Path, behind: list[str], *allow: Effect, begin: str = "发起问诊") -> Finding:
    doctors = [*DOCTORS, f"{begin} > 对话"]
    pages = {"首页": ["图文问诊 > 图文问诊", "本院欢迎您"], "图文问诊": doctors, "对话": behind}
    return talks(drawn(folder, pages, allow=frozenset(allow)), "text_consult")


CHAT = ["? 请输入您的问题", "发送 > 对话", "请描述您的病情,医生会尽快回复"]


def test_what_may_not_be_begun_is_not_missing(tmp_path: Path) -> None:
    finding = found(tmp_path, CHAT)
    assert (finding.truth, finding.cause) == (None, Cause.NOT_ALLOWED)
    assert "发起问诊" in finding.reason


@pytest.mark.parametrize("begin", ["发起问诊", "开始图文"])
@pytest.mark.parametrize(
    ("behind", "said"), [(CHAT, "发送后"), (["功能建设中,敬请期待"], "建设中")]
)
def test_where_staff_may_be_asked_the_talk_is_begun(
    tmp_path: Path, behind: list[str], said: str, begin: str
) -> None:
    finding = found(tmp_path, behind, Effect.CONTACT, begin=begin)
    assert finding.cause is not Cause.NOT_ALLOWED
    assert said in finding.reason


@pytest.mark.parametrize("allow", [frozenset({Effect.CONTACT}), frozenset[Effect]()])
def test_an_entry_that_begins_the_talk_itself_is_entered_to_talk(
    tmp_path: Path, allow: frozenset[Effect]
) -> None:
    """It asks the server for a new talk, which no touch that only looks may do."""
    pages = {"首页": ["在线咨询 > 对话", "本院欢迎您"], "对话": CHAT}
    app = drawn(tmp_path, pages, allow=allow)
    seen = app.map
    (way,) = seen.ways_from(seen.entry)
    seen.ways[:] = [replace(way, arrival=Arrival.REFUSED, target="", words="要向服务器提交改动")]
    seen.places = {seen.entry: seen.places[seen.entry]}
    finding = talks(app, "online_consult")
    assert ("发送后" in finding.reason) is bool(allow)
    assert (finding.cause is Cause.NOT_ALLOWED) is not bool(allow)


def test_on_the_way_to_a_talk_no_time_is_touched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A touch of it may take the time at once, as a consultation by video does."""
    doctors = [*DOCTORS, "设备检测 > 检测", "19:00 > 成功", "19:20-19:40 余1 > 成功"]
    pages = {"首页": ["图文问诊 > 图文问诊", "本院欢迎您"], "图文问诊": doctors}
    pages |= {"检测": ["摄像头正常"], "成功": ["预约成功,请准时进入候诊室"]}
    app = drawn(tmp_path, pages)
    app.map  # noqa: B018 - what is touched while it is drawn is held back
    touched: list[str] = []
    tap = app.session.tap

    def noted(node: Node, *more: Any, **others: Any) -> Screen:
        touched.append(app.session.screen.label(node))
        return tap(node, *more, **others)

    monkeypatch.setattr(app.session, "tap", noted)
    talks(app, "text_consult")
    assert "设备检测" in touched
    assert not [label for label in touched if label.startswith("19")]


@pytest.mark.parametrize("truth", [True, False])
def test_where_one_entry_fails_another_may_lead_to_somebody(tmp_path: Path, truth: bool) -> None:
    """Both begin a talk on the server, so exploring was held back from both."""
    pages = {
        "首页": ["在线咨询 > 咨询", "护理咨询 > 护理", "本院欢迎您"],
        "咨询": ["您好", "? 请输入您的问题", "发送 ! 发送失败,该医生暂未开通线上接诊"],
        "护理": ["您好", "? 请输入您的问题", "发送 > 护理#2"] if truth else ["建设中"],
        "护理#2": [f"您好{MARK}", "? 请输入您的问题", "发送 > 护理"],
    }
    app = drawn(tmp_path, pages, allow=frozenset({Effect.CONTACT}))
    seen = app.map
    seen.ways[:] = [
        replace(w, arrival=Arrival.REFUSED, target="", words="已拦下", held=True)
        for w in seen.ways_from(seen.entry)
    ]
    seen.places = {seen.entry: seen.places[seen.entry]}
    assert talks(app, "online_consult").truth is truth


@pytest.mark.parametrize(("entry", "truth"), [("我的问诊", None), ("在线咨询", False)])
def test_a_list_of_talks_of_before_denies_no_talk(
    tmp_path: Path, entry: str, truth: bool | None
) -> None:
    rows = ["周建业 图文 已结束 2026-11-24 19:20", "术后膝关节弯曲时有弹响"]
    pages = {"首页": [f"{entry} > {entry}", "本院欢迎您"], entry: rows}
    assert talks(drawn(tmp_path, pages), "online_consult").truth is truth


def test_who_is_found_under_two_names_is_written_to_once(tmp_path: Path) -> None:
    pages = {
        "首页": ["问医生 > 问医生", "本院欢迎您"],
        "问医生": ["您好,请描述病情", "? 请输入您的问题", "发送 > 问医生#2"],
        "问医生#2": [f"您好{MARK}", "已收到", "? 请输入您的问题", "发送 > 问医生"],
    }
    app = drawn(tmp_path, pages, allow=frozenset({Effect.CONTACT}))
    first = talks(app, "text_consult")
    actions = app.session.actions
    second = talks(app, "online_consult")
    assert (first.truth, second.truth) == (True, True)
    assert app.session.actions == actions


@pytest.mark.parametrize(
    ("title", "begin", "truth"),
    [
        ("在线复诊(图文)", "发起问诊", False),
        ("图文在线问诊", "提交问诊", False),
        ("互联网医院", "发起问诊", True),
    ],
)
def test_what_begins_another_functions_talk_is_no_entry(
    tmp_path: Path, title: str, begin: str, truth: bool
) -> None:
    """The function's own entry leads nowhere; 发起问诊 belongs to the page on which it stands."""
    pages = {
        "首页": ["在线客服 > 404", f"{title} > {title}", "本院欢迎您"],
        "404": ["页面不存在"],
        title: ["吴思齐 心血管内科 问诊费 30 元", f"{begin} > 对话"],
        "对话": ["您好", "? 请输入您的问题", "发送 > 对话#2"],
        "对话#2": [f"您好{MARK}", "? 请输入您的问题", "发送 > 对话"],
    }
    app = drawn(tmp_path, pages, allow=frozenset({Effect.CONTACT}))
    assert app.map.complete
    assert talks(app, "online_consult").truth is truth


@pytest.mark.parametrize(("clinic", "truth"), [("图文复诊", False), ("患者服务", True)])
def test_an_entry_to_another_kind_of_talk_claims_what_begins_below_it(
    tmp_path: Path, clinic: str, truth: bool
) -> None:
    pages = {
        "首页": ["在线客服 > 404", f"{clinic} > {clinic}", "本院欢迎您"],
        "404": ["页面不存在"],
        clinic: ["吴思齐 心血管内科", "向 TA 提问 > 向医生提问"],
        "向医生提问": ["问诊费 30 元", "提交问诊 > 对话"],
        "对话": ["您好", "? 请输入您的问题", "发送 > 对话#2"],
        "对话#2": [f"您好{MARK}", "? 请输入您的问题", "发送 > 对话"],
    }
    app = drawn(tmp_path, pages, allow=frozenset({Effect.CONTACT}))
    assert (talks(app, "online_consult").truth is True) is truth


@pytest.mark.parametrize(
    ("row", "truth"),
    [("陆建国 图文问诊 进行中", True), ("陆建国 复诊 已结束", False)],
)
def test_a_talk_that_goes_on_is_one(tmp_path: Path, row: str, truth: bool) -> None:
    pages = {
        "首页": ["图文问诊 > 图文问诊", "我的问诊 > 我的问诊", "本院欢迎您"],
        "图文问诊": ["请到医院窗口办理图文问诊"],
        "我的问诊": [f"{row} 先连测三天血压发给我,给您开了检查单 剩余 31 小时 > 对话", "共一条"],
        "对话": ["您好,我是陆建国", "? 输入消息", "发送 > 对话#2"],
        "对话#2": [f"您好{MARK}", "? 输入消息", "发送 > 对话"],
    }
    app = drawn(tmp_path, pages, allow=frozenset({Effect.CONTACT}))
    assert (talks(app, "text_consult").truth is True) is truth


@pytest.mark.parametrize(("button", "open_"), [("提交并支付 ¥30", True), ("查看说明", False)])
def test_what_is_paid_for_as_it_is_sent_is_not_denied(button: str, open_: bool) -> None:
    sketch = Sketch("图文问诊")
    sketch.text("陆建国 主任医师", "病情描述")
    sketch.field("请描述症状、用药,至少10个字", kind="textarea")
    sketch.add(Role.TEXT, button, clickable=True, box=(130, 382, 129, 32))
    page = place("p", sketch.screen(), ("图文问诊 ¥30",))
    known = mapped(place("home", lines("首页")), page, ways=(way("图文问诊 ¥30", "p"),))
    app = explored(known, again=lambda: page.screen)
    finding = talks(app, "text_consult")
    assert (finding.cause is Cause.NOT_ALLOWED) is open_


def test_a_talk_that_goes_on_is_tried_before_a_form_that_is_paid_as_it_is_sent(
    tmp_path: Path,
) -> None:
    """Nothing is sent through the form: what is paid for is never pressed."""
    form = ["症状描述", "?? 请描述症状,至少10个字", "提交并支付 ¥30 ! 提交失败"]
    pages = {
        "首页": ["图文问诊 > 图文问诊", "我的问诊 > 我的问诊", "本院欢迎您"],
        "图文问诊": ["顾承远 主任医师 > 发起问诊甲", "沈若溪 副主任医师 > 发起问诊乙"],
        "发起问诊甲": form,
        "发起问诊乙": form,
        "我的问诊": ["沈若溪 图文问诊 进行中 剩余 6 次提问 > 对话", "共一条"],
        "对话": ["您好,我是沈若溪", "? 输入消息", "发送 > 对话#2"],
        "对话#2": [f"您好{MARK}", "? 输入消息", "发送 > 对话"],
    }
    app = drawn(tmp_path, pages, allow=frozenset({Effect.CONTACT}))
    assert talks(app, "text_consult").truth is True
