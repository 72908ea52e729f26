"""Rows of the four tables of a page as parts of the canonical record; doubts become issues.

Not here: how glued cells are cut (components.py, channels.py, bases.py, outcomes.py).
"""

from catalogue.identifiers import find_articles
from catalogue.records import Case, Channel, Component, Fee, LegalBasis, Outcome, Place, TimeLimit
from importers.crawl.bases import BasisRow, read_bases
from importers.crawl.channels import ChannelRow, read_channels
from importers.crawl.components import Row, Table, read_tables
from importers.crawl.doubts import Doubts
from importers.crawl.headings import labels, lookup, stated
from importers.crawl.outcomes import read_outcomes


def channels(section: str, doubts: Doubts) -> tuple[Channel, ...]:
    """Cách thức thực hiện."""
    label = labels()["channels"]
    rows, unread = read_channels(section)
    if unread.strip():
        told = "Không đọc được dòng của bảng cách thức thực hiện"
        doubts.note("unread-text", told, Place(section=label), "channels", unread.strip())
    return tuple(_channel(row, Place(section=label, row=at), doubts) for at, row in enumerate(rows, start=1))


def _channel(row: ChannelRow, place: Place, doubts: Doubts) -> Channel:
    field = f"channels[{(place.row or 1) - 1}]"
    for doubt in row.doubts:
        doubts.note("row-unclear", f"Không rõ thời hạn và mức phí bị dính: {doubt}", place, field, doubt)
    if row.time_text and row.value is None:
        told = f"Không hiểu thời hạn “{row.time_text[:120]}”"
        doubts.note("time-limit-not-understood", told, place, f"{field}.time_limit", row.time_text)
    for fee in row.fees:
        if fee.doubtful:
            told = f"Mức phí “{fee.text[:120]}” quá nhỏ, có thể thiếu ba số không"
            doubts.note("fee-not-understood", told, place, f"{field}.fees", fee.text)
    fees = tuple(
        Fee(kind=f.kind, amount=f.amount, currency=f.currency, per=f.per, text=f.text) for f in row.fees
    )
    limit = TimeLimit(value=row.value, unit=row.unit, text=row.time_text) if row.time_text else None
    return Channel(channel=row.channel, time_limit=limit, fees=fees, text=row.text, place=place)


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


def _component(row: Row, place: Place, doubts: Doubts) -> Component | None:
    """One row; a row with a file and no words takes the file's name, a row with neither is only an issue."""
    cell = row.cell
    text = cell.text or next(iter(cell.files), "")
    for doubt in row.doubts:
        doubts.note("row-unclear", f"Ranh giới dòng không rõ: {doubt}", place, "cases", text[-200:])
    if cell.files and cell.margin < lookup()["forms"]["doubtful"]:
        told = f"Không rõ tên tệp “{cell.files[0]}” bắt đầu từ đâu"
        doubts.note("form-name-unclear", told, place, "cases", f"{cell.text[-120:]}|{cell.files[0]}")
    if not cell.text:
        doubts.note("row-unclear", "Dòng thành phần hồ sơ không có tên giấy tờ", place, "cases", text)
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
    number = None if row.number is None else str(row.number)
    return LegalBasis(number=number, name=row.name or row.cell, articles=find_articles(row.name), place=place)
