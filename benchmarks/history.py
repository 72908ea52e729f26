"""Lists, histories and search on 100,000 procedures of ten versions each. Prints one JSON object a database.

python -m benchmarks.history [--procedures 100000] [--versions 10] [--database URL]

A database that is named is filled where it is empty, and kept: measured again, it is only asked.
Must (DESIGN §8, there for 10,000 procedures): 95 of 100 first pages of a list with their counts,
and 95 of 100 searches, ≤ 100 ms; the history of one procedure ≤ 50 ms; one procedure on a day ≤ 50 ms.
"""

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy import insert, select

from benchmarks.history_data import national
from catalogue.models import DECISION, FILE, PROCEDURE, VERSION
from catalogue.records import Level
from catalogue.store import rows
from catalogue.store.listing import EVERYTHING, Wanted
from catalogue.store.store import Store

START, FIRST_READ = date(2016, 1, 1), datetime(2025, 1, 15, tzinfo=UTC)
TODAY = date(2026, 8, 1)
LAST = 95_000
"""Where the last page begins that is asked for."""
PER_FILE = 500
QUERIES = {
    "narrow": (
        "thủy nội địa cấp đổi", "đăng ký kết hôn có yếu tố nước ngoài", "gia hạn phù hiệu xe ô tô",
        "thu hồi giấy phép lái xe trên địa bàn tỉnh", "thuốc bảo vệ thực vật", "1.0041", "63/2010/NĐ-CP",
        "không có từ này trong danh mục",
    ),
    "broad": (
        "đăng ký", "cấp", "giấy phép", "hỗ trợ", "cấp lại giấy phép", "khai sinh", "giấy phép xây dựng nhà ở",
        "UBND tỉnh", "an giang", "giấy phép 60/2014/QH13",
    ),
    "no_diacritics": (
        "giay chung nhan", "ban sao giay to tuy than", "cap giay phep", "so tu phap", "dat dai",
    ),
    "mended": ("khai shinh", "GCN QSDĐ", "ddaats ddai", "sổ đỏ", "giáy phep lai xe"),
}  # fmt: skip
"""Broad: thousands of procedures have the words."""
REPEATS = 10


def fill(store: Store, procedures: int, versions: int) -> None:
    """Decisions of PER_FILE procedures, one a year; each read a month after the one before."""
    run = store.begin_run(now=FIRST_READ)
    luck = random.Random(20260801)
    for first in range(0, procedures, PER_FILE):
        records = [national(number, luck) for number in range(first, min(first + PER_FILE, procedures))]
        with store._writing() as connection:
            keys = [{"key": record.key, "recorded": FIRST_READ} for record in records]
            query = insert(PROCEDURE).returning(PROCEDURE.c.key, PROCEDURE.c.id)
            ids: dict[str, int] = dict(connection.execute(query, keys).all())
            told = [rows.row_of(record, "") | {"procedure_id": ids[record.key]} for record in records]
            for version in range(versions):
                values = [changed(row, n, first, version) for n, row in enumerate(told)]
                name = f"qd-{first // PER_FILE}-{version}.docx"
                file = connection.execute(
                    insert(FILE).returning(FILE.c.id), [file_row(name, run, version, len(values))]
                ).scalar_one()
                number, signed = decision_of(first, version)
                decision = {"file_id": file, "key": number.lower(), "number": number, "signed": signed}
                connection.execute(insert(DECISION), [decision | {"replaces": "[]"}])
                common = {"file_id": file, "series": name, "rank": 50, "recorded": moment(version)}
                connection.execute(insert(VERSION), [row | common for row in values])
        progress(first + len(records), procedures)
    store.end_run(run, now=moment(versions))


def progress(done: int, of: int) -> None:
    """How far the filling is."""
    if done % 10_000 == 0:
        print(f"{done}/{of}", file=sys.stderr, flush=True)


def moment(version: int) -> datetime:
    """When a version was read."""
    return FIRST_READ + timedelta(days=30 * version)


def decision_of(first: int, version: int) -> tuple[str, date]:
    """Number and date of the decision of one file."""
    return f"{first // PER_FILE + 1000 * version}/QĐ-BTP", START + timedelta(days=365 * version + first % 300)


def file_row(name: str, run: int, version: int, count: int) -> dict[str, Any]:
    """Values of the reading of one file."""
    zero = dict.fromkeys(("unchanged", "corrected", "withdrawn", "errors", "warnings", "notes"), 0)
    return zero | {
        "run_id": run,
        "name": name,
        "sha256": sha256(name.encode()).hexdigest(),
        "size": 1,
        "importer": "decision",
        "importer_version": 1,
        "rank": 50,
        "series": name,
        "status": "done",
        "recorded": moment(version),
        "records": count,
        "inserted": 0 if version else count,
        "revised": count if version else 0,
    }


def changed(row: dict[str, Any], number: int, first: int, version: int) -> dict[str, Any]:
    """The row as the decision of one year states it: fee and time limit change every year, the name once."""
    signed_by, signed = decision_of(first, version)
    record = row["record"].replace("@NUMBER@", signed_by).replace("1999-01-01", signed.isoformat())
    record = record.replace('"amount":"7"', f'"amount":"{10_000 * (version + 1)}"')
    head = row["head"]
    if version and (number + version) % 10 == 0:
        head = head.replace('"name": "', '"name": "Thủ tục ')
        record = record.replace('"name":"', '"name":"Thủ tục ', 1)
    return row | {
        "record": record,
        "head": head,
        "content_hash": sha256(record.encode()).hexdigest(),
        "decision_number": signed_by,
        "decision_key": signed_by.lower(),
        "decision_date": signed,
        "valid_from": signed,
        "change": "amended" if version else "new",
    }


def seconds(work: Callable[[], Any]) -> float:
    """Wall time of one call."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def spread(work: Sequence[Callable[[], Any]]) -> dict[str, float]:
    """Median, 95 of 100 and the longest of some calls, in milliseconds."""
    told = sorted(1000 * seconds(one) for one in work)
    return {
        "p50": round(told[len(told) // 2], 1),
        "p95": round(told[int(0.95 * len(told)) - 1], 1),
        "max": round(told[-1], 1),
    }


def lists(store: Store, versions: int) -> Iterator[tuple[str, list[Callable[[], Any]]]]:
    """Pages with their counts: today, on old days, at old moments, filtered."""
    luck = random.Random(11)

    def shown(day: date, known: datetime | None, wanted: Wanted, offset: int = 0) -> Callable[[], Any]:
        return lambda: store.page(day, known=known, wanted=wanted, limit=50, offset=offset)

    def any_day() -> date:
        return START + timedelta(days=luck.randrange(365 * versions))

    def any_moment() -> datetime:
        return FIRST_READ + timedelta(days=luck.randrange(30 * versions))

    every = Wanted()
    yield "list_today", [shown(TODAY, None, every, 50 * n) for n in range(20)]
    yield "list_any_day", [shown(any_day(), None, every) for _ in range(20)]
    yield "list_any_day_any_moment", [shown(any_day(), any_moment(), every) for _ in range(20)]
    sectors = [Wanted(sector=one) for one in ("ho tich", "xây dựng", "đất đai")]
    yield "list_sector", [shown(any_day(), any_moment(), one) for one in sectors * 5]
    agencies = [Wanted(agency=one) for one in ("sở tư pháp", "tỉnh an giang", "bộ")]
    yield "list_agency", [shown(any_day(), any_moment(), one) for one in agencies * 5]
    yield "list_level", [shown(any_day(), any_moment(), Wanted(level=Level.COMMUNE)) for _ in range(10)]
    yield "list_ever", [shown(TODAY, None, Wanted(any_day=True), 50 * n) for n in range(10)]
    yield "list_last_page", [shown(TODAY, None, every, LAST) for _ in range(5)]
    yield "list_prefix", [shown(any_day(), any_moment(), Wanted(code_prefix="1.0041")) for _ in range(10)]


def searches(store: Store) -> dict[str, Any]:
    """Searches by kind of query: first what is not in memory yet, then again and again."""
    store.find("chấm dứt", TODAY, limit=20)

    def asked(query: str, wanted: Wanted = EVERYTHING) -> Callable[[], Any]:
        return lambda: store.find(query, TODAY, wanted=wanted, limit=20)

    told: dict[str, Any] = {
        "search_first_ms": spread([asked(one) for some in QUERIES.values() for one in some])
    }
    for kind, queries in QUERIES.items():
        told[f"search_{kind}_ms"] = spread([asked(one) for one in queries] * REPEATS)
    sector = Wanted(sector="đất đai")
    told["search_in_sector_ms"] = spread([asked(one, sector) for one in QUERIES["broad"]] * REPEATS)
    every = [asked(one) for some in QUERIES.values() for one in some] * REPEATS
    return told | {"search_ms": spread(every)}


def measure(url: str, procedures: int, versions: int) -> dict[str, Any]:
    """Every figure on one database, which is filled first where it is empty."""
    with Store.create(url) as store:
        filled = None
        if not store.keys():
            filled = round(seconds(lambda: fill(store, procedures, versions)), 1)
    print("building indexes", file=sys.stderr, flush=True)
    built = round(seconds(lambda: Store.open(url).close()), 1)
    luck = random.Random(7)
    with Store.open(url) as store:
        with store.engine.connect() as connection:
            keys = list(connection.scalars(select(PROCEDURE.c.key).order_by(PROCEDURE.c.key)))
        some = [luck.choice(keys) for _ in range(100)]
        days = [START + timedelta(days=luck.randrange(365 * versions)) for _ in some]
        told: dict[str, Any] = {
            "job": "history",
            "database": url.partition(":")[0],
            "procedures": len(keys),
            "versions": versions,
            "fill_seconds": filled,
            "build_indexes_seconds": built,
        }
        for name, work in lists(store, versions):
            told[f"{name}_ms"] = spread(work)
        told["history_ms"] = spread([lambda key=key: store.history(key) for key in some])  # type: ignore[misc]
        told["as_of_ms"] = spread(
            [lambda key=key, day=day: store.as_of(key, day) for key, day in zip(some, days, strict=True)]  # type: ignore[misc]
        )
        told |= searches(store)
    told["cold_list_seconds"] = cold(url, "procedures", "list")
    told["cold_search_seconds"] = cold(url, "search", "cấp lại giấy phép")
    told["max_rss_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    told["must"] = {"list_ms": 100, "history_ms": 50, "as_of_ms": 50, "search_p95_ms": 100}
    return told


def cold(url: str, *arguments: str) -> float:
    """Seconds of one command in a process of its own, start of the program included."""
    command = [sys.executable, "-m", "dongian", "--database", url, *arguments]
    return round(seconds(lambda: subprocess.run(command, check=True, capture_output=True)), 2)


def main() -> None:
    """Measure, on a new SQLite file unless a database is named."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--procedures", type=int, default=100_000)
    options.add_argument("--versions", type=int, default=10)
    options.add_argument("--database")
    told = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        url = told.database or f"sqlite:///{Path(folder) / 'history.db'}"
        print(json.dumps(measure(url, told.procedures, told.versions), ensure_ascii=False))


if __name__ == "__main__":
    main()
