"""Numbers that belong to a person, found in text by form and checksum.

Every function returns spans: (start, end) offsets into the text that it was given.
Digits may be full-width and may be grouped by blanks, dashes or dots.  Landlines and
400/800 numbers do not have the form of any of these, so a hospital's own stay readable.
Sources: GB 11643-1999 (citizen identity number and its checksum), ISO/IEC 7812 (Luhn).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

Span = tuple[int, int]

# Invisible characters that may stand inside a number without changing what a person reads.
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
SEPARATOR = r"[\s\u00ad\u200b-\u200d\u2060\ufeff\-‐‑–—−_.·]"
_GROUP = re.compile(rf"\d(?:[{_INVISIBLE}]*\d)*")
_GAP = re.compile(rf"{SEPARATOR}{{1,3}}")
_CHECK_X = re.compile(rf"{SEPARATOR}{{0,3}}[Xx]")
_NOT_DIGIT = re.compile(r"\D")
_EMAIL = re.compile(r"(?<![\w.+-])([\w.+-]+)@[\w-]+(?:\.[\w-]+)+", re.ASCII)
# Passports, and permits of Hong Kong and Macau; 国药准字H20013045 is a medicine's approval.
_PERMIT = re.compile(
    r"(?<![0-9A-Za-z字])(?:[EG]\d{8}|E[A-HJ-NP-Z]\d{7}|[HMC]\d{8}(?:\d{2})?)(?![0-9A-Za-z])",
    re.IGNORECASE,
)
_PROVINCES = frozenset(
    {*range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55)}
    | {*range(61, 66), 71, 81, 82, 83}
)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_LONGEST = 19
_FOLDED = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    code: ord(str(unicodedata.decimal(chr(code))))
    for code in range(0x80, 0x20000)
    if chr(code).isdecimal()
}


@dataclass(frozen=True)
class _Run:
    """Digits read over one or several groups, and the sizes of those groups."""

    digits: str
    sizes: tuple[int, ...]
    span: Span


def fold(text: str) -> str:
    """Full-width letters and any script's digits as ASCII; the length never changes."""
    return text if text.isascii() else text.translate(_FOLDED)


def personal_numbers(folded: str) -> Iterator[Span]:
    """Spans of mobile numbers, identity numbers, bank cards and travel documents."""
    for run in _runs(folded):
        if _is_identity(run) or _is_old_identity(run) or _is_mobile(run) or _is_card(run):
            yield run.span
    for match in _PERMIT.finditer(folded):
        yield match.span()


def personal_mailboxes(folded: str, office: frozenset[str]) -> Iterator[Span]:
    """Spans of e-mail addresses whose local part is not one of the `office` words."""
    for match in _EMAIL.finditer(folded):
        if match[1].lower() not in office:
            yield match.span()


def is_identity_number(number: str) -> bool:
    """True for 18 characters with a known province, a real birth date and a right checksum."""
    if not re.fullmatch(r"\d{17}[\dXx]", number) or int(number[:2]) not in _PROVINCES:
        return False
    if not _is_date(number[6:14]):
        return False
    return identity_check_digit(number[:17]) == number[17].upper()


def identity_check_digit(first17: str) -> str:
    """The 18th character of an identity number (GB 11643-1999: ISO 7064 MOD 11-2)."""
    total = sum(int(digit) * weight for digit, weight in zip(first17, _WEIGHTS, strict=True))
    return "10X98765432"[total % 11]


def passes_luhn(digits: str) -> bool:
    """True if the last digit is the Luhn check digit of the others."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def _runs(folded: str) -> Iterator[_Run]:
    """Every way to read neighbouring groups as one number of at most 19 characters."""
    groups = [(m.start(), m.end(), _NOT_DIGIT.sub("", m[0])) for m in _GROUP.finditer(folded)]
    for first in range(len(groups)):
        digits, sizes = "", list[int]()
        for place in range(first, len(groups)):
            start, end, more = groups[place]
            if place > first and not _GAP.fullmatch(folded, groups[place - 1][1], start):
                break
            digits += more
            sizes.append(len(more))
            if len(digits) > _LONGEST:
                break
            if len(digits) >= 11:
                yield _Run(digits, tuple(sizes), (groups[first][0], end))
                if len(digits) == 17 and (check := _CHECK_X.match(folded, end)):
                    yield _Run(digits + "X", tuple(sizes), (groups[first][0], check.end()))


def _grouped(sizes: Iterable[int], least: int, most: int) -> bool:
    """True for at most `most` groups of at least `least`, or for digits all standing alone."""
    sizes = tuple(sizes)
    return set(sizes) == {1} or (len(sizes) <= most and min(sizes) >= least)


def _is_identity(run: _Run) -> bool:
    return _grouped(run.sizes, 1, 6) and is_identity_number(run.digits)


def _is_mobile(run: _Run) -> bool:
    return bool(
        re.fullmatch(r"(?:86|0086|0)?1[3-9]\d{9}", run.digits) and _grouped(run.sizes, 2, 5)
    )


def _is_old_identity(run: _Run) -> bool:
    """15 digits, as issued until 1999: there is no checksum, so only the usual groups count."""
    return (
        run.sizes in {(15,), (6, 6, 3), (15 * (1,))}
        and int(run.digits[:2]) in _PROVINCES
        and _is_date("19" + run.digits[6:12])
    )


def _is_card(run: _Run) -> bool:
    """13 to 19 digits in one piece, in fours, as 6 + rest, as 4 6 5 or all alone."""
    first, *between, last = (*run.sizes, 0) if len(run.sizes) == 1 else run.sizes
    usual = (
        len(run.sizes) == 1
        or set(run.sizes) == {1}
        or ({first, *between} == {4} and last <= 4)
        or (first in {4, 6} and not between)
        or run.sizes == (4, 6, 5)
    )
    return (
        usual
        and 13 <= len(run.digits) <= _LONGEST
        and run.digits.isdigit()
        and run.digits.strip("0") != ""
        and passes_luhn(run.digits)
    )


def _is_date(eight: str) -> bool:
    try:
        born = date(int(eight[:4]), int(eight[4:6]), int(eight[6:]))
    except ValueError:
        return False
    return 1850 <= born.year <= 2100
