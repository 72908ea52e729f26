"""Measure reading and comparing on the annotated components; prints the JSON of the scorer beside them.

Usage: python benchmarks/gold.py FOLDER [--odd | --even]
FOLDER holds pairs.jsonl, components.jsonl and score.py.
"""

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from analysis.compare import compare_line
from analysis.documents.read import read_line


def lines(path: Path, keep: str | None) -> list[dict[str, Any]]:
    """Items of one gold file; `keep` takes the odd or the even ids only."""
    items = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    wanted = {"--odd": 1, "--even": 0}.get(keep or "")
    return [item for item in items if wanted is None or item["id"] % 2 == wanted]


def write(path: Path, items: list[dict[str, Any]]) -> None:
    """One JSON object a line."""
    path.write_text("\n".join(json.dumps(item, ensure_ascii=False) for item in items), encoding="utf-8")


def score(gold: Path, keep: str | None) -> str:
    """The scorer's JSON for our predictions."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file, predict in (("pairs", compare_line), ("components", read_line)):
            items = lines(gold / f"{file}.jsonl", keep)
            write(folder / f"{file}.jsonl", items)
            write(folder / f"my_{file}.jsonl", [predict(item) for item in items])
        shutil.copy(gold / "score.py", folder / "score.py")
        command = [sys.executable, str(folder / "score.py")]
        for file in ("pairs", "components"):
            command += [f"--{file}", str(folder / f"my_{file}.jsonl")]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout


if __name__ == "__main__":
    print(score(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else None))
