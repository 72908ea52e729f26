"""Reading a resolution that cuts procedures, against lxml's parse of its document.xml.

`python -m benchmarks.resolution [FILE]` prints one JSON object; the target is three times the parse.
"""

import json
import sys
import time
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from lxml import etree

from catalogue.issues import IssueLog
from importers.base import SourceFile
from importers.readers.docx import read_docx
from importers.sources.resolution import IMPORTER

DEFAULT = Path(__file__).resolve().parents[2] / "shared/data/decisions/NQ_66.7_2025_extract.docx"
ROUNDS = 15


def best(work: Callable[[], object]) -> float:
    """Seconds of processor time of the quickest of several rounds; other programs do not count."""
    took = []
    for _ in range(ROUNDS):
        began = time.process_time()
        work()
        took.append(time.process_time() - began)
    return min(took)


def main() -> None:
    """Measure one file."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT
    file = SourceFile.open(path)
    xml = zipfile.ZipFile(BytesIO(file.data)).read("word/document.xml")
    parse = best(lambda: etree.fromstring(xml))
    blocks = best(lambda: read_docx(file.data))
    whole = best(lambda: list(IMPORTER.extract(file, IssueLog())))
    told = list(IMPORTER.extract(file, IssueLog()))
    print(
        json.dumps(
            {
                "file": path.name,
                "xml_bytes": len(xml),
                "measures": len(told),
                "lxml_parse_ms": round(parse * 1000, 2),
                "blocks_ms": round(blocks * 1000, 2),
                "measures_ms": round(whole * 1000, 2),
                "blocks_to_parse": round(blocks / parse, 2),
                "measures_to_parse": round(whole / parse, 2),
            }
        )
    )


if __name__ == "__main__":
    main()
