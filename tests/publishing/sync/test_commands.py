"""The commands from plan to log, with a folder as the portal; drift; one apply at a time."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from catalogue.store.alone import Occupied, alone
from catalogue.store.store import Store
from dongian.cli import cli
from publishing.portals.portal_list import write_list
from publishing.portals.shapes import shapes
from publishing.sync.carried import only, stated_paths
from tests.build import case, component, procedure
from tests.publishing.sync.trial import fill, made

RECORDS = [made(number) for number in range(6)]


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A catalogue of six procedures and a folder that shows three, one of them wrongly."""
    fill(f"sqlite:///{tmp_path / 'd.db'}", RECORDS)
    folder = tmp_path / "cong"
    folder.mkdir()
    shape = shapes()["portal-record"]
    for record in (RECORDS[1], made(3, changed=True), made(5)):
        (folder / f"{record.key}.json").write_bytes(shape.write(record))
    (tmp_path / "cong.toml").write_text('name = "Cổng xã"\nkind = "folder"\npath = "cong"\n', "utf-8")
    return tmp_path


def dongian(office: Path, *words: str, code: int = 0) -> Result:
    done = CliRunner().invoke(cli, ["sync", *words, "--database", f"sqlite:///{office / 'd.db'}"])
    assert done.exit_code == code, done.output + repr(done.exception)
    return done


def test_from_plan_to_log(office: Path) -> None:
    portal, plan = ("--portal", str(office / "cong.toml")), str(office / "p.json")
    shown = dongian(
        office, "plan", *portal, "--out", plan, "--summary", str(office / "s.xlsx"), "--who", "Lan"
    ).output
    assert "sai khác 1" in shown
    assert "mức thu 1 › số tiền" in shown
    assert (office / "s.xlsx").exists()
    dongian(office, "verify", *portal, code=1)
    assert "xong 4" in dongian(office, "apply", plan, *portal, "--who", "Lan").output
    assert "6 trên 6 thủ tục đúng; 0 thừa, 0 lạ" in dongian(office, "verify", *portal).output
    assert "xong 4" in dongian(office, "apply", plan, *portal).output
    rows = json.loads(dongian(office, "log", "--key", "1.000003", "--json").output)
    assert [(row["event"], row["who"]) for row in rows] == [("intent", "Lan"), ("done", "Lan")]
    fees = [row["before_content"]["channels"][0]["fees"][0]["amount"] for row in rows[:1]]
    right = [row["after_content"]["channels"][0]["fees"][0]["amount"] for row in rows[:1]]
    assert (fees, right) == (
        [str(int(RECORDS[3].channels[0].fees[0].amount or 0) + 5000)],
        [RECORDS[3].channels[0].fees[0].amount],
    )
    status = json.loads(dongian(office, "status", "--json").output)
    assert [row["done"] for row in status if row["done"]] == [4]
    assert "còn nguyên vẹn" in dongian(office, "log", "--check").output


def test_a_page_of_the_summary_escapes_what_portals_say(office: Path) -> None:
    evil = RECORDS[1].model_copy(update={"name": "<script>alert(1)</script>"})
    (office / "cong" / "1.000001.json").write_bytes(shapes()["portal-record"].write(evil))
    page = office / "s.html"
    dongian(office, "plan", "--portal", str(office / "cong.toml"), "--summary", str(page))
    told = page.read_text("utf-8")
    assert "<script>" not in told
    assert "&lt;script&gt;" in told


def test_drift_of_a_list(office: Path) -> None:
    renamed = RECORDS[2].model_copy(update={"name": "Tên khác hẳn"})
    path = office / "danh-sach.xlsx"
    path.write_bytes(write_list([RECORDS[0], RECORDS[1], renamed, procedure("9.000009")]))
    told = json.loads(dongian(office, "drift", str(path), "--json", code=1).output)
    assert (told["right"], told["wanted"], told["unknown"]) == (2, 6, 1)
    assert {(i["key"], i["kind"], i["action"]) for i in told["items"]} == {
        ("1.000002", "differing", "none"),
        ("1.000003", "missing", "none"),
        ("1.000004", "missing", "none"),
        ("1.000005", "missing", "none"),
        ("9.000009", "unknown", "none"),
    }
    part = json.loads(dongian(office, "drift", str(path), "--part", "--json", code=1).output)
    assert {item["kind"] for item in part["items"]} == {"differing", "unknown"}


def test_drift_of_records(office: Path) -> None:
    told = json.loads(dongian(office, "drift", str(office / "cong"), "--json", code=1).output)
    assert (told["right"], told["wanted"]) == (2, 3)


def test_one_apply_at_a_time(store: Store) -> None:
    other = Store.open(store.engine.url.render_as_string(hide_password=False))
    with other, alone(store.engine, "sync Cổng"):
        with pytest.raises(Occupied), alone(other.engine, "sync Cổng"):
            pass
        with alone(other.engine, "sync Cổng khác"):
            pass
    with alone(store.engine, "sync Cổng"):
        pass


def test_what_an_export_has_no_place_for_is_left_out() -> None:
    page = procedure("1.000001", cases=(case(component("Tờ khai", None, None)),))
    full = procedure(
        "1.000001", sector="Hộ tịch", cases=(case(component("Đơn", 1, 0, code="A1"), name="Một"),)
    )
    found = only(full, stated_paths([page]))
    assert (found.sector, found.cases[0].name, found.cases[0].components[0].text) == (None, None, "Đơn")
    assert (found.cases[0].components[0].code, found.cases[0].components[0].originals) == (None, None)
