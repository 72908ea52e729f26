"""Every command that reads the catalogue takes a day and a moment, or says why not."""

from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from catalogue.store.lookback import BOOKS, NOT_STORED, TIMELESS
from catalogue.store.store import Store
from dongian.cli import COMMANDS, cli
from dongian.clocks import NO_AS_OF, NO_KNOWN_AT


def commands() -> Iterator[tuple[str, set[str]]]:
    context = click.Context(cli)
    for name in COMMANDS:
        command = cli.get_command(context, name)
        assert command is not None
        yield from below(command, name)


def below(command: click.Command, path: str) -> Iterator[tuple[str, set[str]]]:
    if isinstance(command, click.Group):
        for name, part in command.commands.items():
            yield from below(part, f"{path} {name}")
    else:
        yield path, {option for parameter in command.params for option in parameter.opts}


def test_every_command_takes_both_clocks_or_says_why_not() -> None:
    for path, options in commands():
        if path in NO_KNOWN_AT:
            assert NO_KNOWN_AT[path]
            continue
        assert "--known-at" in options, path
        assert "--as-of" in options or NO_AS_OF.get(path), path


def test_what_is_excused_has_no_clock() -> None:
    told = dict(commands())
    for path in NO_AS_OF:
        assert "--as-of" not in told[path], path
    for path in NO_KNOWN_AT.keys() & told.keys():
        assert "--known-at" not in told[path], path


READING = {
    # what a look back cannot answer, and need not: nobody asks it through a command with --known-at
    "runs", "files", "seen", "seen_many", "put_file", "begin_run", "end_run", "note_unchanged", "refuse_file",
    "open", "create", "close", "sync", "between",
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(name for name in vars(Store) if not name.startswith("_")))
def test_every_question_to_the_store_takes_a_moment(name: str) -> None:
    from inspect import signature

    if name in READING | BOOKS | TIMELESS | NOT_STORED.keys():
        return
    assert "known" in signature(getattr(Store, name)).parameters


def test_a_day_alone_means_its_end(tmp_path: Path, fixtures: Path) -> None:
    database = f"sqlite:///{tmp_path / 'a.db'}"
    runner = CliRunner()

    def run(*arguments: str) -> str:
        result = runner.invoke(cli, ["--database", database, *arguments])
        assert result.exit_code == 0, result.output
        return result.output

    run("init")
    run("import", str(fixtures / "portal-record" / "ho-tich-ket-hon" / "source.json"))
    from dongian.wiring import today

    assert "1.000894" in run("procedures", "list", "--known-at", today().isoformat())
    assert "1.000894" not in run("procedures", "list", "--known-at", "2020-01-01")
    assert "1.000894" not in run("search", "kết hôn", "--known-at", "2020-01-01")
    assert runner.invoke(
        cli, ["--database", database, "procedures", "history", "1.000894", "--known-at", "2020-01-01"]
    ).exit_code
