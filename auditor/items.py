"""One pytest item per indicator; it runs the probe on every audited app, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from auditor.audit.conduct import Conclusion
from probes.registry import Probe, code_of, codes_in

CarryOut = Callable[[str, Probe], tuple[Conclusion, dict[str, Any]]]
"""Conducts the probe of an indicator; also returns what a report tells, as plain data."""


class ToolFailed(Exception):
    """The tool, not the app, failed at an indicator."""

    def __init__(self, conclusion: Conclusion) -> None:
        self.conclusion = conclusion
        super().__init__(";".join(failure.message for failure in conclusion.failures))


class IndicatorItem(pytest.Item):
    """The probe of one indicator.  `told` is filled when it has run."""

    def __init__(self, *, code: str, probe: Probe, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.code = code
        self.probe = probe
        self.told: dict[str, Any] | None = None
        self.carry_out: CarryOut | None = None

    def runtest(self) -> None:
        """Conduct the probe; raises ToolFailed, and lets an interrupt through."""
        assert self.carry_out is not None, "pytest_collection_finish connects every item"
        conclusion, self.told = self.carry_out(self.code, self.probe)
        self.user_properties += [
            (key, self.told[key]) for key in ("code", "name", "low", "high", "outcome")
        ]
        if conclusion.failures:
            raise ToolFailed(conclusion)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """A broken tool says where it broke, with the trace of the probe and not of pytest."""
        if not isinstance(excinfo.value, ToolFailed):
            return super().repr_failure(excinfo, style)
        conclusion = excinfo.value.conclusion
        where = [f"{failure.app}:{failure.message}" for failure in conclusion.failures]
        head = f"{self.code} 工具故障(不是医院的问题):\n" + "\n".join(where)
        return head + "\n\n" + "\n".join(conclusion.traces)

    def reportinfo(self) -> tuple[Path, int, str]:
        line = getattr(getattr(self.probe, "__code__", None), "co_firstlineno", 1)
        return self.path, line - 1, self.name


def collect(collector: pytest.Module, name: str, thing: object) -> IndicatorItem | None:
    """The item of a marked function; None for anything else."""
    code = code_of(thing)
    if code is None or not callable(thing):
        return None
    item: IndicatorItem = IndicatorItem.from_parent(collector, name=name, code=code, probe=thing)
    item.extra_keyword_matches.add(code)
    return item


def probed_codes(items: Iterable[IndicatorItem]) -> set[str]:
    """All indicators that have a probe in the folders of these items, collected or not."""
    folders = {item.path.parent for item in items}
    return {code for folder in folders for code in codes_in(folder)} | {i.code for i in items}
