"""What a release contains, and the same computed again from the release alone.

Here: the order of work. Not here: the archive, its manifest and signature (publishing/release/), the
figures themselves (analysis/, through the report).
"""

import json
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from catalogue.errors import NotFound
from dongian import __version__
from dongian.language import language, say, use

if TYPE_CHECKING:
    from catalogue.store.store import Store
    from publishing.release.archive import Release
    from publishing.release.figures import Difference
    from publishing.release.manifest import Manifest

DATABASE, PROCEDURES, ISSUES, FINDINGS, FIGURES, REPORT, READ_ME = (
    "catalogue.db",
    "procedures.jsonl",
    "issues.jsonl",
    "findings.jsonl",
    "figures.jsonl",
    "report.html",
    "doc-truoc.txt",
)
WHAT = {
    DATABASE: "danh mục (SQLite): mọi lần ghi nhận, số liệu, phán quyết",
    PROCEDURES: "thủ tục có hiệu lực trong ngày, mỗi dòng một bản ghi chuẩn",
    ISSUES: "vấn đề cần xem",
    FINDINGS: "phát hiện",
    FIGURES: "mọi con số của báo cáo, mỗi dòng một số",
    REPORT: "báo cáo",
    READ_ME: "cách kiểm tra",
}
GUIDE = """Bản phát hành danh mục thủ tục hành chính, ngày {day}.

Kiểm tra tệp:        dongian release verify TỆP.zip --public KHÓA.pub
Tính lại mọi số:     dongian release recompute TỆP.zip     (không cần mạng)
Không có dongian:    giải nén; so SHA-256 trong manifest.json; minisign -Vm manifest.json -p KHÓA.pub
Mở danh mục:         dongian --database catalogue.db procedures list

Chương trình: dongian {version}.
"""


@dataclass(frozen=True)
class Parts:
    """The computed members of a release, by name."""

    manifest: "Manifest"
    members: Mapping[str, bytes]


@dataclass(frozen=True)
class Recomputed:
    """What came of computing a release again."""

    compared: int
    """Figures."""
    differences: "tuple[Difference, ...]"
    files: Mapping[str, bool]
    """Member -> whether it came out byte for byte."""
    version: str
    """Of the program that published."""
    same_program: bool
    """Whether it was this very program, file by file."""

    @property
    def ok(self) -> bool:
        """Every published number came out."""
        return not self.differences and all(self.files.values())


def parts_of(store: "Store", day: date, *, curve: bool) -> Parts:
    """Everything that goes into a release of a day.

    Raises:
        NotFound: the catalogue is empty.
    """
    from catalogue.store.copying import copy_to, last_recorded

    known = last_recorded(store.engine)
    if known is None:
        raise NotFound(say("Danh mục trống.", "The catalogue is empty."), hint="dongian import THƯ_MỤC")
    with tempfile.TemporaryDirectory(prefix="dongian-release-") as folder:
        path = Path(folder) / DATABASE
        copy_to(store.engine, path)
        data = path.read_bytes()
        # analyses store what they find: they work on the copy, and the bytes were taken before
        return _parts(path, data, day, known, curve=curve)


def _parts(path: Path, data: bytes, day: date, known: datetime, *, curve: bool) -> Parts:
    from catalogue.store.store import Store
    from publishing.release.manifest import Manifest, member

    with Store.open(f"sqlite:///{path}") as store:
        snapshot = store.snapshot(day)
        computed = _computed(store, day, known, curve=curve)
    guide = GUIDE.format(day=f"{day:%d/%m/%Y}", version=__version__).encode()
    members = {DATABASE: data, READ_ME: guide} | computed
    manifest = Manifest(
        program_version=__version__,
        program_sha256=program_hash(),
        day=day,
        known=known.astimezone(UTC),
        lang=language(),
        curve=curve,
        snapshot=snapshot.id,
        procedures=len(snapshot.procedures),
        members=tuple(member(name, members[name], WHAT[name]) for name in sorted(members)),
    )
    return Parts(manifest, members)


def _computed(store: "Store", day: date, known: datetime, *, curve: bool) -> dict[str, bytes]:
    """What follows from a catalogue: always the same for the same catalogue, day and program."""
    from dongian.commands.report_command import report_input
    from publishing.release.figures import figures_of, printed
    from publishing.report import render

    issues = [one.model_dump(mode="json") for one in store.issues()]
    procedures = [
        one.model_dump(mode="json", exclude_defaults=True) for one in store.snapshot(day).procedures
    ]
    given = report_input(store, day, made=known, curved=curve)
    findings = [one.model_dump(mode="json") for one in given.findings]
    return {
        PROCEDURES: _lines(procedures),
        ISSUES: _lines(issues),
        FINDINGS: _lines(findings),
        FIGURES: printed(figures_of(given)),
        REPORT: render(given).encode(),
    }


@cache
def program_hash() -> str:
    """Hash over the files of the rooms that figures come out of."""
    told = sha256()
    for room in ("catalogue", "analysis", "publishing", "dongian"):
        root = Path(str(files(room)))
        for path in sorted(
            path for path in root.rglob("*") if path.suffix in (".py", ".toml", ".html", ".csv")
        ):
            told.update(f"{room}/{path.relative_to(root).as_posix()}\n".encode() + path.read_bytes())
    return told.hexdigest()


def _lines(rows: list[dict[str, object]]) -> bytes:
    return "".join(json.dumps(row, ensure_ascii=False, sort_keys=True) + "\n" for row in rows).encode()


def recompute(release: "Release") -> Recomputed:
    """Compute everything of a checked release again from its catalogue, in a folder of its own."""
    from catalogue.store.store import Store
    from publishing.release.archive import member_bytes
    from publishing.release.figures import differences, read

    manifest, before = release.manifest, language()
    use("en" if manifest.lang == "en" else "vi")
    try:
        with tempfile.TemporaryDirectory(prefix="dongian-release-") as folder:
            path = Path(folder) / DATABASE
            path.write_bytes(member_bytes(release, DATABASE))
            # brought up to date where a later program computes again
            with Store.create(f"sqlite:///{path}") as store:
                computed = _computed(store, manifest.day, manifest.known, curve=manifest.curve)
    finally:
        use(before)
    published = read(member_bytes(release, FIGURES))
    found = read(computed[FIGURES])
    return Recomputed(
        compared=len(set(published) | set(found)),
        differences=differences(published, found),
        files={name: data == member_bytes(release, name) for name, data in computed.items()},
        version=manifest.program_version,
        same_program=manifest.program_sha256 == program_hash(),
    )
