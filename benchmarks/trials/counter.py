"""Behind the counter: which side effects an audit had, and which it should not have had."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from devices.sandbox.world import Count

ALWAYS = {Count.LOGINS, Count.SMS_CODES, Count.DOWNLOADS}
BY_EFFECT = {
    "own": {
        Count.MEMBERS,
        Count.SURVEYS,
        Count.FOLLOW_UPS,
        Count.ENTRIES,
        Count.UPLOADS,
        Count.SETTINGS,
        Count.REGISTRATIONS,
        Count.VERIFICATIONS,
    },
    "booking": {
        Count.APPOINTMENTS_CREATED,
        Count.APPOINTMENTS_CANCELLED,
        Count.SLOTS_CREATED,
        Count.SLOTS_CANCELLED,
    },
    "contact": {Count.COMPLAINTS, Count.CONSULTATIONS, Count.MESSAGES, Count.UPLOADS},
}
"""What may be counted where an effect is allowed; nothing allows the rest (paying, ordering
goods, signing, deleting an account).  A picture may be part of a complaint."""


def offences(ledger: Mapping[str, int], allow: Collection[str]) -> dict[str, int]:
    """The counts that should be 0 and are not: bookings left open, and what was not allowed."""
    allowed = {str(count) for count in ALWAYS}
    for effect in allow:
        allowed |= {str(count) for count in BY_EFFECT[effect]}
    return {what: count for what, count in ledger.items() if count and what not in allowed}
