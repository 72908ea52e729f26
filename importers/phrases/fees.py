"""Fees in prose: phí, lệ phí, giá, with amount, currency and what they are for.

One Fee for each amount; words without an amount stay words. A cap ("tối đa 200.000 đồng") is
not a fee, an exemption of some people is not "free", and a reference to a circular is no amount.
Not here: which of several fees an applicant pays.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import pairwise

from catalogue.records import Fee, FeeKind
from catalogue.text import fold, nfc, squash
from importers.phrases.enums import parse_channels
from importers.phrases.lexicon import any_of, lookup

FIGURE = r"\d{1,3}(?:[.,\s]\d{3})+(?!\d)(?:,\d{1,2}(?!\d))?|\d+(?:[.,]\d{1,3}(?!\d))?"
PER = re.compile(r"\s*(?:/|(?:một|mỗi|trên|cho mỗi|cho một)\s)\s*(?P<per>[^;,.()\n:+]+)")
BOTH = r"phí,? (?:và )?lệ phí"
KIND = re.compile(
    rf"(?<!\w)(?:(?P<both>{BOTH})|(?P<charge>lệ phí)|(?P<fee>(?<!miễn )(?<!chi )(?<!học )(?<!kinh )phí)"
    r"|(?P<price>(?:mức )?giá(?! trị| đất| quyền)))(?!\w)"
)
RANGE = re.compile(rf"(?:^|[^\w/.,])(?:{FIGURE})(?:\s?\w+)?\s?(?:-|–|đến|tới)\s?$")
"""The lower end of "từ 30.000 đến 50.000 đồng": no single amount is stated."""
HEADING = re.compile(rf"^\W*(?P<kind>{BOTH}|lệ phí|phí|giá|mức giá)\b[^:\n]{{0,60}}:")
NAMED = re.compile(rf"^\W*(?:mức )?(?:{BOTH}|lệ phí|phí|giá)\s?:\s?")


@dataclass(frozen=True)
class Money:
    """One amount with its place in the text."""

    amount: str
    currency: str
    per: str | None
    start: int
    end: int


@dataclass(frozen=True)
class _Patterns:
    money: re.Pattern[str]
    per_end: re.Pattern[str]
    cap: re.Pattern[str]
    free: frozenset[str]
    silent: frozenset[str]


@cache
def _patterns() -> _Patterns:
    units, words = lookup("units"), lookup("phrases")["fees"]
    unit, times = any_of(units["money"]), any_of(units["multipliers"])
    money = (
        rf"(?<![\w/.,])(?P<figure>{FIGURE})\s?(?:(?P<times>{times})\s?)?(?:\([^()\d]{{3,60}}\)\s?)?"
        rf"(?P<unit>{unit})(?![\wà-ỹ])"
        rf"(?!\s?(?:{any_of(words['not_money'])}))"
        rf"|(?<![\w/.,])(?P<figure2>{FIGURE})\s?(?P<times2>{times})(?=\s?(?:[/,.;)]|$))"
        rf"|(?<!\w)(?P<unit3>usd|us\$|\$)\s?(?P<figure3>{FIGURE})"
    )
    return _Patterns(
        re.compile(money),
        re.compile(rf"\s(?:{any_of(words['per_ends'])})(?!\w).*$"),
        re.compile(rf"(?:{any_of(words['caps'])})[^;.\d]{{0,40}}$"),
        frozenset(map(fold, words["free"])),
        frozenset(words["silent"]) | {""},
    )


def find_money(text: str) -> tuple[Money, ...]:
    """Amounts with a currency, in order; offsets are into `squash(text)`."""
    return _money_in(squash(text))


def _money_in(shown: str) -> tuple[Money, ...]:
    return tuple(_amount(match, shown) for match in _patterns().money.finditer(shown.lower()))


def _amount(match: re.Match[str], shown: str) -> Money:
    units = lookup("units")
    unit = match["unit"] or match["unit3"] or "đồng"
    currency = str(units["money"][unit])
    times = match["times"] or match["times2"]
    figure = match["figure"] or match["figure2"] or match["figure3"]
    value = _value(figure, scaled=times is not None) * units["multipliers"].get(times, 1)
    per = PER.match(shown, match.end())
    end = match.end()
    thing = None
    if per is not None:
        thing = _patterns().per_end.sub("", per["per"]).strip() or None
        end = per.start("per") + len(thing) if thing else end
    return Money(_plain(value), currency, thing, match.start(), end)


def _value(figure: str, *, scaled: bool) -> Decimal:
    """Groups of three are thousands; before triệu or tỷ a single sign with other digits is decimal."""
    figure = figure.replace(" ", "")
    groups = re.fullmatch(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*(?:,\d{1,2})?", figure)
    if groups is None:
        return Decimal(figure.replace(",", "."))
    if scaled and groups[1] == "," and figure.count(",") == 1:
        return Decimal(figure.replace(",", "."))
    whole, comma, rest = figure.rpartition(",") if re.search(r",\d{1,2}$", figure) else (figure, "", "")
    digits = re.sub(r"[.,]", "", whole)
    return Decimal(f"{digits}.{rest}") if comma else Decimal(digits)


def _plain(value: Decimal) -> str:
    told = f"{value:f}"
    return told.rstrip("0").rstrip(".") if "." in told else told


def parse_fees(text: str) -> tuple[Fee, ...]:
    """Every fee the text states, in order; () where it says nothing ("Không có thông tin").

    `amount` is "0" only where it is free for all; None where the words give no amount. Words
    without an amount (exemptions, references) stay in the text of the fee they stand beside. A clause
    that is said again under another heading is told again; one said twice in a row is told once.

    >>> [fee.amount for fee in parse_fees("100.000 đồng/giấy phép; nhà ở riêng lẻ: 50.000 đồng")]
    ['100000', '50000']
    >>> parse_fees("Miễn phí")[0].amount, parse_fees("Theo quy định của HĐND tỉnh")[0].amount
    ('0', None)
    """
    shown = "\n".join(" ".join(line.split()) for line in nfc(text).splitlines())
    found: list[Fee] = []
    heading: FeeKind | None = None
    for clause in _joined(_clauses(shown)):
        named = HEADING.match(clause.text.lower())
        heading = _kind(named["kind"]) if named else heading
        found.extend(_fees_of(clause, heading))
    return tuple(fee for at, fee in enumerate(found) if at == 0 or fee != found[at - 1])


@dataclass(frozen=True)
class _Clause:
    """Words between two breaks; `start` and `end` are places in the whole."""

    whole: str
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.whole[self.start : self.end].strip(" ;,\n")

    @property
    def has_amount(self) -> bool:
        return bool(_fee_amounts(self.text))

    def with_next(self, other: "_Clause") -> "_Clause":
        return _Clause(self.whole, self.start, other.end)


BREAK = re.compile(
    r"\n+|;|(?<=[^\d\s.])\.\s+(?=[A-ZĐ*+•(-])|\s+(?=[*+•]\s+\S)|(?<=[:.;])\s+(?=-\s)"
    r"|\s(?=(?:Lệ phí|Phí|Giá)\b[^.;:]{0,40}:)"
)
"""Semicolons, lines, full stops, marks of lists, and "Lệ phí: …" in mid-line."""
MARK = re.compile(r"[-+*•]")


def _clauses(shown: str) -> list[_Clause]:
    places = [0, *(match.end() for match in BREAK.finditer(shown)), len(shown)]
    told = (_Clause(shown, start, end) for start, end in pairwise(places))
    return [one for one in told if fold(one.text).strip(" .") not in _patterns().silent]


def _joined(clauses: list[_Clause]) -> list[_Clause]:
    """Words without an amount go to the fee they belong to.

    A heading ("Phí thẩm định:") or the first half of an item belongs to what follows; an
    exemption, a condition, a reference to what stands before, unless it names another kind.
    """
    found: list[_Clause] = []
    for place, clause in enumerate(clauses):
        before = found[-1] if found else None
        opens = before is not None and not before.has_amount and _opens(before, clause)
        if before is None or not (opens or _follows(before, clause)):
            found.append(clause)
            continue
        if not opens and _opens(clause, clauses[place + 1] if place + 1 < len(clauses) else None):
            found.append(clause)
            continue
        found[-1] = before.with_next(clause)
    return found


def _opens(clause: _Clause, following: _Clause | None) -> bool:
    """A heading, or the first half of an item whose amount comes next."""
    if clause.has_amount or following is None or is_free(clause.text):
        return False
    item = MARK.match(clause.text) is not None and following.has_amount and not MARK.match(following.text)
    return clause.text.endswith(":") or item


def _follows(before: _Clause, clause: _Clause) -> bool:
    """Words without an amount and without a kind of their own."""
    if clause.has_amount or is_free(clause.text) or is_free(before.text):
        return False
    kind = _kind_in(clause.text.lower(), len(clause.text))
    return kind is None or kind == _kind_in(before.text.lower(), len(before.text))


def _fee_amounts(words: str) -> list[Money]:
    return [one for one in _money_in(words) if not _patterns().cap.search(words[: one.start].lower())]


def _fees_of(clause: _Clause, heading: FeeKind | None) -> list[Fee]:
    words = clause.text
    amounts = _fee_amounts(words)
    if not amounts:
        free = is_free(words)
        kind = _kind_in(words.lower(), len(words)) or heading
        if free and kind is FeeKind.FEE:
            kind = heading  # "không thu phí" says it of every kind
        return [Fee(kind=kind, amount="0" if free else None, currency="VND" if free else None, text=words)]
    fees, at = [], 0
    for place, one in enumerate(amounts):
        end = _end_of(words, one, amounts[place + 1 :])
        kind = _kind_in(words.lower(), one.start) or heading
        told = words[at:end].strip(" ,;\n")
        amount = None if RANGE.search(words[: one.start].lower()) else one.amount
        fees.append(Fee(kind=kind, amount=amount, currency=one.currency, per=one.per, text=told))
        at = end
    return fees


def _end_of(words: str, one: Money, behind: list[Money]) -> int:
    """Where the words of one amount end: at the comma behind it, or where the amount ends."""
    if not behind:
        return len(words)
    comma = words.find(",", one.end, behind[0].start)
    return comma if comma >= 0 else one.end


def is_free(text: str) -> bool:
    """Whether the words say that nobody pays ("Miễn phí", "Lệ phí: Không"); an exemption of some is not."""
    told = fold(text).strip(" .:;*+-()")
    head, colon, rest = told.partition(":")
    if colon and len(head) < 60 and parse_channels(head):
        told = rest.strip()  # "Trực tuyến: Miễn phí"
    return NAMED.sub("", told).strip(" .()") in _patterns().free


def _kind(words: str) -> FeeKind | None:
    match = KIND.search(words)
    if match is None or match["both"]:
        return None
    if match["charge"]:
        return FeeKind.CHARGE
    return FeeKind.FEE if match["fee"] else FeeKind.PRICE


def _kind_in(told: str, end: int) -> FeeKind | None:
    """The kind named last before a place; "phí, lệ phí" together is none."""
    named = [*KIND.finditer(told, 0, end)]
    return _kind(named[-1][0]) if named else None
