"""1.1.2: the rows of a page of authentication open one form over it, a different one each."""

from __future__ import annotations

import pytest

from probes.appmap import SIBLINGS
from probes.flows.access.method_tabs import on_tabs
from probes.flows.messages.received import kinds
from tests.probes.sketch import Sketch, explored, mapped, place, way

PATTERNS = kinds()["1.1.2.real_name_methods"]
CARD, MEDICARE, WINDOW, FACE = (
    "居民身份证核验 姓名与证件号比对",
    "医保凭证核验 社保卡/医保个人编号",
    "院内建档匹配 用线下办理的就诊卡号核对",
    "刷脸核验",
)


@pytest.mark.parametrize(
    ("member", "row"),
    [("medicare_card", MEDICARE), ("offline_link", WINDOW), ("biometric", None), ("police", None)],
)
def test_each_row_is_a_way_of_its_own(member: str, row: str | None) -> None:
    rows = Sketch("实名核验")
    rows.button(CARD, MEDICARE, WINDOW, FACE)
    form = Sketch("实名核验")
    form.field("姓名")
    form.field("证件号码")
    form.button("提交核验")
    page, sheet = place("p", rows.screen()), place("form", form.screen())
    ways = [way(label, "form", "p", node=n) for n, label in enumerate((CARD, MEDICARE, WINDOW))]
    app = explored(mapped(page, sheet, ways=(*ways, way(FACE, "", "p", node=3))))
    found = list(on_tabs(app, [page, sheet], member, PATTERNS))
    assert found == ([(page, row)] if row else [])


def test_a_row_left_out_as_one_of_many_alike_is_a_way_too() -> None:
    rows = Sketch("实名核验")
    rows.button(CARD, MEDICARE, WINDOW)
    card, medicare = Sketch("身份核验"), Sketch("医保核验")
    card.field("证件号码")
    medicare.field("医保个人编号")
    page = place("p", rows.screen())
    forms = place("card", card.screen()), place("medicare", medicare.screen())
    appmap = mapped(page, *forms, ways=(way(CARD, "card", "p"), way(MEDICARE, "medicare", "p")))
    appmap.unvisited.append(("p", WINDOW, SIBLINGS))
    found = list(on_tabs(explored(appmap), [page], "offline_link", PATTERNS))
    assert found == [(page, WINDOW)]
