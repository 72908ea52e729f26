"""Answers of the national sync service: LayThuTuc (content) and LayDanhSachTTHC (lists), as JSON.

An item with content becomes a full record, a row of a list a listed one. The codes carry the suffix
of the agency that uses the procedure. The parts are read in importers/exchange/.
"""

from collections.abc import Iterator

from catalogue.issues import IssueLog
from catalogue.records import Procedure
from importers.base import Importer, Rank, SourceFile, accept
from importers.duplicates import settle_rows
from importers.exchange.answer import Doubts, items_of
from importers.exchange.record import read_fields
from importers.identity import Identity, identify
from importers.portal_parts import named_rows
from importers.readers.feed import Node

NAME = "exchange"
KEYS = (b'"MATTHC"', b'\\"MATTHC\\"')
"""The key of the code; escaped where the answer stands inside a string."""

NAMELESS = "Trả lời không nêu tên thủ tục (TENTTHC)."


def recognise(file: SourceFile) -> bool:
    """JSON with the upper-case key of the procedure's code."""
    head = file.head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return head.startswith((b"{", b"[")) and any(key in file.data for key in KEYS)


def extract(file: SourceFile, issues: IssueLog) -> Iterator[Procedure]:
    """One record per item, in the order of the answer.

    Raises:
        UnreadableFile: broken JSON, an answer that tells an error, or without items.
    """
    named = named_rows(items_of(file), "TENTTHC", issues, missing=NAMELESS)
    identities = [_identity(item, name, issues) for item, name in named]
    settled = settle_rows(identities, issues, same=[item.value for item, _ in named])
    for (item, name), identity in zip(named, settled, strict=True):
        if identity is None:
            continue
        doubts = Doubts(issues, identity.key)
        said = identity.said | read_fields(item, doubts) | {"name": name}
        doubts.finish_record(item, "record")
        said |= {"source": file.source(NAME, item.place()), "issues": issues.codes_of(identity.key)}
        record = accept(said, issues, place=item.place())
        if record is not None:
            yield record


def _identity(item: Node, name: str, issues: IssueLog) -> Identity:
    written = item.take("MATTHC")
    return identify(
        None if written is None else str(written),
        name=name,
        agency=item.value.get("MACOQUANCONGBO"),
        place=item.place("MATTHC"),
        issues=issues,
    )


IMPORTER = Importer(
    NAME,
    "Trả lời của dịch vụ đồng bộ thủ tục hành chính quốc gia (LayThuTuc, LayDanhSachTTHC)",
    Rank.NATIONAL_PORTAL,
    recognise,
    extract,
    formats=(".json",),
)
