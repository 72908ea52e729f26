"""diff, search, open on the command line: what is printed, as text and as JSON."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from catalogue.store.store import Store
from dongian.cli import cli
from tests.build import case, channel, fee, procedure
from tests.catalogue.test_spans import put


@pytest.fixture
def database(tmp_path: Path) -> str:
    url = f"sqlite:///{tmp_path / 'a.db'}"
    with Store.create(url) as store:
        old = procedure(
            "1.000001",
            name="Đăng ký khai sinh",
            sector="Hộ tịch",
            channels=(channel("online", 5, "day", fee("10000")),),
            cases=(case("Giấy chứng sinh"),),
        )
        put(store, ("a.json", 40, (old, procedure("1.000002", name="Gia hạn", sector="Thuế")), 0))
        amended = old.model_copy(update={"channels": (channel("online", 5, "day", fee("20000")),)})
        put(store, ("a.json", 40, (amended, procedure("1.000002", name="Gia  hạn", sector="Thuế")), 5))
        put(store, ("b.json", 40, (procedure("1.000003", name="Cấp đổi"),), 5))
    return url


def run(database: str, *arguments: str) -> Result:
    return CliRunner().invoke(cli, ["--database", database, *arguments])


def test_the_whole_catalogue_is_compared(database: str, tmp_path: Path) -> None:
    out = tmp_path / "changes.jsonl"
    whole = ("diff", "--from", "2026-02-01@2026-01-10T15:01", "--to", "2026-02-01")
    result = run(database, *whole, "--json", "--out", str(out))
    assert result.exit_code == 0, result.output
    told = json.loads(result.stdout)
    assert told["became"] == {"amended": 2, "new": 1}
    assert told["procedures"] == {"from": 2, "to": 3}
    assert told["changes"][0]["key"] == "1.000001", "a fee before a blank"
    assert told["changes"][0]["changes"][0]["after"] == "20000"
    lines = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert [line["key"] for line in lines] == ["1.000001", "1.000002", "1.000003"]
    only = run(database, *whole, "--field", "fee")
    assert "10000 → 20000" in only.stdout
    assert "1.000003" not in only.stdout


def test_a_side_that_is_no_day_is_told(database: str) -> None:
    result = run(database, "diff", "--from", "hôm qua", "--to", "2026-02-01")
    assert result.exit_code == 2
    assert "2026-07-01@2026-08-15" in result.output


def test_search_says_why_and_what_was_meant(database: str) -> None:
    shown = run(database, "search", "khai", "shinh", "--as-of", "2026-02-01").stdout
    assert "«khai sinh»" in shown
    assert "Có phải bạn tìm: khai sinh" in shown
    told = json.loads(run(database, "search", "chung sinh", "--as-of", "2026-02-01", "--json").stdout)
    assert told[0]["because"] == [{"field": "component", "text": "Giấy «chứng sinh»"}]
    assert json.loads(run(database, "search", "khai sinh", "--sector", "thuế", "--json").stdout) == []


def test_a_link_is_printed_and_opened(database: str) -> None:
    link = run(database, "procedures", "show", "1.000001", "--as-of", "2026-02-01", "--link").stdout.strip()
    assert link.startswith("dongian:procedures/1.000001?as-of=2026-02-01&known-at=")
    opened = json.loads(run(database, "open", link, "--json").stdout)
    assert opened["name"] == "Đăng ký khai sinh"
    assert json.loads(run(database, "procedures", "show", link, "--json").stdout) == opened
    moving = run(database, "open", "procedures/1.000001").stdout
    assert "cố định: dongian:procedures/1.000001?as-of=" in moving
