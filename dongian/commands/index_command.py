"""index766: the indicators of Index 766 that a catalogue can compute, with the lists behind them."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from catalogue.errors import NotFound
from dongian.commands.timeliness_commands import AGENCY, OUT, passes
from dongian.language import say
from dongian.output import Column, line, table
from dongian.wiring import as_of_option, known_at_option, opened

if TYPE_CHECKING:
    from analysis.index_766 import Result


@click.command(help=say("Bộ chỉ số 766: các chỉ số tính được từ danh mục, kèm danh sách.",
                        "Index 766: the indicators a catalogue can compute, with the lists behind."))  # fmt: skip
@click.option("--period", metavar="KỲ", help=say("Kỳ: 2026, 2026-Q1, 2026-06, NGÀY..NGÀY (mặc định: năm nay)",
                                                 "Period: 2026, 2026-Q1, 2026-06, DAY..DAY (default: this year)"))  # fmt: skip
@AGENCY
@click.option("--list", "behind", metavar="CHỈ_SỐ", help=say("Danh sách sau một chỉ số, ví dụ 1.2",
                                                             "The list behind one indicator, such as 1.2"))  # fmt: skip
@click.option(
    "--xlsx", "target", type=OUT, help=say("Ghi danh sách sau mọi chỉ số", "Write the lists behind all")
)
@as_of_option
@known_at_option
def index766(period: str | None, agency: str | None, behind: str | None, target: Path | None, day: date,
             known: Any) -> None:  # fmt: skip
    """Numerator, denominator, unknown, rate with its bounds, points; the others say what they need."""
    from analysis.index_766 import Period, compute
    from catalogue.snapshot import Snapshot
    from catalogue.text import bare
    from dongian import checking

    wanted = Period.parse(period or str(day.year))
    with opened() as store:
        snapshot, judged, calendar = checking.timeliness(store, day, known)
    if agency is not None:
        mine = [p for p in snapshot.procedures if bare(agency) in bare(p.issuing_agency or "")]
        snapshot = Snapshot.of(snapshot.day, mine)
    results = compute(snapshot, [one for one in judged if passes(one, agency, None, None)], calendar, wanted)
    if behind is not None:
        _behind(next((r for r in results if r.indicator.id == behind), None), behind)
        return
    if target is not None:
        _write(target, results)
        return
    table(
        say(f"Bộ chỉ số 766, kỳ {wanted.first:%d/%m/%Y} – {wanted.last:%d/%m/%Y}",
            f"Index 766, {wanted.first} – {wanted.last}"),
        [
            Column("id", say("Chỉ số", "Indicator")),
            Column("vi", say("Tên", "Name"), width=50),
            Column("numerator", say("Tử số", "Numerator"), number=True),
            Column("denominator", say("Mẫu số", "Denominator"), number=True),
            Column("unknown", say("Chưa rõ", "Unknown"), number=True),
            Column("rate_told", say("Tỷ lệ % (khoảng)", "Rate % (bounds)")),
            Column("points_told", say("Điểm", "Points")),
            Column("needs", say("Còn cần", "Needs"), width=44),
        ],
        [_indicator(one) for one in results],
        note=say("Tỷ lệ tính trên số đã rõ; khoảng: mọi thủ tục chưa rõ đều chậm – đều đúng. "
                 "Danh sách: --list CHỈ_SỐ. Công thức: ghi chú của phần mềm [trích đoạn].",
                 "The rate is over what is known; bounds: all unknown against – for. Lists: --list INDICATOR."),
    )  # fmt: skip


def _percent(value: Any) -> str:
    return "" if value is None else f"{value}".replace(".", ",")


def _indicator(one: "Result") -> dict[str, Any]:
    rate, low, high = one.rate(), one.rate(unknown=False), one.rate(unknown=True)
    most = one.indicator.points
    bounds = f" ({_percent(low)} – {_percent(high)})" if one.unknown and low is not None else ""
    none = say("không xác định", "none") if one.numerator is not None else ""
    mark = say("; lịch tạm tính năm ", "; estimated calendar ") + ", ".join(map(str, one.estimated))
    return {
        "id": one.indicator.id, "vi": one.indicator.vi, "numerator": one.numerator,
        "denominator": one.denominator, "unknown": one.unknown if one.behind else None,
        "rate": rate, "rate_low": low, "rate_high": high, "points": one.points, "max_points": most,
        "rate_told": (f"{_percent(rate)}" if rate is not None else none) + bounds,
        "points_told": f"{_percent(one.points)}/{most}" if one.points is not None else f"–/{most}" if most else "",
        "needs": (one.needs or "") + (mark if one.estimated else ""), "left_out": one.left_out,
        "computable": one.indicator.computable, "formula": one.indicator.formula,
    }  # fmt: skip


def _told(counts: bool | None) -> str:
    return {
        True: say("tính vào tử số", "counts"),
        False: say("không đạt", "does not"),
        None: say("chưa rõ", "unknown"),
    }[counts]


def _behind(result: "Result | None", wanted: str) -> None:
    if result is None:
        raise NotFound(say(f"Không có chỉ số {wanted}.", f"No indicator {wanted}."), hint="dongian index766")
    table(
        f"{result.indicator.id} {result.indicator.vi}: {len(result.behind)}",
        [
            Column("procedure", say("Thủ tục", "Procedure")),
            Column("name", say("Tên", "Name"), width=60),
            Column("decision", say("Quyết định", "Decision")),
            Column("told", say("Kết quả", "Result")),
            Column("why", say("Vì sao", "Why"), width=60),
        ],
        [one.__dict__ | {"told": _told(one.counts)} for one in result.behind],
        note=result.indicator.formula,
    )


def _write(target: Path, results: "Iterable[Result]") -> None:
    from publishing.check_list import write_rows

    rows = [
        {"id": r.indicator.id, "vi": r.indicator.vi} | one.__dict__ | {"told": _told(one.counts)}
        for r in results
        for one in r.behind
    ]
    columns = {"id": "Chỉ số", "vi": "Tên chỉ số", "procedure": "Thủ tục", "name": "Tên thủ tục",
               "decision": "Quyết định", "told": "Kết quả", "why": "Vì sao"}  # fmt: skip
    count = write_rows(target, "Bộ chỉ số 766", columns, rows)
    line(say(f"Đã ghi {target}: {count} dòng", f"Written {target}: {count} rows"))
