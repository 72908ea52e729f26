"""Rows of the four tables of a page as parts of the canonical record; doubts become issues.

Not here: how glued cells are cut (components.py, channels.py, bases.py, outcomes.py).
"""

from catalogue.identifiers import find_articles, find_numbers
from catalogue.records import Case, Channel, Component, LegalBasis, Outcome, Place
from importers.crawl import fees
from importers.crawl.bases import BasisRow, read_bases
from importers.crawl.channels import ChannelRow, read_channels
from importers.crawl.components import Row, Table, read_tables
from importers.crawl.doubts import Doubts
from importers.crawl.headings import labels, lookup, stated
from importers.crawl.outcomes import read_outcomes


def channels(section: str, steps: str, doubts: Doubts) -> tuple[Channel, ...]:
    """Cách thức thực hiện; the steps tell which hours are hours of the clock."""
    clock = fees.clock_hours(f"{section} {steps}")
    label = labels()["channels"]
    rows, unread = read_channels(section)
    if unread.strip():
        told = "Không đọc được dòng của bảng cách thức thực hiện"
        doubts.note("unread-text", told, Place(section=label), "channels", unread.strip())
    return tuple(
        _channel(row, Place(section=label, row=at), doubts, clock) for at, row in enumerate(rows, start=1)
    )


def _channel(row: ChannelRow, place: Place, doubts: Doubts, clock: frozenset[float]) -> Channel:
    field = f"channels[{(place.row or 1) - 1}]"
    for doubt in row.doubts:
        doubts.note("row-unclear", f"Không rõ thời hạn và mức phí bị dính: {doubt}", place, field, doubt)
    return Channel(
        channel=row.channel,
        time_limit=fees.time_limit(row, place, field, doubts, clock=clock),
        fees=tuple(fees.fee(cell, place, f"{field}.fees", doubts) for cell in row.fees),
        text=row.text,
        place=place,
    )


def cases(section: str, doubts: Doubts) -> tuple[Case, ...]:
    """Thành phần hồ sơ by case; a case without name and rows is the page's word for none."""
    tables = read_tables(section) if stated(section) else []
    return tuple(
        _case(table, at, doubts) for at, table in enumerate(tables, start=1) if table.name or table.rows
    )


def _case(table: Table, number: int, doubts: Doubts) -> Case:
    label = labels()["components"]
    read = [
        _component(row, Place(section=label, table=number, row=at), doubts)
        for at, row in enumerate(table.rows, start=1)
    ]
    return Case(name=table.name, components=tuple(one for one in read if one is not None))


def forms(read: tuple[Case, ...]) -> tuple[str, ...]:
    """Mẫu đơn, tờ khai: the files attached to rows, each once."""
    return tuple(dict.fromkeys(form for case in read for one in case.components for form in one.forms))


def _component(row: Row, place: Place, doubts: Doubts) -> Component | None:
    """One row; a row with a file and no words takes the file's name, a row with neither is only an issue."""
    cell = row.cell
    text = cell.text or next(iter(cell.files), "")
    for doubt in row.doubts:
        doubts.note(
            "row-unclear", f"Ranh giới dòng không rõ: {doubt}", place, "cases.components", text[-200:]
        )
    if cell.files and cell.margin < lookup()["forms"]["doubtful"]:
        told = f"Không rõ tên tệp “{cell.files[0]}” bắt đầu từ đâu"
        quote = f"{cell.text[-120:]}|{cell.files[0]}"
        doubts.note("form-name-unclear", told, place, "cases.components", quote)
    if not cell.text:
        told = f"Thành phần hồ sơ không có tên (tệp {text or 'không có'})"
        doubts.note("component-unnamed", told, place, "cases.components", text)
    if not text:
        return None
    return Component(text=text, originals=row.originals, copies=row.copies, forms=cell.files, place=place)


def outcomes(section: str, doubts: Doubts) -> tuple[Outcome, ...]:
    """Kết quả thực hiện."""
    read: list[Outcome] = []
    for at, row in enumerate(read_outcomes(section), start=1):
        place = Place(section=labels()["outcomes"], row=at)
        if row.name:
            read.append(Outcome(code=row.code, name=row.name, place=place))
        else:
            doubts.note("unread-text", "Kết quả chỉ có mã, không có tên", place, "outcomes", row.code)
    return tuple(read)


def legal_bases(section: str, doubts: Doubts) -> tuple[LegalBasis, ...]:
    """Căn cứ pháp lý."""
    rows = read_bases(section)
    label = labels()["legal_bases"]
    return tuple(_basis(row, Place(section=label, row=at), doubts) for at, row in enumerate(rows, start=1))


def _basis(row: BasisRow, place: Place, doubts: Doubts) -> LegalBasis:
    if row.number is None or not row.number.certain:
        told = f"Không rõ số hiệu của “{(row.name or row.cell)[-120:]}”"
        doubts.note("legal-basis-unclear", told, place, "legal_bases", row.cell or row.name[-200:])
    number = row.number or next(iter(find_numbers(row.name)), None)  # as written where it is none of ours
    return LegalBasis(
        number=(row.cell or None) if number is None else str(number),
        name=row.name or row.cell,
        articles=find_articles(row.name),
        place=place,
    )
