"""Has a place content of its own?  What its words are, and in which way it is hollow."""

from __future__ import annotations

from devices.model import Node, Role, Screen
from probes.app import App
from probes.appmap import AppMap, Place
from probes.finding import Finding, no, unknown
from probes.flows.screens.card_walls import holds_back
from probes.flows.screens.walls import is_wall
from probes.hollow import Frame, Hollow, Judgement, judge
from probes.lexicon import plain
from probes.model import Cause

PROSE = 12
LEAST_PROOF = 3
"""From so many patterns on, a page that bears them all is the patient's own record."""
LEAST_TEXT, PICTURE = 40, 0.4
_ENTRANCE = {"login", "register", "user_agreement", "registration_guide", "real_name"}
_OF_AN_ACCOUNT = {"real_name"}
_BINDS = {"members", "member_add"}
# What a page that wants an account may look like to a visitor when it forgets to ask for one.
_SILENT = {Hollow.SHELL, Hollow.SPINNER, Hollow.FAILED, Hollow.EMPTY}
_TOLD = {"visit_guide", "booking_guide", "registration_guide", "hospital_intro"}


def frame(app: App, of: AppMap | None = None) -> Frame:
    """The words of the app's frame, worked out once per map."""
    appmap = of or app.map
    key = f"frame:{id(appmap)}"
    if key not in app.memory:
        app.memory[key] = Frame.of(appmap)
    found = app.memory[key]
    assert isinstance(found, Frame)
    return found


def said_by(screen: Screen) -> str:
    """All words of a screen, its title included (some apps show it outside the page)."""
    return f"{screen.title}\n{screen.text}"


def said(screen: Screen, words: str) -> list[Node]:
    """The nodes that say some words."""
    return [n for n in screen.nodes if words and words in n.text][:3]


def in_picture(app: App, place: Place, of: AppMap | None = None) -> bool:
    """A page that says what it says in one large picture, which nobody has read."""
    screen = place.screen
    said = sum(len(plain(n.text)) for n in frame(app, of).own(screen))
    page = screen.width * screen.height
    return said < LEAST_TEXT and any(
        (n.image or n.role is Role.IMAGE) and n.bounds.area > PICTURE * page for n in screen.nodes
    )


def judgement_of(app: App, place: Place, of: AppMap | None = None) -> Judgement:
    """The judgement of a mapped place; errors and spinners are looked at a second time."""
    memory = app.memory.setdefault("judgements", {})
    assert isinstance(memory, dict)
    key = (id(of or app.map), place.id)
    if key not in memory:
        verdict = judge(place.screen, frame(app, of), app.lexicon)
        passing = {Hollow.ERROR, Hollow.FAILED, Hollow.SPINNER, Hollow.SHELL}
        if verdict.hollow in passing and of is None:
            verdict = _second_look(app, place, verdict)
        memory[key] = verdict
    found = memory[key]
    assert isinstance(found, Judgement)
    return found


def _second_look(app: App, place: Place, verdict: Judgement) -> Judgement:
    screen = app.visit(place)
    if screen is None:
        return verdict
    return judge(screen, frame(app), app.lexicon)


def hollow_screen(app: App, place: Place, key: str, of: AppMap | None = None) -> Finding | None:
    """None if the place has content of its own; else why it does not count."""
    function = app.lexicon.functions[key]
    unbound = of is None and key not in _ENTRANCE | _BINDS and holds_back(app, place)
    if unbound and app.login.cause is None:
        evidence = [app.show_place(place, (), "需要先绑定就诊卡")]
        words = f"{function.name}:{place.path} 要求先绑定就诊卡或实名"
        return unknown(Cause.NOT_BOUND, words, evidence)
    if of is None and key not in _ENTRANCE and is_wall(app, place.screen):
        evidence = [app.show_place(place, (), "需要登录")]
        cause = app.login.cause or Cause.LOGIN_FAILED
        return unknown(cause, f"{function.name}:{place.path} 要求(再次)登录", evidence)
    judgement = judgement_of(app, place, of)
    if judgement.hollow is None or (
        judgement.hollow in {Hollow.WINDOW, Hollow.EMPTY}
        and key in _TOLD
        and _tells_more(app, place, of)
    ):
        return None
    if judgement.hollow is Hollow.WINDOW and _shows_ones_own(app, place, key, of):
        return None
    words = f"{function.name}:{place.path} {judgement.hollow.value}“{judgement.words[:40]}”"
    evidence = [app.show_place(place, said(place.screen, judgement.words), judgement.hollow.value)]
    personal = function.personal or key in _OF_AN_ACCOUNT
    if app.login.cause is not None and personal and judgement.hollow in _SILENT:
        return unknown(app.login.cause, f"{words}(未登录成功,登录后或许有)", evidence)
    if judgement.hollow is Hollow.EMPTY and function.personal:
        return unknown(Cause.NO_DATA, words, evidence)
    return no(words, evidence)


def _shows_ones_own(app: App, place: Place, key: str, of: AppMap | None) -> bool:
    """What is asked for stands there in full, and beside it what is still to be done elsewhere."""
    function = app.lexicon.functions[key]
    if not function.personal or len(function.proof) < LEAST_PROOF:
        return False
    return function.shown_by("\n".join(n.text for n in frame(app, of).own(place.screen)))


def _tells_more(app: App, place: Place, of: AppMap | None) -> bool:
    """What is itself a text may name the window, if it also says something else."""
    prose = [n.text for n in frame(app, of).own(place.screen) if len(plain(n.text)) >= PROSE]
    signs = ("window", "under_construction", "empty")
    return any(not any(app.lexicon.says(sign, words) for sign in signs) for words in prose)
