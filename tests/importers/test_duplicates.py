"""Rows of one list that carry one code."""

import pytest

from catalogue.issues import IssueLog
from catalogue.records import Place
from importers.duplicates import settle_rows
from importers.identity import Identity, identify


def _read(*rows: tuple[str, str]) -> tuple[list[Identity | None], IssueLog]:
    log = IssueLog()
    told = [
        identify(code, name=name, agency=None, place=Place(row=number), issues=log)
        for number, (code, name) in enumerate(rows, start=1)
    ]
    return list(settle_rows(told, log, same=list(rows))), log


CASES = [  # rows; keys ("TAM" for a provisional id, None for a repetition)
    ([("1.000894", "A"), ("1.001193", "B")], ["1.000894", "1.001193"]),
    ([("1.000894", "A"), ("1.000894", "A")], ["1.000894", None]),
    ([("1.000894", "A"), ("1.000894", "B")], ["1.000894", "TAM"]),
    ([("1.000894", "A"), ("1.000894", "B"), ("1.000894", "B")], ["1.000894", "TAM", None]),
    ([("1.000894.000.00.00.H19", "A"), ("1.000894", "B")], ["TAM", "1.000894"]),
    ([("1.000894.000.00.00.H19", "A"), ("1.000894.000.00.00.H20", "A")], ["1.000894", None]),
    ([("1.000894.000.00.00.H19", "A"), ("1.000894.000.00.00.H19", "B")], ["1.000894", "TAM"]),
    ([("1.000894.000.00.00.H19", "A"), ("1.000894", "A")], [None, "1.000894"]),
    ([("", "A"), ("", "A"), ("", "B")], ["TAM", None, "TAM"]),
]


@pytest.mark.parametrize(("rows", "keys"), CASES)
def test_every_row_keeps_its_code_gets_a_provisional_id_or_is_a_repetition(
    rows: list[tuple[str, str]], keys: list[str | None]
) -> None:
    found, _ = _read(*rows)
    assert [None if one is None else one.code or (one.provisional_id or "")[:3] for one in found] == keys


@pytest.mark.parametrize(("rows", "keys"), CASES)
def test_no_two_rows_share_a_key_and_every_loss_is_told(
    rows: list[tuple[str, str]], keys: list[str | None]
) -> None:
    found, log = _read(*rows)
    kept = [one.key for one in found if one is not None]
    assert len(kept) == len(set(kept))
    told = [issue for issue in log if issue.code in ("listed-twice", "listed-twice-differently")]
    assert len(told) == keys.count(None)


def test_two_statements_of_one_procedure_are_told_as_such() -> None:
    _, log = _read(("1.000894", "A"), ("1.000894.000.00.00.H19", "A"))
    assert [issue.code for issue in log if issue.place.row == 2] == [
        "code-repaired",
        "listed-twice-differently",
    ]
