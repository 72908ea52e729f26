"""A paper's name reduced to what makes it that paper, so that equal papers have equal keys.

Here: trimming remarks off a name, its key, and the keys of the alternatives it names.
Not here: reading a whole row (analysis/documents), deciding whether two papers are one (links.py).
"""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from catalogue import text as words

Patterns = tuple[re.Pattern[str], ...]


def compiled(patterns: Iterable[str]) -> Patterns:
    """Patterns of a lookup file, for folded text."""
    return tuple(re.compile(words.tone_style(pattern), re.IGNORECASE | re.DOTALL) for pattern in patterns)


@cache
def lookup(name: str) -> dict[str, Any]:
    """One file of analysis/lookups as plain values."""
    return tomllib.loads((files("analysis") / "lookups" / f"{name}.toml").read_text("utf-8"))


def cut(patterns: Patterns, name: str) -> str:
    """The name without what the patterns match in its folded form; letters stay as written."""
    shown = words.squash(name)
    for pattern in patterns:
        told = words.fold(shown)
        if len(told) != len(shown):  # folding never changes the length of Vietnamese text
            shown = told
        for found in reversed([m.span() for m in pattern.finditer(told)]):
            shown = (shown[: found[0]] + shown[found[1] :]).strip()
    return words.squash(shown)


@cache
def _trimming() -> Patterns:
    return compiled(lookup("outcomes")["trim"]["patterns"])


@lru_cache(maxsize=65536)
def trim(name: str) -> str:
    """A paper's name without form number, case, authority and remarks.

    >>> trim("- Giấy phép xây dựng được cấp lại theo quy định.")
    'Giấy phép xây dựng'
    """
    shown = words.squash(name)
    for _ in range(3):  # one cut may bare another; three rounds settle every real name
        before, shown = shown, cut(_trimming(), shown)
        if shown == before:
            break
    return shown


@dataclass(frozen=True)
class _Keys:
    abbreviations: tuple[tuple[re.Pattern[str], str], ...]
    form: Patterns
    rename: tuple[tuple[re.Pattern[str], str], ...]
    heads: re.Pattern[str]
    idle: frozenset[str]


@cache
def _keys() -> _Keys:
    said = lookup("paper_keys")
    pairs = [(rf"\b{re.escape(short)}\b", long) for short, long in said["abbreviations"].items()]
    heads = "|".join(sorted(map(words.fold, said["heads"]), key=len, reverse=True))
    return _Keys(
        tuple((compiled([pattern])[0], words.fold(long)) for pattern, long in pairs),
        compiled(said["form"]),
        tuple((compiled([row["pattern"]])[0], words.tone_style(row["becomes"])) for row in said["rename"]),
        re.compile(rf"^(?:{heads})\b"),
        frozenset(map(words.fold, said["idle"])),
    )


@lru_cache(maxsize=65536)
def plain(name: str) -> str:
    """The folded, trimmed name with abbreviations written out and one spelling of its head.

    >>> plain("Bản sao Giấy đăng ký hoạt động đã được cấp")
    'giấy chứng nhận đăng kí hoạt động'
    """
    rules = _keys()
    told = words.fold(name)
    for short, long in rules.abbreviations:
        told = short.sub(long, told)
    for pattern in rules.form:
        told = pattern.sub("", told).strip()
    told = words.fold(trim(told))
    for pattern, becomes in rules.rename:
        told = pattern.sub(becomes, told).strip()
    return words.fold(trim(told))


def head(told: str) -> str | None:
    """The head noun of a plain name, of those that papers issued by the State have."""
    found = _keys().heads.match(told)
    return found[0] if found else None


def _key(told: str) -> str | None:
    noun = head(told)
    rest = told[len(noun) :] if noun else told
    tokens = [token for token in re.findall(r"[^\W_]+", rest) if token not in _keys().idle]
    if not tokens or (noun is None and len(tokens) < 3):
        return None
    return " ".join((f"{noun or ''}:", *tokens))


@lru_cache(maxsize=65536)
def key(name: str) -> str | None:
    """What equal papers share; None where the name is a head alone.

    >>> key("Giấy phép xây dựng (bản sao)") == key("Giấy phép xây dựng được gia hạn")
    True
    >>> key("Giấy phép") is None
    True
    """
    return _key(plain(name))


@lru_cache(maxsize=65536)
def keys(name: str) -> tuple[str, ...]:
    """The key of the whole name, then of each alternative in it ("A/B", "A hoặc B", "A, B")."""
    told = plain(name)
    noun = head(told)
    found = [_key(told)]
    parts = re.split(r"\s*/\s*|\s*,\s*|\s+hoặc\s+", told)
    for number, part in enumerate(parts):
        whole = part if number == 0 or noun is None or head(part) else f"{noun} {part}"
        made = _key(words.fold(trim(whole)))
        if made is not None and len(made.split(":", 1)[1].split()) >= 2:
            found.append(made)
    return tuple(dict.fromkeys(k for k in found if k is not None))
