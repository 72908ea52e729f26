"""Small PDF files from bytes: every input is a valid file, so that a fuzzer gets behind the parser.

Here: a writer of pages of words and ruled lines, and the reading of bytes as such pages: a script, six bytes
for each thing on a page. Not here: what is done with the files (targets.py).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

WORDS = (
    "STT", "Mã TTHC", "Tên thủ tục hành chính", "1.001193", "1", "a)", "- ", "Điều 1.", "QUYẾT ĐỊNH",
    "Số: 12/QĐ-UBND", "ngày 01 tháng 7 năm 2026", "Thời hạn", "05 ngày làm việc", "Phí, lệ phí",
    "8.000 đồng/bản", "I", "II. Lĩnh vực Hộ tịch", "Cấp Giấy phép hoạt động đối với cơ sở",
    "theo quy định tại Thông tư số 85/2019/TT-", "BTC", "quyê", "\u0323", "t\u0301", " ", "\u200e", "\u00ad",
    "|", "……", "x" * 60, "CÔNG BÁO/Số 272", "2", "Nơi nhận:", "PHẦN II", ". ", ";", "đồn", "g ý",
)  # fmt: skip
PAGE = (595, 842)


@dataclass(frozen=True)
class Word:
    """A text at a place; the origin is the bottom left corner, in points."""

    x: float
    y: float
    size: float
    text: str


@dataclass(frozen=True)
class Stroke:
    """A straight line, or a thin filled box where `filled`."""

    x0: float
    y0: float
    x1: float
    y1: float
    filled: bool = False


@dataclass(frozen=True)
class Page:
    """One page: what stands on it, and how it is turned."""

    things: Sequence[Word | Stroke]
    rotate: int = 0
    box: tuple[float, float, float, float] = (0, 0, *PAGE)


def pdf(pages: Sequence[Page]) -> bytes:
    """A file without compression; the font is not embedded, its codes are Unicode."""
    objects: list[bytes] = [b"", b"", b"", b"", b"", _stream(TO_UNICODE)]
    kids = []
    for page in pages:
        objects.append(_stream(_content(page)))
        box = " ".join(f"{side:g}" for side in page.box)
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[{box}]/Rotate {page.rotate}"
            f"/Resources<</Font<</F 3 0 R>>>>/Contents {len(objects)} 0 R>>".encode()
        )
        kids.append(f"{len(objects)} 0 R")
    objects[0] = b"<</Type/Catalog/Pages 2 0 R>>"
    objects[1] = f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(kids)}]>>".encode()
    objects[2] = (
        b"<</Type/Font/Subtype/Type0/BaseFont/Serif/Encoding/Identity-H/DescendantFonts[4 0 R]"
        b"/ToUnicode 6 0 R>>"
    )
    objects[3] = (
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/Serif/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
        b"/Supplement 0>>/FontDescriptor 5 0 R/DW 500>>"
    )
    objects[4] = (
        b"<</Type/FontDescriptor/FontName/Serif/Flags 4/FontBBox[0 -200 1000 900]/Ascent 900/Descent -200"
        b"/ItalicAngle 0/CapHeight 700/StemV 80>>"
    )
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


TO_UNICODE = (
    b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def /CMapType 2 def\n"
    b"1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
    b"256 beginbfrange\n"
    + b"".join(b"<%02X00> <%02XFF> <%02X00>\n" % (high, high, high) for high in range(256))
    + b"endbfrange\nendcmap end end"
)


def _stream(data: bytes) -> bytes:
    return b"<</Length %d>>stream\n%s\nendstream" % (len(data), data)


def _content(page: Page) -> bytes:
    parts = []
    for thing in page.things:
        if isinstance(thing, Word):
            code = thing.text.encode("utf-16-be", "replace").hex().encode()
            parts.append(b"BT /F %g Tf %g %g Td <%s> Tj ET" % (thing.size, thing.x, thing.y, code))
        elif thing.filled:
            wide, tall = thing.x1 - thing.x0 or 1, thing.y1 - thing.y0 or 1
            parts.append(b"%g %g %g %g re f" % (thing.x0, thing.y0, wide, tall))
        else:
            parts.append(b"%g %g m %g %g l S" % (thing.x0, thing.y0, thing.x1, thing.y1))
    return b"\n".join(parts)


def pages_of(data: bytes) -> Iterator[Page]:
    """Bytes as pages, three at most: kind, place (in a grid of 8 points or freely), size, word."""
    things: list[Word | Stroke] = []
    rotate, made = 0, 0
    for at in range(0, len(data) - 5, 6):
        kind, a, b, c, d, e = data[at : at + 6]
        x, y = (a * 2.4, b * 3.3) if kind & 0x80 else ((a & 0x3F) * 10.0, (b & 0x7F) * 7.0)
        match kind & 7:
            case 0 | 1 | 2:
                things.append(Word(x, y, 6 + (d & 15), WORDS[c % len(WORDS)]))
            case 3:
                things.append(Stroke(x, y, x + c * 2.4, y))
            case 4:
                things.append(Stroke(x, y, x, y + c * 3.3, filled=bool(e & 1)))
            case 5:  # a grid of rules at once: columns and rows from one place
                wide, tall = 40 + d, 12 + (e & 31)
                columns, rows = 1 + (c & 7), 1 + (c >> 4)
                things += [Stroke(x, y - tall * n, x + wide * columns, y - tall * n) for n in range(rows + 1)]
                things += [Stroke(x + wide * n, y, x + wide * n, y - tall * rows) for n in range(columns + 1)]
            case 6:  # a row of words: the cells of a table
                step = 30 + d
                row = [
                    Word(x + step * n, y, 11, WORDS[(c + n * (e & 7)) % len(WORDS)])
                    for n in range(2 + (e >> 6))
                ]
                things += row
            case _:
                yield Page(things, rotate)
                made += 1
                if made == 2:
                    break
                things, rotate = [], (c & 3) * 90
    yield Page(things, rotate)


def from_bytes(data: bytes) -> bytes:
    """A valid file from any bytes."""
    return pdf([*pages_of(data)])


def seeds() -> Iterator[bytes]:
    """Scripts that draw a list, a letterhead in columns, a table over two pages, prose."""
    header = (
        bytes([5, 5, 100, 0x54, 60, 10]) + bytes([6, 5, 99, 0, 70, 0xC1]) + bytes([6, 5, 97, 3, 70, 0xC1])
    )
    yield header
    yield (
        header
        + bytes([7, 0, 0, 0, 0, 0])
        + bytes([5, 5, 115, 0x54, 60, 10])
        + bytes([6, 5, 114, 4, 70, 0xC1])
    )
    yield b"".join(bytes([0, 5, 110 - n, 17 + n % 3, 6, 0]) for n in range(12))
    yield b"".join(bytes([0, 5 + 28 * (n % 2), 115 - n // 2, n, 6, 0]) for n in range(10))
    yield b"".join(bytes([6, 4, 100 - 3 * n, n, 90, 0xC5]) for n in range(8))
    yield bytes([7, 0, 0, 1, 0, 0]) + header


def files() -> Iterator[bytes]:
    """The same as files, for a fuzzer that changes the bytes of a PDF."""
    return (from_bytes(seed) for seed in seeds())
