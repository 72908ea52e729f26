"""The portal's detail record: its quirks, one by one."""

import json
from datetime import date
from typing import Any

import pytest

from catalogue.issues import IssueLog
from catalogue.records import Fee, FeeKind, Kind, Level, Procedure, TimeLimit, TimeUnit
from importers.base import SourceFile
from importers.portal import kind_of, local_day
from importers.sources.portal_record import IMPORTER
from tests.importers.files import record


def read(**said: Any) -> tuple[Procedure, IssueLog]:
    issues = IssueLog()
    (procedure,) = IMPORTER.extract(SourceFile("a.json", record(**said)), issues)
    return procedure, issues


def limit(quantity: object, unit: str, description: str = "") -> TimeLimit | None:
    method = {"submissionMethod": "DIRECT", "processingTime": quantity, "processingTimeUnit": unit}
    procedure, _ = read(executionMethods=[method | {"description": description}])
    return procedure.channels[0].time_limit


LIMITS = [  # quantity, unit, description; value, unit
    (10, "WORKING_DAY", "", 10, TimeUnit.WORKING_DAY),
    (17.5, "DAY", "", 17.5, TimeUnit.DAY),
    (2, "HOUR", "", 2, TimeUnit.HOUR),
    (30, "MINUTE", "", 0.5, TimeUnit.HOUR),
    (1, "MONTH", "", 1, TimeUnit.MONTH),
    (1, "OTHER", "", None, None),
    (0, "WORKING_DAY", "", None, None),
    (5, "OTHER", "Không quá 05 ngày làm việc", 5, TimeUnit.WORKING_DAY),
    ("Theo mô tả", "OTHER", "Không quá 15 ngày", 15, TimeUnit.DAY),
    ("Không quá 7 ngày", "OTHER", "Nộp trực tuyến", 7, TimeUnit.DAY),
    ("Theo mô tả", "OTHER", "", None, None),
]


@pytest.mark.parametrize(("quantity", "unit", "description", "value", "read_unit"), LIMITS)
def test_a_time_limit_has_a_value_only_where_its_unit_means_something(
    quantity: object, unit: str, description: str, value: float | None, read_unit: TimeUnit | None
) -> None:
    told = limit(quantity, unit, description)
    assert (told and told.value, told and told.unit) == (value, read_unit)
    assert told is None or told.text


def test_an_hour_of_the_clock_is_no_duration() -> None:
    method = {"submissionMethod": "DIRECT", "processingTime": 15, "processingTimeUnit": "HOUR"}
    steps = [
        {"description": "Trường hợp nhận hồ sơ sau 15 giờ thì trả kết quả trong ngày làm việc tiếp theo."}
    ]
    told, issues = read(executionMethods=[method], executionSteps=steps)
    assert told.channels[0].time_limit == TimeLimit(text="15")
    assert "time-limit-not-understood" in {issue.code for issue in issues}


def fee(**said: Any) -> tuple[Fee, set[str]]:
    procedure, issues = read(
        executionMethods=[{"submissionMethod": "DIRECT", "fees": [{"type": "FEE", **said}]}]
    )
    return procedure.channels[0].fees[0], {issue.code for issue in issues}


FEES = [  # value, description, currency; amount, currency, an issue
    (30000, "", "Việt Nam Đồng", "30000", "VND", None),
    (15, "", "USD", "15", "USD", None),
    (90, "Theo Thông tư", None, "90", None, "fee-not-understood"),
    (0, "", None, "0", "VND", "fee-zero-unexplained"),
    (0, "Miễn phí", None, "0", "VND", None),
    (0, "Do Hội đồng nhân dân cấp tỉnh quy định", None, None, None, "fee-zero-elsewhere"),
    (0, "Miễn lệ phí cho người thuộc hộ nghèo", None, None, None, "fee-zero-elsewhere"),
    (0, "50.000 đồng/hồ sơ", None, "50000", "VND", None),
    (None, "", None, None, None, None),
    (None, "Chi tiết tại văn bản kèm theo", None, None, None, "fee-zero-elsewhere"),
    ("miễn", "", None, None, None, "fee-not-understood"),
]


@pytest.mark.parametrize(("value", "text", "currency", "amount", "read_currency", "issue"), FEES)
def test_zero_and_nothing_are_free_only_where_that_is_said(
    value: object,
    text: str,
    currency: str | None,
    amount: str | None,
    read_currency: str | None,
    issue: str | None,
) -> None:
    told, codes = fee(value=value, description=text, currencyName=currency)
    assert (told.amount, told.currency) == (amount, read_currency)
    assert (issue in codes) if issue else not codes
    assert told.text == text


@pytest.mark.parametrize(
    ("kind", "text", "told"),
    [
        ("FEE", "", FeeKind.FEE),
        ("SERVICE_FEE", "", FeeKind.CHARGE),
        ("PRICE_LEVEL", "", FeeKind.PRICE),
        ("FEE", "Lệ phí đăng ký cư trú", FeeKind.CHARGE),
        ("SERVICE_FEE", "- Phí thẩm định hồ sơ", FeeKind.FEE),
        ("KHÁC", "Theo quy định", None),
    ],
)
def test_the_words_of_a_fee_outrank_the_type_of_the_portal(
    kind: str, text: str, told: FeeKind | None
) -> None:
    assert fee(type=kind, value=1000, currencyName="USD", description=text)[0].kind is told


@pytest.mark.parametrize(
    ("nature", "delegation", "internal", "kind"),
    [
        ("STANDARD", "ASSIGNED_REGULATION", False, Kind.ASSIGNED),
        ("STANDARD", "NOT_ASSIGNED_REGULATION", False, Kind.STANDARD),
        ("SPECIFIC", "ASSIGNED_REGULATION", False, Kind.SPECIFIC),
        ("STANDARD_INTERNAL", None, False, Kind.INTERNAL),
        ("STANDARD", None, True, Kind.INTERNAL),
        ("INTERCONNECTED", None, False, Kind.INTERCONNECTED),
        (None, "ASSIGNED_REGULATION", False, Kind.ASSIGNED),
        ("LẠ", "OTHER", False, None),
        (None, None, False, None),
    ],
)
def test_the_kind_comes_from_two_axes(
    nature: str | None, delegation: str | None, internal: bool, kind: Kind | None
) -> None:
    assert kind_of(nature, delegation, internal=internal) is kind


def test_the_day_of_a_decision_is_the_local_one() -> None:
    assert local_day(1768496400000) == date(2026, 1, 16)  # 17:00 UTC of the day before
    assert local_day("hôm qua") is None
    assert local_day(9e18) is None
    assert local_day(True) is None


def test_the_number_of_the_decision_stands_in_the_proposal() -> None:
    told, issues = read(
        procedureProposal={"proposalNumber": "2171/QĐ-UBND-DatDai", "decisionDate": 1768496400000}
    )
    assert told.decision is not None
    assert told.decision.number == "2171/QĐ-UBND"
    assert [issue.code for issue in issues] == ["number-repaired"]


def test_handling_agencies_are_the_union_of_three_places_and_names_are_not_split_on_commas() -> None:
    told, _ = read(
        departmentsExecuting=[{"name": "Phòng Kinh tế, Hạ tầng và Đô thị"}],
        unitGroupsExecuting=[{"name": "Ủy ban nhân dân cấp xã"}],
        executingAgencies="Phòng Kinh tế, Hạ tầng và Đô thị; Sở Xây dựng",
    )
    assert told.handling_agencies == (
        "Phòng Kinh tế, Hạ tầng và Đô thị",
        "Ủy ban nhân dân cấp xã",
        "Sở Xây dựng",
    )


def test_an_agency_with_blanks_that_do_not_break_is_one_agency() -> None:
    name = "Ủy ban Nhân dân\xa0xã,\xa0phường,\xa0thị trấn."
    told, _ = read(departmentsExecuting=[{"name": name}], executingAgencies=name)
    assert told.handling_agencies == ("Ủy ban Nhân dân xã, phường, thị trấn.",)


@pytest.mark.parametrize(
    ("flags", "levels"),
    [
        ({"isMinistry": True, "isProvince": True, "isVertical": True}, (Level.CENTRAL, Level.PROVINCE)),
        ({"isVertical": True}, (Level.OTHER,)),
        ({"isWard": False}, ()),
    ],
)
def test_a_vertical_agency_adds_no_level_to_the_ones_told(
    flags: dict[str, bool], levels: tuple[Level, ...]
) -> None:
    assert read(**flags)[0].levels == levels


@pytest.mark.parametrize(
    ("text", "conditions", "not_applicable"),
    [
        ("Không quy định.", None, ("conditions",)),
        ("không", None, ("conditions",)),
        ("", None, ()),
        ("Không có thông tin", None, ()),
        ("Nam từ đủ 20 tuổi trở lên", "Nam từ đủ 20 tuổi trở lên", ()),
    ],
)
def test_no_conditions_and_no_word_on_conditions_are_two_facts(
    text: str, conditions: str | None, not_applicable: tuple[str, ...]
) -> None:
    told, _ = read(requirementsAndConditions=text, description=text)
    assert (told.conditions, told.not_applicable) == (conditions, not_applicable)


def test_a_limit_that_only_the_online_services_state_is_kept() -> None:
    told, _ = read(cases=[{"code": "1.000894.01", "name": "x", "processingDay": {"qty": 3, "type": "DAY"}}])
    assert [
        (channel.channel, channel.time_limit and channel.time_limit.value) for channel in told.channels
    ] == [(None, 3)]


def test_quantities_of_zero_are_kept_and_missing_ones_stay_unknown() -> None:
    rows = [
        {"name": "Đơn", "originalQty": 0, "copyQty": 1},
        {"name": "Ảnh"},
        {"name": "Giấy", "originalQty": "một"},
    ]
    told, issues = read(executionCases=[{"name": "", "profileComponents": rows}])
    assert [(row.originals, row.copies) for row in told.components] == [(0, 1), (None, None), (None, None)]
    assert [issue.code for issue in issues] == ["quantity-not-understood"]


def test_every_filled_key_is_taken_ignored_by_name_or_told() -> None:
    _, issues = read(createdAt=1, note="Ghi chú", lạ=[{"x": 1}], rỗng=[{"x": None}], isVertical="có")
    told = {issue.field for issue in issues if issue.code == "unread-cells"}
    assert told == {"note", "lạ", "isVertical"}


def test_text_that_is_not_composed_is_composed_and_told() -> None:
    told, issues = read(name="Thủ tục", keywords="e\u0301")
    assert [issue.code for issue in issues] == ["not-nfc"]
    assert told.keywords == "é"


def test_a_row_of_invisible_characters_is_a_row_without_a_name() -> None:
    _, issues = read(
        executionCases=[{"name": "", "profileComponents": [{"name": "\u200b", "originalQty": 1}]}]
    )
    assert [issue.code for issue in issues] == ["component-unnamed"]


def test_an_unknown_state_is_told() -> None:
    _, issues = read(state="ABOLISHED")
    assert [issue.code for issue in issues] == ["values-differ"]


def test_a_record_without_a_name_gives_nothing_but_an_issue() -> None:
    issues = IssueLog()
    assert not list(IMPORTER.extract(SourceFile("a.json", record(name=" ")), issues))
    assert [issue.code for issue in issues] == ["name-missing"]


def test_a_record_without_its_envelope_is_read_too() -> None:
    bare = json.dumps(json.loads(record())["data"]).encode()
    (told,) = IMPORTER.extract(SourceFile("a.json", bare), IssueLog())
    assert told.code == "1.000894"


@pytest.mark.shared
def test_every_real_record_keeps_all_its_rows(shared: Any) -> None:
    for path in sorted((shared / "data/portal-api/details").glob("*.json")):
        data = json.loads(path.read_text("utf-8"))["data"]
        issues = IssueLog()
        (told,) = IMPORTER.extract(SourceFile.open(path), issues)
        rows = [row for case in data["executionCases"] for row in case["profileComponents"]]
        unnamed = sum(issue.code == "component-unnamed" for issue in issues)
        assert len(rows) == len(told.components) + unnamed, path.name
        assert [(row["originalQty"], row["copyQty"]) for row in rows if row["name"]] == [
            (row.originals, row.copies) for row in told.components
        ], path.name
        assert len(data["executionMethods"]) == sum(channel.channel is not None for channel in told.channels)
        assert len(data["legalBasisesDetails"]) == len(told.legal_bases)
        assert len(data["resultsDetails"]) == len(told.outcomes)
        assert told.decision is not None
        assert told.decision.number is not None
        assert told.decision.date is not None
