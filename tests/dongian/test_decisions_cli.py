"""decisions and import on the command line: preview, conflicts, undo, redo, chain."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from lxml import etree

from dongian import language
from dongian.cli import cli
from dongian.field_names import field_name

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    def call(*arguments: str | Path, lang: str = "vi") -> Result:
        before = language.language()
        try:
            database = f"sqlite:///{tmp_path / 'a.db'}"
            return CliRunner().invoke(cli, ["--database", database, *map(str, arguments), "--lang", lang])
        finally:
            language.use(before)

    assert call("init").exit_code == 0
    return call


@pytest.fixture
def decision(fixtures: Path) -> Path:
    return fixtures / "decision" / "tinh-danh-muc-va-noi-dung" / "source.docx"


@pytest.fixture
def record(fixtures: Path) -> Path:
    return fixtures / "portal-record" / "ho-tich-ket-hon" / "source.json"


NUMBER = "1207/QĐ-UBND"


def ok(result: Result) -> str:
    assert result.exit_code == 0, result.output
    return result.stdout


def test_a_preview_shows_effects_and_conflicts_and_stores_nothing(
    run: Run, decision: Path, record: Path
) -> None:
    ok(run("import", record))
    before = ok(run("procedures", "export"))
    told = run("import", decision, "--preview").stdout
    assert f"Quyết định {NUMBER}" in told
    assert "phạm vi: Lào Cai" in told
    assert "~ sửa đổi, bổ sung   1.000894" in told
    assert "[ministry-decision-missing]" in told
    assert "cần làm:" in told
    assert "Chưa ghi gì vào danh mục" in told
    assert "đã nhập" not in told
    assert ok(run("procedures", "export")) == before
    told = json.loads(run("import", decision, "--preview", "--json").stdout)
    (file,) = told["files"]
    assert told["run"] is None
    kinds = {effect["kind"] for effect in file["preview"]["effects"]}
    assert {"new", "amended", "repealed"} <= kinds
    assert {"code", "severity", "message", "evidence", "do"} <= set(file["preview"]["conflicts"][0])


def test_policies_on_the_command_line(run: Run, decision: Path, record: Path) -> None:
    ok(run("import", record))
    stopped = run("import", decision, "--on-conflict", "stop")
    assert stopped.exit_code == 1
    assert "mâu thuẫn" in stopped.stdout
    assert ok(run("decisions", "list", "--json")).count(NUMBER) == 0
    skipped = run("import", decision, "--on-conflict", "skip")
    left_out = json.loads(run("issues", "--code", "line-left-out", "--json").stdout)
    assert skipped.exit_code == (1 if left_out else 0)
    ok(run("decisions", "show", NUMBER))


def test_undo_redo_and_history(run: Run, decision: Path, record: Path) -> None:
    ok(run("import", record))
    before = ok(run("procedures", "export"))
    local = ("procedures", "show", "1.000894", "--place", "Lào Cai", "--as-of", "2026-08-01", "--json")
    plain = json.loads(ok(run(*local)))["record"]
    run("import", decision)
    applied = json.loads(ok(run(*local)))
    assert applied["record"] != plain
    assert applied["overlay"]["changes"]
    told = ok(run("decisions", "undo", NUMBER, "--who", "Lan", "--why", "nhập nhầm"))
    assert "hoàn tác source.docx" in told
    assert json.loads(ok(run(*local)))["record"] == plain
    assert ok(run("procedures", "export")) == before
    assert "Lan: nhập nhầm" in ok(run("procedures", "history", "1.000894"))
    assert "đã hoàn tác" in ok(run("decisions", "show", NUMBER))
    ok(run("decisions", "redo", NUMBER, "--who", "Lan", "--why", "đúng rồi"))
    assert json.loads(ok(run(*local)))["record"] == applied["record"]
    assert run("decisions", "undo", "--who", "Lan", "--why", "x").exit_code == 2
    number = json.loads(ok(run("decisions", "show", NUMBER, "--json")))["readings"][0]["file"]
    ok(run("decisions", "undo", "--file", str(number), "--who", "Lan", "--why", "x"))


def test_the_chain_as_tree_dot_svg_and_json(run: Run, decision: Path, tmp_path: Path) -> None:
    run("import", decision)
    tree = ok(run("decisions", "chain", NUMBER))
    assert tree.splitlines()[0].startswith(NUMBER)
    assert "công bố theo: 1520/QĐ-BTP (2024), ký 29/05/2024, Bộ Tư pháp  [chưa có trong danh mục]" in tree
    assert "thay thế: 512/QĐ-UBND (Lào Cai, 2025)" in tree
    assert "Chưa có trong danh mục: " in tree
    assert '"1207/QĐ-UBND" -> "1520/QĐ-BTP (2024)"' in ok(run("decisions", "chain", NUMBER, "--as", "dot"))
    target = tmp_path / "chain.svg"
    ok(run("decisions", "chain", NUMBER, "--as", "svg", "--to", target))
    drawn = etree.fromstring(target.read_bytes())
    assert len(drawn.findall(".//{http://www.w3.org/2000/svg}rect")) == 4
    told = json.loads(ok(run("decisions", "chain", NUMBER, "--as", "json")))
    assert told["missing"] == ["1520/QĐ-BTP (2024)", "512/QĐ-UBND (Lào Cai, 2025)"]
    assert "follows" in ok(run("decisions", "chain", NUMBER, lang="en"))


def test_a_province_that_is_none_is_told(run: Run, decision: Path) -> None:
    run("import", decision)
    told = run("procedures", "show", "1.000894", "--place", "Atlantis")
    assert told.exit_code == 2
    assert "Atlantis" in told.output


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("channels[online].fees[2].amount", "Cách thức thực hiện (trực tuyến), Phí, lệ phí 2, số tiền"),
        ('cases["Cấp lại"].components[3].copies', "Thành phần hồ sơ Cấp lại, Giấy tờ 3, bản sao"),
        ("channels[*].time_limit.text", "Cách thức thực hiện (chung), Thời hạn giải quyết, lời văn"),
        ("unheard_of", "unheard_of"),
    ],
)
def test_a_path_is_told_in_words(path: str, expected: str) -> None:
    assert field_name(path) == expected
