"""The names that a catalogue knows, for procedures that a file names without a code.

Here: reading them from a store, once a run. Not here: the rule (naming.py).

Every code that any source ever stated counts, in force or not: a repeal must not make its own procedure
unknown. A name that was itself given a code by a name is left out, so that an answer rests on sources only
and is the same whenever the question is asked again.
"""

import re
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from catalogue.store.versions import current
from importers.by_name import Known
from importers.naming import MATCHED

if TYPE_CHECKING:
    from catalogue.store.store import Store

CODE = re.compile(r"[1-9]\.\d{6}")


def known_names(store: "Store", day: date) -> tuple[Known, ...]:
    """Every code with the names by which its sources call it."""
    codes = {*filter(CODE.fullmatch, store.keys())}
    matched = {issue.procedure for issue in store.issues(code=MATCHED)}
    told = {heading.key: heading for heading in store.listing(day)}
    plain = [
        Known(one.key, one.name, one.levels, one.sector, one.issuing_agency)
        for key, one in told.items()
        if key in codes and key not in matched
    ]
    return (*plain, *_of_history(store, sorted(codes - (told.keys() - matched))))


def _of_history(store: "Store", keys: Iterable[str]) -> Iterable[Known]:
    """Names of procedures that are no longer in force, or that a name was matched to, as last read."""
    for key in keys:
        for sighting in current(store.history(key)):
            record = sighting.record
            if record is not None and MATCHED not in record.issues:
                yield Known(key, record.name, record.levels, record.sector, record.issuing_agency)
