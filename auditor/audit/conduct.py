"""Carry out one indicator's probe on every audited app, and write down what it found.

A probe that breaks says nothing about the app: what it had already observed stays, the rest
is open, and the failure is on record.

    ProbeFault    a probe broke its side of the bargain (a tool error)
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from auditor.audit.folder import Audit
from auditor.audit.journal import Failure, Journal
from auditor.audit.proof import ProbeFault, expected_facts, weigh
from devices.errors import DeviceLost
from probes.model import Observation
from probes.profile import App
from probes.registry import Probe
from rubric.model import Edition


class Walker(Protocol):
    """A live app, as far as the plugin needs it; probes know it as probes.app.App."""

    @property
    def simulated(self) -> bool:
        """True if the app declared itself a rehearsal."""
        ...

    def give_back(self) -> None:
        """Cancel bookings that a probe left open, as far as the app allows."""
        ...

    def close(self) -> None:
        """Give the device back; may be called twice."""
        ...


Opener = Callable[[App, Audit], Walker]
"""Opens one app for a run; raises DeviceError if the device cannot be had."""


class SimulatedUnderRealName(Exception):
    """An app under a real hospital's name declared itself a rehearsal."""


@dataclass
class Conclusion:
    """What came of one probe: failures are the tool's, never the app's."""

    code: str
    observations: list[Observation] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    traces: list[str] = field(default_factory=list)


class Conductor:
    """Runs probes, one after the other, over the apps of one audit."""

    def __init__(
        self,
        audit: Audit,
        apps: Sequence[App],
        edition: Edition,
        opener: Opener,
        journal: Journal,
        *,
        real_name: bool,
    ) -> None:
        self._audit = audit
        self._apps = apps
        self._edition = edition
        self._opener = opener
        self._journal = journal
        self._real_name = real_name
        self._walkers: dict[str, Walker] = {}
        self._unopened: dict[str, Exception] = {}
        self._rehearsing: set[str] = set()

    def conduct(self, code: str, probe: Probe) -> Conclusion:
        """Call the probe once per app.  Exceptions of the probe end up in the conclusion;
        an interrupt passes through and leaves the indicator unfinished."""
        conclusion = Conclusion(code)
        self._journal.started(code)
        for app in self._apps:
            self._audit.progress(f"{app.id}:正在打开")
            try:
                self._conduct(code, probe, app, conclusion)
            except Exception as error:
                self._fail(conclusion, app, error)
        self._journal.concluded(code)
        return conclusion

    def close(self) -> list[Exception]:
        """Give all devices back; returns what went wrong while doing so."""
        errors = []
        for walker in self._walkers.values():
            try:
                walker.close()
            except Exception as error:
                errors.append(error)
        self._walkers.clear()
        return errors

    def _conduct(self, code: str, probe: Probe, app: App, conclusion: Conclusion) -> None:
        walker = self._walker(app)
        seen: set[str] = set()
        for observation in self._observations(code, probe(app=walker), app):
            if observation.fact in seen:
                raise ProbeFault(f"{code} 的探针对 {observation.fact} 下了两次结论")
            seen.add(observation.fact)
            self._journal.observed(observation)
            conclusion.observations.append(observation)
        walker.give_back()
        self._check_name(app)
        left = expected_facts(self._edition, code) - seen
        if left:
            raise ProbeFault(f"{code} 的探针没有对这些事实下结论:{'、'.join(sorted(left))}")

    def _observations(self, code: str, found: object, app: App) -> Iterator[Observation]:
        """What the probe yields, checked, weighed by its proof and masked."""
        if found is None or not hasattr(found, "__iter__"):
            raise ProbeFault(f"{code} 的探针应给出观察记录,现为 {found!r}")
        for observation in found:
            weighed = weigh(self._edition, code, app.id, observation)
            yield replace(weighed, reason=self._audit.redactor.text(weighed.reason))

    def _walker(self, app: App) -> Walker:
        """The app's walker; an app that could not be opened is not tried again."""
        if app.id in self._unopened:
            raise self._unopened[app.id]
        if app.id not in self._walkers:
            try:
                self._walkers[app.id] = self._opener(app, self._audit)
                self._check_name(app)
            except Exception as error:
                self._unopened[app.id] = error
                self._drop(app)
                raise
        return self._walkers[app.id]

    def _check_name(self, app: App) -> None:
        """Note that an app is a rehearsal; refuse it under a real hospital's name."""
        if not self._walkers[app.id].simulated:
            return
        if app.id not in self._rehearsing:
            self._rehearsing.add(app.id)
            self._journal.simulated(app.id)
        if self._real_name:
            name = self._audit.profile.name
            raise SimulatedUnderRealName(
                f"{app.id} 自称演练环境,不能记在 {name} 名下;请改正入口,演练请用 --hospital=示范"
            )

    def _fail(self, conclusion: Conclusion, app: App, error: Exception) -> None:
        words = self._audit.redactor.text(str(error)) or type(error).__name__
        failure = Failure(conclusion.code, app.id, f"{type(error).__name__}:{words}")
        self._journal.failed(failure)
        conclusion.failures.append(failure)
        trace = "".join(traceback.format_exception(error))
        conclusion.traces.append(self._audit.redactor.text(trace))
        if isinstance(error, DeviceLost):
            self._drop(app)

    def _drop(self, app: App) -> None:
        """A lost device is given back; the next probe gets a new one."""
        walker = self._walkers.pop(app.id, None)
        if walker is not None:
            walker.close()
