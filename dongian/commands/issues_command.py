"""issues: what an import could not trust, the gravest first."""

import click

from dongian.language import say
from dongian.output import Column, table
from dongian.wiring import opened


def severity_name(severity: str) -> str:
    """The severity as the screen shows it."""
    return {
        "error": say("lỗi", "error"),
        "warning": say("cảnh báo", "warning"),
        "note": say("ghi chú", "note"),
    }[severity]


@click.command(
    help=say("Liệt kê vấn đề cần xem, nặng nhất trước.", "List what needs a look, the gravest first.")
)
@click.option("--code", help=say("Chỉ loại vấn đề này", "Only this issue code"))
@click.option(
    "--severity",
    type=click.Choice(["error", "warning", "note"]),
    help=say("Chỉ mức độ này", "Only this severity"),
)
@click.option("--procedure", metavar="CODE", help=say("Chỉ thủ tục này", "Only this procedure"))
@click.option("--file", "file_", metavar="NAME", help=say("Chỉ tệp này", "Only this file"))
@click.option(
    "--all",
    "everything",
    is_flag=True,
    help=say("In từng vấn đề, không gộp", "Print each issue, not the sums"),
)
@click.option("--limit", type=click.IntRange(1), help=say("Số dòng tối đa", "Rows at the most"))
def issues(
    code: str | None,
    severity: str | None,
    procedure: str | None,
    file_: str | None,
    everything: bool,
    limit: int | None,
) -> None:
    """Sums by code, or one row for each issue when any filter or --all is given."""
    from catalogue.issues import Severity, issue_codes

    codes = issue_codes()
    if code is not None and code not in codes:
        raise click.BadParameter(say(f"không có loại {code}", f"no such code {code}"), param_hint="--code")
    with opened() as store:
        if not (everything or code or severity or procedure or file_):
            sums = store.issue_counts()
        else:
            found = store.issues(
                code=code,
                severity=None if severity is None else Severity(severity),
                procedure=procedure,
                file=file_,
                limit=limit,
            )
            _show_each(found)
            return
    table(
        say("Vấn đề cần xem theo loại", "Issues by code"),
        [
            Column("severity_name", say("Mức độ", "Severity")),
            Column("code", say("Loại", "Code")),
            Column("count", say("Số lượng", "Count"), number=True),
            Column("meaning", say("Ý nghĩa", "Meaning"), width=60),
            Column("do", say("Việc cần làm", "What to do"), width=60),
        ],
        [
            {
                "severity": level,
                "severity_name": severity_name(level),
                "code": name,
                "count": count,
                "meaning": say(codes[name].vi, codes[name].en) if name in codes else "",
                "do": codes[name].do if name in codes else "",
            }
            for (name, level), count in sums.items()
        ],
        note=say("Từng vấn đề: dongian issues --code LOẠI", "Each issue: dongian issues --code CODE"),
    )


def _show_each(found: "tuple[object, ...]") -> None:
    from catalogue.store.reading import StoredIssue

    rows = [issue for issue in found if isinstance(issue, StoredIssue)]
    table(
        say(f"Vấn đề cần xem: {len(rows)}", f"Issues: {len(rows)}"),
        [
            Column("severity_name", say("Mức độ", "Severity")),
            Column("code", say("Loại", "Code")),
            Column("procedure", say("Thủ tục", "Procedure")),
            Column("message", say("Nội dung", "Message"), width=80),
            Column("file", say("Tệp", "File"), width=40),
            Column("place_text", say("Vị trí", "Place"), width=40),
        ],
        [
            issue.model_dump(mode="json")
            | {"severity_name": severity_name(issue.severity), "place_text": str(issue.place)}
            for issue in rows
        ],
    )
