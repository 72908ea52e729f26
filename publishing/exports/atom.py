"""A feed of changes (Atom): decisions that were applied and procedures that changed, the latest first.

Entries have ids that never change, so that a reader tells what it has seen. Source: RFC 4287.
Not here: what was recorded (catalogue/store/changes.py), where pages stand (publishing/site/).
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import Any

from lxml import etree

from catalogue.store.changes import Entry, Happened
from publishing.cells import text
from publishing.exports.files import replacing
from publishing.exports.stamp import Stamp
from publishing.site.addresses import decision_address, procedure_address

ATOM = "http://www.w3.org/2005/Atom"
LATEST = 500
"""Entries of a feed at the most."""
CHANGES = {
    "new": "mới ban hành",
    "amended": "được sửa đổi, bổ sung",
    "replaced": "thay thế thủ tục khác",
    "repealed": "bị bãi bỏ",
    "standardised": "được chuẩn hóa",
    "suspended": "không thực hiện",
    "corrected": "được đính chính",
}


OTHERWISE = {
    Happened.WITHDRAWN: "nguồn không còn nêu",
    Happened.UNDONE: "lần nhập được hoàn tác",
    Happened.REDONE: "lần nhập được làm lại",
}


def write_atom(
    target: Path, entries: Sequence[Entry], stamp: Stamp, *, base: str | None = None, limit: int = LATEST
) -> int:
    """Write the feed; entries written. `base`: address of the published pages, for links.

    Raises:
        CannotWrite: the target cannot be written.
    """
    latest = list(reversed(entries[-limit:]))
    names: Any = {None: ATOM}
    feed = etree.Element(f"{{{ATOM}}}feed", nsmap=names)
    feed.set("{http://www.w3.org/XML/1998/namespace}lang", "vi")
    _add(feed, "id", "urn:dongian:changes")
    _add(feed, "title", "Thay đổi của danh mục thủ tục hành chính")
    _add(feed, "subtitle", stamp.sentence())
    _add(feed, "updated", moment(latest[0].recorded if latest else stamp.known))
    _add(_sub(feed, "author"), "name", "Đơn Giản")
    generator = _sub(feed, "generator")
    generator.set("version", stamp.version)
    generator.text = "dongian"
    if base:
        _link(feed, f"{base.rstrip('/')}/feed.xml", "self")
    count = 0
    for element in _entries(latest, entries, base):
        feed.append(element)
        count += 1
    with replacing(target) as beside:
        beside.write_bytes(etree.tostring(feed, xml_declaration=True, encoding="utf-8", pretty_print=True))
    return count


def moment(told: datetime) -> str:
    """A moment in UTC as RFC 3339 writes it."""
    return told.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _entries(
    latest: Sequence[Entry], everything: Iterable[Entry], base: str | None
) -> Iterator["etree._Element"]:
    """For each reading of a decision first what it did in all, then every procedure."""
    sizes: dict[tuple[str, int], int] = {}
    for one in everything:
        if one.decision and one.change and one.kind is Happened.STATED:
            place = one.decision, one.file_id
            sizes[place] = sizes.get(place, 0) + 1
    for (file, kind), group in groupby(latest, key=lambda one: (one.file_id, one.kind)):
        inside = list(group)
        told = next((one for one in inside if one.decision and one.change), None)
        told = told if kind is Happened.STATED else None
        if told is not None and told.decision is not None:
            yield _decision(told, sizes[told.decision, file], base)
        yield from (_procedure(one, base) for one in inside)


def _decision(told: Entry, count: int, base: str | None) -> "etree._Element":
    number = told.decision or ""
    title = f"Quyết định {number}: {count} thủ tục hành chính"
    since = f" Hiệu lực từ {told.valid_from:%d/%m/%Y}." if told.valid_from else ""
    words = f"Đã nhập {told.file}: {count} thủ tục hành chính được công bố.{since}"
    mark = f"decision|{number}|{told.sha256}|{told.file_id}"
    return _entry(mark, title, words, told, "decision", _at(base, decision_address(number)))


def _procedure(told: Entry, base: str | None) -> "etree._Element":
    name = told.name or told.key
    if told.kind is Happened.ENDED:
        what = f"bị thay thế bởi {told.replaced_by}"
    elif told.kind in OTHERWISE:
        what = OTHERWISE[told.kind]
    else:
        what = CHANGES.get(str(told.change or ""), "có thông tin mới")
    since = f" Hiệu lực từ {told.valid_from:%d/%m/%Y}." if told.valid_from else ""
    by = f" Quyết định {told.decision}." if told.decision else ""
    words = f"{told.key}: {name}. {what.capitalize()}.{by}{since} Nguồn: {told.file}."
    mark = f"procedure|{told.key}|{told.id}|{told.kind}|{told.content_hash}"
    if told.kind in (Happened.UNDONE, Happened.REDONE):
        mark += f"|{moment(told.recorded)}"
    category, page = (
        str(told.kind if told.kind in OTHERWISE else told.change or told.kind),
        _at(base, procedure_address(told.key)),
    )
    return _entry(mark, f"{told.key} {name}: {what}", words, told, category, page)


def _at(base: str | None, page: str) -> str | None:
    return None if base is None else f"{base.rstrip('/')}/{page}"


def _entry(
    mark: str, title: str, words: str, told: Entry, category: str, address: str | None
) -> "etree._Element":
    entry = etree.Element(f"{{{ATOM}}}entry")
    _add(entry, "id", f"urn:dongian:change:{sha256(mark.encode()).hexdigest()[:32]}")
    _add(entry, "title", title)
    _add(entry, "updated", moment(told.recorded))
    _sub(entry, "category").set("term", category)
    content = _sub(entry, "content")
    content.set("type", "text")
    content.text = text(words)
    if address:
        _link(entry, address, "alternate")
    return entry


def _link(parent: "etree._Element", address: str, relation: str) -> None:
    link = _sub(parent, "link")
    link.set("rel", relation)
    link.set("href", address)


def _sub(parent: "etree._Element", name: str) -> "etree._Element":
    return etree.SubElement(parent, f"{{{ATOM}}}{name}")


def _add(parent: "etree._Element", name: str, told: str) -> None:
    _sub(parent, name).text = text(told)
