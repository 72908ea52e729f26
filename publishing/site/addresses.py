"""Where the pages of the site stand: names of files that stay the same as long as code or name does."""

import re
from hashlib import sha256

from catalogue.store.reading import number_key
from catalogue.text import bare

SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]{0,80}")
LONGEST = 60


def slug(told: str) -> str:
    """A name of a file for words: without diacritics, with a mark that tells alike names apart.

    >>> slug("Hộ tịch")[:8]
    'ho-tich-'
    """
    plain = re.sub(r"[^a-z0-9]+", "-", bare(told)).strip("-")[:LONGEST].strip("-")
    return f"{plain or 'trang'}-{sha256(told.encode()).hexdigest()[:6]}"


def key_slug(key: str) -> str:
    """A name of a file for a code: itself where a file may be named so.

    >>> key_slug("1.001193"), key_slug("../x") != "../x"
    ('1.001193', True)
    """
    return key if SAFE.fullmatch(key) and ".." not in key else slug(key)


def procedure_address(key: str) -> str:
    """Page of a procedure, from the root of the site."""
    return f"thu-tuc/{key_slug(key)}.html"


def decision_address(number: str) -> str:
    """Page of a decision."""
    return f"quyet-dinh/{slug(number_key(number))}.html"


def sector_address(name: str) -> str:
    """Page of a sector."""
    return f"linh-vuc/{slug(name)}.html"


def agency_address(name: str) -> str:
    """Page of an issuing agency."""
    return f"co-quan/{slug(name)}.html"


def level_address(level: str) -> str:
    """Page of a level."""
    return f"cap/{level}.html"
