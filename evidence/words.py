"""The words that tell private values from public ones, read from `private-words.yaml`."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pydantic import field_validator

from documents.strict import StrictModel, parse_as, read_yaml


class PrivateWords(StrictModel):
    """Schema of `private-words.yaml`; what each list means stands beside it in the file."""

    public_persons: tuple[str, ...]
    name_labels: tuple[str, ...]
    number_labels: tuple[str, ...]
    address_labels: tuple[str, ...]
    code_words: tuple[str, ...]
    relations: tuple[str, ...]
    not_names: tuple[str, ...]
    office_mailboxes: frozenset[str]
    double_surnames: frozenset[str]
    surnames: frozenset[str]

    @field_validator("surnames", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return frozenset("".join(value.split())) if isinstance(value, str) else value

    def surname(self, text: str) -> str:
        """The surname that `text` begins with, "" if it begins with none."""
        if text[:2] in self.double_surnames:
            return text[:2]
        return text[:1] if text[:1] in self.surnames else ""


@cache
def private_words() -> PrivateWords:
    """The shipped words; DocumentError if the file is damaged."""
    return parse_as(PrivateWords, read_yaml(Path(__file__).with_name("private-words.yaml")))
