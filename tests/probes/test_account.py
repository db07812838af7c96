"""Account pages: the method of a real-name page, what is a login form, what registering tells."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from devices.model import Role, Screen
from probes.app import App, LoginState
from probes.appmap import Arrival
from probes.finder import Finder
from probes.flows.access.login import login_button
from probes.flows.access.login_ways import _switches, _typed
from probes.flows.access.real_name import _dead_ways, methods_of
from probes.flows.access.registration import (
    _broken_entry,
    _labels_field,
    held_back,
    registers,
    registration_places,
    unread,
)
from probes.flows.access.registration_terms import _about, agreement, names_agreement
from probes.flows.messages.received import kinds
from probes.hollow import Frame, Hollow, judge
from probes.lexicon import load_lexicon
from probes.model import Cause
from tests.probes.drawn import drawn
from tests.probes.sketch import TEST_ACCOUNT, Sketch, lines, mapped, place, reader, way

LEXICON = load_lexicon()
PATTERNS = kinds()["1.1.2.real_name_methods"]
APP = cast(App, SimpleNamespace(lexicon=LEXICON, account=TEST_ACCOUNT))


def method_page(title: str, prose: str, *hints: str) -> Screen:
    sketch = Sketch(title)
    if prose:
        sketch.text(prose)
    for hint in hints:
        sketch.field(hint)
    sketch.button("认证")
    return sketch.screen()


@pytest.mark.parametrize(
    ("title", "prose", "hints", "expected"),
    [
        ("身份证认证", "", ("姓名", "身份证号"), {"id_card"}),
        ("刷脸认证", "", ("姓名", "身份证号"), {"biometric"}),
        ("公民身份核验", "将通过公安部门人口信息库核验您的身份", ("身份证号",), {"police"}),
        ("网络身份认证", "", ("身份证号",), {"police"}),
        ("老患者绑卡", "", ("姓名", "就诊卡号"), {"offline_link"}),
        ("实名认证", "", ("姓名", "身份证号"), {"id_card"}),
        ("实名认证", "请先登录后继续操作,谢谢您的配合", ("姓名",), set()),
    ],
)
def test_a_page_is_of_the_method_that_its_name_tells_first(
    title: str, prose: str, hints: tuple[str, ...], expected: set[str]
) -> None:
    screen = method_page(title, prose, *hints)
    assert methods_of(APP, place("p", screen), PATTERNS) == expected


@pytest.mark.parametrize(
    ("listed", "expected"),
    [("未实名", {"id_card"}), ("已实名", {"id_card"}), ("本人", set())],
)
def test_adding_a_patient_proves_who_it_is_where_the_list_says_so(
    listed: str, expected: set[str]
) -> None:
    patients = place("m", lines("沈小满", listed, "添加", title="就诊人"), ("就诊人",))
    form = place("f", method_page("添加就诊人", "", "姓名", "身份证号"), ("就诊人", "添加"))
    form.parent = patients
    assert methods_of(APP, form, PATTERNS) == expected


@pytest.mark.parametrize(
    ("photo", "expected"), [("上传身份证正面", {"id_card"}), ("设为默认", set())]
)
def test_who_shows_both_sides_of_the_card_proves_who_it_is(photo: str, expected: set[str]) -> None:
    sketch = Sketch("门诊病人绑定")
    sketch.field("姓名")
    sketch.field("身份证号")
    sketch.text(photo)
    sketch.button("添加")
    form = place("f", sketch.screen(), ("就诊人", "添加"))
    form.parent = place("m", lines("沈小满", "添加", title="就诊人"), ("就诊人",))
    assert methods_of(APP, form, PATTERNS) == expected


def test_what_reads_a_photograph_is_no_dead_entry_where_none_was_taken() -> None:
    page = place("p", method_page("添加健康卡", "", "姓名", "证件号码"), ("添加健康卡",))
    ways = (way("识别身份证信息", source="p"), way("拍摄身份证", source="p"))
    app = cast(App, SimpleNamespace(lexicon=LEXICON, map=mapped(page, ways=ways)))
    assert _dead_ways(app, page, PATTERNS["id_card"]) == []


def test_a_list_of_methods_is_itself_no_method() -> None:
    sketch = Sketch("身份核验")
    sketch.button("身份证核验", "人脸核验", "公安核查")
    assert methods_of(APP, place("p", sketch.screen()), PATTERNS) == set()


def login_page(*ways: str, fields: tuple[str, ...] = ("手机号", "验证码")) -> Screen:
    sketch = Sketch("登录")
    sketch.text("验证码登录", "密码登录")
    for hint in fields:
        sketch.field(hint)
    sketch.button("进入", *ways)
    return sketch.screen()


def test_wechat_is_no_button_of_a_form() -> None:
    screen = login_page("微信登录", "刷脸登录")
    found = login_button(APP, screen)
    assert found is not None
    assert found.text == "进入"


def test_tabs_bring_up_other_forms_even_if_they_do_not_look_pressable() -> None:
    assert _switches(APP, login_page("微信登录", "忘记密码")) == ["验证码登录", "密码登录"]


def test_fields_tell_the_way_to_log_in() -> None:
    screen = login_page(fields=("就诊卡号", "请输入图中字符"))
    typed = _typed(APP, screen)
    assert [member for member, nodes in typed.items() if nodes] == ["graphic_captcha"]


def test_login_and_registration_behind_one_entry_is_no_form_of_registration() -> None:
    page = place("p", login_page(), ("登录 / 注册",))
    known = LoginState(None, "已登录", methods=frozenset({"sms_code"}))
    app = SimpleNamespace(lexicon=LEXICON, visitor_map=mapped(page), login=known)
    assert registration_places(cast(App, app)) == []


@pytest.mark.parametrize(
    ("label", "only"),
    [("《隐私政策》", True), ("《隐私保护指引》", True), ("《用户协议与隐私政策》", False)],
)
def test_a_privacy_text_is_no_registration_agreement(label: str, only: bool) -> None:
    assert names_agreement(label) is not only


def test_the_papers_stand_under_a_heading_of_the_part_about_registering() -> None:
    text = (
        "如何注册\n第1步 点击新用户注册\n第2步 填手机号\n要准备什么\n本人有效身份证、手机号。\n"
        "如何约号\n选科室,选医生\n约号所需材料\n既往病历"
    )
    told = _about(APP, text)
    assert "本人有效身份证" in told
    assert "既往病历" not in told


def test_of_a_long_help_page_only_the_part_about_registering_counts() -> None:
    text = "\n".join(
        ("帮助中心", "注册与登录", "1. 点击我的", "2. 输入手机号", "怎样缴费", "1. 打开账单")
    )
    assert "打开账单" not in _about(APP, text)
    assert "输入手机号" in _about(APP, text)


def test_a_notice_over_a_page_says_that_it_is_not_to_be_had() -> None:
    sketch = Sketch("身份核验")
    sketch.text("请选择一种方式完成实名认证,认证后可使用全部服务")
    sketch.button("身份证核验", "窗口关联")
    dialog = sketch.add(Role.DIALOG, box=(40, 300, 295, 150))
    sketch.text("此服务即将上线", parent=dialog)
    sketch.button("确定", parent=dialog)
    screen = sketch.screen()
    assert judge(screen, Frame(frozenset()), LEXICON).hollow is Hollow.PLACEHOLDER


@pytest.mark.parametrize("label", ["确认注册", "确认开户"])
def test_a_registration_that_was_held_back_is_no_missing_one(tmp_path: Path, label: str) -> None:
    pages = {
        "登录": ["请输入手机号", "密码登录 > 密码", "短信登录 > 短信", f"{label} ! 请填写完整"],
        "密码": ["密码登录的说明在这里,请向下看"],
        "短信": ["短信登录的说明在这里,请向下看"],
    }
    app = drawn(tmp_path, pages)
    held = held_back(app)
    assert held is not None
    assert held.label == label
    finding = registers(app)
    assert (finding.truth, finding.cause) == (None, Cause.NOT_ALLOWED)
    terms = unread(app, "其协议")
    assert terms is not None
    assert terms.truth is None


NOTE = "注册须知"


@pytest.mark.parametrize(("register", "truth"), [("确认注册 ! 请填写完整", None), ("帮助", False)])
def test_a_note_beside_the_login_is_not_the_terms_of_a_form_that_nobody_saw(
    tmp_path: Path, register: str, truth: bool | None
) -> None:
    note = ["1. 点击我的", "2. 输入手机号", "3. 获取验证码", "4. 完成注册"]
    pages = {
        "登录": ["? 请输入手机号", "? 请输入密码", "登录 ! 密码错误", f"{NOTE} > {NOTE}", register],
        NOTE: note,
    }
    assert agreement(drawn(tmp_path, pages)).truth is truth


def test_the_name_of_a_field_is_no_entry_that_does_nothing() -> None:
    form = Sketch("新用户")
    form.text("设置密码*")
    form.field("6 到 16 位", kind="password")
    page = place("form", form.screen(), ("新用户",))
    app = cast(SimpleNamespace, reader())
    dead = way("设置密码*", source="form")
    assert _labels_field(cast(App, app), mapped(page, ways=(dead,)), dead)
    plain_page = place("form", lines("账号安全", title="账号安全"), ("账号安全",))
    assert not _labels_field(cast(App, app), mapped(plain_page, ways=(dead,)), dead)


@pytest.mark.parametrize(
    ("label", "words", "broken"),
    [
        ("新用户注册", "页面不存在", True),
        ("登录 / 注册", "页面不存在", False),
        ("新用户注册", "请填写手机号、验证码和密码,完成后即可使用全部服务", False),
    ],
)
def test_a_broken_entry_of_registrations_own_is_no_registration(
    label: str, words: str, broken: bool
) -> None:
    home, page = place("home", lines("首页")), place("p", lines(words, title="云州医院"))
    page.entered_by = way(label, "p")
    appmap = mapped(home, page, ways=(page.entered_by,))
    app = cast(SimpleNamespace, reader())
    app.map = app.visitor_map = appmap
    app.memory, app.login = {}, SimpleNamespace(cause=None)
    app.finder = lambda of=None: Finder(LEXICON, appmap)
    app.show_place = lambda *args: "e1"
    assert (_broken_entry(cast(App, app)) is not None) is broken


def test_a_dead_way_to_log_in_is_no_dead_way_to_prove_who_one_is() -> None:
    sketch = Sketch("用户登录")
    sketch.button("指纹登录", "短信登录")
    wall = place("p", sketch.screen(), ("实名认证",))
    dead = way("指纹登录", source="p", arrival=Arrival.TOAST, words="此服务即将上线")
    known = mapped(wall, ways=(dead,))
    app = cast(App, SimpleNamespace(lexicon=LEXICON, map=known, show_place=lambda *_: "e1"))
    assert _dead_ways(app, wall, PATTERNS["biometric"]) == []
