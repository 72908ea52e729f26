"""The words of decisions, from catalogue/lookups: headings, columns, changes, marks of annexes and forms.

Here: loading them, and comparing a line with them.
Not here: a word of the domain; those are in the lookups.
"""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from catalogue.records import Change, Level
from catalogue.text import fold
from importers.decisions.labels import split_label
from importers.phrases.enums import parse_levels

BRACKETS = re.compile(r"\([^()]*\)")
SUBJECT = re.compile(r"(?:\s+của)?(?:\s+(?:các|từng))?\s+thủ tục hành chính\b")
TAIL = re.compile(r"(?:[\s,;:.]|\b(?:bao gồm|gồm có|gồm|như sau|sau đây)$)+$")


@cache
def lookup(name: str) -> dict[str, Any]:
    """A file of catalogue/lookups."""
    return tomllib.loads(files("catalogue").joinpath(f"lookups/{name}.toml").read_text("utf-8"))


@cache
def words(section: str, key: str) -> tuple[str, ...]:
    """A list of decision_words.toml, folded, longest first."""
    return tuple(
        sorted((fold(word) for word in lookup("decision_words")[section][key]), key=len, reverse=True)
    )


@cache
def _abbreviations() -> tuple[tuple[re.Pattern[str], str], ...]:
    told = lookup("decision_words")["abbreviations"]
    return tuple((re.compile(rf"\b{re.escape(fold(short))}\b"), fold(long)) for short, long in told.items())


@cache
def spelled(text: str) -> str:
    """Folded, with the usual abbreviations written out."""
    folded = fold(text)
    for pattern, long in _abbreviations():
        folded = pattern.sub(long, folded)
    return folded


def contains(text: str, section: str, key: str) -> bool:
    """Whether a folded text contains one of the words as whole words."""
    return any(_whole(word).search(text) for word in words(section, key))


@cache
def _whole(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(word)}(?!\w)")


def begins(text: str, section: str, key: str) -> bool:
    """Whether a folded text begins with one of the words as whole words."""
    return any(_whole(word).match(text) for word in words(section, key))


def heading_key(text: str) -> str:
    """A heading without label, brackets, "của thủ tục hành chính" and trailing "gồm:".

    >>> heading_key("Đối tượng thực hiện TTHC (nếu có):")
    'đối tượng thực hiện'
    """
    plain = TAIL.sub("", BRACKETS.sub(" ", spelled(text)))
    shorter = " ".join(SUBJECT.sub(" ", plain).split())
    return TAIL.sub("", shorter) or plain


@cache
def _headings() -> dict[str, str]:
    told: dict[str, str] = {}
    for part, entry in lookup("headings").items():
        for variant in entry["variants"]:
            told.setdefault(fold(variant), part)
            told.setdefault(heading_key(variant), part)
    return told


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside the content of a procedure, and what follows it on the line."""

    part: str
    rest: str


def heading_of(text: str) -> Heading | None:
    """The heading that a line (without its label) begins with.

    >>> heading_of("Số lượng hồ sơ: 01 bộ.")
    Heading(part='sets', rest='01 bộ.')
    """
    first, _, after = text.strip().partition("\n")
    head, colon, rest = first.partition(":")
    if colon and len(head) <= 140:
        part = _part(head)
        if part is not None:
            return Heading(part, "\n".join(line for line in (rest.strip(), after) if line))
    if len(first) <= 140 and not colon:
        part = _part(first)
        if part is not None:
            return Heading(part, after)
    return None


LONE = re.compile(r"^\(?(?:[a-zđ]|\d{1,2})\)?\s+(?=[A-ZĐ])")
"""A letter in front whose bracket or point is missing: "c Đối tượng thực hiện"."""


def _part(head: str) -> str | None:
    told = _headings()
    for words_of in (head, LONE.sub("", head)):
        part = told.get(heading_key(words_of)) or told.get(TAIL.sub("", fold(words_of)))
        if part is not None:
            return part
    return None


def changes_in(text: str) -> tuple[Change, ...]:
    """What kinds of change a heading names, in the order of the words; each once.

    >>> changes_in("DANH MỤC TTHC MỚI BAN HÀNH; SỬA ĐỔI, BỔ SUNG")
    (<Change.NEW: 'new'>, <Change.AMENDED: 'amended'>)
    """
    folded = spelled(text)
    found: list[tuple[int, Change]] = []
    for name in lookup("decision_words")["changes"]:
        at = [m.start() for word in words("changes", name) for m in [_whole(word).search(folded)] if m]
        if at:
            found.append((min(at), Change(name)))
    return tuple(change for _, change in sorted(found))


def single_change(text: str) -> Change | None:
    """The one change that a text names; None where it names none or several."""
    found = changes_in(text)
    return found[0] if len(found) == 1 else None


NONE_WORDS = 80
"""Letters of the longest way to say that there is none, with room for blanks and stops."""


def is_none(text: str) -> bool:
    """Whether a text only says that there is none ("Không.", "Không quy định")."""
    return len(text) <= NONE_WORDS and fold(text).strip(" .;:,-–") in words("content", "none")


SECTOR = re.compile(r"(?:\b(?:trong|thuộc|các|nhóm)\s+)?\blĩnh vực\s*:?\s*(.+)$", re.IGNORECASE)
BOUND = re.compile(
    r"\s*(?:[,;]?\s*(?:thuộc\s+(?:phạm vi|thẩm quyền|chức năng)|áp dụng|trên địa bàn"
    r"|của\s+(?:ngành|bộ|sở|ủy ban)|do\s|ban hành kèm|theo quyết định|thực hiện tại"
    r"|được\s+(?:sửa|thay|ban|tiếp|giải)|đã\s|tại\s+(?:bộ|sở))|\s\().*$",
    re.IGNORECASE | re.DOTALL,
)


def sector_in(text: str) -> str | None:
    """The field (lĩnh vực) that a heading names, as written.

    >>> sector_in("I. Lĩnh vực: Lưu thông hàng hóa trong nước")
    'Lưu thông hàng hóa trong nước'
    """
    found = SECTOR.search(split_label(text).text)
    if found is None:
        return None
    told = BOUND.sub("", found[1]).strip(" .;:,-–")
    return told or None


@dataclass(frozen=True, slots=True)
class Section:
    """What a heading or section row says of the procedures below it."""

    changes: tuple[Change, ...] = ()
    levels: tuple[Level, ...] = ()
    sector: str | None = None

    @property
    def says(self) -> bool:
        """Whether it says anything."""
        return bool(self.changes or self.levels or self.sector)


def section_of(text: str) -> Section:
    """Change, level and field that a heading names; a field is not searched for changes or levels."""
    plain = split_label(text.strip()).text
    if spelled(plain).startswith("lĩnh vực"):
        return Section(sector=sector_in(plain))
    found = SECTOR.search(plain)
    before = plain if found is None else plain[: found.start()]
    after = "" if found is None else found[1][len(sector_in(plain) or "") :]
    return Section(changes_in(before) or changes_in(after), levels_in(before + " " + after), sector_in(plain))


def is_section(text: str) -> bool:
    """Whether a line is a heading of procedures, not the name of one.

    >>> is_section("II. THỦ TỤC HÀNH CHÍNH ĐƯỢC SỬA ĐỔI, BỔ SUNG"), is_section("2. Thủ tục đăng ký kết hôn")
    (True, False)
    """
    plain = spelled(split_label(text.strip()).text)
    if len(plain) > 400 or plain.endswith(";"):
        return False
    if begins(plain, "headings", "openings"):
        return True
    return plain.strip(" .:") in _change_words()


@cache
def _change_words() -> frozenset[str]:
    told = lookup("decision_words")["changes"]
    return frozenset(word for name in told for word in words("changes", name))


def first_of(text: str, options: Iterable[str]) -> str | None:
    """The first of some folded words that a folded text contains."""
    return next((word for word in options if _whole(word).search(text)), None)


RANKS = re.compile(
    r"cấp (?:trung ương|bộ|tỉnh|huyện|xã)\b(?:\s*(?:,|/|và|-|hoặc)\s*(?:cấp )?(?:tỉnh|huyện|xã)\b)*"
    r"|(?:tại|ở|của|do) (?:trung ương|ủy ban nhân dân (?:cấp )?(?:tỉnh|huyện|xã|các xã))\b"
)


def levels_in(text: str) -> tuple[Level, ...]:
    """Levels that a heading names; "hợp tác xã" and "cấp giấy phép" name none.

    >>> levels_in("A. THỦ TỤC HÀNH CHÍNH CẤP TỈNH, CẤP XÃ")
    (<Level.PROVINCE: 'province'>, <Level.COMMUNE: 'commune'>)
    """
    found = " ; ".join(match[0] for match in RANKS.finditer(spelled(text)))
    return parse_levels(found) if found else ()
