"""Sheets about plans beside form 03/SCM: counters against a line, the trade-off curve, native charts.

Here: two sheets and how a chart is placed. Not here: the form (scm_sheet.py), plans (analysis/plan.py).
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from analysis.targets import TargetReport
from publishing.forms.scm_layout import Dress, Sheet, put_formula, put_number, put_text, words
from publishing.report_input import CurvePoint


def place(sheet: Sheet, chart: Any, row: int, column: int, width: int) -> None:
    """A chart with its corner in a cell, in pixels."""
    chart.set_size({"width": width, "height": 340})
    sheet.insert_chart(row, column, chart)


def progress_sheet(book: Any, sheet: Sheet, form: Dress, targets: TargetReport) -> None:
    """Counters side by side with a line to compare with; no verdict."""
    told = words()["progress"]
    name = sheet.get_name()
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    put_text(sheet, 0, 0, told["title"], form.title)
    put_text(sheet, 1, 0, told["note"], form.plain)
    for column, key in enumerate(("counter", "before", "in_law", "proposed", "line")):
        put_text(sheet, 3, column, told[key], form.head)
    sheet.set_row(3, 32)
    counters = targets.counts.all
    for at, counter in enumerate(counters, start=4):
        put_text(sheet, at, 0, words()["metric"][counter.metric], form.text)
        put_number(sheet, at, 1, counter.before, form.money)
        for column, part in ((2, counter.in_law), (3, counter.proposed)):
            put_number(sheet, at, 5 + column, part, form.money)
            share = None if counter.before == 0 else part / counter.before
            undetermined = words()["sheet"]["undetermined"]
            formula = f'=IF($B{at + 1}=0,"{undetermined}",{"ABCDEFGHI"[5 + column]}{at + 1}/$B{at + 1})'
            put_formula(sheet, at, column, formula, form.rate, undetermined if share is None else share)
        put_number(sheet, at, 4, targets.line, form.rate)
    put_text(sheet, 3, 7, told["in_law"], form.head)
    put_text(sheet, 3, 8, told["proposed"], form.head)
    last = 3 + len(counters)
    chart = book.add_chart({"type": "column", "subtype": "stacked"})
    for column, color in ((2, "#123F6D"), (3, "#9DBCD9")):
        chart.add_series(
            {
                "name": [name, 3, column],
                "categories": [name, 4, 0, last, 0],
                "values": [name, 4, column, last, column],
                "fill": {"color": color},
            }
        )
    line = book.add_chart({"type": "line"})
    line.add_series(
        {
            "name": [name, 3, 4],
            "categories": [name, 4, 0, last, 0],
            "values": [name, 4, 4, last, 4],
            "line": {"color": "#8A3B00", "dash_type": "dash"},
        }
    )
    chart.combine(line)
    chart.set_title({"name": told["title"], "name_font": {"size": 11}})
    chart.set_y_axis({"num_format": "0%", "min": 0})
    chart.set_legend({"position": "bottom"})
    place(sheet, chart, last + 2, 0, 760)
    for column, width in enumerate((44, 18, 18, 18, 14, 4, 4, 18, 18)):
        sheet.set_column(column, column, width)


def curve_sheet(book: Any, sheet: Sheet, form: Dress, points: Sequence[CurvePoint]) -> None:
    """Least acts to amend for what is cut: a table and a native chart of its points."""
    told, name = words()["curve"], sheet.get_name()
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    put_text(sheet, 0, 0, told["title"], form.title)
    put_text(sheet, 1, 0, told["note"], form.plain)
    for column, key in enumerate(("effort", "rows", "share", "more", "proven")):
        put_text(sheet, 3, column, told[key], form.head)
    sheet.set_row(3, 32)
    for at, point in enumerate(points, start=4):
        put_number(sheet, at, 0, point.effort, form.money)
        put_number(sheet, at, 1, point.reached, form.money)
        put_number(sheet, at, 2, point.share, form.rate)
        before = 0 if at == 4 else points[at - 5].effort
        formula = f"=A{at + 1}" if at == 4 else f"=A{at + 1}-A{at}"
        put_formula(sheet, at, 3, formula, form.money, Fraction(point.effort - before))
        put_text(sheet, at, 4, told["is_proven" if point.proven else "not_proven"], form.text)
    last = 3 + len(points)
    chart = book.add_chart({"type": "scatter", "subtype": "straight_with_markers"})
    chart.add_series(
        {
            "name": told["share"],
            "categories": [name, 4, 0, last, 0],
            "values": [name, 4, 2, last, 2],
            "line": {"color": "#4F83B5"},
            "marker": {"type": "circle", "fill": {"color": "#123F6D"}},
        }
    )
    chart.set_title({"name": told["title"], "name_font": {"size": 11}})
    chart.set_x_axis({"name": told["effort"], "min": 0, "num_format": "#,##0"})
    chart.set_y_axis({"name": told["share"], "min": 0, "num_format": "0%"})
    chart.set_legend({"none": True})
    place(sheet, chart, last + 2, 0, 760)
    for column, width in enumerate((20, 20, 16, 18, 26)):
        sheet.set_column(column, column, width)
