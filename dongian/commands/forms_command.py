"""forms: blanks of the forms of a dossier, and those that need not be filled by hand."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dongian.language import say
from dongian.output import Column, emit, line, settings, table

if TYPE_CHECKING:
    from analysis.forms import Blank, FormFinding, Line


@click.command(help=say("Mục khai trong mẫu đơn, tờ khai của một hồ sơ: mục nào cơ sở dữ liệu đã có, mục nào khai lại.",
                        "Blanks of the forms of a dossier: which a register holds, which are asked twice."))  # fmt: skip
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("--all", "every", is_flag=True, help=say("In mọi mục khai", "Print every blank"))
def forms(files: tuple[Path, ...], *, every: bool) -> None:
    """Several files are one dossier; a file with several forms ("Mẫu số …") is read as several."""
    from analysis.forms import blanks_of, find_again, split_forms

    told: dict[str, list[Line]] = {}
    for path in files:
        for name, lines in split_forms(path.name, _lines(path)).items():
            told[name if name == path.name else f"{path.name}: {name}"] = lines
    blanks = [blank for name, lines in told.items() for blank in blanks_of(name, lines)]
    found = find_again(told)
    if settings().json:
        emit(
            {
                "forms": len(told),
                "blanks": [_blank(one) for one in blanks],
                "again": [_found(one) for one in found],
            }
        )
        return
    if every:
        table(
            say("Mục khai", "Blanks"),
            _columns("form", "label", "party_name", "place"),
            [_blank(b) for b in blanks],
        )
    title = say("Không cần khai bằng tay", "Need not be filled by hand")
    table(
        title,
        _columns("form", "label", "again_name", "register_name", "because"),
        [_found(one) for one in found],
    )
    line(
        say(
            f"{len(told)} mẫu, {len(blanks)} mục khai, {len(found)} mục không cần khai bằng tay. "
            "Phạm vi trường dữ liệu do cơ quan quản lý công bố: cần người xác nhận.",
            f"{len(told)} forms, {len(blanks)} blanks, {len(found)} need not be filled by hand. "
            "Which fields a register gives is published by its holder: a person confirms.",
        )
    )


def _lines(path: Path) -> "list[Line]":
    from analysis.forms import Line
    from importers.readers.any import read_blocks
    from importers.run import open_file

    blocks = read_blocks(open_file(path, name=path.name))
    found = []
    for paragraph in blocks.paragraphs():
        found += [Line(text, paragraph.place) for text in paragraph.line.split("\n")]
    return found


def _blank(one: "Blank") -> dict[str, Any]:
    from analysis.forms import party_name

    return {
        "form": one.form,
        "label": one.label,
        "item": one.item,
        "party": one.party,
        "party_name": party_name(one.party),
        "place": str(one.place),
    }


def _found(one: "FormFinding") -> dict[str, Any]:
    names = {
        "held": say("đã có trong cơ sở dữ liệu", "held by a register"),
        "twice": say("khai hai lần trong một mẫu", "twice in one form"),
        "across": say("khai lại ở mẫu khác", "again in another form"),
    }
    return _blank(one.blank) | {
        "again": one.again,
        "again_name": names[one.again],
        "others": [_blank(other) for other in one.others],
        "register": one.register,
        "register_name": one.register_name,
        "legal_base": one.legal_base,
        "because": one.because,
    }


def _columns(*names: str) -> list[Column]:
    headings = {
        "form": say("Mẫu", "Form"), "label": say("Mục khai", "Blank"), "party_name": say("Của ai", "Whose"), "place": say("Vị trí", "Place"), "again_name": say("Kết luận", "Verdict"),
        "register_name": say("Cơ sở dữ liệu", "Register"), "because": say("Vì sao", "Why"),
    }  # fmt: skip
    widths = {"label": 45, "because": 60, "form": 28}
    return [Column(name, headings[name], width=widths.get(name)) for name in names]
