"""Channels (cách thức thực hiện) with their own time limits and fees, from tables and lines.

General limits and fees are spread over named channels in `spread`; nothing said is lost.
"""

import re
from dataclasses import dataclass, field

from catalogue.issues import IssueLog
from catalogue.records import Channel, ChannelKind, Fee, Place
from catalogue.text import fold
from importers.decisions.columns import find_header
from importers.decisions.labels import Mark, split_label
from importers.decisions.lines import Line, Piece
from importers.decisions.lists import row_text
from importers.phrases.enums import parse_channels
from importers.phrases.fees import parse_fees
from importers.phrases.time_limits import parse_time_limit
from importers.readers.blocks import Table

OWN_LIMIT = re.compile(
    r"^[^:]{0,60}:\s*(?=(?:không quá|trong|tối đa|\d)[^,;]{0,30}(?:ngày|giờ|tháng))", re.IGNORECASE
)


@dataclass
class Way:
    """One way to apply, as far as one place of the decision tells it."""

    kind: ChannelKind | None
    limit: str = ""
    fee: str = ""
    texts: list[str] = field(default_factory=list)
    place: Place = field(default_factory=Place)

    def record(self) -> Channel:
        """As a record."""
        return Channel(
            channel=self.kind,
            time_limit=parse_time_limit(self.limit) if self.limit else None,
            fees=read_fees(self.fee),
            text="\n".join(self.texts),
            place=self.place,
        )


def read_fees(text: str) -> tuple[Fee, ...]:
    """Fees of a text; words that state nothing of their own are kept as one fee without amount."""
    if not text.strip():
        return ()
    told = parse_fees(text)
    return told or (Fee(text=text.strip()),)


def read_ways(pieces: list[Piece], issues: IssueLog) -> list[Way]:
    """Channels of the part "cách thức thực hiện"."""
    ways: list[Way] = []
    for piece in pieces:
        if isinstance(piece, Table):
            ways.extend(_from_table(piece, issues))
        else:
            _from_line(piece, ways)
    return ways


def _from_table(table: Table, issues: IssueLog) -> list[Way]:
    header = find_header(table, "channels", needs="channel")
    if header is None:
        ways: list[Way] = []
        for row in table.rows:
            text = row_text(row)
            kinds = parse_channels(text)
            ways.extend(Way(kind, texts=[text], place=row.place) for kind in kinds or (None,))
        return ways
    ways = []
    for row in table.rows[header.data :]:
        said: dict[str, str] = {}
        for column, cell in header.cells(row):
            if not cell.text:
                continue
            if column.kind is not None:
                row.take(cell.column)
            if column.kind in {"channel", "time_limit", "fees", "text"}:
                said[column.kind] = "\n".join(x for x in (said.get(column.kind), _unmarked(cell.text)) if x)
        row.finish(issues)
        if not said:
            continue
        kinds = parse_channels(said.get("channel", ""))
        texts = [said[key] for key in ("text",) if key in said]
        if not kinds or fold(said["channel"]) != fold(" ".join(said["channel"].split()[:6])):
            texts = [x for x in (said.get("channel"), *texts) if x]
        for kind in kinds or (None,):
            ways.append(Way(kind, said.get("time_limit", ""), said.get("fees", ""), list(texts), row.place))
    return ways


def _unmarked(text: str) -> str:
    """Lines of a cell without their signs; "100.000 đồng" keeps its figure."""
    lines = []
    for line in text.split("\n"):
        told = split_label(line)
        lines.append(told.text if told.mark in {Mark.DASH, Mark.PLUS, Mark.STAR, Mark.DOT} else line.strip())
    return "\n".join(x for x in lines if x)


def _from_line(line: Line, ways: list[Way]) -> None:
    text = line.text
    parts = [p for p in re.split(r";\s*", text) if p]
    if len(parts) > 1 and all(parse_channels(p) for p in parts):
        for part in parts:
            _from_line(Line(line.mark, line.label, part, line.paragraph), ways)
        return
    kinds = parse_channels(text)
    own = OWN_LIMIT.match(text)
    if not kinds:
        if ways:
            ways[-1].texts.append(text)
        elif text.strip().endswith(":"):
            return
        elif text.strip(" .:;"):
            ways.append(Way(None, texts=[text], place=line.paragraph.place))
        return
    if len(kinds) == 1 and ways and ways[-1].kind is kinds[0] and line.mark is Mark.NONE:
        ways[-1].texts.append(text)
        return
    for kind in kinds:
        same = next((way for way in ways if way.kind is kind and own is None and not way.limit), None)
        if same is not None:
            same.texts.append(text)
        else:
            limit = text[own.end() :].strip() if own else ""
            ways.append(Way(kind, limit, texts=[text], place=line.paragraph.place))


BY_CHANNEL = re.compile(r"^([^:]{3,60}):\s*(.+)$", re.DOTALL)


def by_channel(text: str) -> dict[ChannelKind, str]:
    """Lines of a text that begin with a channel ("Trực tuyến: 7.000 đồng"), when all of them do."""
    told: dict[ChannelKind, list[str]] = {}
    for line in text.split("\n"):
        found = BY_CHANNEL.match(line.strip())
        kinds = parse_channels(found[1]) if found else ()
        if found is None or not kinds or len(fold(found[1]).split()) > 10:
            return {}
        for kind in kinds:
            told.setdefault(kind, []).append(found[2].strip())
    return {kind: "\n".join(lines) for kind, lines in told.items()}


def spread(ways: list[Way], limit: str, fee: str, place: Place) -> tuple[Channel, ...]:
    """Channels with general limit and fee copied to those that have none of their own.

    What a general text says beyond the channels stays in one more channel for all (None).
    """
    limits, fees = by_channel(limit), by_channel(fee)
    for way in ways:
        if way.kind is not None:
            way.limit = way.limit or limits.get(way.kind, "") or ("" if limits else limit)
            way.fee = way.fee or fees.get(way.kind, "") or ("" if fees else fee)
    rest_limit = limit if _says_more(limit, [w.limit for w in ways], limits) else ""
    rest_fee = fee if _says_more(fee, [w.fee for w in ways], fees) else ""
    if rest_limit or rest_fee:
        general = next((way for way in ways if way.kind is None), None)
        if general is None:
            general = Way(None, place=place)
            ways.append(general)
        general.limit = general.limit or rest_limit
        general.fee = general.fee or rest_fee
    return tuple(way.record() for way in ways)


def _says_more(general: str, own: list[str], split: dict[ChannelKind, str]) -> bool:
    """Whether a general text says what no channel says."""
    if not general.strip():
        return False
    told = {_bare(text) for text in own if text}
    if split:
        return not all(_bare(text) in told for text in split.values())
    return not told or not all(_bare(general) == text for text in told)


def _bare(text: str) -> str:
    return " ".join(fold(line).strip(" .;,") for line in text.split("\n"))
