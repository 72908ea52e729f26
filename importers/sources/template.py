"""The project's own templates (.xlsx, .ods, .csv), exported, edited by a person, and imported back.

Reads what the tables say; what changed against the catalogue, the store tells cell by cell.
"""

from collections.abc import Iterator

from catalogue.issues import IssueLog
from catalogue.records import Coverage, Procedure
from catalogue.template import fields_of
from importers.base import Importer, Rank, SourceFile, accept
from importers.template.records import said_of
from importers.template.tables import carried, is_template, read_tables
from importers.workbooks import kind_of

NAME = "template"


def recognise(file: SourceFile) -> bool:
    """A workbook or CSV file whose first column is the key of a template."""
    return is_template(file) or kind_of(file) == NAME


def extract(file: SourceFile, issues: IssueLog) -> Iterator[Procedure]:
    """One record per procedure; one of components alone says only its components.

    Raises:
        WrongColumns: a sheet or column was taken out, moved or renamed.
        UnreadableFile: a cell does not hold what its column must hold; nothing is read.
    """
    tables = read_tables(file, issues)
    for said, line in said_of(tables, file.name, issues):
        key = said["code"] or said["foreign_code"] or said["provisional_id"]
        said = {"name": key, "coverage": Coverage.LISTED} | said
        said |= {"source": file.source(NAME, line.place), "issues": issues.codes_of(key)}
        record = accept(said, issues, place=line.place)
        if record is not None:
            yield record


def edits(file: SourceFile) -> frozenset[str]:
    """Fields of a record that the tables of the file carry; all others stay as the catalogue has them."""
    return frozenset().union(*(fields_of(table) for table in carried(file)))


IMPORTER = Importer(
    NAME,
    "Mẫu biểu của Đơn Giản, xuất ra, sửa và nhập lại (bảng tính, CSV)",
    Rank.CORRECTION,
    recognise,
    extract,
    formats=(".xlsx", ".ods", ".csv"),
    edits=edits,
)
