"""The message centre and its settings; recruitment of trial volunteers arrives as a message."""

from __future__ import annotations

from devices.sandbox.catalogue import Way
from devices.sandbox.library import Message, message_book
from devices.sandbox.model import (
    Block,
    Card,
    Cells,
    Control,
    Empty,
    Heading,
    Notice,
    Outcome,
    Switch,
    Switches,
    Text,
    go,
    post,
)
from devices.sandbox.routing import action, page
from devices.sandbox.visit import Visit
from devices.sandbox.world import Count

LEVELS = "3.1.4.message_levels"


def _messages(v: Visit) -> list[Message]:
    """The account's messages, newest first."""
    if not v.account.rich:
        return []
    live = [m for m in message_book().messages if v.works(m.feature)]
    return sorted(live, key=lambda m: m.offset)


def _folders(v: Visit) -> list[Message]:
    """One message of every kind that the centre knows, even of those that never came."""
    return [m for m in message_book().messages if v.on(m.feature)]


@page("/messages", "messages", login=True)
def messages(v: Visit) -> list[Block]:
    if not _folders(v):
        raise KeyError("no message centre")
    head = list(v.cells("message_settings"))
    if v.journey.messages == "list":
        cards: list[Block] = [_card(v, m) for m in _messages(v)]
        return [*head, *(cards or [Empty(text="暂无消息")])]
    lines = tuple(_folder(v, m) for m in _folders(v))
    return [*head, Cells(items=lines)]


def _card(v: Visit, message: Message) -> Card:
    return Card(
        title=v.t(f"msg_{message.kind}"),
        tag=str(v.day(-message.offset)),
        rows=(("内容", message.text),),
        act=go(f"/messages/detail?kind={message.kind}"),
    )


def _folder(v: Visit, message: Message) -> Control:
    arrived = message in _messages(v)
    note = message.text[:18] + "…" if arrived else "暂无消息"
    value = str(v.day(-message.offset)) if arrived else ""
    target = go(f"/messages/detail?kind={message.kind}")
    return Control(label=v.t(f"msg_{message.kind}"), note=note, value=value, act=target)


@page("/messages/detail", "message_detail", login=True)
def detail(v: Visit) -> list[Block]:
    message = {m.kind: m for m in _folders(v)}[v.ask("kind")]
    head = Heading(text=v.t(f"msg_{message.kind}"))
    if message not in _messages(v):
        return [head, Empty(text="暂无消息")]
    v.account.read.add(message.kind)
    stamp = Text(text=f"{v.day(-message.offset)} 16:20")
    more = [go_to_trial(v)] if message.kind == "recruitment" else []
    return [head, stamp, Text(text=message.text), *more]


def go_to_trial(v: Visit) -> Cells:
    return Cells(items=(Control(label=v.t("recruitment"), act=go("/trials")),))


@page("/trials", "recruitment", "4.1.3.recruitment_push", login=True)
def trials(v: Visit) -> list[Block]:
    rows = (
        ("研究名称", "2 型糖尿病联合用药临床研究"),
        ("研究科室", "内分泌科"),
        ("入选条件", "18-70 岁，糖化血红蛋白 7.0%-10.0%"),
        ("受试者权益", "免费检查与研究用药，可随时退出"),
    )
    return [
        Card(title=v.t("recruitment"), tag="招募中", rows=rows),
        Text(text="有意者请联系内分泌科研究护士，电话 0999-5550166。"),
    ]


@page("/messages/settings", "message_settings", LEVELS, login=True)
def settings(v: Visit) -> list[Block]:
    items = tuple(
        Switch(
            label=setting.title,
            note=setting.note,
            on=v.account.settings.get(setting.key, "1") == "1",
            locked=setting.locked,
            act=post("set_messages", key=setting.key),
        )
        for setting in message_book().settings
    )
    return [Notice(text="关闭后将不再接收该类消息，关键消息始终接收"), Switches(items=items)]


@action("set_messages", LEVELS)
def set_messages(v: Visit, data: dict[str, str]) -> Outcome:
    setting = {s.key: s for s in message_book().settings}[data["key"]]
    if setting.locked:
        return Outcome(ok=False, toast="关键消息不可屏蔽")
    v.note(Count.SETTINGS)
    if not v.is_hollow(LEVELS, Way.NOT_PERSISTED):
        v.account.settings[setting.key] = data.get("on", "")
    return Outcome(ok=True, toast="设置成功", to="/messages/settings")
