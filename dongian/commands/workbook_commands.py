"""cost workbook, cost check-workbook, cost annex: the official forms, written and read back."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from catalogue.errors import NotFound
from dongian.cost_lines import whole
from dongian.language import say
from dongian.output import Column, line, table
from dongian.wiring import as_of_option, opened

if TYPE_CHECKING:
    from analysis.cuts import CutReport, CutResult
    from catalogue.store.store import Store
    from dongian.analyses import Studied
    from publishing.forms.annex_rows import AnnexRow
    from publishing.forms.scm_reading import ReadSheet

TARGET = click.argument("target", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path))
CODES = click.argument("codes", metavar="[CODE]...", nargs=-1)
MANY = 300
"""Sheets above which the program that opens the workbook takes its time."""


@click.command(
    help=say(
        "Biểu 03/SCM ra XLSX có công thức, mỗi thủ tục một trang.",
        "Form 03/SCM as XLSX with live formulas, one sheet per procedure.",
    )
)
@TARGET
@CODES
@click.option(
    "--curve",
    "curved",
    is_flag=True,
    help=say("Thêm đường đánh đổi (lâu hơn)", "Add the trade-off curve (takes longer)"),
)
@as_of_option
def workbook(target: Path, codes: tuple[str, ...], day: date, *, curved: bool) -> None:
    """Current, after the found cuts, comparison, chart, figures with grade and source."""
    from analysis.targets import report_targets
    from dongian import analyses
    from dongian.report_parts import curve_of
    from publishing.forms.scm_workbook import write_workbook

    with opened() as store:
        studied = analyses.study(store, day)
        found = (*analyses.once_only(store, studied), *analyses.duplicates(store, studied))
        cuts = analyses.effect(studied, found)
        curve = curve_of(store, studied, found) if curved else ()
    chosen = _chosen(cuts, codes, studied)
    progress = None if codes else report_targets(studied.snapshot, studied.readings, cuts)
    _write(target, write_workbook(chosen, targets=progress, curve=curve), ".xlsx")
    line(say(f"Đã ghi {target}: {len(chosen)} thủ tục.", f"Written: {target}, {len(chosen)} procedures."))
    if len(chosen) > MANY:
        line(
            say("Nhiều trang: mở sẽ lâu; nêu mã thủ tục để ghi ít hơn.", "Many sheets: give codes for fewer.")
        )


@click.command(
    "check-workbook", help=say("Đọc lại biểu 03/SCM đã sửa.", "Read a corrected form 03/SCM back.")
)
@click.argument("source", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def check_workbook(source: Path) -> None:
    """C1 from the lines of each sheet; what is wrong is told with sheet and cell, and nothing is stored."""
    from importers.base import SourceFile
    from importers.limits import check_bytes, check_path
    from publishing.forms.scm_reading import read_workbook

    check_path(source)
    file = SourceFile.open(source)
    check_bytes(file)
    table(
        say("Chi phí tính lại từ các dòng của biểu", "Costs computed from the lines of the form"),
        [
            Column("sheet", say("Trang", "Sheet")),
            Column("procedure", say("Mã số", "Code")),
            Column("c1", say("C1 hiện tại (đồng)", "C1 now (VND)"), number=True),
            Column("c1_after", say("C1 sau (đồng)", "C1 after (VND)"), number=True),
            Column("benefit", say("Lợi ích (đồng)", "Benefit (VND)"), number=True),
            Column("shown", say("C1 ghi trong tệp", "C1 in the file"), number=True),
            Column("year", say("đồng/năm", "VND a year"), number=True),
            Column("lines", say("Dòng", "Lines"), number=True),
        ],
        [_read_row(sheet) for sheet in read_workbook(file.data)],
    )


def _read_row(sheet: "ReadSheet") -> dict[str, Any]:
    before = sheet.before
    return {
        "sheet": sheet.sheet,
        "procedure": sheet.key,
        "c1": whole(before.c1),
        "c1_after": whole(sheet.after.c1),
        "benefit": whole(sheet.benefit),
        "shown": None if before.shown is None else whole(before.shown),
        "year": None if before.year is None else whole(before.year),
        "lines": len(before.lines) + len(sheet.after.lines),
    }


@click.command(
    help=say(
        "Phụ lục phương án đơn giản hóa (DOCX), theo các cột chính thức.",
        "Annex of a simplification plan (DOCX), in the official columns.",
    )
)
@TARGET
@CODES
@click.option(
    "--stored", is_flag=True, help=say("Các phương án đã ghi trong danh mục", "The measures that are stored")
)
@click.option("--agency", metavar="NAME", help=say("Chỉ cơ quan công bố này", "Only this announcing agency"))
@click.option("--sector", metavar="NAME", help=say("Chỉ lĩnh vực này", "Only this sector"))
@as_of_option
def annex(
    target: Path, codes: tuple[str, ...], agency: str | None, sector: str | None, *, stored: bool, day: date
) -> None:
    """A draft for people: one row per procedure with a found cut, or with a stored measure."""
    from dongian import analyses
    from publishing.forms.annex_rows import rows_of
    from publishing.forms.measures_annex import write_annex

    with opened() as store:
        studied = analyses.study(store, day)
        _known(codes, studied)
        keys = _within(studied, codes, agency, sector)
        if stored:
            rows = _stored(store, studied, keys)
        else:
            rows = rows_of(analyses.cuts(store, studied), studied.snapshot, keys=keys)
    _write(target, write_annex(rows, day=day), ".docx")
    line(say(f"Đã ghi {target}: {len(rows)} thủ tục.", f"Written: {target}, {len(rows)} procedures."))


def _stored(store: "Store", studied: "Studied", keys: list[str]) -> "list[AnnexRow]":
    from analysis.resolving import resolve
    from analysis.scenario import apply
    from publishing.forms.annex_plan import rows_of_scenario

    held = resolve((entry.record for entry in store.ledger.measures()), studied.snapshot)
    scenario = apply(studied.snapshot, studied.readings, held, studied.parameters)
    return rows_of_scenario(scenario, keys=keys)


def _known(codes: Iterable[str], studied: "Studied") -> None:
    for code in codes:
        if code not in studied.snapshot.by_key:
            raise NotFound(
                say(f"Không có thủ tục {code}.", f"There is no procedure {code}."),
                hint=f"dongian search {code}",
            )


def _chosen(cuts: "CutReport", codes: Iterable[str], studied: "Studied") -> "list[CutResult]":
    """The results of these codes in their order; all where none is given."""
    by_key = {result.before.key: result for result in cuts.results}
    wanted = list(dict.fromkeys(codes)) or sorted(by_key)
    for code in wanted:
        if code not in by_key:
            known = code in studied.snapshot.by_key
            raise NotFound(
                say(f"Không tính được chi phí của {code}: ", f"No cost of {code}: ")
                + (say("chưa có thành phần hồ sơ.", "it states no components.") if known
                   else say("không có thủ tục này.", "there is no such procedure.")),
                hint=f"dongian procedures history {code}" if known else f"dongian search {code}",
            )  # fmt: skip
    return [by_key[code] for code in wanted]


def _within(studied: "Studied", codes: tuple[str, ...], agency: str | None, sector: str | None) -> list[str]:
    from catalogue.text import fold

    def same(wanted: str | None, told: str | None) -> bool:
        return wanted is None or fold(wanted) == fold(told or "")

    return [
        p.key
        for p in studied.snapshot.procedures
        if (not codes or p.key in codes) and same(agency, p.issuing_agency) and same(sector, p.sector)
    ]


def _write(target: Path, data: bytes, suffix: str) -> None:
    if target.suffix.lower() != suffix:
        message = say(f"Tên tệp phải kết thúc bằng {suffix}.", f"The name must end in {suffix}.")
        raise click.BadParameter(message, param_hint="FILE")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)
