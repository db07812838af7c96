"""Writes the smallest PDFs that a stand-in needs, object by object (ISO 32000-1, 7.5)."""

from __future__ import annotations

_WORDS = b"BT /F1 14 Tf 60 760 Td (REHEARSAL DOCUMENT - a stand-in of a recorded file) Tj ET"
_BOX = b"60 60 400 600 re f"
_PAGE = (
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
    b"/Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>"
)


def write_pdf(pages: int, *, drawn: bool, words: bool, size: int = 0) -> bytes:
    """A PDF 1.4 file of A4 pages, all alike.

    drawn: a black box on every page; words: a line of text, too.
    size: bytes to fill up to, where the file is not larger anyway.
    """
    content = b"\n".join((_BOX,) * drawn + (_WORDS,) * words)
    body, table_at = _body(_objects(pages, content))
    end = b"startxref\n%d\n%%%%EOF\n" % table_at
    missing = size - len(body) - len(end)
    filler = b"%" + b"-" * (missing - 2) + b"\n" if missing >= 2 else b""
    return body + filler + end


def _objects(pages: int, content: bytes) -> list[bytes]:
    kids = " ".join(f"{4 + place} 0 R" for place in range(pages))
    return [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        *[_PAGE % (4 + pages)] * pages,
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
    ]


def _body(objects: list[bytes]) -> tuple[bytes, int]:
    """Header, objects, cross-reference table and trailer; where the table begins."""
    out, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table_at, size = len(out), len(objects) + 1
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    return out + b"trailer\n<< /Size %d /Root 1 0 R >>\n" % size, table_at
