"""A ward's own list of procedures, as its web page keeps it: JSON rows of name, field and link.

The code stands only inside the link, sometimes also in the name; links are copied by hand, so one code
may stand under two names. Every row ends as a record or as an issue.
"""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import unquote

from catalogue.errors import UnreadableFile
from catalogue.issues import IssueLog
from catalogue.records import Channel, ChannelKind, Coverage, Procedure
from catalogue.text import fold, squash
from importers.base import Importer, Rank, SourceFile, accept
from importers.duplicates import settle_rows
from importers.identity import Identity, identify
from importers.portal_parts import named_rows
from importers.readers.feed import Node, is_composed, nodes_of, read_json

NAME = "ward-list"
KEYS = (b'"name"', b'"field"', b'"onlineLink"')
NAMELESS = "Dòng của danh sách không có tên thủ tục."
PUBLISHER = re.compile(r"(?P<sector>.+?)\s*\((?P<agency>[^()]+)\)\s*")
""" "Hộ tịch (Bộ Tư pháp)": the last bracket is the ministry."""


@cache
def lookup() -> dict[str, Any]:
    """How links and names carry codes, and keys that are not content."""
    return tomllib.loads(files("importers").joinpath("lookups/ward_list.toml").read_text("utf-8"))


def recognise(file: SourceFile) -> bool:
    """A JSON list whose first rows have name, field and onlineLink."""
    head = file.head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return head.startswith(b"[") and all(key in head for key in KEYS)


def extract(file: SourceFile, issues: IssueLog) -> Iterator[Procedure]:
    """One record per row, in the order of the list.

    Raises:
        UnreadableFile: broken JSON, or no list of rows.
    """
    named = named_rows(_rows(file), "name", issues, missing=NAMELESS)
    identities = [_identity(row, name, issues) for row, name in named]
    settled = settle_rows(identities, issues, same=[_words(row) for row, _ in named])
    for (row, name), identity in zip(named, settled, strict=True):
        if identity is None:
            continue
        said = identity.said | _fields(row, name, identity, issues) | {"name": name}
        said |= {"source": file.source(NAME, row.place()), "issues": issues.codes_of(identity.key)}
        record = accept(said, issues, place=row.place())
        if record is not None:
            yield record


def _rows(file: SourceFile) -> Iterator[Node]:
    def refuse(number: int, _item: Any) -> UnreadableFile:
        return UnreadableFile(
            f"Tệp {file.name}, phần tử {number}: không phải một dòng của danh sách.",
            hint="Lưu lại danh sách của trang: mỗi thủ tục một đối tượng JSON.",
        )

    return nodes_of(read_json(file), refuse=refuse)


def _words(row: Node) -> tuple[str, ...]:
    """All that a row says beside its number, for telling repetitions apart."""
    return tuple(fold(str(row.value.get(key) or "")) for key in ("name", "field", "onlineLink"))


def code_in_link(link: str) -> str | None:
    """What a link gives as the code of a procedure, as written.

    >>> code_in_link("https://dichvucong.gov.vn/p/home/x.html?ma_thu_tuc=1.001193&id_tinh_thanh=1")
    '1.001193'
    """
    found = (re.search(pattern, link) for pattern in lookup()["link_codes"])
    match = next((one for one in found if one is not None), None)
    return None if match is None else unquote(match[1]).strip()


def _identity(row: Node, name: str, issues: IssueLog) -> Identity:
    """By the code of the link, else by the code in the name; two that differ are told."""
    link, sector = row.text("onlineLink") or "", row.text("field")
    in_link = code_in_link(link)
    found = re.search(lookup()["name_code"], name)
    in_name = found[1] if found is not None else None
    identity = identify(
        in_link or in_name,
        name=name,
        agency=sector,
        place=row.place("onlineLink" if in_link or not in_name else "name"),
        issues=issues,
    )
    if in_link and in_name and squash(in_link) != squash(in_name):
        issues.add(
            "values-differ",
            f"Tên ghi mã {in_name}, đường dẫn ghi mã {in_link}; lấy theo đường dẫn.",
            place=row.place("name"),
            procedure=identity.key,
            field="code",
            quote=name,
        )
    return identity


def _fields(row: Node, name: str, identity: Identity, issues: IssueLog) -> dict[str, Any]:
    written, link = row.text("field"), squash(row.text("onlineLink") or "")
    parts = PUBLISHER.fullmatch(squash(written or ""))
    kind = lookup()["channels"].get(fold(link).strip(" ."))
    if not is_composed(row.value):
        issues.add(
            "not-nfc", "Dòng dùng ký tự tổ hợp, đã chuẩn hóa NFC.", place=row.place(), procedure=identity.key
        )
    if link and kind is None and "://" not in link and fold(link).strip(" .:") != fold(name).strip(" .:"):
        issues.add(
            "unread-text",
            f"Ô đường dẫn có lời văn không phải đường dẫn: “{link[:120]}”",
            place=row.place("onlineLink"),
            procedure=identity.key,
            quote=link,
        )
    row.finish(issues, procedure=identity.key, ignore=lookup()["ignore"])
    return {
        "coverage": Coverage.LISTED,
        "sector": parts["sector"] if parts else squash(written or "") or None,
        "issuing_agency": parts["agency"] if parts else None,
        "channels": (Channel(channel=ChannelKind(kind), text=link, place=row.place("onlineLink")),)
        if kind
        else (),
    }


IMPORTER = Importer(
    NAME,
    "Danh sách thủ tục của Ủy ban nhân dân xã, phường (JSON của trang thông tin)",
    Rank.PROVINCIAL_PAGE,
    recognise,
    extract,
    formats=(".json",),
)
