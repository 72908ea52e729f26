"""Prose cells of OpenCPS: steps, papers and legal bases, one thought a line."""

import pytest

from catalogue.records import Place
from importers.opencps.texts import read_bases, read_dossier, read_steps

HERE = Place(row=2)

STEPS = [  # cell, steps as number and words
    ("Bước 1\nNộp hồ sơ.\nBước 2\nNhận kết quả.", [(1, "Nộp hồ sơ."), (2, "Nhận kết quả.")]),
    ("Bước 1: Nộp;\nkèm giấy tờ.\nBước 3: Nhận.", [(1, "Nộp;\nkèm giấy tờ."), (3, "Nhận.")]),
    ("Nộp và chờ.", [(1, "Nộp và chờ.")]),
    ("", []),
]
DOSSIERS = [  # cell, papers, sets
    (
        "- Thành phần hồ sơ: Số lượng hồ sơ: 1 bộ\n1. Đơn\n2.Bản sao giấy phép;",
        ["Đơn", "Bản sao giấy phép"],
        1,
    ),
    ("- Thành phần hồ sơ:\nĐơn đề nghị\n\n", ["Đơn đề nghị"], None),
    ("Đơn đề nghị cấp,\ntheo mẫu\n- Số lượng hồ sơ: 02 bộ", ["Đơn đề nghị cấp, theo mẫu"], 2),
]
BASES = [  # cell, numbers, names begin with
    ("- Căn cứ pháp lý:\n+ Luật Hộ tịch số 60/2014/QH13", ["60/2014/QH13"]),
    (
        "+ Nghị định số 123/2015/NĐ-CP\nngày 15 tháng 11 năm 2015\n+Thông tư số 04/2020/TT-BTP",
        ["123/2015/NĐ-CP", "04/2020/TT-BTP"],
    ),
]


@pytest.mark.parametrize(("cell", "steps"), STEPS)
def test_steps_follow_their_numbers(cell: str, steps: list[tuple[int, str]]) -> None:
    assert [(step.order, step.text) for step in read_steps(cell, HERE)] == steps


@pytest.mark.parametrize(("cell", "papers", "sets"), DOSSIERS)
def test_papers_stand_one_a_line(cell: str, papers: list[str], sets: int | None) -> None:
    told = read_dossier(cell, HERE)
    assert [component.text for component in told.components] == papers
    assert told.sets == sets


@pytest.mark.parametrize(("cell", "numbers"), BASES)
def test_legal_bases_are_named_with_their_numbers(cell: str, numbers: list[str]) -> None:
    assert [basis.number for basis in read_bases(cell, HERE)] == numbers
