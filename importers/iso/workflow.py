"""The table of internal steps of an ISO sheet: what is done, by whom, in what time."""

import re

from catalogue.issues import IssueLog
from catalogue.records import Step, TimeLimit
from catalogue.text import fold, squash
from importers.phrases.time_limits import parse_time_limit
from importers.readers.blocks import Cell, Row, Table

COLUMNS = (
    ("row", re.compile(r"^(?:s?tt|số tt|bước|thứ tự)\b")),
    ("time", re.compile(r"thời gian|thời hạn")),
    ("responsible", re.compile(r"trách nhiệm|người thực hiện|đơn vị|bộ phận")),
    ("form", re.compile(r"biểu mẫu|kết quả|hồ sơ|sản phẩm")),
    ("text", re.compile(r"trình tự|bước|nội dung|công việc")),
)
HALVES = {"½": "0,5", "¼": "0,25", "¾": "0,75"}


def read_steps(table: Table, first: int, issues: IssueLog) -> list[Step]:
    """Steps of a table, counted from `first`; a time that several rows share is told with each, in words."""
    header = _header(table)
    steps: list[Step] = []
    for row in table.rows[1:]:
        said: dict[str, Cell] = {}
        times: list[tuple[str, Cell]] = []
        for cell in row.distinct():
            kind, title = header.get(cell.column, ("", ""))
            if kind:
                row.take(cell.column)
            if kind == "time":
                times.append((title, cell))
            elif kind and cell.text:
                said.setdefault(kind, cell)
        row.finish(issues)
        if "text" not in said:
            continue
        steps.append(
            Step(
                order=first + len(steps),
                name=_name(said.get("row")),
                text=_with_form(said),
                responsible=squash(said["responsible"].text) if "responsible" in said else None,
                duration=_duration(times, table),
                place=row.place,
            )
        )
    return steps


def _header(table: Table) -> dict[int, tuple[str, str]]:
    """Kind and title of each column."""
    told = {}
    for cell in table.rows[0].filled():
        plain = fold(cell.text)
        kind = next((kind for kind, pattern in COLUMNS if pattern.search(plain)), "")
        for column in range(cell.column, cell.column + cell.columns):
            told[column] = (kind, squash(cell.text))
    return told


def _name(cell: Cell | None) -> str | None:
    number = squash(cell.text).strip(" .)") if cell is not None else ""
    return f"Bước {number}" if number.isdigit() else number or None


def _with_form(said: dict[str, Cell]) -> str:
    """What is done, and the form or result that a column of its own names."""
    form = said.get("form")
    return said["text"].text + (f"\nBiểu mẫu, kết quả: {squash(form.text)}" if form is not None else "")


def _duration(times: list[tuple[str, Cell]], table: Table) -> TimeLimit | None:
    """The time of a step. A value only where one column states one limit for this row alone."""
    told = [(title, cell) for title, cell in times if cell.text.strip()]
    if not told:
        return None
    texts = [_words(cell, title if len(times) > 1 else "", table) for title, cell in told]
    text = "; ".join(texts)
    if len(told) > 1 or told[0][1].rows > 1:
        return TimeLimit(text=text)
    plain = "".join(HALVES.get(c, c) for c in squash(told[0][1].text))
    return parse_time_limit(plain).model_copy(update={"text": text})


def _words(cell: Cell, title: str, table: Table) -> str:
    """The words of a cell, with its column where there are several, and the rows that share it."""
    text = squash(cell.text)
    if title:
        text = f"{re.sub(r'^(?i:thời gian|thời hạn)', '', title).strip(' :()')}: {text}"
    if cell.rows == 1:
        return text
    numbers = [_number(row) for row in table.rows[cell.row : cell.row + cell.rows]]
    return f"{text} (chung cho các bước {numbers[0]}–{numbers[-1]})"


def _number(row: Row) -> str:
    first = row.distinct()[0].text if row.distinct() else ""
    return squash(first).strip(" .)") or str(row.number - 1)


def is_workflow(table: Table) -> bool:
    """Whether the header names what is done and who does it."""
    kinds = {kind for kind, _ in _header(table).values()} if table.rows else set()
    return {"text", "responsible"} <= kinds
