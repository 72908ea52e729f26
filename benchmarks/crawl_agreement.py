"""How far saved pages, read back, agree with the national portal's own records; prints one JSON object.

Two truths: the codes that lie both in portal-crawl and portal-api/details (read months apart), and
every record of portal-api/details glued into the layout of a saved page (`--glued`), which no
difference of contents can blur.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter
from typing import Any

from catalogue.identifiers import DocumentNumber
from catalogue.issues import IssueLog
from catalogue.records import Procedure
from catalogue.text import squash
from importers.base import SourceFile
from importers.sources.portal_crawl import IMPORTER

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
METHODS = {"DIRECT": "in_person", "ONLINE": "online", "POSTAL": "post"}
NAMES = {"DIRECT": "Trực tiếp", "ONLINE": "Trực tuyến", "POSTAL": "Dịch vụ bưu chính"}
UNITS = {"DAY": "day", "WORKING_DAY": "working_day", "HOUR": "hour", "MONTH": "month", "YEAR": "year"}
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
    """What the portal's record says, as bags of comparable tuples."""
    components: Bag = Counter()
    files: Bag = Counter()
    for case in record["executionCases"]:
        for one in case["profileComponents"]:
            names = tuple(squash(file["fileName"]) for file in one["attachments"])
            text = squash(one["name"]) or (names[0] if names else "")
            components[(text, one["originalQty"], one["copyQty"])] += bool(text)
            files.update((text, name) for name in names)
    channels: Bag = Counter()
    fees: Bag = Counter()
    for way in record["executionMethods"]:
        time = way.get("processingTime")
        value = float(time) if isinstance(time, int | float) else None
        channels[(METHODS[way["submissionMethod"]], value, UNITS.get(way.get("processingTimeUnit", "")))] += 1
        for fee in way.get("fees") or []:
            fees[
                (
                    METHODS[way["submissionMethod"]],
                    fee.get("value") or 0,
                    squash(fee.get("description") or ""),
                )
            ] += 1
    return {
        "components": +components,
        "files": files,
        "channels": channels,
        "fees": fees,
        "bases": Counter(
            (_key(one["code"]) or squash(one["code"]),) for one in record["legalBasisesDetails"]
        ),
        "outcomes": Counter((squash(one["name"]), squash(one["code"])) for one in record["resultsDetails"]),
    }


def said_by_page(page: Procedure) -> dict[str, Bag]:
    """What the recovered record says, in the same tuples."""
    return {
        "components": Counter((squash(one.text), one.originals, one.copies) for one in page.components),
        "files": Counter((squash(one.text), squash(form)) for one in page.components for form in one.forms),
        "channels": Counter(
            (
                one.channel,
                one.time_limit.value if one.time_limit else None,
                one.time_limit.unit if one.time_limit else None,
            )
            for one in page.channels
        ),
        "fees": Counter(_fee(one.channel, fee.amount, fee.text) for one in page.channels for fee in one.fees),
        "bases": Counter((_key(one.number or "") or squash(one.number or ""),) for one in page.legal_bases),
        "outcomes": Counter((squash(one.name), squash(one.code or "")) for one in page.outcomes),
    }


def _fee(channel: Any, amount: str | None, text: str) -> tuple[Any, ...]:
    words = text.split(" (", 1)
    described = words[1][:-1] if len(words) > 1 else ""
    number = words[0].split()[0].replace(",", "")
    return channel, float(number) if amount not in (None, "0") or number.isdigit() else 0, squash(described)


def _key(written: str) -> tuple[Any, ...] | None:
    try:
        return DocumentNumber.parse(written).key
    except ValueError:
        return None


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


def pairs(*, glued: bool) -> Iterator[tuple[str, dict[str, Bag], dict[str, Bag]]]:
    """Code, what the record says and what the page says."""
    portal = records()
    if glued:
        for code, record in portal.items():
            told = {"ma_thu_tuc": code, "raw_text": glue(record)}
            yield code, said_by_record(record), said_by_page(read(f"{code}.json", json.dumps(told).encode()))
        return
    for path in sorted((DATA / "portal-crawl").glob("*/*.json")):
        if path.stem in portal:
            yield (
                path.stem,
                said_by_record(portal[path.stem]),
                said_by_page(read(path.name, path.read_bytes())),
            )


def measure(*, glued: bool, show: bool) -> dict[str, Any]:
    """Figures by part: rows of the portal, rows found equal, share, and what each side has alone."""
    total: Counter[str] = Counter()
    equal: Counter[str] = Counter()
    alone: dict[str, list[dict[str, Any]]] = {}
    for code, record, page in pairs(glued=glued):
        for part, rows in record.items():
            total[part] += sum(rows.values())
            equal[part] += sum((rows & page[part]).values())
            only = {
                "portal": sorted(map(str, rows - page[part])),
                "page": sorted(map(str, page[part] - rows)),
            }
            if only["portal"] or only["page"]:
                alone.setdefault(part, []).append({"code": code, **only})
    figures = {
        part: {"rows": total[part], "equal": equal[part], "share": round(equal[part] / total[part], 4)}
        for part in total
        if total[part]
    }
    return {
        "figures": figures,
        "different": alone if show else {part: len(rows) for part, rows in alone.items()},
    }


def main() -> None:
    """Both comparisons and the time for all saved pages; `--show` lists every difference."""
    show = "--show" in sys.argv
    files = [(path.name, path.read_bytes()) for path in sorted((DATA / "portal-crawl").glob("*/*.json"))]
    start = perf_counter()
    read_all = len([read(name, data) for name, data in files])
    seconds = round(perf_counter() - start, 2)
    print(
        json.dumps(
            {
                "pages": {"files": len(files), "records": read_all, "seconds": seconds},
                "both": measure(glued=False, show=show),
                "glued": measure(glued=True, show=show),
            },
            ensure_ascii=False,
            indent=2,
        )
    )


if __name__ == "__main__":
    main()
