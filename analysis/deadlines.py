"""Deadlines (thời hạn) as dated parameters, applied to days.

Here: which deadline holds for whom, and the day it ends on. Not here: the figures
(defaults/deadlines.toml), counting working days (working_days.py).

Source: Nghị định 63/2010/NĐ-CP Điều 15, 24; Nghị định 20/2008/NĐ-CP Điều 9; 766/QĐ-TTg.
"""

from collections.abc import Iterator
from datetime import date

from analysis.parameters import Parameters, defaults
from analysis.working_days import Calendar
from catalogue.feedback import Feedback, FeedbackState
from catalogue.parameters import Dimension, Used
from catalogue.records import Level


def deadline(
    name: str, day: date, level: Level | None = None, *, figures: Parameters | None = None
) -> tuple[int, Used]:
    """Days of a deadline in force on a day for a level, and which value it was; by default as shipped.

    Raises:
        ParameterNotFound: none is in force.
    """
    scope = {} if level is None else {Dimension.LEVEL: level.value}
    used = (figures or defaults()).on(f"deadline.{name}", day, scope)
    return int(used.value.central), used


def feedback_due(
    one: Feedback, calendar: Calendar, *, figures: Parameters | None = None
) -> Iterator[tuple[str, date]]:
    """What is still to be done about a feedback, and by which day (its last day)."""
    if one.state is FeedbackState.RECEIVED and one.forwarded is None:
        days, _ = deadline("feedback_forward.working_days", one.received, figures=figures)
        yield "forward", calendar.after(one.received, days)
    if one.open and one.answered is None:
        days, _ = deadline("feedback_answer.working_days", one.received, figures=figures)
        yield "answer", calendar.after(one.received, days)
    if one.state is FeedbackState.ANSWERED and one.answered is not None and one.published is None:
        days, _ = deadline("feedback_publish.working_days", one.answered, figures=figures)
        yield "publish", calendar.after(one.answered, days)
