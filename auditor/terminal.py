"""What an expert reads while an audit runs and when it ends (text for pytest's terminal)."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from typing import Any

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from auditor.audit.assignment import Assignment
from auditor.audit.closing import Closed
from auditor.audit.merge import United
from auditor.words import OUTCOMES, say_interval
from probes.model import Cause
from rubric import OpenQuestion, Outcome, spell_points

STYLES = {
    Outcome.MET: "green",
    Outcome.PARTIAL: "cyan",
    Outcome.NOT_MET: "yellow",
    Outcome.OPEN: "blue",
    Outcome.ERROR: "bold red",
    Outcome.NOT_APPLICABLE: "dim",
}
NAME_WIDTH = 24
WORTH_A_LOOK = 10


class Printer:
    """Turns rich renderables into text for a writer of a given width."""

    def __init__(self, width: int, colour: bool) -> None:
        self._width = width
        self._colour = colour

    def text(self, *things: Any) -> str:
        """The renderables as they look in the terminal, without a newline at the end."""
        out = io.StringIO()
        console = Console(
            file=out,
            width=max(self._width, 60),
            force_terminal=self._colour,
            color_system="standard" if self._colour else None,
            highlight=False,
        )
        for thing in things:
            console.print(thing, soft_wrap=isinstance(thing, Text))
        return out.getvalue().rstrip("\n")


def header(assignment: Assignment, said: str) -> list[str]:
    """What is about to be audited; said: what was started for the run."""
    profile = assignment.profile
    apps = "、".join(
        f"{app.id}({app.channel},{app.entry or app.package})" for app in assignment.apps
    )
    allowed = "、".join(sorted(assignment.allowed)) or "无(只看不动)"
    lines = [f"医院:{profile.name}({profile.id})", f"应用:{apps}", f"准许的操作:{allowed}"]
    if said:
        lines.append(said)
    for app in assignment.left_out:
        lines.append(f"未测的应用:{app.id}({app.channel}),与它有关的事实记为未知")
    for waiver in assignment.waived:
        lines.append(f"豁免:{waiver.code} {waiver.reason}(至 {waiver.until})")
    for waiver in assignment.lapsed:
        lines.append(f"豁免已过期,照常测评:{waiver.code} {waiver.reason}(至 {waiver.until})")
    return lines


def indicator_line(told: Mapping[str, Any], failed: bool) -> Text:
    """`2.2.1 预约挂号   部分得分  1/2`"""
    outcome = Outcome(told["outcome"])
    word = OUTCOMES[outcome]
    line = Text(f"{told['code']:<6} {_padded(told['name'], NAME_WIDTH)} ")
    line.append(_padded(word, 9), STYLES[outcome])
    line.append(f"{_points(told['low'], told['high'])}/{told['weight']}")
    if failed and outcome is not Outcome.ERROR:
        line.append("  (有工具故障)", STYLES[Outcome.ERROR])
    return line


def indicator_reasons(told: Mapping[str, Any]) -> list[Text]:
    """Below an indicator's line with -v: what was lost and why, and what each fact rests on."""
    lines = [Text(f"       扣 {one['points']}:{one['reason']}") for one in told["deductions"]]
    for fact in told["facts"]:
        app = f"[{fact['app']}] " if fact["app"] else ""
        why = ";".join(part for part in (fact["cause"], fact["reason"]) if part)
        lines.append(Text(f"       {app}{fact['gloss']}:{fact['value']}{why and f'({why})'}"))
    return lines


def summary(closed: Closed) -> list[Any]:
    """The end of a run: table, interval, what is worth looking at, bookings, paths."""
    card = closed.card
    things: list[Any] = []
    name = closed.verdict.header.name
    if closed.simulated:
        things.append(Text("演练环境:以下结果不是任何真实医院的成绩", "bold yellow"))
    if closed.stopped:
        things.append(Text(f"测评中途停止;已测完 {len(closed.record.concluded)} 项,结果保留如下"))
    things.append(_table(closed))
    award = "" if card.award_eligible else ",不得列入获奖名单"
    things.append(Text(f"{name} 总分 {say_interval(card.total)}{award}", "bold"))
    things += _worth_a_look(closed)
    things += _troubles(closed)
    things.append(_bookings(closed))
    things += _paths(closed)
    return things


def _table(closed: Closed) -> Table:
    card = closed.card
    table = Table(title=f"{closed.verdict.header.name} 评分卡({card.rubric})", title_style="bold")
    for column in ("类别", "得分", "满分"):
        table.add_column(column, justify="left" if column == "类别" else "right")
    for outcome in OUTCOMES:
        if _count(closed, outcome):
            table.add_column(OUTCOMES[outcome], justify="right", style=STYLES[outcome])
    shown = [outcome for outcome in OUTCOMES if _count(closed, outcome)]
    for code, group in card.categories.items():
        counts = [str(_count(closed, outcome, f"{code}.")) for outcome in shown]
        points = say_interval(group.points)
        table.add_row(f"{code} {group.name}", points, spell_points(group.weight), *counts)
    adjustments = card.adjustments
    table.add_section()
    table.add_row("加分 特色创新服务", spell_points(adjustments.bonus))
    table.add_row("扣分 实证资料合规性", spell_points(-adjustments.deduction))
    table.add_row("否决 信息安全", spell_points(-adjustments.veto))
    return table


def _count(closed: Closed, outcome: Outcome, prefix: str = "") -> int:
    return sum(
        one.outcome is outcome and one.code.startswith(prefix)
        for one in closed.card.indicators.values()
    )


def _worth_a_look(closed: Closed) -> list[Text]:
    """Open facts by points at stake; those that nobody has asked for this time are only counted."""
    causes = {(one.code, one.name, one.app): one for one in closed.verdict.united}
    unasked = {Cause.NO_PROBE, Cause.NOT_SELECTED, Cause.NOT_REACHED}
    shown, others = [], 0
    for question in closed.card.open_facts:
        fact = causes[question.code, question.fact, question.app or ""]
        if question.code not in closed.record.selected or set(fact.causes) <= unasked:
            others += 1
        else:
            shown.append(_question(question, fact))
    lines = [Text("待定而最值得核实的事实(分值、编号、事实、原因):", "bold")] if shown else []
    lines += shown[:WORTH_A_LOOK]
    rest = len(shown) - WORTH_A_LOOK
    tail = [f"另有 {rest} 项同类"] if rest > 0 else []
    tail += [f"{others} 项事实本次未选测、未轮到或尚无探针"] if others else []
    return lines + ([Text("  " + ";".join(tail))] if tail else [])


def _question(question: OpenQuestion, fact: United) -> Text:
    app = f"[{question.app}] " if question.app else ""
    cause = ";".join(fact.causes)
    points = spell_points(question.points)
    return Text(f"  {points:>4} 分  {question.code} {app}{question.gloss}:{cause}")


def _troubles(closed: Closed) -> list[Text]:
    style = STYLES[Outcome.ERROR]
    failures = [
        f"工具故障:{' '.join(filter(None, (one.code, one.app)))} {one.message}"
        for one in closed.verdict.failures
    ]
    torn = [f"工具故障:{name} 的最后一行没有写完" for name in closed.record.torn]
    others = [f"工具故障:{trouble}" for trouble in closed.troubles]
    return [Text(line, style) for line in (*failures, *torn, *others)]


def _bookings(closed: Closed) -> Text:
    if closed.open_bookings is None:
        ledger = closed.folder.path / "ledger.jsonl"
        return Text(f"!! 预约台账读不出,请人工核对有无未取消的预约:{ledger}", "bold red")
    if not closed.open_bookings:
        return Text("未了结的预约:0")
    lines = [f"!! 有 {len(closed.open_bookings)} 个预约没有确认取消,请立即登录测试账号核对并取消:"]
    lines += [f"   {one.what}({one.opened},{one.address})" for one in closed.open_bookings]
    return Text("\n".join(lines), "bold red")


def _paths(closed: Closed) -> list[Text]:
    folder = closed.folder.path
    report = str(closed.report) if closed.report else "未能生成"
    sealed = closed.sealed.fingerprint if closed.sealed else "未能封存"
    return [
        Text(f"评分卡网页:{report}"),
        Text(f"事实文件:  {folder / 'facts.json'}"),
        Text(f"证据包:    {folder}(核对:auditor verify {folder})"),
        Text(f"封条指纹:  {sealed}(另行记下,可证明证据包此后没有被换过)"),
    ]


def _points(low: str, high: str) -> str:
    return low if low == high else f"{low}~{high}"


def _padded(words: str, width: int) -> str:
    return words + " " * max(width - cell_len(words), 0)


def told_nothing(codes: Iterable[str]) -> str:
    """Said when nothing was selected."""
    known = "、".join(sorted(codes))
    return f"没有选中任何探针,什么也没有测;有探针的指标:{known or '无'}"
