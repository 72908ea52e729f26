"""The store on a large catalogue: putting, one page, search, history, snapshot. Prints one JSON object.

python -m benchmarks.store --procedures 10000 --versions 10 [--database URL]
"""

import argparse
import json
import random
import resource
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from catalogue.records import Case, Component, Coverage, Decision, Procedure, Source
from catalogue.store.reading import FileReading
from catalogue.store.store import Store

ACTS = (
    "Cấp",
    "Cấp lại",
    "Cấp đổi",
    "Gia hạn",
    "Điều chỉnh",
    "Thu hồi",
    "Đăng ký",
    "Xác nhận",
    "Công nhận",
    "Thẩm định",
)
OBJECTS = (
    "giấy phép xây dựng nhà ở riêng lẻ",
    "giấy chứng nhận đăng ký doanh nghiệp",
    "chứng chỉ hành nghề khám bệnh, chữa bệnh",
    "giấy chứng nhận quyền sử dụng đất",
    "giấy phép hoạt động của cơ sở giáo dục",
    "khai sinh có yếu tố nước ngoài",
    "thuốc bảo vệ thực vật lưu hành tại Việt Nam",
    "phương tiện giao thông đường thủy nội địa",
)
SECTORS = ("Hộ tịch", "Đất đai", "Xây dựng", "Y tế", "Giáo dục", "Lâm nghiệp", "Đường bộ", "Thuế")
PAPERS = (
    "Đơn đề nghị",
    "Tờ khai",
    "Bản sao giấy chứng nhận",
    "Báo cáo thuyết minh",
    "Bản vẽ thiết kế",
    "Văn bản ủy quyền",
)
START, NOW = date(2016, 1, 1), datetime(2026, 8, 1, tzinfo=UTC)
PER_FILE = 500
QUERIES = (
    "cấp lại giấy phép",
    "giay chung nhan",
    "đăng ký",
    "1.0041",
    "khai sinh",
    "thủy nội địa cấp đổi",
    "ban sao",
)


def record(number: int, version: int, luck: random.Random) -> Procedure:
    """Version of a procedure by the decision of one year."""
    signed = START + timedelta(days=365 * version + number % 300)
    papers = [
        Component(
            text=f"{luck.choice(PAPERS)} {luck.choice(OBJECTS)} (Mẫu số {row:02d})",
            originals=1,
            copies=version % 2,
        )
        for row in range(1, 7)
    ]
    file = f"{version}-{number // PER_FILE}.docx"
    return Procedure(
        code=f"1.{number:06d}",
        name=f"{ACTS[number % len(ACTS)]} {OBJECTS[number % len(OBJECTS)]} trường hợp {number}",
        coverage=Coverage.FULL,
        sector=SECTORS[number % len(SECTORS)],
        issuing_agency=f"Bộ số {number % 20}",
        cases=(Case(components=tuple(papers)),),
        decision=Decision(number=f"{number // PER_FILE + 100 * version}/QĐ-BTP", date=signed),
        source=Source(file=file, sha256=sha256(file.encode()).hexdigest(), importer="decision"),
    )


def fill(store: Store, procedures: int, versions: int) -> None:
    """Decisions of PER_FILE procedures each, year by year."""
    luck = random.Random(20260801)
    run = store.begin_run(now=NOW)
    for version in range(versions):
        for first in range(0, procedures, PER_FILE):
            told = tuple(record(n, version, luck) for n in range(first, min(first + PER_FILE, procedures)))
            name = told[0].source.file
            reading = FileReading(name, sha256(name.encode()).hexdigest(), 1, "decision", 1, 50, told)
            store.put_file(reading, run=run, now=NOW)
    store.end_run(run, now=NOW)


def seconds(work: Callable[[], Any]) -> float:
    """Wall time of one call."""
    start = time.perf_counter()
    work()
    return round(time.perf_counter() - start, 4)


def p95(work: Callable[[int], Any], times: int = 100) -> float:
    """Milliseconds that 95 of 100 calls stay below."""
    told = sorted(seconds(lambda number=number: work(number)) for number in range(times))  # type: ignore[misc]
    return round(1000 * told[int(0.95 * times) - 1], 1)


def measure(url: str, procedures: int, versions: int) -> dict[str, Any]:
    """Every figure of the store on one database."""
    today = NOW.date()
    with Store.create(url) as store:
        filled = seconds(lambda: fill(store, procedures, versions))
        cold = seconds(lambda: store.listing(today, limit=50))
        luck = random.Random(7)
        keys = [f"1.{luck.randrange(procedures):06d}" for _ in range(100)]
        return {
            "job": "store",
            "database": url.partition(":")[0],
            "procedures": procedures,
            "versions": procedures * versions,
            "put_seconds": filled,
            "first_list_seconds": cold,
            "list_page_p95_ms": p95(
                lambda n: store.listing(today, sector="hộ tịch", limit=50, offset=50 * (n % 9))
            ),
            "list_text_p95_ms": p95(lambda n: store.listing(today, text=QUERIES[n % len(QUERIES)], limit=50)),
            "search_p95_ms": p95(lambda n: store.find(QUERIES[n % len(QUERIES)], today)),
            "as_of_p95_ms": p95(lambda n: store.as_of(keys[n], today)),
            "history_p95_ms": p95(lambda n: store.history(keys[n])),
            "snapshot_seconds": seconds(lambda: store.snapshot(today)),
            "max_rss_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        }


def main() -> None:
    """Measure, on a new SQLite file unless a database is named."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--procedures", type=int, default=10_000)
    options.add_argument("--versions", type=int, default=10)
    options.add_argument("--database")
    told = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        url = told.database or f"sqlite:///{Path(folder) / 'store.db'}"
        print(json.dumps(measure(url, told.procedures, told.versions)))


if __name__ == "__main__":
    main()
