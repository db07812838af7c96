"""How an app asks its server: what it posts tells something only where it reads otherwise."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

LEAST_READ, NAMED_SHARE = 5, 0.8
EVERYWHERE = "*"


@dataclass
class Habits:
    """How an app reads.

    got: addresses that its scripts read with GET; opened: those of its documents, with their
    queries; posted: paths to which its pages posted as they opened; named: those of them, and
    of what touches posted, that name a reading (order/list).
    """

    got: set[str] = field(default_factory=set)
    opened: set[str] = field(default_factory=set)
    posted: set[str] = field(default_factory=set)
    named: set[str] = field(default_factory=set)

    def heard(self, nature: str, path: str) -> None:
        """A post that reads, by its name or as its page made it while it opened."""
        self.posted.add(path)
        if nature == "reads":
            self.named.add(path)

    @property
    def posts_change(self) -> list[str]:
        """First steps of paths below which a post that names no reading changes something.

        There the app was seen to get what it shows, from several addresses, and never to post as
        a page opened.  EVERYWHERE stands for an app whose scripts do so wherever they ask, or
        that names nearly all its readings when it posts them.
        """
        if len(self.got) >= LEAST_READ and not self.posted:
            return [EVERYWHERE]
        if len(self.named) >= max(LEAST_READ, NAMED_SHARE * len(self.posted)):
            return [EVERYWHERE]
        read: dict[str, set[str]] = {}
        for address in self.got | self.opened:
            read.setdefault(_part(address), set()).add(address)
        posts = {_part(path) for path in self.posted}
        return [p for p, all_ in read.items() if p and len(all_) >= LEAST_READ and p not in posts]


def _part(address: str) -> str:
    """The first step of a path that has more than one: modules of an app have one each."""
    steps = urlsplit(address).path.split("/")
    return steps[1] if len(steps) > 2 else ""
