"""Much alike costs little: days, gates before every function, rows of one list, the first page."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from auditor.exploring.cuts import is_cut
from auditor.exploring.sampling import CUTS, DAYS, IDLE, LED_ALIKE, ROWS_OF_A_LIST, Kinds
from auditor.live.identity import same_place
from auditor.live.taps import taps_of
from devices.model import Role, Screen
from probes.appmap import AppMap, Arrival
from probes.lexicon import load_lexicon
from tests.probes.drawn import drawn
from tests.probes.sketch import Sketch, lines, mapped, place, way

LEXICON = load_lexicon()
FUNCTIONS = ("门诊缴费", "检验报告", "候诊查询", "电子发票", "住院预约")
ROWS = ("neike", "waike", "erke", "yanke", "guke", "pifuke")


def titles(appmap: AppMap) -> set[str]:
    return {place.screen.title for place in appmap.places.values()}


def test_of_the_days_of_a_list_a_few_are_enough(tmp_path: Path) -> None:
    days = [f"周{day} 11-2{n} > 首页" for n, day in enumerate("一二三四五六日")]
    years = [f"20{n}年 > 往年" for n in (25, 24, 23, 22)]
    pages = {"首页": [*days, "关于我们 > 关于"], "关于": ["三个院区", *years], "往年": ["没有记录"]}
    labels = [way.label for way in drawn(tmp_path, pages).map.ways]
    assert sum(label.startswith("周") for label in labels) == CUTS
    assert sum(label.endswith("年") for label in labels) == 2
    assert "关于我们" in labels


@pytest.mark.parametrize(
    "label", ["周三 11-25", "近一年", "最近30天", "2025年", "今天", "11月27日", "C"]
)
def test_a_day_or_a_period_is_told(label: str) -> None:
    assert is_cut(label)


@pytest.mark.parametrize(
    "label", ["周医生 主任医师", "近视门诊", "今日出诊", "120急救", "年度报告"]
)
def test_other_words_are_none(label: str) -> None:
    assert not is_cut(label)


def test_who_it_is_for_is_asked_before_every_function_and_gone_through(tmp_path: Path) -> None:
    """The same page each time: what leads elsewhere is tapped each time, 添加 but a few times."""
    pages = {"首页": [f"{name} > 选人#{name}" for name in FUNCTIONS], "选人": ["请选择"]}
    pages["添加"] = ["在这里填写资料"]
    for name in FUNCTIONS:
        pages[f"选人#{name}"] = ["请选择就诊人", f"张三 本人 > {name}页", "新增 > 添加"]
        pages[f"{name}页"] = [f"{name}的内容在这里"]
    appmap = drawn(tmp_path, pages).map
    assert titles(appmap) >= {f"{name}页" for name in FUNCTIONS}
    assert sum(way.label == "新增" for way in appmap.ways) == LED_ALIKE
    assert appmap.complete


def test_rows_that_differ_by_a_word_in_the_address_are_one_list(tmp_path: Path) -> None:
    pages = {"首页": [f"{row}诊室 > 医生#{row}" for row in ROWS], "医生": ["请选择"]}
    for row in ROWS:
        pages[f"医生#{row}"] = ["请选择", f"{row}的赵某 > {row}赵", f"{row}的钱某 > {row}钱"]
        pages |= {f"{row}{name}": [f"{row}{name}的内容"] for name in "赵钱"}
    appmap = drawn(tmp_path, pages).map
    opened = {way.source for way in appmap.ways if way.label.endswith("赵某")}
    assert len(opened) == ROWS_OF_A_LIST
    assert appmap.complete


def first(address: str, *more: str) -> Screen:
    screen = lines("预约挂号", "门诊缴费", "检验报告", *more, title="示范医院")
    return replace(screen, address=f"https://a.example/app/{address}")


@pytest.mark.parametrize(
    ("address", "more", "same"),
    [
        ("#/pages/index/index", (), True),
        ("#/home", (), True),
        ("#/pages/booking", (), False),
        ("?from=card#/home", (), True),
        ("#/home", ("请选择院区",), False),
    ],
)
def test_the_first_page_with_and_without_its_name(
    address: str, more: tuple[str, ...], same: bool
) -> None:
    assert same_place(first(""), first(address, *more)) == same
    assert same_place(first(address, *more), first("")) == same


@pytest.mark.parametrize("day", [" 2026-11-01", ""])
def test_an_entry_among_news_is_none_of_them(tmp_path: Path, day: str) -> None:
    items = ("甲", "乙", "丙", "丁", "戊")
    news = [f"本院新闻关于{x}项工作的报道{day} > 新闻#{n}" for n, x in enumerate(items, 1)]
    pages = {"首页": [*news, "服务大全 > 服务大全", "本院欢迎您"], "新闻": ["正文"]}
    pages |= {f"新闻#{n}": [f"第{n}则新闻的正文在这里", "发布时间:2026-11-01"] for n in range(1, 6)}
    pages["服务大全"] = ["门诊缴费 > 门诊缴费", "检验报告 > 检验报告"]
    pages |= {name: [f"{name}的内容"] for name in ("门诊缴费", "检验报告")}
    appmap = drawn(tmp_path, pages).map
    assert titles(appmap) >= {"服务大全", "门诊缴费", "检验报告"}
    assert sum(way.label.startswith("本院新闻") for way in appmap.ways) < len(news)


def test_what_could_not_be_tapped_is_not_counted_as_what_was_tapped_before() -> None:
    """It left no way: the last one from the same page is another control's."""
    sketch = Sketch("首页")
    sketch.button("今日天气", "院庆活动")
    home = place("home", sketch.screen())
    first, second = taps_of(home, LEXICON)
    assert first.node.index == 0
    kinds = Kinds(mapped(home, ways=(way(first.label),)), LEXICON)
    for _ in range(2 * IDLE):
        kinds.tried(home, second)
    assert not kinds.dull(home, second)
    for _ in range(IDLE):
        kinds.tried(home, first)
    assert kinds.dull(home, first)


@pytest.mark.parametrize("held", [False, True])
def test_days_of_a_calendar_that_show_nothing_are_tapped_ever_less(held: bool) -> None:
    """One picker serves every form: the third calendar need not be tapped day by day.

    So it is where each day asks the server for something that is held back.
    """
    arrival = Arrival.REFUSED if held else Arrival.NOTHING
    places = []
    for name in ("a", "b", "c"):
        sketch = Sketch(name)
        sketch.button(*(str(day) for day in range(1, 31)))
        places.append(place(name, sketch.screen()))
    kinds = Kinds(mapped(*places), LEXICON)
    tapped = []
    for form in places:
        tapped.append(0)
        for tap in taps_of(form, LEXICON):
            if kinds.dull(form, tap):
                continue
            idle = way(tap.label, "", form.id, node=tap.node.index, arrival=arrival, held=held)
            kinds.map.ways.append(idle)
            kinds.tried(form, tap)
            tapped[-1] += 1
    assert tapped == [CUTS, CUTS, DAYS]


@pytest.mark.parametrize(
    ("third", "one_more"),
    [(("记一笔",), False), ((), True), (("东楼", "西楼", "南楼", "北楼"), True)],
)
def test_a_tab_with_a_button_of_its_own_is_none_of_a_kind(
    third: tuple[str, ...], one_more: bool
) -> None:
    """Two tabs of a page are enough for a list of kinds, not for what only the third can do."""
    tabs = []
    for name, buttons in (("甲栏", ()), ("乙栏", ()), ("丙栏", third)):
        sketch = Sketch("本院风貌")
        for label in ("甲栏", "乙栏", "丙栏"):
            sketch.add(Role.TAB, label, clickable=True)
        sketch.text("这里有三栏内容", "每栏各写一段")
        if buttons:
            sketch.button(*buttons)
        tabs.append(replace(place(name, sketch.screen()), trail=("我的", name)))
    kinds = Kinds(mapped(*tabs), LEXICON)
    kinds.expanded += tabs[:2]
    assert kinds.one_more(tabs[2]) is one_more
