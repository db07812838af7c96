"""Rehearsal hospitals drawn at random: features × skin × wording × placement × manners.

The same seed gives the same hospital on every machine, as long as the catalogue, the synonyms
and the set of skins are the same.  Seeds below HELD_OUT may be looked at while probes are
being built; seeds from HELD_OUT on are only for measuring, or the figures mean nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Any

import yaml

from devices.sandbox.catalogue import Fact, catalogue
from devices.sandbox.features import Features, truth
from devices.sandbox.layout import lay_out
from devices.sandbox.placement import Placement
from devices.sandbox.skins import Skin, load_skin, skin_names
from devices.sandbox.words import synonyms

HELD_OUT = 1000
"""The first seed that nobody may look at while building."""

ON, HOLLOW = 0.6, 0.2
"""Shares of functions that work and that only look so; the rest are off."""

SLOWEST_MS = 150
WITH_POPUP, WITH_OAUTH, WITH_TALK, WITH_AT_ONCE = 0.3, 0.2, 0.5, 0.5
SHOWN_TOGETHER = ("tab_", "menu_", "all_services")
"""Label terms that stand in menus beside the functions."""


@dataclass(frozen=True)
class Draw:
    """One random hospital.

    settings: what a feature file would say, everything spelled out; skin: the look, with the
    drawn wording and placement in place of its own.
    """

    seed: int
    settings: Mapping[str, Any]
    features: Features
    skin: Skin

    @property
    def wording(self) -> Mapping[str, str]:
        """What each thing is called here: term → words."""
        return self.skin.words

    @property
    def placement(self) -> Placement:
        return self.skin.placement

    @property
    def latency(self) -> int:
        """Milliseconds added to every answer."""
        return self.features.latency

    @property
    def popup(self) -> bool:
        return self.features.popup

    @property
    def oauth(self) -> bool:
        return self.features.oauth

    @property
    def talk(self) -> bool:
        return self.features.talk

    @property
    def at_once(self) -> bool:
        return self.features.at_once

    def truth(self, app: str = "h5", hospital: str = "") -> dict[str, Any]:
        """The true value of every fact, in the form of the facts file."""
        return truth(self.features, app, hospital or f"draw{self.seed}")

    def feature_file(self) -> str:
        """The feature file (YAML) that gives the same features with any skin."""
        whole = {
            "seed": self.seed,
            "oauth": self.oauth,
            "popup": self.popup,
            "talk": self.talk,
            "at_once": self.at_once,
            "latency": self.latency,
            "features": dict(self.settings),
        }
        return yaml.safe_dump(whole, allow_unicode=True, sort_keys=False)


def draw(seed: int, skins: Sequence[str] = ()) -> Draw:
    """The hospital of a seed, in one of these skins (any if none are named); UnknownSkin."""
    chance = Random(f"{seed}:hospital")
    name = chance.choice(skins or skin_names())
    settings = {key: _setting(key, Random(f"{seed}:{key}")) for key in catalogue().features}
    features = Features.from_settings(
        settings,
        seed=seed,
        oauth=chance.random() < WITH_OAUTH,
        popup=chance.random() < WITH_POPUP,
        latency=chance.randint(0, SLOWEST_MS),
        talk=chance.random() < WITH_TALK,
        at_once=Random(f"{seed}:at_once").random() < WITH_AT_ONCE,
    )
    skin = load_skin(name)
    placement = lay_out(skin.placement, Random(f"{seed}:placement"))
    return Draw(seed, settings, features, replace(skin, placement=placement, words=_words(seed)))


def _setting(key: str, chance: Random) -> Any:
    """on, off, {hollow: way}, or a word of a choice."""
    fact = catalogue().facts[catalogue().features[key]]
    ways = catalogue().ways(key)
    luck = chance.random()
    if luck >= ON and luck < ON + HOLLOW and ways:
        return {"hollow": str(chance.choice(ways))}
    if fact.type == "choice":
        return _choice(fact, luck < ON, chance)
    return "on" if luck < ON else "off"


def _choice(fact: Fact, there: bool, chance: Random) -> str:
    """The last word of a choice says that it is not there (or as little as can be)."""
    return chance.choice(fact.choices[:-1]) if there else fact.choices[-1]


def _words(seed: int) -> dict[str, str]:
    """A word for every term; no two things that stand in menus are called alike."""
    table, words = synonyms(), {}
    taken: set[str] = set()
    for term, known in table.terms().items():
        in_menus = term in table.functions or term.startswith(SHOWN_TOGETHER)
        free = [word for word in known if word not in taken] if in_menus else []
        words[term] = Random(f"{seed}:{term}").choice(free or known)
        if in_menus:
            taken.add(words[term])
    return words
