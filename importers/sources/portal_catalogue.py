"""The national portal's list of procedures (2026): JSON lines, or one JSON `{code, data: {items}}`.

Every row becomes a record of coverage `listed`. A row without a usable code gets a
provisional id; a row without agency keeps the agency unknown.
"""

from collections.abc import Iterator
from typing import Any

from catalogue.errors import UnreadableFile
from catalogue.issues import IssueLog
from catalogue.records import Coverage, Procedure
from importers.base import Importer, Rank, SourceFile, accept
from importers.identity import Identity, identify, settle
from importers.portal import Doubts, check_state, kind_of
from importers.portal_parts import named_rows
from importers.readers.feed import Node, nodes_of, read_json, read_json_lines

NAME = "portal-catalogue"
KEYS = (b'"code"', b'"name"', b'"departmentPromulgate"')
DETAIL = b'"procedureProposal"'
NAMELESS = "Dòng danh mục không có tên thủ tục."


def recognise(file: SourceFile) -> bool:
    """Rows with code, name and departmentPromulgate, and no part of a detail record."""
    head = file.head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return head.startswith((b"{", b"[")) and all(key in head for key in KEYS) and DETAIL not in file.data


def extract(file: SourceFile, issues: IssueLog) -> Iterator[Procedure]:
    """One record per row, in the order of the file."""
    named = named_rows(_rows(file), "name", issues, missing=NAMELESS)
    identities = [_identity(row, name, issues) for row, name in named]
    for (row, name), identity in zip(named, settle(identities, issues), strict=True):
        procedure = _procedure(file, row, name, identity, issues)
        if procedure is not None:
            yield procedure


def _rows(file: SourceFile) -> Iterator[Node]:
    def refuse(number: int, item: Any) -> UnreadableFile:
        return UnreadableFile(
            f"Tệp {file.name}, dòng {number}: không phải một thủ tục mà là {type(item).__name__}.",
            hint="So tệp với danh sách xuất từ cổng: mỗi dòng một đối tượng JSON.",
            at=f"dòng {number}",
        )

    if _is_lines(file):
        for number, value in read_json_lines(file):
            if not isinstance(value, dict):
                raise refuse(number, value)
            yield Node(value, row=number)
        return
    value, at = read_json(file), ""
    for key in ("data", "items"):
        if isinstance(value, dict) and key in value:
            value, at = value[key], f"{at}/{key}"
    yield from nodes_of(value, at=at, refuse=refuse)


def _is_lines(file: SourceFile) -> bool:
    """JSON lines by name, or by a second line that begins a new object."""
    lines = file.data.lstrip().split(b"\n", 2)
    second = lines[1].strip() if len(lines) > 1 else b""
    return file.suffix in (".jsonl", ".ndjson") or (lines[0].startswith(b'{"') and second.startswith(b'{"'))


def _identity(row: Node, name: str, issues: IssueLog) -> Identity:
    written = row.take("code")
    return identify(
        None if written is None else str(written),
        name=name,
        agency=row.text("departmentPromulgate"),
        level=", ".join(row.strings("categories")),
        place=row.place("code"),
        issues=issues,
    )


def _procedure(
    file: SourceFile, row: Node, name: str, identity: Identity, issues: IssueLog
) -> Procedure | None:
    doubts = Doubts(issues, identity.key)
    check_state(row, doubts)
    said: dict[str, Any] = identity.said | {
        "name": name,
        "coverage": Coverage.LISTED,
        "sector": "; ".join(row.strings("categories")) or None,
        "kind": kind_of(row.text("type"), row.text("formalityType"), internal=row.flag("isInternal")),
        "issuing_agency": row.text("departmentPromulgate"),
        "handling_agencies": row.strings("departments"),
        "applicants": row.strings("formalityTargetType"),
        "source": file.source(NAME, row.place()),
    }
    doubts.finish_record(row, "row")
    return accept(said | {"issues": issues.codes_of(identity.key)}, issues, place=row.place())


IMPORTER = Importer(
    NAME,
    "Danh mục thủ tục của Cổng Dịch vụ công quốc gia (JSON)",
    Rank.NATIONAL_LIST,
    recognise,
    extract,
    formats=(".jsonl", ".json"),
)
