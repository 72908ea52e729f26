"""Answers of the sync service: what goes out comes back."""

import json
from pathlib import Path

import pytest

from catalogue.records import Case, Procedure
from publishing.exports.exchange import answer, code_of, list_row, to_exchange
from tests.build import channel, component, fee, procedure
from tests.publishing.exports.round_trip import fixture_records, read_back, unexplained

STAMPED = "exchange"


def back(*records: Procedure) -> tuple[Procedure, ...]:
    """Out and in again."""
    told = answer(to_exchange(record) for record in records)
    return read_back("tra-loi.json", json.dumps(told, ensure_ascii=False).encode(), importer=STAMPED)


def test_every_fixture_with_a_code_comes_back_as_far_as_the_table_says(fixtures: Path) -> None:
    records = [record for record in fixture_records(fixtures) if record.code is not None]
    assert len(records) > 40
    assert list(unexplained("exchange", records, back(*records))) == []


def test_amounts_keep_their_worth() -> None:
    record = procedure(channels=[channel("in_person", 17.5, "day", fee("1250000", "Lệ phí cấp giấy phép"))])
    (way,) = to_exchange(record)["CACHTHUCTHUCHIEN"]
    assert way["THOIGIAN"][0]["THOIGIANGIAIQUYET"] == "17.5"
    assert way["THOIGIAN"][0]["PHILEPHI"][0]["SOTIEN"] == "1.250.000"
    (found,) = back(record)
    assert found.channels[0].time_limit is not None
    assert found.channels[0].time_limit.value == 17.5
    assert found.channels[0].fees[0].amount == "1250000"


def test_what_an_amount_is_for_is_said_in_words() -> None:
    record = procedure(channels=[channel("online", None, None, fee("2000", "", per="trang"))])
    assert (
        to_exchange(record)["CACHTHUCTHUCHIEN"][0]["THOIGIAN"][0]["PHILEPHI"][0]["MOTA"] == "2.000 đồng/trang"
    )


def test_words_beside_a_number_are_sent_once() -> None:
    told = {"value": 5, "unit": "working_day", "text": "05 ngày làm việc kể từ ngày nhận đủ hồ sơ"}
    record = procedure(channels=[{"channel": "post", "time_limit": told, "text": ""}])
    (time,) = to_exchange(record)["CACHTHUCTHUCHIEN"][0]["THOIGIAN"]
    assert (time["THOIGIANGIAIQUYET"], time["DONVITINH"]) == ("5", "Ngày làm việc")
    assert time["MOTA"] == "05 ngày làm việc kể từ ngày nhận đủ hồ sơ"


CODES = [
    # written, sent
    ("1.000656.000.00.00.H49", "1.000656.000.00.00.H49"),
    ("1,000656", "1.000656"),
    (" 1.000656", "1.000656"),
    (None, "1.000656"),
]


@pytest.mark.parametrize(("written", "sent"), CODES)
def test_a_misspelt_code_is_not_sent(written: str | None, sent: str) -> None:
    record = procedure("1.000656", code_as_written=written)
    assert code_of(record) == sent
    assert list_row(record) == {"MATTHC": sent, "TENTTHC": record.name}


def test_a_procedure_without_a_code_is_not_sent_under_that_of_another() -> None:
    record = procedure(None, provisional_id="TAM-0123456789ab", code_as_written=" 1.000656")
    assert code_of(record) == ""


def test_the_publisher_is_told_or_stands_in_the_code() -> None:
    record = procedure("1.000656", code_as_written="1.000656.000.00.00.H49")
    assert to_exchange(record)["MACOQUANCONGBO"] == "H49"
    assert to_exchange(record, publisher="H07")["MACOQUANCONGBO"] == "H07"
    assert to_exchange(procedure())["MACOQUANCONGBO"] == ""


def test_no_conditions_and_unknown_conditions_differ() -> None:
    assert to_exchange(procedure(not_applicable=["conditions"]))["YEUCAU"] == "Không"
    assert to_exchange(procedure())["YEUCAU"] == ""


def test_every_value_is_a_string_or_a_list() -> None:
    def plain(value: object) -> bool:
        if isinstance(value, dict):
            return all(plain(one) for one in value.values())
        return all(plain(one) for one in value) if isinstance(value, list) else isinstance(value, str)

    cases = [Case(name="Nộp", components=(component(forms=("a.doc", "b.doc")),))]
    assert plain(to_exchange(procedure(cases=cases, channels=[channel("post", 3, "day", fee())])))


def test_a_result_that_stands_in_for_a_paper_keeps_its_code() -> None:
    paper = component("Giấy báo tử", notes="Thay được bằng kết quả KQ.G15.000040.")
    item = to_exchange(procedure(cases=[Case(components=(paper,))]))
    assert item["THANHPHANHOSO"][0]["GIAYTO"][0]["MA_KQ_THAYTHE"] == "KQ.G15.000040"
    other = component("Giấy báo tử", notes="Bản chụp")
    item = to_exchange(procedure(cases=[Case(components=(other,))]))
    assert item["THANHPHANHOSO"][0]["GIAYTO"][0]["MA_KQ_THAYTHE"] == ""
