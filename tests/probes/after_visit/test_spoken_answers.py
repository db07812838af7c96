"""What an app said in passing about a form that was sent counts though the screen went on."""

from __future__ import annotations

import pytest

from devices.model import Events
from probes.flows.after_visit.aftercare import said_after
from probes.flows.after_visit.measuring import IN_RECORD
from probes.flows.forms.replies import Answer, Reply, sent_finding
from tests.probes.sketch import lines, mapped, place, touched


class Gone:
    """The list to which an app goes on after it has answered."""

    screen = lines("历史记录", "2026-03-02 血压 120/78", title="慢病监测")

    def again(self) -> object:
        return self.screen

    def tap(self, node: object, purpose: object = None) -> object:
        return self.screen

    def fill(self, node: object, text: str) -> object:
        return self.screen


@pytest.mark.parametrize(
    ("answer", "there"), [("保存成功,数据已同步至健康档案", True), ("保存成功", False)]
)
def test_an_answer_in_passing_counts(answer: str, there: bool) -> None:
    app = touched(Gone(), mapped(place("home", lines("欢迎"))), frozenset())
    said = lines("", events=Events(dialogs=(answer,)))
    assert sent_finding(app, "健康监测", Reply(Answer.SUCCESS, "成功", said)).truth
    found = said_after(app, IN_RECORD, "监测数据进入健康档案")
    assert (found is not None and found.truth is True) is there
