"""From a URL to an engine, and the version of its tables.

Here: SQLite (WAL, foreign keys) and PostgreSQL, migrations, the check before use.
Not here: what is stored (catalogue/store/).
"""

from importlib.resources import files
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from catalogue.errors import DatabaseNotReady

HEAD = "0010"
"""Revision of the tables that this program reads and writes; a test compares it with migrations/."""
BUSY_SECONDS = 30
"""How long one program waits for another that writes to the same SQLite file."""


def parse_url(url: str) -> URL:
    """A database URL, with the driver that we use.

    Raises:
        DatabaseNotReady: it is no URL of SQLite or PostgreSQL.
    """
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise DatabaseNotReady(
            f"“{url}” không phải địa chỉ cơ sở dữ liệu.",
            hint="Dùng sqlite:///dongian.db hoặc postgresql://người-dùng@máy/cơ-sở-dữ-liệu.",
        ) from error
    family = parsed.get_backend_name()
    if family in {"postgresql", "postgres"}:
        return parsed.set(drivername="postgresql+psycopg")
    if family == "sqlite":
        return parsed
    raise DatabaseNotReady(
        f"Chưa dùng được cơ sở dữ liệu loại “{family}”.",
        hint="Dùng sqlite:///dongian.db hoặc postgresql://người-dùng@máy/cơ-sở-dữ-liệu.",
    )


def connect(url: str) -> Engine:
    """An engine; nothing is opened yet.

    Raises:
        DatabaseNotReady: a wrong URL, or the driver of PostgreSQL is not installed.
    """
    parsed = parse_url(url)
    if parsed.get_backend_name() == "sqlite":
        engine = create_engine(parsed, connect_args={"timeout": BUSY_SECONDS})
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    try:
        engine = create_engine(parsed)
    except (ImportError, NoSuchModuleError) as error:
        raise DatabaseNotReady(
            "Chưa cài trình điều khiển PostgreSQL.", hint="Chạy: pip install 'dongian[postgres]'"
        ) from error
    event.listen(engine, "connect", _prepare_postgres)
    return engine


def _prepare_postgres(connection: Any, _record: Any) -> None:
    """Plan each question for its own values: the plan for any words or any day reads ten times too much."""
    before, connection.autocommit = connection.autocommit, True
    connection.execute("SET plan_cache_mode = force_custom_plan")
    connection.autocommit = before


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves, see _begin_sqlite
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    # in WAL a killed process loses nothing that was committed; a power cut may lose the last files
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA cache_size=-65536")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def writing(connection: Connection) -> Connection:
    """The connection, for a transaction that writes; there is one writer at a time."""
    return connection.execution_options(writes=True)


WRITER_LOCK = 0x646F6E67
"""Number of the advisory lock that keeps writers to PostgreSQL one after the other."""


def hold_writer_lock(connection: Connection) -> None:
    """Wait until no other transaction writes; SQLite did so at BEGIN IMMEDIATE."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": WRITER_LOCK})


def migrate(engine: Engine) -> None:
    """Bring the tables to our revision; create what is missing. Existing rows stay."""
    from alembic import command  # late: a fifth of a second that other commands need not wait
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(files("catalogue").joinpath("migrations")))
    try:
        with writing(engine.connect()) as connection, connection.begin():
            hold_writer_lock(connection)
            config.attributes["connection"] = connection
            command.upgrade(config, HEAD)
    except DBAPIError as error:
        raise unreachable(engine, error) from error


def check(engine: Engine) -> None:
    """Whether the tables are there and of our revision.

    Raises:
        DatabaseNotReady: not created yet, of another version, or not reachable.
    """
    shown = engine.url.render_as_string(hide_password=True)
    found = revision_of(engine)
    if found is None:
        raise DatabaseNotReady(
            f"Cơ sở dữ liệu {shown} chưa được tạo.", hint=f"Chạy: dongian --database {shown} init"
        )
    if found < HEAD:
        raise DatabaseNotReady(
            f"Cơ sở dữ liệu {shown} ở phiên bản {found}, chương trình cần {HEAD}.",
            hint=f"Sao lưu rồi chạy: dongian --database {shown} init",
        )
    if found > HEAD:
        raise DatabaseNotReady(
            f"Cơ sở dữ liệu {shown} ở phiên bản {found}, mới hơn chương trình ({HEAD}).",
            hint="Cập nhật chương trình: pip install --upgrade dongian",
        )


def revision_of(engine: Engine) -> str | None:
    """Revision of the tables; None where there are none. Creates no SQLite file.

    Raises:
        DatabaseNotReady: not reachable, or not a database.
    """
    if engine.dialect.name == "sqlite" and not _sqlite_exists(engine.url):
        return None
    try:
        with engine.connect() as connection:
            if not inspect(connection).has_table("alembic_version"):
                return None
            found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
            return found
    except DBAPIError as error:
        raise unreachable(engine, error) from error


def _sqlite_exists(url: URL) -> bool:
    return url.database in {None, "", ":memory:"} or Path(str(url.database)).exists()


def unreachable(engine: Engine, error: Exception) -> DatabaseNotReady:
    """The error for a database that does not answer, in words for the person."""
    shown = engine.url.render_as_string(hide_password=True)
    why = str(getattr(error, "orig", error)).strip().splitlines()
    return DatabaseNotReady(
        f"Không mở được cơ sở dữ liệu {shown}: {why[0] if why else error}",
        hint="Kiểm tra đường dẫn, quyền ghi thư mục và máy chủ cơ sở dữ liệu.",
    )
