"""The chain of a decision as a tree of lines, for Graphviz (DOT), or as a picture (SVG) that loads nothing.

Not here: the chain itself (catalogue/chain.py). Equal chains give equal bytes.
"""

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from textwrap import shorten

from catalogue.chain import Chain, ChainEdge, ChainNode
from catalogue.links import LinkKind
from catalogue.places import place_name
from dongian.effects_view import link_name
from dongian.language import say

BACK = {
    "implements": ("được thi hành bởi", "implemented by"),
    "follows": ("được công bố theo bởi", "followed by"),
    "amends": ("được sửa đổi bởi", "amended by"),
    "replaces_all": ("bị thay thế bởi", "replaced by"),
    "replaces_part": ("bị thay thế, bãi bỏ một phần bởi", "replaced in part by"),
    "abolishes": ("bị bãi bỏ bởi", "abolished by"),
    "corrects": ("được đính chính bởi", "corrected by"),
}
BOX, HIGH, GAP, RISE = 250, 44, 30, 96
STYLE = (
    "text{font:12px system-ui,'Noto Sans',sans-serif;fill:#1b1b1b}.s{font-size:10px;fill:#555}"
    "rect{fill:#fff;stroke:#8a8a8a;rx:5}.root{fill:#fdf3d8;stroke:#a67c00;stroke-width:2}"
    ".law{fill:#eef2f7}.missing{stroke:#b3261e;stroke-dasharray:4 3}.undone{fill:#eee;stroke-dasharray:2 2}"
    "path{fill:none;stroke:#8a8a8a;marker-end:url(#a)}"
)


def told(node: ChainNode) -> str:
    """A decision or text with day, agency and what is odd about it."""
    parts = [node.id]
    if node.signed is not None:
        parts.append(say(f"ký {node.signed:%d/%m/%Y}", f"signed {node.signed}"))
    agency = node.agency or (None if node.province is None else place_name(node.province))
    if agency:
        parts.append(agency)
    line = ", ".join(parts)
    if node.missing:
        line += say("  [chưa có trong danh mục]", "  [not in the catalogue]")
    if node.undone:
        line += say("  [đã hoàn tác]", "  [undone]")
    return line


def tree(chain: Chain) -> Iterator[str]:
    """Lines of a tree: what the decision names, then who names it, and so on."""
    yield told(chain.node(chain.root))
    yield from _branches(chain, chain.root, None, "", (chain.root,), set())
    for circle in chain.cycles:
        names = " ⇄ ".join(circle)
        yield say(
            f"Vòng lặp: {names}; một trong các dẫn chiếu bị sai.", f"Circle: {names}; one link is wrong."
        )
    if chain.missing:
        names = ", ".join(chain.missing)
        yield say(f"Chưa có trong danh mục: {names}", f"Not in the catalogue: {names}")


def _branches(
    chain: Chain, here: str, came: ChainEdge | None, pad: str, path: tuple[str, ...], shown: set[str]
) -> Iterator[str]:
    steps = [(edge, edge.target, link_name(edge.kind)) for edge in chain.edges if edge.source == here]
    steps += [(edge, edge.source, say(*BACK[edge.kind])) for edge in chain.edges if edge.target == here]
    steps = [step for step in steps if step[0] is not came]
    shown.add(here)
    for number, (edge, other, word) in enumerate(steps, start=1):
        last = number == len(steps)
        node = chain.node(other)
        again = say("  (đã nêu ở trên)", "  (see above)") if other in shown else ""
        circle = (
            say("  ↻ vòng lặp", "  ↻ circle") if any({here, other} <= set(c) for c in chain.cycles) else ""
        )
        yield f"{pad}{'└─ ' if last else '├─ '}{word}: {told(node)}{circle or again}"
        if other not in shown and node.decision:
            yield from _branches(chain, other, edge, pad + ("   " if last else "│  "), (*path, other), shown)


def dot(chain: Chain) -> str:
    """For Graphviz."""
    lines = ["digraph chain {", "  rankdir=TB; node [shape=box, style=rounded];"]
    for node in chain.nodes:
        style = ', color="#b3261e", style="dashed"' if node.missing else ""
        style = style or (', style="filled", fillcolor="#fdf3d8"' if node.id == chain.root else "")
        lines.append(f"  {_quoted(node.id)} [label={_quoted(told(node))}{style}];")
    lines += [
        f"  {_quoted(edge.source)} -> {_quoted(edge.target)} [label={_quoted(link_name(edge.kind))}];"
        for edge in chain.edges
    ]
    return "\n".join([*lines, "}"]) + "\n"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def svg(chain: Chain) -> str:
    """A picture: legal texts on top, below them ministries, then provinces and what came after."""
    rows = _rows(chain)
    spots = {
        id_: (20 + column * (BOX + GAP) + row % 2 * (BOX // 2 + GAP), 20 + row * (HIGH + RISE))
        for row, ids in enumerate(rows)
        for column, id_ in enumerate(ids)
    }
    width = 20 + max(len(ids) for ids in rows) * (BOX + GAP) + BOX // 2 + GAP
    height = 40 + len(rows) * (HIGH + RISE) - RISE // 2
    drawn = [_line(edge, spots) for edge in chain.edges]
    drawn += [_box(chain, id_, spots[id_]) for ids in rows for id_ in ids]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}"><style>{STYLE}</style><defs><marker id="a" viewBox="0 0 8 8" refX="8" refY="4" '
        'markerWidth="8" markerHeight="8" orient="auto"><path style="marker-end:none;fill:#8a8a8a" '
        f'd="M0 0L8 4L0 8z"/></marker></defs>{"".join(drawn)}</svg>\n'
    )


def _rows(chain: Chain) -> list[list[str]]:
    """Ids by row: a text stands above all that name it, as far as circles let it."""
    depth = {node.id: 0 for node in chain.nodes}
    for _ in chain.nodes:
        for edge in chain.edges:
            if not any({edge.source, edge.target} <= set(circle) for circle in chain.cycles):
                depth[edge.source] = max(depth[edge.source], depth[edge.target] + 1)
    laws = {node.id for node in chain.nodes if not node.decision}
    if laws:
        depth = {id_: 0 if id_ in laws else number + 1 for id_, number in depth.items()}
    used = sorted(set(depth.values()))
    return [[node.id for node in chain.nodes if depth[node.id] == number] for number in used]


def _line(edge: ChainEdge, spots: Mapping[str, tuple[int, int]]) -> str:
    (x1, y1), (x2, y2) = spots[edge.source], spots[edge.target]
    start, end = (x1 + BOX // 2, y1), (x2 + BOX // 2, y2 + HIGH)
    if y1 <= y2:  # beside or above: from side to side
        start, end = (x1 + BOX // 2, y1 + HIGH), (x2 + BOX // 2, y2 + HIGH if y1 == y2 else y2)
    middle = (start[1] + end[1]) // 2 if start[1] != end[1] else start[1] + RISE // 2
    word = ""
    if edge.kind is not LinkKind.IMPLEMENTS:
        x, y = (start[0] + end[0]) // 2, middle - 3
        word = f'<text class="s" text-anchor="middle" x="{x}" y="{y}">{escape(link_name(edge.kind))}</text>'
    curve = f"M{start[0]} {start[1]} C{start[0]} {middle} {end[0]} {middle} {end[0]} {end[1]}"
    return f'<path d="{curve}"><title>{escape(edge.text or edge.kind)}</title></path>{word}'


def _box(chain: Chain, id_: str, spot: Sequence[int]) -> str:
    node = chain.node(id_)
    kinds = {
        "root": id_ == chain.root,
        "law": not node.decision,
        "missing": node.missing,
        "undone": node.undone,
    }
    css = " ".join(name for name, holds in kinds.items() if holds)
    x, y = spot
    below = shorten(told(node).removeprefix(node.id).strip(", "), 46, placeholder=" …")
    name = shorten(node.id, 36, placeholder=" …")
    return (
        f"<g><title>{escape(node.title or told(node))}</title>"
        f'<rect class="{css}" x="{x}" y="{y}" width="{BOX}" height="{HIGH}"/>'
        f'<text x="{x + 8}" y="{y + 18}">{escape(name)}</text>'
        f'<text class="s" x="{x + 8}" y="{y + 34}">{escape(below)}</text></g>'
    )
