"""What a permanent link leads to.

Here: looking it up as it was known at its moment. Not here: the address (catalogue/permanent_links.py).
"""

from datetime import date
from typing import TYPE_CHECKING

from catalogue.errors import NotFound
from catalogue.findings import Finding
from catalogue.permanent_links import Link, Linked
from catalogue.store.lookback import at
from catalogue.store.reading import DecisionSummary
from catalogue.store.versions import Sighting, View

if TYPE_CHECKING:
    from catalogue.store.store import Store

Opened = View | Sighting | DecisionSummary | Finding


def opened(store: "Store", link: Link, *, today: date) -> Opened:
    """What a link leads to; `today` where it names no day.

    Raises:
        NotFound: nothing of that name was known then, or it was not in force; says which.
    """
    then = at(store, link.known)
    match link.kind:
        case Linked.PROCEDURE:
            day = link.day or today
            view = then.as_of(link.key, day)
            if view is None:
                then.history(link.key)  # raises NotFound where no file named it by then
                raise NotFound(
                    f"Thủ tục {link.key} không có hiệu lực ngày {day:%d/%m/%Y}.",
                    hint=f"dongian procedures history {link.key}",
                )
            return view
        case Linked.VERSION:
            return _version(then, link)
        case Linked.DECISION:
            found = then.decisions(number=link.key, day=link.day)
            if not found:
                raise NotFound(f"Không có quyết định {link.key}.", hint="dongian decisions list")
            return found[0]
        case Linked.FINDING:
            named = [finding for finding in then.findings() if finding.id == link.key]
            if not named:
                raise NotFound(
                    f"Không có phát hiện {link.key}.", hint="Chạy lại phân tích đã nêu phát hiện này."
                )
            return named[0]


def _version(store: "Store", link: Link) -> Sighting:
    begins = link.version or ""
    said = [sighting for sighting in store.history(link.key) if sighting.content_hash.startswith(begins)]
    if len({sighting.content_hash for sighting in said}) != 1 or said[0].record is None:
        raise NotFound(
            f"Không có một phiên bản duy nhất của thủ tục {link.key} có mã băm bắt đầu bằng {begins}.",
            hint=f"dongian procedures history {link.key}",
        )
    return said[0]
