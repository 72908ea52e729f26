"""Doubts noted when sources were read that a publisher must settle: names, limits that differ."""

import re
from collections.abc import Iterator

from analysis.checks.rules import Context, Hit, rules
from catalogue.records import Procedure


def check(procedure: Procedure, context: Context) -> Iterator[Hit]:
    """One hit for each rule that takes over an issue of the procedure; further issues are further places."""
    for rule in rules().values():
        if rule.issue is None:
            continue
        noted = [one for one in context.issues.get(procedure.key, ()) if one.code == rule.issue]
        if rule.fields:
            noted = [one for one in noted if set((one.field or "").split(", ")) & set(rule.fields)]
        if rule.skip:
            noted = [one for one in noted if re.search(rule.skip, one.message) is None]
        if not noted:
            continue
        first, *others = noted
        yield Hit(
            rule=rule.id,
            field=rule.fields[0] if rule.fields else first.field or "",
            quote=first.quote or first.message,
            why=first.message,
            suggestion=(rule.suggestion or "").replace("{name}", procedure.name),
            place=first.place,
            file=first.file,
            quotes=tuple((one.quote or one.message, one.place) for one in others),
        )
