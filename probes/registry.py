"""How a probe says which indicator it establishes the facts of.

    @indicator("2.2.1")
    def test_2_2_1(app: App) -> Iterator[Observation]: ...

There is no list to maintain: pytest collects the marked functions.  Each is called once per
audited app and yields (or returns) one Observation for every fact of its indicator that an
app can show.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from probes.model import Observation

Probe = Callable[..., Iterable[Observation]]
P = TypeVar("P", bound=Probe)

_MARK = "__indicator__"


def indicator(code: str) -> Callable[[P], P]:
    """Mark a function as the probe of one indicator; raises ValueError for a malformed code."""
    if not re.fullmatch(r"\d+\.\d+\.\d+", code):
        raise ValueError(f"应为三级指标编号,例如 2.2.1,现为 {code!r}")

    def mark(probe: P) -> P:
        setattr(probe, _MARK, code)
        return probe

    return mark


def code_of(thing: object) -> str | None:
    """The indicator that a function is marked with, None if it is no probe."""
    code = getattr(thing, _MARK, None)
    return code if isinstance(code, str) else None


def codes_in(folder: Path) -> Iterator[str]:
    """The indicators that the probe modules of a folder are marked with, read, not imported."""
    for path in sorted(folder.glob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"), path.name)):
            if isinstance(node, ast.FunctionDef):
                yield from filter(None, map(_marked, node.decorator_list))


def _marked(decorator: ast.expr) -> str | None:
    """The code of `@indicator("…")`."""
    if not isinstance(decorator, ast.Call) or len(decorator.args) != 1:
        return None
    name, code = ast.unparse(decorator.func).rpartition(".")[2], decorator.args[0]
    if name == indicator.__name__ and isinstance(code, ast.Constant):
        return str(code.value)
    return None
