"""The store as it was known at a moment: every question is asked with that moment, nothing is written.

Here: a thin shell around the store and its books. Not here: the questions, each of which takes
`known` itself; one that cannot is refused here rather than answered with what is known today.
"""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from inspect import signature
from typing import TYPE_CHECKING, Any, cast

from catalogue.errors import CatalogueError

if TYPE_CHECKING:
    from catalogue.store.store import Store

BOOKS = frozenset({"ledger", "notebook", "decision_book", "judgements"})
"""Parts of the store that are asked in the same way."""
TIMELESS = frozenset({"close"})
NOT_STORED = {"put_findings": 0, "remember_types": 0}
"""What a look back leaves out, and what it answers: a question about the past is no new analysis."""


class NoLookBack(CatalogueError):
    """What is asked cannot be told as it was known at an earlier moment."""


class LookBack:
    """A store, or one of its books, at a moment."""

    def __init__(self, of: Any, known: datetime) -> None:
        self._of, self._known = of, known

    def __getattr__(self, name: str) -> Any:
        if name in BOOKS:
            return LookBack(getattr(self._of, name), self._known)
        found = getattr(self._of, name)
        if not callable(found) or name in TIMELESS:
            return found
        if name in NOT_STORED:
            return lambda *_arguments, **_named: NOT_STORED[name]
        return self._asked(name, found)

    def _asked(self, name: str, question: Callable[..., Any]) -> Callable[..., Any]:
        told = signature(question)
        if "known" not in told.parameters:
            raise NoLookBack(
                f"Không trả lời được “{name}” theo hiểu biết tại một thời điểm trước.",
                hint="Bỏ --known-at, hoặc đợi đến khi lệnh này hỗ trợ.",
            )

        @wraps(question)
        def ask(*arguments: Any, **named: Any) -> Any:
            bound = told.bind(*arguments, **named)
            if bound.arguments.get("known") is None:
                bound.arguments["known"] = self._known
            return question(*bound.args, **bound.kwargs)

        return ask


def at(store: "Store", known: datetime | None) -> "Store":
    """The store as it was known at a moment; None: as it is."""
    return store if known is None else cast("Store", LookBack(store, known))
