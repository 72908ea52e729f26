"""Numbers of documents (số hiệu văn bản): parse, repair with a flag, compare, print, find in text.

What had to be repaired is told in `flags`; repairs that a person should confirm are in
CANDIDATE. The patterns stand in catalogue/number_grammar.py.
Not here: articles (catalogue/citations.py); which province an UBND is (only context tells).
"""

import re
from dataclasses import dataclass, replace

from catalogue.errors import NumberNotUnderstood
from catalogue.number_grammar import Read, grammar, read_all
from catalogue.text import nfc

CANDIDATE = frozenset(
    {
        "truncated",
        "issuer_typo",
        "order",
        "extra_suffix",
        "glued_before",
        "wrong_year",
        "legislature_code",
        "from_words",
    }
)
"""Flags of repairs that only a second fact (the title, the date) can confirm."""
PARTY = frozenset({"TW", "TƯ", "TU", "VPTW", "BTCTW", "UBKTTW"})


@dataclass(frozen=True)
class DocumentNumber:
    """Số hiệu văn bản. Equal when number, year, type and issuer are: 01/2022 is 1/2022.

    136/2025/NĐ-CP and 136/2025/TT-BTC are different texts.
    """

    number: str
    """Số, as printed: 63, 66.7, 08a."""
    year: int | None
    """None: an individual document; its date tells the year."""
    type: str
    """Loại: NĐ, TT, QĐ …; QH or UBTVQH for texts of the National Assembly; CV for a letter."""
    issuer: str
    """Cơ quan ban hành and unit: CP, BYT-BCT-BNNPTNT, BCA-C06, QH15."""
    flags: tuple[str, ...] = ()
    written: str = ""
    start: int | None = None
    end: int | None = None

    @classmethod
    def parse(cls, text: str) -> "DocumentNumber":
        """The one number in the text; words around it and repairs become flags.

        Raises:
            NumberNotUnderstood: no number of a known type and issuer, or several.
        """
        seen = nfc(text)
        found = [_made(read) for read in read_all(seen, running=False)]
        if not found:
            raise NumberNotUnderstood(f"{text!r} holds no document number such as 63/2010/NĐ-CP")
        if len(set(found)) > 1:
            told = ", ".join(str(one) for one in found)
            raise NumberNotUnderstood(f"{text!r} holds several numbers: {told}", hint="use find_numbers")
        first = found[0]
        return replace(first, written=text, flags=tuple(dict.fromkeys((*first.flags, *_around(seen, first)))))

    @property
    def key(self) -> tuple[str, int | None, str, str]:
        """What makes two numbers the same: number without leading zeros, year, type, issuer."""
        return (self.number.lower().lstrip("0") or "0", self.year, self.type, self.issuer)

    @property
    def certain(self) -> bool:
        """No repair needs a second look, and nothing in the number is doubtful."""
        return not CANDIDATE.intersection(self.flags) and not self.doubts

    @property
    def doubts(self) -> tuple[str, ...]:
        """What cannot be right though it is written so, and is left so.

        `year`: the National Assembly of that term did not sit; `issuer`: it issues no such type.
        """
        told, found = grammar(), []
        term = told.assembly.get(self.issuer.removeprefix("UBTV"))
        if term is not None and self.year is not None and not term[0] <= self.year <= term[1]:
            found.append("year")
        listed = told.names.keys() & set(self.issuer.split("-"))
        if self.type in told.types and not listed <= told.allowed(self.type):
            found.append("issuer")
        return tuple(found)

    @property
    def kind(self) -> str:
        """normative, individual, administrative, consolidated or party."""
        if self.type == "VBHN":
            return "consolidated"
        if self.issuer.split("-")[0] in PARTY:
            return "party"
        if self.type in ("QH", "UBTVQH", "NĐ", "TT", "TTLT", "NQLT", "L") or self.year is not None:
            return "normative"
        return "individual" if self.type in ("QĐ", "NQ", "CT") else "administrative"

    @property
    def type_name(self) -> str:
        """Tên loại văn bản."""
        names = {"QH": "Luật hoặc nghị quyết Quốc hội", "UBTVQH": "Pháp lệnh hoặc nghị quyết UBTVQH"}
        return names.get(self.type) or grammar().types[self.type].vi

    @property
    def issuer_name(self) -> str | None:
        """Tên cơ quan ban hành; None for a National Assembly term nobody listed."""
        if self.type == "QH":
            return "Quốc hội"
        if self.type == "UBTVQH":
            return "Ủy ban Thường vụ Quốc hội"
        names = grammar().names
        return "; ".join(names.get(part, part) for part in self.issuer.split("-"))

    def __str__(self) -> str:
        head = self.number if self.year is None else f"{self.number}/{self.year}"
        if self.type in ("QH", "UBTVQH", "CV"):
            return f"{head}/{self.issuer}"
        if self.kind == "party":
            return f"{head}-{self.type}/{self.issuer}"
        return f"{head}/{self.type}-{self.issuer}"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, DocumentNumber) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)

    def __lt__(self, other: "DocumentNumber") -> bool:
        return self._order < other._order

    @property
    def _order(self) -> tuple[int, str, str, float, str]:
        digits = re.match(r"\d+(?:\.\d+)?", self.number)
        value = float(digits[0]) if digits else 0.0
        return (self.year or 0, self.type, self.issuer, value, self.number)


def find_numbers(text: str) -> tuple[DocumentNumber, ...]:
    """Every document number in running text, in order, with offsets into `nfc(text)`.

    Also numbers whose type is only told in words: "Nghị định số 146/2025" (flag from_words).
    """
    return tuple(_made(read) for read in read_all(nfc(text), running=True))


def _made(read: Read) -> DocumentNumber:
    return DocumentNumber(
        read.number, read.year, read.type, read.issuer, read.flags, read.written, read.start, read.end
    )


_TYPE_WORDS = re.compile(
    r"[\w\s,.:()“”\"-]*?\b(?:số|luật|nghị định|nghị quyết|quyết định|thông tư|pháp lệnh)\s*:?\s*", re.I
)


def _around(seen: str, number: DocumentNumber) -> tuple[str, ...]:
    """What stands before and behind the number, as flags."""
    before, after = seen[: number.start], seen[number.end :]
    flags = []
    if re.search(r"\d\.?$", before):
        flags.append("glued_before")
    elif before.strip():
        flags.append("type_word_before" if _TYPE_WORDS.fullmatch(before) else "words_before")
    if after[:1].isalnum():
        flags.append("glued_after")
    elif after.strip(" .\n\t"):
        flags.append("words_after")
    elif "." in after:
        flags.append("dot")
    if before[:1].isspace() or after[-1:].isspace():
        flags.append("outer_space")
    return tuple(flags)
