"""Moving through an app: announcements, ways back, controls that moved, evidence."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from auditor.live.identity import dialog_of
from auditor.live.returning import climb, lineage
from auditor.live.session import Session
from devices.errors import ActionRefused, CaptureFailed, NodeCovered, StaleNode
from devices.guard.effects import EffectRules
from devices.guard.guarding import Guard
from devices.model import Action, Channel, Effect, Gesture, Node, Role, Screen
from devices.recording import BackRule, Recording, Way
from devices.replay import ReplayDevice
from evidence.model import Identity
from evidence.recorder import Recorder
from evidence.redaction import Redactor
from probes.appmap import Arrival, Place
from probes.appmap import Way as Tapped
from probes.lexicon import load_lexicon
from tests.auditor.recorded import opened
from tests.probes.drawn import drawn
from tests.probes.sketch import Sketch, lines, place
from tests.recordings.handwritten import android_app, find

ENTRY = "https://a.example/#/p"


def session_of(folder: Path, screens: dict[str, Screen], *ways: Way) -> Session:
    """A session on a few drawn screens; the first is the entry."""
    facts = replace(android_app().facts, channel=Channel.H5, width=375, height=800)
    first = Way("", Gesture.OPEN, next(iter(screens)), text=ENTRY)
    recording = Recording(facts, screens, (first, *ways), back=BackRule.HISTORY)
    device = ReplayDevice(recording, Guard(frozenset(), EffectRules.load(), None))
    recorder = Recorder(folder, Redactor(Identity()), simulated=True)
    return Session("h5", ENTRY, device, recorder, load_lexicon())


def popup(words: str, *buttons: str, fill: Callable[[Sketch, int], None] | None = None) -> Screen:
    """A home page with a dialog over it."""
    sketch = Sketch("首页")
    sketch.button("预约挂号", covered=True)
    dialog = sketch.add(Role.DIALOG)
    sketch.text(words, parent=dialog)
    if fill is not None:
        fill(sketch, dialog)
    for label in buttons:
        sketch.button(label, parent=dialog)
    return sketch.screen()


HOME = lines("本院欢迎您", title="首页")


def closer(folder: Path, screen: Screen) -> str | None:
    """The words of the control that would close the dialog; "" for a wordless one."""
    session = session_of(folder, {"home": screen})
    session.device.start(ENTRY)
    dialog = dialog_of(session.look())
    assert dialog is not None
    node = session.overlays.closer(dialog)
    return None if node is None else screen.label(node)


# announcements


@pytest.mark.parametrize(
    ("screen", "expected"),
    [
        (popup("停诊公告:儿科门诊停诊半天", "知道了"), "知道了"),
        (popup("新版本上线,体验更流畅", "立即更新", "稍后再说"), "稍后再说"),
        (popup("系统公告:周日凌晨维护", "×"), "×"),
        (popup("请阅读隐私政策,我已阅读并同意《隐私政策》", "不同意", "同意"), "同意"),
        (popup("请选择院区", "东院区", "西院区", "南院区"), None),
        (popup("确定要取消 11月24日 08:30 的预约吗?", "再想想", "确定取消"), None),
        (popup("我已阅读并同意《预约挂号服务协议》", "同意", "不同意"), None),
        (popup("登录 / 绑定", "✕", "微信登录", "注册须知"), None),
        (popup("登录后可享更多服务", "取消", "立即登录"), "取消"),
        (popup("请确认信息无误后提交", "取消", "确定"), "取消"),
        (popup("请确认信息无误后提交", "确定", "取消"), "取消"),
        (popup("新功能介绍", "不再提示", "我知道了"), "我知道了"),
    ],
)
def test_announcements_are_closed_and_questions_are_not(
    tmp_path: Path, screen: Screen, expected: str | None
) -> None:
    assert closer(tmp_path, screen) == expected


def test_a_dialog_with_something_to_fill_in_is_no_announcement(tmp_path: Path) -> None:
    def form(sketch: Sketch, dialog: int) -> None:
        sketch.field("请输入手机号", parent=dialog)

    assert closer(tmp_path, popup("绑定手机号", "关闭", fill=form)) is None


def test_every_announcement_that_was_dismissed_is_on_record(tmp_path: Path) -> None:
    first, second = popup("停诊公告", "知道了"), popup("流感防控提示", "我知道了")
    session = session_of(
        tmp_path,
        {"one": first, "two": second, "home": HOME},
        Way("one", Gesture.TAP, "two", 3, "知道了"),
        Way("two", Gesture.TAP, "home", 3, "我知道了"),
    )
    assert session.restart().title == "首页"
    assert dialog_of(session.screen) is None
    assert session.overlays.dismissed == ["停诊公告 知道了", "流感防控提示 我知道了"]
    notes = [json.loads(p.read_text("utf-8"))["note"] for p in tmp_path.glob("evidence/*.json")]
    assert sorted(notes) == ["弹窗:停诊公告 知道了", "弹窗:流感防控提示 我知道了"]


def test_an_announcement_that_does_not_close_ends_the_trying(tmp_path: Path) -> None:
    screen = popup("停诊公告", "知道了")
    session = session_of(tmp_path, {"one": screen}, Way("one", Gesture.TAP, "one", 3, "知道了"))
    session.restart()
    assert session.overlays.dismissed == ["停诊公告 知道了"]


def test_an_announcement_whose_closing_control_is_always_covered_ends_the_trying(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To find the covered control again the screen is settled: that must not close it anew."""
    session = session_of(tmp_path, {"home": popup("停诊公告", "知道了")})
    session.device.start(ENTRY)
    session.look()
    tried: list[Action] = []

    def covered(action: Action) -> Screen:
        tried.append(action)
        raise NodeCovered("「知道了」在点下的瞬间被挡住,没有点击")

    monkeypatch.setattr(session.device, "perform", covered)
    session.settle()
    assert 0 < len(tried) < 20


def test_an_announcement_that_fades_slowly_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = popup("停诊公告", "知道了")
    session = session_of(tmp_path, {"one": screen}, Way("one", Gesture.TAP, "one", 3, "知道了"))
    clear = Sketch("首页")
    clear.button("预约挂号")
    session.screen  # noqa: B018  the app is opened with its announcement
    monkeypatch.setattr(session.device, "screen", clear.screen)
    session._screen = screen
    assert dialog_of(session.settle()) is None


def test_a_message_that_lies_over_most_of_a_page_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("auditor.live.overlays.VEILED_S", 0)
    shaded, clear = Sketch("登录"), Sketch("登录")
    shaded.button("密码登录", "短信登录", covered=True)
    shaded.button("登录")
    clear.button("密码登录", "短信登录", "登录")
    session = session_of(tmp_path, {"one": shaded.screen()})
    looks = iter([shaded.screen(), clear.screen()])
    assert session.screen.nodes[0].covered
    monkeypatch.setattr(session.device, "screen", lambda: next(looks))
    assert not any(node.covered for node in session.unveil().nodes)


def test_what_covers_a_page_for_good_is_waited_for_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("auditor.live.overlays.VEILED_S", 0)
    shaded = Sketch("首页")
    shaded.button("报告", "缴费", covered=True)
    shaded.button("客服")
    session = session_of(tmp_path, {"one": shaded.screen()})
    session.screen  # noqa: B018  the app is opened
    looked: list[int] = []
    monkeypatch.setattr(session.device, "screen", lambda: looked.append(1) or shaded.screen())
    session.unveil()
    before = len(looked)
    session.unveil()
    assert before == len(looked) > 0


def test_an_app_is_entered_through_its_privacy_question_and_announcements(tmp_path: Path) -> None:
    session = opened(tmp_path).session
    assert session.restart().title == "云岭演练医院"
    assert dialog_of(session.screen) is None
    assert [words[:8] for words in session.overlays.dismissed] == [
        "个人信息保护提示",
        "停诊公告 儿科门",
    ]


# ways back


def mapped_home(session: Session) -> Place:
    return Place("home", session.restart())


def child(session: Session, parent: Place, label: str) -> Place:
    """Tap, and the place reached, as an explorer would put it on the map."""
    node = find(session.screen, label)
    screen = session.tap(node)
    way = Tapped(parent.id, node.index, label, Arrival.SCREEN)
    trail = (*parent.trail, label)
    return Place(label, screen, trail=trail, depth=len(trail), entered_by=way, parent=parent)


def test_one_steps_down_again_where_screens_have_no_address(tmp_path: Path) -> None:
    session = opened(tmp_path).session
    home = mapped_home(session)
    services = child(session, home, "全部服务")
    convenience = child(session, services, "便民服务")
    wheelchair = child(session, convenience, "轮椅租借*")
    for goal in (home, convenience, services, wheelchair):
        assert session.goto(goal), goal.id
        assert session.screen.title == goal.screen.title
    assert [p.id for p in lineage(wheelchair)] == ["轮椅租借*", "便民服务", "全部服务", "home"]


def test_from_another_tab_the_tab_bar_leads_back(tmp_path: Path) -> None:
    session = opened(tmp_path).session
    home = mapped_home(session)
    mine = child(session, home, "我的")
    assert session.goto(home)
    messages = child(session, home, "消息")
    before = session.actions
    assert session.goto(mine)
    assert session.goto(messages)
    assert session.goto(home)
    assert session.actions - before == 3
    assert session.dead_ends == set()


def test_back_is_not_pressed_twice_where_it_would_leave_the_app(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = opened(tmp_path).session
    home = mapped_home(session)
    pressed: list[str] = []
    back = session.back

    def counted() -> Screen:
        pressed.append(session.screen.title)
        return back()

    monkeypatch.setattr(session, "back", counted)
    nowhere = place("x", lines("不在这里", title="别处"))
    assert climb(session, [nowhere]) is None
    assert climb(session, [nowhere]) is None
    assert pressed == ["云岭演练医院"]
    assert home.screen.digest in session.dead_ends


def test_after_a_fresh_start_the_login_is_renewed(tmp_path: Path) -> None:
    session = opened(tmp_path).session
    session.restart()
    renewed: list[str] = []
    session.renew = lambda: renewed.append(session.screen.title)
    session.reopen()
    assert renewed == ["云岭演练医院"]


def test_an_address_is_opened_where_there_is_one(tmp_path: Path) -> None:
    walker = drawn(tmp_path, {"首页": ["报告查询 > 报告"], "报告": ["血常规 > 血"], "血": ["正常"]})
    places = {p.screen.title: p for p in walker.map.places.values()}
    session = walker.session
    before = session.actions
    for title in ("血", "首页", "报告", "血"):
        assert session.goto(places[title])
    assert session.actions - before <= 4
    assert places["血"].direct is True


def test_who_stands_on_an_address_already_goes_home_before_it_is_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Behind # the browser would do nothing: a sheet over the page would stay there."""
    walker = drawn(tmp_path, {"首页": ["报告查询 > 报告"], "报告": ["血常规 > 血"], "血": ["正常"]})
    places = {p.screen.title: p.screen.address for p in walker.map.places.values()}
    session, open_ = walker.session, walker.session.open
    opened_: list[str] = []

    def noted(address: str) -> Screen:
        opened_.append(address)
        return open_(address)

    report = next(p for p in walker.map.places.values() if p.screen.title == "报告")
    monkeypatch.setattr(session, "open", noted)
    session.reopen()
    opened_.clear()
    assert session._open_again(report)
    assert session._open_again(report)
    assert opened_ == [places["报告"], places["首页"], places["报告"]]


def test_a_way_that_a_choice_has_hidden_is_found_on_the_page_opened_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    walker = drawn(
        tmp_path, {"首页": ["报告查询 > 报告"], "报告": ["类型 > 类型"], "类型": ["化验"]}
    )
    places = {p.screen.title: p for p in walker.map.places.values()}
    session, step, hidden = walker.session, walker.session._step, iter([True])
    places["类型"].direct = False
    assert session.goto(places["首页"])
    monkeypatch.setattr(session, "_step", lambda *at: not next(hidden, False) and step(*at))
    assert session.goto(places["类型"])


def test_a_place_that_has_vanished_is_not_reached(tmp_path: Path) -> None:
    session = opened(tmp_path).session
    home = mapped_home(session)
    node = find(home.screen, "全部服务")
    way = Tapped("home", node.index, "全部服务", Arrival.SCREEN)
    ghost = Place("ghost", lines("没有了"), depth=1, entered_by=way, parent=home)
    assert session.goto(ghost) is False


def test_entering_anew_undoes_what_was_chosen(tmp_path: Path) -> None:
    walker = opened(tmp_path)
    doctor = next(p for p in walker.map.places.values() if p.trail[-1:] and "周延康" in p.trail[-1])
    session = walker.session
    assert session.goto(doctor)
    session.tap(find(session.screen, "周三 11-25"))
    assert not find(session.screen, "上午*无号").clickable
    assert session.goto(doctor)  # the same page, whatever date is chosen
    assert session.enter(doctor)
    assert find(session.screen, "上午*余 6").clickable


# controls that moved


def shifting(folder: Path) -> tuple[Session, Node]:
    """A page on which a notice appears by itself above a button that is held already."""
    before, after = Sketch("首页"), Sketch("首页")
    before.button("预约挂号", "门诊缴费")
    after.text("系统将于今晚维护")
    after.button("预约挂号", "门诊缴费")
    session = session_of(
        folder,
        {
            "before": before.screen(),
            "after": after.screen(),
            "pay": lines("待缴费用", title="缴费"),
        },
        Way("before", None, "after"),
        Way("after", Gesture.TAP, "pay", 2, "门诊缴费"),
    )
    session.restart()
    held = session.screen.nodes[1]
    assert session.screen.label(held) == "门诊缴费"
    session.device.screen()
    return session, held


def test_a_control_that_moved_is_found_again_by_its_words(tmp_path: Path) -> None:
    session, held = shifting(tmp_path)
    assert session.tap(held).title == "缴费"


def test_one_that_is_gone_is_an_error_of_the_tool(tmp_path: Path) -> None:
    session, held = shifting(tmp_path)
    gone = replace(held, text="住院缴费")
    with pytest.raises(StaleNode):
        session.device.perform(Action(Gesture.TAP, gone))


def test_what_the_guard_refuses_stays_refused(tmp_path: Path) -> None:
    sketch = Sketch("收银台")
    sketch.text("¥85.00", "微信支付")
    sketch.button("确认支付")
    session = session_of(tmp_path, {"pay": sketch.screen()})
    session.restart()
    with pytest.raises(ActionRefused) as refusal:
        session.tap(session.screen.nodes[2], Effect.OWN)
    assert refusal.value.effect is Effect.NEVER


# evidence


def test_a_screen_is_kept_once_however_often_it_is_shown(tmp_path: Path) -> None:
    session = session_of(tmp_path, {"home": HOME})
    session.restart()
    node = session.screen.nodes[0]
    first = session.show([node], "首页")
    assert session.show([node], "首页") == first
    assert session.show([node], "别的话") != first
    items = [json.loads(p.read_text("utf-8")) for p in tmp_path.glob("evidence/*.json")]
    assert len(items) == 2
    assert {item["address"] for item in items} == {HOME.address}
    assert all(item["boxes"] for item in items)
    assert all(item["simulated"] for item in items)


def test_a_screen_without_its_picture_is_no_evidence(tmp_path: Path) -> None:
    session = session_of(tmp_path, {"home": HOME})
    session.restart()
    with pytest.raises(CaptureFailed, match="没有这一刻的画面"):
        session.keep(HOME, b"", (), "首页")


def test_progress_names_the_screen(tmp_path: Path) -> None:
    session = session_of(tmp_path, {"home": HOME, "pay": lines("待缴费用", title="缴费")})
    told: list[str] = []
    session.progress = told.append
    session.restart()
    session.perform(Action(Gesture.SCROLL, text="down"))
    assert told == ["首页"]


def test_a_new_address_that_still_shows_the_page_before_is_looked_at_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some apps change their address first and their page a moment later."""
    monkeypatch.setattr("auditor.live.session.LAGGING_S", (0, 0, 0))
    home, new = Sketch("全部功能", "https://a.example/#/all"), Sketch("缴费中心")
    home.button("缴费中心", "报告查询")
    new.button("门诊缴费")
    late = replace(home.screen(), address="https://a.example/#/pay")
    session = session_of(
        tmp_path, {"one": home.screen(), "two": late}, Way("one", Gesture.TAP, "two", 0, "缴费中心")
    )
    looks = iter([late, replace(new.screen(), address=late.address)])
    node = session.screen.nodes[0]
    monkeypatch.setattr(session.device, "screen", lambda: next(looks))
    assert session.tap(node).title == "缴费中心"


@pytest.mark.parametrize(
    ("document", "bar", "title"),
    [
        ("示范医院", "检验报告", "检验报告"),
        ("化验单详情", "检验报告", "化验单详情"),
        ("示范医院", "", "示范医院"),
    ],
    ids=["shared", "its own", "no bar"],
)
def test_a_page_with_the_title_of_all_is_called_as_its_bar_says(
    tmp_path: Path, document: str, bar: str, title: str
) -> None:
    home, page = Sketch("示范医院"), Sketch(document, "https://a.example/#/lab")
    home.button("我的报告")
    if bar:
        page.button("‹", box=(4, 4, 40, 40))
        page.text(bar, box=(120, 10, 135, 26))
    page.text("白细胞 5.8")
    screens = {"home": home.screen(), "page": page.screen()}
    way = Way("home", Gesture.TAP, "page", 0, "我的报告")
    session = session_of(tmp_path, screens, way)
    session.restart()
    assert session.tap(session.screen.nodes[0]).title == title


def test_another_choice_on_the_same_page_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another day of a strip, at an address of its own, with the same words: it is there."""
    screens = {}
    for day in ("1", "2"):
        sketch = Sketch("选择时间", f"https://a.example/#/slots?d={day}")
        for label in ("周一", "周二"):
            chosen = (label == "周一") == (day == "1")
            sketch.add(Role.TAB, label, clickable=True, checked=chosen)
        screens[day] = sketch.screen()
    session = session_of(tmp_path, screens, Way("1", Gesture.TAP, "2", 1, "周二"))
    node = session.screen.nodes[1]
    looked: list[str] = []
    monkeypatch.setattr(session, "look", lambda since=None: looked.append("again"))
    session.tap(node)
    assert not looked


@pytest.mark.parametrize("first", ["", "加载中"])
def test_an_app_that_shows_nothing_yet_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, first: str
) -> None:
    blank = lines(first, title="首页") if first else Sketch("首页").screen()
    home = Sketch("首页")
    home.button("预约挂号")
    session = session_of(tmp_path, {"blank": blank})
    later = iter([blank, home.screen(), home.screen()])
    monkeypatch.setattr(session.device, "screen", lambda: next(later))
    assert session.restart().words == ("预约挂号",)
