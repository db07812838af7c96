"""The gate that every driver stands behind: no touch without the guard's leave.

A driver derives from GuardedDevice and fills in the private steps; `perform` itself is
closed: it re-reads the screen, judges the words that stand there *now*, and only then lets
the driver touch anything.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any, final

from devices.errors import ActionRefused, DeviceError
from devices.guard.guarding import Admission, Guard
from devices.model import Action, Screen


class GuardedDevice(ABC):
    """A device whose only way to act leads through a guard."""

    def __init__(self, guard: Guard) -> None:
        self.__guard = guard

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        if "perform" in cls.__dict__:
            raise TypeError(f"{cls.__name__} 不得改写 perform:动作必须先经过守卫")

    @final
    def perform(self, action: Action) -> Screen:
        """Do one thing after the guard has admitted it; the settled screen afterwards.

        Raises ActionRefused before anything was touched, HeldBack after a touch that only looks
        and would have changed something where it is, StaleNode if the node's words are not what
        they were, and any other DeviceError of the driver.  A booking that was
        entered in the ledger but never touched is settled there as never made; one that the
        app made unasked is entered as soon as it says so.
        """
        live, screen = self._live(action)
        admission = self.__guard.admit(live, screen)
        try:
            self._touch(live, admission)
        except NotTouched as error:
            self.__guard.withdraw(admission, str(error.cause))
            raise error.cause from error
        after = self._settled()
        self.__guard.heed(live, screen, admission, after)
        held = self._held()
        if held and (screen.address, screen.title) == (after.address, after.title):
            raise self.__guard.held_back(live, screen, held)
        return after

    def _answers(self, words: str, admission: Admission | None) -> bool:
        """Whether a native confirm with these words may be accepted during an action."""
        return self.__guard.answers(words, admission)

    @abstractmethod
    def _live(self, action: Action) -> tuple[Action, Screen]:
        """The action on the node as it is now, and the screen that it stands on."""

    @abstractmethod
    def _touch(self, action: Action, admission: Admission) -> None:
        """Carry the action out; raises NotTouched if it failed before any touch."""

    @abstractmethod
    def _settled(self) -> Screen:
        """Wait, then the new screen with its events."""

    def _held(self) -> tuple[str, ...]:
        """Requests of the last touch that were held back (see Admission.looking)."""
        return ()


class NotTouched(DeviceError):
    """Wraps an error that came before anything was touched."""

    def __init__(self, cause: DeviceError | ActionRefused) -> None:
        self.cause = cause
        super().__init__(str(cause))
