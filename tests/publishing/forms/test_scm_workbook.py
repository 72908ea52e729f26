"""Form 03/SCM as a workbook: exact, live, harmless, the same in LibreOffice."""

import re
import shutil
import subprocess
import zipfile
from fractions import Fraction
from io import BytesIO
from pathlib import Path

import pytest

from analysis.cost import cost_of_procedure
from analysis.cuts import effect_of_cuts
from analysis.parameters import defaults
from analysis.scm import Range
from analysis.targets import report_targets
from analysis.volumes import Volume
from publishing import cells
from publishing.forms.scm_layout import Column, words
from publishing.forms.scm_lines import lines_of
from publishing.forms.scm_reading import read_workbook
from publishing.forms.scm_workbook import write_workbook
from publishing.report_input import CurvePoint
from tests.analysis.cost_cases import DAY
from tests.analysis.test_targets import FOUND, READINGS, SNAPSHOT
from tests.publishing.forms.scm_cases import EVIL, costed, find, grids, plain, result, twofold
from tests.publishing.forms.scm_cases import READINGS as ROWS

RESULTS = [result(twofold(), (0, "đơn"), (2, "giấy a")), plain()]


@pytest.fixture(scope="module")
def data() -> bytes:
    return write_workbook(RESULTS)


def test_the_lines_add_up_to_c1_exactly() -> None:
    for one in (*RESULTS, result(twofold("1.000009"))):
        for cost in (one.before, one.after):
            lines = lines_of(cost)
            assert sum(line.cost for line in lines) == cost.c1.central
            for row, value in cost.by_row.items():
                assert sum(line.cost for line in lines if line.row is row) == value


def test_what_is_written_is_read_back_exactly(data: bytes) -> None:
    for told, wanted in zip(read_workbook(data), RESULTS, strict=True):
        assert told.key == wanted.before.key
        assert told.before.c1 == wanted.before.c1.central
        assert told.after.c1 == wanted.after.c1.central
        assert told.benefit == wanted.benefit.central
        assert told.before.shown is not None
        assert abs(told.before.shown - told.before.c1) < Fraction(1, 10**6)
        assert told.before.year is None  # volume is not known, never a guess


def test_the_index_has_the_aggregate_rate(data: bytes) -> None:
    index = grids(data)[words()["sheet"]["index"]]
    total = index[find(index, 1, words()["index"]["total"])]
    before = sum(one.before.c1.central for one in RESULTS)
    saved = sum(one.benefit.central for one in RESULTS)
    assert total[2] == pytest.approx(float(before))
    assert total[5] == pytest.approx(float(saved / before))
    assert saved > 0


def test_all_columns_of_the_form_stand_in_their_order(data: bytes) -> None:
    sheet = grids(data)["1.000001"]
    heads = [row for row in sheet if row[0] == "STT"]
    assert [words()["column"][column] for column in Column] == heads[0] == heads[1]
    assert len(heads) == 2  # current and after


def test_an_unknown_fee_is_a_blank_cell_and_a_note(data: bytes) -> None:
    sheet = grids(data)["1.000001"]
    paying = [row for row in sheet if row[0] in ("3.1", "3.2", "3.3") and row[Column.FEE.at] == ""]
    assert [row[Column.NOTE.at] for row in paying] == [words()["sheet"]["aside"]] * 2
    assert {row[Column.PART.at] for row in paying} == {0.0}


def test_rows_that_cannot_be_read_from_records_are_blank_and_not_nothing(data: bytes) -> None:
    sheet = grids(data)["1.000001"]
    row = sheet[find(sheet, 1, words()["row"]["KIEM_TRA"])]
    assert row[Column.COST.at] == ""


def test_text_stays_text_whatever_it_begins_with(data: bytes) -> None:
    with zipfile.ZipFile(BytesIO(data)) as package:
        formulas = [
            formula
            for name in package.namelist()
            if name.startswith("xl/worksheets/sheet")
            for formula in re.findall(r"<f>([^<]*)</f>", package.read(name).decode())
        ]
        links = [name for name in package.namelist() if name.endswith(".rels")]
        assert not any(b"http://x" in package.read(name) for name in links)
    assert formulas
    assert not any("HYPERLINK" in formula or "Trường hợp" in formula for formula in formulas)
    assert any(EVIL in row for row in grids(data)["1.000001"])


def test_volume_gives_a_year() -> None:
    cost = cost_of_procedure(twofold(), ROWS, defaults(), day=DAY, volume=Volume(Range.of(1200), (), {}, {}))
    assert cost is not None
    one = RESULTS[0].__class__(cost, cost, Range.of(0), Range.of(0), (), ())
    (told,) = read_workbook(write_workbook([one]))
    assert told.before.year == cost.c1.central * 1200


def test_progress_is_a_sheet_with_a_chart_and_no_verdict() -> None:
    cuts = effect_of_cuts(SNAPSHOT, READINGS, FOUND, defaults())
    data = write_workbook(cuts.results, targets=report_targets(SNAPSHOT, READINGS, cuts))
    sheet = grids(data)[words()["sheet"]["progress"]]
    assert [row[0] for row in sheet[4:7]] == [words()["metric"][c.metric] for c in report_targets(
        SNAPSHOT, READINGS, cuts).counts.all]  # fmt: skip
    with zipfile.ZipFile(BytesIO(data)) as package:
        charts = [name for name in package.namelist() if name.startswith("xl/charts/chart")]
    assert len(charts) == 3 + len(cuts.results)


def test_the_trade_off_curve_is_a_sheet_with_a_chart() -> None:
    points = (
        CurvePoint(1, 7, Fraction(7, 100), proven=True),
        CurvePoint(4, 20, Fraction(1, 5), proven=False),
    )
    data = write_workbook(RESULTS, curve=points)
    sheet = grids(data)[words()["sheet"]["curve"]]
    assert [row[:4] for row in sheet[4:6]] == [[1, 7, 0.07, 1], [4, 20, 0.2, 3]]
    assert sheet[5][4] == words()["curve"]["not_proven"]
    assert len(read_workbook(data)) == len(RESULTS)
    with zipfile.ZipFile(BytesIO(data)) as package:
        assert any(b"scatterChart" in package.read(n) for n in package.namelist() if "charts/chart" in n)


def test_equal_input_gives_equal_bytes(data: bytes) -> None:
    assert write_workbook(RESULTS) == data


def test_an_empty_workbook_opens() -> None:
    index = grids(write_workbook([]))[words()["sheet"]["index"]]
    assert index[find(index, 1, words()["index"]["total"])][5] == words()["sheet"]["undetermined"]


def test_every_figure_stands_with_grade_and_source(data: bytes) -> None:
    sheet = grids(data)[words()["sheet"]["parameter"]]
    rows = {str(row[0]): row for row in sheet[3:]}
    assert {used.name for used in costed(twofold()).used} <= rows.keys()
    assert all(row[9] in words()["grade"].values() and row[10] for row in rows.values())


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Fraction(5, 2), 2.5),
        (Fraction(1, 12), "=1/12"),
        (Fraction(0), 0.0),
        (Fraction(593750, 11), "=593750/11"),
    ],
)
def test_numbers_are_exact(value: Fraction, expected: str | float) -> None:
    assert cells.exact(value) == expected


@pytest.mark.parametrize("value", ["=1", "+1", "-1", "@x", "\t=1", " =1"])
def test_csv_is_disarmed(value: str) -> None:
    assert cells.disarmed(value).startswith("'")


def test_sheet_names_are_lawful_and_differ() -> None:
    taken: set[str] = set()
    names = [cells.sheet_name(name, taken) for name in ("1.000001", "1.000001", "a/b:c?*[x]'" + "z" * 40, "")]
    assert len({name.casefold() for name in names}) == 4
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\'") for name in names)


def blanked(data: bytes) -> bytes:
    """Every formula with a wrong value, so that only a real computation gives the right ones."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as package, zipfile.ZipFile(out, "w") as copy:
        for item in package.infolist():
            content = package.read(item)
            if item.filename.startswith("xl/worksheets/"):
                content = re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1<v>7</v>", content)
            copy.writestr(item, content)
    return out.getvalue()


ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">
<value>0</value></prop></item></oor:items>"""
"""LibreOffice computes every formula when it opens a file."""


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_computes_the_same_to_the_dong(data: bytes, tmp_path: Path) -> None:
    profile = tmp_path / "profile" / "user"
    profile.mkdir(parents=True)
    (profile / "registrymodifications.xcu").write_text(ALWAYS, "utf-8")
    (tmp_path / "a.xlsx").write_bytes(blanked(data))
    command = ["soffice", f"-env:UserInstallation={profile.parent.as_uri()}", "--headless", "--convert-to"]
    done = subprocess.run(
        [*command, "xlsx", "--outdir", str(tmp_path / "out"), str(tmp_path / "a.xlsx")],
        capture_output=True,
        timeout=180,
    )
    assert done.returncode == 0, done.stderr
    computed = (tmp_path / "out" / "a.xlsx").read_bytes()
    numbers = 0
    ours, theirs = grids(data), grids(computed)
    for name, sheet in ours.items():
        for row, other in zip(sheet, theirs[name], strict=False):
            for value, same in zip(row, other, strict=False):
                if isinstance(value, float):
                    numbers += 1
                    assert isinstance(same, float), (name, row, other)
                    assert abs(value - same) < 1e-4, (name, row, other)
                else:
                    assert value == same, (name, row, other)
    assert numbers > 200
    for told, wanted in zip(read_workbook(computed), RESULTS, strict=True):
        assert told.before.c1 == wanted.before.c1.central
