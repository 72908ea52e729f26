"""Parts of a procedure that the JSON of the portal, the sync service and the national workbook write alike.

Here: names, papers with their quantities, outcomes, legal bases, days, each by the keys of its source.
Not here: which key a source uses (the mappers), channels and fees (portal_channels.py).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from catalogue.issues import IssueLog
from catalogue.records import Case, Component, LegalBasis, Outcome
from catalogue.text import nfc, squash
from importers.phrases.dates import parse_date
from importers.portal import Doubts, document_number, says_none, says_nothing
from importers.readers.feed import Node

DIGITS = 4
"""Of a quantity that is written as text; more are no quantity."""


@dataclass(frozen=True)
class Keys:
    """Under which keys a source writes a row (khóa); None: it has no such key."""

    kind: str
    """Of the row, for what of it is ignored by name."""
    name: str
    code: str
    signed: str | None = None
    """Ngày ban hành."""
    effective: str | None = None
    """Ngày hiệu lực."""
    agency: str | None = None
    """Cơ quan ban hành."""


def text_of(node: Node, key: str | None) -> str | None:
    """The words of a key; None where they say nothing."""
    text = None if key is None else node.text(key)
    return None if text is None or says_nothing(text) else nfc(text)


def name_of(node: Node, key: str, issues: IssueLog, *, missing: str) -> str | None:
    """Tên thủ tục on one line; None, and an issue with the words `missing`, where there is none."""
    name = text_of(node, key)
    if name is None:
        issues.add("name-missing", missing, place=node.place(key))
    return None if name is None else squash(name)


def named_rows(nodes: Iterable[Node], key: str, issues: IssueLog, *, missing: str) -> list[tuple[Node, str]]:
    """The rows of a list that have a name, with it."""
    found = ((node, name_of(node, key, issues, missing=missing)) for node in nodes)
    return [(node, name) for node, name in found if name is not None]


def conditions_of(text: str | None) -> dict[str, Any]:
    """Yêu cầu, điều kiện as two fields of the record: the words, or that there is none."""
    none = says_none(text)
    return {"conditions": None if none else text, "not_applicable": ("conditions",) if none else ()}


def forms_in(cases: Iterable[Case]) -> tuple[str, ...]:
    """Mẫu đơn, tờ khai of all papers, each once, in order."""
    return tuple(dict.fromkeys(form for case in cases for paper in case.components for form in paper.forms))


def paper_of(
    node: Node,
    keys: Keys,
    doubts: Doubts,
    *,
    quantities: tuple[int | None, int | None],
    forms: tuple[str, ...] = (),
    notes: Iterable[str | None] = (),
) -> Iterator[Component]:
    """The paper of a row with its originals and copies; none, and an issue, where it has no name."""
    text, code = text_of(node, keys.name), node.text(keys.code)
    doubts.finish(node, keys.kind)
    if text is None:
        doubts.tell(
            "component-unnamed",
            f"Thành phần hồ sơ không có tên (mã {code or 'không có'}).",
            place=node.place(keys.name),
            field="cases.components",
        )
        return
    originals, copies = quantities
    yield Component(
        code=code,
        text=text,
        originals=originals,
        copies=copies,
        forms=forms,
        notes="\n".join(note for note in notes if note) or None,
        place=node.place(),
    )


def quantity(node: Node, key: str, doubts: Doubts) -> int | None:
    """Số lượng: a whole number, or its digits; anything else that is filled is told."""
    value = node.take(key)
    number = whole(value)
    if number is None and value not in (None, [], {}) and str(value).strip():
        tell_quantity(node, key, doubts)
    return number


def whole(value: Any) -> int | None:
    """A whole number, not below zero, also where it is written as text.

    >>> whole(2), whole(" 02 "), whole("20250"), whole(True), whole(1.5), whole(-1)
    (2, 2, None, None, None, None)
    """
    if isinstance(value, str):
        digits = value.strip()
        return int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= DIGITS else None
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None


def tell_quantity(node: Node, key: str, doubts: Doubts) -> None:
    """Note a quantity that is not understood."""
    value = node.value.get(key)
    doubts.tell(
        "quantity-not-understood",
        f"Số lượng “{value}” không phải số nguyên.",
        place=node.place(key),
        field="cases.components",
        quote=str(value),
    )


def outcomes_of(nodes: Iterable[Node], keys: Keys, doubts: Doubts) -> Iterator[Outcome]:
    """Kết quả, by name; a row without one says nothing."""
    for node in nodes:
        name, code = text_of(node, keys.name), node.text(keys.code)
        doubts.finish(node, keys.kind)
        if name is not None:
            yield Outcome(code=code, name=squash(name), place=node.place())


def bases_of(nodes: Iterable[Node], keys: Keys, doubts: Doubts) -> Iterator[LegalBasis]:
    """Căn cứ pháp lý; the number may stand under its key or only in the name."""
    for node in nodes:
        written, name = node.text(keys.code), text_of(node, keys.name)
        signed, effective = (
            day_of(node, key, "legal_bases", doubts) for key in (keys.signed, keys.effective)
        )
        agency = text_of(node, keys.agency)
        doubts.finish(node, keys.kind)
        number = document_number(written, doubts, place=node.place(keys.code), otherwise=name)
        if number or name:
            yield LegalBasis(
                number=number, name=name, date=signed, effective=effective, agency=agency, place=node.place()
            )


def day_of(node: Node, key: str | None, field: str, doubts: Doubts) -> date | None:
    """A day as 2016-01-01 (a time behind it is left away) or as documents write it."""
    written = text_of(node, key)
    if key is None or written is None:
        return None
    try:
        return date.fromisoformat(written[:10])
    except ValueError:
        day = parse_date(written)
    if day is None:
        doubts.tell(
            "date-not-understood",
            f"Không hiểu ngày “{written}”.",
            place=node.place(key),
            field=field,
            quote=written,
        )
    return day
