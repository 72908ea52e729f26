"""Where two sources differ on one procedure (các nguồn nói khác nhau).

Here: the fields that are compared, loosely, so that case, blanks and a full stop at the
end do not count. Not here: what changed between two versions, exactly (catalogue/diff.py).
"""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from catalogue import text as words
from catalogue.records import Channel, Component, Coverage, Procedure, TimeLimit
from catalogue.store.reading import number_key

SHOWN = 120
"""Characters of a value in a message."""
_END = re.compile(r"[\s.;:,…–-]+$")
_START = re.compile(r"^[\s+*•–-]+")


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


def loose(text: str) -> str:
    """For comparing sources: folded, without bullets before and punctuation behind.

    >>> loose("- Tờ khai  đăng ký;") == loose("tờ khai đăng ký")
    True
    """
    return _END.sub("", _START.sub("", words.fold(text)))


def differing(left: Procedure, right: Procedure) -> tuple[Difference, ...]:
    """Fields that both state and state differently, in the order of the canonical record.

    A list of components counts only where both tell the whole procedure.
    """
    found = [comparison(left, right) for comparison in COMPARED]
    return tuple(difference for difference in found if difference is not None)


def _show(text: str) -> str:
    told = words.squash(text)
    return told if len(told) <= SHOWN else told[: SHOWN - 1] + "…"


def _words(field: str, title: str, value: Callable[[Procedure], str | None]) -> "Comparison":
    def compare(left: Procedure, right: Procedure) -> Difference | None:
        one, other = value(left), value(right)
        if not one or not other or loose(one) == loose(other):
            return None
        return Difference(field, title, _show(one), _show(other))

    return compare


Comparison = Callable[[Procedure, Procedure], Difference | None]


def _levels(left: Procedure, right: Procedure) -> Difference | None:
    if not left.levels or not right.levels or set(left.levels) == set(right.levels):
        return None
    return Difference("levels", "Cấp thực hiện", _list(left.levels), _list(right.levels))


def _list(values: tuple[str, ...]) -> str:
    return ", ".join(sorted(set(values)))


def _limit(limit: TimeLimit) -> str | None:
    return None if limit.value is None or limit.unit is None else f"{limit.value:g} {limit.unit.value}"


def _time_limits(left: Procedure, right: Procedure) -> Difference | None:
    """Only channels that both name, with one single limit on both sides."""
    one, other = (_limits_by_channel(said.channels) for said in (left, right))
    for channel in sorted(one.keys() & other.keys()):
        if one[channel] != other[channel]:
            title = f"Thời hạn giải quyết ({channel or 'chung'})"
            return Difference(
                f"channels[{channel}].time_limit",
                title,
                _list(tuple(one[channel])),
                _list(tuple(other[channel])),
            )
    return None


def _limits_by_channel(channels: tuple[Channel, ...]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for channel in channels:
        told = None if channel.time_limit is None else _limit(channel.time_limit)
        if told is not None:
            found.setdefault(channel.channel.value if channel.channel else "", set()).add(told)
    return {channel: frozenset(limits) for channel, limits in found.items()}


def _fees(left: Procedure, right: Procedure) -> Difference | None:
    """Only the amounts; kinds and words of fees vary from source to source."""
    one, other = (
        {f"{fee.amount} {fee.currency or ''}".strip() for c in said.channels for fee in c.fees if fee.amount}
        for said in (left, right)
    )
    if not one or not other or one == other:
        return None
    return Difference("channels.fees", "Phí, lệ phí", _list(tuple(one)), _list(tuple(other)))


def _components(left: Procedure, right: Procedure) -> Difference | None:
    if left.coverage is not Coverage.FULL or right.coverage is not Coverage.FULL:
        return None
    one, other = left.components, right.components
    if not one and not other:
        return None
    if len(one) != len(other):
        return Difference(
            "cases.components", "Số dòng thành phần hồ sơ", f"{len(one)} dòng", f"{len(other)} dòng"
        )
    return _rows(
        one, other, lambda row: loose(row.text), "cases.components.text", "Thành phần hồ sơ"
    ) or _rows(one, other, _quantity, "cases.components.quantity", "Số lượng bản")


def _quantity(row: Component) -> str:
    return f"{loose(row.text)[:60]}: {row.originals} chính, {row.copies} sao"


def _rows(
    one: tuple[Component, ...],
    other: tuple[Component, ...],
    value: Callable[[Component], str],
    field: str,
    title: str,
) -> Difference | None:
    """Rows as bags: their order varies from source to source and says nothing."""
    known = all(row.originals is not None and row.copies is not None for row in (*one, *other))
    if value is _quantity and not known:
        return None
    left, right = Counter(map(value, one)), Counter(map(value, other))
    if left == right:
        return None
    only_left, only_right = sorted((left - right).elements()), sorted((right - left).elements())
    shown = f"{len(only_left)} dòng, như: {only_left[0]}", f"{len(only_right)} dòng, như: {only_right[0]}"
    return Difference(field, title, _show(shown[0]), _show(shown[1]))


def _decision(left: Procedure, right: Procedure) -> Difference | None:
    one, other = (said.decision and said.decision.number for said in (left, right))
    if not one or not other or number_key(one) == number_key(other):
        return None
    return Difference("decision.number", "Quyết định công bố", _show(one), _show(other))


COMPARED: tuple[Comparison, ...] = (
    _words("name", "Tên thủ tục", lambda said: said.name),
    _words("sector", "Lĩnh vực", lambda said: said.sector),
    _levels,
    _time_limits,
    _fees,
    _components,
    _decision,
)
