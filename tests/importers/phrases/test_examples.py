"""The examples in the docstrings of phrases, text and identifiers are true."""

import doctest
from importlib import import_module

import pytest

MODULES = [
    *(
        f"importers.phrases.{name}"
        for name in ("counts", "dates", "enums", "fees", "forms", "numbers", "time_limits")
    ),
    *(f"catalogue.{name}" for name in ("text", "capitals", "syllables", "identifiers", "citations")),
]


@pytest.mark.parametrize("name", MODULES)
def test_examples_are_true(name):
    assert doctest.testmod(import_module(name)).failed == 0
