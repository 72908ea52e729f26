"""Resolutions that cut: acts and articles, days in force, registers; and a published one, row by row."""

import json
import tomllib
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from catalogue.capitals import Casing
from catalogue.issues import IssueLog
from catalogue.measures import Measure, MeasureState
from catalogue.text import fold
from importers.base import SourceFile
from importers.decisions.ledger import Ledger
from importers.readers.docx import read_docx
from importers.resolutions.acts import articles_of, read_acts
from importers.resolutions.clauses import name_of
from importers.resolutions.cuts import once
from importers.resolutions.head import Head, read_head
from importers.resolutions.words import column_kind, lookup, paper_option, register_key, written_out
from importers.sources.resolution import read, recognise
from tests.importers.build_docx import docx, letterhead

ACTS = [  # documents | provisions | number: articles …
    ("Nghị định số 1/2020/NĐ-CP", "Khoản 2 Điều 4", {"1/2020/NĐ-CP": ("khoản 2 Điều 4",)}),
    (
        "Nghị định số 1/2020/NĐ-CP, được sửa đổi bởi Nghị định số 2/2021/NĐ-CP và Nghị định số 3/2022/NĐ-CP",
        "Điểm a, điểm c khoản 1 Điều 9",
        {"1/2020/NĐ-CP": ("điểm a khoản 1 Điều 9", "điểm c khoản 1 Điều 9")},
    ),
    (
        "Luật Xuất bản số 19/2012/QH13; Thông tư số 5/2024/TT-BYT",
        "Điều 3 Thông tư số 5/2024/TT-BYT; Điểm đ khoản 2 Điều 34 Luật Xuất bản số 19/2012/QH13",
        {"19/2012/QH13": ("điểm đ khoản 2 Điều 34",), "5/2024/TT-BYT": ("Điều 3",)},
    ),
    (
        "Nghị định số 1/2020/NĐ-CP; Nghị định số 2/2021/NĐ-CP",
        "Điều 1; Mục 2 Phụ lục IV",
        {"1/2020/NĐ-CP": ("Điều 1",), "2/2021/NĐ-CP": ("Mục 2 Phụ lục IV",)},
    ),
    ("Nghị định số 1/2020/NĐ-CP", "", {"1/2020/NĐ-CP": ()}),
    ("Luật Nhà ở năm 2023", "Điều 5", {None: ("Điều 5",)}),
    ("", "", {}),
]


@pytest.mark.parametrize(("documents", "provisions", "told"), ACTS)
def test_acts_to_amend_have_their_own_articles(
    documents: str, provisions: str, told: dict[str | None, tuple[str, ...]]
) -> None:
    assert {act.number: act.articles for act in read_acts(documents, provisions)} == told


def test_an_amending_act_stays_in_the_words_of_the_act_it_amends() -> None:
    (act,) = read_acts("Nghị định số 1/2020/NĐ-CP, được bổ sung bởi Nghị định số 2/2021/NĐ-CP", "Điều 4")
    assert act.name == "Nghị định số 1/2020/NĐ-CP, được bổ sung bởi Nghị định số 2/2021/NĐ-CP"


def test_a_provision_that_is_no_plain_citation_keeps_its_words() -> None:
    assert articles_of("Điểm b, Khoản 1 Phần 8 Phụ lục V") == ("Điểm b, Khoản 1 Phần 8 Phụ lục V",)


EFFECTS = [  # sentence | first day | last day
    (
        "Nghị quyết này có hiệu lực thi hành từ ngày 01 tháng 01 năm 2026 đến hết ngày 28 tháng 02 năm 2027.",
        date(2026, 1, 1),
        date(2027, 2, 28),
    ),
    ("Nghị quyết này có hiệu lực kể từ ngày ký.", date(2026, 4, 29), None),
    (
        "Nghị quyết này có hiệu lực thi hành kể từ ngày 01/5/2026 đến trước ngày 01/3/2027.",
        date(2026, 5, 1),
        date(2027, 2, 28),
    ),
    ("Trình ban hành văn bản bảo đảm có hiệu lực trước ngày 01 tháng 3 năm 2027.", None, None),
]


def head_of(*articles: str) -> Head:
    """The head of a resolution with these articles."""
    opening = [letterhead("CHÍNH PHỦ", "Số: 22/2026/NQ-CP", "Hà Nội, ngày 29 tháng 4 năm 2026"), "NGHỊ QUYẾT"]
    title = "Cắt giảm thủ tục hành chính thuộc phạm vi quản lý của Bộ Công an"
    body = read_docx(docx([*opening, title, "Căn cứ Luật số 63/2025/QH15;", *articles])).body
    return read_head(body, Casing(), Ledger())


@pytest.mark.parametrize(("sentence", "since", "until"), EFFECTS)
def test_days_in_force_come_from_the_sentence_on_effect(
    sentence: str, since: date | None, until: date | None
) -> None:
    told = head_of("Điều 1. Hiệu lực thi hành", f"1. {sentence}")
    assert (told.since, told.until) == (since, until)
    assert (told.number, told.signed) == ("22/2026/NQ-CP", date(2026, 4, 29))


def test_the_clause_behind_an_annex_is_the_first_that_names_it() -> None:
    told = head_of(
        "Điều 1. Cắt giảm",
        "1. Thay thế giấy tờ tại Phụ lục I ban hành kèm theo Nghị quyết này.",
        "2. Cắt giảm thủ tục theo quy định tại Phụ lục I.10 ban hành kèm theo Nghị quyết này.",
        "Điều 2. Các quy định tại mục A Phụ lục I có hiệu lực cùng thời điểm với Luật Đầu tư năm 2025.",
        "Phụ lục I",
    )
    assert told.clauses == {"I": "khoản 1 Điều 1", "I.10": "khoản 2 Điều 1"}
    assert told.elsewhere == {"I": "A"}


HEADERS = [
    ("TPHS đề nghị thay thế (4)", "paper"),
    ("Bộ chủ quản CSDL (6)", "holder"),
    ("CSDL", "database"),
    ("Tên VBQPPL quy định thành phần hồ sơ TTHC (chỉ cần ghi tên loại, số, ký hiệu văn bản)", "documents"),
    ("Điều, khoản, điểm, biểu mẫu/phụ lục tại các VBQPPL có quy định thành phần hồ sơ TTHC", "provisions"),
    ("Điều, khoản, điểm cần sửa đổi, bổ sung, bãi bỏ", "provisions"),
    ("Văn bản", "documents"),
    ("Tên TTHC", "name"),
    ("Tình trạng", None),
]


@pytest.mark.parametrize(("header", "kind"), HEADERS)
def test_columns_are_known_by_their_headers(header: str, kind: str | None) -> None:
    assert column_kind(header) == kind


def test_what_is_done_with_papers_is_said_by_the_header_before_the_title() -> None:
    told = paper_option("TPHS đề nghị cắt giảm", "THÀNH PHẦN HỒ SƠ THAY THẾ BẰNG DỮ LIỆU")
    assert told is not None
    assert told.value == "BO_GIAY_TO"
    assert paper_option("Giấy tờ", "Danh mục") is None


def test_registers_have_the_keys_and_names_of_the_register_list() -> None:
    root = Path(__file__).resolve().parents[3]
    known = tomllib.loads((root / "analysis/lookups/registers.toml").read_text("utf-8"))["register"]
    names = {one["id"]: {written_out(name) for name in (one["name"], *one["aliases"])} for one in known}
    for key, told in lookup()["registers"].items():
        assert key in names
        assert fold(next(one["name"] for one in known if one["id"] == key)) in told
    for one in known:
        assert register_key(one["name"]) == one["id"]


REPEATED = [  # text of a cell | what it says
    ("Bộ Tài chính\nBộ Tài chính", "Bộ Tài chính"),
    ("2.002093\n2.002093\n2.002093", "2.002093"),
    ("Giấy khai sinh Giấy khai sinh", "Giấy khai sinh"),
    ("- Điều 1;\n- Điều 2\n- Điều 1;\n- Điều 2", "- Điều 1;\n- Điều 2"),
    ("Điểm a\nđiểm b", "Điểm a\nđiểm b"),
    ("", ""),
]


@pytest.mark.parametrize(("text", "told"), REPEATED)
def test_words_written_again_for_each_merged_cell_count_once(text: str, told: str) -> None:
    assert once(text) == told


NAMES = [  # first sentence of a matter | name of the procedure or condition
    (
        "Bãi bỏ thủ tục đăng ký thêm con dấu quy định tại Điều 16 Nghị định số 99/2016/NĐ-CP",
        "Đăng ký thêm con dấu",
    ),
    (
        "Phân cấp thẩm quyền giải quyết thủ tục cấp giấy phép sát hạch từ cấp Bộ cho Công an cấp tỉnh",
        "Cấp giấy phép sát hạch",
    ),
    (
        "Phân cấp thẩm quyền của cơ quan quản lý nhà nước thuộc Bộ X cấp, cấp lại Giấy xác nhận tại Điều 21",
        "Cấp, cấp lại Giấy xác nhận",
    ),
    (
        "Phân cấp thẩm quyền hủy đăng ký dự án của Bộ trưởng bộ quản lý lĩnh vực tại Điều 20",
        "Hủy đăng ký dự án",
    ),
    (
        "Cấp Giấy chứng nhận tên định danh theo Điều 26 Nghị định số 91/2020/NĐ-CP",
        "Cấp Giấy chứng nhận tên định danh",
    ),
    ("Thông báo gửi hồ sơ Điều 19 Nghị định số 356/2025/NĐ-CP", "Thông báo gửi hồ sơ"),
    ("Không thực hiện điều kiện về đào tạo tại Điều 39 Nghị định số 41/2026/NĐ-CP", "Điều kiện về đào tạo"),
]


@pytest.mark.parametrize(("head", "name"), NAMES)
def test_the_name_of_a_procedure_ends_where_its_legal_basis_begins(head: str, name: str) -> None:
    assert name_of(head)[0] == name


GAZETTE = {  # file | measures by option, procedures with new content, paragraphs nobody understood
    "22-2026": ({"BAI_BO": 20, "PHAN_CAP": 21}, 23, 0),
}


@pytest.mark.shared
@pytest.mark.parametrize("number", GAZETTE)
def test_sentences_of_a_gazette_become_measures(shared: Path, number: str) -> None:
    path = next((shared / "data/decisions/nq_2026_congbao").glob(f"nghi-quyet-so-{number}*.pdf"))
    file, issues = SourceFile.open(path), IssueLog()
    assert recognise(file)
    told = read(file, issues)
    options, changed, unclear = GAZETTE[number]
    assert Counter(measure.option.value for measure in told.measures) == options
    assert len(told.procedures) == changed
    assert told.coverage.unread == 0
    assert sum(issue.code == "cut-not-understood" for issue in issues) == unclear
    assert {(m.since, m.until) for m in told.measures} == {(date(2026, 4, 29), date(2027, 3, 1))}
    assert all(measure.acts for measure in told.measures if measure.option.value == "BAI_BO")
    assert not any("CÔNG BÁO" in (measure.text or "") for measure in told.measures)


@pytest.mark.shared
def test_every_row_of_a_published_resolution_is_exact(shared: Path) -> None:
    path = shared / "data/decisions/NQ_66.7_2025_extract.docx"
    rows = json.loads(path.with_suffix(".truth.json").read_text("utf-8"))["rows"]
    file, issues = SourceFile.open(path), IssueLog()
    assert recognise(file)
    told = read(file, issues)
    assert [_row(measure) for measure in told.measures] == [
        {key: value for key, value in row.items() if key != "no"} for row in rows
    ]
    assert told.coverage.unread == 0
    assert [issue.code for issue in issues] == ["code-padded", "code-repaired"]
    assert {measure.state(date(2026, 6, 1)) for measure in told.measures} == {MeasureState.IN_FORCE}
    assert {measure.state(date(2027, 3, 1)) for measure in told.measures} == {MeasureState.REVERTED}


def _row(measure: Measure) -> dict[str, str | None]:
    """A measure as the truth prints a row."""
    (target,) = measure.targets
    documents, provisions = (measure.text or "").split("\n")
    return {
        "annex": measure.instrument_articles[-1].removeprefix("Phụ lục "),
        "sector": measure.sector,
        "code": measure.code_as_written or target.procedure,
        "name": target.procedure_name,
        "paper": target.component_text,
        "database": measure.database,
        "holder": measure.holder,
        "documents": documents,
        "provisions": provisions,
        "code_normalised": target.procedure,
    }
