"""What the rehearsal hospital can switch: facts of the indicators, ways of being hollow, needs."""

from __future__ import annotations

from enum import StrEnum
from functools import cache, cached_property
from pathlib import Path
from typing import Literal

from pydantic import Field, model_validator

from documents import StrictModel, parse_as, read_yaml


class Way(StrEnum):
    """How a function can be there and yet not be there, as seen in real apps.

    On the way in: TOAST only says that it is not open yet; DEAD_LINK does nothing; NOT_FOUND,
    ERROR, EMPTY_SHELL (title only), WINDOW (go to the window or call), SPINNER (turns for ever)
    open a page of that kind.  Inside: EMPTY_LIST, SUBMIT_FAILS, BAD_DOWNLOAD (an error page
    named .pdf), NOT_PERSISTED (forgotten as soon as one leaves), EXTERNAL_MAP, BLANK (the label
    stands there, its content is 暂无), HALF_DAY (上午/下午 instead of clock times), PRETICKED
    (consent given in advance), NOT_FORCED (the box need not be ticked).
    """

    TOAST = "toast"
    NOT_FOUND = "404"
    ERROR = "error"
    EMPTY_SHELL = "empty_shell"
    WINDOW = "window"
    SPINNER = "spinner"
    DEAD_LINK = "dead_link"
    EMPTY_LIST = "empty_list"
    SUBMIT_FAILS = "submit_fails"
    BAD_DOWNLOAD = "bad_download"
    NOT_PERSISTED = "not_persisted"
    EXTERNAL_MAP = "external_map"
    BLANK = "blank"
    HALF_DAY = "half_day"
    PRETICKED = "preticked"
    NOT_FORCED = "not_forced"


DOOR_WAYS = frozenset({Way.TOAST, Way.DEAD_LINK})
PAGE_WAYS = frozenset({Way.NOT_FOUND, Way.ERROR, Way.EMPTY_SHELL, Way.WINDOW, Way.SPINNER})
VISIBLE_WAYS = frozenset(
    {Way.SUBMIT_FAILS, Way.BAD_DOWNLOAD, Way.NOT_PERSISTED, Way.PRETICKED, Way.NOT_FORCED}
)


class Fact(StrictModel):
    """One fact that can be switched; the members of a set are switched one by one.

    public: it shows itself without logging in.  elsewhere: words of settings in which the
    function counts as there although the app only says where else it is offered.  akin: facts
    whose function an expert may take for this one: while one works, nobody else can deny this.
    """

    type: Literal["bool", "set", "choice"]
    source: Literal["U", "U/M", "M", "U/E"] = "U"
    public: bool = False
    members: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    ways: tuple[Way, ...] = ()
    elsewhere: tuple[str, ...] = ()
    akin: tuple[str, ...] = ()
    member_ways: dict[str, tuple[Way, ...]] = Field(default={})

    @model_validator(mode="after")
    def _shape(self) -> Fact:
        if bool(self.members) != (self.type == "set"):
            raise ValueError("members 只用于 set，且 set 必须有")
        if bool(self.choices) != (self.type == "choice"):
            raise ValueError("choices 只用于 choice，且 choice 必须有")
        if not set(self.member_ways) <= set(self.members):
            raise ValueError("member_ways 里有不存在的成员")
        return self

    def ways_of(self, member: str) -> tuple[Way, ...]:
        return self.member_ways.get(member, self.ways)


class Catalogue(StrictModel):
    """All facts by `<code>.<fact>`, and what each feature or fact cannot do without."""

    page: tuple[Way, ...]
    facts: dict[str, Fact]
    needs: dict[str, tuple[str, ...]]

    @model_validator(mode="after")
    def _needs_exist(self) -> Catalogue:
        known = set(self.facts) | set(self.features)
        missing = {key for key, others in self.needs.items() for key in (key, *others)} - known
        if missing:
            raise ValueError(f"needs 里有不存在的功能点 {sorted(missing)}")
        return self

    @cached_property
    def features(self) -> dict[str, str]:
        """Every switchable feature → the fact it belongs to."""
        table = {}
        for key, fact in self.facts.items():
            table.update({f"{key}.{member}": key for member in fact.members} or {key: key})
        return table

    def ways(self, feature: str) -> tuple[Way, ...]:
        """Ways in which this feature can be hollow."""
        fact = self.facts[self.features[feature]]
        return fact.ways_of(feature.rsplit(".", 1)[1])


@cache
def catalogue() -> Catalogue:
    """The catalogue shipped with the rehearsal hospital; DocumentError if it is broken."""
    return parse_as(Catalogue, read_yaml(Path(__file__).with_name("catalogue.yaml")))
