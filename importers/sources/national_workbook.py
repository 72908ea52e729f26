"""The national database's export of seven sheets (.xlsx), and its transcription as JSON.

Sheets are joined by the code of the procedure. The parts are read in importers/national_workbook/.
"""

from collections.abc import Iterator

from catalogue.issues import IssueLog
from catalogue.records import Procedure
from importers.base import Importer, Rank, SourceFile, accept
from importers.duplicates import settle_rows
from importers.identity import Identity, identify
from importers.limits import Shape, shape_of
from importers.national_workbook.record import Doubts, read_fields
from importers.national_workbook.rows import CODE, NAME, PARTS, Told, from_json, from_workbook
from importers.portal_parts import name_of
from importers.workbooks import format_of, kind_of

SOURCE = "national-workbook"
KEYS = (b'"ma_tthc"', b'"ten_tthc"', b'"cach_thuc_thuc_hien"', b'"tphs"')

NAMELESS = "Dòng của trang chính không có tên thủ tục."


def recognise(file: SourceFile) -> bool:
    """A workbook with the sheets of the export, or JSON with the keys of its transcription."""
    if shape_of(file.data) is Shape.ZIP:
        return format_of(file) == "xlsx" and kind_of(file) == SOURCE
    head = file.head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return head.startswith((b"{", b"[")) and all(key in file.data for key in KEYS)


def extract(file: SourceFile, issues: IssueLog) -> Iterator[Procedure]:
    """One record per procedure of the main sheet, in its order.

    Raises:
        WrongColumns: the main sheet lacks code or name.
    """
    package = shape_of(file.data) is Shape.ZIP
    told = from_workbook(file, issues) if package else list(from_json(file))
    named = [
        (one, name) for one in told if (name := name_of(one.main, NAME, issues, missing=NAMELESS)) is not None
    ]
    identities = [_identity(one, name, issues) for one, name in named]
    settled = settle_rows(identities, issues, same=[_words(one) for one, _ in named])
    for (one, name), identity in zip(named, settled, strict=True):
        if identity is None:
            continue
        doubts = Doubts(issues, identity.key)
        said = identity.said | read_fields(one, doubts) | {"name": name}
        doubts.finish_record(one.main, "record")
        said |= {"source": file.source(SOURCE, one.main.place()), "issues": issues.codes_of(identity.key)}
        record = accept(said, issues, place=one.main.place())
        if record is not None:
            yield record


def _words(one: Told) -> object:
    """What a procedure says beside its number in the list."""
    rows = [[dict(row.value) for row in one.rows(part)] for part in PARTS]
    return {key: value for key, value in one.main.value.items() if key != "stt"}, rows


def _identity(one: Told, name: str, issues: IssueLog) -> Identity:
    written = one.main.take(CODE)
    return identify(
        None if written is None else str(written),
        name=name,
        agency=one.main.value.get("co_quan_ban_hanh"),
        level=one.main.value.get("cap_thuc_hien"),
        place=one.main.place(CODE),
        issues=issues,
    )


IMPORTER = Importer(
    SOURCE,
    "Bảng tính bảy trang xuất từ Cơ sở dữ liệu quốc gia về thủ tục hành chính",
    Rank.NATIONAL_PORTAL,
    recognise,
    extract,
    formats=(".xlsx", ".json"),
)
