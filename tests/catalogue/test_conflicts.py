"""Conflicts of a decision with what is known: found in the preview, stored with the file, by a policy."""

from datetime import timedelta

import pytest

from catalogue.conflicts import ConflictsFound, Policy
from catalogue.decision_effects import DecisionEffect, EffectKind, Preview
from catalogue.issues import Issue, Severity
from catalogue.links import Link, LinkKind
from catalogue.other_names import other_procedure
from catalogue.records import Change, Decision, Procedure
from catalogue.store.reading import FileReading, FileStatus, Stored
from catalogue.store.store import Store
from tests.build import CODE, NOW, channel, day, listed, procedure, reading

LAO_CAI, LAI_CHAU = "Ủy ban nhân dân tỉnh Lào Cai", "Ủy ban nhân dân tỉnh Lai Châu"
KNOWN = reading(procedure(), procedure("1.000002", name="Cấp thẻ"), name="cong.json")


def announced(code: str = CODE, change: Change = Change.AMENDED, **said: object) -> Procedure:
    agency, links = said.pop("agency", None), said.pop("links", ())
    told = {
        "number": said.pop("number", "5/QĐ-BTP"),
        "date": day(str(said.pop("signed", "2026-01-01"))),
        "effective": day(str(said.pop("effective"))) if "effective" in said else None,
        "agency": agency,
        "links": links,
    }
    return procedure(code, change=change, decision=Decision(**told), **said)


def file(*records: Procedure, name: str = "5.docx", **said: object) -> FileReading:
    return reading(*records, name=name, importer="decision", rank=50, **said)


def put(store: Store, told: FileReading, *, later: int = 0, policy: Policy = Policy.APPLY) -> Stored:
    now = NOW + timedelta(days=later)
    return store.put_file(told, run=store.begin_run(now=now), now=now, policy=policy)


def shown(store: Store, told: FileReading) -> Preview:
    return store.decision_book.preview(told, now=NOW + timedelta(days=5))


def codes(store: Store, told: FileReading) -> list[str]:
    """Of the preview; an import stores the same as issues."""
    found = [conflict.code for conflict in shown(store, told).conflicts]
    stored = put(store, told, later=5)
    assert set(found) <= {issue.code for issue in stored.issues}
    return found


# each conflict


def test_what_was_repealed_is_amended(store: Store) -> None:
    put(store, KNOWN)
    put(store, file(announced(change=Change.REPEALED, number="4/QĐ-BTP", signed="2025-06-01"), name="4.docx"))
    told = file(announced(signed="2025-09-01"))
    (conflict,) = shown(store, told).conflicts
    assert conflict.code == "amends-repealed"
    assert "01/06/2025" in conflict.message
    assert conflict.evidence == ("4.docx, Quyết định 4/QĐ-BTP, từ 01/06/2025",)
    assert conflict.do
    assert codes(store, told) == ["amends-repealed"]


def test_what_is_repealed_later_may_be_amended_before(store: Store) -> None:
    put(store, KNOWN)
    put(store, file(announced(change=Change.REPEALED, number="4/QĐ-BTP", signed="2026-06-01"), name="4.docx"))
    assert codes(store, file(announced(signed="2025-09-01"))) == []


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (Change.REPEALED, ["repeals-unknown"]),
        (Change.AMENDED, ["amends-unknown"]),
        (Change.CORRECTED, ["amends-unknown"]),
        (Change.SUSPENDED, ["amends-unknown"]),
        (Change.STANDARDISED, ["amends-unknown"]),
        (Change.NEW, []),
    ],
)
def test_what_nothing_names_cannot_be_changed(store: Store, change: Change, expected: list[str]) -> None:
    assert codes(store, file(announced("3.000001", change))) == expected


def test_what_is_replaced_must_be_known(store: Store) -> None:
    put(store, KNOWN)
    told = announced("1.000005", Change.REPLACED, replaces=("1.000002", "3.000009"), name="Cấp thẻ mới")
    assert codes(store, file(told)) == ["replaces-unknown"]


def test_a_code_of_another_procedure_is_told(store: Store) -> None:
    put(store, KNOWN)
    assert codes(store, file(announced(name="Cấp giấy phép khai thác khoáng sản"))) == [
        "code-of-another-name"
    ]


def test_in_force_before_it_was_signed(store: Store) -> None:
    put(store, KNOWN)
    told = file(announced(signed="2026-02-01", effective="2026-01-01"))
    (conflict,) = shown(store, told).conflicts
    assert (conflict.code, conflict.procedure) == ("effective-before-signed", None)


def test_counts_that_do_not_add_up_are_a_conflict_and_stored_once(store: Store) -> None:
    put(store, KNOWN)
    counted = Issue(code="count-differs", severity=Severity.ERROR, message="Nêu 03 thủ tục, đọc được 01.")
    told = file(announced(), issues=(counted,))
    assert [conflict.code for conflict in shown(store, told).conflicts] == ["count-differs"]
    assert [issue.code for issue in put(store, told).issues].count("count-differs") == 1


def follows(number: str, signed: str | None = None) -> tuple[Link, ...]:
    return (Link(kind=LinkKind.FOLLOWS, number=number, date=None if signed is None else day(signed)),)


def ministrys(signed: str) -> Procedure:
    return announced("1.000002", number="9/QĐ-BTP", signed=signed, agency="Bộ Tư pháp", name="Cấp thẻ")


def test_the_ministrys_decision_is_missing_until_some_file_names_it(store: Store) -> None:
    put(store, KNOWN)
    told = file(announced(agency=LAO_CAI, number="12/QĐ-UBND", links=follows("9/QĐ-BTP", "2025-12-01")))
    assert [c.code for c in shown(store, told).conflicts] == ["ministry-decision-missing"]
    other_year = announced(
        "1.000002", number="9/QĐ-BTP", signed="2023-12-01", agency="Bộ Tư pháp", name="Cấp thẻ"
    )
    put(store, file(other_year, name="9-2023.docx"))
    assert [c.code for c in shown(store, told).conflicts] == ["ministry-decision-missing"]
    ministry = announced(
        "1.000002", number="9/QĐ-BTP", signed="2025-12-01", agency="Bộ Tư pháp", name="Cấp thẻ"
    )
    put(store, file(ministry, name="9.docx"))
    assert codes(store, told) == []


def test_the_ministry_is_ahead_of_the_province(store: Store) -> None:
    put(store, KNOWN)
    newer = announced(number="20/QĐ-BTP", signed="2026-03-01", agency="Bộ Tư pháp")
    put(store, file(newer, name="20.docx"))
    told = file(announced(agency=LAO_CAI, number="12/QĐ-UBND", signed="2026-02-01"))
    (conflict,) = shown(store, told).conflicts
    assert conflict.code == "ministry-decision-newer"
    assert "20/QĐ-BTP" in conflict.message
    assert codes(store, file(announced(agency=LAO_CAI, number="13/QĐ-UBND", signed="2026-04-01"))) == []


def test_the_province_begins_before_the_decision_it_follows(store: Store) -> None:
    put(store, KNOWN)
    ministry = announced(
        "1.000002", number="9/QĐ-BTP", signed="2026-03-01", agency="Bộ Tư pháp", name="Cấp thẻ"
    )
    put(store, file(ministry, name="9.docx"))
    told = announced(agency=LAO_CAI, number="12/QĐ-UBND", signed="2026-02-01", links=follows("9/QĐ-BTP"))
    assert codes(store, file(told)) == ["ministry-decision-newer"]


def test_two_decisions_on_one_day(store: Store) -> None:
    put(store, KNOWN)
    put(store, file(announced(number="4/QĐ-BTP"), name="4.docx"))
    assert codes(store, file(announced())) == ["two-decisions-one-day"]


def test_two_provinces_do_not_disturb_each_other(store: Store) -> None:
    put(store, KNOWN)
    put(store, file(announced(agency=LAI_CHAU, change=Change.REPEALED, number="4/QĐ-UBND"), name="4.docx"))
    assert codes(store, file(announced(agency=LAO_CAI, number="12/QĐ-UBND"))) == []


def test_a_source_that_announces_nothing_has_no_conflict(store: Store) -> None:
    assert codes(store, reading(listed("3.000001"), name="danh-muc.xlsx")) == []


def test_reading_the_same_decision_again_gives_the_same_conflicts(store: Store) -> None:
    told = file(announced("3.000001"))
    assert codes(store, told) == codes(store, told) == ["amends-unknown"]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Thủ tục đăng ký khai sinh", "Đăng ký khai sinh (cấp xã)", False),
        ("Cấp lại thẻ công chứng viên", "Cấp thẻ công chứng viên", True),
        ("Gia hạn tạm trú", "Đăng ký tạm trú", True),
        ("Cấp giấy phép xây dựng nhà ở riêng lẻ", "Cấp giấy phép xây dựng đối với nhà ở", False),
        ("Cấp giấy phép xây dựng", "Cấp giấy phép kinh doanh vận tải bằng xe ô tô", True),
        ("ĐĂNG KÝ KẾT HÔN", "Đăng ký kết hôn.", False),
    ],
)
def test_names_of_two_procedures(one: str, other: str, *, expected: bool) -> None:
    assert other_procedure(one, other) is expected
    assert other_procedure(other, one) is expected


# policies


BOTH = file(announced(name="Thủ tục đăng ký khai sinh lưu động"), announced("3.000001", Change.REPEALED))


def test_stop_stores_nothing_and_says_what_to_do(store: Store) -> None:
    put(store, KNOWN)
    before = store.snapshot(day("2026-02-01")).id
    with pytest.raises(ConflictsFound, match="1 mâu thuẫn") as caught:
        put(store, BOTH, policy=Policy.STOP)
    assert "--on-conflict" in (caught.value.hint or "")
    assert store.snapshot(day("2026-02-01")).id == before
    assert [one.name for one in store.files()] == ["cong.json"]
    put(store, file(announced()), policy=Policy.STOP)


def test_apply_stores_all_with_the_conflict_as_an_issue(store: Store) -> None:
    put(store, KNOWN)
    stored = put(store, BOTH)
    assert (stored.records, stored.status) == (2, FileStatus.DONE)
    (issue,) = store.issues(code="repeals-unknown")
    assert issue.procedure == "3.000001"


def test_skip_leaves_the_line_out_and_says_so(store: Store) -> None:
    put(store, KNOWN)
    stored = put(store, BOTH, policy=Policy.SKIP)
    assert (stored.records, stored.status) == (1, FileStatus.PARTIAL)
    assert {issue.code for issue in store.issues(procedure="3.000001")} == {
        "repeals-unknown",
        "line-left-out",
    }
    view = store.as_of(CODE, day("2026-02-01"))
    assert view is not None
    assert view.record.name == "Thủ tục đăng ký khai sinh lưu động"
    assert set(store.keys()) == {CODE, "1.000002"}
    assert put(store, BOTH, later=1).inserted == 1  # importing again with apply takes it


# effects


def effect(told: Preview, key: str = CODE) -> DecisionEffect:
    return next(one for one in told.effects if one.key == key)


def test_an_amendment_is_told_field_by_field(store: Store) -> None:
    before = procedure(channels=(channel("online", 5, "working_day"),), sector="Hộ tịch")
    put(store, reading(before, name="cong.json"))
    after = announced(channels=(channel("online", 3, "working_day"),), sector="Hộ tịch")
    told = effect(shown(store, file(after)))
    assert (told.kind, told.known, told.day) == (EffectKind.AMENDED, True, day("2026-01-01"))
    assert [(c.path, c.before, c.after) for c in told.changes] == [
        ("channels[online].time_limit.value", 5.0, 3.0)
    ]


def test_a_replacement_names_old_and_new(store: Store) -> None:
    put(store, KNOWN)
    told = shown(store, file(announced("1.000005", Change.REPLACED, replaces=(CODE,), name="Khai sinh mới")))
    new, old = effect(told, "1.000005"), effect(told)
    assert new.kind is EffectKind.REPLACED
    assert [(one.key, one.name) for one in new.replaces] == [(CODE, "Thủ tục đăng ký khai sinh")]
    assert old.kind is EffectKind.ENDED
    assert old.replaced_by is not None
    assert old.replaced_by.key == "1.000005"


def test_new_repealed_suspended_unchanged_and_left_out_are_told(store: Store) -> None:
    put(store, KNOWN)
    records = (
        announced("1.000007", Change.NEW, name="Cấp bản sao"),
        announced("1.000002", Change.REPEALED, name="Cấp thẻ"),
        announced(change=Change.SUSPENDED),
    )
    told = shown(store, file(*records))
    assert [one.kind for one in told.effects] == [EffectKind.NEW, EffectKind.REPEALED, EffectKind.SUSPENDED]
    assert told.kinds == {EffectKind.NEW: 1, EffectKind.REPEALED: 1, EffectKind.SUSPENDED: 1}
    put(store, file(*records))
    assert {one.kind for one in shown(store, file(*records)).effects} == {EffectKind.UNCHANGED}
    skipped = store.decision_book.preview(BOTH, now=NOW, policy=Policy.SKIP)
    assert effect(skipped, "3.000001").kind is EffectKind.LEFT_OUT


def test_a_decision_of_a_province_tells_its_scope_and_what_outranks_it(store: Store) -> None:
    put(store, KNOWN)
    newer = announced(number="20/QĐ-BTP", signed="2026-01-10", agency="Bộ Tư pháp")
    put(store, file(newer, name="20.docx"))
    told = shown(store, file(announced(agency=LAO_CAI, number="12/QĐ-UBND")))
    assert told.decisions[0].province == "H38"
    assert effect(told).province == "H38"
    assert effect(told).outranked_by == ("20.docx",)
    assert effect(told).conflicts == ("ministry-decision-newer",)


def test_a_preview_writes_nothing(store: Store) -> None:
    put(store, KNOWN)
    before = store.snapshot(day("2026-02-01")).id
    shown(store, BOTH)
    assert store.snapshot(day("2026-02-01")).id == before
    assert len(store.files()) == 1
    assert store.issues() == ()
