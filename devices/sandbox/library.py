"""The fictional hospital's papers: messages, services, medicines, articles (content/*.yaml)."""

from __future__ import annotations

from functools import cache
from typing import Literal

from devices.sandbox.hospital import CONTENT
from documents import StrictModel, parse_as, read_yaml


class Message(StrictModel):
    """One message of the account; offset: days before today; kind: label term msg_<kind>."""

    kind: str
    feature: str
    level: Literal["key", "plain"]
    offset: int
    text: str


class Setting(StrictModel):
    key: str
    locked: bool
    title: str
    note: str


class MessageBook(StrictModel):
    messages: tuple[Message, ...]
    settings: tuple[Setting, ...]


class Service(StrictModel):
    """A convenience service; fee and bill describe an unpaid order of the test account."""

    about: str
    choices: tuple[str, ...]
    ask: str
    fee: int
    bill: str


class ServiceBook(StrictModel):
    services: dict[str, Service]


class Drug(StrictModel):
    id: str
    name: str
    spec: str
    usage: str
    indications: str
    adverse: str
    taboo: str
    storage: str


class DrugList(StrictModel):
    """A prescription, or the medicines taken home at a discharge."""

    id: str
    dept: str
    doctor: str
    offset: int
    diagnosis: str
    drugs: tuple[str, ...]


class Pharmacy(StrictModel):
    drugs: tuple[Drug, ...]
    prescriptions: tuple[DrugList, ...]
    discharges: tuple[DrugList, ...]

    def drug(self, ident: str) -> Drug:
        """KeyError if there is none."""
        return {d.id: d for d in self.drugs}[ident]


class Article(StrictModel):
    id: str
    topic: str
    title: str
    author: str
    text: str


class Plain(StrictModel):
    author: str
    text: str


class Shelf(StrictModel):
    articles: tuple[Article, ...]
    plain: Plain


@cache
def message_book() -> MessageBook:
    return parse_as(MessageBook, read_yaml(CONTENT / "messages.yaml"))


@cache
def services() -> dict[str, Service]:
    return parse_as(ServiceBook, read_yaml(CONTENT / "services.yaml")).services


@cache
def pharmacy() -> Pharmacy:
    return parse_as(Pharmacy, read_yaml(CONTENT / "medicines.yaml"))


@cache
def shelf() -> Shelf:
    return parse_as(Shelf, read_yaml(CONTENT / "articles.yaml"))
