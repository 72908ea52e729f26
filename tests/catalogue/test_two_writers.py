"""Two imports at once into one database: one waits for the other, and nothing is lost."""

from concurrent.futures import ThreadPoolExecutor

from catalogue.store.store import Store
from tests.build import NOW, day, procedure, reading

FILES = 12


def write(url: str, writer: int) -> int:
    with Store.open(url) as store:
        run = store.begin_run(now=NOW)
        for number in range(FILES):
            own = procedure(f"{writer}.{number:06d}")
            shared = procedure("9.000001", name=f"Thủ tục {writer} {number}")
            store.put_file(reading(own, shared, name=f"{writer}-{number}.json"), run=run, now=NOW)
        store.end_run(run, now=NOW)
        return run


def test_two_writers_lose_nothing(store_url: str) -> None:
    with ThreadPoolExecutor(2) as pool:
        runs = list(pool.map(lambda writer: write(store_url, writer), (1, 2)))
    with Store.open(store_url) as store:
        assert len(set(runs)) == 2
        assert len(store.history("9.000001")) == 2 * FILES
        assert len(store.snapshot(day("2026-02-01")).procedures) == 2 * FILES + 1
        assert len(store.find("1.0", NOW.date(), limit=None).hits) == FILES
