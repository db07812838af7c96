"""One probe over all apps: what it found stays, what broke is on record, nothing is invented."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from auditor.audit.conduct import Conductor
from auditor.audit.folder import Audit, RunFolder
from auditor.audit.journal import Journal, read_journals
from devices.errors import DeviceLost
from evidence.model import Identity
from evidence.redaction import Redactor
from probes.account import Credentials
from probes.model import Observation
from probes.profile import App, Profile
from probes.registry import Probe
from rubric import load_edition
from tests.auditor.observed import seen

CODE, FACT = "2.2.4", "booking_reference"
APPS = tuple(
    App.model_validate({"id": id, "channel": "h5", "entry": "http://x/"}) for id in ("a", "b")
)


class FakeWalker:
    """An app that is only a name."""

    def __init__(self, app: App, simulated: bool = False) -> None:
        self.id = app.id
        self.simulated = simulated
        self.closed = False
        self.gave_back = 0

    def give_back(self) -> None:
        self.gave_back += 1

    def close(self) -> None:
        self.closed = True


class Bench:
    """A conductor over two fake apps, and everything that was opened."""

    def __init__(self, folder: Path, simulated: bool = False, real_name: bool = False) -> None:
        self.opened: list[FakeWalker] = []
        self.refuse: Exception | None = None
        self.simulated = simulated
        self.folder = RunFolder(folder)
        profile = Profile.model_validate({"id": "x", "name": "某医院"})
        redactor = Redactor(Identity(names=("张三丰",)))
        audit = Audit(self.folder, "main", profile, Credentials(), frozenset(), redactor)
        self.journal = Journal(folder, "main")
        self.conductor = Conductor(
            audit, APPS, load_edition(), self.open, self.journal, real_name=real_name
        )

    def open(self, app: App, audit: Audit) -> FakeWalker:
        if self.refuse is not None:
            raise self.refuse
        self.opened.append(FakeWalker(app, self.simulated))
        return self.opened[-1]

    def conduct(self, probe: Probe):  # type: ignore[no-untyped-def]
        return self.conductor.conduct(CODE, probe)


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)


def found(app: FakeWalker, value: bool | None = True, reason: str = "") -> Observation:
    return seen(CODE, FACT, value, app=app.id, reason=reason)


def test_the_probe_runs_once_per_app_on_walkers_that_are_kept(bench: Bench) -> None:
    def probe(app: FakeWalker) -> Iterator[Observation]:
        yield found(app)

    for _ in range(2):
        conclusion = bench.conduct(probe)
        assert [one.app for one in conclusion.observations] == ["a", "b"]
        assert conclusion.failures == []
    assert [walker.id for walker in bench.opened] == ["a", "b"]
    assert bench.conductor.close() == []
    assert all(walker.closed for walker in bench.opened)


def test_a_probe_may_return_a_list(bench: Bench) -> None:
    assert bench.conduct(lambda app: [found(app)]).failures == []


def test_what_was_seen_before_the_probe_broke_stays(bench: Bench) -> None:
    def probe(app: FakeWalker) -> Iterator[Observation]:
        yield found(app)
        raise RuntimeError("断开")

    conclusion = bench.conduct(probe)
    assert len(conclusion.observations) == 2
    assert [(one.app, one.message) for one in conclusion.failures] == [
        ("a", "RuntimeError:断开"),
        ("b", "RuntimeError:断开"),
    ]
    record = read_journals(bench.folder.path)
    assert record.observations == conclusion.observations
    assert record.broken == {CODE}
    assert record.cut_short == set()


def test_one_broken_app_does_not_hold_up_the_other(bench: Bench) -> None:
    def probe(app: FakeWalker) -> Iterator[Observation]:
        if app.id == "a":
            raise RuntimeError
        yield found(app)

    conclusion = bench.conduct(probe)
    assert [one.app for one in conclusion.observations] == ["b"]
    assert [one.app for one in conclusion.failures] == ["a"]


@pytest.mark.parametrize(
    "probe",
    [
        lambda app: [],
        lambda app: None,
        lambda app: [found(app), found(app)],
        lambda app: [seen("2.2.1", "booking", True, app=app.id)],
        lambda app: [True],
    ],
)
def test_a_probe_that_forgets_or_contradicts_itself_is_a_failure(
    bench: Bench, probe: Probe
) -> None:
    conclusion = bench.conduct(probe)
    assert [one.app for one in conclusion.failures] == ["a", "b"]


def test_an_app_that_cannot_be_opened_is_tried_once(bench: Bench) -> None:
    bench.refuse = DeviceLost("没有浏览器")
    first = bench.conduct(lambda app: [found(app)])
    bench.refuse = None
    second = bench.conduct(lambda app: [found(app)])
    assert [one.message for one in first.failures + second.failures] == [
        "DeviceLost:没有浏览器"
    ] * 4


def test_a_lost_device_is_given_back_and_the_next_probe_gets_a_new_one(bench: Bench) -> None:
    def lost(app: FakeWalker) -> Iterator[Observation]:
        raise DeviceLost("断线")
        yield

    assert len(bench.conduct(lost).failures) == 2
    assert bench.conduct(lambda app: [found(app)]).failures == []
    assert [walker.closed for walker in bench.opened] == [True, True, False, False]


def test_private_values_are_masked_before_they_are_written(bench: Bench) -> None:
    def probe(app: FakeWalker) -> Iterator[Observation]:
        yield found(app, reason="张三丰 13912345678 的预约")
        raise RuntimeError("张三丰 13912345678")

    conclusion = bench.conduct(probe)
    journal = (bench.folder.path / "journal" / "main.jsonl").read_text(encoding="utf-8")
    for text in (journal, repr(conclusion.observations), "".join(conclusion.traces)):
        assert "张三丰" not in text
        assert "13912345678" not in text


def test_an_interrupt_passes_and_leaves_the_indicator_unfinished(bench: Bench) -> None:
    def probe(app: FakeWalker) -> Iterator[Observation]:
        yield found(app)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        bench.conduct(probe)
    record = read_journals(bench.folder.path)
    assert record.cut_short == {CODE}
    assert len(record.observations) == 1


def test_a_rehearsal_is_noted(tmp_path: Path) -> None:
    bench = Bench(tmp_path, simulated=True)
    assert bench.conduct(lambda app: [found(app)]).failures == []
    assert read_journals(tmp_path).simulated == {"a", "b"}


def test_a_rehearsal_never_runs_under_a_real_name(tmp_path: Path) -> None:
    bench = Bench(tmp_path, simulated=True, real_name=True)
    for _ in range(2):
        conclusion = bench.conduct(lambda app: [found(app)])
        assert conclusion.observations == []
        assert len(conclusion.failures) == 2
        assert "演练环境" in conclusion.failures[0].message
    bench.conductor.close()
    assert all(walker.closed for walker in bench.opened)
