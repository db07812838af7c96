"""5.4 移动应用整合度: a suggestion with its grounds; an expert decides."""

from __future__ import annotations

from collections.abc import Iterator

from probes.app import App
from probes.flows.places.integration import suggestion
from probes.model import Observation, ProofLevel
from probes.registry import indicator


@indicator("5.4.1")
def test_5_4_1_integration(app: App) -> Iterator[Observation]:
    cause, words, evidence = suggestion(app)
    yield Observation(
        "5.4.1", "integration", app.id, None, ProofLevel.L1, words, evidence, (), cause
    )
