"""A province's decision holds for its province; the country keeps the national version."""

from datetime import timedelta

import pytest

from catalogue.local_overlay import overlay
from catalogue.places import place_name, place_named, place_of, place_of_issuer
from catalogue.records import Change, Coverage, Procedure
from catalogue.store.reading import FileReading
from catalogue.store.store import Store
from tests.build import CODE, NOW, case, channel, component, day, decision, fee, listed, procedure, reading

LAO_CAI, LAI_CHAU = "Ủy ban nhân dân tỉnh Lào Cai", "Ủy ban nhân dân tỉnh Lai Châu"
H38, H35 = "H38", "H35"
TODAY = day("2026-03-01")
ISSUERS = [  # as published files write them, and the province
    ("Ủy ban nhân dân tỉnh Lào Cai", H38),
    ("UBND tỉnh Lào Cai", H38),
    ("Chủ tịch UBND tỉnh Lào Cai", H38),
    ("UBND Thành phố Huế", "H57"),
    ("Ủy ban nhân dân tỉnh Thừa Thiên – Huế", "H57"),
    ("UBND TP. Hồ Chí Minh", "H29"),
    ("Ủy ban nhân dân Tỉnh Hoà Bình", "H28"),
    ("Hội đồng nhân dân tỉnh Bà Rịa - Vũng Tàu", "H06"),
    ("Sở Xây dựng thành phố Đà Nẵng", "H17"),
    ("UBND phường Tây Nha Trang, tỉnh Khánh Hòa", "H32"),
    ("Bộ Tư pháp", None),
    ("Chính phủ", None),
    ("Ủy ban nhân dân cấp tỉnh", None),
    ("UBND các tỉnh, thành phố trực thuộc trung ương", None),
    ("Sở Khoa học và Công nghệ", None),
    (None, None),
]


@pytest.mark.parametrize(("issuer", "expected"), ISSUERS)
def test_an_issuer_names_its_province(issuer: str | None, expected: str | None) -> None:
    assert place_of_issuer(issuer) == expected


def test_a_ministrys_decision_outranks_the_province_that_hands_out() -> None:
    told = procedure(decision=decision(agency="Bộ Tư pháp"), issuing_agency=LAO_CAI)
    assert place_of(told) is None
    assert place_of(procedure(issuing_agency=LAO_CAI)) == H38


@pytest.mark.parametrize("typed", ["H38", "Lào Cai", "tỉnh lào cai", "Tỉnh Lào Cai"])
def test_a_person_types_a_province(typed: str) -> None:
    assert place_named(typed) == H38
    assert place_name(H38) == "Lào Cai"


# the store


def put(store: Store, told: FileReading, *, later: int = 0) -> None:
    now = NOW + timedelta(days=later)
    store.put_file(told, run=store.begin_run(now=now), now=now)


def local(agency: str, change: Change = Change.AMENDED, code: str = CODE, **said: object) -> Procedure:
    values = {"coverage": Coverage.LISTED, "name": f"Đăng ký khai sinh ở {agency.rpartition('tỉnh ')[2]}"}
    told = decision("12/QĐ-UBND", "2026-02-01", agency=agency)
    return procedure(code, change=change, decision=told, **(values | said))


def announced(*records: Procedure, name: str) -> FileReading:
    return reading(*records, name=name, importer="decision", rank=50)


def name_in(store: Store, place: str | None, code: str = CODE) -> str | None:
    view = store.as_of(code, TODAY, place=place)
    return None if view is None else view.record.name


NATIONAL = reading(procedure(name="Đăng ký khai sinh", conditions="Không"), name="cong.json")


def test_a_province_amends_for_itself_alone(store: Store) -> None:
    put(store, NATIONAL)
    put(store, announced(local(LAO_CAI), name="lc.docx"))
    assert name_in(store, None) == "Đăng ký khai sinh"
    assert name_in(store, H38) == "Đăng ký khai sinh ở Lào Cai"
    assert name_in(store, H35) == "Đăng ký khai sinh"
    view = store.as_of(CODE, TODAY, place=H38)
    assert view is not None
    assert view.record.conditions == "Không"  # what the province's list leaves out, the ministry says
    assert view.places == ()


def test_a_province_repeals_for_itself_alone(store: Store) -> None:
    put(store, NATIONAL)
    put(store, announced(local(LAO_CAI, Change.REPEALED), name="lc.docx"))
    assert name_in(store, None) == name_in(store, H35) == "Đăng ký khai sinh"
    assert name_in(store, H38) is None
    assert store.snapshot(TODAY, place=H38).procedures == ()
    assert [p.key for p in store.snapshot(TODAY, place=H35).procedures] == [CODE]


def test_a_ministrys_later_repeal_holds_everywhere(store: Store) -> None:
    put(store, NATIONAL)
    put(store, announced(local(LAO_CAI), name="lc.docx"))
    ministry = decision("9/QĐ-BTP", "2026-02-15", agency="Bộ Tư pháp")
    put(store, announced(procedure(change=Change.REPEALED, decision=ministry), name="9.docx"))
    assert name_in(store, None) is name_in(store, H38) is None


def test_what_only_provinces_have_stays_visible_and_is_marked(store: Store) -> None:
    put(store, announced(local(LAO_CAI, Change.NEW), name="lc.docx"))
    (heading,) = store.listing(TODAY)
    assert (heading.key, heading.places) == (CODE, (H38,))
    assert name_in(store, None) == "Đăng ký khai sinh ở Lào Cai"
    put(store, announced(local(LAI_CHAU, Change.REPEALED), name="lch.docx"))
    assert name_in(store, None) == "Đăng ký khai sinh ở Lào Cai"  # the other province ends nothing here
    assert name_in(store, H35) is None
    put(store, reading(listed(name="Đăng ký khai sinh"), name="danh-muc.xlsx", rank=30))
    (heading,) = store.listing(TODAY)
    assert (heading.name, heading.places) == ("Đăng ký khai sinh", ())


def test_a_national_decision_to_come_hides_nothing_before_its_day(store: Store) -> None:
    put(store, announced(local(LAO_CAI, Change.NEW), name="lc.docx"))
    ministry = decision("9/QĐ-BTP", "2026-02-15", "2026-07-01", agency="Bộ Tư pháp")
    put(store, announced(procedure(change=Change.NEW, decision=ministry), name="9.docx"))
    assert name_in(store, None) == "Đăng ký khai sinh ở Lào Cai"
    later = store.as_of(CODE, day("2026-07-01"))
    assert later is not None
    assert later.record.name == "Thủ tục đăng ký khai sinh"


def test_two_provinces_are_no_sources_that_differ(store: Store) -> None:
    put(store, announced(local(LAO_CAI, Change.NEW), name="lc.docx"))
    put(store, announced(local(LAI_CHAU, Change.NEW), name="lch.docx"))
    assert store.issues(code="sources-differ") == ()


# what a province lays over the national version


def test_more_papers_steps_days_and_fees_are_marked() -> None:
    template = procedure(
        cases=(case(component("Tờ khai")),),
        channels=(channel("online", 5, "working_day", fee("10000")),),
        dossier_sets=1,
    )
    told = overlay(
        template,
        procedure(
            name="Đăng ký khai sinh",
            cases=(case(component("Tờ khai"), component("Bản sao hộ khẩu")),),
            channels=(channel("online", 7, "working_day", fee("12000")),),
            dossier_sets=2,
            address="Trung tâm",
        ),
        place=H38,
    )
    assert {change.path for change in told.more} == {
        "cases[1].components[2]",
        "channels[online].time_limit.value",
        "channels[online].fees[1].amount",
        "dossier_sets",
    }
    assert {"name", "address"} <= {change.path for change in told.changes} - {c.path for c in told.more}


@pytest.mark.parametrize(("amount", "more"), [("5000", True), ("0", False), (None, True)])
def test_a_fee_that_a_province_adds_is_marked_unless_it_is_nothing(amount: str | None, *, more: bool) -> None:
    added = fee("5000").model_copy(update={"amount": amount, "text": "theo nghị quyết của hội đồng"})
    template = procedure(channels=(channel("online", 5, "working_day"),))
    told = overlay(template, procedure(channels=(channel("online", 5, "working_day", added),)), place=H38)
    assert bool(told.more) is more


@pytest.mark.parametrize(
    ("before", "after", "longer"),
    [
        ((5, "day"), (3, "day"), False),
        ((5, "day"), (3, "month"), True),
        ((5, "working_day"), (6, "day"), False),
        ((24, "hour"), (2, "day"), True),
    ],
)
def test_limits_are_compared_where_their_units_allow(
    before: tuple[float, str], after: tuple[float, str], *, longer: bool
) -> None:
    one, two = (procedure(channels=(channel("online", *told),)) for told in (before, after))
    assert bool(overlay(one, two, place=H38).more) is longer


def test_without_a_national_version_nothing_is_laid_over() -> None:
    assert overlay(None, procedure(), place=H38).changes == ()
