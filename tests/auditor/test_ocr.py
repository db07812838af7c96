"""Words that stand only in pictures: read once per picture, only where the tree has none."""

from __future__ import annotations

import io
from types import SimpleNamespace

import pytest
from PIL import Image, ImageDraw, ImageFont

from auditor.live.ocr import Reader
from devices.model import Role, Screen
from tests.probes.sketch import HEIGHT, WIDTH, Sketch

FONTS = (("NotoSansCJK-Regular.ttc", 2), ("wqy-microhei.ttc", 0))
"""Files and the face in them for simplified Chinese: 门 is another sign in the Japanese one."""


class Reading(Reader):
    """Counts how often the slow engine is asked."""

    def __init__(self, words: str = "预约挂号", score: float = 0.9) -> None:
        super().__init__()
        self.asked: list[tuple[int, int]] = []
        self.pictures = 0
        self._answer = SimpleNamespace(txts=(words,), scores=(score,))

    @property
    def _engine(self) -> object:
        def read(crop: Image.Image) -> object:
            self.asked.append(crop.size)
            return self._answer

        return read

    def picture(self, *, bare: bool = False) -> bytes:
        self.pictures += 1
        return png(2 * int(WIDTH), 2 * int(HEIGHT))


def png(width: int, height: int) -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (width, height), "white").save(data, "PNG")
    return data.getvalue()


def icon(source: str = "icon.png", **more: object) -> Screen:
    sketch = Sketch("首页")
    words = {"box": (16, 100, 80, 80), "clickable": True, "image": source} | more
    sketch.add(Role.IMAGE, **words)  # type: ignore[arg-type]
    return sketch.screen()


def test_a_wordless_picture_that_can_be_tapped_is_read() -> None:
    reader = Reading()
    assert reader.read(icon(), reader.picture, reader.picture) == {0: "预约挂号"}
    assert reader.asked == [(320, 320)]  # two picture pixels per pixel, twice enlarged


def test_a_picture_is_read_once_wherever_it_stands() -> None:
    reader = Reading()
    reader.read(icon(), reader.picture, reader.picture)
    again = icon(box=(200, 400, 80, 80))
    assert reader.read(again, reader.picture, reader.picture) == {0: "预约挂号"}
    assert len(reader.asked) == reader.pictures == 1
    reader.read(icon("other.png"), reader.picture, reader.picture)
    assert len(reader.asked) == 2


def test_a_canvas_is_read_anew_when_the_screen_changes() -> None:
    reader = Reading()
    for words in ("一层", "二层"):
        sketch = Sketch("地图")
        sketch.text(words)
        sketch.add(Role.CANVAS, box=(16, 200, 80, 80), clickable=True, image="canvas")
        reader.read(sketch.screen(), reader.picture, reader.picture)
    assert len(reader.asked) == 2


@pytest.mark.parametrize(
    "screen",
    [
        icon(text="预约挂号"),  # the tree has the words
        icon(clickable=False),  # nothing to tap
        icon(""),  # no picture
        icon(box=(16, 100, 12, 12)),  # too small to hold words
        icon(box=(0, 0, 375, 700)),  # a whole page
    ],
)
def test_where_nothing_is_to_be_read_the_engine_rests(screen: Screen) -> None:
    reader = Reading()
    assert reader.read(screen, reader.picture, reader.picture) == {}
    assert (reader.asked, reader.pictures) == ([], 0)


def test_a_picture_in_a_card_with_words_is_not_read() -> None:
    sketch = Sketch("首页")
    card = sketch.add(Role.GROUP, clickable=True, box=(16, 100, 90, 110))
    sketch.add(Role.IMAGE, box=(20, 104, 60, 60), image="icon.png", parent=card)
    sketch.text("预约挂号", parent=card, box=(20, 170, 80, 20))
    reader = Reading()
    assert reader.read(sketch.screen(), reader.picture, reader.picture) == {}


def test_a_guess_is_no_word() -> None:
    reader = Reading(score=0.3)
    assert reader.read(icon(), reader.picture, reader.picture) == {}


def test_what_is_under_a_dialog_is_not_read_through_it() -> None:
    """The words would be the dialog's, and they would stay with the picture for good."""
    sketch = Sketch("首页")
    sketch.add(Role.IMAGE, box=(16, 100, 80, 80), clickable=True, image="tile.png", covered=True)
    dialog = sketch.add(Role.DIALOG, box=(0, 60, 360, 400))
    sketch.button("我知道了", parent=dialog)
    reader = Reading()
    assert reader.read(sketch.screen(), reader.picture, reader.picture) == {}
    assert reader.read(icon("tile.png"), reader.picture, reader.picture) == {0: "预约挂号"}


def test_a_strip_in_which_nothing_is_found_is_read_in_parts() -> None:
    class Missing(Reading):
        """Finds words only in crops of at most 1,000 pixels."""

        @property
        def _engine(self) -> object:
            def read(crop: Image.Image) -> object:
                self.asked.append(crop.size)
                found = crop.width <= 1000
                return self._answer if found else SimpleNamespace(txts=None, scores=None)

            return read

    reader = Missing("消息")
    assert reader.read(icon(box=(0, 100, 360, 80)), reader.picture, reader.picture) == {0: "消息"}
    assert reader.asked == [(1440, 320), (720, 320)]
    square = Missing("消息")
    assert square.read(icon(box=(16, 100, 300, 240)), square.picture, square.picture) == {}
    assert len(square.asked) == 1


def test_a_picture_below_the_screenshot_is_left_alone() -> None:
    reader = Reading()
    assert reader.read(icon(box=(16, 5000, 80, 80)), reader.picture, reader.picture) == {}
    assert reader.asked == []


@pytest.mark.parametrize(("dense", "size"), [(1, 12), (2, 12), (3, 14)])
def test_the_real_engine_reads_the_name_under_an_icon(dense: int, size: int) -> None:
    """The models come with the wheel: no network, no installation.  dense: pixels per pixel."""
    width, height = int(WIDTH) * dense, int(HEIGHT) * dense
    picture = Image.new("RGB", (width, height), "white")
    draw = ImageDraw.Draw(picture)
    draw.ellipse([n * dense for n in (40, 108, 72, 140)], fill="#1677ff")
    font = _font(size * dense)
    for left, words in ((32, "检验报告"), (132, "门诊病历")):
        draw.text((left * dense, 150 * dense), words, fill="#333333", font=font)
    data = io.BytesIO()
    picture.save(data, "PNG")
    sketch = Sketch("首页")
    for number in range(2):
        box = (16 + 100.0 * number, 100, 90, 80)
        sketch.add(Role.IMAGE, clickable=True, image=f"{number}.png", box=box)
    read = Reader().read(sketch.screen(), data.getvalue, data.getvalue)
    assert read == {0: "检验报告", 1: "门诊病历"}


def _font(size: int) -> ImageFont.FreeTypeFont:
    for name, face in FONTS:
        try:
            return ImageFont.truetype(name, size, index=face)
        except OSError:
            continue
    pytest.skip("本机没有中文字体")


@pytest.mark.parametrize(
    ("top", "bar", "taken"), [(700, "消息", 1), (700, "首页", 0), (100, "消息", 0)]
)
def test_what_a_bar_hides_is_read_without_the_bar(top: int, bar: str, taken: int) -> None:
    """A tile half under a tab bar is read as the bar's own words; one over it is not."""
    reader, bare = Reading("消息"), Reading()
    sketch = Sketch("首页")
    tile = {"clickable": True, "image": "tile.png", "box": (16, top, 100, 84)}
    sketch.add(Role.IMAGE, **tile)  # type: ignore[arg-type]
    sketch.button(bar, box=(0, 760, 375, 50))
    reader.read(sketch.screen(), reader.picture, bare.picture)
    assert (reader.pictures, bare.pictures) == (1, taken)


def test_a_tile_under_the_bare_ground_of_a_bar_is_read_without_it() -> None:
    """Between the words of the bar nothing at all is read."""
    reader, bare = Reading(score=0.1), Reading()
    sketch = Sketch("首页")
    tile = {"clickable": True, "image": "tile.png", "box": (150, 740, 70, 80)}
    sketch.add(Role.IMAGE, **tile)  # type: ignore[arg-type]
    bar = sketch.add(Role.LINK, clickable=True, box=(0, 760, 375, 50))
    sketch.text("首页", parent=bar, box=(10, 770, 40, 30))
    reader.read(sketch.screen(), reader.picture, bare.picture)
    assert bare.pictures == 1


def test_a_wordless_icon_in_the_open_takes_no_other_picture() -> None:
    reader, bare = Reading(score=0.1), Reading()
    assert reader.read(icon(), reader.picture, bare.picture) == {}
    assert bare.pictures == 0
