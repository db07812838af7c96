"""Made-up private data of the right form, for tests; all of it is generated."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from evidence.numbers import identity_check_digit, passes_luhn

SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
GIVEN = "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂"

digits = st.characters(min_codepoint=48, max_codepoint=57)

phones = st.builds(
    lambda second, rest: f"1{second}{rest}",
    st.sampled_from("3456789"),
    st.text(digits, min_size=9, max_size=9),
)

names = st.builds(
    lambda surname, given: surname + given,
    st.sampled_from(SURNAMES),
    st.text(st.sampled_from(GIVEN), min_size=1, max_size=2),
)


@st.composite
def id_cards(draw: st.DrawFn) -> str:
    """18 characters with a province, a date and the right check digit."""
    province = draw(st.sampled_from(["11", "31", "44", "51", "65"]))
    born = draw(st.dates(min_value=date(1930, 1, 1)))
    year = min(born.year, 2026)
    body = f"{province}0105{year}{born.month:02}{min(born.day, 28):02}"
    body += draw(st.text(digits, min_size=3, max_size=3))
    return body + identity_check_digit(body)


@st.composite
def bank_cards(draw: st.DrawFn) -> str:
    """13 to 19 digits that begin like a card and pass Luhn."""
    length = draw(st.integers(13, 19))
    body = "62" + draw(st.text(digits, min_size=length - 3, max_size=length - 3))
    return next(body + d for d in "0123456789" if passes_luhn(body + d))


separators = st.sampled_from([" ", "-", " - ", "\u00a0", "–", "·", "  "])
contexts = st.text(st.sampled_from("手机号码为您好,。:;()【】预约成功abcXYZ \n"), max_size=12)


def full_width(text: str) -> str:
    """The same digits as full-width characters."""
    return "".join(chr(ord(char) + 0xFEE0) if char.isdigit() else char for char in text)
