"""Public services of other countries: formats, identity, times, refusals."""

from pathlib import Path

import pytest

from catalogue.errors import UnreadableFile
from catalogue.issues import IssueLog
from catalogue.records import Procedure
from importers.base import SourceFile
from importers.registry import importer_for

HEAD = """@prefix cpsv: <http://purl.org/vocab/cpsv#> . @prefix cv: <http://data.europa.eu/m8g/> .
@prefix dct: <http://purl.org/dc/terms/> . @prefix schema: <https://schema.org/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


def read(file: SourceFile) -> tuple[list[Procedure], IssueLog]:
    issues = IssueLog()
    importer = importer_for(file)
    assert importer.name == "cpsv-ap"
    return list(importer.extract(file, issues)), issues


def service(said: str, address: str = "http://example.org/s/A-1") -> Procedure:
    data = f'{HEAD}<{address}> a cpsv:PublicService ; dct:title "A service" {said} .'
    (record,) = read(SourceFile("a.ttl", data.encode()))[0]
    return record


COUNTRIES = [  # address of the service, what else it says, key
    ("http://data.example.org/FI/Fire", "", "FI:Fire"),
    ("http://example.org/s/A-1", "; cv:hasCompetentAuthority <http://x.org/Estonia/Agency/A>", "EE:A-1"),
    ("http://example.org/s/A-1", "; cv:hasContactPoint [ schema:email 'a@comune.example.it' ]", "IT:A-1"),
    ("http://example.org/s/A-1", "; cv:hasFormalFramework <https://www.riigiteataja.ee/akt/1>", "EE:A-1"),
    ("http://example.org/s/A-1", "; cv:isGroupedBy <http://data.europa.eu/BE/StartingBusiness>", "ZZ:A-1"),
    ("http://example.org/s/A-1", "; dct:identifier 'p TN 7'", "ZZ:p TN 7"),
    ("https://dichvucong.example.vn/1.000894", "; dct:identifier '1.000894'", "1.000894"),
]
TIMES = [  # xsd:duration, value, unit
    ("P30D", 30, "day"),
    ("P2W", 14, "day"),
    ("P3M", 3, "month"),
    ("PT48H", 48, "hour"),
    ("P0Y1M0D", 1, "month"),
    ("P1M15D", None, None),
    ("soon", None, None),
]


@pytest.mark.parametrize(("address", "said", "key"), COUNTRIES)
def test_the_code_space_is_the_country_told_by_addresses(address: str, said: str, key: str) -> None:
    assert service(said, address).key == key


@pytest.mark.parametrize(("written", "value", "unit"), TIMES)
def test_a_duration_of_one_unit_is_a_limit(written: str, value: float | None, unit: str | None) -> None:
    limit = service(f"; cv:processingTime '{written}'").channels[0].time_limit
    assert limit is not None
    assert (limit.value, limit.unit, limit.text) == (value, unit, written)


def test_the_same_service_in_another_language_keeps_all_names() -> None:
    record = service("; dct:title 'Dịch vụ'@vi, 'Palvelu'@fi")
    assert record.name == "Dịch vụ"
    assert [(name.language, name.name) for name in record.other_names] == [
        (None, "A service"),
        ("fi", "Palvelu"),
    ]


def test_free_is_told_unknown_is_not() -> None:
    free = service(
        "; cv:hasCost [ cv:value 0.0 ], [ dct:description 'Gratis.' ], [ dct:description 'depends' ]"
    )
    assert [fee.amount for fee in free.channels[0].fees] == ["0", "0", None]


REFUSED = [  # name, bytes, word of the message
    ("a.rdf", b'<rdf:RDF xmlns:rdf="r" xmlns:p="http://purl.org/vocab/cpsv#"><p:PublicService>', "XML"),
    ("a.ttl", HEAD.encode() + b"<a> a cpsv:PublicService ; ;;; [", "turtle"),
    ("a.ttl", HEAD.encode() + b"<a> a cpsv:PublicService ; dct:title " + b"[ a " * 3000 + b".", "RDF"),
    (
        "a.jsonld",
        b'{"@graph":[{"@context":"http://x/c","@type":"http://purl.org/vocab/cpsv#PublicService"}]}',
        "http://x/c",
    ),
    (
        "a.jsonld",
        b'{"@context":{"@import":"http://x/c"},"@type":"http://purl.org/vocab/cpsv#PublicService"}',
        "@import",
    ),
]


@pytest.mark.parametrize(("name", "data", "word"), REFUSED)
def test_broken_and_remote_files_are_refused(
    name: str, data: bytes, word: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("socket.socket.connect", lambda *_: pytest.fail("went to the network"))
    with pytest.raises(UnreadableFile, match=word):
        read(SourceFile(name, data))


REAL = [  # file, services, with costs, with components, issues of the file at most
    ("EstonianServices.rdf", 28, 24, 6, 10),
    ("FinnishServices.ttl", 13, 6, 1, 8),
    ("c4c_trento.jsonld", 2, 2, 2, 2),
    ("c4c_DEMO_BELGIUM.rdf", 1, 1, 1, 1),
    ("c4c_DEMO_ITALY.rdf", 1, 1, 0, 1),
    ("c4c_DEMO_SLOVENIA.rdf", 1, 1, 0, 1),
    ("c4c_DEMO_AUSTRHEIM.rdf", 1, 1, 0, 1),
]


@pytest.mark.shared
@pytest.mark.parametrize(("name", "number", "costs", "papers", "most"), REAL)
def test_real_catalogues(shared: Path, name: str, number: int, costs: int, papers: int, most: int) -> None:
    records, issues = read(SourceFile.open(shared / "data" / "cpsv-ap" / name))
    assert len(records) == number
    assert sum(any(way.fees for way in record.channels) for record in records) == costs
    assert sum(bool(record.components) for record in records) == papers
    assert len(issues) <= most
    assert all(record.key[:3] in {"EE:", "FI:", "IT:", "BE:", "SI:", "NO:"} for record in records)
