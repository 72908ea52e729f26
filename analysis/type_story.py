"""Why a paper is of a type, in words: listed or read from its name, and what joined it to others.

Here: sentences on remembered types. Not here: where a type belongs (placing.py), the screen (dongian).
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from analysis.documents.reading import RowKind
from analysis.documents.types import registry
from analysis.families import members_of
from catalogue.remembered_types import PlacedType, RememberedType

NO_PAPER = {
    RowKind.NOTE: "lưu ý, hướng dẫn: không yêu cầu giấy tờ nào",
    RowKind.HEADING: "dòng tiêu đề: chỉ dẫn vào các dòng sau",
    RowKind.DOCUMENT: "không đọc được tên giấy tờ; cần người xem lại",
}
"""Why a row has no document type."""


MARKS = {"data": "theo dữ liệu công bố", "recalled": "chưa kiểm chứng", "text": "đã đọc văn bản"}


@dataclass(frozen=True)
class Alias:
    """A further type that counts as the same paper."""

    type: str
    name: str
    why: str
    since: datetime


@dataclass(frozen=True)
class TypeStory:
    """One canonical type: its name, why it is one, since when, and what else goes under it."""

    type: str
    name: str
    listed: bool
    why: str
    since: datetime | None
    """The moment of its first placing; None: no row named it yet."""
    since_day: date | None
    aliases: tuple[Alias, ...]


def stories(told: Mapping[str, RememberedType]) -> dict[str, TypeStory]:
    """Every canonical type that is remembered, by id."""
    under: dict[str, list[RememberedType]] = defaultdict(list)
    for one in told.values():
        under[one.placed.anchor].append(one)
    return {anchor: _story(anchor, members, told) for anchor, members in under.items()}


def stories_of(wanted: str, told: Mapping[str, TypeStory]) -> tuple[TypeStory, ...]:
    """The story of a type, or of every member of the family that it heads."""
    kin = (wanted, *(one.id for one in members_of(wanted) if one.id != wanted))
    return tuple(told[type_] for type_ in kin if type_ in told)


def _story(anchor: str, members: list[RememberedType], told: Mapping[str, RememberedType]) -> TypeStory:
    own, listed = told.get(anchor), registry().types.get(anchor)
    name = listed.name if listed is not None else own.placed.name if own is not None else anchor
    if listed is not None:
        rests = listed.legal_base or MARKS.get(listed.mark, listed.mark)
        why = f"có trong danh mục loại giấy tờ kê sẵn ({rests})"
    else:
        why = _read_from(own.placed) if own is not None else "theo phán quyết"
    aliases = tuple(
        Alias(one.placed.type, one.placed.name, _joined(one.placed, name), one.since)
        for one in members
        if one.placed.type != anchor
    )
    since = None if own is None else own.since
    day = None if own is None else own.since_day
    return TypeStory(anchor, name, listed is not None, why, since, day, aliases)


def _read_from(placed: PlacedType) -> str:
    parts = (("danh từ chính", placed.head), ("việc", placed.act), ("đối tượng", placed.object))
    seen = ", ".join(f"{label} “{word}”" for label, word in parts if word)
    return f"suy từ tên ({seen}); chưa có trong danh mục loại giấy tờ kê sẵn, cần người xem lại"


def _joined(placed: PlacedType, name: str) -> str:
    if placed.judgements:
        return f"theo phán quyết {', '.join(placed.judgements)}"
    return f"cùng danh từ chính và cùng các từ có nghĩa với “{name}”"
