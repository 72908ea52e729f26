"""Saved pages of the national portal whose tables were flattened to text, one JSON a procedure.

The whole page (`raw_text`) is the authority; the other keys are cuts of it and are only compared.
The parts are read in importers/crawl/.
"""

import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from catalogue.errors import CodeNotUnderstood, UnreadableFile
from catalogue.identifiers import ProcedureCode
from catalogue.issues import IssueLog
from catalogue.records import Coverage, Place, Procedure
from catalogue.text import squash
from importers.base import Importer, Rank, SourceFile, accept
from importers.crawl.doubts import Doubts
from importers.crawl.headings import labels
from importers.crawl.page import Page, read_page
from importers.crawl.record import content, differing_keys, note_unread
from importers.identity import Identity, identify, settle
from importers.readers.feed import read_json

NAME = "portal-crawl"
MARKS = (b'"ma_thu_tuc"', b'"ten_thu_tuc"', b'"cap_thuc_hien"')


def recognise(file: SourceFile) -> bool:
    """One JSON object with the Vietnamese keys of a saved page."""
    return file.suffix == ".json" and all(mark in file.head for mark in MARKS)


def extract(file: SourceFile, issues: IssueLog) -> Iterator[Procedure]:
    """The one procedure of the page.

    Raises:
        UnreadableFile: not JSON, or without the text of a page.
    """
    keys = _keys(file)
    page = read_page(keys["raw_text"], keys)
    place = Place(section=labels()["code"])
    name = squash(page.part("name")) or squash(page.title if page.parts else "")
    if not name:
        issues.add("name-missing", "Trang không có tên thủ tục", place=Place(section=labels()["name"]))
        return
    written = page.part("code").strip()
    told = identify(written or keys.get("ma_thu_tuc"), name=name, agency=None, place=place, issues=issues)
    (identity,) = settle([told], issues)
    doubts = Doubts(issues, identity.key)
    _check(file, page, keys, identity, doubts)
    said = {
        **identity.said,
        "name": name,
        "coverage": Coverage.FULL,
        **content(page, doubts),
        "source": file.source(NAME, Place(path="/raw_text")),
    }
    note_unread(page, doubts)
    record = accept({**said, "issues": issues.codes_of(identity.key)}, issues, place=place)
    if record is not None:
        yield record


def _keys(file: SourceFile) -> dict[str, str]:
    """The keys of the saved file that hold words."""
    told = read_json(file)
    if (
        not isinstance(told, dict)
        or not isinstance(told.get("raw_text"), str)
        or not told["raw_text"].strip()
    ):
        raise UnreadableFile(
            f"Tệp {file.name} không có toàn văn trang (raw_text); không nhập gì từ tệp này.",
            hint="Lưu lại trang, giữ cả khóa raw_text.",
        )
    return {key: value for key, value in told.items() if isinstance(value, str)}


def _check(file: SourceFile, page: Page, keys: Mapping[str, str], identity: Identity, doubts: Doubts) -> None:
    """Whether file name, keys and page speak of one procedure, and what the page lacks."""
    place = Place(section=labels()["code"])
    told = {"tên tệp": PurePosixPath(file.name).stem, "khóa ma_thu_tuc": keys.get("ma_thu_tuc", "")}
    for where, written in told.items():
        if _other(written, identity):
            seen = f"Trang là của {identity.key}, nhưng {where} ghi {written}"
            doubts.note("page-other-procedure", seen, place, "code", written)
    if identity.code is not None and not page.part("code").strip():
        seen = f"Trang không in mã; dùng khóa ma_thu_tuc {identity.key}"
        doubts.note("code-repaired", seen, place, "code", keys.get("ma_thu_tuc"))
    for heading in page.missing:
        seen = f"Trang không có đề mục “{heading.label}”"
        doubts.note("heading-missing", seen, Place(section=heading.label), heading.field)
    for key in differing_keys(page, keys):
        seen = f"Khóa {key} khác với trang; lấy theo trang"
        doubts.note("page-keys-differ", seen, Place(path=f"/{key}"), key, keys[key])
    title = squash(page.title)
    if title and title != squash(page.part("name")):
        doubts.note(
            "unread-text", "Tiêu đề trang khác với tên thủ tục", Place(section="title"), "name", title
        )
    if not unicodedata.is_normalized("NFC", keys["raw_text"]):
        doubts.note("not-nfc", "Trang dùng ký tự tổ hợp, đã chuẩn hóa NFC", Place(path="/raw_text"), "name")


def _other(written: str, identity: Identity) -> bool:
    """Whether a name or key holds a code, and another one."""
    try:
        return ProcedureCode.parse(written).core != identity.code
    except CodeNotUnderstood:
        return False


IMPORTER = Importer(
    name=NAME,
    title="Trang thủ tục của Cổng Dịch vụ công quốc gia, lưu dạng văn bản phẳng",
    rank=Rank.CRAWL,
    recognise=recognise,
    extract=extract,
    formats=(".json",),
)
