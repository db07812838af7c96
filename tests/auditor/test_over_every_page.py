"""What stands in the way at first: a notice that counts seconds, a bar about cookies."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from auditor.live.session import Session
from devices.guard.effects import EffectRules
from devices.guard.guarding import Guard
from devices.ledger import Ledger
from devices.web.device import WebDevice
from evidence.model import Identity
from evidence.recorder import Recorder
from evidence.redaction import Redactor
from probes.appmap import GONE
from probes.flows.places.absence import absent
from probes.lexicon import load_lexicon
from tests.devices.site import Site, page
from tests.probes.drawn import drawn

MENU = "<a href='/b'>预约挂号</a> <a href='/c'>报告查询</a>"
MASK = "position:fixed;inset:0;background:rgba(0,0,0,.5);z-index:9"
BAR = "position:fixed;left:0;right:0;bottom:0;background:#222;color:#fff;padding:12px;z-index:9"
NOTICE = (
    "<h4>重要公告</h4><p>流感高发季节,来院就诊的患者及陪同家属请全程佩戴口罩,谢谢您的配合。</p>"
)
TERMS = "<h4>知情同意书</h4><p>请仔细阅读在线诊疗知情同意书的全部内容,阅读完毕后方可继续办理。</p>"


@pytest.fixture
def site() -> Iterator[Site]:
    served = Site()
    yield served
    served.close()


@pytest.fixture
def session(tmp_path: Path, site: Site) -> Iterator[Session]:
    device = WebDevice(Guard(frozenset(), EffectRules.load(), Ledger(tmp_path / "ledger.jsonl")))
    recorder = Recorder(tmp_path, Redactor(Identity()), simulated=True)
    yield Session("h5", site.url + "/", device, recorder, load_lexicon())
    device.close()


def counting(words: str, first: str, last: str, state: str, seconds: int = 2) -> str:
    """A dialog with one control that can be used after some seconds."""
    return f"""{MENU}<div id=m role=dialog style="{MASK}"><div>{words}
<button id=x {state}>{first}</button></div></div><script>
let n = {seconds}; const x = document.getElementById('x');
const t = setInterval(() => {{ n--;
  if (n > 0) x.textContent = '{first}'.replace(/\\d/, n);
  else {{ clearInterval(t); x.disabled = false; x.textContent = '{last}'; }} }}, 1000);
x.onclick = () => {{ if (n <= 0) document.getElementById('m').remove(); }};
</script>"""


@pytest.mark.parametrize(
    ("first", "last", "state"),
    [("关闭(2s)", "我知道了", "disabled"), ("2秒后关闭", "关闭", ""), ("确定", "确定", "disabled")],
)
def test_a_notice_that_counts_down_is_waited_out(
    site: Site, session: Session, first: str, last: str, state: str
) -> None:
    site.pages["/"] = page(counting(NOTICE, first, last, state))
    home = session.restart()
    assert session.overlays.dismissed
    assert not any(node.covered for node in home.nodes if node.clickable)
    assert "重要公告" not in home.text


def test_terms_that_must_be_read_for_a_while_are_not_waited_out(
    site: Site, session: Session
) -> None:
    """How long they are to be read is something that others want to see."""
    site.pages["/"] = page(counting(TERMS, "同意(9s)", "同意", "disabled", seconds=9))
    assert "s)" in session.restart().text


def bar(words: str, label: str) -> str:
    return f"""{MENU}<div id=k style="{BAR}">{words}<button
onclick="document.getElementById('k').remove()">{label}</button></div>"""


@pytest.mark.parametrize(
    ("words", "label", "gone"),
    [
        ("本站使用 Cookie 为您提供个性化服务,详见隐私政策。", "同意", True),
        ("我们更新了《隐私政策》,请您知悉。", "我知道了", True),
        ("本次门诊共计 35 元", "同意", False),
        ("本站使用 Cookie。", "去挂号", False),
    ],
)
def test_a_bar_about_cookies_is_agreed_to(
    site: Site, session: Session, words: str, label: str, gone: bool
) -> None:
    site.pages["/"] = page(bar(words, label))
    home = session.restart()
    assert (label not in home.words) is gone
    assert ([words in told for told in session.overlays.dismissed] == [True]) is gone


@pytest.mark.parametrize(
    ("labels", "truth"), [(["同意"] * 8, False), ([f"入口{n}" for n in "甲乙丙丁戊己"], None)]
)
def test_one_label_that_went_from_every_page_leaves_nothing_open(
    tmp_path: Path, labels: list[str], truth: bool | None
) -> None:
    walker = drawn(tmp_path, {"首页": ["院内通知 > 通知"], "通知": ["今天停电"]})
    appmap = walker.map
    appmap.unvisited += [(appmap.entry, label, GONE) for label in labels]
    assert absent(walker, "停车缴费").truth is truth


PASSING = f"""<a href='#/join'>新用户注册</a> {MENU}<button onclick=say()>登录</button>
<form id=f style="display:none;margin-top:60px"><input type=password placeholder=登录密码><br>
<a href="#/terms">用户协议</a></form><script>
function say() {{ const m = document.createElement('div'); m.className = 'mask toast';
  m.style = 'position:fixed;inset:0;pointer-events:none;z-index:9';
  m.innerHTML = '<p style="pointer-events:auto;margin:60px 0 0;background:#333;height:150px">'
    + '请先阅读并勾选协议</p>';
  document.body.append(m); setTimeout(() => m.remove(), 2000); }}
onhashchange = () => {{ document.getElementById('f').style.display = 'block'; }};
</script>"""


def test_what_was_said_on_the_page_before_is_not_taken_for_a_part_of_this_one(
    session: Session, site: Site
) -> None:
    site.pages["/"] = page(PASSING)
    session.restart()
    labels = {session.screen.label(n): n for n in session.screen.nodes if n.clickable}
    session.tap(labels["登录"])
    session.tap(labels["新用户注册"])
    now = session.unveil()
    assert any(n.kind == "password" for n in now.nodes)
    assert not any(n.covered for n in now.nodes)
