"""Rows of the workbook, or of its transcription, as nodes that know where they stand.

Here: header words to keys, joining the sheets by code. Not here: what the keys mean (record.py).
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from catalogue.errors import UnreadableFile, WrongColumns
from catalogue.issues import IssueLog
from catalogue.records import Place
from catalogue.text import fold, nfc
from importers.base import SourceFile
from importers.national_workbook.sheets import lookup, part_of
from importers.readers.feed import Node, nodes_of, read_json
from importers.readers.xlsx import Cell, Sheet, is_filled, read_sheets, shown

PARTS = ("cach_thuc_thuc_hien", "trinh_tu_thuc_hien", "tphs", "kqth", "ccpl")
SEARCHED_ROWS = 15
CODE, NAME = "ma_tthc", "ten_tthc"


class RowNode(Node):
    """One row of a sheet by keys; places are sheet, row and cell."""

    def __init__(self, value: Mapping[str, Any], *, sheet: str, row: int, cells: Mapping[str, int]) -> None:
        super().__init__(value, row=row)
        self.sheet = sheet
        self.cells = cells

    def place(self, key: str | None = None) -> Place:
        """Where the row, or the cell of a key, stands."""
        return Place(section=self.sheet, row=self.row, cell=self.cells.get(key or ""))


@dataclass
class Told:
    """All that a file says of one procedure."""

    main: Node
    parts: dict[str, list[Node]] = field(default_factory=dict)

    def rows(self, part: str) -> list[Node]:
        """Rows of one part, in order."""
        return self.parts.get(part, [])


def key_of(header: str) -> str:
    """Header words as a key.

    >>> key_of("Số ký hiệu"), key_of("Yêu cầu, điều kiện"), key_of("Mã thủ tục")
    ('so_ky_hieu', 'yeu_cau_dieu_kien', 'ma_tthc')
    """
    spread = unicodedata.normalize("NFD", nfc(header).lower())
    plain = "".join(letter for letter in spread if not unicodedata.combining(letter)).replace("đ", "d")
    told = "_".join(re.findall(r"\w+", plain))
    return str(lookup()["aliases"].get(told, told))


def from_json(file: SourceFile) -> Iterator[Told]:
    """Procedures of the transcription: one object, or a list of them."""

    def refuse(number: int, _item: Any) -> UnreadableFile:
        return UnreadableFile(
            f"Tệp {file.name}, phần tử {number}: không phải một thủ tục.",
            hint="Mỗi thủ tục một đối tượng JSON, theo các trang của bảng tính xuất từ CSDL quốc gia.",
        )

    for main in nodes_of(read_json(file), refuse=refuse):
        yield Told(main, {part: list(main.many(part)) for part in PARTS})


def from_workbook(file: SourceFile, issues: IssueLog) -> list[Told]:
    """Procedures of the workbook, its sheets joined by code.

    Raises:
        WrongColumns: the main sheet lacks code or name.
    """
    sheets: dict[str, list[RowNode]] = {}
    for sheet in read_sheets(file):
        part = part_of(sheet.name)
        rows = list(_rows(sheet)) if part is not None else []
        if part is None or not rows:
            issues.add("unread-cells", f"Trang “{sheet.name}” không đọc được: không có cột mã thủ tục.")
            continue
        sheets.setdefault(part, []).extend(rows)
    found = [Told(row) for row in sheets.get("main") or sheets.pop("more", [])]
    if not found or not any(NAME in told.main.value for told in found):
        raise WrongColumns(
            f"Bảng tính {file.name} thiếu trang chính có cột “Mã TTHC” và “Tên TTHC”.",
            hint="Xuất lại đủ bảy trang từ Cơ sở dữ liệu quốc gia về thủ tục hành chính.",
        )
    by_code: dict[str, Told] = {}
    for told in found:
        by_code.setdefault(_code(told.main), told)
    for part, rows in sheets.items():
        for row in rows if part != "main" else ():
            owner = by_code.get(_code(row))
            if owner is None or not _code(row):
                _tell_orphan(row, issues)
            elif part == "more":
                _complete(owner.main, row, issues)
            else:
                owner.parts.setdefault(part, []).append(row)
    return found


def _code(row: Node) -> str:
    return fold(str(row.value.get(CODE) or ""))


def _rows(sheet: Sheet) -> Iterator[RowNode]:
    """Rows under the header; a row without code belongs to the code above it (merged cells)."""
    at = next((n for n, row in enumerate(sheet.rows[:SEARCHED_ROWS], 1) if _keys(row)), None)
    if at is None:
        return
    keys = _keys(sheet.rows[at - 1])
    code: Any = None
    for number, cells in enumerate(sheet.rows[at:], start=at + 1):
        value = {
            keys.get(column, f"cot_{column}"): _plain(cell)
            for column, cell in enumerate(cells, start=1)
            if is_filled(cell)
        }
        if not value:
            continue
        code = value.get(CODE, code)
        if code is not None and part_of(sheet.name) not in ("main", "more"):
            value.setdefault(CODE, code)
        yield RowNode(
            value, sheet=sheet.name, row=number, cells={key: column for column, key in keys.items()}
        )


def _keys(row: tuple[Cell, ...]) -> dict[int, str]:
    """Column to key for a header row, nothing for any other row."""
    keys = {
        column: key_of(cell)
        for column, cell in enumerate(row, 1)
        if isinstance(cell, str) and is_filled(cell)
    }
    return keys if CODE in keys.values() else {}


def _plain(cell: Cell) -> Any:
    """Words as they are; days as the export writes them; yes and no stay."""
    if isinstance(cell, datetime | date):
        return f"{cell:%d/%m/%Y}"
    return cell if isinstance(cell, str | bool) else shown(cell)


def _tell_orphan(row: RowNode, issues: IssueLog) -> None:
    words = "; ".join(str(value) for value in row.value.values())
    issues.add(
        "unread-cells",
        f"Dòng của trang “{row.sheet}” có mã không đứng trong trang chính: {words[:120]}",
        place=row.place(),
        quote=words,
    )


def _complete(main: Node, row: RowNode, issues: IssueLog) -> None:
    """The list sheet adds what the main sheet does not say; a contradiction is told."""
    for key, value in row.value.items():
        if key not in main.value:
            main.value = {**main.value, key: value}
        elif fold(str(main.value[key])) != fold(str(value)) and key != "stt":
            issues.add(
                "values-differ",
                f"Trang “{row.sheet}” ghi “{value}”, trang chính ghi “{main.value[key]}”.",
                place=row.place(key),
                field=key,
                quote=str(value),
            )
