"""Tables of fees (biểu mức thu): a line for each row, with the unit that its header or its row tells.

Not here: what a line then says (importers/phrases/fees.py).
"""

import re

from catalogue.text import fold, squash
from importers.decisions.words import words
from importers.readers.blocks import Cell, Row, Table

UNIT = re.compile(
    r"\(\s*(?:đơn vị(?: tính)?\s*:?\s*)?((?:nghìn |triệu )?(?:đồng|đ|vnđ|vnd|usd)\b[^()]*)\)", re.IGNORECASE
)
BARE = re.compile(r"[\d.,\s]+")
MONEY = re.compile(r"\b(?:đồng|đ|vnđ|vnd|usd)\b|%", re.IGNORECASE)


def tariff_lines(table: Table) -> list[str]:
    """Lines "Cấp mới: 60.000 đồng/giấy"; rows as they stand where the table has no header of a tariff."""
    rows = [row for row in table.rows if row.filled()]
    heads = _heads(rows)
    if heads is None:
        return [" | ".join(squash(cell.text) for cell in row.filled()) for row in rows]
    return [line for row in rows[1:] if (line := _line(row, heads))]


def _heads(rows: list[Row]) -> dict[int, str] | None:
    """Headers by column, where the first row names amounts and a later one states one."""
    if len(rows) < 2 or any(re.search(r"\d{2}", cell.text) for cell in rows[0].filled()):
        return None
    heads = {cell.column: squash(cell.text) for cell in rows[0].filled()}
    amounts = [column for column, head in heads.items() if is_amount(head)]
    return heads if amounts and len(heads) > 1 else None


def is_amount(head: str) -> bool:
    """Whether a header is that of a column of amounts."""
    return UNIT.search(head) is not None or any(word in fold(head) for word in words("content", "amounts"))


def _line(row: Row, heads: dict[int, str]) -> str:
    names: list[str] = []
    amounts: list[tuple[str, str]] = []
    for cell in row.filled():
        head = heads.get(cell.column, "")
        if _counts(head):
            continue
        if is_amount(head):
            amounts.append((head, _amount(cell, head)))
        else:
            names.append(squash(cell.text))
    several = len([head for head in heads.values() if is_amount(head)]) > 1
    told = "; ".join(f"{UNIT.sub('', head).strip()} {text}" if several else text for head, text in amounts)
    return ": ".join(part for part in (", ".join(names), told) if part)


def _counts(head: str) -> bool:
    return fold(head).strip(" .") in {"stt", "tt", "số tt"}


def _amount(cell: Cell, head: str) -> str:
    """The amount with the unit of its header, where it has none of its own."""
    text = squash(cell.text)
    unit = UNIT.search(head)
    return f"{text} {unit[1].strip()}" if unit and BARE.fullmatch(text) and not MONEY.search(text) else text
