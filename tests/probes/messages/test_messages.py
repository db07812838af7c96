"""Kinds of messages: told by their words, and only by those that were sent."""

from __future__ import annotations

from pathlib import Path

import pytest

from probes.flows.messages.inbox import _named
from probes.flows.messages.received import kinds, received, with_other
from probes.flows.messages.topics import topic_of
from probes.flows.records.progress import progress
from probes.flows.screens.cards import Card
from probes.model import Cause
from tests.probes.drawn import drawn
from tests.probes.sketch import Sketch, reader

PUSH, PROGRESS, NOTICE = "2.2.2.push_kinds", "3.1.1.progress_kinds", "3.1.2.notice_kinds"


def told(fact: str, title: str, text: str = "") -> set[str]:
    """The members of a fact that a message proves."""
    topic = topic_of(title, text)
    counts = topic.counts if topic else frozenset()
    return {name.rpartition(".")[2] for name in counts if name.startswith(fact)}


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("您已预约成功,请于11月24日就诊", "appointment_reminder"),
        ("入院通知:您的床位已安排,请于明日办理入院", "admission_notice"),
        ("心血管内科本周限号,请提前预约", "quota_limit"),
        ("沈如意医生11月25日上午停诊", "doctor_suspension"),
        ("您的检查时间调整为下午两点", "schedule_change"),
        ("手术安排推迟至周四", "schedule_change"),
        ("流感防控提示:请佩戴口罩", "epidemic_change"),
    ],
)
def test_what_is_pushed_is_told_by_its_words(words: str, kind: str) -> None:
    assert kind in told(PUSH, words)


@pytest.mark.parametrize(
    "words",
    [
        "您预约的心血管内科将于明日 08:30 就诊,请提前 30 分钟取号。",
        "欢迎使用本院移动服务",
        "您的血常规报告已出",
    ],
)
def test_a_reminder_to_be_early_changes_no_appointment(words: str) -> None:
    assert not told(PUSH, words) & {"schedule_change", "doctor_suspension", "quota_limit"}


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("术前禁食八小时", "surgery"),
        ("出院通知:请办理出院手续", "discharge"),
        ("药品已配好,请到三号窗口取药", "medicine_pickup"),
        ("您的血常规报告已出", "report_ready"),
        ("抽血检查前请空腹八小时", "exam_precautions"),
        ("拍片前注意", "exam_precautions"),
        ("用药指导:每日一次,餐后服用", "medication_guide"),
    ],
)
def test_what_a_patient_is_told_has_a_kind(words: str, kind: str) -> None:
    assert kind in told(NOTICE, words)


def test_moving_a_window_is_no_precaution() -> None:
    assert told(NOTICE, "门诊三层采血窗口移至二层东侧,请按导向标识前往。") == set()


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("缴费成功 ¥85.00", "payment"),
        ("前面还有 3 位候诊", "waiting"),
        ("您的手术已开始", "surgery"),
        ("康复训练第三次已完成", "treatment"),
    ],
)
def test_progress_has_a_kind(words: str, kind: str) -> None:
    assert kind in told(PROGRESS, words)


@pytest.mark.parametrize(
    ("title", "text", "fact", "kind"),
    [
        ("停诊提醒", "李医生周五停诊,已预约的患者可免费改约或退号", PUSH, "doctor_suspension"),
        ("号源变更", "周三上午号源由 40 个临时调整为 20 个", PUSH, "quota_limit"),
        ("温馨提示", "您明日需做空腹采血,检查前避免剧烈运动", NOTICE, "exam_precautions"),
        ("预约提醒", "您预约的超声检查改为周四上午", PUSH, "schedule_change"),
        ("药品已备好", "请到一层药房 5 号窗口取药", NOTICE, "medicine_pickup"),
        ("服药须知", "请随晚餐整片吞服,不可嚼碎", NOTICE, "medication_guide"),
        ("余额提醒", "您的住院预交金余额已不足 500 元", NOTICE, "other"),
        ("院内公告", "新门诊楼下月启用,部分诊区位置有调整", PUSH, "other"),
    ],
)
def test_a_message_is_about_one_thing(title: str, text: str, fact: str, kind: str) -> None:
    assert told(fact, title, text) == {kind}
    topic = topic_of(title, text)
    assert topic is not None
    assert topic.counts == {f"{fact}.{kind}"}


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("健康科普推送", "根据您的糖尿病诊断和近期血糖记录,为您推送:一日三餐怎么吃"),
        ("检查前须知", "请空腹,避免剧烈运动"),
        ("随访通知", "您出院已满 3 个月,请填写调查表"),
        ("用药须知", "如有不适请减量并联系药师"),
    ],
)
def test_words_in_passing_remind_of_nothing(title: str, text: str) -> None:
    assert not told("4.2.2.", title, text)
    assert "discharge" not in told(NOTICE, title, text)


def with_messages(folder: Path, *rows: str) -> dict[str, bool | None]:
    app = drawn(
        folder,
        {
            "首页": ["消息中心 > 消息", "预约挂号 > 挂号", "本院欢迎您", "服务时间全年无休"],
            "消息": list(rows),
            "挂号": ["心内科门诊", "骨科门诊", "请选择您要就诊的科室"],
        },
    )
    found = with_other(app, PUSH, received(app, PUSH))
    return {kind: finding.truth for kind, finding in found.items()}


def test_a_dated_message_of_a_kind_proves_it_and_others_are_absent(tmp_path: Path) -> None:
    truths = with_messages(tmp_path, "停诊通知:沈如意医生 11-25 停诊", "2026-11-19 15:20")
    assert truths["doctor_suspension"] is True
    assert truths["admission_notice"] is False


def test_a_filter_that_merely_names_a_kind_proves_nothing(tmp_path: Path) -> None:
    rows = ["停诊通知", "其他类", "更早的消息", "请选择类别", "就诊提醒:明日请就诊", "2026-11-19"]
    assert with_messages(tmp_path, *rows)["doctor_suspension"] is False


def test_an_empty_message_centre_proves_nothing(tmp_path: Path) -> None:
    app = drawn(tmp_path, {"首页": ["消息中心 > 消息", "本院欢迎您"], "消息": ["暂无消息"]})
    causes = {finding.cause for finding in received(app, PUSH).values()}
    assert causes == {Cause.NO_DATA}


def test_without_a_message_centre_nothing_is_sent(tmp_path: Path) -> None:
    app = drawn(tmp_path, {"首页": ["预约挂号 > 挂号", "本院欢迎您"], "挂号": ["心内科门诊"] * 3})
    assert {finding.truth for finding in received(app, PUSH).values()} == {False}


def test_a_message_of_no_known_kind_keeps_only_other_open(tmp_path: Path) -> None:
    rows = [
        "停诊通知:沈医生停诊",
        "2026-11-19 15:20",
        "空行",
        "感恩有您一路相伴",
        "2026-11-18 08:00",
    ]
    truths = with_messages(tmp_path, *rows)
    assert truths["doctor_suspension"] is True
    assert truths["quota_limit"] is False
    assert truths["other"] is None


def test_messages_in_folders_are_read_too(tmp_path: Path) -> None:
    app = drawn(
        tmp_path,
        {
            "首页": ["消息中心 > 消息", "本院欢迎您", "服务时间全年无休"],
            "消息": ["就诊类 > 就诊类", "资讯类 > 资讯类", "请选择要查看的消息类别"],
            "就诊类": [
                "停诊通知:沈医生停诊",
                "2026-11-19 15:20",
                "其他",
                "限号提醒:内科限号",
                "2026-11-18",
            ],
            "资讯类": ["院区搬迁公告", "2026-11-12", "其他", "满意度评价邀请", "2026-11-11"],
        },
    )
    found = received(app, PUSH)
    assert found["doctor_suspension"].truth is True
    assert found["quota_limit"].truth is True
    assert found["admission_notice"].truth is False


def test_a_message_whose_page_is_hollow_says_nothing(tmp_path: Path) -> None:
    app = drawn(
        tmp_path,
        {
            "首页": ["消息中心 > 消息", "本院欢迎您"],
            "消息": [
                "停诊通知 2026-11-19 沈医生周五停诊请留意 > 详情",
                "其他",
                "限号提醒:内科限号",
                "2026-11-18",
            ],
            "详情": ["功能建设中"],
        },
    )
    found = received(app, PUSH)
    assert found["doctor_suspension"].truth is False
    assert found["quota_limit"].truth is True


@pytest.mark.parametrize(
    ("words", "waits"),
    [("前方还有 3 人", True), ("候诊进度", True), ("前方 6 张处方", False), ("发药排队", False)],
)
def test_waiting_for_medicine_is_not_waiting_for_a_doctor(words: str, waits: bool) -> None:
    assert bool(kinds()[PROGRESS]["waiting"].search(words)) is waits


@pytest.mark.parametrize(
    ("page", "truth"),
    [
        (["西药房 5 号窗口", "当前状态", "请取药", "处方已审核", "10:20 调配中"], True),
        (["功能建设中,敬请期待"], False),
    ],
)
def test_where_progress_is_shown_a_bare_name_of_the_pharmacy_is_its_progress(
    tmp_path: Path, page: list[str], truth: bool
) -> None:
    pages = {
        "首页": ["诊疗进程 > 诊疗进程", "本院欢迎您"],
        "诊疗进程": ["数据每 30 秒更新", "药房取药 > 药房取药", "缴费进度 > 缴费进度"],
        "药房取药": page,
        "缴费进度": ["换药费", "当前状态", "待支付", "费用已生成 09:32"],
    }
    assert progress(drawn(tmp_path, pages))["other"].truth is truth


def test_a_list_of_messages_under_another_name_is_read_whole(tmp_path: Path) -> None:
    """Only the page of a single message says 消息; its list is the inbox all the same."""
    beds = "收治通知 您预约的心血管内科床位已安排,请到住院处办理入院手续 2026-11-24"
    moved = "检查改期提醒 您的超声检查时间由 14:00 变更为 15:30 2026-11-17"
    app = drawn(
        tmp_path,
        {
            "首页": ["通知公告 > 通知公告", "本院欢迎您", "服务时间全年无休"],
            "通知公告": [f"{beds} > 公告", f"{moved} > 查看消息"],
            "查看消息": [
                "检查改期提醒",
                "2026-11-17 16:20",
                "您的超声检查时间由 14:00 变更为 15:30",
            ],
            "公告": ["收治通知", "2026-11-24 16:20", "您预约的心血管内科床位已安排,请办理入院手续"],
        },
    )
    found = received(app, PUSH)
    assert found["schedule_change"].truth is True
    assert found["admission_notice"].truth is True


FOLDERS = {
    "首页": ["消息中心 > 消息", "本院欢迎您", "服务时间全年无休"],
    "消息": [
        "停诊/变更 您预约的心脏彩超检查时间由11月19日调整为11月20日 > 停诊/变更",
        "用药取药 您的处方已调配完成 > 用药取药",
        "设置 > 设置",
    ],
    "停诊/变更": [
        "停诊/变更",
        "",
        "",
        "检查时间变更",
        "2026-11-18",
        "您预约的心脏彩超检查时间由11月19日调整为11月20日",
    ],
    "用药取药": [
        "用药取药",
        "",
        "",
        "取药提醒",
        "2026-11-17",
        "您的处方已调配完成,请到门诊楼1层西药房6号窗口取药",
    ],
    "设置": ["接收短信", "接收应用消息"],
}


def test_the_name_of_a_folder_is_no_heading_of_the_message_in_it(tmp_path: Path) -> None:
    found = received(drawn(tmp_path, FOLDERS), PUSH)
    assert found["doctor_suspension"].truth is False
    assert found["schedule_change"].truth is True


def test_a_folder_with_one_message_is_read(tmp_path: Path) -> None:
    found = received(drawn(tmp_path, FOLDERS), NOTICE.rstrip("."))
    assert found["medicine_pickup"].truth is True


@pytest.mark.parametrize(
    ("words", "truth"),
    [
        ("您已成功预约方若兰医生11月17日上午的门诊,请提前30分钟到4层报到候诊", False),
        ("您前面还有3人,请在诊区候诊", True),
        ("您当前候诊人数5人", True),
    ],
)
def test_where_to_wait_one_day_is_no_state_of_waiting(words: str, truth: bool) -> None:
    assert ("waiting" in told("3.1.1.", "就诊提醒" if not truth else "", words)) is truth


LIKE_FUNCTIONS = {
    "首页": ["消息中心 > 消息", "本院欢迎您", "服务时间全年无休"],
    "消息": [
        "就医须知 取药提醒:您的处方已调配完成… 11-17 2 > 就医须知",
        "报告通知 报告已出:您的血常规检验… 11-16 > 报告通知",
        "检验报告 您有新的检验结果 11-16 > 检验报告",
    ],
    "就医须知": [
        *("取药提醒", "2026-11-17 09:10", "您的处方已调配完成,请到门诊楼1层西药房取药。"),
        *("", "", "用药指导", "2026-11-15 09:10", "阿莫西林胶囊:饭后服用,服药期间禁止饮酒。"),
    ],
    "报告通知": ["报告已出", "2026-11-16 09:12", "您的血常规检验报告已审核,可以查看。"],
    "检验报告": [
        *("手术备血检验", "2026-11-16 08:10", "已审核,共十八项,可以查看"),
        *("", "", "出院前肝功能", "2026-11-14 08:10", "已审核,共十二项,可以查看"),
    ],
}


def test_folders_called_like_functions_are_known_by_what_their_rows_quote(tmp_path: Path) -> None:
    """A row that opens the reports themselves quotes none of them: those are no messages."""
    found = received(drawn(tmp_path, LIKE_FUNCTIONS), NOTICE)
    kinds_sent = {kind for kind, finding in found.items() if finding.truth}
    assert kinds_sent == {"medicine_pickup", "medication_guide", "report_ready"}


def test_a_message_that_lost_its_dot_is_the_same() -> None:
    """Read while exploring, it was sought with its dot and not found; all kinds stayed open."""
    sketch = Sketch("消息")
    sketch.button("临床研究受试者征集 2026-11-26")
    screen = sketch.screen()
    app = reader(screen)
    app.label = screen.label  # type: ignore[method-assign]
    assert _named(app, screen, "● 临床研究受试者征集 2026-11-26") is not None
    dotted, bare = (Card(title, "正文", "", (), frozenset()) for title in ("● 征集", "征集"))
    assert dotted.key == bare.key


def test_a_tab_over_the_messages_makes_no_folders_of_them(tmp_path: Path) -> None:
    taken = ["取药通知", "2026-11-17", "您的处方已调配完成,请到门诊药房3号窗口取药"]
    other = ["检查改期通知", "2026-11-18", "您的心脏彩超检查时间由11月19日调整为11月20日"]
    app = drawn(
        tmp_path,
        {
            "首页": ["消息中心 > 消息", "本院欢迎您", "服务时间全年无休"],
            "消息": ["检查通知 > 检查通知", *other, *taken],
            "检查通知": ["检查通知", "", "", *other],
        },
    )
    assert received(app, "3.1.2.notice_kinds")["medicine_pickup"].truth is True
