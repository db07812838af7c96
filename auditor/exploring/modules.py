"""Which pages of another site are the app's own: parts that somebody else built for it.

Most hospital apps hand their patient on to such parts (booking, reports, consultation).  The
patient is in there as in the app, so it is explored like the app.  All other sites (news, maps,
a city's platform) are looked at once and left alone.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from devices.model import Screen
from probes.flows.places.sites import adapted, is_platform
from probes.lexicon import Lexicon, plain

LEAST_NAME = 2


@dataclass
class Modules:
    """The other sites that belong to one app.

    entry: the app's address.  patient: the name of who is in; "" for a visitor.
    sites: those whose pages are known to know the patient, by host.
    """

    entry: str
    lexicon: Lexicon
    patient: str = ""
    sites: set[str] = field(default_factory=set)

    def is_elsewhere(self, screen: Screen) -> bool:
        """On another site than the app's entry."""
        here, home = urlsplit(screen.address), urlsplit(self.entry)
        if here.scheme not in {"http", "https"} or not home.netloc:
            return False
        return here.netloc != home.netloc

    def holds(self, screen: Screen) -> bool:
        """Whether a page of another site is made for a phone and knows who is there.

        A platform of the city may be told who comes: it is none of the hospital's all the same.
        """
        if is_platform(screen, self.lexicon) or not adapted(screen):
            return False
        host = urlsplit(screen.address).netloc
        if screen.joined or self._greets(screen):
            self.sites.add(host)
        return host in self.sites

    def _greets(self, screen: Screen) -> bool:
        return len(self.patient) >= LEAST_NAME and self.patient in plain(screen.text)
