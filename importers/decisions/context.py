"""What headings and section rows above a procedure say of it: change, level, field.

A section holds until the next one of its rank: level within field or field within level,
whichever the decision prints outside.
"""

from dataclasses import dataclass, field

from catalogue.records import Change, Level
from importers.decisions.labels import Mark
from importers.decisions.words import Section


@dataclass(frozen=True, slots=True)
class Held:
    """One thing said by one heading."""

    kind: str
    mark: Mark
    value: object


@dataclass
class Context:
    """A stack of what holds now, outermost first."""

    held: list[Held] = field(default_factory=list)

    def copy(self) -> "Context":
        """The same, to go on separately."""
        return Context(list(self.held))

    def push(self, section: Section, mark: Mark) -> None:
        """A new heading: it ends what is of its rank, and what stood within that."""
        said: list[tuple[str, object]] = []
        if section.changes:
            said.append(("change", section.changes))
        if section.levels:
            said.append(("level", section.levels))
        if section.sector:
            said.append(("sector", section.sector))
        if not said:
            return
        kinds = {kind for kind, _ in said}
        at = next(
            (
                at
                for at, held in enumerate(self.held)
                if held.kind in kinds
                or (mark is not Mark.NONE and held.mark is mark and held.kind != "change")
            ),
            len(self.held),
        )
        self.held = self.held[:at] + [Held(kind, mark, value) for kind, value in said]

    def _get(self, kind: str) -> object | None:
        return next((held.value for held in reversed(self.held) if held.kind == kind), None)

    @property
    def changes(self) -> tuple[Change, ...]:
        """Kinds of change in force, several where a heading mixes them."""
        value = self._get("change")
        return value if isinstance(value, tuple) else ()

    @property
    def levels(self) -> tuple[Level, ...]:
        """Levels in force."""
        value = self._get("level")
        return value if isinstance(value, tuple) else ()

    @property
    def sector(self) -> str | None:
        """Field in force."""
        value = self._get("sector")
        return value if isinstance(value, str) else None
