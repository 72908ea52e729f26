"""Fees in prose: phí, lệ phí, giá, with amount, currency and what they are for.

One Fee for each amount; words without an amount stay words. A cap ("tối đa 200.000 đồng") is
not a fee, an exemption of some people is not "free", and a reference to a circular is no amount.
Not here: which of several fees an applicant pays.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from catalogue.records import Fee, FeeKind
from catalogue.text import fold, squash
from importers.phrases.lexicon import any_of, lookup

FIGURE = r"\d{1,3}(?:[.,\s]\d{3})+(?!\d)(?:,\d{1,2}(?!\d))?|\d+(?:[.,]\d{1,3}(?!\d))?"
PER = re.compile(r"\s*(?:/|(?:một|mỗi|trên|cho mỗi|cho một)\s)\s*(?P<per>[^;,.()\n:+]+)")
BOTH = r"phí,? (?:và )?lệ phí"
KIND = re.compile(
    rf"(?<!\w)(?:(?P<both>{BOTH})|(?P<charge>lệ phí)|(?P<fee>(?<!miễn )(?<!chi )(?<!học )(?<!kinh )phí)"
    r"|(?P<price>(?:mức )?giá(?! trị| đất| quyền)))(?!\w)"
)
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
        rf"(?<![\w/.,])(?P<figure>{FIGURE})\s?(?:(?P<times>{times})\s?)?(?P<unit>{unit})(?![\wà-ỹ])"
        rf"(?!\s?(?:{any_of(words['not_money'])}))"
        rf"|(?<![\w/.,])(?P<figure2>{FIGURE})\s?(?P<times2>{times})(?=\s?/)"
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
    shown = squash(text)
    told = shown.lower()
    return tuple(_amount(match, shown) for match in _patterns().money.finditer(told))


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

    `amount` is "0" only where it is free for all; None where the words give no amount.

    >>> [fee.amount for fee in parse_fees("100.000 đồng/giấy phép; nhà ở riêng lẻ: 50.000 đồng")]
    ['100000', '50000']
    >>> parse_fees("Miễn phí")[0].amount, parse_fees("Theo quy định của HĐND tỉnh")[0].amount
    ('0', None)
    """
    found: list[Fee] = []
    heading: FeeKind | None = None
    for clause in _clauses(text):
        told = fold(clause)
        if told.strip(" .") in _patterns().silent:
            continue
        named = HEADING.match(told)
        heading = _kind(named["kind"]) if named else heading
        found.extend(_fees_of(clause, heading))
    return tuple(_merged(found))


def _clauses(text: str) -> Iterator[str]:
    """Parts between semicolons, lines and full stops, and before "Lệ phí:" or "Phí:" in mid-line."""
    for line in re.split(r"[\n;]", text):
        for part in re.split(
            r"(?<=[^\d\s.])\.\s+(?=[A-ZĐÀ-Ỹ*+-])|\s(?=(?:Lệ phí|Phí|Giá)\b[^.;:]{0,40}:)", line
        ):
            if part and part.strip(" .;,-+*"):
                yield squash(part)


def _fees_of(clause: str, heading: FeeKind | None) -> list[Fee]:
    told = clause.lower()
    amounts = [one for one in find_money(clause) if not _patterns().cap.search(told[: one.start])]
    if not amounts:
        kind = _kind_in(told, len(told)) or heading
        return [
            Fee(
                kind=kind,
                amount="0" if is_free(clause) else None,
                currency="VND" if is_free(clause) else None,
                text=clause,
            )
        ]
    fees, at = [], 0
    for place, one in enumerate(amounts):
        end = _end_of(clause, one, amounts[place + 1 :])
        kind = _kind_in(told, one.start) or heading
        fees.append(
            Fee(
                kind=kind,
                amount=one.amount,
                currency=one.currency,
                per=one.per,
                text=clause[at:end].strip(" ,;"),
            )
        )
        at = end
    return fees


def _end_of(clause: str, one: Money, behind: list[Money]) -> int:
    """Where the words of one amount end: at the comma behind it, or half-way to the next amount."""
    if not behind:
        return len(clause)
    comma = clause.find(",", one.end, behind[0].start)
    return comma if comma >= 0 else one.end


def is_free(text: str) -> bool:
    """Whether the words say that nobody pays ("Miễn phí", "Lệ phí: Không"); an exemption of some is not."""
    told = NAMED.sub("", fold(text).strip(" .:;*+-()"))
    return told.strip(" .()") in _patterns().free


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


def _merged(fees: list[Fee]) -> list[Fee]:
    """The same fee told twice is one; the order is kept."""
    return list(dict.fromkeys(fees))
