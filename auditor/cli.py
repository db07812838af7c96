"""`auditor`: everything but the audit itself, which is `pytest probes/ --hospital=NAME`.

Exit codes: 0 done, 1 something is wrong with what was checked, 4 wrong usage or input.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from documents.strict import DocumentError, Problem

WRONG_USAGE = 4
INTERRUPTED = 130


class Auditor(click.Group):
    """A click group whose usage errors exit with 4, as everywhere in this project."""

    def main(self, *args: Any, standalone_mode: bool = True, **extra: Any) -> Any:
        run: Callable[..., Any] = super().main
        if not standalone_mode:
            return run(*args, standalone_mode=False, **extra)
        try:
            code = run(*args, standalone_mode=False, **extra)
        except click.ClickException as error:
            error.show()
            sys.exit(WRONG_USAGE)
        except click.Abort:
            sys.exit(INTERRUPTED)
        sys.exit(code if isinstance(code, int) else 0)


@click.group(cls=Auditor, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """医院移动应用自动测评。测评一家医院:pytest probes/ --hospital=名称"""


@main.command()
@click.argument("files", nargs=-1, required=True, metavar="FACTS.json …")
def score(files: Sequence[str]) -> None:
    """按评分细则由事实计分,每个文件在标准输出上得一行评分卡(JSON)。

    不用设备,不用网络。有一个文件不合要求,就只报告全部问题,什么也不输出(退出码 4)。
    """
    from rubric import score_document

    cards, problems = [], list[Problem]()
    for file in files:
        try:
            cards.append(score_document(file))
        except DocumentError as error:
            problems.extend(error.problems)
    if problems:
        _refuse(problems)
    for card in cards:
        click.echo(json.dumps(card, ensure_ascii=False))


@main.command()
@click.argument("bundle", type=click.Path(exists=True, path_type=Path), metavar="证据包")
@click.option("--fingerprint", default="", metavar="指纹", help="封存时另行记下的封条指纹")
def verify(bundle: Path, fingerprint: str) -> None:
    """核对证据包(运行目录或其 .zip)是否完整、未被改动;有问题时每个问题一行,退出码 1。"""
    from evidence.verify import verify as problems_of

    problems = problems_of(bundle, fingerprint=fingerprint)
    for problem in problems:
        click.echo(str(problem))
    if problems:
        raise click.exceptions.Exit(1)
    click.echo(f"{bundle}:完整,封存后未被改动")


@main.command()
@click.option(
    "--profiles", type=click.Path(path_type=Path), metavar="目录", help="另加一个医院配置文件夹"
)
def hospitals(profiles: Path | None) -> None:
    """列出有配置的医院:id、名称、应用、简称。"""
    from probes.directory import open_directory

    try:
        directory = open_directory(profiles)
    except DocumentError as error:
        _refuse(error.problems)
    for entry in directory.entries:
        profile = entry.profile
        apps = "、".join(f"{app.id}({app.channel})" for app in profile.apps) or "应用待填写"
        click.echo(f"{profile.id}\t{profile.name}\t{apps}\t{'、'.join(profile.aliases)}")


@main.command()
def doctor() -> None:
    """检查本机还缺什么(浏览器、字体、adb、Appium、手机 …),并给出补救命令。

    能测评 H5 应用时退出码为 0。
    """
    from auditor.doctor import can_audit_h5, examine

    findings = examine()
    for finding in findings:
        click.echo(str(finding))
    if not can_audit_h5(findings):
        click.echo("还不能测评 H5 应用:请先补救标有“缺”的项目", err=True)
        raise click.exceptions.Exit(1)
    click.echo("可以测评 H5 应用")


@main.command()
@click.argument("folder", type=click.Path(exists=True, path_type=Path), metavar="运行目录")
def finish(folder: Path) -> None:
    """为断电或被强行结束的测评收尾:合并已测到的结果、计分、生成评分卡并封存。"""
    from auditor.audit.closing import close
    from auditor.audit.folder import RunFolder
    from auditor.report.html import render
    from auditor.terminal import Printer, summary
    from evidence.model import EvidenceError

    try:
        closed = close(RunFolder(folder), stopped=False, render=render)
    except DocumentError as error:
        _refuse(error.problems)
    except (EvidenceError, ValueError) as error:
        raise click.ClickException(f"{folder} 不能收尾:{error}") from error
    width = shutil.get_terminal_size().columns
    click.echo(Printer(width, sys.stdout.isatty()).text(*summary(closed)))
    if closed.broken:
        raise click.exceptions.Exit(1)


@main.command(context_settings={"ignore_unknown_options": True}, add_help_option=False)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def sandbox(arguments: Sequence[str]) -> None:
    """启动演练医院(虚构,仅供演练)并给出入口网址。选项:--port、--features、--skin …"""
    from devices.sandbox.__main__ import main as serve

    serve.main(list(arguments), prog_name="auditor sandbox", standalone_mode=False)


def _refuse(problems: Sequence[Problem]) -> None:
    for problem in problems:
        click.echo(str(problem), err=True)
    raise click.exceptions.Exit(WRONG_USAGE)
