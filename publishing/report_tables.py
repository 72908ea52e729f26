"""The rows of the report's tables and the bars of its charts, ready for the template.

Here: choosing, ordering and cutting what is shown; what is left out is counted. Not here: the page.
"""

from collections import Counter as Tally
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from markupsafe import Markup

from analysis.counters import Counter
from analysis.cuts import CutReport, CutResult
from analysis.scm import Row, aggregate_rate
from analysis.targets import TargetReport
from catalogue.findings import Finding, FindingKind, Verdict
from catalogue.parameters import DatedValue, Grade, Used
from publishing.charts import Bar, Mark, bars
from publishing.curve_chart import curve_chart
from publishing.money import number, percent, short_dong
from publishing.report_input import BaseLine, CurvePoint, FileLine, ReportInput, Words
from publishing.target_words import standing

SHOWN, PARTS, PROBLEMS, ASKING = 20, 12, 40, 30
"""How many duplicates, parts, files with problems and procedures a table shows."""
VERDICTS = (
    Verdict.UNLAWFUL_TO_ASK,
    Verdict.LOOK_UP,
    Verdict.ASK_IF_LOOKUP_FAILS,
    Verdict.ALREADY_PROMISED,
    Verdict.ASK,
)


@dataclass(frozen=True)
class Held:
    """Rows that ask for papers of one register, by verdict."""

    register: str
    holder: str
    counts: tuple[int, ...]
    """In the order of `VERDICTS`."""

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.counts)


@dataclass(frozen=True)
class Asking:
    """One procedure and its rows that ask for papers the State holds, by verdict."""

    key: str
    name: str
    counts: tuple[int, ...]
    """In the order of `VERDICTS`."""

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.counts)


@dataclass
class SourceLine:
    """The files of one kind of publication."""

    source: str
    statuses: Tally[str] = field(default_factory=Tally)
    records: int = 0
    issues: int = 0

    @property
    def files(self) -> int:
        """How many files."""
        return self.statuses.total()


def tables_of(given: ReportInput, t: Words) -> dict[str, Any]:
    """Everything the template shows that is not in the input as it is."""
    duplicates = [f for f in given.findings if f.kind is FindingKind.DUPLICATE]
    held = held_by_register(given.findings, t("other_outcome"))
    asking = held_by_procedure(given.findings)
    told: dict[str, Any] = {
        "held_procedures": asking[:ASKING],
        "held_procedures_all": len(asking),
        "verdicts": [t(f"verdicts.{verdict}") for verdict in VERDICTS],
        "held": held,
        "held_total": [sum(column) for column in zip(*(h.counts for h in held), strict=True)],
        "held_chart": held_chart(held, t),
        "duplicates": sorted(duplicates, key=lambda f: (-f.weight, f.title))[:SHOWN],
        "duplicates_all": len(duplicates),
        "repeated": sum(f.kind is FindingKind.REPEATED for f in given.findings),
        "sources": by_source(given.files),
        "problems": [f for f in given.files if f.status in {"refused", "partial"}][:PROBLEMS],
        "quiet": quiet(given.files),
    }
    if given.targets is not None:
        told |= {
            "bases": [base_rows(base, given.targets.line, t) for base in given.bases],
            "curve_rows": next((int(p.reached / p.share) for p in given.curve if p.share), 0),
            "curve_chart": curve_of(given.curve, given.targets.line, t),
            "charts": counter_charts(given.targets, t),
            "parts": parts_of(given.targets, t),
            "progress": [standing(progress, t, given.bases) for progress in given.targets.progress],
        }
    if given.cuts is not None:
        told |= cost_tables(given.cuts, t)
    return told


def held_by_register(findings: Iterable[Finding], other: str) -> list[Held]:
    """Rows by register and verdict; a row with two papers of a register counts once, strongest first."""
    rows: dict[tuple[str, str], dict[str, Verdict]] = defaultdict(dict)
    for finding in findings:
        if finding.kind is not FindingKind.ONCE_ONLY or finding.verdict is None:
            continue
        place = (finding.register_name or other, finding.holder or "")
        known = rows[place].get(finding.subject, finding.verdict)
        rows[place][finding.subject] = min(known, finding.verdict, key=VERDICTS.index)
    held = []
    for (register, holder), verdicts in rows.items():
        tally = Tally(verdicts.values())
        held.append(Held(register, holder, tuple(tally[verdict] for verdict in VERDICTS)))
    return sorted(held, key=lambda h: (-h.total, h.register))


def held_by_procedure(findings: Iterable[Finding]) -> list[Asking]:
    """Rows by procedure and verdict, each row once; what a text in force exempts first."""
    rows: dict[str, dict[str, Verdict]] = defaultdict(dict)
    names: dict[str, str] = {}
    for finding in findings:
        if finding.kind is not FindingKind.ONCE_ONLY or finding.verdict is None:
            continue
        for place in finding.evidence:
            if place.role == "asks":
                names[place.procedure] = place.procedure_name
                known = rows[place.procedure].get(finding.subject, finding.verdict)
                rows[place.procedure][finding.subject] = min(known, finding.verdict, key=VERDICTS.index)
    asking = []
    for key, verdicts in rows.items():
        tally = Tally(verdicts.values())
        asking.append(Asking(key, names[key], tuple(tally[verdict] for verdict in VERDICTS)))
    return sorted(asking, key=lambda a: (-a.counts[0] - a.counts[1], -a.total, a.key))


def held_chart(held: list[Held], t: Words) -> Markup | None:
    """Rows by register, verdicts stacked."""
    if not held:
        return None
    rows = [Bar(h.register, tuple(map(Fraction, h.counts)), number(h.total)) for h in held[:PARTS]]
    return bars(rows, title=t("once_only"), legend=[t(f"verdicts.{verdict}") for verdict in VERDICTS])


def counter_charts(targets: TargetReport, t: Words) -> list[Markup]:
    """One drawing per counter, each with its own line: percents of different counters share no axis."""
    return [_counter_chart(c, targets.line, t(f"metrics.{c.metric}")) for c in targets.counts.all]


def _counter_chart(counter: Counter, line: Fraction, name: str) -> Markup:
    in_law, cut = counter.share_in_law or Fraction(0), counter.share or Fraction(0)
    words = f"{percent(counter.share_in_law)} → {percent(counter.share)}"
    bar = Bar(name, (in_law, cut - in_law), words)
    return bars([bar], title=name, full=max(line * 2, cut * Fraction(5, 4)), mark=Mark(line, percent(line)))


def base_rows(base: BaseLine, line: Fraction, t: Words) -> dict[str, Any]:
    """A frozen base as a bar (cut, simplified, planned) and its numbers."""
    stands = base.standing
    cut, simplified = stands.counted(stands.cut), stands.counted(stands.simplified)
    planned = sum(stands.cut.values()) + sum(stands.simplified.values()) - cut - simplified
    parts = tuple(Fraction(n, stands.units or 1) for n in (cut, simplified, planned))
    bar = Bar(base.name, parts, f"{percent(stands.gross)} ({t('net')} {percent(stands.net)})")
    legend = [t("cut"), t("simplified_law"), t("planned")]
    full = max(line * 2, sum(parts, Fraction(0)) * Fraction(5, 4))
    return {
        "base": base,
        "cut": cut,
        "simplified": simplified,
        "planned": planned,
        "chart": bars([bar], title=base.name, legend=legend, full=full, mark=Mark(line, percent(line))),
    }


def curve_of(points: tuple[CurvePoint, ...], line: Fraction, t: Words) -> Markup | None:
    """The trade-off curve; None where no plan was made."""
    if not points:
        return None
    told = [(point.effort, point.share) for point in points]
    return curve_chart(told, title=t("curve"), across=t("effort_acts"), mark=Mark(line, percent(line)))


def parts_of(targets: TargetReport, t: Words) -> list[dict[str, Any]]:
    """Counters by agency and by sector, the largest first."""
    groups = ((t("by_agency"), targets.by_agency), (t("by_sector"), targets.by_sector))
    return [
        {"title": title, "rows": parts[:PARTS], "left": max(0, len(parts) - PARTS)} for title, parts in groups
    ]


def cost_tables(cuts: CutReport, t: Words) -> dict[str, Any]:
    """Before and after by row of form 03/SCM, the largest benefits, and the figures used."""
    sides = [_by_row(r.before.by_row for r in cuts.results), _by_row(r.after.by_row for r in cuts.results)]
    rows = [
        {"name": t(f"rows_of_form.{row}"), "before": sides[0][row], "after": sides[1][row]}
        for row in sides[0]
    ]
    used = figures_of(cuts)
    placeholders = sum(not u.value.grade.publishable for u in used)
    best = sorted((r for r in cuts.results if r.benefit.central > 0), key=_dearest)[:PARTS]
    return {
        "form_rows": rows,
        "cost_chart": _cost_chart(rows, t),
        "best": best,
        "years": years_of(cuts),
        "gaps": sum(r.before.lower_bound for r in cuts.results),
        "figures": [figure_row(u, t) for u in used],
        "placeholders": placeholders,
        "figures_all": len(used),
        "grades": Tally(u.value.grade for u in used),
    }


def years_of(cuts: CutReport) -> dict[str, Any]:
    """Σ đồng a year over the procedures whose volume is known; the others are not in it."""
    pairs = [
        (result.before.year.central, result.after.year.central)
        for result in cuts.results
        if result.before.year is not None and result.after.year is not None
    ]
    before, after = (sum(side, Fraction(0)) for side in zip(*pairs, strict=True)) if pairs else (None, None)
    return {"count": len(pairs), "before": before, "after": after, "rate": aggregate_rate(pairs)}


def _dearest(result: CutResult) -> tuple[Fraction, str]:
    return -result.benefit.central, result.before.key


def _by_row(costs: Iterable[Mapping[Row, Fraction]]) -> dict[Row, Fraction]:
    told: dict[Row, Fraction] = {}
    for cost in costs:
        for row, value in cost.items():
            told[row] = told.get(row, Fraction(0)) + value
    return {row: told[row] for row in Row if row in told}


def _cost_chart(rows: list[dict[str, Any]], t: Words) -> Markup:
    drawn = [
        Bar(row["name"], (row["after"], row["before"] - row["after"]), short_dong(row["before"]))
        for row in rows
    ]
    return bars(drawn, title=t("cost"), legend=[t("after"), t("benefit")])


def figures_of(cuts: CutReport) -> list[Used]:
    """Every figure the costs and cuts rest on, once, by name and scope."""
    seen: dict[tuple[str, int], Used] = {}
    for result in cuts.results:
        for used in (*result.before.used, *result.used):
            seen.setdefault((used.name, id(used.value)), used)
    return sorted(seen.values(), key=lambda u: (u.name, u.value.nearness, sorted(u.value.scope.values())))


def figure_row(used: Used, t: Words) -> dict[str, str]:
    """One figure as a row: name, value with range, scope and dates, grade, source."""
    value = used.value
    return {
        "name": used.vi,
        "id": used.name,
        "value": f"{_range(value)} {t.known('units', used.unit)}",
        "applies": "; ".join(filter(None, (_scope(value, t), _dates(value)))),
        "grade": t(f"grades.{value.grade}"),
        "mark": t(f"marks.{value.mark}"),
        "source": value.source,
        "placeholder": "1" if value.grade is Grade.PLACEHOLDER else "",
    }


def _range(value: DatedValue) -> str:
    central = number(value.central, 2)
    if value.low == value.high:
        return central
    return f"{central} ({number(value.low, 2)} – {number(value.high, 2)})"


def _scope(value: DatedValue, t: Words) -> str:
    told = (
        (t(f"dimensions.{dimension}"), t.known("scope_values", v)) for dimension, v in value.scope.items()
    )
    return ", ".join(f"{name}: {item}" for name, item in told)


def _dates(value: DatedValue) -> str:
    if value.since is None:
        return value.undated or ""
    until = f" – {value.until:%d/%m/%Y}" if value.until else ""
    return f"từ {value.since:%d/%m/%Y}{until}"


def by_source(files: Iterable[FileLine]) -> list[SourceLine]:
    """Files by kind of publication, most files first."""
    lines: dict[str, SourceLine] = {}
    for file in files:
        line = lines.setdefault(file.source, SourceLine(file.source))
        line.statuses[file.status] += 1
        line.records += file.records
        line.issues += file.issues
    return sorted(lines.values(), key=lambda line: (-line.files, line.source))


def quiet(files: tuple[FileLine, ...]) -> list[FileLine]:
    """Files that are not in the table of problems: all of them are in the page, folded away."""
    problems = [f for f in files if f.status in {"refused", "partial"}]
    return [f for f in files if f.status not in {"refused", "partial"}] + problems[PROBLEMS:]
