"""measures list, show, add, import, export, state: what is to be cut, and how far it has come."""

import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from catalogue.errors import CatalogueError, NotFound
from dongian.commands.parameters_commands import signed
from dongian.language import say
from dongian.output import Column, emit, line, settings, table
from dongian.wiring import as_of_option, known_at_option, now, opened

if TYPE_CHECKING:
    from catalogue.measures import Measure
    from catalogue.store.ledger import Entry
    from catalogue.store.store import Store

DAY = click.DateTime(["%Y-%m-%d", "%d/%m/%Y"])


@click.group(
    help=say(
        "Phương án cắt giảm, đơn giản hóa: từng phương án và trạng thái.", "Measures: each with its state."
    )
)
def measures() -> None:
    """Every change of state is an entry of its own, signed and dated."""


def measure_row(measure: "Measure", day: date) -> dict[str, Any]:
    """One measure on one line."""
    target = measure.targets[0]
    return {
        "measure": measure.key,
        "option": measure.option,
        "option_name": measure.option.facts.vi,
        "procedures": list(measure.procedures),
        "procedure_name": target.procedure_name,
        "component": target.component_text,
        "acts": [act.number or act.name for act in measure.acts],
        "owner": measure.owner,
        "deadline": measure.deadline,
        "state": measure.state(day),
        "since": measure.since,
        "until": measure.until,
        "instrument": measure.instrument,
    }


def measure_columns() -> list[Column]:
    """The columns of a list of measures."""
    return [
        Column("measure", say("Mã", "Id")),
        Column("option", say("Phương án", "Option")),
        Column("procedures", say("Thủ tục", "Procedures")),
        Column("component", say("Giấy tờ", "Paper"), width=40),
        Column("acts", say("Văn bản cần sửa", "Acts to amend"), width=30),
        Column("owner", say("Chủ trì", "Owner"), width=24),
        Column("deadline", say("Hạn", "Due")),
        Column("state", say("Trạng thái", "State")),
        Column("until", say("Đến", "Until")),
    ]


@measures.command("list", help=say("Các phương án trong danh mục.", "The measures of the catalogue."))
@click.option("--state", help=say("Chỉ trạng thái này", "Only this state"))
@click.option("--procedure", help=say("Chỉ thủ tục này", "Only this procedure"))
@as_of_option
@known_at_option
def list_(state: str | None, procedure: str | None, day: date, known: datetime | None) -> None:
    """One row per measure, with its state on the day."""
    with opened() as store:
        held = [entry.record for entry in store.ledger.measures(known)]
    rows = [
        measure_row(m, day)
        for m in held
        if (state is None or m.state(day) == state) and (procedure is None or procedure in m.procedures)
    ]
    table(say(f"Phương án, ngày {day:%d/%m/%Y}", f"Measures on {day}"), measure_columns(), rows)


@measures.command("show", help=say("Một phương án và mọi lần ghi.", "One measure and its entries."))
@click.argument("key")
@as_of_option
def show(key: str, day: date) -> None:
    """The record, then who entered what when and why."""
    with opened() as store:
        entries = _entries(store, key)
    measure = entries[-1].record
    audit = [
        {
            "recorded": e.recorded,
            "who": e.who,
            "why": e.why,
            "state": e.record.state(day),
            "since": e.record.since,
        }
        for e in entries
    ]
    told = measure.model_dump(mode="json", exclude_defaults=True) | {"state": measure.state(day)}
    if settings().json:
        emit(told | {"entries": audit})
        return
    for name, value in told.items():
        line(f"{name}: {value}")
    columns = [Column("recorded", say("Ghi lúc", "Recorded")), Column("who", say("Người ghi", "Who")),
               Column("why", say("Lý do", "Why")), Column("state", say("Trạng thái", "State"))]  # fmt: skip
    table(say("Các lần ghi", "Entries"), columns, audit)


def _entries(store: "Store", key: str) -> "tuple[Entry[Measure], ...]":
    entries = store.ledger.measure_history(key)
    if not entries:
        raise NotFound(
            say(f"Không có phương án {key}.", f"There is no measure {key}."), hint="dongian measures list"
        )
    return entries


@measures.command("add", help=say("Thêm một phương án cho một thủ tục.", "Add one measure on one procedure."))
@click.argument("option")
@click.argument("code")
@click.option(
    "--component", type=click.IntRange(1), help=say("Số dòng thành phần hồ sơ, từ 1", "Component row, from 1")
)
@click.option("--before", help=say('Số liệu trước, JSON: {"sets": 2}', "Figures before, JSON"))
@click.option("--after", help=say('Số liệu sau, JSON: {"sets": 1}', "Figures after, JSON"))
@click.option("--owner", help=say("Cơ quan chủ trì", "Who leads"))
@click.option("--deadline", type=DAY, help=say("Hạn", "Due"))
@click.option("--effort", help=say("Chi phí thực hiện, đồng", "Cost of putting it into effect, VND"))
@signed
@as_of_option
def add(option: str, code: str, component: int | None, before: str | None, after: str | None, owner: str | None,
        deadline: datetime | None, effort: str | None, who: str, why: str, day: date) -> None:  # fmt: skip
    """Acts to amend are taken from the legal bases of the procedure; correct them in an export."""
    import json

    from pydantic import ValidationError

    from analysis.acts import acts_to_amend
    from catalogue.measures import BadMeasure, Measure

    with opened() as store:
        procedure = store.snapshot(day).by_key.get(code)
        if procedure is None:
            raise NotFound(
                say(f"Không có thủ tục {code}.", f"There is no procedure {code}."),
                hint=f"dongian search {code}",
            )
        target: dict[str, Any] = {"procedure": code, "procedure_name": procedure.name}
        if component is not None:
            if component > len(procedure.components):
                raise NotFound(say(f"{code} chỉ có {len(procedure.components)} dòng thành phần hồ sơ.",
                                   f"{code} has {len(procedure.components)} component rows."))  # fmt: skip
            row = procedure.components[component - 1]
            target |= {"component": component - 1, "component_text": row.text}
        try:
            told = {"option": option, "targets": [target], "owner": owner or procedure.issuing_agency,
                    "deadline": deadline.date() if deadline else None, "proposed": day, "effort": effort,
                    "before": json.loads(before) if before else None, "after": json.loads(after) if after else None}  # fmt: skip
            measure = Measure.model_validate(told)
        except (ValidationError, json.JSONDecodeError) as error:
            raise BadMeasure(say(f"Không phải phương án: {error}", f"No measure: {error}")) from error
        measure = measure.model_copy(update={"acts": acts_to_amend(procedure, measure.option)})
        store.ledger.put_measures([measure], who=who, why=why, now=now())
    line(measure.key)


@measures.command("import", help=say("Nhập phương án từ JSONL.", "Import measures from JSONL."))
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@signed
def import_(path: Path, who: str, why: str) -> None:
    """All lines or none; a line that is stored as it is changes nothing."""
    from catalogue.measures import from_lines

    read = from_lines(path.read_text("utf-8").splitlines(), name=path.name)
    with opened() as store:
        unknown = {key for m in read for key in m.procedures} - set(store.keys())
        stored = store.ledger.put_measures(read, who=who, why=why, now=now())
    if settings().json:
        emit({"read": len(read), "stored": stored, "unknown_procedures": sorted(unknown)})
        return
    line(say(f"{len(read)} phương án: ghi {stored}.", f"{len(read)} measures: {stored} stored."))
    if unknown:
        line(say(f"Thủ tục chưa có trong danh mục: {', '.join(sorted(unknown))}",
                 f"Procedures that are not in the catalogue: {', '.join(sorted(unknown))}"))  # fmt: skip


@measures.command("export", help=say("Xuất phương án ra JSONL.", "Export measures as JSONL."))
@known_at_option
def export(known: datetime | None) -> None:
    """One line of JSON per measure, by key."""
    from catalogue.measures import to_lines

    with opened() as store:
        held = [entry.record for entry in store.ledger.measures(known)]
    for told in to_lines(held):
        sys.stdout.write(told + "\n")


class NoStep(CatalogueError):
    """A change of state that lacks its date or its text; nothing is stored."""


@measures.command("state", help=say("Đổi trạng thái một phương án.", "Change the state of a measure."))
@click.argument("key")
@click.argument(
    "state", type=click.Choice(["proposed", "approved", "in_force", "applied", "reverted", "permanent"])
)
@click.option("--on", "on", type=DAY, required=True, help=say("Ngày", "Day"))
@click.option("--until", type=DAY, help=say("Ngày cuối của văn bản tạm thời", "Last day of a temporary text"))
@click.option("--instrument", help=say("Số hiệu văn bản", "Number of the text"))
@signed
def state(
    key: str, state: str, on: datetime, until: datetime | None, instrument: str | None, who: str, why: str
) -> None:
    """An entry of its own; `permanent` takes the end date away when an amending act keeps the cut."""
    day = on.date()
    with opened() as store:
        measure = _entries(store, key)[-1].record
        if state in ("in_force", "permanent") and (instrument or measure.instrument) is None:
            raise NoStep(
                say("Trạng thái này cần số hiệu văn bản.", "This state needs a text."),
                hint="--instrument 66.18/2026/NQ-CP",
            )
        if state == "applied" and measure.since is None:
            raise NoStep(
                say("Phương án chưa có hiệu lực.", "The measure is not in force."),
                hint=f"dongian measures state {key} in_force …",
            )
        field = {"in_force": "since", "permanent": "until"}.get(state, state)
        told: dict[str, Any] = {field: None if state == "permanent" else day}
        if until is not None:
            told["until"] = until.date()
        if instrument is not None:
            told["instrument"] = instrument
        changed = type(measure).model_validate(measure.model_dump() | told)
        store.ledger.put_measures([changed], who=who, why=why, now=now())
    line(f"{key}: {changed.state(day)}")
