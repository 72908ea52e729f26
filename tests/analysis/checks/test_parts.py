"""Mandatory parts: what is missing, what counts as there, what is outside the decree."""

from typing import Any

import pytest

from analysis.checks.parts import State, parts_of
from catalogue.issues import Severity
from catalogue.records import Channel
from tests.analysis.checks.checking import checked, limited, of, seen, whole
from tests.build import case, channel, listed


def test_nothing_is_wrong_with_a_whole_record_nor_with_a_row_of_a_list() -> None:
    assert seen(whole()) == []
    assert seen(listed()) == []


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("steps", {"steps": ()}),
        ("channels", {"channels": (channel(None, 5, "day"),)}),
        ("components", {"cases": ()}),
        ("time_limit", {"channels": (channel("online"),)}),
        ("applicants", {"applicants": ()}),
        ("agency", {"handling_agencies": ()}),
        ("agency", {"handling_agencies": ("Không có thông tin",)}),
        ("applicants", {"applicants": ("Đang cập nhật",)}),
    ],
)
def test_a_mandatory_part_is_missing(part: str, said: dict[str, Any]) -> None:
    found = of("part-missing", checked(whole(**said)))
    assert [one.field for one in found] == [part]
    assert found[0].severity is Severity.ERROR
    assert "63/2010/NĐ-CP Điều 8" in (found[0].legal_base or "")
    assert found[0].suggestion


def test_the_four_conditional_parts_are_never_missing() -> None:
    bare = whole(outcomes=(), cases=(case("Đơn đề nghị"),), not_applicable=("conditions", "outcomes"))
    assert seen(bare) == []
    told = parts_of(bare)
    assert (told["conditions"], told["outcomes"]) == (State.NOT_APPLICABLE, State.NOT_APPLICABLE)
    assert (told["forms"], told["fees"]) == (State.UNKNOWN, State.UNKNOWN)


def test_no_outcome_and_none_declared() -> None:
    assert seen(whole(outcomes=())) == ["outcome-missing"]


def test_no_paper_needed_is_an_answer() -> None:
    assert seen(whole(cases=(), not_applicable=("cases",))) == []


def test_internal_procedures_are_outside_the_decree() -> None:
    (found,) = of("part-missing", checked(whole("6.000001", kind="internal", applicants=())))
    assert found.severity is Severity.NOTE


@pytest.mark.parametrize("prose", ["Số lượng hồ sơ: 01 (một) bộ.", "nộp hai (02) bộ hồ sơ", "02 bộ"])
def test_the_number_of_sets_in_prose_counts(prose: str) -> None:
    steps = ({"order": 1, "text": prose},)
    assert seen(whole(dossier_sets=None, steps=steps)) == []
    assert seen(whole(dossier_sets=None)) == ["dossier-sets-unstated"]


def test_a_limit_in_words_is_there_and_its_empty_field_is_told_apart() -> None:
    words = Channel(channel="online", text="Trong 07 ngày làm việc kể từ ngày nhận đủ hồ sơ")
    assert seen(whole(channels=(words,))) == ["time-limit-in-words"]


def test_a_limit_without_unit() -> None:
    (found,) = checked(limited(5, None, ""))
    assert (found.rule, found.field) == ("time-unit-missing", "channels[0].time_limit")
    (found,) = checked(limited(48, None, "chậm nhất 48 giờ kể từ khi nhận hồ sơ"))
    assert "“48 giờ”" in (found.suggestion or "")
