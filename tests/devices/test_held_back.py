"""A touch that only looks changes nothing on the server, whatever is written on the control."""

# ruff: noqa: E501 -- markup of little pages is easier to read in one line

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from devices.errors import HeldBack
from devices.guard.effects import EffectRules
from devices.guard.guarding import Guard
from devices.ledger import Ledger
from devices.model import Action, Effect, Gesture, Screen
from devices.web.device import WebDevice
from tests.devices.conftest import EVERYTHING, find
from tests.devices.site import Site, file, page

pytestmark = pytest.mark.browser
Show = Callable[..., Screen]
FETCH = (
    "fetch('{to}',{{method:'{method}'}}).then(r=>log('好 '+r.status)).catch(()=>log('网络异常'))"
)
XHR = (
    "const x=new XMLHttpRequest();x.open('{method}','{to}');x.setRequestHeader('X-A','1');"
    "x.onload=()=>log('好 '+x.status);x.onerror=()=>log('网络异常');x.send('{{}}')"
)
LOG = (
    "<p id=log>-</p><script>function log(x){document.getElementById('log').textContent=x}</script>"
)


def look(device: WebDevice, screen: Screen, label: str) -> Screen:
    """Touch a control as exploring does."""
    return device.perform(Action(Gesture.TAP, find(screen, label), looking=True))


def sent(site: Site, method: str) -> list[str]:
    return [asked for asked in site.asked if asked.startswith(method)]


@pytest.mark.parametrize("way", [FETCH, XHR], ids=["fetch", "xhr"])
@pytest.mark.parametrize(
    ("method", "to"),
    [
        ("POST", "/api/queue/takeNumber"),
        ("POST", "/api/plan/12/join"),
        ("POST", "/api/door?action=save_item"),
        ("POST", "/gateway/queue/takeNumber"),
        ("POST", "/wx/conv/borrow.do"),
        ("PUT", "/api/member/3"),
        ("DELETE", "/api/member/3"),
    ],
)
def test_what_would_change_something_is_not_sent(
    device: WebDevice, site: Site, show: Show, way: str, method: str, to: str
) -> None:
    screen = show(f'{LOG}<button onclick="{way.format(method=method, to=to)}">好的呀</button>')
    with pytest.raises(HeldBack, match=f"{method} /"):
        look(device, screen, "好的呀")
    now = device.screen()
    assert "网络异常" in now.text
    assert not now.events.failures
    assert not sent(site, method)


@pytest.mark.parametrize("label", ["我要报名", "预约抽血", "去预约", "立即参与"])
def test_words_that_only_lead_on_send_nothing_either(
    device: WebDevice, site: Site, show: Show, label: str
) -> None:
    """To the guard they are a draft: three trials were joined by one of them."""
    act = FETCH.format(method="POST", to="/api/trial.join")
    screen = show(f'{LOG}<div onclick="{act}">{label}</div>')
    with pytest.raises(HeldBack):
        look(device, screen, label)
    assert not sent(site, "POST")


@pytest.mark.parametrize("way", [FETCH, XHR], ids=["fetch", "xhr"])
@pytest.mark.parametrize(
    "to",
    [
        "/api/order/list",
        "/api/queryBooking",
        "/api/auth/save",
        "/api/sso/ticket",
        "/api/message/read",
        "/api/schedule",
    ],
)
def test_what_reads_or_harms_nobody_goes_its_way(
    device: WebDevice, site: Site, show: Show, way: str, to: str
) -> None:
    site.pages[to] = file(b"{}", "application/json")
    screen = show(f'{LOG}<button onclick="{way.format(method="POST", to=to)}">好的呀</button>')
    assert "好 200" in look(device, screen, "好的呀").text
    assert sent(site, "POST") == [f"POST {to}"]


def test_post_to_what_was_read_with_get_adds_to_it(
    device: WebDevice, site: Site, show: Show
) -> None:
    site.pages["/api/tickets"] = file(json.dumps([]).encode(), "application/json")
    post = FETCH.format(method="POST", to="/api/tickets")
    screen = show(
        f"{LOG}<script>fetch('/api/tickets')</script><button onclick=\"{post}\">好的呀</button>"
    )
    with pytest.raises(HeldBack):
        look(device, screen, "好的呀")
    assert not sent(site, "POST")


GETS = "".join(f"<script>fetch('/api/{n}')</script>" for n in "abcde")
LISTS = "".join(f"<script>fetch('/api/{n}/list',{{method:'POST'}})</script>" for n in "abcdef")
DEPTS = "".join(f"<script>fetch('/api/{n}',{{method:'POST'}})</script>" for n in "abc")
VAGUE = FETCH.format(method="POST", to="/api/volun")


@pytest.mark.parametrize(
    ("opens_with", "held"),
    [
        (GETS, True),
        (GETS + "<script>fetch('/api/list',{method:'POST'})</script>", False),
        (GETS + "<script>fetch('/api/depts',{method:'POST'})</script>", False),
        ("", False),
        (LISTS, True),
        (LISTS + "<script>fetch('/api/volun',{method:'POST'})</script>", False),
        (LISTS + DEPTS, False),
    ],
    ids=[
        *("gets", "lists by post", "opens by post", "nothing known"),
        *("names what it reads", "was posted before", "names some"),
    ],
)
def test_an_app_that_only_gets_what_it_shows_posts_to_change_something(
    site: Site, ledger: Ledger, opens_with: str, held: bool
) -> None:
    """Another browser, for one that has seen other apps knows of their habits."""
    named = (*"abcde", *(f"{name}/list" for name in "abcdef"), "list", "depts", "volun")
    for path in [f"/api/{name}" for name in named]:
        site.pages[path] = file(b"{}", "application/json")
    site.pages["/"] = page(f'{LOG}{opens_with}<button onclick="{VAGUE}">好的呀</button>')
    with WebDevice(Guard(EVERYTHING, EffectRules.load(), ledger)) as fresh:
        screen = fresh.start(site.url + "/")
        if held:
            with pytest.raises(HeldBack):
                look(fresh, screen, "好的呀")
        else:
            look(fresh, screen, "好的呀")
    posts = site.asked.count("POST /api/volun") - opens_with.count("/api/volun")
    assert (posts == 1) is not held


def test_what_a_page_posts_as_it_opens_is_no_touchs_doing(site: Site, ledger: Ledger) -> None:
    site.pages |= {f"/api/{name}": file(b"{}", "application/json") for name in (*"abcde", "day")}
    post = FETCH.format(method="POST", to="/api/day")
    script = f"{GETS}<script>function go(){{history.pushState(0,'','/day');{post}}}</script>"
    site.pages["/"] = page(f"{LOG}{script}<button onclick=go()>看看</button>")
    with WebDevice(Guard(EVERYTHING, EffectRules.load(), ledger)) as fresh:
        after = look(fresh, fresh.start(site.url + "/"), "看看")
    assert "好 200" in after.text


def test_a_form_of_the_page_is_held_back_too(device: WebDevice, site: Site, show: Show) -> None:
    site.pages["/number/take"] = page("<p>已取号</p>")
    screen = show("<form method=post action='/number/take'><button>好的呀</button></form>")
    with pytest.raises(HeldBack):
        look(device, screen, "好的呀")
    assert not sent(site, "POST")


def test_a_touch_that_leads_on_is_no_refusal(device: WebDevice, site: Site, show: Show) -> None:
    """A letter is marked and opened: what it shows counts, the mark is not made."""
    act = "fetch('/api/letter/update',{method:'POST'}).catch(()=>0);history.pushState(0,'','/letter');log('来信全文')"
    screen = show(f'{LOG}<button onclick="{act}">来信</button>')
    assert "来信全文" in look(device, screen, "来信").text
    assert not sent(site, "POST")


@pytest.mark.parametrize("purpose", [Effect.READ, Effect.OWN])
def test_who_does_not_only_look_may_change_something(
    device: WebDevice, site: Site, show: Show, purpose: Effect
) -> None:
    site.pages["/api/plan/join"] = file(b"{}", "application/json")
    act = FETCH.format(method="POST", to="/api/plan/join")
    screen = show(f'{LOG}<button onclick="{act}">好的呀</button>')
    after = device.perform(Action(Gesture.TAP, find(screen, "好的呀"), purpose=purpose))
    assert "好 200" in after.text


def test_what_a_page_sends_by_itself_goes_its_way(
    device: WebDevice, site: Site, show: Show
) -> None:
    site.pages["/api/place/update"] = file(b"{}", "application/json")
    act = FETCH.format(method="POST", to="/api/place/update")
    assert "好 200" in show(f"{LOG}<script>{act}</script><p>这一页</p>").text


def test_where_nothing_is_allowed_every_touch_only_looks(site: Site, ledger: Ledger) -> None:
    act = FETCH.format(method="POST", to="/api/plan/join")
    site.pages["/"] = page(f'{LOG}<button onclick="{act}">好的呀</button>')
    with WebDevice(Guard(frozenset(), EffectRules.load(), ledger)) as careful:
        screen = careful.start(site.url + "/")
        with pytest.raises(HeldBack):
            careful.perform(Action(Gesture.TAP, find(screen, "好的呀")))
    assert not sent(site, "POST")


DOOR = (
    "fetch('/gateway',{{method:'POST',body:{body}}})"
    ".then(r=>log('好 '+r.status)).catch(()=>log('网络异常'))"
)
DOOR_XHR = (
    "const x=new XMLHttpRequest();x.open('POST','/gateway');"
    "x.onload=()=>log('好 '+x.status);x.onerror=()=>log('网络异常');x.send({body})"
)


@pytest.mark.parametrize("way", [DOOR, DOOR_XHR], ids=["fetch", "xhr"])
@pytest.mark.parametrize(
    ("body", "held"),
    [
        ("'{&quot;service&quot;:&quot;queue.take&quot;,&quot;data&quot;:{}}'", True),
        ("'{&quot;head&quot;:{&quot;trans_code&quot;:&quot;createOrder&quot;}}'", True),
        ("'act=join&plan=3'", True),
        ("new URLSearchParams({action:'saveItem'})", True),
        ("'{&quot;query&quot;:&quot;mutation { take }&quot;}'", True),
        ("'{&quot;service&quot;:&quot;queue.list&quot;}'", False),
        ("'{&quot;service&quot;:&quot;user.login&quot;}'", False),
        ("'{&quot;service&quot;:&quot;take.options&quot;}'", False),
        ("'{&quot;query&quot;:&quot;{ tickets }&quot;}'", False),
        ("'{&quot;note&quot;:&quot;create&quot;}'", False),
        ("'{'", False),
    ],
)
def test_where_all_requests_have_one_address_their_body_tells(
    device: WebDevice, site: Site, show: Show, way: str, body: str, held: bool
) -> None:
    site.pages["/gateway"] = file(b"{}", "application/json")
    screen = show(f'{LOG}<button onclick="{way.format(body=body)}">好的呀</button>')
    if held:
        with pytest.raises(HeldBack, match="POST /gateway"):
            look(device, screen, "好的呀")
    else:
        assert "好 200" in look(device, screen, "好的呀").text
    assert bool(sent(site, "POST")) is not held


@pytest.mark.parametrize("posts_first", [False, True])
def test_a_module_of_pages_posts_to_change_something(
    site: Site, ledger: Ledger, posts_first: bool
) -> None:
    """Its pages come whole from the server, beside an app that reads by posting elsewhere."""
    act = FETCH.format(method="POST", to="/ward/do")
    first = FETCH.format(method="POST", to="/ward/day") if posts_first else ""
    reads = "fetch('/api/depts',{method:'POST'})"
    site.pages |= {f"/{name}": file(b"{}", "application/json") for name in ("ward/day", "ward/do")}
    site.pages["/api/depts"] = file(b"{}", "application/json")
    for number in range(5):
        link = f"<a href='/ward/{number + 1}'>第{number + 1}页</a>"
        site.pages[f"/ward/{number}"] = page(f"{LOG}<script>{first}</script>{link}")
    site.pages["/ward/5"] = page(f'{LOG}<button onclick="{act}">好的呀</button>')
    site.pages["/"] = page(f"<script>{reads}</script><a href='/ward/0'>第0页</a>")
    with WebDevice(Guard(EVERYTHING, EffectRules.load(), ledger)) as fresh:
        screen = fresh.start(site.url + "/")
        for number in range(6):
            screen = look(fresh, screen, f"第{number}页")
        if posts_first:
            look(fresh, screen, "好的呀")
        else:
            with pytest.raises(HeldBack):
                look(fresh, screen, "好的呀")
    assert ("POST /ward/do" in site.asked) is posts_first


def coded(codes: list[str]) -> str:
    """Scripts of a page that reads with these codes, at one door, as it opens."""
    bodies = ",".join(f'{{"tradeCode":"{code}","data":{{}}}}' for code in codes)
    posts = f"[{bodies}].forEach(b=>fetch('/his',{{method:'POST',body:JSON.stringify(b)}}))"
    return f"<script>{posts}</script>"


CODES = [f"MZ{1000 + n}" for n in range(8)]


@pytest.mark.parametrize(
    ("opens_with", "code", "held"),
    [
        ([*CODES, *CODES[:3]], "MZ1059", True),
        ([*CODES, *CODES[:3]], "MZ1003", False),
        (CODES, "MZ1059", False),
        ([*CODES[:3], *CODES[:3]], "MZ1059", False),
    ],
    ids=["strange", "known", "numbers that never come twice", "few"],
)
def test_where_codes_stand_for_deeds_one_that_no_page_opened_with_is_held_back(
    site: Site, ledger: Ledger, opens_with: list[str], code: str, held: bool
) -> None:
    site.pages["/his"] = file(b"{}", "application/json")
    act = DOOR.format(body="'{&quot;tradeCode&quot;:&quot;" + code + "&quot;}'")
    act = act.replace("/gateway", "/his")
    button = f'<button onclick="{act}">好的呀</button>'
    site.pages["/"] = page(f"{LOG}{coded(opens_with)}{button}")
    with WebDevice(Guard(EVERYTHING, EffectRules.load(), ledger)) as device:
        screen = device.start(site.url)
        if held:
            with pytest.raises(HeldBack, match=f"POST /his {code}"):
                look(device, screen, "好的呀")
        else:
            assert "好 200" in look(device, screen, "好的呀").text
    assert len(sent(site, "POST")) == len(opens_with) + (not held)
