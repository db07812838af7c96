"""Masks private data in text, trees, addresses and pictures before anything is written.

A masked character becomes `*`; separators stay, so a person still sees where a number stood,
and nothing of its digits survives.  Values that the app itself shows partly masked
(138****0000, 张*) are left as the app shows them.  The hospital's public landlines are kept.

Out of scope: portrait photos, and words that exist only as pixels; for those the caller
names further boxes.  Masking is a second line of defence: audits use test accounts.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any
from urllib.parse import unquote, urlsplit, urlunsplit

from evidence.labelled import LabelRules
from evidence.layout import column_below, near, reading_orders
from evidence.model import Box, Identity, TextBox
from evidence.numbers import SEPARATOR, Span, fold, personal_mailboxes, personal_numbers
from evidence.words import private_words

MASK = "*"
_KEPT = re.compile(rf"{SEPARATOR}|\s")
_ADDRESS = re.compile(r"^(?:[a-z][a-z0-9+.-]*:)?//|^[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_QUERY_VALUE = re.compile(r"(?<==)[^&#=?/]+")
_CODE_LEAST_SIDE = 48
_TREE_KEPT_KEYS = frozenset({"role", "kind", "image"})


class Redactor:
    """Knows the private values of one account and the general forms of private data."""

    def __init__(self, identity: Identity) -> None:
        self._identity = identity
        self._words = private_words()
        self._labels = LabelRules(self._words)
        self._own = [_own_pattern(value) for value in identity.values]
        self._masked = lru_cache(maxsize=20_000)(self._mask_all)

    def plus(self, names: Iterable[str] = (), others: Iterable[str] = ()) -> Redactor:
        """A redactor that masks these too."""
        return Redactor(self._identity.plus(names, others))

    def text(self, text: str) -> str:
        """The text with every private value masked; its length never changes."""
        return self._masked(text)

    def address(self, address: str) -> str:
        """A URL or route with every query value, user name and private path part masked."""
        parts = urlsplit(address)
        host = parts.netloc.rpartition("@")[2]
        path = "/".join(self._path_part(part) for part in parts.path.split("/"))
        query, fragment = _mask_query(parts.query, bare=True), _mask_query(parts.fragment)
        whole = urlunsplit((parts.scheme, host, path, query, self._path_part(fragment)))
        return self.text(whole)

    def boxes(self, nodes: Sequence[TextBox]) -> list[Box]:
        """Boxes to paint over: every element that shows, or helps to show, a private value."""
        hit = {place for place, _ in self._hits(nodes)} | self._codes(nodes)
        return [nodes[index].box for index in sorted(hit)]

    def tree(self, tree: Any) -> Any:
        """A masked copy of JSON data; a list of nodes is also read across its elements."""
        return self._mask_json(self._mask_nodes(tree) if _is_tree(tree) else tree, "")

    def _spans(self, text: str) -> Iterator[Span]:
        folded = fold(text)
        yield from personal_numbers(folded)
        yield from personal_mailboxes(folded, self._words.office_mailboxes)
        yield from self._labels.spans(folded)
        for pattern in self._own:
            for match in pattern.finditer(folded):
                yield match.span()

    def _mask_all(self, text: str) -> str:
        """Mask until nothing is found: a mask can cut a long number into a telling rest."""
        if len(text) < 2:
            return text
        while (masked := _cover(text, self._spans(text))) != text:
            text = masked
        return text

    def _path_part(self, part: str) -> str:
        plain = unquote(part)
        masked = self.text(plain)
        return part if masked == plain else masked

    def _hits(self, nodes: Sequence[TextBox]) -> Iterator[tuple[int, tuple[str, Span]]]:
        """(index of the node, (field of it, span in that field)) of every private value."""
        for order in reading_orders(nodes):
            for start, end in self._spans(order.text):
                yield from order.places(start, end)
        yield from self._field_hits(nodes)
        for index, node in enumerate(nodes):
            if self._labels.label_kind(fold(node.text)) == "name":
                for below in column_below(nodes, index, self._labels.looks_like_name):
                    yield below, ("text", (0, len(nodes[below].text)))

    def _field_hits(self, nodes: Sequence[TextBox]) -> Iterator[tuple[int, tuple[str, Span]]]:
        """Whole values of fields that are labelled as private, or are passwords."""
        before = ""
        for index, node in enumerate(nodes):
            own = any(
                self._labels.label_kind(fold(word)) for word in (node.text, node.hint, before)
            )
            if node.value and (node.kind == "password" or (node.role == "field" and own)):
                yield index, ("value", (0, len(node.value)))
            before = node.text or before

    def _codes(self, nodes: Sequence[TextBox]) -> set[int]:
        """Pictures that are, or stand beside words that speak of, a scannable code."""
        words = [index for index, node in enumerate(nodes) if self._names_code(node)]
        return {
            index
            for index, node in enumerate(nodes)
            if node.role in {"image", "canvas"}
            and (
                self._names_code(node)
                or (min(node.w, node.h) >= _CODE_LEAST_SIDE and near(node, nodes, words))
            )
        }

    def _names_code(self, node: TextBox) -> bool:
        return any(word in node.text.lower() for word in self._words.code_words)

    def _mask_nodes(self, tree: list[dict[str, Any]]) -> list[dict[str, Any]]:
        nodes = [TextBox.from_node(node) for node in tree]
        spans: dict[tuple[int, str], list[Span]] = {}
        for index, (name, span) in self._hits(nodes):
            spans.setdefault((index, name), []).append(span)
        masked = [dict(node) for node in tree]
        for (index, name), found in spans.items():
            masked[index][name] = _cover(str(masked[index][name]), found)
        return masked

    def _mask_json(self, data: Any, key: str) -> Any:
        if isinstance(data, str):
            return self._mask_string(data, key)
        if isinstance(data, Mapping):
            return self._mask_mapping(data)
        if isinstance(data, list | tuple):
            return [self._mask_json(item, key) for item in data]
        if isinstance(data, bytes):
            return {"size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        if isinstance(data, int) and not isinstance(data, bool):
            masked = self.text(str(data))
            return data if masked == str(data) else masked
        return data

    def _mask_mapping(self, data: Mapping[Any, Any]) -> dict[str, Any]:
        masked = {self.text(str(key)): self._mask_json(data[key], str(key)) for key in data}
        if len(masked) != len(data):
            raise ValueError("遮盖后有两个键相同,无法保存")
        return masked

    def _mask_string(self, text: str, key: str) -> str:
        if key in _TREE_KEPT_KEYS and len(text) < 40 and "/" not in text:
            return text
        return self.address(text) if _ADDRESS.match(text) else self.text(text)


def _own_pattern(value: str) -> re.Pattern[str]:
    """A value of the account wherever it stands; a short one only where it stands alone."""
    plain = [char for char in fold(value) if not _KEPT.fullmatch(char)] or list(value)
    body = f"{SEPARATOR}*".join(map(re.escape, plain))
    if value.isascii() and len(plain) < 6:
        body = f"(?<![0-9A-Za-z]){body}(?![0-9A-Za-z])"
    return re.compile(body, re.IGNORECASE)


def _cover(text: str, spans: Iterator[Span] | list[Span]) -> str:
    chars = list(text)
    for start, end in spans:
        for place in range(start, min(end, len(chars))):
            if not _KEPT.fullmatch(chars[place]):
                chars[place] = MASK
    return "".join(chars)


def _mask_query(query: str, bare: bool = False) -> str:
    """Query values masked, keys kept; a bare query without any key is one value."""
    if bare and query and "=" not in query:
        return MASK * 3
    return _QUERY_VALUE.sub(MASK * 3, query)


def _is_tree(data: Any) -> bool:
    return (
        isinstance(data, list)
        and bool(data)
        and all(isinstance(node, Mapping) and "bounds" in node for node in data)
    )
