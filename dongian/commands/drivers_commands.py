"""cost drivers, cost sides: which figures matter most, and who bears the cost."""

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from catalogue.errors import NotFound
from dongian.language import say
from dongian.output import Column, emit, line, settings, table
from dongian.wiring import as_of_option, opened

if TYPE_CHECKING:
    from analysis.scm import Range


@click.command(help=say("Số liệu nào, nếu đo được, thu hẹp khoảng chi phí nhiều nhất.",
                        "Which figures, if measured, would narrow the range of the cost most."))  # fmt: skip
@click.argument("code", required=False)
@click.option("--most", type=click.IntRange(1), default=5, show_default=True, help=say("Số dòng", "Rows"))
@click.option("--year", "by_year", is_flag=True, help=say("Theo đồng/năm", "Of the cost a year"))
@as_of_option
def drivers(code: str | None, most: int, day: date, *, by_year: bool) -> None:
    """Of one procedure, or of the sum over the catalogue."""
    from analysis.drivers import drivers as find
    from dongian import analyses
    from dongian.cost_lines import whole
    from publishing.money import percent

    with opened() as store:
        studied = analyses.study(store, day)
    wanted = [p for p in studied.snapshot.procedures if code in (None, p.key)]
    if not wanted:
        raise NotFound(
            say(f"Không có thủ tục {code}.", f"There is no procedure {code}."), hint=f"dongian search {code}"
        )
    found = find(wanted, studied.readings, studied.parameters, day=day, by_year=by_year, most=most)
    rows = [
        {
            "parameter": d.used.name,
            "name": d.used.vi,
            "scope": ", ".join(f"{k}={v}" for k, v in d.used.value.scope.items()) or say("chung", "all"),
            "range": f"{float(d.used.value.low):g} – {float(d.used.value.high):g} {d.used.unit}",
            "narrows": whole(d.narrows),
            "share": percent(d.share),
            "procedures": d.procedures,
            "grade": d.used.value.grade,
        }
        for d in found
    ]
    table(
        say("Đo số nào trước", "What to measure first"),
        [
            Column("parameter", say("Tham số", "Parameter")),
            Column("name", say("Tên", "Name"), width=40),
            Column("scope", say("Phạm vi", "Scope"), width=30),
            Column("range", say("Khoảng", "Range")),
            Column("narrows", say("Thu hẹp (đồng)", "Narrows by (VND)"), number=True),
            Column("share", say("của cả khoảng", "of the range"), number=True),
            Column("procedures", say("Thủ tục", "Procedures"), number=True),
            Column("grade", say("Độ tin cậy", "Grade")),
        ],
        rows,
    )


@click.command(help=say("Ai chịu chi phí một năm: người dân, doanh nghiệp, Nhà nước, tách riêng.",
                        "Who bears the cost a year: citizens, businesses, the State, apart."))  # fmt: skip
@as_of_option
def sides(day: date) -> None:
    """Only procedures whose cases a year are known; nothing is guessed for the others."""
    from analysis.cost import cost_of_snapshot
    from analysis.parties import parties_of
    from dongian import analyses

    with opened() as store:
        studied = analyses.study(store, day)
    costs = cost_of_snapshot(studied.snapshot, studied.readings, studied.parameters)
    found = parties_of(studied.snapshot, costs, studied.parameters)
    rows = [_row(group, cost) for group, cost in found.year_by_group.items()]
    rows += [_row("state-work", found.state_year)] if found.known > found.without_state else []
    told = {
        "year": rows,
        "beyond_usual": _row("beyond-usual", found.beyond_usual) if found.known else None,
        "one_off": _row("one-off", found.one_off) if found.one_off.high else None,
        "waiting": {str(unit): value for unit, value in found.waiting.items()},
        "known": found.known,
        "without_volume": found.without_volume,
        "without_state": found.without_state,
    }
    if settings().json:
        emit(told)
        return
    columns = [Column("side", say("Bên chịu", "Side")), Column("low", say("Thấp", "Low"), number=True),
               Column("central", say("Đồng/năm", "VND a year"), number=True), Column("high", say("Cao", "High"), number=True)]  # fmt: skip
    table(say("Chi phí một năm theo bên chịu (không cộng Nhà nước với người dân)",
              "Cost a year by side (the State is never added to people)"), columns, rows)  # fmt: skip
    line(say(f"Có số hồ sơ: {found.known} thủ tục; chưa có: {found.without_volume} (chỉ có C1). "
             f"Chưa có công sức cơ quan nhà nước: {found.without_state}.",
             f"With cases a year: {found.known}; without: {found.without_volume} (C1 only). "
             f"Without the State's work: {found.without_state}."))  # fmt: skip


def _row(side: str, cost: "Range") -> dict[str, Any]:
    from dongian.cost_lines import whole

    return {"side": side, "low": whole(cost.low), "central": whole(cost.central), "high": whole(cost.high)}
