"""Registration, real-name authentication and the ways to log in."""

from __future__ import annotations

import re

from devices.model import Effect, Node, Screen
from probes.app import App
from probes.appmap import AppMap, Arrival, Place, Way
from probes.finder import NEAR
from probes.finding import Finding, any_of, no, unknown, yes
from probes.flows.agreement import LEAST_TEXT, own_text
from probes.flows.forms import Answer, fields, send, sent_finding
from probes.flows.information import steps_of
from probes.flows.messages import kinds
from probes.flows.search import (
    absent,
    blocked_way,
    conclude,
    hollow_screen,
    is_login,
    path_words,
    reach,
    sift,
    unseen,
)
from probes.lexicon import plain
from probes.model import Cause, ProofLevel


def _visitor_places(app: App) -> list[Place]:
    return list(app.visitor_map.places.values())


def registration_places(app: App) -> list[Place]:
    """Forms by which a visitor becomes a user."""
    named = app.lexicon.functions["register"]
    found = []
    for place in _visitor_places(app):
        words = f"{place.screen.title} {' '.join(place.trail[-1:])}"
        registers = any(g.search(plain(words)) for groups in named.entry for g in groups)
        secret = any(
            f.node.kind == "password" or app.lexicon.says("code_field", f.name)
            for f in fields(place.screen)
        )
        button = any(
            n.clickable and re.search("注册|开通", screen_label(place, n))
            for n in place.screen.nodes
        )
        if (
            fields(place.screen)
            and secret
            and (registers or (button and not is_login(app, place.screen)))
        ):
            found.append(place)
    return found


def screen_label(place: Place, node: Node) -> str:
    return plain(place.label(node))


def registers(app: App) -> Finding:
    """L2: the registration form is sent with the test account's data and understood."""
    forms = registration_places(app)
    results = [_register(app, place) for place in forms[:2]]
    if any(r.truth for r in results):
        return any_of(results)
    automatic = _auto_register(app)
    if automatic is not None and not forms:
        return automatic
    if results:
        return any_of(results)
    hits, others = sift(app, "register", app.visitor_map)
    for hit in hits:
        if hit.candidate.score > NEAR:
            shown = [app.show_place(hit.place, (), "注册")]
            others.append(
                no(f"注册:{path_words(hit.place)} 没有可填写的注册表单", shown, ProofLevel.L2)
            )
    if others:
        return any_of(others)
    if app.login.cause is None and not app.login.methods:
        words = "应用无需注册即可使用,无法判断在线注册"
        return unknown(Cause.NOT_CONCLUSIVE, words, app.login.evidence)
    return _never_offered(app)


def _never_offered(app: App) -> Finding:
    """Neither the visitor's map nor the patient's offers registration."""
    hits, others = sift(app, "register")
    if others:
        return any_of(others)
    if hits and hits[0].candidate.score > NEAR:
        shown = [app.show_place(hits[0].place, (), "注册")]
        return unknown(Cause.NOT_CONCLUSIVE, "注册入口只在登录后出现,未能判断", shown)
    places = [p for p in _visitor_places(app) if is_login(app, p.screen)]
    if not app.visitor_map.complete:
        return unknown(Cause.MAP_INCOMPLETE, f"未登录状态未探索完({app.visitor_map.cut})")
    grounds = absent(app, "在线注册")
    if places and grounds.truth is False:
        shown = [app.show_place(p, (), "登录页面没有注册入口") for p in places[:2]]
        return no("登录页面和全部入口中没有在线注册", [*shown, *grounds.evidence], ProofLevel.L2)
    return grounds


def _register(app: App, place: Place) -> Finding:
    app.restart()
    if app.visit(place) is None:
        return unknown(
            Cause.NOT_CONCLUSIVE, "注册表单未能再次到达", [app.show_place(place, (), "注册")]
        )
    _ask_code(app)
    reply = send(app, Effect.OWN, "register_button")
    if isinstance(reply, Finding):
        return reply
    if reply.answer is Answer.VALIDATION and app.lexicon.says("registered", reply.words):
        shown = [app.show((), "注册:已注册")]
        return yes(f"注册表单可用,应答“{reply.words[:40]}”", shown, ProofLevel.L2)
    return sent_finding(app, "在线注册", reply)


def _ask_code(app: App) -> None:
    """Fill in the phone number and ask for a code before the form is sent."""
    from probes.flows.forms import value_for

    screen = app.again()
    for field in fields(screen):
        phone = app.lexicon.says("phone_field", field.name)
        if field.node.editable and phone and not app.lexicon.says("code_field", field.name):
            app.fill(field.node, value_for(app, field))
            break
    screen = app.again()
    asking = [
        n
        for n in screen.nodes
        if n.clickable
        and app.lexicon.says("code_request", screen_words(screen, n))
        and len(screen_words(screen, n)) <= 10
    ]
    if asking:
        app.tap(asking[-1], Effect.DRAFT)


def screen_words(screen: Screen, node: Node) -> str:
    return plain(screen.label(node))


def _auto_register(app: App) -> Finding | None:
    """Logging in with a new number creates the account, as the page says."""
    for place in _visitor_places(app):
        node = next(
            (n for n in place.screen.nodes if app.lexicon.says("auto_register", n.text)), None
        )
        if node is not None:
            shown = [app.show_place(place, [node], "登录即注册"), *app.login.evidence]
            if app.login.cause is None:
                return yes(f"登录即注册:“{node.text[:30]}”", shown, ProofLevel.L2)
            return unknown(app.login.cause, "登录即注册,但未能登录验证", shown)
    return None


def sets_password(app: App) -> Finding:
    """L1: a patient can choose a password of their own, at registration or in the settings."""
    for place in registration_places(app):
        secret = [
            f.node
            for f in fields(place.screen)
            if f.node.kind == "password" or _secret(app, f.name)
        ]
        if secret:
            shown = [app.show_place(place, secret, "设置密码")]
            return yes(f"注册时可设置密码({path_words(place)})", shown, ProofLevel.L2)
    pattern = re.compile("设置密码|修改密码|登录密码|重置密码|密码设置|忘记密码|找回密码|密码管理")
    blocked = []
    for appmap in (app.map, app.visitor_map):
        for way in appmap.ways:
            if len(plain(way.label)) <= 12 and pattern.search(plain(way.label)):
                finding = _password_way(app, appmap, way)
                if finding.truth:
                    return finding
                blocked.append(finding)
    if blocked:
        return any_of(blocked)
    grounds = absent(app, "设置用户名和口令")
    return grounds


def _password_way(app: App, appmap: AppMap, way: Way) -> Finding:
    place = appmap.places.get(way.target)
    of = None if appmap is app.map else appmap
    if place is None:
        return blocked_way(app, way, of)
    secret = [
        f.node for f in fields(place.screen) if f.node.kind == "password" or _secret(app, f.name)
    ]
    shown = [app.show_place(place, secret, way.label)]
    if secret:
        return yes(f"“{way.label}”可设置密码", shown, ProofLevel.L2)
    return no(f"“{way.label}”页面没有密码输入框", shown, ProofLevel.L2)


def _secret(app: App, name: str) -> bool:
    return app.lexicon.says("password_field", name) and not app.lexicon.says("code_field", name)


def real_name_methods(app: App) -> dict[str, Finding]:
    """Each way to prove who one is: its page opens, and its form is understood when sent."""
    patterns = kinds()["1.1.2.real_name_methods"]
    hits, others = sift(app, "real_name")
    strong = [h for h in hits if h.candidate.score > NEAR] or hits
    result = {}
    for member, pattern in patterns.items():
        findings = []
        for hit in strong:
            for place in reach(app, hit, depth=2):
                if hollow_screen(app, place, "real_name") is None:
                    findings += _method(app, place, member, pattern)
            findings += _method_ways(app, hit.place, pattern)
            if any(f.truth for f in findings):
                break
        if not findings:
            findings = [f for f in others if f.truth is None]
        if not findings and strong:
            shown = [app.show_place(strong[0].place, (), "实名认证")]
            places = [h.place for h in strong]
            findings = [unseen(app, places, "实名认证页面未见这种方式", shown, ProofLevel.L2)]
        result[member] = (
            any_of(findings)
            if findings
            else conclude(app, app.lexicon.functions["real_name"], others)
        )
    return result


def _method(app: App, place: Place, member: str, pattern: re.Pattern[str]) -> list[Finding]:
    """A page of one method: named by title, way or field, with something to fill in or start."""
    named = f"{place.screen.title} {' '.join(place.trail[-1:])}"
    asked = [f for f in fields(place.screen) if pattern.search(f.name)]
    own = pattern.search(named)
    if not own and not asked:
        return []
    if asked or fields(place.screen):
        return [_verify(app, place, member)]
    begin = [
        n
        for n in place.screen.nodes
        if n.clickable
        and re.search("开始|识别|认证|核验|拍摄|下一步|授权|关联|绑定|同意", place.label(n))
    ]
    if begin:
        shown = [app.show_place(place, begin[:1], "实名认证方式")]
        return [yes(f"{path_words(place)}:可发起", shown, ProofLevel.L2)]
    if own and len(plain(own_text(app, place))) >= 30 and member == "offline_link":
        return [
            yes(
                f"{path_words(place)}:有线下关联说明",
                [app.show_place(place, (), "")],
                ProofLevel.L2,
            )
        ]
    return []


def _method_ways(app: App, place: Place, pattern: re.Pattern[str]) -> list[Finding]:
    return [
        blocked_way(app, way)
        for way in app.map.ways_from(place.id)
        if pattern.search(way.label)
        and len(way.label) < 24
        and way.arrival in {Arrival.TOAST, Arrival.NOTHING, Arrival.OUTSIDE}
    ]


def _verify(app: App, place: Place, member: str) -> Finding:
    memory = app.memory.setdefault("verified", {})
    assert isinstance(memory, dict)
    if place.id not in memory:
        if app.visit(place) is None:
            shown = [app.show_place(place, (), "实名认证")]
            memory[place.id] = unknown(Cause.NOT_CONCLUSIVE, "实名认证表单未能再次到达", shown)
        else:
            memory[place.id] = _sent(app, place)
    found = memory[place.id]
    assert isinstance(found, Finding)
    return found


def _sent(app: App, place: Place) -> Finding:
    reply = send(app, Effect.OWN, "submit_button")
    name = f"实名认证({path_words(place)})"
    judged = re.compile("已(实名|认证|绑定)|不一致|不匹配|已存在|不符")
    if not isinstance(reply, Finding) and judged.search(reply.words):
        return yes(f"{name}:应答“{reply.words[:40]}”", [app.show((), name)], ProofLevel.L2)
    return sent_finding(app, name, reply)


def login_methods(app: App) -> dict[str, Finding]:
    """Ways to log in, from the login screens; the one that was used is proven by use."""
    places = [p for p in _visitor_places(app) if is_login(app, p.screen)]
    state = app.login
    result: dict[str, Finding] = {}
    for member, test in _METHODS.items():
        if member in state.methods:
            result[member] = yes(f"用测试账号{state.words}", state.evidence, ProofLevel.L2)
            continue
        findings = [f for p in places for f in _login_way(app, p, member, test)]
        if findings:
            result[member] = any_of(findings)
        elif places and app.visitor_map.complete:
            shown = [app.show_place(p, (), "登录页面") for p in places[:2]]
            result[member] = no("登录页面没有这种方式", shown, ProofLevel.L2)
        elif state.cause is None and not places:
            result[member] = unknown(Cause.NOT_CONCLUSIVE, "未见登录页面", state.evidence)
        else:
            result[member] = unknown(Cause.MAP_INCOMPLETE, "登录页面未探索完")
    return result


_METHODS = {
    "password": re.compile("密码登录|账号登录|密码"),
    "sms_code": re.compile("验证码登录|短信|动态码|验证码|校验码"),
    "graphic_captcha": re.compile("图形验证码|图片验证码|滑动验证|滑块|看不清|图形码"),
    "biometric": re.compile("指纹|刷脸|人脸|面容|生物"),
    "wechat": re.compile("微信"),
    "gesture": re.compile("手势|九宫格|图案"),
}


def _login_way(app: App, place: Place, member: str, test: re.Pattern[str]) -> list[Finding]:
    """What one login screen offers of one method: fields on it, or a control that was tapped."""
    found = []
    typed = [
        f.node
        for f in fields(place.screen)
        if (member == "password" and f.node.kind == "password")
        or (
            member == "sms_code"
            and app.lexicon.says("code_field", f.name)
            and not app.lexicon.says("captcha", f.name)
        )
        or (member == "graphic_captcha" and app.lexicon.says("captcha", f.name))
    ]
    if typed:
        found.append(_operable(app, place, typed, member))
    for way in app.visitor_map.ways_from(place.id):
        label = plain(way.label)
        if member in {"biometric", "wechat", "gesture"} and test.search(label) and len(label) <= 14:
            found.append(_method_way(app, place, way))
    return found


def _operable(app: App, place: Place, typed: list[Node], member: str) -> Finding:
    """Fields of a method that was not used to log in: try it where the account allows."""
    from probes.flows.login import try_on

    shown = [app.show_place(place, typed, "登录方式")]
    if member == "graphic_captcha":
        return yes("登录要求图形验证码", shown, ProofLevel.L2)
    state = try_on(app, place)
    evidence = [*shown, *state.evidence]
    if state.cause is None:
        return yes(state.words, evidence, ProofLevel.L2)
    refused = any(
        app.lexicon.says(s, state.words) for s in ("under_construction", "failure", "window")
    )
    if refused:
        return no(f"该登录方式不可用:{state.words}", evidence, ProofLevel.L2)
    return unknown(state.cause, state.words, evidence)


def _method_way(app: App, place: Place, way: Way) -> Finding:
    shown = [app.show_place(place, [place.screen.nodes[way.node]], f"登录方式“{way.label}”")]
    if way.arrival is Arrival.SCREEN:
        target = app.visitor_map.places[way.target]
        hollow = hollow_screen(app, target, "login", app.visitor_map)
        if hollow is not None and hollow.truth is False:
            return hollow
        if target.id == place.id:
            return unknown(Cause.NOT_CONCLUSIVE, f"“{way.label}”点击后仍在登录页", shown)
        return yes(
            f"“{way.label}”可用", [*shown, app.show_place(target, (), way.label)], ProofLevel.L2
        )
    if way.arrival is Arrival.OUTSIDE:
        return yes(f"“{way.label}”转到外部认证", shown, ProofLevel.L2)
    return blocked_way(app, way, app.visitor_map)


def agreement_hosts(app: App) -> list[Place]:
    """Registration and login screens: where an agreement belongs."""
    forms = registration_places(app)
    logins = [p for p in _visitor_places(app) if is_login(app, p.screen)]
    return forms or logins


def agreement(app: App) -> Finding:
    """L1: an agreement about registration, with a text of its own."""
    function = app.lexicon.functions["user_agreement"]
    appmap = app.visitor_map
    blocked: list[Finding] = []
    for host in agreement_hosts(app):
        for way in appmap.ways_from(host.id):
            if not re.search("协议|政策|条款|声明|约定", way.label):
                continue
            finding = _agreement_way(app, host, way)
            if finding.truth:
                return finding
            blocked.append(finding)
        inline = own_text(app, host, appmap)
        if len(plain(inline)) > 400 and re.search("协议|条款", inline):
            return yes(
                f"注册协议:全文在 {path_words(host)}", [app.show_place(host, (), "注册协议")]
            )
    if blocked:
        return any_of(blocked)
    hits, others = sift(app, "user_agreement", appmap)
    for hit in hits:
        text = own_text(app, hit.place, appmap)
        if len(plain(text)) >= LEAST_TEXT and all(p.search(text) for p in function.proof):
            return yes(
                f"注册协议:{path_words(hit.place)}", [app.show_place(hit.place, (), "注册协议")]
            )
    hosts = agreement_hosts(app)
    if hosts and not others:
        shown = [app.show_place(p, (), "没有协议") for p in hosts[:2]]
        return no("注册和登录页面没有注册协议", shown)
    return conclude(app, function, others, appmap)


def _agreement_way(app: App, host: Place, way: Way) -> Finding:
    target = app.visitor_map.places.get(way.target)
    if target is None:
        if way.arrival is Arrival.TOAST and len(way.words) >= LEAST_TEXT:
            shown = [app.show_place(host, [host.screen.nodes[way.node]], way.label)]
            return yes(f"注册协议“{way.label}”弹出全文", shown)
        return blocked_way(app, way, app.visitor_map)
    hollow = hollow_screen(app, target, "user_agreement", app.visitor_map)
    if hollow is not None:
        return hollow
    text = own_text(app, target, app.visitor_map)
    shown = [app.show_place(target, (), way.label)]
    if target.id != host.id and len(plain(text)) >= LEAST_TEXT:
        return yes(f"注册协议“{way.label}”(正文 {len(text)} 字)", shown)
    return no(f"“{way.label}”打开后没有协议正文", shown)


def guide_steps(app: App) -> tuple[str | None, Finding]:
    """1.1.5: numbered steps of registering: complete from three on, partial below."""
    texts = _guide_places(app)
    best = max(texts, key=lambda pt: steps_of(app, pt[1]), default=None)
    if best is not None:
        place, text = best
        count = steps_of(app, text)
        choice = "complete" if count >= 3 else "partial" if count else "none"
        words = f"注册说明:{path_words(place)} 有 {count} 个步骤"
        return choice, yes(words, [app.show_place(place, (), words)])
    hits, others = sift(app, "registration_guide", app.visitor_map)
    more_hits, more = sift(app, "registration_guide")
    findings = [f for f in (*others, *more) if f.truth is not None] or [*others, *more]
    grounds = any_of(findings) if findings else absent(app, "注册说明")
    if (hits or more_hits) and not findings and grounds.truth is None:
        return None, grounds
    return ("none" if grounds.truth is False else None), grounds


def guide_materials(app: App) -> Finding:
    """L1: the needed documents are stated."""
    for place, text in _guide_places(app):
        if app.lexicon.says("materials", text):
            nodes = [n for n in place.screen.nodes if app.lexicon.says("materials", n.text)][:2]
            return yes(
                f"注册材料说明:{path_words(place)}", [app.show_place(place, nodes, "所需材料")]
            )
    places = _guide_places(app)
    if places:
        shown = [app.show_place(p, (), "注册说明") for p, _ in places[:2]]
        return no("注册说明中没有写明需要的材料", shown)
    _, grounds = guide_steps(app)
    return grounds


_EXPLAINS = re.compile("(注册|建档|开户)(的)?(步骤|流程|说明|须知|指南|指引)[::]?")


def _guide_places(app: App) -> list[tuple[Place, str]]:
    """Places that explain registering, with their texts; the form itself may do so."""
    forms = ((p, own_text(app, p, app.visitor_map)) for p in registration_places(app))
    found = [(place, text) for place, text in forms if _EXPLAINS.search(text)]
    for appmap in (app.visitor_map, app.map):
        of = None if appmap is app.map else appmap
        hits, _ = sift(app, "registration_guide", of)
        for hit in hits:
            for place in reach(app, hit, of, depth=1):
                text = own_text(app, place, of)
                about = re.search("注册|建档|开户|办卡", text)
                if about and len(plain(text)) >= 30 and not fields(place.screen):
                    found.append((place, text))
    return found
