"""Articles of a decision: its effect, what it replaces, what it abolishes by name, what it announces.

Not here: the annexes with the lists and contents (annex.py).
"""

import re
from dataclasses import dataclass, field
from datetime import date

from catalogue.document_numbers import find_numbers
from catalogue.identifiers import find_codes
from catalogue.records import Change, Level
from catalogue.text import fold, squash
from importers.decisions.columns import find_header
from importers.decisions.ledger import Ledger
from importers.decisions.words import BOUND, changes_in, contains, levels_in, words
from importers.phrases.dates import find_dates
from importers.readers.blocks import Block, Paragraph, Table

ARTICLE = re.compile(r"^\s*Điều\s+(\d+)\s*[.:]?", re.IGNORECASE)
SENTENCE = re.compile(r"(?<=[.;])\s+(?=[A-ZĐ“\"]|[^\W\d_])|\n")
FULL_STOP = re.compile(r"(?<=\.)\s+(?=\W*[A-ZĐÀ-ỴƯƠĂÂÊÔ])|(?<=;)\s+|\n")
QUOTED = re.compile(r"[“\"«]\s*([^”\"»]{3,400}?)\s*[”\"»]")
COUNT = re.compile(
    r"(?<![\d/.,])(\d{1,4})\s*(?:\((?!mã)[^()\d]{0,30}\)\s*)?(?:thủ tục hành chính|thủ tục|tthc)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Named:
    """A procedure that an article names with its code; mostly one that it abolishes."""

    change: Change | None
    name: str
    code: str
    written: str
    sector: str | None
    levels: tuple[Level, ...]
    paragraph: Paragraph


@dataclass(frozen=True, slots=True)
class Announced:
    """How many procedures an article says are announced; `change` None: of all kinds."""

    count: int
    change: Change | None
    paragraph: Paragraph


@dataclass
class Articles:
    """What the articles say."""

    effective: date | None = None
    expires: date | None = None
    effective_text: str | None = None
    on_signing: bool = False
    replaces: tuple[str, ...] = ()
    named: list[Named] = field(default_factory=list)
    announced: list[Announced] = field(default_factory=list)
    end: int = 0
    """Index of the first block of the annexes."""
    text: str = ""


def read_articles(body: list[Block], start: int, ledger: Ledger) -> Articles:
    """The articles from a block on; `end` is where the annexes begin."""
    told = Articles()
    last = _last_article(body, start)
    told.end = _annex_at(body, last, start)
    inside: list[Paragraph] = []
    for at in range(start, told.end):
        block = body[at]
        if isinstance(block, Table):
            ledger.leave_out("signature", block)
            continue
        if at > last and (_signature(block) or (inside and not inside[-1].text and block.text.isupper())):
            ledger.leave_out("signature", block)
            continue
        inside.append(block)
        ledger.take(block)
    lines = _from_first(inside)
    for paragraph in lines:
        _read_effect(squash(paragraph.text), told)
        _read_replaced(squash(paragraph.text), told)
    _read_named(lines, told)
    if lines:
        _read_counts(lines, told)
    told.text = "\n".join(p.text for p in lines)
    return told


def _last_article(body: list[Block], start: int) -> int:
    """Index of the last article of the decision itself; annexes may quote articles, never with a gap."""
    last, number = start, 0
    for at in range(start, len(body)):
        block = body[at]
        if not isinstance(block, Paragraph):
            continue
        found = ARTICLE.match(block.line)
        if found and int(found[1]) == number + 1:
            last, number = at, number + 1
    return last


def _annex_at(body: list[Block], last: int, start: int) -> int:
    """The block after the last article, its paragraphs and the signature."""
    at = last + 1 if last > start or _is_article(body, start) else start
    signed = False
    while at < len(body):
        block = body[at]
        if isinstance(block, Table):
            if not is_signature(block):
                return at
            signed = True
        elif _opens_annex(block) or (signed and block.text.strip() and not _signature(block)):
            return at
        at += 1
    return at


def is_signature(table: Table) -> bool:
    """The table of "Nơi nhận" and the signer, which lists no procedure."""
    if table.width > 4 or len(table.rows) > 6:
        return False
    return (
        contains(fold(table.text), "articles", "signature")
        and find_header(table, "list", needs="name") is None
    )


def _is_article(body: list[Block], at: int) -> bool:
    block = body[at] if at < len(body) else None
    return isinstance(block, Paragraph) and bool(ARTICLE.match(block.line))


def _opens_annex(paragraph: Paragraph) -> bool:
    folded = fold(paragraph.line)
    if re.match(r"^(?:phần|phụ lục|phụ biểu)(?:\s+(?:[ivx]+|\d+|thứ\s+\w+|[a-z])\b|\s*[.:]|\s*$)", folded):
        return True
    if folded.startswith("danh mục"):
        return True
    return paragraph.text.isupper() and "thủ tục hành chính" in folded


def _signature(paragraph: Paragraph) -> bool:
    folded = fold(paragraph.text)
    return any(folded.startswith(word) for word in words("articles", "signature")) or folded.startswith(
        ("-", "như ")
    )


def _from_first(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """From "Điều 1" on: the "Căn cứ" lines cite other decisions."""
    for at, paragraph in enumerate(paragraphs):
        if ARTICLE.match(paragraph.line):
            return paragraphs[at:]
    return paragraphs


def _read_effect(text: str, told: Articles) -> None:
    if told.effective_text is not None:
        return
    for clause in FULL_STOP.split(text):
        folded = fold(clause)
        if not contains(folded, "articles", "effective") or "hết hiệu lực" in folded:
            continue
        if not re.search(r"quyết định này|có hiệu lực", folded):
            continue
        told.effective_text = ARTICLE.sub("", clause).strip(" .;/") or None
        after = re.split(r"(?i)hiệu lực", clause, maxsplit=1)[-1]
        told.on_signing = contains(fold(after), "articles", "on_signing")
        if not told.on_signing:
            dates = find_dates(re.split(r"(?:\bvà|;|,)\s+(?=thay thế|bãi bỏ)|\bthay thế\s", after)[0])
            told.effective = dates[0] if dates else None
        told.expires = _expires(after)
        return


def _expires(text: str) -> date | None:
    """The last day, where the clause on effect states one ("đến hết ngày …")."""
    until = re.search(r"(?i)\bđến(?:\s+hết)?\s+(?=ngày\s*\d)", text)
    dates = find_dates(text[until.end() :]) if until else ()
    return dates[0] if dates else None


def _read_replaced(text: str, told: Articles) -> None:
    """Numbers after "thay thế", and after "bãi bỏ" where decisions, not procedures by name, are meant."""
    found: list[str] = list(told.replaces)
    if re.match(r"(?i)^\s*(?:điều\s+\d+\s*[.:]?\s*)?(?:nay\s+)?công bố", text):
        text = _after_stop(text)
    for verb in re.finditer(r"(?i)\b(?:thay thế|bãi bỏ|hủy bỏ|huỷ bỏ|hết hiệu lực)\b", text):
        if re.search(r"(?i)\b(?:được|bị|mới)\s*$", text[: verb.start()]):
            continue
        scope = _scope(text, verb.end())
        if fold(verb[0]) == "hết hiệu lực":
            scope = _before(text, verb.start()) + scope
        elif fold(verb[0]) != "thay thế" and (find_codes(scope) or QUOTED.search(scope)):
            continue
        for number in find_numbers(scope):
            if number.type == "QĐ" and number.year is None and str(number) not in found:
                found.append(str(number))
    told.replaces = tuple(found)


def _after_stop(text: str) -> str:
    parts = FULL_STOP.split(text, maxsplit=1)
    return parts[1] if len(parts) > 1 else ""


def _scope(text: str, at: int) -> str:
    """From a verb to the full stop or the next such verb."""
    end = re.search(
        r"(?i)\.\s+(?=\W*[A-ZĐ])|\b(?:bãi bỏ|hủy bỏ|huỷ bỏ) (?:các )?thủ tục\b|\bcông bố kèm\b", text[at:]
    )
    return text[at : at + end.start()] if end else text[at:]


def _before(text: str, at: int) -> str:
    return re.split(r"(?<=[.;])\s+(?=\W*[A-ZĐ])", text[:at])[-1]


def _read_named(lines: list[Paragraph], told: Articles) -> None:
    """Procedures named with their code; the change is said in the clause or in the line that leads it."""
    lead = ""
    for paragraph in lines:
        text = squash(paragraph.text)
        if ARTICLE.match(paragraph.line) or text.endswith(":"):
            lead = text
        codes = find_codes(text)
        at = 0
        for code in codes:
            start, end = code.start or 0, code.end or 0
            name, before = _name_before(text[at:start]), text[:start]
            at = end
            said = _clause_change(QUOTED.sub(" ", before)) or _clause_change(QUOTED.sub(" ", lead))
            if name:
                scope = QUOTED.sub(" ", text)
                told.named.append(
                    Named(
                        said,
                        _first_up(name) or name,
                        code.core,
                        code.written,
                        _sector(scope),
                        levels_in(scope),
                        paragraph,
                    )
                )


def _clause_change(text: str) -> Change | None:
    """The change that stands last in a clause: the verb nearest to the name."""
    found = [(m.start(), c) for c, pattern in CLAUSES for m in pattern.finditer(fold(text))]
    return max(found)[1] if found else None


def _sector(text: str) -> str | None:
    found = re.search(
        r"(?i)thuộc (?:các )?lĩnh vực\s+(.+?)(?=,\s*(?:thực hiện|đã|được|do)|\s+(?:đã|được)\s|[.;:]|$)", text
    )
    named = None if found is None else BOUND.sub("", found[1]).strip(" ,.;")
    return _first_up(named)


CLAUSES = [
    (Change.REPEALED, re.compile(r"\b(?:bãi bỏ|hủy bỏ)\b")),
    (Change.REPLACED, re.compile(r"\bthay thế\b")),
    (Change.AMENDED, re.compile(r"\bsửa đổi\b")),
    (Change.NEW, re.compile(r"\b(?:mới ban hành|ban hành mới)\b")),
    (Change.STANDARDISED, re.compile(r"\bchuẩn hóa\b")),
    (Change.CORRECTED, re.compile(r"\bđính chính\b")),
    (Change.SUSPENDED, re.compile(r"\b(?:không|tạm dừng|tạm ngừng) thực hiện\b")),
]


def _first_up(text: str | None) -> str | None:
    return None if not text else text[:1].upper() + text[1:]


def _name_before(text: str) -> str | None:
    """The name in front of "(mã số …": quoted, else what follows the last "thủ tục"."""
    quoted = QUOTED.findall(text)
    if quoted:
        return str(quoted[-1])
    plain = re.sub(
        r"(?i)[\s(,;:–-]*(?:có\s+)?mã(?:\s+(?:số|tthc|thủ tục(?: hành chính)?))*\s*:?\s*$", "", text
    ).strip(" (,;:")
    found = re.search(r"(?i)(?:^|.*\b)thủ tục(?: hành chính)?\s*:?\s+(.+)$", plain, re.DOTALL)
    return (found[1] if found else plain).strip(' .,;:“”"') or None


def _read_counts(lines: list[Paragraph], told: Articles) -> None:
    """Counts in the article that announces, each with the change named beside it."""
    for paragraph in lines:
        text = squash(paragraph.text)
        if "công bố" not in fold(text):
            if told.announced:
                break
            continue
        text = re.split(r"(?i)\btại (?:các )?quyết định số\b", text)[0]
        found = list(COUNT.finditer(text))
        for index, count in enumerate(found):
            end = found[index + 1].start() if index + 1 < len(found) else len(text)
            inside = text[: count.start()].rstrip().endswith("(")
            before = text[found[index - 1].end() if index else 0 : count.start()]
            said = changes_in(before)[-1:] if inside else changes_in(text[count.end() : end])[:1]
            several = () if inside else changes_in(text[count.end() : end])
            change = said[0] if said and (inside or len(several) == 1 or index + 1 < len(found)) else None
            told.announced.append(Announced(int(count[1]), change, paragraph))
