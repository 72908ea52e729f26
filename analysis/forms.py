"""Blanks of forms (mẫu đơn, tờ khai): what they ask to be written, and what need not be written again.

Here: lines of a form to its blanks, whose data each asks for, and blanks that a register answers or
that are asked twice. Not here: reading files (importers/readers), papers of a dossier (once_only.py).

Source: 224/2026/NĐ-CP Điều 15 khoản 1 điểm d; 66.7/2025/NQ-CP Điều 4: what a register holds is not asked.
"""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from analysis.documents.types import registry
from catalogue.record_base import Place
from catalogue.text import fold, squash

APPLICANT = "applicant"
"""Whose data a blank asks for where no one else is named."""
LONGEST = 160
"""Letters of a label; a longer line is running text."""


class Again(StrEnum):
    """Why a blank need not be filled by hand."""

    HELD = "held"
    """cơ sở dữ liệu đã có: the form asks for the key of a register that holds this too"""
    TWICE = "twice"
    """khai hai lần trong một mẫu"""
    ACROSS = "across"
    """khai lại ở mẫu khác của cùng hồ sơ"""


NOWHERE = Place()


@dataclass(frozen=True)
class Line:
    """One printed line of a form, and where it stands."""

    text: str
    place: Place = NOWHERE


@dataclass(frozen=True)
class Blank:
    """One place to write something."""

    form: str
    label: str
    """As printed, without number and leaders."""
    item: str | None
    """Id of the item of lookups/form_items.toml; None: particular to this form."""
    party: str
    """Whose data: applicant, or the person or body named by the form."""
    place: Place


@dataclass(frozen=True)
class FormFinding:
    """A blank that is answered already, with the other blanks or the register that answer it."""

    again: Again
    blank: Blank
    others: tuple[Blank, ...]
    """The key of the register, or the blanks that ask for the same."""
    register: str | None
    register_name: str | None
    legal_base: str | None
    because: str
    """In Vietnamese."""


@cache
def _told() -> dict[str, Any]:
    path = Path(__file__).parent / "lookups" / "form_items.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def _items() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Labels, the longest first, to items."""
    told = [(fold(label), item["id"]) for item in _told()["item"] for label in item["labels"]]
    told.sort(key=lambda one: -len(one[0]))
    return tuple((re.compile(rf"(?:^|\b){re.escape(label)}\b"), item) for label, item in told)


@cache
def _by_id() -> dict[str, dict[str, Any]]:
    return {item["id"]: item for item in _told()["item"]}


@cache
def _parties() -> tuple[tuple[re.Pattern[str], str], ...]:
    told = [(fold(word), party["id"]) for party in _told()["party"] for word in party["words"]]
    told.sort(key=lambda one: -len(one[0]))
    return tuple((re.compile(rf"\b{re.escape(word)}\b"), party) for word, party in told)


_LEADER = re.compile(r"(?:[.…_‥·]\s*){4,}|…{2,}|_{3,}")
_NUMBER = re.compile(r"^\W*(?:\(?\d{1,2}(?:\.\d{1,2})*[.)]|[a-zđ][.)]|[IVX]+[.)]|[-+*•])\s*(?=\S)")
_NOTE = re.compile(r"\(\d{1,2}\)|\[\d{1,2}\]|<\d{1,2}>")


def blanks_of(form: str, lines: Iterable[Line]) -> tuple[Blank, ...]:
    """The blanks of one form in its order.

    A label is what stands before leaders, or a known item before a colon at the end of its line.
    """
    found: list[Blank] = []
    party = APPLICANT
    for line in lines:
        text = squash(_NOTE.sub(" ", line.text))
        if not text:
            continue
        labels = list(_labels(text))
        if not labels:
            party = _named(text) or party if len(text) <= LONGEST else party
            continue
        for label in labels:
            item = _item(label)
            party = _named(label) or (APPLICANT if _is_own(label) else party)
            found.append(Blank(form, label, item, party, line.place))
    return tuple(found)


def _labels(text: str) -> Iterator[str]:
    rest = text
    while (leader := _LEADER.search(rest)) is not None:
        label = _label(rest[: leader.start()])
        if label is not None:
            yield label
        rest = rest[leader.end() :].lstrip(" .…_;,/")
    if rest.endswith(":") and (label := _label(rest)) is not None and _item(label) is not None:
        yield label


def _label(text: str) -> str | None:
    told = _NUMBER.sub("", squash(text)).strip(" :;,.-–*")
    # what is printed before the last label of a line belongs to the blank before it
    told = re.split(r"[;.]\s+(?=[A-ZĐÂĂÊÔƠƯÁÀẢÃẠ])", told)[-1]
    if not told or len(told) > LONGEST or not re.search(r"[^\W\d_]{2}", told):
        return None
    plain, never = fold(told), _told()["never"]
    empty = plain in map(fold, never["whole"]) or plain.startswith(tuple(map(fold, never["begins"])))
    return None if empty else told


def _item(label: str) -> str | None:
    told = fold(label)
    return next((item for pattern, item in _items() if pattern.search(told)), None)


def _named(text: str) -> str | None:
    told = fold(text)
    found = [(match.start(), party) for pattern, party in _parties() if (match := pattern.search(told))]
    return max(found)[1] if found else None


def party_name(party: str) -> str:
    """Whose data, in Vietnamese."""
    return next((str(one["name"]) for one in _told()["party"] if one["id"] == party), "người làm thủ tục")


def _is_own(label: str) -> bool:
    """Does the label begin the data of the applicant again (người yêu cầu, người làm đơn)?"""
    told = fold(label)
    return any(fold(word) in told for word in _told()["own"]["words"])


def find_again(forms: Mapping[str, Sequence[Line]]) -> tuple[FormFinding, ...]:
    """Blanks of the forms of one dossier that need not be filled by hand, in the order of the forms.

    What a register holds counts only where the form asks for its key of the same party: without the
    key nothing can be looked up.
    """
    by_form = {name: blanks_of(name, lines) for name, lines in forms.items()}
    first: dict[tuple[str, str], Blank] = {}
    found: list[FormFinding] = []
    for blanks in by_form.values():
        own: dict[tuple[str, str], Blank] = {}
        keys = _keys(blanks)
        for blank in blanks:
            if blank.item is None:
                continue
            same = (blank.party, blank.item)
            held = _held(blank, keys)
            if same in own:
                found.append(_again(Again.TWICE, blank, own[same]))
            elif held is not None:
                found.append(held)
            elif same in first:
                found.append(_again(Again.ACROSS, blank, first[same]))
            own.setdefault(same, blank)
        for same, blank in own.items():
            first.setdefault(same, blank)
    return tuple(found)


def _keys(blanks: Iterable[Blank]) -> dict[tuple[str, str], Blank]:
    """Blanks that ask for the key of a register, by party and register."""
    found: dict[tuple[str, str], Blank] = {}
    for blank in blanks:
        for register in _by_id().get(blank.item or "", {}).get("key_of", ()):
            found.setdefault((blank.party, register), blank)
    return found


def _held(blank: Blank, keys: Mapping[tuple[str, str], Blank]) -> FormFinding | None:
    registers = _by_id()[blank.item or ""].get("held_by", ())
    for name in registers:
        key = keys.get((blank.party, name))
        register = next((one for one in registry().registers.values() if one.id == name), None)
        if key is None or register is None or key == blank:
            continue
        return FormFinding(
            again=Again.HELD,
            blank=blank,
            others=(key,),
            register=register.id,
            register_name=register.name,
            legal_base=register.legal_base,
            because=(
                f"Mẫu đã hỏi “{key.label}”, từ đó {register.name} ({register.body}) trả lời được mục này; "
                "chỉ điền tự động khi cơ quan quản lý đã công bố trường dữ liệu."
            ),
        )
    return None


def _again(again: Again, blank: Blank, other: Blank) -> FormFinding:
    where = "trong cùng mẫu" if again is Again.TWICE else f"ở {other.form}"
    return FormFinding(
        again=again,
        blank=blank,
        others=(other,),
        register=None,
        register_name=None,
        legal_base=None,
        because=f"Đã khai {where}: “{other.label}”.",
    )


def split_forms(name: str, lines: Sequence[Line]) -> dict[str, list[Line]]:
    """The forms of a file: each begins at a line "Mẫu số …"; a file without one is one form."""
    begins = re.compile(_told()["begins"]["pattern"], re.IGNORECASE)
    found: dict[str, list[Line]] = defaultdict(list)
    current = name
    for line in lines:
        text = squash(line.text)
        if len(text) <= LONGEST and begins.match(text) is not None:
            current = text.rstrip(" .:")
        found[current].append(line)
    return {form: told for form, told in found.items() if blanks_of(form, told)}
