"""Fuzz every reader for some seconds, one after the other: inputs, coverage, findings (docs/fuzzing.md).

Coverage is libFuzzer's count of places in the instrumented code, after the seeds and at the end.

python benchmarks/fuzz.py --seconds 600
"""

import argparse
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.fuzz.targets import TARGETS  # noqa: E402 - after the path is set

INPUTS = re.compile(r"number_of_executed_units: (\d+)")
COVERED = re.compile(r"\b(?:INITED|NEW|REDUCE|pulse|DONE|RELOAD)\s+cov: (\d+)")
FINDING = re.compile(r"^FINDING (.*)$|^SUMMARY: (.*)$", re.MULTILINE)


def main() -> None:
    """A line for each target."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("targets", nargs="*", default=list(TARGETS))
    told = parser.parse_args()
    for target in told.targets:
        script = ROOT / "tests" / "fuzz" / "fuzz_readers.py"
        options = [f"-max_total_time={told.seconds}", "-print_final_stats=1"]
        done = subprocess.run(
            [sys.executable, str(script), target, *options], capture_output=True, text=True, check=False
        )
        inputs = INPUTS.search(done.stderr)
        findings = [first or second for first, second in FINDING.findall(done.stderr)]
        covered = COVERED.findall(done.stderr) or ["?"]
        row = (target, inputs[1] if inputs else "?", f"{covered[0]} -> {covered[-1]}", str(len(findings)))
        print("\t".join((*row, "; ".join(findings))), flush=True)


if __name__ == "__main__":
    main()
