"""A dialog that shows what was touched, or lets one choose, is no message in passing."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.exploring.explorer import Explorer
from probes.appmap import Arrival
from tests.auditor.live import opened_at
from tests.devices.site import page

ROW = "检验申请单 肝功能12项"
BOX = "position:fixed;left:30px;top:200px;width:300px;background:#fff;z-index:9"
SHUT = "document.getElementById('m').hidden=true"


def app(inside: str) -> str:
    """A page with one row that brings a dialog."""
    return f"""<h3>问诊医嘱</h3><p>郑怀瑾 主任医师</p>
<div onclick="document.getElementById('m').hidden=false"><span>检验申请单</span>
<span>肝功能12项</span></div>
<div id=m hidden><div style="position:fixed;inset:0;background:rgba(0,0,0,.5);z-index:8"></div>
<div role=dialog style="{BOX}">{inside}</div></div>"""


def alert(heading: str, words: str) -> str:
    return f'<h4>{heading}</h4><p>{words}</p><button onclick="{SHUT}">我知道了</button>'


def wheel(*lines: str) -> str:
    ends = "".join(f'<button onclick="{SHUT}">{words}</button>' for words in ("取消", "确定"))
    return ends + "".join(f"<p>{line}</p>" for line in lines)


@pytest.mark.parametrize(
    ("inside", "shown"),
    [
        (alert("检验申请单", "幽门螺杆菌抗体。开单医师:郑怀瑾。请凭身份证到2楼采血处。"), True),
        (wheel("社会保障卡"), True),
        (alert("检验申请单", "功能建设中,敬请期待后续版本上线"), False),
        (alert("检验申请单", "请到门诊一楼人工窗口办理相关业务"), False),
        (alert("检验申请单", "请您先登录后再查看相关的全部内容"), False),
        (alert("温馨提示", "系统将于今晚二十二点进行例行检修"), False),
        (f'<p>确定要离开吗</p><button onclick="{SHUT}">取消</button>', False),
    ],
)
def test_only_what_shows_something_is_a_place(tmp_path: Path, inside: str, shown: bool) -> None:
    with opened_at(tmp_path, page(app(inside), "医嘱")) as (session, _):
        session.restart()
        appmap = Explorer(session).explore()
    (way,) = [way for way in appmap.ways if way.label == ROW]
    assert (way.arrival is Arrival.SCREEN and way.target != way.source) is shown
