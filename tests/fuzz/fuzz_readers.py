"""Coverage-guided fuzzing of one reader with atheris (libFuzzer); see docs/fuzzing.md.

    python tests/fuzz/fuzz_readers.py docx -max_total_time=600

Only the deliberate errors of catalogue/errors.py are allowed. Any other exception is a finding: its bytes
are kept once for each place it comes from, and fuzzing goes on. libFuzzer itself stops at a crash of a
native library, at 20 s for one input and at 1 GB.
"""

import hashlib
import logging
import os
import sys
import tempfile
import traceback
import warnings
from pathlib import Path

import atheris

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
warnings.simplefilter("ignore")
logging.disable(logging.CRITICAL)

with atheris.instrument_imports(include=["importers", "catalogue.text"]):
    from catalogue.errors import CatalogueError
    from tests.fuzz.targets import TARGETS, Target

FINDINGS = "DONGIAN_FINDINGS"
"""Environment variable: the folder that keeps findings, else a temporary one."""


def main(arguments: list[str]) -> None:
    """Fuzz one target until libFuzzer's limits."""
    if not arguments or arguments[0] not in TARGETS:
        raise SystemExit(f"usage: fuzz_readers.py {{{','.join(TARGETS)}}} [options of libFuzzer]")
    name, *options = arguments
    folder = Path(os.environ.get(FINDINGS) or tempfile.mkdtemp(prefix=f"dongian-fuzz-{name}-"))
    folder.mkdir(parents=True, exist_ok=True)
    corpus = Path(tempfile.mkdtemp(prefix=f"dongian-corpus-{name}-"))
    for number, seed in enumerate(TARGETS[name].seeds()):
        (corpus / f"seed-{number}").write_bytes(seed)
    held = ["-timeout=20", "-rss_limit_mb=1024", "-max_len=65536", f"-artifact_prefix={folder}/{name}-"]
    words = Path(__file__).with_name(f"{name}.dict")
    if words.exists():
        held.append(f"-dict={words}")
    atheris.Setup([sys.argv[0], *held, *options, str(corpus)], _judge(name, TARGETS[name], folder))
    atheris.Fuzz()


def _judge(name: str, target: Target, folder: Path):  # type: ignore[no-untyped-def]
    seen: set[str] = set()

    def one(data: bytes) -> None:
        try:
            target.feed(data)
        except CatalogueError:
            return
        except Exception as error:  # noqa: BLE001 - whatever it is, it is the finding
            at = traceback.extract_tb(error.__traceback__)[-1]
            place = f"{type(error).__name__} {Path(at.filename).name}:{at.lineno}"
            if place in seen:
                return
            seen.add(place)
            path = folder / f"{name}-{hashlib.sha256(data).hexdigest()[:12]}"
            path.write_bytes(data)
            (folder / f"{path.name}.txt").write_text(traceback.format_exc(), "utf-8")
            print(f"FINDING {place}: {error} -> {path}", file=sys.stderr, flush=True)

    return one


if __name__ == "__main__":
    main(sys.argv[1:])
