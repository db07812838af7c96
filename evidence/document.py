"""What a download really is, judged by its content and never by its name."""

from __future__ import annotations

import io
import json
import logging
import re
import warnings
import zipfile
from dataclasses import dataclass, field
from enum import StrEnum

from PIL import Image, UnidentifiedImageError
from pypdf import PdfReader
from pypdf.errors import LimitReachedError

# What pypdf has to say about a damaged file is in our reason; it need not reach the screen.
logging.getLogger("pypdf").addHandler(logging.NullHandler())

_MOST_BYTES = 200_000_000
_BLANK_CONTRAST = 8
_MOST_PAGES_READ = 20
_MOST_TEXT = 20_000
_MOST_MEMBER = 20_000_000
_HTML = re.compile(
    rb"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)", re.I | re.S
)
_PAINTS = re.compile(rb"(?:^|\s)(?:f\*?|F|B\*?|b\*?|S|s|sh|Do|BI|Tj|TJ|'|\")(?=\s|$)")
_OFD_PAGE = re.compile(rb"<(?:\w+:)?Page[\s/>]")


class DocumentKind(StrEnum):
    """What the bytes are."""

    PDF = "pdf"
    OFD = "ofd"
    IMAGE = "image"
    DICOM = "dicom"
    HTML = "html"
    JSON = "json"
    EMPTY = "empty"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class DocumentFacts:
    """What was found out about one download.

    is_document: True if a patient could read it, False if not, None if it can't be told
        (a PDF that only opens with a password; a DICOM image, which nothing here can draw).
    pages, text_length: of a PDF or OFD; width, height: of an image, in pixels.
    blank: opens, but nothing is on it.
    reason: in Chinese, why.  text: the first words of a PDF, for the caller's judgement;
        it may hold patient data, so it is never written or printed.
    """

    kind: DocumentKind
    is_document: bool | None
    reason: str
    pages: int = 0
    text_length: int = 0
    width: int = 0
    height: int = 0
    blank: bool = False
    text: str = field(default="", repr=False)


def inspect(data: bytes, name: str = "", mime: str = "") -> DocumentFacts:
    """Judge a download by its content; never raises on bad content.

    name and mime are only compared with what was found, for the reason.
    """
    if not data.strip(b"\0 \t\r\n"):
        return DocumentFacts(DocumentKind.EMPTY, False, f"文件是空的({len(data)} 字节)")
    if len(data) > _MOST_BYTES:
        return DocumentFacts(DocumentKind.UNKNOWN, None, f"文件过大({len(data)} 字节),未打开")
    head = data[:2048].removeprefix(b"\xef\xbb\xbf")
    if _HTML.match(head):
        return DocumentFacts(DocumentKind.HTML, False, _not_as_named("网页", name, mime))
    if head.lstrip()[:1] in (b"{", b"[") and _is_json(data):
        return DocumentFacts(DocumentKind.JSON, False, _not_as_named("接口数据", name, mime))
    if b"%PDF-" in data[:1024]:
        return _pdf(data)
    if data[:2] == b"PK" and zipfile.is_zipfile(io.BytesIO(data)):
        return _ofd(data)
    if data[128:132] == b"DICM":
        return DocumentFacts(DocumentKind.DICOM, None, "是 DICOM 影像,本工具不能显示,需人工查看")
    return _image(data, name, mime)


def _pdf(data: bytes) -> DocumentFacts:
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            reason = "PDF 设有打开密码,无法查看内容,需人工核对"
            return DocumentFacts(DocumentKind.PDF, None, reason)
        pages = len(reader.pages)
        if not pages:
            return DocumentFacts(DocumentKind.PDF, False, "PDF 没有页面", blank=True)
        text, painted = _pdf_content(reader, pages)
    except LimitReachedError:
        reason = "PDF 解压后过大,未读完,需人工查看"
        return DocumentFacts(DocumentKind.PDF, None, reason)
    except Exception as error:  # pypdf raises many kinds on damaged files: all mean the same
        reason = f"PDF 已损坏,无法打开({type(error).__name__})"
        return DocumentFacts(DocumentKind.PDF, False, reason)
    length = len("".join(text.split()))
    blank = not length and not painted
    if blank and pages > _MOST_PAGES_READ:
        reason = f"PDF 前 {_MOST_PAGES_READ} 页空白,其余未看"
        return DocumentFacts(DocumentKind.PDF, None, reason, pages, blank=False)
    reason = "PDF 页面空白" if blank else f"PDF 可打开,共 {pages} 页,读到 {length} 字"
    return DocumentFacts(
        DocumentKind.PDF, not blank, reason, pages, length, blank=blank, text=text[:_MOST_TEXT]
    )


def _pdf_content(reader: PdfReader, pages: int) -> tuple[str, bool]:
    """Words of the first pages, and whether anything at all is drawn on them."""
    words, painted = "", False
    for page in reader.pages[: min(pages, _MOST_PAGES_READ)]:
        contents = page.get_contents()
        painted = painted or (contents is not None and bool(_PAINTS.search(contents.get_data())))
        if len(words) < _MOST_TEXT:
            words += page.extract_text() + "\n"
    return words, painted


def _image(data: bytes, name: str, mime: str) -> DocumentFacts:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data)) as image:
                width, height = image.size
                contrast = _contrast(image)
    except UnidentifiedImageError:
        return DocumentFacts(DocumentKind.UNKNOWN, False, _not_as_named("不认识的内容", name, mime))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        return DocumentFacts(DocumentKind.IMAGE, None, "图片像素过多,未解码,需人工查看")
    except Exception as error:  # damaged or hostile images raise many kinds
        reason = f"图片已损坏,无法解码({type(error).__name__})"
        return DocumentFacts(DocumentKind.IMAGE, False, reason)
    blank = contrast <= _BLANK_CONTRAST
    reason = f"图片{'空白' if blank else '可打开'},{width}×{height} 像素"
    return DocumentFacts(DocumentKind.IMAGE, not blank, reason, 0, 0, width, height, blank)


def _contrast(image: Image.Image) -> int:
    """Difference of the brightest and the darkest pixel, 0–255, on a white ground."""
    if image.mode in {"P", "PA", "LA", "RGBA"}:
        layer = image.convert("RGBA")
        ground = Image.new("RGBA", layer.size, "white")
        image = Image.alpha_composite(ground, layer)
    grey = image.convert("L").tobytes()
    return max(grey) - min(grey)


def _ofd(data: bytes) -> DocumentFacts:
    """OFD (GB/T 33190): a ZIP with OFD.xml, the usual form of Chinese electronic invoices."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = package.namelist()
            if "OFD.xml" not in names:
                reason = "是压缩包,不是可直接查看的文件"
                return DocumentFacts(DocumentKind.UNKNOWN, False, reason)
            pages = sum(
                _ofd_pages(package, name) for name in names if name.endswith("Document.xml")
            )
    except Exception as error:  # damaged archives raise many kinds
        reason = f"OFD 文件已损坏,无法打开({type(error).__name__})"
        return DocumentFacts(DocumentKind.OFD, False, reason)
    reason = f"OFD 版式文件,共 {pages} 页" if pages else "OFD 文件没有页面"
    return DocumentFacts(DocumentKind.OFD, pages > 0, reason, pages, blank=not pages)


def _ofd_pages(package: zipfile.ZipFile, name: str) -> int:
    with package.open(name) as member:
        return len(_OFD_PAGE.findall(member.read(_MOST_MEMBER)))


def _is_json(data: bytes) -> bool:
    try:
        json.loads(data)
    except (ValueError, RecursionError):
        return False
    return True


def _not_as_named(found: str, name: str, mime: str) -> str:
    claimed = name.rpartition(".")[2].upper() if "." in name else mime
    return f"内容是{found},不是文件" + (f"(名义上是 {claimed})" if claimed else "")
