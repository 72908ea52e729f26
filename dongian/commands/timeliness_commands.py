"""timeliness: were decisions announced and published in time."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from catalogue.errors import NotFound
from dongian.commands.parameters_commands import signed
from dongian.language import say
from dongian.output import Column, emit, line, settings, table
from dongian.wiring import as_of_option, known_at_option, now, opened

if TYPE_CHECKING:
    from analysis.timeliness import Timeliness, Verdict

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
OUT = click.Path(dir_okay=False, path_type=Path)
XLSX = say("Ghi danh sách ra tệp XLSX", "Write the list to an XLSX file")


def state_name(state: str) -> str:
    """The state as the screen shows it."""
    return {
        "on_time": say("đúng hạn", "on time"),
        "late": say("quá hạn", "late"),
        "unpublished": say("chưa công khai, quá hạn", "unpublished, overdue"),
        "waiting": say("chưa đến hạn", "not due yet"),
        "unknown": say("chưa rõ", "unknown"),
    }[state]


def unit_name(unit: str) -> str:
    """The unit of a delay."""
    return say("ngày", "days") if unit == "day" else say("ngày làm việc", "working days")


def _verdict(told: "Verdict") -> dict[str, Any]:
    return {
        "state": told.state.value, "due": told.due, "late": told.late, "unit": told.unit, "why": told.why,
        "estimated_years": list(told.estimated), "parameter": told.used and told.used.name,
        "source": told.used and told.used.value.source,
    }  # fmt: skip


def _row(one: "Timeliness") -> dict[str, Any]:
    told = one.announcement
    return {
        "procedure": told.procedure, "name": told.name, "decision": told.decision, "signed": told.signed,
        "effective": told.effective, "agency": told.agency, "level": one.level,
        "change": told.change, "latest_effective": one.anchor.day, "latest_basis": one.anchor.number,
        "urgent": one.anchor.urgent, "unknown_bases": list(one.anchor.unknown), "published": told.published,
        "decree": _verdict(one.decree), "index_766": _verdict(one.index), "upload": _verdict(one.upload),
    }  # fmt: skip


def _short(told: "Verdict") -> str:
    late = f" {told.late} {unit_name(told.unit)}" if told.late else ""
    mark = say(" (lịch tạm tính)", " (estimated calendar)") if told.estimated else ""
    return f"{state_name(told.state)}{late}{mark}"


def passes(one: "Timeliness", agency: str | None, since: date | None, until: date | None) -> bool:
    from catalogue.text import bare

    signed_on = one.announcement.signed
    return (agency is None or bare(agency) in bare(one.announcement.agency or "")) and (
        (since is None and until is None)
        or (signed_on is not None and (since or date.min) <= signed_on <= (until or date.max))
    )


@click.group(help=say("Công bố và công khai kịp thời: từng quyết định, từng cơ quan.",
                      "Were decisions announced and published in time, by decision and agency."))  # fmt: skip
def timeliness() -> None:
    """A day that is not known is unknown, never late."""


def _period(text: str | None) -> tuple[date | None, date | None]:
    from analysis.index_766 import Period

    told = Period.parse(text) if text else None
    return (told.first, told.last) if told else (None, None)


AGENCY = click.option(
    "--agency", help=say("Chỉ cơ quan có tên chứa các chữ này", "Only agencies with these words")
)
PERIOD = click.option("--period", metavar="KỲ", help=say("Kỳ theo ngày ký: 2026, 2026-Q1, 2026-06, NGÀY..NGÀY",
                                                         "Period of signing: 2026, 2026-Q1, 2026-06, DAY..DAY"))  # fmt: skip
BY = click.option("--by", type=click.Choice(["decision", "agency"]), default="decision", show_default=True,
                  help=say("Gộp theo", "Grouped by"))  # fmt: skip


@timeliness.command(
    "list", help=say("Mỗi quyết định hoặc cơ quan một dòng.", "One row per decision or agency.")
)
@BY
@AGENCY
@PERIOD
@as_of_option
@known_at_option
def list_(by: str, agency: str | None, period: str | None, day: date, known: Any) -> None:
    """Counts of procedures: in time, late, unpublished, not due, unknown; three deadlines side by side."""
    from dongian import checking

    first, last = _period(period)
    with opened() as store:
        _, judged, _ = checking.timeliness(store, day, known)
    grouped: dict[tuple[str, ...], list[Timeliness]] = {}
    for one in judged:
        if passes(one, agency, first, last):
            grouped.setdefault(_key(one, by), []).append(one)
    table(
        say(f"Công bố, công khai kịp thời, ngày {day:%d/%m/%Y}: {len(grouped)} dòng",
            f"Timeliness on {day}: {len(grouped)} rows"),
        [
            Column("key", say("Quyết định", "Decision") if by == "decision" else say("Cơ quan", "Agency"), width=40),
            Column("agency", say("Cơ quan", "Agency"), width=26),
            Column("procedures", say("Thủ tục", "Procedures"), number=True),
            Column("decree_told", say("Công bố theo nghị định", "Announced, by the decree"), width=28),
            Column("index_told", say("Công bố theo chỉ số 766", "Announced, by Index 766"), width=28),
            Column("upload_told", say("Công khai trên CSDL", "Published in the database"), width=28),
            Column("worst", say("Chậm nhất", "Latest by"), number=True),
        ],
        [_group(key[0], several) for key, several in sorted(grouped.items())],
        note=say("Hai cách tính hạn công bố: nghị định tính ngày, chỉ số 766 tính ngày làm việc.",
                 "Two rules of announcing: the decree counts days, Index 766 working days."),
    )  # fmt: skip


def _key(one: "Timeliness", by: str) -> tuple[str, ...]:
    """What rows are grouped by: two provinces may sign the same number on one day."""
    told = one.announcement
    agency = told.agency or say("(chưa rõ)", "(unknown)")
    return (agency,) if by == "agency" else (f"{told.decision} {told.signed or ''}".strip(), agency)


def _group(key: str, several: "list[Timeliness]") -> dict[str, Any]:
    def told(verdicts: "Iterable[Verdict]") -> tuple[dict[str, int], str]:
        counts = Counter(verdict.state.value for verdict in verdicts)
        return dict(counts), ", ".join(
            f"{number} {state_name(state)}" for state, number in counts.most_common()
        )

    decree, decree_told = told(one.decree for one in several)
    index, index_told = told(one.index for one in several)
    upload, upload_told = told(one.upload for one in several)
    return {
        "key": key, "agency": several[0].announcement.agency, "procedures": len(several),
        "signed": several[0].announcement.signed, "decree": decree, "index_766": index, "upload": upload,
        "decree_told": decree_told, "index_told": index_told, "upload_told": upload_told,
        "worst": max((one.upload.late for one in several if one.upload.late), default=None),
    }  # fmt: skip


OVERDUE = ("late", "unpublished")


@timeliness.command(help=say("Danh sách quá hạn: công bố muộn, công khai muộn, chưa công khai.",
                             "Overdue: announced late, published late, unpublished."))  # fmt: skip
@AGENCY
@PERIOD
@click.option(
    "--limit", type=click.IntRange(1), default=50, show_default=True, help=say("Số dòng", "Rows shown")
)
@click.option("--xlsx", "target", type=OUT, help=XLSX)
@as_of_option
def overdue(agency: str | None, period: str | None, limit: int, target: Path | None, day: date) -> None:
    """One row for each procedure and deadline that was missed, the latest first."""
    from dongian import checking

    first, last = _period(period)
    with opened() as store:
        _, judged, _ = checking.timeliness(store, day)
    names = {
        "decree": say("công bố (nghị định)", "announcing (decree)"),
        "index_766": say("công bố (chỉ số 766)", "announcing (Index 766)"),
        "upload": say("công khai", "publishing"),
    }
    rows = [
        _row(one) | {"deadline": name, "deadline_name": names[name], "told": _short(verdict),
                     "due": verdict.due, "late": verdict.late, "why": verdict.why}
        for one in judged
        if passes(one, agency, first, last)
        for name, verdict in (("decree", one.decree), ("index_766", one.index), ("upload", one.upload))
        if verdict.state in OVERDUE
    ]  # fmt: skip
    rows.sort(key=lambda row: (-(row["late"] or 0), row["decision"], row["procedure"]))
    columns = {
        "procedure": say("Thủ tục", "Procedure"), "name": say("Tên", "Name"),
        "decision": say("Quyết định", "Decision"), "signed": say("Ngày ký", "Signed"),
        "deadline_name": say("Hạn", "Deadline"), "due": say("Ngày cuối", "Last day"),
        "published": say("Ngày công khai", "Published"), "told": say("Kết quả", "Result"),
        "why": say("Cách tính", "How"),
    }  # fmt: skip
    if target is not None:
        from publishing.check_list import write_rows

        count = write_rows(target, say("Quá hạn", "Overdue"), columns, rows)
        line(say(f"Đã ghi {target}: {count} dòng", f"Written {target}: {count} rows"))
        return
    table(
        say(f"Quá hạn, ngày {day:%d/%m/%Y}: {len(rows)} dòng", f"Overdue on {day}: {len(rows)} rows"),
        [Column(key, heading, width=44) for key, heading in columns.items()],
        rows if settings().json else rows[:limit],
        note=say(
            f"Đang xem {min(limit, len(rows))}/{len(rows)}", f"Showing {min(limit, len(rows))} of {len(rows)}"
        ),
    )


@timeliness.command(
    help=say("Một quyết định: từng thủ tục với từng hạn.", "One decision: each procedure, each deadline.")
)
@click.argument("decision")
@as_of_option
def show(decision: str, day: date) -> None:
    """Dates known and unknown, the deadline, and how it was counted."""
    from catalogue.legal_acts import number_of
    from dongian import checking

    with opened() as store:
        _, judged, _ = checking.timeliness(store, day)
    wanted = number_of(decision)
    found = [
        one
        for one in judged
        if one.announcement.decision == decision
        or (wanted is not None and number_of(one.announcement.decision) == wanted)
    ]
    if not found:
        raise NotFound(
            say(f"Không có thủ tục nào theo quyết định {decision}.", f"No procedure under {decision}."),
            hint="dongian timeliness list",
        )
    if settings().json:
        emit([_row(one) for one in found])
        return
    for one in found:
        told, anchor = one.announcement, one.anchor
        line(f"{told.procedure}  {told.name} ({told.decision}, {told.agency or say('chưa rõ', 'unknown')})")
        latest = f"{anchor.day:%d/%m/%Y} ({anchor.number})" if anchor.day else say("chưa rõ", "unknown")
        line(
            f"  {say('Ngày ký', 'Signed')}: {_day(told.signed)} · {say('hiệu lực căn cứ muộn nhất', 'latest effective date')}: {latest}"
        )
        if anchor.unknown:
            line(
                f"  {say('Căn cứ chưa rõ ngày hiệu lực', 'Bases without a date')}: {'; '.join(anchor.unknown)}"
            )
        for label, verdict in (
            (say("Công bố, theo nghị định", "Announced, by the decree"), one.decree),
            (say("Công bố, theo chỉ số 766", "Announced, by Index 766"), one.index),
            (say("Công khai", "Published"), one.upload),
        ):
            due = f", {say('ngày cuối', 'last day')} {_day(verdict.due)}" if verdict.due else ""
            line(f"  {label}: {_short(verdict)}{due}. {verdict.why}")


def _day(day: date | None) -> str:
    return say("chưa rõ", "unknown") if day is None else f"{day:%d/%m/%Y}"


@timeliness.command("import", help=say("Nhập ngày công khai của thủ tục (CSV, XLSX): mã, quyết định, ngày.",
                                       "Enter days of publication (CSV, XLSX): code, decision, day."))  # fmt: skip
@click.argument("file", type=FILE)
@signed
def import_(file: Path, who: str, why: str) -> None:
    """All rows or none; they stand before what portals say."""
    from analysis.entries import read_publications

    found = read_publications(file.name, file.read_bytes())
    with opened() as store:
        stored = store.notebook.put_publications(found, who=who, why=why, now=now())
    line(say(f"{len(found)} dòng: ghi {stored}, đã có {len(found) - stored}.",
             f"{len(found)} rows: {stored} stored, {len(found) - stored} held already."))  # fmt: skip
