"""How an app asks its server: what it posts tells something only where it reads otherwise."""

from __future__ import annotations

from dataclasses import dataclass, field

LEAST_READ = 5


@dataclass
class Habits:
    """How an app reads: addresses that its scripts read with GET, and that its pages posted to
    as they opened."""

    got: set[str] = field(default_factory=set)
    posted: set[str] = field(default_factory=set)

    @property
    def reads_by_get(self) -> bool:
        """Whether the app was seen to get what it shows, from several addresses, and never to
        post as a page opened: what it posts changes something then."""
        return len(self.got) >= LEAST_READ and not self.posted
