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

folded = lru_cache(maxsize=65536)(words.fold)
"""Folding of names and rows that come again and again."""
LONG = 6
"""From so many words on, their order says nothing."""
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
    told = words.fold(shown)
    if len(told) != len(shown):  # folding never changes the length of Vietnamese text
        shown = told
    for pattern in patterns:
        spans = [found.span() for found in pattern.finditer(told) if found[0]]
        if spans:  # both are cut at the same places, so they stay side by side
            told, shown = (_without(text, spans) for text in (told, shown))
    return shown


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    for start, end in reversed(spans):
        text = text[:start] + text[end:]
    return " ".join(text.split())


@cache
def _trimming() -> tuple[re.Pattern[str], Patterns]:
    said = lookup("outcomes")["trim"]
    return compiled([said["triggers"]])[0], compiled(said["patterns"])


@lru_cache(maxsize=65536)
def trim(name: str) -> str:
    """A paper's name without form number, case, authority and remarks.

    >>> trim("- Giấy phép xây dựng được cấp lại theo quy định.")
    'Giấy phép xây dựng'
    """
    triggers, patterns = _trimming()
    shown = words.squash(name)
    for _ in range(3):  # one cut may bare another; three rounds settle every real name
        if triggers.search(words.fold(shown)) is None:
            break
        before, shown = shown, cut(patterns, shown)
        if shown == before:
            break
    return shown


@dataclass(frozen=True)
class _Keys:
    short: re.Pattern[str]
    long: dict[str, str]
    form: Patterns
    rename: tuple[tuple[re.Pattern[str], str], ...]
    heads: re.Pattern[str]
    idle: frozenset[str]
    owner: re.Pattern[str]
    inside: re.Pattern[str]


@cache
def _keys() -> _Keys:
    said = lookup("paper_keys")
    long = {words.fold(short): words.fold(full) for short, full in said["abbreviations"].items()}
    short = "|".join(sorted(map(re.escape, long), key=len, reverse=True))
    heads = "|".join(sorted(map(words.fold, said["heads"]), key=len, reverse=True))
    return _Keys(
        re.compile(rf"\b(?:{short})\b"),
        long,
        compiled(said["form"]),
        tuple((compiled([row["pattern"]])[0], words.tone_style(row["becomes"])) for row in said["rename"]),
        re.compile(rf"^(?:{heads})\b"),
        frozenset(map(words.fold, said["idle"])),
        compiled([said["owner"]["pattern"]])[0],
        re.compile(r"\b(?:giấy (?:phép|chứng nhận|xác nhận|đăng kí)|chứng chỉ|quyết định)\b"),
    )


@lru_cache(maxsize=65536)
def plain(name: str) -> str:
    """The folded, trimmed name with abbreviations written out and one spelling of its head.

    >>> plain("Bản sao Giấy đăng ký hoạt động đã được cấp")
    'giấy chứng nhận đăng kí hoạt động'
    """
    rules = _keys()
    told = words.fold(name)
    told = rules.short.sub(lambda found: rules.long[found[0]], told)
    for pattern in rules.form:
        told = pattern.sub("", told).strip()
    told = words.fold(trim(told))
    for pattern, becomes in rules.rename:
        told = pattern.sub(becomes, told)
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
    if len(tokens) >= LONG:  # "giao đất, cho thuê đất" is "cho thuê đất, giao đất"
        tokens = sorted(set(tokens))
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
def parts(name: str) -> tuple[str, ...]:
    """Keys of the alternatives within a name ("A/B", "A hoặc B", "A, B"), and of the name without its owner.

    A part counts only where it can stand alone: with a head of its own, or long enough and of the
    same build as the first part. What is an object of the first part ("thu hồi A, B") does not.
    """
    told = plain(name)
    noun = head(told)
    if noun is None:
        return ()
    first, *others = re.split(r"\s*/\s*|\s*,\s*|\s+hoặc\s+|\s+và\s+(?=giấy|chứng chỉ|thẻ|quyết định)", told)
    found = [(_keys().owner.sub("", told), 3)]
    if others and not _keys().inside.search(first[len(noun) :]):
        found.append((first, 3))
        length = len(first.split()) - len(noun.split())
        for part in others:
            if head(part):
                found.append((part, 2))
            elif length <= len(part.split()) + 1:
                found.append((f"{noun} {part}", 3))
    made = [_long_enough(part, least) for part, least in found if part != told]
    return tuple(dict.fromkeys(k for k in made if k is not None))


def _long_enough(part: str, least: int) -> str | None:
    made = _key(words.fold(trim(part)))
    return made if made is not None and len(made.split(":", 1)[1].split()) >= least else None
