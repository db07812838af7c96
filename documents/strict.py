"""Read a document strictly: all problems at once, each with file, line and place.

DocumentError (ValueError)
    problems: tuple[Problem, ...]   never empty
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

Place = tuple[str | int, ...]
# The C loader reads the edition ten times faster; not every build of PyYAML has it.
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class StrictModel(BaseModel):
    """Base of every schema of a file that people write: frozen, unknown keys are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True)


@dataclass(frozen=True)
class Problem:
    """One thing wrong in one document, in words a non-programmer can act on (Chinese)."""

    file: str
    line: int | None
    place: str
    message: str
    remedy: str = ""

    def __str__(self) -> str:
        where = self.file + (f" 第{self.line}行" if self.line else "")
        place = f" {self.place}" if self.place else ""
        remedy = f";请{self.remedy}" if self.remedy else ""
        return f"{where}{place}:{self.message}{remedy}"


class DocumentError(ValueError):
    """A document is not what it must be; carries every problem found, not only the first."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


@dataclass(frozen=True)
class Source:
    """A parsed document that still knows on which line each of its places stands."""

    file: str
    data: Any
    lines: dict[Place, int] = field(default_factory=dict)

    def line(self, place: Place) -> int | None:
        """Line of `place`, or of the nearest enclosing place that has one."""
        for end in range(len(place), -1, -1):
            if place[:end] in self.lines:
                return self.lines[place[:end]]
        return None

    def problem(self, place: Place, message: str, remedy: str = "") -> Problem:
        """A Problem at `place` of this document."""
        return Problem(self.file, self.line(place), _spell(place), message, remedy)


def read_yaml(path: Path) -> Source:
    """Parse a YAML file; a syntax error or a duplicate key raises DocumentError."""
    text = _read_text(path)
    try:
        node = yaml.compose(text, Loader=LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line = mark.line + 1 if mark else None
        message = f"YAML 写法有误({error.problem})"
        remedy = "检查缩进、冒号后的空格和引号"
        raise DocumentError([Problem(str(path), line, "", message, remedy)]) from error
    if node is None:
        return Source(str(path), None)
    lines: dict[Place, int] = {}
    doubles = [
        Problem(str(path), line, _spell(place), "同一个键写了两次", "删去其中一个")
        for place, line in _walk(node, (), lines)
    ]
    if doubles:
        raise DocumentError(doubles)
    return Source(str(path), yaml.load(text, Loader=LOADER), lines)


def read_json(path: Path) -> Source:
    """Parse a JSON file; a syntax error raises DocumentError."""
    text = _read_text(path)
    try:
        return Source(str(path), json.loads(text))
    except json.JSONDecodeError as error:
        message = f"JSON 写法有误({error.msg},第 {error.colno} 列)"
        raise DocumentError([Problem(str(path), error.lineno, "", message)]) from error


M = TypeVar("M", bound=BaseModel)


def parse_as(model: type[M], source: Source) -> M:
    """Validate a document against a schema; raises DocumentError with all problems."""
    try:
        return model.model_validate(source.data)
    except ValidationError as error:
        raise DocumentError(_explain(source, error)) from error


def _read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise DocumentError([Problem(str(path), None, "", "找不到文件", "核对路径")]) from error
    except UnicodeDecodeError as error:
        message = f"不是 UTF-8 编码(第 {error.start} 字节)"
        raise DocumentError([Problem(str(path), None, "", message, "另存为 UTF-8")]) from error
    except OSError as error:
        message = f"无法读取({error.strerror})"
        raise DocumentError([Problem(str(path), None, "", message)]) from error


def _walk(node: yaml.Node, place: Place, lines: dict[Place, int]) -> Iterator[tuple[Place, int]]:
    """Fill `lines`; yield the place and line of every duplicate key."""
    lines.setdefault(place, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            here = (*place, key.value)
            if key.value in seen:
                yield here, key.start_mark.line + 1
            seen.add(key.value)
            lines[here] = key.start_mark.line + 1
            yield from _walk(value, here, lines)
    elif isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            yield from _walk(item, (*place, index), lines)


def _explain(source: Source, error: ValidationError) -> list[Problem]:
    problems = []
    for item in error.errors():
        place = tuple(item["loc"])
        message, remedy = _in_chinese(item["type"], item.get("ctx", {}), item["msg"])
        if item["type"] not in {"missing", "extra_forbidden"} and not _secret(place):
            message += f",现为 {item['input']!r}"
        problems.append(source.problem(place, message, remedy))
    return problems


def _secret(place: Place) -> bool:
    """What stands below `account` is private: an error names the place, never the value."""
    return "account" in place


def _in_chinese(kind: str, context: dict[str, Any], fallback: str) -> tuple[str, str]:
    known = {
        "missing": ("缺少这一项", "补上"),
        "extra_forbidden": ("不认识的键", "删去或改正拼写"),
        "string_type": ("应为文字", "加引号写成文字"),
        "int_type": ("应为整数", ""),
        "bool_type": ("应为 true 或 false", ""),
        "bool_parsing": ("应为 true 或 false", ""),
        "list_type": ("应为列表", ""),
        "tuple_type": ("应为列表", ""),
        "dict_type": ("应为键值表", ""),
        "model_type": ("应为键值表", ""),
        "enum": (f"只能取 {context.get('expected', '')}", ""),
        "literal_error": (f"只能取 {context.get('expected', '')}", ""),
        "decimal_parsing": ("应为十进制数", ""),
        "value_error": (str(context.get("error", fallback)), ""),
    }
    return known.get(kind, (f"不合要求({fallback})", ""))


def _spell(place: Place) -> str:
    words = ""
    for step in place:
        words += f"[{step}]" if isinstance(step, int) else f".{step}" if words else str(step)
    return words
