"""parameters list, show, set, import: the figures that costs rest on, and who entered them."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from catalogue.errors import CatalogueError
from dongian.language import say
from dongian.output import Column, emit, line, settings, table
from dongian.wiring import as_of_option, known_at_option, now, opened

if TYPE_CHECKING:
    from catalogue.entered import ParameterEntry
    from catalogue.parameters import DatedValue, Dimension, Parameter

Command = TypeVar("Command", bound=Callable[..., Any])


def signed(command: Command) -> Command:
    """`--who` and `--why`, which every entry of the ledger must have."""
    why = click.option("--why", required=True, help=say("Lý do, căn cứ", "Why, on what ground"))
    who = click.option("--who", required=True, help=say("Người ghi", "Who enters it"))
    return who(why(command))


@click.group(
    help=say(
        "Số liệu dùng để tính chi phí: giá trị phát hành kèm và giá trị đã nhập.",
        "Figures that costs rest on: those that ship, and those that were entered.",
    )
)
def parameters() -> None:
    """Nothing that is entered is changed: a correction is a later entry."""


def _shown(value: Fraction) -> str:
    from publishing.money import number

    return number(value) if value.denominator == 1 else f"{float(value):.4f}".rstrip("0").replace(".", ",")


def _value_row(parameter: "Parameter", value: "DatedValue") -> dict[str, Any]:
    return {
        "parameter": parameter.name,
        "name": parameter.vi,
        "scope": ", ".join(f"{d}={v}" for d, v in value.scope.items()) or say("chung", "all"),
        "low": _shown(value.low),
        "value": _shown(value.central),
        "high": _shown(value.high),
        "unit": parameter.unit,
        "since": value.since,
        "until": value.until,
        "grade": value.grade,
        "source": value.source,
    }


def _columns() -> list[Column]:
    return [
        Column("parameter", say("Tham số", "Parameter")),
        Column("name", say("Tên", "Name"), width=40),
        Column("scope", say("Phạm vi", "Scope"), width=40),
        Column("low", say("Thấp", "Low"), number=True),
        Column("value", say("Giá trị", "Value"), number=True),
        Column("high", say("Cao", "High"), number=True),
        Column("unit", say("Đơn vị", "Unit")),
        Column("since", say("Từ", "From")),
        Column("until", say("Đến", "To")),
        Column("grade", say("Độ tin cậy", "Grade")),
    ]


@parameters.command(
    "list", help=say("Mọi số liệu có hiệu lực trong ngày.", "Every figure in force on the day.")
)
@as_of_option
@known_at_option
def list_(day: date, known: datetime | None) -> None:
    """One row per value; names without a value come as well, with what they wait for."""
    from dongian.analyses import figures

    with opened() as store:
        told = figures(store, known)
    rows = []
    for _, parameter in sorted(told.by_name.items()):
        found = [_value_row(parameter, value) for value in parameter.values if value.on(day)]
        empty = {
            "parameter": parameter.name,
            "name": parameter.vi,
            "unit": parameter.unit,
            "source": parameter.awaits,
        }
        rows += found or [empty | {"grade": say("chưa có số liệu", "no value")}]
    table(say(f"Số liệu ngày {day:%d/%m/%Y}", f"Figures on {day}"), _columns(), rows)


@parameters.command(
    "show",
    help=say("Một số liệu: mọi giá trị, và ai đã nhập.", "One figure: all values, and who entered them."),
)
@click.argument("name")
@known_at_option
def show(name: str, known: datetime | None) -> None:
    """Every value with its source, then the entries of the ledger."""
    from analysis.parameters import defaults
    from catalogue.errors import NotFound
    from dongian.analyses import figures

    if name not in defaults().by_name:
        raise NotFound(
            say(f"Không có tham số {name}.", f"There is no figure {name}."), hint="dongian parameters list"
        )
    with opened() as store:
        parameter = figures(store, known).by_name[name]
        entries = [entry for entry in store.ledger.parameters(known) if entry.record.name == name]
    rows = [_value_row(parameter, value) for value in parameter.values]
    audit = [
        _value_row(parameter, e.record.value) | {"who": e.who, "why": e.why, "recorded": e.recorded}
        for e in entries
    ]
    if settings().json:
        emit({"name": name, "vi": parameter.vi, "unit": parameter.unit, "values": rows, "entries": audit})
        return
    table(
        f"{name}: {parameter.vi}", [*_columns()[2:], Column("source", say("Nguồn", "Source"), width=50)], rows
    )
    audited = [Column("recorded", say("Ghi lúc", "Recorded")), Column("who", say("Người ghi", "Who")),
               Column("why", say("Lý do", "Why"), width=40), *_columns()[2:6]]  # fmt: skip
    table(say("Đã nhập", "Entered"), audited, audit)


def _scope(_ctx: click.Context, _param: click.Parameter, told: tuple[str, ...]) -> "dict[Dimension, str]":
    from catalogue.parameters import Dimension

    found = {}
    for one in told:
        name, mark, value = one.partition("=")
        if not mark or name not in list(Dimension) or not value:
            known = ", ".join(Dimension)
            raise click.BadParameter(
                say(f"viết TÊN=GIÁ_TRỊ, tên là một trong: {known}", f"NAME=VALUE, one of {known}")
            )
        found[Dimension(name)] = value
    return found


def _day(_ctx: click.Context, _param: click.Parameter, value: datetime | None) -> date | None:
    return None if value is None else value.date()


class WrongUnit(CatalogueError):
    """A figure in another unit than its parameter; nothing is stored."""


DAY = click.DateTime(["%Y-%m-%d", "%d/%m/%Y"])


@parameters.command(
    "set",
    help=say("Nhập một số liệu, có ngày, nguồn, người ghi.", "Enter one figure, dated, sourced and signed."),
)
@click.argument("name")
@click.argument("value")
@click.argument("unit")
@click.option("--low", help=say("Cận dưới", "Low bound"))
@click.option("--high", help=say("Cận trên", "High bound"))
@click.option(
    "--scope",
    multiple=True,
    callback=_scope,
    help=say("Phạm vi, ví dụ procedure=1.000001", "Scope, such as procedure=1.000001"),
)
@click.option("--from", "since", type=DAY, required=True, callback=_day, help=say("Ngày đầu", "First day"))
@click.option("--until", type=DAY, callback=_day, help=say("Ngày cuối", "Last day"))
@click.option(
    "--grade",
    required=True,
    help=say("Mức tin cậy: statutory … placeholder", "Evidence grade: statutory … placeholder"),
)
@click.option("--source", required=True, help=say("Nguồn và cách thu thập", "Source and way of collection"))
@click.option("--legal", help=say("Căn cứ pháp lý", "Legal reference"))
@click.option(
    "--end-previous",
    is_flag=True,
    help=say("Kết thúc số cũ vào hôm trước", "End the earlier figure the day before"),
)
@signed
def set_(name: str, value: str, unit: str, low: str | None, high: str | None, scope: "dict[Dimension, str]",
         since: date, until: date | None, grade: str, source: str, legal: str | None, *, end_previous: bool,
         who: str, why: str) -> None:  # fmt: skip
    """An audited, dated change; what it replaces stays readable with --known-at."""
    from analysis.parameters import defaults
    from catalogue import entered

    known = defaults().by_name.get(name)
    if known is None:
        raise WrongUnit(
            say(f"Không có tham số {name}.", f"There is no figure {name}."), hint="dongian parameters list"
        )
    if unit != known.unit:
        raise WrongUnit(
            say(
                f"{name} tính bằng {known.unit}, không phải {unit}; chưa ghi gì.",
                f"{name} is in {known.unit}, not {unit}; nothing is stored.",
            )
        )
    told = {"low": low or value, "central": value, "high": high or value, "scope": scope, "since": since,
            "until": until, "grade": grade, "mark": "data", "source": source, "legal": legal}  # fmt: skip
    entry = _entry(name, told)
    with opened() as store:
        held = [e.record for e in store.ledger.parameters()]
        before = entered.end_previous(entry, held) if end_previous else None
        entries = [entry] if before is None else [before, entry]
        stored = store.ledger.put_parameters(entries, who=who, why=why, now=now())
    line(say(f"Đã ghi {stored} dòng cho {name}.", f"{stored} entries for {name}."))


def _entry(name: str, told: dict[str, Any]) -> "ParameterEntry":
    from pydantic import ValidationError

    from catalogue.entered import ParameterEntry

    try:
        return ParameterEntry.model_validate({"name": name, "value": told})
    except ValidationError as error:
        why = "; ".join(f"{'.'.join(map(str, e['loc'][1:])) or name}: {e['msg']}" for e in error.errors())
        raise WrongUnit(say(f"{name}: {why}; chưa ghi gì.", f"{name}: {why}; nothing is stored.")) from error


@parameters.command("import", help=say("Nhập số liệu từ CSV, XLSX; số hồ sơ một năm theo thủ tục và cơ quan.",
                                       "Enter figures from CSV or XLSX; cases a year by procedure and agency."))  # fmt: skip
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--until-replaced",
    is_flag=True,
    help=say("Số của một năm dùng tới khi có số mới", "A figure of a year holds until a later one"),
)
@signed
def import_(path: Path, *, until_replaced: bool, who: str, why: str) -> None:
    """All rows or none; every fault names its sheet and cell."""
    from analysis.figure_tables import FigureChange, read_figures
    from analysis.parameters import defaults
    from dongian.analyses import figures

    changes: list[FigureChange] = []
    with opened() as store:
        codes = frozenset(store.keys())
        entries = read_figures(path.name, path.read_bytes(), defaults(), codes=codes, open_end=until_replaced,
                               held=figures(store), changes=changes)  # fmt: skip
        stored = store.ledger.put_parameters(entries, who=who, why=why, now=now())
    told = {"read": len(entries), "stored": stored, "unchanged": len(entries) - stored}
    if settings().json:
        emit(told | {"changes": [asdict(change) for change in changes]})
    else:
        for change in changes:
            line(
                f"  {change.at}: {change.parameter}, {change.field}: {change.before or '(trống)'} → {change.after}"
            )
        line(say(f"{len(entries)} dòng: ghi {stored}, đã có {told['unchanged']}.",
                 f"{len(entries)} rows: {stored} stored, {told['unchanged']} held already."))  # fmt: skip
