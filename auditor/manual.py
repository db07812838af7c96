"""The command reference, docs/cli.md, written from the commands themselves (Chinese Markdown).

python -m auditor.manual > docs/cli.md
"""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, cast

from auditor.cli import main as auditor
from auditor.pytest_plugin import pytest_addoption
from devices.sandbox.__main__ import main as sandbox

_HEAD = """# 命令参考

> 本文由 `python -m auditor.manual > docs/cli.md` 从程序生成,请勿手改。

`auditor 命令` 与 `python -m auditor 命令` 相同;在没有激活虚拟环境的终端里,写成 `.venv/bin/auditor`、`.venv/bin/pytest`。每个命令都有 `--help`。

"""  # noqa: E501
_AUDIT = """## pytest probes/

测评一家医院,每项指标一行结论,最后给出评分卡、未了结的预约数和各文件的位置。

"""
_PYTEST = """
pytest 自带的选项照常可用,常用的有:

| 选项 | 作用 |
|---|---|
| `-v` | 每项指标下列出扣分原因和每个事实的依据 |
| `-q` | 只在最后给出评分卡 |
| `-k 2.2.1` | 按编号或探针名挑选 |
| `-x` | 工具第一次出故障就停下;已测到的照常计分、封存 |
| `-n 2` | 分到 2 个进程(一个进程探索,各进程共用地图、各自登录;账号不许同时登录的医院不要用) |
| `--junitxml=FILE` | 另存 JUnit XML,内有指标编号和得分 |
| `--collect-only` | 只列出会测哪些指标,什么也不打开 |

按 Ctrl-C 可以停下:已测到的照常计分、封存,没有轮到的记为待定。
"""
_CODES = """
## 退出码

| 退出码 | `pytest probes/` | `auditor` |
|---|---|---|
| 0 | 选中的每项都有结论(不论得分高低) | 完成 |
| 1 | 工具自己出了故障,或有预约没有确认取消 | 所查的东西有问题(证据包被改动、缺少浏览器……) |
| 2 | 被 Ctrl-C 停下 | |
| 4 | 用法或医院配置有误,什么也没有做 | 用法或输入有误,什么也没有输出 |
| 130 | | 被 Ctrl-C 停下 |

医院没有某项功能是测评结论,不是错误,退出码仍为 0。

## 环境变量

| 变量 | 作用 |
|---|---|
| 医院配置里 `{env: 变量名}` 所写的 | 测试账号的口令等,见 [新增一家医院](adding-a-hospital.md) |
| `AUDITOR_CHROMIUM` | 指定浏览器程序(Chromium、Chrome 或 Edge)的路径 |
| `PLAYWRIGHT_DOWNLOAD_HOST` | Playwright 下载浏览器时用的镜像 |
"""


@dataclass(frozen=True)
class Command:
    """One command: how it is called, what it says of itself, its options with their help."""

    usage: str
    about: str
    options: tuple[tuple[str, str], ...]


@dataclass
class Options:
    """Stands in for pytest's parser and keeps what the plugin asks for."""

    title: str = ""
    found: list[tuple[str, str]] = field(default_factory=list)

    def getgroup(self, name: str, description: str = "") -> Options:
        """The one group there is."""
        self.title = description
        return self

    def addoption(self, *names: str, metavar: str = "", **kwargs: Any) -> None:
        """Keep an option as `--name=METAVAR` with its help."""
        self.found.append((f"{', '.join(names)}={metavar}", str(kwargs["help"])))


def audit_options() -> Options:
    """The options that an audit adds to pytest's own."""
    options = Options()
    pytest_addoption(cast(Any, options))
    return options


def commands() -> Iterator[Command]:
    """Every `auditor` command, in alphabetical order."""
    for name, command in sorted({**auditor.commands, "sandbox": sandbox}.items()):
        context = command.make_context(f"auditor {name}", [], resilient_parsing=True)
        options = [one for one in command.params if one.param_type_name == "option"]
        records = [one.get_help_record(context) for one in options]
        yield Command(
            " ".join([f"auditor {name}", *command.collect_usage_pieces(context)]),
            inspect.cleandoc(command.help or ""),
            tuple(_row(*record) for record in records if record),
        )


def _row(name: str, about: str) -> tuple[str, str]:
    """Which words may be chosen depends on what is installed: `--help` lists them."""
    return re.sub(r"\[\S+\|\S+\]", "名称", name), about


def render() -> str:
    """The whole reference as Markdown."""
    audit = _AUDIT + _table(audit_options().found) + _PYTEST
    return _HEAD + audit + "".join(_section(command) for command in commands()) + _CODES


def _section(command: Command) -> str:
    lines = f"\n## {command.usage}\n\n{command.about}\n"
    return lines + (f"\n{_table(command.options)}" if command.options else "")


def _table(options: tuple[tuple[str, str], ...] | list[tuple[str, str]]) -> str:
    rows = "".join(f"| `{_cell(name)}` | {_cell(about)} |\n" for name, about in options)
    return "| 选项 | 作用 |\n|---|---|\n" + rows


def _cell(words: str) -> str:
    return " ".join(words.replace("|", "\\|").split())


if __name__ == "__main__":
    sys.stdout.write(render())
