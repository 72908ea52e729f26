"""What the records of the national portal share: its words, kinds, agencies and decision.

Not here: which file is which (importers/sources/), channels, time limits and fees
(importers/portal_channels.py).
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from catalogue.errors import NumberNotUnderstood
from catalogue.identifiers import DocumentNumber, find_numbers
from catalogue.issues import IssueLog
from catalogue.records import Decision, Kind, Level, Place
from catalogue.text import fold, squash
from importers.readers.feed import Node, is_composed

HANOI = timezone(timedelta(hours=7))
"""Local time of decisions; Viet Nam has had no other since 1975."""
SHORT = 60
"""Letters; longer texts are not looked up among the short answers."""
LAST_YEARS = (1945, 2100)


@cache
def words() -> dict[str, Any]:
    """The lookup of the portal's words and keys."""
    return tomllib.loads(files("importers").joinpath("lookups/portal.toml").read_text("utf-8"))


def ignored(kind: str) -> Mapping[str, str]:
    """Keys of one kind of node that are not content, each with the reason."""
    told: Mapping[str, str] = words()["ignore"][kind]
    return told


@dataclass(frozen=True)
class Doubts:
    """Where the doubts about one record go."""

    issues: IssueLog
    procedure: str

    def tell(
        self, code: str, message: str, *, place: Place, field: str | None = None, quote: str | None = None
    ) -> None:
        """Note one doubt about this record."""
        self.issues.add(code, message, place=place, procedure=self.procedure, field=field, quote=quote)

    def finish_record(self, node: Node, kind: str) -> None:
        """As `finish`, for a whole record; also notes text that was not composed."""
        if not is_composed(node.value):
            self.tell("not-nfc", "Bản ghi dùng ký tự tổ hợp, đã chuẩn hóa NFC.", place=node.place())
        self.finish(node, kind)

    def finish(self, node: Node, kind: str) -> None:
        """Tell what of a node was not read."""
        node.finish(self.issues, procedure=self.procedure, ignore=ignored(kind))


def says_none(text: str | None) -> bool:
    """Whether a text says that there is none ("Không quy định")."""
    return text is not None and len(text) <= SHORT and fold(text).strip(" .;,-:") in words()["none"]["words"]


def says_nothing(text: str | None) -> bool:
    """Whether a text is empty or only the portal's sign for empty."""
    if text is None or not text:
        return True
    return len(text) <= SHORT and fold(text).strip(" .") in ("", *words()["none"]["unknown"])


def kind_of(nature: str | None, delegation: str | None, *, internal: bool) -> Kind | None:
    """Loại thủ tục out of two axes: the nature holds, except that a delegated standard is `assigned`.

    Source: fields `type` and `formalityType` of the portal.
    """
    if internal:
        return Kind.INTERNAL
    told = words()["nature"].get(nature or "")
    if told in (None, Kind.STANDARD):
        told = words()["delegation"].get(delegation or "") or told
    return Kind(told) if told else None


def levels_of(node: Node) -> tuple[Level, ...]:
    """Cấp thực hiện from the booleans.

    Ngành dọc (isVertical) comes with another level and is not printed by the portal; alone it is `other`.
    """
    vertical = node.flag("isVertical")
    told = tuple(Level(level) for key, level in words()["levels"].items() if node.flag(key))
    return told or ((Level.OTHER,) if vertical else ())


def named(nodes: Iterable[Node], doubts: Doubts) -> tuple[str, ...]:
    """Names of a list of named objects, each once, in order."""
    found = []
    for node in nodes:
        name = node.text("name")
        doubts.finish(node, "named")
        if name is not None:
            found.append(name)
    return tuple(dict.fromkeys(found))


def agencies(node: Node, doubts: Doubts, *, lists: tuple[str, ...], text: str) -> tuple[str, ...]:
    """Union of the places where the portal names an agency; a string adds only what the lists lack.

    The string joins names by commas, and names contain commas: it is never split on them.
    """
    found = tuple(dict.fromkeys(name for key in lists for name in named(node.many(key), doubts)))
    joined = node.text(text)
    if joined is None or says_nothing(joined):
        return found
    parts = (part.strip(" ,") for line in joined.splitlines() for part in line.split(";"))
    return tuple(dict.fromkeys((*found, *(part for part in parts if part and not _made_of(part, found)))))


def _made_of(part: str, names: Iterable[str]) -> bool:
    """Whether a string says nothing but the names."""
    rest = fold(part)
    for name in sorted(names, key=len, reverse=True):
        rest = rest.replace(fold(name), " ")
    return not rest.strip(" ,.-")


def local_day(value: Any) -> date | None:
    """The day, in Viet Nam, of a moment in epoch milliseconds; None where it is no plausible day."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        day = datetime.fromtimestamp(value / 1000, UTC).astimezone(HANOI).date()
    except (OverflowError, OSError, ValueError):
        return None
    return day if LAST_YEARS[0] <= day.year <= LAST_YEARS[1] else None


@lru_cache(maxsize=4096)
def number_of(text: str | None, *, otherwise: str | None = None) -> str | None:
    """Số hiệu, normalised: of the text itself, else the first one inside a second text."""
    if text is not None:
        try:
            return str(DocumentNumber.parse(text))
        except NumberNotUnderstood:
            inside = find_numbers(text)
            if inside:
                return str(inside[0])
    inside = find_numbers(otherwise or "")
    return str(inside[0]) if inside else None


def tell_repaired(
    written: str | None, number: str | None, doubts: Doubts, *, place: Place, field: str
) -> None:
    """Note a number that is not written as it is read; the kind of text before it does not count."""
    if written is None or number is None or squash(written).rstrip(" .;,").endswith(number):
        return
    doubts.tell(
        "number-repaired", f"Số hiệu “{written}” đọc là {number}.", place=place, field=field, quote=written
    )


def document_number(
    written: str | None, doubts: Doubts, *, place: Place, otherwise: str | None = None
) -> str | None:
    """Số hiệu of a legal basis: its own, else the first in `otherwise`; else as written, and told."""
    unread = f"Không hiểu số hiệu “{written}”; giữ nguyên văn."
    number = _number(written, doubts, unread, place=place, field="legal_bases", otherwise=otherwise)
    return squash(written) if number is None and written is not None else number


def decision_number(written: str | None, doubts: Doubts, *, place: Place) -> str | None:
    """Số of a decision; what is not understood is kept only where it has a figure, and told."""
    unread = f"Không hiểu số quyết định “{written}”."
    number = _number(written, doubts, unread, place=place, field="decision.number")
    if number is None and written is not None and any(letter.isdigit() for letter in written):
        return squash(written)
    return number


def _number(
    written: str | None,
    doubts: Doubts,
    unread: str,
    *,
    place: Place,
    field: str,
    otherwise: str | None = None,
) -> str | None:
    """The number that is understood; what is written otherwise, or not understood, is told."""
    number = number_of(written, otherwise=otherwise)
    if written is not None and number is None:
        doubts.tell("number-not-understood", unread, place=place, field=field, quote=written)
    tell_repaired(written, number, doubts, place=place, field=field)
    return number


def decision_of(record: Node, doubts: Doubts) -> tuple[Decision | None, str | None]:
    """The decision behind a detail record, and the name of its issuing agency."""
    issuer = record.text("departmentPromulgateName")
    loose = record.text("decisionNo")
    proposal = record.one("procedureProposal")
    if proposal is None:
        return (
            Decision(number=decision_number(loose, doubts, place=record.place("decisionNo")), agency=issuer)
            if loose
            else None
        ), issuer
    agency = proposal.one("issuingAgency")
    name = agency.text("name") if agency is not None else None
    if agency is not None:
        doubts.finish(agency, "named")
    written = proposal.text("proposalNumber") or proposal.text("decisionNumber") or loose
    number = decision_number(written, doubts, place=proposal.place("proposalNumber"))
    day = _moment(proposal, "decisionDate", "decision.date", "ngày ký quyết định", doubts)
    published = _moment(proposal, "publicationDate", "decision.published", "ngày công khai", doubts)
    if name and issuer and fold(name) != fold(issuer):
        doubts.tell(
            "values-differ",
            f"Cơ quan ban hành quyết định “{name}” khác cơ quan công bố “{issuer}”.",
            place=proposal.place("issuingAgency"),
            field="issuing_agency",
        )
    doubts.finish(proposal, "proposal")
    return Decision(number=number, date=day, agency=name or issuer, published=published), issuer or name


def _moment(node: Node, key: str, field: str, what: str, doubts: Doubts) -> date | None:
    moment = node.take(key)
    day = local_day(moment)
    if moment is not None and day is None:
        doubts.tell(
            "date-not-understood",
            f"Không hiểu {what}: {moment!r}.",
            place=node.place(key),
            field=field,
            quote=str(moment),
        )
    return day


def check_state(node: Node, doubts: Doubts) -> None:
    """Tell a state on the portal that is not "published"."""
    state = node.text("state")
    if state is not None and state not in words()["states"]["published"]:
        doubts.tell(
            "values-differ", f"Trạng thái trên cổng: {state}.", place=node.place("state"), quote=state
        )
