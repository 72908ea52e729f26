"""Links of a decision to other decisions and legal texts (chuỗi quyết định): one link a cited number.

Not here: reading them out of a file (importers/decisions), the graph (catalogue/chain.py).
"""

from datetime import date as Date
from enum import StrEnum

from catalogue.record_base import Filled, Place, Record, Text


class LinkKind(StrEnum):
    """What a decision has to do with a text that it names (DOMAIN: chain of decisions)."""

    IMPLEMENTS = "implements"
    """thi hành: a legal text whose rules it announces"""
    FOLLOWS = "follows"
    """công bố theo: the ministry's decision that it carries over"""
    AMENDS = "amends"
    """sửa đổi, bổ sung"""
    REPLACES_ALL = "replaces_all"
    """thay thế toàn bộ"""
    REPLACES_PART = "replaces_part"
    """thay thế một phần, bãi bỏ một phần"""
    ABOLISHES = "abolishes"
    """bãi bỏ, hết hiệu lực"""
    CORRECTS = "corrects"
    """đính chính"""


class Link(Record):
    """One text that a decision names, and why (văn bản liên quan)."""

    kind: LinkKind
    number: Filled
    """Số hiệu, normalised (catalogue/document_numbers.py)."""
    date: Date | None = None
    """Ngày ký, where it is told."""
    agency: Text | None = None
    """Cơ quan ban hành, where it is told."""
    text: Text | None = None
    """The words of the source."""
    place: Place = Place()
