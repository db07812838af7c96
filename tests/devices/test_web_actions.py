"""Touching an app in the browser: what is hit, typed, chosen, uploaded, and what follows."""

# ruff: noqa: E501 -- markup of little pages is easier to read in one line

from __future__ import annotations

import contextlib
import io
import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from devices.errors import (
    ActionRefused,
    ActionTimeout,
    DeviceError,
    DeviceLost,
    NodeCovered,
    StaleNode,
)
from devices.guard.effects import EffectRules
from devices.guard.guarding import Guard
from devices.model import Action, Channel, Effect, Gesture, Role, Screen
from devices.web.device import WebDevice
from tests.devices.conftest import find, tap
from tests.devices.site import Answer, Site, page, redirect

pytestmark = pytest.mark.browser
Show = Callable[..., Screen]
LOG = (
    "<p id=log>-</p><script>function log(x){document.getElementById('log').textContent=x}</script>"
)


def test_a_tap_is_a_touch(device: WebDevice, show: Show) -> None:
    screen = show(
        LOG
        + "<div id=t style='padding:9px'>点我</div><script>let seen='';for (const k of ['touchstart','touchend','click'])"
        "t.addEventListener(k,()=>log(seen+=k+' '))</script>"
    )
    assert "touchstart touchend click" in tap(device, screen, "点我").words


def test_a_tap_scrolls_into_view_also_in_inner_containers(device: WebDevice, show: Show) -> None:
    screen = show(
        LOG
        + "<div style='height:300px;overflow:auto;margin-top:1500px'><div style='height:900px'></div>"
        "<button onclick=\"log('到了')\">深处</button></div>"
    )
    assert "到了" in tap(device, screen, "深处").words


def test_a_tap_lands_inside_frames_of_frames(device: WebDevice, site: Site, show: Show) -> None:
    site.pages["/inner"] = page(
        LOG + "<button style='margin-top:900px' onclick=\"log('里层')\">框内</button>"
    )
    site.pages["/outer"] = page(
        "<iframe src=/inner style='margin:40px;height:300px;border:7px solid'></iframe>"
    )
    screen = show(
        "<div style='height:700px'></div><iframe src=/outer style='height:400px;width:360px'></iframe>"
    )
    assert "里层" in tap(device, screen, "框内").words


def test_a_tap_on_a_page_for_desktops_lands(device: WebDevice, show: Show) -> None:
    body = (
        LOG
        + "<div style='width:1200px;height:900px'></div><button style='margin-left:700px' onclick=\"log('中')\">远处</button>"
    )
    screen = show(page(body, head=False))
    assert "中" in tap(device, screen, "远处").words


def test_a_label_is_tapped_beside_the_link_in_it(device: WebDevice, site: Site, show: Show) -> None:
    screen = show(
        "<label style='display:block;text-align:center'><input type=checkbox style='opacity:0;position:absolute'>"
        "我已阅读并同意<a href='/terms'>《用户服务协议及隐私政策》</a></label>"
    )
    box = next(node for node in screen.nodes if node.role is Role.CHECKBOX)
    after = device.perform(Action(Gesture.TAP, box))
    assert [node.checked for node in after.nodes if node.role is Role.CHECKBOX] == [True]
    assert "GET /terms" not in site.asked


def test_a_relabelled_node_is_stale(device: WebDevice, show: Show) -> None:
    screen = show(
        "<button id=b onclick='document.title=1'>查看</button><script>setTimeout(()=>b.textContent='确认支付',1500)</script>"
    )
    time.sleep(1.8)
    with pytest.raises(StaleNode, match="确认支付"):
        tap(device, screen, "查看")
    assert device.screen().title == "测试页"


def test_a_removed_node_is_stale(device: WebDevice, show: Show) -> None:
    screen = show("<button id=b>查看</button><script>setTimeout(()=>b.remove(),1500)</script>")
    time.sleep(1.8)
    with pytest.raises(StaleNode):
        tap(device, screen, "查看")


def test_a_node_of_another_screen_is_stale(device: WebDevice, site: Site, show: Show) -> None:
    site.pages["/b"] = page("<p>第二页</p><button>查看</button>")
    screen = show("<p>第一页</p><button>查看</button><a href=/b>去</a>")
    tap(device, screen, "去")
    with pytest.raises(StaleNode):
        tap(device, screen, "查看")


def test_what_takes_no_words_is_not_for_typing(show: Show) -> None:
    fields = "<input type=file><input type=range><input type=color><input type=tel>"
    nodes = [n for n in show(fields).nodes if n.role is Role.FIELD]
    assert [n.editable for n in nodes] == [False, False, False, True]
    assert nodes[0].kind == "file"


def test_a_row_is_touched_away_from_the_icon_that_listens_for_itself(
    device: WebDevice, show: Show
) -> None:
    """A browser moves a touch to a control near by: the row's own words must be met."""
    icon = "<i onclick=\"log('图标')\" style='width:22px;height:22px;background:#ccc'></i>"
    row = f"<div onclick=\"log('一行')\" style='display:flex;width:54px;gap:2px'>详情{icon}</div>"
    screen = show(f"{LOG}{row}")
    node = next(n for n in screen.nodes if n.clickable and screen.label(n) == "详情")
    after = device.perform(Action(Gesture.TAP, node))
    assert "一行" in after.words
    assert "图标" not in after.words


ICON = "<svg width=24 height=24 viewBox='0 0 24 24'><path d='M0 0H24V24H0z'/></svg>"
ALL_ICONS_LISTEN = "<script>for (const i of document.querySelectorAll('svg')) i.addEventListener('click',()=>{})</script>"


def test_a_star_is_touched_though_the_sign_that_fills_it_listens_too(
    device: WebDevice, show: Show
) -> None:
    """Libraries whose icons all listen draw their stars and ticks of them."""
    star = f"<div onclick=\"log('五星')\" style='width:24px;height:24px'>{ICON}</div>"
    screen = show(f"{LOG}{star}{ALL_ICONS_LISTEN}")
    node = next(n for n in screen.nodes if n.clickable and n.role is Role.GROUP)
    assert "五星" in device.perform(Action(Gesture.TAP, node)).words


def test_the_only_sign_of_a_small_box_is_touched_whatever_margin_it_has(
    device: WebDevice, show: Show
) -> None:
    """A box to tick was never ticked, and nobody could log in."""
    sign = ICON.replace("width=24 height=24", "width=16 height=16")
    box = f"<div onclick=\"log('勾上')\" style='width:20px;height:20px;padding:1px'>{sign}</div>"
    screen = show(f"{LOG}{box}{ALL_ICONS_LISTEN}")
    node = next(n for n in screen.nodes if n.clickable and n.role is Role.GROUP)
    assert "勾上" in device.perform(Action(Gesture.TAP, node)).words


def test_an_icon_that_fills_but_a_corner_of_its_row_is_kept_away_from(
    device: WebDevice, show: Show
) -> None:
    row = f"<div onclick=\"log('一行')\" style='width:60px'>{ICON}</div>"
    icon = "<script>document.querySelector('svg').addEventListener('click',e=>{e.stopPropagation();log('图标')})</script>"
    screen = show(f"{LOG}{row}{icon}")
    node = next(n for n in screen.nodes if n.clickable and n.role is Role.GROUP)
    assert "一行" in device.perform(Action(Gesture.TAP, node)).words


def test_a_component_is_touched_on_the_button_that_it_is_made_of(
    device: WebDevice, show: Show
) -> None:
    screen = show(
        """<p id=log>-</p><my-button onclick="document.getElementById('log').textContent='点到了'">缴费</my-button>
        <script>customElements.define('my-button', class extends HTMLElement {
        constructor(){super(); this.attachShadow({mode:'open'})
        .innerHTML='<button style="width:200px;height:40px"><slot></slot></button>'}})</script>"""
    )
    outer = next(n for n in screen.nodes if n.clickable and screen.label(n) == "缴费")
    assert "点到了" in device.perform(Action(Gesture.TAP, outer)).words


def test_of_boxes_that_fill_each_other_any_may_be_tapped(device: WebDevice, show: Show) -> None:
    screen = show(
        """<div id=outer style='width:300px'><div id=inner><span>子女</span><label>关系</label></div></div>
        <p id=said></p><script>outer.addEventListener('click', () => {});
        inner.addEventListener('click', () => { said.textContent = '已展开' })</script>"""
    )
    box = next(node for node in screen.nodes if screen.label(node) == "子女 关系")
    assert "已展开" in device.perform(Action(Gesture.TAP, box)).words


def test_a_switch_turns_though_its_inside_listens_too(device: WebDevice, show: Show) -> None:
    screen = show(
        """<div id=s role=switch aria-checked=false style='width:44px;height:24px'>
        <div id=block style='height:24px;position:relative'><div id=knob
        style='position:absolute;left:0;width:24px;height:24px;background:#ccc'></div></div></div>
        <script>knob.addEventListener('touchend', () => {});
        block.addEventListener('click', () => s.setAttribute('aria-checked', 'true'))</script>"""
    )
    switch = next(node for node in screen.nodes if node.role is Role.SWITCH)
    turned = device.perform(Action(Gesture.TAP, switch, purpose=Effect.OWN))
    assert next(node for node in turned.nodes if node.role is Role.SWITCH).checked


def test_a_covered_node_is_not_tapped(device: WebDevice, show: Show) -> None:
    screen = show(
        LOG
        + "<button onclick=\"log('点到')\">下面</button><div onclick=\"log('遮罩')\" style='position:fixed;inset:0'>请稍候</div>"
    )
    with pytest.raises(NodeCovered, match="请稍候"):
        tap(device, screen, "下面")
    assert "-" in device.screen().words


@pytest.mark.parametrize(
    "field",
    [
        "<input placeholder=填这里 oninput='log(this.value)'>",
        "<textarea placeholder=填这里 oninput='log(this.value)'>旧</textarea>",
        "<div contenteditable data-placeholder=填这里 style='height:40px' oninput='log(this.innerText)'></div>",
        "<uni-input><div><div class=uni-input-placeholder style='position:absolute'>填这里</div>"
        "<input class=uni-input-input oninput='log(this.value)'></div></uni-input>",
        "<input placeholder=填这里 type=number oninput='log(this.value)'>",
    ],
)
def test_typing_sends_input_events(device: WebDevice, show: Show, field: str) -> None:
    screen = show(LOG + field)
    node = next(n for n in screen.nodes if n.hint == "填这里")
    after = device.perform(Action(Gesture.TYPE, node, "1380"))
    assert "1380" in after.words
    assert next(n for n in after.nodes if n.role is Role.FIELD).value == "1380"


def test_typing_into_what_cannot_be_edited_is_an_error(device: WebDevice, show: Show) -> None:
    screen = show("<p>静止的字</p>")
    with pytest.raises(DeviceError, match="静止的字"):
        device.perform(Action(Gesture.TYPE, find(screen, "静止的字"), "x"))


def test_choosing_an_option_by_its_words(device: WebDevice, show: Show) -> None:
    screen = show(
        LOG
        + "<select onchange='log(this.value)'><option value=m>男</option><option value=f>女</option></select>"
    )
    node = next(n for n in screen.nodes if n.role is Role.CHOICE)
    assert "f" in device.perform(Action(Gesture.CHOOSE, node, "女")).words


def test_choosing_a_missing_option_tells_which_there_are(device: WebDevice, show: Show) -> None:
    screen = show("<select><option>男</option><option>女</option></select>")
    node = next(n for n in screen.nodes if n.role is Role.CHOICE)
    with pytest.raises(DeviceError, match="男、女"):
        device.perform(Action(Gesture.CHOOSE, node, "其他"))


@pytest.mark.parametrize(
    "control",
    [
        "<input type=file aria-label=上传病历 onchange='log(this.files[0].name)'>",
        "<div style='position:relative;width:80px;height:80px'>上传病历<input type=file style='position:absolute;inset:0;"
        "opacity:0' onchange='log(this.files[0].name)'></div>",
        "<label>上传病历<input type=file style='display:none' onchange='log(this.files[0].name)'></label>",
        "<div onclick='f.click()'>上传病历</div><input id=f type=file style='display:none' onchange='log(this.files[0].name)'>",
        "<div onclick=\"const f=document.createElement('input');f.type='file';f.onchange=()=>log(f.files[0].name);f.click()\">"
        "上传病历</div>",
    ],
)
def test_uploading_a_file(device: WebDevice, show: Show, tmp_path: Path, control: str) -> None:
    (tmp_path / "record.png").write_bytes(b"\x89PNG")
    screen = show(LOG + control)
    node = next((n for n in screen.nodes if n.kind == "file"), None) or find(screen, "上传病历")
    after = device.perform(Action(Gesture.UPLOAD, node, str(tmp_path / "record.png"), Effect.OWN))
    assert "record.png" in after.words


def test_a_switch_around_its_own_box_in_the_open_can_be_touched(
    device: WebDevice, show: Show
) -> None:
    """Taro draws its switches so; a touch on the component would meet the box."""
    switch = (
        "<taro-switch-core><input type=checkbox style='width:50px;height:30px'></taro-switch-core>"
    )
    screen = show(switch + "<p>科研招募</p>")
    box = [node for node in screen.nodes if node.checked is not None][-1]
    after = device.perform(Action(Gesture.TAP, box, "", Effect.DRAFT))
    assert [node.checked for node in after.nodes if node.checked is not None][-1] is True


def test_a_file_field_that_a_script_left_in_the_body_is_nobodys(
    device: WebDevice, show: Show, tmp_path: Path
) -> None:
    (tmp_path / "record.png").write_bytes(b"\x89PNG")
    pick = (
        "const f=document.createElement('input');f.type='file';f.style='position:absolute;"
        "visibility:hidden;z-index:-999';f.onchange=()=>log(f.files[0].name);"
        "document.body.appendChild(f);f.click()"
    )
    screen = show(LOG + f'<div onclick="{pick}">上传病历</div>')
    picture = str(tmp_path / "record.png")
    action = Action(Gesture.UPLOAD, find(screen, "上传病历"), picture, Effect.OWN)
    after = device.perform(action)
    assert "record.png" in after.words
    assert [n for n in after.nodes if n.kind == "file"] == []


def test_a_control_that_opens_no_chooser_is_an_error(device: WebDevice, show: Show) -> None:
    screen = show("<div onclick='1'>上传病历</div>")
    with pytest.raises(ActionTimeout, match="上传病历"):
        device.perform(Action(Gesture.UPLOAD, find(screen, "上传病历"), __file__, Effect.OWN))


def test_scrolling_the_page_and_a_container(device: WebDevice, show: Show) -> None:
    watch = "<script>addEventListener('scroll',e=>log('滚了'),true)</script>"
    show(LOG + watch + "<div style='height:3000px'>长</div>")
    assert "滚了" in device.perform(Action(Gesture.SCROLL, text="down")).words
    screen = show(
        LOG
        + watch
        + "<div style='height:200px;overflow:auto'><div style='height:900px'>盒</div></div>"
    )
    box = next(node for node in screen.nodes if node.scrollable)
    assert "滚了" in device.perform(Action(Gesture.SCROLL, box, "down")).words


def test_scrolling_the_pane_inside_a_component(device: WebDevice, show: Show) -> None:
    show(
        LOG
        + """<my-page><p style="height:3000px">消息</p></my-page><script>
        customElements.define('my-page', class extends HTMLElement {
        constructor(){super(); this.attachShadow({mode:'open'})
        .innerHTML='<div style="height:500px;overflow:auto"><slot></slot></div>';
        this.shadowRoot.firstChild.addEventListener('scroll', () => log('滚了'))}})</script>"""
    )
    assert "滚了" in device.perform(Action(Gesture.SCROLL, text="down")).words


def test_back_goes_back_but_never_out_of_the_app(device: WebDevice, site: Site, show: Show) -> None:
    site.pages["/b"] = page("<p>第二页</p>")
    screen = show("<p>第一页</p><a href=/b>去</a>")
    assert "第二页" in tap(device, screen, "去").words
    assert "第一页" in device.perform(Action(Gesture.BACK)).words
    assert "第一页" in device.perform(Action(Gesture.BACK)).words


def test_back_within_one_document(device: WebDevice, show: Show) -> None:
    screen = show(
        LOG + "<button onclick=\"history.pushState(1,'','#/b');log('内页')\">进</button>"
        "<script>addEventListener('popstate',()=>log('退回'))</script>"
    )
    assert tap(device, screen, "进").address.endswith("#/b")
    assert "退回" in device.perform(Action(Gesture.BACK)).words


@pytest.mark.parametrize(
    "how", ["<a href=/b target=_blank>开</a>", "<button onclick=\"window.open('/b')\">开</button>"]
)
def test_a_new_window_is_followed_and_back_closes_it(
    device: WebDevice, site: Site, show: Show, how: str
) -> None:
    site.pages["/b"] = page("<p>新窗口</p>")
    screen = show("<p>原窗口</p>" + how)
    after = tap(device, screen, "开")
    assert (after.words, after.status) == (("新窗口",), 200)
    assert "原窗口" in device.perform(Action(Gesture.BACK)).words


def test_a_window_that_closes_itself_leaves_its_opener(
    device: WebDevice, site: Site, show: Show
) -> None:
    site.pages["/b"] = page("<button onclick='window.close()'>关</button>")
    screen = show("<p>原窗口</p><button onclick=\"window.open('/b')\">开</button>")
    assert "原窗口" in tap(device, tap(device, screen, "开"), "关").words


def test_a_foreign_website_in_a_new_window_is_followed(device: WebDevice, show: Show) -> None:
    other = Site()
    other.pages["/"] = page("<p>医院官网</p>")
    try:
        screen = show(f"<a href='{other.url}/' target=_blank>官网</a>")
        assert "医院官网" in tap(device, screen, "官网").words
    finally:
        other.close()


OPENERS = {
    "link": "<a href='{}' target=_blank>官网</a>",
    "script": "<button onclick=\"window.open('{}')\">官网</button>",
    "kept apart": "<button onclick=\"window.open('{}','_blank','noopener')\">官网</button>",
    "form": "<form action='{}' target=_blank><button>官网</button></form>",
    "later": "<button onclick=\"setTimeout(()=>window.open('{}'),300)\">官网</button>",
}


@pytest.mark.parametrize("opener", OPENERS)
def test_a_window_that_is_slow_to_come_is_waited_for(
    device: WebDevice, site: Site, show: Show, opener: str
) -> None:
    site.pages["/b"] = Answer(page("<p>医院官网</p>").body, delay=0.7)
    screen = show(OPENERS[opener].format("/b"))
    assert "医院官网" in tap(device, screen, "官网").words


def test_a_window_that_never_comes_holds_nobody(device: WebDevice, show: Show) -> None:
    screen = show(
        "<p>首页</p><form action=/b target=_blank><button>官网</button></form>"
        "<script>addEventListener('submit',e=>e.preventDefault())</script>"
    )
    after = tap(device, screen, "官网")
    assert "首页" in after.words
    assert not after.loading


def test_opening_an_address_of_the_app(device: WebDevice, site: Site, show: Show) -> None:
    site.pages["/b"] = page("<p>第二页</p>")
    show("<p>第一页</p>")
    assert "第二页" in device.perform(Action(Gesture.OPEN, text=site.url + "/b")).words


@pytest.mark.parametrize(
    "address", ["https://example.org/", "javascript:alert(1)", "file:///etc/hostname", "tel:120"]
)
def test_opening_anything_else_is_refused(device: WebDevice, show: Show, address: str) -> None:
    show("<p>第一页</p>")
    with pytest.raises(ActionRefused):
        device.perform(Action(Gesture.OPEN, text=address))


def test_starting_again_forgets_everything(device: WebDevice, show: Show) -> None:
    body = "<p id=p></p><script>p.textContent='次数'+(localStorage.n=+(localStorage.n||0)+1)+document.cookie;document.cookie='a=1'</script>"
    assert show(body).words == ("次数1",)
    assert show(body).words == ("次数1",)


@pytest.mark.parametrize(
    "answer",
    [Answer(dead=True), redirect("/"), Answer(b"", 204)],
    ids=["hangs up", "redirects for ever", "no content"],
)
def test_an_app_that_does_not_answer_is_a_screen_not_an_error(show: Show, answer: Answer) -> None:
    screen = show(answer)
    assert screen.status in {None, 204}
    assert screen.events.failures or answer.status == 204


def test_a_server_that_is_gone_is_a_screen_with_the_failure(
    device: WebDevice, site: Site, show: Show
) -> None:
    screen = show("<a href=/b>去</a>")
    site.close()
    after = tap(device, screen, "去")
    assert any("失败 GET" in failure for failure in after.events.failures)
    assert after.status is None


@pytest.mark.parametrize("status", [404, 500])
def test_an_error_page_keeps_its_status(show: Show, status: int) -> None:
    screen = show(Answer("<p>出错了</p>".encode(), status))
    assert screen.status == status
    assert any(failure.startswith(str(status)) for failure in screen.events.failures)


def test_a_picture_shows_the_whole_page_in_logical_pixels(device: WebDevice, show: Show) -> None:
    screen = show("<div style='height:3000px'>长</div>")
    with Image.open(io.BytesIO(device.picture())) as picture:
        assert picture.size == (390, round(screen.content_height))
    show("<div style='height:40000px'>极长</div>")
    with Image.open(io.BytesIO(device.picture())) as picture:
        assert picture.size == (390, 12_000)


def colours(picture: bytes, x: int) -> list[tuple[int, int, int]]:
    """The colours down a column, repetitions left out."""
    with Image.open(io.BytesIO(picture)) as opened:
        plain = opened.convert("RGB")
        column = [plain.getpixel((x, y)) for y in range(plain.height)]
    return [c for i, c in enumerate(column) if i == 0 or c != column[i - 1]]  # type: ignore[misc]


RED, GREEN, BLUE, WHITE = (255, 0, 0), (0, 128, 0), (0, 0, 255), (255, 255, 255)
BAR = "<div style='position:fixed;left:0;right:0;bottom:0;height:50px;background:#f00'>底栏</div>"


def test_boxes_and_picture_agree_however_far_the_page_is_scrolled(
    device: WebDevice, show: Show
) -> None:
    screen = show(
        "<body style='margin:0'><div style='height:3000px;background:#fff'>长</div>" + BAR
    )
    for _ in range(2):
        assert find(screen, "底栏").bounds.y == 794
        with Image.open(io.BytesIO(device.picture())) as picture:
            assert picture.convert("RGB").getpixel((200, 819)) == RED
            assert picture.convert("RGB").getpixel((200, 2300)) == WHITE
        screen = device.perform(Action(Gesture.SCROLL, text="down"))


def test_a_bare_picture_shows_what_lies_under_a_bar(device: WebDevice, show: Show) -> None:
    show("<body style='margin:0'><div style='height:3000px;background:#fff'>长</div>" + BAR)
    for bare, colour in ((True, WHITE), (False, RED)):
        with Image.open(io.BytesIO(device.picture(bare=bare))) as picture:
            assert picture.convert("RGB").getpixel((200, 819)) == colour


def test_a_bare_picture_of_a_pane_shows_what_it_has_below(device: WebDevice, show: Show) -> None:
    show(
        "<body style='margin:0'><div style='height:794px;overflow:auto'>"
        "<div style='height:1500px;background:green'>上</div></div>"
        "<div style='height:50px;background:#f00'>底栏</div>"
    )
    for bare, colour in ((True, GREEN), (False, RED)):
        with Image.open(io.BytesIO(device.picture(bare=bare))) as picture:
            assert picture.convert("RGB").getpixel((200, 819)) == colour


def test_an_app_that_scrolls_in_a_pane_is_shown_whole(device: WebDevice, show: Show) -> None:
    screen = show(
        "<body style='margin:0'><div style='height:60px;background:#f00'>顶栏</div>"
        "<div style='height:784px;overflow:auto'><div style='height:1500px;background:green'>上</div>"
        "<div style='height:500px;background:#00f'>下</div></div>"
    )
    for _ in range(2):
        assert (screen.content_height, find(screen, "下").bounds.y) == (2060, 1560)
        picture = device.picture()
        assert colours(picture, 380) == [RED, GREEN, BLUE]
        with Image.open(io.BytesIO(picture)) as opened:
            assert opened.size == (390, 2060)
            assert opened.convert("RGB").getpixel((380, 1561)) == BLUE
        screen = device.perform(Action(Gesture.SCROLL, text="down"))
    assert find(screen, "顶栏").bounds.y == 0


def test_the_facts_name_the_browser(device: WebDevice) -> None:
    assert device.facts.channel is Channel.H5
    assert device.facts.version


def test_nothing_works_before_the_start_and_closing_twice_is_fine() -> None:
    device = WebDevice(Guard(frozenset(), EffectRules.load(), None))
    with pytest.raises(DeviceLost, match="start"):
        device.screen()
    with pytest.raises(DeviceError, match="http"):
        device.start("about:blank")
    device.close()
    device.close()
    with pytest.raises(DeviceLost):
        device.screen()


def test_a_browser_that_died_is_lost(site: Site) -> None:
    if not Path("/proc/self/stat").exists():
        pytest.skip("finds the browser's process in /proc")
    site.pages["/"] = page("<p>首页</p><button>查看</button>")
    others = browsers()
    with WebDevice(Guard(frozenset(), EffectRules.load(), None)) as device:
        screen = device.start(site.url)
        for process in browsers() - others:
            os.kill(process, signal.SIGKILL)
        for deed in (device.screen, device.picture, lambda: tap(device, screen, "查看")):
            with pytest.raises(DeviceLost):
                deed()
        with pytest.raises(DeviceLost):
            device.start(site.url)


def browsers() -> set[int]:
    """Process ids of the browsers that this very process has started, directly or not."""
    parents, found = {}, set()
    for entry in Path("/proc").iterdir():
        with contextlib.suppress(OSError):
            if entry.name.isdigit():
                parents[int(entry.name)] = int(
                    (entry / "stat").read_text().rsplit(")", 1)[1].split()[1]
                )
                if b"--remote-debugging-pipe" in (entry / "cmdline").read_bytes():
                    found.add(int(entry.name))
    return {process for process in found if os.getpid() in lineage(process, parents)}


def lineage(process: int, parents: dict[int, int]) -> set[int]:
    """The process ids above a process."""
    above = set()
    while process in parents:
        process = parents[process]
        above.add(process)
    return above


def test_words_that_change_under_the_finger_are_not_tapped(device: WebDevice, show: Show) -> None:
    """The page swaps the label after it was judged: only the gate in the page can see that."""
    screen = show(
        LOG + "<button id=b onclick=\"log('点到了')\">查看</button><script>"
        "addEventListener('pointerdown', () => {}, true);"
        "const own = EventTarget.prototype.dispatchEvent; let once = 0;"
        "setInterval(() => { const r = window[Symbol.for('auditor')]; if (r && r.point && !once) { once = 1;"
        "const point = r.point; r.point = (...all) => { const spot = point(...all); b.textContent = '确认支付'; return spot; }; } }, 5)</script>"
    )
    with pytest.raises(StaleNode, match="点下的瞬间"):
        tap(device, screen, "查看")
    assert "-" in device.screen().words


def test_what_slides_over_at_the_last_moment_is_not_tapped(device: WebDevice, show: Show) -> None:
    screen = show(
        LOG + "<button id=b onclick=\"log('点到了')\">查看</button><script>"
        "let once = 0; setInterval(() => { const r = window[Symbol.for('auditor')]; if (r && r.point && !once) { once = 1;"
        "const point = r.point; r.point = (...all) => { const spot = point(...all); document.body.insertAdjacentHTML('beforeend',"
        "\"<button style='position:fixed;inset:0;width:100%' onclick=\\\"log('付了')\\\">确认支付</button>\"); return spot; }; } }, 5)</script>"
    )
    with pytest.raises(NodeCovered, match="点下的瞬间"):
        tap(device, screen, "查看")
    assert "-" in device.screen().words


def test_what_is_half_out_of_its_pane_is_brought_into_sight_first(
    device: WebDevice, show: Show
) -> None:
    """A browser would move the touch to the bar that lies right beside it."""
    screen = show(
        f"""{LOG}<div style="position:fixed;inset:0;display:flex;flex-direction:column">
        <div style="flex:1;overflow:auto"><div style="height:calc(100vh - 76px)">首页</div>
        <div onclick="log('影像')" style="height:84px">影像资料</div><div style="height:300px">更多</div></div>
        <div style="height:60px" onclick="log('栏')">我的</div></div>"""
    )
    after = tap(device, screen, "影像资料")
    assert "影像" in after.words
    assert "栏" not in after.words
