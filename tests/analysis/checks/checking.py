"""Records for the rules, and what a check says of them."""

from datetime import date
from typing import Any

from analysis.checks.rules import Context
from analysis.checks.run import check_all
from analysis.documents.read import read_snapshot
from analysis.working_days import calendar
from catalogue.findings import Finding
from catalogue.legal_acts import Acts, LegalAct
from catalogue.records import Channel, Fee, Procedure, TimeLimit
from catalogue.snapshot import Snapshot
from tests.build import case, channel, component, procedure

TODAY = date(2026, 11, 20)


def whole(code: str = "1.000001", **said: Any) -> Procedure:
    """A procedure nothing is wrong with."""
    values = {
        "steps": ({"order": 1, "text": "Nộp hồ sơ tại Trung tâm Phục vụ hành chính công."},),
        "channels": (channel("in_person", 5, "working_day"),),
        "cases": (case(component("Đơn đề nghị", forms=("mau-01.docx",))),),
        "dossier_sets": 1,
        "applicants": ("Công dân Việt Nam",),
        "handling_agencies": ("Sở Tư pháp",),
        "outcomes": ({"name": "Giấy chứng nhận"},),
    }
    return procedure(code, **(values | said))


def checked(
    *procedures: Procedure, day: date = TODAY, acts: tuple[LegalAct, ...] = (), **said: Any
) -> tuple[Finding, ...]:
    """Findings of all rules."""
    snapshot = Snapshot.of(day, procedures)
    context = Context(
        day=day, acts=Acts.of(acts), calendar=calendar(), readings=read_snapshot(snapshot), **said
    )
    return check_all(snapshot, context)


def seen(*procedures: Procedure, **said: Any) -> list[str]:
    """Ids of the rules that saw something."""
    return [one.rule or "" for one in checked(*procedures, **said)]


def of(rule: str, found: tuple[Finding, ...]) -> list[Finding]:
    """The findings of one rule."""
    return [one for one in found if one.rule == rule]


def paid(amount: str | None, text: str, *, prose: str = "") -> Procedure:
    """One channel with one fee."""
    limit = TimeLimit(value=5, unit="working_day", text="5 Ngày làm việc")
    cost = Fee(amount=amount, currency="VND", text=text)
    return whole(channels=(Channel(channel="in_person", time_limit=limit, fees=(cost,), text=prose),))


def limited(value: float, unit: str | None, prose: str) -> Procedure:
    """One channel with a limit beside its words."""
    limit = TimeLimit.model_validate({"value": value, "unit": unit, "text": f"{value:g}"})
    return whole(channels=(Channel(channel="in_person", time_limit=limit, text=prose),))


def rows(*texts: str, **said: Any) -> Procedure:
    """A dossier of these rows."""
    return whole(cases=(case(*(component(text, **said) for text in texts)),))
