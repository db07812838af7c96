"""The replay device: what was recorded, what any phone does by itself, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from devices.errors import ActionRefused, DeviceError, DeviceLost, NodeCovered, StaleNode
from devices.guard.effects import EffectRules
from devices.guard.guarding import Guard
from devices.ledger import Ledger
from devices.model import (
    Action,
    Channel,
    Device,
    DeviceFacts,
    Effect,
    Events,
    Gesture,
    Node,
    Rect,
    Role,
    Screen,
)
from devices.recorder import record, write_recording
from devices.recording import BackRule, Condition, Recording, Way, read_recording
from devices.replay import NotRecorded, ReplayDevice
from devices.stand_in import DocumentKind, describe
from devices.uiautomator import MASKED
from documents import DocumentError
from tests.recordings.handwritten import android_app, find, read_app

ENTRY = "app"
FACTS = DeviceFacts(Channel.ANDROID, "示例", "scripted", "1", 360, 780)
RULES = EffectRules.load()
READING = Guard(frozenset(), RULES, None)
PNG = b"\x89PNG\r\n\x1a\n"


def made(role: Role, text: str = "", **words: object) -> Node:
    return Node(0, -1, role, Rect(0, 0, 90, 40), text=text, **words)  # type: ignore[arg-type]


def page(title: str, *nodes: Node) -> Screen:
    placed = tuple(
        replace(node, index=index, bounds=Rect(0, 50 * index, 90, 40))
        for index, node in enumerate(nodes)
    )
    return Screen(f"cn.a/{title}", title, placed, 360, 780)


def device(
    screens: dict[str, Screen], *ways: Way, back: BackRule = BackRule.RECORDED
) -> ReplayDevice:
    first = Way("", Gesture.OPEN, next(iter(screens)), text=ENTRY)
    return ReplayDevice(Recording(FACTS, screens, (first, *ways), back=back), READING)


def tap(device: ReplayDevice, name: str, purpose: Effect = Effect.READ) -> Screen:
    return device.perform(Action(Gesture.TAP, find(device.screen(), name), purpose=purpose))


HOME = page("首页", made(Role.BUTTON, "科室", clickable=True), made(Role.TEXT, "欢迎"))
LIST = page("科室", made(Role.LINK, "内科", clickable=True))


def opened(*ways: Way, back: BackRule = BackRule.RECORDED) -> ReplayDevice:
    replay = device({"home": HOME, "list": LIST}, *ways, back=back)
    replay.start(ENTRY)
    return replay


TO_LIST = Way("home", Gesture.TAP, "list", 0, "科室", events=Events(toasts=("加载中",)))

# what was recorded


def test_a_recorded_way_leads_to_its_screen_with_its_events_once() -> None:
    replay = opened(TO_LIST)
    shown = tap(replay, "科室")
    assert (shown.title, shown.events.toasts) == ("科室", ("加载中",))
    assert replay.screen() == LIST


@pytest.mark.parametrize(
    "action",
    [
        Action(Gesture.TAP, HOME.nodes[0]),
        Action(Gesture.TAP, HOME.nodes[1]),
        Action(Gesture.BACK),
        Action(Gesture.OPEN, text="https://h.example/"),
    ],
)
def test_what_was_not_recorded_is_an_error_of_the_device(action: Action) -> None:
    replay = opened()
    with pytest.raises(NotRecorded, match="没有录到") as caught:
        replay.perform(action)
    assert isinstance(caught.value, DeviceError)
    assert replay.screen() == HOME


def test_another_entry_was_not_recorded() -> None:
    with pytest.raises(NotRecorded, match="录到的入口是 'app'"):
        opened().start("cn.other")


def test_the_same_action_may_come_out_differently_the_next_time() -> None:
    replay = opened(replace(TO_LIST, target="home", events=Events(toasts=("系统繁忙",))), TO_LIST)
    assert tap(replay, "科室").events.toasts == ("系统繁忙",)
    assert tap(replay, "科室").title == "科室"
    replay.start(ENTRY)
    assert tap(replay, "科室").title == "科室"


def test_a_change_by_itself_comes_when_one_looks() -> None:
    replay = opened(Way("home", None, "list"))
    assert replay.screen().title == "科室"
    assert replay.screen().title == "科室"


def test_a_tap_on_words_reaches_the_row_around_them() -> None:
    row = Node(0, -1, Role.GROUP, Rect(0, 0, 90, 40), clickable=True)
    words = Node(1, 0, Role.TEXT, Rect(0, 0, 90, 20), text="内科")
    replay = device(
        {"home": Screen("a", "", (row, words), 360, 780), "list": LIST},
        Way("home", Gesture.TAP, "list", 0, "内科"),
    )
    first = replay.start(ENTRY)
    assert replay.perform(Action(Gesture.TAP, first.nodes[1])).title == "科室"


def test_a_recorded_address_is_opened() -> None:
    replay = opened(Way("home", Gesture.OPEN, "list", text="https://h.example/list"))
    shown = replay.perform(Action(Gesture.OPEN, text="https://h.example/list"))
    assert shown.title == "科室"


def test_back_goes_by_history_where_the_recording_says_so() -> None:
    replay = opened(TO_LIST, back=BackRule.HISTORY)
    tap(replay, "科室")
    assert replay.perform(Action(Gesture.BACK)).title == "首页"
    with pytest.raises(NotRecorded, match="第一个屏幕"):
        replay.perform(Action(Gesture.BACK))


def test_a_recorded_back_goes_before_history() -> None:
    stay = Way("list", Gesture.BACK, "list", events=Events(toasts=("再按一次退出",)))
    replay = opened(TO_LIST, stay, back=BackRule.HISTORY)
    tap(replay, "科室")
    assert replay.perform(Action(Gesture.BACK)).events.toasts == ("再按一次退出",)


# what any phone does by itself

FORM = page(
    "登录",
    made(Role.FIELD, hint="手机号", editable=True, clickable=True),
    made(Role.FIELD, hint="密码", kind="password", editable=True, clickable=True),
    made(Role.CHECKBOX, checked=False, clickable=True),
    made(Role.RADIO, "男", checked=True, clickable=True),
    made(Role.RADIO, "女", checked=False, clickable=True),
    made(Role.CHOICE, options=("身份证", "护照"), value="身份证", clickable=True),
    made(Role.BUTTON, "登录", clickable=True),
    made(Role.BUTTON, "重新获取", clickable=True, enabled=False),
)


def form(*ways: Way) -> ReplayDevice:
    replay = device({"form": FORM, "home": HOME}, *ways, back=BackRule.HISTORY)
    replay.start(ENTRY)
    return replay


def test_what_is_typed_appears_and_stays_after_a_refusing_toast() -> None:
    refused = Way("form", Gesture.TAP, "form", 6, "登录", events=Events(toasts=("请先同意",)))
    replay = form(refused)
    replay.perform(Action(Gesture.TYPE, FORM.nodes[0], "138"))
    shown = replay.perform(Action(Gesture.TYPE, FORM.nodes[1], "geheim"))
    assert [n.value for n in shown.nodes[:2]] == ["138", MASKED]
    assert [n.value for n in tap(replay, "登录").nodes[:2]] == ["138", MASKED]


def test_boxes_flip_and_radios_exclude_each_other() -> None:
    replay = form()
    assert tap(replay, "@checkbox").nodes[2].checked is True
    assert tap(replay, "@checkbox").nodes[2].checked is False
    shown = tap(replay, "女")
    assert (shown.nodes[3].checked, shown.nodes[4].checked) == (False, True)


def test_an_option_is_chosen_only_if_it_is_offered() -> None:
    replay = form()
    assert replay.perform(Action(Gesture.CHOOSE, FORM.nodes[5], "护照")).nodes[5].value == "护照"
    with pytest.raises(NotRecorded):
        replay.perform(Action(Gesture.CHOOSE, replay.screen().nodes[5], "军官证"))


def test_a_disabled_control_does_nothing_and_a_short_page_does_not_scroll() -> None:
    replay = form()
    assert tap(replay, "重新获取") == FORM
    assert replay.perform(Action(Gesture.SCROLL, text="down")) == FORM


def test_a_page_that_scrolls_must_have_been_recorded_scrolling() -> None:
    replay = device({"long": page("长", made(Role.GROUP, scrollable=True))})
    replay.start(ENTRY)
    with pytest.raises(NotRecorded):
        replay.perform(Action(Gesture.SCROLL, text="down"))


def test_a_flipped_box_does_not_survive_leaving_the_screen() -> None:
    replay = form(
        Way("form", Gesture.TAP, "home", 6, "登录"), Way("home", Gesture.TAP, "form", 0, "科室")
    )
    tap(replay, "@checkbox")
    tap(replay, "登录")
    assert tap(replay, "科室").nodes[2].checked is False


def test_back_shows_the_screen_as_it_was_left() -> None:
    replay = form(Way("form", Gesture.TAP, "home", 6, "登录"))
    tap(replay, "@checkbox")
    tap(replay, "登录")
    assert replay.perform(Action(Gesture.BACK)).nodes[2].checked is True


def test_a_way_is_open_only_while_its_conditions_hold() -> None:
    told = Way("form", Gesture.TAP, "form", 6, "登录", events=Events(toasts=("请先同意",)))
    when = Condition(ticked=(2,), filled=(0,), remembered={"known": True})
    remember = Way("form", Gesture.TAP, "form", 3, "男", then={"known": True})
    replay = form(told, replace(told, target="home", events=Events(), when=when), remember)
    replay.perform(Action(Gesture.TYPE, FORM.nodes[0], "138"))
    tap(replay, "男")
    assert tap(replay, "登录").events.toasts == ("请先同意",)
    tap(replay, "@checkbox")
    assert tap(replay, "登录").title == "首页"


# the rules of every device


def test_a_changed_or_vanished_node_is_stale() -> None:
    replay = opened(TO_LIST)
    for node in (replace(HOME.nodes[0], text="专家"), replace(HOME.nodes[0], index=9)):
        with pytest.raises(StaleNode):
            replay.perform(Action(Gesture.TAP, node))


def test_a_covered_node_takes_no_tap() -> None:
    replay = device({"home": page("首页", made(Role.BUTTON, "科室", covered=True))})
    first = replay.start(ENTRY)
    with pytest.raises(NodeCovered, match="科室"):
        replay.perform(Action(Gesture.TAP, first.nodes[0]))


def test_after_close_the_device_is_lost() -> None:
    replay: Device = opened()
    replay.close()
    replay.close()
    with pytest.raises(DeviceLost):
        replay.screen()
    with pytest.raises(DeviceLost):
        replay.start(ENTRY)


def test_nothing_can_be_done_before_the_start() -> None:
    replay = device({"home": HOME})
    with pytest.raises(DeviceError, match="start"):
        replay.perform(Action(Gesture.BACK))


def test_the_recorded_picture_is_shown_until_something_was_typed() -> None:
    first = Way("", Gesture.OPEN, "form", text=ENTRY)
    replay = ReplayDevice(
        Recording(FACTS, {"form": FORM}, (first,), {"form": b"recorded"}), READING
    )
    replay.start(ENTRY)
    assert replay.picture() == b"recorded"
    replay.perform(Action(Gesture.TYPE, FORM.nodes[0], "138"))
    assert replay.picture().startswith(PNG)


def test_the_facts_say_that_it_is_a_replay() -> None:
    assert opened().facts == replace(FACTS, driver="replay of scripted")


def test_the_guard_refuses_and_nothing_moves(tmp_path: Path) -> None:
    replay = booking(Guard(frozenset(), RULES, Ledger(tmp_path / "l.jsonl")))
    with pytest.raises(ActionRefused):
        tap(replay, "确认预约")
    assert replay.screen().title == "确认挂号信息"


def test_a_booking_that_was_not_recorded_leaves_no_open_entry(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "l.jsonl")
    recording = android_app()
    ways = tuple(w for w in recording.ways if w.label != "确认预约")
    guard = Guard(frozenset({Effect.BOOKING}), RULES, ledger)
    replay = booking(guard, replace(recording, ways=ways))
    with pytest.raises(NotRecorded):
        tap(replay, "确认预约", Effect.BOOKING)
    assert ledger.open_entries() == ()


# the rehearsal hospital's Android app


def signed_in(guard: Guard, recording: Recording | None = None) -> ReplayDevice:
    """The app after its first dialog, the announcement and a login with phone and code."""
    replay = ReplayDevice(recording or android_app(), guard)
    sign_in(replay)
    return replay


def sign_in(replay: ReplayDevice) -> None:
    replay.start("cn.example.yunlian")
    for name in ("同意", "知道了", "我的", "登录/注册"):
        tap(replay, name)
    fill(replay)
    tap(replay, "登录")


def booking(guard: Guard, recording: Recording | None = None) -> ReplayDevice:
    """The signed-in app on its confirm page."""
    replay = signed_in(guard, recording)
    for name in ("预约挂号", "心血管内科", "周延康*", "上午*", "08:30-09:00*"):
        tap(replay, name)
    return replay


def fill(replay: ReplayDevice) -> Screen:
    """Type into every field and tick every box of the screen."""
    for node in replay.screen().nodes:
        if node.editable and not node.covered:
            replay.perform(Action(Gesture.TYPE, node, "13800000000"))
        if node.role is Role.CHECKBOX and not node.checked:
            replay.perform(Action(Gesture.TAP, node))
    return replay.screen()


def everything(path: Path) -> Guard:
    allow = frozenset({Effect.OWN, Effect.BOOKING, Effect.CONTACT})
    return Guard(allow, RULES, Ledger(path / "ledger.jsonl"))


def test_every_screen_of_the_app_is_a_rehearsal_with_words() -> None:
    recording = android_app()
    assert len(recording.screens) >= 25
    for name, screen in recording.screens.items():
        assert screen.simulated, name
        assert len(screen.words) > 1, name


def controls(screen: Screen) -> Iterator[Node]:
    for node in screen.nodes:
        if node.clickable and node.enabled and not node.covered and node.role is not Role.FIELD:
            yield node


def explored(start: Callable[[], ReplayDevice]) -> dict[str, Screen]:
    """Breadth first by restart and path: every control of every screen once, forms filled."""
    seen: dict[str, Screen] = {}
    pending: list[tuple[str, ...]] = [()]
    while pending:
        path = pending.pop(0)
        replay = start()
        shown = replay.screen()
        for step in path:
            shown = fill(replay) if step == "填写" else follow(replay, step)
        if shown.digest in seen:
            continue
        seen[shown.digest] = shown
        if any(n.editable for n in shown.nodes) and path[-1:] != ("填写",):
            pending.append((*path, "填写"))
        if any(n.scrollable for n in shown.nodes):
            pending.append((*path, "滚动"))
        pending += [(*path, str(node.index)) for node in controls(shown)]
    return seen


def follow(replay: ReplayDevice, step: str) -> Screen:
    if step == "滚动":
        return replay.perform(Action(Gesture.SCROLL, text="down"))
    node = replay.screen().nodes[int(step)]
    try:
        return replay.perform(Action(Gesture.TAP, node, purpose=Effect.BOOKING))
    except ActionRefused:
        return replay.screen()


def test_the_whole_app_can_be_explored(tmp_path: Path) -> None:
    def guest() -> ReplayDevice:
        replay = ReplayDevice(android_app(), everything(tmp_path))
        replay.start("cn.example.yunlian")
        return replay

    found = explored(guest) | explored(lambda: signed_in(everything(tmp_path)))
    missed = {name for name, s in android_app().screens.items() if s.digest not in found}
    assert missed == set()


def test_an_appointment_is_booked_found_and_cancelled(tmp_path: Path) -> None:
    replay = booking(everything(tmp_path))
    assert tap(replay, "确认预约", Effect.BOOKING).events.toasts == (
        "请先阅读并同意预约挂号服务协议",
    )
    tap(replay, "@checkbox")
    assert tap(replay, "确认预约", Effect.BOOKING).title == "预约结果"
    assert "确认预约" in {entry.what for entry in Ledger(tmp_path / "ledger.jsonl").open_entries()}
    tap(replay, "查看预约记录")
    tap(replay, "取消预约", Effect.BOOKING)
    shown = tap(replay, "确定取消", Effect.BOOKING)
    assert "已取消" in shown.words
    assert shown.events.toasts == ("已取消",)


def test_nobody_gets_past_the_cashier(tmp_path: Path) -> None:
    replay = signed_in(everything(tmp_path))
    for name in ("门诊缴费", "血液检查费*", "去支付"):
        tap(replay, name)
    with pytest.raises(ActionRefused):
        tap(replay, "确认支付")


def test_a_hollow_function_says_so_and_goes_nowhere() -> None:
    replay = signed_in(READING)
    before = replay.screen()
    shown = tap(replay, "名医问诊")
    assert shown.events.toasts == ("功能建设中",)
    assert shown.nodes == before.nodes


def test_a_report_is_handed_over_and_an_examination_is_not() -> None:
    replay = signed_in(READING)
    tap(replay, "检验检查报告")
    tap(replay, "血常规*")
    (report,) = tap(replay, "下载").events.downloads
    assert describe(report).kind is DocumentKind.PDF
    assert describe(report).words
    replay.perform(Action(Gesture.BACK))
    tap(replay, "检查")
    tap(replay, "胸部正位片*")
    assert tap(replay, "下载").events == Events(toasts=("暂不支持下载",))


def test_a_setting_outlives_the_screen_and_a_restart(tmp_path: Path) -> None:
    replay = signed_in(everything(tmp_path))

    def switch() -> Node:
        tap(replay, "消息设置")
        return find(replay.screen(), "健康资讯推送开关")

    tap(replay, "我的")
    assert switch().checked is True
    tap(replay, "健康资讯推送开关", Effect.OWN)
    tap(replay, "返回")
    tap(replay, "返回")
    assert switch().checked is False
    sign_in(replay)
    tap(replay, "我的")
    assert switch().checked is False


def test_a_replayed_run_can_be_recorded_and_replayed_again(tmp_path: Path) -> None:
    recorder = record(ReplayDevice(android_app(), READING))
    recorder.start("cn.example.yunlian")
    for name in ("同意", "知道了", "走进医院", "医院简介"):
        shown = recorder.perform(Action(Gesture.TAP, find(recorder.screen(), name)))
    write_recording(recorder.recording(), tmp_path / "run")
    again = ReplayDevice(read_recording(tmp_path / "run"), READING)
    again.start("cn.example.yunlian")
    for name in ("同意", "知道了", "走进医院", "医院简介"):
        seen = tap(again, name)
    assert seen == shown


def test_a_wrong_name_in_a_handwritten_recording_is_told_with_its_line(tmp_path: Path) -> None:
    source = Path(__file__).parent.parent / "recordings" / "android_app"
    (tmp_path / "home.xml").write_bytes((source / "home.xml").read_bytes())
    (tmp_path / "app.yaml").write_text(
        "device: {model: 甲, version: '13', width: 1080, height: 2340}\n"
        "density: 3\npackage: cn.a\nentry: cn.a\nfirst: home\n"
        "ways:\n  home:\n    - {tap: 预约挂号, to: home}\n    - {tap: 预约体检, to: home}\n",
        encoding="utf-8",
    )
    with pytest.raises(DocumentError, match=r"第9行.*预约体检"):
        read_app(tmp_path / "app.yaml")
