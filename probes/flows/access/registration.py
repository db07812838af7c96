"""Registration: the form by which a visitor becomes a user, and the password that goes with it."""

from __future__ import annotations

import re

from devices.errors import ActionRefused, NodeCovered, StaleNode
from devices.model import Effect, Node
from documents.typography import half_width
from probes.app import App
from probes.appmap import AppMap, Arrival, Place, Way
from probes.finding import Finding, any_of, no, unknown, yes
from probes.flows.forms.submitting import Answer, consents, fields, send, sent_finding
from probes.flows.places.absence import absent
from probes.flows.places.content import hollow_screen
from probes.flows.places.deadends import blocked_way
from probes.flows.places.hits import candidates, sift
from probes.flows.screens.walls import is_login
from probes.labels import whole_or_head
from probes.lexicon import plain
from probes.model import Cause, ProofLevel
from probes.naming import NEAR

LONGEST_ENTRY, LONGEST_SETTING = 10, 12
_JOINS = re.compile("注册|开户")
_WHO = re.compile("姓名|身份证|证件号")
_REGISTERS = re.compile("^(提交|完成|确认|同意协议并)?注册(账号)?$")
_RECOVERS = re.compile("找回|忘记|重置|重设|修改|更改|变更|换绑|解绑")
_AT_ONCE = re.compile("一键|微信|支付宝|本机|授权|同意|登[录陆]|完成|确认|提交")
_UNCHANGED = re.compile(
    "(新|原|旧|历史|当前).{0,12}(相同|一样|一致|重复)|(不能|不得|不可).{0,6}(与|和|跟).{0,8}(相同|一样|一致)"
)
_PASSWORD = re.compile(
    "(设置|设定|修改|重置|更改|变更|找回|忘记|登录|创建).{0,6}(密码|口令)|(密码|口令)(设置|管理|修改|找回|重置)"
)
_NOT_OF_LOGIN = re.compile(
    "(支付|消费|交易|付款|提现|钱包|就诊卡|诊疗卡|健康卡|医保卡|银行|查看|查询|查阅|病历|报告|手势|取号|取药|取件"
    "|应用锁|锁屏|青少年|家长|WI-?FI|无线|网络|上网|门禁|设备)[^\\n,，。;；/、]{0,6}(密码|口令)",
    re.IGNORECASE,
)
_OTHER_ACCOUNT = re.compile("支付|钱包|就诊卡|诊疗卡|银行卡|预交金|余额")
"""Steps of a way behind which a mere 修改密码 means the password of that."""

_PAIR = re.compile("(用户名|账号|账户|帐号|登录名)[与和及、/]?(密码|口令)(?!登)")
"""A name for what is set as well as for a way to log in with it."""


def meet_login(app: App) -> None:
    """Some apps ask who it is only deep inside: drawing the whole map meets that on the way."""
    if not app.login.methods:
        _ = app.map


def visitor_places(app: App) -> list[Place]:
    meet_login(app)
    return list(app.visitor_map.places.values())


def opens_registration(label: str) -> bool:
    """A short name of registering by a form; what takes the platform's word needs none."""
    words = plain(label)
    return bool(_JOINS.search(words)) and len(words) <= LONGEST_ENTRY and not _AT_ONCE.search(words)


def registration_places(app: App) -> list[Place]:
    """Forms by which a visitor becomes a user."""
    return [place for place in visitor_places(app) if _is_registration(app, place)]


def _is_registration(app: App, place: Place) -> bool:
    asked = fields(place.screen)
    secret = any(f.node.kind == "password" or app.lexicon.says("code_field", f.name) for f in asked)
    if not secret:
        return False
    if is_login(app, place.screen) and "注册" not in place.screen.title:
        # 登录/注册 leads to a login page: that is no form of registration yet
        return _sets_and_proves(app, place) and _signs_up(place)
    named = app.lexicon.functions["register"]
    words = plain(f"{place.screen.title} {' '.join(place.trail[-1:])}")
    if any(g.search(words) for groups in named.entry for g in groups):
        return True
    says = (
        n.clickable and re.search("注册|开通", screen_label(place, n)) for n in place.screen.nodes
    )
    return any(says) or _registers_by_its_fields(app, place, words)


def _registers_by_its_fields(app: App, place: Place, words: str) -> bool:
    """Whatever it is called: a visitor sets a password, proves a phone, and says who it is or
    agrees to terms."""
    says_who = any(_WHO.search(f.name) for f in fields(place.screen))
    joins = says_who or bool(consents(place.screen, app.lexicon))
    return _sets_and_proves(app, place) and joins and not _RECOVERS.search(words)


def _sets_and_proves(app: App, place: Place) -> bool:
    """A password is set there, and a phone proved by a code: who logs in does one of them."""
    asked = fields(place.screen)
    sets = any(f.node.kind == "password" for f in asked)
    return sets and any(app.lexicon.says("code_field", f.name) for f in asked)


def _signs_up(place: Place) -> bool:
    """Its own button registers, whatever its bar still says (登录)."""
    labels = (plain(screen_label(place, n)) for n in place.screen.nodes if n.clickable)
    return any(_REGISTERS.match(label) for label in labels)


def screen_label(place: Place, node: Node) -> str:
    return plain(place.label(node))


def registers(app: App) -> Finding:
    """L2: the registration form is sent with the test account's data and understood."""
    forms = registration_places(app)
    results: list[Finding] = []
    for place in forms[:2]:
        results.append(_register(app, place))
        if results[-1].truth:
            return results[-1]
    automatic = _auto_register(app)
    if automatic is not None and not forms:
        return automatic
    if results:
        return any_of(results)
    hits, others = sift(app, "register", app.visitor_map)
    broken = _broken_entry(app)
    others += [broken] if broken is not None else []
    for hit in hits:
        if broken is None and is_login(app, hit.place.screen):
            words = "注册入口到达的是登录页,未见注册表单;新手机号能否由此注册未能判断"
            shown = [app.show_place(hit.place, (), "登录页")]
            others.append(unknown(Cause.NOT_CONCLUSIVE, words, shown))
            continue
        if hit.candidate.score > NEAR and not is_login(app, hit.place.screen):
            shown = [app.show_place(hit.place, (), "注册")]
            others.append(no(f"注册:{hit.place.path} 没有可填写的注册表单", shown, ProofLevel.L2))
    if others:
        held = held_back(app) if any_of(others).truth is False else None
        return _behind(app, held) if held is not None else any_of(others)
    if app.login.cause is None and not app.login.methods:
        words = "应用无需注册即可使用,无法判断在线注册"
        return unknown(Cause.NOT_CONCLUSIVE, words, app.login.evidence)
    return _never_offered(app)


def _broken_entry(app: App) -> Finding | None:
    """An entry of registration's own (注册, not 登录/注册) that leads to nothing."""
    for candidate in candidates(app, "register", app.visitor_map):
        way = candidate.way
        if way is None or "登" in way.label or candidate.score <= NEAR or not candidate.place:
            continue
        place = app.visitor_map.places[candidate.place]
        found = hollow_screen(app, place, "register", app.visitor_map)
        if found is not None and found.truth is False:
            return found
    return None


def _never_offered(app: App) -> Finding:
    """Neither the visitor's map nor the patient's offers registration."""
    hits, others = sift(app, "register")
    if others:
        return any_of(others)
    if hits and hits[0].candidate.score > NEAR:
        shown = [app.show_place(hits[0].place, (), "注册")]
        return unknown(Cause.NOT_CONCLUSIVE, "注册入口只在登录后出现,未能判断", shown)
    held = held_back(app)
    if held is not None:
        return _behind(app, held)
    places = [p for p in visitor_places(app) if is_login(app, p.screen)]
    if not app.visitor_map.complete:
        return unknown(Cause.MAP_INCOMPLETE, f"未登录状态未探索完({app.visitor_map.cut})")
    grounds = absent(app, "在线注册")
    if places and grounds.truth is False:
        shown = [app.show_place(p, (), "登录页面没有注册入口") for p in places[:2]]
        return no("登录页面和全部入口中没有在线注册", [*shown, *grounds.evidence], ProofLevel.L2)
    return grounds


def held_back(app: App) -> Way | None:
    """立即注册 beside a login form may lead on or send: the explorer was not let to try it."""
    for way in app.visitor_map.ways:
        label = plain(way.label)
        if way.arrival is Arrival.REFUSED and _JOINS.search(label) and len(label) <= LONGEST_ENTRY:
            return way
    return None


def unread(app: App, what: str) -> Finding | None:
    """What the registration form might say, where it was never seen; None if it was."""
    held = held_back(app)
    if held is None or registration_places(app):
        return None
    place = app.visitor_map.places[held.source]
    shown = [app.show_place(place, [place.screen.nodes[held.node]], "注册入口")]
    return unknown(Cause.MAP_INCOMPLETE, f"注册表单在“{held.label}”之后,未见{what}", shown)


def _behind(app: App, way: Way) -> Finding:
    """What the control does, tried where the account's own records may be changed."""
    source = app.visitor_map.places[way.source]
    shown = [app.show_place(source, [source.screen.nodes[way.node]], "注册入口")]
    if Effect.OWN not in app.allowed:
        return unknown(Cause.NOT_ALLOWED, f"有注册入口“{way.label}”,{way.words}", shown)
    app.restart()
    screen = app.visit(source)
    taps = [n for n in screen.nodes if n.clickable] if screen else []
    node = next((n for n in taps if app.label(n) == way.label), None)
    if screen is None or node is None:
        return unknown(Cause.NOT_CONCLUSIVE, f"注册入口“{way.label}”未能再次到达", shown)
    try:
        after = app.tap(node, Effect.OWN)
    except (ActionRefused, NodeCovered, StaleNode) as failure:
        return unknown(Cause.NOT_CONCLUSIVE, f"注册入口“{way.label}”未能打开({failure})", shown)
    if after.digest == screen.digest or not fields(after) or is_login(app, after):
        shown.append(app.show((), f"点击“{way.label}”后"))
        return unknown(Cause.NOT_CONCLUSIVE, f"点击“{way.label}”后未见注册表单", shown)
    return _sent_here(app)


def _register(app: App, place: Place) -> Finding:
    app.restart()
    if app.visit(place) is None:
        return unknown(
            Cause.NOT_CONCLUSIVE, "注册表单未能再次到达", [app.show_place(place, (), "注册")]
        )
    return _sent_here(app)


def _sent_here(app: App) -> Finding:
    reply = send(app, Effect.OWN, "register_button")
    if isinstance(reply, Finding):
        return reply
    if reply.answer is Answer.VALIDATION and app.lexicon.says("registered", reply.words):
        shown = [app.show((), "注册:已注册")]
        return yes(f"注册表单可用,应答“{reply.words[:40]}”", shown, ProofLevel.L2)
    return sent_finding(app, "在线注册", reply)


def _auto_register(app: App) -> Finding | None:
    """Logging in with a new number creates the account, as the page says."""
    for place in visitor_places(app):
        node = next((n for n in place.screen.nodes if _registers_at_once(app, n.text)), None)
        if node is not None:
            shown = [app.show_place(place, [node], "登录即注册"), *app.login.evidence]
            if app.login.cause is None:
                return yes(f"登录即注册:“{node.text[:30]}”", shown, ProofLevel.L2)
            return unknown(app.login.cause, "登录即注册,但未能登录验证", shown)
    return None


def _registers_at_once(app: App, words: str) -> bool:
    """Words that logging in registers; not those that send a newcomer to the window for it."""
    told = app.lexicon.signs["auto_register"].search(half_width(words))
    return told is not None and not app.lexicon.says("window", told.group(0))


def sets_password(app: App) -> Finding:
    """L1: a patient can choose a password of their own, at registration or in the settings."""
    for place in registration_places(app):
        secret = _secrets(app, place)
        if secret:
            shown = [app.show_place(place, secret, "设置密码")]
            return yes(f"注册时可设置密码({place.path})", shown, ProofLevel.L2)
    blocked = []
    for appmap in (app.map, app.visitor_map):
        for way in appmap.ways:
            if _of_another(appmap, way):
                continue
            if _names_setting(app, appmap, way) and not _labels_field(app, appmap, way):
                finding = _password_way(app, appmap, way)
                if finding.truth:
                    return finding
                blocked.append(finding)
    if blocked:
        return any_of(blocked)
    grounds = absent(app, "设置用户名和口令")
    return grounds


def _names_setting(app: App, appmap: AppMap, way: Way) -> bool:
    """The control's words are about setting a password, and it leads to no log-in page."""
    words = plain(whole_or_head(way.label))
    if len(words) > LONGEST_SETTING:
        return False
    target = appmap.places.get(way.target)
    asks = target is not None and is_login(app, target.screen)
    return bool(_PASSWORD.search(words) or (_PAIR.search(words) and not asks))


def _of_another(appmap: AppMap, way: Way) -> bool:
    """What is set is no password of the account (支付密码): the account's is never sent there.

    Told by the control, the way to it, the page behind it, and the fields of that page.
    """
    source, target = appmap.places.get(way.source), appmap.places.get(way.target)
    trail = [way.label, *(source.trail if source is not None else ())]
    names = list(trail)
    if target is not None:
        names += [target.screen.title, *(field.name for field in fields(target.screen))]
    if any(_NOT_OF_LOGIN.search(plain(name)) for name in names):
        return True
    return "登" not in way.label and any(_OTHER_ACCOUNT.search(plain(step)) for step in trail)


def _secrets(app: App, place: Place) -> list[Node]:
    """Fields of a page that take a password of the account."""
    asked = [f for f in fields(place.screen) if not _NOT_OF_LOGIN.search(plain(f.name))]
    return [f.node for f in asked if f.node.kind == "password" or _secret(app, f.name)]


def _labels_field(app: App, appmap: AppMap, way: Way) -> bool:
    """Dead words on a form that asks for a password (设置密码*) name its field."""
    source = appmap.places.get(way.source)
    return way.arrival is Arrival.NOTHING and source is not None and bool(_secrets(app, source))


def _password_way(app: App, appmap: AppMap, way: Way) -> Finding:
    place = appmap.places.get(way.target)
    of = None if appmap is app.map else appmap
    if place is None:
        return blocked_way(app, way, of)
    secret = _secrets(app, place)
    shown = [app.show_place(place, secret, way.label)]
    if not secret:
        return no(f"“{way.label}”页面没有密码输入框", shown, ProofLevel.L2)
    if of is not None:
        return yes(f"“{way.label}”可设置密码", shown, ProofLevel.L2)
    return _set_as_it_is(app, place, way.label, shown)


def _set_as_it_is(app: App, place: Place, label: str, shown: list[str]) -> Finding:
    """The test account's password is set to what it is: the form is proven, nothing changes."""
    name = f"设置密码“{label}”"
    if Effect.OWN not in app.allowed or not app.account.test_account:
        return unknown(Cause.NOT_ALLOWED, f"{name}:有密码输入框,未获准试设", shown)
    if not app.account.password:
        words = f"{name}:有密码输入框,档案中没有密码,未能试设"
        return unknown(Cause.NOT_CONCLUSIVE, words, shown)
    if app.visit(place) is None:
        return unknown(Cause.NOT_CONCLUSIVE, f"{name}:页面未能再次到达", shown)
    reply = send(app, Effect.OWN)
    if isinstance(reply, Finding):
        return reply
    if reply.answer is Answer.VALIDATION and _UNCHANGED.search(reply.words):
        words = f"{name}:应答“{reply.words[:40]}”"
        return yes(words, [*shown, app.show((), name)], ProofLevel.L2)
    return sent_finding(app, name, reply)


def _secret(app: App, name: str) -> bool:
    return app.lexicon.says("password_field", name) and not app.lexicon.says("code_field", name)
