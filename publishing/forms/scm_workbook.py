"""Form 03/SCM as a workbook (XLSX): index, one sheet per procedure, figures, progress.

Here: `write_workbook`. Not here: one procedure (scm_sheet.py), reading it back (scm_reading.py).
Formulas are live: a figure changed on the parameter sheet changes every sheet and the index.
Text from outside is written as text only. Equal input gives equal cells.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from io import BytesIO
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from analysis.cuts import CutResult
from analysis.scm import Range, Row, total
from analysis.targets import TargetReport
from catalogue.parameters import Used
from publishing.cells import reference, sheet_name
from publishing.forms.plan_sheets import curve_sheet, place, progress_sheet
from publishing.forms.scm_layout import Dress, Sheet, dress, fit, put_formula, put_number, put_text, words
from publishing.forms.scm_sheet import Placed, Writer
from publishing.report_input import CurvePoint

MADE = datetime(2000, 1, 1)  # noqa: DTZ001 - a constant, so that equal input gives equal bytes
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_PARAMETER = ("id", "name", "scope", "value", "low", "high", "unit", "since", "until", "grade", "source")
_VALUE, _FIRST = "D", 3
_BEFORE = 2
"""Column of the index that holds C1 before; after is the next."""
_INDEX = (
    "code", "name", "before", "after", "benefit", "rate", "year_before", "year_after", "low", "high",
    "grade", "lower_bound",
)  # fmt: skip


@dataclass(frozen=True)
class _Book:
    book: Any
    form: Dress
    names: dict[str, str]
    """Names of the sheets by key of the procedure."""
    index: str
    parameter: str


def write_workbook(
    results: Sequence[CutResult],
    *,
    targets: TargetReport | None = None,
    curve: Sequence[CurvePoint] = (),
) -> bytes:
    """The workbook of these procedures, in their order.

    `targets` adds a sheet of progress, `curve` one of the trade-off.
    """
    out = BytesIO()
    book = xlsxwriter.Workbook(out, _OPTIONS)
    book.set_properties({"created": MADE, "title": words()["index"]["title"]})
    taken: set[str] = set()
    told = words()["sheet"]
    made = _Book(
        book,
        dress(book),
        index=sheet_name(told["index"], taken),
        parameter=sheet_name(told["parameter"], taken),
        names={result.before.key: sheet_name(result.before.key, taken) for result in results},
    )
    index = book.add_worksheet(made.index)
    progress = None if targets is None else book.add_worksheet(sheet_name(told["progress"], taken))
    traded = book.add_worksheet(sheet_name(told["curve"], taken)) if curve else None
    sheets = {key: book.add_worksheet(name) for key, name in made.names.items()}
    used = figures_of(results)
    _parameters(made, book.add_worksheet(made.parameter), used)
    cells = {
        (one.name, id(one.value)): reference(made.parameter, f"${_VALUE}${at}")
        for at, one in enumerate(used, start=_FIRST + 1)
    }
    placed = []
    for result in results:
        name = made.names[result.before.key]
        placed.append(Writer(book, sheets[result.before.key], name, made.form, cells).write(result))
    _index(made, index, placed)
    if targets is not None:
        progress_sheet(book, progress, made.form, targets)
    if curve:
        curve_sheet(book, traded, made.form, curve)
    book.close()
    return out.getvalue()


def figures_of(results: Iterable[CutResult]) -> list[Used]:
    """Every figure that the costs and cuts rest on, once, by name and scope."""
    seen: dict[tuple[str, int], Used] = {}
    for result in results:
        for used in (*result.before.used, *result.after.used, *result.used):
            seen.setdefault((used.name, id(used.value)), used)
    return sorted(seen.values(), key=lambda u: (u.name, u.value.nearness, sorted(u.value.scope.items())))


def _parameters(made: _Book, sheet: Sheet, used: Sequence[Used]) -> None:
    told, form = words()["parameter"], made.form
    put_text(sheet, 0, 0, told["title"], form.title)
    put_text(sheet, 1, 0, told["note"], form.plain)
    for column, name in enumerate(_PARAMETER):
        put_text(sheet, _FIRST - 1, column, told[name], form.head)
    for at, one in enumerate(used, start=_FIRST):
        value = one.value
        scope = ", ".join(f"{dimension}: {item}" for dimension, item in value.scope.items())
        for column, text in ((0, one.name), (1, one.vi), (2, scope), (6, one.unit)):
            put_text(sheet, at, column, text, form.text)
        for column, bound in ((3, value.central), (4, value.low), (5, value.high)):
            put_number(sheet, at, column, bound, form.entry if column == 3 else form.number)
        for column, day in ((7, value.since), (8, value.until)):
            if day is None:
                put_text(sheet, at, column, (value.undated or "") if column == 7 else "", form.text)
            else:
                sheet.write_datetime(at, column, datetime(day.year, day.month, day.day), form.day)  # noqa: DTZ001
        grade = words()["grade"][value.grade]
        put_text(sheet, at, 9, grade, form.text if value.grade.publishable else form.warn)
        put_text(sheet, at, 10, value.source, form.text)
    for column, width in enumerate((24, 38, 24, 12, 12, 12, 10, 14, 12, 16, 70)):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(_FIRST, 0)


def _index(made: _Book, sheet: Sheet, placed: Sequence[Placed]) -> None:
    told, form = words()["index"], made.form
    put_text(sheet, 0, 0, told["title"], form.title)
    put_text(sheet, 1, 0, told["note"], form.plain)
    for column, name in enumerate(_INDEX):
        put_text(sheet, 3, column, told[name], form.head)
    sheet.set_row(3, 32)
    first = 4
    for at, one in enumerate(placed, start=first):
        _listed(made, sheet, at, one)
    last = first + len(placed)
    _sums(made, sheet, first, last, placed)
    works = last + 2
    _works(made, sheet, works, placed)
    _charts(made, sheet, last, works + 2, works + 1 + len(_worked(placed)))
    for column, width in enumerate((14, 60, 18, 18, 18, 10, 20, 20, 16, 16, 16, 12)):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(first, 2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _listed(made: _Book, sheet: Sheet, at: int, one: Placed) -> None:
    told, form = words()["index"], made.form
    old, new = one.result.before, one.result.after
    sheet.write_url(at, 0, f"internal:{reference(one.sheet, 'A1')}", form.text, old.key)
    put_text(sheet, at, 1, old.name, form.text)
    fit(sheet, at, (old.name, 60))
    was, now = old.c1.central, new.c1.central
    put_formula(sheet, at, 2, f"={reference(one.sheet, one.before.cost)}", form.money, was)
    put_formula(sheet, at, 3, f"={reference(one.sheet, one.after.cost)}", form.money, now)
    _saved(sheet, at, was, now, form.money, form.rate)
    years = [None if cost.year is None else cost.year.central for cost in (old, new)]
    put_formula(sheet, at, 6, f"={reference(one.sheet, one.before.year)}", form.money, years[0])
    put_formula(sheet, at, 7, f"={reference(one.sheet, one.after.year)}", form.money, years[1])
    put_number(sheet, at, 8, _rounded(old.c1.low), form.money)
    put_number(sheet, at, 9, _rounded(old.c1.high), form.money)
    put_text(sheet, at, 10, words()["grade"][old.grade], form.text)
    put_text(sheet, at, 11, told["yes"] if old.lower_bound else told["no"], form.text)


def _rounded(value: Fraction) -> int:
    from publishing.money import rounded

    return int(rounded(value))


def _saved(sheet: Sheet, at: int, was: Fraction, now: Fraction, money: Any, rate: Any) -> None:
    """Benefit and rate of a row: benefit / before, "không xác định" over nothing."""
    none = words()["sheet"]["undetermined"]
    b, a, d = f"C{at + 1}", f"D{at + 1}", f"E{at + 1}"
    put_formula(sheet, at, 4, f"={b}-{a}", money, was - now)
    share = none if was == 0 else (was - now) / was
    put_formula(sheet, at, 5, f'=IF({b}=0,"{none}",{d}/{b})', rate, share)


def _sums(made: _Book, sheet: Sheet, first: int, last: int, placed: Sequence[Placed]) -> None:
    """Σ, and the aggregate rate as Σ benefit / Σ before."""
    form = made.form
    for column in range(len(_INDEX)):
        put_text(sheet, last, column, "", form.total)
    put_text(sheet, last, 1, words()["index"]["total"], form.total)
    sums = [_total(one.result.before.c1 for one in placed), _total(one.result.after.c1 for one in placed)]
    for at, letter in ((2, "C"), (3, "D")):
        formula = f"=SUM({letter}{first + 1}:{letter}{last})" if placed else "=0"
        put_formula(sheet, last, at, formula, form.money_bold, sums[at - 2])
    _saved(sheet, last, sums[0], sums[1], form.money_bold, form.rate_bold)


def _total(ranges: Iterable[Range]) -> Fraction:
    return total(ranges).central


def _works(made: _Book, sheet: Sheet, top: int, placed: Sequence[Placed]) -> None:
    """Σ by row of the form, before and after."""
    told, form, labels = words()["compare"], made.form, words()["row"]
    put_text(sheet, top, 1, words()["index"]["by_work"], form.section)
    for column, name in enumerate(("work", "before", "after", "benefit", "rate"), start=1):
        put_text(sheet, top + 1, column, told[name], form.head)
    for at, row in enumerate(_worked(placed), start=top + 2):
        put_text(sheet, at, 1, labels[row], form.text)
        was = _work_sum(sheet, at, 2, row, placed, form.money)
        now = _work_sum(sheet, at, 3, row, placed, form.money)
        _saved(sheet, at, was, now, form.money, form.rate)


def _worked(placed: Sequence[Placed]) -> list[Row]:
    """Rows of the form that some procedure has a line of; the others are not known, not 0."""
    found = {row for one in placed for cost in (one.result.before, one.result.after) for row in cost.by_row}
    return [row for row in Row if row in found]


SUM_AT = 200
"""Terms of one formula; XLSX allows 8,192 letters, so longer sums are split."""


def _work_sum(sheet: Sheet, at: int, column: int, row: Row, placed: Sequence[Placed], form: Any) -> Fraction:
    """Σ over the sheets; over many sheets the parts stand hidden at the right of the row."""
    cells, value = [], Fraction(0)
    for one in placed:
        before = column == _BEFORE
        section = one.before if before else one.after
        cost = one.result.before if before else one.result.after
        cells.append(reference(one.sheet, section.cost_of(row)))
        value += cost.by_row.get(row, Fraction(0))
    parts = [cells[i : i + SUM_AT] for i in range(0, len(cells), SUM_AT)]
    if len(parts) > 1:
        cells = [_part(sheet, at, 20 + 2 * n + column - _BEFORE, part) for n, part in enumerate(parts)]
    put_formula(sheet, at, column, "=" + ("+".join(cells) or "0"), form, value)
    return value


def _part(sheet: Sheet, at: int, column: int, cells: Sequence[str]) -> str:
    put_formula(sheet, at, column, "=" + "+".join(cells), None, None)
    sheet.set_column(column, column, 12, None, {"hidden": True})
    return f"{xl_col_to_name(column)}{at + 1}"


def _charts(made: _Book, sheet: Sheet, last: int, first: int, end: int) -> None:
    """Native charts below the tables: cost by activity, and the sum before and after."""
    told = words()["index"]
    chart = made.book.add_chart({"type": "bar"})
    for column, name, color in ((2, "before", "#123F6D"), (3, "after", "#9DBCD9")):
        chart.add_series(
            {
                "name": words()["compare"][name],
                "categories": [made.index, first, 1, end, 1],
                "values": [made.index, first, column, end, column],
                "fill": {"color": color},
            }
        )
    chart.set_title({"name": told["by_work"], "name_font": {"size": 11}})
    chart.set_y_axis({"reverse": True})
    chart.set_x_axis({"num_format": "#,##0"})
    chart.set_legend({"position": "bottom"})
    place(sheet, chart, end + 2, 1, 760)
    whole = made.book.add_chart({"type": "column"})
    whole.add_series(
        {
            "name": told["whole"],
            "categories": [made.index, 3, 2, 3, 3],
            "values": [made.index, last, 2, last, 3],
            "fill": {"color": "#4F83B5"},
            "data_labels": {"value": True, "num_format": "#,##0"},
            "gap": 80,
        }
    )
    whole.set_title({"name": told["whole"], "name_font": {"size": 11}})
    whole.set_legend({"none": True})
    whole.set_y_axis({"min": 0, "num_format": "#,##0"})
    place(sheet, whole, end + 2, 4, 560)
