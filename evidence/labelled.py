"""Private values that are known by the label before them: 姓名:张三, 住址 … , 病案号 …

Every text given to these rules is folded (`numbers.fold`), so that full-width punctuation has
become ASCII.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from evidence.numbers import Span
from evidence.words import PrivateWords

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
_SOUND = r"\s*[*]?\s*[:为是]\s*"
_WEAK = r"\s*[*]?\s+"
_HAN_RUN = re.compile(rf"[{HAN}]+(?:[·•・.][{HAN}]+)*(?![*])")
_LATIN_NAME = re.compile(r"[A-Za-z][A-Za-z'’-]+(?:[ .·]+[A-Za-z][A-Za-z'’-]*){0,4}")
_NUMBER = re.compile(r"(?=[A-Za-z]*[0-9])[0-9A-Za-z][0-9A-Za-z\-–/.年月日 ]{2,29}(?<! )")
_ADDRESS = re.compile(r"[^\n:;|]{2,120}")
_LABEL_ONLY = re.compile(r"^[\s*【\[]*(?P<word>.{2,10}?)[\s*】\]:]*$")


class LabelRules:
    """Finds values by their labels; built once from the words of the field."""

    def __init__(self, words: PrivateWords) -> None:
        self._words = words
        names = _any(words.name_labels) + "(?:的?(?:真实)?姓名)?"
        numbers = _any(words.number_labels) + "(?:号码|号)?"
        self._sure_name = re.compile(names + _SOUND)
        self._weak_name = re.compile(names + _WEAK)
        self._number = re.compile(f"{numbers}(?:{_SOUND}|{_WEAK})")
        self._address = re.compile(f"{_any(words.address_labels)}(?:{_SOUND}|{_WEAK})")
        self._related = re.compile(
            rf"(?<![{HAN}])([{HAN}]{{2,4}})"
            rf"(?=\s*[(【\[]\s*{_any(words.relations)}|\s+{_any(words.relations)}(?![{HAN}])"
            r"|\s+[男女]\s*[,|/ ]?\s*\d{1,3}\s*岁)"
        )
        self._kinds = {
            "name": re.compile(f".*{names}"),
            "number": re.compile(f".*{numbers}"),
            "address": re.compile(f".*{_any(words.address_labels)}"),
        }

    def spans(self, folded: str) -> Iterator[Span]:
        """Spans of names, personal numbers and addresses that follow their label."""
        yield from self._names(folded)
        for label in self._number.finditer(folded):
            if value := _NUMBER.match(folded, label.end()):
                yield value.span()
        for label in self._address.finditer(folded):
            value = _ADDRESS.match(folded, label.end())
            if value and not value[0].lstrip().startswith(("请", "*")):
                yield value.span()

    def whole_names(self, folded: str) -> Iterator[str]:
        """Names that a label with its colon, or a relation, gives whole: surely those of people.

        What merely follows a label on the next line may be any word of the page.
        """
        for label in self._of_patients(self._sure_name, folded):
            for start, end in self._after_colon(folded, label.end()):
                if self.looks_like_name(folded[start:end]):
                    yield folded[start:end]
        for person in self._related.finditer(folded):
            if self.looks_like_name(person[1]):
                yield person[1]

    def label_kind(self, text: str) -> str:
        """ "name", "number" or "address" if `text` is nothing but such a label, else ""."""
        alone = _LABEL_ONLY.match(text)
        if not alone:
            return ""
        if any(person + "姓名" in alone["word"] for person in self._words.public_persons):
            return ""
        word = re.sub("^(?:请?输入|请?填写|请选择)", "", alone["word"])
        return next((kind for kind, rule in self._kinds.items() if rule.fullmatch(word)), "")

    def looks_like_name(self, text: str) -> bool:
        """True for two to four characters that begin with a surname and are no other word."""
        return (
            2 <= len(text) <= 4
            and bool(_HAN_RUN.fullmatch(text))
            and bool(self._words.surname(text))
            and not self._other_word(text)
        )

    def _names(self, folded: str) -> Iterator[Span]:
        for label in self._of_patients(self._sure_name, folded):
            yield from self._after_colon(folded, label.end())
        for label in self._of_patients(self._weak_name, folded):
            value = _HAN_RUN.match(folded, label.end())
            if value and self.looks_like_name(value[0]):
                yield value.span()
        for person in self._related.finditer(folded):
            if self.looks_like_name(person[1]):
                yield person.span(1)

    def _of_patients(self, rule: re.Pattern[str], folded: str) -> Iterator[re.Match[str]]:
        """Labels that are not those of a doctor or another public person."""
        for label in rule.finditer(folded):
            if not folded[: label.start()].endswith(self._words.public_persons):
                yield label

    def _after_colon(self, folded: str, start: int) -> Iterator[Span]:
        """A colon makes nearly any short value a name; a sentence only loses its first words."""
        value = _HAN_RUN.match(folded, start) or _LATIN_NAME.match(folded, start)
        if not value:
            return
        text = value[0]
        if not re.match(f"[{HAN}]", text) or "·" in text:
            yield value.span()
        elif len(text) <= 4:
            if not self._other_word(text):
                yield value.span()
        elif (surname := self._words.surname(text)) and not self._other_word(text[:4]):
            yield start, start + len(surname) + 2

    def _other_word(self, text: str) -> bool:
        return any(word in text for word in self._words.not_names)


def _any(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first."""
    return f"(?:{'|'.join(re.escape(w) for w in sorted(words, key=len, reverse=True))})"
