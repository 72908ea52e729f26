"""Agencies and places (cơ quan, địa bàn) as the register holds them: dated names and successions.

Here: records, and the rows that people add to the register. Not here: the shipped register
(agencies_register.py), reading names out of text (agencies_resolve.py).

A body is an agency of the register, or a kind of local agency at a place: `so-xay-dung` is what
every province has, `so-xay-dung@tinh-lai-chau` is one of them.
"""

from datetime import date
from enum import StrEnum
from typing import Any

from pydantic import Field, field_validator

from catalogue.records import Filled, Level, Record, Text


class Relation(StrEnum):
    """What became of a body (quan hệ kế thừa)."""

    MERGED = "merged_into"
    """hợp nhất, sáp nhập vào"""
    RENAMED = "renamed"
    """đổi tên"""
    REPLACED = "replaced"
    """thay bằng một mô hình khác"""
    SPLIT = "split_into"
    """chia cho nhiều cơ quan, theo lĩnh vực"""
    TRANSFERRED = "transferred"
    """chuyển một chức năng"""
    ABOLISHED = "abolished"
    """chấm dứt; việc chuyển theo từng lĩnh vực"""
    MOVED = "moved_under"
    """chuyển về trực thuộc, giữ tên"""
    ENLARGED = "enlarged"
    """giữ tên, mở rộng địa bàn"""
    UNCHANGED = "unchanged"


ONE_TO_ONE = frozenset({Relation.MERGED, Relation.RENAMED, Relation.REPLACED})
"""Relations after which one body stands for another as a whole."""
ENDING = ONE_TO_ONE | {Relation.SPLIT, Relation.ABOLISHED, Relation.TRANSFERRED}
"""Relations that lead to another body."""


class Mark(StrEnum):
    """Strength of a source (độ chắc của nguồn), best first."""

    TEXT = "text"
    """đọc toàn văn"""
    EXCERPT = "excerpt"
    """đọc trích đoạn"""
    PRESS = "press"
    """báo chí, tổng hợp thứ cấp"""
    DATA = "data"
    """thấy trong dữ liệu đã công bố"""
    RECALLED = "recalled"
    """nhớ lại, chưa đối chiếu: not for signed reports"""


class Dated(Record):
    """What holds from a day to a day, with its source."""

    valid_from: date | None = None
    """Ngày đầu tiên; None: before the register begins."""
    valid_to: date | None = None
    """Ngày cuối cùng; None: still so."""
    source: Filled
    mark: Mark
    """Of the weakest fact of the row, its days included."""

    def begun(self, day: date) -> bool:
        """Whether it is or was so by the day."""
        return self.valid_from is None or self.valid_from <= day

    def on(self, day: date) -> bool:
        """Whether it is so on the day."""
        return self.begun(day) and (self.valid_to is None or day <= self.valid_to)


class Agency(Dated):
    """Cơ quan, or a kind of local agencies (`generic`)."""

    id: Filled = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    """Own identity; never a code, which outlives its owner."""
    name: Filled
    kind: Filled
    level: Level | None = None
    """None: at several levels, or none."""
    parent: str | None = None
    place: str | None = None
    """Id of the province that a single local body belongs to."""
    codes: tuple[str, ...] = ()
    """Mã định danh: G12. Also those it had before."""
    aliases: tuple[Filled, ...] = ()
    generic: bool = False
    """A kind that every place has: with a place it is one body."""
    regional: bool = False
    """Một khu vực gồm nhiều tỉnh: no province is part of its identity."""
    collective: bool = False
    """Cách gọi chung: bodies of different names stand under it, also at one place."""
    named: str | None = None
    """Its name at a place, such as "Ủy ban nhân dân {place}"."""
    note: Text | None = None
    withdrawn: bool = False
    """Entered by mistake: it is no longer in the register."""

    def at(self, place: str) -> str:
        """The name at a place: "Sở Y tế tỉnh Lai Châu", "Công an phường Bến Nghé".

        >>> told = {"kind": "police", "source": "-", "mark": "data"}
        >>> Agency(id="ca", name="Công an cấp xã", **told).at("phường Bến Nghé")
        'Công an phường Bến Nghé'
        """
        return (self.named or "{name} {place}").format(name=self.plain, place=place)

    @property
    def plain(self) -> str:
        """The name without its level: "Công an" of "Công an cấp xã"."""
        return self.name.removesuffix(" cấp tỉnh").removesuffix(" cấp huyện").removesuffix(" cấp xã")


class Place(Dated):
    """Tỉnh, thành phố trực thuộc trung ương under one name."""

    id: Filled = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    name: Filled
    short: Filled
    aliases: tuple[Filled, ...] = ()
    code: str | None = None
    """Mã H.. of the province in identification codes; it survives mergers."""
    portal_code: str | None = None
    """Mã địa bàn of the national portal."""

    @property
    def spoken(self) -> str:
        """Inside a name: "tỉnh Lai Châu", "Thành phố Hà Nội" as "thành phố Hà Nội"."""
        return self.name[:1].lower() + self.name[1:]


class Succession(Record):
    """Kế thừa: from a day on another body stands for one, as a whole or for a field."""

    old: Filled
    new: Filled
    since: date | None = None
    """None: the day is not known."""
    relation: Relation
    field: Text | None = None
    """Lĩnh vực, chức năng; None: as a whole, or not told."""
    source: Filled
    mark: Mark
    note: Text | None = None

    @property
    def key(self) -> str:
        """Old, new and field: a later entry of the same key corrects this one."""
        return f"{self.old}>{self.new}:{self.field or ''}"


class FieldHolder(Record):
    """Which ministry holds a field (lĩnh vực quản lý) on a day."""

    vi: Filled
    agency: Filled
    since: date | None = None
    until: date | None = None
    source: Filled
    mark: Mark


class RegisterEntry(Record):
    """One row that a person or a file adds to the register: an agency, a succession, or both."""

    agency: Agency | None = None
    succession: Succession | None = None

    @property
    def key(self) -> str:
        """An entry of the same key corrects this one."""
        if self.agency is not None:
            return f"agency:{self.agency.id}"
        return f"succession:{self.succession.key}" if self.succession is not None else ""

    @field_validator("succession")
    @classmethod
    def _something(cls, value: Any, info: Any) -> Any:
        if value is None and info.data.get("agency") is None:
            raise ValueError("neither an agency nor a succession")
        return value
