"""The annex of stored and planned measures: every option in words, dates and owners as they are."""

from dataclasses import replace
from datetime import date

import pytest

from catalogue.measures import Act, Measure, Target, Terms
from catalogue.options import Option
from catalogue.records import Level, TimeLimit, TimeUnit
from publishing.forms.annex_plan import rows_of_scenario
from publishing.forms.annex_rows import AnnexRow, words
from publishing.forms.measures_annex import write_annex
from tests.analysis.cost_cases import DAY, procedure
from tests.analysis.test_scenario import CODE, record, scenario
from tests.publishing.forms.test_measures_annex import cells


def planned(option: Option, **told: object) -> Measure:
    target = Target(procedure=CODE, component=told.pop("component", None))  # type: ignore[arg-type]
    return Measure.model_validate({"option": option, "targets": (target,)} | told)


def row(*measures: Measure) -> AnnexRow:
    (found,) = rows_of_scenario(scenario(*measures))
    return found


def test_an_option_stands_with_its_paper_and_its_figures() -> None:
    told = row(planned(Option.GIAM_SO_BO, before=Terms(sets=2), after=Terms(sets=1)))
    assert told.content == (f"{Option.GIAM_SO_BO.facts.vi} (số bộ hồ sơ: 2 → 1).",)
    told = row(planned(Option.BO_GIAY_TO, component=1))
    assert told.content == (f"{Option.BO_GIAY_TO.facts.vi} “Giấy khai sinh”.",)
    limit = Terms(time_limit=TimeLimit(value=5, unit=TimeUnit.DAY, text="5 ngày"))
    assert "(thời hạn: 5 ngày)" in row(planned(Option.GIAM_THOI_HAN, after=limit)).content[0]
    level = Terms(level=Level.COMMUNE)
    assert "(cấp thực hiện: cấp xã)" in row(planned(Option.PHAN_CAP, after=level)).content[0]


def test_the_words_of_a_text_stand_as_they_are() -> None:
    assert row(planned(Option.BAI_BO, text="không thực hiện thủ tục này")).content == (
        "Không thực hiện thủ tục này",
    )


def test_acts_owner_and_deadline_are_told_and_the_state_is_that_of_the_day() -> None:
    act = Act(number="123/2015/NĐ-CP", name="Nghị định về hộ tịch", articles=("Điều 10",), lead="Bộ Tư pháp")
    proposed = planned(
        Option.BO_GIAY_TO, component=1, acts=(act,), owner="Bộ Tư pháp", deadline=date(2026, 12, 31)
    )
    (told,) = row(proposed).acts
    assert told.startswith("Sửa đổi, bổ sung Điều 10 123/2015/NĐ-CP (Nghị định về hộ tịch) – Bộ Tư pháp. ")
    assert told.endswith("Cơ quan chủ trì: Bộ Tư pháp. Thời hạn: 31/12/2026.")
    law = {"instrument": "66.7/2025/NQ-CP", "instrument_articles": ("Điều 4",), "until": date(2027, 2, 28)}
    in_force = row(planned(Option.BO_GIAY_TO, component=1, since=date(2026, 1, 1), **law))
    assert in_force.acts[0].startswith(
        "Đã có hiệu lực theo Điều 4 66.7/2025/NQ-CP từ ngày 01/01/2026. Đến hết"
    )
    later = row(planned(Option.BO_GIAY_TO, component=1, since=date(2026, 12, 1), **law))
    assert later.acts[0].startswith("Có hiệu lực theo")


def test_amounts_are_those_of_the_scenario() -> None:
    measure = planned(Option.BO_GIAY_TO, component=1)
    told, found = row(measure), scenario(measure)
    assert (told.before, told.after) == (found.cost_before.central, found.cost_after.central)
    assert told.measures == 1


def test_a_procedure_without_components_has_no_amount() -> None:
    found = scenario(planned(Option.BAI_BO), records=[procedure(code=CODE)])
    (told,) = rows_of_scenario(found)
    assert (told.before, told.benefit) == (None, (words()["benefit"]["no_cost"],))
    assert words()["benefit"]["no_cost"] in cells(write_annex([told], day=DAY))[-1][-1]


@pytest.mark.parametrize("option", list(Option))
def test_every_option_has_a_row_that_can_be_written(option: Option) -> None:
    told = row(planned(option, component=0))
    assert told.content[0]
    assert cells(write_annex([told, replace(told, sector="Lĩnh vực")], day=DAY))


def test_only_the_wanted_procedures() -> None:
    found = scenario(planned(Option.BO_GIAY_TO, component=1), records=[record(), record("1.000002")])
    assert rows_of_scenario(found, keys=["1.000002"]) == []
