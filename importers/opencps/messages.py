"""OpenCPS services as XML messages: the same fields as the workbook, told by elements instead of columns.

Each service becomes the rows that its sheets would hold, so that one grammar reads both.
"""

from collections.abc import Iterator

from lxml import etree

from catalogue.issues import IssueLog
from catalogue.records import Place
from catalogue.text import fold, nfc
from importers.base import SourceFile
from importers.limits import Shape, parse_xml, shape_of
from importers.opencps.sheets import Book, Line, lookup
from importers.readers.xlsx import Cell, Row

FIRST_COLUMN = 1


def is_message(file: SourceFile) -> bool:
    """XML with a service of OpenCPS in it; never raises."""
    return (
        shape_of(file.data) is Shape.OTHER
        and file.head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<")
        and b"<serviceCode" in file.data
        and b"<serviceName" in file.data
    )


def read_messages(file: SourceFile, issues: IssueLog) -> Book:
    """The rows of every service in the file.

    Raises:
        UnreadableFile: no well-formed XML.
        HostileFile: a DOCTYPE is declared.
    """
    book = Book(found={"services"})
    for number, service in enumerate(_services(parse_xml(file.data, name=file.name)), start=1):
        _read(service, number, book, issues)
    return book


def _services(root: "etree._Element") -> Iterator["etree._Element"]:
    for element in root.iter():
        if _name(element) in lookup()["xml"]["service"] and any(
            _name(one) == "serviceName" for one in element
        ):
            yield element


def _name(element: "etree._Element") -> str:
    """Local name; "" for a comment."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _read(service: "etree._Element", number: int, book: Book, issues: IssueLog) -> None:
    told = lookup()["xml"]
    cells: dict[str, dict[str, tuple[int, Cell]]] = {"services": {}}
    name = next((_text(one) for one in service if _name(one) == "serviceName"), "")
    groups: list[tuple[str, dict[str, tuple[int, Cell]]]] = [("services", cells["services"])]
    for column, part in enumerate(service, start=FIRST_COLUMN):
        tag, text = _name(part), _text(part)
        if tag in told["workflow"]:
            book.workflow.append(tag)
        elif len(part):
            groups += _nested(part, column, name, number, issues)
        elif text and tag in told["services"]:
            cells["services"][_header("services", told["services"][tag])] = (column, text)
        elif text and tag in told["services_online"]:
            groups.append(("services_online", _row("services_online", {tag: text}, column, name)))
        elif text:
            cells["services"][fold(tag)] = (column, text)
    for kind, row in groups:
        book.add(Line(Row("ServiceInfo", number, row), kind))


def _nested(
    part: "etree._Element", column: int, name: str, number: int, issues: IssueLog
) -> list[tuple[str, dict[str, tuple[int, Cell]]]]:
    """Agencies and forms, one element each, or a list of them; anything else is told."""
    told = lookup()["xml"]
    groups = []
    for one in [part] if not any(len(below) for below in part) else list(part):
        said = {_name(below): _text(below) for below in one if _text(below)}
        kind = next((kind for kind in ("services_online", "forms") if said.keys() & told[kind].keys()), None)
        left = {tag: text for tag, text in said.items() if kind is None or tag not in told[kind]}
        for tag, text in left.items():
            if tag not in told["ignore"]:
                issues.add(
                    "unread-cells",
                    f"Phần tử “{tag}” có nội dung nhưng không được đọc: {text[:120]}",
                    place=Place(section="ServiceInfo", row=number, cell=column),
                    field=tag,
                    quote=text,
                )
        if kind is not None:
            groups.append((kind, _row(kind, said, column, name)))
    return groups


def _row(kind: str, said: dict[str, str], column: int, name: str) -> dict[str, tuple[int, Cell]]:
    fields = lookup()["xml"][kind]
    cells: dict[str, tuple[int, Cell]] = {_header(kind, "procedure"): (column, name)}
    return cells | {_header(kind, fields[tag]): (column, text) for tag, text in said.items() if tag in fields}


def _header(kind: str, field: str) -> str:
    header: str = lookup()["sheets"][kind]["columns"][field][0]
    return header


def _text(element: "etree._Element") -> str:
    return "" if len(element) else nfc(element.text or "").strip()
