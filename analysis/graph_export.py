"""The graph as files for other programs: GraphML, GEXF, and two CSV tables.

Here: writing; equal graphs give equal bytes. Not here: what stands in the graph (graph.py).
"""

import csv
import io
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import networkx as nx

from analysis.graph import Graph

FORMATS = ("graphml", "gexf", "csv")
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet takes a cell that begins so for a formula."""
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Characters that XML 1.0 cannot carry."""


def ordered(graph: Graph) -> Graph:
    """A copy with nodes and edges sorted and numbered, without characters that XML cannot carry."""
    made = Graph(**{k: _clean(v) for k, v in graph.graph.items()})
    for node in sorted(graph):
        made.add_node(_clean(node), **{k: _clean(v) for k, v in sorted(graph.nodes[node].items())})
    edges = sorted(
        graph.edges(data=True), key=lambda e: (e[0], e[1], sorted((k, str(v)) for k, v in e[2].items()))
    )
    for number, (start, end, said) in enumerate(edges):
        values = {k: _clean(v) for k, v in sorted(said.items())}
        made.add_edge(_clean(start), _clean(end), key=f"e{number}", **values)
    return made


def _clean(value: Any) -> Any:
    return ILLEGAL.sub("", value) if isinstance(value, str) else value


def to_graphml(graph: Graph) -> bytes:
    """GraphML as UTF-8."""
    target = io.BytesIO()
    nx.write_graphml_xml(ordered(graph), target, encoding="utf-8")
    return target.getvalue()


def to_gexf(graph: Graph) -> bytes:
    """GEXF 1.2 as UTF-8; its date is the day of the snapshot, so that the bytes do not change."""
    made = ordered(graph)
    for node, said in made.nodes(data=True):
        said["label"] = said.get("name", node)
    day = str(graph.graph.get("day", ""))
    text = "\n".join(nx.generate_gexf(made, encoding="utf-8"))
    text = re.sub(r'lastmodifieddate="[^"]*"', f'lastmodifieddate="{day}"', text, count=1)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()


def guarded(value: Any) -> str:
    """A cell that no spreadsheet runs as a formula.

    >>> guarded("=HYPERLINK(1)")
    "'=HYPERLINK(1)"
    """
    if value is None:
        return ""
    if isinstance(value, bool | int | float):
        return str(value)
    return f"'{value}" if str(value).lstrip().startswith(DANGEROUS) else str(value)


def _table(columns: list[str], lines: Iterable[dict[str, Any]]) -> bytes:
    target = io.StringIO(newline="")
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([guarded(line.get(column)) for column in columns] for line in lines)
    return b"\xef\xbb\xbf" + target.getvalue().encode()  # the mark makes Excel read UTF-8


def to_csv(graph: Graph) -> tuple[bytes, bytes]:
    """Nodes and edges as two CSV tables, UTF-8 with a byte-order mark."""
    made = ordered(graph)
    nodes = [{"id": node, **said} for node, said in made.nodes(data=True)]
    edges = [{"source": start, "target": end, **said} for start, end, said in made.edges(data=True)]
    return (
        _table(["id", "kind", "name", *_further(nodes, {"id", "kind", "name"})], nodes),
        _table(["source", "target", "kind", *_further(edges, {"source", "target", "kind"})], edges),
    )


def _further(lines: list[dict[str, Any]], known: set[str]) -> list[str]:
    return sorted({column for line in lines for column in line} - known)


def export(graph: Graph, target: Path, *, format_: str) -> tuple[Path, ...]:
    """Write the graph; CSV makes `NAME.nodes.csv` and `NAME.edges.csv`. Returns the files written.

    Raises:
        ValueError: the format is none of FORMATS.
    """
    if format_ == "csv":
        made = tuple(target.with_suffix(f".{part}.csv") for part in ("nodes", "edges"))
        for path, table in zip(made, to_csv(graph), strict=True):
            path.write_bytes(table)
        return made
    if format_ not in FORMATS:
        raise ValueError(f"{format_}: not one of {', '.join(FORMATS)}")
    target.write_bytes(to_graphml(graph) if format_ == "graphml" else to_gexf(graph))
    return (target,)
