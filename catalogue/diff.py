"""What changed between two records, field by field (so sánh hai phiên bản).

Here: exact differences with paths; rows of lists are aligned, so that one inserted row is
one addition. Not here: where two sources differ loosely (catalogue/store/differences.py).
"""

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Any

from rapidfuzz import fuzz

from catalogue import text as words
from catalogue.records import NOT_CONTENT, Procedure, Record

SAME_ROW = 60.0
"""Least likeness of two rows, 0 to 100, that are taken for one row whose words changed."""
ORDERED = frozenset({"cases", "components"})
"""Lists whose order is told as a change; steps carry their number, elsewhere order says nothing."""
IDENTITY = frozenset({"code_as_written", "source", "issues"})


class ChangeKind(StrEnum):
    """What became of a value."""

    ADDED = "added"
    """thêm"""
    REMOVED = "removed"
    """bỏ"""
    CHANGED = "changed"
    """sửa"""
    MOVED = "moved"
    """đổi thứ tự: rows of a list; before and after are their numbers in the earlier record"""


class FieldChange(Record):
    """One value that differs, with the path to it (nội dung thay đổi)."""

    path: str
    """As in `channels[online].time_limit.value`, `cases["…"].components[3].copies`; rows count from 1.
    A row that was removed counts as in the earlier record, any other as in the later one."""
    kind: ChangeKind
    before: Any = None
    after: Any = None


def diff(a: Procedure, b: Procedure) -> tuple[FieldChange, ...]:
    """What `b` says otherwise than `a`, in the order of the canonical record.

    Places, sources and issues do not count.
    """
    changes: list[FieldChange] = []
    for name in Procedure.model_fields:
        if name not in IDENTITY:
            changes += _values(name, getattr(a, name), getattr(b, name))
    return tuple(changes)


def _values(path: str, a: Any, b: Any) -> list[FieldChange]:
    if a == b:
        return []
    if isinstance(a, Record) and isinstance(b, Record):
        fields = (name for name in type(a).model_fields if name not in NOT_CONTENT)
        return [
            change
            for name in fields
            for change in _values(f"{path}.{name}", getattr(a, name), getattr(b, name))
        ]
    if isinstance(a, tuple) and isinstance(b, tuple):
        return _rows(path, a, b)
    if a is None or b is None:
        kind = ChangeKind.ADDED if a is None else ChangeKind.REMOVED
        return [FieldChange(path=path, kind=kind, before=_plain(a), after=_plain(b))]
    return [FieldChange(path=path, kind=ChangeKind.CHANGED, before=_plain(a), after=_plain(b))]


def _plain(value: Any) -> Any:
    """For showing and for JSON: as the canonical record prints it, without places."""
    if isinstance(value, Record):
        return value.model_dump(mode="json", exclude=NOT_CONTENT, exclude_defaults=True)
    return value.isoformat() if hasattr(value, "isoformat") else value


def _rows(path: str, a: Sequence[Any], b: Sequence[Any]) -> list[FieldChange]:
    changes = []
    pairs = aligned(a, b, _label(path))
    order = [left + 1 for left, right in pairs if left is not None and right is not None]
    if path.rpartition(".")[2] in ORDERED and order != sorted(order):
        changes.append(FieldChange(path=path, kind=ChangeKind.MOVED, before=sorted(order), after=order))
    for left, right in pairs:
        if left is None and right is not None:
            at = f"{path}[{_index(path, b, right)}]"
            changes.append(FieldChange(path=at, kind=ChangeKind.ADDED, after=_plain(b[right])))
        elif right is None and left is not None:
            at = f"{path}[{_index(path, a, left)}]"
            changes.append(FieldChange(path=at, kind=ChangeKind.REMOVED, before=_plain(a[left])))
        elif left is not None and right is not None:
            changes += _values(f"{path}[{_index(path, b, right)}]", a[left], b[right])
    return changes


def _index(path: str, rows: Sequence[Any], number: int) -> str:
    """How a row is named in a path: a channel by its kind, a case by its name, else its number from 1."""
    row = rows[number]
    if path == "channels":
        named = [other.channel for other in rows].count(row.channel) == 1
        if named:
            return row.channel.value if row.channel is not None else "*"
    if path == "cases" and row.name is not None:
        short = words.squash(row.name)
        return f'"{short if len(short) <= 60 else short[:59] + "…"}"'
    return str(number + 1)


def _label(path: str) -> Callable[[Any], str]:
    """The words by which two rows are known to be one."""
    told = LABELS.get(path.rpartition(".")[2], str)
    return lambda row: words.fold(told(row))


LABELS: dict[str, Callable[[Any], str]] = {
    "channels": lambda row: row.channel.value if row.channel is not None else "*",
    "cases": lambda row: row.name or "",
    "components": lambda row: str(row.text),
    "steps": lambda row: f"{row.name or ''} {row.text}",
    "outcomes": lambda row: str(row.name),
    "legal_bases": lambda row: row.number or row.name or "",
    "fees": lambda row: f"{row.kind or ''} {row.per or ''} {row.text}",
}


def aligned(
    a: Sequence[Any], b: Sequence[Any], label: Callable[[Any], str]
) -> list[tuple[int | None, int | None]]:
    """Pairs of rows, each row once, in the order of `b` with removed rows where they stood.

    Equal rows first, then equal words, then, within the gaps, the likest words; a row
    that moved past others keeps its partner only where the words are equal.
    """
    left, right = [label(row) for row in a], [label(row) for row in b]
    partner: dict[int, int] = {}
    _match_equal(left, right, partner)
    _match_alike(left, right, partner)
    pairs: list[tuple[int | None, int | None]] = []
    back = {number: other for other, number in partner.items()}
    removed = [number for number in range(len(a)) if number not in partner]
    for number in range(len(b)):
        other = back.get(number)
        while removed and other is not None and removed[0] < other:
            pairs.append((removed.pop(0), None))
        pairs.append((other, number))
    return pairs + [(number, None) for number in removed]


def _match_equal(left: Sequence[str], right: Sequence[str], partner: dict[int, int]) -> None:
    waiting: dict[str, list[int]] = {}
    for number, label in enumerate(right):
        waiting.setdefault(label, []).append(number)
    for number, label in enumerate(left):
        if waiting.get(label):
            partner[number] = waiting[label].pop(0)


def _match_alike(left: Sequence[str], right: Sequence[str], partner: dict[int, int]) -> None:
    taken = set(partner.values())
    open_left = [number for number in range(len(left)) if number not in partner]
    open_right = [number for number in range(len(right)) if number not in taken]
    scored = sorted(
        (
            (-fuzz.ratio(left[one], right[other], score_cutoff=SAME_ROW), abs(one - other), one, other)
            for one in open_left
            for other in open_right
        ),
    )
    for score, _, one, other in scored:
        if score < 0 and one not in partner and other not in taken:
            partner[one] = other
            taken.add(other)
