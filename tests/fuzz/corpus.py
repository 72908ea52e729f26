"""A corpus of hostile and broken files, the same every time: fixtures mutated by a seeded generator, and
files written for one trick each.

Not here: what must come of them (tests/importers/test_corpus.py).
"""

import io
import json
import random
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.fuzz.tricks import tricks

SEED = 20261101
FLAGS = zipfile.ZIP_DEFLATED


def corpus(fixtures: Path) -> dict[str, bytes]:
    """Files by name; no two have the same bytes and none those of a fixture."""
    sources = sorted(fixtures.glob("*/*/source.*"))
    seen = {path.read_bytes() for path in sources}
    found: dict[str, bytes] = {}
    for name, data in (*_mutated(sources), *tricks()):
        if data not in seen:
            seen.add(data)
            found[name] = data
    return found


def _mutated(sources: list[Path]) -> Iterator[tuple[str, bytes]]:
    chance = random.Random(SEED)
    for path in sources:
        data, stem = path.read_bytes(), f"{path.parent.parent.name}-{path.parent.name}"
        ways = PACKED if path.suffix in {".docx", ".xlsx", ".ods"} else BARE
        for way in ways:
            yield f"{stem}-{way.__name__.strip('_')}{path.suffix}", way(data, chance)
        yield f"{stem}-renamed{chance.choice(OTHER)}", data + b"\n"


OTHER = (".docx", ".xlsx", ".ods", ".pdf", ".json", ".jsonl", ".html", ".xml", ".csv", ".ttl", ".doc", "")


def _cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(1, len(data))]


def _flipped(data: bytes, chance: random.Random) -> bytes:
    flipped = bytearray(data)
    for _ in range(max(3, len(data) // 400)):
        flipped[chance.randrange(len(flipped))] = chance.randrange(256)
    return bytes(flipped)


def _doubled(data: bytes, chance: random.Random) -> bytes:
    """A stretch of the file stands twice."""
    start = chance.randrange(len(data))
    end = min(len(data), start + chance.randrange(1, 400))
    return data[:end] + data[start:end] + data[end:]


def _zeroed(data: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(data))
    return data[:start] + bytes(min(64, len(data) - start)) + data[start + 64 :]


def _cp1258(data: bytes, chance: random.Random) -> bytes:
    return data.decode("utf-8", "replace").encode("cp1258", "replace")


def _utf16(data: bytes, chance: random.Random) -> bytes:
    return data.decode("utf-8", "replace").encode(chance.choice(("utf-16", "utf-16-be", "utf-16-le")))


def _members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _zip(members: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", FLAGS) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data, FLAGS)
    return stream.getvalue()


def _swapped(data: bytes, chance: random.Random) -> bytes:
    """Two members of the package changed places."""
    members = _members(data)
    one, other = chance.sample(sorted(members), 2)
    members[one], members[other] = members[other], members[one]
    return _zip(members)


def _torn(data: bytes, chance: random.Random) -> bytes:
    """One member is broken inside a sound package."""
    members = _members(data)
    name = max(members, key=lambda name: len(members[name]))
    return _zip({**members, name: _flipped(members[name], chance)})


def _short(data: bytes, chance: random.Random) -> bytes:
    """One member ends early inside a sound package."""
    members = _members(data)
    name = max(members, key=lambda name: len(members[name]))
    return _zip({**members, name: _cut(members[name], chance)})


def _missing(data: bytes, chance: random.Random) -> bytes:
    members = _members(data)
    del members[chance.choice(sorted(members))]
    return _zip(members)


def _numbers(data: bytes, chance: random.Random) -> bytes:
    """Every other digit of the document is a long number."""
    members = _members(data)
    name = max(members, key=lambda name: len(members[name]))
    parts = members[name].split(b'="1"')
    return _zip({**members, name: b'="99999999999999999999"'.join(parts)})


def _said(data: bytes, chance: random.Random) -> bytes:
    """A JSON value in another place holds another kind of value; other files are cut twice."""
    try:
        value = json.loads(data)
    except ValueError:
        return _flipped(_cut(data, chance), chance)
    return json.dumps(_strange(value, chance), ensure_ascii=False).encode("utf-8", "surrogatepass")


def _strange(value: object, chance: random.Random) -> object:
    if chance.random() < 0.06:
        return chance.choice((None, [], {}, 0, -1, 10**40, True, "", "\ud800", "\0", [[]], {"a": [None]}))
    if isinstance(value, dict):
        return {key: _strange(one, chance) for key, one in value.items()}
    return [_strange(one, chance) for one in value] if isinstance(value, list) else value


Way = Callable[[bytes, random.Random], bytes]
BARE: tuple[Way, ...] = (_cut, _flipped, _doubled, _zeroed, _cp1258, _utf16, _said)
PACKED: tuple[Way, ...] = (_cut, _flipped, _zeroed, _swapped, _torn, _short, _missing, _numbers)
