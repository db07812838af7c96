"""Agreements as they stand on a screen: pre-ticked, missing, in the way of booking."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

import pytest

from devices.model import Effect, Node, Role, Screen
from probes.app import App, LoginState
from probes.appmap import AppMap, Place
from probes.finder import Finder
from probes.finding import no, unknown, yes
from probes.flows.access.agreement import reading_control
from probes.flows.access.registration_terms import agreement
from probes.flows.booking.bare_booking import TERMS_ASKED
from probes.flows.booking.doctor_visit import confirm_places
from probes.flows.booking.forced_reading import forced, forced_to_read
from probes.flows.booking.service_terms import booking_agreement_places
from probes.flows.forms.choices import consents
from probes.lexicon import load_lexicon
from probes.model import Cause
from tests.probes.sketch import Sketch, lines, mapped, place, way


def app_with(*places: Place, **more: Any) -> App:
    """An app that can be read but not touched, unless `more` tells how: whoever taps here fails."""
    parts: dict[str, Any] = {
        "lexicon": load_lexicon(),
        "map": mapped(*places) if places else AppMap(),
        "visitor_map": AppMap(),
        "memory": {},
        "allowed": frozenset(),
        "finder": lambda of=None: Finder(load_lexicon(), of or parts["map"]),
        "login": LoginState(None, "已登录"),
        "show_place": lambda where, nodes=(), note="": f"shown-{where.id}",
    }
    return cast(App, SimpleNamespace(**parts | more))


def login_screen(consent: str, *, ticked: bool) -> Screen:
    sketch = Sketch("登录")
    sketch.field("请输入手机号", kind="tel")
    sketch.field("请输入验证码")
    if consent:
        sketch.tick(ticked, box=(16, 300, 20, 20))
        sketch.text(consent, box=(44, 296, 300, 28))
    sketch.button("登录")
    return sketch.screen()


CONSENT = "我已阅读并同意《用户协议》和《隐私政策》"


@pytest.mark.parametrize(("sign", "truth"), [("✓", False), ("", True)])
def test_a_box_that_an_app_draws_is_ticked_by_its_mark(sign: str, truth: bool) -> None:
    """Tapped, an empty box gets its mark; one that has it from the start proves nothing."""
    drawn = {mark: _drawn_consent(mark) for mark in ("", "✓")}
    now = [sign]

    def tap(node: Node, purpose: Effect = Effect.READ) -> Screen:
        now[0] = "" if now[0] else "✓"
        return drawn[now[0]]

    screen = place("login", drawn[sign], ("我的",))
    more: dict[str, Any] = {
        "visit": lambda where: drawn[now[0]],
        "again": lambda: drawn[now[0]],
        "tap": tap,
        "show": lambda nodes=(), note="": "shown",
    }
    assert reading_control(app_with(screen, **more), [screen]).truth is truth


def _drawn_consent(mark: str) -> Screen:
    sketch = Sketch("登录")
    sketch.field("请输入手机号", kind="tel")
    sketch.add(Role.GROUP, mark, box=(16, 300, 20, 20), clickable=True)
    sketch.text(CONSENT, box=(44, 296, 300, 28))
    sketch.button("登录")
    return sketch.screen()


def test_a_tick_that_is_set_already_proves_no_reading() -> None:
    screen = place("login", login_screen(CONSENT, ticked=True), ("我的",))
    found = reading_control(app_with(screen), [screen])
    assert found.truth is False
    assert "默认已勾选" in found.reason
    assert found.evidence == ("shown-login",)


def test_without_a_tick_there_is_no_option() -> None:
    screen = place("login", login_screen("", ticked=False), ("我的",))
    assert reading_control(app_with(screen), [screen]).truth is False


def confirm(
    *, consent: str = "", ticked: bool = False, enabled: bool = True, note: str = ""
) -> Place:
    sketch = Sketch("确认挂号信息")
    if note:
        sketch.text(note)
    for name, value in (("就诊人", "张三"), ("就诊科室", "骨科"), ("挂号费", "¥60.00")):
        sketch.text(name, value)
    sketch.text("就诊时间", "2026-11-24 08:30-09:00")
    if consent:
        sketch.tick(ticked, box=(16, 600, 20, 20))
        sketch.text(consent, box=(44, 596, 300, 28))
    sketch.button("确认预约", enabled=enabled, box=(16, 700, 340, 44))
    return place("confirm", sketch.screen(), ("预约挂号", "骨科", "08:30-09:00"))


@pytest.mark.parametrize(("entry", "credited"), [("门诊预约", False), ("平台规则", True)])
def test_terms_of_booking_are_no_terms_of_registering(entry: str, credited: bool) -> None:
    clauses = lines(
        "本协议适用于您通过本应用使用的预约挂号、预约检查、预约检验和预约住院服务。",
        "同一就诊人同日同科室限约 1 个号,取消应在就诊前一日办理;一年内爽约 3 次的,暂停预约。",
        "您确认已完整阅读并理解本协议全部条款,自愿接受其约束并承担相应的法律责任。",
        title="服务条款",
    )
    home = place("home", lines("欢迎使用"))
    known = mapped(home, place("terms", clauses, (entry,)), ways=(way(entry, "terms"),))
    assert (agreement(app_with(home, visitor_map=known)).truth is True) is credited


@pytest.mark.parametrize(("heading", "truth"), [("《隐私声明》", None), ("《注册协议》", True)])
def test_what_opens_may_be_another_text_than_the_one_tapped(
    heading: str, truth: bool | None
) -> None:
    sketch = Sketch("快速注册")
    sketch.field("请输入手机号", kind="tel")
    sketch.field("请输入验证码")
    sketch.button("同意并注册")
    host = place("register", sketch.screen(), ("快速注册",))
    over = lines(
        heading,
        "为完成实名就医,我们收集您的姓名、证件号码、手机号和就诊信息。",
        "信息仅用于诊疗服务,存储于医院内网,未经您同意不向第三方提供。",
        "您应妥善保管账号与密码,并对账号下的操作承担责任。",
        title="快速注册",
    )
    label = "《患者移动服务注册协议》"
    terms = place("terms", over, ("快速注册", label))
    ways = (way("快速注册", "register"), way(label, "terms", source="register"))
    known = mapped(place("home", lines("欢迎使用")), host, terms, ways=ways)
    assert agreement(app_with(host, visitor_map=known)).truth is truth


SERVICE = "我已阅读并同意《预约挂号服务协议》"


def test_a_pre_ticked_agreement_is_not_forced() -> None:
    found = forced(app_with(confirm(consent=SERVICE, ticked=True)))
    assert found.truth is False
    assert "默认已勾选" in found.reason


def test_a_control_that_waits_for_the_tick_forces() -> None:
    assert forced(app_with(confirm(consent=SERVICE, enabled=False))).truth is True


@pytest.mark.parametrize(
    ("allowed", "memory", "truth"),
    [
        ({Effect.BOOKING}, {"bookable": yes("已预约", ["e1"])}, False),
        ({Effect.BOOKING}, {"bookable": unknown(Cause.NOT_CONCLUSIVE, "不明")}, None),
        ({Effect.BOOKING}, {"bookable": yes("已预约", ["e1"]), TERMS_ASKED: "e2"}, True),
        (set(), {}, None),
    ],
)
def test_a_booking_without_any_agreement_forces_nothing_unless_it_comes_up_later(
    allowed: set[Effect], memory: dict[str, Any], truth: bool | None
) -> None:
    assert forced(app_with(confirm(), allowed=allowed, memory=memory)).truth is truth


def test_without_a_confirm_page_nobody_knows() -> None:
    home = place("home", Sketch("首页").screen())
    found = forced(app_with(home))
    assert (found.truth, found.cause) == (None, Cause.NOT_CONCLUSIVE)


def interposed(*words: str, button: str) -> Place:
    sketch = Sketch("挂号须知")
    sketch.text(*words)
    sketch.button(button)
    return place("terms", sketch.screen(), ("预约挂号",))


@pytest.mark.parametrize("title", ["提交订单", "确认订单", "填写订单信息"])
def test_an_order_that_is_about_to_be_placed_is_no_record(title: str) -> None:
    page = confirm(consent=SERVICE)
    page = replace(page, screen=replace(page.screen, title=title))
    assert confirm_places(app_with(page)) == [page]


def test_a_choice_under_the_terms_is_no_tick_that_was_set() -> None:
    sheet, plainly = Sketch("提交订单"), Sketch("预约服务协议")
    sheet.tick(True, role=Role.RADIO, box=(0, 298, 375, 46), covered=True)
    for sketch, covered in ((sheet, True), (plainly, False)):
        sketch.text("预约服务协议", "本协议适用于预约挂号。", box=(16, 306, 300, 24))
        sketch.tick(False, box=(16, 355, 16, 16), covered=covered)
        sketch.text(SERVICE, box=(44, 351, 300, 24))
        sketch.button("同意并继续", enabled=covered)
    trail = ("预约挂号", "《预约服务协议》")
    places = (place("sheet", sheet.screen(), trail), place("terms", plainly.screen(), trail))
    found = forced(app_with(*places))
    assert (found.truth, found.evidence) == (True, ("shown-terms",))


def test_a_page_that_must_be_agreed_to_first_forces() -> None:
    terms = interposed("预约挂号须知", "一、实名预约。二、爽约三次停用。", button="我已阅读并同意")
    app = app_with(terms)
    assert booking_agreement_places(app) == [terms]
    assert forced(app).truth is True


@pytest.mark.parametrize(
    ("note", "told", "truth"),
    [
        ("提交即视为同意《预约挂号服务协议》", "预约步骤:选择科室、医生和时段", None),
        ("提交即视为同意《预约挂号服务协议》", "本须知为服务条款,请阅读", True),
        ("", "预约步骤:选择科室、医生和时段", True),
    ],
)
def test_a_notice_to_be_acknowledged_is_no_consent_to_the_agreement_further_on(
    note: str, told: str, truth: bool | None
) -> None:
    terms = interposed("预约挂号须知", told, button="我已知晓")
    assert forced(app_with(terms, confirm(note=note))).truth is truth


def terms_to_tick(consent: str, button: str) -> Place:
    sketch = Sketch("预约服务协议")
    sketch.text("一、预约挂号实行实名制。", "二、爽约三次停用。")
    sketch.tick(False, box=(16, 300, 20, 20))
    sketch.text(consent, box=(44, 296, 300, 28))
    sketch.button(button)
    return place("terms", sketch.screen(), ("预约挂号",))


def test_terms_with_a_tick_before_a_plain_next_are_part_of_booking() -> None:
    terms = terms_to_tick("本人已认真阅读并接受", "下一步")
    assert booking_agreement_places(app_with(terms)) == [terms]


@pytest.mark.parametrize("note", ["使用本服务即视为同意以上条款", "继续操作视为同意"])
def test_what_only_says_that_going_on_is_agreeing_forces_nothing(note: str) -> None:
    words = ("预约挂号须知", "一、实名预约。二、爽约三次停用。", note)
    found = forced(app_with(interposed(*words, button="同意并继续")))
    assert found.truth is False
    assert "视为同意" in found.reason


def test_terms_that_speak_of_implied_consent_force_all_the_same() -> None:
    terms = "三、停诊变更后七日内未提出异议的,视为同意变更后的就诊安排,不再另行通知本人。"
    assert forced(app_with(interposed("预约须知", terms, button="我已阅读并同意"))).truth is True


def test_to_be_asked_for_a_department_next_is_to_have_gone_on() -> None:
    terms = terms_to_tick("我已阅读并同意", "继续预约")
    now = [terms.screen]

    def tap(node: Node, purpose: Effect = Effect.READ) -> Screen:
        now[0] = lines("请选择科室", "内科", "外科", title="挂号服务")
        return now[0]

    app = app_with(
        terms,
        visit=lambda where: where.screen,
        again=lambda: now[0],
        tap=tap,
        show=lambda nodes=(), note="": note,
        label=terms.screen.label,
    )
    assert "也能继续" in forced(app).reason


@pytest.mark.parametrize("button", ["我知道了", "好的"])
def test_a_plain_notice_is_no_agreement(button: str) -> None:
    app = app_with(interposed("预约挂号须知", "请提前三十分钟到院取号", button=button))
    assert booking_agreement_places(app) == []


def test_nobody_is_forced_to_read_what_may_not_be_there() -> None:
    app = app_with(interposed("预约挂号须知", "爽约三次停用。", button="我已阅读并同意"))
    assert forced_to_read(app, yes("正文", ["e1"])).truth is True
    left_open = unknown(Cause.NOT_CONCLUSIVE, "正文打不开", ["e1"])
    assert forced_to_read(app, left_open).truth is None
    assert forced_to_read(app, no("空壳", ["e1"])).truth is False


@pytest.mark.parametrize(
    ("words", "left", "found"),
    [
        ("我已阅读并同意", 42.0, True),
        ("登录即表示您已阅读并同意《用户协议》", 42.0, False),
        ("我已阅读并同意", 2.0, False),
    ],
)
def test_the_row_of_a_consent_whose_box_is_only_drawn_is_tapped(
    words: str, left: float, found: bool
) -> None:
    sketch = Sketch("登录")
    row = sketch.add(Role.GROUP, box=(0, 300, 375, 34), clickable=True)
    sketch.text(words, box=(left, 306, 287, 22), parent=row)
    sketch.add(Role.TEXT, "《隐私政策》", box=(252, 306, 77, 20), parent=row, clickable=True)
    ticks = consents(sketch.screen(), load_lexicon())
    assert [tick.index for tick in ticks] == ([row] if found else [])


def test_terms_over_the_page_behind_an_hour_are_part_of_booking() -> None:
    """Nothing on the way there (专家介绍, a doctor's name) is called an entry of booking."""
    offer, over = Sketch("医生主页"), Sketch("核对信息")
    offer.text("2026-03-03 周二", "号源")
    offer.button("08:00-08:30 余2", "08:30-09:00 余4")
    over.text("医生 沈如意", "时间 2026-03-03 08:00-08:30", covered=True)
    sheet = over.add(Role.DIALOG, box=(30, 200, 315, 400))
    over.text("约号服务协议", "第一条 爽约三次将限制约号。" * 6, parent=sheet)
    over.button("我已阅读并同意", "不同意并返回", parent=sheet)
    trail = ("专家介绍", "沈如意 主任医师 挂号费 50 元")
    above = place("doctor", offer.screen(), trail)
    terms = place("terms", over.screen(), (*trail, "08:00-08:30 余2"), parent=above)
    assert booking_agreement_places(app_with(above, terms)) == [terms]
    alone = place("terms", over.screen(), ("专家介绍", "沈如意", "08:00-08:30 余2"))
    assert booking_agreement_places(app_with(alone)) == []


@pytest.mark.parametrize("wall", [True, False])
def test_what_one_wanted_before_the_login_says_nothing_of_its_terms(wall: bool) -> None:
    """《用户协议》 under the login that 就诊卡管理 asked for is no paper about cards."""
    clauses = lines(
        "欢迎注册本平台用户,本协议由您与医院就注册、使用本平台账号所订立。",
        "您应使用本人实名手机号注册,保证所填信息真实、准确;您应妥善保管登录密码与短信验证码。",
        "您点击同意即视为接受本协议全部条款,违反者承担相应的法律责任。",
        title="用户注册协议",
    )
    home = place("home", lines("欢迎使用"))
    page = login_screen("", ticked=False) if wall else lines("本页介绍就诊卡", title="就诊卡管理")
    before = replace(place("w", page, ("就诊卡管理",)), parent=home)
    trail = ("就诊卡管理", "用户注册协议")
    terms = replace(place("terms", clauses, trail), parent=before)
    ways = (way("用户注册协议", "terms", source="w"),)
    known = mapped(home, before, terms, ways=ways)
    hidden = replace(way("用户注册协议", "terms", source="home"))
    known = mapped(home, before, terms, ways=(hidden,))
    assert (agreement(app_with(before, visitor_map=known)).truth is True) is wall
