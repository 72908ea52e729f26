"""All rules over a snapshot: findings, the most harmful first.

Here: the order of the families and what they share. Not here: any rule.
"""

from collections.abc import Callable, Iterable, Iterator

from analysis.checks import bases, contradictions, feedback, forms, parts, sources, structure, wording
from analysis.checks.dead import dead_hits
from analysis.checks.rules import Context, Hit, finding_of, lookup, pattern, ranked
from analysis.documents.read import read_row
from analysis.documents.reading import Reading, RowKind
from catalogue import text as words
from catalogue.findings import Finding
from catalogue.records import Procedure
from catalogue.snapshot import Snapshot

Check = Callable[[Procedure, Context], Iterator[Hit]]
CHECKS: tuple[Check, ...] = (
    parts.check,
    contradictions.check,
    bases.check,
    wording.check,
    forms.check,
    structure.check,
    sources.check,
    feedback.check,
)


def read_needed(snapshot: Snapshot) -> dict[str, tuple[Reading, ...]]:
    """Readings of the rows that rules ask about: long ones, and those that may name a paper that is no more.

    The others stand as notes, so that there is one reading for each row; reading every row takes longer
    than all the rules.
    """
    longest, hint = lookup()["long"]["letters"], pattern("dead", "hint")

    def read(text: str, name: str) -> Reading:
        if len(text) > longest or hint.search(words.fold(text)):
            return read_row(text, procedure=name)
        return Reading(text, RowKind.NOTE)

    return {one.key: tuple(read(row.text, one.name) for row in one.components) for one in snapshot.procedures}


def check_all(snapshot: Snapshot, context: Context, *, rules: Iterable[str] = ()) -> tuple[Finding, ...]:
    """Findings of all rules, or of these; ranked by harm."""
    wanted = frozenset(rules)
    found = [
        finding_of(hit, procedure, context, inputs=snapshot.id)
        for procedure in snapshot.procedures
        for check in CHECKS
        for hit in check(procedure, context)
        if not wanted or hit.rule in wanted
    ]
    if not wanted or wanted & {"zombie-paper", "zombie-agency"}:
        found += [
            finding_of(hit, snapshot.by_key[key], context, inputs=snapshot.id)
            for key, hit in dead_hits(snapshot, context.readings)
            if not wanted or hit.rule in wanted
        ]
    return ranked(found)
