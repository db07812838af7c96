"""Words drawn into pictures: they fit, they can be fetched, and no address tells them."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from devices.sandbox import painted as room
from devices.sandbox.painted import Painting, Shape, painted, painting
from devices.sandbox.pictures import picture
from devices.sandbox.words import synonyms


@given(
    words=st.text("预约挂号门诊查询服务", min_size=1, max_size=14),
    shape=st.sampled_from(Shape),
    parts=st.integers(1, 5),
)
def test_all_words_stand_on_the_picture(words: str, shape: Shape, parts: int) -> None:
    order = Painting(words, shape, 0, parts)
    assert "".join(order.lines) == words
    assert max(map(len, order.lines)) * order.letter <= order.size[0] - 20


@pytest.mark.parametrize("shape", Shape)
def test_names_of_functions_fit_in_height(shape: Shape) -> None:
    for known in synonyms().functions.values():
        for words in known:
            order = Painting(words, shape, 0, 4)
            assert len(order.lines) * order.letter * 1.3 <= order.size[1], words


def test_the_picture_is_fetched_by_an_address_that_tells_nothing() -> None:
    address = painted("预约门诊", "tile", 0, 2)
    assert address.isascii()
    assert "%" not in address
    assert address == painted("预约门诊", "tile", 0, 2) != painted("预约门诊", "tile", 0, 3)
    data, mime = picture(address.removeprefix("/picture/"))
    assert mime.startswith("image/")
    assert data


def test_words_make_the_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    if room.chinese_font() is None:
        pytest.skip("no Chinese font on this machine")
    one, other = (_pixels(painted(words, "float")) for words in ("在线客服", "在线客户"))
    assert one.size == other.size == (170, 170)
    assert one.tobytes() != other.tobytes()


def _pixels(address: str) -> Image.Image:
    return Image.open(io.BytesIO(painting(address.rsplit("/", 1)[1])[0])).convert("RGB")


def test_without_a_font_the_browser_draws_the_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "chinese_font", lambda: None)
    data, mime = painting(painted("查<报告>", "tile", 0, 2).rsplit("/", 1)[1])
    assert mime == "image/svg+xml"
    assert "查&lt;报告&gt;" in data.decode()


def test_what_nobody_ordered_is_not_there() -> None:
    with pytest.raises(LookupError):
        painting("0123456789abcdef.png")
