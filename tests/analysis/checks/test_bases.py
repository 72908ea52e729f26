"""Repealed legal bases, dead papers and agencies."""

from datetime import date
from typing import Any

import pytest

from catalogue.issues import Severity
from catalogue.legal_acts import LegalAct
from catalogue.parameters import Mark
from catalogue.records import LegalBasis, Procedure
from tests.analysis.checks.checking import checked, of, rows, seen, whole
from tests.build import decision


def cited(*numbers: str, **said: Any) -> Procedure:
    """These legal bases."""
    return whole(legal_bases=tuple(LegalBasis(number=one) for one in numbers), **said)


REPEAL = LegalAct(number="42/2022/NĐ-CP", repealed_by="224/2026/NĐ-CP", repealed_from=date(2026, 7, 1),
                  source="224/2026/NĐ-CP Điều 89", mark=Mark.TEXT)  # fmt: skip


def test_a_repealed_basis_from_its_day_on() -> None:
    told = cited("42/2022/NĐ-CP", "63/2010/NĐ-CP")
    assert seen(told, acts=(REPEAL,), day=date(2026, 6, 30)) == []
    (found,) = checked(told, acts=(REPEAL,), day=date(2026, 7, 1))
    assert (found.rule, found.severity) == ("repealed-basis", Severity.ERROR)
    assert "Thay 42/2022/NĐ-CP bằng 224/2026/NĐ-CP" in (found.suggestion or "")
    (found,) = checked(cited("42/2022/NĐ-CP", "224/2026/NĐ-CP"), acts=(REPEAL,))
    assert "Bỏ 42/2022/NĐ-CP" in (found.suggestion or "")


def test_what_is_only_remembered_is_a_warning_that_says_so() -> None:
    (found,) = checked(cited("42/2022/NĐ-CP"), acts=(REPEAL.model_copy(update={"mark": Mark.RECALLED}),))
    assert found.severity is Severity.WARNING
    assert "chưa được kiểm chứng" in found.because[0]


@pytest.mark.parametrize("said", [{"repealed_from": None}, {"partly": True}])
def test_a_repeal_without_day_or_in_part_accuses_nobody(said: dict[str, Any]) -> None:
    assert seen(cited("42/2022/NĐ-CP"), acts=(REPEAL.model_copy(update=said),)) == []


def test_equal_numbers_of_other_types_are_other_texts() -> None:
    assert seen(cited("42/2022/TT-BTC"), acts=(REPEAL,)) == []


def test_a_rule_in_the_place_of_the_announcing_decision() -> None:
    assert seen(whole(decision=decision("44/2026/QĐ-UBND"))) == ["decision-normative"]
    assert seen(whole(decision=decision("1351/QĐ-UBND"))) == []


def test_a_dead_paper_and_the_words_to_write() -> None:
    (found,) = of(
        "zombie-paper",
        checked(rows("Bản sao Hộ chiếu, Giấy chứng minh nhân dân hoặc giấy tờ có giá trị thay thế")),
    )
    assert found.suggestion == "Viết lại: “Bản sao Hộ chiếu, Thẻ căn cước hoặc giấy tờ có giá trị thay thế”"
    (found,) = of("zombie-paper", checked(rows("Chứng minh nhân dân hoặc thẻ căn cước")))
    assert found.suggestion == "Viết lại: “thẻ căn cước”", "what is named already is not named twice"


def test_an_old_paper_as_proof_of_the_past_is_no_fault() -> None:
    past = "Giấy tờ về quốc tịch, sổ hộ khẩu do cơ quan có thẩm quyền cấp qua các thời kỳ"
    assert of("zombie-paper", checked(rows(past))) == []


def test_a_dead_agency() -> None:
    steps = ({"order": 1, "text": "Nộp hồ sơ đến Bộ Giao thông vận tải."},)
    (found,) = of("zombie-agency", checked(whole(steps=steps)))
    assert found.suggestion == "Viết lại: “Nộp hồ sơ đến Bộ Xây dựng.”"
    assert of("zombie-agency", checked(whole(steps=steps), day=date(2025, 2, 28))) == []
