"""A side of a comparison as people write it: DAY, DAY@MOMENT or @MOMENT."""

from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

import click

from dongian.language import say
from dongian.wiring import HERE, today

if TYPE_CHECKING:
    from catalogue.store.comparing import Side

DAYS = ("%Y-%m-%d", "%d/%m/%Y")
MOMENTS = (*DAYS, "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S")


def side_of(told: str) -> "Side":
    """The day and the moment; without a day today, without a moment what is known now.

    A moment without a time means the end of that day.

    Raises:
        BadParameter: it is neither.
    """
    from catalogue.store.comparing import Side

    day, _, moment = told.strip().partition("@")
    known = None if not moment else _moment(moment, told)
    return Side(day=today() if not day else _read(day, DAYS, told).date(), known=known)


def _moment(moment: str, told: str) -> datetime:
    found = _read(moment, MOMENTS, told)
    if "T" not in moment:
        found = datetime.combine(found.date(), time.max)
    return found.replace(tzinfo=HERE).astimezone(UTC)


def _read(word: str, forms: tuple[str, ...], told: str) -> datetime:
    for form in forms:
        try:
            return datetime.strptime(word, form)  # noqa: DTZ007  the zone is set by the caller
        except ValueError:
            continue
    raise click.BadParameter(
        say(
            f"“{told}”: cần ngày (2026-07-01 hoặc 01/07/2026), có thể kèm @thời điểm (2026-07-01@2026-08-15)",
            f"“{told}”: a day is needed (2026-07-01), perhaps with @moment (2026-07-01@2026-08-15)",
        )
    )


def shown(side: "Side") -> str:
    """The side for a heading."""
    day = f"{side.day:%d/%m/%Y}"
    if side.known is None:
        return day
    moment = side.known.astimezone(HERE)
    return say(f"{day} (biết đến {moment:%d/%m/%Y %H:%M})", f"{day} (known at {moment:%d/%m/%Y %H:%M})")
