"""What introductions tell, heading by heading; what is a doctor's name."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import cast

import pytest

from devices.model import Role
from probes.app import App
from probes.flows.booking.booking_guide import booking_steps
from probes.flows.information.introduced_items import items
from probes.flows.information.introductions import tells_unasked
from probes.flows.information.staff import is_name
from probes.flows.messages.received import kinds
from probes.flows.places.guides import guides
from probes.flows.places.sections import blank, filled_text, told
from probes.lexicon import load_lexicon
from probes.model import Cause
from tests.probes.sketch import Sketch, explored, lines, mapped, place, way

HOSPITAL = "1.2.1.hospital_intro_items"
DEPARTMENT = "1.2.2.department_intro_items"


def app_of(*words: str) -> tuple[App, object]:
    page = place("p", lines(*words, title="了解我们"), ("了解我们",))
    parts = {"lexicon": load_lexicon(), "map": mapped(page), "memory": {}}
    return cast(App, SimpleNamespace(**parts)), page


def tells(fact: str, *words: str) -> set[str]:
    app, page = app_of(*words)
    patterns = kinds()[fact].items()
    return {m for m, pattern in patterns if told(app, page, fact, m, pattern) is not None}  # type: ignore[arg-type]


def test_a_heading_with_nothing_under_it_tells_nothing() -> None:
    page = ("医院名称", "暂无", "发展历史", "暂无", "乘车路线", "公交 12 路“示范医院”站下车即到。")
    assert tells(HOSPITAL, *page) == {"route"}


@pytest.mark.parametrize(
    ("under", "there"),
    [("版权所有 示范医院 云ICP备00000000号", False), ("010-55501000", True), ("急救 120", True)],
)
def test_the_number_of_a_licence_is_no_telephone(under: str, there: bool) -> None:
    assert ("phone" in tells(HOSPITAL, "公开电话", under)) is there


@pytest.mark.parametrize(("label", "there"), [("总机", True), ("邮编", False)])
def test_a_label_may_stand_within_a_line_under_the_heading_of_another_item(
    label: str, there: bool
) -> None:
    line = f"地址:北京市海淀区幸福路18号。{label}:010-55501000"
    assert ("phone" in tells(HOSPITAL, "医院历史", "始建于 1952 年。", "院址", line)) is there


@pytest.mark.parametrize(
    ("way", "there"),
    [
        ("北京市朝阳区启明路 26 号。地铁 14 号线启明路站 B 口步行 300 米。", True),
        ("地铁 14 号线启明路站 B 口出,步行至朝阳区启明路 26 号。", False),
    ],
)
def test_how_to_come_may_begin_with_the_address(way: str, there: bool) -> None:
    page = ("规模", "编制床位 820 张。", "怎么来", way, "联系", "总机 010-6490 0000")
    said = tells(HOSPITAL, *page)
    assert said >= {"scale", "route", "phone"}
    assert ("address" in said) is there


def test_one_heading_may_stand_over_several_ways_to_come_and_to_write() -> None:
    page = (
        "医院历史",
        "始建于 1952 年。",
        "地址与交通",
        "北京市朝阳区启明路 26 号",
        "公交 12 路启明路口站",
    )
    contact = ("联系我们", "总机 010-64900000", "邮箱 service@example.org")
    assert tells(HOSPITAL, *page, *contact) >= {"address", "route", "phone", "email"}
    assert "route" not in tells(HOSPITAL, *page[:3], page[3], "急诊楼设发热门诊,公交站在门前")


def test_prose_without_headings_tells_all_that_it_says() -> None:
    prose = "示范医院始建于 1952 年,开放床位 800 张,位于明湖路 1 号,总机 010-55501000。"
    assert {"name", "history", "scale", "address", "phone"} <= tells(HOSPITAL, prose)


@pytest.mark.parametrize(
    ("words", "member", "there"),
    [
        ("本院集医疗、教学、科研、预防为一体,是三级综合医院。", "research", False),
        ("本院设科研课题组十二个,主攻肝病的早期诊断研究方向。", "research", True),
        ("明仁堂国医馆坐落于西湖畔,名医云集,药材道地。", "name", True),
        ("品牌始创于光绪二十年,历经一百余年风雨,声誉日隆。", "history", True),
    ],
)
def test_what_a_sentence_of_an_introduction_tells(words: str, member: str, there: bool) -> None:
    assert (member in tells(HOSPITAL, words)) is there


def test_a_line_may_carry_several_items() -> None:
    line = "科室概况:心内科成立于 1978 年。;人员结构:医师 36 人。;诊疗范围:暂无;优势特色:暂无"
    assert tells(DEPARTMENT, "心血管内科", line) == {"overview", "staff"}


def test_the_entries_of_a_menu_are_no_content() -> None:
    assert "overview" not in tells(DEPARTMENT, "医院概况", "新闻中心", "党建")


def test_a_row_of_a_menu_that_leads_to_a_function_tells_nothing() -> None:
    page = place("p", lines("特色科室", "医生介绍", title="认识我院"), ("认识我院",))
    ways = (way("特色科室", "d", source="p"), way("医生介绍", "d", source="p"))
    parts = {"lexicon": load_lexicon(), "map": mapped(page, ways=ways), "memory": {}}
    app = cast(App, SimpleNamespace(**parts))
    pattern = kinds()[HOSPITAL]["specialities"]
    assert told(app, page, HOSPITAL, "specialities", pattern) is None
    assert tells(HOSPITAL, "特色科室", "心血管内科") == {"specialities"}


@pytest.mark.parametrize(
    "words", ["暂无", "--", "—", "待完善", "内容更新中", "无", "", "该医生暂未完善资料"]
)
def test_words_that_say_that_nothing_is_there(words: str) -> None:
    assert blank(words)


@pytest.mark.parametrize("words", ["林致远", "欧阳明", "周明岚 副主任医师", "王芳"])
def test_names_of_persons(words: str) -> None:
    assert is_name(words)


@pytest.mark.parametrize(
    "words",
    [
        "主攻方向",
        "周一",
        "高血压",
        "内分泌科",
        "01",
        "出诊安排",
        "张贴通知公告栏",
        "白内障、青光眼手术",
    ],
)
def test_what_is_no_name(words: str) -> None:
    assert not is_name(words)


def test_papers_that_are_listed_are_no_steps() -> None:
    app, _ = app_of("x")
    assert booking_steps(app, "1. 身份证\n2. 医保卡\n3. 户口本") == 0
    assert booking_steps(app, "1. 选择科室\n2. 选择时间\n3. 提交预约") >= 2


def test_papers_announced_but_not_named_are_left_out() -> None:
    app, page = app_of("1 选择科室和医生", "需携带证件", "暂无")
    assert "证件" not in filled_text(app, page)  # type: ignore[arg-type]


def test_help_for_the_app_is_no_guide_to_the_hospital() -> None:
    app, page = app_of("点击首页右上角可以切换字体大小。", "忘记密码时请在登录页重新设置。")
    assert not guides(app, page)  # type: ignore[arg-type]
    app, page = app_of(
        "请携带本人身份证、医保卡和既往病历,初次就诊请先建卡并预约挂号,提前取号。",
        "按时段到诊区报到,在候诊区等待叫号;医生开单后可在手机缴费,凭单到检查科室登记。",
        "药品缴费后到门诊药房取药;检验结果与影像报告可在手机上查看,也可在自助机打印。",
    )
    assert guides(app, page)  # type: ignore[arg-type]


WHO_WE_ARE = (
    "松江县人民医院始建于 1931 年,开放床位 620 张,职工 1100 人。",
    "医院获省级文明单位称号,承担国家自然科学基金课题 12 项。",
    "地址:松江县环城东路 18 号,乘公交 12 路可达。",
)


@pytest.mark.parametrize(
    ("title", "words", "found"),
    [
        ("我们的故事", WHO_WE_ARE, True),
        ("医院新闻", WHO_WE_ARE, False),
        ("我们的故事", ("本平台由松江县人民医院运营,客服电话 0999-1234567。",), False),
    ],
)
def test_an_introduction_is_known_by_what_it_tells(
    title: str, words: tuple[str, ...], found: bool
) -> None:
    home = place("home", lines("首页", title="首页"))
    page = place("p", lines(*words, title=title), (title,))
    parts = {"lexicon": load_lexicon(), "map": mapped(home, page), "memory": {}}
    app = cast(App, SimpleNamespace(**parts))
    assert (tells_unasked(app, "hospital_intro") is page) is found


def test_what_an_introduction_may_say_in_a_picture_is_no_missing_item() -> None:
    """One large picture and a title: nobody read what it says."""
    poster = Sketch("关于我们")
    poster.add(Role.IMAGE, image="poster", box=(0, 60, 375, 700))
    pages = [
        place("p", lines("清河医院始建于 1952 年。", title="医院简介"), ("医院简介",)),
        place("q", poster.screen(), ("关于我们",)),
    ]
    parts = {"lexicon": load_lexicon(), "map": mapped(*pages), "memory": {}}
    app = cast(
        App, SimpleNamespace(**parts, show_place=lambda *words: "e1", visit=lambda where: None)
    )
    found = items(app, HOSPITAL, pages)
    assert found["history"].truth is True
    assert (found["phone"].truth, found["phone"].cause) == (None, Cause.NOT_CONCLUSIVE)


def test_what_unfolds_on_the_page_of_an_introduction_is_read() -> None:
    """The panel of a menu is a part as well, and introduces nothing."""
    page = place("p", lines("医院概况", "编制床位 820 张,职工 1900 人。", "院史沿革"))
    unfolded = lines(
        "医院概况", "编制床位 820 张,职工 1900 人。", "院史沿革", "始建于 1958 年的产院。"
    )
    words = frozenset({"始建于 1958 年的产院。"})
    part = replace(place("q", unfolded), parent=page, part=words)
    panel = replace(place("m", unfolded), parent=place("home", lines("首页")), part=words)
    app = explored(mapped(page, part, panel))
    for more, there in ((part, True), (panel, False)):
        assert (items(app, HOSPITAL, [page, more])["history"].truth is True) is there
