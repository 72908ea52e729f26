"""Annotated components and pairs beside the project: how well rows are read, as a floor."""

import json
import runpy
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.shared
def test_reading_and_comparing_reach_their_floors(shared):
    score = runpy.run_path(str(ROOT / "benchmarks" / "gold.py"))["score"]
    told = json.loads(score(shared / "gold", None))
    components = told["components"]["all"]
    assert components["kind_accuracy"] >= 0.97
    assert components["holder"]["micro"]["f1"] >= 0.93
    assert components["alternatives"]["f1"] >= 0.90
    assert components["conditional"]["f1"] >= 0.90
    assert told["pairs"]["same"]["f1"] >= 0.92
    assert told["pairs"]["share"]["f1"] >= 0.93
