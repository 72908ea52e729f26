"""What a province lays over the ministry's procedure (phần địa phương trên mẫu của bộ).

Here: the differences, and which of them ask more of people. Not here: which sighting holds in a
province (catalogue/store/versions.py), what two versions differ in (catalogue/diff.py).

Source: Nghị định 63/2010/NĐ-CP, Điều 18 khoản 6: a body may add no paper, step or requirement.
"""

from decimal import Decimal

from catalogue.diff import ChangeKind, FieldChange, diff
from catalogue.records import Procedure, Record, TimeUnit

OF_THE_ANNOUNCEMENT = frozenset(
    {
        "decision",
        "change",
        "coverage",
        "replaces",
        "not_applicable",
        "issuing_agency",
        "kind",
        "levels",
        "sector",
    }
)
"""They differ by who announces, not by what people meet."""
ADDING = ("cases", "steps", "conditions", "forms")
"""Parts of which every row that is added is one thing more to do."""


class Overlay(Record):
    """One province's version beside the national one (ministry_template + local_overlay)."""

    place: str
    """Province (catalogue/places.py)."""
    template: Procedure | None
    """The national version of the day; None: only the province has the procedure."""
    local: Procedure
    changes: tuple[FieldChange, ...]
    """What the province's version says otherwise, field by field."""
    more: tuple[FieldChange, ...]
    """Of these, what asks more of people: papers, steps, days, fees."""


def overlay(template: Procedure | None, local: Procedure, *, place: str) -> Overlay:
    """The differences of a province's version to the national one."""
    if template is None:
        return Overlay(place=place, template=None, local=local, changes=(), more=())
    changes = tuple(
        change
        for change in diff(template, local)
        if change.path.split(".")[0].split("[")[0] not in OF_THE_ANNOUNCEMENT
    )
    more = tuple(change for change in changes if _asks_more(change, template, local))
    return Overlay(place=place, template=template, local=local, changes=changes, more=more)


def _asks_more(change: FieldChange, template: Procedure, local: Procedure) -> bool:
    part = change.path.split(".")[0].split("[")[0]
    if part in ADDING and change.kind is ChangeKind.ADDED:
        return True
    if change.path.endswith(".amount"):
        return _above(change.before, change.after)
    if ".fees[" in change.path and change.kind is ChangeKind.ADDED and isinstance(change.after, dict):
        amount = change.after.get("amount")
        return amount is None or Decimal(amount) > 0  # an amount that is not known may be more: it is shown
    if change.path.endswith((".originals", ".copies")) or change.path == "dossier_sets":
        return _above(change.before, change.after)
    return ".time_limit" in change.path and _longer(change, template, local)


def _above(before: object, after: object) -> bool:
    """Only where both are told: not stated is not zero."""
    return before is not None and after is not None and Decimal(str(after)) > Decimal(str(before))


HOURS = {TimeUnit.HOUR: 1, TimeUnit.DAY: 24, TimeUnit.MONTH: 24 * 30, TimeUnit.YEAR: 24 * 365}
"""For comparing limits of different units; working days are compared with working days only."""


def _longer(change: FieldChange, template: Procedure, local: Procedure) -> bool:
    """The channel's limit is longer; told once, at its number, else at its unit."""
    if not change.path.endswith((".time_limit.value", ".time_limit.unit")):
        return False
    mark = change.path.partition("[")[2].partition("]")[0]
    one, two = (
        next((c.time_limit for c in said.channels if (c.channel or "*") == mark), None)
        for said in (template, local)
    )
    if one is None or two is None or one.value is None or two.value is None:
        return False
    if one.unit is two.unit:
        return two.value > one.value and change.path.endswith(".value")
    if one.unit not in HOURS or two.unit not in HOURS:
        return False
    return two.value * HOURS[two.unit] > one.value * HOURS[one.unit] and change.path.endswith(".unit")
