"""Rows of the annex out of a scenario: measures that are stored or planned, of every option.

Here: measures of the catalogue to sentences. Not here: found cuts (annex_rows.py), the document
(measures_annex.py), the scenario (analysis/scenario.py).
"""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from analysis.documents.types import registry
from analysis.scenario import Changed, Scenario
from catalogue.measures import Act, Measure, Target, Terms
from catalogue.records import Procedure
from publishing.forms.annex_rows import AnnexRow, benefit_of, gaps_of, short, words
from publishing.money import number, percent
from publishing.names import capital


def rows_of_scenario(scenario: Scenario, *, keys: Iterable[str] | None = None) -> list[AnnexRow]:
    """A row for each procedure that a measure acts on, by sector and name; only `keys` where given."""
    wanted = None if keys is None else set(keys)
    day = scenario.before.day
    found = [_row(one, day) for one in scenario.changed if wanted is None or one.key in wanted]
    return sorted(found, key=lambda row: (row.sector is None, row.sector or "", row.name, row.key))


def _row(changed: Changed, day: date) -> AnnexRow:
    procedure, measures, before = changed.procedure, changed.measures, changed.before
    return AnnexRow(
        key=changed.key,
        name=capital(procedure.name),
        sector=procedure.sector,
        content=tuple(dict.fromkeys(_content(measure, procedure) for measure in measures)),
        reasons=tuple(dict.fromkeys(_reason(measure) for measure in measures)),
        acts=tuple(dict.fromkeys(_act(measure, day) for measure in measures)),
        benefit=tuple(_benefit(changed)),
        measures=len(measures),
        before=None if before is None else before.c1.central,
        after=None if before is None else changed.c1_after.central,
        publishable=before is None or before.grade.publishable,
    )


def _content(measure: Measure, procedure: Procedure) -> str:
    """What is done: the words of the text, else the option, its papers and its figures."""
    if measure.text:
        return capital(short(measure.text))
    parts = [_named(target, procedure) for target in measure.targets if target.procedure == procedure.key]
    told = measure.option.facts.vi + "".join(f" “{short(part)}”" for part in parts if part)
    return f"{told}{_terms(measure)}."


def _named(target: Target, procedure: Procedure) -> str | None:
    if target.component_text is None and target.component is not None:
        known = target.component < len(procedure.components)
        return procedure.components[target.component].text if known else None
    return target.component_text or target.condition


def _terms(measure: Measure) -> str:
    """The figures that change: "(số bộ hồ sơ: 2 → 1)"."""
    before, after = _told(measure.before), _told(measure.after)
    changes = []
    for name in dict.fromkeys((*before, *after)):
        old, new = before.get(name), after.get(name)
        changes.append(f"{name}: {old} → {new}" if old and new else f"{name}: {new or old}")
    return f" ({'; '.join(changes)})" if changes else ""


def _told(terms: Terms | None) -> dict[str, str]:
    if terms is None:
        return {}
    labels = words()["terms"]
    told: dict[str, str] = {}
    if terms.time_limit is not None and terms.time_limit.text:
        told[labels["time_limit"]] = terms.time_limit.text
    if terms.fees is not None:
        told[labels["fees"]] = "; ".join(fee.text or fee.amount or "" for fee in terms.fees) or labels["free"]
    for name in ("sets", "originals", "copies", "times_a_year", "validity_years", "minutes"):
        value = getattr(terms, name)
        if value is not None:
            told[labels[name]] = number(Fraction(value), 2)
    for name in ("kept", "share"):
        value = getattr(terms, name)
        if value is not None:
            told[labels[name]] = percent(Fraction(value))
    for name in ("agency", "name"):
        value = getattr(terms, name)
        if value is not None:
            told[labels[name]] = value
    if terms.level is not None:
        told[labels["level"]] = labels[f"level_{terms.level}"]
    if terms.unlimited:
        told[labels["validity_years"]] = labels["unlimited"]
    return told


def _reason(measure: Measure) -> str:
    told, key = words()["reason"], measure.register_key
    register = None if key is None else registry().registers.get(key)
    if register is not None:
        why = told["register"].format(register=register.name, body=register.body)
    elif measure.database is not None:
        why = told["database"].format(database=measure.database, holder=measure.holder or told["no_holder"])
    else:
        why = told["unstated"] if measure.instrument is None else ""
    if measure.instrument is None:
        return why
    base = told["base"].format(base=_cited(measure.instrument, measure.instrument_articles))
    return f"{why} {base}".strip()


def _act(measure: Measure, day: date) -> str:
    told = words()["act"]
    act = "; ".join(_written(one) for one in measure.acts) or told["unknown"]
    parts = [told["proposed_exact"].format(act=act)]
    if measure.instrument is not None and measure.since is not None:
        shown = told["decided"] if day < measure.since else told["holds"]
        instrument = _cited(measure.instrument, measure.instrument_articles)
        parts = [shown.format(base=instrument, day=f"{measure.since:%d/%m/%Y}")]
        parts += [told["until_day"].format(day=f"{measure.until:%d/%m/%Y}")] if measure.until else []
        parts += [told["lasting"].format(act=act)] if measure.acts else []
    parts += [told["owner"].format(owner=measure.owner)] if measure.owner else []
    parts += [told["deadline"].format(day=f"{measure.deadline:%d/%m/%Y}")] if measure.deadline else []
    return " ".join(parts)


def _written(act: Act) -> str:
    name = act.number or act.name or words()["act"]["unknown"]
    if act.number and act.name and act.name != act.number:
        name = f"{act.number} ({act.name})"
    return _cited(name, act.articles) + (f" – {act.lead}" if act.lead else "")


def _cited(name: str, articles: Iterable[str]) -> str:
    told = ", ".join(articles)
    return f"{told} {name}" if told else name


def _benefit(changed: Changed) -> Iterable[str]:
    if changed.before is None:
        return [words()["benefit"]["no_cost"]]
    years = (changed.year_before, changed.year_after)
    told = benefit_of(changed.before.c1, changed.c1_after, changed.benefit, years)
    return [*told, *gaps_of(changed.before)]
