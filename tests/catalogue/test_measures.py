"""The record of a measure: its state on a day, its identity, its line."""

import tomllib
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from pydantic import ValidationError

from catalogue.measures import (
    Act,
    BadMeasure,
    Measure,
    MeasureState,
    Target,
    Terms,
    from_lines,
    to_lines,
)
from catalogue.options import Bucket, LegalOutcome, Option, options

DROP = Measure(
    option=Option.BO_GIAY_TO,
    targets=(Target(procedure="1.000001", component=2, component_text="Bản sao giấy khai sinh"),),
    acts=(Act(number="123/2015/NĐ-CP", articles=("khoản 1 Điều 9",), lead="Bộ Tư pháp"),),
    proposed=date(2025, 10, 1),
    approved=date(2025, 12, 1),
    since=date(2026, 1, 1),
    applied=date(2026, 3, 1),
    until=date(2027, 2, 28),
)


@pytest.mark.parametrize(
    ("day", "state"),
    [
        ("2025-11-01", "proposed"),
        ("2025-12-01", "approved"),
        ("2026-01-01", "in_force"),
        ("2026-03-01", "applied"),
        ("2027-02-28", "applied"),
        ("2027-03-01", "reverted"),
    ],
)
def test_the_state_follows_its_dates(day: str, state: str) -> None:
    assert DROP.state(date.fromisoformat(day)) is MeasureState(state)


def test_an_amending_act_that_keeps_the_cut_makes_it_permanent() -> None:
    kept = DROP.model_copy(update={"until": None})
    assert kept.state(date(2030, 1, 1)) is MeasureState.APPLIED


def test_only_what_the_law_says_counts() -> None:
    assert [s.value for s in MeasureState if s.counts] == ["in_force", "applied"]


def test_a_measure_without_dates_is_proposed() -> None:
    only = Measure(option=Option.GIAM_PHI, targets=(Target(procedure_name="Cấp giấy phép"),))
    assert only.state(date(2026, 1, 1)) is MeasureState.PROPOSED


def test_lines_are_read_back_as_they_were_written() -> None:
    half = Measure(
        option=Option.TRUC_TUYEN,
        targets=(Target(procedure="1.000002"),),
        after=Terms(share=Fraction(1, 3)),
    )
    lines = list(to_lines([half, DROP]))
    read = from_lines(lines, name="pa.jsonl")
    assert {m.key for m in read} == {half.key, DROP.key}
    assert list(to_lines(read)) == lines


def test_the_state_of_a_measure_is_no_part_of_its_identity() -> None:
    assert DROP.model_copy(update={"since": None, "applied": None}).key == DROP.key
    assert DROP.model_copy(update={"option": Option.GIAM_BAN_SAO}).key != DROP.key


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('{"option": "KHONG_CO", "targets": [{"procedure": "1.000001"}]}', "option"),
        ('{"option": "BAI_BO", "targets": []}', "targets"),
        ('{"option": "BAI_BO", "targets": [{"component": 1}]}', "targets.0"),
        ('{"option": "BAI_BO", "targets": [{"procedure": "1.000001"}], "mau": 1}', "mau"),
        ("{", "cả dòng"),
    ],
)
def test_a_bad_line_is_told_by_number_and_field(line: str, told: str) -> None:
    with pytest.raises(BadMeasure, match=rf"pa\.jsonl, dòng 2: .*{told}"):
        from_lines(["", line], name="pa.jsonl")


def test_two_lines_of_one_measure_are_refused() -> None:
    with pytest.raises(BadMeasure, match="đã có"):
        from_lines([*to_lines([DROP]), *to_lines([DROP])], name="pa.jsonl")


def test_dates_out_of_order_are_refused() -> None:
    with pytest.raises(ValidationError, match="before since"):
        Measure(option=Option.BAI_BO, targets=DROP.targets, since=date(2026, 1, 2), until=date(2026, 1, 1))


def test_every_option_has_its_facts() -> None:
    assert options().keys() == set(Option)
    assert len(Option) == 24
    assert Option.BAI_BO.facts.outcome is LegalOutcome.REPEAL
    assert Option.BAI_BO.facts.bucket is Bucket.CUT
    assert Option.GIAM_THOI_HAN.facts.cost == "no"


@pytest.mark.shared
def test_the_options_are_those_of_the_reference(shared: Path) -> None:
    told = tomllib.loads((shared / "reference" / "simplification_options.toml").read_text("utf-8"))
    for entry in told["option"]:
        facts = Option(entry["code"]).facts
        assert (facts.vi, facts.outcome, facts.bucket, facts.mark) == (
            entry["vi"],
            entry["legal_outcome"],
            entry["report_bucket"],
            entry["mark"],
        )
