"""Names and codes of procedures as decisions print them: in a cell, in a heading, in a quotation.

Here: taking numbering, "Thủ tục:", "(mã số: …)" and footnote signs off a name.
"""

import re
from dataclasses import dataclass

from catalogue.capitals import Casing
from catalogue.errors import CodeNotUnderstood
from catalogue.identifiers import ProcedureCode, find_codes
from catalogue.text import fold, squash
from importers.decisions.labels import BULLETS, NUMBERS, split_label

CODE_WORDS = (
    r"(?:mã(?:\s+(?:số|tthc|thủ tục|hành chính|hồ sơ|gốc|quốc gia|dvc))*|số hồ sơ(?:\s+tthc)?|số seri)"
)
NO_CODE = re.compile(
    r"(?i)^\s*(?:không có(?: mã(?: số)?)?|chưa có(?: mã(?: số)?)?|không|[-–—/.…xX]+)\s*\.?\s*$"
)
AROUND = re.compile(rf"(?i)[\s(\[–—-]*(?:{CODE_WORDS})?\s*[:.]?\s*$")
EMPTY = re.compile(rf"(?i)\(\s*(?:{CODE_WORDS})?\s*[:;.,]?\s*\)|\[\s*\]")
HEAD = re.compile(
    r"(?i)^(?:tên\s*:\s*|(?:tên\s+)?(?:thủ tục|tthc|thủ tục hành chính)\s*(?:(?:số\s*)?\d+\s*)?:\s*)"
)
TRAILING = " .;:,-–*"


@dataclass(frozen=True, slots=True)
class Named:
    """A name and the codes that stand with it."""

    name: str
    codes: tuple[ProcedureCode, ...]


def read_name(text: str, casing: Casing, *, numbered: bool = True) -> Named:
    """Name and codes in a text that may hold both, in any order.

    >>> read_name("1. Thủ tục: Đăng ký kết hôn (mã số: 1.000894)", Casing()).name
    'Đăng ký kết hôn'
    """
    plain = squash(text)
    codes = find_codes(plain)
    for code in reversed(codes):
        start, end = code.start or 0, code.end or 0
        before = AROUND.sub("", plain[:start])
        opened = re.search(r"[(\[]", plain[len(before) : start])
        after = re.sub(r"^\s*[)\]]", "", plain[end:]) if opened else plain[end:]
        plain = f"{before} {after.lstrip(' -–—:.')}".strip() if before else after.strip(" -–—:.)")
    plain = squash(EMPTY.sub(" ", plain))
    label = split_label(plain)
    if numbered and (label.mark in NUMBERS or label.mark in BULLETS):
        plain = label.text
    plain = HEAD.sub("", plain).strip(TRAILING)
    name = casing.usual(plain)
    return Named(name[:1].upper() + name[1:], codes)


def read_codes(text: str) -> tuple[ProcedureCode, ...]:
    """Codes in a cell of codes; a lone one is also repaired where it is written badly."""
    found = tuple(code for line in text.split("\n") for code in find_codes(line))
    if found or NO_CODE.match(text) or not text.strip():
        return found
    told = []
    for part in re.split(r"[\n;]", text):
        try:
            told.append(ProcedureCode.parse(part))
        except CodeNotUnderstood:
            continue
    return tuple(told)


def name_key(name: str) -> str:
    """For comparing names: folded, without "thủ tục" in front and without punctuation.

    >>> name_key("Thủ tục đăng ký kết hôn.") == name_key("Đăng ký  kết hôn")
    True
    """
    plain = re.sub(r"^(?:thủ tục hành chính|thủ tục|tthc)\s*:?\s+", "", fold(name))
    return " ".join(re.sub(r"[^\w\s]", " ", plain).split())
