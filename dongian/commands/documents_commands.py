"""documents read, compare, link, types: component rows as papers."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from catalogue.errors import UnreadableFile
from dongian.commands.judgements_commands import judge
from dongian.commands.types_command import types
from dongian.language import say

FILE = click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path)


@click.group(help=say("Đọc và so sánh thành phần hồ sơ.", "Read and compare dossier components."))
def documents() -> None:
    """What component rows ask for."""


documents.add_command(judge)
documents.add_command(types)


def _each_line(
    path: Path, needed: tuple[str, ...], answer: Callable[[dict[str, Any]], dict[str, Any]]
) -> None:
    text = sys.stdin.read() if str(path) == "-" else path.read_text("utf-8-sig")
    answers = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            said = json.loads(line)
        except json.JSONDecodeError as error:
            raise UnreadableFile(
                say(
                    f"{path}: dòng {number} không phải JSON: {error.msg}",
                    f"{path}: line {number} is no JSON: {error.msg}",
                ),
                hint=say("Mỗi dòng phải là một đối tượng JSON.", "Every line must be one JSON object."),
            ) from error
        missing = [key for key in needed if not isinstance(said, dict) or key not in said]
        if missing:
            raise UnreadableFile(
                say(
                    f"{path}: dòng {number} thiếu {', '.join(missing)}",
                    f"{path}: line {number} lacks {', '.join(missing)}",
                ),
                hint=say("Xem dạng của dòng trong docs/cli.md.", "The shape of a line is in docs/cli.md."),
            )
        answers.append(answer(said))
    for told in answers:
        sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")


@documents.command(
    help=say(
        'Đọc từng dòng {"id","text"} ra loại dòng và các giấy tờ được nêu.',
        'Read each line {"id","text"} into its kind and the papers it names.',
    )
)
@click.argument("file", type=FILE)
def read(file: Path) -> None:
    """One JSON line out for each line in."""
    from analysis.documents.read import read_line

    _each_line(file, ("id", "text"), read_line)


@documents.command(
    help=say(
        'So từng cặp {"id","a","b"}: S giống, O giao nhau, D khác.',
        'Compare each pair {"id","a","b"}: S same, O overlap, D different.',
    )
)
@click.argument("file", type=FILE)
def compare(file: Path) -> None:
    """One JSON line out for each pair in, with score and reasons."""
    from analysis.compare import compare_line

    _each_line(file, ("id", "a", "b"), compare_line)


@documents.command(
    help=say(
        'Kết quả của thủ tục này có phải giấy tờ thủ tục kia yêu cầu? {"id","component","result"}',
        'Is the result of one procedure the paper another asks for? {"id","component","result"}',
    )
)
@click.argument("file", type=FILE)
def link(file: Path) -> None:
    """One JSON line out for each pair in, with score and reasons."""
    from analysis.links import link_line

    _each_line(file, ("id", "component", "result"), link_line)
