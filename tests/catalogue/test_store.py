"""The store on both databases: what a file adds, what holds on a day, what is refused."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from catalogue.errors import IdentityConflict, NotFound, UnreadableFile
from catalogue.issues import Issue, Severity
from catalogue.models import FILE, VERSION
from catalogue.records import Change, Coverage, Level, Place, Procedure
from catalogue.store.files import FileMark
from catalogue.store.reading import FileReading, FileStatus, RunStatus, Stored
from catalogue.store.store import Store
from tests.build import (
    CODE,
    NOW,
    case,
    channel,
    component,
    day,
    decision,
    fee,
    listed,
    procedure,
    reading,
    source,
)

TODAY = day("2026-01-15")


def put(store: Store, told: FileReading, *, later: int = 0) -> Stored:
    """Put one file in a run of its own, `later` days after NOW."""
    now = NOW + timedelta(days=later)
    run = store.begin_run(now=now)
    stored = store.put_file(told, run=run, now=now)
    store.end_run(run, now=now)
    return stored


def counts(stored: Stored) -> tuple[int, int, int, int, int]:
    """inserted, revised, unchanged, corrected, withdrawn"""
    return stored.inserted, stored.revised, stored.unchanged, stored.corrected, stored.withdrawn


def name_on(store: Store, when: str, key: str = CODE) -> str | None:
    view = store.as_of(key, day(when))
    return None if view is None else view.record.name


# what a file adds


def test_a_record_comes_back_as_it_was_put(store: Store) -> None:
    whole = procedure(
        cases=(case(component("Giấy chứng nhận", 0, 1, place=Place(table=2, row=3)), name="Cấp lại"),),
        channels=(channel("online", 5, "working_day", fee("0", "Không")),),
        levels=("commune",),
        not_applicable=("conditions",),
        source=source(place=Place(path="/data")),
    )
    put(store, reading(whole))
    view = store.as_of(CODE, TODAY)
    assert view is not None
    assert view.record == whole


def test_a_file_is_inserted_then_revised_by_another_then_unchanged(store: Store) -> None:
    assert counts(put(store, reading(procedure()))) == (1, 0, 0, 0, 0)
    other = reading(procedure(sector="Hộ tịch"), name="b.xlsx", importer="portal-list", rank=30)
    assert counts(put(store, other)) == (0, 1, 0, 0, 0)
    again = put(store, other, later=1)
    assert counts(again) == (0, 0, 1, 0, 0)
    assert again.status is FileStatus.UNCHANGED


def test_a_file_read_again_corrects_itself(store: Store) -> None:
    put(store, reading(procedure(name="Đăng ký kai sinh")))
    assert counts(put(store, reading(procedure(name="Đăng ký khai sinh")), later=1)) == (0, 0, 0, 1, 0)
    assert name_on(store, "2026-01-15") == "Đăng ký khai sinh"
    before = store.as_of(CODE, TODAY, known=NOW)
    assert before is not None
    assert before.record.name == "Đăng ký kai sinh"


def test_what_was_not_known_yet_is_not_answered(store: Store) -> None:
    put(store, reading(procedure()))
    assert store.as_of(CODE, TODAY, known=NOW - timedelta(seconds=1)) is None


def test_importing_twice_adds_no_version(store: Store) -> None:
    told = reading(procedure(), procedure("1.000002"))
    put(store, told)
    versions = _count(store, VERSION)
    put(store, told, later=1)
    assert _count(store, VERSION) == versions == 2


def test_a_publication_that_no_longer_states_a_procedure_withdraws_it(store: Store) -> None:
    put(store, reading(listed(), listed("1.000002"), name="danh-muc.xlsx"))
    stored = put(store, reading(listed("1.000002"), name="danh-muc.xlsx"), later=1)
    assert counts(stored) == (0, 0, 1, 0, 1)
    assert [issue.code for issue in stored.issues] == ["no-longer-stated"]
    assert store.as_of(CODE, TODAY) is None
    assert store.as_of(CODE, TODAY, known=NOW) is not None


def test_two_lists_of_one_bare_name_are_two_publications(store: Store) -> None:
    put(store, reading(listed("1.000001"), listed("1.000002"), name="export.xlsx", importer="portal-list"))
    other = reading(listed("2.000001"), listed("2.000002"), name="export.xlsx", importer="portal-list")
    assert counts(put(store, other, later=1)) == (2, 0, 0, 0, 0)
    assert store.as_of("1.000001", TODAY) is not None


def test_records_of_one_decision_under_one_bare_name_do_not_replace_each_other(store: Store) -> None:
    put(store, reading(procedure("1.000001", decision=decision("12/QĐ-BTP")), name="record.json"))
    other = reading(procedure("1.000002", decision=decision("12/QĐ-BTP")), name="record.json")
    assert counts(put(store, other, later=1)) == (1, 0, 0, 0, 0)
    assert store.as_of("1.000001", TODAY) is not None


def test_one_number_of_two_provinces_is_two_decisions(store: Store) -> None:
    def announced(code: str, agency: str) -> Procedure:
        return procedure(code, change="new", decision=decision("378/QĐ-UBND", agency=agency))

    put(
        store, reading(announced("1.000001", "UBND tỉnh Hà Giang"), name="decision.docx", importer="decision")
    )
    told = announced("1.000002", "UBND tỉnh Lai Châu")
    other = reading(told, name="decision.docx", importer="decision")
    assert counts(put(store, other, later=1)) == (1, 0, 0, 0, 0)
    again = announced("1.000003", "UBND tỉnh Lai Châu")
    third = reading(again, name="decision.docx", importer="decision")
    assert counts(put(store, third, later=2)) == (1, 0, 0, 0, 1)


def test_a_partial_reading_withdraws_nothing(store: Store) -> None:
    put(store, reading(listed(), listed("1.000002")))
    bad = Issue(code="record-rejected", severity=Severity.ERROR, message="hỏng")
    stored = put(store, reading(listed("1.000002"), issues=(bad,)), later=1)
    assert stored.status is FileStatus.PARTIAL
    assert store.as_of(CODE, TODAY) is not None


def test_the_same_name_with_another_decision_is_another_publication(store: Store) -> None:
    put(store, reading(procedure(signed="2025-01-01", number="1/QĐ-BTP"), name="decision.docx"))
    other = procedure("1.000002", signed="2025-02-01", number="2/QĐ-BTP")
    assert counts(put(store, reading(other, name="decision.docx"), later=1)) == (1, 0, 0, 0, 0)
    assert store.as_of(CODE, TODAY) is not None


def test_a_living_page_keeps_its_earlier_decision(store: Store) -> None:
    put(store, reading(procedure(name="Cũ", signed="2025-01-01", number="1/QĐ-BTP")))
    put(store, reading(procedure(name="Mới", signed="2025-06-01", number="2/QĐ-BTP")), later=1)
    assert [name_on(store, when) for when in ("2025-03-01", "2025-07-01")] == ["Cũ", "Mới"]


def test_the_same_bytes_under_another_name_read_anew_replace_the_earlier_reading(store: Store) -> None:
    put(store, reading(procedure(name="Sai"), name="a.json", sha256="a" * 64))
    put(store, reading(procedure(name="Đúng"), name="b.json", sha256="a" * 64, importer_version=2), later=1)
    view = store.as_of(CODE, TODAY)
    assert view is not None
    assert [s.file for s in view.sightings] == ["b.json"]


def test_one_of_two_copies_may_change(store: Store) -> None:
    first, copy = (
        reading(procedure(name="Cũ"), name=name, sha256="a" * 64) for name in ("a.json", "b/a.json")
    )
    changed = reading(procedure(name="Mới"), name="a.json")
    assert counts(put(store, first)) == (1, 0, 0, 0, 0)
    assert counts(put(store, copy)) == (0, 0, 1, 0, 0)
    assert counts(put(store, changed, later=1)) == (0, 0, 0, 1, 0)
    assert store.seen_many([mark(changed), mark(copy)]) == {mark(changed), mark(copy)}
    assert name_on(store, "2026-01-15") == "Mới"


def test_a_record_without_identity_is_an_issue_and_the_rest_is_taken(store: Store) -> None:
    stored = put(store, reading(procedure(None), procedure()))
    assert stored.status is FileStatus.PARTIAL
    assert [issue.code for issue in store.issues()] == ["record-rejected"]
    assert store.keys() == (CODE,)


# two things said of one procedure


def test_two_records_for_one_code_are_refused_and_nothing_is_stored(store: Store) -> None:
    first = procedure(source=source(place=Place(table=1, row=4)))
    second = procedure(name="Thủ tục khác", source=source(place=Place(table=1, row=9)))
    with pytest.raises(IdentityConflict) as caught:
        put(store, reading(procedure("1.000009"), first, second))
    assert CODE in caught.value.message
    assert "bảng 1, dòng 4" in caught.value.message
    assert "bảng 1, dòng 9" in caught.value.message
    assert caught.value.hint
    assert store.keys() == ()
    assert _count(store, FILE) == 0


def test_the_same_record_twice_is_one(store: Store) -> None:
    first = procedure(source=source(place=Place(row=4)))
    second = procedure(source=source(place=Place(row=9)))
    assert counts(put(store, reading(first, second))) == (1, 0, 0, 0, 0)


def test_halves_of_characters_refuse_the_file(store: Store) -> None:
    with pytest.raises(UnreadableFile, match=CODE):
        put(store, reading_of_bytes(procedure("1.000009"), procedure(name="Cấp \ud83d phép")))
    assert store.keys() == ()


def test_odd_characters_beside_the_records_are_kept_out(store: Store) -> None:
    issue = Issue(
        code="unread-text",
        severity=Severity.WARNING,
        message="a\0b",
        quote="\ud800",
        place=Place(path="\0\udc00"),
    )
    told = procedure(number="1/QĐ\0-BTP")
    stored = put(store, reading_of_bytes(told, name="t\udce9p.json", issues=(issue,)))
    assert stored.inserted == 1
    (found,) = store.issues()
    assert (found.message, found.quote, found.file) == ("ab", "?", "t?p.json")
    error = UnreadableFile("\0\ud800", at="\0")
    run = store.begin_run(now=NOW, arguments=["\udce9"])
    store.refuse_file(name="\udce9", sha256="0" * 64, size=1, error=error, run=run, now=NOW)
    assert store.files(status=FileStatus.REFUSED)[0].name == "?"


def reading_of_bytes(*records: Procedure, name: str = "a.json", **said: Any) -> FileReading:
    """A reading of records that no text file holds."""
    return reading(*records, name=name, **said)


# which sighting holds


def test_a_decision_changes_nothing_before_its_day(store: Store) -> None:
    put(store, reading(procedure(name="Cũ", signed="2024-05-01", number="1/QĐ-BTP"), name="a.json"))
    new = procedure(
        name="Mới", signed="2025-12-01", effective="2026-03-01", number="2/QĐ-BTP", change="amended"
    )
    put(store, reading(new, name="b.docx", rank=50, importer="decision"))
    days = ("2024-04-30", "2024-05-01", "2026-02-28", "2026-03-01")
    assert [name_on(store, when) for when in days] == [None, "Cũ", "Cũ", "Mới"]


def test_for_one_day_the_higher_source_wins_whatever_the_order(store: Store) -> None:
    ranks = {"c.docx": 50, "a.json": 40, "d.xlsx": 30, "e.html": 20, "b.txt": 10}
    for name, rank in sorted(ranks.items()):
        put(store, reading(procedure(name=name, signed="2025-01-01"), name=name, rank=rank, importer=name))
    view = store.as_of(CODE, TODAY)
    assert view is not None
    assert [sighting.file for sighting in view.sightings] == list(ranks)


def test_within_a_rank_the_later_reading_wins(store: Store) -> None:
    put(store, reading(procedure(name="Sớm"), name="a.json"), later=1)
    put(store, reading(procedure(name="Muộn"), name="b.json"), later=2)
    put(store, reading(procedure(name="Sớm nhất"), name="c.json"), later=0)
    assert name_on(store, "2026-01-15") == "Muộn"


def test_a_repealed_procedure_is_not_in_force_until_it_is_new_again(store: Store) -> None:
    steps = (("2024-01-01", "new"), ("2025-01-01", "repealed"), ("2025-09-01", "new"))
    for number, (signed, change) in enumerate(steps, start=1):
        record = procedure(name=change, change=change, signed=signed, number=f"{number}/QĐ-BTP")
        put(store, reading(record, name=f"{number}.docx", rank=50, importer="decision"))
    days = ("2023-12-31", "2024-12-31", "2025-01-01", "2025-08-31", "2025-09-01")
    assert [name_on(store, when) for when in days] == [None, "new", None, None, "new"]


def test_a_sighting_without_a_date_does_not_bring_back_what_was_repealed(store: Store) -> None:
    repeal = procedure(change="repealed", signed="2025-01-01")
    put(store, reading(repeal, name="a.docx", rank=50, importer="decision"))
    put(store, reading(procedure(), name="b.json"), later=2)
    assert name_on(store, "2024-12-31") is not None
    assert name_on(store, "2025-01-01") is None


def test_a_suspension_with_a_last_day_is_over_after_it(store: Store) -> None:
    put(store, reading(procedure(name="Thường"), name="a.json"))
    pause = procedure(change="suspended", signed="2025-01-01")
    assert pause.decision is not None
    until = pause.decision.model_copy(update={"expires": day("2025-06-30")})
    put(
        store,
        reading(pause.model_copy(update={"decision": until}), name="b.docx", rank=50, importer="decision"),
    )
    days = ("2024-12-31", "2025-01-01", "2025-06-30", "2025-07-01")
    assert [name_on(store, when) for when in days] == ["Thường", None, None, "Thường"]


@pytest.mark.parametrize("change", ["new", "replaced"])
def test_a_procedure_ends_on_the_day_another_replaces_it(store: Store, change: str) -> None:
    new = procedure("1.000002", change=change, replaces=(CODE,), signed="2025-01-01", effective="2025-02-01")
    put(store, reading(new, name="b.docx", rank=50, importer="decision"))
    put(store, reading(procedure(signed="2020-01-01", number="9/QĐ-BTP")))
    assert [name_on(store, when) is None for when in ("2025-01-31", "2025-02-01")] == [False, True]
    ended = [sighting for sighting in store.history(CODE) if sighting.ends]
    assert [sighting.replaced_by for sighting in ended] == ["1.000002"]


def test_a_portal_brings_no_decision_into_force_before_the_decision_says(store: Store) -> None:
    portal = procedure(name="Cổng", signed="2025-01-10", number="5/QĐ-BTP")
    put(store, reading(portal, name="a.json"))
    assert name_on(store, "2025-02-01") == "Cổng"
    said = procedure(name="Quyết định", signed="2025-01-10", effective="2025-03-01", number="5/QĐ-BTP")
    put(store, reading(said, name="b.docx", rank=50, importer="decision"))
    assert [name_on(store, when) for when in ("2025-02-01", "2025-03-01")] == [None, "Quyết định"]


# one record out of several sources


def test_a_list_leaves_open_what_others_say_and_a_full_source_closes_it(store: Store) -> None:
    row = listed(name="Theo quyết định", change="amended", signed="2025-05-01", number="2/QĐ-BTP")
    put(store, reading(row, name="a.docx", rank=50, importer="decision"))
    page = procedure(name="Theo cổng", sector="Hộ tịch", cases=(case("Tờ khai"),), signed="2024-01-01")
    put(store, reading(page, name="b.json"))
    crawl = procedure(name="Theo trang", conditions="Có đăng ký tạm trú")
    put(store, reading(crawl, name="c.json", rank=10, importer="portal-crawl"))
    view = store.as_of(CODE, TODAY)
    assert view is not None
    assert (view.record.name, view.record.sector) == ("Theo quyết định", "Hộ tịch")
    assert view.record.conditions is None
    assert view.record.coverage is Coverage.FULL
    assert view.record.change is Change.AMENDED
    assert view.given_by["sector"].file == "b.json"
    assert view.given_by["cases"].file == "b.json"
    assert view.given_by["change"].file == view.given_by["name"].file == "a.docx"


def test_what_a_source_declares_as_not_needed_is_stated(store: Store) -> None:
    row = listed(signed="2025-05-01", not_applicable=("conditions",))
    put(store, reading(row, name="a.docx", rank=50, importer="decision"))
    put(store, reading(procedure(conditions="Có tạm trú"), name="b.json"))
    view = store.as_of(CODE, TODAY)
    assert view is not None
    assert view.record.conditions is None
    assert view.record.not_applicable == ("conditions",)
    assert view.given_by["conditions"].file == "a.docx"


def test_the_announcement_is_never_mixed(store: Store) -> None:
    put(store, reading(listed(change="new", number=None, signed="2025-05-01"), name="a.docx", rank=50))
    put(store, reading(procedure(number="7/QĐ-BTP", replaces=("1.000003",)), name="b.json", importer="x"))
    view = store.as_of(CODE, TODAY)
    assert view is not None
    assert view.record.decision is not None
    assert (view.record.decision.number, view.record.change, view.record.replaces) == (None, Change.NEW, ())


def test_history_tells_everything_in_the_order_it_was_recorded(store: Store) -> None:
    put(store, reading(procedure(name="2"), name="b.json"), later=2)
    put(store, reading(procedure(name="1"), name="a.json"), later=1)
    put(store, reading(procedure(name="3"), name="a.json"), later=3)
    told = [sighting.record.name for sighting in store.history(CODE) if sighting.record]
    assert told == ["1", "2", "3"]
    with pytest.raises(NotFound):
        store.history("9.999999")


def test_a_snapshot_holds_what_as_of_answers(store: Store) -> None:
    put(store, reading(*(procedure(f"1.00000{n}", signed=f"2025-0{n}-01") for n in range(1, 9))))
    put(store, reading(procedure("1.000003", change="repealed", signed="2025-05-05"), name="b.docx", rank=50))
    for when in ("2024-01-01", "2025-04-15", "2025-07-15"):
        keys = store.keys()
        views = [store.as_of(key, day(when)) for key in keys]
        snapshot = store.snapshot(day(when))
        assert list(snapshot.procedures) == [view.record for view in views if view is not None]
    assert store.snapshot(TODAY, known=NOW - timedelta(days=1)).procedures == ()


# lists


def test_a_listing_is_filtered_and_paged(store: Store) -> None:
    records = [
        listed("1.000001", name="Đăng ký khai sinh", sector="Hộ tịch", levels=("commune",)),
        listed("1.000002", name="Đăng ký khai tử", sector="Hộ tịch", handling_agencies=("Sở Tư pháp",)),
        listed("2.000003", name="Cấp giấy phép xây dựng", sector="Xây dựng", issuing_agency="Bộ Xây dựng"),
    ]
    put(store, reading(*records))

    def codes(**wanted: object) -> list[str]:
        return [heading.key for heading in store.listing(TODAY, **wanted)]  # type: ignore[arg-type]

    assert codes() == ["1.000001", "1.000002", "2.000003"]
    assert codes(limit=1, offset=1) == ["1.000002"]
    assert codes(sector="ho tich") == ["1.000001", "1.000002"]
    assert codes(agency="tư pháp") == ["1.000002"]
    assert codes(agency="bộ xây dựng") == ["2.000003"]
    assert codes(level=Level.COMMUNE) == ["1.000001"]
    assert codes(code_prefix="2.") == ["2.000003"]
    assert codes(text="khai tử") == ["1.000002"]
    put(store, reading(listed("1.000001", change="repealed", signed="2025-01-01"), name="b.docx"))
    assert codes() == ["1.000002", "2.000003"]


def test_decisions_are_told_by_the_highest_source(store: Store) -> None:
    put(store, reading(procedure(number="5 /QĐ-BTP", signed="2025-01-10"), name="a.json"))
    said = [
        procedure(number="5/QĐ-BTP", signed="2025-01-10", effective="2025-02-01", change="amended"),
        procedure("1.000002", number="5/QĐ-BTP", signed="2025-01-10", effective="2025-02-01", change="new"),
    ]
    put(store, reading(*said, name="b.docx", rank=50, importer="decision"))
    (told,) = store.decisions()
    assert (told.number, told.effective, told.procedures) == ("5/QĐ-BTP", day("2025-02-01"), 2)
    assert told.changes == {"amended": 1, "new": 1}
    assert told.files == ("b.docx", "a.json")
    assert store.decisions(number="5/qđ-btp") == (told,)


# what was read already


def mark(told: FileReading) -> FileMark:
    return FileMark(told.name, told.sha256, told.size, told.importer, told.importer_version)


def test_a_file_is_seen_until_it_says_otherwise(store: Store) -> None:
    first, second = reading(procedure(name="Một")), reading(procedure(name="Hai"))
    assert not store.seen(first.sha256, first.importer, 1)
    put(store, first)
    assert store.seen(first.sha256, first.importer, 1)
    assert not store.seen(first.sha256, first.importer, 2)
    assert not store.seen(first.sha256, "portal-crawl", 1)
    put(store, second, later=1)
    assert store.seen_many([mark(first), mark(second)]) == {mark(second)}
    put(store, first, later=2)
    assert store.seen_many([mark(first), mark(second)]) == {mark(first)}
    assert name_on(store, "2026-01-15") == "Một"


def test_unchanged_files_are_recorded_in_their_run(store: Store) -> None:
    told = reading(procedure(), procedure("1.000002"))
    put(store, told)
    run = store.begin_run(now=NOW)
    assert store.note_unchanged([mark(told), mark(reading(name="x"))], run=run, now=NOW) == (mark(told),)
    ended = store.end_run(run, now=NOW)
    assert (ended.status, ended.files) == (RunStatus.DONE, {FileStatus.UNCHANGED: 1})
    (file,) = store.files(run=run)
    assert (file.status, file.records, file.unchanged) == (FileStatus.UNCHANGED, 2, 2)


def test_a_refused_file_says_why_until_it_is_taken(store: Store) -> None:
    run = store.begin_run(now=NOW, arguments=["data"])
    error = UnreadableFile("a.json: cắt giữa chừng", hint="Tải lại tệp.", at="byte 120")
    store.refuse_file(name="a.json", sha256="0" * 64, size=120, error=error, run=run, now=NOW)
    assert store.end_run(run, now=NOW).status is RunStatus.PARTIAL
    (file,) = store.files(status=FileStatus.REFUSED)
    assert (file.code, file.message, file.hint) == ("file-unreadable", error.message, error.hint)
    assert [issue.message for issue in store.issues(severity=Severity.ERROR)] == [error.message]
    put(store, reading(procedure()), later=1)
    assert store.issues() == ()
    assert [issue.code for issue in store.issues(superseded=True)] == ["file-unreadable"]
    assert store.runs()[-1].arguments == ("data",)


def test_issues_come_gravest_first_and_go_with_their_reading(store: Store) -> None:
    told = [
        Issue(code=code, severity=severity, message=code, place=Place(row=2), procedure=CODE)
        for code, severity in (
            ("code-repaired", "note"),
            ("unread-cells", "warning"),
            ("name-missing", "error"),
        )
    ]
    put(store, reading(procedure(), issues=tuple(told)))
    found = store.issues()
    assert [issue.code for issue in found] == ["name-missing", "unread-cells", "code-repaired"]
    assert found[0].place == Place(row=2)
    assert store.issue_counts()["unread-cells", Severity.WARNING] == 1
    put(store, reading(procedure(sector="Hộ tịch")), later=1)
    assert store.issues() == ()


def _count(store: Store, table: object) -> int:
    with store.engine.connect() as connection:
        return int(connection.scalar(select(func.count()).select_from(table)) or 0)  # type: ignore[arg-type]
