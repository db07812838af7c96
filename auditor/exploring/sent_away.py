"""What a menu says as it closes: the page behind it was there before and is no aim.

An entry of a drawer that is not built yet shuts the drawer and says so over the first page:
whoever took that for a screen would find the function on the first page.
"""

from __future__ import annotations

from collections.abc import Iterable

from auditor.live.identity import same_place
from auditor.live.returning import lineage
from devices.model import Screen
from probes.appmap import Place, page_of
from probes.lexicon import Lexicon

_WALLS = ("login_wall", "card_wall")


def is_sent_away(place: Place, after: Screen, said: Iterable[str], lexicon: Lexicon) -> bool:
    """Something was said, and all that came is a page on the way to where one was.

    Whatever is said as a drawer closes over its own page counts; from one page to another
    only a refusal does, as a first page may greet (温馨提示) whoever comes back to it.
    """
    words = [line for line in said if line]
    if not words or not any(same_place(after, up.screen) for up in lineage(place)[1:]):
        return False
    walled = any(lexicon.says(sign, line) for sign in _WALLS for line in words)
    refused = walled or any(lexicon.refuses(line) for line in words)
    return refused or page_of(after) == page_of(place.screen)
