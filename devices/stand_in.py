"""Stand-ins for downloaded files: a recording keeps what a file was, never what it said.

A report that a hospital hands over is patient data, so `describe` keeps only its nature, and
`stand_in` makes a synthetic file of the same nature: whoever judges files by content comes to
the same conclusion about the stand-in as about the original.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePath

from PIL import Image, UnidentifiedImageError
from pypdf import PdfReader, PdfWriter

from devices.model import Download
from devices.stand_in_pdf import write_pdf

_PAGE = "<!doctype html><title>stand-in</title><p>stand-in of a web page</p>"
_NOT_A_DOCUMENT = b"\x00\x01 stand-in of a file of unknown nature"
_DICOM = bytes(128) + b"DICM"
_SUFFIX_LIMIT = 8
_LARGEST = 4_000_000


class DocumentKind(StrEnum):
    """What a file turned out to be when it was opened, whatever it was called.

    LOCKED: a PDF that opens only with a password.  PAGE: a web page.  OTHER: nothing known,
    or damaged.
    """

    PDF = "pdf"
    LOCKED = "locked"
    OFD = "ofd"
    IMAGE = "image"
    DICOM = "dicom"
    PAGE = "page"
    EMPTY = "empty"
    OTHER = "other"


@dataclass(frozen=True)
class DocumentNature:
    """What is kept of a download.

    mime: as declared; suffix: of its name, with the dot; size: bytes of the original.
    pages: of a PDF or OFD, else 0.  drawn: a PDF or an image is not blank.
    words: a PDF has text that can be read out.
    """

    mime: str
    kind: DocumentKind
    size: int
    suffix: str = ""
    pages: int = 0
    drawn: bool = False
    words: bool = False


def describe(download: Download) -> DocumentNature:
    """Open a download and say what it is; a file that does not open is OTHER."""
    suffix = PurePath(download.name).suffix
    kept = suffix if len(suffix) <= _SUFFIX_LIMIT else ""
    kind, pages, drawn, words = _opened(download.data)
    return DocumentNature(download.mime, kind, len(download.data), kept, pages, drawn, words)


def stand_in(nature: DocumentNature) -> Download:
    """A synthetic file of that nature, as large as the original where its format allows."""
    return Download(f"stand-in{nature.suffix}", nature.mime, _made(nature))


def _made(nature: DocumentNature) -> bytes:
    size, pages = min(nature.size, _LARGEST), max(nature.pages, 1)
    match nature.kind:
        case DocumentKind.PDF:
            return write_pdf(pages, drawn=nature.drawn, words=nature.words, size=size)
        case DocumentKind.LOCKED:
            return _locked()
        case DocumentKind.OFD:
            return _ofd(nature.pages)
        case DocumentKind.IMAGE:
            return _image(nature.drawn).ljust(size, b"\0")
        case DocumentKind.DICOM:
            return _DICOM.ljust(size, b"\0")
        case DocumentKind.PAGE:
            return _PAGE.encode().ljust(size)
        case DocumentKind.EMPTY:
            return b" " * size
        case DocumentKind.OTHER:
            return _NOT_A_DOCUMENT.ljust(size, b"\0")


Opened = tuple[DocumentKind, int, bool, bool]
_UNKNOWN: Opened = (DocumentKind.OTHER, 0, False, False)


def _opened(data: bytes) -> Opened:
    head = data[:1024]
    if not data.strip(b"\0 \t\r\n"):
        return DocumentKind.EMPTY, 0, False, False
    if b"%PDF-" in head:
        return _opened_pdf(data)
    if data[128:132] == b"DICM":
        return DocumentKind.DICOM, 0, False, False
    if head.startswith(b"PK"):
        return _opened_ofd(data)
    if head.lstrip().lower().startswith((b"<!doctype html", b"<html")):
        return DocumentKind.PAGE, 0, False, False
    return _opened_image(data)


def _opened_pdf(data: bytes) -> Opened:
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            return DocumentKind.LOCKED, 0, False, False
        pages = list(reader.pages)
        words = any(page.extract_text().strip() for page in pages)
        contents = [page.get_contents() for page in pages]
    except Exception:  # pypdf raises many kinds on damaged files: all mean that it won't open
        return _UNKNOWN
    if not pages:
        return _UNKNOWN
    drawn = any(content is not None and content.get_data().strip() for content in contents)
    return DocumentKind.PDF, len(pages), drawn, words


def _opened_ofd(data: bytes) -> Opened:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = package.namelist()
    except zipfile.BadZipFile:
        return _UNKNOWN
    pages = sum("/Pages/" in name and name.endswith("Content.xml") for name in names)
    return (DocumentKind.OFD, pages, False, False) if "OFD.xml" in names else _UNKNOWN


def _opened_image(data: bytes) -> Opened:
    try:
        with Image.open(io.BytesIO(data)) as image:
            grey = image.convert("L").tobytes()
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        return _UNKNOWN
    return DocumentKind.IMAGE, 0, min(grey) != max(grey), False


def _locked() -> bytes:
    writer, out = PdfWriter(), io.BytesIO()
    writer.append(io.BytesIO(write_pdf(1, drawn=True, words=True)))
    writer.encrypt("stand-in", algorithm="RC4-128")
    writer.write(out)
    return out.getvalue()


def _ofd(pages: int) -> bytes:
    """The skeleton of an OFD package (GB/T 33190): a root, a document, its pages."""
    listed = "".join(
        f'<ofd:Page ID="{page}" BaseLoc="Pages/Page_{page}/Content.xml"/>' for page in range(pages)
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("OFD.xml", "<ofd:OFD/>")
        document = f"<ofd:Document><ofd:Pages>{listed}</ofd:Pages></ofd:Document>"
        package.writestr("Doc_0/Document.xml", document)
        for page in range(pages):
            package.writestr(f"Doc_0/Pages/Page_{page}/Content.xml", "<ofd:Page/>")
    return out.getvalue()


def _image(drawn: bool) -> bytes:
    image = Image.new("RGB", (60, 40), "white")
    if drawn:
        image.paste("black", (10, 10, 50, 30))
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()
