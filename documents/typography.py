"""Words as they are read: one width of signs, and no pictures among them.

Chinese apps write ,:()!? in either width, often both on one page.  A screen is read in one
width, so that every pattern that looks for words has to know only one.  Emoji and the signs of
icon fonts are pictures: 🅿️ 停车 is called 停车.  Signs that say something (✓ × ★ ‹ →) stay.
"""

from __future__ import annotations

import re

_FULL = range(0xFF01, 0xFF5F)
_HALF = {code: code - 0xFEE0 for code in _FULL} | {0x3000: 0x20}


def half_width(words: str) -> str:
    """The same words, sign by sign, in half width; positions stay what they are."""
    return words if words.isascii() else words.translate(_HALF)


_GLYPHS = re.compile(
    " *[\ue000-\uf8ff\ufe0f\u200d\u2600-\u2604\u2607-\u260f\u2613-\u26ff\u2700-\u2712"
    "\u2719-\u274b\u274d-\u2767\u2795-\u27af\U0001f000-\U0001faff]+[ \ufe0f]*"
)


def without_glyphs(words: str) -> str:
    """The same words without emoji and the signs of icon fonts (as element.js:squeeze)."""
    if words.isascii() or not _GLYPHS.search(words):
        return words
    return _GLYPHS.sub(" ", words).strip(" ")
