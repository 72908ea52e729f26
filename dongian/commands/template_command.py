"""template export: workbooks and CSV files that people edit and import back."""

from datetime import date
from pathlib import Path

import click

from catalogue.errors import NotFound
from dongian.language import say
from dongian.output import emit, line, settings
from dongian.wiring import as_of_option, opened

KINDS = ("procedures", "components", "volumes", "parameters")


@click.group(help=say("Mẫu biểu để sửa rồi nhập lại.", "Templates to edit and import back."))
def template() -> None:
    """What is exported unchanged changes nothing when it is imported."""


@template.command(
    "export",
    help=say("Ghi danh mục ra mẫu (.xlsx hoặc .csv).", "Write the catalogue as a template (.xlsx or .csv)."),
)
@click.argument("target", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--what",
    type=click.Choice(KINDS),
    default=KINDS[0],
    show_default=True,
    help=say(
        "Ghi phần nào; .csv của procedures chỉ có trang “Thủ tục”",
        "Which part; .csv of procedures has one sheet",
    ),
)
@click.option(
    "--key", "keys", multiple=True, metavar="CODE", help=say("Chỉ các thủ tục này", "Only these procedures")
)
@as_of_option
def export(target: Path, what: str, keys: tuple[str, ...], day: date) -> None:
    """Everything in force on a day, or the named procedures."""
    from catalogue.template import kinds
    from dongian.analyses import figures
    from publishing.figure_templates import parameter_lines, volume_lines, write_figures
    from publishing.templates import write_template

    with opened() as store:
        known = store.snapshot(day).by_key
        told = figures(store) if what in KINDS[2:] else None
    missing = [key for key in keys if key not in known]
    if missing:
        raise NotFound(
            say(
                f"Không có thủ tục {', '.join(missing)} ngày {day:%d/%m/%Y}.",
                f"Not in force: {', '.join(missing)}.",
            ),
            hint="dongian search …",
        )
    records = [known[key] for key in keys] if keys else list(known.values())
    if told is None:
        rows = write_template(target, kinds()[what], records)
    else:
        rows = write_figures(
            target, volume_lines(told, records) if what == "volumes" else parameter_lines(told)
        )
    command = (
        f"dongian import {target}" if told is None else f"dongian parameters import {target} --who … --why …"
    )
    if settings().json:
        emit({"file": str(target), "what": what, "procedures": len(records), "rows": rows})
        return
    line(say(f"Đã ghi {rows} dòng vào {target}. Sửa rồi nhập lại: {command}",
             f"{rows} rows written to {target}. Edit, then: {command}"))  # fmt: skip
