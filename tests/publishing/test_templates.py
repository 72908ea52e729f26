"""Templates: exported, opened elsewhere, imported back; every change is told, every bad cell refused."""

import csv
import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import load_workbook

from catalogue.issues import IssueLog
from catalogue.records import Case, Channel, ChannelKind, Component, Fee, TimeLimit, content_hash
from catalogue.store.reading import FileStatus
from catalogue.store.store import Store
from catalogue.template import (
    ARMED,
    armoured,
    bare_cell,
    from_cell,
    kinds,
    list_from_cell,
    list_to_cell,
    spare,
    to_cell,
)
from fixtures.build_template import BIRTH, MARRIAGE
from importers.base import SourceFile
from importers.run import FileReport, Silent, import_paths
from importers.sources.template import edits, extract
from publishing.cells import disarmed
from publishing.templates import CellTooLong, write_template

DAY = date(2026, 11, 1)
SINGLE = "Giấy xác nhận tình trạng hôn nhân"
NOW = datetime(2026, 11, 1, 8, tzinfo=UTC)
LATER = datetime(2026, 11, 2, 8, tzinfo=UTC)
ODD = MARRIAGE.model_copy(
    update={
        "code": "2.000001",
        "name": '=HYPERLINK("http://x")',
        "conditions": "\ta\r\nb \\n c _x0041_ '=1 \x0b",
        "address": "",
        "keywords": '""',
        "forms": ("a\nb", "-1", "\\n", " "),
        "sector": "1.50",
    }
)
RECORDS = [MARRIAGE, BIRTH, ODD]
texts = st.text(st.sampled_from(list("a1='+-@\t\r\n\\\"|%nru_x0041_ .é")), max_size=12)


@given(texts)
def test_a_text_comes_back_out_of_its_cell(text: str) -> None:
    cell = to_cell(text)
    assert from_cell(cell) == text
    assert bare_cell(armoured(cell)) == cell
    assert bare_cell(spare(cell)) == cell
    assert not (set(cell) & set("\t\r\x0b"))


@given(texts)
def test_nothing_in_csv_can_be_a_formula(text: str) -> None:
    cell = armoured(to_cell(text))
    assert disarmed(cell) == cell
    assert not ARMED.match(cell) or cell.startswith("'")


@given(st.lists(texts.filter(str.strip)))
def test_a_list_comes_back_out_of_its_cell(items: list[str]) -> None:
    assert list_from_cell(list_to_cell(items)) == tuple(items)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.create(f"sqlite:///{tmp_path / 'catalogue.db'}") as opened:
        write_template(tmp_path / "first.xlsx", kinds()["procedures"], RECORDS)
        report = import_paths(opened, [tmp_path / "first.xlsx"], progress=Silent(), now=NOW)
        assert report.ok
        assert report.files[0].stored["inserted"] == len(RECORDS)
        yield opened


def _import(store: Store, path: Path) -> FileReport:
    return import_paths(store, [path], progress=Silent(), now=LATER).files[0]


def _edited(path: Path, change: Callable[[list[list[str]]], None]) -> Path:
    """A CSV file after a person changed its rows."""
    with path.open(encoding="utf-8-sig", newline="") as given:
        rows = list(csv.reader(given))
    change(rows)
    with path.open("w", encoding="utf-8-sig", newline="") as out:
        csv.writer(out).writerows(rows)
    return path


@pytest.mark.parametrize("name", ["procedures", "components"])
@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_what_is_exported_unchanged_changes_nothing(
    name: str, suffix: str, store: Store, tmp_path: Path
) -> None:
    before = store.snapshot(DAY)
    path = tmp_path / f"again{suffix}"
    write_template(path, kinds()[name], before.procedures)
    report = _import(store, path)
    assert report.status is FileStatus.UNCHANGED
    assert report.issues == {}
    assert store.snapshot(DAY).id == before.id


def test_records_are_equal_by_content(tmp_path: Path) -> None:
    write_template(tmp_path / "a.xlsx", kinds()["procedures"], RECORDS)
    back = list(extract(SourceFile.open(tmp_path / "a.xlsx"), IssueLog()))
    assert [content_hash(record) for record in back] == [content_hash(record) for record in RECORDS]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("target", ["ods", "xlsx"])
def test_libreoffice_opens_and_saves_the_same(target: str, tmp_path: Path) -> None:
    write_template(tmp_path / "a.xlsx", kinds()["procedures"], RECORDS)
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    out = tmp_path / "out"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        target,
        "--outdir",
        str(out),
        str(tmp_path / "a.xlsx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    back = list(extract(SourceFile.open(out / f"a.{target}"), IssueLog()))
    assert [content_hash(record) for record in back] == [content_hash(record) for record in RECORDS]


def test_changed_cells_are_told_one_by_one(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "hồ sơ.csv"
    write_template(path, kinds()["components"], [MARRIAGE])

    def change(rows: list[list[str]]) -> None:
        rows[1][7] = "2"
        rows[2][5] = "Giấy xác nhận độc thân"

    report = _import(store, _edited(path, change))
    assert (report.status, report.stored["revised"]) == (FileStatus.DONE, 1)
    told = [issue.message for issue in store.issues(code="value-edited")]
    assert told == [
        "1.000894, trang “Hồ sơ theo thủ tục”, ô H2 (Bản sao): “0” → “2”",
        f"1.000894, trang “Hồ sơ theo thủ tục”, ô F3 (Giấy tờ): “{SINGLE}” → “Giấy xác nhận độc thân”",
    ]
    view = store.as_of("1.000894", DAY)
    assert view is not None
    assert [component.copies for component in view.record.components] == [2, None]
    assert view.record.steps == MARRIAGE.model_copy(update={"steps": view.record.steps}).steps


def test_an_emptied_cell_is_emptied_and_the_other_fields_stay(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    write_template(path, kinds()["procedures"], [MARRIAGE])
    at = kinds()["procedures"].csv.headers.index("Yêu cầu, điều kiện")
    report = _import(store, _edited(path, lambda rows: rows[1].__setitem__(at, "")))
    assert report.stored["revised"] == 1
    (issue,) = store.issues(code="value-edited")
    assert issue.message.endswith("ô Q2 (Yêu cầu, điều kiện): “Nam từ đủ 20 tuổi” → (trống)")
    assert (issue.place.section, issue.place.row, issue.place.cell) == ("Thủ tục", 2, 17)
    view = store.as_of("1.000894", DAY)
    assert view is not None
    assert view.record.conditions is None
    assert len(view.record.steps) == 2


def test_a_row_taken_out_repeals_nothing_and_an_edit_can_be_taken_back(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    before = store.snapshot(DAY)
    write_template(path, kinds()["procedures"], before.procedures)

    def change(rows: list[list[str]]) -> None:
        del rows[2]
        rows[1][1] = "Kết hôn"

    _import(store, _edited(path, change))
    assert len(store.snapshot(DAY).procedures) == len(before.procedures)
    assert store.snapshot(DAY).id != before.id
    write_template(path, kinds()["procedures"], before.procedures)
    _import(store, path)
    assert store.snapshot(DAY).id == before.id


BAD: list[tuple[int, int, str, str]] = [  # row, column, what a person typed, words of the message
    (1, 6, "một", "ô G2 (Bản chính): “một” không phải số nguyên"),
    (1, 6, "-1", "ô G2 (Bản chính): “-1” không phải số nguyên"),
    (1, 2, "", "ô C2 (Trường hợp thứ): không được để trống"),
    (0, 6, "Số bản", "ô G1: phải là cột “Bản chính”, đang là “Số bản”"),
]


@pytest.mark.parametrize(("row", "column", "typed", "words"), BAD)
def test_a_bad_cell_is_named_and_nothing_changes(
    row: int, column: int, typed: str, words: str, store: Store, tmp_path: Path
) -> None:
    before = store.snapshot(DAY).id
    path = tmp_path / "a.csv"
    write_template(path, kinds()["components"], RECORDS)
    report = _import(store, _edited(path, lambda rows: rows[row].__setitem__(column, typed)))
    assert report.status is FileStatus.REFUSED
    assert words in (report.message or "")
    assert report.hint
    assert store.snapshot(DAY).id == before


def test_a_word_that_is_none_of_the_list_is_refused(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    write_template(path, kinds()["procedures"], RECORDS)
    at = kinds()["procedures"].csv.headers.index("Cấp thực hiện")
    report = _import(store, _edited(path, lambda rows: rows[1].__setitem__(at, "cấp thôn")))
    assert "“cấp thôn” không phải một trong các từ “trung ương”" in (report.message or "")


def _workbook(path: Path, change: Callable[[dict[str, list[list[object]]]], None]) -> Path:
    """A workbook after a person changed its sheets."""
    book = load_workbook(str(path))
    sheets: dict[str, list[list[object]]] = {
        name: [list(row) for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False)]
        for name in book.sheet_names
    }
    change(sheets)
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False}) as out:
        for name, rows in sheets.items():
            sheet = out.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return path


def _drop_column(sheets: dict[str, list[list[object]]]) -> None:
    for row in sheets["Cách thức"]:
        del row[3]


def _drop_sheet(sheets: dict[str, list[list[object]]]) -> None:
    del sheets["Phí, lệ phí"]


def _word_for_number(sheets: dict[str, list[list[object]]]) -> None:
    sheets["Cách thức"][1][3] = "năm"


def _stray(sheets: dict[str, list[list[object]]]) -> None:
    sheets["Kết quả"][1][0] = "1.999999"


CHANGES = [
    (_drop_column, "trang “Cách thức”, ô D1: phải là cột “Thời hạn”, đang là “Đơn vị thời hạn”"),
    (_drop_sheet, "thiếu trang “Phí, lệ phí”"),
    (_word_for_number, "trang “Cách thức”, ô D2 (Thời hạn): “năm” không phải số"),
    (_stray, "khóa “1.999999” không có ở trang “Thủ tục”"),
]


@pytest.mark.parametrize(("change", "words"), CHANGES, ids=lambda case: getattr(case, "__name__", ""))
def test_a_damaged_workbook_is_refused_with_sheet_and_cell(
    change: Callable[[dict[str, list[list[object]]]], None], words: str, store: Store, tmp_path: Path
) -> None:
    before = store.snapshot(DAY).id
    write_template(tmp_path / "a.xlsx", kinds()["procedures"], [MARRIAGE, BIRTH])
    report = _import(store, _workbook(tmp_path / "a.xlsx", change))
    assert report.status is FileStatus.REFUSED
    assert words in (report.message or "")
    assert store.snapshot(DAY).id == before


def test_components_of_an_unknown_procedure_are_not_taken(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    write_template(path, kinds()["components"], [MARRIAGE.model_copy(update={"code": "3.000001"})])
    report = _import(store, path)
    assert report.status is FileStatus.PARTIAL
    assert store.as_of("3.000001", DAY) is None


def test_a_new_procedure_typed_into_the_sheet_is_added(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    write_template(path, kinds()["procedures"], [MARRIAGE])
    width = len(kinds()["procedures"].csv.headers)
    report = _import(
        store, _edited(path, lambda rows: rows.append(["1.004441", "Cấp thẻ"] + [""] * (width - 2)))
    )
    assert report.stored["inserted"] == 1
    assert store.as_of("1.004441", DAY) is not None


def test_a_text_longer_than_a_cell_is_not_cut(tmp_path: Path) -> None:
    long = MARRIAGE.model_copy(update={"conditions": "a" * 40_000})
    with pytest.raises(CellTooLong, match="Yêu cầu, điều kiện"):
        write_template(tmp_path / "a.xlsx", kinds()["procedures"], [long])
    assert not (tmp_path / "a.xlsx").exists()
    write_template(tmp_path / "a.csv", kinds()["procedures"], [long])
    (back,) = extract(SourceFile.open(tmp_path / "a.csv"), IssueLog())
    assert back.conditions == long.conditions


def test_a_file_says_which_fields_it_edits(tmp_path: Path) -> None:
    write_template(tmp_path / "a.csv", kinds()["components"], [MARRIAGE])
    assert edits(SourceFile.open(tmp_path / "a.csv")) == {"cases"}


PARTS = st.text(st.sampled_from("ab é-='\n\t\\1."), min_size=1, max_size=8)
NOTES = st.none() | PARTS
COUNTS = st.none() | st.integers(0, 99)
COMPONENTS = st.builds(
    Component,
    code=NOTES,
    text=PARTS,
    originals=COUNTS,
    copies=COUNTS,
    forms=st.lists(PARTS, max_size=2).map(tuple),
)
CASES = st.lists(
    st.builds(Case, name=NOTES, components=st.lists(COMPONENTS, max_size=3).map(tuple)), max_size=3
)
LIMITS = st.none() | st.builds(TimeLimit, value=st.none() | st.integers(0, 90), text=st.just("") | PARTS)
FEES = st.lists(
    st.builds(Fee, amount=st.sampled_from([None, "0", "12.5"]), per=NOTES, text=PARTS), max_size=2
)
CHANNELS = st.lists(
    st.builds(
        Channel,
        channel=st.sampled_from([None, *ChannelKind]),
        time_limit=LIMITS,
        fees=FEES.map(tuple),
        text=st.just("") | PARTS,
    ),
    max_size=3,
)


@given(cases=CASES, channels=CHANNELS, address=NOTES, related=st.lists(PARTS, max_size=3))
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_record_comes_back(
    cases: list[Case], channels: list[Channel], address: str | None, related: list[str], tmp_path: Path
) -> None:
    record = BIRTH.model_copy(
        update={
            "cases": tuple(cases),
            "channels": tuple(channels),
            "address": address,
            "related": tuple(related),
        }
    )
    write_template(tmp_path / "any.xlsx", kinds()["procedures"], [record])
    (back,) = extract(SourceFile.open(tmp_path / "any.xlsx"), IssueLog())
    assert content_hash(back) == content_hash(record)
