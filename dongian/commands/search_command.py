"""search: procedures by name, papers, codes, numbers; open: what a permanent link leads to."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import click

from dongian.commands.procedures_commands import KINDS, columns, heading_row
from dongian.language import say
from dongian.output import Column, emit, line, settings, table
from dongian.wiring import as_of_option, known_at_option, now, opened, today

if TYPE_CHECKING:
    from catalogue.store.finding import Answer, Found

FIELDS = {
    "code": ("mã số", "code"),
    "name": ("tên", "name"),
    "other_name": ("tên khác", "other name"),
    "sector": ("lĩnh vực", "sector"),
    "issuing_agency": ("cơ quan công bố", "issuing agency"),
    "deciding_agency": ("cơ quan quyết định", "deciding agency"),
    "handling_agency": ("cơ quan thực hiện", "handling agency"),
    "component": ("thành phần hồ sơ", "component"),
    "form": ("mẫu đơn", "form"),
    "outcome": ("kết quả", "outcome"),
    "legal_basis": ("căn cứ pháp lý", "legal basis"),
    "decision": ("quyết định công bố", "decision"),
}


@click.command(
    help=say(
        "Tìm tên, giấy tờ, mã số, số văn bản; có dấu hay không dấu, viết tắt, gõ sai cũng được.",
        "Search names, papers, codes, numbers; with or without diacritics, abbreviated or misspelt.",
    )
)
@click.argument("text", nargs=-1, required=True)
@click.option("--sector", help=say("Lĩnh vực", "Sector"))
@click.option("--agency", help=say("Cơ quan công bố hoặc thực hiện", "Issuing or handling agency"))
@click.option(
    "--level",
    type=click.Choice(["central", "province", "district", "commune", "other"]),
    help=say("Cấp", "Level"),
)
@click.option("--kind", type=click.Choice(KINDS), help=say("Loại thủ tục", "Kind"))
@click.option(
    "--in-force/--any-time",
    "in_force",
    default=True,
    show_default=True,
    help=say("Đang có hiệu lực vào ngày đó, hay vào bất kỳ ngày nào", "In force on the day, or on any day"),
)
@click.option(
    "--limit",
    type=click.IntRange(1),
    default=20,
    show_default=True,
    help=say("Số dòng tối đa", "Rows at the most"),
)
@as_of_option
@known_at_option
def search(
    text: tuple[str, ...],
    sector: str | None,
    agency: str | None,
    level: str | None,
    kind: str | None,
    in_force: bool,
    limit: int,
    day: date,
    known: datetime | None,
) -> None:
    """Procedures that answer, best first, and why."""  # fmt: skip
    from catalogue.records import Kind, Level
    from catalogue.store.listing import Wanted

    words = " ".join(text)
    level_, kind_ = Level(level) if level else None, Kind(kind) if kind else None
    wanted = Wanted(sector=sector, agency=agency, level=level_, kind=kind_, any_day=not in_force)
    with opened() as store:
        answer = store.find(words, day, known=known, wanted=wanted, limit=limit)
    _show(words, answer)


def _show(words: str, answer: "Answer") -> None:
    if settings().json:
        emit([{**hit.heading.model_dump(mode="json"), "score": hit.score,
               "because": [one.model_dump() for one in hit.because]} for hit in answer.hits])  # fmt: skip
        return
    table(
        say(f"Tìm “{words}”", f"Search “{words}”"),
        [*columns()[:4], Column("why", say("Khớp ở", "Matched in"), width=70)],
        [heading_row(hit.heading) | {"why": list(_why(hit))} for hit in answer.hits],
        note=None
        if answer.suggestion is None
        else say(f"Có phải bạn tìm: {answer.suggestion}", f"Did you mean: {answer.suggestion}"),
    )


def _why(hit: "Found") -> "list[str]":
    return [f"{say(*FIELDS[one.field])}: {one.text}" for one in hit.because]


@click.command(
    "open",
    help=say(
        "Mở một liên kết cố định: thủ tục, quyết định, phát hiện hoặc phiên bản.",
        "Open a permanent link: a procedure, a decision, a finding or a version.",
    ),
)
@click.argument("link")
def open_(link: str) -> None:
    """What was known at the moment of the link; nothing that came later changes it."""
    from catalogue.permanent_links import Link
    from catalogue.store.opening import opened as found_by
    from catalogue.store.versions import Sighting, View

    told = Link.parse(link)
    with opened() as store:
        found = found_by(store, told, today=today())
    if isinstance(found, View | Sighting):
        record = found.record
        if settings().json:
            emit(None if record is None else record.model_dump(mode="json"))
            return
        from dongian.present import procedure_lines

        for one in () if record is None else procedure_lines(record, trace=False):
            line(one)
    else:
        _fields(found.model_dump(mode="json"))
    if not told.permanent:
        fixed = told.model_copy(update={"day": told.day or today(), "known": told.known or now()})
        line(say(f"Liên kết này thay đổi theo thời gian; cố định: {fixed}",
                 f"This link changes with time; permanent: {fixed}"))  # fmt: skip


def _fields(told: dict[str, Any]) -> None:
    """A decision or a finding, one field a row."""
    if settings().json:
        emit(told)
        return
    rows = [{"field": name, "value": value} for name, value in told.items() if value not in (None, [], {})]
    table(
        say("Nội dung", "Content"),
        [Column("field", say("Trường", "Field")), Column("value", say("Giá trị", "Value"), width=120)],
        [{**row, "value": str(row["value"])} for row in rows],
    )
