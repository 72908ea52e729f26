"""calendar: days off and swapped working days, by year."""

from pathlib import Path

import click

from dongian.commands.parameters_commands import signed
from dongian.language import say
from dongian.output import Column, line, table
from dongian.wiring import now, opened

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group(help=say("Lịch nghỉ lễ, Tết và ngày làm việc hoán đổi.", "Days off and swapped working days."))
def calendar() -> None:
    """A year without a notice is estimated and marked; later years are refused."""


@calendar.command(
    "show", help=say("Lịch của một năm, hoặc các năm đã có.", "One year, or the years that are known.")
)
@click.argument("year", type=int, required=False)
def show_calendar(year: int | None) -> None:
    """Days off, swapped days, source and mark."""
    from analysis.working_days import NoCalendar
    from dongian import checking

    with opened() as store:
        years = checking.calendar_of(store).years
    if year is None:
        table(
            say("Các năm có lịch", "Years with a calendar"),
            [Column("year", say("Năm", "Year")), Column("state", say("Tình trạng", "State")),
             Column("days", say("Ngày nghỉ", "Days off"), number=True),
             Column("source", say("Nguồn", "Source"), width=80), Column("mark", say("Dấu", "Mark"))],
            [{"year": str(y), "days": len(one.days_off) + len(one.swapped), "source": one.source, "mark": one.mark,
              "estimated": one.estimated,
              "state": say("tạm tính", "estimated") if one.estimated else say("theo thông báo", "by notice")}
             for y, one in sorted(years.items())],
        )  # fmt: skip
        return
    if year not in years:
        raise NoCalendar(say(f"Chưa có lịch năm {year}.", f"No calendar of {year}."),
                         hint=f"dongian calendar import {year} TỆP --who … --why …")  # fmt: skip
    one = years[year]
    off = [{"day": told.day, "kind": say("nghỉ", "off"), "name": told.name} for told in one.days_off]
    off += [
        {"day": told.off, "kind": say("nghỉ hoán đổi", "off, swapped"), "name": ""}
        for told in one.swapped
        if told.off
    ]
    off += [{"day": told.work, "kind": say("làm bù", "worked"), "name": ""} for told in one.swapped]
    table(
        f"{year}: {one.source} [{one.mark}]" + (say(" – TẠM TÍNH", " – ESTIMATED") if one.estimated else ""),
        [Column("day", say("Ngày", "Day")), Column("kind", say("Loại", "Kind")),
         Column("name", say("Tên", "Name"), width=50)],
        sorted(off, key=lambda row: str(row["day"])),
    )  # fmt: skip


@calendar.command("import", help=say("Nhập lịch của một năm theo thông báo (TOML, CSV, XLSX).",
                                     "Enter the days off of a year by its notice (TOML, CSV, XLSX)."))  # fmt: skip
@click.argument("year", type=click.IntRange(2000, 2200))
@click.argument("file", type=FILE)
@signed
def import_calendar(year: int, file: Path, who: str, why: str) -> None:
    """The whole year; it stands before what ships, and is no longer estimated."""
    from analysis.entries import read_calendar

    one = read_calendar(file.name, file.read_bytes(), year=year, source=f"{why} (tệp {file.name})")
    with opened() as store:
        stored = store.notebook.put_calendars([one], who=who, why=why, now=now())
    told = len(one.days_off), len(one.swapped)
    line(
        say(f"Lịch năm {year}: {told[0]} ngày nghỉ, {told[1]} ngày hoán đổi.",
            f"Calendar of {year}: {told[0]} days off, {told[1]} swapped.")
        if stored
        else say(f"Lịch năm {year} đã có như vậy.", f"The calendar of {year} is held so already.")
    )  # fmt: skip
