"""What tests share: the folder of real files, golden files by a flag, stores on both databases."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("DONGIAN_SHARED", ROOT.parent / "shared"))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write expected.json anew; that run fails, so that a person reads what was written",
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if SHARED.is_dir():
        return
    skip = pytest.mark.skip(reason="the folder ../shared with real published files is absent")
    for item in items:
        if "shared" in item.keywords:
            item.add_marker(skip)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real published files; mark the test with `shared`."""
    return SHARED


@pytest.fixture(scope="session")
def fixtures() -> Path:
    """The project's own small documents."""
    return ROOT / "fixtures"
