"""Descriptions of portals that are refused."""

from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from publishing.portals.base import (
    key_of,
    keyed,
)
from publishing.portals.config import BadPortal, load
from tests.publishing.sync.portal import config

REFUSED = [
    ({"kind": "rest", "url": "https://x.vn/a", "path": "b"}, "no path"),
    ({"kind": "rest"}, "have a url"),
    ({"kind": "rest", "url": "http://x.vn/a", "path": None}, "allow_http"),
    ({"kind": "rest", "url": "https://lan:mk@x.vn/a", "path": None}, "no user or password"),
    ({"kind": "rest", "url": "ftp://x.vn/a", "path": None}, "https://host"),
    ({"shape": "pdf"}, "portal-record"),
    ({"kind": "list"}, "go together"),
    ({"auth": {"scheme": "bearer"}}, "bearer needs token"),
    ({"auth": {"scheme": "bearer", "token": "eyJhbGciOi"}}, "pattern"),
    ({"paces": 3}, "Extra inputs"),
]


@pytest.mark.parametrize(("said", "why"), REFUSED)
def test_descriptions_that_are_refused(said: dict[str, Any], why: str) -> None:
    with pytest.raises(ValidationError, match=why):
        config(**said)


def test_a_secret_pasted_into_the_file_is_refused_and_not_repeated(tmp_path: Path) -> None:
    path = tmp_path / "cong.toml"
    path.write_text(
        'name="A"\nkind="folder"\npath="."\n[auth]\nscheme="bearer"\ntoken="abc-bí-mật-123"\n', "utf-8"
    )
    with pytest.raises(BadPortal) as caught:
        load(path)
    assert "bí-mật" not in f"{caught.value.message}{caught.value.hint}"
    assert "biến môi trường" in (caught.value.hint or "")


def test_the_path_is_relative_to_the_description(tmp_path: Path) -> None:
    (tmp_path / "cong.toml").write_text('name="A"\nkind="folder"\npath="ra"\n', "utf-8")
    assert load(tmp_path / "cong.toml").path == str(tmp_path / "ra")


def test_spellings_of_codes() -> None:
    assert keyed(["1.001193.000.00.00.H49", "1.001193", "x"]) == {
        "1.001193": "1.001193",
        "1.001193.000.00.00.H49": "1.001193.000.00.00.H49",
        "x": "x",
    }
    assert key_of("1.001193.01") == "1.001193.01"  # an online service is another thing than its procedure
