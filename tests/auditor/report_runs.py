"""Whole runs on disk for the tests of the score card page, without any app."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lxml import html
from PIL import Image

from auditor.audit.closing import Closed, close
from auditor.audit.folder import RunFolder, RunHeader
from auditor.audit.journal import Failure
from auditor.report.html import render
from evidence.model import Box, Identity
from evidence.recorder import Recorder
from evidence.redaction import Redactor
from probes.model import Observation
from rubric import load_edition
from tests.auditor.observed import header


def picture(shade: int = 200, size: tuple[int, int] = (39, 84)) -> bytes:
    """A small picture; different shades are different pictures."""
    target = io.BytesIO()
    Image.new("RGB", size, (shade % 256, shade // 256, 90)).save(target, "PNG")
    return target.getvalue()


@dataclass
class Run:
    """A run that is being put together; `closed` ends it with the real page."""

    folder: RunFolder
    recorder: Recorder
    observations: list[Observation] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)

    def shot(
        self, note: str = "截图", shade: int = 200, title: str = "页面", app: str = "h5"
    ) -> str:
        return self.recorder.capture(
            app=app,
            address="http://h/",
            title=title,
            picture=picture(shade),
            tree=[],
            note=note,
            boxes=[Box(4, 4, 20, 10)],
        )

    def put_map(self, name: str = "patient", **changes: Any) -> None:
        drawn: dict[str, Any] = {
            "entry": "s0",
            "complete": True,
            "cut": "",
            "places": [],
            "ways": [],
            "unvisited": [],
        }
        self.folder.put(f"appmap-h5-{name}-main.json", drawn | changes)

    def closed(self) -> Closed:
        codes = {one.code for one in self.observations} | {one.code for one in self.failures}
        journal = self.folder.journal("main")
        journal.selected(codes, codes)
        for code in sorted(codes):
            journal.started(code)
        for observation in self.observations:
            journal.observed(observation)
        for failure in self.failures:
            journal.failed(failure)
        for code in sorted(codes):
            journal.concluded(code)
        journal.close()
        return close(self.folder, stopped=False, render=render)

    def page(self) -> html.HtmlElement:
        """The page of the closed run, as a browser would understand it."""
        report = self.closed().report
        assert report is not None
        return parsed(report)


def begin(path: Path, *, head: RunHeader | None = None, simulated: bool = False) -> Run:
    """A new run folder below `path`."""
    folder = RunFolder.create(path, "x")
    head = head or header("h5")
    folder.put_header(head.model_copy(update={"rehearsal": simulated}))
    return Run(folder, Recorder(folder.path, Redactor(Identity()), simulated=simulated))


def parsed(report: Path) -> html.HtmlElement:
    return html.document_fromstring(report.read_text(encoding="utf-8"))


def words_of(element: html.HtmlElement) -> str:
    """What a person reads in an element, white space evened out."""
    return " ".join(str(element.text_content()).split())


def codes() -> Sequence[str]:
    """All indicators, in official order."""
    return list(load_edition("beijing-2022").indicators)
