"""The parts a procedure must have (bộ phận tạo thành), and what is known of each.

Seven are always required. Forms, outcomes, conditions and fees are required only "when the procedure must
have them": of these có, không áp dụng or chưa rõ is told, and they are never called missing; of outcomes a
published record that names none is asked about.

Source: Nghị định 63/2010/NĐ-CP, Điều 8 khoản 2.
"""

from collections.abc import Iterator, Mapping
from enum import StrEnum

from analysis.checks.rules import Context, Hit, is_full, lookup, pattern
from catalogue import text as words
from catalogue.issues import Severity
from catalogue.records import Kind, Procedure


class State(StrEnum):
    """What is known of a part."""

    YES = "yes"
    """có"""
    NOT_APPLICABLE = "not_applicable"
    """không áp dụng: the source says that there is none"""
    UNKNOWN = "unknown"
    """chưa rõ"""


SEVEN = ("name", "steps", "channels", "components", "time_limit", "applicants", "agency")
FOUR = ("forms", "outcomes", "conditions", "fees")
SETS = "dossier_sets"
LONG = 60
"""Letters above which a text says something."""
SHOWN = 60
"""Letters shown on both sides of a limit."""
DECLARED = {"components": ("components", "cases"), "fees": ("fees", "channels.fees")}
"""Names under which a source may declare that there are none."""


def _filled(*texts: str | None) -> bool:
    empty = pattern("parts", "empty")
    return any(
        text is not None and (len(text) > LONG or not empty.search(words.fold(text).strip()))
        for text in texts
    )


def _has(procedure: Procedure) -> Mapping[str, bool]:
    channels = procedure.channels
    limits = [channel.time_limit for channel in channels if channel.time_limit is not None]
    return {
        "name": _filled(procedure.name),
        "steps": _filled(*(step.text for step in procedure.steps), *(s.name for s in procedure.steps)),
        "channels": any(channel.channel is not None or _filled(channel.text) for channel in channels),
        "components": _filled(*(component.text for component in procedure.components)),
        "time_limit": any(limit.value is not None or _filled(limit.text) for limit in limits)
        or limit_in_words(procedure) is not None,
        "applicants": _filled(*procedure.applicants),
        "agency": _filled(*procedure.handling_agencies, procedure.deciding_agency),
        "forms": bool(procedure.forms) or any(component.forms for component in procedure.components),
        "outcomes": _filled(*(outcome.name for outcome in procedure.outcomes)),
        "conditions": _filled(procedure.conditions),
        "fees": any(channel.fees for channel in channels),
        SETS: procedure.dossier_sets is not None or sets_in_prose(procedure) is not None,
    }


def limit_in_words(procedure: Procedure) -> str | None:
    """The words that tell a time limit ("07 ngày làm việc") in the prose of channels, fees or steps."""
    channels = [channel.text for channel in procedure.channels]
    fees = [fee.text for channel in procedure.channels for fee in channel.fees]
    for name, texts in (("words", (*channels, *fees)), ("in_steps", [step.text for step in procedure.steps])):
        for text in texts:
            plain = words.squash(words.nfc(text))
            told = pattern("time", name).search(words.fold(plain))
            if told is not None:
                return plain[max(0, told.start() - SHOWN) : told.end() + SHOWN].strip()
    return None


def sets_in_prose(procedure: Procedure) -> str | None:
    """The words that tell the number of sets ("01 bộ"), wherever they stand; None: nowhere."""
    found = pattern("parts", "sets")
    for text in (
        *(component.text for component in procedure.components),
        *(component.notes or "" for component in procedure.components),
        *(case.name or "" for case in procedure.cases),
        *(step.text for step in procedure.steps),
        *(channel.text for channel in procedure.channels),
        procedure.conditions or "",
    ):
        if "bộ" not in text.lower():
            continue  # folding every text of every procedure takes seconds
        told = found.search(words.fold(text))
        if told is not None:
            return words.squash(told[0])
    return None


def part_name(part: str) -> str:
    """The part as the law calls it."""
    name: str = lookup()["parts"][part]["vi"]
    return name


def parts_of(procedure: Procedure) -> dict[str, State]:
    """What is known of each part, in the order of the law; the number of sets stands for itself."""
    has = _has(procedure)
    told: dict[str, State] = {}
    for part in (*SEVEN[:4], SETS, *SEVEN[4:], *FOUR):
        declared = DECLARED.get(part, (part,))
        if has[part]:
            told[part] = State.YES
        elif any(name in procedure.not_applicable for name in declared):
            told[part] = State.NOT_APPLICABLE
        else:
            told[part] = State.UNKNOWN
    return told


def missing(parts: Mapping[str, State]) -> tuple[str, ...]:
    """Required parts that are not known, in the order of the law; the number of sets stands for itself."""
    return tuple(part for part in SEVEN if parts[part] is State.UNKNOWN)


def check(procedure: Procedure, context: Context) -> Iterator[Hit]:  # noqa: ARG001
    """Missing parts, no outcome, no number of sets, a limit without unit."""
    if not is_full(procedure) or procedure.source.importer in lookup()["parts"]["not_published"]:
        return
    states = parts_of(procedure)
    lacking = missing(states)
    internal = procedure.kind is Kind.INTERNAL
    for part in lacking:
        said = lookup()["parts"][part]
        yield Hit(
            rule="part-missing",
            field=part,
            quote=procedure.name,
            why=f"Nguồn nêu toàn bộ nội dung nhưng không có {said['vi']} (điểm {said['letter']}).",
            suggestion=said["text"],
            mark=part,
            severity=Severity.NOTE if internal else None,  # outside the decree: a programme of its own
            legal="1085/QĐ-TTg (thủ tục nội bộ)" if internal else None,
        )
    if states["outcomes"] is State.UNKNOWN:
        yield Hit(
            rule="outcome-missing",
            field="outcomes",
            quote=procedure.name,
            why="Nội dung công bố không nêu kết quả thực hiện, cũng không ghi là không có.",
            suggestion="Bổ sung kết quả thực hiện: giấy tờ, quyết định hoặc việc được xác nhận, cập nhật.",
        )
    if states[SETS] is State.UNKNOWN and "components" not in lacking:
        yield Hit(
            rule="dossier-sets-unstated",
            field=SETS,
            quote=procedure.name,
            why="Không nơi nào của nội dung nêu phải nộp mấy bộ hồ sơ.",
            suggestion="Bổ sung: “Số lượng hồ sơ: … bộ.”",
        )
    yield from _limits(procedure)


def _limits(procedure: Procedure) -> Iterator[Hit]:
    limits = [channel.time_limit for channel in procedure.channels if channel.time_limit is not None]
    if not any(limit.value is not None or _filled(limit.text) for limit in limits):
        said = limit_in_words(procedure)
        if said is not None:
            yield Hit(
                rule="time-limit-in-words",
                field="time_limit",
                quote=said,
                why="Ô thời hạn của mọi cách thức thực hiện để trống; thời hạn chỉ có trong lời văn.",
                suggestion="Ghi thời hạn vào ô thời hạn của từng cách thức thực hiện, kèm đơn vị.",
            )
    seen: dict[str, list[int]] = {}
    for number, channel in enumerate(procedure.channels):
        limit = channel.time_limit
        if limit is not None and limit.value is not None and limit.unit is None:
            seen.setdefault(f"{limit.value:g}", []).append(number)
    for value, numbers in seen.items():
        yield _no_unit(procedure, value, numbers)


def _no_unit(procedure: Procedure, value: str, numbers: list[int]) -> Hit:
    first = procedure.channels[numbers[0]]
    prose = " ".join(procedure.channels[number].text for number in numbers)
    told = {
        unit
        for number, unit in pattern("time", "stated").findall(words.fold(prose))
        if number.lstrip("0") == value
    }
    suggestion = (
        f"Ghi rõ theo lời văn: “{value} {told.pop()}”."
        if len(told) == 1
        else f"Ghi rõ “{value} ngày làm việc” hoặc “{value} ngày”, đúng theo văn bản quy định."
    )
    return Hit(
        rule="time-unit-missing",
        field=f"channels[{numbers[0]}].time_limit",
        quote=" · ".join(filter(None, (first.time_limit.text if first.time_limit else value, first.text))),
        why=f"Thời hạn “{value}” của {len(numbers)} cách thức không có đơn vị; "
        "ngày, ngày làm việc và giờ là ba thời hạn khác nhau.",
        suggestion=suggestion,
        place=first.place,
        mark=value,
    )
