"""Rows of officials' tables to records: feedback, legal texts, days of publication, a year of days off.

Here: which cell means what. Not here: reading the table (entry_tables.py), storing it.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from pydantic import ValidationError

from analysis.entry_tables import BadEntries, as_day, as_word, read_rows, records_of
from analysis.working_days import read_years
from catalogue.calendars import CalendarYear
from catalogue.feedback import Feedback, FeedbackState
from catalogue.legal_acts import LegalAct
from catalogue.parameters import Mark
from catalogue.publications import Publication

ENTERED = Mark.DATA
"""What a user enters is what the user saw; it is not called a text that was read."""


def read_feedback(name: str, data: bytes) -> tuple[Feedback, ...]:
    """Feedback of a table; a row without a state is taken by its days. Raises BadEntries."""

    def make(told: Mapping[str, Any]) -> Feedback:
        days = {key: as_day(told.get(key)) for key in ("received", "forwarded", "answered", "published")}
        return Feedback.model_validate(
            {key: str(told[key]) for key in ("number", "procedure", "agency", "text") if key in told}
            | days
            | {"kind": as_word(told.get("kind"), "feedback_kind"), "state": _state(told.get("state"), days)}
        )

    return records_of(read_rows(name, data, "feedback"), make)


def _state(said: Any, days: Mapping[str, date | None]) -> str:
    if said not in (None, ""):
        return as_word(said, "feedback_state")
    for key, state in (
        ("published", FeedbackState.PUBLISHED),
        ("answered", FeedbackState.ANSWERED),
        ("forwarded", FeedbackState.FORWARDED),
    ):
        if days[key] is not None:
            return state
    return FeedbackState.RECEIVED


def read_acts(name: str, data: bytes) -> tuple[LegalAct, ...]:
    """Dated statements about legal texts. Raises BadEntries."""

    def make(told: Mapping[str, Any]) -> LegalAct:
        words = ("number", "name", "repealed_by", "source")
        urgent = told.get("urgent")
        return LegalAct.model_validate(
            {key: str(told[key]) for key in words if key in told}
            | {key: as_day(told.get(key)) for key in ("signed", "effective", "repealed_from")}
            | {"urgent": None if urgent in (None, "") else as_word(urgent, "yes") == "yes"}
            | {"partly": as_word(told.get("partly"), "yes") == "yes", "mark": ENTERED}
            | ({} if "source" in told else {"source": f"tệp {name}"})
        )

    return records_of(read_rows(name, data, "legal_act"), make)


def read_publications(name: str, data: bytes) -> tuple[Publication, ...]:
    """Days of publication by procedure and decision. Raises BadEntries."""

    def make(told: Mapping[str, Any]) -> Publication:
        return Publication.model_validate(
            {"procedure": str(told["procedure"]), "decision": str(told["decision"])}
            | {"published": as_day(told["published"]), "source": f"tệp {name}"}
        )

    return records_of(read_rows(name, data, "publication"), make)


def read_calendar(name: str, data: bytes, *, year: int, source: str) -> CalendarYear:
    """One year of days off: a notice file (TOML, as analysis/defaults/holidays.toml) or a table.

    Raises:
        BadEntries: the table does not tell the year.
        BadCalendar: the notice file cannot be read.
    """
    if name.lower().endswith(".toml"):
        found = [one for one in read_years(data.decode("utf-8"), name=name) if one.year == year]
        if not found:
            raise BadEntries(f"{name}: không có năm {year}.", at=name)
        return found[0]
    off: list[dict[str, Any]] = []
    swapped: dict[str, list[date]] = {"swapped": [], "work": []}

    def note(told: Mapping[str, Any]) -> None:
        day, kind = as_day(told["day"]), as_word(told.get("kind"), "calendar_kind")
        if day is None:
            raise ValueError("thiếu ngày")
        if kind == "off":
            off.append({"day": day, "name": str(told.get("name") or "ngày nghỉ")})
        else:
            swapped[kind].append(day)

    records_of(read_rows(name, data, "calendar"), note)
    if len(swapped["swapped"]) != len(swapped["work"]):
        raise BadEntries(
            f"{name}: {len(swapped['swapped'])} ngày nghỉ hoán đổi nhưng {len(swapped['work'])} ngày làm bù.",
            hint="Mỗi ngày nghỉ hoán đổi có một ngày làm bù, theo đúng thứ tự.",
        )
    pairs = zip(swapped["swapped"], swapped["work"], strict=True)
    return _year(
        {"year": year, "days_off": off, "swapped": [{"off": o, "work": w} for o, w in pairs],
         "source": source, "mark": ENTERED}
    )  # fmt: skip


def _year(told: Mapping[str, Any]) -> CalendarYear:
    try:
        return CalendarYear.model_validate(told)
    except ValidationError as error:
        why = "; ".join(str(one["msg"]).removeprefix("Value error, ") for one in error.errors())
        raise BadEntries(f"Lịch năm {told['year']}: {why}") from error
