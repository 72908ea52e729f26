"""extract, inspect, sources: reading files without a catalogue."""

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from catalogue.errors import NotFound
from catalogue.issues import IssueLog, Severity
from catalogue.measures import Measure
from catalogue.records import Procedure
from dongian.language import say
from dongian.output import Column, emit, line, settings, table

if TYPE_CHECKING:
    from importers.base import Told

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


OCR = click.option(
    "--ocr",
    is_flag=True,
    help=say(
        "Nhận dạng chữ trong PDF chỉ có hình ảnh (cần ocrmypdf)",
        "Recognise letters in PDFs of images (needs ocrmypdf)",
    ),
)


def _read(path: Path, source: str | None, *, ocr: bool) -> tuple[str, list["Told"], IssueLog]:
    from importers.registry import importer_for
    from importers.run import open_file
    from importers.scanned import marked

    file = open_file(path, name=path.name, ocr=ocr)
    importer = importer_for(file, name=source)
    issues = IssueLog()
    return importer.name, list(marked(importer.extract(file, issues), file, issues)), issues


@click.command(
    help=say("Đọc một tệp, in mỗi thủ tục một dòng JSON.", "Read a file; print one JSON object a line.")
)
@click.argument("file", type=FILE)
@click.option(
    "--as", "source", metavar="SOURCE", help=say("Coi tệp là nguồn loại này", "Read it as this source")
)
@OCR
def extract(file: Path, source: str | None, ocr: bool) -> None:
    """Canonical records on stdout, issues on stderr; exit 1 when something was not taken."""
    _, records, issues = _read(file, source, ocr=ocr)
    for record in records:
        sys.stdout.write(record.model_dump_json() + "\n")
    for issue in issues:
        click.echo(f"{issue.severity}: {issue.code}: {issue.message} ({issue.place})", err=True)
    cuts = sum(isinstance(record, Measure) for record in records)
    kinds = say(f"{cuts} phương án, ", f"{cuts} measures, ") if cuts else ""
    told = say(
        f"{len(records) - cuts} thủ tục, {kinds}{len(issues)} vấn đề",
        f"{len(records) - cuts} procedures, {kinds}{len(issues)} issues",
    )
    click.echo(told, err=True)
    if issues.counts()[Severity.ERROR]:
        sys.exit(1)


@click.command(
    help=say("Xem tệp được nhận ra là nguồn nào và đọc được gì.", "Show what a file is and what is read.")
)
@click.argument("file", type=FILE)
@click.option(
    "--as", "source", metavar="SOURCE", help=say("Coi tệp là nguồn loại này", "Read it as this source")
)
@click.option(
    "--coverage",
    is_flag=True,
    help=say("Tỷ lệ chữ đã đọc và phần chưa đọc", "Share of words read, and the rest"),
)
@OCR
def inspect(file: Path, source: str | None, coverage: bool, ocr: bool) -> None:
    """One table of what was read, field by field, and one of the issues."""
    if coverage:
        _coverage(file, source, ocr=ocr)
        return
    name, told, issues = _read(file, source, ocr=ocr)
    records = [record for record in told if isinstance(record, Procedure)]
    measures = [record for record in told if isinstance(record, Measure)]
    if settings().json:
        emit(
            {
                "file": file.name,
                "source": name,
                "procedures": [_summary(record) for record in records],
                "measures": [_measure(measure) for measure in measures],
                "issues": [issue.model_dump(mode="json") for issue in issues],
            }
        )
        return
    table(
        say(
            f"{file.name}: nguồn {name}, {len(records)} thủ tục",
            f"{file.name}: {name}, {len(records)} procedures",
        ),
        [
            Column("key", say("Mã số", "Code")),
            Column("name", say("Tên", "Name"), width=60),
            Column("change", say("Thay đổi", "Change")),
            Column("levels", say("Cấp", "Levels")),
            Column("steps", say("Bước", "Steps"), number=True),
            Column("channels", say("Cách thức", "Channels"), number=True),
            Column("components", say("Thành phần hồ sơ", "Components"), number=True),
            Column("outcomes", say("Kết quả", "Outcomes"), number=True),
            Column("legal_bases", say("Căn cứ", "Legal bases"), number=True),
            Column("place", say("Vị trí", "Place"), width=40),
        ],
        [_summary(record) for record in records],
    )
    if measures:
        table(
            say(f"{len(measures)} phương án cắt giảm", f"{len(measures)} measures"),
            [
                Column("procedure", say("Mã số", "Code")),
                Column("name", say("Tên thủ tục", "Procedure"), width=50),
                Column("option", say("Phương án", "Option")),
                Column("paper", say("Giấy tờ", "Paper"), width=40),
                Column("since", say("Từ ngày", "From")),
                Column("until", say("Đến ngày", "Until")),
                Column("acts", say("Văn bản, điều khoản", "Acts"), width=40),
                Column("place", say("Vị trí", "Place"), width=30),
            ],
            [_measure(measure) for measure in measures],
        )
    counted = Counter((issue.severity, issue.code) for issue in issues)
    table(
        say("Vấn đề", "Issues"),
        [
            Column("severity", say("Mức độ", "Severity")),
            Column("code", say("Loại", "Code")),
            Column("count", say("Số lượng", "Count"), number=True),
            Column("example", say("Ví dụ", "Example"), width=90),
        ],
        [
            {
                "severity": severity,
                "code": code,
                "count": count,
                "example": next(issue.message for issue in issues if issue.code == code),
            }
            for (severity, code), count in sorted(counted.items())
        ],
    )


def _coverage(path: Path, source: str | None, *, ocr: bool) -> None:
    """Words of a file by what became of them, then every paragraph that became part of nothing."""
    from importers.registry import importer_for
    from importers.run import open_file

    file = open_file(path, name=path.name, ocr=ocr)
    importer = importer_for(file, name=source)
    issues = IssueLog()
    found = None if importer.coverage is None else importer.coverage(file, issues)
    if found is None:
        raise NotFound(
            say(f"Nguồn {importer.name} không đếm từng chữ.", f"{importer.name} does not count words."),
            hint=say(
                "Ô, trường không đọc là vấn đề: dongian inspect TỆP",
                "What is not read is an issue: dongian inspect FILE",
            ),
        )
    unread = [issue for issue in issues if issue.code in ("unread-text", "unread-cells")]
    rows = [
        {"what": say("thành bản ghi", "part of a record"), "words": found.taken},
        *({"what": reason, "words": words} for reason, words in sorted(found.left_out.items())),
        {"what": say("chưa đọc", "unread"), "words": found.unread},
    ]
    if settings().json:
        emit(
            {
                "file": file.name,
                "source": importer.name,
                "words": found.words,
                "share": found.share,
                "parts": rows,
            }
            | {"unread": [issue.model_dump(mode="json") for issue in unread]}
        )
        return
    table(
        say(
            f"{file.name}: {found.share:.2%} của {found.words} chữ",
            f"{file.name}: {found.share:.2%} of {found.words} words",
        ),
        [Column("what", say("Phần", "Part")), Column("words", say("Chữ", "Words"), number=True)],
        rows,
    )
    for issue in unread:
        line(f"{issue.code}: {issue.message} ({issue.place})")


def _summary(record: Procedure) -> dict[str, object]:
    return {
        "key": record.key,
        "name": record.name,
        "change": record.change,
        "coverage": record.coverage,
        "levels": list(record.levels),
        "steps": len(record.steps),
        "channels": len(record.channels),
        "components": len(record.components),
        "outcomes": len(record.outcomes),
        "legal_bases": len(record.legal_bases),
        "place": str(record.source.place),
    }


def _measure(measure: Measure) -> dict[str, object]:
    target = measure.targets[0]
    acts = (" ".join((act.number or act.name or "", *act.articles)) for act in measure.acts)
    return {
        "procedure": target.procedure,
        "name": target.procedure_name,
        "option": measure.option.value,
        "paper": target.component_text,
        "since": measure.since.isoformat() if measure.since else None,
        "until": measure.until.isoformat() if measure.until else None,
        "acts": "; ".join(acts),
        "place": str(measure.source.place) if measure.source else "",
    }


@click.command(help=say("Liệt kê các loại nguồn đọc được.", "List the sources that can be read."))
def sources() -> None:
    """Name, title, formats and rank of every importer."""
    from importers.registry import discover

    table(
        say("Nguồn đọc được", "Sources"),
        [
            Column("name", say("Tên", "Name")),
            Column("title", say("Loại công bố", "Publication")),
            Column("formats", say("Định dạng", "Formats")),
            Column("rank", say("Thứ bậc", "Rank"), number=True),
        ],
        [
            {
                "name": importer.name,
                "title": importer.title,
                "formats": " ".join(importer.formats),
                "rank": int(importer.rank),
            }
            for importer in discover()
        ],
        note=say(
            "Cùng một ngày, nguồn có thứ bậc cao hơn được dùng; khác nhau là một vấn đề cần xem.",
            "For the same day the higher rank holds; what differs is an issue.",
        ),
    )
