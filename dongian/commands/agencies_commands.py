"""agencies list, show, resolve, succession, unresolved, import, export: the register of agencies and places."""

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from catalogue.errors import NotFound
from dongian.commands.parameters_commands import signed
from dongian.language import say
from dongian.output import Column, emit, line, settings, table
from dongian.wiring import as_of_option, known_at_option, now, opened

if TYPE_CHECKING:
    from catalogue.agencies import Agency, Place
    from catalogue.agencies_register import Register
    from catalogue.agencies_resolve import Resolved


@click.group(
    help=say(
        "Danh bạ cơ quan, địa bàn: tên, mã, cấp trên, kế thừa theo ngày.",
        "Register of agencies and places: names, codes, hierarchy, dated successions.",
    )
)
def agencies() -> None:
    """What ships, and what was entered or imported; nothing is overwritten."""


def register_of(known: datetime | None) -> "Register":
    """The register of the catalogue; without a catalogue, the one that ships."""
    with opened() as store:
        return store.ledger.register(known)


LEVELS = {
    "central": ("trung ương", "central"),
    "province": ("tỉnh", "province"),
    "district": ("huyện", "district"),
    "commune": ("xã", "commune"),
    "other": ("khác", "other"),
}


def kind_name(kind: str) -> str:
    """A kind of the register on screen; one that a person entered stays as it is."""
    return _spoken("kinds", kind)


def _spoken(table_: str, code: str) -> str:
    from catalogue.agencies_words import lookup

    return say(str(lookup("agencies_words")[table_].get(code, code)), code.replace("_", " "))


def level_name(level: str | None) -> str | None:
    """A level on screen."""
    return None if level is None else say(*LEVELS[level])


def _row(one: "Agency | Place", register: "Register", day: date) -> dict[str, Any]:
    told = one.model_dump(mode="json")
    return told | {
        "kind": told.get("kind", "place"),
        "level_name": level_name(told.get("level")),
        "alive": one.on(day),
        "code": ", ".join(told["codes"]) if "codes" in told else told["code"],
        "aliases": list(one.aliases),
        "successors": [step.new for step in register.after(one.id)],
    }


def _columns() -> list[Column]:
    return [
        Column("id", say("Mã cơ quan", "Id"), width=44),
        Column("name", say("Tên", "Name"), width=50),
        Column("kind_name", say("Loại", "Kind"), width=24),
        Column("level_name", say("Cấp", "Level")),
        Column("code", say("Mã định danh", "Code")),
        Column("valid_from", say("Từ", "From")),
        Column("valid_to", say("Đến hết", "Until")),
        Column("mark", say("Nguồn", "Source mark")),
    ]


@agencies.command("list", help=say("Cơ quan và địa bàn có trong ngày.", "Agencies and places of the day."))
@click.option("--all", "ended", is_flag=True, help=say("Cả tên không còn", "Also names that are no more"))
@click.option("--kind", help=say("Loại cơ quan; place: địa bàn", "Kind of agency; place: places"))
@click.option("--text", help=say("Có những chữ này trong tên", "With these words in the name"))
@as_of_option
@known_at_option
def list_(kind: str | None, text: str | None, day: date, known: datetime | None, *, ended: bool) -> None:
    """One row per agency or kind of local agencies, then the provinces."""
    from catalogue.text import bare

    register = register_of(known)
    known_ones: list[Agency | Place] = [*register.agencies.values(), *register.places.values()]
    rows = [_row(one, register, day) for one in known_ones]
    wanted = bare(text or "")
    rows = [
        row
        for row in rows
        if (ended or row["alive"])
        and kind in (None, row["kind"])
        and any(wanted in bare(name) for name in (row["name"], *row["aliases"]))
    ]
    names = {kind: kind_name(kind) for kind in {row["kind"] for row in rows}}
    rows = [row | {"kind_name": names[row["kind"]]} for row in rows]
    title = say(f"Danh bạ cơ quan ngày {day:%d/%m/%Y}: {len(rows)}", f"Register on {day}: {len(rows)}")
    table(title, _columns(), rows)


def _found(word: str, register: "Register", day: date) -> "Agency | Place":
    from catalogue.agencies_resolve import resolve

    found = register.agencies.get(word) or register.places.get(word) or _place(word, register, day)
    if found is None:
        resolved = resolve(word, day, register=register)
        found = resolved.agency
        if found is None:
            near = "; ".join(resolved.nearest) or "dongian agencies list --all"
            raise NotFound(
                say(f"Danh bạ không có “{word}”.", f"The register has no “{word}”."),
                hint=say(f"Gần giống: {near}", f"Alike: {near}"),
            )
    return found


def _place(word: str, register: "Register", day: date) -> "Place | None":
    """The province of a name on the day; the last that was called so."""
    from catalogue.text import fold

    names = [
        one
        for one in register.places.values()
        if fold(word) in map(fold, (one.name, one.short, *one.aliases))
    ]
    return next((one for one in names if one.on(day)), names[-1] if names else None)


@agencies.command(
    "show", help=say("Một cơ quan: mọi điều danh bạ ghi.", "One agency: all that is known of it.")
)
@click.argument("name")
@as_of_option
@known_at_option
def show(name: str, day: date, known: datetime | None) -> None:
    """By id or by any name; with its units and with who entered what."""
    with opened() as store:
        register, entries = store.ledger.register(known), store.ledger.agencies(known)
    one = _found(name, register, day)
    units = [a.name for a in register.agencies.values() if a.parent == one.id and a.on(day)]
    steps = _steps(register, one.id)
    audit = [
        {"recorded": e.recorded, "who": e.who, "why": e.why, "key": e.key}
        for e in entries
        if one.id in (e.key.partition(":")[2], *e.key.partition(":")[2].replace(">", ":").split(":"))
    ]
    told = one.model_dump(mode="json") | {"units": units, "successions": steps, "entries": audit}
    if settings().json:
        emit(told)
        return
    _show_fields(told)
    _show_steps(steps)
    if audit:
        entered = [
            Column("recorded", say("Ghi lúc", "Recorded")),
            Column("who", say("Người ghi", "Who")),
            Column("why", say("Lý do", "Why"), width=40),
            Column("key", say("Dòng", "Row"), width=60),
        ]
        table(say("Đã nhập", "Entered"), entered, audit)


def _show_fields(told: dict[str, Any]) -> None:
    from catalogue.agencies_rows import AGENCY

    shown = told | {"level": level_name(told.get("level"))}
    shown["mark"] = _spoken("marks", told["mark"])
    if "kind" in told:
        shown["kind"] = kind_name(told["kind"])
    labels = {column.field: column.heading for column in AGENCY}
    labels |= {"units": "Đơn vị", "short": "Tên ngắn", "code": "Mã H", "portal_code": "Mã địa bàn trên cổng"}
    for field, value in shown.items():
        if field in ("successions", "entries") or value in (None, [], False):
            continue
        parts = [say("có", "yes") if value is True else value] if not isinstance(value, list) else value
        line(f"{say(labels.get(field, field), field)}: {', '.join(map(str, parts))}")


def _steps(register: "Register", one: str | None = None) -> list[dict[str, Any]]:
    return [
        step.model_dump(mode="json")
        for step in register.successions
        if one is None or one in (step.old, step.new)
    ]


def _show_steps(steps: list[dict[str, Any]]) -> None:
    relations = {code: _spoken("relations", code) for code in {step["relation"] for step in steps}}
    marks = {code: _spoken("marks", code) for code in {step["mark"] for step in steps}}
    table(
        say("Kế thừa", "Successions"),
        [
            Column("old", say("Cơ quan cũ", "Old"), width=44),
            Column("new", say("Kế thừa bởi", "New"), width=44),
            Column("since", say("Từ ngày", "Since")),
            Column("relation_name", say("Quan hệ", "Relation")),
            Column("field", say("Lĩnh vực", "Field"), width=34),
            Column("source", say("Nguồn", "Source"), width=30),
            Column("mark_name", say("Độ chắc", "Mark")),
        ],
        [
            step | {"relation_name": relations[step["relation"]], "mark_name": marks[step["mark"]]}
            for step in steps
        ],
    )


@agencies.command(
    "succession",
    help=say("Ai thay ai, từ ngày nào, theo văn bản nào.", "Who stands in for whom, since when, by what."),
)
@click.argument("name", required=False)
@as_of_option
@known_at_option
def succession(name: str | None, day: date, known: datetime | None) -> None:
    """All successions, or those of one agency with the chain that leads on."""
    register = register_of(known)
    if name is None:
        told = sorted(_steps(register), key=lambda step: (step["since"] or "", step["old"]))
    else:
        ids, told = [_found(name, register, day).id], list[dict[str, Any]]()
        for one in ids:  # grows as the chain goes on
            for step in register.after(one):
                told.append(step.model_dump(mode="json"))
                ids += [step.new] if step.new not in ids else []
        told += [step for step in _steps(register, ids[0]) if step["new"] == ids[0]]
    if settings().json:
        emit(told)
        return
    _show_steps(told)


@agencies.command(
    "resolve",
    help=say("Một tên ghi tự do là cơ quan nào trong ngày, vì sao.", "Which agency a written name means."),
)
@click.argument("text", nargs=-1, required=True)
@as_of_option
@known_at_option
def resolve_(text: tuple[str, ...], day: date, known: datetime | None) -> None:
    """One row per name in the text; successors, alternatives and names alike beside it."""
    from catalogue.agencies_resolve import each

    register = register_of(known)
    found = [one for words in text for one in each(words, day, register=register)]
    rows = [_resolved_row(one) for one in found]
    table(
        say(f"Nhận ra cơ quan, ngày {day:%d/%m/%Y}", f"Agencies meant on {day}"),
        [
            Column("written", say("Ghi là", "Written"), width=40),
            Column("name", say("Cơ quan", "Agency"), width=40),
            Column("key", say("Mã cơ quan", "Id"), width=40),
            Column("place_name", say("Địa bàn", "Place"), width=20),
            Column("stands_in", say("Kế thừa trong ngày", "Stands in"), width=36),
            Column("confidence", say("Độ chắc", "Confidence"), number=True),
            Column("because", say("Vì sao", "Why"), width=60),
        ],
        rows,
    )


def _resolved_row(one: "Resolved") -> dict[str, Any]:
    others = [a.name for a in one.alternatives] or list(one.nearest)
    doubt = {True: say("có thể là", "may be"), False: say("gần giống", "alike")}[bool(one.alternatives)]
    told = one.model_dump(mode="json", exclude={"agency", "place", "alternatives", "parts"})
    return told | {
        "name": one.name or (f"{doubt}: {'; '.join(others)}" if others else None),
        "alternatives": [a.id for a in one.alternatives],
        "place": None if one.place is None else one.place.id,
        "place_name": ", ".join(x for x in (one.local, one.place and one.place.name) if x),
        "stands_in": [f"{s.name}{f' ({s.field})' if s.field else ''}" for s in one.successors],
        "because": list(one.explanation),
    }


@agencies.command(
    "unresolved",
    help=say(
        "Tên cơ quan trong danh mục mà danh bạ không nhận ra.", "Names that the register does not know."
    ),
)
@as_of_option
@known_at_option
def unresolved(day: date, known: datetime | None) -> None:
    """One row per name, the most frequent first, with procedures and names alike."""
    from dongian.agency_names import unresolved_names

    with opened() as store:
        register, snapshot = store.ledger.register(known), store.snapshot(day, known)
    told = unresolved_names(snapshot, register)
    note = say(
        f"Nhận ra {told.known} trên {told.names} tên khác nhau; {told.known_uses} trên {told.uses} lần ghi.",
        f"{told.known} of {told.names} names are known; {told.known_uses} of {told.uses} uses.",
    )
    table(
        say("Tên chưa nhận ra", "Names not known"),
        [
            Column("written", say("Ghi là", "Written"), width=70),
            Column("uses", say("Số lần", "Uses"), number=True),
            Column("procedures", say("Thủ tục", "Procedures"), width=24),
            Column("may_be", say("Có thể là, gần giống", "May be, alike"), width=60),
        ],
        told.rows,
        note=note,
    )


@agencies.command(
    "import",
    help=say("Cập nhật danh bạ từ bảng tính, CSV hoặc JSON.", "Update the register from XLSX, CSV or JSON."),
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help=say("Chỉ kiểm tra, không ghi", "Check only, store nothing"))
@signed
def import_(file: Path, who: str, why: str, *, dry_run: bool) -> None:
    """All rows that can be taken, or none where they do not fit together."""
    from catalogue.issues import IssueLog
    from importers.files import open_file
    from importers.sources.agency_list import extract

    issues = IssueLog()
    told = tuple(extract(open_file(file, name=file.name), issues))
    for issue in issues:
        line(f"{issue.place}: {issue.message}")
    with opened() as store:
        if dry_run:
            store.ledger.register().with_entries(told, strict=True)
            line(say(f"Đọc được {len(told)} dòng; chưa ghi gì.", f"{len(told)} rows read; nothing stored."))
        else:
            stored = store.ledger.put_agencies(told, who=who, why=why, now=now())
            line(say(f"Đã ghi {stored} dòng mới, {len(told) - stored} dòng không đổi.",
                     f"{stored} rows stored, {len(told) - stored} unchanged."))  # fmt: skip
    if len(issues):
        raise SystemExit(1)


@agencies.command(
    "export",
    help=say("Xuất danh bạ ra bảng tính, CSV hoặc JSON để sửa rồi nhập lại.", "Export the register to edit."),
)
@click.option(
    "--to",
    "target",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("agencies.xlsx"),
    show_default=True,
    help=say("Tệp ghi ra: .xlsx, .csv, .json", "File to write: .xlsx, .csv, .json"),
)
@click.option("--entered", is_flag=True, help=say("Chỉ những gì đã nhập thêm", "Only what was entered"))
@known_at_option
def export(target: Path, known: datetime | None, *, entered: bool) -> None:
    """The register with all names and successions; what is imported back unchanged stores nothing new."""
    from publishing.agency_list import write_agencies

    with opened() as store:
        register, entries = store.ledger.register(known), store.ledger.agencies(known)
    told = {e.record.agency.id for e in entries if e.record.agency is not None}
    told |= {e.record.succession.old for e in entries if e.record.succession is not None}
    rows = write_agencies(target, register, only=frozenset(told) if entered else None)
    line(say(f"Đã ghi {rows} dòng vào {target}", f"{rows} rows written to {target}"))
