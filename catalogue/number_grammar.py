"""The grammar of document numbers (số hiệu): how one is read at one place of a text.

Types and issuers are a closed list, lookups/document_numbers.toml; the longest spelling wins
and reading stops there, because numbers are often glued to the next words. A reader below
answers for one form: National Assembly, type and issuer, truncated, misspelt, party, letter.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from catalogue.text import latin_letters

NO_WORD = r"(?!\w)"
HEAD = re.compile(
    r"(?P<number>\d{1,3}\s?\.\s?\d{1,3}(?=\s?[/-])|\d{1,5}\s?\.?\s?[a-eđ](?=\s?/)|\d{1,5})(?P<dot>\s?\.)?\s?"
    r"(?:/\s?(?P<year>(?:19|20)\d\d)\s?)?(?=[/-])"
)
"""Số, perhaps năm, and the sign after it."""
AFTER_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d\.?$")
"""The end of a date that is glued to the number behind it: "… năm 202072/2020/QH14"."""
UNIT = r"(?:-[A-Z]\d{2}|-[A-ZĐ]{1,8}\d{0,2}(?!\w))"
DASHES = str.maketrans({"–": "-", "—": "-", "−": "-", "‐": "-", "\n": " ", "\t": " ", "\r": " "})
GLUED = "NĐ|ND|NQ|QĐ|QD|TTLT|TT"
"""Types that are seen without a hyphen before the issuer."""
FORM = re.compile(r"(?:mẫu|biểu|phụ lục|phiếu)(?: số)?:?\s*$", re.IGNORECASE)


@dataclass(frozen=True)
class NumberType:
    """One type of document (loại văn bản) and who may issue it."""

    vi: str
    year: str
    issuers: tuple[str, ...]


@dataclass(frozen=True)
class Read:
    """One number as read, before it becomes a DocumentNumber."""

    number: str
    year: int | None
    type: str
    issuer: str
    flags: tuple[str, ...]
    start: int
    end: int
    written: str = ""


@dataclass(frozen=True)
class Grammar:
    """The lists, and the patterns made of them."""

    types: dict[str, NumberType]
    groups: dict[str, dict[str, str]]
    names: dict[str, str]
    type_of: dict[str, str]
    issuer_of: dict[str, str]
    words: dict[str, str]
    assembly: dict[str, tuple[int, int]]
    patterns: dict[str, re.Pattern[str]]

    def allowed(self, type_code: str) -> frozenset[str]:
        """Issuers that may issue the type."""
        told = self.types[type_code].issuers
        chosen = [*self.groups] if "*" in told else told
        return frozenset(code for name in chosen for code in self.groups[name])


def _spellings(codes: list[str]) -> dict[str, str]:
    """Codes by lower-case spelling; with D for Đ and U for Ư only where no code has that spelling."""
    loose = {code.lower().replace("đ", "d").replace("ư", "u"): code for code in codes}
    return loose | {code.lower(): code for code in codes}


def _any(spellings: dict[str, str]) -> str:
    return "|".join(re.escape(one) for one in sorted(spellings, key=len, reverse=True))


@cache
def grammar() -> Grammar:
    """The lists of lookups/document_numbers.toml, ready for use."""
    raw = tomllib.loads(files("catalogue").joinpath("lookups/document_numbers.toml").read_text("utf-8"))
    names = {code: name for group in raw["issuers"].values() for code, name in group.items()}
    type_of, issuer_of = _spellings([*raw["types"]]), _spellings([*names])
    types = {
        code: NumberType(one["vi"], one["year"], tuple(one["issuers"])) for code, one in raw["types"].items()
    }
    typed = _any({spelling: code for spelling, code in type_of.items() if code != "CV"})
    issuer = f"(?:{_any(issuer_of)})"
    said = _any(raw["type_words"])
    letters = "|".join(sorted(names, key=len, reverse=True))
    number = r"(?P<number>\d{1,3}\.\d{1,3}|\d{1,4})"
    patterns = {
        "assembly": r"/\s?(?P<extra>(?:NQ|L|PL|BL)\s?-\s?)?(?P<body>(?:UBTV)?QH)\s?"
        r"(?P<term>20\d\d(?!/)|1\d|[1-9])",
        "typed": rf"/\s?(?i:(?P<type>{typed})(?P<link>\s?-\s?|\s?/\s?)|(?P<glued>{GLUED})(?P<gap>\s?))"
        rf"(?P<issuer>(?i:{issuer})(?:\s?-\s?(?i:{issuer})(?![a-zà-ỹđ]))*)"
        rf"(?P<unit>{UNIT}*)(?P<suffix>-[A-ZĐ][a-zà-ỹ]\w*)?",
        "cut": r"/\s?N[ĐD](?:\s?-\s?C?(?!P)|(?!\w))",
        "typo": r"/\s?(?P<type>TTLT|TT|QĐ|QD)\s?-\s?(?P<issuer>[A-ZĐ]{3,9})(?!\w)",
        "party": rf"\s?-\s?(?P<type>{typed})\s?/\s?(?P<issuer>VPTW|BTCTW|UBKTTW|TW|TƯ|TU)(?!\w)",
        "letter": rf"/(?P<issuer>{letters})(?P<unit>{UNIT}*)(?!\w)",
        "order": rf"(?P<type>QĐ|QD|TT|NĐ|ND)\s?/?\s?(?P<number>\d{{1,5}})\s?[-/]\s?"
        rf"(?P<issuer>{_any(issuer_of).upper()})(?!\w)",
        "told": rf"(?P<word>(?i:{said}))\s+(?:[Ss]ố\s*:?\s*)?{number}\s?/\s?"
        r"(?P<year>(?:19|20)\d\d)(?!\s?[\w/-])",
    }
    return Grammar(
        types, raw["issuers"], names, type_of, issuer_of, raw["type_words"],
        {term: (years[0], years[1]) for term, years in raw["assembly"].items()},
        {name: re.compile(pattern, re.I if name == "party" else 0) for name, pattern in patterns.items()},
    )  # fmt: skip


def read_all(seen: str, *, running: bool) -> Iterator[Read]:
    """Numbers of a composed text, in order. `running`: prose, where a letter needs its unit."""
    plain = latin_letters(seen).translate(DASHES)
    if "/" not in plain and "-" not in plain:  # every form has one of them
        return
    found = sorted(
        [*_headed(plain, running=running), *_ordered(plain), *_worded(plain)], key=lambda one: one.start
    )
    at = 0
    for one in found:
        if one.start < at:
            continue
        at = one.end
        written = seen[one.start : one.end]
        yield replace(
            one,
            written=written,
            flags=tuple(dict.fromkeys((*one.flags, *_signs(written, plain[one.start : one.end])))),
        )


def _headed(plain: str, *, running: bool) -> Iterator[Read]:
    at = glued = 0
    while (head := HEAD.search(plain, at)) is not None:
        read = None
        how = _how_begun(plain, head.start(), glued)
        if how is not None:
            read = _read(head, plain, running=running)
        if read is None:
            at = head.start() + 1
            continue
        yield replace(read, flags=(*read.flags, *how)) if how else read
        at = glued = read.end


def _how_begun(plain: str, start: int, glued: int) -> tuple[str, ...] | None:
    """Flags of a number that may begin here, behind a glued year or number too; None inside a number."""
    if glued and not plain[glued:start].strip(".,; "):
        return ()
    before = plain[max(0, start - 12) : start]
    if AFTER_YEAR.search(before):
        return ("glued_before",)
    return None if re.search(r"[\d/]$|\d[.,]$", before) else ()


def _read(head: re.Match[str], plain: str, *, running: bool) -> Read | None:
    number, flags = _number(head)
    year = int(head["year"]) if head["year"] else None
    bare = Read(number, year, "", "", flags, head.start(), head.end())
    for reader in (_assembly, _glued_typo, _typed, _cut, _typo, _party):
        if (read := reader(bare, plain)) is not None:
            return read
    return _letter(bare, plain, running=running)


def _number(head: re.Match[str]) -> tuple[str, tuple[str, ...]]:
    number, flags = re.sub(r"\s", "", head["number"]), []
    if head["dot"] or re.search(r"\.[a-eđ]$", number):
        number = number.replace(".", "") if number[-1].isalpha() else number
        flags.append("dot")
    if re.fullmatch(r"\d{1,2}\.\d{3}", number) and head["year"] is None:
        number, flags = number.replace(".", ""), ["dot"]  # 1.351/QĐ-UBND: thousands
    if number.startswith("00"):
        number, flags = number.lstrip("0") or "0", [*flags, "zeros"]
    return number, tuple(flags)


def _assembly(bare: Read, plain: str) -> Read | None:
    match = grammar().patterns["assembly"].match(plain, bare.end)
    if match is None or bare.year is None:
        return None
    flags = [*bare.flags]
    term = match["term"]
    if len(term) == 4:
        term, flags = term[2:], [*flags, "legislature_code"]
    if match["extra"]:
        flags.append("extra_type")
    year, doubt = _year_of_term(bare.year, grammar().assembly.get(f"QH{term}"))
    body = match["body"]
    return Read(bare.number, year, body, body + term, (*flags, *doubt), bare.start, match.end())


def _year_of_term(year: int, term: tuple[int, int] | None) -> tuple[int, tuple[str, ...]]:
    """A year outside the term is mended when exactly one year of the term differs in one digit."""
    if term is None or term[0] <= year <= term[1]:
        return year, ()
    near = [
        one
        for one in range(term[0], term[1] + 1)
        if sum(a != b for a, b in zip(str(one), str(year), strict=True)) == 1
    ]
    return (near[0], ("wrong_year",)) if len(near) == 1 else (year, ())


def _typed(bare: Read, plain: str) -> Read | None:
    match = grammar().patterns["typed"].match(plain, bare.end)
    if match is None:
        return None
    written = match["type"] or match["glued"]
    kind = grammar().type_of[written.lower()]
    needs = grammar().types[kind].year
    parts = [part.strip() for part in match["issuer"].split("-")]
    issuers = [grammar().issuer_of[part.lower()] for part in parts]
    if needs == "always" and bare.year is None:
        return None
    flags = [*bare.flags]
    if match["type"] is None:
        flags.append("hyphen_missing")
    elif "/" in match["link"]:
        flags.append("slash_for_hyphen")
    for told, code in ((written, kind), *zip(parts, issuers, strict=True)):
        if told != code:
            flags.append("case" if told.lower() == code.lower() else "d_for_đ")
    individual = bare.year is None
    unit = match["unit"] if individual else ""
    end = match.end("unit") if individual else match.end("issuer")
    if individual and match["suffix"]:
        flags, end = [*flags, "extra_suffix"], match.end()
    return Read(bare.number, bare.year, kind, "-".join(issuers) + unit, tuple(flags), bare.start, end)


def _cut(bare: Read, plain: str) -> Read | None:
    """A decree whose issuer was cut off: the Government alone issues decrees."""
    match = grammar().patterns["cut"].match(plain, bare.end)
    if match is None or bare.year is None:
        return None
    return replace(bare, type="NĐ", issuer="CP", flags=(*bare.flags, "truncated"), end=match.end())


def _typo(bare: Read, plain: str) -> Read | None:
    """One letter wrong, missing or too many, and only one issuer of the type fits."""
    match = grammar().patterns["typo"].match(plain, bare.end)
    if match is None or match["issuer"].lower() in grammar().issuer_of:
        return None
    kind = grammar().type_of[match["type"].lower()]
    if grammar().types[kind].year == "always" and bare.year is None:
        return None
    near = [code for code in grammar().allowed(kind) if len(code) > 2 and _one_letter(match["issuer"], code)]
    if len(near) != 1:
        return None
    return replace(bare, type=kind, issuer=near[0], flags=(*bare.flags, "issuer_typo"), end=match.end())


def _glued_typo(bare: Read, plain: str) -> Read | None:
    """BNNNMT is one issuer misspelt, not BNN with something glued behind."""
    match = grammar().patterns["typed"].match(plain, bare.end)
    if match is None or not re.match("[A-ZĐ]", plain[match.end("issuer") : match.end("issuer") + 1]):
        return None
    return _typo(bare, plain)


def _one_letter(a: str, b: str) -> bool:
    """One letter changed, added, lost, or two neighbours exchanged."""
    if abs(len(a) - len(b)) > 1:
        return False
    if len(a) == len(b):
        wrong = [place for place in range(len(a)) if a[place] != b[place]]
        swapped = len(wrong) == 2 and wrong[1] == wrong[0] + 1 and sorted(a) == sorted(b)
        return len(wrong) == 1 or swapped
    short, long = sorted((a, b), key=len)
    return any(short == long[:place] + long[place + 1 :] for place in range(len(long)))


def _party(bare: Read, plain: str) -> Read | None:
    match = grammar().patterns["party"].match(plain, bare.end)
    if match is None:
        return None
    issuer = grammar().issuer_of[match["issuer"].lower()]
    kind = grammar().type_of[match["type"].lower()]
    return replace(bare, type=kind, issuer=issuer, end=match.end())


def _letter(bare: Read, plain: str, *, running: bool) -> Read | None:
    """A letter has no type: 7416/VPCP-TCCV. In prose it needs its unit, and is no form (Mẫu số 01/BHXH)."""
    match = grammar().patterns["letter"].match(plain, bare.end)
    if match is None or (running and (not match["unit"] or FORM.search(plain[: bare.start]))):
        return None
    return replace(bare, type="CV", issuer=match["issuer"] + match["unit"], end=match.end())


def _ordered(plain: str) -> Iterator[Read]:
    """Type before number: QĐ2338-BTP, QĐ/0001-BTP."""
    for match in grammar().patterns["order"].finditer(plain):
        kind = grammar().type_of[match["type"].lower()]
        if grammar().types[kind].year == "always" or re.search(r"[\w/-]$", plain[: match.start()]):
            continue
        issuer = grammar().issuer_of[match["issuer"].lower()]
        number = match["number"].lstrip("0") or "0"
        yield Read(number, None, kind, issuer, ("order",), *match.span())


def _worded(plain: str) -> Iterator[Read]:
    """Number and year whose type stands in words: Nghị định số 146/2025, Luật số 58/2020."""
    for match in grammar().patterns["told"].finditer(plain):
        kind = grammar().words[match["word"].lower()]
        year = int(match["year"])
        issuer = "CP" if kind == "NĐ" else None
        if kind in ("QH", "UBTVQH"):
            terms = [term for term, (first, last) in grammar().assembly.items() if first <= year <= last]
            issuer = terms[0].replace("QH", kind) if len(terms) == 1 else None
        if issuer is not None:
            yield Read(
                match["number"], year, kind, issuer, ("from_words",), match.start("number"), match.end()
            )


def _signs(written: str, plain: str) -> list[str]:
    flags = []
    if "\n" in written:
        flags.append("line_break")
    elif re.search(r"\s", written):
        flags.append("space")
    if latin_letters(written) != written:
        flags.append("homoglyph")
    if re.search("[–—−‐]", written):
        flags.append("dash")
    return flags if plain else []
