"""Where an app shows nothing before a card is bound: recognised, bound once, else unknown."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from auditor import walker
from devices.model import Effect, Node, Screen
from probes.app import App, LoginState
from probes.appmap import Arrival, Place
from probes.flows.access.binding import bind_card
from probes.flows.places.absence import absent
from probes.flows.places.content import hollow_screen
from probes.flows.places.deadends import blocked_way
from probes.flows.screens.card_walls import holds_back, is_unbound
from probes.flows.screens.fields import fields, value_for
from probes.flows.screens.walls import is_wall
from probes.lexicon import load_lexicon
from probes.model import Cause
from tests.probes.drawn import drawn
from tests.probes.sketch import TEST_ACCOUNT, Sketch, lines, mapped, place, reader, said, way

WALLED = {
    "首页": ["门诊病历 > 提示", "医院简介 > 医院简介"],
    "医院简介": ["我院始建于1952年,是一所三级甲等综合医院"],
    "提示": ["您尚未绑定就诊卡,请先绑定就诊卡", "立即绑定 > 绑定就诊卡"],
    "绑定就诊卡": ["? 请输入姓名", "? 请输入身份证号", "提交 ! 绑定成功"],
}
OPEN = {**WALLED, "提示": ["2026-10-08 呼吸内科 慢性阻塞性肺疾病", "查看病历 > 绑定就诊卡"]}
OWN = frozenset({Effect.OWN})


def wall(words: str, control: str, *others: str) -> Screen:
    sketch = Sketch("提示")
    sketch.text(words)
    sketch.button(control, *others)
    return sketch.screen()


@pytest.mark.parametrize(
    "screen",
    [
        wall("您还没有绑定就诊卡", "立即绑定", "返回首页"),
        wall("请先添加就诊人", "去添加"),
        wall("请先完成实名认证后使用该功能", "去认证"),
    ],
)
def test_a_page_that_only_wants_a_card_is_a_wall(screen: Screen) -> None:
    assert is_unbound(reader(), screen)


@pytest.mark.parametrize(
    "screen",
    [
        wall("您还没有绑定就诊卡", "返回首页"),
        wall("请先登录", "立即登录"),
        wall("请先绑定就诊卡", "去绑定", *(f"{name}记录" for name in "挂号缴费检查检验住院用药")),
        wall("就诊卡余额 12 元", "添加就诊人"),
    ],
)
def test_what_shows_something_or_leads_nowhere_is_none(screen: Screen) -> None:
    assert not is_unbound(reader(), screen)


@pytest.mark.parametrize(
    ("pages", "cause"), [(WALLED, Cause.NOT_BOUND), (OPEN, None)], ids=["walled", "open"]
)
def test_nothing_is_absent_from_behind_a_wall(
    tmp_path: Path, pages: dict[str, list[str]], cause: Cause | None
) -> None:
    app = drawn(tmp_path, pages)
    assert absent(app, "上传病历").cause is cause
    held = next(p for p in app.map.places.values() if p.screen.title == "提示")
    finding = hollow_screen(app, held, "outpatient_record")
    assert (finding.cause if finding else None) is cause


def test_an_entry_that_asks_for_a_card_in_passing_is_not_closed(tmp_path: Path) -> None:
    pages = {"首页": ["门诊病历 ! 您还未绑定就诊卡", "化验单 ! 暂未开通", "简介 > 简介"]}
    pages["简介"] = ["我院始建于1952年,是一所三级甲等综合医院"]
    app = drawn(tmp_path, pages)
    told = {w.label: blocked_way(app, w) for w in app.map.ways if w.arrival is Arrival.TOAST}
    assert (told["门诊病历"].cause, told["化验单"].truth) == (Cause.NOT_BOUND, False)
    assert absent(app, "上传病历").cause is Cause.NOT_BOUND


def test_a_form_that_lacks_something_is_no_wall(tmp_path: Path) -> None:
    pages = {"首页": ["入院信息 > 入院信息"], "入院信息": ["? 家庭住址", "保存 ! 请完善个人信息"]}
    app = drawn(tmp_path, pages)
    assert absent(app, "上传病历").truth is False


class Counter:
    """A form that binds a card; what was typed, and how often it was sent."""

    def __init__(self, *asked: str) -> None:
        self.asked, self.typed, self.sent = asked, dict[str, str](), 0

    def again(self) -> Screen:
        sketch = Sketch("绑定就诊卡")
        for hint in self.asked:
            sketch.field(hint, value=self.typed.get(hint, ""))
        sketch.button("立即绑定")
        return sketch.screen(events=said("绑定成功") if self.sent else said())

    def fill(self, node: Node, text: str) -> Screen:
        self.typed[node.hint] = text
        return self.again()

    def tap(self, node: Node, purpose: Effect = Effect.READ, **_: bool) -> Screen:
        self.sent += (node.text, purpose) == ("立即绑定", Effect.OWN)
        return self.again()

    def app(self) -> tuple[App, Place]:
        held = place("wall", wall("请先绑定就诊卡", "立即绑定"), ("门诊病历",))
        form = place("form", self.again(), ("门诊病历", "立即绑定"), parent=held)
        ways = (way("门诊病历", "wall"), way("立即绑定", "form", source="wall"))
        parts: dict[str, Any] = {
            "lexicon": load_lexicon(),
            "account": TEST_ACCOUNT,
            "allowed": OWN,
            "login": LoginState(None, "已登录"),
            "map": mapped(place("home", lines("首页", title="首页")), held, form, ways=ways),
            "memory": {},
            "again": self.again,
            "tap": self.tap,
            "fill": self.fill,
            "visit": lambda where: self.again() if where is form else held.screen,
            "show": lambda nodes=(), note="": note,
        }
        return cast(App, SimpleNamespace(**parts)), held


@pytest.mark.parametrize("number", ["请输入身份证号", "就诊卡号"])
def test_the_accounts_own_card_is_bound_once(number: str) -> None:
    page = Counter("请输入姓名", number)
    app, held = page.app()
    assert bind_card(app, [held])
    assert page.typed["请输入姓名"] == TEST_ACCOUNT.name
    assert page.typed[number] in {TEST_ACCOUNT.id_card, TEST_ACCOUNT.medical_card}
    assert page.sent == 1


def test_a_form_that_asks_for_what_the_account_has_not_is_left(monkeypatch: Any) -> None:
    monkeypatch.setattr(TEST_ACCOUNT, "id_card", "")
    page = Counter("请输入姓名", "请输入身份证号")
    app, held = page.app()
    assert (bind_card(app, [held]), page.sent, page.typed) == (False, 0, {})


@pytest.mark.parametrize(
    ("pages", "allow", "times"),
    [(WALLED, OWN, 1), (WALLED, frozenset[Effect](), 0), (OPEN, OWN, 0)],
)
def test_who_may_is_explored_anew_behind_the_wall(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    pages: dict[str, list[str]],
    allow: frozenset[Effect],
    times: int,
) -> None:
    bound: list[str] = []

    def binds(app: App, walls: list[Place]) -> bool:
        bound.extend(p.screen.title for p in walls)
        return True

    monkeypatch.setattr(walker, "bind_card", binds)
    app = drawn(tmp_path, pages, allow=allow)
    drawings: list[object] = []
    draw = app._drawn

    def counted() -> object:
        drawings.append(draw())
        return drawings[-1]

    monkeypatch.setattr(app, "_drawn", counted)
    assert app.map is drawings[-1]
    assert (bound, len(drawings)) == (["提示"] * times, 1 + times)


def check(title: str, *hints: str, button: str = "验证并绑定") -> Screen:
    sketch = Sketch(title)
    sketch.text("为保护患者隐私,首次查看需核验患者身份")
    for hint in hints:
        sketch.field(hint)
    sketch.button(button)
    return sketch.screen()


@pytest.mark.parametrize(
    ("entry", "hints", "holds"),
    [
        ("报告查询", ("请输入身份证号后六位", "请输入就诊卡号"), True),
        ("实名认证", ("姓名", "身份证号"), False),
        ("门诊缴费", ("车牌号",), False),
        ("修改手机号", ("身份证号",), False),
    ],
)
def test_a_check_of_who_comes_holds_back_what_its_entry_names(
    entry: str, hints: tuple[str, ...], holds: bool
) -> None:
    form = place("form", check("患者身份核验", *hints), (entry,))
    assert holds_back(reader(), form) is holds


def test_only_the_last_digits_are_given_where_no_more_is_asked_for() -> None:
    screen = check("患者身份核验", "请输入身份证号后六位", "手机号后4位", "请输入身份证号码")
    given = [value_for(reader(), field) for field in fields(screen)]
    assert given == [TEST_ACCOUNT.id_card[-6:], TEST_ACCOUNT.phone[-4:], TEST_ACCOUNT.id_card]


def test_two_walls_with_forms_of_their_own_are_both_gone_through() -> None:
    page = Counter("请输入姓名", "就诊卡号")
    app, held = page.app()
    stay = place("stay", wall("您还没有绑定住院人", "绑定住院人"), ("住院清单",))
    ward = place("ward", page.again(), ("住院清单", "绑定住院人"), parent=stay)
    also = place("also", held.screen, ("化验单",))
    app.map.places.update({p.id: p for p in (stay, ward, also)})
    app.map.ways += [
        way("绑定住院人", "ward", source="stay"),
        way("立即绑定", "form", source="also"),
    ]
    visited: list[str] = []
    cast(Any, app).visit = lambda where: visited.append(where.id) or page.again()
    assert bind_card(app, [held, stay, also])
    assert visited == ["form", "ward"]


@pytest.mark.parametrize(
    ("words", "walled"),
    [
        (("请先登录后查看",), True),
        (("为保护您的隐私,查看检验报告和检查报告之前,请先登录掌上医院账号", "!去登录"), True),
        (
            (
                "登录后可查询候诊、检验报告,预约抽血",
                "门诊流程:预约、取号、候诊、就诊、缴费、检查、取药,出院时结算",
                "住院流程:凭住院证到住院处办理,当天可以入住的另行通知",
            ),
            False,
        ),
        (("手机打开掌上医院并用手机号登录后可查询候诊、检验报告,也可以预约抽血和体检",), False),
    ],
)
def test_a_guide_that_speaks_of_logging_in_is_no_wall(words: tuple[str, ...], walled: bool) -> None:
    sketch = Sketch("提示")
    for said_there in words:
        if said_there.startswith("!"):
            sketch.button(said_there[1:])
        else:
            sketch.text(said_there)
    assert is_wall(reader(), sketch.screen()) is walled
