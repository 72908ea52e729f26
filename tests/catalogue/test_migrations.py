"""The tables of both databases are those of the models, and the wrong database is told apart."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlmodel import SQLModel

import catalogue
from catalogue import database
from catalogue.errors import DatabaseNotReady
from catalogue.store.store import Store
from tests.build import NOW, procedure, reading

MIGRATIONS = Path(catalogue.__file__).parent / "migrations"


def test_the_program_asks_for_the_last_migration() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_heads() == [database.HEAD]


def test_migrations_make_the_tables_of_the_models(store: Store) -> None:
    def ours(_object: object, name: str | None, kind: str, *_rest: object) -> bool:
        return not (kind == "table" and name is not None and name.startswith("search"))

    with store.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": ours})
        assert compare_metadata(context, SQLModel.metadata) == []


def test_creating_again_keeps_what_is_stored(store_url: str) -> None:
    with Store.open(store_url) as store:
        run = store.begin_run(now=NOW)
        store.put_file(reading(procedure()), run=run, now=NOW)
    with Store.create(store_url) as store:
        assert store.keys() == ("1.000001",)


def test_a_database_that_was_not_created_says_what_to_type(database_url: str) -> None:
    with pytest.raises(DatabaseNotReady) as caught:
        Store.open(database_url)
    assert caught.value.hint is not None
    assert "init" in caught.value.hint


def test_looking_for_a_catalogue_creates_no_file(tmp_path: Path) -> None:
    with pytest.raises(DatabaseNotReady):
        Store.open(f"sqlite:///{tmp_path / 'none.db'}")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("revision", "advice"), [("0000", "init"), ("9999", "upgrade")])
def test_another_version_says_what_to_type(store_url: str, revision: str, advice: str) -> None:
    with Store.open(store_url) as store, store.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :v"), {"v": revision})
    with pytest.raises(DatabaseNotReady) as caught:
        Store.open(store_url)
    assert revision in caught.value.message
    assert advice in (caught.value.hint or "")


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    path = tmp_path / "decision.docx"
    path.write_bytes(b"PK\x03\x04" + b"x" * 4096)
    for start in (Store.open, Store.create):
        with pytest.raises(DatabaseNotReady) as caught:
            start(f"sqlite:///{path}")
        assert str(path) in caught.value.message
    assert path.read_bytes().startswith(b"PK")


def test_a_folder_that_does_not_exist_is_told(tmp_path: Path) -> None:
    with pytest.raises(DatabaseNotReady, match="khong-co"):
        Store.create(f"sqlite:///{tmp_path / 'khong-co' / 'dongian.db'}")


@pytest.mark.parametrize("url", ["dongian.db", "mysql://localhost/x", ""])
def test_a_wrong_address_is_told(url: str) -> None:
    with pytest.raises(DatabaseNotReady) as caught:
        Store.open(url)
    assert "sqlite:///" in (caught.value.hint or "")


def test_a_server_that_does_not_answer_is_told_without_its_password() -> None:
    with pytest.raises(DatabaseNotReady) as caught:
        Store.open("postgresql://ai:mat-khau@127.0.0.1:1/x?connect_timeout=2")
    assert "mat-khau" not in f"{caught.value.message}{caught.value.hint}"
