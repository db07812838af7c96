"""How much one exploration may cost, and how it ends when that is spent."""

from __future__ import annotations

import time
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Budget:
    """How much one exploration may cost: taps and other actions, seconds, places.

    A map that was cut short leaves every absence open, so the usual is meant for large apps on
    slow networks: those of big hospitals that were tried had up to 300 places.
    """

    actions: int = 3600
    seconds: float = 1500
    places: int = 480

    def times(self, factor: float) -> Budget:
        """So many times as much of everything."""
        return Budget(
            round(self.actions * factor), self.seconds * factor, round(self.places * factor)
        )


@dataclass(frozen=True)
class Budgets:
    """What exploring one app may cost: as a visitor, up to the login, and as the patient."""

    visitor: Budget = Budget(actions=160, seconds=300, places=50)
    patient: Budget = Budget()

    @classmethod
    def times(cls, factor: float) -> Budgets:
        """So many times the usual; never less for the visitor, who finds the way in."""
        usual = cls()
        return cls(usual.visitor.times(max(factor, 1.0)), usual.patient.times(factor))


@dataclass(frozen=True)
class Spending:
    """What one exploration has spent of its budget since it began.

    before: the actions that its session had performed until then.
    """

    budget: Budget
    before: int
    _began: float = field(default_factory=time.monotonic)

    def over(self, actions: int, pages: int) -> str:
        """Why no more may be tried, "" if it may; `actions` of the session, `pages` on the map."""
        if actions - self.before >= self.budget.actions:
            return f"操作预算用尽({self.budget.actions} 次,可用 --budget 加大)"
        if time.monotonic() - self._began >= self.budget.seconds:
            return f"时间预算用尽({self.budget.seconds:.0f} 秒,可用 --budget 加大)"
        if pages >= self.budget.places:
            return f"页面预算用尽({self.budget.places} 页,可用 --budget 加大)"
        return ""
