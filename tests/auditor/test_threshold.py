"""Splash, privacy terms, choice of a 院区: shown once, before the first page."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.exploring.explorer import Explorer
from auditor.live.threshold import way_in
from probes.lexicon import load_lexicon
from tests.auditor.live import opened_at
from tests.devices.site import page
from tests.probes.drawn import drawn

TERMS = "感谢您使用本应用。请您仔细阅读并同意《隐私政策》,我们将保护您的个人信息。"
HOME = ["预约挂号 > 预约挂号", "报告查询 > 报告查询", "门诊缴费 > 门诊缴费"]
INSIDE = {
    "首页": HOME,
    "预约挂号": ["内科", "外科"],
    "报告查询": ["血常规"],
    "门诊缴费": ["暂无待缴费用"],
}


@pytest.mark.parametrize(
    "threshold",
    [
        {"启动": ["博学笃行", "跳过 3s > 首页"]},
        {"启动": ["本院欢迎您", "立即体验 > 首页"]},
        {
            "启动": [TERMS, "《隐私政策》 > 隐私政策", "不同意 ! 需要同意", "同意并继续 > 首页"],
            "隐私政策": ["全文"],
        },
        {"启动": ["请选择就诊院区", "本部 学院路118号 > 首页", "东院区 望江大道 > 首页"]},
        {
            "启动": ["跳过 > 院区"],
            "院区": ["请选择院区", "本部 > 条款", "南院 > 条款"],
            "条款": [TERMS, "同意 > 首页"],
        },
    ],
)
def test_the_first_page_is_what_comes_after_the_threshold(
    tmp_path: Path, threshold: dict[str, list[str]]
) -> None:
    walker = drawn(tmp_path, {**threshold, **INSIDE})
    appmap = walker.map
    assert appmap.places[appmap.entry].name == "首页"
    assert {"预约挂号", "报告查询", "门诊缴费"} <= {p.name for p in appmap.places.values()}
    assert not appmap.cut


@pytest.mark.parametrize(
    "rows",
    [
        HOME,
        ["隐私政策", "预约挂号 > 预约挂号", "报告查询 > 报告查询", "门诊缴费 > 门诊缴费"],
        ["请选择就诊人", "张* > 报告查询", "李* > 门诊缴费"],
        ["? 请输入手机号", "同意并登录 > 预约挂号", "我已阅读并同意隐私政策"],
    ],
)
def test_an_ordinary_page_is_no_threshold(tmp_path: Path, rows: list[str]) -> None:
    walker = drawn(tmp_path, {"启动": rows, **INSIDE})
    assert walker.session.restart().title == "启动"


@pytest.mark.parametrize("words", ["选择院区", "立即体验"])
def test_a_menu_of_functions_is_no_threshold(tmp_path: Path, words: str) -> None:
    walker = drawn(
        tmp_path,
        {"首页": [f"{words} > 首页", *HOME], **{k: v for k, v in INSIDE.items() if k != "首页"}},
    )
    assert way_in(walker.session.restart(), load_lexicon()) is None


SHOWN_ONCE = """<body><div id=a></div><script>
const box = (kind, words) => `<div class=${kind}>${words}</div>`;
const show = () => {
  const s = localStorage, a = document.getElementById('a');
  const to = (k, v) => { s[k] = v; show(); };
  const on = (kind, what) => a.querySelectorAll('.' + kind).forEach(e => e.onclick = () => what(e));
  if (!s.campus)
    a.innerHTML = '<h3>请选择就诊院区</h3>' + box('c', '本部 学院路') + box('c', '东院区');
  else if (!s.terms)
    a.innerHTML = '<p>请阅读并同意《隐私政策》</p>' + box('n', '不同意') + box('y', '同意并继续');
  else
    a.innerHTML = '首页' + ['预约挂号', '报告查询', '门诊缴费'].map(w => box('f', w)).join('');
  on('c', e => to('campus', e.textContent));
  on('y', e => to('terms', 1));
  on('f', e => { a.innerHTML = `<h3>${e.textContent}</h3><p>今天的内容</p>`; });
};
show();
</script>"""


def test_a_threshold_that_is_shown_once_leaves_the_app_whole(tmp_path: Path) -> None:
    with opened_at(tmp_path, page(SHOWN_ONCE)) as (session, _):
        session.restart()
        appmap = Explorer(session).explore()
    assert "预约挂号" in appmap.places[appmap.entry].screen.text
    assert len(appmap.places) == 4
    assert not appmap.cut
