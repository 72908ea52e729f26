"""The HTML report: whole, offline, escaped, the same for the same input, in both languages."""

from dataclasses import replace
from datetime import date, datetime
from fractions import Fraction

import pytest
from lxml import html

from analysis.baseline import Standing
from analysis.counters import Metric
from analysis.cuts import CutReport, effect_of_cuts
from analysis.parameters import defaults
from analysis.scm import Range
from analysis.targets import report_targets
from analysis.volumes import Volume
from catalogue.findings import Evidence, Finding, FindingKind, Verdict
from catalogue.measures import MeasureState
from catalogue.snapshot import Snapshot
from publishing.report import FileLine, IssueLine, ReportInput, _words, render
from publishing.report_input import BaseLine, CurvePoint, Words
from publishing.report_tables import (
    ASKING,
    VERDICTS,
    by_source,
    held_by_procedure,
    held_by_register,
    years_of,
)
from publishing.target_words import standing
from tests.analysis.cost_cases import DAY, procedure
from tests.analysis.test_targets import FOUND, READINGS, SNAPSHOT

PARTS = ["Tiến độ", "C1", "Nhà nước đã có", "trùng lặp", "Tệp đã nhập", "việc cần làm", "Phương pháp"]
TOLD = ["Tệp chỉ có ảnh trang", "Sửa tại nguồn", "1.234", "Giấy khai sinh", "Chưa có số lượng hồ sơ."]
EVIL = '<script>alert("x")</script>'


def held(key: str, row: int, verdict: Verdict, register: str | None = "CSDLQG về dân cư") -> Finding:
    return Finding(
        kind=FindingKind.ONCE_ONLY,
        subject=f"{key}#{row}",
        title="Giấy A",
        document_type=f"giấy {verdict}",
        verdict=verdict,
        register_name=register,
        register=register,
        holder="Bộ Công an" if register else None,
        evidence=(Evidence(procedure=key, procedure_name="Thủ tục", component=row, quote="Giấy A"),),
    )


def duplicate(name: str, procedures: int) -> Finding:
    keys = tuple(f"1.{n:06}" for n in range(procedures))
    asking = tuple(Evidence(procedure=key, procedure_name="Thủ tục", component=0, quote=name) for key in keys)
    return Finding(
        kind=FindingKind.DUPLICATE,
        subject=name,
        title=name,
        document_type_name=name,
        procedures=keys,
        evidence=asking,
        weight=float(procedures),
    )


def given(lang: str = "vi", **told: object) -> ReportInput:
    cuts = effect_of_cuts(SNAPSHOT, READINGS, FOUND, defaults())
    rest: dict[str, object] = {
        "day": DAY,
        "snapshot": SNAPSHOT.id,
        "procedures": len(SNAPSHOT.procedures),
        "rows": 7,
        "made": datetime(2026, 7, 2, 8, 30),  # noqa: DTZ001 - a moment of the test
        "files": (
            FileLine("a.json", "Cổng Dịch vụ công", "done", 3, 0),
            FileLine(EVIL, "", "refused", 0, 1, "Tệp chỉ có ảnh trang"),
        ),
        "issues": (IssueLine("warning", "time-limit", "Không hiểu thời hạn", "Sửa tại nguồn", 1234, EVIL),),
        "findings": (held("1.000001", 0, Verdict.LOOK_UP), duplicate("Giấy khai sinh", 3)),
        "cuts": cuts,
        "targets": report_targets(SNAPSHOT, READINGS, cuts),
        "limits": ("Chưa có số lượng hồ sơ.",),
        "lang": lang,
    }
    return ReportInput(**(rest | told))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def page() -> str:
    return render(given())


def test_the_page_stands_alone(page: str) -> None:
    tree = html.fromstring(page)
    assert not tree.xpath("//script | //link | //img | //iframe | //@href | //@src | //@onclick")
    assert "url(" not in page
    assert "http" not in page
    assert tree.get("lang") == "vi"


def test_what_comes_from_outside_is_escaped(page: str) -> None:
    assert EVIL not in page
    assert "&lt;script&gt;" in page


def test_every_part_is_there(page: str) -> None:
    told = html.fromstring(page).text_content()
    for words in PARTS:
        assert words in told
    for words in (SNAPSHOT.id, *TOLD):
        assert words in told
    assert "Chưa được công bố số tiền" in told  # the shipped figures are placeholders
    assert "20\u00a0%" in told
    assert "chưa đếm" in told  # what "quy định" counts


def test_figures_are_shown_with_grade_and_source(page: str) -> None:
    told = html.fromstring(page).text_content()
    for words in ("hourly_income", "giữ chỗ", "mặc định nước ngoài", "nhớ lại, chưa kiểm"):
        assert words in told


def test_equal_input_gives_equal_bytes(page: str) -> None:
    assert render(given()) == page


def test_nothing_found_is_said() -> None:
    told = html.fromstring(
        render(ReportInput(day=DAY, snapshot="0" * 16, procedures=0, rows=0))
    ).text_content()
    assert told.count("Không có.") >= 4
    assert "người có thẩm quyền kết luận" in told  # the standing limits are always there
    assert "Chưa được công bố" not in told


def test_an_empty_catalogue_has_no_rate() -> None:
    empty = Snapshot.of(DAY, [])
    cuts = effect_of_cuts(empty, {}, [], defaults())
    told = render(given(cuts=cuts, targets=report_targets(empty, {}, cuts), findings=()))
    assert "không xác định" in told


def test_english_headings() -> None:
    told = html.fromstring(render(given(lang="en"))).text_content()
    assert "Progress against targets" in told
    assert "Tiến độ so với" not in told


def test_rows_are_counted_once_with_their_strongest_verdict() -> None:
    found = [
        held("1.000001", 0, Verdict.ASK_IF_LOOKUP_FAILS),
        held("1.000001", 0, Verdict.UNLAWFUL_TO_ASK),
        held("1.000001", 1, Verdict.ASK),
        held("1.000002", 0, Verdict.LOOK_UP, register=None),
        duplicate("Giấy khai sinh", 2),
    ]
    first, second = held_by_register(found, "Kết quả khác")
    assert (first.register, first.holder, first.total) == ("CSDLQG về dân cư", "Bộ Công an", 2)
    assert dict(zip(VERDICTS, first.counts, strict=True))[Verdict.UNLAWFUL_TO_ASK] == 1
    assert (second.register, second.total) == ("Kết quả khác", 1)


def test_rows_by_procedure_are_those_by_register() -> None:
    found = [
        held("1.000001", 0, Verdict.ASK_IF_LOOKUP_FAILS),
        held("1.000001", 0, Verdict.LOOK_UP, register="CSDL khác"),
        held("1.000001", 1, Verdict.ASK),
        held("1.000002", 0, Verdict.UNLAWFUL_TO_ASK),
        held("1.000002", 1, Verdict.UNLAWFUL_TO_ASK),
    ]
    first, second = held_by_procedure(found)
    assert (first.key, first.total, first.counts[0]) == ("1.000002", 2, 2)
    assert (second.key, second.total) == ("1.000001", 2)  # one row of two registers counts once


def test_a_long_table_says_how_many_are_shown_and_how_to_get_the_rest() -> None:
    found = tuple(held(f"1.{n:06}", 0, Verdict.LOOK_UP) for n in range(400))
    told = html.fromstring(render(given(findings=found))).text_content()
    assert f"Đang hiện {ASKING} trong 400 thủ tục" in told
    assert "dongian once-only --json" in told
    assert len(render(given(findings=found))) < 3_000_000


def test_a_year_is_summed_over_known_volumes_only(page: str) -> None:
    assert "Chưa thủ tục nào có số lượng hồ sơ" in page
    cuts = effect_of_cuts(SNAPSHOT, READINGS, FOUND, defaults())
    known = Volume(Range.of(100), (), {}, {})
    first, *rest = cuts.results
    counted = replace(
        first, before=replace(first.before, volume=known), after=replace(first.after, volume=known)
    )
    years = years_of(CutReport((counted, *rest), ()))
    assert years["count"] == 1
    assert years["before"] == first.before.c1.central * 100
    told = render(given(cuts=CutReport((counted, *rest), ())))
    assert "1 thủ tục có số lượng hồ sơ một năm" in told


def test_a_frozen_base_has_its_progress_gross_and_net() -> None:
    stands = Standing("Tất cả", 50, {MeasureState.IN_FORCE: 4}, {MeasureState.PROPOSED: 7}, gone=1, born=2)
    page = render(given(bases=(BaseLine("mốc A", "66/NQ-CP", DAY, "ab" * 32, stands),)))
    told = html.fromstring(page).text_content()
    assert "Tiến độ so với mốc đã chốt" in told
    assert "8,00\u00a0%" in told  # gross: only what is in force
    assert "4,00\u00a0%" in told  # net of two new ones
    assert "ab" * 6 in told
    assert "Tiến độ so với mốc đã chốt" not in render(given())


@pytest.mark.parametrize(
    ("metric", "programme", "day", "in_force", "verdict"),
    [
        (Metric.INTERNAL_PROCEDURE_COUNT, "1085/QĐ-TTg", DAY, 10, "đạt"),
        (Metric.INTERNAL_PROCEDURE_COUNT, "1085/QĐ-TTg", DAY, 9, "chưa đạt"),
        (Metric.INTERNAL_PROCEDURE_COUNT, "khác", DAY, 10, "chưa đủ căn cứ"),  # the base of another programme
        (Metric.RULE_COUNT, "68/NQ-CP", date(2020, 5, 31), 50, "chưa đủ căn cứ"),  # only procedures counted
        (Metric.RULE_COUNT, "68/NQ-CP", DAY, 50, "chưa đủ căn cứ"),  # another day than the programme's
    ],
)
def test_a_target_is_decided_on_its_own_frozen_base_only(
    metric: Metric, programme: str, day: date, in_force: int, verdict: str
) -> None:
    stands = Standing("Tất cả", 50, {MeasureState.IN_FORCE: in_force}, {}, gone=0, born=0)
    base = BaseLine("mốc", programme, day, "0" * 64, stands)
    (progress,) = [p for p in given().targets.progress if p.target.metric is metric]  # type: ignore[union-attr]
    assert standing(progress, Words(_words(), "vi"), (base,)).verdict == verdict


def test_the_trade_off_curve_is_drawn_with_its_numbers() -> None:
    points = tuple(CurvePoint(n * n, 5 * n, Fraction(n, 20), proven=n < 5) for n in range(1, 6))
    page = render(given(curve=points))
    tree = html.fromstring(page)
    (chart,) = tree.xpath("//svg[@aria-label and .//polyline]")
    assert len(chart.xpath(".//circle")) == 5
    assert "chưa chứng minh là ít nhất" in tree.text_content()
    assert "polyline" not in render(given())


def test_names_begin_with_a_capital() -> None:
    told = render(given(findings=(duplicate("giấy khai sinh", 3),)))
    assert "<td>Giấy khai sinh</td>" in told


def test_what_could_not_be_costed_is_unknown_and_not_nothing() -> None:
    listed = Snapshot.of(
        DAY, [procedure(code="2.000001", issuing_agency="Bộ A"), procedure(code="2.000002", sector="S")]
    )
    cuts = effect_of_cuts(listed, {}, [], defaults())
    page = render(given(cuts=cuts, targets=report_targets(listed, {}, cuts), findings=()))
    told = html.fromstring(page)
    cells = [cell.text_content().strip() for cell in told.xpath("//table[contains(@class, 'first')]//td")]
    assert cells.count("chưa tính được") == 4  # two agencies, two sectors
    assert not any(cell.startswith("0\u00a0đồng") for cell in told.xpath("//td/text() | //b/text()"))


def test_no_target_is_called_reached_without_its_base(page: str) -> None:
    told = html.fromstring(page)
    (rows,) = told.xpath("//table[.//th[text()='Chương trình']]/tbody")
    verdicts = [row[-1].text_content() for row in rows]
    assert {verdict.split(":")[0] for verdict in verdicts} == {"chưa đủ căn cứ", "chưa tính được"}
    assert "mốc 31/05/2020 của chương trình chưa có trong danh mục" in verdicts[0]
    assert "ít nhất một giấy tờ cắt được" in rows[0].text_content()
    for progress in given().targets.progress:  # type: ignore[union-attr]
        stands = standing(progress, Words(_words(), "vi"))
        assert (stands.verdict == "chưa tính được") == (progress.counter is None)


def test_the_card_has_the_base_of_its_percent(page: str) -> None:
    counts = given().targets.counts  # type: ignore[union-attr]
    cards = [card.text_content() for card in html.fromstring(page).xpath("//div[@class='short']/div")]
    assert cards[3].startswith(f"{counts.rows.before}Dòng thành phần hồ sơ yêu cầu giấy tờ (trong 7 dòng")
    assert f"của {counts.rows.before})" in cards[4]


def test_files_are_summed_by_source() -> None:
    lines = by_source(
        [
            FileLine("a", "Cổng", "done", 2, 1),
            FileLine("b", "Cổng", "partial", 3, 4),
            FileLine("c", "", "refused", 0, 1),
        ]
    )
    assert [(line.source, line.files, line.records, line.issues) for line in lines] == [
        ("Cổng", 2, 5, 5),
        ("", 1, 0, 1),
    ]


def test_many_files_are_folded_but_none_is_left_out() -> None:
    states = ["done", "partial"] * 100
    files = tuple(FileLine(f"tệp-{n:03}.json", "Cổng", state, 1, 0) for n, state in enumerate(states))
    told = html.fromstring(render(given(files=files))).text_content()
    assert all(file.name in told for file in files)


def test_units_and_scopes_of_the_shipped_figures_are_in_vietnamese() -> None:
    told = Words(_words(), "vi")
    for parameter in defaults().by_name.values():
        assert parameter.unit in _words()["units"]
        for value in parameter.values:
            for dimension, item in value.scope.items():
                assert told(f"dimensions.{dimension}")
                assert item in _words()["scope_values"]
    assert told.known("scope_values", "1.000001") == "1.000001"
