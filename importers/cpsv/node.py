"""One node of the graph: each predicate is taken by our field, and what is left is told by `finish`."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from catalogue.issues import IssueLog
from catalogue.records import Place
from catalogue.text import fold, nfc, squash
from importers.cpsv.graph import expand, lookup

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node as Term

OPAQUE = re.compile(r"[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){2,}", re.IGNORECASE)
"""A number given by software, that nobody would read out."""
HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])|[_+]|%20|(?<=[A-Za-z])-(?=[A-Za-z])")


@cache
def predicates(name: str) -> tuple[str, ...]:
    """Addresses of the predicates of one of our fields."""
    return tuple(expand(one) for one in lookup()["predicates"][name])


@cache
def _ignored() -> frozenset[str]:
    return frozenset(expand(name) for name in lookup()["ignore"])


@dataclass(frozen=True)
class Words:
    """A literal: its words and its language."""

    text: str
    language: str | None = None


@dataclass
class Node:
    """A resource of the graph, or a value that stands where one was expected."""

    graph: "Graph"
    term: "Term"
    at: str
    """Its address; for a nameless node, the way to it."""
    taken: set[str] = field(default_factory=set)

    @property
    def is_literal(self) -> bool:
        """A value, no resource."""
        from rdflib import Literal

        return isinstance(self.term, Literal)

    @property
    def is_bare(self) -> bool:
        """An address of which the file says nothing."""
        return not self.is_literal and (self.term, None, None) not in self.graph

    @property
    def address(self) -> str | None:
        """Its address, None for a value or nameless node."""
        from rdflib import URIRef

        return str(self.term) if isinstance(self.term, URIRef) else None

    def place(self, name: str | None = None) -> Place:
        """Where the node stands, by its address."""
        return Place(path=self.at if name is None else f"{self.at} {lookup()['predicates'][name][0]}")

    def _objects(self, name: str) -> Iterator["Term"]:
        from rdflib import URIRef

        for address in predicates(name):
            self.taken.add(address)
            if not self.is_literal:
                yield from self.graph.objects(self.term, URIRef(address))

    def nodes(self, name: str) -> tuple["Node", ...]:
        """What the predicates of a field point to, in the order of the file."""
        return tuple(
            Node(self.graph, term, self._way(term, name, number))
            for number, term in enumerate(dict.fromkeys(self._objects(name)), start=1)
        )

    def _way(self, term: "Term", name: str, number: int) -> str:
        from rdflib import URIRef

        named = isinstance(term, URIRef)
        return str(term) if named else f"{self.at} {lookup()['predicates'][name][0]}[{number}]"

    def words(self, name: str) -> tuple[Words, ...]:
        """The filled values of a field; placeholders of the publisher's software say nothing."""
        from rdflib import Literal

        told: list[Words] = []
        for term in self._objects(name):
            text = squash_lines(str(term))
            if isinstance(term, Literal) and text and fold(text) not in lookup()["placeholders"]:
                told.append(Words(text, term.language))
        return tuple(dict.fromkeys(told))

    def text(self, name: str) -> str | None:
        """The values of a field in the preferred language, one a line."""
        return "\n".join(word.text for word in preferred(self.words(name))) or None

    def finish(self, issues: IssueLog, *, procedure: str) -> None:
        """Tell every predicate that was neither taken nor ignored by name."""
        if self.is_literal:
            return
        for predicate in sorted(set(map(str, self.graph.predicates(self.term)))):
            if predicate in self.taken or predicate in _ignored():
                continue
            from rdflib import URIRef

            quote = "; ".join(map(str, self.graph.objects(self.term, URIRef(predicate))))
            issues.add(
                "unread-cells",
                f"Thuộc tính “{predicate}” có nội dung nhưng không được đọc: {quote[:120]}",
                place=self.place(),
                procedure=procedure,
                field=predicate,
                quote=quote,
            )


def squash_lines(text: str) -> str:
    """Lines without blanks at their ends; empty ones are left out."""
    lines = (squash(line) for line in nfc(text).splitlines())
    return "\n".join(line for line in lines if line)


def preferred(words: Iterable[Words]) -> tuple[Words, ...]:
    """The words of one language: Vietnamese, English, without a tag, else the first by name."""
    told = tuple(words)
    languages = {word.language for word in told}
    order = [*lookup()["language_order"], None, *sorted(one for one in languages if one)]
    wanted = next((one for one in order if one in languages), None)
    return tuple(word for word in told if word.language == wanted)


def local_name(address: str) -> str:
    """The last part of an address."""
    return re.split(r"[/#?=]", address.rstrip("/#"))[-1]


def spoken(address: str) -> str | None:
    """The last part of an address as words (HealthCertificate: "Health Certificate"); None for a number."""
    last = local_name(address)
    return None if OPAQUE.search(last) else squash(HUMP.sub(" ", last)) or None
