"""Measures that name a procedure or a paper in words, found in a snapshot.

Here: a name that is exactly that of procedures in force, a paper whose words stand in a row. Not
here: likeness; what is not found stays as it is, and claims no saving.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from catalogue.measures import Measure, Target
from catalogue.records import Procedure
from catalogue.snapshot import Snapshot
from catalogue.text import fold


def resolve(measures: Iterable[Measure], snapshot: Snapshot) -> tuple[Measure, ...]:
    """The measures with codes and rows where the words tell them; order and ids stay.

    One name may be that of several procedures (of several levels), one paper may stand in several rows:
    each is a target.
    """
    by_name: dict[str, list[str]] = defaultdict(list)
    for procedure in snapshot.procedures:
        by_name[fold(procedure.name)].append(procedure.key)
    return tuple(_resolved(measure, snapshot, by_name) for measure in measures)


def _resolved(measure: Measure, snapshot: Snapshot, by_name: Mapping[str, list[str]]) -> Measure:
    found: list[Target] = []
    for target in measure.targets:
        keys = [target.procedure] if target.procedure else by_name.get(fold(target.procedure_name or ""), [])
        told = [row for key in keys for row in _rows(target, key, snapshot.by_key.get(key))]
        found += told or [target]
    if tuple(found) == measure.targets:
        return measure
    return measure.model_copy(update={"id": measure.key, "targets": tuple(found)})


def _rows(target: Target, key: str, procedure: Procedure | None) -> list[Target]:
    named = target.model_copy(update={"procedure": key})
    words = fold(target.component_text or "")
    if procedure is None or target.component is not None or not words:
        return [named]
    rows = [at for at, c in enumerate(procedure.components) if words in fold(c.text)]
    return [named.model_copy(update={"component": at}) for at in rows] or [named]
