"""Saved pages of the national portal whose tables were flattened to text, one JSON a procedure.

The whole page (`raw_text`) is the authority; the other keys are cuts of it and are only compared.
The parts are read in importers/crawl/.
"""

import json
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from catalogue.errors import UnreadableFile
from catalogue.identifiers import ProcedureCode
from catalogue.issues import IssueLog
from catalogue.records import Coverage, Place, Procedure
from catalogue.text import squash
from importers.base import Importer, Rank, SourceFile, accept
from importers.crawl.doubts import Doubts
from importers.crawl.headings import labels
from importers.crawl.page import Page, read_page
from importers.crawl.record import content, differing_keys, note_unread, page_code

NAME = "portal-crawl"
MARKS = (b'"ma_thu_tuc"', b'"ten_thu_tuc"', b'"cap_thuc_hien"')


def recognise(file: SourceFile) -> bool:
    """One JSON object with the Vietnamese keys of a saved page."""
    return file.suffix == ".json" and all(mark in file.head for mark in MARKS)


def extract(file: SourceFile, issues: IssueLog) -> Iterator[Procedure]:
    """The one procedure of the page.

    Raises:
        UnreadableFile: not JSON, not a saved page, or a page without code and name.
    """
    keys = _keys(file)
    page = read_page(keys["raw_text"], keys)
    code = _code(file, page, keys)
    name = squash(page.part("name")) or squash(page.title) or squash(keys.get("ten_thu_tuc", ""))
    if not name:
        raise UnreadableFile(
            f"{file.name}: trang của thủ tục {code.core} không có tên thủ tục", hint="Lưu lại trang từ Cổng."
        )
    doubts = Doubts(issues, code.core)
    _check(file, page, keys, code, doubts)
    said = {
        "code": code.core,
        "code_as_written": code.written.strip() if code.written.strip() != code.core else None,
        "name": name,
        "coverage": Coverage.FULL,
        **content(page, doubts),
        "source": file.source(NAME, Place(path="/raw_text")),
    }
    note_unread(page, doubts)
    record = accept({**said, "issues": issues.codes_of(code.core)}, issues)
    if record is not None:
        yield record


def _keys(file: SourceFile) -> dict[str, str]:
    """The keys of the saved file, all of them strings."""
    try:
        told = json.loads(file.data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise UnreadableFile(
            f"{file.name}: không phải JSON trọn vẹn ({error}); không nhập gì từ tệp này",
            hint="Lưu lại trang hoặc tải lại tệp.",
        ) from error
    if (
        not isinstance(told, dict)
        or not isinstance(told.get("raw_text"), str)
        or not told["raw_text"].strip()
    ):
        raise UnreadableFile(
            f"{file.name}: không có toàn văn trang (raw_text)", hint="Lưu lại trang: cần cả khóa raw_text."
        )
    return {key: value for key, value in told.items() if isinstance(value, str)}


def _code(file: SourceFile, page: Page, keys: Mapping[str, str]) -> ProcedureCode:
    """The code that the page prints, else that of the key."""
    code = page_code(page)
    if code is not None:
        return code
    try:
        return ProcedureCode.parse(keys.get("ma_thu_tuc", ""))
    except ValueError as error:
        raise UnreadableFile(
            f"{file.name}: cả trang lẫn khóa ma_thu_tuc đều không có mã thủ tục đọc được",
            hint="Kiểm tra có đúng là trang chi tiết thủ tục không.",
        ) from error


def _check(
    file: SourceFile, page: Page, keys: Mapping[str, str], code: ProcedureCode, doubts: Doubts
) -> None:
    """Whether file name, keys and page speak of one procedure, and what the page lacks."""
    place = Place(section=labels()["code"])
    told = {"tên tệp": PurePosixPath(file.name).stem, "khóa ma_thu_tuc": keys.get("ma_thu_tuc", "")}
    for where, written in told.items():
        if _other(written, code):
            seen = f"Trang là của {code.core}, nhưng {where} ghi {written}"
            doubts.note("page-other-procedure", seen, place, "code", written)
    if page_code(page) is None:
        seen = f"Trang không in mã đọc được; dùng khóa ma_thu_tuc {code.core}"
        doubts.note("code-not-understood", seen, place, "code", page.part("code"))
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


def _other(written: str, code: ProcedureCode) -> bool:
    """Whether a name or key holds a code, and another one."""
    try:
        return ProcedureCode.parse(written).core != code.core
    except ValueError:
        return False


IMPORTER = Importer(
    name=NAME,
    title="Trang thủ tục của Cổng Dịch vụ công quốc gia, lưu dạng văn bản phẳng",
    rank=Rank.CRAWL,
    recognise=recognise,
    extract=extract,
    formats=(".json",),
)
