"""The words of resolutions, from importers/lookups/resolution.toml: columns, options, registers."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from catalogue.options import Option
from catalogue.text import fold
from importers.decisions.words import spelled

NOISE = re.compile(r"\(\s*\d{1,2}\s*\)|\([^()]*\)")


@cache
def lookup() -> dict[str, Any]:
    """The whole file, its words folded."""
    raw = tomllib.loads(files("importers").joinpath("lookups/resolution.toml").read_text("utf-8"))
    folded: dict[str, Any] = _folded(raw)
    return folded


def _folded(value: Any) -> Any:
    """Words as they are compared; keys and codes of options stay."""
    if isinstance(value, dict):
        return {key: told if key in {"kind", "option"} else _folded(told) for key, told in value.items()}
    return [_folded(told) for told in value] if isinstance(value, list) else fold(value)


@cache
def written_out(text: str) -> str:
    """Folded, with abbreviations written out.

    >>> written_out("CSDLQG về dân cư")
    'cơ sở dữ liệu quốc gia về dân cư'
    """
    folded = fold(text)
    for short, long in lookup()["abbreviations"].items():
        folded = re.sub(rf"(?<!\w){re.escape(short)}(?!\w)", long, folded)
    return spelled(folded)


@cache
def column_kind(header: str) -> str | None:
    """What a column holds, by its header; None: a header we do not know."""
    plain = " ".join(NOISE.sub(" ", written_out(header)).strip(" .:*").split())
    for entry in lookup()["columns"]:
        if any(plain.startswith(word) for word in entry.get("start", ())) and plain:
            return str(entry["kind"])
        if any(word in plain for word in entry.get("any", ())):
            return str(entry["kind"])
    return None


def paper_option(*texts: str) -> Option | None:
    """What is done with papers, by the first text that says it: the header of the column, then the title."""
    for text in texts:
        folded = written_out(text)
        for entry in lookup()["papers"]:
            if any(word in folded for word in entry["words"]):
                return Option(entry["option"])
    return None


@cache
def option_of(section: str, text: str) -> Option | None:
    """What a sentence does ([[verbs]]: by its first words), or a heading ([[sections]]: by any)."""
    folded = fold(text)
    for entry in lookup()[section]:
        words = entry["words"]
        if folded.startswith(tuple(words)) if section == "verbs" else any(word in folded for word in words):
            return Option(entry["option"])
    return None


def is_notice(text: str) -> bool:
    """Whether a paragraph makes people give notice instead."""
    folded = fold(text)
    return any(word in folded for word in lookup()["notice"]["words"])


@cache
def register_key(database: str) -> str | None:
    """Key of the one register that a text names; None where it names none or several.

    >>> register_key("CSDL quốc gia về Đăng ký doanh nghiệp"), register_key("CSDL về thuốc")
    ('DKDN', None)
    """
    plain = written_out(database)
    found = {
        key for key, names in lookup()["registers"].items() if any(_names(plain, name) for name in names)
    }
    return found.pop() if len(found) == 1 else None


def _names(plain: str, name: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", plain) is not None
