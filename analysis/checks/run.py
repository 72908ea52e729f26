"""All rules over a snapshot: findings, the most harmful first.

Here: the order of the families and what they share. Not here: any rule.
"""

from collections.abc import Callable, Iterable, Iterator

from analysis.checks import bases, contradictions, feedback, forms, parts, sources, structure, wording
from analysis.checks.dead import dead_hits
from analysis.checks.rules import Context, Hit, finding_of, ranked
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
