"""What a download really is: samples of every kind are made here, good and bad."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from evidence.document import DocumentKind, inspect

TEXT = b"BT /F1 24 Tf 72 700 Td (Blood report 12 normal) Tj ET"


def pdf(*contents: bytes, password: str = "", user: str = "", packed: bool = False) -> bytes:
    """A PDF with a page per content stream."""
    writer = PdfWriter()
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    for content in contents:
        page = writer.add_blank_page(595, 842)
        stream = DecodedStreamObject()
        stream.set_data(content)
        page[NameObject("/Contents")] = writer._add_object(
            stream.flate_encode() if packed else stream
        )
        fonts = DictionaryObject({NameObject("/F1"): font})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    if password:
        writer.encrypt(user_password=user, owner_password=password, algorithm="RC4-128")
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def scanned_pdf() -> bytes:
    target = io.BytesIO()
    drawn().save(target, "PDF")
    return target.getvalue()


def drawn(mode: str = "RGB", size: tuple[int, int] = (200, 100)) -> Image.Image:
    image = Image.new("RGB", size, "white")
    ImageDraw.Draw(image).line((0, 0, *size), fill="black", width=3)
    return image.convert(mode)


def encoded(image: Image.Image, form: str = "PNG") -> bytes:
    target = io.BytesIO()
    image.save(target, form)
    return target.getvalue()


def ofd(pages: int, **more: str) -> bytes:
    """An electronic invoice's container with a page list."""
    listed = "".join(
        f'<ofd:Page ID="{n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(pages)
    )
    files = {
        "OFD.xml": "<ofd:OFD/>",
        "Doc_0/Document.xml": f"<ofd:Document><ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
    } | more
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name, content in files.items():
            package.writestr(name, content)
    return target.getvalue()


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF"])
def test_a_picture_is_a_document(form: str) -> None:
    facts = inspect(encoded(drawn(), form), "film.png")
    assert (facts.kind, facts.is_document, facts.blank) == (DocumentKind.IMAGE, True, False)
    assert (facts.width, facts.height) == (200, 100)


@pytest.mark.parametrize("mode", ["L", "P", "1", "RGBA", "LA", "CMYK"])
def test_every_colour_mode_is_judged(mode: str) -> None:
    form = "TIFF" if mode == "CMYK" else "PNG"
    assert inspect(encoded(drawn(mode), form)).is_document is True
    empty = Image.new("RGB", (50, 50), "white").convert(mode)
    assert inspect(encoded(empty, form)).blank


def test_a_picture_that_shows_only_through_its_transparency_is_not_blank() -> None:
    image = Image.new("RGBA", (50, 50), (0, 0, 0, 0))
    ImageDraw.Draw(image).rectangle((10, 10, 20, 20), fill=(0, 0, 0, 255))
    assert inspect(encoded(image)).is_document is True


def test_faint_grey_patterns_count_and_noise_does_not() -> None:
    image = Image.new("L", (100, 100), 100)
    ImageDraw.Draw(image).rectangle((10, 10, 50, 50), fill=120)
    assert inspect(encoded(image)).is_document is True
    image = Image.new("L", (100, 100), 100)
    ImageDraw.Draw(image).rectangle((10, 10, 50, 50), fill=103)
    assert inspect(encoded(image, "JPEG")).blank


def test_a_pdf_with_text_is_a_document() -> None:
    facts = inspect(pdf(TEXT, b""), "report.pdf", "application/pdf")
    assert (facts.kind, facts.is_document, facts.pages) == (DocumentKind.PDF, True, 2)
    assert facts.text_length == len("Bloodreport12normal")
    assert "Blood report" in facts.text
    assert "Blood" not in repr(facts)


def test_a_scanned_pdf_is_a_document() -> None:
    facts = inspect(scanned_pdf())
    assert (facts.is_document, facts.text_length, facts.pages) == (True, 0, 1)


@pytest.mark.parametrize("content", [b"", b"q Q", b"q 1 0 0 1 0 0 cm Q"])
def test_a_blank_pdf_is_none(content: bytes) -> None:
    facts = inspect(pdf(content))
    assert (facts.kind, facts.is_document, facts.blank) == (DocumentKind.PDF, False, True)


def test_a_pdf_without_pages_is_none() -> None:
    assert inspect(pdf()).is_document is False


def test_a_pdf_that_is_blank_as_far_as_it_was_read_is_undecided() -> None:
    assert inspect(pdf(*[b""] * 25, TEXT)).is_document is None


def test_a_locked_pdf_cannot_be_told_and_an_open_one_can() -> None:
    locked = inspect(pdf(TEXT, password="owner", user="110105"))
    assert (locked.kind, locked.is_document) == (DocumentKind.PDF, None)
    assert "密码" in locked.reason
    assert inspect(pdf(TEXT, password="owner")).is_document is True


@pytest.mark.parametrize("keep", [8, 40, 200])
def test_a_cut_pdf_is_damaged(keep: int) -> None:
    facts = inspect(pdf(TEXT)[:keep])
    assert (facts.kind, facts.is_document) == (DocumentKind.PDF, False)


@pytest.mark.parametrize(
    "data",
    [
        b"<!DOCTYPE html><html><body>404</body></html>",
        b"\xef\xbb\xbf\r\n  <HTML><head>",
        b"<?xml version='1.0'?>\n<!-- x --><!doctype  HTML>",
        b"<body>%PDF</body>",
    ],
)
def test_a_web_page_named_pdf_is_none(data: bytes) -> None:
    facts = inspect(data, "报告.pdf", "application/pdf")
    assert (facts.kind, facts.is_document) == (DocumentKind.HTML, False)
    assert "PDF" in facts.reason


def test_an_error_page_that_mentions_pdf_is_none() -> None:
    assert inspect(b"<!doctype html><p>%PDF-1.7 not found</p>").kind is DocumentKind.HTML


@pytest.mark.parametrize("data", [b'{"code": 500}', b"[]", json.dumps({"msg": "失败"}).encode()])
def test_an_answer_of_an_interface_is_none(data: bytes) -> None:
    assert (inspect(data).kind, inspect(data).is_document) == (DocumentKind.JSON, False)


@pytest.mark.parametrize("data", [b"", b"   \n", b"\0" * 4096])
def test_nothing_is_none(data: bytes) -> None:
    assert (inspect(data).kind, inspect(data).is_document) == (DocumentKind.EMPTY, False)


@pytest.mark.parametrize(
    "data", [b"hello", b"{broken", b"\x89PNG\r\n\x1a\nbroken", b"PK\x03\x04cut"]
)
def test_garbage_is_none(data: bytes) -> None:
    assert inspect(data, "x.pdf").is_document is False


def test_an_electronic_invoice_is_a_document() -> None:
    facts = inspect(ofd(2), "发票.ofd")
    assert (facts.kind, facts.is_document, facts.pages) == (DocumentKind.OFD, True, 2)


def test_an_invoice_without_pages_and_other_archives_are_none() -> None:
    assert inspect(ofd(0)).is_document is False
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as package:
        package.writestr("readme.txt", "x")
    assert (inspect(other.getvalue()).kind, inspect(other.getvalue()).is_document) == (
        DocumentKind.UNKNOWN,
        False,
    )


def test_a_dicom_image_cannot_be_told() -> None:
    facts = inspect(bytes(128) + b"DICM" + b"\x02\x00" * 100)
    assert (facts.kind, facts.is_document) == (DocumentKind.DICOM, None)


def test_a_picture_bomb_is_not_decoded() -> None:
    bomb = bytearray(encoded(Image.new("1", (8, 8))))
    bomb[16:24] = (60_000).to_bytes(4, "big") * 2
    assert inspect(bytes(bomb)).is_document is not True
    flat = encoded(Image.new("1", (10_000, 9_500)))
    facts = inspect(flat)
    assert (facts.kind, facts.is_document) == (DocumentKind.IMAGE, None)


def test_a_stream_bomb_in_a_pdf_is_survived() -> None:
    bomb = pdf(b"q Q " * 30_000_000, packed=True)
    assert len(bomb) < 1_000_000
    facts = inspect(bomb)
    assert (facts.kind, facts.is_document) == (DocumentKind.PDF, None)


samples: list[bytes] = [
    pdf(TEXT),
    scanned_pdf(),
    encoded(drawn()),
    encoded(drawn(), "JPEG"),
    ofd(1),
]


@given(st.sampled_from(samples), st.data())
@settings(max_examples=80, deadline=None)
def test_no_damage_makes_the_check_break_down(sample: bytes, data: st.DataObject) -> None:
    damaged = bytearray(sample)
    for _ in range(data.draw(st.integers(1, 6))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    facts = inspect(bytes(damaged[: data.draw(st.integers(0, len(damaged)))]))
    assert facts.reason


@given(st.one_of(st.binary(max_size=200), st.binary(max_size=200).map(lambda b: b"%PDF-1.7\n" + b)))
def test_no_bytes_at_all_make_the_check_break_down(data: bytes) -> None:
    facts: Any = inspect(data)
    assert facts.reason
