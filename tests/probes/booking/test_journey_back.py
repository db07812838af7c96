"""Walking on through a booking, and coming back where BACK leads too far."""

from __future__ import annotations

from typing import cast

from devices.model import Effect, Node, Screen
from probes.app import App
from probes.appmap import Place
from probes.flows.booking.journey import drill
from probes.lexicon import load_lexicon
from tests.probes.sketch import Sketch, place

PAGES = {
    "首页": ["预约"],
    "选科室": ["肾内科", "眼科"],
    "肾内科": ["12-01 周二", "12-02 周三"],
    "周二": ["12-01 周二", "12-02 周三", "今日不出诊"],
    "周三": ["12-01 周二", "12-02 周三", "当日不出诊"],
    "眼科": ["陈默 主任医师"],
    "选诊区": ["预约指引", "第一诊区"],
    "第一诊区": ["陈默 主任医师"],
    "指引": ["流程"],
    "确认": ["核对"],
}
LEADS = {"肾内科": "肾内科", "眼科": "眼科", "第一诊区": "第一诊区", "陈默 主任医师": "确认"}
DATES = {"12-01 周二": "周二", "12-02 周三": "周三"}


class _Replacing:
    """Choosing a date takes the place of the page before, so that BACK passes it by."""

    lexicon = load_lexicon()
    begins = ("首页", "选科室")

    def __init__(self) -> None:
        self.history = list(self.begins)
        self.visits = 0

    def again(self) -> Screen:
        title = self.history[-1]
        sketch = Sketch(title, f"https://a.example/#/{title}")
        sketch.button(*PAGES[title])
        return sketch.screen()

    def tap(self, node: Node, purpose: Effect = Effect.READ, **_: bool) -> Screen:
        if node.text in DATES:
            self.history[-1] = DATES[node.text]
        elif node.text in LEADS:
            self.history.append(LEADS[node.text])
        return self.again()

    def back(self) -> Screen:
        self.history = self.history[:-1] or self.history
        return self.again()

    def visit(self, _: Place) -> Screen:
        self.visits += 1
        self.history = list(self.begins)
        return self.again()


def test_a_walk_goes_on_where_back_has_led_too_far() -> None:
    app = _Replacing()
    start = place("depts", app.again(), ("预约挂号",))
    way = drill(cast(App, app), start, lambda screen: screen.title == "确认")
    assert way.screen is not None
    assert app.visits > 1


class _Gated(_Replacing):
    """The entry shows terms; agreeing takes their place, and so does a guide behind them."""

    begins = ("首页", "挂号协议")

    def again(self) -> Screen:
        if self.history[-1] != "挂号协议":
            return super().again()
        sketch = Sketch("挂号协议", "https://a.example/#/terms")
        sketch.text("预约实行实名制,信息不符的不予就诊。一年内爽约三次的,暂停预约资格九十天。")
        sketch.tick(True, box=(16, 560, 20, 20))
        sketch.text("我已阅读并同意《挂号协议》", box=(40, 560, 300, 20))
        sketch.button("同意")
        return sketch.screen()

    def tap(self, node: Node, purpose: Effect = Effect.READ, **_: bool) -> Screen:
        if node.text == "同意":
            self.history[-1] = "选诊区"
        elif node.text == "预约指引":
            self.history[-1] = "指引"
        return super().tap(node, purpose)


def test_a_walk_that_begins_anew_agrees_to_the_terms_once_more() -> None:
    app = _Gated()
    start = place("depts", app.again(), ("预约挂号",))
    way = drill(cast(App, app), start, lambda screen: screen.title == "确认")
    assert way.screen is not None
