"""A form that was taken in is not sent again for another function, one that was refused is."""

from __future__ import annotations

from pathlib import Path

import pytest

from devices.model import Effect
from probes.flows.places.entry import submitted
from tests.probes.drawn import drawn


@pytest.mark.parametrize(
    ("answer", "again"), [("提交成功,感谢您的参与", False), ("系统繁忙,请稍后再试", True)]
)
def test_one_sending_answers_for_all_that_it_proves(
    tmp_path: Path, answer: str, again: bool
) -> None:
    form = ["您对医生的服务态度是否满意", "? 其他意见", f"提交 ! {answer}"]
    pages = {"首页": ["满意度调查 > 满意度调查", "本院欢迎您"], "满意度调查": form}
    app = drawn(tmp_path, pages, allow=frozenset({Effect.OWN, Effect.CONTACT}))
    first = submitted(app, "survey", Effect.OWN)
    actions = app.session.actions
    second = submitted(app, "survey", Effect.OWN)
    assert second.truth is first.truth
    assert (app.session.actions > actions) is again
    assert ("已提交过一次" in second.reason) is not again
