"""How far saved pages, read back, agree with the national portal's own records; prints one JSON object.

Three truths: the codes that lie both in portal-crawl and portal-api/details (read months apart), and
every record of portal-api/details glued into the layout of a saved page, which no difference of
contents can blur; words and file names of the pages, recombined at random. `--show` lists differences.
"""

import json
import random
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter
from typing import Any

from catalogue.issues import IssueLog
from catalogue.records import Channel, Fee, Procedure
from catalogue.text import squash
from importers.base import SourceFile
from importers.crawl.attachments import split_cells
from importers.sources import portal_record
from importers.sources.portal_crawl import IMPORTER

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
NAMES = {"DIRECT": "Trực tiếp", "ONLINE": "Trực tuyến", "POSTAL": "Dịch vụ bưu chính"}
UNIT_WORDS = {
    "day": "Ngày",
    "working_day": "Ngày làm việc",
    "hour": "Giờ",
    "month": "Tháng",
    "year": "Năm",
}
WORDS = {"DAY": " Ngày", "WORKING_DAY": " Ngày làm việc", "HOUR": " Giờ", "MONTH": " Tháng", "YEAR": " Năm"}
Bag = Counter[tuple[Any, ...]]


def read(name: str, data: bytes) -> Procedure:
    """The one procedure of a saved page."""
    (procedure,) = IMPORTER.extract(SourceFile(name, data), IssueLog())
    return procedure


def records() -> dict[str, dict[str, Any]]:
    """Records of the portal by code."""
    paths = sorted((DATA / "portal-api" / "details").glob("*.json"))
    return {path.stem: json.loads(path.read_text("utf-8"))["data"] for path in paths}


def said_by_record(record: dict[str, Any]) -> dict[str, Bag]:
    """What the portal's record says, as bags of comparable tuples: rows as they lie in the JSON."""
    components: Bag = Counter()
    files: Bag = Counter()
    for case in record["executionCases"]:
        for one in case["profileComponents"]:
            names = tuple(squash(file["fileName"]) for file in one["attachments"])
            text = squash(one["name"]) or (names[0] if names else "")
            components[(text, one["originalQty"], one["copyQty"])] += bool(text)
            files.update((text, name) for name in names)
    data = json.dumps({"data": record}).encode()
    (told,) = portal_record.IMPORTER.extract(SourceFile(f"{record['code']}.json", data), IssueLog())
    return {
        "components": +components,
        "files": files,
        **_rest(told),
        "outcomes": Counter((squash(one["name"]), squash(one["code"])) for one in record["resultsDetails"]),
    }


def said_by_page(page: Procedure) -> dict[str, Bag]:
    """What the recovered record says, in the same tuples."""
    return {
        "components": Counter((squash(one.text), one.originals, one.copies) for one in page.components),
        "files": Counter((squash(one.text), squash(form)) for one in page.components for form in one.forms),
        **_rest(page),
        "outcomes": Counter((squash(one.name), squash(one.code or "")) for one in page.outcomes),
    }


def _rest(told: Procedure) -> dict[str, Bag]:
    """Channels, fees and numbers of legal bases; a time without unit has no value that can be compared."""
    return {
        "channels": Counter(_channel(one) for one in told.channels if one.channel is not None),
        "fees": Counter(_fee(one, fee) for one in told.channels for fee in one.fees),
        "bases": Counter((one.number,) for one in told.legal_bases),
    }


def _fee(one: Channel, fee: Fee) -> tuple[Any, ...]:
    """The page shows neither files attached to a fee nor whether its amount is 0 or empty."""
    text = squash(fee.text).split("[Tệp kèm theo:")[0].strip()
    return str(one.channel), fee.amount or ("0" if not text else None), text


def _channel(one: Channel) -> tuple[Any, ...]:
    limit = one.time_limit
    if limit is None or limit.unit is None:
        return str(one.channel), None, None
    return str(one.channel), limit.value, str(limit.unit)


def is_on_page(part: str, row: tuple[Any, ...], page: str) -> bool:
    """Whether the page holds what the portal's record says: if not, the content changed between readings."""
    if part == "channels":
        unit = UNIT_WORDS.get(row[2])
        return unit is None or f"{row[1]:g} {unit}" in page
    told = row[2] if part == "fees" else row[0]
    return told is None or told in page


def glue(record: dict[str, Any]) -> str:
    """A record as the text of a saved page: every table cell glued to the next."""
    ways = "".join(_way(way) for way in record["executionMethods"])
    cases = "".join(_case(case) for case in record["executionCases"])
    bases = "".join(f"{one['name']}{one['code']}" for one in record["legalBasisesDetails"])
    outcomes = "".join(f"{one['name']}Mã: {one['code']}" for one in record["resultsDetails"])
    empty = "Không có thông tin"
    return (
        f"{record['name']}Tên thủ tục{record['name']}Mã thủ tục{record['code']}"
        f"Số quyết định1/QĐ-BTPCấp thực hiệnCấp xã"
        f"Loại thủ tụcLoại khácLĩnh vựcHộ tịchĐối tượng thực hiệnCông dân Việt NamCơ quan có thẩm quyền"
        f"Địa chỉ tiếp nhận HSCơ quan được ủy quyềnCơ quan phối hợpThủ tục hành chính liên quan{empty}"
        f"Trình Tự Thực Hiện Bước 1Cách Thức Thực HiệnHình thức nộpThời gianPhí, lệ phíMô tả{ways}"
        f"Thành phần hồ sơ{cases or '--'}"
        f"Căn cứ pháp lý{'Tên văn bản pháp lýMã văn bản' + bases if bases else empty}"
        f"Cơ quan thực hiện{empty}Yêu cầu, điều kiện thực hiện{empty}Kết quả xử lý{outcomes or empty}"
        f"Từ khóa{empty}Mô tả{empty}"
    )


def _way(way: dict[str, Any]) -> str:
    time = way.get("processingTime")
    cell = (
        f"{time}{WORDS.get(way.get('processingTimeUnit', ''), '')}"
        if time is not None
        else "Không có thông tin"
    )
    fees = "".join(_money(fee) for fee in way.get("fees") or []) or "Không có thông tin"
    return NAMES[way["submissionMethod"]] + cell + fees + (way.get("description") or "").strip()


def _money(fee: dict[str, Any]) -> str:
    value = fee.get("value") or 0
    amount = f"{value:,} VNĐ" if value else "Miễn phí"
    words = (fee.get("description") or "").strip()
    return amount + (f"({words})" if words else "")


def _case(case: dict[str, Any]) -> str:
    rows = "".join(
        one["name"]
        + "".join(file["fileName"] for file in one["attachments"])
        + f"{one['originalQty']} bản chính"
        + (f",{one['copyQty']} bản sao" if one["copyQty"] else "")
        for one in case["profileComponents"]
    )
    return (case["name"] or "--") + ("Tên giấy tờMẫu đơn, tờ khaiSố lượng" + rows if rows else "")


def pairs(*, glued: bool) -> Iterator[tuple[dict[str, Any], str, Procedure]]:
    """Record of the portal, text of the page, and what was read from the page."""
    portal = records()
    if glued:
        for code, record in portal.items():
            text = glue(record)
            data = json.dumps({"ma_thu_tuc": code, "raw_text": text}).encode()
            yield record, text, read(f"{code}.json", data)
        return
    for path in sorted((DATA / "portal-crawl").glob("*/*.json")):
        if path.stem in portal:
            text = json.loads(path.read_bytes())["raw_text"]
            yield portal[path.stem], text, read(path.name, path.read_bytes())


def measure(*, glued: bool, show: bool) -> dict[str, Any]:
    """By part: rows of the portal, those found equal, those the page does not hold, those we missed."""
    figures: dict[str, Counter[str]] = {}
    alone: list[dict[str, Any]] = []
    for record, text, page in pairs(glued=glued):
        truth, read_back, shown = said_by_record(record), said_by_page(page), squash(text)
        for part, rows in truth.items():
            missed = +(rows - read_back[part])
            changed = sum(count for row, count in missed.items() if not is_on_page(part, row, shown))
            count = figures.setdefault(part, Counter())
            count["rows"] += rows.total()
            count["equal"] += rows.total() - missed.total()
            count["changed_between_readings"] += changed
            count["ours"] += missed.total() - changed
            only = read_back[part] - rows
            if missed or only:
                sides = {"portal": list(map(str, missed)), "page": list(map(str, only))}
                alone.append({"code": record["code"], "part": part, **sides})
    told: dict[str, Any] = {
        part: {**count, "share": round(count["equal"] / count["rows"], 4)}
        for part, count in figures.items()
        if count["rows"]
    }
    return {**told, "different": alone if show else len(alone)}


def recombine(pages: list[Procedure], *, pairs: int = 3000) -> dict[str, Any]:
    """Words of one component glued to a file of another: how often the border is found again."""
    texts = sorted({one.text for page in pages for one in page.components if not one.text.endswith("docx")})
    names = sorted({name for page in pages for one in page.components for name in one.forms})
    chosen = random.Random(1)
    told = [(chosen.choice(texts), chosen.choice(names)) for _ in range(pairs)]
    cells = [(split_cells(text + name), text, name) for text, name in told]
    found = sum([(one.text, one.files) for one in cell] == [(text, (name,))] for cell, text, name in cells)
    return {"pairs": pairs, "equal": found, "share": round(found / pairs, 4)}


def main() -> None:
    """Both comparisons and the time for all saved pages; `--show` lists every difference."""
    show = "--show" in sys.argv
    files = [(path.name, path.read_bytes()) for path in sorted((DATA / "portal-crawl").glob("*/*.json"))]
    start = perf_counter()
    pages = [read(name, data) for name, data in files]
    seconds = round(perf_counter() - start, 2)
    print(
        json.dumps(
            {
                "pages": {"files": len(files), "records": len(pages), "seconds": seconds},
                "both": measure(glued=False, show=show),
                "glued": measure(glued=True, show=show),
                "recombined": recombine(pages),
            },
            ensure_ascii=False,
            indent=2,
        )
    )


if __name__ == "__main__":
    main()
