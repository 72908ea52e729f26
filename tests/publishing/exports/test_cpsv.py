"""Linked data: it conforms to the profile, says nothing untrue, and comes back as far as the table says."""

import json
import warnings
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from catalogue.records import Procedure
from publishing.exports.cpsv import missing_parts, service_of, write_cpsv
from publishing.exports.shapes import violations
from publishing.exports.stamp import Stamp
from tests.build import case, channel, component, day, fee, procedure
from tests.publishing.exports.round_trip import fixture_records, read_back, unexplained

STAMP = Stamp(day("2026-07-01"), datetime(2026, 7, 2, tzinfo=UTC), "0" * 16, "0.1.0")
FORMATS = ["x.ttl", "x.jsonld"]


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    """rdflib and pyshacl warn of what they themselves deprecate."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        yield


def full() -> Procedure:
    """A procedure with everything that the profile has a place for."""
    return procedure(
        "1.000894",
        sector="Hộ tịch",
        applicants=["Công dân Việt Nam"],
        deciding_agency="Ủy ban nhân dân cấp xã",
        handling_agencies=["Trung tâm Phục vụ hành chính công"],
        coordinating_agencies=["Công an cấp xã"],
        steps=[{"order": 1, "text": 'Nộp "hồ sơ"\\ tại <cấp xã>\n{và} chờ'}],
        channels=[
            channel("in_person", 5, "day", fee("50000", "Lệ phí: 50.000 đồng", kind="charge")),
            channel("online", 3, "working_day"),
        ],
        cases=[case(component("Tờ khai", code="TP1"), name="Giấy tờ phải nộp")],
        outcomes=[{"code": "KQ1", "name": "Giấy chứng nhận kết hôn"}],
        legal_bases=[{"number": "60/2014/QH13", "name": "Luật Hộ tịch"}],
        conditions="Nam từ đủ 20 tuổi",
        keywords="kết hôn",
    )


@pytest.mark.parametrize("name", FORMATS)
def test_a_full_procedure_conforms_to_the_profile(tmp_path: Path, name: str) -> None:
    write_cpsv(tmp_path / name, [full()], STAMP)
    assert violations(tmp_path / name) == ()


def test_what_no_source_states_is_told_and_not_made_up(tmp_path: Path) -> None:
    bare = procedure()
    assert missing_parts(bare) == ("dct:description", "cv:hasCompetentAuthority")
    write_cpsv(tmp_path / "x.ttl", [bare], STAMP)
    found = violations(tmp_path / "x.ttl")
    assert sorted(one.path.rpartition("/")[2] for one in found) == ["description", "hasCompetentAuthority"]


def test_every_fixture_breaks_no_more_than_what_is_told(fixtures: Path, tmp_path: Path) -> None:
    records = fixture_records(fixtures)
    write_cpsv(tmp_path / "x.ttl", records, STAMP)
    expected = sum(len(missing_parts(record)) for record in records)
    assert len(violations(tmp_path / "x.ttl")) == expected


@pytest.mark.parametrize("name", FORMATS)
def test_every_fixture_with_a_code_comes_back_as_far_as_the_table_says(
    fixtures: Path, tmp_path: Path, name: str
) -> None:
    records = [one for one in fixture_records(fixtures) if one.code or one.foreign_code]
    write_cpsv(tmp_path / name, records, STAMP)
    found = read_back(name, (tmp_path / name).read_bytes(), importer="cpsv-ap")
    assert list(unexplained("cpsv", records, found)) == []


def test_a_working_day_is_never_written_as_a_day() -> None:
    first, second = service_of(full())["cv:hasChannel"]
    assert first["cv:processingTime"]["@value"] == "P5D"
    assert "cv:processingTime" not in second
    assert "3 ngày làm việc" in second["dct:description"][0]["@value"]


def test_both_formats_say_the_same(tmp_path: Path) -> None:
    from rdflib import Graph
    from rdflib.compare import isomorphic

    for name in FORMATS:
        write_cpsv(tmp_path / name, [full(), procedure("1.000001")], STAMP)
    turtle = Graph().parse(tmp_path / "x.ttl", format="turtle")
    linked = Graph().parse(tmp_path / "x.jsonld", format="json-ld")
    assert len(turtle) > 50
    assert isomorphic(turtle, linked)
    assert json.loads((tmp_path / "x.jsonld").read_text("utf-8"))["@graph"][0]["@id"].endswith("0" * 16)


def test_a_folder_holds_every_service_once(tmp_path: Path) -> None:
    records = [procedure(f"1.{n:06d}") for n in range(1, 302)]
    target = tmp_path / "rdf"
    assert write_cpsv(target, records, STAMP) == 301
    write_cpsv(target, records, STAMP)  # an earlier export is replaced
    texts = [path.read_text("utf-8") for path in sorted(target.iterdir())]
    assert [text.count("a cpsv:PublicService") for text in texts] == [250, 51]


def test_addresses_are_permanent_and_safe() -> None:
    assert service_of(full())["@id"] == "urn:dongian:service/VN/1.000894"
    odd = procedure(None, foreign_code="IT:a b/<c>")
    assert service_of(odd, base="https://example.org/")["@id"] == "https://example.org/IT/a%20b%2F%3Cc%3E"
