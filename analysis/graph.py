"""The graph of procedures, papers, agencies, outcomes, legal bases and registers.

Here: building it from a snapshot and its readings, and the questions people ask of it.
Not here: verdicts (once_only.py), files for other programs (graph_export.py).

    procedure --asks--> document type --held_by--> register
    procedure --issues--> outcome --counts_as--> document type
    procedure --handled_by, decided_by--> agency        procedure --based_on--> legal basis

Papers meet by document type, never by component or outcome codes: those ranges collide
between agencies.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import networkx as nx

from analysis.agencies_of import agency_on, by_alphabet, each_agency
from analysis.asked import Readings, all_rows, papers
from analysis.documents.reading import Maker
from analysis.duplicates import name_of
from analysis.issuers import Issuers
from analysis.links import foreign
from analysis.outcomes import OutcomeReading, read_outcomes
from analysis.registers import holding_of
from catalogue import text as words
from catalogue.records import LegalBasis, Procedure
from catalogue.snapshot import Snapshot

if TYPE_CHECKING:
    Graph = nx.MultiDiGraph[str]
else:  # the class takes no parameter at run time
    Graph = nx.MultiDiGraph


def procedure_node(key: str) -> str:
    """Id of the node of a procedure."""
    return f"procedure:{key}"


def type_node(type_: str) -> str:
    """Id of the node of a document type."""
    return f"type:{type_}"


def build_graph(snapshot: Snapshot, readings: Readings) -> Graph:
    """All nodes and edges, in one order whatever the order of the input.

    Nodes carry `kind` and `name`; edges carry `kind`, the number of the component or outcome row,
    the file it stands in and, where known, the days between which the tie holds.
    """
    graph = Graph(snapshot=snapshot.id, day=snapshot.day.isoformat())
    outcomes = read_outcomes(snapshot)
    for procedure in snapshot.procedures:
        _add_procedure(graph, procedure, snapshot)
        _add_outcomes(graph, procedure, outcomes.get(procedure.key, ()))
    _add_papers(graph, snapshot, readings, outcomes)
    return graph


def _node(graph: Graph, id_: str, kind: str, name: str, **more: Any) -> str:
    if id_ not in graph:
        graph.add_node(id_, kind=kind, name=name, **{k: v for k, v in more.items() if v is not None})
    return id_


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None


def _edge(graph: Graph, start: str, end: str, kind: str, **more: Any) -> None:
    graph.add_edge(start, end, kind=kind, **{k: v for k, v in more.items() if v is not None})


def _add_procedure(graph: Graph, procedure: Procedure, snapshot: Snapshot) -> None:
    here, file = procedure_node(procedure.key), procedure.source.file
    decision = procedure.decision
    _node(
        graph, here, "procedure", procedure.name, code=procedure.code, sector=procedure.sector,
        levels=";".join(procedure.levels), applicants=";".join(procedure.applicants), file=file,
    )  # fmt: skip
    since = _iso(decision.effective) if decision else None
    told = [("handled_by", name) for name in each_agency(*procedure.handling_agencies)]
    told += [("decided_by", name) for name in each_agency(procedure.deciding_agency)]
    for kind, name in told:
        agency = agency_on(name, snapshot.day)
        there = _node(graph, f"agency:{agency.key}", "agency", agency.name)
        _edge(graph, here, there, kind, written=name, file=file, valid_from=since)
    for basis in procedure.legal_bases:
        if (id_ := _basis_id(basis)) is not None:
            there = _node(graph, id_, "legal_basis", basis.name or basis.number or "", number=basis.number)
            _edge(graph, here, there, "based_on", articles="; ".join(basis.articles) or None, file=file)


def _basis_id(basis: LegalBasis) -> str | None:
    told = basis.number or (words.fold(basis.name) if basis.name else None)
    return f"basis:{told}" if told else None


def _add_outcomes(graph: Graph, procedure: Procedure, outcomes: tuple[OutcomeReading, ...]) -> None:
    for one in outcomes:
        there = _outcome_node(one)
        _node(
            graph, there, "outcome", words.squash(one.text), paper="; ".join(one.names) or None,
            excluded=one.excluded, code=procedure.outcomes[one.index].code,
        )  # fmt: skip
        _edge(
            graph,
            procedure_node(procedure.key),
            there,
            "issues",
            outcome=one.index,
            file=procedure.source.file,
        )


def _outcome_node(outcome: OutcomeReading) -> str:
    return f"outcome:{outcome.procedure}#{outcome.index}"


def _add_papers(
    graph: Graph, snapshot: Snapshot, readings: Readings, outcomes: Mapping[str, tuple[OutcomeReading, ...]]
) -> None:
    issuers = Issuers(outcomes, {procedure.key: procedure.name for procedure in snapshot.procedures})
    asking = [(asked, mention) for asked in all_rows(snapshot, readings) for mention in papers(asked)]
    by_type = defaultdict(list)
    for _, mention in asking:
        by_type[mention.type].append(mention)
    for type_ in sorted(by_type):
        first = by_type[type_][0]
        _node(
            graph, type_node(type_), "document_type", name_of(by_type[type_]), known=first.known,
            maker=str(first.maker), holder=str(first.holder),
        )  # fmt: skip
        if (holding := holding_of(first)) is not None:
            register = holding.register
            there = _node(graph, f"register:{register.id}", "register", register.name, holder=register.body)
            _edge(
                graph, type_node(type_), there, "held_by", legal_base=holding.legal_base,
                valid_from=_iso(holding.type.effective_from), valid_to=_iso(holding.type.effective_to),
            )  # fmt: skip
    counted: set[tuple[str, str]] = set()
    for asked, mention in asking:
        procedure = asked.procedure
        by_applicant = mention.maker is Maker.APPLICANT
        abroad = not by_applicant and foreign(asked.component.text, procedure.name, mention.name)
        _edge(
            graph, procedure_node(procedure.key), type_node(mention.type), "asks", component=asked.index,
            case=asked.case, form=str(mention.form), alternatives=asked.reading.alternatives,
            conditional=asked.reading.conditional, foreign=abroad, file=procedure.source.file,
        )  # fmt: skip
        for one in () if abroad else issuers.of(mention, asked.reading, asker=procedure.name):
            counted.add((_outcome_node(one), type_node(mention.type)))
    for start, end in sorted(counted):
        _edge(graph, start, end, "counts_as")


@dataclass(frozen=True, order=True)
class Asking:
    """A procedure asks for a paper in one of its rows."""

    procedure: str
    component: int
    type: str
    form: str
    alternatives: bool
    conditional: bool


@dataclass(frozen=True, order=True)
class Issuing:
    """A procedure issues a paper in one of its outcome rows."""

    procedure: str
    outcome: int
    type: str


@dataclass(frozen=True, order=True)
class Chain:
    """The result of one procedure is a paper of another (kết quả là đầu vào)."""

    issued_by: str
    outcome: int
    type: str
    asked_by: str
    component: int


@dataclass(frozen=True, order=True)
class OwnPaper:
    """An agency asks for a paper that it issues itself."""

    agency: str
    type: str
    asked_by: tuple[str, ...]
    issued_by: tuple[str, ...]


@dataclass(frozen=True)
class BlastRadius:
    """What a change of one document type touches; every field sorted."""

    type: str
    procedures: tuple[str, ...]
    agencies: tuple[str, ...]
    levels: tuple[str, ...]
    applicants: tuple[str, ...]
    legal_bases: tuple[str, ...]
    articles: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Each legal basis with the articles that these procedures cite of it: where an amendment begins."""


def _out(graph: Graph, node: str, *kinds: str) -> Iterator[tuple[str, dict[str, Any]]]:
    if node in graph:
        for _, end, said in graph.out_edges(node, data=True):
            if said["kind"] in kinds:
                yield end, said


def _into(graph: Graph, node: str, kind: str) -> Iterator[tuple[str, dict[str, Any]]]:
    if node in graph:
        for start, _, said in graph.in_edges(node, data=True):
            if said["kind"] == kind:
                yield start, said


def _key(node: str) -> str:
    return node.split(":", 1)[1]


def _asking(start: str, type_: str, said: dict[str, Any]) -> Asking:
    return Asking(
        _key(start), said["component"], type_, said["form"], said["alternatives"], said["conditional"]
    )


def who_asks(graph: Graph, type_: str) -> tuple[Asking, ...]:
    """Every row that asks for a document type, by procedure and row."""
    return tuple(
        sorted(_asking(start, type_, said) for start, said in _into(graph, type_node(type_), "asks"))
    )


def papers_of(graph: Graph, procedure: str) -> tuple[Asking, ...]:
    """Every paper that a procedure asks for, by row."""
    start = procedure_node(procedure)
    found = (_asking(start, _key(end), said) for end, said in _out(graph, start, "asks"))
    return tuple(sorted(found, key=lambda one: (one.component, one.type)))


def who_issues(graph: Graph, type_: str) -> tuple[Issuing, ...]:
    """Every outcome that is a paper of the type, by procedure and row."""
    outcomes = [_key(start) for start, _ in _into(graph, type_node(type_), "counts_as")]
    parts = [outcome.rpartition("#") for outcome in outcomes]
    return tuple(sorted(Issuing(procedure, int(number), type_) for procedure, _, number in parts))


def chains(graph: Graph, *, type_: str | None = None) -> Iterator[Chain]:
    """Results that are papers of another procedure, for one document type or all; sorted within a type."""
    types = (
        [type_]
        if type_
        else sorted(_key(n) for n, said in graph.nodes(data=True) if said["kind"] == "document_type")
    )
    for name in types:
        issuing = who_issues(graph, name)
        asking = sorted(
            (_key(start), said["component"])
            for start, said in _into(graph, type_node(name), "asks")
            if not said["foreign"]
        )
        for one in issuing:
            for asker, component in asking:
                if asker != one.procedure:
                    yield Chain(one.procedure, one.outcome, name, asker, component)


def _agencies(graph: Graph, procedure: str) -> frozenset[str]:
    return frozenset(end for end, _ in _out(graph, procedure_node(procedure), "handled_by", "decided_by"))


def agencies_asking_own_papers(graph: Graph) -> tuple[OwnPaper, ...]:
    """Agencies that ask for papers which they, or agencies of the same name elsewhere, issue."""
    found = []
    for node, said in graph.nodes(data=True):
        if said["kind"] != "document_type":
            continue
        asked, issued = defaultdict(set), defaultdict(set)
        for ask in who_asks(graph, _key(node)):
            for agency in _agencies(graph, ask.procedure):
                asked[agency].add(ask.procedure)
        for one in who_issues(graph, _key(node)):
            for agency in _agencies(graph, one.procedure):
                issued[agency].add(one.procedure)
        for agency in asked.keys() & issued.keys():
            name = graph.nodes[agency]["name"]
            found.append(
                OwnPaper(name, _key(node), tuple(sorted(asked[agency])), tuple(sorted(issued[agency])))
            )
    return tuple(sorted(found))


def blast_radius(graph: Graph, type_: str) -> BlastRadius:
    """Procedures, agencies, levels, applicants and legal bases that a change of the paper touches."""
    procedures = sorted({ask.procedure for ask in who_asks(graph, type_)})
    nodes = [graph.nodes[procedure_node(key)] for key in procedures]
    agencies = {graph.nodes[end]["name"] for key in procedures for end in _agencies(graph, key)}
    cited: dict[str, set[str]] = defaultdict(set)
    for key in procedures:
        for end, said in _out(graph, procedure_node(key), "based_on"):
            cited[_key(end)].update(filter(None, said.get("articles", "").split("; ")))
    split = [
        {part for said in nodes for part in said[field].split(";") if part}
        for field in ("levels", "applicants")
    ]
    return BlastRadius(
        type_, tuple(procedures), tuple(sorted(agencies, key=by_alphabet)), tuple(sorted(split[0])),
        tuple(sorted(split[1], key=by_alphabet)), tuple(sorted(cited)),
        tuple((base, tuple(sorted(cited[base]))) for base in sorted(cited)),
    )  # fmt: skip
