"""Form 03/SCM read back: the lines that people corrected, computed anew, or what is wrong and where.

Here: `read_workbook`. Not here: writing (scm_workbook.py), storing what was read, guarding against
hostile packages (the caller checks size and nesting before the bytes come here).

Inputs are read, never totals: C1 is computed from the lines. Everything wrong is told at once, with
sheet and cell; where anything is wrong nothing is returned.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from io import BytesIO

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from analysis.scm import Row, benefit
from catalogue.errors import CatalogueError
from catalogue.text import squash
from publishing.forms.scm_layout import Column, heading, words

Cell = object
Grid = Sequence[Sequence[Cell]]
LAST_DENOMINATOR = 10**7
"""A cell keeps a third as 0,333…: the nearest simple fraction is what was meant."""
CLOSE = Fraction(1, 10**11)


class BadWorkbook(CatalogueError):
    """A workbook of form 03/SCM with faults; nothing of it is used."""

    def __init__(self, faults: Sequence[str]) -> None:
        hint = "Sửa các ô đã nêu rồi đọc lại; chưa có gì thay đổi."
        super().__init__("\n".join(faults), hint=hint, at=faults[0].split(":")[0])
        self.faults = tuple(faults)


@dataclass(frozen=True)
class ReadLine:
    """One line of the form as it stands in the workbook."""

    row: Row
    name: str
    hours: Fraction
    hourly_income: Fraction
    service: Fraction
    fee: Fraction | None
    share: Fraction
    part: Fraction

    @property
    def cost(self) -> Fraction:
        """share × part × (hours × income + service + fee), in đồng."""
        fee = Fraction(0) if self.fee is None else self.fee
        return self.share * self.part * (self.hours * self.hourly_income + self.service + fee)


@dataclass(frozen=True)
class ReadSection:
    """Current or after: its lines, amounts typed for whole rows, and the volume."""

    lines: tuple[ReadLine, ...]
    typed: Mapping[Row, Fraction]
    """đồng for a row of the form that has no lines, where somebody typed it."""
    times: Fraction | None
    population: Fraction | None
    shown: Fraction | None
    """C1 as the workbook shows it; not used, only to be compared."""

    @property
    def c1(self) -> Fraction:
        """C1 from the lines, in đồng."""
        return sum((line.cost for line in self.lines), Fraction(0)) + sum(self.typed.values(), Fraction(0))

    @property
    def year(self) -> Fraction | None:
        """C a year; None where times or subjects are not entered."""
        if self.times is None or self.population is None:
            return None
        return self.c1 * self.times * self.population


@dataclass(frozen=True)
class ReadSheet:
    """One procedure of a workbook."""

    sheet: str
    key: str
    before: ReadSection
    after: ReadSection

    @property
    def benefit(self) -> Fraction:
        """C1 before less C1 after."""
        return benefit(self.before.c1, self.after.c1)


def read_workbook(data: bytes) -> tuple[ReadSheet, ...]:
    """Every procedure of a workbook of form 03/SCM, in the order of its sheets.

    Raises:
        BadWorkbook: not a workbook, a sheet that is not the form, a column that is missing, text or a
            negative number in a number cell, a share above 1; all faults at once, with sheet and cell.
    """
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(data))
    except (CalamineError, OSError, ValueError) as error:
        raise BadWorkbook([f"Không mở được tệp như một bảng tính XLSX: {error}"]) from error
    told, faults = words()["sheet"], list[str]()
    ours = {told["index"], told["parameter"], told["progress"], told["curve"]}
    found = [_sheet(book.get_sheet_by_name(name), faults) for name in book.sheet_names if name not in ours]
    sheets = [sheet for sheet in found if sheet is not None]
    _twice(sheets, faults)
    if not sheets and not faults:
        faults.append("Tệp không có trang nào theo biểu 03/SCM.")
    if faults:
        raise BadWorkbook(faults)
    return tuple(sheets)


def _twice(sheets: Iterable[ReadSheet], faults: list[str]) -> None:
    seen: dict[str, str] = {}
    for sheet in sheets:
        if sheet.key in seen:
            faults.append(f"{sheet.sheet}: mã {sheet.key} đã có ở trang {seen[sheet.key]}")
        seen.setdefault(sheet.key, sheet.sheet)


def _sheet(sheet: CalamineSheet, faults: list[str]) -> ReadSheet | None:
    grid: Grid = sheet.to_python(skip_empty_area=False)
    reader = _Reader(sheet.name, grid, faults)
    if reader.text(0, 0) != words()["sheet"]["form"]:
        faults.append(
            f"{sheet.name}, ô A1: không phải “{words()['sheet']['form']}”; xóa trang này hoặc sửa ô"
        )
        return None
    key = reader.key()
    before, after = reader.section("before"), reader.section("after")
    if key is None or before is None or after is None:
        return None
    return ReadSheet(sheet.name, key, before, after)


@dataclass
class _Reader:
    name: str
    grid: Grid
    faults: list[str]

    def fault(self, row: int, column: int, words_: str) -> None:
        self.faults.append(f"{self.name}, ô {'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[column]}{row + 1}: {words_}")

    def cell(self, row: int, column: int) -> Cell:
        line = self.grid[row] if row < len(self.grid) else ()
        return line[column] if column < len(line) else ""

    def text(self, row: int, column: int) -> str:
        value = self.cell(row, column)
        return squash(value) if isinstance(value, str) else ""

    def key(self) -> str | None:
        label = words()["sheet"]["code"]
        for row in range(min(12, len(self.grid))):
            told = self.text(row, 0)
            if told.startswith(label) and told != label:
                return told.removeprefix(label).strip()
        self.fault(3, 0, f"thiếu dòng “{label}”")
        return None

    def section(self, name: str) -> ReadSection | None:
        wanted = words()["section"][name]
        top = next((at for at in range(len(self.grid)) if self.text(at, 0) == squash(wanted)), None)
        if top is None:
            self.faults.append(f"{self.name}: thiếu phần “{wanted}”")
            return None
        if not self._headed(top + 1):
            return None
        return self._lines(top + 2, wanted)

    def _headed(self, row: int) -> bool:
        """Are all columns there, each at its place?"""
        told = [self.text(row, at) for at in range(max(len(Column), len(self.grid[row])))]
        for column in Column:
            if told[column.at] == squash(heading(column)):
                continue
            missing = squash(heading(column)) not in told
            why = "thiếu cột" if missing else "sai chỗ cột"
            self.fault(row, column.at, f"{why} “{heading(column)}”; giữ đủ 14 cột theo thứ tự của biểu")
            return False
        return True

    def _lines(self, top: int, wanted: str) -> ReadSection | None:
        lines: list[ReadLine] = []
        typed: dict[Row, Fraction] = {}
        current: Row | None = None
        heads: dict[Row, int] = {}
        end = squash(words()["sheet"]["total"])
        sections = {squash(name) for name in words()["section"].values()}
        for at in range(top, len(self.grid)):
            if self.text(at, 0) in sections:
                break
            if self.text(at, Column.WORK.at) == end:
                return self._total(at, lines, self._typed(heads, lines, typed))
            current = self._head(at) or current
            if self._head(at) is not None and current is not None:
                heads[current] = at
            elif current is not None and self._is_line(at):
                line = self._line(at, current)
                lines += [] if line is None else [line]
        self.faults.append(f"{self.name}: thiếu dòng “{words()['sheet']['total']}” của phần “{wanted}”")
        return None

    def _head(self, at: int) -> Row | None:
        """The row of the form that begins here."""
        value = self.cell(at, 0)
        if isinstance(value, float | int) and not isinstance(value, bool) and value in range(1, len(Row) + 1):
            return list(Row)[int(value) - 1]
        return None

    def _is_line(self, at: int) -> bool:
        if self.text(at, Column.WAY.at):
            return True
        filled = [column for column in _NUMBERS if self.cell(at, column.at) not in ("", None)]
        if filled:
            self.fault(at, Column.WAY.at, "có số nhưng thiếu tên hoạt động")
        return False

    def _line(self, at: int, row: Row) -> ReadLine | None:
        numbers = [self.number(at, column, blank=column is Column.FEE) for column in _NUMBERS]
        hours, income, service, fee, share, part = numbers
        for column, value in ((Column.SHARE, share), (Column.PART, part)):
            if value is not None and value > 1:
                self.fault(at, column.at, f"“{heading(column)}” không thể lớn hơn 1")
        if hours is None or income is None or service is None or share is None or part is None:
            return None
        return ReadLine(row, self.text(at, Column.WAY.at), hours, income, service, fee, share, part)

    def _typed(
        self, heads: Mapping[Row, int], lines: Iterable[ReadLine], typed: dict[Row, Fraction]
    ) -> dict[Row, Fraction]:
        """Costs typed into rows of the form that have no lines."""
        has_lines = {line.row for line in lines}
        for row, at in heads.items():
            value = None if row in has_lines else self.number(at, Column.COST, blank=True)
            if value is not None:
                typed[row] = value
        return typed

    def _total(self, at: int, lines: Sequence[ReadLine], typed: Mapping[Row, Fraction]) -> ReadSection:
        return ReadSection(
            tuple(lines),
            typed,
            self.number(at, Column.TIMES, blank=True),
            self.number(at, Column.POPULATION, blank=True),
            self.number(at, Column.COST, blank=True),
        )

    def number(self, row: int, column: Column, *, blank: bool) -> Fraction | None:
        """A number that is not negative; a blank is None where it may be."""
        value = self.cell(row, column.at)
        if value in ("", None):
            if not blank:
                self.fault(row, column.at, f"để trống “{heading(column)}”; nhập 0 nếu không có")
            return None
        if isinstance(value, bool) or not isinstance(value, float | int):
            told = f"“{value}” không phải số, ở cột “{heading(column)}”"
            self.fault(row, column.at, told)
            return None
        if value < 0:
            self.fault(row, column.at, f"{value} là số âm, ở cột “{heading(column)}”")
            return None
        return simple(value)


_NUMBERS = (Column.HOURS, Column.INCOME, Column.SERVICE, Column.FEE, Column.SHARE, Column.PART)


def simple(value: float) -> Fraction:
    """The fraction that a cell means: 0.08333333333333333 is a twelfth.

    >>> simple(0.08333333333333333), simple(53977.27272727273), simple(0.1)
    (Fraction(1, 12), Fraction(593750, 11), Fraction(1, 10))
    """
    held = Fraction(value)
    near = held.limit_denominator(LAST_DENOMINATOR)
    return near if abs(near - held) <= CLOSE * max(Fraction(1), abs(held)) else Fraction(repr(value))
