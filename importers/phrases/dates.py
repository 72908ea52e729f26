"""Dates as Vietnamese documents write them: 15/11/2025, "ngày 15 tháng 11 năm 2025", epoch milliseconds.

Never month first. A date that does not exist, or has a year of five digits, is None.
"""

import re
from datetime import UTC, date, datetime, timedelta, timezone

from catalogue.text import nfc

HO_CHI_MINH = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")
"""UTC+7 without summer time, since 1975."""
WORDS = r"(?:ngày\s+)?(?P<d1>\d{1,2})\s*tháng\s*(?P<m1>\d{1,2})\s*,?\s*năm\s*(?P<y1>\d{4})(?!\d)"
SIGNS = (
    r"(?<![\d/.-])(?P<d2>\d{1,2})\s?(?P<sign>[/.-])\s?(?P<m2>\d{1,2})\s?(?P=sign)\s?"
    r"(?P<y2>(?:1[89]|20|21)\d\d)(?!\d|/\w)"
)
ISO = r"(?<![\d-])(?P<y3>(?:19|20)\d\d)-(?P<m3>\d\d)-(?P<d3>\d\d)(?!\d)"
DATE = re.compile(f"{WORDS}|{SIGNS}|{ISO}", re.IGNORECASE)


def find_dates(text: str) -> tuple[date, ...]:
    """Every complete date in the text, in order; impossible ones are left out."""
    read = (_date(match) for match in DATE.finditer(nfc(text)))
    return tuple(one for one in read if one is not None)


def parse_date(text: str) -> date | None:
    """The one date that the text names; None for none, for an impossible one, or for two different.

    >>> parse_date("ngày 15 tháng 11 năm 2025")
    datetime.date(2025, 11, 15)
    >>> parse_date("08/6/20210") is None
    True
    """
    read = {_date(match) for match in DATE.finditer(nfc(text))}
    return read.pop() if len(read) == 1 else None


def from_epoch_ms(value: float | str | None) -> date | None:
    """The day in Việt Nam of a moment in milliseconds since 1970 (UTC).

    Portals store midnight in Việt Nam, which is 17:00 UTC of the day before.
    """
    if value is None or isinstance(value, bool):
        return None
    try:
        moment = datetime.fromtimestamp(float(value) / 1000, tz=UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return moment.astimezone(HO_CHI_MINH).date()


def _date(match: re.Match[str]) -> date | None:
    for form in "123":
        if match[f"y{form}"]:
            try:
                return date(int(match[f"y{form}"]), int(match[f"m{form}"]), int(match[f"d{form}"]))
            except ValueError:
                return None
    return None
