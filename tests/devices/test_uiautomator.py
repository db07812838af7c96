"""UiAutomator dumps become screens: what a person sees, no more, or CaptureFailed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.errors import CaptureFailed
from devices.model import Node, Rect, Role, Screen
from devices.uiautomator import MASKED, parse_screen
from documents.typography import half_width, without_glyphs
from tests.devices.dumps import Widget, adb, adb_windows, appium, widget

FULL = "[0,0][1080,2340]"


def parsed(*children: Widget, toast: str = "") -> Screen:
    root = widget("FrameLayout", FULL, *children, package="cn.example.app")
    return parse_screen(appium(root, toast=toast), density=3)


def only(screen: Screen, **wanted: object) -> Node:
    """The one node with these attributes."""
    found = [n for n in screen.nodes if all(getattr(n, k) == v for k, v in wanted.items())]
    assert len(found) == 1, found
    return found[0]


def one(name: str, **attributes: str) -> Node:
    return parsed(widget(name, "[0,300][1080,450]", **attributes)).nodes[1]


# roles and words


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("TextView", Role.TEXT),
        ("Button", Role.BUTTON),
        ("ImageButton", Role.BUTTON),
        ("ImageView", Role.IMAGE),
        ("Image", Role.IMAGE),
        ("EditText", Role.FIELD),
        ("AutoCompleteTextView", Role.FIELD),
        ("CheckBox", Role.CHECKBOX),
        ("CheckedTextView", Role.CHECKBOX),
        ("RadioButton", Role.RADIO),
        ("Switch", Role.SWITCH),
        ("ToggleButton", Role.SWITCH),
        ("Spinner", Role.CHOICE),
        ("android.webkit.WebView", Role.FRAME),
        ("android.view.ViewGroup", Role.GROUP),
        ("androidx.recyclerview.widget.RecyclerView", Role.GROUP),
        ("android.app.ActionBar$Tab", Role.TAB),
        ("android.app.Dialog", Role.DIALOG),
        ("cn.example.widget.RoundTextView", Role.TEXT),
        ("cn.example.widget.ClearableEditText", Role.FIELD),
    ],
)
def test_a_widget_class_becomes_its_role(name: str, role: Role) -> None:
    assert one(name).role is role


def test_anything_that_can_be_ticked_is_a_checkbox() -> None:
    node = one("android.view.ViewGroup", checkable="true", checked="true")
    assert (node.role, node.checked) == (Role.CHECKBOX, True)


def test_state_is_none_where_there_is_no_state() -> None:
    assert one("TextView", text="科室").checked is None
    assert one("RadioButton", checked="false").checked is False


def test_pixels_become_logical_pixels() -> None:
    screen = parsed(widget("TextView", "[30,60][330,120]", text="挂号"))
    assert screen.nodes[1].bounds == Rect(10, 20, 100, 20)
    assert (screen.width, screen.height) == (360, 780)


def test_a_row_with_words_inside_is_labelled_by_them() -> None:
    row = widget(
        "LinearLayout",
        "[0,300][1080,480]",
        widget("ImageView", "[30,330][120,420]"),
        widget("TextView", "[150,310][900,380]", text="心内科"),
        widget("TextView", "[150,390][900,450]", text="门诊楼三层"),
        clickable="true",
    )
    screen = parsed(row)
    assert screen.label(only(screen, clickable=True)) == "心内科 门诊楼三层"


def test_a_description_speaks_for_a_wordless_control() -> None:
    assert one("ImageView", content_desc="返回", clickable="true").text == "返回"
    assert one("android.view.View", content_desc="预约挂号").role is Role.TEXT


def test_a_description_does_not_repeat_the_words_inside() -> None:
    tab = widget(
        "FrameLayout",
        "[0,2200][360,2340]",
        widget("TextView", "[0,2250][360,2300]", text="首页"),
        content_desc="首页",
        clickable="true",
    )
    assert parsed(tab).words == ("首页",)


def test_a_progress_position_is_no_word() -> None:
    node = one("ProgressBar", text="35.0")
    assert (node.text, node.value) == ("", "35.0")


def test_a_turning_wheel_means_loading_and_a_bar_does_not() -> None:
    assert parsed(widget("ProgressBar", "[500,1000][600,1100]")).loading
    assert not parsed(widget("ProgressBar", "[0,1000][1080,1020]")).loading


def test_the_selected_one_of_a_row_makes_tabs() -> None:
    row = [
        widget("FrameLayout", "[0,2200][540,2340]", selected="true", content_desc="首页"),
        widget("FrameLayout", "[540,2200][1080,2340]", clickable="true", content_desc="我的"),
    ]
    screen = parsed(widget("LinearLayout", "[0,2200][1080,2340]", *row))
    assert [(n.text, n.checked) for n in screen.nodes if n.role is Role.TAB] == [
        ("首页", True),
        ("我的", False),
    ]


def test_rows_without_a_selected_one_are_no_tabs() -> None:
    rows = [widget("FrameLayout", f"[0,{y}][9,{y + 5}]", clickable="true") for y in (0, 9)]
    assert Role.TAB not in {n.role for n in parsed(*rows).nodes}


def test_pictures_without_words_are_told_apart() -> None:
    here = widget("ImageView", "[0,300][99,399]", resource_id="cn.a:id/icon")
    there = widget("ImageView", "[100,300][199,399]", resource_id="cn.a:id/icon")
    images = [n.image for n in parsed(here, there).nodes[1:]]
    assert all(images)
    assert len(set(images)) == 2
    assert one("TextView", text="字").image == ""


def test_a_described_picture_is_the_same_wherever_it_stands() -> None:
    top, low = (
        widget("ImageButton", f"[0,{y}][99,{y + 99}]", content_desc="返回") for y in (0, 99)
    )
    assert parsed(top).nodes[1].image == parsed(low).nodes[1].image


# fields


def test_a_field_keeps_its_hint_apart_from_what_was_typed() -> None:
    empty = one("EditText", text="请输入手机号", hint="请输入手机号")
    assert (empty.text, empty.value, empty.hint, empty.editable) == ("", "", "请输入手机号", True)
    typed = one("EditText", text="13800000000", hint="请输入手机号")
    assert (typed.value, typed.hint) == ("13800000000", "请输入手机号")
    shown = one("EditText", text="验证码", showing_hint="true")
    assert (shown.value, shown.hint) == ("", "验证码")


def test_a_field_that_only_opens_a_picker_is_not_editable() -> None:
    assert not one("EditText", text="2026-11-24", focusable="false").editable


@pytest.mark.parametrize(
    ("attributes", "kind"),
    [
        ({"password": "true"}, "password"),
        ({"input_type": "129"}, "password"),
        ({"input_type": "18"}, "password"),
        ({"input_type": "3"}, "tel"),
        ({"input_type": "2"}, "number"),
        ({"input_type": "4"}, "date"),
        ({"input_type": "131073"}, "textarea"),
        ({"multiline": "true"}, "textarea"),
        ({}, "text"),
    ],
)
def test_kind_of_a_field(attributes: dict[str, str], kind: str) -> None:
    assert one("EditText", **attributes).kind == kind


@given(typed=st.text(alphabet="abcdefgh0123456789", min_size=1))
def test_what_was_typed_as_a_password_is_never_kept(typed: str) -> None:
    secret = f"secret-{typed}"
    screen = parsed(widget("EditText", FULL, text=secret, hint="密码", password="true"))
    assert screen.nodes[1].value == MASKED
    assert secret not in repr(screen)


def test_an_empty_password_field_is_empty() -> None:
    assert one("EditText", text="密码", hint="密码", password="true").value == ""


# what cannot be seen, what lies over what


def test_what_cannot_be_seen_is_dropped_and_its_visible_children_stay() -> None:
    screen = parsed(
        widget("TextView", "[0,0][0,0]", text="空框"),
        widget("TextView", "[0,9][99,5]", text="倒框"),
        widget("TextView", "[0,0][99,99]", text="隐藏", visible_to_user="false"),
        widget("TextView", "[0,0][99,99]", text="隐藏", displayed="false"),
        widget("TextView", "[1080,0][2160,99]", text="下一页"),
        widget("FrameLayout", "[0,50][0,50]", widget("TextView", "[0,50][99,99]", text="看得见")),
    )
    assert screen.words == ("看得见",)
    assert screen.nodes[1].parent == 0


def bottom_bar(text: str, **attributes: str) -> Widget:
    return widget("TextView", "[0,2200][1080,2340]", text=text, **attributes)


def test_a_later_painted_control_covers_and_a_mere_picture_does_not() -> None:
    def below(**attributes: str) -> bool:
        over = widget("ImageView", "[0,2000][1080,2340]", **attributes)
        return only(parsed(bottom_bar("提交"), over), text="提交").covered

    assert below(clickable="true")
    assert below(scrollable="true")
    assert not below()


def test_drawing_order_beats_the_order_of_the_dump() -> None:
    over = widget("Button", "[0,2000][1080,2340]", clickable="true", drawing_order="1")
    screen = parsed(over, bottom_bar("提交", drawing_order="2"))
    assert not only(screen, text="提交").covered
    assert only(screen, role=Role.BUTTON).covered is False  # its centre is above the bar


def test_a_control_is_not_covered_by_what_is_inside_it() -> None:
    inner = widget("Button", "[400,300][600,400]", clickable="true", text="挂号")
    row = widget("LinearLayout", "[0,300][1080,400]", inner, clickable="true")
    assert not any(n.covered for n in parsed(row).nodes)


def dialog_over_page() -> tuple[Widget, Widget]:
    page = widget(
        "FrameLayout",
        FULL,
        widget("Button", "[300,1100][780,1200]", text="登录", clickable="true"),
        widget("TextView", "[0,100][1080,200]", text="欢迎"),
    )
    dialog = widget(
        "FrameLayout",
        "[100,800][980,1500]",
        widget("Button", "[100,1400][540,1500]", text="同意", clickable="true"),
    )
    return dialog, page


@pytest.mark.parametrize("form", ["appium", "windows"])
def test_a_dialog_window_covers_what_lies_under_it(form: str) -> None:
    dialog, page = dialog_over_page()
    xml = appium(dialog, page) if form == "appium" else adb_windows((1, page), (2, dialog))
    screen = parse_screen(xml, density=3, size=(1080, 2340))
    assert screen.words == ("登录", "欢迎", "同意")
    assert [n.text for n in screen.nodes if n.covered] == ["", "登录"]
    assert [n.parent for n in screen.nodes if n.role is Role.DIALOG] == [-1]


def test_the_keyboard_covers_but_is_no_part_of_the_app() -> None:
    page = widget("FrameLayout", FULL, bottom_bar("提交", clickable="true"), package="cn.a")
    keys = widget(
        "FrameLayout",
        "[0,1500][1080,2340]",
        widget("TextView", "[0,1500][90,1600]", text="Q"),
        package="com.android.inputmethod.latin",
    )
    screen = parse_screen(appium(keys, page), density=3)
    assert screen.words == ("提交",)
    assert only(screen, text="提交").covered
    assert screen.address == "cn.a"


def test_a_locked_screen_is_no_screen_of_the_app() -> None:
    lock = widget("FrameLayout", FULL, package="com.android.systemui")
    with pytest.raises(CaptureFailed, match="解锁"):
        parse_screen(appium(lock), density=3)


# web contents, toasts, titles


def test_contents_of_a_web_view() -> None:
    page = widget(
        "android.webkit.WebView",
        FULL,
        widget("android.view.View", "[0,100][1080,200]", text="医院介绍"),
        widget(
            "android.view.View",
            "[0,300][1080,400]",
            text="官网",
            clickable="true",
            extras="AccessibilityNodeInfo.chromeRole=link;"
            "AccessibilityNodeInfo.targetUrl=https://hospital.example/a;x=",
        ),
        widget("EditText", "[0,500][1080,600]", text="", hint="搜索"),
        text="演示网页",
    )
    screen = parsed(page)
    assert screen.title == "演示网页"
    assert screen.words == ("医院介绍", "官网")
    link = only(screen, text="官网")
    assert (link.role, link.link) == (Role.LINK, "https://hospital.example/a")
    assert only(screen, role=Role.FIELD).hint == "搜索"


def test_toasts_are_events_and_no_nodes() -> None:
    screen = parsed(widget("TextView", "[0,0][99,99]", text="首页"), toast="功能建设中")
    assert screen.events.toasts == ("功能建设中",)
    assert screen.words == ("首页",)


def test_the_title_bar_gives_the_title() -> None:
    bar = widget(
        "android.view.ViewGroup",
        "[0,80][1080,240]",
        widget("TextView", "[300,100][780,200]", text="选择科室", resource_id="cn.a:id/tv_title"),
    )
    listed = widget("TextView", "[0,900][99,990]", text="专家", resource_id="cn.a:id/item_title")
    assert parsed(listed, bar).title == "选择科室"


def test_the_app_says_that_it_is_a_rehearsal() -> None:
    assert parsed(widget("TextView", "[0,0][99,99]", text="演练环境,非真实医院")).simulated
    assert not parsed(widget("TextView", "[0,0][99,99]", text="示例")).simulated


def test_font_size_where_appium_tells_it() -> None:
    assert one("TextView", text="字", text_size="42.0", text_unit="px").font == 14
    assert one("TextView", text="字", text_size="16.0", text_unit="sp").font == 16
    assert one("TextView", text="字").font == 0


# never an empty or half-read screen

WHOLE = appium(widget("TextView", FULL, text="首页"))


@pytest.mark.parametrize(
    ("xml", "said"),
    [
        ("", "为空"),
        ("  \n", "为空"),
        ("ERROR: null root node returned by UiTestAutomationBridge.", "不是完整的 XML"),
        ("<html></html>", "不是界面树"),
        ('<hierarchy rotation="0"/>', "没有任何看得见的元素"),
        (adb(widget("TextView", "[0,0][0,0]", text="空")), "没有任何看得见的元素"),
        (b"\xff\xfe<hierarchy/>", "UTF-8"),
        ('<!DOCTYPE h [<!ENTITY e SYSTEM "file:///etc/hostname">]><h>&e;</h>', "DOCTYPE"),
        (
            adb_windows((1, widget("TextView", FULL))).replace('layer="1"', 'layer="top"'),
            "layer 为 'top'",
        ),
    ],
)
def test_what_is_no_screen_is_an_error(xml: str | bytes, said: str) -> None:
    with pytest.raises(CaptureFailed, match=said):
        parse_screen(xml, density=3)


@given(cut=st.integers(0, len(WHOLE) - 1))
def test_a_dump_cut_off_anywhere_is_an_error(cut: int) -> None:
    with pytest.raises(CaptureFailed):
        parse_screen(WHOLE[:cut], density=3)


def test_what_adb_says_after_the_dump_is_ignored() -> None:
    said = "UI hierchary dumped to: /dev/tty\n"
    assert parse_screen(WHOLE + said, density=3) == parse_screen(WHOLE, density=3)


@pytest.mark.parametrize("bounds", ["", "[0,0]", "[0,0][a,b]", "0,0,10,10", "[0,0][99999999,1]"])
def test_unreadable_bounds_are_an_error_with_their_place(bounds: str) -> None:
    bad = widget("Button", bounds, text="提交")
    with pytest.raises(CaptureFailed) as caught:
        parsed(bad, bad)
    message = str(caught.value)
    assert "2 处" in message
    assert "android.widget.Button" in message
    assert repr(bounds) in message
    assert "[0,0][1080,2340]" in message


def test_missing_bounds_and_unknown_flags_are_named_together() -> None:
    nodes = '<node class="A"/><node class="B" bounds="[0,0][9,9]" clickable="ja"/>'
    xml = f"<hierarchy>{nodes}</hierarchy>"
    with pytest.raises(CaptureFailed) as caught:
        parse_screen(xml, density=3)
    assert "bounds 为 None" in str(caught.value)
    assert "clickable 为 'ja'" in str(caught.value)


def test_density_must_be_positive() -> None:
    with pytest.raises(ValueError, match="大于 0"):
        parse_screen(WHOLE, density=0)


def test_too_many_elements_are_an_error() -> None:
    many = widget("FrameLayout", FULL, *[widget("View", "[0,0][9,9]")] * 50_001)
    with pytest.raises(CaptureFailed, match="过多"):
        parse_screen(appium(many), density=3)


# any tree, any spelling

NAMES = ["TextView", "Button", "EditText", "CheckBox", "ImageView", "android.view.ViewGroup"]
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"))
FLAGS = ["clickable", "checkable", "checked", "scrollable", "password", "selected", "enabled"]


@st.composite
def widgets(draw: st.DrawFn, depth: int = 3) -> Widget:
    left, top = draw(st.integers(-9, 900)), draw(st.integers(-9, 2000))
    right, bottom = left + draw(st.integers(-2, 900)), top + draw(st.integers(-2, 900))
    flags = {name: str(draw(st.booleans())).lower() for name in FLAGS}
    children = draw(st.lists(widgets(depth - 1), max_size=3)) if depth else []
    return widget(
        draw(st.sampled_from(NAMES)),
        f"[{left},{top}][{right},{bottom}]",
        *children,
        text=draw(WORDS),
        content_desc=draw(WORDS),
        **flags,
    )


@given(tree=widgets())
def test_every_spelling_of_a_tree_gives_the_same_nodes(tree: Widget) -> None:
    root = widget("FrameLayout", FULL, tree)
    size = (1080, 2340)
    screens = [
        parse_screen(xml, density=2.75, size=size)
        for xml in (adb(root), appium(root), adb_windows((1, root)))
    ]
    assert screens[0].nodes == screens[1].nodes == screens[2].nodes


@given(tree=widgets())
def test_nodes_are_well_formed_and_say_nothing_new(tree: Widget) -> None:
    screen = parse_screen(appium(widget("FrameLayout", FULL, tree)), density=1)
    assert [n.index for n in screen.nodes] == list(range(len(screen.nodes)))
    assert all(n.parent < n.index and n.bounds.area > 0 for n in screen.nodes)
    said = {
        without_glyphs(half_width(word)).strip() for w in _below(tree) for _, word in w.attributes
    }
    assert {n.text for n in screen.nodes} <= said | {""}


def _below(tree: Widget) -> list[Widget]:
    return [tree, *(w for child in tree.children for w in _below(child))]


@given(tree=widgets())
def test_covered_is_what_a_tap_at_the_centre_does_not_reach(tree: Widget) -> None:
    screen = parse_screen(appium(widget("FrameLayout", FULL, tree)), density=1)
    painted = screen.nodes  # no drawing-order here: painted as dumped
    for node in painted:
        inside = {below.index for below in screen.below(node)}
        x, y = node.bounds.center
        over = [
            n
            for n in painted[node.index + 1 :]
            if n.index not in inside
            and (n.clickable or n.scrollable or n.role is Role.FIELD)
            and n.bounds.x <= x < n.bounds.right
            and n.bounds.y <= y < n.bounds.bottom
        ]
        assert node.covered is bool(over)
