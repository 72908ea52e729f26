"""Fees of a guide page: amounts under headings and lead lines that say who, how and what for.

"Nộp trực tuyến" > "Đối với tổ chức" > "Cấp mới:" > "Về tài sản: 1.121.000đ" is one fee of one channel.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from catalogue.records import ChannelKind, Fee, FeeKind
from catalogue.text import fold
from importers.phrases.fees import parse_fees
from importers.provincial.page import Line, Section, lookup


@dataclass(frozen=True)
class Priced:
    """One fee and the channels that it holds for; none: for all."""

    fee: Fee
    channels: tuple[ChannelKind, ...]


def channels_in(text: str) -> tuple[ChannelKind, ...]:
    """Every channel that a text names, in the order of the lookup.

    >>> [kind.value for kind in channels_in("Nộp Trực Tiếp / Bưu Chính")]
    ['post', 'in_person']
    """
    told = fold(text)
    return tuple(
        ChannelKind(kind)
        for kind, words in lookup()["channels"].items()
        if any(fold(w) in told for w in words)
    )


def read_fees(section: Section) -> Iterator[Priced]:
    """Every line that is no lead line, with its headings and its lead lines in front."""
    outer = inner = ""
    path: tuple[str, ...] = ()
    for line in section.lines:
        if line.path != path:
            path, outer, inner = line.path, "", ""
        if line.text.endswith(":"):
            outer, inner = (outer, line.text) if line.item else (line.text, "")
            continue
        yield _priced(line, " ".join(lead for lead in (outer, inner) if lead))


def _priced(line: Line, lead: str) -> Priced:
    context = " – ".join(part.rstrip(" :") for part in (*line.path, lead) if part)
    words = f"{context}: {line.text}" if context else line.text
    found = parse_fees(line.text)
    amount, currency, per = (
        (found[0].amount, found[0].currency, found[0].per) if len(found) == 1 else (None, None, None)
    )
    fee = Fee(
        kind=_kind(line.text, lead, *reversed(line.path)),
        amount=amount,
        currency=currency,
        per=per,
        text=words,
    )
    return Priced(fee, next((kinds for part in reversed(line.path) if (kinds := channels_in(part))), ()))


def _kind(*nearest: str) -> FeeKind | None:
    """Lệ phí or phí, by the nearest words that name one."""
    for words in nearest:
        told = fold(words)
        if "lệ phí" in told:
            return FeeKind.CHARGE
        if "phí" in told.replace("chi phí", "").replace("miễn phí", ""):
            return FeeKind.FEE
    return None
