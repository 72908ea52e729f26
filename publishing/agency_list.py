"""The register of agencies as a file to edit and import back: XLSX, CSV or JSON.

Columns: catalogue/agencies_rows.py. Not here: reading back (importers/sources/agency_list.py).
"""

import csv
import json
from collections.abc import Iterable
from pathlib import Path

import xlsxwriter

from catalogue.agencies import RegisterEntry
from catalogue.agencies_register import Register
from catalogue.agencies_rows import HEADINGS, rows_of
from publishing.cells import disarmed, text
from publishing.exports.files import replacing

SHEET = "Danh bạ cơ quan"
FORMATS = ("xlsx", "csv", "json")
WIDE = 28


def write_agencies(path: Path, register: Register, *, only: frozenset[str] | None = None) -> int:
    """Write the register, or the agencies of some ids, in the format of the suffix; number of rows.

    Raises:
        CannotWrite: the target cannot be written; what stood there is untouched.
    """
    writers = {".csv": _csv, ".json": _json}
    with replacing(path) as beside:
        return writers.get(path.suffix.lower(), _xlsx)(beside, register, only)


def _csv(path: Path, register: Register, only: frozenset[str] | None) -> int:
    rows = list(rows_of(register, only=only))
    with path.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(HEADINGS)
        writer.writerows([disarmed(row.get(heading, "")) for heading in HEADINGS] for row in rows)
    return len(rows)


def _xlsx(path: Path, register: Register, only: frozenset[str] | None) -> int:
    rows = list(rows_of(register, only=only))
    options = {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(path, options) as book:
        head = book.add_format({"bold": True, "text_wrap": True, "bg_color": "#D9E1F2", "valign": "top"})
        plain = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        sheet = book.add_worksheet(SHEET)
        sheet.set_column(0, len(HEADINGS) - 1, WIDE, plain)
        for across, heading in enumerate(HEADINGS):
            sheet.write_string(0, across, heading, head)
        for down, row in enumerate(rows, start=1):
            for across, heading in enumerate(HEADINGS):
                if heading in row:
                    sheet.write_string(down, across, text(row[heading]), plain)
        sheet.freeze_panes(1, 2)
        sheet.autofilter(0, 0, max(len(rows), 1), len(HEADINGS) - 1)
    return len(rows)


def _json(path: Path, register: Register, only: frozenset[str] | None) -> int:
    entries = list(_entries(register, only))
    told = [entry.model_dump(mode="json", exclude_defaults=True) for entry in entries]
    path.write_text(
        json.dumps({"agency_register": "1", "entries": told}, ensure_ascii=False, indent=1) + "\n", "utf-8"
    )
    return len(entries)


def _entries(register: Register, only: frozenset[str] | None) -> Iterable[RegisterEntry]:
    for agency in register.agencies.values():
        if only is None or agency.id in only:
            yield RegisterEntry(agency=agency)
            yield from (RegisterEntry(succession=step) for step in register.after(agency.id))
