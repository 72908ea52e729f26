"""How far the portal's prints (PDF) and pages (HTML) say what its own record of the same code says.

`python -m tests.importers.print_agreement [--show]` prints one JSON object. Compared is every value that a
sheet prints, with the value of the record behind it. `equal`: the same value. One of CAUSES: the sheet shows
less than the record holds, and what it cannot know is left unknown. `different`: neither. `--show` lists all
that is not equal.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Any

from catalogue.issues import IssueLog
from catalogue.records import Channel, Fee, Procedure, TimeLimit
from catalogue.text import fold, squash
from importers.base import Importer, SourceFile
from importers.sources.portal_page import IMPORTER as PAGE
from importers.sources.portal_print import IMPORTER as PRINT
from importers.sources.portal_record import IMPORTER as RECORD

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
SHEETS = ((PRINT, "portal-pdf/*.pdf"), (PAGE, "portal-html/*.html"))
FACTS = [
    "code",
    "name",
    "sector",
    "levels",
    "kind",
    "applicants",
    "deciding_agency",
    "address",
    "authorised_agencies",
    "conditions",
    "keywords",
    "coordinating_agencies",
    "handling_agencies",
    "related",
    "not_applicable",
]


NOT_FREE = "the print says “Miễn phí” of free and of what was not entered alike: left unknown"
NO_WORDS = "the print leaves out the words of a fee"
CURRENCY = "the sheet shows VNĐ where the record names no currency"
OTHER_UNIT = "the unit “other” of the record is printed as “ngày”: left unknown"
TWO_KINDS = "“không được luật giao” is said of two kinds: left unknown"
FEWER = "the portal shows fewer agencies than its record lists"
CAUSES = (NOT_FREE, NO_WORDS, CURRENCY, OTHER_UNIT, TWO_KINDS, FEWER)


@dataclass(frozen=True)
class Compared:
    """One value of a sheet beside that of the record."""

    field: str
    sheet: Any
    record: Any
    verdict: str
    """equal, different, or why the sheet cannot say more."""


def read(importer: Importer, path: Path) -> Procedure:
    """The one procedure of a file."""
    (record,) = importer.extract(SourceFile.open(path), IssueLog())
    return record


def compared(sheet: Procedure, record: Procedure) -> Iterator[Compared]:
    """Every value that a sheet prints."""
    for name in FACTS:
        yield _fact(name, _plain(getattr(sheet, name)), _plain(getattr(record, name)))
    number = sheet.decision and sheet.decision.number, record.decision and record.decision.number
    yield _same("decision.number", *number)
    yield _same(
        "steps", _plain(" ".join(s.text for s in sheet.steps)), _plain(" ".join(s.text for s in record.steps))
    )
    for field in ("outcomes", "legal_bases"):
        pairs = zip_longest(_bag(sheet, field), _bag(record, field))
        yield from (_same(field, *pair) for pair in pairs)
    yield from (_same("components", *pair) for pair in zip_longest(_components(sheet), _components(record)))
    ways = [one for one in record.channels if one.channel is not None]  # a sheet has no limit of the service
    for mine, theirs in zip_longest(sheet.channels, ways):
        yield from _channel(mine, theirs)


def _channel(mine: Channel | None, theirs: Channel | None) -> Iterator[Compared]:
    yield _same("channels", mine and mine.channel, theirs and theirs.channel)
    if mine is None or theirs is None:
        return
    yield _same("channels.text", _plain(mine.text), _plain(theirs.text))
    yield _limit(mine.time_limit, theirs.time_limit)
    for fee, other in zip_longest(mine.fees, theirs.fees):
        yield from _fee(fee, other)


def _limit(mine: TimeLimit | None, theirs: TimeLimit | None) -> Compared:
    told = mine and (mine.value, mine.unit), theirs and (theirs.value, theirs.unit)
    verdict = "equal" if told[0] == told[1] else "different"
    if verdict == "different" and mine is not None and mine.value is None and theirs is not None:
        verdict = OTHER_UNIT
    return Compared("channels.time_limit", *told, verdict)


def _fee(mine: Fee | None, theirs: Fee | None) -> Iterator[Compared]:
    amounts = mine and (mine.amount, mine.currency), theirs and (theirs.amount, theirs.currency)
    verdict = "equal" if amounts[0] == amounts[1] else "different"
    if mine is not None and theirs is not None and verdict == "different":
        if mine.amount is None and theirs.amount == "0":
            verdict = NOT_FREE
        elif mine.amount is None and theirs.amount is None:
            verdict = "equal"  # a currency without an amount says nothing
        elif mine.amount == theirs.amount and theirs.currency is None:
            verdict = CURRENCY
    yield Compared("channels.fees", *amounts, verdict)
    if mine is None or theirs is None:
        return
    words = _plain(mine.text), _plain(theirs.text)
    if words[0] == words[1]:
        yield Compared("channels.fees.text", *words, "equal")
    elif mine.amount is None and fold(words[0] or "") == fold("Miễn phí"):
        yield Compared("channels.fees.text", *words, NO_WORDS if words[1] else NOT_FREE)
    else:
        yield Compared("channels.fees.text", *words, "different")


def _fact(name: str, mine: Any, theirs: Any) -> Compared:
    if mine == theirs:
        return Compared(name, mine, theirs, "equal")
    if mine is None and name == "kind":
        return Compared(name, mine, theirs, TWO_KINDS)
    if name == "applicants" and set(mine) == set(theirs):
        return Compared(name, mine, theirs, "equal")  # their order says nothing
    if name == "handling_agencies" and set(mine) < set(theirs):
        return Compared(name, mine, theirs, FEWER)
    return Compared(name, mine, theirs, "different")


def _same(field: str, mine: Any, theirs: Any) -> Compared:
    return Compared(field, mine, theirs, "equal" if mine == theirs else "different")


def _bag(record: Procedure, field: str) -> list[tuple[str | None, ...]]:
    if field == "outcomes":
        return sorted((one.code or "", _plain(one.name)) for one in record.outcomes)
    return sorted((one.number or "", _plain(one.name) or "") for one in record.legal_bases)


def _components(record: Procedure) -> list[tuple[Any, ...]]:
    return [
        (_plain(case.name), _plain(row.text), row.originals, row.copies, row.forms)
        for case in record.cases
        for row in case.components
    ]


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return squash(value) or None
    return tuple(map(_plain, value)) if isinstance(value, tuple) else value


def pairs() -> Iterator[tuple[str, Procedure, Procedure]]:
    """Sheets with a record of their code."""
    for importer, pattern in SHEETS:
        for path in sorted(DATA.glob(pattern)):
            sheet = read(importer, path)
            known = DATA / "portal-api" / "details" / f"{sheet.code}.json"
            if known.exists():
                yield path.name, sheet, read(RECORD, known)


def main() -> None:
    """Counts by file, field and verdict."""
    told: dict[str, Any] = {}
    for name, sheet, record in pairs():
        found = list(compared(sheet, record))
        counts = Counter(one.verdict for one in found)
        told[name] = {
            "values": len(found),
            **dict(counts.most_common()),
            "fields": dict(sorted(Counter(one.field for one in found).items())),
        }
        if "--show" in sys.argv:
            for one in found:
                if one.verdict != "equal":
                    print(
                        f"{name}\t{one.field}\t{one.verdict}\n    {one.sheet!r}\n    {one.record!r}",
                        file=sys.stderr,
                    )
    print(json.dumps(told, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
