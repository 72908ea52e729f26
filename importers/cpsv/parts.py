"""Parts of a service as parts of a record: papers, outcomes, ways, costs, times, legal bases, steps."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from catalogue.issues import IssueLog
from catalogue.records import (
    Case,
    Channel,
    ChannelKind,
    Component,
    Fee,
    LegalBasis,
    Outcome,
    Step,
    TimeLimit,
    TimeUnit,
)
from catalogue.text import fold, squash
from importers.cpsv.graph import lookup
from importers.cpsv.node import Node, spoken

DURATION = re.compile(
    r"P(?:(?P<year>\d+)Y)?(?:(?P<month>\d+)M)?(?:(?P<week>\d+)W)?(?:(?P<day>\d+)D)?"
    r"(?:T(?:(?P<hour>\d+)H)?(?:(?P<minute>\d+)M)?(?:(?P<second>\d+(?:\.\d+)?)S)?)?"
)
UNITS = {"year": TimeUnit.YEAR, "month": TimeUnit.MONTH, "day": TimeUnit.DAY, "hour": TimeUnit.HOUR}
AMOUNT = re.compile(r"\d+(?:\.\d+)?")
CURRENCY = re.compile(r"[A-Z]{3}")


@dataclass
class Desk:
    """Where doubts of one service go, and which nodes were looked at."""

    issues: IssueLog
    key: str
    seen: list[Node] = field(default_factory=list)

    def see(self, node: Node) -> Node:
        """Note that a node is part of the service; `finish` tells what of it was not read."""
        self.seen.append(node)
        return node

    def tell(self, code: str, message: str, node: Node, *, about: str, quote: str | None = None) -> None:
        """One doubt about this service."""
        self.issues.add(
            code, message, place=node.place(), procedure=self.key, field=about, quote=quote or str(node.term)
        )

    def finish(self) -> None:
        """Tell what was not read of the service and of what it names, each node once."""
        merged: dict[str, Node] = {}
        for node in self.seen:
            merged.setdefault(node.at, node).taken.update(node.taken)
        for node in merged.values():
            node.finish(self.issues, procedure=self.key)

    def named(self, node: Node, *, about: str) -> str | None:
        """What a node is called: its name, else its words, else the end of its address, which is told."""
        self.see(node)
        if node.is_literal:
            return squash(str(node.term)) or None
        name = node.text("name")
        if name is not None:
            return squash(name)
        words = node.text("words")
        if words is not None:
            return words
        if node.address is None:
            return None
        told = spoken(node.address)
        self.tell(
            "named-by-address",
            f"Không có tên, chỉ có địa chỉ {node.address}"
            + (f": gọi là “{told}”" if told else ", không đọc được thành tên"),
            node,
            about=about,
        )
        return told

    def all_named(self, nodes: Iterable[Node], *, about: str) -> tuple[str, ...]:
        """Names of nodes, each once."""
        told = (self.named(node, about=about) for node in nodes)
        return tuple(dict.fromkeys(name for name in told if name))


def component(node: Node, desk: Desk) -> Component | None:
    """One evidence: its name is the row, its further words a note."""
    name = desk.named(node, about="cases") or node.address
    if name is None:
        return None
    words = None if node.is_literal else node.text("words")
    code = None if node.is_literal else node.text("identifier")
    return Component(code=code, text=name, notes=None if words == name else words, place=node.place())


def cases(service: Node, desk: Desk) -> tuple[Case, ...]:
    """Inputs; then, for each requirement, the lists of evidence of which any one is enough."""
    told: list[Case] = []
    inputs = tuple(one for node in service.nodes("input") if (one := component(node, desk)))
    if inputs:
        told.append(Case(components=inputs))
    for way in service.nodes("channel"):
        rows = tuple(one for node in desk.see(way).nodes("input") if (one := component(node, desk)))
        if rows:
            told.append(Case(name=way.text("name") or way.address, components=rows))
    for requirement in service.nodes("requirement"):
        desk.see(requirement)
        lists = [desk.see(one) for one in requirement.nodes("evidence_list")]
        for number, group in enumerate(lists, start=1):
            rows = tuple(one for node in group.nodes("evidence_type") if (one := component(node, desk)))
            name = group.text("name") or requirement.text("name")
            if len(lists) > 1:
                name = f"{name or 'Một trong các bộ giấy tờ'} ({number}/{len(lists)})"
            if rows:
                told.append(Case(name=name, components=rows))
        more = requirement.nodes("requirement_evidence")
        rows = tuple(one for node in more if (one := component(node, desk)))
        if rows:
            told.append(Case(name=requirement.text("name"), components=rows))
    return tuple(told)


def conditions(service: Node, desk: Desk) -> str | None:
    """Criteria, and requirements with their words, one a line."""
    lines: list[str] = []
    for node in (*service.nodes("criterion"), *service.nodes("requirement")):
        desk.see(node)
        told = [squash(str(node.term))] if node.is_literal else [node.text("name"), node.text("words")]
        lines += [line for line in dict.fromkeys(told) if line]
    return "\n".join(lines) or None


def outcomes(service: Node, desk: Desk) -> tuple[Outcome, ...]:
    """What the service produces."""
    told: list[Outcome] = []
    for node in service.nodes("output"):
        name = desk.named(node, about="outcomes")
        if name is not None:
            code = None if node.is_literal else node.text("identifier")
            node.words("words")
            told.append(Outcome(code=code, name=name, place=node.place()))
    return tuple(told)


def legal_bases(service: Node, desk: Desk) -> tuple[LegalBasis, ...]:
    """Legal resources, of the service and of the rules it follows."""
    nodes = [
        *service.nodes("framework"),
        *(one for rule in service.nodes("rule") for one in rule.nodes("implements")),
    ]
    told: dict[tuple[str | None, str | None], LegalBasis] = {}
    for node in nodes:
        desk.see(node)
        bare = node.is_bare or not (node.is_literal or node.text("name") or node.text("words"))
        name = node.address if bare else desk.named(node, about="legal_bases")
        words = None if node.is_literal else node.text("words")
        if words and words != name and not bare:
            name = f"{name}\n{words}"
        number = None if node.is_literal else node.text("identifier")
        if name or number:
            told.setdefault((number, name), LegalBasis(number=number, name=name, place=node.place()))
    return tuple(told.values())


def steps(service: Node, desk: Desk) -> tuple[Step, ...]:
    """The description (DOMAIN §1: trình tự thực hiện), then the words of the rules it follows."""
    told: list[Step] = []
    words = service.text("words")
    if words:
        told.append(Step(order=1, text=words, place=service.place("words")))
    for rule in service.nodes("rule"):
        desk.see(rule)
        rule.nodes("implements")
        rule.words("identifier")
        name, text = (None, str(rule.term)) if rule.is_literal else (rule.text("name"), rule.text("words"))
        if text or name:
            told.append(
                Step(
                    order=len(told) + 1,
                    name=name if text else None,
                    text=text or name or "",
                    place=rule.place(),
                )
            )
    return tuple(told)


def time_limit(node: Node, desk: Desk) -> TimeLimit | None:
    """An xsd:duration; one unit gives a value, several or none only words."""
    told = node.words("time")
    if not told:
        return None
    text = told[0].text
    match = DURATION.fullmatch(text)
    parts = (
        {}
        if match is None
        else {unit: count for unit, count in match.groupdict().items() if count and float(count)}
    )
    if len(parts) == 1 and len(told) == 1:
        ((unit, count),) = parts.items()
        if unit == "week":
            return TimeLimit(value=7 * int(count), unit=TimeUnit.DAY, text=text)
        if unit in UNITS:
            return TimeLimit(value=int(count), unit=UNITS[unit], text=text)
    desk.tell(
        "time-limit-not-understood",
        f"Không đọc được một thời hạn duy nhất: {text}",
        node,
        about="channels",
        quote=text,
    )
    return TimeLimit(text="; ".join(word.text for word in told))


def fee(node: Node, desk: Desk) -> Fee:
    """One cost: an amount where the file states one, 0 where its words say that it is free."""
    desk.see(node)
    words = "" if node.is_literal else node.text("words") or node.text("name") or ""
    address = node.address or ""
    text = (
        str(node.term) if node.is_literal else words or ((spoken(address) or address) if node.is_bare else "")
    )
    written = next((word.text for word in node.words("value")), None)
    currency = next((one for one in (node.text("currency"), *_currencies(node)) if one), None)
    node.words("identifier")
    free = fold(text) in lookup()["free"] or fold(address).endswith(
        tuple(f"/{word}" for word in lookup()["free"])
    )
    amount = "0" if free and written is None else None
    if written is not None:
        amount = _plain(written) if AMOUNT.fullmatch(written) else None
        if amount is None:
            desk.tell(
                "fee-not-understood",
                f"Chi phí “{written}” không phải một con số",
                node,
                about="channels",
                quote=written,
            )
    known = currency if currency and CURRENCY.fullmatch(currency) else None
    return Fee(
        amount=amount, currency=known, text=text or " ".join(part for part in (written, currency) if part)
    )


def _plain(written: str) -> str:
    """A decimal number without zeros that say nothing: 12.50 is 12.5."""
    return written.rstrip("0").rstrip(".") if "." in written else written


def _currencies(node: Node) -> list[str]:
    return [one.address.rpartition("/")[2] for one in node.nodes("currency") if one.address]


def channels(service: Node, desk: Desk) -> tuple[Channel, ...]:
    """Ways to reach the service; costs and times that no way owns hold for all of them."""
    general = time_limit(service, desk)
    own: dict[str, list[Fee]] = {}
    shared: list[Fee] = []
    for cost in service.nodes("cost"):
        through = cost.nodes("accessed_through")
        told = fee(cost, desk)
        for way in through:
            own.setdefault(way.at, []).append(told)
        if not through:
            shared.append(told)
    ways = [_channel(node, own.pop(node.at, []), desk) for node in service.nodes("channel")]
    rest = [*shared, *(one for left in own.values() for one in left)]
    if general is not None or rest:
        ways.insert(
            0, Channel(time_limit=general, fees=tuple(rest), place=service.place("cost" if rest else "time"))
        )
    return tuple(ways)


def _channel(node: Node, fees: list[Fee], desk: Desk) -> Channel:
    desk.see(node)
    types = node.nodes("type")
    marks = [node.address or "", *(one.address or str(one.term) for one in types)]
    marks += [one.text("name") or "" for one in types if not one.is_literal]
    kind = next((found for mark in reversed(marks) if (found := channel_kind(mark))), None)
    texts = () if node.is_literal else (node.text("name"), node.text("words"))
    text = "\n".join(one for one in texts if one) or node.address or str(node.term)
    node.words("identifier")
    if kind is None:
        desk.tell(
            "channel-not-understood", f"Không rõ cách thức thực hiện: {text[:120]}", node, about="channels"
        )
    return Channel(
        channel=kind, time_limit=time_limit(node, desk), fees=tuple(fees), text=text, place=node.place()
    )


def channel_kind(mark: str) -> ChannelKind | None:
    """The kind told by the last part of an address, or by a label."""
    last = fold(re.split(r"[/#]", mark.rstrip("/#"))[-1])
    for kind, words in lookup()["channels"].items():
        if last in words:
            return ChannelKind(kind)
    return None
