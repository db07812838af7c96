"""The house stays as it is drawn: imports go one way, drivers stay in their modules.

Reads the sources, imports nothing.  docs: architecture, "Rooms".
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("documents", "rubric", "devices", "evidence", "probes", "auditor")

MAY_IMPORT = {
    "documents": (),
    "rubric": ("documents",),
    "evidence": ("documents",),
    "devices": ("documents",),
    "devices.sandbox": ("documents",),
    "probes": ("documents", "devices.errors", "devices.model", "rubric"),
    "auditor": ("documents", "rubric", "devices", "evidence", "probes"),
}
"""Room → what its modules may import besides themselves.  The rehearsal hospital is a room of
its own inside `devices`: neither knows the other, or it would be a special case."""

HOMES = {
    "playwright": r"devices/web/\w+\.py",
    "appium": r"devices/android\w*\.py",
    "rapidocr": r"auditor/live/ocr\.py|auditor/doctor\.py",
    "fastapi": r"devices/sandbox/\w+\.py",
    "starlette": r"devices/sandbox/\w+\.py",
    "uvicorn": r"devices/sandbox/\w+\.py",
    "click": r"auditor/cli\.py|devices/sandbox/__main__\.py",
    "pytest": r"auditor/(pytest_plugin|items)\.py",
}
"""A third-party driver → the modules that may know it."""

NO_NAMES = {"utils", "util", "helpers", "helper", "common", "manager", "misc", "tools", "base"}


@dataclass(frozen=True)
class Import:
    """One import in one module."""

    file: Path
    line: int
    target: str

    def __str__(self) -> str:
        return f"{self.file.relative_to(ROOT)}:{self.line}: {self.target}"


def modules() -> list[Path]:
    return [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]


def imports(file: Path) -> Iterator[Import]:
    """Every import of a module, those inside functions and type checking blocks included."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"), str(file))):
        if isinstance(node, ast.Import):
            yield from (Import(file, node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}:{node.lineno}: relative import"
            assert node.module is not None
            yield from (
                Import(file, node.lineno, f"{node.module}.{alias.name}") for alias in node.names
            )


EVERY = [one for file in modules() for one in imports(file)]


def room_of(module: str) -> str:
    """The innermost room of a dotted module or file path."""
    return max((room for room in MAY_IMPORT if _within(module, room)), key=len, default="")


def _within(module: str, room: str) -> bool:
    return f"{module}.".startswith(f"{room}.")


def allowed(one: Import) -> bool:
    here = room_of(".".join(one.file.relative_to(ROOT).with_suffix("").parts))
    there = room_of(one.target)
    if there in ("", here):
        return True
    return any(_within(one.target, target) for target in MAY_IMPORT[here]) and (
        there != "devices.sandbox" or here == "auditor"
    )


def listed(found: list[Import]) -> str:
    return "\n".join(str(one) for one in found)


def test_imports_go_one_way() -> None:
    wrong = [one for one in EVERY if not allowed(one)]
    assert not wrong, f"these imports go against the arrows:\n{listed(wrong)}"


def _dotted(file: Path) -> str:
    parts = file.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def test_no_module_needs_itself_by_way_of_others() -> None:
    """Type checking blocks count: two modules that know each other are one."""
    names = {_dotted(file) for file in modules()}
    graph: dict[str, set[str]] = {name: set() for name in names}
    for one in EVERY:
        for target in (one.target, one.target.rpartition(".")[0]):
            if target in names:
                graph[_dotted(one.file)].add(target)
                break
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as circle:
        pytest.fail(f"a circle of imports: {' → '.join(circle.args[1])}")


def test_the_journeys_rooms_are_used_one_way() -> None:
    """Folders of `probes.flows` import in one direction, so each can be read after those below."""
    graph: dict[str, set[str]] = {}
    for one in EVERY:
        here, there = _journeys(_dotted(one.file)), _journeys(one.target)
        if here and there and here != there:
            graph.setdefault(here, set()).add(there)
    assert graph, "no imports between the folders of probes.flows were found"
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as circle:
        pytest.fail(f"a circle of folders: {' → '.join(circle.args[1])}")


def _journeys(module: str) -> str:
    """The folder of `probes.flows` in which a module is, "" if it is elsewhere."""
    parts = module.split(".")
    return parts[2] if parts[:2] == ["probes", "flows"] and len(parts) > 3 else ""


@pytest.mark.parametrize("driver", sorted(HOMES))
def test_a_driver_stays_in_its_modules(driver: str) -> None:
    wrong = [
        one
        for one in EVERY
        if _within(one.target, driver)
        and not re.fullmatch(HOMES[driver], one.file.relative_to(ROOT).as_posix())
    ]
    assert not wrong, f"{driver} belongs in {HOMES[driver]} only:\n{listed(wrong)}"


def test_a_module_is_named_for_what_it_is() -> None:
    wrong = [path.relative_to(ROOT) for path in modules() if path.stem in NO_NAMES]
    assert not wrong, f"say what these modules are about: {wrong}"


def test_probes_know_neither_points_nor_any_hospital() -> None:
    """Probes may use the rubric's types, never its scorer; hospitals are data."""
    scoring = ("rubric.scorer", "rubric.score", "rubric.points", "rubric.judging")
    wrong = [
        one
        for one in EVERY
        if room_of(".".join(one.file.relative_to(ROOT).parts)) == "probes"
        and any(_within(one.target, module) for module in scoring)
    ]
    assert not wrong, f"a probe establishes facts, not points:\n{listed(wrong)}"
    fictional = re.compile("示范|演练|sandbox")
    for path in (ROOT / "probes").rglob("*.py"):
        lines = path.read_text(encoding="utf-8").splitlines()
        found = [
            f"{path.name}:{n}: {line}" for n, line in enumerate(lines, 1) if fictional.search(line)
        ]
        assert not found, f"no probe knows the rehearsal hospital: {found}"


def test_the_arrows_are_really_looked_at() -> None:
    """The reading of imports itself: a wrong arrow is seen, a right one is let through."""
    probe = ROOT / "probes" / "model.py"
    scorer = ROOT / "rubric" / "scorer.py"
    driver = ROOT / "devices" / "web" / "device.py"
    for file, target, ok in [
        (probe, "devices.model.Screen", True),
        (probe, "devices.web.device.WebDevice", False),
        (probe, "devices.sandbox.Sandbox", False),
        (probe, "auditor.walker.Walker", False),
        (scorer, "evidence.model.Item", False),
        (scorer, "rubrics.other", True),
        (driver, "devices.sandbox.Sandbox", False),
        (driver, "devices.model.Screen", True),
        (ROOT / "auditor" / "audit" / "rehearsal.py", "devices.sandbox.Sandbox", True),
        (ROOT / "devices" / "sandbox" / "world.py", "devices.model.Screen", False),
    ]:
        assert allowed(Import(file, 1, target)) is ok, (file, target)
    assert len(EVERY) > 300
