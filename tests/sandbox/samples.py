"""One block of every kind of the page model, with words that a person must be able to see."""

from __future__ import annotations

from typing import get_args

from devices.sandbox.blocks import Look
from devices.sandbox.model import (
    Agreement,
    Banner,
    Block,
    Buttons,
    Card,
    Cells,
    Chat,
    Control,
    Days,
    Empty,
    Field,
    FieldKind,
    Form,
    Frame,
    Grid,
    Heading,
    Line,
    Media,
    Notice,
    Pattern,
    Picture,
    Slots,
    Spinner,
    Steps,
    Switch,
    Switches,
    Tab,
    Table,
    Tabs,
    Text,
    dead,
    toast,
)


def touch(label: str, **more: str) -> Control:
    return Control(label=label, act=toast(f"触了{label}"), **more)


OPTIONS = (("1", "选项甲"), ("2", "选项乙"))
SENDER = touch("取码乙")
FIELDS = tuple(
    Field(
        name=k,
        label=f"{k}栏",
        kind=k,
        hint=f"{k}示",
        options=OPTIONS,
        code=SENDER if k is FieldKind.CODE else None,
    )
    for k in FieldKind
    if k is not FieldKind.HIDDEN
)
SAMPLES: dict[str, tuple[Block, str]] = {
    "heading": (Heading(text="小标题"), "小标题"),
    "text": (Text(text="一段话"), "一段话"),
    "notice": (Notice(text="一条提示"), "一条提示"),
    "banner": (Banner(image="/picture/banner.svg", alt=""), ""),
    "grid": (Grid(title="组名", items=(touch("项甲"), touch("项乙"))), "组名 项甲 项乙"),
    "grid carousel": (
        Grid(title="组名", items=(touch("项甲"), touch("项乙")), look=Look.CAROUSEL),
        "组名 项甲 项乙",
    ),
    "grid float": (Grid(items=(touch("项甲"),), look=Look.FLOAT), "项甲"),
    "cells": (
        Cells(title="组名", items=(touch("项甲", note="注甲", value="值甲"), touch("项乙"))),
        "组名 项甲 注甲 值甲 项乙",
    ),
    "card": (
        Card(title="卡名", tag="标签", rows=(("键甲", "值甲"),), buttons=(touch("钮甲"),)),
        "卡名 标签 键甲 值甲 钮甲",
    ),
    "form": (
        Form(
            post="none",
            submit="送出",
            fields=FIELDS,
            agreement=Agreement(text="我同意", links=(touch("协议甲"),)),
        ),
        "送出 我同意 协议甲 取码乙 选项甲 选项乙 " + " ".join(f.label for f in FIELDS),
    ),
    "days": (Days(items=(touch("03-05 周四"), touch("03-06 周五"))), "03-05 周四 03-06 周五"),
    "slots": (
        Slots(title="时段", items=(touch("08:00-08:30", note="余 2"), touch("上午", value="full"))),
        "时段 08:00-08:30 余 上午",
    ),
    "table": (Table(title="表名", head=("头甲",), rows=(("格甲",),)), "表名 头甲 格甲"),
    "steps": (Steps(title="步骤名", items=(("步甲", "文甲"),), done=1), "步骤名 步甲 文甲"),
    "buttons": (Buttons(items=(touch("钮甲"), touch("钮乙"))), "钮甲 钮乙"),
    "switches": (
        Switches(title="组名", items=(Switch(label="开关甲", note="注甲", on=True, act=dead()),)),
        "组名 开关甲 注甲",
    ),
    "chat": (
        Chat(
            lines=(Line(mine=False, who="护士", text="您好", time="08:00"),),
            post="none",
            hint="说吧",
            send="送出",
            attach="picture",
        ),
        "护士 您好 08:00 说吧 送出",
    ),
    "picture": (Picture(image="/picture/floor.svg", alt="", caption="图注"), "图注"),
    "media": (Media(title="诊室", state="就绪", buttons=(touch("钮甲"),)), "诊室 就绪 钮甲"),
    "pattern": (Pattern(post="none", name="p", submit="送出"), "送出"),
    "empty": (Empty(text="什么也没有"), "什么也没有"),
    "spinner": (Spinner(text="请等待"), "请等待"),
    "frame": (Frame(address="/picture/floor.svg", title="内页"), ""),
    "tabs": (
        Tabs(items=(Tab(label="页甲", blocks=(Text(text="内甲"),)), Tab(label="页乙", blocks=()))),
        "页甲 内甲 页乙",
    ),
}


def kinds() -> set[str]:
    """Every kind of block that the page model knows."""
    union = get_args(get_args(Block)[0])
    return {get_args(block.model_fields["kind"].annotation)[0] for block in union}
