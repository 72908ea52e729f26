"""What every record is made of: frozen, strict, clean text, and the place in a file.

Not here: what a source says of a procedure (catalogue/records.py).
"""

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from catalogue import text as words


def _clean(value: Any) -> Any:
    return words.nfc(value) if isinstance(value, str) else value


Text = Annotated[str, BeforeValidator(_clean)]
"""NFC, without invisible characters; line breaks are kept."""
Filled = Annotated[str, BeforeValidator(_clean), Field(min_length=1)]


class Record(BaseModel):
    """Frozen; an unknown field is an error, never dropped."""

    model_config = ConfigDict(frozen=True, extra="forbid")


PLACE_WORDS = {
    "page": "trang",
    "section": "phần",
    "table": "bảng",
    "row": "dòng",
    "cell": "ô",
    "paragraph": "đoạn",
    "path": "đường dẫn",
}
"""Words for the parts of a place, from the whole to its part."""


class Place(Record):
    """Where in a file something was read; enough to open the file there. Numbers start at 1."""

    page: int | None = None
    section: str | None = None
    """Heading, sheet or part of the file."""
    table: int | None = None
    row: int | None = None
    cell: int | None = None
    paragraph: int | None = None
    path: str | None = None
    """JSON pointer (RFC 6901) or member of a package."""

    def __str__(self) -> str:
        """The place as an official reads it: "trang 3, bảng 2, dòng 4"."""
        told = [(word, getattr(self, name)) for name, word in PLACE_WORDS.items()]
        return ", ".join(f"{word} {value}" for word, value in told if value is not None)
