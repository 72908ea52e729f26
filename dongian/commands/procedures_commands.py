"""procedures list, show, history, diff, export."""

import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from catalogue.errors import NotFound
from catalogue.permanent_links import Link, Linked
from catalogue.places import place_name, place_named
from dongian.language import say
from dongian.output import Column, emit, line, settings, table
from dongian.sides import side_of
from dongian.wiring import HERE, as_of_option, known_at_option, now, opened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from catalogue.local_overlay import Overlay
    from catalogue.records import Procedure
    from catalogue.store.listing import Heading
    from catalogue.store.undoings import Undoing
    from catalogue.store.versions import Sighting, View


@click.group(help=say("Thủ tục hành chính trong danh mục.", "Procedures of the catalogue."))
def procedures() -> None:
    """What is in force, and how it came about."""


HEADINGS = (
    ("key", "Mã số", "Code", None),
    ("name", "Tên", "Name", 70),
    ("sector", "Lĩnh vực", "Sector", 28),
    ("levels", "Cấp", "Levels", None),
    ("issuing_agency", "Cơ quan công bố", "Issuing agency", 30),
    ("decision", "Quyết định", "Decision", None),
    ("valid_from", "Hiệu lực từ", "Valid from", None),
)


KINDS = ["standard", "specific", "assigned", "internal", "interconnected"]


def columns() -> list[Column]:
    """Columns of a list of procedures."""
    told = [Column(key, say(vi, en), width=width) for key, vi, en, width in HEADINGS]
    return [
        *told,
        Column("components", say("Dòng hồ sơ", "Components"), number=True),
        Column("sightings", say("Nguồn", "Sources"), number=True),
        Column("provinces", say("Chỉ ở", "Only in"), width=20),
    ]


def heading_row(heading: "Heading") -> dict[str, Any]:
    return heading.model_dump(mode="json") | {"provinces": [place_name(id_) for id_ in heading.places]}


PLACE = click.option(
    "--place",
    help=say(
        "Tỉnh, thành phố: bản của địa phương, và khác gì bản của trung ương",
        "Province: its own version, and what it says otherwise than the national one",
    ),
)


def _place(text: str | None) -> str | None:
    """Id of a province that was typed."""
    found = None if text is None else place_named(text)
    if text is not None and found is None:
        raise click.BadParameter(
            say(f"không có tỉnh, thành phố “{text}”", f"no province “{text}”"), param_hint="--place"
        )
    return found


@procedures.command("list", help=say("Liệt kê thủ tục đang có hiệu lực.", "List procedures in force."))
@click.option("--text", help=say("Từ cần tìm", "Words to find"))
@click.option("--sector", help=say("Lĩnh vực", "Sector"))
@click.option("--agency", help=say("Cơ quan", "Agency"))
@click.option(
    "--level",
    type=click.Choice(["central", "province", "district", "commune", "other"]),
    help=say("Cấp", "Level"),
)
@click.option("--kind", type=click.Choice(KINDS), help=say("Loại thủ tục", "Kind"))
@click.option("--code", "prefix", help=say("Mã số bắt đầu bằng", "Code begins with"))
@click.option(
    "--limit",
    type=click.IntRange(1),
    default=50,
    show_default=True,
    help=say("Số dòng tối đa", "Rows at the most"),
)
@click.option(
    "--offset", type=click.IntRange(0), default=0, help=say("Bỏ qua bấy nhiêu dòng", "Rows to pass over")
)
@as_of_option
@known_at_option
def list_(
    text: str | None,
    sector: str | None,
    agency: str | None,
    level: str | None,
    kind: str | None,
    prefix: str | None,
    limit: int,
    offset: int,
    day: date,
    known: datetime | None,
) -> None:
    """One row per procedure."""
    from catalogue.records import Kind, Level
    from catalogue.store.listing import Page, Wanted

    wanted = Wanted(sector, agency, Level(level) if level else None, Kind(kind) if kind else None, prefix)
    with opened() as store:
        if text is None:
            page = store.page(day, known=known, wanted=wanted, limit=limit, offset=offset)
        else:
            hits = [hit.heading for hit in store.find(text, day, known=known, wanted=wanted, limit=None).hits]
            page = Page(tuple(hits[offset : offset + limit]), len(hits))
    table(
        say(
            f"Thủ tục có hiệu lực ngày {day:%d/%m/%Y}: {page.total}",
            f"Procedures in force on {day}: {page.total}",
        ),
        columns(),
        [heading_row(heading) for heading in page.headings],
        note=None
        if len(page.headings) == page.total
        else say(
            f"Đang xem {len(page.headings)} dòng; thêm: --limit, --offset",
            f"Showing {len(page.headings)}; more: --limit, --offset",
        ),
    )


def _view(key: str, day: date, known: datetime | None, place: str | None = None) -> "View":
    with opened() as store:
        view = store.as_of(key, day, known, place=place)
        if view is None:
            store.history(key)  # raises NotFound with a hint where no file ever named it
            raise NotFound(
                say(
                    f"Thủ tục {key} không có hiệu lực ngày {day:%d/%m/%Y}.",
                    f"{key} is not in force on {day}.",
                ),
                hint=f"dongian procedures history {key}",
            )
    return view


@procedures.command(help=say("Xem một thủ tục.", "Show one procedure."))
@click.argument("code")
@click.option(
    "--trace", is_flag=True, help=say("Kèm nguồn của từng giá trị", "With the source of each value")
)
@click.option("--link", is_flag=True, help=say("Chỉ in liên kết cố định", "Print the permanent link only"))
@PLACE
@as_of_option
@known_at_option
def show(code: str, trace: bool, link: bool, place: str | None, day: date, known: datetime | None) -> None:
    """The view of a day: put together from the sightings, strongest first. CODE may be a permanent link."""
    if Link.looks_like(code):
        told_link = Link.parse(code)
        code, day, known = told_link.key, told_link.day or day, told_link.known or known
    province = _place(place)
    permanent = Link(kind=Linked.PROCEDURE, key=code, day=day, known=known or now())
    if link:
        _view(code, day, known)
        line(str(permanent))
        return
    view = _view(code, day, known, province)
    if settings().json:
        told: dict[str, Any] = view.record.model_dump(mode="json")
        if trace:
            told = {"record": told, "given_by": {name: _told(s) for name, s in view.given_by.items()}}
        if province is not None:
            laid = _laid_over(code, view, day, known, province)
            told = {**(told if trace else {"record": told}), "overlay": laid.model_dump(mode="json")}
        emit(told)
        return
    from dongian.present import procedure_lines

    for told_line in procedure_lines(view.record, trace=trace):
        line(told_line)
    if view.places:
        names = ", ".join(place_name(id_) for id_ in view.places)
        line(say(f"Chỉ có ở: {names}", f"Only in: {names}"))
    if province is not None:
        _overlay(_laid_over(code, view, day, known, province))
    line()
    _sightings(
        say("Nguồn đang có hiệu lực, mạnh nhất trước", "Sources that hold, the strongest first"),
        view.sightings,
    )
    line(say(f"Liên kết cố định: {permanent}", f"Permanent link: {permanent}"))


def _laid_over(code: str, view: "View", day: date, known: datetime | None, province: str) -> "Overlay":
    """A province's version beside the national one."""
    from catalogue.local_overlay import overlay

    with opened() as store:
        template = store.as_of(code, day, known)
    national = None if template is None or template.places else template.record
    return overlay(national, view.record, place=province)


def _overlay(told: "Overlay") -> None:
    """What the province lays over the national version; what asks more of people is marked."""
    from dongian.effects_view import change_line

    name = place_name(told.place)
    line()
    if told.template is None:
        line(say(f"{name}: trung ương không có thủ tục này", f"{name}: no national version"))
        return
    line(
        say(
            f"{name} khác bản của trung ương ở {len(told.changes)} chỗ, {len(told.more)} chỗ yêu cầu thêm (!)",
            f"{name} differs from the national version in {len(told.changes)}, asks more in {len(told.more)} (!)",
        )
    )
    for change in told.changes:
        line(f"  {'!' if change in told.more else ' '} {change_line(change)}")


def _told(sighting: "Sighting") -> dict[str, Any]:
    return {
        "id": sighting.id,
        "role": sighting.role,
        "source": sighting.importer,
        "file": sighting.file,
        "decision": sighting.decision_number,
        "change": sighting.change,
        "coverage": sighting.coverage,
        "valid_from": sighting.valid_from,
        "valid_to": sighting.valid_to,
        "recorded": sighting.recorded.isoformat(timespec="seconds"),
        "sha256": sighting.sha256,
        "province": sighting.place,
        "undone": [] if sighting.counts() else [sighting.undone[-1][0].isoformat(timespec="seconds")],
    }


def _undone(sighting: "Sighting", undoings: "Sequence[Undoing]") -> dict[str, Any]:
    """Who undid a sighting, when and why; nothing where it counts."""
    done = [one for one in undoings if one.file_id == sighting.file_id]
    if sighting.counts() or not done:
        return {}
    last = done[-1]
    return {"undone": [f"{last.recorded.astimezone(HERE):%d/%m/%Y %H:%M}, {last.who}: {last.why}"]}


def _sightings(title: str, found: "tuple[Sighting, ...]", undoings: "Sequence[Undoing]" = ()) -> None:
    table(
        title,
        [
            Column("id", say("Số", "Id"), number=True),
            Column("source", say("Nguồn", "Source")),
            Column("file", say("Tệp", "File"), width=60),
            Column("decision", say("Quyết định", "Decision")),
            Column("change", say("Thay đổi", "Change")),
            Column("coverage", say("Mức độ", "Coverage")),
            Column("valid_from", say("Hiệu lực từ", "Valid from")),
            Column("recorded", say("Ghi nhận", "Recorded")),
            Column("undone", say("Hoàn tác", "Undone"), width=40),
        ],
        [_told(sighting) | _undone(sighting, undoings) for sighting in found],
    )


@procedures.command(help=say("Mọi lần ghi nhận một thủ tục.", "All that was ever said of a procedure."))
@click.argument("code")
def history(code: str) -> None:
    """One row per sighting, in the order it was recorded."""
    with opened() as store:
        found = store.history(code)
        undoings = store.decision_book.undoings()
    _sightings(say(f"Lịch sử thủ tục {code}", f"History of {code}"), found, undoings)


def _side(code: str, word: str) -> "Procedure":
    """A sighting by its number, or the view of a day."""
    if word.isdigit():
        with opened() as store:
            found = next((s for s in store.history(code) if s.id == int(word)), None)
        if found is None or found.record is None:
            raise NotFound(
                say(f"Thủ tục {code} không có lần ghi nhận số {word}.", f"{code} has no sighting {word}."),
                hint=f"dongian procedures history {code}",
            )
        return found.record
    side = side_of(word)
    return _view(code, side.day, side.known).record


@procedures.command(
    help=say(
        "So hai lần ghi nhận, hai ngày hoặc hai thời điểm (NGÀY@THỜI_ĐIỂM), từng trường.",
        "Compare two sightings, days or moments (DAY@MOMENT), field by field.",
    )
)
@click.argument("code")
@click.argument("before")
@click.argument("after")
def diff(code: str, before: str, after: str) -> None:
    """One row per field that differs."""
    from catalogue.diff import diff as differences

    found = differences(_side(code, before), _side(code, after))
    names = {
        "added": say("thêm", "added"),
        "removed": say("bỏ", "removed"),
        "changed": say("sửa", "changed"),
        "moved": say("đổi thứ tự", "moved"),
    }
    table(
        say(f"Thủ tục {code}: {len(found)} thay đổi", f"{code}: {len(found)} changes"),
        [
            Column("path", say("Trường", "Field"), width=50),
            Column("kind_name", say("Thay đổi", "Change")),
            Column("before", say("Trước", "Before"), width=60),
            Column("after", say("Sau", "After"), width=60),
        ],
        [change.model_dump(mode="json") | {"kind_name": names[change.kind]} for change in found],
    )


@procedures.command(
    help=say("Xuất bản ghi chuẩn, mỗi dòng một JSON.", "Export canonical records, one JSON a line.")
)
@click.option(
    "--to",
    "target",
    type=click.Path(dir_okay=False, path_type=Path),
    help=say("Tệp ghi ra (mặc định: màn hình)", "File (default: standard output)"),
)
@as_of_option
@known_at_option
def export(target: Path | None, day: date, known: datetime | None) -> None:
    """Everything in force on a day, by code."""
    with opened() as store:
        snapshot = store.snapshot(day, known)
    lines = (record.model_dump_json() + "\n" for record in snapshot.procedures)
    if target is None:
        sys.stdout.writelines(lines)
        return
    with target.open("w", encoding="utf-8") as out:
        out.writelines(lines)
    click.echo(
        say(
            f"Đã ghi {len(snapshot.procedures)} thủ tục vào {target}",
            f"{len(snapshot.procedures)} procedures written to {target}",
        ),
        err=True,
    )
