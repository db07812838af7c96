"""Resident identity numbers (GB 11643): the check digit, and fictional numbers that satisfy it."""

from __future__ import annotations

import re
from datetime import date

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
DIGITS = "10X98765432"


def check_digit(first17: str) -> str:
    """The 18th digit that belongs to the first 17."""
    return DIGITS[sum(int(d) * w for d, w in zip(first17, WEIGHTS, strict=True)) % 11]


def fictional_id(born: date, serial: int, region: str = "110101") -> str:
    """A number with a right check digit; `serial` 0–999, odd for men."""
    first17 = f"{region}{born:%Y%m%d}{serial:03d}"
    return first17 + check_digit(first17)


def is_valid(number: str) -> bool:
    """Eighteen digits, a real day of birth and the right check digit."""
    if not re.fullmatch(r"\d{17}[\dXx]", number):
        return False
    try:
        date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    return check_digit(number[:17]) == number[17].upper()


def masked_id(number: str) -> str:
    return f"{number[:4]}**********{number[-4:]}"


def masked_phone(number: str) -> str:
    return f"{number[:3]}****{number[-4:]}"


def masked_name(name: str) -> str:
    return "*" + name[1:] if len(name) > 1 else name
