"""Stand-ins for downloaded files: a recording keeps what a file was, never what it said.

A report that a hospital hands over is patient data, so `describe` keeps only its nature, and
`stand_in` makes a synthetic file of the same nature: whoever judges files by content comes to
the same conclusion about the stand-in as about the original.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePath

from PIL import Image, UnidentifiedImageError
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from devices.model import Download

_WORDS = "REHEARSAL DOCUMENT - a stand-in replayed from a recording"
_NOT_A_DOCUMENT = b"\x00\x01 stand-in of a file of unknown nature"
_PAGE = "<!doctype html><title>stand-in</title><p>stand-in of a web page</p>"
_SUFFIX_LIMIT = 8
_LARGEST = 4_000_000


class DocumentKind(StrEnum):
    """What a file turned out to be when it was opened, whatever it was called."""

    PDF = "pdf"
    IMAGE = "image"
    PAGE = "page"
    EMPTY = "empty"
    OTHER = "other"


@dataclass(frozen=True)
class DocumentNature:
    """What is kept of a download.

    mime: as declared; suffix: of its name, with the dot; size: bytes of the original.
    pages: pages of a PDF, else 0.  legible: a PDF has words, an image is not of one colour.
    """

    mime: str
    kind: DocumentKind
    size: int
    suffix: str = ""
    pages: int = 0
    legible: bool = False


def describe(download: Download) -> DocumentNature:
    """Open a download and say what it is; a file that does not open is OTHER."""
    suffix = PurePath(download.name).suffix
    kind, pages, legible = _opened(download.data)
    return DocumentNature(
        download.mime,
        kind,
        len(download.data),
        suffix if len(suffix) <= _SUFFIX_LIMIT else "",
        pages,
        legible,
    )


def stand_in(nature: DocumentNature) -> Download:
    """A synthetic file of that nature, at least as large as the original (up to 4 MB)."""
    return Download(f"stand-in{nature.suffix}", nature.mime, _made(nature))


def _made(nature: DocumentNature) -> bytes:
    size = min(nature.size, _LARGEST)
    match nature.kind:
        case DocumentKind.PDF:
            bare = _pdf(max(nature.pages, 1), nature.legible, 0)
            return _pdf(max(nature.pages, 1), nature.legible, size - len(bare))
        case DocumentKind.IMAGE:
            return _image(nature.legible).ljust(size, b"\0")
        case DocumentKind.PAGE:
            return _PAGE.encode().ljust(size)
        case DocumentKind.EMPTY:
            return b" " * size
        case DocumentKind.OTHER:
            return _NOT_A_DOCUMENT.ljust(size, b"\0")


def _opened(data: bytes) -> tuple[DocumentKind, int, bool]:
    if not data.strip():
        return DocumentKind.EMPTY, 0, False
    if data.lstrip().startswith(b"%PDF"):
        return _opened_pdf(data)
    if data[:1024].lstrip().lower().startswith((b"<!doctype html", b"<html")):
        return DocumentKind.PAGE, 0, False
    try:
        with Image.open(io.BytesIO(data)) as image:
            extremes = image.convert("L").getextrema()
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        return DocumentKind.OTHER, 0, False
    return DocumentKind.IMAGE, 0, extremes[0] != extremes[1]


def _opened_pdf(data: bytes) -> tuple[DocumentKind, int, bool]:
    try:
        pages = PdfReader(io.BytesIO(data)).pages
        legible = any(page.extract_text().strip() for page in pages)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError):  # pypdf on broken files
        return DocumentKind.OTHER, 0, False
    if not pages:
        return DocumentKind.OTHER, 0, False
    return DocumentKind.PDF, len(pages), legible


def _image(legible: bool) -> bytes:
    image = Image.new("RGB", (60, 40), "white")
    if legible:
        image.paste("black", (10, 10, 50, 30))
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def _pdf(pages: int, legible: bool, padding: int) -> bytes:
    """A PDF 1.4 file of A4 pages, written object by object (ISO 32000-1, 7.5).

    padding: bytes to add, as a comment after the trailer.
    """
    words = f"BT /F1 14 Tf 60 760 Td ({_WORDS}) Tj ET".encode() if legible else b""
    kids = " ".join(f"{4 + place} 0 R" for place in range(pages))
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
        b"/Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>" % (4 + pages)
    )
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        *[page] * pages,
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(words), words),
    ]
    out, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    comment = b"%" + b"-" * (padding - 2) + b"\n" if padding >= 2 else b""
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\n" % size
    return out + comment + b"startxref\n%d\n%%%%EOF\n" % out.rindex(b"xref\n0 ")
