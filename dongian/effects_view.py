"""What a decision does, on the screen: one line a procedure, field by field, then the conflicts.

Not here: computing it (catalogue/decision_effects.py), asking (dongian/commands/import_command.py).
"""

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from catalogue import text as words
from catalogue.places import place_name
from dongian.field_names import field_name
from dongian.language import say

if TYPE_CHECKING:
    from catalogue.conflicts import Conflict
    from catalogue.decision_effects import DecisionEffect, DecisionHead, Preview
    from catalogue.diff import FieldChange

KINDS = {
    "new": ("+", "mới ban hành", "new"),
    "amended": ("~", "sửa đổi, bổ sung", "amended"),
    "replaced": (">", "thay thế", "replaces"),
    "ended": ("<", "bị thay thế", "replaced by"),
    "repealed": ("-", "bãi bỏ", "repealed"),
    "suspended": ("-", "không thực hiện", "suspended"),
    "standardised": ("~", "chuẩn hóa", "standardised"),
    "corrected": ("~", "đính chính", "corrected"),
    "stated": ("=", "thêm nguồn", "one more source"),
    "unchanged": ("=", "không đổi", "unchanged"),
    "withdrawn": ("?", "không còn nêu", "no longer stated"),
    "left_out": ("!", "không nhập", "left out"),
}
LINKS = {
    "implements": ("thi hành", "implements"),
    "follows": ("công bố theo", "follows"),
    "amends": ("sửa đổi, bổ sung", "amends"),
    "replaces_all": ("thay thế", "replaces"),
    "replaces_part": ("thay thế, bãi bỏ một phần", "replaces in part"),
    "abolishes": ("bãi bỏ", "abolishes"),
    "corrects": ("đính chính", "corrects"),
}
SHOWN = 110
"""Letters of a value that a line shows."""
FIELDS = 12
"""Changed fields of one procedure that the screen shows; --json has all."""


def link_name(kind: str) -> str:
    """What a decision has to do with a text, as the screen shows it."""
    return say(*LINKS[kind])


def kind_name(kind: str) -> str:
    """A kind of effect, as the screen shows it."""
    _, vi, en = KINDS[kind]
    return say(vi, en)


def preview_lines(told: "Preview") -> Iterator[str]:
    """A whole preview, for a person to read before it is stored."""
    yield say(f"{told.file}: nếu nhập", f"{told.file}: if imported")
    for head in told.decisions:
        yield from _head(head)
    counted = ", ".join(f"{kind_name(kind)} {number}" for kind, number in told.kinds.items())
    yield "  " + (counted or say("không thay đổi gì", "changes nothing"))
    for effect in told.effects:
        yield from _effect(effect)
    if told.conflicts:
        yield ""
        yield say(f"Mâu thuẫn: {len(told.conflicts)}", f"Conflicts: {len(told.conflicts)}")
    for conflict in told.conflicts:
        yield from _conflict(conflict)


def _head(head: "DecisionHead") -> Iterator[str]:
    number = head.number or say("(chưa có số)", "(no number)")
    told = [say(f"Quyết định {number}", f"Decision {number}")]
    if head.agency:
        told.append(head.agency)
    if head.signed:
        told.append(say(f"ký {head.signed:%d/%m/%Y}", f"signed {head.signed}"))
    if head.effective:
        told.append(say(f"hiệu lực {head.effective:%d/%m/%Y}", f"in force {head.effective}"))
    scope = say("cả nước", "national") if head.province is None else place_name(head.province)
    yield "  " + ", ".join([*told, say(f"phạm vi: {scope}", f"scope: {scope}")])
    for link in head.links:
        if link.kind != "implements":
            yield f"    {link_name(link.kind)} {link.number}"


def _effect(effect: "DecisionEffect") -> Iterator[str]:
    sign, *_ = KINDS[effect.kind]
    line = f"{sign} {kind_name(effect.kind):<18} {effect.key}  {_short(effect.name)}"
    if effect.day is not None:
        line += say(f"  từ {effect.day:%d/%m/%Y}", f"  from {effect.day}")
    if effect.until is not None:
        line += say(f" đến {effect.until:%d/%m/%Y}", f" until {effect.until}")
    yield line
    pad = " " * 21
    for old in effect.replaces:
        name = _short(old.name) if old.name else say("(danh mục chưa có)", "(unknown)")
        yield f"{pad}{old.key} {name} → {effect.key}"
    if effect.replaced_by is not None:
        yield f"{pad}→ {effect.replaced_by.key} {_short(effect.replaced_by.name or '')}"
    for change in effect.changes[:FIELDS]:
        yield f"{pad}{change_line(change)}"
    if len(effect.changes) > FIELDS:
        more = len(effect.changes) - FIELDS
        yield pad + say(f"… và {more} thay đổi khác (xem --json)", f"… and {more} more (--json)")
    if effect.outranked_by:
        files = ", ".join(effect.outranked_by[:3])
        yield pad + say(f"nguồn đang có hiệu lực thay cho dòng này: {files}", f"what holds instead: {files}")


def change_line(change: "FieldChange") -> str:
    """One changed value: its field, before and after."""
    return f"{field_name(change.path)}: {_change(change)}"


def _change(change: "FieldChange") -> str:
    if change.kind == "moved":
        return say("đổi thứ tự", "moved")
    before, after = _pair(_value(change.before), _value(change.after))
    if change.kind == "added":
        return say(f"thêm “{after}”", f"added “{after}”")
    if change.kind == "removed":
        return say(f"bỏ “{before}”", f"removed “{before}”")
    return f"“{before}” → “{after}”"


def _value(value: Any) -> str:
    """A value in one line; of a row, its words."""
    if isinstance(value, dict):
        told = [value[name] for name in ("name", "number", "text", "amount") if value.get(name)]
        parts = [value["time_limit"]] if value.get("time_limit") else []
        parts += [part for name in ("components", "fees") for part in value.get(name, ())]
        shown = [words.squash(str(part)) for part in told] + [_value(part) for part in parts]
        return "; ".join(part for part in shown if part)
    if isinstance(value, list | tuple):
        return "; ".join(_value(part) for part in value)
    return "" if value is None else _labels().get(str(value), words.squash(str(value)))


@cache
def _labels() -> dict[str, str]:
    """Values of closed lists as an official says them."""
    from catalogue.template import labels

    enums = ("level", "kind", "unit", "channel", "fee")
    return {value: label.lower() for enum in enums for value, label in labels(enum).items()}


def _pair(before: str, after: str) -> tuple[str, str]:
    """Both short; where they are long, from a little before they part."""
    if max(len(before), len(after)) <= SHOWN:
        return before, after
    same = next((n for n, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), 0)
    start = max(0, same - SHOWN // 4)
    first, second = ("…" * (start > 0) + told[start:] for told in (before, after))
    return _short(first), _short(second)


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"


def _conflict(conflict: "Conflict") -> Iterator[str]:
    yield f"! [{conflict.code}] {conflict.message}"
    for source in conflict.evidence:
        yield say(f"    bằng chứng: {source}", f"    evidence: {source}")
    yield say(f"    cần làm: {conflict.do}", f"    what to do: {conflict.do}")
