"""One cell of a table of figures, and how a spreadsheet names it.

Here: the address that messages show. Not here: reading tables (figure_tables.py).
"""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Cell:
    """One filled cell, and where it stands: sheet and address."""

    value: Any
    sheet: str
    row: int
    column: int

    @property
    def at(self) -> str:
        """Sheet and address, as the spreadsheet shows them."""
        return f"trang tính {self.sheet}, ô {address(self.row, self.column)}"

    def fault(self, why: str) -> str:
        """The message for this cell."""
        return f"{self.at}: {why}"


def address(row: int, column: int) -> str:
    """A cell as a spreadsheet names it; rows and columns start at 1.

    >>> address(3, 28)
    'AB3'
    """
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"
