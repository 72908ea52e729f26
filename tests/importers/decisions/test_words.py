"""Labels, headings, columns, names and legal bases: tables of cases."""

import csv
from pathlib import Path

import pytest

from catalogue.capitals import Casing
from catalogue.records import Change, Level, Place
from importers.decisions.bases import read_bases
from importers.decisions.columns import kind_of
from importers.decisions.components import component, split_running
from importers.decisions.labels import Mark, mark_of, split_label
from importers.decisions.matching import told_apart
from importers.decisions.names import name_key, read_codes, read_name
from importers.decisions.words import changes_in, heading_of, is_none, is_section, levels_in, sector_in

VARIANTS = Path(__file__).resolve().parents[4] / "shared" / "reference" / "heading_variants.csv"

LABELS = [  # line, mark, label, text
    ("a) Trình tự", Mark.LETTER, "a", "Trình tự"),
    ("đ. Đối tượng", Mark.LETTER, "đ", "Đối tượng"),
    ("a1) Hồ sơ", Mark.LETTER, "a1", "Hồ sơ"),
    ("1.10. Yêu cầu", Mark.DECIMAL, "1.10", "Yêu cầu"),
    ("1.2 Cách thức", Mark.DECIMAL, "1.2", "Cách thức"),
    ("3/ Hồ sơ", Mark.DECIMAL, "3", "Hồ sơ"),
    ("IV. Lĩnh vực", Mark.ROMAN, "IV", "Lĩnh vực"),
    ("D. DANH MỤC", Mark.UPPER, "D", "DANH MỤC"),
    ("(1) Luật", Mark.PAREN, "1", "Luật"),
    ("(ii) Đơn", Mark.PAREN, "ii", "Đơn"),
    ("Bước 2. Trả", Mark.STEP, "2", "Trả"),
    ("- Đơn", Mark.DASH, "-", "Đơn"),
    ("– Đơn", Mark.DASH, "–", "Đơn"),
    ("+Đơn", Mark.PLUS, "+", "Đơn"),
    ("• Đơn", Mark.DOT, "•", "Đơn"),
    ("1.014966", Mark.NONE, "", "1.014966"),
    ("02 ảnh 4x6", Mark.NONE, "", "02 ảnh 4x6"),
    ("2.000 đồng/trang", Mark.NONE, "", "2.000 đồng/trang"),
    ("1.5 triệu đồng", Mark.NONE, "", "1.5 triệu đồng"),
    ("Đơn đề nghị", Mark.NONE, "", "Đơn đề nghị"),
    ("", Mark.NONE, "", ""),
]


@pytest.mark.parametrize(("line", "mark", "label", "text"), LABELS)
def test_labels_are_cut_off(line: str, mark: Mark, label: str, text: str) -> None:
    told = split_label(line)
    assert (told.mark, told.label, told.text) == (mark, label, text)


@pytest.mark.parametrize(
    ("label", "mark"),
    [
        ("1.1.", Mark.DECIMAL),
        ("Bước 3:", Mark.STEP),
        ("-", Mark.DASH),
        ("I", Mark.ROMAN),
        ("(a)", Mark.PAREN),
        ("•", Mark.DOT),
    ],
)
def test_automatic_labels_are_of_a_kind(label: str, mark: Mark) -> None:
    assert mark_of(label)[0] is mark


HEADINGS = [  # line without label, part, rest
    ("Trình tự thực hiện:", "steps", ""),
    ("TRÌNH TỰ THỰC HIỆN", "steps", ""),
    ("Đối tượng thực hiện TTHC (nếu có): Cá nhân", "applicants", "Cá nhân"),
    ("Thành phần hồ sơ, bao gồm:", "components", ""),
    ("Số lượng hồ sơ: 01 bộ", "sets", "01 bộ"),
    ("c Đối tượng thực hiện thủ tục hành chính:", "applicants", ""),
    ("Kết quả của việc thực hiện thủ tục hành chính: Giấy phép", "outcomes", "Giấy phép"),
    ("Phí, lệ phí: 10.000 đồng: thu một lần", "fees", "10.000 đồng: thu một lần"),
    ("Trong thời hạn giải quyết, cơ quan: xem xét", None, None),
    ("Người nộp hồ sơ: cá nhân", None, None),
]


@pytest.mark.parametrize(("line", "part", "rest"), HEADINGS)
def test_headings_of_contents(line: str, part: str | None, rest: str | None) -> None:
    told = heading_of(line)
    assert (told and told.part, told and told.rest) == (part, rest)


PARTS = {
    "steps": "steps",
    "ways": "channels",
    "components": "components",
    "deadline": "time_limit",
    "subjects": "applicants",
    "executing_agency": "handling",
    "authority": "deciding",
    "coordinating_agency": "coordinating",
    "authorised_agency": "authorised",
    "results": "outcomes",
    "fee": "fees",
    "forms": "forms",
    "requirements": "conditions",
    "legal_basis": "legal_bases",
    "number_of_sets": "sets",
    "internal_process": "internal",
}
COLUMNS = {
    "row": "row",
    "code": "code",
    "name": "name",
    "deadline": "time_limit",
    "place": "place",
    "place_ways": "place_channels",
    "fee": "fees",
    "legal_basis": "legal",
    "executing_agency": "handling",
    "field": "sector",
    "amending_act": "legal",
    "abolishing_act": "legal",
}


@pytest.mark.shared
def test_every_heading_seen_in_official_files_is_known() -> None:
    with VARIANTS.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if not row["seen_in"].startswith("provincial_html")]
    unknown = []
    for row in rows:
        told = heading_of(split_label(row["variant"]).text)
        if row["kind"] in {"section", "label"} and row["canonical"] in PARTS:
            if told is None or told.part != PARTS[row["canonical"]]:
                unknown.append(row["variant"])
        elif (
            row["kind"] == "column"
            and row["canonical"] in COLUMNS
            and row["seen_in"].startswith(("qd_", "recalled"))
        ) and kind_of(row["variant"], "list") != COLUMNS[row["canonical"]]:
            unknown.append(row["variant"])
    assert not unknown


LIST_COLUMNS = [
    ("Số hồ sơ TTHC", "code"),
    ("Mã TTHC được thay thế", "old_code"),
    ("Mã TTHC thay thế", "code"),
    ("Tên TTHC được thay thế", "old_name"),
    ("Tên VBQPPL quy định việc bãi bỏ TTHC", "legal"),
    ("Văn bản quy định nội dung sửa đổi, bổ sung", "legal"),
    ("Phí, lệ phí (nếu có)", "fees"),
    ("Cách thức thực hiện / BCCI", "channels"),
    ("Cấp thực hiện", "level"),
    ("Cơ quan có thẩm quyền quyết định", "deciding"),
    ("Ghi chú", "note"),
    ("Trách nhiệm thực hiện", "workflow"),
    ("Đơn giá nhân công", None),
]


@pytest.mark.parametrize(("header", "kind"), LIST_COLUMNS)
def test_columns_of_lists(header: str, kind: str | None) -> None:
    assert kind_of(header, "list") == kind


SECTIONS = [  # heading, changes, levels, sector
    ("A. DANH MỤC TTHC MỚI BAN HÀNH", (Change.NEW,), (), None),
    ("THỦ TỤC HÀNH CHÍNH ĐƯỢC SỬA ĐỔI, BỔ SUNG CẤP XÃ", (Change.AMENDED,), (Level.COMMUNE,), None),
    ("Danh mục thủ tục hành chính bị bãi bỏ lĩnh vực Hộ tịch", (Change.REPEALED,), (), "Hộ tịch"),
    ("I. Lĩnh vực: Đất đai (05 TTHC)", (), (), "Đất đai"),
    ("Lĩnh vực hợp tác xã", (), (), "hợp tác xã"),
    ("Thủ tục hành chính thực hiện tại cấp tỉnh, cấp xã", (), (Level.PROVINCE, Level.COMMUNE), None),
    ("Danh mục thủ tục hành chính được chuẩn hoá", (Change.STANDARDISED,), (), None),
]


@pytest.mark.parametrize(("heading", "changes", "levels", "sector"), SECTIONS)
def test_sections(
    heading: str, changes: tuple[Change, ...], levels: tuple[Level, ...], sector: str | None
) -> None:
    assert is_section(heading)
    assert (changes_in(heading), levels_in(heading), sector_in(heading)) == (changes, levels, sector)


@pytest.mark.parametrize(
    "name", ["2. Đăng ký kết hôn", "Thủ tục đăng ký khai sinh", "Cấp lại, thay thế giấy phép"]
)
def test_names_of_procedures_are_no_sections(name: str) -> None:
    assert not is_section(name)


NAMES = [  # text, name, codes
    ("1. Thủ tục: Đăng ký (mã số: 1.000894)", "Đăng ký", ["1.000894"]),
    ("Đăng ký kết hôn\n(1.000894.000.00.00.H10)", "Đăng ký kết hôn", ["1.000894"]),
    ("1.000894 - Đăng ký kết hôn", "Đăng ký kết hôn", ["1.000894"]),
    ("Thủ tục đăng ký (cấp xã) [1.000894];", "Thủ tục đăng ký (cấp xã)", ["1.000894"]),
    ("Cấp giấy phép (công trình cấp III, cấp IV)", "Cấp giấy phép (công trình cấp III, cấp IV)", []),
]


@pytest.mark.parametrize(("text", "name", "codes"), NAMES)
def test_names_and_codes_apart(text: str, name: str, codes: list[str]) -> None:
    told = read_name(text, Casing())
    assert (told.name, [code.core for code in told.codes]) == (name, codes)


def test_codes_in_a_cell() -> None:
    assert [code.core for code in read_codes("- 1.013843\n- 1.013848")] == ["1.013843", "1.013848"]
    assert read_codes("Không có mã số") == ()


@pytest.mark.parametrize(
    ("a", "b", "apart"),
    [
        ("Cấp lại giấy phép", "Cấp giấy phép", True),
        ("Đăng ký (cấp tỉnh)", "Đăng ký (cấp xã)", True),
        ("Cấp phép loại 1", "Cấp phép loại 2", True),
        ("Cấp giấy phép", "Cấp giấy phep", False),
    ],
)
def test_a_word_that_makes_another_procedure(a: str, b: str, apart: bool) -> None:
    assert told_apart(a, b) is apart


def test_names_are_compared_without_thủ_tục_and_stops() -> None:
    assert name_key("Thủ tục: Đăng ký nhận cha, mẹ, con.") == name_key("ĐĂNG KÝ NHẬN CHA, MẸ, CON")


BASES = [  # text, numbers
    ("Luật số 60/2014/QH13; Nghị định số 123/2015/NĐ-CP", ["60/2014/QH13", "123/2015/NĐ-CP"]),
    ("Nghị định số 280/2025/NĐ-CP sửa đổi Nghị định số 23/2015/NĐ-CP về chứng thực", ["280/2025/NĐ-CP"]),
    (
        "Nghị định số 1/2020/NĐ-CP được sửa đổi bởi Nghị định số 2/2021/NĐ-CP",
        ["1/2020/NĐ-CP", "2/2021/NĐ-CP"],
    ),
    ("Nghị định số 1/2020/NĐ-CP và Nghị định số 2/2021/NĐ-CP", ["1/2020/NĐ-CP", "2/2021/NĐ-CP"]),
    ("Luật Đất đai ngày 18/01/2024", [None]),
    ("Không", []),
]


@pytest.mark.parametrize(("text", "numbers"), BASES)
def test_documents_named_as_bases(text: str, numbers: list[str | None]) -> None:
    assert [basis.number for basis in read_bases([(text, Place())])] == numbers


PAPERS = [  # text, paper, originals, copies
    ("Đơn đề nghị (01 bản chính);", "Đơn đề nghị", 1, None),
    ("Giấy phép (01 bản chính, 02 bản sao).", "Giấy phép", 1, 2),
    ("Bản vẽ: 02 bản chính", "Bản vẽ", 2, None),
    ("01 bản chính Giấy đề nghị", "01 bản chính Giấy đề nghị", 1, None),
    ("Hộ chiếu (nếu có)", "Hộ chiếu (nếu có)", None, None),
    ("Bản sao Giấy khai sinh", "Bản sao Giấy khai sinh", None, None),
]


@pytest.mark.parametrize(("text", "paper", "originals", "copies"), PAPERS)
def test_quantities_leave_the_paper(text: str, paper: str, originals: int | None, copies: int | None) -> None:
    told = component(text, Place())
    assert told is not None
    assert (told.text, told.originals, told.copies) == (paper, originals, copies)


def test_running_papers_are_cut_outside_brackets() -> None:
    assert split_running("Đơn; giấy phép (nếu có; còn hạn); ảnh") == [
        "Đơn",
        "giấy phép (nếu có; còn hạn)",
        "ảnh",
    ]


@pytest.mark.parametrize("text", ["Không.", "không có", "Không quy định", "/Không"])
def test_words_that_say_there_is_none(text: str) -> None:
    assert is_none(text)
