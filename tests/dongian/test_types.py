"""Types and findings are told with why, since when and on what they rest; old moments keep old answers."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from catalogue.legal_acts import LegalAct
from catalogue.parameters import Mark
from catalogue.store.store import Store
from dongian.cli import cli
from tests.build import NOW, case, procedure, reading

Run = Callable[..., Result]
GENERAL = "Giấy chứng nhận an toàn kỹ thuật tàu cá"
SPECIAL = f"{GENERAL} Việt Nam"
BIRTH = "Bản sao Giấy khai sinh"


def put(url: str, *rows: str, number: int = 1, **said: object) -> None:
    with Store.create(url) as store:
        run = store.begin_run(now=NOW)
        records = [
            procedure(f"1.0{number}000{at}", name=f"Thủ tục {number}.{at}", cases=(case(row),), **said)
            for at, row in enumerate(rows, 1)
        ]
        store.put_file(reading(*records, name=f"{number}.json"), run=run, now=NOW)
        store.end_run(run, now=NOW)


@pytest.fixture
def url(tmp_path: Path) -> str:
    told = f"sqlite:///{tmp_path / 'a.db'}"
    put(told, SPECIAL, BIRTH, "Lưu ý: hồ sơ nộp trong giờ hành chính.")
    return told


@pytest.fixture
def run(url: str) -> Run:
    def call(*arguments: str) -> Result:
        found = CliRunner().invoke(cli, ["--database", url, *arguments, "--lang", "vi"])
        assert found.exit_code == 0, found.output
        return found

    return call


def types(run: Run, *more: str) -> dict[str, dict[str, object]]:
    return {row["name"]: row for row in json.loads(run("documents", "types", "--json", *more).stdout)}


def test_a_further_import_with_a_more_general_wording_renames_nothing(run: Run, url: str) -> None:
    (before,) = [row for name, row in types(run).items() if "tàu cá" in name]
    assert (before["rows"], before["listed"], before["joined"]) == (1, False, [])
    put(url, GENERAL, number=2)
    (after,) = [row for name, row in types(run).items() if "tàu cá" in name]
    assert (after["id"], after["name"], after["since"]) == (before["id"], before["name"], before["since"])
    assert (after["rows"], after["procedures"], after["aliases"]) == (2, 2, GENERAL)
    assert len(after["joined"]) == 1
    (found,) = json.loads(run("duplicates", "--json").stdout)
    assert found["document_type"] == before["id"]
    shown = run("duplicates", "--why", found["id"]).stdout
    assert f"Gộp vào loại này: {GENERAL}" in shown
    assert "cùng danh từ chính" in shown


def test_the_general_wording_alone_would_have_been_the_anchor(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'b.db'}"
    put(url, SPECIAL, GENERAL)
    found = CliRunner().invoke(cli, ["--database", url, "documents", "types", "--json"])
    assert [row["name"] for row in json.loads(found.stdout)] == [GENERAL]


def test_types_tell_why_and_rows_without_a_type_tell_why_not(run: Run) -> None:
    told = types(run)
    assert told["Giấy khai sinh"]["listed"] is True
    assert "Điều 4" in str(told["Giấy khai sinh"]["why"])
    assert "chưa có trong danh mục" in str(next(row["why"] for row in told.values() if not row["listed"]))
    (row,) = json.loads(run("documents", "types", "--untyped", "--json").stdout)
    assert (row["kind"], row["procedure"]) == ("note", "1.010003")
    assert "không yêu cầu giấy tờ" in row["why"]
    assert "1 dòng không có loại giấy tờ" in run("documents", "types").stdout
    assert list(types(run, "--find", "khai sinh")) == list(types(run, "--find", "Giấy khai sinh"))


def test_what_ships_is_listed_without_a_catalogue(tmp_path: Path) -> None:
    missing = f"sqlite:///{tmp_path / 'none.db'}"
    found = CliRunner().invoke(cli, ["--database", missing, "documents", "types", "--listed", "--json"])
    assert found.exit_code == 0
    assert "birth_certificate" in {row["id"] for row in json.loads(found.stdout)}


def test_an_old_moment_remembers_nothing_new_and_answers_as_then(run: Run, url: str) -> None:
    types(run)
    with Store.open(url) as store:
        first = max(one.recorded for one in store.ledger.types().values())
    put(url, GENERAL, number=2)
    types(run)
    with Store.open(url) as store:
        then = store.ledger.types(first)
        assert len(store.ledger.types()) == len(then) + 1
    moment = (first + timedelta(hours=7, seconds=1)).strftime("%Y-%m-%dT%H:%M:%S")
    told = types(run, "--known-at", moment)
    assert {row["id"] for row in told.values()} <= then.keys() | {"birth_certificate"}
    with Store.open(url) as store:
        assert len(store.ledger.types()) == len(then) + 1


def test_why_of_once_only_tells_row_type_register_clause_issuers_and_judgements(run: Run, url: str) -> None:
    put(url, "Tờ khai đăng ký khai sinh", number=3, outcomes=({"name": "Giấy khai sinh"},))
    first = next(
        one
        for one in json.loads(run("once-only", "--json").stdout)
        if one["document_type"] == "birth_certificate"
    )
    shown = run("once-only", "--why", first["id"]).stdout
    for told in (
        BIRTH,
        "← a.json",
        "[birth_certificate]: có trong danh mục loại giấy tờ kê sẵn (66.7/2025/NQ-CP Điều 4",
        "Cơ sở dữ liệu: ",
        "Căn cứ: 66.7/2025/NQ-CP Điều 4",
        "Thủ tục cấp: 1.030001 Thủ tục 3.1",
        "Phán quyết: chưa có",
    ):
        assert told in shown
    run("documents", "judge", "--who", "An", "--why", "khác", "--answer", "different",
        "--pair", "birth_certificate", "marriage_certificate")  # fmt: skip
    shown = run("once-only", "--why", first["id"]).stdout
    assert "different (An" in shown
    (told,) = [json.loads(run("once-only", "--why", first["id"], "--json").stdout)]
    assert [one["procedure"] for one in told["issuers"]] == ["1.030001"]
    assert [one["answer"] for one in told["judgements"]] == ["different"]
    assert told["types"][0]["type"] == "birth_certificate"


def test_zombies_tell_texts_that_people_entered_as_repealed(run: Run, url: str) -> None:
    put(url, "Đơn theo Mẫu số 1 của Thông tư số 12/2020/TT-BTP", number=4)
    assert json.loads(run("zombies", "--json").stdout) == []
    act = LegalAct(number="12/2020/TT-BTP", repealed_by="1/2026/TT-BTP", repealed_from=NOW.date(),
                   source="Công báo", mark=Mark.TEXT)  # fmt: skip
    with Store.open(url) as store:
        store.notebook.put_acts([act], who="An", why="Công báo", now=NOW)
    (found,) = json.loads(run("zombies", "--json").stdout)
    assert (found["kind"], found["procedures"]) == ("zombie-act", ["1.040001"])
    assert "1/2026/TT-BTP" in run("zombies", "--why", found["id"]).stdout
