"""Words for closed lists: levels, channels, kinds, changes, subjects of a procedure.

The spellings stand in catalogue/lookups: levels, channels, kinds, changes, applicants.
A word nobody listed gives nothing; it never falls into a default.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache

from catalogue.records import Change, ChannelKind, Kind, Level, TimeUnit
from catalogue.text import fold, squash
from importers.phrases.lexicon import any_of, lookup

Finder = tuple[re.Pattern[str], dict[str, str]]
"""A pattern, and what each of its words says."""


def _finder(told: Mapping[str, Iterable[str]]) -> Finder:
    """A pattern for any of the words, and what each says."""
    words = {fold(word): name for name, listed in told.items() for word in listed}
    return re.compile(rf"(?<!\w)(?:{any_of(words)})(?!\w)"), words


@cache
def _levels() -> tuple[Finder, dict[str, str]]:
    told = lookup("levels")
    return _finder(told["anywhere"]), _finder(told["alone"])[1]


def parse_levels(text: str) -> tuple[Level, ...]:
    """Cấp thực hiện named in a text ("Cấp tỉnh, Cấp xã"), each once, from central to commune.

    "Xã" or "Bộ" count only as a part of their own: "xã hội", "02 bộ" name no level.

    >>> parse_levels("Xã, Cấp Bộ")
    (<Level.CENTRAL: 'central'>, <Level.COMMUNE: 'commune'>)
    """
    (pattern, words), alone = _levels()
    told = fold(text)
    found = {Level(words[match[0]]) for match in pattern.finditer(told)}
    parts = PARTS.split(told)
    found |= {Level(alone[part]) for part in map(_bared, [told, *parts]) if part in alone}
    return tuple(level for level in Level if level in found)


PARTS = re.compile(r"\s*(?:[,;/\n+&-]|\bvà\b|\bhoặc\b)\s*")


def _bared(part: str) -> str:
    return part.strip(" .:()")


@cache
def _channels() -> tuple[Finder, Finder, re.Pattern[str]]:
    told = lookup("channels")
    return _finder(told["anywhere"]), _finder(told["places"]), re.compile(any_of(told["never"]["words"]))


def parse_channels(text: str) -> tuple[ChannelKind, ...]:
    """Cách thức thực hiện named in a text or a portal code, each once, in order of appearance.

    A place ("tại Bộ phận Một cửa") counts only where no way to file is named.
    """
    told = text.strip()
    coded = lookup("channels")["codes"].get(told.upper())
    if coded is not None:
        return tuple(ChannelKind(kind) for kind in coded)
    ways, places, never = _channels()
    plain = never.sub(" ", fold(told))
    for pattern, words in (ways, places):
        found = dict.fromkeys(ChannelKind(words[match[0]]) for match in pattern.finditer(plain))
        if found:
            return tuple(found)
    return ()


@cache
def _kinds() -> dict[str, Kind | None]:
    told = lookup("kinds")["words"]
    return {
        fold(word): None if kind == "silent" else Kind(kind) for kind, words in told.items() for word in words
    }


def parse_kind(text: str) -> Kind | None:
    """Loại thủ tục; None where the words name none of our kinds ("Loại khác")."""
    return _kinds().get(fold(text).strip(" ."))


def is_known_kind(text: str) -> bool:
    """Whether the words are a kind somebody listed, also one that is none of ours."""
    return fold(text).strip(" .") in _kinds()


@cache
def _changes() -> tuple[tuple[re.Pattern[str], Change], ...]:
    rows = lookup("changes")["change"]
    return tuple(
        (re.compile(rf"(?<!\w)(?:{any_of(map(fold, row['words']))})(?!\w)"), Change(row["kind"]))
        for row in rows
    )


def find_changes(text: str) -> tuple[Change, ...]:
    """Every kind of change that a text names, in the order of the text."""
    told = fold(text)
    found = [(match.start(), change) for pattern, change in _changes() if (match := pattern.search(told))]
    return tuple(change for _, change in sorted(found, key=lambda one: one[0]))


def parse_change(text: str) -> Change | None:
    """What a heading or cell says is done to its procedures.

    "sửa đổi, bổ sung, thay thế" of a title names a law, not the change: the first words count.

    >>> parse_change("Danh mục thủ tục hành chính bị bãi bỏ")
    <Change.REPEALED: 'repealed'>
    """
    found = find_changes(text)
    return found[0] if found else None


@cache
def _applicants() -> tuple[re.Pattern[str], dict[str, str]]:
    names = {}
    for row in lookup("applicants")["applicant"]:
        for word in (row["name"], *row.get("aliases", ())):
            names[fold(word)] = row["name"]
    return re.compile(rf"(?:(?:đt|dt)\d+\s?[-–:.]?\s?)?(?P<name>{any_of(names)})(?=\s*(?:[,;.|/]|$))"), names


def split_applicants(text: str) -> tuple[str, ...]:
    """Đối tượng thực hiện of one cell. Known names first: two of them contain commas.

    >>> split_applicants("Cán bộ, công chức, viên chức, Doanh nghiệp")
    ('Cán bộ, công chức, viên chức', 'Doanh nghiệp')
    """
    pattern, names = _applicants()
    found: list[str] = []
    for line in re.split(r"[\n;|]", text):
        rest, shown = fold(line), squash(line)
        while rest:
            match = pattern.match(rest)
            if match is not None:
                found.append(names[match["name"]])
                end = match.end()
            else:
                end = _next_comma(rest)
                found.append(shown[:end].strip())
            rest, shown = rest[end:].lstrip(" ,;./"), shown[end:].lstrip(" ,;./")
    return tuple(dict.fromkeys(one for one in found if one))


def _next_comma(text: str) -> int:
    """End of the words before a comma that stands outside brackets."""
    depth = 0
    for place, letter in enumerate(text):
        depth += (letter == "(") - (letter == ")")
        if letter == "," and depth <= 0:
            return place
    return len(text)


def parse_time_unit(text: str) -> TimeUnit | None:
    """Đơn vị tính of a column or a portal code ("Ngày làm việc", WORKING_DAY); minutes and weeks are None."""
    told = lookup("units")
    row = told["time_codes"].get(text.strip().upper()) or told["time"].get(squash(text).lower())
    return None if row is None or "times" in row else TimeUnit(row["unit"])
