"""One frozen object from options and environment."""

import os
from dataclasses import dataclass
from datetime import datetime

DEFAULT_DATABASE = "sqlite:///dongian.db"


@dataclass(frozen=True)
class Settings:
    """How this call was made."""

    database: str = DEFAULT_DATABASE
    json: bool = False
    debug: bool = False
    known: datetime | None = None
    """--known-at: every question is asked as the catalogue knew then."""

    @classmethod
    def from_environment(cls) -> "Settings":
        """Settings before options: DONGIAN_DATABASE or the default."""
        return cls(database=as_url(os.environ.get("DONGIAN_DATABASE") or DEFAULT_DATABASE))


def as_url(database: str) -> str:
    """A database URL; a bare path is an SQLite file.

    >>> as_url("catalogue.db")
    'sqlite:///catalogue.db'
    """
    return database if "://" in database else f"sqlite:///{database}"
