"""Small real PDF documents with Chinese text.

A4 pages in the standard Chinese font (STSong-Light, UniGB-UCS2-H), which viewers supply
themselves; a ToUnicode map lets readers extract the text.
"""

from __future__ import annotations

from collections.abc import Sequence

LINES_PER_PAGE = 40
TO_UNICODE = b"""/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CMapName /Rehearsal-UCS2 def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
%s
endcmap
CMapName currentdict /CMap defineresource pop
end
end"""


def pdf(title: str, lines: Sequence[str]) -> bytes:
    """A PDF with a title line on its first page and `lines` below, 40 to a page."""
    text = [title, "", *lines, "", "演练环境 · 虚构数据，不作诊疗依据"]
    pages = [text[i : i + LINES_PER_PAGE] for i in range(0, len(text), LINES_PER_PAGE)]
    kids = " ".join(f"{7 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H"
        b" /DescendantFonts [4 0 R] /ToUnicode 6 0 R >>",
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /FontDescriptor 5 0 R"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /DW 1000 >>",
        b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /ItalicAngle 0 /StemV 93"
        b" /FontBBox [-25 -254 1000 880] /Ascent 880 /Descent -120 /CapHeight 880 >>",
        _stream(TO_UNICODE % _unicode_map(text)),
    ]
    for page in pages:
        number = len(objects) + 1
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {number + 1} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        objects.append(_stream(_content(page)))
    return _assemble(objects)


def _content(lines: Sequence[str]) -> bytes:
    shown = "".join(f"<{_hex(line)}> Tj T*\n" if line else "T*\n" for line in lines)
    return f"BT /F1 12 Tf 18 TL 60 780 Td\n{shown}ET".encode()


def _hex(text: str) -> str:
    return text.encode("utf-16-be").hex().upper()


def _unicode_map(lines: Sequence[str]) -> bytes:
    """bfchar sections (100 entries at most each) that map every used code to itself."""
    codes = sorted({_hex(char) for line in lines for char in line if ord(char) < 0x10000})
    sections = [codes[i : i + 100] for i in range(0, len(codes), 100)]
    parts = [
        f"{len(part)} beginbfchar\n" + "".join(f"<{c}> <{c}>\n" for c in part) + "endbfchar"
        for part in sections
    ]
    return "\n".join(parts).encode()


def _stream(data: bytes) -> bytes:
    return f"<< /Length {len(data)} >>\nstream\n".encode() + data + b"\nendstream"


def _assemble(objects: Sequence[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\n".encode()
    out += f"startxref\n{start}\n%%EOF\n".encode()
    return bytes(out)
