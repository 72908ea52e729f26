"""Public services of other countries in CPSV-AP: RDF/XML, Turtle or JSON-LD.

Takes every public service of the graph with what it names. Its identity is its own code space
(`IT:p_TN_1519`, docs/decisions/0010); nothing is fetched, addresses are names.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from catalogue.issues import IssueLog
from catalogue.records import Coverage, OtherName, Place, Procedure
from catalogue.text import squash
from importers.base import Importer, Rank, SourceFile, accept
from importers.cpsv.countries import UNKNOWN, country_of
from importers.cpsv.graph import expand, format_of, lookup, read_graph
from importers.cpsv.node import Node, local_name, preferred
from importers.cpsv.parts import Desk, cases, channels, conditions, legal_bases, outcomes, steps
from importers.identity import identify

if TYPE_CHECKING:
    from rdflib import Graph

NAME = "cpsv-ap"
HOME = "VN"


def recognise(file: SourceFile) -> bool:
    """RDF in one of three formats that names public services of the vocabulary."""
    return format_of(file) is not None


def extract(file: SourceFile, issues: IssueLog) -> Iterator[Procedure]:
    """One record per public service, in the order of the file.

    Raises:
        UnreadableFile: no RDF, or it needs something from elsewhere.
    """
    graph = read_graph(file)
    services = _services(graph)
    if not services:
        issues.add("nothing-stated", f"Tệp {file.name} không nêu dịch vụ công nào (cpsv:PublicService).")
    read: set[str] = set()
    for service in services:
        record = _record(file, service, issues, read)
        if record is not None:
            yield record
    _tell_others(graph, read, issues)


def _services(graph: "Graph") -> list[Node]:
    from rdflib import URIRef
    from rdflib.namespace import RDF

    terms = dict.fromkeys(
        term for name in lookup()["service"] for term in graph.subjects(RDF.type, URIRef(expand(name)))
    )
    named = [term for term in terms if isinstance(term, URIRef)]
    bare = [term for term in terms if not isinstance(term, URIRef)]
    return [Node(graph, term, str(term)) for term in named] + [
        Node(graph, term, f"_:{number}") for number, term in enumerate(bare, start=1)
    ]


def _record(file: SourceFile, service: Node, issues: IssueLog, read: set[str]) -> Procedure | None:
    names = service.words("name")
    chosen = preferred(names)
    name = squash("; ".join(word.text for word in chosen))
    if not name:
        issues.add(
            "name-missing", f"Dịch vụ {service.at} không có tên", place=service.place(), quote=service.at
        )
        return None
    identity = _identity(service, name, issues)
    key = identity["code"] or identity["foreign_code"] or identity["provisional_id"]
    desk = Desk(issues, key or "")
    said = (
        identity
        | _said(desk.see(service), desk)
        | {
            "name": name,
            "other_names": [
                OtherName(language=word.language, name=squash(word.text))
                for word in names
                if word not in chosen
            ],
            "source": file.source(NAME, service.place()),
        }
    )
    desk.finish()
    read.update(node.at for node in desk.seen)
    return accept(said | {"issues": issues.codes_of(desk.key)}, issues, place=service.place())


def _identity(service: Node, name: str, issues: IssueLog) -> dict[str, str | None]:
    """The identifier in the space of its country; a Vietnamese service has a Vietnamese code."""
    country = country_of(service)
    words = service.words("identifier")
    written = words[0].text if words else local_name(service.address) if service.address else ""
    if country == HOME:
        told = identify(written, name=name, agency=None, place=service.place("identifier"), issues=issues)
        return told.said | {"foreign_code": None}
    code = f"{country or UNKNOWN}:{squash(written) or squash(name)}"
    if country is None:
        issues.add(
            "country-unknown",
            f"“{name[:120]}”: tệp không cho biết dịch vụ thuộc nước nào; ghi mã {code}.",
            place=service.place(),
            procedure=code,
            field="foreign_code",
        )
    return {"code": None, "foreign_code": code, "provisional_id": None}


def _said(service: Node, desk: Desk) -> dict[str, Any]:
    authorities = service.nodes("authority")
    contacts = [desk.see(node) for node in service.nodes("contact")]
    for place in (*service.nodes("spatial"), *(one for node in authorities for one in node.nodes("spatial"))):
        desk.see(place).words("name")
    return {
        "coverage": Coverage.FULL,
        "sector": "; ".join(desk.all_named(service.nodes("sector"), about="sector")) or None,
        "deciding_agency": "; ".join(_agents(authorities, desk)) or None,
        "handling_agencies": _agents(service.nodes("provider"), desk),
        "applicants": desk.all_named(service.nodes("applicant"), about="applicants"),
        "address": _address([*contacts, *authorities], desk),
        "steps": steps(service, desk),
        "channels": channels(service, desk),
        "cases": cases(service, desk),
        "outcomes": outcomes(service, desk),
        "conditions": conditions(service, desk),
        "legal_bases": legal_bases(service, desk),
        "keywords": "; ".join(_keywords(service, desk)) or None,
        "related": desk.all_named(service.nodes("related"), about="related"),
    }


def _agents(nodes: tuple[Node, ...], desk: Desk) -> tuple[str, ...]:
    told = desk.all_named(nodes, about="deciding_agency")
    for node in nodes:
        node.words("identifier")
    return told


def _keywords(service: Node, desk: Desk) -> tuple[str, ...]:
    """Subject words, kind of service and the life or business events it belongs to."""
    told: list[str] = []
    for name in ("keyword", "type", "event"):
        nodes = service.nodes(name)
        told += desk.all_named(nodes, about="keywords")
        for node in nodes:
            for more in ("identifier", "words", "type"):
                node.words(more)
    return tuple(dict.fromkeys(told))


def _address(nodes: list[Node], desk: Desk) -> str | None:
    """Where to turn to: postal addresses, telephones, mail addresses, each once."""
    lines: list[str] = []
    for node in nodes:
        for place in node.nodes("address"):
            desk.see(place)
            lines += [word.text for name in ("full_address", "name") for word in place.words(name)]
        lines += [word.text for name in ("telephone", "email") for word in node.words(name)]
        node.words("identifier")
    split = (part for line in lines for part in line.splitlines())
    return "\n".join(dict.fromkeys(split)) or None


def _tell_others(graph: "Graph", read: set[str], issues: IssueLog) -> None:
    """Typed nodes that no service names, one issue for each type."""
    from rdflib import URIRef
    from rdflib.namespace import RDF

    left: dict[str, list[str]] = {}
    for term, kind in graph.subject_objects(RDF.type):
        if isinstance(term, URIRef) and str(term) not in read:
            left.setdefault(str(kind), []).append(str(term))
    for name in lookup()["ignore_types"]:
        left.pop(expand(name), None)
    for kind_name, nodes in sorted(left.items()):
        issues.add(
            "unread-cells",
            f"{len(nodes)} nút kiểu “{local_name(kind_name)}” không thuộc dịch vụ nào của tệp, không đọc.",
            place=Place(path=kind_name),
            quote="; ".join(nodes),
        )


IMPORTER = Importer(
    NAME,
    "Dịch vụ công của nước khác theo bộ từ vựng châu Âu CPSV-AP (RDF)",
    Rank.NATIONAL_PORTAL,
    recognise,
    extract,
    formats=(".rdf", ".ttl", ".jsonld"),
)
