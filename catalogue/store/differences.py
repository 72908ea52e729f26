"""Where two sources differ on one procedure (các nguồn nói khác nhau).

Here: the fields that are compared, loosely, so that case, blanks and a full stop at the
end do not count. Not here: what changed between two versions, exactly (catalogue/diff.py).
"""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from rapidfuzz import fuzz

from catalogue import text as words
from catalogue.records import Channel, ChannelKind, Component, Coverage, Level, Procedure, TimeUnit
from catalogue.store.reading import number_key

SHOWN = 120
"""Characters of a value in a message."""
BEFORE = 30
"""Of these, before the place where two long values part."""
LEVELS = {
    Level.CENTRAL: "cấp Bộ",
    Level.PROVINCE: "cấp tỉnh",
    Level.DISTRICT: "cấp huyện",
    Level.COMMUNE: "cấp xã",
    Level.OTHER: "cơ quan khác",
}
UNITS = {
    TimeUnit.HOUR: "giờ",
    TimeUnit.DAY: "ngày",
    TimeUnit.WORKING_DAY: "ngày làm việc",
    TimeUnit.MONTH: "tháng",
    TimeUnit.YEAR: "năm",
}
CHANNELS = {
    ChannelKind.IN_PERSON: "trực tiếp",
    ChannelKind.POST: "bưu chính",
    ChannelKind.ONLINE: "trực tuyến",
}
_END = re.compile(r"[\s.;:,…–-]+$")
_START = re.compile(r"^[\s+*•–-]+")
_JOINT = re.compile(r"\s*([-–/])\s*")
Rows = tuple[Component, ...]


@dataclass(frozen=True)
class Difference:
    """One field that two sources state differently, with what each says."""

    field: str
    title: str
    """In Vietnamese, for the screen."""
    left: str
    right: str

    def __str__(self) -> str:
        return f"{self.title}: “{self.left}” ≠ “{self.right}”"


Comparison = Callable[[Procedure, Procedure], Difference | None]


def differing(left: Procedure, right: Procedure) -> tuple[Difference, ...]:
    """Fields that both state and state differently, in the order of the canonical record.

    Components count only where both tell the whole procedure.
    """
    found = [comparison(left, right) for comparison in COMPARED]
    return tuple(difference for difference in found if difference is not None)


def loose(text: str) -> str:
    """For comparing sources: folded, without bullets before and punctuation behind.

    >>> loose("- Tờ khai  đăng ký;") == loose("tờ khai đăng ký")
    True
    >>> loose("mẫu TP- QTV-04") == loose("Mẫu TP-QTV-04.")
    True
    """
    return _JOINT.sub(r"\1", _END.sub("", _START.sub("", words.fold(text))))


def shown(left: str, right: str) -> tuple[str, str]:
    """Both on one line and short; where they are long, from a little before they part.

    >>> shown("Tờ khai", "Tờ  đơn")
    ('Tờ khai', 'Tờ đơn')
    """
    one, other = words.squash(left), words.squash(right)
    if max(len(one), len(other)) <= SHOWN:
        return one, other
    pairs = enumerate(zip(one.casefold(), other.casefold(), strict=False))
    same = next((number for number, (a, b) in pairs if a != b), min(len(one), len(other)))
    start = max(0, same - BEFORE)
    return _cut(one, start), _cut(other, start)


def _cut(text: str, start: int = 0) -> str:
    end = "…" if len(text) > start + SHOWN else ""
    return f"{'…' if start else ''}{text[start : start + SHOWN]}{end}"


def _difference(field: str, title: str, left: str, right: str) -> Difference:
    return Difference(field, title, *shown(left, right))


def _name(left: Procedure, right: Procedure) -> Difference | None:
    if loose(left.name) == loose(right.name):
        return None
    return _difference("name", "Tên thủ tục", left.name, right.name)


def _sector(left: Procedure, right: Procedure) -> Difference | None:
    """Several sectors in one cell come in any order."""
    one, other = left.sector, right.sector
    if not one or not other or _parts(one) == _parts(other):
        return None
    return _difference("sector", "Lĩnh vực", one, other)


def _parts(text: str) -> set[str]:
    return {loose(part) for part in text.split(";")}


def _levels(left: Procedure, right: Procedure) -> Difference | None:
    if not left.levels or not right.levels or set(left.levels) == set(right.levels):
        return None
    told = (", ".join(LEVELS[level] for level in Level if level in said.levels) for said in (left, right))
    return Difference("levels", "Cấp thực hiện", *told)


def _time_limits(left: Procedure, right: Procedure) -> Difference | None:
    """Only channels that both name, with single limits on both sides."""
    one, other = _limits(left.channels), _limits(right.channels)
    for channel, limits in one.items():
        if channel in other and limits != other[channel]:
            told = (", ".join(sorted(each)) for each in (limits, other[channel]))
            title = f"Thời hạn giải quyết ({CHANNELS[channel] if channel else 'chung'})"
            return Difference(f"channels[{channel or '*'}].time_limit", title, *told)
    return None


def _limits(channels: tuple[Channel, ...]) -> dict[ChannelKind | None, set[str]]:
    found: dict[ChannelKind | None, set[str]] = {}
    for channel in channels:
        limit = channel.time_limit
        if limit is not None and limit.value is not None and limit.unit is not None:
            found.setdefault(channel.channel, set()).add(f"{limit.value:g} {UNITS[limit.unit]}")
    return found


def _fees(left: Procedure, right: Procedure) -> Difference | None:
    """Only the amounts; kinds, words and currencies of fees vary from source to source."""
    one, other = (
        {Decimal(fee.amount) for c in said.channels for fee in c.fees if fee.amount is not None}
        for said in (left, right)
    )
    if not one or not other or one == other:
        return None
    told = (", ".join(f"{amount:f}" for amount in sorted(amounts)) for amounts in (one, other))
    return _difference("channels.fees", "Phí, lệ phí", *told)


def _components(left: Procedure, right: Procedure) -> Difference | None:
    if left.coverage is not Coverage.FULL or right.coverage is not Coverage.FULL:
        return None
    one, other = left.components, right.components
    if len(one) == len(other):
        return _texts(one, other) or _quantities(one, other)
    title = "Số dòng thành phần hồ sơ"
    return Difference("cases.components", title, f"{len(one)} dòng", f"{len(other)} dòng")


def _texts(left: Rows, right: Rows) -> Difference | None:
    """Rows as bags: their order varies from source to source and says nothing."""
    one, other = (Counter(loose(row.text) for row in rows) for rows in (left, right))
    only_left = [row.text for row in left if loose(row.text) in one - other]
    only_right = [row.text for row in right if loose(row.text) in other - one]
    if not only_left or not only_right:
        return None
    first = only_left[0]
    likest = max(only_right, key=lambda text: fuzz.ratio(loose(first), loose(text)))
    title = f"Thành phần hồ sơ ({len(only_left)} dòng khác)"
    return _difference("cases.components.text", title, first, likest)


def _quantities(left: Rows, right: Rows) -> Difference | None:
    """Only rows of which both state all quantities."""
    one, other = _by_text(left), _by_text(right)
    for text, row in one.items():
        there = other.get(text)
        if there is None or None in (row.originals, row.copies, there.originals, there.copies):
            continue
        if (row.originals, row.copies) != (there.originals, there.copies):
            title = f"Số lượng bản của “{_cut(words.squash(row.text))}”"
            return Difference("cases.components.quantity", title, _quantity(row), _quantity(there))
    return None


def _by_text(rows: Rows) -> dict[str, Component]:
    """Rows by their words; words that stand in two rows are left out."""
    number = Counter(loose(row.text) for row in rows)
    return {loose(row.text): row for row in rows if number[loose(row.text)] == 1}


def _quantity(row: Component) -> str:
    return f"{row.originals} bản chính, {row.copies} bản sao"


def _decision(left: Procedure, right: Procedure) -> Difference | None:
    one, other = (said.decision and said.decision.number for said in (left, right))
    if not one or not other or number_key(one) == number_key(other):
        return None
    return _difference("decision.number", "Quyết định công bố", one, other)


COMPARED: tuple[Comparison, ...] = (_name, _sector, _levels, _time_limits, _fees, _components, _decision)
