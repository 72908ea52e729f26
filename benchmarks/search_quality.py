"""How often the first, or one of the first five, answers of a search is the procedure that was meant.

python -m benchmarks.search_quality [--database URL] [--list FILE] [--wrong]

Without a database the national list beside the repository is imported into a new one. Prints
hit@1, hit@5 and the mean reciprocal rank (of the first ten) over the queries of search_quality.toml.
"""

import argparse
import json
import sys
import tempfile
import time
import tomllib
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from catalogue import text as words
from catalogue.store.store import Store
from importers.run import Silent, import_paths

HERE = Path(__file__).resolve().parent
LIST = HERE.parent.parent / "shared" / "data" / "portal-api"
DAY = date(2026, 8, 1)
SHOWN = 10


def queries() -> list[tuple[str, str, frozenset[str]]]:
    """Kind, words, and the codes that answer them."""
    told = tomllib.loads((HERE / "search_quality.toml").read_text("utf-8"))
    return [(part["kind"], ask[0], frozenset(ask[1:])) for part in told["query"] for ask in part["ask"]]


def ranked(store: Store) -> list[dict[str, Any]]:
    """One row a query: the rank of the first right answer, None where none of the first ten is."""
    found = []
    for kind, asked, codes in queries():
        began = time.perf_counter()
        hits = store.listing(DAY, text=asked, limit=SHOWN)
        took = round(1000 * (time.perf_counter() - began), 1)
        names = {_name(view.record.name) for code in codes if (view := store.as_of(code, DAY)) is not None}
        good = (n for n, hit in enumerate(hits, start=1) if hit.key in codes or _name(hit.name) in names)
        rank = next(good, None)
        first = f"{hits[0].key} {hits[0].name[:70]}" if hits else None
        told = {"kind": kind, "query": asked, "rank": rank, "first": first}
        found.append(told | {"ms": took})
    return found


def _name(name: str) -> str:
    """Several procedures have one name, but for a stop at the end or “Thủ tục” before it."""
    return words.fold(name).rstrip(" .").removeprefix("thủ tục ")


def figures(found: list[dict[str, Any]]) -> dict[str, Any]:
    """Shares over some rows."""
    ranks = [row["rank"] for row in found]
    return {
        "queries": len(ranks),
        "hit_at_1": round(sum(rank == 1 for rank in ranks) / len(ranks), 3),
        "hit_at_5": round(sum(rank is not None and rank <= 5 for rank in ranks) / len(ranks), 3),
        "mrr": round(sum(1 / rank for rank in ranks if rank) / len(ranks), 3),
    }


def main() -> None:
    """Import where no database is named, ask, print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--database")
    options.add_argument("--list", type=Path, default=LIST)
    options.add_argument("--wrong", action="store_true", help="print the queries whose first answer is wrong")
    told = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        url = told.database or f"sqlite:///{folder}/catalogue.db"
        with Store.create(url) as store:
            if not store.keys():
                import_paths(store, [told.list], progress=Silent(), now=datetime(2026, 8, 1, tzinfo=UTC))
            found = ranked(store)
    if told.wrong:
        for row in found:
            if row["rank"] != 1:
                print(json.dumps(row, ensure_ascii=False), file=sys.stderr)
    kinds = {
        kind: figures([row for row in found if row["kind"] == kind])
        for kind in dict.fromkeys(r["kind"] for r in found)
    }
    slowest = max(row["ms"] for row in found)
    print(
        json.dumps(
            {"job": "search_quality", **figures(found), "kinds": kinds, "slowest_ms": slowest},
            ensure_ascii=False,
        )
    )


if __name__ == "__main__":
    main()
