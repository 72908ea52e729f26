"""Judgements of people: are two document types the same paper, and what follows from the answers.

Here: the record, its line in a file, and what follows (transitive). Not here: rows of the database
(store/judgements.py), which pairs to ask (analysis/candidates.py).

A judgement outranks every score. What contradicts an earlier answer is set aside and reported; the
order in which answers are given to `Judgements` never matters.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

from pydantic import Field, ValidationError, model_validator

from catalogue.errors import CatalogueError
from catalogue.records import Record


def _storable(said: object) -> object:
    """Values without what no database keeps, so that an entry says the same in every store."""
    if not isinstance(said, dict):
        return said
    return {
        key: value.replace("\0", "").encode("utf-8", "replace").decode() if isinstance(value, str) else value
        for key, value in said.items()
    }


class Answer(StrEnum):
    """What a person says of a pair (trả lời)."""

    SAME = "same"
    """cùng một loại giấy tờ"""
    DIFFERENT = "different"
    """hai loại giấy tờ khác nhau"""
    UNSURE = "unsure"
    """chưa chắc: not asked again, and not merged"""


class Judgement(Record):
    """Phán quyết: one answer of one person about one pair of document types."""

    left: str = Field(min_length=1)
    right: str = Field(min_length=1)
    """Ids of the types, in order."""
    left_name: str = ""
    right_name: str = ""
    """The names that the person saw."""
    answer: Answer
    who: str = Field(min_length=1)
    why: str = ""
    judged: datetime
    """The moment of the answer, in UTC."""

    @model_validator(mode="before")
    @classmethod
    def _in_order(cls, said: object) -> object:
        said = _storable(said)
        if isinstance(said, dict) and str(said.get("left")) > str(said.get("right")):
            swapped = said | {"left": said.get("right"), "right": said.get("left")}
            return swapped | {
                "left_name": said.get("right_name", ""),
                "right_name": said.get("left_name", ""),
            }
        return said

    @model_validator(mode="after")
    def _two_types(self) -> "Judgement":
        if self.left == self.right:
            raise ValueError(f"{self.left} is compared with itself")
        if self.judged.tzinfo is None:
            raise ValueError("the moment of a judgement needs a time zone")
        return self

    @property
    def id(self) -> str:
        """The same wherever the judgement is imported."""
        told = f"{self.left}|{self.right}|{self.answer}|{self.who}|{self.judged.timestamp():.3f}"
        return sha256(told.encode()).hexdigest()[:12]


class Undoing(Record):
    """Thu hồi phán quyết: a judgement no longer counts; it stays in the books."""

    undoes: str = Field(min_length=1)
    who: str = Field(min_length=1)
    why: str = ""
    judged: datetime

    @model_validator(mode="before")
    @classmethod
    def _clean(cls, said: object) -> object:
        return _storable(said)

    @property
    def id(self) -> str:
        """The same wherever it is imported."""
        told = f"undo|{self.undoes}|{self.who}|{self.judged.timestamp():.3f}"
        return sha256(told.encode()).hexdigest()[:12]


Entry = Judgement | Undoing


class BadJudgements(CatalogueError):
    """A file of judgements that cannot be read; nothing of it is stored."""


class Contradiction(CatalogueError):
    """An answer that contradicts what follows from earlier ones; nothing is stored."""


def to_line(entry: Entry) -> str:
    """One line of a file of judgements."""
    return json.dumps({"id": entry.id, **entry.model_dump(mode="json")}, ensure_ascii=False, sort_keys=True)


def from_lines(text: str, *, name: str = "") -> tuple[Entry, ...]:
    """Entries of a file of judgements, one JSON object a line.

    Raises:
        BadJudgements: a line is no judgement, or its id is not that of what it says.
    """
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        at = f"{name}:{number}"
        try:
            said = json.loads(line)
            id_ = said.pop("id", None)
            entry: Entry = (Undoing if "undoes" in said else Judgement).model_validate(said)
        except (json.JSONDecodeError, AttributeError, TypeError, ValidationError) as error:
            raise BadJudgements(
                f"Dòng {number} không phải một phán quyết.", at=at, hint="Dùng tệp do lệnh export ghi ra."
            ) from error
        if id_ is not None and id_ != entry.id:
            raise BadJudgements(
                f"Dòng {number} đã bị sửa: mã {id_} không khớp nội dung.", at=at, hint="Xuất lại từ nơi gốc."
            )
        found.append(entry)
    return tuple(found)


class Judgements:
    """What follows from the judgements that stand."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        told = {entry.id: entry for entry in entries}
        undone = {entry.undoes for entry in told.values() if isinstance(entry, Undoing)}
        standing = [e for e in told.values() if isinstance(e, Judgement) and e.id not in undone]
        self._group: dict[str, str] = {}
        self._members: dict[str, set[str]] = {}
        self._apart: dict[tuple[str, str], Answer] = {}
        self._beside: dict[str, set[str]] = {}
        kept: list[Judgement] = []
        aside: list[Judgement] = []
        for one in sorted(standing, key=lambda e: (e.judged, e.id)):
            (kept if self._take(one) else aside).append(one)
        self.standing: tuple[Judgement, ...] = tuple(kept)
        """The judgements that count, in the order they were made."""
        self.set_aside: tuple[Judgement, ...] = tuple(aside)
        """Judgements that contradict earlier ones; a person should undo one side."""

    def _root(self, type_: str) -> str:
        return self._group.get(type_, type_)

    def _pair(self, left: str, right: str) -> tuple[str, str]:
        a, b = self._root(left), self._root(right)
        return (a, b) if a <= b else (b, a)

    def _take(self, one: Judgement) -> bool:
        known = self.known(one.left, one.right)
        if known is not None and Answer.UNSURE not in (known, one.answer):
            return known is one.answer
        if known is not None and one.answer is Answer.UNSURE:
            return known is Answer.UNSURE
        if one.answer is Answer.SAME:
            self._apart.pop(self._pair(one.left, one.right), None)
            return self._join(one.left, one.right)
        self._part(*self._pair(one.left, one.right), one.answer)
        return True

    def _part(self, left: str, right: str, answer: Answer) -> None:
        self._apart[left, right] = answer
        self._beside.setdefault(left, set()).add(right)
        self._beside.setdefault(right, set()).add(left)

    def _join(self, left: str, right: str) -> bool:
        """Make one group of two; the smaller id stands for it, and what keeps apart is carried over."""
        root, other = self._pair(left, right)
        members = self._members.setdefault(root, {root})
        for type_ in self._members.pop(other, {other}):
            self._group[type_] = root
            members.add(type_)
        for beside in sorted(self._beside.pop(other, set())):
            told = self._apart.pop((min(other, beside), max(other, beside)), None)
            self._beside.get(beside, set()).discard(other)
            if told is not None and beside != root:
                pair = (min(root, beside), max(root, beside))
                stronger = Answer.DIFFERENT if self._apart.get(pair) is Answer.DIFFERENT else told
                self._part(*pair, stronger)
        return True

    def known(self, left: str, right: str) -> Answer | None:
        """What was answered for a pair, or follows from answers; None: nobody said."""
        pair = self._pair(left, right)
        return Answer.SAME if pair[0] == pair[1] else self._apart.get(pair)

    def group(self, type_: str) -> frozenset[str]:
        """All types that are the same as one, itself included."""
        return frozenset(self._members.get(self._root(type_), {type_}))

    def groups(self) -> Iterator[frozenset[str]]:
        """Groups of two or more types that people say are one, in order."""
        for root in sorted(self._members):
            yield frozenset(self._members[root])

    def about(self, type_: str) -> tuple[Judgement, ...]:
        """Judgements that speak of a type, or of one that is the same."""
        group = self.group(type_)
        return tuple(one for one in self.standing if one.left in group or one.right in group)

    def touched(self) -> frozenset[str]:
        """Types that any standing judgement speaks of."""
        return frozenset(type_ for one in self.standing for type_ in (one.left, one.right))
