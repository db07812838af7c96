"""What looks like an account's password, registration, booking or triage, and is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from devices.model import Effect, Events, Node, Screen
from probes.app import App, LoginState
from probes.finder import Finder
from probes.finding import yes
from probes.flows.access.registration import registers, sets_password
from probes.flows.before_visit import advice
from probes.flows.before_visit.advice import plan_advice, triaged
from probes.flows.booking.bare_booking import TERMS_ASKED
from probes.flows.booking.booked_service import service_of
from probes.flows.booking.doctor_visit import bookable, offered_elsewhere
from probes.flows.booking.forced_reading import forced_to_read
from probes.flows.booking.service_terms import service_agreement
from probes.flows.booking.slots import slots
from probes.flows.booking.timeslots import timeslots
from probes.lexicon import load_lexicon
from probes.model import Cause
from tests.probes.booking.test_agreement import app_with, confirm
from tests.probes.drawn import drawn
from tests.probes.sketch import Sketch, lines, mapped, place, said, touched, way

BOOKING = frozenset({Effect.BOOKING})
HOME = ["本院欢迎您", "服务时间全年无休"]


class SecretPage:
    """A page behind one entry that takes a new password and says that it is set."""

    def __init__(self, label: str, *above: str, hint: str = "请输入新密码") -> None:
        self.label, self.above, self.hint, self.sent = label, above, hint, 0
        self.typed: dict[str, str] = {}

    def again(self, events: Events | None = None) -> Screen:
        sketch = Sketch(self.label)
        sketch.field(self.hint, kind="password", value=self.typed.get(self.hint, ""))
        sketch.button("保存")
        return sketch.screen(events=events or Events())

    def fill(self, node: Node, text: str) -> Screen:
        self.typed[node.hint] = text
        return self.again()

    def tap(self, node: Node, purpose: Effect = Effect.READ, **_: bool) -> Screen:
        self.sent += 1
        return self.again(said("设置成功"))

    def app(self) -> App:
        menu = place("menu", lines("菜单", title="菜单"), self.above)
        page = place("secret", self.again(), (*self.above, self.label))
        known = mapped(menu, page, ways=(way(self.label, "secret", source="menu"),))
        return touched(self, known, frozenset({Effect.OWN}))


@pytest.mark.parametrize(
    "page",
    [
        SecretPage("设置支付密码"),
        SecretPage("修改就诊卡密码"),
        SecretPage("设置病历查看密码"),
        SecretPage("修改密码", "我的", "就诊卡管理"),
        SecretPage("设置密码", "我的", hint="请输入6位支付密码"),
    ],
    ids=lambda page: f"{page.label}-{page.hint}",
)
def test_the_password_of_something_else_is_neither_sent_nor_counted(page: SecretPage) -> None:
    assert sets_password(page.app()).truth is not True
    assert page.sent == 0


@pytest.mark.parametrize("label", ["设置登录密码", "修改密码", "账号密码管理", "登录名与密码 zs"])
def test_the_password_of_the_account_counts(label: str) -> None:
    assert sets_password(SecretPage(label, "我的", "账号安全").app()).truth is True


@pytest.mark.parametrize(
    ("note", "counts"),
    [
        ("首次使用请到挂号窗口完成注册", False),
        ("新用户请携带身份证到窗口完成注册", False),
        ("首次使用请先完成注册", False),
        ("忘记密码请先登录或注册", False),
        ("未注册的手机号验证后自动注册", True),
        ("首次登录即完成注册,如有疑问请拨打客服电话", True),
    ],
)
def test_only_logging_in_registers_by_itself(note: str, counts: bool) -> None:
    sketch = Sketch("登录")
    sketch.field("请输入手机号")
    sketch.field("请输入密码", kind="password")
    sketch.text(note)
    sketch.button("登录")
    home = place("home", lines("首页", title="首页"))
    known = mapped(home, place("login", sketch.screen(), ("我的",)), ways=(way("我的", "login"),))
    state = LoginState(None, "已登录", ("e",), methods=frozenset({"password"}))
    found = registers(app_with(home, visitor_map=known, login=state))
    assert (found.truth is True) == counts, found.reason


# what is booked


VISIT = {
    "预约挂号": ["心内科 > 心内科", "骨科 > 心内科"],
    "心内科": ["11-28 上午 余号 5 > 确认挂号", "11-28 下午 余号 3 > 确认挂号"],
    "确认挂号": [
        "就诊人 张三",
        "就诊科室 心内科",
        "就诊日期 11-28 上午",
        "挂号费 50 元",
        "就诊前一日可退号",
        "确认预约 > 挂号成功",
    ],
    "挂号成功": ["挂号成功", "取号码 12"],
}
NURSE = {
    "护士上门": ["11-28 上午 换药 > 服务确认", "11-28 下午 导尿 > 服务确认"],
    "服务确认": [
        "就诊人 张三",
        "服务项目 换药",
        "预约日期 11-28 上午",
        "费用 98 元",
        "提交预约 > 结果",
    ],
    "结果": ["预约成功", "服务单号 8812"],
}


def test_no_visit_of_a_nurse_is_ordered_for_a_registration(tmp_path: Path) -> None:
    pages = {"首页": ["预约挂号 ! 功能建设中", "护士上门 > 护士上门", *HOME], **NURSE}
    app = drawn(tmp_path, pages, allow=BOOKING)
    assert bookable(app).truth is not True
    assert not app.open_bookings()


def test_the_registration_beside_it_is_what_gets_booked(tmp_path: Path) -> None:
    pages = {"首页": ["护士上门 > 护士上门", "预约挂号 > 预约挂号", *HOME], **NURSE, **VISIT}
    found = bookable(drawn(tmp_path, pages, allow=BOOKING))
    assert found.truth is True
    assert "挂号成功" in found.reason


@pytest.mark.parametrize(
    ("trail", "row", "expected"),
    [
        (("心血管内科", "王建国 主任医师"), "余 3", "registration"),
        (("在线预约",), "余 3", "registration"),
        (("就医服务",), "就诊科室 心内科", "registration"),
        (("伤口造口护理门诊",), "余 3", "registration"),
        (("陪诊服务", "在线预约"), "余 3", ""),
        (("康复治疗预约",), "余 3", ""),
        (("病案复印预约",), "余 3", ""),
        (("特色服务",), "服务项目 换药", ""),
        (("班车时刻",), "仅供来院就诊患者乘坐", ""),
        (("护士上门", "上门采血"), "余 3", ""),
    ],
)
def test_only_what_tells_a_visit_is_registration(
    trail: tuple[str, ...], row: str, expected: str
) -> None:
    screen = lines("11-28", "08:00-08:30", "08:30-09:00", row, title="选择时间")
    assert service_of(place("p", screen, trail)) == expected


# hours


@pytest.mark.parametrize(
    ("service", "entry", "rows"),
    [
        (
            "registration",
            "班车时刻",
            ["11-28", "07:00", "07:30", "08:00", "08:30", "来院就诊患者乘坐"],
        ),
        (
            "registration",
            "人工客服",
            ["预约挂号请留言", "10:05", "停车", "10:07", "请停东门", "10:12", "? 请输入"],
        ),
        (
            "exam",
            "肠镜检查须知",
            ["前一日 19:00-20:00 服第一盒", "当日 05:00-06:00 服第二盒", "11-28 更新"],
        ),
        ("lab", "采血排队", ["今日采血高峰", "07:00-08:00 拥挤", "08:00-09:00 拥挤"]),
        (
            "lab",
            "检验查询",
            ["2026-11-20", "血常规", "08:05", "尿常规", "08:20", "肝功能", "08:31"],
        ),
    ],
)
def test_hours_of_another_kind_are_no_slots(
    tmp_path: Path, service: str, entry: str, rows: list[str]
) -> None:
    app = drawn(tmp_path, {"首页": [f"{entry} > {entry}", *HOME], entry: rows})
    assert timeslots(app, service).truth is not True


@pytest.mark.parametrize(
    ("service", "entry", "rows"),
    [
        (
            "registration",
            "预约挂号",
            ["心内科", "11-28 周六", "08:00-08:30 余 3", "08:30-09:00 余 2"],
        ),
        ("lab", "采血预约", ["2026-11-28", "08:00-09:00 余 9", "09:00-10:00 余 5"]),
        ("exam", "检查预约", ["明天", "8点-9点 可约", "9点-10点 可约"]),
    ],
)
def test_hours_of_a_day_are_slots(
    tmp_path: Path, service: str, entry: str, rows: list[str]
) -> None:
    app = drawn(tmp_path, {"首页": [f"{entry} > {entry}", *HOME], entry: rows})
    assert timeslots(app, service).truth is True


@pytest.mark.parametrize(
    "pair", [("8点-9点 余3", "9点-10点"), ("08时00分-08时30分", "8点30分至9点")]
)
def test_hours_in_words_are_slots_too(pair: tuple[str, str]) -> None:
    assert len(slots(lines(*pair))) == 2


@pytest.mark.parametrize(
    ("words", "offers"),
    [
        ("医院地址:中山路114号,挂号处在门诊楼一层", False),
        ("今日已预约 114 人", False),
        ("我院未在京医通等第三方平台投放号源,请勿通过其他平台预约挂号", False),
        ("我院已于 3 月起退出114平台,停止该平台预约挂号", False),
        ("打开支付宝小程序即可预约停车", False),
        ("可拨打114或登录京医通预约挂号", True),
        ("足不出户,通过114平台即可预约", True),
        ("支付宝小程序预约挂号,不限时间", True),
    ],
)
def test_only_an_offer_elsewhere_is_one(words: str, offers: bool) -> None:
    app = app_with(place("way", lines(words, title="来院路线"), ("来院路线",)))
    assert (offered_elsewhere(app) is not None) == offers


# the agreement of booking


NOTICE = [
    "一、预约挂号实行实名制,请使用本人有效身份证件信息进行预约,就诊当日携带身份证原件。",
    "二、可预约七日内号源,每日早七点放号,每人每日同一科室限挂一个号,不按时就诊的须提前取消。",
    "三、请按约定时间提前三十分钟到院,在自助机或者诊区签到取号,过时号源自动作废,费用原路退回。",
]
CONSENT = [
    "一、互联网诊疗仅适用于常见病、慢性病的复诊。如病情紧急,请立即到医院急诊挂号就诊。",
    "二、您应如实描述病情,并对所提供信息的真实性承担责任。首诊患者请预约线下门诊。",
]
COPIES = [
    "一、病案复印须提前预约,请在出院 15 日后申请。",
    "二、点击同意即表示您自愿遵守全部约定,自行承担责任。",
]


@pytest.mark.parametrize(
    ("entry", "title", "rows", "leads"),
    [
        ("挂号须知", "挂号须知", NOTICE, "我已知晓 > 首页"),
        ("图文问诊", "知情同意书", CONSENT, "我已阅读并同意 > 问诊医生"),
        ("病案复印", "病案复印须知", COPIES, "同意并继续 > 问诊医生"),
    ],
)
def test_terms_that_no_booking_passes_are_none_of_booking(
    tmp_path: Path, entry: str, title: str, rows: list[str], leads: str
) -> None:
    pages = {
        "首页": ["预约挂号 > 预约挂号", f"{entry} > {title}", *HOME],
        title: [*rows * 2, leads],
        "问诊医生": ["李医生 内科", "王医生 骨科"],
        **VISIT,
    }
    app = drawn(tmp_path, pages)
    agreed = service_agreement(app)
    assert agreed.truth is None  # whether terms come up when it is confirmed nobody has seen
    assert agreed.cause is Cause.NOT_ALLOWED
    assert forced_to_read(app, agreed).truth is not True


def test_terms_that_come_up_when_it_is_confirmed_are_the_agreement(tmp_path: Path) -> None:
    app = drawn(
        tmp_path,
        {"首页": ["预约挂号 > 预约挂号", *HOME], **VISIT},
        allow=frozenset({Effect.BOOKING}),
    )
    app.memory["bookable"] = yes("预约后已退号", ["booked"])
    assert service_agreement(app).truth is False
    app.memory[TERMS_ASKED] = "terms"
    assert service_agreement(app).evidence == ("terms",)


def test_terms_that_stand_before_booking_force(tmp_path: Path) -> None:
    terms = [
        "预约挂号服务协议",
        *NOTICE,
        "四、您应对所填信息的真实性承担责任。",
        "同意并继续 > 科室",
    ]
    pages = {"首页": ["预约挂号 > 预约须知", *HOME], "预约须知": terms, **VISIT}
    pages["科室"] = pages.pop("预约挂号")
    app = drawn(tmp_path, pages)
    agreed = service_agreement(app)
    assert (agreed.truth, forced_to_read(app, agreed).truth) == (True, True)


RULES = [
    "一、本平台提供未来 7 天内门诊号源的预约,每日 7:30 放号,每位就诊人同日同科限挂 1 个号。",
    "二、不能按时就诊的,须在就诊前一日取消预约;三个月内爽约累计 3 次的,暂停预约 90 天。",
]


@pytest.mark.parametrize(("name", "counts"), [("预约挂号服务协议", True), ("挂号小贴士", False)])
def test_what_is_called_an_agreement_binds_by_its_name(
    tmp_path: Path, name: str, counts: bool
) -> None:
    pages = {"首页": ["预约挂号 > 预约挂号", f"{name} > {name}", *HOME], name: RULES, **VISIT}
    assert (service_agreement(drawn(tmp_path, pages)).truth is True) is counts


STEPS = ("第一步 选择科室和医生,选定就诊日期和时段。", "第二步 核对信息,提交预约并支付。") * 2
BINDING = (
    "一、预约挂号实行实名制,您应对信息的真实性负责。",
    "二、爽约三次,您同意暂停预约三个月。",
) * 2
PRIVACY = (
    "我们收集您的姓名、身份证号、手机号和就诊信息,用于实名就医。",
    "未经您同意不会向第三方提供。",
) * 2


@pytest.mark.parametrize(
    ("label", "text", "counts"),
    [
        ("《预约服务协议》", BINDING, True),
        ("《预约须知》", BINDING, True),
        ("《预约须知》", STEPS, False),
        ("《隐私协议》", PRIVACY, False),
        ("《个人信息保护声明》", PRIVACY, False),
    ],
)
def test_the_link_on_the_confirm_page_must_bind_who_books(
    label: str, text: tuple[str, ...], counts: bool
) -> None:
    host = confirm(consent=f"我已阅读并同意{label}")
    terms = place("terms", lines(*text, title=label.strip("《》")), (*host.trail, label))
    home = place("home", lines("首页", title="首页"))
    ways = (way("预约挂号", "confirm"), way(label, "terms", source="confirm"))
    known = mapped(home, host, terms, ways=ways)
    finder = Finder(load_lexicon(), known)
    app = app_with(map=known, finder=lambda of=None: finder, visit=lambda p: p.screen)
    assert (service_agreement(app).truth is True) == counts


# triage


@pytest.mark.parametrize(
    ("answer", "counts"),
    [
        ("服务暂停,请到门诊大厅导诊台咨询", False),
        ("暂未匹配到结果,请前往门诊服务中心人工咨询", False),
        ("如您有上述症状,请到医院门诊就诊或拨打 120", False),
        ("建议您挂神经内科", True),
        ("请到发热门诊就诊", True),
    ],
)
def test_advice_names_a_department(tmp_path: Path, answer: str, counts: bool) -> None:
    pages = {
        "首页": ["智能导诊 > 智能导诊", *HOME],
        "智能导诊": ["请选择您的症状", "头痛 > 结果", f"发热 ! {answer}"],
        "结果": [answer],
    }
    assert (triaged(drawn(tmp_path, pages)).truth is True) == counts


def test_a_department_called_by_a_symptom_is_no_symptom(tmp_path: Path) -> None:
    pages = {
        "首页": ["导诊服务 > 导诊服务", *HOME],
        "导诊服务": ["发热门诊 > 发热门诊", "疼痛科 > 疼痛科", "眼科 > 疼痛科"],
        "发热门诊": ["位于门诊楼西侧", "体温超过 37.3℃ 的患者请到发热门诊就诊"],
        "疼痛科": ["门诊楼 3 层 A 区", "候诊请前往 3 层疼痛科护士站"],
    }
    assert triaged(drawn(tmp_path, pages)).truth is not True


@pytest.mark.parametrize(
    ("tip", "counts"),
    [
        ("系统将根据您选择的部位推荐就诊科室", False),
        ("根据您填写的病情描述推荐就诊科室", False),
        ("依据您输入的信息为您推荐就诊科室", False),
        ("根据您的检查结果推荐就诊科室", True),
        ("结合您的病情和既往就诊记录建议就诊科室", True),
    ],
)
def test_what_one_typed_is_no_plan(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tip: str, counts: bool
) -> None:
    monkeypatch.setattr(advice, "stated", lambda *_: None)  # statements have tests of their own
    pages = {
        "首页": ["智能导诊 > 智能导诊", *HOME],
        "智能导诊": [tip, "头部 > 结果", "腹部 > 结果"],
        "结果": ["推荐科室", "神经内科"],
    }
    assert (plan_advice(drawn(tmp_path, pages)).truth is True) == counts


SHARED_ENTRY = {
    "首页": ["检查检验预约 > 检查检验预约", "本院欢迎您", "服务时间全年无休"],
    "检查检验预约": ["检验预约", "空腹血糖(抽血) > 选时段", "医生已开单,待预约"],
    "选时段": ["空腹血糖(抽血)", "11月29日", "07:00-07:30 余1 ! ", "07:30-08:00 余3 ! "],
}


@pytest.mark.parametrize(("service", "truth"), [("lab", True), ("exam", False)])
def test_an_entry_for_two_services_proves_the_one_whose_slots_it_shows(
    tmp_path: Path, service: str, truth: bool
) -> None:
    found = timeslots(drawn(tmp_path, SHARED_ENTRY), service)
    assert (found.truth is True) is truth


UNDER_A_SHARED_TITLE = {
    "首页": ["检查预约 > 检查检验预约", "本院欢迎您", "服务时间全年无休"],
    "检查检验预约": ["[检查] 膝关节磁共振", "预约 > 选择日期", "[检验] 骨代谢标志物", "采血处"],
    "选择日期": ["膝关节磁共振(MRI)", "2026-11-30 周一", "选择 > 选择时段"],
    "选择时段": ["膝关节磁共振(MRI)", "08:00-08:30 余1 ! ", "08:30-09:00 余3 ! "],
}


@pytest.mark.parametrize(("service", "truth"), [("exam", True), ("lab", False)])
def test_a_page_for_two_services_on_the_way_proves_the_one_whose_slots_come(
    tmp_path: Path, service: str, truth: bool
) -> None:
    found = timeslots(drawn(tmp_path, UNDER_A_SHARED_TITLE), service)
    assert (found.truth is True) is truth
