"""An answer of the sync service unwrapped to its items, and where the doubts about one go.

Some providers put the JSON as a string into `message`. Not here: what the items say (record.py).
"""

import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from catalogue.errors import UnreadableFile
from importers import portal
from importers.base import SourceFile
from importers.readers.feed import Node, nodes_of, read_json

DEEPEST = 4
"""Envelopes inside envelopes; two were seen."""


@cache
def lookup() -> dict[str, Any]:
    """Keys and codes of the service."""
    return tomllib.loads(files("importers").joinpath("lookups/exchange.toml").read_text("utf-8"))


@dataclass(frozen=True)
class Doubts(portal.Doubts):
    """As the portal's, with the keys of the service that are not content."""

    def finish(self, node: Node, kind: str) -> None:
        """Tell what of a node was not read."""
        node.finish(self.issues, procedure=self.procedure, ignore=lookup()["ignore"][kind])


def items_of(file: SourceFile) -> Iterator[Node]:
    """Every item of the answer, with its pointer through the envelopes.

    Raises:
        UnreadableFile: broken JSON, an answer that tells an error, or without items.
    """
    value, at = _unwrapped(file, read_json(file), "", 0)

    def refuse(number: int, _item: Any) -> UnreadableFile:
        return UnreadableFile(
            f"Tệp {file.name}: phần tử {number} của kết quả không phải thủ tục.",
            hint="Lưu lại nguyên trả lời của dịch vụ LayThuTuc hoặc LayDanhSachTTHC.",
        )

    yield from nodes_of(value, at=at, refuse=refuse)


def _unwrapped(file: SourceFile, value: Any, at: str, depth: int) -> tuple[Any, str]:
    if isinstance(value, str) and value.lstrip().startswith(("{", "[")):
        value = read_json(SourceFile(file.name, value.encode()))
    if isinstance(value, list) or (isinstance(value, dict) and "MATTHC" in value):
        return value, at
    key = next((k for k in lookup()["envelope"] if isinstance(value, dict) and value.get(k)), None)
    if key is None or depth >= DEEPEST or not isinstance(value[key], dict | list | str):
        raise _no_items(file, value)
    if isinstance(value[key], str) and not value[key].lstrip().startswith(("{", "[")):
        raise _no_items(file, value)
    return _unwrapped(file, value[key], f"{at}/{key}", depth + 1)


def _no_items(file: SourceFile, value: Any) -> UnreadableFile:
    code = str(value.get("error_code", "")) if isinstance(value, dict) else ""
    told = json.dumps(value, ensure_ascii=False)[:160]
    failed = f"báo lỗi {code}" if code not in lookup()["fine"] else "không có thủ tục nào"
    return UnreadableFile(
        f"Tệp {file.name}: trả lời của dịch vụ {failed}: {told}",
        hint="Gọi lại dịch vụ với phiên đăng nhập còn hạn rồi lưu nguyên trả lời.",
    )
