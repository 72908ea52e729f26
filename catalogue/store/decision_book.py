"""Decisions, through the store: preview, undoing and redoing; each call is one transaction.

Not here: the rules (catalogue/conflicts.py, versions.py), how undoing is stored (undoings.py).
"""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from catalogue.chain import Chain, ChainNode, DecisionLine, Graph, around
from catalogue.conflicts import Policy
from catalogue.decision_effects import Preview
from catalogue.errors import CatalogueError, NotFound
from catalogue.places import place_name, place_named
from catalogue.store import chains, undoings
from catalogue.store.chains import AnnouncedLine
from catalogue.store.previewing import preview
from catalogue.store.reading import FileReading, number_key
from catalogue.store.undoings import Announcing, NotUndoable, Undoing
from catalogue.text import bare


class Ambiguous(CatalogueError):
    """A number that several decisions have."""


Transaction = Callable[[], AbstractContextManager[Connection]]


@dataclass(frozen=True)
class DecisionBook:
    """What decisions do to the catalogue; nothing that is stored is changed."""

    reading: Transaction
    writing: Transaction

    def preview(self, told: FileReading, *, now: datetime, policy: Policy = Policy.APPLY) -> Preview:
        """What an import of a file would do; nothing is written. Raises IdentityConflict, UnreadableFile."""
        with self.reading() as connection:
            return preview(connection, told, now=now, policy=policy)

    def undo(self, files: Iterable[int], *, who: str, why: str, now: datetime) -> tuple[Undoing, ...]:
        """Undo readings of files, all or none. Raises NotFound, NotUndoable, Unsigned."""
        with self.writing() as connection:
            return undoings.undo(connection, files, who=who, why=why, now=now)

    def redo(self, files: Iterable[int], *, who: str, why: str, now: datetime) -> tuple[Undoing, ...]:
        """Let undone readings count again. Raises NotFound, NotUndoable, Unsigned."""
        with self.writing() as connection:
            return undoings.redo(connection, files, who=who, why=why, now=now)

    def undo_decision(
        self, number: str, *, agency: str | None = None, who: str, why: str, now: datetime
    ) -> tuple[Undoing, ...]:
        """Undo every reading that announces a decision. Raises NotFound, NotUndoable, Unsigned."""
        with self.writing() as connection:
            found = _one_decision(undoings.announcing(connection, number), number, agency)
            counting = [one.file for one in found if one.counts]
            if not counting:
                raise NotUndoable(f"Quyết định {number} đã được hoàn tác.")
            return undoings.undo(connection, counting, who=who, why=why, now=now)

    def redo_decision(
        self, number: str, *, agency: str | None = None, who: str, why: str, now: datetime
    ) -> tuple[Undoing, ...]:
        """Redo what the last undoing of a decision undid. Raises NotFound, NotUndoable, Unsigned."""
        with self.writing() as connection:
            found = _one_decision(undoings.announcing(connection, number), number, agency)
            last = max((one.undone for one in found if one.undone), default=None)
            again = [one.file for one in found if one.undone == last]
            if last is None or not again:
                raise NotUndoable(f"Quyết định {number} đang có hiệu lực trong danh mục, không cần làm lại.")
            return undoings.redo(connection, again, who=who, why=why, now=now)

    def lines(self, known: datetime | None = None) -> tuple[DecisionLine, ...]:
        """Decisions that any file names, the latest first; two of one number apart."""
        with self.reading() as connection:
            return chains.lines(connection, known)

    def chain(self, number: str, *, agency: str | None = None, known: datetime | None = None) -> Chain:
        """All that hangs together with a decision or legal text. Raises NotFound, Ambiguous."""
        with self.reading() as connection:
            graph = chains.graph(connection, known)
        return around(graph, _one_node(graph, number, agency))

    def undoings(self, file: int | None = None, known: datetime | None = None) -> tuple[Undoing, ...]:
        """Every undoing and redoing in the order it was made; of one reading, or all."""
        with self.reading() as connection:
            return undoings.read(connection, file, known)

    def announced(
        self, number: str, *, place: str | None = None, known: datetime | None = None
    ) -> tuple[AnnouncedLine, ...]:
        """What a decision says of each procedure, as its files tell that are not undone."""
        with self.reading() as connection:
            return chains.announced(connection, number, place, known)

    def announcing(self, number: str, known: datetime | None = None) -> tuple[Announcing, ...]:
        """Readings that announce a decision of this number, in the order they were recorded."""
        with self.reading() as connection:
            return undoings.announcing(connection, number, known)


def _one_node(graph: Graph, number: str, agency: str | None) -> str:
    """Id of the one node that a number means."""
    wanted = number_key(number)
    found = [
        node
        for node in graph.nodes.values()
        if wanted in (number_key(node.number), number_key(node.id))
        and (agency is None or _is_of(node, agency))
    ]
    if not found:
        raise NotFound(
            f"Không tệp nào nêu văn bản số {number}.", hint="Xem các quyết định: dongian decisions list"
        )
    if len(found) > 1:
        told = "; ".join(sorted(node.id for node in found))
        raise Ambiguous(
            f"Có {len(found)} văn bản cùng số {number}: {told}.", hint="Nêu đúng một trong các tên trên."
        )
    return found[0].id


def _is_of(node: ChainNode, agency: str) -> bool:
    return bare(agency) in bare(node.agency or "") or (
        node.province is not None and node.province == place_named(agency)
    )


def _one_decision(found: tuple[Announcing, ...], number: str, agency: str | None) -> tuple[Announcing, ...]:
    """The readings of one decision; two provinces number theirs alike."""
    if not found:
        raise NotFound(
            f"Chưa nhập tệp nào của Quyết định {number}.", hint="Xem các quyết định: dongian decisions list"
        )
    if agency is not None:
        found = tuple(one for one in found if one.is_of(agency))
    by = {one.place or one.agency for one in found}
    if len(by) > 1:
        named = "; ".join(sorted({one.agency or place_name(one.place or "?") for one in found}))
        raise NotUndoable(
            f"Có {len(by)} quyết định cùng số {number}: {named}.", hint="Nêu rõ cơ quan: --agency TÊN_CƠ_QUAN"
        )
    if not found:
        raise NotFound(f"Không có Quyết định {number} của {agency}.", hint=f"dongian decisions show {number}")
    return found
