"""Lists of days and hours, and pages that only show more: a few taps tell what they hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.exploring.sampling import CUTS, ROWS_OF_A_LIST, SAMPLES
from tests.probes.drawn import drawn

DAYS = [f"2026-10-{day} 日清单 ¥{day}.50" for day in range(12, 19)]
FEES = [f"床位费、护理费、检查费与第{n}项费用的说明" for n in "一二三四五六"]


def tapped(pages: dict[str, list[str]], folder: Path, word: str) -> list[tuple[str, str]]:
    """Source and label of every way whose label holds a word."""
    ways = drawn(folder, pages).map.ways
    return [(way.source, way.label) for way in ways if word in way.label]


def test_rows_that_differ_in_their_figures_and_lead_to_one_page_are_sampled(
    tmp_path: Path,
) -> None:
    pages = {"首页": [*(f"{day} > 清单" for day in DAYS)], "清单": FEES}
    assert len(tapped(pages, tmp_path, "日清单")) == SAMPLES


def test_rows_of_other_words_are_opened_though_they_lead_to_one_page(tmp_path: Path) -> None:
    """Tiles that led to one page (a wall) are no list yet."""
    tiles = ["院区环境", "院长信箱", "党建之窗", "招标采购", "人才招聘"]
    pages = {"首页": [*(f"{tile} > 清单" for tile in tiles)], "清单": FEES}
    assert len([label for tile in tiles for label in tapped(pages, tmp_path, tile)]) == len(tiles)


@pytest.mark.parametrize("more", [[], ["导出清单 > 导出"]])
def test_a_page_that_only_shows_more_is_not_gone_through_again(
    more: list[str], tmp_path: Path
) -> None:
    """An accordion that opened: nothing but words has come, unless it brings an entry with it."""
    rows = ["首日 > 费用#2", "次日 > 费用#2", "往来记录 > 记录"]
    pages = {"首页": ["费用 > 费用"], "费用": ["共两日", *rows], "记录": ["没有记录"]}
    pages |= {"费用#2": ["共两日", *rows, *FEES, *more], "导出": ["导出的说明"]}
    appmap = drawn(tmp_path, pages).map
    opened = next(p.id for p in appmap.places.values() if FEES[0] in p.screen.text)
    assert bool(list(appmap.ways_from(opened))) == bool(more)
    assert ("导出的说明" in {p.screen.text for p in appmap.places.values()}) == bool(more)
    assert appmap.complete


def test_of_the_hours_of_a_day_a_few_are_enough(tmp_path: Path) -> None:
    hours = [f"{hour:02}:{half}" for hour in range(8, 12) for half in ("00", "30")]
    pages = {"首页": ["请选择时段", *(f"{hour} > 首页" for hour in hours)]}
    assert len(tapped(pages, tmp_path, ":")) == CUTS


WARDS = {"内科": ("xin", "hu", "xiao"), "外科": ("pu", "gu", "nao")}


@pytest.mark.parametrize(("named", "opened"), [(False, ROWS_OF_A_LIST), (True, 6)])
def test_a_list_goes_on_behind_its_other_tab(named: bool, opened: int, tmp_path: Path) -> None:
    """Pages told by a word in the address; those that bear names of functions are all opened."""
    names = ["门诊缴费", "检验报告", "候诊查询", "电子发票", "住院预约", "满意度调查"]
    labels = dict(zip([w for ward in WARDS.values() for w in ward], names, strict=True))
    pages: dict[str, list[str]] = {"首页": [f"{ward} > 科室#{ward}" for ward in WARDS]}
    pages["科室"] = ["本院科室"]
    pages["号源"] = ["选择医生"]
    for ward, rows in WARDS.items():
        shown = [f"{labels[row] if named else row + '诊室'} > 号源#{row}" for row in rows]
        pages[f"科室#{ward}"] = [f"{ward}的各个诊室", *shown]
        for row in rows:
            pages[f"号源#{row}"] = ["选择医生", f"{row}的赵某 > {row}赵", f"{row}的钱某 > {row}钱"]
            pages |= {f"{row}{name}": [f"{row}{name}的内容"] for name in "赵钱"}
    ways = drawn(tmp_path, pages).map.ways
    assert len({way.source for way in ways if way.label.endswith("赵某")}) == opened
