"""Which country a service belongs to, by the addresses that name it, its authority and its pages.

Not by its language: English texts of Estonian services are Estonian services.
"""

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache

from catalogue.text import fold
from importers.cpsv.graph import lookup
from importers.cpsv.node import Node

UNKNOWN = "ZZ"
"""ISO 3166: user-assigned; no country is stated."""
HOST = re.compile(r"^(?:[a-z][a-z0-9+.-]*://)?(?P<host>[^/?#:]+)", re.IGNORECASE)
SPREAD = frozenset({"io", "tv", "me", "co", "ai", "ly", "eu", "cc", "fm"})
"""Country domains that anybody may use."""
AGENTS = ("authority", "provider", "spatial")
THINGS = ("cost", "input", "channel", "framework", "contact", "output")


@cache
def _by_word() -> dict[str, str]:
    return {word: code for code, words in lookup()["countries"].items() for word in words}


def country_of(service: Node) -> str | None:
    """ISO 3166 alpha-2, or None. The nearest evidence counts: own address, agency, pages."""
    own = [service.address or ""]
    agents = [node for name in AGENTS for node in service.nodes(name)]
    about = [place for node in agents for place in node.nodes("spatial")]
    near = [node.address or "" for node in (*agents, *about)]
    far = [node.address or "" for name in THINGS for node in service.nodes(name)]
    pages = [one for node in service.nodes("described") for one in (node, *node.nodes("landing"))]
    mail = [word.text for node in service.nodes("contact") for word in node.words("email")]
    for told in (
        _named(own, codes=True),
        _named(near, codes=False),
        _domains(near),
        _named(far, codes=False),
        _domains([*own, *far, *(page.address or "" for page in pages)]),
        _domains(text.rpartition("@")[2] for text in mail),
    ):
        if told:
            return told
    return None


def _named(addresses: Iterable[str], *, codes: bool) -> str | None:
    """Country by a part of the paths; `codes`: two capitals count too (/FI/)."""
    found: Counter[str] = Counter()
    for address in addresses:
        for part in re.split(r"[/#]", HOST.sub("", address)):
            code = _by_word().get(fold(part.replace("_", " ")))
            if code is None and codes and part in lookup()["countries"]:
                code = part
            if code is not None:
                found[code] += 1
    return _most(found)


def _domains(addresses: Iterable[str]) -> str | None:
    found: Counter[str] = Counter()
    for address in addresses:
        host = HOST.match(address)
        end = host["host"].rpartition(".")[2].lower() if host and "." in host["host"] else ""
        if len(end) == 2 and end.isalpha() and end not in SPREAD:
            found["GB" if end == "uk" else end.upper()] += 1
    return _most(found)


def _most(found: Counter[str]) -> str | None:
    """The one named most often; None on a tie."""
    ranked = found.most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]
