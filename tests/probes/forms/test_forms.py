"""Forms: what a field asks for, what gives consent, what sends, and what the app answered."""

from __future__ import annotations

from typing import cast

import pytest

from devices.model import Effect, Events, Node, Role, Screen
from probes.app import App
from probes.flows.forms.choices import tick
from probes.flows.forms.senders import buttons, primary
from probes.flows.forms.submitting import (
    MARK,
    Answer,
    consents,
    fields,
    option_groups,
    pickers,
    read_reply,
    sent_finding,
    value_for,
)
from probes.lexicon import load_lexicon
from probes.model import Cause
from tests.probes.sketch import Sketch, lines, reader

LEXICON = load_lexicon()


def names(screen: Screen) -> list[str]:
    return [field.name for field in fields(screen)]


def test_the_words_beside_a_field_name_it() -> None:
    sketch = Sketch()
    sketch.text("姓名", box=(16, 100, 60, 30))
    sketch.field(box=(90, 100, 250, 30))
    sketch.text("手机号", box=(16, 150, 60, 30))
    sketch.field(box=(90, 150, 250, 30))
    assert names(sketch.screen()) == ["姓名", "手机号"]


def test_the_words_above_a_field_name_it() -> None:
    sketch = Sketch()
    sketch.text("收缩压(mmHg)")
    sketch.field()
    assert names(sketch.screen()) == ["收缩压(mmHg)"]


def test_a_hint_names_a_field_and_adds_to_its_words() -> None:
    sketch = Sketch()
    sketch.text("证件", box=(16, 100, 60, 30))
    sketch.field("请输入身份证号", box=(90, 100, 250, 30))
    assert names(sketch.screen()) == ["证件 请输入身份证号"]


def test_prose_above_a_field_with_a_hint_is_not_its_name() -> None:
    sketch = Sketch()
    sketch.text("请准备:本人身份证、可接收短信的手机,资料仅供核验")
    sketch.field("请输入手机号", kind="tel")
    (field,) = fields(sketch.screen())
    assert field.name == "请输入手机号"
    assert value_for(reader(), field) == "13800000000"


def test_fields_come_as_they_are_read_and_only_those_in_reach() -> None:
    sketch = Sketch()
    sketch.field("二", box=(16, 300, 300, 30))
    sketch.field("一", box=(16, 100, 300, 30))
    sketch.field("盖住", box=(16, 400, 300, 30), covered=True)
    sketch.field("不可用", box=(16, 500, 300, 30), enabled=False)
    assert names(sketch.screen()) == ["一", "二"]


@pytest.mark.parametrize(
    ("hint", "kind", "expected"),
    [
        ("请输入手机号", "tel", "13800000000"),
        ("短信验证码", "number", "123456"),
        ("设置登录密码", "password", "Demo-123456"),
        ("就诊人姓名", "text", "张三"),
        ("证件号码", "text", "110101198506150377"),
        ("就诊卡号", "text", "10086001"),
        ("图形验证码", "text", ""),
        ("收缩压", "number", "120"),
        ("血糖值", "number", "5.6"),
        ("请描述您的问题", "textarea", f"测试{MARK}"),
        ("数量", "number", "1"),
        ("登录名", "text", "13800000000"),
        ("登录名 字母开头,4-16位", "text", "ceshi0000"),
    ],
)
def test_a_careful_tester_knows_what_belongs_into_a_field(
    hint: str, kind: str, expected: str
) -> None:
    sketch = Sketch()
    sketch.field(hint, kind=kind)
    (field,) = fields(sketch.screen())
    assert value_for(reader(), field) == expected


# consent


def test_a_tick_left_of_the_words_gives_consent() -> None:
    sketch = Sketch()
    tick = sketch.tick(box=(16, 500, 20, 20))
    sketch.text("我已阅读并同意《用户协议》", box=(44, 496, 280, 28))
    assert [n.index for n in consents(sketch.screen(), LEXICON)] == [tick]


def test_a_box_inside_its_own_words_is_a_consent() -> None:
    """The words of a label begin where the label does: left of the box that it holds."""
    sketch = Sketch("知情同意")
    words = sketch.add(Role.TEXT, "我已知情并同意", box=(49, 477, 122, 16), clickable=True)
    tick = sketch.add(Role.CHECKBOX, box=(53, 476, 13, 13), parent=words, clickable=True)
    assert [n.index for n in consents(sketch.screen(), LEXICON)] == [tick]


def test_a_wordless_circle_left_of_the_words_may_be_the_tick() -> None:
    sketch = Sketch()
    circle = sketch.add(Role.GROUP, box=(16, 500, 20, 20), clickable=True)
    sketch.text("我已阅读并同意《服务协议》", box=(44, 496, 280, 28))
    assert [n.index for n in consents(sketch.screen(), LEXICON)] == [circle]


@pytest.mark.parametrize(
    ("words", "icon", "consent"),
    [
        ("我已阅读并同意《服务协议》", 18, True),
        ("我已阅读并同意《服务协议》", 0, False),
        ("《服务协议》", 18, False),
    ],
)
def test_a_picture_in_the_row_of_the_words_may_be_the_tick(
    words: str, icon: int, consent: bool
) -> None:
    sketch = Sketch()
    row = sketch.add(Role.TEXT, words, box=(16, 356, 343, 20), clickable=True)
    if icon:
        sketch.add(Role.IMAGE, box=(16, 356, icon, icon), image="circle", parent=row)
    assert [n.index for n in consents(sketch.screen(), LEXICON)] == [row] * consent


class Drawn:
    """A row whose box is a picture: a touch opens the terms, or clears the box."""

    def __init__(self) -> None:
        self.ticked, self.open, self.touched = False, False, 0
        self.memory: dict[str, object] = {}
        self.lexicon = LEXICON

    def again(self) -> Screen:
        sketch = Sketch("确认预约")
        words = "我已阅读并同意《服务协议》"
        row = sketch.add(Role.TEXT, words, box=(16, 356, 343, 20), clickable=True)
        image = "full" if self.ticked else "empty"
        sketch.add(Role.IMAGE, box=(16, 356, 18, 18), image=image, parent=row)
        if self.open:
            sheet = sketch.add(Role.DIALOG, box=(30, 200, 315, 400))
            sketch.text("服务协议", "第一条 实名预约,一人一号。" * 8, parent=sheet)
            sketch.button("我已知晓并同意", "不同意", parent=sheet)
        return sketch.screen()

    def tap(self, node: Node, purpose: Effect = Effect.READ, **_: bool) -> Screen:
        if node.text == "我已知晓并同意":
            self.ticked, self.open = True, False
        elif node.text.startswith("我已阅读"):
            self.touched += 1
            self.open, self.ticked = not self.ticked, False
        return self.again()


def test_a_picture_that_was_ticked_is_not_touched_again() -> None:
    app = Drawn()
    for _ in range(3):
        tick(cast(App, app))
    assert (app.ticked, app.touched) == (True, 1)


def test_a_tick_box_for_something_else_gives_no_consent() -> None:
    sketch = Sketch()
    sketch.tick(box=(16, 100, 20, 20))
    sketch.text("记住密码", box=(44, 96, 280, 28))
    sketch.text("登录即表示您同意《用户协议》", box=(44, 496, 280, 28))
    assert consents(sketch.screen(), LEXICON) == []


# choices


def test_a_row_that_says_please_choose_is_a_picker() -> None:
    sketch = Sketch()
    row = sketch.add(Role.GROUP, clickable=True)
    sketch.text("就诊科室", parent=row)
    sketch.text("请选择", parent=row)
    sketch.button("提交")
    assert [n.index for n in pickers(sketch.screen())] == [row]


@pytest.mark.parametrize(
    ("beside", "value", "more", "is_one"),
    [
        ("性别", "", {}, True),
        ("", "", {}, True),
        ("性别", "女", {}, False),
        ("性别", "", {"editable": True}, False),  # 请选择或输入: something to type into
    ],
)
def test_a_row_around_a_field_that_is_only_shown_is_a_picker_until_something_is_chosen(
    beside: str, value: str, more: dict[str, bool], is_one: bool
) -> None:
    sketch = Sketch()
    row = sketch.add(Role.GROUP, clickable=True)
    if beside:
        sketch.text(beside, parent=row)
    sketch.add(Role.FIELD, hint="请选择性别", value=value, parent=row, enabled=False, **more)
    screen = sketch.screen()
    assert [n.index for n in pickers(screen)] == ([row] if is_one else [])
    assert screen.label(screen.nodes[row]) == (beside or "请选择性别")


def labels(groups: list[list[Node]], screen: Screen) -> list[list[str]]:
    return [[screen.label(node) for node in group] for group in groups]


def test_radios_of_one_holder_are_one_question() -> None:
    sketch = Sketch("满意度调查")
    for question, options in (("服务态度", ("满意", "一般")), ("就诊环境", ("好", "差"))):
        sketch.text(question)
        holder = sketch.add(Role.GROUP)
        for option in options:
            sketch.tick(role=Role.RADIO, text=option, parent=holder)
    screen = sketch.screen()
    assert labels(option_groups(screen, LEXICON), screen) == [["满意", "一般"], ["好", "差"]]


def test_in_a_flat_list_a_heading_begins_the_next_question() -> None:
    sketch = Sketch("自评")
    for question in ("1. 您是否吸烟", "2. 您是否饮酒"):
        sketch.text(question)
        for option in ("是", "否"):
            sketch.tick(role=Role.RADIO, text=option)
    screen = sketch.screen()
    assert labels(option_groups(screen, LEXICON), screen) == [["是", "否"], ["是", "否"]]


def test_consent_is_no_question() -> None:
    sketch = Sketch("登录")
    sketch.tick(box=(16, 500, 20, 20), role=Role.RADIO)
    sketch.text("我已阅读并同意《用户协议》", box=(44, 496, 280, 28))
    assert option_groups(sketch.screen(), LEXICON) == []


def test_short_chips_side_by_side_are_options() -> None:
    sketch = Sketch("投诉")
    holder = sketch.add(Role.GROUP)
    for number, words in enumerate(("服务态度", "收费问题", "环境卫生")):
        sketch.add(
            Role.TEXT, words, box=(16 + 110 * number, 200, 100, 30), parent=holder, clickable=True
        )
    screen = sketch.screen()
    assert labels(option_groups(screen, LEXICON), screen) == [["服务态度", "收费问题", "环境卫生"]]


# what sends it


@pytest.mark.parametrize(
    "words",
    ["提交", "提交投诉", "保存", "确认提交", "立即提交", "提交评价", "提交问诊", "提交并上报医院"],
)
def test_a_sending_control_is_known_by_its_words(words: str) -> None:
    sketch = Sketch()
    sketch.field("请描述您的问题")
    button = sketch.button(words)
    assert [n.index for n in buttons(sketch.screen(), LEXICON, "submit_button")] == [button]


@pytest.mark.parametrize("words", ["我的提交", "取消", "保存须知", "返回", "清空"])
def test_words_about_sending_do_not_send(words: str) -> None:
    sketch = Sketch()
    sketch.field("请描述您的问题")
    sketch.button(words)
    assert buttons(sketch.screen(), LEXICON, "submit_button") == []


def test_the_words_beside_a_field_send_nothing() -> None:
    sketch = Sketch()
    sketch.add(Role.TEXT, "添加照片", box=(16, 100, 80, 40), clickable=True)
    sketch.add(Role.FIELD, hint="添加照片", kind="file", box=(110, 100, 200, 40), clickable=True)
    assert buttons(sketch.screen(), LEXICON, "next_button") == []


def test_the_lowest_of_several_comes_first_and_the_inner_of_two() -> None:
    sketch = Sketch()
    upper = sketch.button("提交", box=(16, 100, 100, 40))
    outer = sketch.button("", box=(16, 600, 300, 60))
    inner = sketch.button("提交", box=(20, 605, 280, 50), parent=outer)
    found = buttons(sketch.screen(), LEXICON, "submit_button")
    assert [n.index for n in found] == [inner, upper]


def test_the_broad_control_below_all_fields_sends_whatever_it_says() -> None:
    sketch = Sketch()
    sketch.button("填写须知")
    sketch.field("请描述您的症状")
    sketch.button("查看记录")
    sender = sketch.button("就这样吧")
    found = primary(sketch.screen())
    assert found is not None
    assert found.index == sender


def test_without_anything_to_fill_in_nothing_sends() -> None:
    sketch = Sketch()
    sketch.button("就这样吧")
    assert primary(sketch.screen()) is None


# the answer

FORM = lines("意见反馈", "请描述您的问题", title="意见反馈")
DONE = lines("感谢您的反馈,受理编号 20261122", title="结果")


def answer(after: Screen, before: Screen = FORM) -> Answer:
    return read_reply(reader(after), before, after).answer


def told(*toasts: str, dialogs: tuple[str, ...] = (), failures: tuple[str, ...] = ()) -> Screen:
    """The form, still there, with what was said over it."""
    events = Events(toasts=toasts, dialogs=dialogs, failures=failures)
    return lines("意见反馈", "请描述您的问题", title="意见反馈", events=events)


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (told("提交成功"), Answer.SUCCESS),
        (told(dialogs=("已收到您的反馈",)), Answer.SUCCESS),
        (told("系统繁忙,请稍后再试"), Answer.FAILURE),
        (told("提交失败"), Answer.FAILURE),
        (told("功能建设中"), Answer.PLACEHOLDER),
        (told("请输入联系电话"), Answer.VALIDATION),
        (told("请把资料填写完整"), Answer.VALIDATION),
        (told("手机号格式不正确"), Answer.VALIDATION),
        (told("验证码已发送"), Answer.VALIDATION),
        (told("验证码发送成功,请注意查收"), Answer.VALIDATION),
        (told(failures=("500 POST https://a.example/api",)), Answer.FAILURE),
        (told(), Answer.NOTHING),
        (told("加载中..."), Answer.NOTHING),
        (DONE, Answer.SUCCESS),
        (lines("我的反馈", "2026-11-22 等候时间较长", title="反馈列表"), Answer.LEFT),
    ],
)
def test_an_apps_answer_is_read_as_a_person_reads_it(after: Screen, expected: Answer) -> None:
    assert answer(after) is expected


def test_words_that_nobody_understands_are_not_silence() -> None:
    """An app that said something reacted: that is no proof that the form is dead."""
    assert answer(told("今天的天气不错")) is Answer.VALIDATION


def test_the_news_of_the_page_that_follows_refuse_nothing() -> None:
    news = [f"本院第{n}则新闻" for n in range(20)]
    home = lines("首页", "中药代煎室升级改造", *news, title="首页")
    assert answer(home) is Answer.LEFT
    assert answer(lines("系统升级改造中,敬请期待", title="提示")) is Answer.PLACEHOLDER


def test_what_was_on_the_screen_before_is_no_answer() -> None:
    before = lines("上次提交成功", "请描述您的问题", title="意见反馈")
    after = lines("上次提交成功", "请描述您的问题", "内容为空", title="意见反馈")
    assert answer(after, before) is not Answer.SUCCESS


def test_a_failure_outweighs_the_word_success_in_it() -> None:
    assert answer(told("提交失败,未能成功保存,请稍后重试")) is Answer.FAILURE


@pytest.mark.parametrize(
    ("after", "truth", "cause"),
    [
        (told("提交成功"), True, None),
        (told("系统繁忙"), False, None),
        (told(), False, None),
        (told("请输入联系电话"), None, Cause.NOT_CONCLUSIVE),
    ],
)
def test_what_an_answer_says_about_the_function(
    after: Screen, truth: bool | None, cause: Cause | None
) -> None:
    app = reader(after)
    app.show = lambda nodes=(), note="": "e1"  # type: ignore[method-assign]
    finding = sent_finding(app, "意见反馈", read_reply(app, FORM, after))
    assert (finding.truth, finding.cause) == (truth, cause)


def test_the_words_that_decided_are_kept() -> None:
    reply = read_reply(reader(), FORM, told("您的意见已收到,将在三个工作日内答复"))
    assert "已收到" in reply.words


def floating(*names: str, filled: int = 0) -> Screen:
    """Fields whose labels lie over them until they are filled, and then move up a little."""
    sketch = Sketch("新增家人")
    for nth, name in enumerate(names):
        y = 150 + 60 * nth
        value = "测试" if nth < filled else ""
        sketch.field(name, value=value, box=(22, y, 346, 24))
        sketch.text(name, box=(22, y - 20, 40, 18) if value else (22, y, 48, 24))
    return sketch.screen()


@pytest.mark.parametrize("filled", [0, 1, 2])
def test_a_label_over_a_field_names_it_before_and_after_it_has_moved_up(filled: int) -> None:
    asked = ("姓名", "身份证号", "联系电话")
    found = [f.name for f in fields(floating(*asked, filled=filled))]
    assert found == [f"{name} {name}" for name in asked]


def test_what_hands_in_papers_of_its_own_sends_no_form() -> None:
    sketch = Sketch("病情填写")
    sketch.field("哪里不舒服")
    sketch.button("保存给医生", "上传资料")
    found = buttons(sketch.screen(), load_lexicon(), "submit_button")
    assert [node.text for node in found][:1] == ["保存给医生"]
    alone = Sketch("资料上传")
    alone.button("上传资料")
    assert [n.text for n in buttons(alone.screen(), load_lexicon(), "submit_button")] == [
        "上传资料"
    ]


def test_the_step_over_a_form_sends_nothing() -> None:
    sketch = Sketch("图文问诊")
    sketch.button("1 描述病情", "2 选患者", "3 确认")
    sketch.field("请描述症状")
    assert buttons(sketch.screen(), load_lexicon(), "submit_button") == []
    sketch.button("确认")
    assert len(buttons(sketch.screen(), load_lexicon(), "submit_button")) == 1


@pytest.mark.parametrize(
    ("says", "expected"),
    [
        ("【自动应答】恢复情况良好,请继续规律服药", Answer.SUCCESS),
        ("系统判定为中风险", Answer.SUCCESS),
        ("以上为第一部分", Answer.LEFT),
    ],
)
def test_what_a_questionnaire_answers_at_once_was_taken_in(says: str, expected: Answer) -> None:
    def asked(*more: str) -> Screen:
        sketch = Sketch("随访表")
        for question in ("近一周有无胸痛", "是否按时服药"):
            sketch.text(question)
            for option in ("有", "没有", "偶尔"):
                sketch.tick(role=Role.RADIO, text=option)
        sketch.text("请如实填写", *more)
        return sketch.screen()

    assert answer(asked(says), asked()) is expected
