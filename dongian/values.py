"""One changed value on one line: where, before, after, in words of the reader."""

from typing import TYPE_CHECKING, Any

from dongian.language import say

if TYPE_CHECKING:
    from catalogue.diff import FieldChange

TELLING = ("text", "name", "number", "amount", "channel", "value")
"""What stands for a whole row that came or went, the first it has."""
SHOWN = 100


def value_line(change: "FieldChange") -> str:
    """Where, and what became of it."""
    from catalogue.store.differences import shown
    from publishing.sync.summary import path_words

    where = path_words(change.path, say)
    if change.kind.value == "moved":
        return f"{where}: {say('đổi thứ tự', 'order changed')}"
    before, after = short(change.before), short(change.after)
    if change.before is None:
        return f"{where}: + {_cut(after)}"
    if change.after is None:
        return f"{where}: − {_cut(before)}"
    left, right = shown(before, after)
    return f"{where}: {left} → {right}"


def short(value: Any) -> str:
    """A value, or what tells a row."""
    if isinstance(value, dict):
        if value.get("components"):
            rows = len(value["components"])
            return f"{value.get('name') or ''} ({rows} {say('dòng hồ sơ', 'rows')})".strip()
        told = next((value[name] for name in TELLING if value.get(name)), None)
        return short(told) if told is not None else ", ".join(f"{k} {short(v)}" for k, v in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(map(short, value))
    return "" if value is None else str(value)


def _cut(told: str) -> str:
    line = " ".join(told.split())
    return line if len(line) <= SHOWN else line[: SHOWN - 1] + "…"
