"""Tables of the sheet as parts of the canonical record: channels, cases, legal bases, outcomes.

Every filled cell is taken or told (`unread-cells`). Not here: the facts and texts (record.py).
"""

import re
from collections.abc import Iterator

from catalogue.records import (
    Case,
    Channel,
    ChannelKind,
    Component,
    Fee,
    LegalBasis,
    Outcome,
    Place,
    TimeLimit,
)
from catalogue.text import fold, squash
from importers import portal
from importers.crawl import fees as cells
from importers.crawl.channels import ChannelRow
from importers.crawl.doubts import Doubts
from importers.crawl.headings import lookup as headings
from importers.portal_sheet.cells import read_fees, read_quantity, read_time
from importers.portal_sheet.sheet import Part, columns_of, header_of, lines_of, lookup
from importers.readers.blocks import Paragraph, Row, Table

NO_CASE = "--"


def channels(part: Part, steps: str, doubts: Doubts, *, printed: bool) -> tuple[Channel, ...]:
    """Cách thức thực hiện; the steps tell which hours are hours of the clock."""
    clock = cells.clock_hours(f"{part.text} {steps}")
    found: list[Channel] = []
    for row, columns in _rows(part, ("channel",), doubts):
        found.extend(_channel(part, row, columns, doubts, clock, at=len(found), printed=printed))
        row.finish(doubts.issues, procedure=doubts.key)
    return tuple(found)


def _channel(
    part: Part,
    row: Row,
    columns: dict[str, int],
    doubts: Doubts,
    clock: frozenset[float],
    *,
    at: int,
    printed: bool,
) -> Iterator[Channel]:
    place, field = part.place(row), f"channels[{at}]"
    written, time = _text(row, columns, "channel"), squash(_text(row, columns, "time"))
    told = {fold(word): kind for word, kind in headings()["channels"]["names"].items()}.get(fold(written))
    if told is None:
        doubts.note(
            "channel-not-understood", f"Không hiểu hình thức nộp “{written}”", place, field, written or None
        )
    value, unit = read_time(time)
    fees, loose = read_fees(_text(row, columns, "fees"))
    text = _text(row, columns, "text")
    seen = ChannelRow(None, value, unit, time, fees, text)  # type: ignore[arg-type]
    if loose:
        doubts.note(
            "fee-not-understood", f"Không hiểu mức phí “{loose[:120]}”", place, f"{field}.fees", loose
        )
    if not (written or time or fees or text):
        return
    yield Channel(
        channel=None if told is None else ChannelKind(told),
        time_limit=_printed_limit(seen, place, field, doubts)
        if printed and unit == "day"
        else cells.time_limit(seen, place, field, doubts, clock=clock),
        fees=tuple(
            _printed_free(place, f"{field}.fees", doubts)
            if printed and cell.amount is None and not cell.words
            else cells.fee(cell, place, f"{field}.fees", doubts)
            for cell in fees
        )
        + ((Fee(text=loose),) if loose else ()),
        text=text,
        place=place,
    )


def _printed_limit(row: ChannelRow, place: Place, field: str, doubts: Doubts) -> TimeLimit | None:
    """ "5 ngày" in a print: the print says so for days and for the unit "other" alike."""
    told = cells.time_limit(
        ChannelRow(row.channel, None, None, row.text, (), ""), place, field, doubts, clock=frozenset()
    )
    if told is not None and told.value is not None:
        return told
    doubts.note_once(
        "time-limit-not-understood",
        f"Bản in ghi “{row.time_text}”: bản in dùng “ngày” cả khi đơn vị trên cổng là “khác”",
        place,
        f"{field}.time_limit",
        row.time_text,
    )
    return TimeLimit(text=row.time_text)


def _printed_free(place: Place, field: str, doubts: Doubts) -> Fee:
    """ "Miễn phí" in a print: printed for every amount not entered, without the words beside it."""
    doubts.note_once(
        "fee-free-in-print", "Bản in ghi “Miễn phí”, không in lời văn của mức phí", place, field, "Miễn phí"
    )
    return Fee(text="Miễn phí")


def cases(part: Part, doubts: Doubts, *, printed: bool) -> tuple[Case, ...]:
    """Thành phần hồ sơ by case; the name of a case stands above its table."""
    found: list[Case] = []
    names: list[str] = []
    for block in part.blocks if part.text else []:
        if isinstance(block, Paragraph):
            names.append(block.line)
            continue
        title = [row.filled()[0].text for row in block.rows[: header_of(block)[0]] if row.filled()]
        name = _case_name(squash(" ".join((*names, *title))), printed=printed)
        names = []
        rows = tuple(_components(part, block, doubts))
        if rows or name:
            found.append(Case(name=name, components=rows))
    if names:
        found.append(Case(name=_case_name(squash(" ".join(names)), printed=printed)))
    return tuple(case for case in found if case.name or case.components)


def _case_name(text: str, *, printed: bool) -> str | None:
    if printed:
        text = re.sub(rf"^{lookup()['words']['case']} \d+ ?:\s*", "", text)
    return None if text in ("", NO_CASE) else text


def _components(part: Part, table: Table, doubts: Doubts) -> Iterator[Component]:
    for row, columns in _rows(part, ("paper", "quantity"), doubts, table=table):
        place = part.place(row)
        text, forms = _text(row, columns, "paper"), _lines(row, columns, "forms")
        written = _text(row, columns, "quantity")
        row.finish(doubts.issues, procedure=doubts.key)
        quantity = read_quantity(written)
        if quantity is None and written:
            doubts.note(
                "quantity-not-understood", f"Số lượng “{written}”", place, "cases.components", written
            )
        if not text:
            shown = next(iter(forms), "")
            doubts.note(
                "component-unnamed",
                f"Thành phần hồ sơ không có tên (tệp {shown or 'không có'})",
                place,
                "cases.components",
                shown or written,
            )
            continue
        originals, copies = quantity or (None, None)
        yield Component(text=text, originals=originals, copies=copies, forms=forms, place=place)


def legal_bases(part: Part, doubts: Doubts) -> Iterator[LegalBasis]:
    """Căn cứ pháp lý; the number may stand in its cell or only in the name."""
    to_portal = portal.Doubts(doubts.issues, doubts.key)
    for row, columns in _rows(part, ("basis",), doubts):
        place = part.place(row)
        name, written = _text(row, columns, "basis"), squash(_text(row, columns, "number"))
        row.finish(doubts.issues, procedure=doubts.key)
        if not (name or written):
            continue
        number = portal.number_of(written or None, otherwise=name)
        portal.tell_repaired(written or None, number, to_portal, place=place, field="legal_bases")
        if number is None and written:
            doubts.note(
                "number-not-understood", f"Không hiểu số hiệu “{written}”", place, "legal_bases", written
            )
        yield LegalBasis(number=number or written or None, name=name or None, place=place)


def outcomes(part: Part, doubts: Doubts) -> Iterator[Outcome]:
    """Kết quả xử lý: names, each followed by a line with its code."""
    mark = lookup()["words"]["outcome_code"]
    name: str | None = None
    at = part.place()
    for block in part.blocks if part.text else []:
        for line in block.line.split("\n") if isinstance(block, Paragraph) else block.text.split("\n"):
            code = line.strip().removeprefix(mark).strip() if line.strip().startswith(mark) else None
            if code is not None and name is not None:
                yield Outcome(code=code or None, name=name, place=at)
                name = None
            elif code is not None:
                doubts.note(
                    "unread-text", "Kết quả chỉ có mã, không có tên", part.place(block), "outcomes", line
                )
            elif line.strip():
                if name is not None:
                    yield Outcome(name=name, place=at)
                name, at = squash(line), part.place(block)
    if name is not None:
        yield Outcome(name=name, place=at)


def related(part: Part, doubts: Doubts) -> Iterator[str]:
    """Thủ tục hành chính liên quan: a numbered table, or a name a line."""
    for row, columns in _rows(part, ("related",), doubts):
        row.take(columns.get("order", len(row.cells)))
        name = squash(_text(row, columns, "related"))
        row.finish(doubts.issues, procedure=doubts.key)
        if name:
            yield name
    for block in part.blocks if part.text else []:
        if isinstance(block, Paragraph):
            yield squash(block.text)


def _rows(
    part: Part, needed: tuple[str, ...], doubts: Doubts, *, table: Table | None = None
) -> Iterator[tuple[Row, dict[str, int]]]:
    """Rows below the header of each table of a part; a table without the needed columns is told."""
    tables = [table] if table is not None else [block for block in part.blocks if isinstance(block, Table)]
    for one in tables:
        head, columns = header_of(one)
        if not set(needed) <= set(columns):
            doubts.note(
                "unread-cells", f"Bảng của mục {part.label} có cột lạ", part.place(one), part.label, one.text
            )
            continue
        for row in one.rows[head + 1 :]:
            if row.filled() and columns_of(row) != columns:
                yield row, columns


def _text(row: Row, columns: dict[str, int], name: str) -> str:
    """The words of a cell, "" where there is no such column."""
    cell = row.take(columns[name]) if name in columns else None
    text = cell.text.strip() if cell is not None else ""
    return "" if text in headings()["empty"] else text


def _lines(row: Row, columns: dict[str, int], name: str) -> tuple[str, ...]:
    cell = row.take(columns[name]) if name in columns else None
    return tuple(dict.fromkeys(squash(line) for line in lines_of(cell) if line not in headings()["empty"]))
