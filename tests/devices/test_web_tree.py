"""What the browser driver sees of a page: roles, states, who can be tapped, what is hidden."""

# ruff: noqa: E501 -- markup of little pages is easier to read in one line

from __future__ import annotations

from collections.abc import Callable

import pytest

from devices.model import Node, Role, Screen
from devices.web.device import WebDevice
from tests.devices.conftest import find, tap
from tests.devices.site import Site, page

pytestmark = pytest.mark.browser
Show = Callable[..., Screen]
PIXEL = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="


def of(screen: Screen, role: Role) -> list[Node]:
    return [node for node in screen.nodes if node.role is role]


def test_native_controls_have_their_roles_and_states(show: Show) -> None:
    screen = show(
        """<button disabled>提交</button><a href="/x">去看看</a><input type=submit value=保存>
        <input type=checkbox checked aria-label=同意><input type=radio name=s><textarea placeholder=说点什么></textarea>
        <input type=password placeholder=密码><input type=tel value=13800000000>
        <select><option>男<option selected>女</select><input type=hidden value=secret>"""
    )
    assert not find(screen, "提交").enabled
    assert find(screen, "去看看").link.endswith("/x")
    assert find(screen, "保存").role is Role.BUTTON
    assert [n.checked for n in of(screen, Role.CHECKBOX)] == [True]
    assert [n.checked for n in of(screen, Role.RADIO)] == [False]
    assert [n.kind for n in of(screen, Role.FIELD)] == ["textarea", "password", "tel"]
    assert [n.hint for n in of(screen, Role.FIELD)] == ["说点什么", "密码", ""]
    (choice,) = of(screen, Role.CHOICE)
    assert (choice.options, choice.value) == (("男", "女"), "女")
    assert "secret" not in repr(screen.nodes)


@pytest.mark.parametrize(
    ("state", "enabled"), [("", True), ("disabled=true", False), ("disabled=false", True)]
)
def test_a_component_is_shut_by_its_attribute(show: Show, state: str, enabled: bool) -> None:
    """uni-app's buttons were pressed before they could be: nothing came of it."""
    screen = show(f"<uni-button {state}>下一步</uni-button>")
    assert find(screen, "下一步").enabled is enabled


@pytest.mark.parametrize(
    "markup",
    [
        "<div id=t>点我</div><script>t.addEventListener('click',()=>{})</script>",
        "<div id=t>点我</div><script>t.onclick=()=>{}</script>",
        "<div onclick='1'>点我</div>",
        "<div id=t>点我</div><script>t.addEventListener('touchend',()=>{})</script>",
        "<div id=t>点我</div><script>t.addEventListener('tap',()=>{})</script>",
        "<div style='cursor:pointer'>点我</div>",
        "<div role=button>点我</div>",
        "<uni-button>点我</uni-button>",
        "<div id=root><div>点我</div></div><script>root.addEventListener('click',()=>{});"
        "root['__reactContainer$a']=1;root.firstChild['__reactProps$a']={onClick(){}}</script>",
        "<ul id=l><li data-id=1>点我</li><li data-id=2>二</li></ul>"
        "<script>l.addEventListener('click',e=>e.target.dataset.id)</script>",
        "<div data-href='/a'>点我</div><script>document.addEventListener('click',()=>{})</script>",
    ],
)
def test_whatever_reacts_to_a_tap_is_clickable(show: Show, markup: str) -> None:
    assert find(show(markup), "点我").clickable


@pytest.mark.parametrize(
    "markup",
    [
        "<p>文字</p><script>document.body.addEventListener('click',()=>{})</script>",
        "<p>文字</p><script>document.addEventListener('click',()=>{})</script>",
        "<div id=r><p>文字</p></div><script>r.addEventListener('click',()=>{});"
        "r['__reactContainer$a']=1</script>",
        "<div style='cursor:pointer'><b>上</b><p>文字</p></div>",
    ],
)
def test_words_that_nobody_listens_to_are_not_clickable(show: Show, markup: str) -> None:
    assert not find(show(markup), "文字").clickable


def test_the_element_that_holds_a_react_page_is_no_control(show: Show) -> None:
    """React sets an empty onclick on it; all words of the page would lie in one control."""
    screen = show(
        "<div id=r><p>文字</p></div><script>r.onclick=()=>{};r['__reactContainer$a']=1</script>"
    )
    assert not any(node.clickable for node in screen.nodes)


def test_jquery_like_delegation_makes_the_chosen_children_clickable(show: Show) -> None:
    screen = show(
        """<p class=item>挂号</p><p>其他</p><script>
        window.jQuery = function(){}; jQuery._data = (e, k) => e === document && k === 'events'
          ? {click: [{selector: '.item'}]} : undefined;</script>"""
    )
    assert find(screen, "挂号").clickable
    assert not find(screen, "其他").clickable


@pytest.mark.parametrize(
    "style",
    [
        "display:none",
        "visibility:hidden",
        "opacity:0",
        "position:absolute;left:-9999px",
        "position:fixed;top:0;transform:translateX(100%);width:100%",
        "position:fixed;top:0;transform:translateY(-200%)",
        "height:0;overflow:hidden",
        "width:1px;height:1px;overflow:hidden;position:absolute;clip:rect(0 0 0 0)",
    ],
)
def test_what_a_person_cannot_see_is_not_there(show: Show, style: str) -> None:
    screen = show(f"<p>看得见</p><div style='{style}'><p>看不见</p></div>")
    assert screen.words == ("看得见",)


def test_what_stands_in_sight_is_seen_though_its_holder_was_moved_out(show: Show) -> None:
    """So cube-ui places its dialogs."""
    holder = "position:absolute;width:100%;height:100%;transform:translate(100%,100%)"
    screen = show(
        f"<p>页面</p><div style='position:fixed;inset:0'><div style='{holder}'>"
        "<div style='position:absolute;top:-50%;left:-50%;width:100px'>确定取消吗?</div></div></div>"
        f"<div style='position:fixed;inset:0'><div style='{holder}'><p>看不见</p></div></div>"
    )
    assert screen.words == ("页面", "确定取消吗?")


def test_a_carousels_other_slides_are_out_of_sight_and_scrolled_lists_are_not(show: Show) -> None:
    slide = "flex:0 0 100%"
    screen = show(
        f"""<div style="overflow:hidden;width:300px"><div style="display:flex;width:300px">
        <p style="{slide}">第一张</p><p style="{slide}">第二张</p></div></div>
        <div style="overflow:auto;height:50px"><p>上</p><p style="margin-top:400px">下</p></div>
        <p style="margin-top:3000px">页底</p>"""
    )
    assert screen.words == ("第一张", "上", "下", "页底")
    assert screen.content_height > 3000
    assert any(node.scrollable for node in screen.nodes)


def test_closed_details_hide_their_content(show: Show) -> None:
    screen = show("<details><summary>展开</summary><p>里面</p></details>")
    assert screen.words == ("展开",)


def test_visible_inside_hidden_is_there(show: Show) -> None:
    assert show(
        "<div style='visibility:hidden'>藏<p style='visibility:visible'>露</p></div>"
    ).words == ("露",)


def test_aria_hidden_alone_hides_nothing(show: Show) -> None:
    assert show("<p aria-hidden=true>图标说明</p>").words == ("图标说明",)


def test_inline_pieces_make_one_sentence(show: Show) -> None:
    screen = show("<p>请到<b>门诊</b>窗口<br>办理,<span style='display:none'>不</span>收费</p>")
    assert screen.words == ("请到门诊窗口 办理,收费",)


def test_words_of_a_page_whose_fonts_end_with_symbols_stay_words(show: Show) -> None:
    screen = show("""<p style="font-family:'PingFang SC','Segoe UI Symbol'">zhangsan</p>""")
    assert screen.words == ("zhangsan",)


def test_a_drawn_question_mark_is_read_and_links_that_the_document_hears_are_tapped(
    show: Show,
) -> None:
    screen = show(
        """<style>.back::after{content:'<'}.van-icon::before{content:'\\f099'}</style><a class=link><i class="back"></i></a>
        <a class=link><i class="van-icon van-icon-question-o"></i></a>
        <a class=link><i style="font-family:Icons">question_circle</i></a><a class=link>注册</a>
        <script>document.addEventListener('click', () => {})</script>"""
    )
    assert screen.words == ("?", "?", "注册")
    assert sum(node.clickable for node in screen.nodes) == 4
    assert any(node.image for node in screen.nodes)


def test_names_of_signs_in_an_icon_font_are_pictures(show: Show) -> None:
    sign = "<i style=\"font-family:'Framework7 Icons',sans-serif\">{}</i>"
    tile = f"<a href='#'>{sign.format('doc_text')}<span>就医指南</span></a>"
    screen = show(f"{tile}<p>{sign.format('search')} 搜索</p><p>wechat</p>{sign.format('bell')}")
    assert screen.words == ("就医指南", "搜索", "wechat")
    assert len({node.image for node in screen.nodes if node.image}) == 2


STACK = """<style>.page{{position:absolute;left:0;top:0;width:100%;height:100%;overflow:auto;{}}}</style>
<div style="position:fixed;inset:0"><div class=page style="transform:translate3d(-20%,0,0)"><p>下面的页面</p></div>
<div class=page {}><p>前面的页面</p></div></div>"""
INSIDE = "><div style='background:#fff;height:100%'></div"


@pytest.mark.parametrize(
    ("style", "front", "seen"),
    [
        ("background:#f3f5f7", "", ("前面的页面",)),
        ("background:#f3f5f7", "style='visibility:hidden'", ("下面的页面",)),
        ("background:#f3f5f7", "style='left:40%'", ("下面的页面", "前面的页面")),
        ("background:rgba(0,0,0,.5)", "", ("下面的页面", "前面的页面")),
        ("", "", ("下面的页面", "前面的页面")),
        ("", INSIDE, ("前面的页面",)),
    ],
    ids=["covered", "hidden", "coming in", "shines through", "clear", "by what it holds"],
)
def test_pages_kept_under_the_one_in_front_are_not_seen(
    show: Show, style: str, front: str, seen: tuple[str, ...]
) -> None:
    assert show(STACK.format(style, front)).words == seen


def test_a_sentence_below_a_block_keeps_its_numbers(show: Show) -> None:
    screen = show(
        "<div><div>视力检查 <small>2F</small></div>正在叫号 <b>31</b> 号,前面还有 <b>3</b> 人"
        "<div>眼压测量</div><b>19</b><button>取消</button>稍后 <b>更新</b></div>"
    )
    queue = "正在叫号 31 号,前面还有 3 人"
    assert screen.words == ("视力检查 2F", queue, "眼压测量", "19", "取消", "稍后 更新")


def test_words_below_a_heading_are_read_after_it_where_they_stand(show: Show) -> None:
    """The box of a name that begins its line is covered by the line's own."""
    screen = show(
        "<div><h4>地址</h4>明湖路一号<h4>怎么来</h4><b>地铁 8 号线</b>,向北 300 米<br>公交 441 路</div>"
        "<div onclick='1'><div>神经内科</div>门诊楼二层</div>"
    )
    assert screen.words[:5] == (
        "地址",
        "明湖路一号",
        "怎么来",
        "地铁 8 号线,向北 300 米",
        "公交 441 路",
    )
    head, line = find(screen, "怎么来"), find(screen, "地铁 8 号线,向北 300 米")
    assert line.bounds.y >= head.bounds.bottom
    assert line.bounds.x <= head.bounds.x + 1
    (row,) = (node for node in screen.nodes if node.clickable)
    assert row.text == "门诊楼二层"  # a control is one thing that is touched


def test_words_below_a_heading_are_covered_by_what_lies_over_them(show: Show) -> None:
    screen = show(
        "<div><h4>地址</h4>明湖路一号</div>"
        "<div role=dialog style='position:fixed;inset:0;background:#fff'>确定取消吗?</div>"
    )
    seen = {node.text: node.covered for node in screen.nodes if node.text}
    assert seen == {"地址": True, "明湖路一号": True, "确定取消吗?": False}


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        (
            "<p>地址:明湖路一号示范医院门诊楼<br> 总机:010-5550\n 1000</p>",
            "地址:明湖路一号示范医院门诊楼\n总机:010-5550 1000",
        ),
        (
            "<p><b>用药提醒</b><br>每日一次,每次一片,晚餐后半小时温水送服,请坚持</p>",
            "用药提醒\n每日一次,每次一片,晚餐后半小时温水送服,请坚持",
        ),
        (
            "<p style='white-space:pre-line'>地址:明湖路一号示范医院门诊楼\n总机:010-55501000</p>",
            "地址:明湖路一号示范医院门诊楼\n总机:010-55501000",
        ),
        ("<button>门诊<br>缴费</button>", "门诊 缴费"),
    ],
    ids=["br", "heading", "pre-line", "name"],
)
def test_lines_of_a_paragraph_stay_parted(show: Show, markup: str, words: str) -> None:
    assert show(markup).words == (words,)


def test_a_link_inside_a_sentence_stays_a_node_of_its_own(show: Show) -> None:
    screen = show("<p>我已阅读<a href='/a'>《服务协议》</a>并同意</p>")
    assert find(screen, "《服务协议》").role is Role.LINK


@pytest.mark.parametrize(
    ("markup", "role", "checked"),
    [
        ("<div class=van-checkbox role=checkbox aria-checked=true tabindex=0>同意</div>", Role.CHECKBOX, True),
        ("<div class=van-switch role=switch aria-checked=false style='width:40px;height:20px'></div>", Role.SWITCH, False),
        ("<label>同意<input type=checkbox checked style='position:absolute;left:-9999em'></label>", Role.CHECKBOX, True),
        ("<label>同意<input type=checkbox style='opacity:0'></label>", Role.CHECKBOX, False),
        ("<label>同意<input type=checkbox style='display:none' checked></label>", Role.CHECKBOX, True),
        ("<input class=weui-switch type=checkbox checked style='appearance:none;width:52px;height:32px'>", Role.SWITCH, True),
        ("<uni-checkbox><div class=uni-checkbox-wrapper><div class='uni-checkbox-input uni-checkbox-input-checked'>"
         "</div>同意</div></uni-checkbox>", Role.CHECKBOX, True),
        ("<uni-checkbox><div class=uni-checkbox-wrapper><div class='uni-checkbox-input'><svg width=22 height=22>"
         "<path d='M0 0h9v9z'/></svg></div>同意</div></uni-checkbox>", Role.CHECKBOX, True),
        ("<uni-radio><div class=uni-radio-wrapper><div class='uni-radio-input'></div>同意</div></uni-radio>", Role.RADIO, False),
        ("<uni-switch><div class=uni-switch-wrapper><div class=uni-switch-input style='width:50px;height:30px'></div></div>"
         "</uni-switch>", Role.SWITCH, False),
        ("<div class='my-switch on' onclick='1' style='width:40px;height:20px'></div>", Role.SWITCH, True),
        ("<div role=tab aria-selected=true>待支付</div>", Role.TAB, True),
        ("<div role=option aria-selected=true onclick='1'>否</div>", Role.BUTTON, True),
        ("<div role=option aria-selected=false onclick='1'>是</div>", Role.BUTTON, False),
        ("<button>提交</button>", Role.BUTTON, None),
    ],
)  # fmt: skip
def test_widgets_of_frameworks_tell_their_state(
    show: Show, markup: str, role: Role, checked: bool | None
) -> None:
    found = of(show(markup), role)
    assert [node.checked for node in found] == [checked]
    assert found[0].bounds.area > 0
    assert found[0].clickable


def test_a_label_that_lets_touches_through_is_no_control(show: Show) -> None:
    """Floating labels lie over their field: a finger there meets the field."""
    screen = show("<label style='pointer-events:none'>验证码</label><label>同意</label>")
    assert not find(screen, "验证码").clickable
    assert find(screen, "同意").clickable


TRACK = "position:relative;width:46px;height:26px;border-radius:13px;background:#ccd5dc"
KNOB = "position:absolute;width:22px;height:22px;border-radius:50%;background:#fff;top:2px"


@pytest.mark.parametrize(
    ("left", "move", "checked"),
    [("2px", "none", False), ("22px", "none", True), ("2px", "translateX(20px)", True)],
)
@pytest.mark.parametrize("inside", [False, True])
def test_a_track_with_a_round_knob_is_a_switch(
    show: Show, left: str, move: str, *, checked: bool, inside: bool
) -> None:
    """Whatever its class is called, and whether the knob is an element or drawn after it."""
    knob = f"{KNOB};left:{left};transform:{move}"
    markup = f"<style>.swt{{{TRACK}}}.swt:after{{content:'';{'' if inside else knob}}}</style>"
    dot = f"<i style='{knob}'></i>" if inside else ""
    (found,) = of(show(f"{markup}<div onclick=1>活动<div class=swt>{dot}</div></div>"), Role.SWITCH)
    assert found.checked is checked
    assert found.clickable


@pytest.mark.parametrize(
    "markup",
    [
        f"<div onclick=1 style='{TRACK}'></div>",
        f"<div onclick=1 style='{TRACK};width:200px'><i style='{KNOB}'></i></div>",
        f"<div onclick=1 style='{TRACK}'><i style='{KNOB};border-radius:0'></i></div>",
        f"<div onclick=1 style='{TRACK}'>新<i style='{KNOB}'></i></div>",
    ],
    ids=["no knob", "a slider", "a square", "words"],
)
def test_what_merely_resembles_a_switch_is_none(show: Show, markup: str) -> None:
    assert not of(show(markup), Role.SWITCH)


def test_a_placeholder_drawn_beside_the_input_is_its_hint(show: Show) -> None:
    screen = show(
        """<uni-input><div class=uni-input-wrapper><div class=uni-input-placeholder>请输入手机号</div>
        <input class=uni-input-input type=text></div></uni-input>"""
    )
    (field,) = of(screen, Role.FIELD)
    assert field.hint == "请输入手机号"
    assert "请输入手机号" not in screen.words


def test_pictures_have_words_and_a_fingerprint(show: Show) -> None:
    screen = show(
        f"""<img src="{PIXEL}" alt=预约挂号 width=60 height=60><img src="{PIXEL}#b" width=60 height=60>
        <div style="width:60px;height:60px;background:url({PIXEL})" aria-label=缴费></div>
        <svg width=20 height=20><path d="M0 0h9"/></svg><canvas width=50 height=50></canvas>"""
    )
    pictures = of(screen, Role.IMAGE)
    assert [p.text for p in pictures] == ["预约挂号", "", "缴费", ""]
    assert all(p.image for p in pictures)
    assert pictures[0].image != pictures[1].image
    assert of(screen, Role.CANVAS)


def test_an_element_that_hides_its_children_from_scripts_is_read(show: Show) -> None:
    """Stencil, and so Ionic, answers for an element with what was put into its slots: nothing."""
    hide = """<script>
      const app = document.querySelector('my-app');
      for (const name of ['firstChild', 'firstElementChild', 'lastChild'])
        Object.defineProperty(app, name, {get: () => null});
      for (const name of ['children', 'childNodes'])
        Object.defineProperty(app, name, {get: () => []});
      Object.defineProperty(app, 'childElementCount', {get: () => 0});
    </script>"""
    screen = show("<my-app><button>预约挂号</button><p>欢迎使用</p></my-app>" + hide)
    assert find(screen, "预约挂号").clickable
    assert find(screen, "欢迎使用")


def test_a_native_box_inside_a_component_that_tells_its_state_is_the_same_box(show: Show) -> None:
    screen = show(
        """<my-box role=checkbox aria-checked=false tabindex=0>我已阅读并同意</my-box><script>
        customElements.define('my-box', class extends HTMLElement {
        constructor(){super(); this.attachShadow({mode:'open'})
        .innerHTML='<label><input type=checkbox style="opacity:0"><slot></slot></label>'}})</script>"""
    )
    (box,) = of(screen, Role.CHECKBOX)
    assert screen.label(box) == "我已阅读并同意"
    assert box.checked is False


def test_a_component_around_its_native_button_is_that_button(show: Show) -> None:
    screen = show(
        """<my-button class="button">提交</my-button><script>
        customElements.define('my-button', class extends HTMLElement {
        constructor(){super(); this.style.display='block'; this.onclick=()=>{};
        this.attachShadow({mode:'open'})
        .innerHTML='<button style="display:block;width:100%"><slot></slot></button>'}})</script>"""
    )
    (button,) = (node for node in screen.nodes if node.clickable)
    assert screen.label(button) == "提交"


def test_shadow_trees_and_slots_are_read(show: Show) -> None:
    screen = show(
        """<my-card><b>插槽</b></my-card><script>customElements.define('my-card', class extends HTMLElement {
        constructor(){super(); const r=this.attachShadow({mode:'closed'});
        r.innerHTML='<p id=p>影子</p><slot></slot>'; r.getElementById('p').addEventListener('click',()=>{})}})</script>"""
    )
    assert screen.words == ("影子", "插槽")
    assert find(screen, "影子").clickable


def test_bare_words_in_a_slot_belong_to_what_holds_it(show: Show) -> None:
    screen = show(
        """<my-button>登录</my-button><my-button>去<b>注册</b></my-button>
        <script>customElements.define('my-button', class extends HTMLElement {
        constructor(){super(); this.attachShadow({mode:'open'})
        .innerHTML='<button><span><slot name=icon></slot><slot></slot></span></button>'}})</script>"""
    )
    assert [screen.label(button) for button in of(screen, Role.BUTTON)] == ["登录", "去注册"]


def test_frames_are_merged_in_place_also_foreign_ones(
    device: WebDevice, site: Site, show: Show
) -> None:
    other = Site()
    other.pages["/in"] = page("<p style='margin:0'>外院内容</p>")
    site.pages["/in"] = page("<p style='margin:0'>同院内容</p>")
    try:
        screen = show(
            f"""<p>上</p><iframe src="/in" style="border:5px solid;position:absolute;top:200px;left:30px"></iframe>
            <iframe src="{other.url}/in" style="position:absolute;top:500px;left:0;border:0"></iframe>
            <iframe src="/in" style="display:none"></iframe><p>下</p>"""
        )
    finally:
        other.close()
    near, far = find(screen, "同院内容"), find(screen, "外院内容")
    assert (near.bounds.x, near.bounds.y) == (43, 213)
    assert (far.bounds.x, far.bounds.y) == (8, 508)
    assert {up.role for up in screen.above(near)} >= {Role.FRAME}
    assert len(of(screen, Role.FRAME)) == 2


def test_a_page_that_is_held_still_under_a_dialog_is_none(show: Show) -> None:
    screen = show(
        """<style>body{position:fixed;inset:0;margin:0}</style><script>document.body.className='backdrop-no-scroll'</script>
        <button>下面</button><div role=alertdialog aria-modal=true style="position:absolute;inset:0">
        <p style="margin-top:300px">温馨提示</p><button>知道了</button></div>"""
    )
    (dialog,) = of(screen, Role.DIALOG)
    assert "下面" not in {node.text for node in screen.below(dialog)}


def test_a_dialog_covers_what_lies_under_it(show: Show) -> None:
    screen = show(
        """<button>下面</button><button style="margin-top:2000px">页底</button>
        <div class=mask style="position:fixed;inset:0;background:rgba(0,0,0,.5)"></div>
        <div class=van-dialog style="position:fixed;top:200px;left:40px;width:300px;height:200px;background:#fff">
        <p>确定退出吗</p><button>取消</button></div>"""
    )
    assert find(screen, "下面").covered
    assert find(screen, "页底").covered
    assert not find(screen, "取消").covered
    (dialog,) = of(screen, Role.DIALOG)
    assert screen.label(dialog) == "确定退出吗 取消"


def test_a_box_beside_the_dark_sheet_under_it_is_a_dialog(show: Show) -> None:
    screen = show(
        """<p>首页的内容</p><button>挂号</button><div class=note>
        <i style="position:fixed;inset:0;background:rgba(0,0,0,.5)"></i>
        <div style="position:fixed;top:300px;left:50px;width:280px;background:#fff">
          <p>门诊时间调整通知</p><b style="cursor:pointer">知道了</b></div></div>"""
    )
    (dialog,) = of(screen, Role.DIALOG)
    assert screen.label(dialog) == "门诊时间调整通知 知道了"


def test_a_wrapped_box_over_a_sheet_that_is_called_modal_is_the_dialog(show: Show) -> None:
    """mint-ui: the sheet is named like a dialog, and stands beside the wrapper of the box."""
    screen = show(
        """<button>下面</button>
        <div class=mint-msgbox-wrapper><div class=mint-msgbox style="position:fixed;top:50%;left:50%;
          transform:translate(-50%,-50%);width:85%;background:#fff;z-index:3">
          <div>已提交,医生接诊时可查看</div><button>确定</button></div></div>
        <div class=v-modal style="position:fixed;inset:0;opacity:.5;background:#000;z-index:2"></div>"""
    )
    (dialog,) = of(screen, Role.DIALOG)
    assert screen.label(dialog) == "已提交,医生接诊时可查看 确定"


def test_a_page_in_a_fixed_shell_is_no_dialog(show: Show) -> None:
    screen = show(
        """<div style="position:fixed;inset:0;background:#fff;overflow:auto"><p>首页</p>
        <button style="margin-top:2000px">页底</button></div>"""
    )
    assert not of(screen, Role.DIALOG)
    assert not find(screen, "页底").covered


def test_a_small_dialog_element_covers_what_lies_under_it(show: Show) -> None:
    screen = show(
        """<button style="margin-top:300px;height:48px;width:100%">立即预约</button>
        <dialog style="top:300px;margin:0 auto;width:300px;height:110px"><p>确定提交预约吗?</p>
        <button>再想想</button><button>确定</button></dialog>
        <script>document.querySelector("dialog").showModal()</script>"""
    )
    assert find(screen, "立即预约").covered
    assert not find(screen, "确定").covered


PANE = """<div style="position:absolute;inset:0;display:flex;flex-direction:column">
  <div style="flex:1;overflow:auto">
    <div style="height:calc(100vh - 90px)">首页</div>
    <div onclick="1" style="height:84px">来院指引</div><div style="height:300px">更多</div></div>
  <div style="height:60px"><span onclick="1">我的</span></div></div>"""


def test_what_a_pane_shows_half_over_the_bar_below_it_is_free(show: Show) -> None:
    assert not find(show(PANE), "来院指引").covered


def test_neither_is_it_covered_where_its_middle_is_the_edge_of_the_bar(show: Show) -> None:
    edge = PANE.replace("height:84px", "height:59.4px").replace(
        "height:60px", "height:60px;position:relative;margin-top:-0.6px"
    )
    assert not find(show(edge), "来院指引").covered


OVERLAID = """<div style="position:absolute;inset:0">
  <div style="position:absolute;inset:0;overflow:auto;padding-bottom:50px">
    <div style="height:calc(100vh - 20px)">首页</div>
    <div onclick="1" style="height:65px">科室介绍</div><div style="height:{rest}px"></div></div>
  <div style="position:absolute;left:0;right:0;bottom:0;height:50px;background:#fff">{bar}</div></div>"""


@pytest.mark.parametrize("bar", ["<span onclick='1'>我的</span>", ""])
def test_what_lies_under_a_bar_at_the_end_of_what_scrolls_is_free(show: Show, bar: str) -> None:
    assert not find(show(OVERLAID.format(rest=200, bar=bar)), "科室介绍").covered


def test_under_a_sheet_it_is_not(show: Show) -> None:
    sheet = "<div style='position:absolute;inset:0;background:rgba(0,0,0,.4)'><p>请稍候</p></div>"
    page = OVERLAID.format(rest=200, bar="我的").removesuffix("</div>") + sheet + "</div>"
    assert find(show(page), "科室介绍").covered


def test_a_dialog_covers_what_a_pane_shows_half(show: Show) -> None:
    sheet = """<div class=mask style="position:fixed;inset:0;background:rgba(0,0,0,.5)"></div>
        <div class=van-dialog style="position:fixed;top:200px;left:40px;width:300px;background:#fff">
        <p>确定退出吗</p><button>取消</button></div>"""
    assert find(show(PANE + sheet), "来院指引").covered


def test_wrappers_that_carry_nothing_are_left_out(show: Show) -> None:
    screen = show(
        "<div><div><div><button><span><span>确定</span></span></button></div></div></div>"
    )
    button, words = screen.nodes
    assert button.role is Role.BUTTON
    assert words.parent == button.index


def test_a_page_for_desktops_shows_its_width(show: Show) -> None:
    screen = show(page("<div style='width:1200px'>宽</div>", head=False))
    assert screen.width == 390
    assert screen.layout_width >= 1200


def test_rehearsals_declare_themselves(show: Show) -> None:
    assert show("<p>演练环境:数据均为虚构</p>").simulated
    assert not show("<p>门诊</p>").simulated


def test_an_enormous_page_is_cut_and_says_so(show: Show) -> None:
    screen = show("<div id=r></div><script>r.innerHTML='<p>行</p>'.repeat(30000)</script>")
    assert 19_000 < len(screen.nodes) <= 20_000
    assert any("20000" in crash for crash in screen.events.crashed)


def test_a_row_that_can_be_swiped_aside_is_one_row(device: WebDevice, show: Show) -> None:
    """Its sleeve was held for a second row, covered by the first: it could not be touched."""
    screen = show(
        """<div id=sleeve style='overflow:hidden;height:60px'><div id=row style='height:60px'><b>来信一封</b><p style='margin:0'>2026-11-28</p></div>
        <div style='position:absolute;left:100%'>删除</div></div><p id=log>-</p><script>
        for (const t of ['click','touchstart','touchmove','touchend']) sleeve.addEventListener(t,()=>0);
        row.addEventListener('click',()=>log.textContent='打开了')</script>"""
    )
    rows = [n for n in screen.nodes if n.clickable and screen.label(n) == "来信一封 2026-11-28"]
    assert len(rows) == 1
    assert "打开了" in tap(device, screen, "来信一封 2026-11-28").text


def test_items_of_a_numbered_list_bear_the_number_that_stands_before_them(show: Show) -> None:
    steps = "<li>选择科室<li>选择<b>医生</b><li><p>提交</p>"
    screen = show(f"<ol start=2>{steps}</ol><ul><li>甲</ul><ol style='list-style:none'><li>乙</ol>")
    assert screen.words == ("2. 选择科室", "3. 选择医生", "提交", "甲", "乙")


VUE = """<div id=page><div id=bar><b id=name>消息</b><span id=keys><button id=all>全部已读</button></span></div>
<div id=list><div id=row><p id=line>您预约的门诊将于4天后开始</p></div></div></div><script>
const hear = (el, ...handlers) => {
  const invoker = (event) => handlers.forEach((handler) => handler(event));
  Object.assign(invoker, {value: handlers.length > 1 ? handlers : handlers[0], attached: 0});
  el[Symbol('_vei')] = {onClick: invoker};
  el.addEventListener('click', invoker);
};
const serving = (link) => (event) => { if (link) location.href = link; };
const own = (event) => { document.title = event.type; };
for (const el of [page, bar, name_(), keys, list]) hear(el, serving(''));
function name_() { return document.getElementById('name'); }
hear(all, serving(''), own); hear(row, own); hear(line, own);
</script>"""


def test_a_handler_that_all_elements_of_a_library_have_makes_no_control(show: Show) -> None:
    """Ionic for Vue gives each of its elements one that serves those that are links."""
    screen = show(VUE)
    clickable = {screen.label(n) for n in screen.nodes if n.clickable}
    assert clickable == {"全部已读", "您预约的门诊将于4天后开始"}
