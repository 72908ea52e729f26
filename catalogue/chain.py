"""The chain of decisions (chuỗi quyết định): which decision follows, amends, replaces, abolishes which.

Here: who is who, the graph around one decision, cycles and what is missing.
Not here: reading links out of a file (importers/decisions/links.py), drawing (dongian/).
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from catalogue.links import LinkKind
from catalogue.places import place_name
from catalogue.record_base import Place, Record

LOCAL = ("-ubnd", "-hđnd")
"""Ends of numbers that every province gives; the province tells them apart."""


OWN_YEAR = re.compile(r"/(?:19|20)\d\d/|/(?:ubtv)?qh\d+$")
"""In numbers of rules of law; numbers of decisions begin anew every year."""


class Named(NamedTuple):
    """A decision as one reading of one file names it."""

    key: str
    number: str
    signed: date | None
    effective: date | None
    agency: str | None
    place: str | None
    title: str | None
    file: str
    announces: bool
    """The file is the decision itself; a portal only names it."""
    undone: bool


class Cited(NamedTuple):
    """A link as one reading of one file states it."""

    by: Named
    kind: LinkKind
    key: str
    number: str
    signed: date | None
    agency: str | None
    text: str | None
    at: Place


class ChainNode(Record):
    """One decision or legal text (quyết định, văn bản)."""

    id: str
    number: str
    signed: date | None = None
    effective: date | None = None
    agency: str | None = None
    province: str | None = None
    title: str | None = None
    files: tuple[str, ...] = ()
    """Files that are this decision, or name it."""
    decision: bool = True
    """False: a legal text, which is not imported as a decision."""
    missing: bool = False
    """A decision that others name and no file has."""
    undone: bool = False
    """Every file that announces it is undone."""


class ChainEdge(Record):
    """One text names another, and why."""

    source: str
    target: str
    kind: LinkKind
    text: str | None = None
    file: str
    place: Place = Place()


class DecisionLine(Record):
    """One decision in a list (dòng của danh sách quyết định)."""

    id: str
    number: str
    signed: date | None
    effective: date | None
    agency: str | None
    province: str | None
    title: str | None
    files: tuple[str, ...]
    undone: bool
    procedures: int
    """Procedures with a sighting by this decision."""
    changes: dict[str, int]
    """Procedures by kind of change; "" where no source states it."""
    links: dict[str, tuple[str, ...]]
    """Kind of link -> ids of the decisions that it names; legal texts are left out."""


class Chain(Record):
    """All that hangs together with one decision, the decision first."""

    root: str
    nodes: tuple[ChainNode, ...]
    edges: tuple[ChainEdge, ...]
    missing: tuple[str, ...]
    """Ids of decisions that are named and not in the catalogue."""
    cycles: tuple[tuple[str, ...], ...]
    """Decisions that name each other in a circle: one of the links must be wrong."""

    def node(self, id_: str) -> ChainNode:
        """One node by id."""
        return next(node for node in self.nodes if node.id == id_)


class Graph:
    """All decisions and their links."""

    def __init__(self, index: "_Index", edges: Sequence[ChainEdge]) -> None:
        self.nodes: Mapping[str, ChainNode] = index.nodes()
        self.edges = edges
        self._index = index

    def find(self, key: str, signed: date | None = None, place: str | None = None) -> tuple[str, ...]:
        """Ids of the decisions that a number means, with what else is told of it."""
        return self._index.find(key, signed, place)


def graph_of(named: Iterable[Named], cited: Iterable[Cited]) -> Graph:
    """The whole graph; a number is one decision in one year and, of provinces, in one province."""
    index = _Index()
    for one in sorted(named, key=lambda n: (not n.announces, n.signed is None, n.file)):
        index.add(one)
    edges: dict[tuple[str, str, LinkKind], ChainEdge] = {}
    for link in cited:
        if link.by.undone:
            continue
        (source, *_) = index.find(link.by.key, link.by.signed, link.by.place)
        found = index.find(link.key, link.signed, _province(link))
        target = found[0] if found else index.lack(link)
        edge = ChainEdge(
            source=source, target=target, kind=link.kind, text=link.text, file=link.by.file, place=link.at
        )
        edges.setdefault((source, target, link.kind), edge)
    return Graph(index, tuple(edges.values()))


def _province(link: Cited) -> str | None:
    """A province names its own decisions by their bare number."""
    return link.by.place if link.key.endswith(LOCAL) else None


class _Index:
    """Decisions by number, year and province."""

    def __init__(self) -> None:
        self._found: dict[str, list[list[Named]]] = {}
        """Key of the number -> decisions of that number, each as the files name it."""
        self._lacking: dict[str, Cited] = {}

    def add(self, one: Named) -> None:
        known = self._found.setdefault(one.key, [])
        same = next((d for d in known if _one(d, one.key, one.signed, one.place)), None)
        if same is None:
            known.append([one])
        else:
            same.append(one)

    def find(self, key: str, signed: date | None, place: str | None) -> tuple[str, ...]:
        """Ids of the decisions that may be meant; none where no file names one."""
        return tuple(self._id(d) for d in self._found.get(key, ()) if _one(d, key, signed, place))

    def lack(self, link: Cited) -> str:
        """Id of a decision or text that only others name."""
        dated = OWN_YEAR.search(link.key) is not None
        id_ = link.number if dated else _told(link.number, _province(link), link.signed)
        known = self._lacking.get(id_)
        if known is None or known.kind is LinkKind.IMPLEMENTS:
            self._lacking[id_] = link
        return id_

    def _id(self, decision: list[Named]) -> str:
        """The number; with year and province where it stands for several decisions."""
        first = decision[0]
        if len(self._found[first.key]) == 1:
            return first.number
        signed = next((n.signed for n in decision if n.signed is not None), None)
        return _told(first.number, first.place, signed)

    def nodes(self) -> dict[str, ChainNode]:
        made = [self._node(decision) for same in self._found.values() for decision in same]
        made += [
            ChainNode(
                id=id_,
                number=link.number,
                signed=link.signed,
                agency=link.agency,
                province=_province(link),
                decision=link.kind is not LinkKind.IMPLEMENTS,
                missing=link.kind is not LinkKind.IMPLEMENTS,
            )
            for id_, link in self._lacking.items()
        ]
        return {node.id: node for node in made}

    def _node(self, decision: list[Named]) -> ChainNode:
        counting = [one for one in decision if not one.undone]
        told = counting or decision

        def first(name: str) -> object:
            return next((getattr(n, name) for n in told if getattr(n, name) is not None), None)

        values = {name: first(name) for name in ("signed", "effective", "agency", "title")}
        return ChainNode(
            id=self._id(decision),
            number=decision[0].number,
            province=first("place"),
            files=tuple(dict.fromkeys(one.file for one in told)),
            undone=not counting,
            **values,
        )


def _told(number: str, place: str | None, signed: date | None) -> str:
    """A number with province and year, as far as they are known."""
    told = [None if place is None else place_name(place), None if signed is None else str(signed.year)]
    more = ", ".join(part for part in told if part)
    return f"{number} ({more})" if more else number


def _one(decision: Sequence[Named], key: str, signed: date | None, place: str | None) -> bool:
    """Whether a number, with what else is told, is that decision's."""
    years = {one.signed.year for one in decision if one.signed is not None}
    if signed is not None and years and signed.year not in years:
        return False
    places = {one.place for one in decision}
    return not key.endswith(LOCAL) or place in places or None in {place, *places}


def around(graph: Graph, root: str) -> Chain:
    """All decisions that hang together with one, and the legal texts that they name.

    A legal text is a leaf: a decree that every decision cites joins none of them.
    """
    beside: dict[str, set[str]] = {}
    for edge in graph.edges:
        beside.setdefault(edge.source, set()).add(edge.target)
        beside.setdefault(edge.target, set()).add(edge.source)
    seen, waiting = {root}, [root]
    while waiting:
        here = waiting.pop()
        new = beside.get(here, set()) - seen if graph.nodes[here].decision or here == root else set()
        seen |= new
        waiting += new
    edges = tuple(edge for edge in graph.edges if {edge.source, edge.target} <= seen)
    nodes = [graph.nodes[root], *(graph.nodes[id_] for id_ in sorted(seen - {root}))]
    return Chain(
        root=root,
        nodes=tuple(nodes),
        edges=edges,
        missing=tuple(node.id for node in nodes if node.missing),
        cycles=_cycles(edges),
    )


def _cycles(edges: Iterable[ChainEdge]) -> tuple[tuple[str, ...], ...]:
    import networkx as nx

    drawn: nx.DiGraph[str] = nx.DiGraph()
    drawn.add_edges_from((edge.source, edge.target) for edge in edges)
    circles = [tuple(sorted(part)) for part in nx.strongly_connected_components(drawn) if len(part) > 1]
    circles += [(node,) for node in drawn if drawn.has_edge(node, node)]
    return tuple(sorted(circles))
