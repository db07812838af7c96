"""A session in a real browser on a little site, for tests of how an app is moved through."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from auditor.live.session import Session
from devices.guard.effects import EffectRules
from devices.guard.guarding import Guard
from devices.ledger import Ledger
from devices.model import Effect
from devices.web.device import WebDevice
from evidence.model import Identity
from evidence.recorder import Recorder
from evidence.redaction import Redactor
from probes.lexicon import load_lexicon
from tests.devices.site import Answer, Site


@contextmanager
def opened_at(
    folder: Path, home: Answer, allow: frozenset[Effect] = frozenset()
) -> Iterator[tuple[Session, Site]]:
    """A session on a site with this first page."""
    site = Site()
    site.pages["/"] = home
    device = WebDevice(Guard(allow, EffectRules.load(), Ledger(folder / "ledger.jsonl")))
    recorder = Recorder(folder, Redactor(Identity()), simulated=True)
    try:
        yield Session("h5", site.url + "/", device, recorder, load_lexicon()), site
    finally:
        device.close()
        site.close()
