"""JSON and JSON lines: bytes to values, and a node that notes which of its keys were read.

Not here: what the keys mean (importers/sources/).
"""

import json
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from math import isfinite
from typing import Any, NoReturn

from catalogue.errors import FileTooLarge, HostileFile, IdentityConflict, UnreadableFile
from catalogue.issues import IssueLog
from catalogue.records import Place
from catalogue.text import nfc
from importers.base import SourceFile
from importers.limits import LIMITS, UTF8, Limits

SOURCE = "Sửa tại nguồn, hoặc tải lại tệp rồi nhập lại."
LONG = 200
"""Letters; longer texts say something, and records compose them anyway."""
ESCAPED_HALF = "\\ud"
"""How half of a character begins when it is escaped; rare enough to look closer."""


def read_text(file: SourceFile) -> str:
    """The whole file as text; UTF-8, with or without byte-order mark.

    Raises:
        UnreadableFile: another encoding; says which bytes and where.
    """
    try:
        return file.data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = file.data.count(b"\n", 0, error.start) + 1
        seen = " ".join(f"{byte:02X}" for byte in file.data[error.start : error.start + 4])
        guess = "UTF-16" if file.data[:2] in (b"\xff\xfe", b"\xfe\xff") else "không phải UTF-8"
        raise UnreadableFile(
            f"Tệp {file.name} sai mã hóa ({guess}): byte {seen} ở vị trí {error.start}, dòng {line}.",
            hint=UTF8,
            at=f"dòng {line}",
        ) from error


def read_json(file: SourceFile) -> Any:
    """The value of a JSON file.

    Raises:
        UnreadableFile: wrong encoding, or cut or broken; says line and column.
        HostileFile: nested too deeply.
    """
    return _load(read_text(file), name=file.name, line=1)


def read_json_lines(file: SourceFile, limits: Limits = LIMITS) -> Iterator[tuple[int, Any]]:
    """Line number and value of every filled line.

    Raises:
        UnreadableFile: wrong encoding, or a line that is no JSON.
        FileTooLarge: more lines than `limits.rows`.
    """
    lines = read_text(file).split("\n")
    if len(lines) > limits.rows:
        raise FileTooLarge(
            f"Tệp {file.name} có {len(lines)} dòng, vượt giới hạn {limits.rows}.",
            hint="Tách tệp rồi nhập lại.",
        )
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield number, _load(line, name=file.name, line=number)


def _load(text: str, *, name: str, line: int) -> Any:
    try:
        value = json.loads(
            text, parse_constant=_no_number, parse_float=_finite, object_pairs_hook=_no_key_twice
        )
        if ESCAPED_HALF in text or ESCAPED_HALF.upper() in text:
            json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        raise UnreadableFile(
            f"Tệp {name}: JSON có ký tự bị cắt đôi (\\ud800 đến \\udfff), không phải văn bản.", hint=SOURCE
        ) from error
    except json.JSONDecodeError as error:
        at = f"dòng {error.lineno + line - 1}, cột {error.colno}"
        why = (
            "bị cắt giữa chừng"
            if error.pos >= len(text.rstrip()) - 1 or "Unterminated" in error.msg
            else "hỏng"
        )
        raise UnreadableFile(
            f"Tệp {name}: JSON {why} ở {at}; không nhập phần nào của tệp.",
            hint="Tải lại tệp từ nguồn; lần tải trước có thể bị ngắt.",
            at=at,
        ) from error
    except _Twice as error:
        raise IdentityConflict(
            f"Tệp {name}: một đối tượng JSON nêu hai lần trường “{error}”; không biết giá trị nào đúng.",
            hint=SOURCE,
            at=f"dòng {line}",
        ) from error
    except ValueError as error:  # NaN, Infinity, a number of thousands of digits
        raise UnreadableFile(
            f"Tệp {name}: JSON có giá trị số không hợp lệ ({error}).", hint=SOURCE
        ) from error
    except RecursionError as error:
        raise HostileFile(
            f"Tệp {name}: JSON lồng quá sâu, không phải dữ liệu của cổng.",
            hint="Không mở tệp; xin lại tệp từ nguồn.",
        ) from error
    return value


class _Twice(Exception):
    """A key that stands twice in one object."""


def _no_number(constant: str) -> NoReturn:
    raise ValueError(constant)


def _finite(written: str) -> float:
    value = float(written)
    return value if isfinite(value) else _no_number(written)


def _no_key_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    told = dict(pairs)
    if len(told) != len(pairs):
        raise _Twice(next(key for number, (key, _) in enumerate(pairs) if key in dict(pairs[:number])))
    return told


class Node:
    """One JSON object; each key is taken once, and what is left over is told by `finish`."""

    def __init__(self, value: Mapping[str, Any], *, at: str = "", row: int | None = None) -> None:
        self.value = value
        self.at = at
        """JSON pointer (RFC 6901)."""
        self.row = row
        self.taken: set[str] = set()
        self.odd: list[str] = []
        """Keys whose value is not of the expected kind; `finish` tells them."""

    def place(self, key: str | None = None) -> Place:
        """Where the node, or the value of a key, stands."""
        pointer = self.at if key is None else f"{self.at}/{key}"
        return Place(path=pointer or (None if self.row else "/"), row=self.row)

    def take(self, key: str) -> Any:
        """The value of a key, None where it is absent."""
        self.taken.add(key)
        return self.value.get(key)

    def text(self, key: str) -> str | None:
        """A filled string without blanks at the ends, else None; a number is written out."""
        value = self.take(key)
        if isinstance(value, bool | dict | list):
            if value not in ({}, []):
                self.odd.append(key)
            return None
        if value is None:
            return None
        text = str(value).strip()
        return (text if len(text) > LONG else nfc(text).strip()) or None

    def flag(self, key: str) -> bool:
        """True only where the source says true."""
        value = self.take(key)
        if value is not None and not isinstance(value, bool):
            self.odd.append(key)
        return value is True

    def strings(self, key: str) -> tuple[str, ...]:
        """Filled strings of a list, each once, in order."""
        value = self.take(key)
        values = [] if value in (None, "") else value if isinstance(value, list) else [value]
        if not all(isinstance(item, str) for item in values):
            self.odd.append(key)
        filled = (nfc(item).strip() for item in values if isinstance(item, str))
        return tuple(dict.fromkeys(item for item in filled if item))

    def one(self, key: str) -> "Node | None":
        """The object of a key, None where it is absent or empty."""
        value = self.take(key)
        if value in (None, {}, ""):
            return None
        if not isinstance(value, dict):
            self.odd.append(key)
            return None
        return Node(value, at=f"{self.at}/{key}", row=self.row)

    def many(self, key: str) -> tuple["Node", ...]:
        """The objects of a list, in order; empty where it is absent."""
        value = self.take(key)
        if value in (None, [], ""):
            return ()
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            self.odd.append(key)
        items = value if isinstance(value, list) else []
        at = f"{self.at}/{key}"
        return tuple(
            Node(item, at=f"{at}/{index}", row=self.row)
            for index, item in enumerate(items)
            if isinstance(item, dict)
        )

    def finish(self, issues: IssueLog, *, procedure: str | None, ignore: Mapping[str, str]) -> None:
        """Tell every filled key that was neither taken nor ignored by name, and values of another kind."""
        left = [
            key
            for key in self.value
            if key not in self.taken and key not in ignore and is_filled(self.value[key])
        ]
        for key in dict.fromkeys([*left, *self.odd]):
            quote = json.dumps(self.value[key], ensure_ascii=False)
            issues.add(
                "unread-cells",
                f"Trường “{key}” có nội dung nhưng không được đọc: {quote[:120]}",
                place=self.place(key),
                procedure=procedure,
                field=key,
                quote=quote,
            )


def nodes_of(value: Any, *, at: str = "", refuse: Callable[[int, Any], UnreadableFile]) -> Iterator[Node]:
    """The objects of a list that stands at a pointer, or the one object, each with its number from 1.

    Raises:
        UnreadableFile: what `refuse` makes of the number and value of an item that is no object.
    """
    for number, item in enumerate(value if isinstance(value, list) else [value], start=1):
        if not isinstance(item, dict):
            raise refuse(number, item)
        yield Node(item, at=f"{at}/{number - 1}" if isinstance(value, list) else at, row=number)


def is_composed(value: Any) -> bool:
    """Whether all strings inside a value are in NFC."""
    if isinstance(value, dict):
        return all(is_composed(item) for item in value.values())
    if isinstance(value, list):
        return all(is_composed(item) for item in value)
    return not isinstance(value, str) or unicodedata.is_normalized("NFC", value)


def is_filled(value: Any) -> bool:
    """Whether a value says anything: not None, empty, false, or made of such values only."""
    if isinstance(value, dict):
        return any(is_filled(item) for item in value.values())
    if isinstance(value, list):
        return any(is_filled(item) for item in value)
    return value is not None and value is not False and value != ""
