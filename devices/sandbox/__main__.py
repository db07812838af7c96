"""`python -m devices.sandbox [--port P] [--features FILE] [--skin NAME] | [--seed N]`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click
from click.core import ParameterSource

from devices.sandbox.features import Features, read_features
from devices.sandbox.generator import draw
from devices.sandbox.run import DEFAULT_SKIN, SandboxError, serve
from devices.sandbox.skins import Skin, skin_names
from documents import DocumentError


@click.command()
@click.option("--port", default=8600, show_default=True, help="端口")
@click.option("--features", "file", type=click.Path(path_type=Path), help="功能开关文件(YAML)")
@click.option("--skin", default=DEFAULT_SKIN, type=click.Choice(skin_names()), show_default=True)
@click.option("--seed", type=int, help="按种子抽取一家医院(功能、皮肤、叫法、菜单),不与上两项同用")
@click.option("--latency", type=click.IntRange(0, 60000), help="每次应答增加的毫秒数")
@click.option("--popup", is_flag=True, help="首次访问弹出公告")
@click.pass_context
def main(
    context: click.Context,
    port: int,
    file: Path | None,
    skin: str,
    seed: int | None,
    latency: int | None,
    popup: bool,
) -> None:
    """启动演练医院(虚构医院的患者端 H5，仅供演练)。"""
    chosen = context.get_parameter_source("skin") is not ParameterSource.DEFAULT
    try:
        if seed is not None and (file or chosen):
            raise SandboxError("--seed 已抽定功能和皮肤；请去掉 --features 和 --skin")
        features, look = _hospital(file, skin, seed)
        if latency is not None:
            features = replace(features, latency=latency)
        if popup:
            features = replace(features, popup=True)
        serve(port, features, look)
    except (DocumentError, SandboxError) as error:
        click.echo(str(error), err=True)
        raise SystemExit(4) from error


def _hospital(file: Path | None, skin: str, seed: int | None) -> tuple[Features, str | Skin]:
    if seed is not None:
        drawn = draw(seed)
        return drawn.features, drawn.skin
    return (read_features(file) if file else Features()), skin


if __name__ == "__main__":
    main()
