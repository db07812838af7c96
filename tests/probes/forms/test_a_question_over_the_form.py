"""A form that asks once more whether to send is sent; one that wants something else is not."""

from __future__ import annotations

import pytest

from devices.model import Role, Screen
from probes.flows.forms.submitting import Answer, _continues, _goes_on, read_reply
from tests.probes.sketch import Sketch, lines, reader, said


def form(words: str = "", *buttons: str) -> Screen:
    sketch = Sketch("在线问诊")
    sketch.field("请描述病情", value="测试", covered=bool(words))
    sketch.button("提交问诊", covered=bool(words))
    if words:
        dialog = sketch.add(Role.DIALOG)
        sketch.text(words, parent=dialog)
        sketch.button(*buttons, parent=dialog)
    return sketch.screen()


@pytest.mark.parametrize(
    ("words", "buttons", "goes_on"),
    [
        ("提交后医生会在一天内回复,是否继续", ("取消", "确定"), True),
        ("内容填好了吗", ("再想想", "确认提交"), True),
        ("请先绑定就诊卡", ("取消", "确定"), False),
        ("还没有就诊卡,办一张吧", ("取消", "去绑定"), False),
        ("服务时间为工作日", ("确定",), False),
        ("内容尚未提交,确定离开吗", ("取消", "确定"), False),
    ],
)
def test_a_question_is_answered(words: str, buttons: tuple[str, ...], goes_on: bool) -> None:
    after = form(words, *buttons)
    assert _continues(reader(after), form(), after, "submit_button") is goes_on


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("核验通过", Answer.SUCCESS),
        ("身份认证已通过", Answer.SUCCESS),
        ("核验未通过", Answer.VALIDATION),
        ("认证通过后方可问诊", Answer.VALIDATION),
    ],
)
def test_who_passed_is_taken_in(words: str, answer: Answer) -> None:
    screen = lines("真实姓名", title="在线问诊", events=said(words))
    assert read_reply(reader(screen), form(), screen).answer is answer


@pytest.mark.parametrize(
    ("words", "button", "goes_on"),
    [
        ("请核对信息 性别 女 症状 测试", "确认无误", True),
        ("请核对信息 性别 女 症状 测试", "知道了", False),
        ("信息有误,请检查后重新填写", "返回修改", False),
    ],
)
def test_what_was_filled_in_is_confirmed_where_it_comes_up_once_more(
    words: str, button: str, goes_on: bool
) -> None:
    before, after = form(), form(words, button)
    reply = read_reply(reader(after), before, after)
    assert _goes_on(reader(after), before, reply, "submit_button", set()) is goes_on
