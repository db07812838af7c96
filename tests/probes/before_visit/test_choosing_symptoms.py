"""Symptoms are chosen before advice is asked for: by part of the body, with how long they last."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest

from devices.model import Effect, Events, Node, Role, Screen
from probes.app import App
from probes.appmap import Arrival
from probes.flows.before_visit.advice import _ask
from probes.flows.before_visit.noted import BY_RECORDS, BY_REGION
from probes.flows.before_visit.symptoms import asked_on, symptoms_on
from probes.lexicon import load_lexicon
from tests.probes.sketch import TEST_ACCOUNT, Sketch, explored, mapped, place, way

ADVICE = "根据您的症状,建议就诊科室:神经内科"


class Triage:
    """Symptoms to tick, by part of the body or at once; `lasting`: how long is asked as well."""

    def __init__(self, *, by_part: bool, lasting: bool, boxes: bool, advice: str = ADVICE) -> None:
        self.by_part, self.lasting, self.boxes, self.advice = by_part, lasting, boxes, advice
        self.part, self.ticked, self.days, self.done = not by_part, set[str](), False, False

    def again(self, *said: str) -> Screen:
        sketch = Sketch("智能导诊", address=f"https://a.example/#/p{int(self.part)}")
        if self.done:
            sketch.text(self.advice)
        elif not self.part:
            sketch.button("头部 头痛、头晕", "腹部 腹痛、恶心")
        else:
            for number, words in enumerate(("头痛", "头晕目眩")):
                y = 100.0 + 60 * number
                row = sketch.text(words, box=(50, y, 200, 30), clickable=True)
                if self.boxes:
                    checked = words in self.ticked
                    sketch.tick(checked, box=(16, y, 24, 24), parent=row)
            for number, words in enumerate(("1天内", "1-7天") if self.lasting else ()):
                y = 300.0 + 40 * number
                self_checked = self.days and number == 0
                sketch.tick(self_checked, role=Role.RADIO, text=words, box=(16, y, 300, 30))
            sketch.button("查看推荐科室")
        return sketch.screen(events=Events(toasts=said))

    def tap(self, node: Node, purpose: Effect = Effect.READ, **_: bool) -> Screen:
        words = node.text
        if words.startswith(("头部", "腹部")):
            self.part = True
        elif node.role is Role.RADIO:
            self.days = True
        elif words in {"头痛", "头晕目眩"}:
            self.ticked ^= {words}
        elif words == "查看推荐科室" and not self.ticked:
            return self.again("请至少选择一个症状")
        elif words == "查看推荐科室" and self.lasting and not self.days:
            return self.again("请选择持续时间")
        elif words == "查看推荐科室":
            self.done = True
        return self.again()

    def app(self) -> App:
        parts = {"lexicon": load_lexicon(), "account": TEST_ACCOUNT, "allowed": frozenset()}
        parts |= {"again": self.again, "tap": self.tap, "visit": lambda where: self.again()}
        parts |= {"show": lambda *args: "e1", "show_place": lambda *args: "e1", "memory": {}}
        return cast(App, SimpleNamespace(**parts))


@pytest.mark.parametrize("by_part", [True, False])
@pytest.mark.parametrize("lasting", [True, False])
@pytest.mark.parametrize("boxes", [True, False])
def test_symptoms_are_chosen_and_then_advice_is_asked_for(
    by_part: bool, lasting: bool, boxes: bool
) -> None:
    triage = Triage(by_part=by_part, lasting=lasting, boxes=boxes)
    found = _ask(triage.app(), place("p", triage.again(), ("智能导诊",)), "智能分诊")
    assert found.truth is True
    mute = Triage(by_part=by_part, lasting=lasting, boxes=boxes, advice="感谢使用")
    found = _ask(mute.app(), place("p", mute.again(), ("智能导诊",)), "智能分诊")
    assert found.truth is not True


SYMPTOMS = (
    "情绪低落、对什么都没有兴趣",
    "总是紧张担心、心慌、坐立不安",
    "反复检查、反复清洗、停不下来",
)


class Boxes:
    """Symptoms in the words of one field of medicine, each a box in the row that names it."""

    def __init__(self, asked: str, advice: str) -> None:
        self.asked, self.advice, self.ticked, self.done = asked, advice, False, False

    def again(self, *said: str) -> Screen:
        sketch = Sketch("智能导诊")
        if self.done:
            sketch.text("建议就诊科室", "心境障碍科门诊", self.advice)
            return sketch.screen()
        sketch.text(self.asked)
        for number, words in enumerate(SYMPTOMS):
            y = 200.0 + 40 * number
            row = sketch.text(words, box=(16, y, 300, 30), clickable=True)
            sketch.tick(self.ticked and not number, box=(16, y, 13, 13), parent=row)
        sketch.button("开始分诊")
        return sketch.screen(events=Events(toasts=said))

    def tap(self, node: Node, purpose: Effect = Effect.READ, **_: bool) -> Screen:
        if node.text == "开始分诊" and not self.ticked:
            return self.again("请至少选择一个症状")
        self.done = node.text == "开始分诊"
        self.ticked = True
        return self.again()

    app = Triage.app


PLAN = "按您的治疗安排:您有复诊计划(2026-12-03前后)和未完成的检查(心电图),建议先检查,再到该科室复诊"


def test_boxes_are_ticked_where_a_page_asks_what_hurts() -> None:
    page = Boxes("请选择您的不适(可多选)", "分诊结果仅供参考")
    assert _ask(page.app(), place("p", page.again(), ("智能导诊",)), "智能分诊").truth is True
    other = Boxes("请选择要接收的消息", "分诊结果仅供参考")
    assert _ask(other.app(), place("p", other.again(), ("智能导诊",)), "智能分诊").truth is not True


@pytest.mark.parametrize(
    ("says", "noted"),
    [(PLAN, True), ("结合您填写的既往病史,建议到神经内科就诊", False), ("分诊结果仅供参考", False)],
)
def test_advice_by_the_patients_own_treatment_is_noted(says: str, noted: bool) -> None:
    page = Boxes("请选择您的不适(可多选)", says)
    app = page.app()
    _ask(app, place("p", page.again(), ("智能导诊",)), "智能分诊")
    assert (BY_RECORDS in app.memory) is noted


class Parts(Triage):
    """Parts of the body and what they do, both to choose, over one button of any words."""

    def __init__(self, advice: tuple[str, ...]) -> None:
        super().__init__(by_part=False, lasting=False, boxes=False)
        self.advised, self.chosen = advice, set[str]()

    def again(self, *said: str) -> Screen:
        sketch = Sketch("小管家")
        if self.done:
            sketch.text(*self.advised)
            return sketch.screen()
        for level, words in ((100.0, ("颈部", "膝部")), (200.0, ("肿胀", "麻木", "疼痛"))):
            holder = sketch.add(Role.GROUP, box=(16, level, 340, 40))
            for number, word in enumerate(words):
                box = (16 + 100.0 * number, level, 90, 36)
                sketch.button(word, parent=holder, box=box)
        sketch.button("看看挂哪个科", box=(16, 300, 340, 40))
        return sketch.screen(events=Events(toasts=said))

    def tap(self, node: Node, purpose: Effect = Effect.READ, **_: bool) -> Screen:
        if node.text != "看看挂哪个科":
            self.chosen ^= {node.text}
            return self.again()
        self.done = bool(self.chosen & {"颈部", "膝部"}) and len(self.chosen) > 1
        return self.again(*(() if self.done else ("请选择部位和表现",)))


REGION = "据疾控近一周监测:本区流感样病例升高,您有发热时请先到发热门诊排查"


@pytest.mark.parametrize("region", [True, False])
def test_where_more_is_asked_for_something_of_every_group_is_chosen(region: bool) -> None:
    page = Parts(("推荐就诊科室", "脊柱外科", *((REGION,) if region else ())))
    parts = vars(SimpleNamespace(lexicon=load_lexicon(), account=TEST_ACCOUNT, memory={}))
    parts |= {"again": page.again, "tap": page.tap, "visit": lambda where: page.again()}
    parts |= {"show": lambda nodes=(), note="": note, "allowed": frozenset(Effect)}
    app = cast(App, SimpleNamespace(**parts))
    found = _ask(app, place("p", page.again(), ("小管家",)), "智能分诊")
    assert found.truth is True
    assert (BY_REGION in app.memory) is region


def test_a_control_that_asks_to_choose_first_stands_on_the_page_of_the_function() -> None:
    page = place("home", Parts(()).again())
    told = {"arrival": Arrival.TOAST, "words": "请选择部位和表现", "node": 7}
    app = explored(mapped(page, ways=(way("看看挂哪个科", **told),)))
    assert asked_on(app, "triage") == [page]


def test_what_goes_round_is_chosen_first() -> None:
    """Only its advice can show whether the app minds what goes round."""
    sketch = Sketch("智能导诊")
    sketch.button("头痛", "发热、咳嗽", "腹痛")
    app = explored(mapped(place("home", sketch.screen())))
    assert [n.text for n in symptoms_on(app, sketch.screen())] == ["发热、咳嗽", "头痛", "腹痛"]
