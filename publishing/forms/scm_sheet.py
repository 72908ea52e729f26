"""One procedure on form 03/SCM: current, after, comparison and chart, with live formulas.

Here: which cell holds what. Not here: the lines (scm_lines.py), figures and totals over
procedures (scm_workbook.py). Every formula carries the value that analysis computed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from analysis.cost import ProcedureCost
from analysis.cuts import CutResult
from analysis.scm import Row
from catalogue.parameters import Used
from publishing.forms.scm_layout import (
    WIDTH,
    WIDTHS,
    Column,
    Dress,
    Sheet,
    fit,
    heading,
    put_formula,
    put_number,
    put_text,
    words,
)
from publishing.forms.scm_lines import Line, lines_of
from publishing.money import number

Cells = Mapping[tuple[str, int], str]
"""Where the parameter sheet holds a figure: by name and identity of its value."""


@dataclass(frozen=True)
class Section:
    """Where the totals of one section stand; rows of the sheet from 1."""

    total: int
    rows: Mapping[Row, int]

    @property
    def cost(self) -> str:
        """The cell of C1."""
        return f"${Column.COST.letter}${self.total}"

    @property
    def year(self) -> str:
        """The cell of C a year."""
        return f"${Column.YEAR_COST.letter}${self.total}"

    def cost_of(self, row: Row) -> str:
        """The cell of one row of the form."""
        return f"${Column.COST.letter}${self.rows[row]}"


@dataclass(frozen=True)
class Placed:
    """A procedure and where its totals stand."""

    sheet: str
    result: CutResult
    before: Section
    after: Section


@dataclass
class Writer:
    """Writes one sheet from top to bottom."""

    book: Any
    sheet: Sheet
    name: str
    form: Dress
    cells: Cells
    at: int = 0

    def write(self, result: CutResult) -> Placed:
        """The whole sheet of one procedure."""
        self._columns()
        self._head(result.before)
        before = self._section("before", result.before)
        after = self._section("after", result.after)
        self._compare(result, before, after)
        return Placed(self.name, result, before, after)

    def _columns(self) -> None:
        for column in Column:
            self.sheet.set_column(column.at, column.at, WIDTHS.get(column, WIDTH))
        self.sheet.set_landscape()
        self.sheet.set_paper(9)
        self.sheet.fit_to_pages(1, 0)

    def _head(self, cost: ProcedureCost) -> None:
        told = words()["sheet"]
        put_text(self.sheet, 0, 0, told["form"], self.form.bold)
        put_text(self.sheet, 1, 0, told["title"], self.form.title)
        bounds = f"{number(cost.c1.low)} – {number(cost.c1.high)}"
        lines = [
            (told["name"], cost.name),
            (told["code"], cost.key),
            (told["day"], f"{cost.day:%d/%m/%Y}"),
            (told["grade"], words()["grade"][cost.grade]),
            (told["range"], bounds),
        ]
        lines += [(told["gaps"], "; ".join(gap.vi for gap in cost.gaps))] if cost.gaps else []
        for at, (label, value) in enumerate(lines, start=2):
            put_text(self.sheet, at, 0, f"{label} {value}", self.form.bold if at == 2 else self.form.plain)
        self.at = 2 + len(lines)
        if not cost.grade.publishable:
            put_text(self.sheet, self.at, 0, told["placeholder"], self.form.warn)
            self.at += 1
        self.at += 1

    def _section(self, name: str, cost: ProcedureCost) -> Section:
        put_text(self.sheet, self.at, 0, words()["section"][name], self.form.section)
        for column in Column:
            put_text(self.sheet, self.at + 1, column.at, heading(column), self.form.head)
        self.sheet.set_row(self.at + 1, 62)
        self.at += 2
        lines = lines_of(cost)
        total = self.at + sum(_height(_of(lines, row)) for row in Row) + 1
        rows: dict[Row, int] = {}
        for stt, row in enumerate(Row, start=1):
            rows[row] = self.at + 1
            self._row(stt, row, _of(lines, row), total, cost)
        self._total(cost, rows)
        return Section(total, rows)

    def _row(self, stt: int, row: Row, lines: Sequence[Line], total: int, cost: ProcedureCost) -> None:
        """The row of the form, then its lines under the names of their cases."""
        top, last = self.at, self.at + _height(lines) - 1
        for column in Column:
            put_text(self.sheet, top, column.at, "", self.form.total)
        self.sheet.write_number(top, 0, stt, self.form.total)
        put_text(self.sheet, top, Column.WORK.at, words()["row"][row], self.form.total)
        letter, value = Column.COST.letter, sum((line.cost for line in lines), Fraction(0))
        fit(self.sheet, top, (words()["row"][row], WIDTHS[Column.WORK] * 0.9))
        if lines:
            formula = f"=SUM({letter}{top + 2}:{letter}{last + 1})"
            put_formula(self.sheet, top, Column.COST.at, formula, self.form.money_bold, value)
            self._year(top, total, value, cost, self.form.money_bold)
        else:
            self.sheet.write_blank(top, Column.COST.at, None, self.form.entry)
            put_text(self.sheet, top, Column.NOTE.at, words()["sheet"]["not_read"], self.form.total)
        self.at += 1
        group, many = None, len({line.group for line in lines}) > 1
        for at, line in enumerate(lines, start=1):
            if many and (at == 1 or line.group != group):
                self._group(line.group)
            group = line.group
            self._line(f"{stt}.{at}", line, total, cost)

    def _group(self, name: str | None) -> None:
        for column in Column:
            put_text(self.sheet, self.at, column.at, "", self.form.group)
        told = name or words()["sheet"]["one_case"]
        put_text(self.sheet, self.at, Column.WORK.at, told, self.form.group)
        fit(self.sheet, self.at, (told, WIDTHS[Column.WORK]))
        self.at += 1

    def _line(self, stt: str, line: Line, total: int, cost: ProcedureCost) -> None:
        at, sheet, form = self.at, self.sheet, self.form
        put_text(sheet, at, 0, stt, form.text)
        put_text(sheet, at, Column.WORK.at, "", form.text)
        put_text(sheet, at, Column.WAY.at, line.name, form.text)
        self._sum(Column.HOURS, line.hours, line.hours_from, "/60")
        self._sum(Column.INCOME, line.hourly_income, [line.income_of] if line.income_of else [], "")
        self._sum(Column.SERVICE, line.service, line.service_from, "")
        if line.fee is None:
            sheet.write_blank(at, Column.FEE.at, None, form.entry)
        else:
            put_number(sheet, at, Column.FEE.at, line.fee, form.entry)
        for column in (Column.TIMES, Column.POPULATION):
            put_text(sheet, at, column.at, "", form.text)
        d, e, f, g, m, n = (f"{c.letter}{at + 1}" for c in _FACTORS)
        put_formula(sheet, at, Column.COST.at, f"={m}*{n}*({d}*{e}+{f}+{g})", form.money, line.cost)
        self._year(at, total, line.cost, cost, form.money)
        put_text(sheet, at, Column.NOTE.at, _note(line), form.text)
        fit(sheet, at, (line.name, WIDTHS[Column.WAY]), (_note(line), WIDTHS[Column.NOTE]))
        put_number(sheet, at, Column.SHARE.at, line.share, form.entry)
        self._part(line)
        self.at += 1

    def _sum(self, column: Column, value: Fraction, figures: Sequence[Used], divided: str) -> None:
        """A value typed in, or the sum of figures of the parameter sheet."""
        if not figures:
            put_number(self.sheet, self.at, column.at, value, self.form.entry)
            return
        told = "+".join(self._cell(used) for used in figures)
        formula = f"=({told}){divided}" if divided else f"={told}"
        put_formula(self.sheet, self.at, column.at, formula, self.form.number, value)

    def _part(self, line: Line) -> None:
        if line.weight is None:
            put_number(self.sheet, self.at, Column.PART.at, line.part, self.form.share)
            return
        whole = "+".join(self._cell(used) for used in line.weights)
        formula = f"={self._cell(line.weight)}/({whole})"
        put_formula(self.sheet, self.at, Column.PART.at, formula, self.form.share, line.part)

    def _cell(self, used: Used) -> str:
        return self.cells[used.name, id(used.value)]

    def _year(self, at: int, total: int, value: Fraction, cost: ProcedureCost, form: Any) -> None:
        """C a year; an empty text while times or subjects are not known."""
        times, people = f"${Column.TIMES.letter}${total}", f"${Column.POPULATION.letter}${total}"
        own = f"{Column.COST.letter}{at + 1}"
        formula = f'=IF(OR({times}="",{people}=""),"",{own}*{times}*{people})'
        known = None if cost.volume is None else value * cost.volume.cases.central
        put_formula(self.sheet, at, Column.YEAR_COST.at, formula, form, known)

    def _total(self, cost: ProcedureCost, rows: Mapping[Row, int]) -> None:
        at, total = self.at, self.at + 1
        for column in Column:
            put_text(self.sheet, at, column.at, "", self.form.total)
        put_text(self.sheet, at, Column.WORK.at, words()["sheet"]["total"], self.form.total)
        formula = "=" + "+".join(f"{Column.COST.letter}{row}" for row in rows.values())
        put_formula(self.sheet, at, Column.COST.at, formula, self.form.money_bold, cost.c1.central)
        for column, value in zip((Column.TIMES, Column.POPULATION), _volume(cost), strict=True):
            if value is None:
                self.sheet.write_blank(at, column.at, None, self.form.entry)
            else:
                put_number(self.sheet, at, column.at, value, self.form.entry)
        self._year(at, total, cost.c1.central, cost, self.form.money_bold)
        put_text(self.sheet, at, Column.NOTE.at, words()["sheet"]["volume"], self.form.total)
        fit(self.sheet, at, (words()["sheet"]["volume"], WIDTHS[Column.NOTE]))
        self.at += 2

    def _compare(self, result: CutResult, before: Section, after: Section) -> None:
        told, labels = words()["compare"], words()["row"]
        put_text(self.sheet, self.at, 0, words()["section"]["compare"], self.form.section)
        names = ("work", "before", "after", "benefit", "rate")
        places = (Column.WAY.at, Column.HOURS.at, Column.INCOME.at, Column.SERVICE.at, Column.FEE.at)
        for place, name in zip(places, names, strict=True):
            put_text(self.sheet, self.at + 1, place, told[name], self.form.head)
        first = self.at + 2
        sides = [_by_row(lines_of(result.before)), _by_row(lines_of(result.after))]
        entries = [
            (labels[row], before.cost_of(row), after.cost_of(row), sides[0].get(row), sides[1].get(row))
            for row in Row
        ]
        c1 = (result.before.c1.central, result.after.c1.central)
        entries.append((told["c1"], before.cost, after.cost, *c1))
        years = [None if c.year is None else c.year.central for c in (result.before, result.after)]
        entries.append((told["year"], before.year, after.year, years[0], years[1]))
        for at, entry in enumerate(entries, start=first):
            self._compared(
                at, *entry, form=self.form.money_bold if at >= first + len(Row) else self.form.money
            )
        self.at = first + len(entries) + 1
        self._chart(first)

    def _compared(
        self,
        at: int,
        label: str,
        old: str,
        new: str,
        was: Fraction | None,
        now: Fraction | None,
        *,
        form: Any,
    ) -> None:
        put_text(self.sheet, at, Column.WAY.at, label, self.form.text)
        fit(self.sheet, at, (label, WIDTHS[Column.WAY]))
        b, a = f"{Column.HOURS.letter}{at + 1}", f"{Column.INCOME.letter}{at + 1}"
        saved = None if was is None or now is None else was - now
        put_formula(self.sheet, at, Column.HOURS.at, f'=IF({old}="","",{old})', form, was)
        put_formula(self.sheet, at, Column.INCOME.at, f'=IF({new}="","",{new})', form, now)
        put_formula(self.sheet, at, Column.SERVICE.at, f'=IF(OR({b}="",{a}=""),"",{b}-{a})', form, saved)
        none = words()["sheet"]["undetermined"]
        formula = f'=IF(OR({b}="",{a}=""),"",IF({b}=0,"{none}",({b}-{a})/{b}))'
        rate = None if was is None or saved is None else none if was == 0 else saved / was
        put_formula(self.sheet, at, Column.FEE.at, formula, self.form.rate, rate)

    def _chart(self, first: int) -> None:
        """Before and after by row of the form: a native chart on the cells above it."""
        told, last = words()["compare"], first + len(Row) - 1
        chart = self.book.add_chart({"type": "bar"})
        for name, column in (("before", Column.HOURS.at), ("after", Column.INCOME.at)):
            chart.add_series(
                {
                    "name": told[name],
                    "categories": [self.name, first, Column.WAY.at, last, Column.WAY.at],
                    "values": [self.name, first, column, last, column],
                    "fill": {"color": "#123F6D" if name == "before" else "#9DBCD9"},
                }
            )
        chart.set_title({"name": told["chart"], "name_font": {"size": 11}})
        chart.set_y_axis({"reverse": True})
        chart.set_x_axis({"num_format": "#,##0"})
        chart.set_legend({"position": "bottom"})
        chart.set_size({"width": 900, "height": 340})
        self.sheet.insert_chart(self.at, 1, chart)


_FACTORS = (Column.HOURS, Column.INCOME, Column.SERVICE, Column.FEE, Column.SHARE, Column.PART)


def _of(lines: Sequence[Line], row: Row) -> list[Line]:
    return [line for line in lines if line.row is row]


def _height(lines: Sequence[Line]) -> int:
    """Rows that one row of the form takes: itself, its lines, the names of its cases."""
    if len({line.group for line in lines}) < 2:
        return 1 + len(lines)
    changes = sum(at == 0 or line.group != lines[at - 1].group for at, line in enumerate(lines))
    return 1 + len(lines) + changes


def _by_row(lines: Sequence[Line]) -> dict[Row, Fraction]:
    told: dict[Row, Fraction] = {}
    for line in lines:
        told[line.row] = told.get(line.row, Fraction(0)) + line.cost
    return told


def _volume(cost: ProcedureCost) -> tuple[Fraction | None, Fraction | None]:
    """Times and subjects a year: as entered, or all cases as one time each."""
    return (None, None) if cost.volume is None else (Fraction(1), cost.volume.cases.central)


def _note(line: Line) -> str:
    told = words()["sheet"]
    if not line.counted:
        return told["aside"]
    return told["no_fee"] if line.fee is None else ""
