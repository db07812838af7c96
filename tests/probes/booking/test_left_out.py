"""What was seen but not looked into proves no absence."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from devices.errors import NodeCovered
from devices.model import Effect, Role, Screen
from probes.app import App
from probes.appmap import ALIKE, GONE, UNREACHABLE, AppMap, Arrival, Place, Way
from probes.finder import Candidate, Finder
from probes.finding import no
from probes.flows.access.real_name import _could_be
from probes.flows.booking import journey
from probes.flows.booking.booking_guide import explained
from probes.flows.booking.doctor_visit import _without_confirm
from probes.flows.medicine.shown import medicine, tracking
from probes.flows.messages.received import kinds
from probes.flows.payment.cashier import cashier_at
from probes.flows.places.absence import absent, conclude, missed, unseen
from probes.flows.places.content import hollow_screen
from probes.flows.places.entries import is_open_part, leads_on
from probes.flows.places.hits import Hit, sift
from probes.labels import is_action
from probes.lexicon import load_lexicon
from probes.model import Cause
from probes.naming import match, names_other
from tests.probes.drawn import drawn
from tests.probes.sketch import Sketch, lines, mapped, place, reader, way

FUNCTIONS = load_lexicon().functions


def _app(appmap: AppMap) -> App:
    app = cast(SimpleNamespace, reader())
    app.map, app.memory, app.login = appmap, {}, SimpleNamespace(cause=None)
    app.show_place = lambda *args: "e1"
    return cast(App, app)


def _hall() -> AppMap:
    """A menu with a second tab, which was left out because it looks like the first."""
    tab = Sketch("更多服务")
    tab.button("护工预约", "住院费用查询")
    home = place("home", lines("首页", title="首页"))
    second = place("tab", tab.screen(), ("服务", "住院"))
    found = mapped(home, second, ways=(way("住院", "tab"),))
    found.unvisited = [("tab", "更多服务", ALIKE)]
    return found


def test_an_entry_on_a_page_left_out_as_alike_may_be_the_function() -> None:
    found = conclude(_app(_hall()), FUNCTIONS["carer"], [])
    assert (found.truth, found.cause) == (None, Cause.MAP_INCOMPLETE)
    assert "护工预约" in found.reason


def test_a_question_of_a_form_left_out_as_alike_is_no_entry() -> None:
    tab = Sketch("填写")
    tab.button("请选择护工服务的天数")
    second = place("tab", tab.screen(), ("服务", "住院"))
    found = mapped(place("home", lines("首页", title="首页")), second, ways=(way("住院", "tab"),))
    found.unvisited = [("tab", "填写", ALIKE)]
    assert conclude(_app(found), FUNCTIONS["carer"], []).truth is False


def test_the_words_around_a_field_left_out_as_alike_are_no_entry() -> None:
    tab = Sketch("评价我们")
    around = tab.add(Role.GROUP, clickable=True)
    tab.text("意见或建议", parent=around)
    tab.field("选填", parent=around)
    second = place("tab", tab.screen(), ("评价", "心血管内科"))
    found = mapped(place("home", lines("首页", title="首页")), second, ways=(way("评价", "tab"),))
    found.unvisited = [("tab", "评价我们", ALIKE)]
    assert conclude(_app(found), FUNCTIONS["complaint"], []).truth is False


def test_a_hollow_entry_is_no_proof_while_another_was_left_out() -> None:
    hollow = no("空壳", ["e0"])
    assert conclude(_app(_hall()), FUNCTIONS["carer"], [hollow]).truth is None
    assert conclude(_app(_hall()), FUNCTIONS["wheelchair"], [hollow]).truth is False


def test_what_is_named_nowhere_is_absent() -> None:
    assert conclude(_app(_hall()), FUNCTIONS["wheelchair"], []).truth is False


def _account(arrival: Arrival) -> tuple[App, Place]:
    page = place("auth", lines("实名认证", title="实名认证"), ("实名认证",))
    tapped = way("二代身份证核验", source="auth", arrival=arrival, words="被挡住")
    return _app(mapped(page, ways=(tapped,))), page


def test_what_may_not_be_pressed_and_only_mentions_a_function_is_no_entry_of_it() -> None:
    page = place("sale", lines("自助货架", title="自助货架"), ("自助货架",))
    home = place("home", lines("首页", title="首页"))
    for label, truth in (("急诊候诊区 饮料", False), ("候诊查询", None)):
        refused = way(label, source="sale", arrival=Arrival.REFUSED, words="会付款")
        app = _app(appmap := mapped(home, page, ways=(refused,)))
        app.finder = lambda of=None, drawn=appmap: Finder(load_lexicon(), drawn)  # type: ignore[method-assign]
        assert conclude(app, FUNCTIONS["queue"], []).truth is truth


@pytest.mark.parametrize(
    ("rows", "opens"), [(("支付挂号费", "检查检验付费", "取药缴费"), False), (("门诊缴费",), True)]
)
def test_the_page_itself_under_a_dialog_is_no_entry(rows: tuple[str, ...], opens: bool) -> None:
    """待缴费用 listens for taps on all its rows; a row of its own under the dialog is one."""
    sketch = Sketch("费用")
    page = sketch.add(Role.GROUP, box=(0, 20, 375, 590), clickable=True, covered=True)
    sketch.text("待缴费用", parent=page, covered=True)
    for nth, name in enumerate(rows):
        box = (0, 79 + 46 * nth, 375, 46)
        row = sketch.add(Role.LINK, box=box, clickable=True, covered=True, parent=page)
        sketch.text(name, parent=row, covered=True)
    dialog = sketch.add(Role.DIALOG, box=(45, 372, 300, 100))
    sketch.text("此服务即将上线", parent=dialog)
    sketch.button("确定", parent=dialog)
    home = place("home", lines("首页", title="首页"))
    told = place("told", sketch.screen(), ("费用", "支付挂号费"))
    tried = ("支付挂号费",) if opens else rows
    appmap = mapped(home, told, ways=tuple(way(name, "told") for name in tried))
    found = conclude(_app(appmap), FUNCTIONS["pay_outpatient"], [])
    assert ("被别的东西挡住" in found.reason) is opens


@pytest.mark.parametrize(("opened", "truth"), [("请选择", False), ("病历影像", None)])
def test_an_answer_of_a_picker_that_lay_covered_is_no_entry(
    opened: str, truth: bool | None
) -> None:
    home = place("home", lines("首页", title="首页"))
    page = place("upload", lines("资料上传", title="资料上传"), ("资料上传", opened))
    covered = way("影像资料", source="upload", arrival=Arrival.FAILED, words="被挡住")
    app = _app(appmap := mapped(home, page, ways=(covered,)))
    app.finder = lambda of=None: Finder(load_lexicon(), appmap)  # type: ignore[method-assign]
    assert conclude(app, FUNCTIONS["exam_image"], []).truth is truth


def test_a_control_that_could_not_be_tapped_hides_what_is_behind_it() -> None:
    app, page = _account(Arrival.FAILED)
    found = unseen(app, [page], "未见", ["e1"])
    assert (found.truth, found.cause) == (None, Cause.DEVICE_FAILED)
    app, page = _account(Arrival.NOTHING)
    assert unseen(app, [page], "未见", ["e1"]).truth is False


def test_what_a_visitor_does_not_see_is_no_absence() -> None:
    app, page = _account(Arrival.NOTHING)
    app.login.cause = Cause.LOGIN_FAILED  # type: ignore[misc]
    found = unseen(app, [page], "未见", ["e1"])
    assert (found.truth, found.cause) == (None, Cause.LOGIN_FAILED)


@pytest.mark.parametrize(
    ("words", "key", "truth"),
    [
        ((), "e_invoice", None),
        ((), "real_name", None),
        (("功能建设中,敬请期待",), "e_invoice", False),
        ((), "knowledge", False),
    ],
)
def test_an_empty_page_shown_to_a_visitor_is_no_empty_shell_for_a_patient(
    words: tuple[str, ...], key: str, truth: bool | None
) -> None:
    """What needs an account may show nothing without one; what says 建设中 says it to everybody."""
    page = place("page", lines(*words, title="这一页"), ("这一页",))
    app = _app(mapped(place("home", lines("首页", title="首页")), page))
    app.visit = lambda where: where.screen  # type: ignore[method-assign]
    app.login.cause = Cause.LOGIN_FAILED  # type: ignore[misc]
    found = hollow_screen(app, page, key)
    assert found is not None
    assert (found.truth, found.cause is Cause.LOGIN_FAILED) == (truth, truth is None)


@pytest.mark.parametrize(
    ("label", "member", "could"),
    [
        ("二代身份证核验", "id_card", True),
        ("二代身份证核验", "biometric", False),
        ("其他方式", "biometric", True),
    ],
)
def test_a_control_that_names_a_method_hides_no_other(label: str, member: str, could: bool) -> None:
    assert _could_be(kinds()["1.1.2.real_name_methods"], member, label) is could


class _Covered:
    """An app on whose page a message lies over the controls for some taps."""

    def __init__(self, times: int) -> None:
        self.times = times
        sketch = Sketch("选择科室")
        sketch.button("心血管内科")
        self.screen: Screen = sketch.screen()
        self.lexicon = load_lexicon()
        self.memory: dict[str, object] = {}

    def visit(self, target: Place) -> Screen:
        return self.screen

    def again(self) -> Screen:
        return self.screen

    def back(self) -> Screen:
        return self.screen

    def tap(self, node: object, purpose: Effect = Effect.READ, **_: bool) -> Screen:
        if self.times > 0:
            self.times -= 1
            raise NodeCovered("要操作的元素被「设置成功」挡住")
        self.screen = lines("到了", title="确认")
        return self.screen


@pytest.mark.parametrize(("times", "found", "ended"), [(1, True, False), (99, False, False)])
def test_a_walk_waits_for_a_cover_to_go_and_never_ends_below_one(
    monkeypatch: pytest.MonkeyPatch, times: int, found: bool, ended: bool
) -> None:
    monkeypatch.setattr(journey, "COVER_S", 0)
    app = cast(App, _Covered(times))
    start = place("depts", app.again(), ("预约挂号",))
    walked = journey.drill(app, start, lambda screen: screen.title == "确认")
    assert (walked.screen is not None, walked.ended) == (found, ended)


def test_a_bare_verb_belongs_to_its_page() -> None:
    assert is_action("去问诊")
    assert not is_action("在线咨询")
    assert not names_other(load_lexicon(), FUNCTIONS["text_consult"], "去问诊")


@pytest.mark.parametrize(
    ("key", "label"),
    [("carer", "陪护服务"), ("risk_assessment", "健康自评"), ("drug_delivery", "配送服务")],
)
def test_usual_names(key: str, label: str) -> None:
    assert match(FUNCTIONS[key], label, "")[0] > 0.55
    assert not names_other(load_lexicon(), FUNCTIONS[key], label)


@pytest.mark.parametrize("label", ["胶片配送服务", "病历配送服务"])
def test_other_things_are_delivered_too(label: str) -> None:
    assert match(FUNCTIONS["drug_delivery"], label, "")[0] == 0


def test_an_encyclopedia_of_drugs_is_no_health_column() -> None:
    assert match(FUNCTIONS["knowledge"], "药物百科", "")[0] == 0
    assert match(FUNCTIONS["knowledge"], "健康百科", "")[0] > 0.55


def test_a_confirm_page_that_was_seen_once_is_no_absence() -> None:
    page = Sketch("确定挂号")
    page.text("科室 骨科", "医生 陈立", "就诊日期 2026-11-23", "就诊时段 上午")
    page.button("确定挂号")
    start = place("depts", lines("骨科", title="挂号预约"), ("挂号预约",))
    way_in = way("挂号预约", "depts")
    confirm = place("confirm", page.screen(), ("挂号预约", "骨科", "上午"))
    home = place("home", lines("首页", title="首页"))
    seen = _app(mapped(home, start, confirm, ways=(way_in,)))
    never = _app(mapped(home, start, ways=(way_in,)))
    hit = Hit(start, Candidate(1.0, way_in, "depts", "", "booking"))
    assert _without_confirm(seen, [hit], [], ended=True).truth is None
    assert _without_confirm(never, [hit], [], ended=True).truth is False


def test_an_entry_to_booking_that_was_left_alone_leaves_booking_open() -> None:
    """我要挂号 was refused; that a worse name (挂号付费) leads to no hour says nothing."""
    sketch = Sketch("首页")
    sketch.button("我要挂号")
    home = place("home", sketch.screen())
    bills = place("bills", lines("复诊挂号费", title="挂号付费"), ("挂号付费",))
    refused = way("我要挂号", arrival=Arrival.REFUSED)
    way_in = way("挂号付费", "bills")
    hit = Hit(bills, Candidate(1.0, way_in, "bills", "", "booking"))
    app = _app(mapped(home, bills, ways=(way_in, refused)))
    app.finder = lambda of=None: Finder(app.lexicon, app.map)  # type: ignore[method-assign]
    found = _without_confirm(app, [hit], [], ended=True)
    assert (found.truth, found.cause) == (None, Cause.NOT_ALLOWED)


@pytest.mark.parametrize(
    ("title", "truth"), [("看病须知与材料", True), ("服务须知与材料", None), ("就诊须知", False)]
)
def test_papers_for_a_visit_are_those_for_booking(title: str, truth: bool | None) -> None:
    words = (
        "需携带证件",
        "就诊人有效身份证件(身份证、护照、港澳台通行证)",
        "既往病历、检查检验报告等资料",
        "儿童就诊请携带户口簿或医保卡、疫苗接种本",
    )
    home = place("home", lines("首页", title="首页"))
    page = place("notes", lines(*words, title=title), (title,))
    app = cast(SimpleNamespace, _app(mapped(home, page, ways=(way(title, "notes"),))))
    app.finder = lambda of=None: Finder(load_lexicon(), of or app.map)

    def says(text: str) -> bool:
        return load_lexicon().says("materials", text)

    found = explained(cast(App, app), ("booking_guide",), says, "预约材料", re.compile("材料"))
    assert (found.truth, found.cause) == (truth, Cause.NEEDS_EXPERT if truth is None else None)


@pytest.mark.parametrize(
    ("trail", "truth"),
    [
        (("登记", "服务种类 请选择"), False),
        (("登记", "服务种类 请选择", "保洁"), False),
        (("登记", "服务大厅"), None),
    ],
)
def test_an_answer_of_a_form_that_could_not_be_chosen_is_no_entry(
    trail: tuple[str, ...], truth: bool | None
) -> None:
    choices = place("pick", lines("护工", "保洁", title="登记"), trail)
    choices.entered_by = way(trail[-1], "pick")
    found = mapped(place("home", lines("首页", title="首页")), choices, ways=(choices.entered_by,))
    found.unvisited = [("pick", "护工", UNREACHABLE)]
    assert conclude(_app(found), FUNCTIONS["carer"], []).truth is truth


def test_an_answer_that_was_chosen_is_no_entry_either() -> None:
    sheet = Sketch("病历上传")
    sketched = sheet.add(Role.DIALOG)
    sheet.button("门诊病历", "出院小结", parent=sketched)
    asked = way("资料类型 请选择", "sheet", source="form")
    choices = place("sheet", sheet.screen(), ("病历上传", "资料类型 请选择"), entered_by=asked)
    form = place("form", lines("资料类型", "请选择", title="病历上传"), ("病历上传",))
    filled = lines("资料类型", "门诊病历", "提交", title="病历上传")
    answer = Way("sheet", 1, "门诊病历", Arrival.SCREEN, "filled")
    after = place("filled", filled, (*choices.trail, "门诊病历"), entered_by=answer)
    home = place("home", lines("首页", title="首页"))
    found = mapped(home, form, choices, after, ways=(asked, answer))
    assert Finder(load_lexicon(), found).find("outpatient_record") == []


@pytest.mark.parametrize(("label", "hides"), [("上拉显示更多", False), ("其他资料", True)])
def test_the_end_of_a_list_that_could_not_be_tapped_hides_nothing(label: str, hides: bool) -> None:
    page = place("home", lines("门诊病历 2026-11-02", title="就诊记录"))
    appmap = mapped(page, ways=(way(label, arrival=Arrival.FAILED),))
    found = unseen(_app(appmap), [page], "未见下载入口", ["e1"])
    assert (found.truth is None) is hides


def test_the_last_control_of_another_journey_is_no_entry(tmp_path: Path) -> None:
    pages = {
        "首页": ["超声检查排期 > 超声检查排期", "本院欢迎您", "服务时间全年无休"],
        "超声检查排期": ["3 月 2 日 > 核对信息", "请按时前往超声科"],
        "核对信息": [
            "检查项目 颈部超声",
            "就诊人 张三",
            "预约日期 2026-03-02 上午",
            "确定挂号 > 首页",
        ],
    }
    finding = conclude(drawn(tmp_path, pages), load_lexicon().functions["booking"], [])
    assert finding.truth is False


@pytest.mark.parametrize(("consent", "truth"), [("同意并接受以上协议", None), ("默认地址", False)])
def test_behind_a_gate_that_did_not_open_nobody_looked(consent: str, truth: bool | None) -> None:
    sketch = Sketch("在线问诊用户须知")
    sketch.text("医生接诊后二十四小时内可不限次数交流")
    sketch.button(consent, "下一步")
    gate = place("gate", sketch.screen(), ("图文问诊", "问诊"))
    tried = tuple(
        Way("gate", n.index, n.text, Arrival.NOTHING) for n in gate.screen.nodes if n.clickable
    )
    app = _app(mapped(place("home", Sketch("首页").screen()), gate, ways=tried))
    assert unseen(app, [gate], "未见", ["e1"]).truth is truth


def test_what_is_chosen_already_is_no_entry_that_fails() -> None:
    sketch = Sketch("医生")
    kinds = [
        sketch.add(Role.GROUP, label, box=(120 * at, 80, 100, 40), clickable=True)
        for at, label in enumerate(("图文问诊", "电话问诊", "视频问诊"))
    ]
    alone = sketch.button("图文问诊服务")
    page = place("doctor", sketch.screen(), ("医生",))
    ways = (
        Way("doctor", kinds[0], "图文问诊", Arrival.NOTHING),
        Way("doctor", kinds[1], "电话问诊", Arrival.SCREEN, "doctor"),
        Way("doctor", alone, "图文问诊服务", Arrival.NOTHING),
    )
    appmap = mapped(page, ways=ways)
    assert [is_open_part(appmap, way) for way in ways] == [True, False, False]


def _parts(open_one: str, target_shows: bool) -> AppMap:
    """关于我院 with three parts in a row; behind the second the row is still there, or not."""

    def row(sketch: Sketch) -> list[int]:
        labels = (open_one, "院区分布", "联系我们")
        boxes = [(125.0 * at, 80.0, 120.0, 40.0) for at in range(3)]
        return [
            sketch.add(Role.GROUP, label, box=box, clickable=True)
            for label, box in zip(labels, boxes, strict=True)
        ]

    first, second = Sketch("关于我院"), Sketch("关于我院", "https://a.example/#/second")
    nodes = row(first)
    first.text("清河市人民医院始建于1956年,是三级甲等综合医院,开放床位1200张,职工1800人。")
    if target_shows:
        row(second)
    second.text("东院区:望江大道66号", "南院区:湖滨南路9号")
    ways = (
        Way("about", nodes[0], open_one, Arrival.NOTHING, tries=2),
        Way("about", nodes[1], "院区分布", Arrival.SCREEN, "campus"),
    )
    about = place("about", first.screen(), ("关于我院",))
    campus = place("campus", second.screen(), ("关于我院", "院区分布"))
    return mapped(place("home", Sketch("首页").screen()), about, campus, ways=ways)


@pytest.mark.parametrize(("target_shows", "found"), [(True, ["about"]), (False, [])])
def test_the_part_that_is_open_shows_what_its_name_says(
    target_shows: bool, found: list[str]
) -> None:
    app = cast(SimpleNamespace, _app(_parts("医院简介", target_shows)))
    app.finder = lambda of=None: Finder(app.lexicon, app.map)
    app.visit = lambda place: None
    hits, _ = sift(cast(App, app), "hospital_intro", another=lambda c: c.way is None)
    assert [hit.place.id for hit in hits] == found


@pytest.mark.parametrize(
    ("arrival", "leads"), [(Arrival.TOAST, False), (Arrival.NOTHING, False), (None, True)]
)
def test_what_came_of_an_entry_elsewhere_holds_for_its_copy(
    arrival: Arrival | None, leads: bool
) -> None:
    sketch = Sketch("诊后")
    entry = sketch.button("视频问诊")
    copy = place("copy", sketch.screen(), ("诊后",))
    first = place("first", sketch.screen(), ("首页",))
    ways = (Way("first", entry, "视频问诊", arrival, words="请下载APP使用"),) if arrival else ()
    app = _app(mapped(place("home", Sketch("首页").screen()), first, copy, ways=ways))
    assert leads_on(app, copy, copy.screen.nodes[entry], "video_consult") is leads


@pytest.mark.parametrize(
    ("row", "told"), [("检查 09:10 彩超 检查中", True), ("检查进度", False), ("检查中心", False)]
)
def test_a_row_that_tells_a_state_and_opens_nothing_is_no_dead_entry(row: str, told: bool) -> None:
    sketch = Sketch("就诊进度")
    entry = sketch.button(row)
    page = place("page", sketch.screen(), ("就诊进度",))
    ways = (Way("page", entry, row, Arrival.NOTHING, tries=2),)
    app = _app(mapped(place("home", Sketch("首页").screen()), page, ways=ways))
    assert leads_on(app, page, page.screen.nodes[entry], "queue") is told


@pytest.mark.parametrize("beside", [True, False])
def test_the_open_list_of_unpaid_bills_refuses_no_payment(*, beside: bool) -> None:
    tabs = ((0.0, "待缴费"), (130.0, "已缴费"))
    unpaid, paid = Sketch("门诊缴费"), Sketch("门诊缴费", "https://a.example/#/paid")
    nodes, _ = (
        [sketch.add(Role.TEXT, t, box=(x, 46, 130, 48), clickable=True) for x, t in tabs]
        for sketch in (unpaid, paid)
    )
    unpaid.text("检查费 ¥300.00", "颈动脉彩超 ¥120.00", "动态心电图 ¥180.00")
    paid.text("西药费 ¥32.60 已缴")
    ways = (
        Way("unpaid", nodes[0], "待缴费", Arrival.NOTHING, tries=2),
        Way("unpaid", nodes[1], "已缴费", Arrival.SCREEN, "paid"),
    )
    ways = ways if beside else ways[:1]
    bills = place("unpaid", unpaid.screen(), ("门诊缴费",))
    done = place("paid", paid.screen(), ("门诊缴费", "已缴费"))
    home = place("home", Sketch("首页").screen())
    assert cashier_at(_app(mapped(home, bills, done, ways=ways)), bills, "检查缴费") is None


@pytest.mark.parametrize(("label", "truth"), [("08:0{n}-08:3{n} 余2", False), ("服务{n}", None)])
def test_hours_that_were_taken_meanwhile_leave_nothing_open(label: str, truth: bool | None) -> None:
    ways = (way("报告", "report"),)
    appmap = mapped(place("home", lines("首页")), place("report", lines("报告")), ways=ways)
    appmap.unvisited = [("home", label.format(n=n), GONE) for n in range(9)]
    assert absent(_app(appmap), "智能导引").truth is truth


@pytest.mark.parametrize(("arrival", "truth"), [(Arrival.FAILED, None), (Arrival.TOAST, False)])
def test_what_a_delivery_that_nobody_could_open_hides_is_open(
    arrival: Arrival, truth: bool | None
) -> None:
    sketch = Sketch("首页")
    entry = sketch.button("药品配送")
    other = sketch.button("关于我们")
    ways = (
        Way("home", entry, "药品配送", arrival, words="敬请期待", tries=2),
        Way("home", other, "关于我们", Arrival.SCREEN, "about"),
    )
    about = place("about", lines("关于我们", "建院七十年"), ("关于我们",))
    app = cast(SimpleNamespace, _app(mapped(place("home", sketch.screen()), about, ways=ways)))
    app.finder = lambda of=None: Finder(app.lexicon, app.map)
    app.visit = lambda where: None
    delivery = medicine(cast(App, app), "drug_delivery")
    assert tracking(cast(App, app), delivery).truth is truth


@pytest.mark.parametrize(("label", "hides"), [("联系电话", False), ("快递查询", True)])
def test_words_over_a_field_that_took_no_tap_hide_nothing(label: str, hides: bool) -> None:
    """NutUI lays the row over the words of its field."""
    sketch = Sketch("送药到家")
    sketch.add(Role.TEXT, "联系电话", clickable=True, box=(24, 174, 342, 19))
    sketch.field("请填写", box=(24, 192, 342, 30))
    sketch.add(Role.TEXT, "快递查询", clickable=True, box=(24, 400, 342, 19))
    page = place("p", sketch.screen(), ("送药到家",))
    node = next(n.index for n in sketch.nodes if n.text == label)
    failed = way(label, source="p", node=node, arrival=Arrival.FAILED)
    known = mapped(place("home", lines("首页", title="首页")), page, ways=(failed,))
    assert missed(failed, known, load_lexicon()) is hides


@pytest.mark.parametrize(("answers", "hides"), [(2, False), (1, True)])
def test_words_over_a_line_of_answers_hide_nothing(answers: int, hides: bool) -> None:
    sketch = Sketch("病案复印")
    sketch.add(Role.TEXT, "复印内容", clickable=True, box=(24, 102, 342, 19))
    for at, answer in enumerate(("病案首页", "出院记录")[:answers]):
        sketch.add(Role.TEXT, answer, clickable=True, box=(24 + 80 * at, 126, 72, 27))
    sketch.field("收件人", box=(24, 300, 342, 30))
    page = place("p", sketch.screen(), ("病案复印",))
    failed = way("复印内容", source="p", node=0, arrival=Arrival.FAILED)
    known = mapped(place("home", lines("首页", title="首页")), page, ways=(failed,))
    assert missed(failed, known, load_lexicon()) is hides


@pytest.mark.parametrize("chosen", [True, False])
def test_a_tab_that_is_chosen_is_open_whatever_its_size(chosen: bool) -> None:
    """The line under a chosen tab makes it higher than the others."""
    sketch = Sketch("查报告")
    sketch.add(Role.TAB, "化验", clickable=True, checked=chosen, box=(0, 40, 130, 49))
    sketch.add(Role.TAB, "影像", clickable=True, checked=False, box=(130, 40, 130, 46))
    page = place("p", sketch.screen(), ("查报告",))
    dead = way("化验", source="p", node=0, tries=2)
    known = mapped(place("home", lines("首页", title="首页")), page, ways=(dead,))
    assert is_open_part(known, dead) is chosen
