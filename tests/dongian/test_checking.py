"""Checks, exceptions, feedback, timeliness, the index and calendars from the command line."""

import json
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from python_calamine import CalamineWorkbook

from catalogue.records import Channel, ChannelKind, LegalBasis
from catalogue.store.store import Store
from dongian.cli import cli
from tests.build import NOW, case, channel, decision, fee, listed, procedure, reading

Run = Callable[..., Result]
SIGNED = ("--who", "Lan", "--why", "theo Công báo")
DAY = ("--as-of", "2026-11-20")


def filled(path: Path) -> str:
    """Two whole procedures under one decision of a province, and a row of a list."""
    url = f"sqlite:///{path}"
    told = decision("9/QĐ-UBND", "2026-02-24", agency="UBND tỉnh Lào Cai")
    limit = channel("in_person", 5, "working_day").time_limit
    cost = fee("135", "135.000 đồng/hồ sơ")
    slip = Channel(channel=ChannelKind.IN_PERSON, time_limit=limit, fees=(cost,))
    values = {
        "issuing_agency": "UBND tỉnh Lào Cai",
        "sector": "Hộ tịch",
        "steps": ({"order": 1, "text": "Nộp 01 bộ hồ sơ."},),
        "cases": (case("Đơn đề nghị"),),
        "applicants": ("Công dân Việt Nam",),
        "handling_agencies": ("Sở Tư pháp",),
        "outcomes": ({"name": "Trích lục"},),
    }
    first = procedure("1.000001", channels=(slip,), legal_bases=(LegalBasis(number="42/2022/NĐ-CP"),),
                      decision=told.model_copy(update={"published": date(2026, 3, 4)}), **values)  # fmt: skip
    second = procedure("1.000002", channels=(channel("online", 3, "day"),), decision=told,
                       legal_bases=(LegalBasis(number="12/2026/TT-BTP"),), **values)  # fmt: skip
    with Store.create(url) as store:
        run = store.begin_run(now=NOW)
        store.put_file(reading(first, second, listed("1.000003")), run=run, now=NOW)
        store.end_run(run, now=NOW)
    return url


@pytest.fixture
def run(tmp_path: Path) -> Run:
    url = filled(tmp_path / "a.db")

    def call(*arguments: str, code: int = 0) -> Result:
        found = CliRunner().invoke(cli, ["--database", url, *arguments, "--lang", "vi"])
        assert found.exit_code == code, (found.output, found.exception)
        return found

    return call


def told(run: Run, *arguments: str) -> list[dict[str, object]]:
    """The rows of a table."""
    rows: list[dict[str, object]] = json.loads(run(*arguments, "--json").stdout)
    return rows


def test_findings_with_evidence_and_words_to_write(run: Run, tmp_path: Path) -> None:
    rows = told(run, "check", *DAY)
    assert [(row["rule"], row["procedure"]) for row in rows] == [
        ("fee-unit-slip", "1.000001"),
        ("repealed-basis", "1.000001"),
    ]
    assert rows[0]["severity"] == "error"
    assert rows[0]["suggestion"] == "Mức phí: 135.000 đồng"
    assert "135.000 đồng/hồ sơ" in str(rows[0]["quote"])
    assert "a.json" in str(rows[0]["place"])
    shown = run("check", *DAY, "--why", str(rows[0]["id"])).stdout
    assert "63/2010/NĐ-CP" in shown
    assert told(run, "check", *DAY, "--rule", "vague-paper") == []
    assert (
        len(told(run, "check", *DAY, "--agency", "tư pháp", "--sector", "ho tich", "--severity", "error"))
        == 2
    )
    assert told(run, "check", *DAY, "--code", "1.000002") == []
    assert "số lượng hồ sơ" in run("check", *DAY, "--code", "1.000002").stdout
    target = tmp_path / "check.xlsx"
    run("check", *DAY, "--xlsx", str(target))
    sheet = CalamineWorkbook.from_path(target).get_sheet_by_index(0).to_python()
    assert (len(sheet), sheet[0][0], sheet[1][8]) == (3, "Mức", "Mức phí: 135.000 đồng")


def test_an_exception_is_accepted_with_a_reason_and_taken_back(run: Run) -> None:
    first = str(told(run, "check", *DAY)[0]["id"])
    run("check", "accept", first, "--until", "31/12/2026", *DAY, *SIGNED)
    assert [row["rule"] for row in told(run, "check", *DAY)] == ["repealed-basis"]
    assert [row["rule"] for row in told(run, "check", "--as-of", "2027-01-01")] == [
        "fee-unit-slip",
        "repealed-basis",
    ]
    (row,) = told(run, "check", "exceptions")
    assert (row["who"], row["why"], row["state"]) == ("Lan", "theo Công báo", "có hiệu lực")
    run("check", "undo", first, *SIGNED)
    assert len(told(run, "check", *DAY)) == 2
    assert "Không có ngoại lệ" in str(run("check", "undo", first, *SIGNED, code=1).exception)
    assert "Không có phát hiện" in str(run("check", "accept", "khongco", *DAY, *SIGNED, code=1).exception)
    assert "Không có quy tắc" in str(run("check", "--rule", "khongco", code=1).exception)


def test_the_rules_are_listed(run: Run) -> None:
    rows = told(run, "check", "rules")
    assert len(rows) >= 20
    assert [row["harm"] for row in rows] == sorted((row["harm"] for row in rows), reverse=True)  # type: ignore[type-var]


def test_feedback_of_a_table_is_watched(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "pakn.csv"
    header = "Mã PAKN;Mã TTHC;Loại;Nội dung;Ngày tiếp nhận;Tình trạng"
    file.write_text(f"{header}\nPA-1;1.000002;phản ánh;Chậm;13/02/2026;đã tiếp nhận\n", "utf-8")
    assert "ghi 1" in run("check", "feedback", str(file), *SIGNED).stdout
    (row,) = told(run, "check", "--as-of", "2026-03-02", "--code", "1.000002")
    assert (row["rule"], "27/02/2026" in str(row["why"])) == ("feedback-overdue", True)
    file.write_text("Mã PAKN;Ngày tiếp nhận\nPA-2;02/03/2026\n", "utf-8")  # about no procedure
    run("check", "feedback", str(file), *SIGNED)
    rows = told(run, "check", "waiting", "--as-of", "2026-03-10")
    # PA-1: forward by 27/02, answer by 13/3; PA-2: forward by 09/3 (3 4 5 6 9), answer by 23/3
    assert [(row["number"], row["step"], row["due"], row["late"]) for row in rows] == [
        ("PA-1", "forward", "2026-02-27", 7),  # 2 3 4 5 6 9 10
        ("PA-2", "forward", "2026-03-09", 1),
        ("PA-1", "answer", "2026-03-13", 0),
        ("PA-2", "answer", "2026-03-23", 0),
    ]
    file.write_text("Mã PAKN;Ngày tiếp nhận\nPA-1;hôm qua\n", "utf-8")
    fault = run("check", "feedback", str(file), *SIGNED, code=1).exception
    assert "dòng 2" in str(fault)
    file.write_text("Cột lạ\n1\n", "utf-8")
    assert "cột bắt buộc" in str(run("check", "feedback", str(file), *SIGNED, code=1).exception)


def test_legal_texts_of_a_table_decide(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "vb.csv"
    file.write_text(
        "number,repealed_by,from,source\n12/2026/TT-BTP,15/2026/TT-BTP,2026-10-01,Công báo\n", "utf-8"
    )
    run("check", "acts", str(file), *SIGNED)
    known = {row["number"]: row for row in told(run, "check", "texts", *DAY)}
    assert (known["12/2026/TT-BTP"]["origin"], known["42/2022/NĐ-CP"]["mark"]) == ("Lan", "text")
    (row,) = told(run, "check", *DAY, "--code", "1.000002")
    assert (row["rule"], row["severity"]) == ("repealed-basis", "error")
    assert told(run, "check", "--as-of", "2026-09-30", "--code", "1.000002") == []
    file.write_text(
        "Số hiệu,Ngày có hiệu lực\n12/2026/TT-BTP,2026-03-01\n42/2022/NĐ-CP,2022-06-24\n", "utf-8"
    )
    run("check", "acts", str(file), *SIGNED)
    rows = told(run, "timeliness", "show", "9/QĐ-UBND", *DAY)
    second = next(one for one in rows if one["procedure"] == "1.000002")
    # in force 01/3: the decree says 24/02; the index 23/02 (27 26 25 24 23): one working day late
    assert (second["decree"]["state"], second["decree"]["due"]) == ("on_time", "2026-02-24")  # type: ignore[index]
    assert (second["index_766"]["state"], second["index_766"]["late"]) == ("late", 1)  # type: ignore[index]
    (row,) = [one for one in told(run, "index766", "--period", "2026-Q1", *DAY) if one["id"] == "1.1"]
    assert (row["numerator"], row["denominator"]) == (0, 2), "the text of 2022 was announced four years later"


def test_timeliness_by_decision_and_by_agency_and_what_is_overdue(run: Run, tmp_path: Path) -> None:
    (row,) = told(run, "timeliness", "list", *DAY)
    # signed 24/02: publish by 03/3 (25 26 27 | 2 3); the first was shown on 04/3, the second: unknown
    assert row["upload"] == {"late": 1, "unknown": 1}
    assert row["worst"] == 1
    (row,) = told(run, "timeliness", "list", "--by", "agency", "--agency", "lào cai", *DAY)
    assert row["procedures"] == 2
    assert told(run, "timeliness", "list", "--period", "2025", *DAY) == []
    (row,) = told(run, "timeliness", "overdue", *DAY)
    assert (row["procedure"], row["due"], row["late"]) == ("1.000001", "2026-03-03", 1)
    target = tmp_path / "late.xlsx"
    run("timeliness", "overdue", *DAY, "--xlsx", str(target))
    assert len(CalamineWorkbook.from_path(target).get_sheet_by_index(0).to_python()) == 2
    shown = run("timeliness", "show", "9/QĐ-UBND", *DAY).stdout
    assert "quá hạn 1 ngày làm việc" in shown
    file = tmp_path / "ngay.csv"
    file.write_text("Mã TTHC,Quyết định công bố,Ngày công khai\n1.000002,09/QĐ-UBND,03/03/2026\n", "utf-8")
    run("timeliness", "import", str(file), *SIGNED)
    (row,) = told(run, "timeliness", "list", *DAY)
    assert row["upload"] == {"late": 1, "on_time": 1}
    (row,) = [one for one in told(run, "index766", "--period", "2026-03", *DAY) if one["id"] == "1.2"]
    assert (row["numerator"], row["denominator"], row["points"]) == (1, 2, "2.00")
    listed_ = told(run, "index766", "--period", "2026-03", "--list", "1.2", *DAY)
    assert [one["counts"] for one in listed_] == [False, True]


def test_a_calendar_is_shown_and_entered(run: Run, tmp_path: Path) -> None:
    years = {row["year"]: row["estimated"] for row in told(run, "calendar", "show")}
    assert (years["2026"], years["2027"], "2028" in years) == (False, True, False)
    assert "2026-02-17" in run("calendar", "show", "2026").stdout
    file = tmp_path / "2027.csv"
    rows = (
        "Ngày,Loại,Tên",
        "01/01/2027,nghỉ,Tết Dương lịch",
        "05/02/2027,nghỉ hoán đổi,",
        "13/02/2027,làm bù,",
    )
    file.write_text("\n".join(rows), "utf-8")
    run("calendar", "import", "2027", str(file), *SIGNED)
    years = {row["year"]: row["estimated"] for row in told(run, "calendar", "show")}
    assert years["2027"] is False
    file.write_text("Ngày,Loại\n01/01/2026,nghỉ\n", "utf-8")
    assert "không thuộc năm 2027" in str(
        run("calendar", "import", "2027", str(file), *SIGNED, code=1).exception
    )
    assert "Chưa có lịch năm 2040" in str(run("calendar", "show", "2040", code=1).exception)


@pytest.mark.shared
def test_real_records_of_the_portal(shared: Path, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'real.db'}"

    def call(*arguments: str) -> str:
        found = CliRunner().invoke(cli, ["--database", url, *arguments])
        assert found.exit_code == 0, (found.output, found.exception)
        return found.stdout

    call("init")
    call("import", str(shared / "data" / "portal-api" / "details"))
    rows = json.loads(call("check", *DAY, "--json"))
    counted = Counter(row["rule"] for row in rows)
    assert counted["time-limits-differ"] >= 40
    assert counted["decision-normative"] == 23
    assert counted["part-missing"] >= 23, "23 records have no dossier at all"
    assert all(row["quote"] and row["suggestion"] and row["legal"] for row in rows)
    judged = json.loads(call("timeliness", "list", *DAY, "--json"))
    assert sum(row["procedures"] for row in judged) == 288
    assert sum(row["upload"].get("late", 0) for row in judged) == 33
    assert sum(row["index_766"].get("late", 0) for row in judged) == 0, "no base tells when it takes effect"
