"""What the score card page shows: plain words and numbers, ready to be printed.

Built by auditor.report.compose, laid out by page.html.  Nothing here is markup: the template
escapes every string, whatever an app wrote into it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How much is known of a fact; also the sign that stands before it."""

    YES = "yes"
    PART = "part"
    NO = "no"
    OPEN = "open"


@dataclass(frozen=True)
class Bar:
    """Points between `low` and `high` of `full`.

    sure, possible: widths of the part that is certain and of the part that is open, in
    percent of the bar.
    """

    low: str
    high: str
    full: str
    sure: float
    possible: float

    @property
    def words(self) -> str:
        return self.low if self.low == self.high else f"{self.low} ~ {self.high}"


@dataclass(frozen=True)
class Mark:
    """An outcome: its key (for the sign) and its word."""

    key: str
    word: str


@dataclass(frozen=True)
class Figure:
    """One piece of evidence.

    number: within its indicator, from 1.  thumb, picture: paths relative to the run folder,
    "" where there is no picture.  lines: further (name, words) to print below the note.
    """

    number: int
    id: str
    app: str
    note: str
    title: str
    address: str
    time: str
    thumb: str = ""
    picture: str = ""
    lines: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Member:
    """One member of a set and whether the app has it.

    note: what was seen of it.  counted: it can earn points.
    """

    gloss: str
    state: State
    note: str = ""
    counted: bool = True


@dataclass(frozen=True)
class FactLine:
    """One fact of an indicator (in one app, where it is kept per app).

    value: in words; members: of a set.  app: named only where there are several.  source: who
    established it; proven, needed: levels of proof, in words, "" if none.  figures: numbers of the
    figures behind it.
    """

    gloss: str
    state: State
    value: str
    members: tuple[Member, ...]
    app: str
    source: str
    proven: str
    needed: str
    reason: str
    cause: str
    figures: tuple[int, ...]


@dataclass(frozen=True)
class Loss:
    """Points lost for certain, and why."""

    points: str
    reason: str


@dataclass(frozen=True)
class IndicatorView:
    """One indicator with everything behind its points.

    told: something was seen, lost or broken here, so there is more to read than causes.
    """

    code: str
    name: str
    criteria: str
    pages: str
    policy: str
    mark: Mark
    bar: Bar
    facts: tuple[FactLine, ...]
    losses: tuple[Loss, ...]
    failures: tuple[str, ...]
    figures: tuple[Figure, ...]
    readings: tuple[tuple[str, str], ...]
    per_app: bool
    told: bool


@dataclass(frozen=True)
class ItemView:
    """A second-level indicator."""

    code: str
    name: str
    bar: Bar
    indicators: tuple[IndicatorView, ...]


@dataclass(frozen=True)
class CategoryView:
    """A first-level indicator."""

    code: str
    name: str
    bar: Bar
    items: tuple[ItemView, ...]

    @property
    def indicators(self) -> tuple[IndicatorView, ...]:
        return tuple(one for item in self.items for one in item.indicators)


@dataclass(frozen=True)
class Question:
    """An open fact that is worth looking at.

    points: how far knowing it alone could move an end of the total; "" if only together
    with other open facts.  settle: what would settle it.
    """

    points: str
    code: str
    indicator: str
    app: str
    gloss: str
    cause: str
    settle: str


@dataclass(frozen=True)
class AdjustmentView:
    """Bonus, deduction or veto; question: what nobody has answered yet."""

    name: str
    points: str
    criteria: str
    question: str


@dataclass(frozen=True)
class AppView:
    """A submitted app; note: why it was left out, "" if it was audited."""

    id: str
    channel: str
    address: str
    note: str


@dataclass(frozen=True)
class Tried:
    """Controls of one screen that were tapped and led to no new screen, by what came of it."""

    what: str
    labels: tuple[str, ...]
    more: int


@dataclass(frozen=True)
class Spot:
    """One screen on the map of an app.

    tried: taps without a new screen; left: what was seen and not tried, by reason.
    leaves: screens behind it from which nothing further was reached; branches: the others.
    """

    name: str
    title: str
    route: str
    warning: str
    thumb: str
    picture: str
    tried: tuple[Tried, ...]
    left: tuple[Tried, ...]
    leaves: tuple[Spot, ...]
    branches: tuple[Spot, ...]


@dataclass(frozen=True)
class MapView:
    """The map of one app as somebody saw it (before or after logging in).

    roots: the entry, then screens whose way is not on record.  unmatched: functions that match
    no indicator, with the picture of each.
    """

    app: str
    seen_as: str
    complete: bool
    cut: str
    places: int
    taps: int
    unvisited: int
    roots: tuple[Spot, ...]
    unmatched: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Bookings:
    """What the ledger says; trouble: why it cannot be read."""

    made: int
    still_open: tuple[str, ...]
    trouble: str = ""


@dataclass(frozen=True)
class Page:
    """The whole score card."""

    hospital: str
    edition: str
    source: str
    started: str
    tool: str
    run: str
    simulated: bool
    apps: tuple[AppView, ...]
    allowed: str
    waivers: tuple[str, ...]
    stopped: int
    total: Bar
    award: str
    award_lost: bool
    counts: tuple[tuple[Mark, int], ...]
    categories: tuple[CategoryView, ...]
    questions: tuple[Question, ...]
    unasked: int
    adjustments: tuple[AdjustmentView, ...]
    failures: tuple[str, ...]
    maps: tuple[MapView, ...]
    popups: tuple[Figure, ...]
    evidence: int
    bookings: Bookings
    fingerprints: tuple[tuple[str, str], ...]
    readings: tuple[tuple[str, str], ...]
