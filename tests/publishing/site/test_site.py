"""The site: every link leads somewhere, nothing comes from outside, and people can read it."""

import json
import re
import shutil
import subprocess
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

import pytest
from lxml import html

from catalogue.records import Procedure
from catalogue.store.changes import Feed
from catalogue.store.store import Store
from publishing.exports.files import CannotWrite
from publishing.exports.stamp import Stamp
from publishing.site import build
from publishing.site.addresses import key_slug, procedure_address, sector_address, slug
from publishing.site.build import Given, write_site
from tests.build import NOW, case, channel, component, day, fee, listed, procedure, reading
from tests.publishing.exports.round_trip import fixture_records

DAY = day("2026-07-01")
STYLE = Path(build.__file__).parent / "static" / "trang.css"
HOSTILE = '<script>alert("x")</script>'


def site(store: Store, target: Path, *records: Procedure) -> Path:
    store.put_file(reading(*records), run=store.begin_run(now=NOW), now=NOW)
    snapshot = store.snapshot(DAY)
    stamp = Stamp.of(snapshot, known=NOW, version="0.1.0")
    entries = list(Feed(store.engine).since())
    built = write_site(target, Given(snapshot.procedures, entries, store.decisions(), stamp))
    assert built.procedures == len(snapshot.procedures)
    assert built.pages == len(list(target.rglob("*.html")))
    return target


@pytest.fixture
def store(tmp_path: Path, empty_catalogue: Path) -> Store:
    path = tmp_path / "catalogue.db"
    shutil.copy(empty_catalogue, path)
    return Store.open(f"sqlite:///{path}")


@pytest.fixture
def whole(store: Store, tmp_path: Path, fixtures: Path) -> Path:
    """A site of every fixture."""
    records = [one for one in fixture_records(fixtures) if one.change not in ("repealed", "suspended")]
    return site(store, tmp_path / "web", *records)


def pages(folder: Path) -> Sequence[Path]:
    return sorted(folder.rglob("*.html"))


def test_every_link_leads_to_a_page_or_a_place_in_it(whole: Path) -> None:
    places = {path: set(html.parse(path).xpath("//@id")) for path in pages(whole)}
    assert len(places) > 60
    for path in places:
        for target in html.parse(path).xpath("//@href | //@src"):
            assert not re.match(r"[a-z]+:|//", target), (path, target)  # nothing from outside
            address, _, place = unquote(str(target)).partition("#")
            there = (path.parent / address).resolve() if address else path.resolve()
            assert there.is_file(), (path, target)
            if place and there.suffix == ".html":
                assert place in places[whole / there.relative_to(whole.resolve())], (path, target)


class Checker(HTMLParser):
    """Tags that are opened and not closed, or the other way round."""

    VOID = frozenset({"meta", "link", "br", "input", "hr", "img"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}> {self.getpos()}")


def test_every_page_is_whole_and_has_its_landmarks(whole: Path) -> None:
    for path in pages(whole):
        checker = Checker()
        checker.feed(path.read_text("utf-8"))
        assert (checker.wrong, checker.open) == ([], []), path
        tree = html.parse(path)
        assert tree.xpath("/html/@lang") == ["vi"]
        assert [len(tree.xpath(f"//{tag}")) for tag in ("main", "h1", "title")] == [1, 1, 1], path
        assert tree.xpath("/html/body/header")
        assert tree.xpath("/html/body/footer")
        assert tree.xpath("//a[@class='skip']/@href") == ["#noi-dung"]
        levels = [int(tag.tag[1]) for tag in tree.xpath("//h1 | //h2 | //h3")]
        assert all(after <= before + 1 for before, after in pairwise(levels)), path
        assert all(nav.get("aria-label") for nav in tree.xpath("//nav")), path
        assert all(th.get("scope") for th in tree.xpath("//th")), path
        ids = tree.xpath("//@id")
        assert len(ids) == len(set(ids)), path
        for field in tree.xpath("//input"):
            assert tree.xpath(f"//label[@for='{field.get('id')}']")


def test_colours_have_contrast_enough() -> None:
    css = STYLE.read_text("utf-8")
    told = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", css))

    def light(colour: str) -> float:
        digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
        parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
        lit = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * lit[0] + 0.7152 * lit[1] + 0.0722 * lit[2]

    def contrast(one: str, other: str) -> float:
        high, low = sorted((light(told.get(one, one)), light(told.get(other, other))), reverse=True)
        return (high + 0.05) / (low + 0.05)

    for front, back, least in [
        ("ink", "back", 7), ("soft", "back", 4.5), ("soft", "head", 4.5), ("link", "back", 4.5),
        ("#5b2a86", "back", 4.5), ("warn", "warn-back", 4.5), ("#fff", "strong", 4.5),
        ("strong", "back", 4.5), ("focus", "back", 3),
    ]:  # fmt: skip
        assert contrast(front, back) >= least, (front, back)


def test_a_procedure_shows_every_part_in_the_order_of_the_law(store: Store, tmp_path: Path) -> None:
    record = procedure(
        "1.000894",
        name="Thủ tục đăng ký kết hôn",
        sector="Hộ tịch",
        levels=["commune"],
        steps=[{"order": 1, "text": "Nộp hồ sơ"}],
        channels=[channel("in_person", 5, "working_day", fee("50000", ""))],
        cases=[case(component("Tờ khai", originals=1, copies=None))],
        not_applicable=["conditions"],
    )
    folder = site(store, tmp_path / "web", record)
    tree = html.parse(folder / procedure_address("1.000894"))
    headings = [heading.text_content() for heading in tree.xpath("//h2")]
    order = [heading.partition(". ")[2] for heading in headings[:-1]]
    assert order == [
        "Trình tự thực hiện", "Cách thức thực hiện, thời hạn giải quyết, phí, lệ phí",
        "Thành phần, số lượng hồ sơ", "Đối tượng thực hiện", "Cơ quan giải quyết", "Mẫu đơn, tờ khai",
        "Kết quả thực hiện", "Yêu cầu, điều kiện", "Căn cứ pháp lý",
    ]  # fmt: skip
    text = tree.getroot().text_content()
    assert "50.000 đồng" in text
    assert "5 ngày làm việc" in text
    assert (
        "Không áp dụng (nguồn nêu là không có)" in tree.xpath("//section[@id='dieu-kien']")[0].text_content()
    )
    assert "Chưa rõ" in tree.xpath("//section[@id='doi-tuong']")[0].text_content()
    told = json.loads((folder / "thu-tuc/1.000894.json").read_text("utf-8"))
    assert Procedure.model_validate(told["record"]).name == record.name
    assert told["history"][0]["content_hash"]
    assert {"as_of", "known_at", "snapshot", "program"} <= told.keys()


def test_hostile_text_is_only_ever_text(store: Store, tmp_path: Path) -> None:
    record = procedure(
        name=HOSTILE,
        sector=HOSTILE,
        issuing_agency="../../etc",
        conditions="javascript:alert(1)\x07",
        number=f"1/QĐ-{HOSTILE}",
    )
    folder = site(store, tmp_path / "web", record)
    for path in pages(folder):
        text = path.read_text("utf-8")
        assert HOSTILE not in text, path
        assert "\x07" not in text
    script = (folder / "chi-muc.js").read_text("utf-8")
    assert json.loads(script.removeprefix("window.CHI_MUC=").removesuffix(";\n"))[0][1] == HOSTILE
    outside = [path for path in tmp_path.rglob("*.html") if not path.is_relative_to(folder)]
    assert outside == []


def test_addresses_stay_and_are_safe() -> None:
    assert key_slug("1.001193") == "1.001193"
    assert re.fullmatch(r"it-p-tn-1519-[0-9a-f]{6}", key_slug("IT:p_TN_1519"))
    for odd in ("..", "../x", "a/b", "", "Đ", "x" * 300, "-x"):
        assert re.fullmatch(r"[a-z0-9-]{1,80}", key_slug(odd)), odd
    assert slug("Đất đai") != slug("đất đài")
    assert sector_address("Hộ tịch") == sector_address("Hộ tịch")


def test_equal_catalogues_give_equal_sites(store: Store, tmp_path: Path) -> None:
    first = site(store, tmp_path / "a", procedure(), listed("1.000002", levels=["commune"]))
    second = tmp_path / "b"
    snapshot = store.snapshot(DAY)
    stamp = Stamp.of(snapshot, known=NOW, version="0.1.0")
    given = Given(snapshot.procedures, list(Feed(store.engine).since()), store.decisions(), stamp)
    write_site(second, given)
    write_site(second, given)  # an earlier site is replaced
    names = sorted(path.relative_to(first) for path in first.rglob("*") if path.is_file())
    assert names == sorted(path.relative_to(second) for path in second.rglob("*") if path.is_file())
    assert all((first / name).read_bytes() == (second / name).read_bytes() for name in names)


def test_a_folder_of_something_else_is_never_replaced(store: Store, tmp_path: Path) -> None:
    other = tmp_path / "web"
    other.mkdir()
    (other / "index.html").write_text("của tôi", "utf-8")
    with pytest.raises(CannotWrite, match="không ghi đè"):
        site(store, other, procedure())
    assert (other / "index.html").read_text("utf-8") == "của tôi"
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_dir()) == ["web"]


def test_decisions_have_pages_with_what_they_did(store: Store, tmp_path: Path) -> None:
    record = procedure(change="new", number="5/QĐ-BTP", signed="2026-01-02", effective="2026-02-01")
    gone = procedure(
        "1.000002", name="Đã bãi bỏ", change="repealed", number="5/QĐ-BTP", effective="2026-02-01"
    )
    folder = site(store, tmp_path / "web", record, gone)
    (page,) = [path for path in (folder / "quyet-dinh").glob("*.html") if path.name != "index.html"]
    text = html.parse(page).getroot().text_content()
    assert "mới ban hành" in text
    assert "bị bãi bỏ" in text
    assert "không có hiệu lực trong ngày này" in text
    assert "02/01/2026" in text


def test_every_recording_has_a_place_of_its_own(store: Store, tmp_path: Path) -> None:
    store.put_file(reading(procedure(name="Tên cũ"), name="b.json"), run=store.begin_run(now=NOW), now=NOW)
    later = NOW + timedelta(days=1)
    store.put_file(
        reading(procedure(name="Tên mới"), name="b.json"), run=store.begin_run(now=later), now=later
    )
    folder = site(store, tmp_path / "web", procedure(name="Tên mới"))
    tree = html.parse(folder / procedure_address("1.000001"))
    rows = tree.xpath("//section[@id='lich-su']//tbody/tr/@id")
    assert len(rows) >= 2
    assert len(rows) == len(set(rows))
    moment = tree.xpath("//section[@id='lich-su']//time/@datetime")[0]
    assert datetime.fromisoformat(moment).astimezone(UTC)


CHROMIUM = shutil.which("chromium")


@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
@pytest.mark.parametrize("asked", ["dang ky khai sinh", "Đăng ký KHAI SINH", "1.000001", "đăng kí khai"])
def test_searching_works_from_a_file(store: Store, tmp_path: Path, asked: str) -> None:
    folder = site(store, tmp_path / "web", procedure(), procedure("1.000002", name="Cấp giấy phép"))
    page = f"file://{folder}/index.html?q={asked.replace(' ', '+')}"
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=4000", "--dump-dom"]
    command = [str(CHROMIUM), *options, f"--user-data-dir={tmp_path}/profile", page]
    told = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True).stdout
    found = html.fromstring(told).xpath("//ol[@id='ket-qua']/li/a/@href")
    assert found == ["thu-tuc/1.000001.html"]
