"""Indicators by hand: each procedure once, late once is late, unknown is neither for nor against."""

from datetime import date
from decimal import Decimal

import pytest

from analysis.index_766 import BadPeriod, Period, Result, announced_in_time, compute, published_in_time
from analysis.timeliness import judge
from analysis.working_days import calendar
from catalogue.legal_acts import Acts
from catalogue.records import LegalBasis, Procedure
from catalogue.snapshot import Snapshot
from catalogue.store.announcements import Announcement
from tests.build import case, channel, fee, listed, procedure

TODAY = date(2026, 11, 21)
YEAR = Period.parse("2026")


def told(
    code: str, signed: str, effective: str | None, published: str | None = None, decision: str = "9/QĐ-UBND"
):  # type: ignore[no-untyped-def]
    """One judged announcement of a province; the portal shows it."""
    bases = (LegalBasis(number="1/2026/TT-BTP", effective=effective and date.fromisoformat(effective)),)
    one = Announcement(
        procedure=code, name=code, decision=decision, signed=date.fromisoformat(signed), effective=None,
        agency="UBND tỉnh Lào Cai", change=None, levels=(), bases=bases, shown=True, files=(),
        published=date.fromisoformat(published) if published else None,
        importers=frozenset({"portal-record"}),
    )  # fmt: skip
    return judge(one, Acts.of(()), calendar(), day=TODAY)


def test_announced_in_time_counts_each_procedure_once_and_late_once_is_late() -> None:
    judged = [
        told("1.000001", "2026-02-23", "2026-03-01"),  # due 23/02 (27 26 25 24 23): in time
        told("1.000002", "2026-02-24", "2026-03-01"),  # late by 1
        told("1.000003", "2026-02-23", "2026-03-01"),
        told("1.000003", "2026-06-01", "2026-06-02", decision="10/QĐ-UBND"),  # the second time late
        told("1.000004", "2026-02-24", None),  # unknown
        told("1.000005", "2025-12-30", "2026-03-01"),  # signed before the period
    ]
    found = announced_in_time(judged, YEAR)
    assert (found.numerator, found.denominator, found.unknown) == (1, 3, 1)
    assert found.rate() == Decimal("33.33")
    assert (found.rate(unknown=False), found.rate(unknown=True)) == (Decimal("25.00"), Decimal("50.00"))
    assert found.points == Decimal("2.00")  # a third of 6
    assert {one.procedure: one.counts for one in found.behind} == {
        "1.000001": True, "1.000002": False, "1.000003": False, "1.000004": None,
    }  # fmt: skip


def test_published_in_time_takes_what_was_published_or_due_in_the_period() -> None:
    first = Period.parse("2026-Q1")
    judged = [
        told("1.000001", "2026-03-25", None, "2026-04-01"),  # due 1/4 (26 27 30 31 | 1): in neither: left out
        told("1.000002", "2026-03-20", None, "2026-04-02"),  # due 27/3 in the period, late though after it
        told("1.000003", "2026-02-13", None, "2026-02-27"),  # due 27/02 over Tết
        told("1.000004", "2025-12-31", None, "2026-01-09"),  # due 09/01, of a decision of last year
        told("1.000005", "2026-03-02", None),  # due 9/3, day unknown
    ]
    found = published_in_time(judged, calendar(), first)
    assert (found.numerator, found.denominator, found.unknown) == (2, 3, 1)
    assert found.points == Decimal("2.67")  # 66.67 % of 4
    assert {one.procedure for one in found.behind if one.counts is False} == {"1.000002"}


def whole(code: str, **said: object) -> Procedure:
    """Seven parts and the number of sets."""
    values = {
        "steps": ({"order": 1, "text": "Nộp hồ sơ."},),
        "channels": (channel("in_person", 5, "working_day"),),
        "cases": (case("Tờ khai"),),
        "dossier_sets": 1,
        "applicants": ("Công dân Việt Nam",),
        "handling_agencies": ("Sở Tư pháp",),
    }
    return procedure(code, **(values | said))


def results(*public: Procedure) -> dict[str, Result]:
    found = compute(Snapshot.of(TODAY, public), (), calendar(), YEAR)
    return {one.indicator.id: one for one in found}


def test_complete_parts() -> None:
    found = results(
        whole("1.000001"),
        whole("1.000002", dossier_sets=None, steps=({"order": 1, "text": "Nộp 01 bộ hồ sơ."},)),  # in prose
        whole("1.000003", dossier_sets=None),  # no place tells it: unknown
        whole("1.000004", applicants=()),
        whole("1.000005", handling_agencies=("Không có thông tin",)),  # as good as absent
        listed("1.000006"),  # a row of a list has no parts by nature
        whole("6.000007", kind="internal", applicants=()),  # never among those of citizens
    )["1.3"]
    assert (found.numerator, found.denominator, found.unknown) == (2, 4, 2)
    assert found.points == Decimal("1.00")
    assert (
        next(one.why for one in found.behind if one.procedure == "1.000004") == "Thiếu: đối tượng thực hiện."
    )


def test_online_and_the_denominators() -> None:
    found = results(
        whole("1.000001", channels=(channel("online", 5, "day", fee("50000")),)),
        whole("1.000002", channels=(channel("in_person", 5, "day", fee("0")),)),
        whole("1.000003", channels=(channel("post", 5, "day", fee(None, "Theo nghị quyết của HĐND")),)),
        whole("1.000004", channels=(), applicants=("Doanh nghiệp",)),
        listed("1.000005"),
    )
    assert (found["3.1"].numerator, found["3.1"].denominator, found["3.1"].unknown) == (1, 3, 2)
    assert found["3.1"].points is None, "the points are not verified"
    assert (found["3.5"].numerator, found["3.5"].denominator, found["3.5"].unknown) == (None, 1, 1)
    assert (found["4.5"].denominator, found["4.5"].unknown) == (3, 1)


def test_no_denominator_no_rate_and_the_rest_says_what_it_needs() -> None:
    found = results()
    assert (found["1.3"].rate(), found["1.3"].points) == (None, None)
    assert found["2.1"].needs is not None
    assert found["2.1"].denominator is None
    assert len(found) == 20


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026", "2026-01-01", "2026-12-31"),
        ("2026-Q2", "2026-04-01", "2026-06-30"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2026-01-15..2026-02-20", "2026-01-15", "2026-02-20"),
    ],
)
def test_periods(text: str, first: str, last: str) -> None:
    found = Period.parse(text)
    assert (found.first.isoformat(), found.last.isoformat()) == (first, last)


@pytest.mark.parametrize("text", ["", "2026-13", "quý 1", "2026-02-20..2026-01-15"])
def test_a_period_that_cannot_be_is_refused(text: str) -> None:
    with pytest.raises(BadPeriod):
        Period.parse(text)
