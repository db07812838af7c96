"""Opening one app of a run: a device of its channel under guard, its evidence, its walker."""

from __future__ import annotations

from collections.abc import Mapping

from auditor.audit.folder import Audit
from auditor.exploring.appmap_json import to_json
from auditor.exploring.budget import Budgets
from auditor.live.session import Session
from auditor.walker import Walker
from devices.errors import DeviceError
from devices.guard.effects import EffectRules
from devices.guard.guarding import Guard
from devices.model import Channel
from devices.web.device import WebDevice
from evidence.recorder import Recorder
from probes.appmap import AppMap
from probes.lexicon import load_lexicon
from probes.profile import App


def open_app(app: App, audit: Audit) -> Walker:
    """Open one app of a run on a device of its channel; raises DeviceError if none can be had."""
    if app.channel is not Channel.H5:
        raise DeviceError(f"{app.id}:本版本尚不能驱动 {app.channel.value},只能测评 h5")
    ledger = audit.folder.ledger_of(audit.worker)
    guard = Guard(audit.allowed, EffectRules.load(), ledger, audit.profile.untouchable)
    device = WebDevice(guard)
    try:
        simulated = device.start(app.entry).simulated
    except BaseException:
        device.close()
        raise
    recorder = Recorder(audit.folder.path, audit.redactor, simulated=simulated, worker=audit.worker)
    session = Session(app.id, app.entry, device, recorder, load_lexicon(), audit.progress)

    def keep(name: str, appmap: AppMap, pictures: Mapping[str, str]) -> None:
        data = audit.redactor.tree(to_json(appmap, dict(pictures)))
        audit.folder.put(f"appmap-{app.id}-{name}-{audit.worker}.json", data)

    session.overlays.known = audit.profile.dialogs
    return Walker(
        session,
        app.channel,
        audit.credentials,
        audit.allowed,
        ledger,
        hints=audit.profile.hints,
        budgets=Budgets.times(audit.budget),
        keep_map=keep,
        shelf=audit.shelf,
    )
