"""Handing a file to the hospital: a test picture goes up and is there afterwards."""

from __future__ import annotations

import re

from devices.model import ActionRefused, DeviceError, Effect, Node, Screen
from probes.app import App
from probes.appmap import Place
from probes.finding import Finding, any_of, unknown, yes
from probes.flows.entry import without_form
from probes.flows.forms import Answer, buttons, fields, fill_in, read_reply, send, sent_finding
from probes.flows.search import reach, sift
from probes.lexicon import plain
from probes.model import Cause, ProofLevel

_UPLOADER = re.compile("上传|拍照|选择(文件|图片|照片|影像)|添加(图片|照片|附件|资料)|相册|\\+")


def uploaded(app: App, key: str) -> Finding:
    """L2: a file can be chosen and sent, and the app accepts it."""
    function = app.lexicon.functions[key]
    hits, others = sift(app, key)
    results = []
    for hit in hits:
        for place in reach(app, hit, depth=2):
            if uploader(place.screen) is not None:
                results.append(_upload(app, place, function.name))
                if results[-1].truth is True:
                    return results[-1]
        if len(results) >= 2:
            break
    if results:
        return any_of(results)
    return without_form(app, key, hits, others)


def uploader(screen: Screen) -> Node | None:
    """A file field, or a control that opens one."""
    for field in fields(screen):
        if field.node.kind == "file":
            return field.node
    return next(
        (
            n
            for n in screen.nodes
            if n.clickable
            and not n.covered
            and 0 < len(plain(screen.label(n))) <= 8
            and _UPLOADER.search(screen.label(n))
            and not re.search("提交|记录", screen.label(n))
        ),
        None,
    )


def _upload(app: App, place: Place, name: str) -> Finding:
    screen = app.visit(place)
    node = uploader(screen) if screen else None
    if screen is None or node is None:
        return unknown(
            Cause.NOT_CONCLUSIVE, f"{name}:上传入口未能再次到达", [app.show_place(place, (), name)]
        )
    try:
        after = app.upload(node)
    except ActionRefused as refusal:
        return unknown(Cause.NOT_ALLOWED, refusal.reason, [app.show([node], f"{name}:未上传")])
    except DeviceError as failure:
        shown = [app.show([node], f"{name}:未能选择文件")]
        return unknown(Cause.DEVICE_FAILED, f"{name}:{failure}", shown)
    reply = read_reply(app, screen, after)
    if reply.answer in {Answer.FAILURE, Answer.PLACEHOLDER}:
        return sent_finding(app, name, reply)
    fill_in(app)
    if buttons(app.again(), app.lexicon, "submit_button"):
        return sent_finding(app, name, send(app, Effect.OWN))
    if reply.answer is Answer.SUCCESS:
        return yes(f"{name}:上传后“{reply.words[:30]}”", [app.show((), name)], ProofLevel.L2)
    return sent_finding(app, name, reply)
