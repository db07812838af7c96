"""Agreements: is the text there, is there a control that says it was read?"""

from __future__ import annotations

import re

from devices.errors import ActionRefused, NodeCovered, StaleNode
from devices.model import Node, Role, Screen
from probes.app import App
from probes.appmap import AppMap, Arrival, Place, Way
from probes.finding import Finding, no, unknown, yes
from probes.flows.access.registration import unread
from probes.flows.forms.choices import is_ticked, tap_as_draft
from probes.flows.forms.reading import read_terms
from probes.flows.forms.submitting import consents
from probes.flows.places.content import frame, hollow_screen
from probes.flows.places.deadends import blocked_way
from probes.flows.screens.overlay import on_top
from probes.lexicon import plain
from probes.model import Cause, ProofLevel

LEAST_TEXT, HEADING = 60, 24
_BINDS = re.compile("协议|条款|同意|责任|约定(?!的?(时间|日期|时段))|承诺|声明")
_OTHER_MATTER = re.compile(
    "问诊|咨询|复诊|续方|陪诊|陪护|护工|护理|上门|到家|复印|邮寄|代煎|体检|手术|麻醉|输血|疫苗|核酸"
    "|互联网诊疗(?!服务)|住院|试验|采集"
)
"""Names of texts that bind for something else than booking."""


def reading_control(app: App, places: list[Place]) -> Finding:
    """L2: a control that the patient sets by hand to say that the text was read."""
    unset: Finding | None = None
    for place in places:
        ticks = consents(place.screen, app.lexicon)
        if not ticks:
            continue
        if is_ticked(place.screen, ticks[0]):
            words = f"{place.path}:阅读选项默认已勾选,不能证明患者阅读过"
            unset = unset or no(words, [app.show_place(place, ticks, "默认勾选")], ProofLevel.L2)
            continue
        finding = _toggles(app, place)
        if finding is not None and finding.truth:
            return finding
        unset = finding or unset
    if unset is not None:
        return unset
    shown = [app.show_place(place, (), "未见阅读选项") for place in places[:3]]
    absent = no("注册和登录页面没有“已阅读并同意”选项", shown, ProofLevel.L2)
    return unread(app, "其阅读选项") or absent


def _toggles(app: App, place: Place) -> Finding | None:
    """Tick it and see the tick."""
    screen = app.visit(place)
    ticks = consents(screen, app.lexicon) if screen else []
    if screen is None or not ticks:
        return unknown(
            Cause.NOT_CONCLUSIVE, "阅读选项未能再次到达", [app.show_place(place, (), "")]
        )
    before = ticks[0]
    try:
        after = tap_as_draft(app, before)
    except ActionRefused as refusal:
        return unknown(Cause.NOT_ALLOWED, refusal.reason, [app.show([before], "阅读选项未点")])
    except (NodeCovered, StaleNode) as failure:
        return unknown(Cause.DEVICE_FAILED, str(failure), [app.show((), "阅读选项点不到")])
    shown = [app.show(consents(after, app.lexicon)[:1], "勾选阅读选项后")]
    if not _changed(app, screen, before, after) and read_terms(app, screen):
        after = app.again()
        shown.append(app.show(consents(after, app.lexicon)[:1], "读完弹出的协议并同意后"))
    if _changed(app, screen, before, after):
        return yes(f"{place.path}:阅读选项可由患者勾选", shown, ProofLevel.L2)
    if on_top(after):
        words = f"{place.path}:点击阅读选项后弹出协议,未能读完并同意"
        return unknown(Cause.NOT_CONCLUSIVE, words, shown)
    if before.checked is None and screen.label(before):
        words = f"{place.path}:阅读选项是画出来的,勾没勾上看不出来"
        return unknown(Cause.NOT_CONCLUSIVE, words, shown)
    return no(f"{place.path}:阅读选项点不动", shown, ProofLevel.L2)


def _changed(app: App, screen: Screen, before: Node, after: Screen) -> bool:
    """The box is ticked now that was not, or the other way round."""
    now = consents(after, app.lexicon)
    if not now:
        return False
    state = now[0].checked
    return state != before.checked if state is not None else after.digest != screen.digest


def agreement_text(app: App, key: str, of: AppMap | None = None, about: str = "") -> Finding | None:
    """The text of an agreement, opened; None if no place of that name has one."""
    for candidate in app.finder(of).find(key)[:6]:
        place = (of or app.map).places.get(candidate.place)
        if place is None:
            continue
        text = own_text(app, place, of)
        if len(plain(text)) >= LEAST_TEXT and all(
            p.search(text) for p in app.lexicon.functions[key].proof
        ):
            if about and not _is_about(about, place, text):
                continue
            if key == "service_agreement" and not binds(f"{place.name}\n{text}"):
                continue
            name = app.lexicon.functions[key].name
            words = f"{name}:{place.path}(正文 {len(text)} 字)"
            return yes(words, [app.show_place(place, (), name)])
    return None


def _is_about(about: str, place: Place, text: str) -> bool:
    """A text about a matter by its name, or one that has it among what it is about.

    The consent to an online consultation mentions booking too, and binds nobody who books.
    """
    heading = next((line for line in map(plain, text.splitlines()) if line), "")
    names = [*map(plain, (place.screen.title, *place.trail))]
    others = [name for name in (*names, heading[:HEADING]) if _OTHER_MATTER.search(name)]
    if any(re.search(about, name) for name in names if name not in others):
        return True
    return not others and re.search(about, text) is not None


def behind_link(
    app: App, host: Place, way: Way, key: str, of: AppMap | None = None
) -> tuple[Finding | None, str, list[str]]:
    """What a link to an agreement opened: a finding where that settles it, else text and evidence.

    The text is empty where the link led nowhere else.
    """
    target = (of or app.map).places.get(way.target)
    name = app.lexicon.functions[key].name
    if target is None:
        if way.arrival is Arrival.TOAST and len(way.words) >= LEAST_TEXT:
            shown = [app.show_place(host, [host.screen.nodes[way.node]], way.label)]
            return yes(f"{name}“{way.label}”弹出全文", shown), "", shown
        return blocked_way(app, way, of), "", []
    hollow = hollow_screen(app, target, key, of)
    text = own_text(app, target, of) if target.id != host.id else ""
    return hollow, text, [app.show_place(target, (), way.label)]


def binds(text: str) -> bool:
    """A text that binds; how to book (预约须知:第一步 …) is no agreement."""
    return _BINDS.search(text) is not None


def own_text(app: App, place: Place, of: AppMap | None = None) -> str:
    """The words of a place without the app's frame; of what opened over it, if something did."""
    over = on_top(place.screen) if place.screen.nodes else []
    if any(node.role is Role.DIALOG for node in over):
        return "\n".join(node.text for node in over if node.text and not node.clickable)
    return "\n".join(node.text for node in frame(app, of).own(place.screen))
