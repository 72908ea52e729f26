"""Reading a decision of 800 rows on a 30-column grid, against lxml parsing its XML.

Prints one JSON object: seconds of the parse, of the blocks, of the records, and their ratios.
The job of DESIGN.md §8: blocks in no more than three times the parse.
"""

import json
import sys
import time
import zipfile
from collections.abc import Callable
from io import BytesIO

from lxml import etree

from catalogue.issues import IssueLog
from importers.base import SourceFile
from importers.readers.docx import read_docx
from importers.sources.decision import read
from tests.importers.build_docx import Cell, Content, Xml, cell, docx, opening, p, run, table

ROWS = 800
WIDTHS = (1, 3, 9, 5, 4, 8)
"""Grid columns of STT, code, name, sector, agency, legal basis: 30 in all."""
SPACING = '<w:spacing w:before="60" w:after="60"/><w:ind w:left="28" w:right="28"/><w:jc w:val="both"/>'
FONTS = (
    '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/>'
    '<w:color w:val="000000"/><w:sz w:val="26"/><w:szCs w:val="26"/><w:lang w:val="vi-VN"/>'
)
HEADER = (
    "STT",
    "Mã TTHC",
    "Tên thủ tục hành chính",
    "Lĩnh vực",
    "Cơ quan thực hiện",
    "Tên VBQPPL quy định nội dung sửa đổi, bổ sung",
)


def wide(*texts: str) -> list[Content | Cell]:
    """A row of the grid."""
    return [cell(said(text), span=width) for text, width in zip(texts, WIDTHS, strict=True)]


def decision(rows: int = ROWS) -> bytes:
    """A decision with a list of so many rows."""
    listed = [
        wide(
            str(number),
            f"1.{number:06d}",
            f"Cấp giấy phép hoạt động loại {number} cho tổ chức, cá nhân",
            "Hoạt động xây dựng",
            "Sở Xây dựng",
            "- Nghị định số 175/2024/NĐ-CP ngày 30/12/2024 của Chính phủ;\n- Luật số 62/2020/QH14.",
        )
        for number in range(1, rows + 1)
    ]
    title = "Về việc công bố danh mục thủ tục hành chính sửa đổi, bổ sung"
    return docx([*opening(title, "Điều 1. Công bố."), "PHỤ LỤC", table(wide(*HEADER), *listed)])


def said(text: str) -> list[Xml]:
    """Paragraphs of several runs with properties, as Word writes them."""
    return [
        p(*(run(f"{word} ", properties=FONTS) for word in line.split()), properties=SPACING)
        for line in text.split("\n")
    ]


def best(job: Callable[[], object], times: int = 5) -> float:
    """Shortest of several runs, in seconds of processor time."""
    taken = []
    for _ in range(times):
        start = time.process_time()
        job()
        taken.append(time.process_time() - start)
    return min(taken)


def main() -> None:
    """Measure and print."""
    data = decision()
    xml = zipfile.ZipFile(BytesIO(data)).read("word/document.xml")
    file = SourceFile("decision.docx", data)
    parse = best(lambda: etree.fromstring(xml))
    blocks = best(lambda: read_docx(data))
    records = best(lambda: read(file, IssueLog()), times=3)
    told = {
        "job": "decision-800-rows",
        "rows": ROWS,
        "xml_bytes": len(xml),
        "parse_seconds": round(parse, 4),
        "blocks_seconds": round(blocks, 4),
        "records_seconds": round(records, 4),
        "blocks_to_parse": round(blocks / parse, 2),
        "records_to_parse": round(records / parse, 2),
        "procedures": len(read(file, IssueLog()).procedures),
        "limit": 3,
    }
    json.dump(told, sys.stdout, ensure_ascii=False)
    print()


if __name__ == "__main__":
    main()
