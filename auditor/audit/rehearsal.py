"""Have the rehearsal hospital at hand for a run of its profile.

A profile marked `rehearsal: true` names an entry on this machine.  If a rehearsal hospital
answers there, it is used; if nobody does, one is started in this process for the time of the
run, on a free port.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum, auto
from urllib.parse import urlsplit

import httpx

from auditor.audit.assignment import Assignment
from devices.model import Channel
from devices.sandbox import Sandbox
from probes.profile import App

PATIENCE_S = 3.0
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


class Listener(Enum):
    """Who is at an address."""

    NOBODY = auto()
    REHEARSAL = auto()
    OTHER = auto()


@dataclass(frozen=True)
class Rehearsal:
    """A rehearsal hospital that was started for a run, and what to tell the user."""

    sandbox: Sandbox
    said: str

    def stop(self) -> None:
        """Stop it; what it remembers is gone."""
        self.sandbox.stop()


def provide(assignment: Assignment) -> tuple[Assignment, Rehearsal | None]:
    """The assignment with entries that answer, and the hospital that was started for it.

    Nothing is started for a profile that is no rehearsal, for an entry elsewhere, or where a
    rehearsal hospital answers already.  Raises devices.sandbox.SandboxError if it cannot be
    started.
    """
    if not assignment.profile.rehearsal:
        return assignment, None
    silent = [app for app in assignment.apps if _is_local(app) and not _rehearses(app)]
    if not silent:
        return assignment, None
    sandbox = Sandbox().start()
    moved = {app.id: app.model_copy(update={"entry": sandbox.url}) for app in silent}
    apps = tuple(moved.get(app.id, app) for app in assignment.apps)
    return replace(assignment, apps=apps), Rehearsal(sandbox, _said(silent, sandbox.url))


def _said(silent: list[App], url: str) -> str:
    taken = [app.entry for app in silent if _listener(app.entry) is Listener.OTHER]
    if taken:
        return f"{'、'.join(taken)} 已被其他程序占用,演练医院改在 {url} 启动(测评结束即停止)"
    return f"演练医院已在 {url} 启动(测评结束即停止)"


def _is_local(app: App) -> bool:
    return app.channel is Channel.H5 and urlsplit(app.entry).hostname in LOOPBACK


def _rehearses(app: App) -> bool:
    return _listener(app.entry) is Listener.REHEARSAL


def _listener(entry: str) -> Listener:
    """Who answers at an address."""
    try:
        answer = httpx.get(entry, timeout=PATIENCE_S, trust_env=False)
    except httpx.ConnectError:
        return Listener.NOBODY
    except httpx.HTTPError:
        return Listener.OTHER
    return Listener.REHEARSAL if "x-rehearsal" in answer.headers else Listener.OTHER
