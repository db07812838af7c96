"""Menu pages (home, all services, mine …) as the skin's placement lays them out."""

from __future__ import annotations

from devices.sandbox.entries import entries
from devices.sandbox.hospital import hospital
from devices.sandbox.identity import masked_phone
from devices.sandbox.model import (
    Banner,
    Block,
    Buttons,
    Card,
    Cells,
    Control,
    Grid,
    Page,
    Tone,
    go,
    post,
)
from devices.sandbox.placement import Group, Menu
from devices.sandbox.talk import headlines
from devices.sandbox.visit import Visit


def menu_page(visit: Visit, menu: Menu) -> Page:
    """The page of one menu: head, then every group that has anything to offer."""
    blocks: list[Block] = [*_head(visit, menu)]
    for group in menu.groups:
        blocks += _group(visit, group)
    if visit.features.talk and visit.path == "/":
        blocks.append(headlines(visit))
    if menu.head == "user" and visit.logged_in:
        leave = Control(label=visit.t("logout"), act=post("logout", "确定退出登录吗？"))
        blocks.append(Buttons(items=(leave,)))
    return Page(title=visit.t(menu.title), blocks=tuple(blocks))


def _head(visit: Visit, menu: Menu) -> list[Block]:
    if menu.head == "hospital":
        place = hospital()
        return [Card(title=place.name, tag=place.level, rows=(("地址", place.address),))]
    if menu.head != "user":
        return []
    if not visit.logged_in:
        button = Control(label=visit.t("go_login"), act=go("/login"), tone=Tone.PRIMARY)
        return [Card(title=visit.t("not_logged_in"), image="/picture/user.svg", buttons=(button,))]
    patient = visit.patient
    name = patient.name if patient else "未添加就诊人"
    rows = (("手机号", masked_phone(visit.account.phone)),)
    tag = "已实名" if visit.account.verified else "未实名"
    return [Card(title=name, tag=tag, image="/picture/user.svg", rows=rows)]


def _group(visit: Visit, group: Group) -> list[Block]:
    if group.banner:
        return [Banner(image="/picture/banner.svg", alt=f"{hospital().name}欢迎您")]
    items = tuple(control for name in group.entries for control in _item(visit, name))
    if not items:
        return []
    title = visit.t(group.title) if group.title else ""
    if group.style == "cells":
        return [Cells(title=title, items=items)]
    return [Grid(title=title, items=items, columns=group.columns, look=group.look)]


def _item(visit: Visit, name: str) -> tuple[Control, ...]:
    if name in entries():
        return visit.entry(name)
    menu = visit.placement.menus[name]
    return (Control(label=visit.t(menu.title), act=go(name), icon=menu.icon),)
