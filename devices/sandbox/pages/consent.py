"""The service agreement before booking: shown, read, consented to."""

from __future__ import annotations

from devices.sandbox.catalogue import Way
from devices.sandbox.model import Agreement, Block, Form, Outcome, Redirect, go
from devices.sandbox.pages.registration import sections
from devices.sandbox.routing import action, page
from devices.sandbox.texts import texts
from devices.sandbox.visit import Visit

BOOKING = "2.2.1.booking"
AGREEMENT = "1.3.1.service_agreement"
READING = "1.3.1.forced_reading"
READ, FRESH = "read", "fresh"
"""Marks of a session: has consented at all; has just consented, on the way into booking."""


def unread(v: Visit, again: bool = False) -> Redirect | None:
    """The agreement page, where it stands before booking and was not consented to yet.

    again: consent is asked anew every time (the first page of booking does so).
    """
    if not v.features.visible(BOOKING):
        raise KeyError("booking is only announced")
    if v.journey.agreement != "page" or not v.on(AGREEMENT):
        return None
    mark = FRESH if again else READ
    consented = mark in v.session.agreed
    v.session.agreed.discard(FRESH)
    return None if consented else Redirect(to="/booking/agreement")


def refused(v: Visit, data: dict[str, str]) -> bool:
    """An order or consent that lacks the tick it needs."""
    return v.on(AGREEMENT) and v.state(READING).on and not data.get("agree")


def row(v: Visit) -> Agreement:
    """The row under an order or under the agreement itself."""
    state = v.state(READING)
    return Agreement(
        text=v.t("have_read") if not state.off else v.t("means_consent"),
        links=v.door(AGREEMENT, "service_agreement", go("/agreements/service")),
        tickable=not state.off,
        ticked=state.way is Way.PRETICKED,
        forced=state.on,
    )


@page("/booking/agreement", "agreement_page", BOOKING)
def agreement(v: Visit) -> list[Block]:
    if not v.on(AGREEMENT) or not v.features.visible(BOOKING):
        raise KeyError("no agreement")
    consent, text = row(v), list[Block]()
    if v.works(AGREEMENT):
        text = sections(texts().service_agreement)
        consent = consent.model_copy(update={"links": ()})
    return [*text, Form(post="agree_booking", submit=v.t("go_on"), agreement=consent)]


@page("/agreements/service", "service_agreement", AGREEMENT)
def service_agreement(v: Visit) -> list[Block]:
    return sections(texts().service_agreement)


@action("agree_booking", login=False)
def agree_booking(v: Visit, data: dict[str, str]) -> Outcome:
    if refused(v, data):
        return Outcome(ok=False, toast="请先阅读并同意相关协议")
    v.session.agreed |= {READ, FRESH}
    return Outcome(ok=True, to="/booking")
