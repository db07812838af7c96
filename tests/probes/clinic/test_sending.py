"""Sending: the send control of a chat, thanks that come late, entries that are none."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import cast

from devices.model import Effect, Events, Node, Role, Screen
from probes.app import App
from probes.appmap import ALIKE, AppMap, Arrival, Way
from probes.finder import Finder
from probes.flows.clinic.chat import chat_field
from probes.flows.forms.submitting import Answer, Reply, _continues, send
from probes.flows.places.absence import conclude
from probes.flows.places.entry import is_form
from probes.flows.screens.fields import MARK, PROSE
from probes.lexicon import load_lexicon
from tests.probes.sketch import TEST_ACCOUNT, Sketch, lines, mapped, place, reader, way

LEXICON = load_lexicon()


def chat(label: str, box: tuple[float, float, float, float]) -> Screen:
    sketch = Sketch("健康咨询")
    sketch.text("您好,请问有什么可以帮您?")
    sketch.field("请输入内容", kind="textarea", box=(10, 216, 355, 64))
    sketch.button(label, box=box)
    return sketch.screen()


def test_a_chat_is_sent_by_a_control_beside_its_field_or_below_it() -> None:
    assert chat_field(reader(), chat("发送", (310, 230, 55, 36)))
    assert chat_field(reader(), chat("发送", (150, 288, 68, 42)))
    assert not chat_field(reader(), chat("发送", (150, 520, 68, 42)))
    assert not chat_field(reader(), chat("返回", (150, 288, 68, 42)))


class Late:
    """A form whose page is gone after the first press, and that thanks a moment later."""

    def __init__(self, thanks: str) -> None:
        form = Sketch("意见箱")
        form.field("请输入您的意见", kind="textarea", value=PROSE)
        form.button("提交")
        gone = Sketch("首页", address="https://a.example/#/home")
        gone.button("门诊挂号", "报告查询")
        gone.tick()
        thanked = Sketch("首页", address="https://a.example/#/home")
        thanked.text(thanks)
        self.screens = [form.screen(), gone.screen(), thanked.screen()]
        self.pressed = 0
        self.lexicon, self.account, self.allowed = LEXICON, TEST_ACCOUNT, frozenset(Effect)

    def again(self) -> Screen:
        return self.screens[2 if self.pressed else 0]

    def tap(self, node: Node, purpose: Effect = Effect.READ, **_: bool) -> Screen:
        if self.screens[0].label(node) != "提交":
            return self.again()
        self.pressed += 1
        return self.screens[1]

    def fill(self, node: Node, text: str) -> Screen:
        return self.again()

    def show(self, nodes: object = (), note: str = "") -> str:
        return "e1"


def test_thanks_that_come_late_are_heard() -> None:
    app = Late("提交成功,我们会尽快处理")
    reply = send(cast(App, app), Effect.CONTACT)
    assert isinstance(reply, Reply)
    assert reply.answer is Answer.SUCCESS
    assert app.pressed == 1  # what is sent is never sent again


def test_a_page_without_thanks_proves_nothing() -> None:
    reply = send(cast(App, Late("今日有雨")), Effect.CONTACT)
    assert not (isinstance(reply, Reply) and reply.answer is Answer.SUCCESS)


def app_of(appmap: AppMap) -> App:
    app = cast(SimpleNamespace, reader())
    app.map, app.memory, app.login = appmap, {}, SimpleNamespace(cause=None)
    app.show_place = lambda *args: "e1"
    app.finder = lambda of=None: Finder(LEXICON, of or appmap)
    return cast(App, app)


def test_a_verb_that_was_not_pressed_belongs_to_its_own_page() -> None:
    clinic = Sketch("图文问诊")
    button = clinic.button("发起问诊")
    home = place("home", lines("首页", title="首页"))
    there = place("clinic", clinic.screen(), ("图文问诊",))
    refused = Way("clinic", button, "发起问诊", Arrival.REFUSED, words="会占用工作人员的时间")
    app = app_of(mapped(home, there, ways=(way("图文问诊", "clinic"), refused)))
    assert conclude(app, LEXICON.functions["online_consult"], []).truth is False
    assert conclude(app, LEXICON.functions["text_consult"], []).truth is not True


def test_the_hint_of_a_field_is_no_entry_that_was_left_out() -> None:
    form = Sketch("图文问诊")
    form.field("请描述症状和想咨询的问题", kind="textarea")
    home = place("home", lines("首页", title="首页"))
    there = place("form", form.screen(), ("图文问诊", "去问诊"))
    found = mapped(home, there, ways=(way("图文问诊", "form"),))
    found.unvisited = [("form", "图文问诊", ALIKE)]
    assert conclude(app_of(found), LEXICON.functions["online_consult"], []).truth is False


def test_events_are_read_first() -> None:
    """A toast is heard although the page has not changed yet."""
    app = Late("今日有雨")
    app.screens[1] = Sketch("意见箱").screen(events=Events(toasts=("感谢您的反馈",)))
    reply = send(cast(App, app), Effect.CONTACT)
    assert isinstance(reply, Reply)
    assert reply.answer is Answer.SUCCESS


def test_a_control_that_sends_belongs_to_its_own_page_too() -> None:
    form = Sketch("图文问诊")
    button = form.button("提交问诊")
    home = place("home", lines("首页", title="首页"))
    there = place("form", form.screen(), ("图文问诊", "向 李医生 提问"))
    refused = Way("form", button, "提交问诊", Arrival.REFUSED, words="会占用工作人员的时间")
    app = app_of(mapped(home, there, ways=(way("图文问诊", "form"), refused)))
    assert conclude(app, LEXICON.functions["online_consult"], []).truth is False


def test_a_message_that_stands_there_was_sent() -> None:
    def talk(*said: str) -> Sketch:
        sketch = Sketch("病情沟通")
        sketch.text(*said)
        sketch.field("写点什么", kind="textarea")
        sketch.button("确认发送")
        return sketch

    before = talk("医生 您好").screen()
    after = talk("医生 您好", f"我 测试{MARK}").screen()
    assert not _continues(reader(after), before, after, "submit_button")


def test_a_talk_is_known_by_its_control_whatever_its_field_asks() -> None:
    sketch = Sketch("在线助理")
    sketch.text("您好,请讲")
    sketch.field("想了解些什么", kind="textarea", box=(10, 216, 280, 40))
    sketch.button("确认发送", box=(300, 218, 65, 36))
    assert chat_field(reader(), sketch.screen())


def test_the_tiles_of_a_menu_are_no_form() -> None:
    sketch = Sketch("住院患者")
    for column, label in enumerate(("出院带药", "投诉建议", "住院订餐")):
        sketch.button(label, box=(10 + 120 * column, 120, 110, 60))
    menu = place("menu", sketch.screen(), ("住院患者",))
    home = place("home", lines("首页", title="首页"))
    ways = (way("住院患者", "menu"), *(way(x, source="menu") for x in ("出院带药", "住院订餐")))
    assert not is_form(app_of(mapped(home, menu, ways=ways)), menu)


class Terms:
    """A form whose button brings up terms; agreed to, the talk opens with what was written."""

    def __init__(self) -> None:
        self.lexicon, self.account, self.allowed = LEXICON, TEST_ACCOUNT, frozenset(Effect)
        self.memory: dict[str, object] = {}
        self.stage, self.written, self.sent = "form", "", 0

    def again(self) -> Screen:
        sketch = Sketch("图文问诊")
        if self.stage == "talk":
            sketch.title = "王医生"
            sketch.text(self.written, "医生会在24小时内回复")
            sketch.field("请输入消息")
            sketch.button("发送")
            return sketch.screen()
        at = sketch.field("请输入病情描述", kind="textarea")
        sketch.nodes[at] = replace(sketch.nodes[at], value=self.written)
        sketch.button("提交问诊")
        if self.stage == "terms":
            over = sketch.add(Role.DIALOG, box=(0, 300, 375, 400))
            sketch.text("互联网诊疗协议", "本协议由您与医院就在线诊疗服务订立。" * 4, parent=over)
            sketch.button("我已阅读并同意", parent=over)
        return sketch.screen()

    def tap(self, node: Node, purpose: Effect = Effect.READ, **_: bool) -> Screen:
        label = self.again().label(node)
        self.sent += label == "发送"
        self.stage = {"提交问诊": "terms", "我已阅读并同意": "talk"}.get(label, self.stage)
        return self.again()

    def fill(self, node: Node, words: str) -> Screen:
        self.written = words
        return self.again()

    def show(self, nodes: object = (), note: str = "") -> str:
        return "shown"


def test_terms_that_come_up_once_a_form_was_sent_are_agreed_to() -> None:
    app = Terms()
    reply = send(cast(App, app), Effect.CONTACT)
    assert isinstance(reply, Reply)
    assert (app.stage, app.sent, reply.screen.title) == ("talk", 0, "王医生")
