"""One document type and what is around it as a picture (SVG) or a page (HTML) that loads nothing.

Here: drawing; equal graphs give equal bytes. Not here: the graph (graph.py), files for other programs
(graph_export.py).
"""

from collections.abc import Sequence
from html import escape
from textwrap import shorten

from analysis.graph import Graph, blast_radius, procedure_node, type_node, who_asks, who_issues

SHOWN = 24
WIDTH, ROW, BOX, TOP = 1180, 30, 340, 70
STYLE = (
    "text{font:12px system-ui,'Noto Sans',sans-serif;fill:#1b1b1b}.h{font-weight:600;fill:#555}"
    "rect{fill:#fff;stroke:#8a8a8a;rx:5}.paper{fill:#fdf3d8;stroke:#a67c00}.register{fill:#e3f1e5;stroke:#2e7d32}"
    "path{fill:none;stroke:#b0b0b0}"
)


def _name(graph: Graph, key: str) -> str:
    return f"{key} {graph.nodes[procedure_node(key)]['name']}"


def _box(x: int, y: int, text: str, kind: str = "") -> str:
    shown = shorten(text, 48, placeholder=" …")
    css = f' class="{kind}"' if kind else ""
    return (
        f'<g><title>{escape(text)}</title><rect{css} x="{x}" y="{y}" width="{BOX}" height="24"/>'
        f'<text x="{x + 8}" y="{y + 17}">{escape(shown)}</text></g>'
    )


def _column(graph: Graph, keys: Sequence[str], x: int, towards: tuple[int, int], left: bool) -> list[str]:
    drawn, lines = [], []
    for number, key in enumerate(keys[:SHOWN]):
        y = TOP + number * ROW
        start = (x + BOX if left else x, y + 12)
        middle = (start[0] + towards[0]) // 2
        curve = f"C{middle} {start[1]} {middle} {towards[1]} {towards[0]} {towards[1]}"
        lines.append(f'<path d="M{start[0]} {start[1]} {curve}"/>')
        drawn.append(_box(x, y, _name(graph, key)))
    if len(keys) > SHOWN:
        y = TOP + SHOWN * ROW + 16
        drawn.append(f'<text x="{x + 8}" y="{y}">… và {len(keys) - SHOWN} thủ tục nữa</text>')
    return [*lines, *drawn]


def _around(graph: Graph, type_: str) -> tuple[tuple[str, ...], tuple[str, ...], str | None]:
    """Keys of issuing and of asking procedures, and the name of the register."""
    issuing = tuple(dict.fromkeys(one.procedure for one in who_issues(graph, type_)))
    asking = tuple(dict.fromkeys(one.procedure for one in who_asks(graph, type_)))
    held = [
        graph.nodes[end]["name"]
        for _, end, said in graph.out_edges(type_node(type_), data=True)
        if said["kind"] == "held_by"
    ]
    return issuing, asking, held[0] if held else None


def to_svg(graph: Graph, type_: str) -> str:
    """Who issues the paper (left), who asks for it (right), which register holds it (below)."""
    issuing, asking, register = _around(graph, type_)
    name = graph.nodes[type_node(type_)]["name"]
    tallest = max(len(issuing[: SHOWN + 1]), len(asking[: SHOWN + 1]), 4)
    height = TOP + tallest * ROW + 30
    x, y = (WIDTH - BOX) // 2, TOP + (tallest * ROW - 24) // 2
    sides = [(20, issuing, (x, y + 12), True), (WIDTH - BOX - 20, asking, (x + BOX, y + 12), False)]
    # the three columns stand side by side: nothing overlaps
    parts = [part for at, keys, towards, left in sides for part in _column(graph, keys, at, towards, left)]
    parts.append(_box(x, y, name, "paper"))
    if register is not None:
        parts.insert(0, f'<path d="M{x + BOX // 2} {y + 24} V{y + 60}"/>')
        parts.append(_box(x, y + 60, register, "register"))
    heads = (
        (20, f"Cấp: {len(issuing)} thủ tục"),
        (x, "Giấy tờ, cơ sở dữ liệu"),
        (WIDTH - BOX - 20, f"Yêu cầu: {len(asking)} thủ tục"),
    )
    parts += [f'<text class="h" x="{at}" y="{TOP - 18}">{escape(head)}</text>' for at, head in heads]
    size = f'viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}"'
    day = escape(str(graph.graph.get("day", "")))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} '
        f'role="img" aria-label="{escape(name)}"><title>{escape(name)}</title><style>{STYLE}</style>'
        f'<text class="h" x="20" y="28">{escape(name)} · ngày {day}</text>'
        f"{''.join(parts)}</svg>\n"
    )


def to_html(graph: Graph, type_: str) -> str:
    """The picture with everything it shows as lists, and what a change of the paper touches."""
    issuing, asking, _ = _around(graph, type_)
    name = escape(graph.nodes[type_node(type_)]["name"])
    touched = blast_radius(graph, type_)
    lists = (
        ("Thủ tục cấp giấy tờ này", [_name(graph, key) for key in issuing]),
        ("Thủ tục yêu cầu giấy tờ này", [_name(graph, key) for key in asking]),
        ("Cơ quan", touched.agencies),
        ("Đối tượng", touched.applicants),
        (
            "Văn bản, điều khoản phải xem xét",
            [f"{base}: {'; '.join(told)}" if told else base for base, told in touched.articles],
        ),
    )
    body = "".join(
        f"<h2>{escape(head)}: {len(items)}</h2><ul>"
        + "".join(f"<li>{escape(item)}</li>" for item in items)
        + "</ul>"
        for head, items in lists
    )
    return (
        f'<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>{name}</title>'
        "<style>body{font:15px system-ui,'Noto Sans',sans-serif;margin:24px;max-width:1200px}"
        "svg{max-width:100%;height:auto}</style>"
        f"</head><body><h1>{name}</h1>{to_svg(graph, type_)}{body}</body></html>\n"
    )
