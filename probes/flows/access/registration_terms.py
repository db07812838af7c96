"""What registering tells the patient: its agreement, its steps, the documents it takes."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from probes.app import App
from probes.appmap import Place, Way
from probes.finding import Finding, any_of, no, unknown, yes
from probes.flows.access.agreement import LEAST_TEXT, behind_link, own_text
from probes.flows.access.registration import registration_places, unread, visitor_places
from probes.flows.forms.submitting import fields
from probes.flows.places.absence import absent, conclude
from probes.flows.places.content import frame, in_picture
from probes.flows.places.hits import sift
from probes.flows.places.search import reach
from probes.flows.places.sections import filled_text
from probes.flows.screens.courses import REGISTERING, steps_told
from probes.flows.screens.walls import is_login
from probes.lexicon import plain
from probes.model import Cause
from probes.naming import NEAR, names_other


def agreement_hosts(app: App) -> list[Place]:
    """Registration and login screens: where an agreement belongs."""
    forms = registration_places(app)
    logins = [p for p in visitor_places(app) if is_login(app, p.screen)]
    return forms or logins


def agreement(app: App) -> Finding:
    """L1: an agreement about registration, with a text of its own."""
    function = app.lexicon.functions["user_agreement"]
    appmap = app.visitor_map
    blocked: list[Finding] = []
    for host in agreement_hosts(app):
        for way in appmap.ways_from(host.id):
            if not names_agreement(way.label):
                continue
            finding = _agreement_way(app, host, way)
            if finding.truth:
                return finding
            blocked.append(finding)
        inline = own_text(app, host, appmap)
        if len(plain(inline)) > 400 and re.search("协议|条款", inline):
            return yes(f"注册协议:全文在 {host.path}", [app.show_place(host, (), "注册协议")])
    if blocked:
        found = any_of(blocked)
        left = unread(app, "其协议") if found.truth is False else None
        return left or found
    hits, others = sift(app, "user_agreement", appmap)
    for hit in hits:
        text = own_text(app, hit.place, appmap)
        if not names_agreement(f"{hit.place.screen.title} {' '.join(hit.place.trail[-1:])}"):
            continue
        if any(names_other(app.lexicon, function, label) for label in _way_to(app, hit.place)):
            continue  # the terms of that function
        if not _is_body(app, text):
            continue
        if len(plain(text)) >= LEAST_TEXT and all(p.search(text) for p in function.proof):
            return yes(f"注册协议:{hit.place.path}", [app.show_place(hit.place, (), "注册协议")])
    hosts = agreement_hosts(app)
    if hosts and not others:
        shown = [app.show_place(p, (), "没有协议") for p in hosts[:2]]
        return unread(app, "其协议") or no("注册和登录页面没有注册协议", shown)
    return conclude(app, function, others, appmap)


def _way_to(app: App, place: Place) -> Sequence[str]:
    """The labels of the way to a place, of one through a login only those behind it."""
    behind: list[str] = []
    here = place
    for label in reversed(place.trail):
        behind.append(label)
        if here.parent is None:
            break
        here = here.parent
        if is_login(app, here.screen):
            return behind
    return place.trail


_PRIVACY = re.compile(
    "(用户|会员|平台|儿童|未成年人)?(隐私(权|信息)?|个人(信息|隐私|数据))[^》《、和与及 ]*"
)
_BY_NAME = re.compile("协议|条款|约定|公约")
_BINDS = re.compile("同意|不得|责任|义务|权利|承诺|授权|遵守|妥善保管|违反")
_AGREEMENT = re.compile(
    "协议|条款|约定|公约|(用户|注册|服务|使用|会员)[^》《 ]{0,4}(声明|须知|规则)"
)


def names_agreement(label: str) -> bool:
    """A name of terms between user and hospital; how data is handled (隐私政策) is none."""
    return _AGREEMENT.search(_PRIVACY.sub("", label)) is not None


def _is_body(app: App, text: str) -> bool:
    """Clauses that bind; how to register, step by step, is a note and no agreement."""
    return _steps_of(app, text) < 3 or not _EXPLAINS_STEP.search(text)


def _steps_of(app: App, text: str) -> int:
    """How many steps a text has: numbered, or told in turn."""
    numbered = {hit.group(0).strip() for hit in app.lexicon.signs["step"].finditer(text)}
    return max(len(numbered), steps_told(text, REGISTERING))


def _heading(text: str) -> str:
    """What a text calls itself: its first words, if they are a name in title marks (《…》)."""
    first = next((line.strip() for line in text.splitlines() if line.strip()), "")
    return first if re.fullmatch("《[^《》]{2,20}》", first) else ""


def _agreement_way(app: App, host: Place, way: Way) -> Finding:
    settled, text, shown = behind_link(app, host, way, "user_agreement", app.visitor_map)
    if settled is not None:
        return settled
    title = app.visitor_map.places[way.target].screen.title
    if _PRIVACY.search(title) and not names_agreement(title):
        return no(f"“{way.label}”打开的是“{title[:20]}”,不是注册协议", shown)
    heading = _heading(text)
    if _PRIVACY.search(heading) and not names_agreement(heading):
        words = f"打开“{way.label}”时出现的是“{heading}”,未见注册协议的正文"
        return unknown(Cause.NOT_CONCLUSIVE, words, shown)
    binds = _BY_NAME.search(f"{way.label} {title}") or _BINDS.search(text)
    if not _is_body(app, text) or not binds:
        return no(f"“{way.label}”打开的是操作说明,不是注册协议", shown)
    if len(plain(text)) >= LEAST_TEXT:
        return yes(f"注册协议“{way.label}”(正文 {len(text)} 字)", shown)
    return no(f"“{way.label}”打开后没有协议正文", shown)


def guide_steps(app: App) -> tuple[str | None, Finding]:
    """1.1.5: how to register: complete from three steps on, partial if told at all."""
    texts = _guide_places(app)
    rank: Callable[[tuple[Place, str]], tuple[int, bool]] = lambda told: (  # noqa: E731
        _steps_of(app, told[1]),
        _TELLS.search(told[1]) is not None,
    )
    best = max(texts, key=rank, default=None)
    if best is not None:
        place, text = best
        count = _steps_of(app, text)
        told = count > 0 or _TELLS.search(text) is not None
        choice = "complete" if count >= 3 else "partial" if told else "none"
        words = f"注册说明:{place.path} 有 {count} 个步骤"
        return choice, yes(words, [app.show_place(place, (), words)])
    drawn = _in_pictures(app)
    if drawn is not None:
        return None, drawn
    hits, others = sift(app, "registration_guide", app.visitor_map)
    more_hits, more = sift(app, "registration_guide")
    findings = [f for f in (*others, *more) if f.truth is not None] or [*others, *more]
    grounds = any_of(findings) if findings else absent(app, "注册说明")
    if (hits or more_hits) and not findings and grounds.truth is None:
        return None, grounds
    return ("none" if grounds.truth is False else None), grounds


def _in_pictures(app: App) -> Finding | None:
    """A guide by its name that is one large picture, which nobody has read."""
    for appmap in (app.visitor_map, app.map):
        of = None if appmap is app.map else appmap
        for hit in sift(app, "registration_guide", of)[0]:
            place = hit.place
            if hit.candidate.score > NEAR and in_picture(app, place, of):
                shown = [app.show_place(place, (), "注册说明")]
                words = f"注册说明:{place.path} 的内容在图片里,没有读取"
                return unknown(Cause.NOT_CONCLUSIVE, words, shown)
    return None


def guide_materials(app: App) -> Finding:
    """L1: the needed documents are stated."""
    places = _guide_places(app)
    forms = [(place, _prose(app, place)) for place in registration_places(app)]
    for place, text in (*places, *forms):
        if app.lexicon.says("materials", text) and _DOCUMENT.search(text):
            nodes = [n for n in place.screen.nodes if app.lexicon.says("materials", n.text)][:2]
            return yes(f"注册材料说明:{place.path}", [app.show_place(place, nodes, "所需材料")])
    if places:
        shown = [app.show_place(p, (), "注册说明") for p, _ in places[:2]]
        return no("注册说明中没有写明需要的材料", shown)
    _, grounds = guide_steps(app)
    return grounds


_REGISTERING = re.compile("注册|建档|开户|办卡|开通账号")
_EXPLAINS = re.compile("(注册|建档|开户)(的)?(步骤|流程|说明|须知|指南|指引)[::]?")
_TELLS = re.compile(
    "(注册|建档|开户|办卡).{0,24}(点击|进入|填写|输入|选择|完成|提交)"
    "|(点击|进入|填写|输入).{0,24}(注册|建档)"
)
_EXPLAINS_STEP = re.compile("第[一二三四五六\\d]+步|步骤[一二三四五六\\d]")
_DOCUMENT = re.compile("身份证|证件|医保卡|社保卡|就诊卡|手机|户口|护照|出生|照片|监护")
_ANOTHER = re.compile("孕|产检|分娩|志愿|义工|签约|陪护|家庭医生|特病|慢病|献血")
_ACCOUNT = re.compile("手机号|验证码|就诊人|就诊卡|诊疗卡|健康卡|账号|账户|帐号|用户名|密码")
"""What one registers for: nothing of the app where the text knows no account and no patient."""
_LEGAL = re.compile("隐私|协议|政策|条款|权利")
HEADING = 12
LEAST_GUIDE = 20


def _guide_places(app: App) -> list[tuple[Place, str]]:
    """Places that explain registering, with what they say of it; the form itself may do so."""
    found = [(place, _told_on_form(app, place)) for place in registration_places(app)]
    for appmap in (app.visitor_map, app.map):
        of = None if appmap is app.map else appmap
        hits, _ = sift(app, "registration_guide", of)
        for hit in hits:
            for place in reach(app, hit, of, depth=1):
                name = f"{place.screen.title} {' '.join(place.trail[-1:])}"
                if fields(place.screen) or _LEGAL.search(name):
                    continue
                text = filled_text(app, place, of)
                if _ANOTHER.search(text) and not _ACCOUNT.search(text):
                    continue
                found.append((place, text if _REGISTERING.search(name) else _about(app, text)))
    return [(place, text) for place, text in found if len(plain(text)) >= LEAST_GUIDE]


def _told_on_form(app: App, place: Place) -> str:
    """What a registration form explains itself, its links and buttons left aside."""
    nodes = frame(app, app.visitor_map).own(place.screen)
    text = "\n".join(n.text for n in nodes if not n.clickable)
    return text if _EXPLAINS.search(text) else ""


def _prose(app: App, place: Place) -> str:
    """Sentences on a form, its labels and controls left aside."""
    nodes = frame(app, app.visitor_map).own(place.screen)
    return "\n".join(n.text for n in nodes if not n.clickable and len(plain(n.text)) >= HEADING)


_VISITING = re.compile(
    "挂号|约号|取号|候诊|叫号|就诊(?!人|卡)|就医|缴费|取药|报告|报到|复诊|住院|看病|预约"
)
_PAPERS = re.compile("(准备|携带|需要|要带|带)(好)?(什么|哪些|材料|资料|证件)|所需")
"""A heading inside a guide, over the papers that it takes (要准备什么)."""
_SENTENCES = re.compile("(?<=[。;!?\uff1b\uff01\uff1f])")


def _about(app: App, text: str) -> str:
    """The parts of a longer text that are about registering; or none.

    A part goes from its heading to the next one (候诊与就诊 is another, numbered or not).
    Under another heading only the sentence that speaks of registering counts, with the
    steps that follow it: 就诊前准备 tells what to bring to a visit.
    """
    kept: list[str] = []
    part, whole = 0, False
    for line in text.split("\n"):
        named = _REGISTERING.search(line) is not None
        short = len(plain(line)) <= HEADING
        step = app.lexicon.says("step", line)
        other = _VISITING.search(line) is not None
        if short and not named and (other or not step):
            about_papers = any(p.search(line) for p in (_PAPERS, _DOCUMENT))
            if other or (part > 1 and not about_papers):
                part = 0
        elif named and short and not part:
            part, whole = 1, True
            kept.append(line)
            continue
        elif named and not part:
            kept += [said for said in _SENTENCES.split(line) if _REGISTERING.search(said)]
            part, whole = 1, False
            continue
        if part and (whole or step or named):
            kept.append(line)
            part += 1
    return "\n".join(kept)
