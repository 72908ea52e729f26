"""Register of document types (loại giấy tờ), and ids of papers that stand in no list.

Here: the seeded register, finding a name in it, derived ids. Not here: comparing (analysis/compare.py).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from hashlib import sha256
from types import MappingProxyType
from typing import Any

from analysis.documents.lexicon import Head, Trie, content_words, lookup, pattern, words_of
from analysis.documents.reading import Holder, Maker
from catalogue.text import bare


@dataclass(frozen=True)
class Register:
    """A national database (cơ sở dữ liệu) that holds papers."""

    id: str
    holder: Holder
    name: str
    name_en: str
    body: str
    """Who keeps it."""
    body_mark: str
    legal_base: str
    effective_from: date
    effective_to: date | None
    partial: str | None
    aliases: tuple[str, ...]
    source: str
    mark: str


@dataclass(frozen=True)
class DocumentType:
    """One kind of paper that an agency could hold once and use again."""

    id: str
    name: str
    aliases: tuple[str, ...]
    kind: str
    """Head class, for comparing with papers that stand in no list."""
    maker: Maker
    holder: Holder
    register: Register | None
    legal_base: str | None
    effective_from: date | None
    effective_to: date | None
    partial: str | None
    """Only this part of the paper is held ("đất ở")."""
    group: str | None
    """Papers of one group stand for one another."""
    umbrella: bool
    stands_for: tuple[str, ...]
    """Further types that this umbrella name stands for."""
    successor: str | None
    valid_until: date | None
    never: frozenset[str]
    """Types it must not be merged with."""
    open: bool
    """Anything may follow the name (sizes, years, owners)."""
    closed: tuple[str, ...]
    """Names that nothing but an owner may follow."""
    mark: str
    evidence_of: re.Pattern[str] | None = None
    """What papers without a name of their own (giấy tờ, tài liệu) must prove to be of this type."""


GOES_ON = frozenset(
    words_of(
        "của cho do mang số để với bản đã được có còn theo người đang tại trong ngoài"
        " đối trước gốc đó này tương hiện cũ mới"
    )
)
"""Words after which a listed name may go on and still be the same paper."""


class TypeRegister:
    """All listed document types, found by id or by name."""

    def __init__(self, types: Sequence[DocumentType], registers: Mapping[str, Register]) -> None:
        self.types: Mapping[str, DocumentType] = MappingProxyType({told.id: told for told in types})
        self.registers = registers
        self._proving = tuple(told for told in types if told.evidence_of is not None)
        self._names: Trie[tuple[DocumentType, bool]] = Trie()
        for told in types:
            for name in (told.name, *told.aliases):
                self._names.add(name, (told, told.open))
            for name in told.closed:
                self._names.add(name, (told, False))

    def find(self, name: str) -> DocumentType | None:
        """The type of a name; None unless the whole name is a listed one (and its owner).

        >>> registry().find("GIẤY CHỨNG NHẬN kết hôn của cha mẹ").id
        'marriage_certificate'
        """
        return self.find_words(words_of(name))

    def find_words(self, words: Sequence[str]) -> DocumentType | None:
        """The same for the folded words of a name."""
        hit = self._names.longest(words)
        if hit is None:
            return None
        length, (told, anything) = hit
        goes_on = anything or length == len(words) or words[length] in GOES_ON
        return told if goes_on else None

    def proving(self, told: str) -> DocumentType | None:
        """The type whose fact these folded words prove, of papers that have no name of their own."""
        return next((one for one in self._proving if one.evidence_of and one.evidence_of.search(told)), None)

    def begins(self, word: str) -> bool:
        """Some listed name begins with the word."""
        return self._names.begins(word)

    def head(self, words: Sequence[str]) -> tuple[int, Head] | None:
        """A listed name of two words or more at the beginning of folded words, as a head noun."""
        hit = self._names.longest(words)
        if hit is None or hit[0] < 2:
            return None
        length, (told, _) = hit
        return length, Head(" ".join(words[:length]), told.kind, told.maker, sense=told.kind)

    def never_same(self, left: str, right: str) -> bool:
        """The register says that the two are different papers."""
        a, b = self.types.get(left), self.types.get(right)
        return (a is not None and right in a.never) or (b is not None and left in b.never)


def _register(row: Mapping[str, Any]) -> Register:
    return Register(
        id=row["id"],
        holder=Holder(row["holder"]),
        name=row["name"],
        name_en=row["name_en"],
        body=row["body"],
        body_mark=row["body_mark"],
        legal_base=row["legal_base"],
        effective_from=row["effective_from"],
        effective_to=row.get("effective_to"),
        partial=row.get("partial"),
        aliases=tuple(row["aliases"]),
        source=row["source"],
        mark=row["mark"],
    )


def _type(row: Mapping[str, Any], registers: Mapping[str, Register]) -> DocumentType:
    register = registers[row["register"]] if "register" in row else None
    return DocumentType(
        id=row["id"],
        name=row["name"],
        aliases=tuple(row["aliases"]),
        kind=row["class"],
        maker=Maker(row["maker"]),
        holder=Holder(row["holder"]),
        register=register,
        legal_base=row.get("legal_base"),
        effective_from=None if register is None else register.effective_from,
        effective_to=None if register is None else register.effective_to,
        partial=row.get("partial"),
        group=row.get("group"),
        umbrella=row.get("umbrella", False),
        stands_for=tuple(row.get("stands_for", ())),
        successor=row.get("successor"),
        valid_until=row.get("valid_until"),
        never=frozenset(row.get("never", ())),
        open=row.get("open", False),
        closed=tuple(row.get("closed", ())),
        mark=row["mark"],
        evidence_of=pattern(row["evidence_of"]) if "evidence_of" in row else None,
    )


@cache
def registry() -> TypeRegister:
    """The seeded register of document types.

    Source: Nghị quyết 66.7/2025/NQ-CP Điều 4; published records for the rest (mark "data").
    """
    registers = {row["id"]: _register(row) for row in lookup("registers")["register"]}
    types = [_type(row, registers) for row in lookup("document_types")["type"]]
    return TypeRegister(types, MappingProxyType(registers))


@lru_cache(maxsize=65536)
def derived_id(sense: str, acts: tuple[str, ...], object_: str) -> str:
    """Id of a paper that stands in no list: readable, and the same on every run and machine.

    Function words and the order of the words do not change it.
    """
    kind, _, word = sense.partition("/")
    words = tuple(sorted({*word.split(), *content_words(object_)}))
    acts = tuple(sorted(acts))
    told = "|".join((sense, " + ".join(acts), " ".join(words)))
    readable = "-".join(bare(" ".join((*acts, *words))).replace(",", "").split())[:48].strip("-")
    return f"{kind}:{readable}:{sha256(told.encode()).hexdigest()[:8]}"
