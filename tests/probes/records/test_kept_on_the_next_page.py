"""A form that opens what it took in has taken it, whatever that page asks for besides."""

from __future__ import annotations

from typing import cast

import pytest

from devices.model import Effect, Node, Role, Screen
from probes.app import App
from probes.flows.forms.submitting import send, sent_finding
from probes.flows.records.upload import uploaded
from probes.flows.screens.fields import FILE_NAME, PROSE
from tests.probes.forms.test_filling import Script
from tests.probes.sketch import Sketch, explored, mapped, place

SITE = "https://a.example/"


def entry(kind: str = "textarea") -> Screen:
    sketch = Sketch("填写病情", SITE + "edit")
    sketch.text("主要不适")
    sketch.field("", kind=kind, value=PROSE)
    sketch.button("保存并下一步")
    return sketch.screen()


def sheet(*files: str, said: str = PROSE) -> Screen:
    """What was sent, and a field for a file under it."""
    sketch = Sketch("预问诊单", SITE + "sheet")
    sketch.text("主诉", said, "病历资料", *(files or ("尚未上传",)))
    sketch.add(Role.FIELD, kind="file", clickable=True, value="1" if files else "")
    sketch.button("上传病历")
    return sketch.screen()


def test_a_sheet_that_shows_what_was_written_was_saved() -> None:
    pages = {"form": (entry(), {"保存并下一步": "sheet"}), "sheet": (sheet(), {})}
    script = Script("form", pages)
    found = sent_finding(cast(App, script), "病情", send(cast(App, script), Effect.OWN))
    assert (found.truth, script.tapped) == (True, ["保存并下一步"])


def test_a_page_that_asks_for_a_file_and_shows_nothing_of_it_proves_nothing() -> None:
    pages = {"form": (entry(), {"保存并下一步": "sheet"}), "sheet": (sheet(said="请上传"), {})}
    script = Script("form", pages)
    script.allowed = frozenset()
    found = sent_finding(cast(App, script), "病情", send(cast(App, script), Effect.OWN))
    assert found.truth is None


class Sheet(Script):
    """The sheet that was saved just now; it lists a file once one was handed over and sent."""

    def __init__(self, keeps: bool) -> None:
        after = sheet(FILE_NAME) if keeps else sheet()
        super().__init__("sheet", {"sheet": (sheet(), {"上传病历": "sent"}), "sent": (after, {})})
        self.offered: list[Node] = []

    def upload(self, node: Node) -> Screen:
        self.offered.append(node)
        return self.again()


@pytest.mark.parametrize("keeps", [True, False])
def test_a_file_goes_up_from_the_sheet_that_was_saved(keeps: bool) -> None:
    page = Sheet(keeps)
    home = place("home", Sketch("首页").screen())
    app = explored(mapped(home), allowed=page.allowed, account=page.account)
    for name in ("again", "tap", "upload", "show"):
        setattr(app, name, getattr(page, name))
    found = uploaded(app, "record_upload")
    assert page.offered
    assert page.tapped.count("上传病历") >= 1
    assert bool(found.truth) is keeps


def test_the_name_of_a_file_that_was_only_chosen_says_nothing() -> None:
    """An uploader lists what was chosen; that the page changes a little sends nothing."""

    def form(*more: str) -> Screen:
        sketch = Sketch("上传", SITE + "upload")
        sketch.text("检查报告", FILE_NAME, *more)
        sketch.field("份数", kind="number", value="1")
        sketch.button("提交")
        return sketch.screen()

    pages = {"form": (form(), {"提交": "same"}), "same": (form("处理"), {"提交": "same"})}
    script = Script("form", pages)
    found = sent_finding(cast(App, script), "上传", send(cast(App, script), Effect.OWN))
    assert found.truth is not True


def questionnaire() -> Screen:
    sketch = Sketch("自评量表", SITE + "scale")
    for row in range(4):
        holder = sketch.add(Role.GROUP)
        sketch.text(f"{row + 1}. 过去两周的情况")
        sketch.tick(True, Role.RADIO, parent=holder)
    sketch.button("提交")
    return sketch.screen()


@pytest.mark.parametrize(("says", "truth"), [("6 分", True), ("请登录后查看", None)])
def test_a_score_says_that_the_answers_were_taken(says: str, truth: bool | None) -> None:
    result = Sketch("测评", SITE + "result")
    result.text("自评量表", says)
    pages = {"form": (questionnaire(), {"提交": "result"}), "result": (result.screen(), {})}
    script = Script("form", pages)
    found = sent_finding(cast(App, script), "评估", send(cast(App, script), Effect.OWN))
    assert found.truth is truth


def test_a_score_after_a_form_without_answers_says_nothing() -> None:
    shop = Sketch("积分", SITE + "points")
    shop.text("我的积分", "6 分")
    pages = {"form": (entry("number"), {"保存并下一步": "shop"}), "shop": (shop.screen(), {})}
    script = Script("form", pages)
    found = sent_finding(cast(App, script), "资料", send(cast(App, script), Effect.OWN))
    assert found.truth is None
