"""A hospital's own hints: followed like a person would, never a proof, never an error."""

from __future__ import annotations

from pathlib import Path

from auditor.exploring.explorer import Explorer
from devices.model import Events, Gesture, Screen
from devices.recording import Condition, Way
from probes.appmap import ASTRAY, AppMap
from probes.finder import HINT, Finder
from probes.lexicon import load_lexicon
from probes.profile import Dialog, Hint
from tests.auditor.test_session import ENTRY, session_of
from tests.probes.sketch import Sketch, lines


def _home() -> Screen:
    sketch = Sketch("首页")
    sketch.button("云上小院")
    sketch.text("我的档案", font=20)
    for _ in range(3):
        sketch.button("")
    return sketch.screen()


def _button(screen: Screen, nth: int) -> int:
    return [node.index for node in screen.nodes if node.clickable][nth]


def explored(folder: Path, hints: dict[str, Hint]) -> AppMap:
    home = _home()
    inside = lines("血常规 2026-11-02", title="档案")
    yard = lines("共享轮椅 0 元", title="云上小院")
    session = session_of(
        folder,
        {"home": home, "inside": inside, "yard": yard},
        Way("home", Gesture.TAP, "inside", node=_button(home, 3)),
        Way("home", Gesture.TAP, "yard", node=_button(home, 0)),
    )
    session.restart()
    return Explorer(session, hints=hints).explore()


def test_a_path_puts_the_place_on_the_map_under_the_functions_name(tmp_path: Path) -> None:
    appmap = explored(tmp_path, {"wheelchair": Hint(path=("云上小院",))})
    place = appmap.places[appmap.hinted["wheelchair"]]
    assert place.screen.title == "云上小院"
    best = Finder(load_lexicon(), appmap).find("wheelchair")[0]
    assert (best.score, best.place) == (HINT, place.id)


def test_a_control_without_words_is_found_by_its_heading(tmp_path: Path) -> None:
    appmap = explored(tmp_path, {"lab_report": Hint(locator="我的档案#3")})
    assert appmap.places[appmap.hinted["lab_report"]].screen.title == "档案"


def test_a_hint_that_leads_nowhere_is_noted_and_nothing_else(tmp_path: Path) -> None:
    appmap = explored(tmp_path, {"survey": Hint(path=("没有的入口",))})
    assert appmap.hinted == {}
    assert [label for _, label, why in appmap.unvisited if why == ASTRAY] == [
        "医院提示 survey:“首页”上没有“没有的入口”"
    ]
    assert appmap.explored(appmap.entry)
    assert appmap.complete


def test_a_dialog_that_the_hospital_told_of_is_closed_and_recorded(tmp_path: Path) -> None:
    asking = Sketch("请选择院区")
    asking.text("请先选择院区")
    asking.button("本部")
    asking.button("东院")
    asked = asking.screen()
    session = session_of(
        tmp_path,
        {"asked": asked, "home": _home()},
        Way("asked", Gesture.TAP, "home", node=_button(asked, 0)),
    )
    session.overlays.known = (Dialog(contains="请先选择院区", tap="本部"),)
    assert session.restart().title == "首页"
    assert session.overlays.dismissed == ["请先选择院区"]


def test_what_lies_behind_an_agreement_is_reached_again_and_again(tmp_path: Path) -> None:
    home = Sketch("预约挂号协议")
    home.text("一、预约与取消:取消预约应在就诊前一日办理。")
    tick = home.tick()
    home.text("我已阅读并同意本协议", box=(60, home.nodes[tick].bounds.y, 240, 40))
    home.button("下一步")
    asking = home.screen()
    behind = lines("内科", "外科", title="选择科室")
    button = _button(asking, -1)
    refused = Events(toasts=("请先阅读并同意协议",))
    session = session_of(
        tmp_path,
        {"asking": asking, "behind": behind},
        Way("asking", Gesture.TAP, "asking", node=button, events=refused),
        Way("asking", Gesture.TAP, "behind", node=button, when=Condition(ticked=(tick,))),
        *(Way(at, Gesture.OPEN, "asking", text=ENTRY) for at in ("asking", "behind")),
    )
    session.restart()
    appmap = Explorer(session).explore()
    place = next(p for p in appmap.places.values() if p.screen.title == "选择科室")
    session.restart()
    assert session.goto(place)
