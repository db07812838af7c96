"""`python -m devices.sandbox [--port P] [--features FILE] [--skin NAME]` (see --help)."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from devices.sandbox.features import Features, read_features
from devices.sandbox.run import DEFAULT_SKIN, SandboxError, serve
from devices.sandbox.skins import skin_names
from documents import DocumentError


@click.command()
@click.option("--port", default=8600, show_default=True, help="端口")
@click.option("--features", "file", type=click.Path(path_type=Path), help="功能开关文件(YAML)")
@click.option("--skin", default=DEFAULT_SKIN, type=click.Choice(skin_names()), show_default=True)
@click.option("--latency", type=click.IntRange(0, 60000), help="每次应答增加的毫秒数")
@click.option("--popup", is_flag=True, help="首次访问弹出公告")
def main(port: int, file: Path | None, skin: str, latency: int | None, popup: bool) -> None:
    """启动演练医院(虚构医院的患者端 H5，仅供演练)。"""
    try:
        features = read_features(file) if file else Features()
        if latency is not None:
            features = replace(features, latency=latency)
        if popup:
            features = replace(features, popup=True)
        serve(port, features, skin)
    except (DocumentError, SandboxError) as error:
        click.echo(str(error), err=True)
        raise SystemExit(4) from error


if __name__ == "__main__":
    main()
