"""Reading a resolution that cuts procedures, against lxml's parse of its document.xml.

`python -m benchmarks.resolution [FILE]` prints one JSON object; the target is three times the parse.

Counted: everything from the bytes of the .docx (unzipping, blocks, measures, issues, coverage), against
the parse and the tree of its document.xml alone, already unzipped. `alone` repeats one work, the hardest
for us: the parse finds its memory warm. `paired` alternates the works, as a run of files does. `warm` has
read the same texts before, `cold` empties every cache of words, numbers and acts before each round;
neither counts the start of the program (imports, lookups), which a run of files pays once.
"""

import functools
import gc
import json
import statistics
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
ROUNDS = 40
KEPT = {"lookup", "words", "grammar", "options", "issue_codes", "_names", "_abbreviations", "_whole"}
"""Caches of the program's own lists; the others hold what was read out of texts."""


def seconds(work: Callable[[], object]) -> float:
    """Processor time of one round; other programs do not count."""
    began = time.process_time()
    work()
    return time.process_time() - began


def texts() -> "list[functools._lru_cache_wrapper[object]]":
    """Caches of the project whose content comes from files."""
    caches = [one for one in gc.get_objects() if isinstance(one, functools._lru_cache_wrapper)]
    ours = [one for one in caches if one.__module__.split(".")[0] in {"importers", "catalogue"}]
    return [one for one in ours if one.__name__ not in KEPT]


def main() -> None:
    """Measure one file."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT
    file = SourceFile.open(path)
    xml = zipfile.ZipFile(BytesIO(file.data)).read("word/document.xml")
    works: dict[str, Callable[[], object]] = {
        "lxml_parse": lambda: etree.fromstring(xml),
        "blocks": lambda: read_docx(file.data),
        "warm": lambda: list(IMPORTER.extract(file, IssueLog())),
    }
    told = list(IMPORTER.extract(file, IssueLog()))
    alone = {name: min(seconds(work) for _ in range(ROUNDS)) for name, work in works.items()}
    took: dict[str, list[float]] = {name: [] for name in (*works, "cold")}
    caches = texts()
    for _ in range(ROUNDS):
        for name, work in works.items():
            took[name].append(seconds(work))
        for cache in caches:
            cache.cache_clear()
        took["cold"].append(seconds(works["warm"]))
    paired = {
        name: statistics.median(a / b for a, b in zip(took[name], took["lxml_parse"], strict=True))
        for name in ("blocks", "warm", "cold")
    }
    print(
        json.dumps(
            {
                "file": path.name,
                "xml_bytes": len(xml),
                "measures": len(told),
                "alone_ms": {name: round(one * 1000, 2) for name, one in alone.items()},
                "alone_to_parse": {
                    name: round(alone[name] / alone["lxml_parse"], 2) for name in ("blocks", "warm")
                },
                "paired_best_ms": {name: round(min(times) * 1000, 2) for name, times in took.items()},
                "paired_to_parse": {name: round(one, 2) for name, one in paired.items()},
            }
        )
    )


if __name__ == "__main__":
    main()
