"""The proof (đối chiếu): everything the portal shows is read back and compared; N of N, or what is not.

Also the drift watch: the same comparison against an export of a portal that came later.
"""

from dataclasses import dataclass

from publishing.sync.plan import ItemKind, Plan

WRONG = (ItemKind.MISSING, ItemKind.STALE, ItemKind.DIFFERING, ItemKind.UNREADABLE)


@dataclass(frozen=True)
class Verified:
    """What a portal shows, set against the catalogue."""

    plan: Plan
    """The comparison; its items are all that is not right."""

    @property
    def wanted(self) -> int:
        """Procedures that the portal is to show."""
        return self.plan.wanted - sum(1 for one in self.plan.left_out if one.why == "listed")

    @property
    def right(self) -> int:
        """Of these, shown rightly."""
        return self.plan.equal

    @property
    def over(self) -> int:
        """Procedures shown although nothing is in force."""
        return sum(item.kind in (ItemKind.SURPLUS, ItemKind.EARLY) for item in self.plan.items)

    @property
    def unknown(self) -> int:
        """Procedures shown that the catalogue does not have."""
        return sum(item.kind is ItemKind.UNKNOWN for item in self.plan.items)

    @property
    def ok(self) -> bool:
        """N of N, and nothing that is no longer in force."""
        return self.right == self.wanted and self.over == 0
