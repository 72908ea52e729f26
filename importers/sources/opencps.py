"""Master data of the open-source one-stop system OpenCPS: workbooks (.xlsx, .ods) and messages (.xml).

Takes services with their parts, forms and agencies. The internal workflow (bước, thao tác xử lý) is
how an office works, no procedure that people follow: it is told by an issue and not read.
"""

from collections.abc import Iterable, Iterator

from catalogue.errors import WrongColumns
from catalogue.issues import IssueLog
from catalogue.records import Procedure
from catalogue.text import fold, squash
from importers.base import Importer, Rank, SourceFile, accept
from importers.identity import Identity, identify, settle
from importers.opencps.messages import is_message, read_messages
from importers.opencps.record import Service, said_of
from importers.opencps.sheets import Book, Line, read_book
from importers.readers.xlsx import shown
from importers.workbooks import kind_of, read_workbook

NAME = "opencps"


def recognise(file: SourceFile) -> bool:
    """A workbook with a sheet of services, of parts, or of workflow steps; or a message of services."""
    return is_message(file) or kind_of(file) == NAME


def extract(file: SourceFile, issues: IssueLog) -> Iterator[Procedure]:
    """One record per row of the services sheet; an empty template gives none and says so.

    Raises:
        WrongColumns: there are parts or forms, and no sheet of the services they belong to.
    """
    book = read_messages(file, issues) if is_message(file) else read_book(read_workbook(file), issues)
    _tell_others(file, book, issues)
    services = _services(book, issues)
    for service in services:
        key = service.identity.key
        said = said_of(service, issues) | service.identity.said
        said |= {"source": file.source(NAME, service.line.place()), "issues": issues.codes_of(key)}
        record = accept(said, issues, place=service.line.place())
        if record is not None:
            yield record


def _tell_others(file: SourceFile, book: Book, issues: IssueLog) -> None:
    if "services" not in book.found and (book.found or not book.workflow):
        raise WrongColumns(
            f"Tệp {file.name} không có trang thủ tục hành chính "
            "(cột “Mã”, “Tên TTHC”, “Trình tự thực hiện”).",
            hint="Dùng mẫu dữ liệu OpenCPS còn trang “Thủ tục hành chính”, rồi nhập lại.",
        )
    if book.workflow:
        issues.add(
            "workflow-not-read",
            "Quy trình xử lý nội bộ không phải thủ tục hành chính, không đọc các trang: "
            + ", ".join(f"“{name}”" for name in book.workflow),
        )
    if not book.lines.get("services"):
        issues.add("nothing-stated", f"Tệp {file.name} chưa nêu thủ tục nào (mẫu chưa điền).")


def _services(book: Book, issues: IssueLog) -> list[Service]:
    """Services with the rows of other sheets that name them."""
    named: list[tuple[Line, str]] = []
    for line in book.lines.get("services", ()):
        name = squash(line.text("name") or "")
        if name:
            named.append((line, name))
        else:
            told = "; ".join(shown(cell) for _, cell in line.row.cells.values())
            issues.add(
                "name-missing", f"Dòng không có tên thủ tục: {told[:120]}", place=line.place(), quote=told
            )
    identities = [_identity(line, name, issues) for line, name in named]
    settled = settle(identities, issues)
    services = [Service(line, identity) for (line, _), identity in zip(named, settled, strict=True)]
    by_name = {_plain(service.identity.name): service for service in services}
    for kind in ("parts", "forms", "services_online"):
        _give(book.lines.get(kind, ()), kind, by_name, issues)
    return services


def _identity(line: Line, name: str, issues: IssueLog) -> Identity:
    code = line.cell("code")
    written = None if code is None else shown(code)
    return identify(written, name=name, agency=None, place=line.place("code"), issues=issues)


def _give(lines: Iterable[Line], kind: str, by_name: dict[str, Service], issues: IssueLog) -> None:
    """Hand rows to the service they name; a row that names none is an issue."""
    for line in lines:
        named = line.text("procedure")
        service = by_name.get(_plain(named or ""))
        if service is None:
            told = "; ".join(shown(cell) for _, cell in line.row.cells.values())
            issues.add(
                "row-unclear",
                f"Dòng không thuộc thủ tục nào của bảng tính: {told[:160]}",
                place=line.place(),
                quote=told,
            )
        else:
            {"parts": service.parts, "forms": service.forms, "services_online": service.online}[kind].append(
                line
            )


def _plain(name: str) -> str:
    return fold(name).strip(" .;")


IMPORTER = Importer(
    NAME,
    "Dữ liệu danh mục của hệ thống một cửa OpenCPS (bảng tính, XML)",
    Rank.PROVINCIAL_PAGE,
    recognise,
    extract,
    formats=(".xlsx", ".ods", ".xml"),
)
