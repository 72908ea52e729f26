"""Canonical records as JSON lines; the first line says where they come from and how many they are."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from catalogue.exported import MARK, PROCEDURES
from catalogue.records import Procedure
from publishing.exports.files import Advance, replacing, silent
from publishing.exports.stamp import Stamp


def header(stamp: Stamp, count: int) -> str:
    """The first line."""
    return json.dumps({MARK: PROCEDURES, PROCEDURES: count, **stamp.told()}, ensure_ascii=False)


def lines(records: Iterable[Procedure]) -> Iterable[str]:
    """One line per record."""
    return (record.model_dump_json() for record in records)


def write_jsonl(
    target: Path, records: Sequence[Procedure], stamp: Stamp, *, advance: Advance = silent
) -> int:
    """Write the records; lines written below the first.

    Raises:
        CannotWrite: the target cannot be written.
    """
    with replacing(target) as beside, beside.open("w", encoding="utf-8", newline="\n") as out:
        out.write(header(stamp, len(records)) + "\n")
        for line in lines(records):
            out.write(line + "\n")
            advance(1)
    return len(records)
