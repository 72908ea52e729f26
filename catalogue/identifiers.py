"""Identifiers that people write: procedure codes; document numbers and citations by name.

Here: ProcedureCode (mã số thủ tục hành chính), find_codes, find_old_codes.
Elsewhere, and importable from here: DocumentNumber and find_numbers
(catalogue/document_numbers.py), Citation, find_citations and find_articles (catalogue/citations.py).
"""

import re
from dataclasses import dataclass, replace

from catalogue.citations import Citation as Citation
from catalogue.citations import find_articles as find_articles
from catalogue.citations import find_citations as find_citations
from catalogue.document_numbers import DocumentNumber as DocumentNumber
from catalogue.document_numbers import find_numbers as find_numbers
from catalogue.errors import CodeNotUnderstood
from catalogue.text import latin_letters, nfc

UNIT = r"(?P<unit>\d{3}\.\d{2}\.\d{2})"
SUFFIX = rf"(?:\.{UNIT}\.(?P<agency>[GH]\d{{2}})|\.(?P<agency2>[GH]\d{{2}})|\.(?P<service>\d{{2}}))"
FULL = re.compile(rf"(?P<core>[1-9]\.\d{{6}}){SUFFIX}?")
"""1.001193, 1.001193.000.00.00.H49, 1.012756.H19, 1.001193.02 (online service)."""
SHORT = re.compile(r"[1-9]\.\d{1,5}")
LONG = re.compile(r"[1-9]\.\d{7,}")
OLD = re.compile(r"(?<![A-ZĐ\d-])[TB]-[A-ZĐ]{3}-\d{6}-TT(?:-[A-ZĐ]{2,4})?(?![A-ZĐ\d])")
"""Number of a procedure in the database before 2018: an alias, not a code."""
DELETED = re.compile(r"[\s_-]+(?:xo[áa]|xóa|đã xóa|deleted)\b.*$", re.IGNORECASE)
IN_TEXT = re.compile(
    rf"(?:[1-9]\.\d{{6}}{SUFFIX}?|[1-9],\d{{6}})(?=(?!\d)|[1-9][.,]\d{{6}}(?!\d))(?!\.\d{{3}}(?!\d))"
)
NO_CODE = re.compile(r"(không có|chưa có)( mã( số)?)?|không|chưa|-+|/+|x|", re.IGNORECASE)
CANDIDATE = frozenset({"padded", "deletion_marker"})


@dataclass(frozen=True)
class ProcedureCode:
    """Mã số thủ tục hành chính: seven digits, perhaps with an agency or an online service behind.

    Two codes are equal when their `core` is: a suffix tells who carries the procedure
    out, or through which service, not which procedure it is.
    """

    core: str
    """1.001193"""
    agency: str | None = None
    """Mã cơ quan: H49, G15. Of the publisher; never proof of the present owner."""
    service: str | None = None
    """Số of the online service (dịch vụ công trực tuyến) of this procedure: 02."""
    unit: str | None = None
    """The digits between core and agency: 000.00.00."""
    written: str = ""
    flags: tuple[str, ...] = ()
    start: int | None = None
    end: int | None = None

    @classmethod
    def parse(cls, text: str) -> "ProcedureCode":
        """The one code that the text is; what was repaired stands in `flags`.

        Flags: trimmed, comma, space, homoglyph, suffixed (safe); padded, deletion_marker
        (candidates: accept only when the name agrees too, see `certain`).

        Raises:
            CodeNotUnderstood: no code, an old T-/B- number, or digits that fit no code.
        """
        seen = nfc(text)
        told = seen.strip().strip(";:")
        flags = ["trimmed"] if told != text else []
        if NO_CODE.fullmatch(told):
            raise CodeNotUnderstood(f"{text!r}: no code is given", hint="no_code")
        if OLD.fullmatch(told):
            raise CodeNotUnderstood(
                f"{told}: the number of a procedure before 2018, not a code; keep it as an alias",
                hint="old_code",
            )
        plain = latin_letters(told)
        if plain != told:
            flags.append("homoglyph")
        if DELETED.search(plain):
            plain = DELETED.sub("", plain)
            flags.append("deletion_marker")
        if re.search(r"\s", plain):
            plain = re.sub(r"\s+", "", plain)
            flags.append("space")
        plain, flags = _points(plain, flags)
        return cls._repaired(plain, text, flags)

    @classmethod
    def _repaired(cls, plain: str, text: str, flags: list[str]) -> "ProcedureCode":
        if SHORT.fullmatch(plain):
            plain = plain.ljust(8, "0")
            flags.append("padded")
        found = FULL.fullmatch(plain.upper())
        if found is None:
            if LONG.match(plain):
                raise CodeNotUnderstood(
                    f"{text!r}: a code has six digits after the dot", hint="invalid_length"
                )
            raise CodeNotUnderstood(f"{text!r} is not a procedure code such as 1.001193", hint="not_a_code")
        agency = found["agency"] or found["agency2"]
        if agency or found["service"]:
            flags.append("suffixed")
        return cls(found["core"], agency, found["service"], found["unit"], text, tuple(flags))

    @property
    def certain(self) -> bool:
        """No flag asks for a second look."""
        return not CANDIDATE.intersection(self.flags)

    @property
    def internal_range(self) -> bool:
        """5.x and 6.x are given to internal procedures (thủ tục nội bộ)."""
        return self.core[0] in "56"

    def __str__(self) -> str:
        tail = [self.unit, self.agency, self.service]
        return ".".join([self.core, *(part for part in tail if part)])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ProcedureCode) and self.core == other.core

    def __hash__(self) -> int:
        return hash(self.core)

    def __lt__(self, other: "ProcedureCode") -> bool:
        return (self.core, str(self)) < (other.core, str(other))


def _points(plain: str, flags: list[str]) -> tuple[str, list[str]]:
    if re.match(r"[1-9],\d", plain):
        plain, flags = plain.replace(",", ".", 1), [*flags, "comma"]
    if plain.endswith(".") and plain.count(".") > 1:
        plain, flags = plain.rstrip("."), [*flags, "trimmed"]
    return plain, flags


def find_codes(text: str) -> tuple[ProcedureCode, ...]:
    """Every code in running text, in order, with offsets into `nfc(text)`; only whole codes, no padding."""
    seen = latin_letters(nfc(text))
    found: list[ProcedureCode] = []
    glued = -1
    for match in IN_TEXT.finditer(seen):
        if match.start() != glued and re.search(r"[\d./]\Z", seen[: match.start()]):
            continue  # the tail of a longer number
        read = ProcedureCode.parse(match[0])
        found.append(replace(read, written=match[0], start=match.start(), end=match.end()))
        glued = match.end()
    return tuple(found)


def find_old_codes(text: str) -> tuple[str, ...]:
    """Numbers of procedures before 2018 (T-HNI-123456-TT), for use as aliases."""
    return tuple(match[0] for match in OLD.finditer(nfc(text)))
