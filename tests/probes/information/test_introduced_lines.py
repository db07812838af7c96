"""Which words of an introduction tell what: bars, links, boxes, inline labels, pictures."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest

from devices.model import Role
from probes.app import App
from probes.appmap import Place
from probes.finding import no
from probes.flows.information.introduced_items import items, with_contact
from probes.flows.messages.received import kinds
from probes.flows.places.sections import told
from probes.lexicon import load_lexicon
from tests.probes.sketch import Sketch, lines, mapped, place, way

HOSPITAL = "1.2.1.hospital_intro_items"
DEPARTMENT = "1.2.2.department_intro_items"
DOCTOR = "1.2.3.doctor_intro_items"


def seen(page: Place, *, leads: tuple[str, ...] = (), drawn: str = "") -> App:
    ways = tuple(way(label, "elsewhere", page.id) for label in leads)
    other = place("elsewhere", lines("别处"), ("别处",))
    parts = {
        "lexicon": load_lexicon(),
        "map": mapped(page, other, ways=ways),
        "memory": {},
        "login": SimpleNamespace(cause=None),
        "visit": lambda where: where.screen,
        "label": lambda node: node.text or drawn,
        "show_place": lambda where, nodes=(), note="": note,
    }
    return cast(App, SimpleNamespace(**parts))


def tells(fact: str, page: Place, app: App | None = None) -> set[str]:
    app = app or seen(page)
    patterns = kinds()[fact].items()
    return {m for m, pattern in patterns if told(app, page, fact, m, pattern) is not None}


def page_of(*words: str) -> Place:
    return place("p", lines(*words, title="了解我们"), ("了解我们",))


@pytest.mark.parametrize(("names", "there"), [(5, False), (1, True)])
def test_a_row_of_short_items_heads_nothing(names: int, there: bool) -> None:
    sketch = Sketch("内科")
    bar = ("医院概况", "新闻中心", "党建工作", "招标采购", "专家风采")[-names:]
    for at, name in enumerate(bar):
        sketch.text(name, box=(10 + 70 * at, 60, 64, 20))
    sketch.text("内科、外科、妇产科、眼科、口腔科、皮肤科、急诊科")
    assert ("staff" in tells(DEPARTMENT, place("p", sketch.screen(), ("科室",)))) is there


@pytest.mark.parametrize(
    ("line", "there"),
    [
        ("首页 医院概况 科室导航 专家介绍 科研教学 护理园地", False),
        ("承担国家级科研课题 32 项,获科技进步奖 5 项", True),
        ("科研教学 国家级课题32项", True),
    ],
)
def test_the_columns_of_a_site_in_one_line_tell_nothing(line: str, *, there: bool) -> None:
    assert ("research" in tells(HOSPITAL, page_of("本院建于1965年,开放床位1200张", line))) is there


@pytest.mark.parametrize(
    ("line", "there"),
    [
        ("已预约的患者由工作人员另行联系,请留意短信", False),
        ("医护人员 46 名,其中主任医师 8 名", True),
    ],
)
def test_those_who_call_back_are_no_staff(line: str, *, there: bool) -> None:
    assert ("staff" in tells(DEPARTMENT, page_of(line))) is there


def test_a_link_heads_nothing_and_a_tab_does() -> None:
    sketch = Sketch("医院介绍")
    sketch.button("院史长廊")
    sketch.text("明湖路一号院内设有停车场和餐厅,欢迎您前来就诊")
    page = place("p", sketch.screen(), ("医院介绍",))
    assert "history" not in tells(HOSPITAL, page, seen(page, leads=("院史长廊",)))
    assert "history" in tells(HOSPITAL, page)


def test_a_label_in_a_line_owns_that_line_alone() -> None:
    words = (
        "研究方向:肝病的早期诊断",
        "本院先后荣获全国文明单位等荣誉称号。",
        "乘车路线:公交 12 路",
    )
    assert {"research", "honours", "route"} <= tells(HOSPITAL, page_of(*words))


def test_labels_that_share_a_line_are_told_apart() -> None:
    assert {"address", "phone"} <= tells(HOSPITAL, page_of("地址:明湖路1号 总机:010-55501000"))


def test_a_box_is_read_below_the_heading_inside_it() -> None:
    sketch = Sketch("内科")
    for top, head, words in (
        (60.0, "人员结构", "十二名同事在此工作,其中三名获博士学位"),
        (200.0, "诊疗范围", "肺炎、哮喘、结节等疾病的处理和长期的照护"),
    ):
        box = sketch.text(words, box=(0, top, 375, 100))
        sketch.text(head, box=(10, top + 10, 100, 20), parent=box)
    assert {"staff", "scope"} <= tells(DEPARTMENT, place("p", sketch.screen(), ("内科",)))


@pytest.mark.parametrize(("whose", "there"), [("何山 副主任医师", False), ("内科", True)])
def test_what_one_doctor_is_good_at_is_no_strength_of_the_department(
    whose: str, there: bool
) -> None:
    sketch = Sketch("内科")
    card = sketch.add(Role.GROUP, box=(0, 100, 375, 90))
    sketch.text(whose, box=(80, 110, 200, 20), parent=card)
    sketch.text("擅长:哮喘和肺结节的处理", box=(80, 140, 280, 20), parent=card)
    assert ("strengths" in tells(DEPARTMENT, place("p", sketch.screen(), ("内科",)))) is there


def test_the_rank_of_a_doctor_is_no_speciality() -> None:
    page = page_of("何山", "主治医师", "门诊二楼东侧诊室出诊,每周三上午")
    assert "speciality" not in tells(DOCTOR, page)


@pytest.mark.parametrize(("drawn", "there"), [("乘车路线 公交12路明湖路站下", True), ("", False)])
def test_an_item_may_stand_in_a_picture(drawn: str, there: bool) -> None:
    sketch = Sketch("医院简介")
    sketch.text("本院始建于 1952 年,开放床位 800 张,是一所三级综合医院。", "总机:010-55501000")
    sketch.add(Role.IMAGE, image="map.png", box=(0, 300, 375, 200))
    page = place("p", sketch.screen(), ("医院简介",))
    found = items(seen(page, drawn=drawn), HOSPITAL, [page])
    assert found["route"].truth is there


@pytest.mark.parametrize(
    ("words", "there"), [("技术支持:信息中心", False), ("引进手术机器人,诊疗技术全省领先", True)]
)
def test_who_made_the_app_is_no_technology(words: str, there: bool) -> None:
    assert ("technology" in tells(HOSPITAL, page_of("云州医院移动服务平台", words))) is there


@pytest.mark.parametrize(
    ("title", "more", "there"),
    [
        ("联系我们", "示范医院总机", {"address", "phone", "email", "route"}),
        ("来院路线", "示范医院", {"address", "phone", "email", "route"}),
        ("联系我们", "技术支持:示范科技有限公司", set()),
        ("意见反馈", "示范医院总机", set()),
    ],
)
def test_how_to_get_there_may_stand_on_a_page_of_its_own(
    title: str, more: str, there: set[str]
) -> None:
    told_there = ("地址:北京市朝阳区健康路18号", "电话:010-88001234", "电子邮箱:a@b.example")
    ways = ("乘车路线:地铁6号线健康路站B口出,步行300米", "本院历史悠久,建院七十年")
    page = place("p", lines(more, *told_there, *ways, title=title), (title,))
    missing = dict.fromkeys(kinds()[HOSPITAL], no("未见", ["e1"]))
    found = with_contact(seen(page), HOSPITAL, missing)
    assert {member for member, finding in found.items() if finding.truth} == there


def test_headings_in_brackets_part_an_introduction_and_a_name_heads_nothing() -> None:
    page = page_of(
        "北京明澄眼耳鼻喉专科医院",
        "【发展历史】医院始建于1958年,前身为清河眼病防治所,2009年迁入现址。",
        "【科室规模】设26个临床亚专科,编制床位420张,职工1180人。",
        "【科研方向】研究领域涵盖近视发病机制,承担国家自然科学基金37项。",
        "【医院荣誉】暂无",
        "[技术与应用] 人工耳蜗植入等技术已广泛应用于临床。",
    )
    assert tells(HOSPITAL, page) == {"name", "history", "scale", "research", "technology"}
