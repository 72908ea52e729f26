"""Small workbooks of form 03/SCM for the tests, and workbooks that people spoiled."""

from collections.abc import Mapping
from io import BytesIO

import xlsxwriter
from python_calamine import CalamineWorkbook

from analysis.cost import ProcedureCost, cost_of_procedure
from analysis.cuts import CutResult, cut_procedure
from analysis.documents.reading import Form
from analysis.found_cuts import Cut
from analysis.parameters import Parameters, defaults
from catalogue.options import Option
from catalogue.records import ChannelKind, Procedure
from tests.analysis.cost_cases import DAY, case, channel, fee, mention, procedure, reading

EVIL = '=HYPERLINK("http://x","y")'
WAYS = (
    channel(ChannelKind.IN_PERSON, fee("900000")),
    channel(ChannelKind.ONLINE, fee("450000")),
    channel(ChannelKind.POST),
)
READINGS = (
    reading(mention("Đơn")),
    reading(mention("Giấy khai sinh", form=Form.CERTIFIED_COPY), conditional=True),
    reading(mention("Giấy A"), mention("Giấy B"), alternatives=True),
)


def twofold(code: str = "1.000001", **told: object) -> Procedure:
    """Two cases, three channels of which one states no fee, a certified copy, alternatives."""
    cases = (
        case("- Đơn", EVIL, name="Trường hợp 1", originals=0, copies=1),
        case("Giấy A hoặc giấy B", name="@Trường hợp 2"),
    )
    return procedure(*cases, code=code, **({"name": f"+Thủ tục {code}", "channels": WAYS} | told))


def result(one: Procedure, *cuts: tuple[int, str], figures: Parameters | None = None) -> CutResult:
    """Before and after of papers that are dropped."""
    measures = [Cut(option=Option.BO_GIAY_TO, procedure=one.key, paper=paper) for paper in cuts]
    readings = READINGS[: len(one.components)]
    found = cut_procedure(one, readings, measures, figures or defaults(), day=DAY)
    assert found is not None
    return found


def plain(code: str = "1.000002") -> CutResult:
    """One paper, one channel, no cut, no cost at all before but time."""
    return result(procedure(case("Đơn"), code=code))


def costed(one: Procedure, figures: Parameters | None = None) -> ProcedureCost:
    """C1 of it."""
    found = cost_of_procedure(one, READINGS[: len(one.components)], figures or defaults(), day=DAY)
    assert found is not None
    return found


def grids(data: bytes) -> dict[str, list[list[object]]]:
    """All cells of all sheets as their readers see them."""
    book = CalamineWorkbook.from_filelike(BytesIO(data))
    return {
        name: [list(row) for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False)]
        for name in book.sheet_names
    }


def rewritten(
    data: bytes, edits: Mapping[tuple[str, int, int], object], *, without: int | None = None
) -> bytes:
    """The workbook with other values in some cells, and perhaps without one column of its sheets."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        for name, grid in grids(data).items():
            sheet = book.add_worksheet(name)
            for (where, row, column), value in edits.items():
                if where == name:
                    grid[row][column] = value
            for at, line in enumerate(grid):
                told = [cell for column, cell in enumerate(line) if column != without]
                for column, cell in enumerate(told):
                    if isinstance(cell, str):
                        sheet.write_string(at, column, cell)
                    elif isinstance(cell, int | float):
                        sheet.write_number(at, column, cell)
    return out.getvalue()


def find(grid: list[list[object]], column: int, words: str) -> int:
    """The first row of a grid with these words in a column."""
    return next(at for at, row in enumerate(grid) if row[column] == words)
