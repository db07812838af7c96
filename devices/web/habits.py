"""How an app asks its server: what it posts tells something only where it reads otherwise."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from urllib.parse import urlsplit

LEAST_READ, NAMED_SHARE = 5, 0.8
LEAST_CODES, LEAST_TWICE = 8, 3
EVERYWHERE = "*"


@dataclass
class Habits:
    """How an app reads.

    got: addresses that its scripts read with GET; opened: those of its documents, with their
    queries; posted: paths to which its pages posted as they opened; named: those of them, and
    of what touches posted, that name a reading (order/list); numbered: by path, how often pages
    posted each code there ({"tradeCode":"MZ1021"}) as they opened.
    """

    got: set[str] = field(default_factory=set)
    opened: set[str] = field(default_factory=set)
    posted: set[str] = field(default_factory=set)
    named: set[str] = field(default_factory=set)
    numbered: dict[str, Counter[str]] = field(default_factory=dict)

    def heard(self, nature: str, path: str, code: str = "") -> None:
        """A post that reads, by its name or as its page made it while it opened."""
        self.posted.add(path)
        if nature == "reads":
            self.named.add(path)
        if code:
            self.numbered.setdefault(path, Counter())[code] += 1

    def told(self) -> dict[str, object]:
        """What a page has to know to hold back (hold.js)."""
        return {"parts": self.posts_change, "codes": self.codes}

    @property
    def codes(self) -> dict[str, list[str]]:
        """Codes with which pages read, by the path of a door at which codes stand for deeds.

        There another code changes something.  A number that no two requests share is no code.
        """
        return {
            path: sorted(codes)
            for path, codes in self.numbered.items()
            if len(codes) >= LEAST_CODES
            and sum(count > 1 for count in codes.values()) >= LEAST_TWICE
        }

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
