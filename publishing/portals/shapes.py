"""The shape (khuôn dạng) of what a portal shows: how a record is written, and what is read back.

Here: the table of shapes and the reading function that another room hands over. Not here: the
writers (one file a shape), the way to the portal (folder.py, rest.py, service.py, list_file.py).
"""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.resources import files
from typing import Any

from catalogue.records import Procedure

Reader = Callable[[str, str, bytes], tuple[Procedure, ...]]
"""Importer, name of the file and bytes to the records in it; raises UnreadableFile."""
Writer = Callable[[Procedure, str], bytes]
"""A record and the suffix of the publisher's codes ("" or 000.00.00.H49) to the bytes of one message."""

WRITERS = {
    "canonical": "publishing.portals.canonical",
    "portal-record": "publishing.portals.portal_record",
    "exchange": "publishing.portals.exchange",
    "portal-list": "publishing.portals.portal_list",
    "portal-catalogue": "publishing.portals.portal_catalogue",
}


@cache
def lookup() -> dict[str, Any]:
    """Fields and codes of every shape."""
    return tomllib.loads(files("publishing").joinpath("lookups/portals.toml").read_text("utf-8"))


@dataclass(frozen=True)
class Shape:
    """One shape: its name, which fields of a record it carries, and whether it is only a list."""

    name: str
    vi: str
    en: str
    suffix: str
    importer: str
    """Who reads it back; "" for the canonical record."""
    listed: bool
    """Rows of a list: a procedure of which only the list is known can be put there."""
    fields: frozenset[str]

    def write(self, record: Procedure, code_suffix: str = "") -> bytes:
        """One procedure as the portal takes it; equal records give equal bytes."""
        writer: Writer = import_module(WRITERS[self.name]).write
        return writer(record, code_suffix)

    def read(self, data: bytes, reader: Reader, *, name: str = "cổng.json") -> tuple[Procedure, ...]:
        """What a reader of this shape makes of the portal's bytes.

        Raises:
            UnreadableFile: they are not of this shape.
        """
        if not self.importer:
            from publishing.portals.canonical import read

            return read(name, data)
        return reader(self.importer, name, data)


@cache
def shapes() -> Mapping[str, Shape]:
    """All shapes by name."""
    return {
        name: Shape(
            name=name,
            vi=told["vi"],
            en=told["en"],
            suffix=told["suffix"],
            importer=told["importer"],
            listed=told["listed"],
            fields=frozenset(told["fields"]),
        )
        for name, told in lookup().items()
    }
