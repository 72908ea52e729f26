"""The catalogue as a package of CSV tables with a Frictionless descriptor, in a folder or a .zip.

Tables and columns: catalogue/flat.py; spelling of cells: catalogue/exported.py. Streams: one record at a
time, each table to its own file. Not here: reading back (importers/sources/table_package.py).
"""

import csv
import json
import shutil
import tempfile
import tomllib
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

from catalogue.exported import MARK, PACKAGE, PROCEDURES, spelt
from catalogue.flat import KEY, Field, FlatTable, Row, flat_rows, flat_tables
from catalogue.records import Procedure
from publishing.cells import LONGEST, units
from publishing.exports.files import Advance, pack, replacing, replacing_folder, silent
from publishing.exports.stamp import Stamp

LINE = "\r\n"
TYPES = {"text": "string", "whole": "integer", "number": "number", "date": "date", "list": "array"}


@dataclass
class Written:
    """What was written."""

    rows: dict[str, int]
    """By table."""
    long_cells: int = 0
    """Cells longer than a spreadsheet shows; the file has them whole."""


@cache
def words() -> dict[str, dict[str, str]]:
    """Titles for people."""
    told: dict[str, dict[str, str]] = tomllib.loads(
        files("publishing").joinpath("lookups/tables.toml").read_text("utf-8")
    )
    return told


def write_tables(
    target: Path, records: Sequence[Procedure], stamp: Stamp, *, advance: Advance = silent
) -> Written:
    """Write the package: a .zip where the target ends so, else a folder.

    Raises:
        CannotWrite: the target cannot be written, or is a folder with other files.
    """
    if target.suffix.lower() == ".zip":
        with replacing(target) as beside, _scratch(target) as folder:
            written = _tables(folder, records, stamp, advance)
            names = [PACKAGE, *(f"{table.name}.csv" for table in flat_tables())]
            pack(beside, ((name, (folder / name).read_bytes()) for name in names))
        return written
    with replacing_folder(target, ours=PACKAGE) as folder:
        return _tables(folder, records, stamp, advance)


@contextmanager
def _scratch(target: Path) -> Iterator[Path]:
    """A folder beside the target; it leaves nothing behind."""
    folder = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


def _tables(folder: Path, records: Sequence[Procedure], stamp: Stamp, advance: Advance) -> Written:
    written = Written({table.name: 0 for table in flat_tables()})
    with ExitStack() as stack:
        out = {}
        for table in flat_tables():
            stream = stack.enter_context(
                (folder / f"{table.name}.csv").open("w", encoding="utf-8-sig", newline="")
            )
            out[table.name] = csv.writer(stream, lineterminator=LINE)
            out[table.name].writerow(table.headers)
        for record in records:
            for table, row in flat_rows(record):
                cells = cells_of(table, row)
                written.long_cells += sum(
                    len(cell) > LONGEST // 2 and units(cell) > LONGEST for cell in cells
                )
                out[table.name].writerow(cells)
                written.rows[table.name] += 1
            advance(1)
    told = descriptor(folder, stamp, written)
    (folder / PACKAGE).write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return written


def cells_of(table: FlatTable, row: Row) -> list[str]:
    """A row as its cells."""
    numbers = [str(row[column]) for column in table.numbers]
    return [row[KEY], *numbers, *(spelt(field, row[field.name]) for field in table.fields)]


def descriptor(folder: Path, stamp: Stamp, written: Written) -> dict[str, Any]:
    """The data package: what the tables mean, and how they hang together.

    Source: Frictionless Data Package v1, profile tabular-data-package; keys of v2 are the same here.
    """
    return {
        "profile": "tabular-data-package",
        MARK: PROCEDURES,
        "name": "thu-tuc-hanh-chinh",
        "id": f"urn:dongian:snapshot:{stamp.snapshot}",
        "title": words()["package"]["title"],
        "description": f"{words()['package']['about']} {stamp.sentence()} {words()['package']['cells']}",
        "version": stamp.day.isoformat(),
        "created": stamp.moment,
        "xuatXu": stamp.told(),
        "resources": [_resource(folder, table, written.rows[table.name]) for table in flat_tables()],
    }


def _resource(folder: Path, table: FlatTable, rows: int) -> dict[str, Any]:
    content = (folder / f"{table.name}.csv").read_bytes()
    return {
        "name": table.name.replace("_", "-"),
        "path": f"{table.name}.csv",
        "profile": "tabular-data-resource",
        "title": words()["tables"][table.name],
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{sha256(content).hexdigest()}",
        "rows": rows,
        "dialect": {"delimiter": ",", "lineTerminator": LINE, "quoteChar": '"', "doubleQuote": True},
        "schema": schema_of(table),
    }


def schema_of(table: FlatTable) -> dict[str, Any]:
    """Table Schema: types, keys, and the keys of other tables."""
    key = [KEY, *table.numbers]
    told: dict[str, Any] = {
        "fields": [
            _described({"name": KEY, "type": "string", "constraints": {"required": True}}),
            *(
                {"name": name, "type": "integer", "constraints": {"required": True, "minimum": 1}}
                for name in table.numbers
            ),
            *(_field(field) for field in table.fields),
        ],
        "primaryKey": key,
        "missingValues": [""],
    }
    if table.parent is not None:
        own = key[:-1]
        reference = {"resource": table.parent.replace("_", "-"), "fields": own}
        told["foreignKeys"] = [{"fields": own, "reference": reference}]
    return told


def _field(field: Field) -> dict[str, Any]:
    told: dict[str, Any] = {"name": field.name, "type": TYPES[field.kind], "description": field.about}
    if field.enum is not None and field.kind == "text":
        told["constraints"] = {"enum": [str(one) for one in field.enum]}
    return _described(told)


def _described(told: dict[str, Any]) -> dict[str, Any]:
    title = words()["columns"].get(told["name"])
    return told | ({"title": title} if title else {})
