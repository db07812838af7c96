"""Apps whose pages all have one address: back by their own arrow, not by beginning anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.exploring.explorer import Explorer
from auditor.live.returning import back_control
from devices.model import Role
from tests.auditor.live import opened_at
from tests.devices.site import page
from tests.probes.sketch import Sketch

ONE_ADDRESS = """<body><div id=a></div><script>
const tiles = ['预约挂号', '报告查询', '门诊缴费', '住院服务', '医院简介'];
const home = () => {
  a.innerHTML = '首页' + tiles.map(w => `<div class=f>${w}</div>`).join('');
  a.querySelectorAll('.f').forEach(e => e.onclick = () => open(e.textContent));
};
const open = (words) => {
  a.innerHTML = `<span class=b>‹</span><h3>${words}</h3><p>${words}的内容在这里</p>`;
  a.querySelector('.b').onclick = home;
};
home();
</script>"""


def test_the_arrow_of_an_app_leads_back(tmp_path: Path) -> None:
    with opened_at(tmp_path, page(ONE_ADDRESS)) as (session, site):
        session.restart()
        appmap = Explorer(session).explore()
        loads = sum(line == "GET /" for line in site.asked)
    assert len(appmap.places) == 6
    assert not appmap.cut
    assert loads <= 3, "the entry was opened anew for nearly every page"


@pytest.mark.parametrize(
    ("label", "box", "found"),
    [
        ("‹", (8, 12, 40, 40), True),
        ("<", (8, 12, 40, 40), True),
        ("﹤", (8, 12, 40, 40), True),
        ("返回", (8, 12, 60, 40), True),
        ("‹", (200, 300, 40, 40), False),
        ("客服", (8, 12, 40, 40), False),
    ],
)
def test_an_arrow_stands_at_the_top_left(
    label: str, box: tuple[float, float, float, float], found: bool
) -> None:
    sketch = Sketch("报告")
    sketch.button(label, box=box)
    assert (back_control(sketch.screen()) is not None) is found


def test_a_sheet_on_top_is_closed_first() -> None:
    sketch = Sketch("选择就诊人")
    sketch.button("‹", box=(8, 12, 40, 40))
    sheet = sketch.add(Role.DIALOG)
    sketch.button("张三", parent=sheet)
    close = sketch.button("×", parent=sheet)
    found = back_control(sketch.screen())
    assert found is not None
    assert found.index == close
