"""Real procedures printed into decisions of several layouts and read back; prints one JSON object.

The records are the national portal's own (`../shared/data/portal-api/details`, else the fixtures).
Each layout prints list and content as decisions of that kind do; a field counts as right when what
is read back says what the record said. Differences of a layout: `--show LAYOUT FIELD`.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from catalogue.issues import IssueLog
from catalogue.records import Case, Channel, ChannelKind, Component, Procedure
from catalogue.text import squash
from importers.base import SourceFile
from importers.sources import portal_record
from importers.sources.decision import read
from tests.importers.build_docx import Block, Cell, Content, Xml, cell, docx, opening, table
from tests.importers.kit_score import plain

ROOT = Path(__file__).resolve().parent.parent
REAL = ROOT.parent / "shared" / "data" / "portal-api" / "details"
NAMES = {
    ChannelKind.IN_PERSON: "Trực tiếp",
    ChannelKind.POST: "Dịch vụ bưu chính công ích",
    ChannelKind.ONLINE: "Trực tuyến",
}
ORDER = ("steps", "channels", "components", "sets", "applicants", "agency", "outcomes", "conditions", "bases")
HEADS = {
    "steps": "Trình tự thực hiện",
    "channels": "Cách thức thực hiện",
    "components": "Thành phần hồ sơ",
    "sets": "Số lượng hồ sơ",
    "applicants": "Đối tượng thực hiện thủ tục hành chính",
    "agency": "Cơ quan thực hiện thủ tục hành chính",
    "outcomes": "Kết quả thực hiện thủ tục hành chính",
    "conditions": "Yêu cầu, điều kiện thực hiện thủ tục hành chính",
    "bases": "Căn cứ pháp lý của thủ tục hành chính",
}
LETTERS = "abcdđeghiklmn"


def load() -> list[Procedure]:
    """Records of the portal, in the order of their codes."""
    folder = REAL if REAL.is_dir() else ROOT / "fixtures" / "portal-record"
    found: dict[str, Procedure] = {}
    for path in sorted(folder.rglob("*.json")):
        if path.name == "expected.json":
            continue
        for record in portal_record.IMPORTER.extract(SourceFile.open(path), IssueLog()):
            if record.code is not None and record.steps:
                found[record.code] = record
    return [found[code] for code in sorted(found)]


def one_line(text: str) -> str:
    """A text as one printed line that carries no mark of its own."""
    return squash(text).lstrip("-–+*•· ").rstrip(" ;.:,")


def note(row: Component) -> str:
    """The quantity as decisions print it behind a paper."""
    parts = [f"{row.originals:02d} bản chính"] if row.originals else []
    parts += [f"{row.copies:02d} bản sao"] if row.copies else []
    return f" ({', '.join(parts)})" if parts else ""


def cases_of(record: Procedure) -> list[Case]:
    """Cases with papers, each text as one line."""
    told = []
    for case in record.cases:
        rows = [
            row.model_copy(update={"text": one_line(row.text)})
            for row in case.components
            if one_line(row.text)
        ]
        if rows:
            told.append(Case(name=one_line(case.name or "") or None, components=tuple(rows)))
    return told


def channels_table(record: Procedure) -> Xml:
    """Channels with their limits and fees."""
    return table(
        ["Hình thức nộp", "Thời hạn giải quyết", "Phí, lệ phí"],
        *(
            [NAMES[way.channel], squash(way.time_limit.text) if way.time_limit else "", fee_words(way)]
            for way in record.channels
            if way.channel is not None
        ),
    )


def fee_words(way: Channel) -> str:
    """Words of the fees of a channel."""
    return "\n".join(squash(fee.text) for fee in way.fees if fee.text)


def letters(text: str) -> str:
    """Letters and figures only: clauses of a fee are cut at their points."""
    return re.sub(r"[\W_]+", "", plain(text))


def papers_lines(record: Procedure, mark: str) -> list[str]:
    """Papers as items under their cases."""
    lines = []
    for case in cases_of(record):
        if case.name:
            lines.append(f"* {case.name}:")
        lines += [f"{mark} {row.text}{note(row)};" for row in case.components]
    return lines


def papers_table(record: Procedure) -> Xml:
    """Papers as a table with a row for each case."""
    rows: list[list[Content | Cell]] = [["TT", "Tên giấy tờ", "Bản chính", "Bản sao", "Ghi chú"]]
    for case in cases_of(record):
        if case.name:
            rows.append([cell(case.name, span=5)])
        for number, row in enumerate(case.components, 1):
            rows.append([str(number), row.text, f"{row.originals or 0:02d}", f"{row.copies or 0:02d}", ""])
    return table(*rows)


def parts(record: Procedure, *, mark: str, papers: str) -> dict[str, list[Block]]:
    """Blocks of each part; empty ones are left out."""
    told: dict[str, list[Block]] = {
        "steps": [f"Bước {n}: {one_line(step.text)}" for n, step in enumerate(record.steps, 1)],
        "channels": [channels_table(record)] if any(way.channel for way in record.channels) else [],
        "components": [papers_table(record)] if papers == "table" else list(papers_lines(record, mark)),
        "sets": [f"{record.dossier_sets:02d} bộ"] if record.dossier_sets else [],
        "applicants": ["; ".join(record.applicants)] if record.applicants else [],
        "agency": ["; ".join(squash(name) for name in record.handling_agencies)],
        "outcomes": [f"{mark} {one_line(outcome.name)};" for outcome in record.outcomes],
        "conditions": [one_line(record.conditions)] if record.conditions else ["Không"],
        "bases": [
            f"{mark} Văn bản số {basis.number} quy định {squash(basis.name or '')};"
            for basis in record.legal_bases
            if basis.number
        ],
    }
    if not cases_of(record):
        told["components"] = []
    return {name: blocks for name, blocks in told.items() if blocks and blocks != [""]}


def headings(
    label: Callable[[int, int], str], *, mark: str, papers: str
) -> Callable[[int, Procedure], list[Block]]:
    """A layout of headings and paragraphs; `label` numbers a heading by procedure and part."""

    def print_one(number: int, record: Procedure) -> list[Block]:
        blocks: list[Block] = [f"{number}. {record.name} (mã số: {record.code})"]
        for at, (name, content) in enumerate(parts(record, mark=mark, papers=papers).items()):
            head = f"{label(number, at)}{HEADS[name]}:"
            if (
                len(content) == 1
                and isinstance(content[0], str)
                and not content[0].startswith(("Bước", mark))
            ):
                blocks.append(f"{head} {content[0]}.")
            else:
                blocks += [head, *content]
        return blocks

    return print_one


def two_columns(number: int, record: Procedure) -> list[Block]:
    """A layout of one table a procedure, label left."""
    rows: list[list[Content | Cell]] = [["Mã thủ tục", record.code or ""]]
    rows += [[HEADS[name], content] for name, content in parts(record, mark="-", papers="table").items()]
    return [f"{number}. {record.name}", table(*rows)]


LAYOUTS: dict[str, Callable[[int, Procedure], list[Block]]] = {
    "letters": headings(lambda _, at: f"{LETTERS[at]}) ", mark="+", papers="lines"),
    "decimals": headings(lambda n, at: f"{n}.{at + 1}. ", mark="-", papers="lines"),
    "dashes": headings(lambda *_: "- ", mark="+", papers="lines"),
    "bare": headings(lambda *_: "", mark="-", papers="lines"),
    "papers-table": headings(lambda _, at: f"{at + 1}. ", mark="-", papers="table"),
    "two-columns": two_columns,
}


def decision(records: list[Procedure], layout: Callable[[int, Procedure], list[Block]]) -> bytes:
    """One decision of many procedures."""
    body = opening(
        "Về việc công bố thủ tục hành chính được sửa đổi, bổ sung",
        f"Điều 1. Công bố kèm theo {len(records):02d} thủ tục hành chính được sửa đổi, bổ sung.",
    )
    listed = [[str(n), record.code or "", squash(record.name)] for n, record in enumerate(records, 1)]
    body += ["PHẦN I", "DANH MỤC", table(["TT", "Mã TTHC", "Tên thủ tục hành chính"], *listed)]
    body += ["PHẦN II", "NỘI DUNG CỤ THỂ"]
    for number, record in enumerate(records, 1):
        body += layout(number, record)
    return docx(body)


def compare(said: Procedure, wanted: Procedure) -> Iterator[tuple[str, Any, Any]]:
    """Fields of a record read back beside what was printed."""
    yield "name", plain(said.name), plain(one_line(wanted.name))
    yield "steps", [plain(s.text) for s in said.steps], [plain(one_line(s.text)) for s in wanted.steps]
    a = [(plain(r.text), r.originals or 0, r.copies or 0) for r in said.components]
    b = [(plain(r.text), r.originals or 0, r.copies or 0) for c in cases_of(wanted) for r in c.components]
    yield "components", a, b
    yield "cases", [plain(c.name) for c in said.cases], [plain(c.name) for c in cases_of(wanted)]
    yield (
        "channels",
        [
            (w.channel, w.time_limit and plain(w.time_limit.text), letters(fee_words(w)))
            for w in said.channels
        ],
        [
            (w.channel, (w.time_limit and plain(squash(w.time_limit.text))) or None, letters(fee_words(w)))
            for w in wanted.channels
            if w.channel is not None
        ],
    )
    yield "sets", said.dossier_sets, wanted.dossier_sets
    yield "applicants", sorted(map(plain, said.applicants)), sorted(map(plain, wanted.applicants))
    yield (
        "outcomes",
        [plain(o.name) for o in said.outcomes],
        [plain(one_line(o.name)) for o in wanted.outcomes],
    )
    numbers = {b.number for b in wanted.legal_bases if b.number}
    yield "bases", sorted({b.number for b in said.legal_bases if b.number}), sorted(numbers)
    conditions = plain(said.conditions or "")
    yield "conditions", conditions, plain(one_line(wanted.conditions or ""))


def main(arguments: list[str]) -> None:
    """Print shares by layout and field."""
    show = arguments[1:3] if arguments[:1] == ["--show"] else []
    records = load()
    wanted = {record.code: record for record in records}
    told: dict[str, Any] = {"job": "decision-layouts", "procedures": len(records), "layouts": {}}
    for name, layout in LAYOUTS.items():
        issues = IssueLog()
        reading = read(SourceFile(f"{name}.docx", decision(records, layout)), issues)
        right, of = Counter[str](), Counter[str]()
        for said in reading.procedures:
            for part, a, b in compare(said, wanted[said.code]):
                of[part] += 1
                right[part] += a == b
                if a != b and show == [name, part]:
                    print(
                        said.code, "\n   read  ", str(a)[:1500], "\n   wanted", str(b)[:1500], file=sys.stderr
                    )
        told["layouts"][name] = {
            "read": len(reading.procedures),
            **{part: round(right[part] / of[part], 4) for part in of},
            "issues": dict(Counter(issue.code for issue in issues)),
            "accounted": round(reading.coverage.share, 4) if reading.coverage else None,
        }
    json.dump(told, sys.stdout, ensure_ascii=False, indent=1)
    print()


if __name__ == "__main__":
    main(sys.argv[1:])
