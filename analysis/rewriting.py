"""The record of a procedure after measures: whole, so that it can be compared and published.

Here: rows, channels, conditions. Not here: what the measures leave (leaving.py), cost (scenario.py).
"""

from fractions import Fraction
from typing import Any

from analysis.leaving import Left, length
from analysis.preparing import Paper
from analysis.subject import Subject
from catalogue.records import Case, Channel, ChannelKind, Fee, Procedure


def costed_record(procedure: Procedure, left: Left) -> Procedure:
    """The record whose rows still stand one for one: fewer sets and copies, a nearer level."""
    told: dict[str, object] = {}
    if left.sets is not None:
        told["dossier_sets"] = left.sets
    if left.level is not None:
        told["levels"] = (left.level,)
    if left.copies:
        told["cases"] = _cases(procedure, left, keep_all=True)
    return procedure.model_copy(update=told) if told else procedure


def record_after(subject: Subject, left: Left) -> Procedure | None:
    """The whole record after the measures; None where the procedure is abolished or merged away."""
    if left.abolished or left.merged_into is not None:
        return None
    procedure = subject.procedure
    told: dict[str, object] = {"cases": _cases(procedure, left, keep_all=False, subject=subject)}
    if left.sets is not None:
        told["dossier_sets"] = left.sets
    if left.level is not None:
        told["levels"] = (left.level,)
    if left.agency is not None:
        told["deciding_agency"] = left.agency
    if left.name is not None:
        told["name"] = left.name
    if left.conditions:
        told |= _conditions(procedure, left)
    told["channels"] = _channels(procedure, left)
    return procedure.model_copy(update=told)


def _conditions(procedure: Procedure, left: Left) -> dict[str, object]:
    if "" in left.conditions or procedure.conditions is None:
        return {"conditions": None, "not_applicable": (*procedure.not_applicable, "conditions")}
    words = procedure.conditions
    for condition in sorted(left.conditions, key=lambda c: (-len(c), c)):
        words = words.replace(condition, "")
    return {"conditions": words.strip() or None}


def _channels(procedure: Procedure, left: Left) -> tuple[Channel, ...]:
    channels = list(procedure.channels)
    if left.online is not None and all(c.channel is not ChannelKind.ONLINE for c in channels):
        channels.append(Channel(channel=ChannelKind.ONLINE, text="Trực tuyến toàn trình"))
    return tuple(_channel(channel, left) for channel in channels)


def _channel(channel: Channel, left: Left) -> Channel:
    told: dict[str, Any] = {}
    if left.time_limit is not None and channel.time_limit is not None:
        told["time_limit"] = min((channel.time_limit, left.time_limit), key=length)
    most = left.fees_of.get(channel.channel, left.fees) if channel.channel else left.fees
    if left.fees_kept != 1:
        told["fees"] = tuple(_shared(fee, left.fees_kept) for fee in channel.fees)
    if most is not None:
        told["fees"] = tuple(
            fee.model_copy(update={"amount": str(int(most))})
            if fee.amount is not None and Fraction(fee.amount) > most
            else fee
            for fee in told.get("fees", channel.fees)
        )
    return channel.model_copy(update=told) if told else channel


def _shared(fee: Fee, kept: Fraction) -> Fee:
    if fee.amount is None:
        return fee
    return fee.model_copy(update={"amount": str(int(Fraction(fee.amount) * kept))})


def _cases(
    procedure: Procedure, left: Left, *, keep_all: bool, subject: Subject | None = None
) -> tuple[Case, ...]:
    at, cases = 0, []
    for case in procedure.cases:
        rows = []
        for component in case.components:
            changed = component
            if at in left.copies:
                changed = changed.model_copy(update={"copies": left.copies[at]})
            if not keep_all and subject is not None:
                papers = set(subject.papers_of(at))
                changed = changed.model_copy(update=_words(at, changed.notes, papers, left))
            if keep_all or subject is None or not set(subject.papers_of(at)) <= left.dropped:
                rows.append(changed)
            at += 1
        cases.append(case.model_copy(update={"components": tuple(rows)}))
    return tuple(cases)


def _words(at: int, notes: str | None, papers: set[Paper], left: Left) -> dict[str, object]:
    told: dict[str, object] = {}
    if at in left.renamed:
        told["text"] = left.renamed[at]
    looked_up = sorted(kind for _, kind in (papers & left.gone) - left.dropped)
    dropped = sorted(kind for _, kind in papers & left.dropped)
    said = (
        [f"khai thác dữ liệu, chỉ nộp khi không khai thác được: {', '.join(looked_up)}"] if looked_up else []
    )
    said += [f"bỏ: {', '.join(dropped)}"] if dropped else []
    if said:
        told["notes"] = "; ".join([*([notes] if notes else []), *said])
    return told
