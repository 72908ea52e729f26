"""The register itself: successions, fields, places, and that every name leads back to its owner."""

from datetime import date, timedelta

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.agencies import ENDING, Agency, Mark, RegisterEntry, Relation, Succession
from catalogue.agencies_register import Body, shipped
from catalogue.agencies_resolve import each, resolve
from catalogue.agencies_words import lookup
from catalogue.records import Level

REGISTER = shipped()
BEFORE, AFTER = date(2024, 12, 31), date(2026, 10, 1)
MARCH, JULY = date(2025, 3, 1), date(2025, 7, 1)
LEVELS = {Level.PROVINCE: "cấp tỉnh", Level.DISTRICT: "cấp huyện", Level.COMMUNE: "cấp xã"}
days = st.dates(date(2010, 1, 1), date(2030, 12, 31))


def test_no_succession_leads_back() -> None:
    graph = nx.DiGraph((s.old, s.new) for s in REGISTER.successions if s.relation in ENDING)
    assert nx.is_directed_acyclic_graph(graph)


def test_every_row_points_at_rows_there_are() -> None:
    for agency in REGISTER.agencies.values():
        assert agency.parent is None or agency.parent in REGISTER.agencies, agency.id


def test_every_kind_has_a_name_for_the_screen() -> None:
    told = lookup("agencies_words")
    assert {agency.kind for agency in REGISTER.agencies.values()} <= set(told["kinds"])
    assert (set(Relation), set(Mark)) == (set(told["relations"]), set(told["marks"]))


def test_a_successor_is_there_when_it_takes_over() -> None:
    for step in REGISTER.successions:
        new = REGISTER.agencies.get(step.new) or REGISTER.places[step.new]
        if step.since is not None and step.relation in ENDING:
            assert new.valid_from is None or new.valid_from <= step.since, step.key


@given(days)
def test_a_field_has_exactly_one_ministry_on_every_day(day: date) -> None:
    for field in {one.vi for one in REGISTER.fields}:
        (holder,) = REGISTER.holders(field, day)
        assert REGISTER.agencies[holder.agency].on(day)


def test_63_provinces_became_34() -> None:
    old = [place for place in REGISTER.places.values() if place.on(BEFORE)]
    new = [place for place in REGISTER.places.values() if place.on(AFTER)]
    assert (len(old), len(new)) == (63, 34)
    committee = REGISTER.agencies["uy-ban-nhan-dan-cap-tinh"]
    reached = set()
    for place in old:
        body = Body(committee, place)
        steps = REGISTER.successors(body, AFTER)
        ends = {step.new.key for step in steps} or {body.key}
        assert len(ends) == 1, place.name
        reached |= ends
    assert reached == {Body(committee, place).key for place in new}


def _day_of(agency: Agency) -> date:
    return agency.valid_from or agency.valid_to or AFTER


@pytest.mark.parametrize("agency", REGISTER.agencies.values(), ids=lambda agency: agency.id)
def test_a_name_leads_back_to_its_owner(agency: Agency) -> None:
    day = _day_of(agency)
    assert resolve(agency.name, day, register=REGISTER).key == agency.id
    for alias in agency.aliases:
        found = resolve(alias, day, register=REGISTER)
        meant = {found.key} | {one.id for one in found.alternatives}
        if agency.id not in meant:  # shared with a more general body: the level has to be said
            at_level = resolve(f"{alias} {LEVELS[agency.level or Level.PROVINCE]}", day, register=REGISTER)
            assert at_level.key == agency.id, (alias, meant, at_level)


@given(st.sampled_from(sorted(REGISTER.agencies)), st.sampled_from(sorted(REGISTER.places)), days)
def test_a_local_body_is_found_under_the_name_it_is_given(agency: str, place: str, day: date) -> None:
    body = Body(REGISTER.agencies[agency], REGISTER.places[place])
    local = body.agency.generic and body.agency.level is Level.PROVINCE and not body.agency.regional
    if not local or body.ended(day) or body.begins(day):
        return
    assert resolve(body.name, day, register=REGISTER).key == body.key


@given(st.text(max_size=60), days)
def test_no_text_breaks_it(text: str, day: date) -> None:
    found = resolve(text, day, register=REGISTER)
    assert found.written == text
    assert each(text, day, register=REGISTER)


@given(st.sampled_from(sorted(REGISTER.agencies)), days)
def test_letters_blanks_and_dots_do_not_matter(agency: str, day: date) -> None:
    name = REGISTER.agencies[agency].name
    dirty = f" - {name.upper().replace(' ', chr(0xA0) + ' ')}. "
    told, odd = (resolve(text, day, register=REGISTER) for text in (name, dirty))
    assert (told.key, told.alternatives, told.ended) == (odd.key, odd.alternatives, odd.ended)


def test_an_entry_corrects_the_register_and_leaves_the_old_one_as_it_was() -> None:
    agency = Agency(
        id="so-xay-dung-va-ha-tang", name="Sở Xây dựng và Hạ tầng", kind="provincial_department",
        level=Level.PROVINCE, generic=True, valid_from=date(2027, 1, 1), source="quyết định", mark=Mark.TEXT,
    )  # fmt: skip
    ended = REGISTER.agencies["so-xay-dung"].model_copy(update={"valid_to": date(2026, 12, 31)})
    step = Succession(
        old="so-xay-dung", new=agency.id, since=date(2027, 1, 1), relation=Relation.RENAMED,
        source="quyết định", mark=Mark.TEXT,
    )  # fmt: skip
    later = REGISTER.with_entries(
        [RegisterEntry(agency=agency), RegisterEntry(agency=ended), RegisterEntry(succession=step)]
    )
    day = date(2027, 2, 1)
    found = resolve("Sở Xây dựng tỉnh Lai Châu", day, register=later)
    assert [one.key for one in found.successors] == ["so-xay-dung-va-ha-tang@tinh-lai-chau"]
    assert resolve("Sở Xây dựng tỉnh Lai Châu", day, register=REGISTER).ended is None


def test_a_row_entered_by_mistake_is_withdrawn() -> None:
    wrong = REGISTER.agencies["so-du-lich"].model_copy(update={"withdrawn": True})
    later = REGISTER.with_entries([RegisterEntry(agency=wrong)])
    assert resolve("Sở Du lịch", AFTER, register=later).agency is None


def test_the_chain_to_the_one_heir() -> None:
    body = REGISTER.body("cuc-thue-cap-tinh@tinh-binh-duong")
    assert body is not None
    assert REGISTER.heir(body, AFTER)[-1].new.key == "thue-tinh-thanh-pho@thanh-pho-ho-chi-minh"
    district = REGISTER.body("uy-ban-nhan-dan-cap-huyen@thanh-pho-ha-noi")
    assert district is not None
    assert REGISTER.heir(district, JULY) == ()  # its work went to several, field by field
    assert REGISTER.heir(district, JULY - timedelta(days=1)) == ()
