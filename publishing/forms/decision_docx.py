"""A publication decision as Word: letterhead with blanks to fill in, Phần I (lists), Phần II (contents).

From records of the catalogue: grouped by what is done to them, by level and by sector. It is a draft that an
office completes and signs; read back by importers/sources/decision.py it gives the records again, as far as
lookups/carried.toml says. Not here: contents (decision_content.py), Word itself (word.py).
"""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from pathlib import Path

from catalogue.records import Change, Channel, ChannelKind, Coverage, Decision, Level, Procedure
from catalogue.text import sort_key
from publishing.exports.files import Advance, replacing, silent
from publishing.exports.stamp import Stamp
from publishing.forms.decision_content import (
    basis_words,
    code_shown,
    common_fees,
    common_limit,
    content_of,
    fee_words,
    level_words,
    limit_words,
    words,
)
from publishing.forms.word import LANDSCAPE, PORTRAIT, Cell, p, table, text_width, write_document

CHANGES = (None, Change.NEW, Change.AMENDED, Change.REPLACED, Change.STANDARDISED, Change.CORRECTED,
           Change.REPEALED, Change.SUSPENDED)  # fmt: skip
"""In the order of the annexes. What no source says comes first, as everywhere here: a heading holds until
the next of its rank, and none would otherwise end the one before."""
LETTERS = "ABCDEGHI"
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
LEFT = 66
"""Millimetres for the issuer, so that the motto beside it stands on one line."""
ZERO_BEFORE = 3
"""Months from here on are written without a zero."""
WIDE = text_width(LANDSCAPE)
LISTED_COLUMNS = ("time_limit", "place", "channels", "fees", *ChannelKind)
"""Only of procedures without content: it says them better."""


def write_decision(
    target: Path,
    records: Sequence[Procedure],
    stamp: Stamp,
    *,
    decision: Decision | None = None,
    advance: Advance = silent,
) -> int:
    """Write the decision; procedures in it. `decision`: what fills the letterhead; None leaves blanks.

    Raises:
        CannotWrite: the target cannot be written.
    """
    ordered = in_order(records)
    told = decision or Decision()
    parts = [
        (PORTRAIT, list(_letterhead(ordered, told))),
        (LANDSCAPE, list(_lists(ordered))),
    ]
    full = [record for record in ordered if record.coverage is Coverage.FULL]
    if full:
        blocks = [_heading("content")]
        for number, record in enumerate(full, start=1):
            blocks += content_of(record, number)
            advance(1)
        parts.append((PORTRAIT, blocks))
    advance(len(ordered) - len(full))
    with replacing(target) as beside:
        write_document(beside, parts, title=_title(told), about=stamp.sentence())
    return len(ordered)


def in_order(records: Sequence[Procedure]) -> list[Procedure]:
    """By change, level, sector and key: the order of both parts."""
    return sorted(
        records, key=lambda r: (CHANGES.index(r.change), _levels(r), sort_key(r.sector or ""), r.key)
    )


def _levels(record: Procedure) -> tuple[int, ...]:
    order = list(Level)
    return tuple(order.index(level) for level in record.levels) or (-1,)


def _title(decision: Decision) -> str:
    return decision.title or str(words()["letterhead"]["title"])


def _letterhead(records: Sequence[Procedure], decision: Decision) -> Iterator[str]:
    """Issuer, number, day, title, grounds, articles, signature."""
    told = words()["letterhead"]
    number = told["number"].format(number=decision.number) if decision.number else told["no_number"]
    day = told["place_date"].format(**_day(decision.date)) if decision.date else told["no_date"]
    agency = (decision.agency or told["agency"]).upper()
    office = _office(decision.agency)
    left = LEFT, text_width(PORTRAIT) - LEFT
    head = [
        [Cell([agency], bold=True, centred=True), Cell(told["motto"], bold=True, centred=True)],
        [Cell([told["rule"]], centred=True), Cell([told["rule"]], centred=True)],
        [Cell([number], centred=True), Cell([day], centred=True)],
    ]
    yield table(head, left, headers=0, grid=False)
    yield p("")
    yield p(told["kind"], align="center", bold=True)
    yield p(_title(decision), align="center", bold=True)
    yield p(office, align="center", bold=True)
    yield from (p(line, align="both") for line in told["bases"])
    yield p(told["decides"], align="center", bold=True)
    yield p(told["announce"].format(counts=_counts(records)), align="both")
    yield p(_effect(decision), align="both")
    yield p(told["duty"], align="both")
    yield p("")
    received = Cell([told["received"], *told["receivers"]])
    yield table(
        [[received, Cell([office], bold=True, centred=True)]],
        left,
        headers=0,
        grid=False,
    )


def _office(agency: str | None) -> str:
    """Who signs: the office that heads a body of this kind, else a blank."""
    told = words()["letterhead"]
    name = (agency or "").upper()
    head = next((office for start, office in told["offices"].items() if name.startswith(start)), None)
    return str(told["office"]) if head is None else f"{head} {name}"


def _effect(decision: Decision) -> str:
    """The article on effect: as a source words it, else with the day, else with a blank."""
    told = words()["letterhead"]
    if decision.effective_text is not None:
        effect = told["as_worded"].format(text=decision.effective_text.strip().rstrip("."))
    elif decision.effective is not None:
        effect = told["effective"].format(**_day(decision.effective))
    else:
        effect = str(told["no_effective"])
    left = [number for number in decision.replaces if number not in effect]
    if not left:
        return str(effect)
    numbers = ", ".join(f"Quyết định số {one}" for one in left)
    return f"{effect} {told['replaces'].format(numbers=numbers)}"


def _day(day: date) -> dict[str, str]:
    """Source: Nghị định 30/2020/NĐ-CP: days below 10 and months 1 and 2 with a zero before them."""
    month = f"{day.month:02d}" if day.month < ZERO_BEFORE else str(day.month)
    return {"day": f"{day.day:02d}", "month": month, "year": str(day.year)}


def _counts(records: Sequence[Procedure]) -> str:
    """ "03 thủ tục hành chính mới ban hành, 02 …": what Điều 1 announces."""
    told = []
    for change in CHANGES:
        number = sum(record.change is change for record in records)
        kind = f" {words()['changes'][change]['count']}" if change else ""
        if number:
            told.append(f"{number:02d} thủ tục hành chính{kind}")
    return ", ".join(told) or "các thủ tục hành chính"


def _heading(name: str) -> str:
    told = words()[name]
    return p(told["part"], style="Heading1", keep=True) + p(
        told["heading"], align="center", bold=True, keep=True
    )


def _lists(records: Sequence[Procedure]) -> Iterator[str]:
    """Phần I: tables for each kind of change by level, with rows for sectors.

    What no source says a change of stands first and, beside other kinds, in one table with the levels in a
    column: a heading of a level would stand above those of the changes behind it.
    """
    yield _heading("list")
    told = words()["list"]
    groups = [(change, list(group)) for change, group in groupby(records, key=lambda record: record.change)]
    for letter, (change, group) in zip(LETTERS, groups, strict=False):
        heading = told["no_change"].format(letter=letter)
        if change is not None:
            kind = words()["changes"][change]["heading"]
            heading = told["change"].format(letter=letter, change=kind)
        yield p(heading, style="Heading2", keep=True)
        if change is None and len(groups) > 1:
            columns = _columns(group, levels=True)
            yield table(_rows(group, change, columns), _widths(columns))
            yield p("")
        else:
            yield from _by_level(group, change)


def _by_level(records: Sequence[Procedure], change: Change | None) -> Iterator[str]:
    groups = groupby(records, key=_levels)
    for at, (_, group) in enumerate(groups):
        told, inside = words()["list"], list(group)
        roman = ROMAN[at] if at < len(ROMAN) else str(at + 1)
        names = ", ".join(words()["levels"][level] for level in inside[0].levels)
        if names:
            yield p(told["level"].format(roman=roman, level=names), bold=True, keep=True)
        columns = _columns(inside)
        yield table(_rows(inside, change, columns), _widths(columns))
        yield p("")


def _columns(records: Sequence[Procedure], *, levels: bool = False) -> list[str]:
    """Columns of one table: what no row fills is left out."""
    bare = [record for record in records if record.coverage is not Coverage.FULL]
    needed = {
        "old_code": any(record.replaces for record in records),
        "level": levels or any(Level.OTHER in record.levels for record in records),
        "time_limit": any(any(way.time_limit for way in record.channels) for record in bare),
        "place": any(record.address for record in bare),
        "channels": any(way.text for record in bare for way in record.channels),
        "fees": any(any(way.fees for way in record.channels) for record in bare),
    } | {kind.value: any(_ticked(record, kind) for record in bare) for kind in ChannelKind}
    return [name for name in words()["columns"] if needed.get(name, True)]


def _widths(columns: Sequence[str]) -> list[int]:
    """Millimetres: as in the lookup, stretched over the page."""
    told = [int(words()["columns"][name]["width"]) for name in columns]
    scale = WIDE / sum(told)
    widths = [int(width * scale) for width in told]
    return [*widths[:-1], WIDE - sum(widths[:-1])]


def _rows(records: Sequence[Procedure], change: Change | None, columns: Sequence[str]) -> list[list[Cell]]:
    rows = [[Cell([_header(name, change)]) for name in columns]]
    number = 0
    for sector, group in groupby(records, key=lambda record: record.sector):
        if sector:
            told = words()["list"]["sector"].format(sector=" ".join(sector.split()))
            rows.append([Cell([told], span=len(columns), bold=True, keep=True)])
        for record in group:
            number += 1
            rows.append([_list_cell(record, name, number) for name in columns])
    return rows


def _header(name: str, change: Change | None) -> str:
    if name == "legal" and change in words()["legal"]:
        return str(words()["legal"][change])
    return str(words()["columns"][name]["header"])


def _list_cell(record: Procedure, name: str, number: int) -> Cell:
    if name == "row":
        return Cell([str(number)], centred=True)
    return Cell(_list_lines(record, name))


def _list_lines(record: Procedure, name: str) -> list[str]:
    bare = record.coverage is not Coverage.FULL
    if name in LISTED_COLUMNS and not bare:
        return []
    if name in set(ChannelKind):
        return ["x"] if _ticked(record, ChannelKind(name)) else []
    told: dict[str, list[str]] = {
        "old_code": list(record.replaces),
        "code": [code_shown(record)],
        "name": [" ".join(record.name.split())],
        "level": [level_words(record)],
        "time_limit": _by_channel(record, limit=True),
        "place": (record.address or "").split("\n"),
        "channels": _ways(record),
        "fees": _by_channel(record, limit=False),
        "legal": [f"- {basis_words(basis)};" for basis in record.legal_bases],
        "handling": [" ".join(agency.split()) for agency in record.handling_agencies],
    }
    return told[name]


def _ways(record: Procedure) -> list[str]:
    """The ways to apply: in the words that all of them share, else a line for each; without words, ticks."""
    texts = {way.text for way in record.channels}
    named = [way for way in record.channels if way.channel]
    if len(texts) == 1:
        only = texts.pop()
        return only.split("\n") if only else []
    return [
        f"{words()['channels'][way.channel]}{f': {chr(32).join(way.text.split())}' if way.text else ''}"
        for way in named
        if way.channel
    ]


def _ticked(record: Procedure, kind: ChannelKind) -> bool:
    """A way of which the source says no more than that it is there."""
    return any(way.channel is kind for way in record.channels) and not any(w.text for w in record.channels)


def _by_channel(record: Procedure, *, limit: bool) -> list[str]:
    """What all ways share, else a line for each way."""
    common = common_limit(record.channels) if limit else common_fees(record.channels)
    if common is not None:
        return common.split("\n")
    return [line for way in record.channels if (line := _of_way(way, limit=limit))]


def _of_way(way: Channel, *, limit: bool) -> str:
    told = limit_words(way.time_limit) if limit else "; ".join(map(fee_words, way.fees))
    name = f"{words()['channels'][way.channel]}: " if way.channel else ""
    return f"{name}{' '.join(told.split())}" if told else ""
