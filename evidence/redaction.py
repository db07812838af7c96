"""Masks private data in text, trees, addresses and pictures before anything is written.

A masked character becomes `*`; separators stay, so a person still sees where a number stood,
and nothing of its digits survives.  Values that the app itself shows partly masked
(138****0000, 张*) are left as the app shows them.  The hospital's public landlines are kept.

Out of scope: portrait photos, and words that exist only as pixels; for those the caller
names further boxes.  Masking is a second line of defence: audits use test accounts.
"""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any
from urllib.parse import unquote, urlsplit, urlunsplit

from evidence.labelled import HAN, LabelRules
from evidence.layout import (
    Columns,
    Hit,
    begins_level,
    in_column,
    near,
    reading_orders,
    stands_alone,
)
from evidence.model import Box, Identity, RedactionFailed, TextBox
from evidence.numbers import (
    SEPARATOR,
    Span,
    fold,
    is_identity_number,
    personal_mailboxes,
    personal_numbers,
)
from evidence.words import private_words

MASK = "*"
_KEPT = re.compile(rf"{SEPARATOR}|\s")
_ADDRESS = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//\S+|\S*[?&#][\w.-]+=\S*", re.IGNORECASE)
# A picture beside the words 就诊码 is taken for the code if it is large enough to be scanned.
_CODE_LEAST_WIDTH, _CODE_LEAST_HEIGHT = 96, 36
_CARD_REACH = 40.0  # between a name and the number on the same card
_LEADS = re.compile(r"\s*(\S{2,4})\s*([·•|｜/,，])\s*\S")
_HIDDEN = re.compile(r"\d{1,6}[*xX•●]{4,}\d{0,4}|[*•●]{4,}\d{2,4}")
_IDENTITY, _IDENTITY_LENGTH = re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)"), 15
_TREE_KEPT_KEYS = frozenset({"role", "kind", "image"})


class Redactor:
    """Knows the private values of one account and the general forms of private data.

    The names of patients that a screen surely gives (就诊人:张小雨, 张小雨 子女, a name beside an
    identity number) are masked on all later screens too, also where nothing beside them tells
    whose they are (in the bar at the top).
    """

    def __init__(self, identity: Identity) -> None:
        self._identity = identity
        self._words = private_words()
        self._labels = LabelRules(self._words)
        self._own = [_own_pattern(value) for value in identity.values]
        self._met: dict[str, re.Pattern[str]] = {}
        self._label_kind = lru_cache(maxsize=20_000)(self._labels.label_kind)
        self._masked = lru_cache(maxsize=20_000)(self._mask_all)

    def text(self, text: str) -> str:
        """The text with every private value masked; its length never changes."""
        return self._masked(text)

    def words(self, text: str) -> str:
        """The text masked, and every address within it as by `address`."""
        return self.text(_ADDRESS.sub(lambda found: self.address(found[0]), text))

    def address(self, address: str) -> str:
        """A URL or route with every query value, user name and private path part masked."""
        try:
            parts = urlsplit(address)
        except ValueError:  # an app may hold any string; what can't be read is not kept
            return MASK * 3
        host = parts.netloc.rpartition("@")[2]
        route, mark, inner = parts.fragment.partition("?")
        if "=" in route:
            route, mark, inner = "", "", route
        fragment = self._path(route) + mark + _mask_query(inner)
        query = _mask_query(parts.query)
        return self.text(urlunsplit((parts.scheme, host, self._path(parts.path), query, fragment)))

    def boxes(self, nodes: Sequence[TextBox]) -> list[Box]:
        """Boxes to paint over: every element that shows, or helps to show, a private value."""
        return self._boxes(nodes, list(self._hits(nodes)))

    def screen(self, tree: Sequence[Mapping[str, Any]]) -> tuple[list[Any], list[Box]]:
        """Masked tree and boxes to paint of one screen, found in one go.

        tree: nodes as plain data; KeyError or TypeError if one has no bounds.
        """
        nodes = [TextBox.from_node(node) for node in tree]
        hits = list(self._hits(nodes))
        masked = [self._mask_json(node, "") for node in _mask_hits(tree, hits)]
        return masked, self._boxes(nodes, hits)

    def tree(self, tree: Any) -> Any:
        """A masked copy of JSON data; any list of nodes in it is also read across its nodes.

        Bytes become their size and SHA-256.  Raises RedactionFailed for what JSON can't
        hold, and if two keys look alike once masked.
        """
        return self._mask_json(tree, "")

    def _spans(self, text: str) -> Iterator[Span]:
        folded = fold(text)
        yield from personal_numbers(folded)
        yield from personal_mailboxes(folded, self._words.office_mailboxes)
        yield from self._labels.spans(folded)
        for pattern in (*self._own, *self._met.values()):
            for match in pattern.finditer(folded):
                yield match.span()

    def _meet(self, names: Iterable[str]) -> None:
        """Remember names that are surely those of patients."""
        for name in names:
            if name not in self._met:
                self._met[name] = _name_pattern(name)
                self._masked.cache_clear()

    def _mask_all(self, text: str) -> str:
        """Mask until nothing is found: a mask can cut a long number into a telling rest."""
        if len(text) < 2:
            return text
        while (masked := _cover(text, self._spans(text))) != text:
            text = masked
        return text

    def _path(self, path: str) -> str:
        return "/".join(self._path_part(part) for part in path.split("/"))

    def _path_part(self, part: str) -> str:
        plain = unquote(part)
        masked = self.text(plain)
        return part if masked == plain else masked

    def _boxes(self, nodes: Sequence[TextBox], hits: Iterable[Hit]) -> list[Box]:
        places = {index for index, _, _ in hits} | self._codes(nodes)
        return [nodes[index].box for index in sorted(places)]

    def _hits(self, nodes: Sequence[TextBox]) -> Iterator[Hit]:
        """Every private value, also one that is split over several nodes."""
        orders = list(reading_orders(nodes))
        self._meet(self._labels.whole_names(orders[0].text))
        self._meet(self._identified(nodes))
        for order in orders:
            for start, end in self._spans(order.text):
                yield from order.places(start, end)
        yield from self._field_hits(nodes)
        yield from self._holders(nodes)
        yield from self._relatives(nodes)
        yield from self._leading(nodes)
        columns = Columns(nodes)
        for index, node in enumerate(nodes):
            if self._label_kind(fold(node.text)) == "name":
                for below in columns.below(index, self._labels.looks_like_name):
                    yield below, "text", (0, len(nodes[below].text))

    def _holders(self, nodes: Sequence[TextBox]) -> Iterator[Hit]:
        """Names that stand beside somebody's number: the account's family, card by card."""
        numbered = [i for i, node in enumerate(nodes) if _has_number(fold(node.text))]
        for index, node in enumerate(nodes):
            if self._labels.looks_like_name(fold(node.text)) and near(
                node, nodes, numbered, _CARD_REACH
            ):
                yield index, "text", (0, len(node.text))
            elif index in numbered:
                first = node.text.split(maxsplit=1)[0]
                if self._labels.looks_like_name(fold(first)):
                    start = node.text.index(first)
                    yield index, "text", (start, start + len(first))

    def _identified(self, nodes: Sequence[TextBox]) -> Iterator[str]:
        """Names on the card of an identity number; a telephone may be a doctor's."""
        cards = [i for i, node in enumerate(nodes) if _has_identity(fold(node.text))]
        for node in nodes:
            name = fold(node.text)
            if self._labels.looks_like_name(name) and near(node, nodes, cards, _CARD_REACH):
                yield name

    def _relatives(self, nodes: Sequence[TextBox]) -> Iterator[Hit]:
        """Names right above or below the account's own, alone on their lines: a choice of patients.

        Beside 医生 stands a doctor's name.
        """
        met = [i for i, node in enumerate(nodes) if node.text.strip() in self._identity.names]
        names = {
            i
            for i, node in enumerate(nodes if met else ())
            if self._labels.looks_like_name(fold(node.text.strip())) and stands_alone(i, nodes)
        }
        for one in met:  # grows as their neighbours are met
            beside = [i for i in names - set(met) if in_column(nodes[i], nodes[one])]
            met += beside
            yield from ((i, "text", (0, len(nodes[i].text))) for i in beside)

    def _leading(self, nodes: Sequence[TextBox]) -> Iterator[Hit]:
        """Names with which lines begin as others do with the account's own (张三 · 2026-12-03)."""
        led = [(i, found) for i, n in enumerate(nodes) if (found := _LEADS.match(n.text))]
        own = [(nodes[i], found[2]) for i, found in led if found[1] in self._identity.names]
        for index, found in led:
            alike = any(m == found[2] and begins_level(nodes[index], line) for line, m in own)
            if alike and self._labels.looks_like_name(fold(found[1])):
                yield index, "text", found.span(1)

    def _field_hits(self, nodes: Sequence[TextBox]) -> Iterator[Hit]:
        """Whole values of fields that are labelled as private, or are passwords."""
        before = ""
        for index, node in enumerate(nodes):
            if node.value and (node.kind == "password" or self._labelled(node, before)):
                yield index, "value", (0, len(node.value))
            before = node.text or before

    def _labelled(self, node: TextBox, before: str) -> bool:
        """True for a field that its own words, or those just before it, label as private."""
        labels = (node.text, node.hint, before)
        return node.role in {"field", "choice"} and any(
            self._label_kind(fold(word)) for word in labels
        )

    def _codes(self, nodes: Sequence[TextBox]) -> set[int]:
        """Pictures that are, or stand beside words that speak of, a scannable code."""
        words = [index for index, node in enumerate(nodes) if self._names_code(node)]
        pictures = [i for i, node in enumerate(nodes) if node.role in {"image", "canvas"}]
        return {
            index
            for index in pictures
            if self._names_code(nodes[index])
            or (_can_be_scanned(nodes[index]) and near(nodes[index], nodes, words))
        }

    def _names_code(self, node: TextBox) -> bool:
        return any(word in node.text.lower() for word in self._words.code_words)

    def _mask_json(self, data: Any, key: str) -> Any:
        if isinstance(data, str):
            return self._mask_string(data, key)
        if isinstance(data, Mapping):
            return self._mask_mapping(data)
        if _is_tree(data):
            return self.screen(data)[0]
        if isinstance(data, list | tuple):
            return [self._mask_json(item, key) for item in data]
        if isinstance(data, bytes):
            return {"size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        if data is None or isinstance(data, bool):
            return data
        if isinstance(data, int):
            masked = self.text(str(data))
            return data if masked == str(data) else masked
        if isinstance(data, float) and math.isfinite(data):
            return data
        raise RedactionFailed(f"证据中不能有 {type(data).__name__} 类型的值")

    def _mask_mapping(self, data: Mapping[Any, Any]) -> dict[str, Any]:
        masked = {self.text(str(key)): self._mask_json(data[key], str(key)) for key in data}
        if len(masked) != len(data):
            raise RedactionFailed("遮盖后有两个键相同,无法保存")
        return masked

    def _mask_string(self, text: str, key: str) -> str:
        if key in _TREE_KEPT_KEYS and len(text) < 40 and "/" not in text:
            return text
        return self.words(text)


def _has_number(folded: str) -> bool:
    """A number that points to one person, whole or as the app masks it (110***********0377)."""
    return bool(_HIDDEN.search(folded)) or any(True for _ in personal_numbers(folded))


def _has_identity(folded: str) -> bool:
    """An identity number, whole or as the app masks it; no telephone is so long."""
    hidden = any(len(found[0]) >= _IDENTITY_LENGTH for found in _HIDDEN.finditer(folded))
    return hidden or any(map(is_identity_number, _IDENTITY.findall(folded)))


def _can_be_scanned(node: TextBox) -> bool:
    return node.w >= _CODE_LEAST_WIDTH and node.h >= _CODE_LEAST_HEIGHT and node.w >= 0.8 * node.h


def _own_pattern(value: str) -> re.Pattern[str]:
    """A value of the account wherever it stands; a short one only where it stands alone."""
    plain = [char for char in fold(value) if not _KEPT.fullmatch(char)] or list(value)
    body = f"{SEPARATOR}*".join(map(re.escape, plain))
    if value.isascii() and len(plain) < 6:
        body = f"(?<![0-9A-Za-z]){body}(?![0-9A-Za-z])"
    return re.compile(body, re.IGNORECASE)


def _name_pattern(name: str) -> re.Pattern[str]:
    """A name that was met; of two characters only where no other word goes on."""
    if len(name) > 2:
        return re.compile(re.escape(name))
    return re.compile(f"(?<![{HAN}]){re.escape(name)}(?![{HAN}])")


def _cover(text: str, spans: Iterable[Span]) -> str:
    chars = list(text)
    for start, end in spans:
        for place in range(start, min(end, len(chars))):
            if not _KEPT.fullmatch(chars[place]):
                chars[place] = MASK
    return "".join(chars)


def _mask_hits(tree: Sequence[Mapping[str, Any]], hits: Iterable[Hit]) -> list[dict[str, Any]]:
    spans: dict[tuple[int, str], list[Span]] = {}
    for index, name, span in hits:
        spans.setdefault((index, name), []).append(span)
    masked = [dict(node) for node in tree]
    for (index, name), found in spans.items():
        masked[index][name] = _cover(str(masked[index][name]), found)
        if name == "value" and masked[index].get(
            "options"
        ):  # what a choice offers is of the same kind as what is chosen
            offered = masked[index]["options"]
            masked[index] |= {"options": [MASK * len(str(option)) for option in offered]}
    return masked


def _mask_query(query: str) -> str:
    """Keys stay, values go; a part without a key may be a value and goes too."""
    if not query:
        return ""
    keys = (part.partition("=") for part in query.split("&"))
    return "&".join(key + mark + MASK * 3 if mark else MASK * 3 for key, mark, _ in keys)


def _is_tree(data: Any) -> bool:
    return (
        isinstance(data, list | tuple)
        and bool(data)
        and all(isinstance(node, Mapping) and "bounds" in node for node in data)
    )
