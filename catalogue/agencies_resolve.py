"""What a written name of an agency means on a day (nhận ra cơ quan), with the reasons.

Here: dirty text to a body of the register, its successors, alternatives, several names in one cell.
Not here: the rules for one clean key (agencies_reading.py), the facts (agencies_register.py).

Never a guess: what may mean several bodies gives alternatives, what nobody knows gives nothing.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from weakref import WeakKeyDictionary

from rapidfuzz import fuzz, process

from catalogue import text as words
from catalogue.agencies import Agency, Mark, Place, Relation
from catalogue.agencies_reading import DESCRIBED, Reader, Reading
from catalogue.agencies_register import Body, Register, Step
from catalogue.agencies_words import Expanded, folded, unmarked
from catalogue.records import Level, Record, Text

CODE = re.compile(r"(?:\d{3}\.\d{2}\.\d{2}\.)?([GH]\d{2})(?:\.\d{2,3})*")
FORMER = re.compile(r"\(([^()]*?)\s*(?:cũ|trước đây)\s*\)", re.IGNORECASE)
BRACKET = re.compile(r"\s*\([^()]*\)?")
ENDS = re.compile(r"^[\s\-–•*+.,:;\"'“”]+|[\s.,:;\"'“”_]+$")
LINES = re.compile(r"\s*[;\n\r]+\s*")
JOINED = (
    re.compile(r"\s+hoặc\s+", re.IGNORECASE),
    re.compile(r",\s+"),
    re.compile(r"\s+và\s+"),
    re.compile("/"),
)
NEAR, NEAREST = 60, 3
ANY_DAY = date(2025, 12, 31)
"""Where only whether a name is known matters: every name of the register is known on every day."""
CACHED = 1 << 17


class Successor(Record):
    """Who stands in for a body that is no more (cơ quan kế thừa)."""

    key: str
    name: str
    since: date | None
    relation: Relation
    field: Text | None = None
    """Lĩnh vực; None: as a whole, or not told."""
    mark: Mark


class Resolved(Record):
    """What a written name means on a day."""

    written: str
    day: date
    key: str | None = None
    """Of the body; None: nobody, or not one alone."""
    name: str | None = None
    """As it is called properly."""
    agency: Agency | None = None
    place: Place | None = None
    local: str | None = None
    """District, commune or branch, in the words of the text."""
    within: str | None = None
    """Id of the body that the text names as the one above."""
    office: str | None = None
    """Head of the agency, where the text names the head: chủ tịch, giám đốc."""
    ended: date | None = None
    """The first day without it: the name is a zombie."""
    begins: date | None = None
    """Its first day, where that is still to come."""
    successors: tuple[Successor, ...] = ()
    """Who stands in on the day."""
    explanation: tuple[str, ...] = ()
    confidence: float = 0.0
    """0 to 1; 1: written as in the register."""
    alternatives: tuple[Agency, ...] = ()
    """Each of them it may mean."""
    nearest: tuple[str, ...] = ()
    """Names that look alike, where nothing is known."""
    parts: tuple["Resolved", ...] = ()
    """Where the cell names several."""

    @property
    def known(self) -> bool:
        """Whether each body it names is in the register."""
        return all(part.known for part in self.parts) if self.parts else self.agency is not None


@dataclass(frozen=True)
class _Desk:
    """What is prepared once for a register."""

    register: Register
    readers: tuple[Reader, Reader]
    codes: dict[str, Body]
    resolve: Callable[[str, date], Resolved]
    near: Callable[[str], tuple[str, ...]]


_desks: "WeakKeyDictionary[Register, _Desk]" = WeakKeyDictionary()


def resolve(text: str, day: date, *, register: Register) -> Resolved:
    """What a written name means on a day."""
    desk = _desks.get(register)
    if desk is None:
        desk = _desks.setdefault(register, _prepared(register))
    return desk.resolve(text, day)


def each(text: str, day: date, *, register: Register) -> tuple[Resolved, ...]:
    """The bodies that a cell names, one by one."""
    found = resolve(text, day, register=register)
    return found.parts or (found,)


def _prepared(register: Register) -> _Desk:
    readers = (Reader(register, folded()), Reader(register, unmarked()))
    choices = {agency.name: folded().key(agency.name).key for agency in register.agencies.values()}
    committee = register.agencies.get("uy-ban-nhan-dan-cap-tinh")
    codes = {code: Body(agency) for agency in register.agencies.values() for code in agency.codes}
    if committee is not None:
        for place in register.places.values():
            if place.code is not None:
                codes.setdefault(place.code, Body(committee, place))

    @lru_cache(maxsize=4096)
    def near(text: str) -> tuple[str, ...]:
        key = folded().key(text[:200]).key
        found = process.extract(key, choices, scorer=fuzz.token_sort_ratio, limit=NEAREST, score_cutoff=NEAR)
        return tuple(name for _, _, name in found)

    @lru_cache(maxsize=CACHED)
    def one(text: str, day: date) -> Resolved:
        return _resolved(desk, text, day)

    desk = _Desk(register, readers, codes, one, near)
    return desk


def _resolved(desk: _Desk, text: str, day: date) -> Resolved:
    pieces = [piece for piece in LINES.split(words.nfc(text)) if piece.strip()]
    if len(pieces) > 1:
        return Resolved(written=text, day=day, parts=tuple(desk.resolve(piece, day) for piece in pieces))
    found = _single(desk, text, day)
    listed = found.within is not None and "," in text  # "A, B" may be two bodies, or a unit and its owner
    if (found.agency is not None and not listed) or found.alternatives:
        return found
    parts = _joined(desk, words.squash(text), day)
    if parts:
        return Resolved(written=text, day=day, parts=parts, explanation=("một ô ghi nhiều cơ quan",))
    return found if found.agency is not None else found.model_copy(update={"nearest": desk.near(text)})


def _joined(desk: _Desk, text: str, day: date) -> tuple[Resolved, ...]:
    """Several names joined by a comma or a word, where each alone is a body; else none."""
    for joint in JOINED:
        pieces = [piece for piece in joint.split(text) if piece.strip()]
        if len(pieces) < 2:
            continue
        told = tuple(desk.resolve(piece, day) for piece in pieces)
        if all(one.known and not (one.agency and one.agency.kind == DESCRIBED) for one in told):
            return told
    return ()


def _single(desk: _Desk, text: str, day: date) -> Resolved:
    clean = ENDS.sub("", words.squash(text))
    code = CODE.fullmatch(clean)
    if code is not None:
        body = desk.codes.get(code[1])
        return _told(desk, text, day, None if body is None else _of_code(body, code[1]))
    why: list[str] = []
    clean = _without_former(clean, why)
    for candidate in dict.fromkeys((clean, BRACKET.sub("", clean).strip())):
        reading = _read(desk, candidate, day)
        if reading is not None:
            if candidate != clean:
                why.append(f"bỏ phần trong ngoặc: {clean[len(candidate) :].strip()[:80]}")
            return _told(desk, text, day, reading._replace(why=(*why, *reading.why)))
    return _told(desk, text, day, None)


def _without_former(clean: str, why: list[str]) -> str:
    """Without "(… cũ)", which tells the earlier name of the one that stands before it."""
    match = FORMER.search(clean)
    if match is None:
        return clean
    told = match[1].strip()
    why.append(f"tên cũ ghi trong ngoặc: {told}" if told else "ghi là tên cũ")
    return FORMER.sub("", clean).strip()


def _of_code(body: Body, code: str) -> Reading:
    reading = Reading((body.agency,), place=body.place, sure=0.95)
    return reading.because(f"mã định danh {code}; mã cũ có thể còn sau khi chuyển cơ quan")


def _read(desk: _Desk, text: str, day: date) -> Reading | None:
    for number, reader in enumerate(desk.readers):
        expanded = reader.spelling.key(text)
        key = reader.spelling.former.sub("", expanded.key)
        found = reader.read(key, day)
        if found is not None:
            if number:
                found = found.because("đọc không dấu", times=0.9)
            return _explained(found, expanded)
    return None


def _explained(found: Reading, expanded: Expanded) -> Reading:
    for short, full in dict.fromkeys(expanded.written_out):
        found = found.because(f"viết tắt: {short} = {full}", times=0.99)
    return found


def _told(desk: _Desk, text: str, day: date, reading: Reading | None) -> Resolved:
    if reading is None:
        return Resolved(written=text, day=day)
    if len(reading.found) > 1:
        return Resolved(
            written=text,
            day=day,
            place=reading.place,
            local=_as_written(text, reading.local),
            explanation=(*reading.why, "có thể là nhiều cơ quan"),
            alternatives=reading.found,
        )
    agency, local = reading.found[0], _as_written(text, reading.local)
    body = Body(agency, reading.place, local)
    ended, begins = body.ended(day), body.begins(day)
    steps = desk.register.successors(body, day) if ended is not None else ()
    kind_ended = _kind_ended(desk, reading.local, day)
    if kind_ended is not None and ended is None and agency.level is Level.COMMUNE:
        ended = kind_ended  # "UBND thị trấn": its kind goes on, under another name
    return Resolved(
        written=text,
        day=day,
        key=body.key,
        name=body.name,
        agency=agency,
        place=reading.place,
        local=local,
        within=None if reading.within is None else reading.within.id,
        office=reading.office,
        ended=ended,
        begins=begins,
        successors=tuple(map(_successor, steps)),
        explanation=(*reading.why, *_times(body, ended, begins, steps, kind_ended)),
        confidence=round(reading.sure, 3),
    )


def _as_written(text: str, local: str | None) -> str | None:
    """The words of a place with the letters of the text; the key itself where they were written out."""
    if local is None:
        return None
    told = [ENDS.sub("", word) for word in words.squash(text).split()]
    sought = local.split()
    for start in range(len(told) - len(sought) + 1):
        run = told[start : start + len(sought)]
        if [words.fold(word) for word in run] == sought:
            return " ".join(run)
    return local


def _successor(step: Step) -> Successor:
    by = step.by
    return Successor(
        key=step.new.key,
        name=step.new.name,
        since=by.since,
        relation=by.relation,
        field=by.field,
        mark=by.mark,
    )


def _kind_ended(desk: _Desk, local: str | None, day: date) -> date | None:
    """Since when there are no more places of the kind that the text names."""
    spelling = desk.readers[0].spelling
    past = local is not None and f"{local} ".startswith(spelling.kinds_ended)
    return spelling.kinds_ended_since if past and spelling.kinds_ended_since <= day else None


def _times(
    body: Body, ended: date | None, begins: date | None, steps: tuple[Step, ...], kind_ended: date | None
) -> tuple[str, ...]:
    if kind_ended is not None and not steps:
        return (f"“{body.local}” là loại địa bàn không còn từ {kind_ended:%d/%m/%Y}",)
    if ended is not None:
        told = "; ".join(f"{step.new.name}{f' ({step.by.field})' if step.by.field else ''}" for step in steps)
        return (f"tên không còn từ {ended:%d/%m/%Y}: {told or 'chưa rõ cơ quan kế thừa'}",)
    if begins is not None:
        return (f"{body.name} chỉ có từ {begins:%d/%m/%Y}",)
    return ()
