"""3.1.3: the written report beside the images of an examination is none of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from devices.model import Download, Events, Gesture, Screen
from devices.recording import Way
from probes.flows.records.documents import downloaded
from probes.flows.records.own_records import record_shown
from tests.probes.drawn import drawn
from tests.probes.sketch import Sketch
from tests.probes.walked import openings, walked

SITE = "http://images.example/#/"
REPORT = (
    "胸部CT平扫 检查日期 2026-10-18 放射诊断科",
    "检查所见:胸廓对称,双肺纹理清晰,纵隔居中,未见肿大淋巴结。",
    "诊断意见:右肺上叶微小结节,建议年度复查。",
)
LAB = (
    "检验报告 姓名:张三 报告日期 2026-10-18",
    "丙氨酸氨基转移酶 46 U/L 参考 7-40",
    "空腹血糖 5.9 mmol/L 参考 3.9-6.1",
)
FILM = ("胸部CT平扫", "序列 1/8 层厚 5mm")
PICTURE = b"<</Type/XObject/Subtype/Image/Width 1/Height 1/Length 3/BitsPerComponent 8"


def pdf(lines: tuple[str, ...], picture: bool) -> bytes:
    """A PDF of one page with Chinese words that can be read out of it."""
    drawn_words = "".join(
        f"BT /F1 11 Tf 1 0 0 1 56 {730 - 20 * row} Tm <{line.encode('utf-16-be').hex()}> Tj ET\n"
        for row, line in enumerate(lines)
    ).encode()
    font = b"<</Type/Font/Subtype/%s/BaseFont/STSong-Light"
    system = b"/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>"
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(drawn_words), drawn_words),
        font % b"Type0" + b"/Encoding/UniGB-UCS2-H/DescendantFonts[6 0 R]>>",
        font % b"CIDFontType0" + system + b">>",
    ]
    if picture:
        parts.append(PICTURE + b"/ColorSpace/DeviceRGB>>stream\nabc\nendstream")
    body, starts = b"%PDF-1.4\n", list[int]()
    for number, part in enumerate(parts, 1):
        starts.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    size = len(parts) + 1
    table = b"xref\n0 %d\n0000000000 65535 f \n" % size
    table += b"".join(b"%010d 00000 n \n" % start for start in starts)
    end = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (size, len(body))
    return body + table + end


def page(title: str, *words: str, act: str) -> Screen:
    sketch = Sketch(title, SITE + title)
    sketch.text(*words)
    sketch.button(act)
    return sketch.screen()


@pytest.mark.parametrize(
    ("lines", "picture", "truth"),
    [
        (REPORT, False, False),
        (REPORT, True, None),
        (LAB, False, False),
        (LAB, True, None),
        (FILM, True, True),
    ],
)
def test_a_file_on_the_page_of_the_images(
    tmp_path: Path, lines: tuple[str, ...], picture: bool, truth: bool | None
) -> None:
    screens = {
        "home": page("首页", "本院欢迎您", "门诊时间为周一至周日", act="影像查看"),
        "image": page("影像查看", *REPORT, "第1/8层 窗宽1500", act="下载PDF"),
    }
    ways = openings(screens)
    got = Events(downloads=(Download("a.pdf", "application/pdf", pdf(lines, picture)),))
    for name, words, events in (("home", "影像查看", Events()), ("image", "下载PDF", got)):
        node = next(n for n in screens[name].nodes if n.text == words)
        ways.append(Way(name, Gesture.TAP, "image", node.index, words, events=events))
    walker = walked(tmp_path, screens, ways)
    assert downloaded(walker, "exam_image").truth is truth


@pytest.mark.parametrize(
    ("entry", "truth"), [("影像回执", True), ("心电回执", True), ("检查预约回执", False)]
)
def test_a_slip_of_results_is_a_report(tmp_path: Path, entry: str, truth: bool) -> None:
    pages = {
        "首页": [f"{entry} > {entry}", "本院欢迎您", "门诊时间为周一至周日"],
        entry: ["胸部CT平扫 2026-10-18 > 详情", "没有更多了"],
        "详情": [*REPORT],
    }
    assert (record_shown(drawn(tmp_path, pages), "exam_report").truth is True) is truth
