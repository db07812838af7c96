"""A way to prove who one is that is offered or stated, and was not gone through: never a no."""

from __future__ import annotations

import pytest

from devices.model import Effect, Node, Role, Screen
from probes.app import App
from probes.appmap import Arrival
from probes.finder import Finder
from probes.flows.access.real_name import real_name_methods
from tests.probes.sketch import Sketch, explored, lines, mapped, place, said, touched, way


def app_with(page: Screen, picked: str = "") -> App:
    form = place("form", page, ("我的", "实名认证"))
    ways = [way("实名认证", "form")]
    if picked:
        ways.append(way("身份证", source="form", arrival=Arrival.TOAST, words=picked))
    appmap = mapped(place("home", lines("首页", title="首页")), form, ways=tuple(ways))
    return explored(appmap)


def form(*options: str) -> Screen:
    sketch = Sketch("实名认证")
    sketch.text("预约就诊须完成实名认证", "认证方式")
    if options:
        sketch.add(Role.CHOICE, options=options, value=options[0])
    else:
        sketch.button("身份证")
    sketch.field("真实姓名")
    sketch.field("身份证号")
    sketch.button("提交认证")
    return sketch.screen()


@pytest.mark.parametrize(
    ("page", "picked", "truth"),
    [
        (form("身份证", "医保卡"), "", None),
        (form(), "取消 确定 身份证 医保卡", None),
        (form(), "取消 确定 身份证 护照", False),
        (form(), "医保卡认证暂未开通", False),
        (form("身份证", "护照"), "", False),
        (lines("张三", "认证方式:医保卡实名", title="实名认证"), "", None),
        (lines("张三", "已完成实名认证", title="实名认证"), "", None),
        (lines("张三", "未实名认证", "医保卡余额 12 元", title="实名认证"), "", False),
    ],
)
def test_what_is_offered_or_stated_is_not_absent(
    page: Screen, picked: str, truth: bool | None
) -> None:
    assert real_name_methods(app_with(page, picked))["medicare_card"].truth is truth


@pytest.mark.parametrize(
    ("member", "truth"),
    [("medicare_card", None), ("offline_link", None), ("biometric", False), ("police", False)],
)
def test_ways_on_a_sheet_are_not_absent_unless_they_say_that_they_do_not_work(
    member: str, truth: bool | None
) -> None:
    page = Sketch("实名认证")
    page.text("张三", "认证状态")
    page.button("选择核验方式")
    sheet = Sketch("实名认证")
    sheet.button("选择核验方式", covered=True)
    sheet.button("医保卡核验")
    sheet.text("就诊卡核验", "与院内建档信息比对")
    face = sheet.button("刷脸核验")
    card = place("card", page.screen(), ("我的", "实名认证"))
    over = place("over", sheet.screen(), ("我的", "实名认证", "选择核验方式"), parent=card)
    ways = (
        way("实名认证", "card"),
        way("选择核验方式", "over", "card"),
        way("医保卡核验", "card", "over"),
        way("刷脸核验", "", "over", node=face, arrival=Arrival.TOAST, words="功能建设中"),
    )
    app = explored(mapped(place("home", lines("首页", title="首页")), card, over, ways=ways))
    assert real_name_methods(app)[member].truth is truth


@pytest.mark.parametrize(("name", "truth"), [("刷脸登录", False), ("刷脸认证", None)])
def test_what_logs_in_with_a_face_proves_nobody(name: str, truth: bool | None) -> None:
    """Only the way of authentication is gone through; here it cannot be come to once more."""
    card = place("card", form(), ("我的", "实名认证"))
    begin = Sketch(name)
    begin.text("请正对屏幕,保持光线充足,按提示完成动作,识别过程约需十秒")
    begin.button("开始识别")
    face = place("face", begin.screen(), ("我的", "实名认证", name), parent=card)
    ways = (way("实名认证", "card"), way(name, "face", "card"))
    app = explored(mapped(place("home", lines("首页", title="首页")), card, face, ways=ways))
    assert real_name_methods(app)["biometric"].truth is truth


class Tabs:
    """Tabs part the methods; `refused` says what is not open to patients yet."""

    def __init__(self, refused: str = "", note: str = "") -> None:
        self.open, self.refused, self.note = "身份证", refused, note
        self.sent: list[str] = []

    def again(self, told: str = "") -> Screen:
        sketch = Sketch("实名核验")
        for number, name in enumerate(("身份证", "医保卡", "就诊卡")):
            sketch.add(Role.TAB, text=name, clickable=True, box=(100.0 * number, 60, 90, 40))
        sketch.text(self.note if self.open == "就诊卡" else "请填写与证件一致的资料")
        sketch.field("姓名", value="张三")
        sketch.field(f"{self.open}号", value="110101199003074610")
        sketch.button("提交核验")
        return sketch.screen(events=said(*([told] if told else [])))

    def tap(self, node: Node, purpose: Effect = Effect.READ, **_: bool) -> Screen:
        if node.role is Role.TAB:
            self.open = node.text
            return self.again()
        self.sent.append(self.open)
        told = "暂未开通" if self.open == self.refused else "实名核验通过"
        return self.again(told)

    def fill(self, node: Node, text: str) -> Screen:
        return self.again()


@pytest.mark.parametrize(("refused", "truth"), [("", True), ("医保卡", False)])
def test_a_method_behind_a_tab_is_gone_through(refused: str, truth: bool) -> None:
    tabs = Tabs(refused)
    page = place("form", tabs.again(), ("我的", "实名核验"))
    known = mapped(place("home", lines("首页")), page, ways=(way("实名核验", "form"),))
    app = touched(tabs, known, frozenset({Effect.OWN}))
    vars(app)["finder"] = lambda of=None: Finder(app.lexicon, known)
    found = real_name_methods(app)
    assert found["medicare_card"].truth is truth
    assert "医保卡" in tabs.sent


@pytest.mark.parametrize(
    ("note", "truth"),
    [("在窗口建过档的患者,可用就诊卡号核对", True), ("请填写就诊卡上的号码", False)],
)
def test_a_card_that_a_window_has_given_links_what_was_checked_there(
    note: str, truth: bool
) -> None:
    tabs = Tabs(note=note)
    page = place("form", tabs.again(), ("我的", "实名核验"))
    known = mapped(place("home", lines("首页")), page, ways=(way("实名核验", "form"),))
    app = touched(tabs, known, frozenset({Effect.OWN}))
    vars(app)["finder"] = lambda of=None: Finder(app.lexicon, known)
    assert real_name_methods(app)["offline_link"].truth is truth
