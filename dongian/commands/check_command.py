"""check: what is wrong in what is published, accepted exceptions, the rules, feedback, legal texts."""

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from catalogue.errors import NotFound
from dongian.cli import common_options
from dongian.commands import entered_commands
from dongian.commands.parameters_commands import signed
from dongian.language import say
from dongian.output import Column, emit, line, settings, table
from dongian.wiring import as_of_option, known_at_option, now, opened

if TYPE_CHECKING:
    from catalogue.findings import Finding

SEVERITIES = ("error", "warning", "note")
DAY = click.DateTime(["%Y-%m-%d", "%d/%m/%Y"])
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


def severity_name(severity: str | None) -> str:
    """The severity as the screen shows it."""
    return {
        "error": say("lỗi", "error"),
        "warning": say("cảnh báo", "warning"),
        "note": say("ghi chú", "note"),
        None: "",
    }[severity]


@click.group(
    invoke_without_command=True,
    help=say(
        "Kiểm tra nội dung công bố: thiếu bộ phận, mâu thuẫn, căn cứ hết hiệu lực, từ ngữ mơ hồ …",
        "Check what is published: missing parts, contradictions, repealed bases, vague words …",
    ),
)
@click.option("--rule", "rules", multiple=True, help=say("Chỉ quy tắc này", "Only this rule"))
@click.option("--agency", help=say("Chỉ cơ quan có tên chứa các chữ này", "Only agencies with these words"))
@click.option("--sector", help=say("Chỉ lĩnh vực có tên chứa các chữ này", "Only sectors with these words"))
@click.option("--severity", type=click.Choice(SEVERITIES), help=say("Chỉ mức độ này", "Only this severity"))
@click.option(
    "--code",
    metavar="CODE",
    help=say("Chỉ thủ tục này, kèm các bộ phận", "Only this procedure, with its parts"),
)
@click.option("--why", metavar="ID", help=say("Mở một phát hiện với đầy đủ căn cứ", "Open one finding"))
@click.option(
    "--limit",
    type=click.IntRange(1),
    default=30,
    show_default=True,
    help=say("Số dòng hiện ra", "Rows shown"),
)
@click.option(
    "--xlsx",
    "target",
    type=click.Path(dir_okay=False, path_type=Path),
    help=say("Ghi toàn bộ ra tệp XLSX", "Write all to an XLSX file"),
)
@as_of_option
@known_at_option
@click.pass_context
def check(ctx: click.Context, rules: tuple[str, ...], agency: str | None, sector: str | None,
          severity: str | None, code: str | None, why: str | None, limit: int, target: Path | None,
          day: date, known: datetime | None) -> None:  # fmt: skip
    """One row for each fault, the most harmful first; accepted exceptions are counted apart."""
    if ctx.invoked_subcommand is not None:
        return
    from dongian import checking

    _known_rules(rules)
    with opened() as store:
        checked = checking.check(store, day, rules=rules, known=known)
    sectors = {one.key: one.sector or "" for one in checked.snapshot.procedures}
    found = [
        one
        for one in checked.found
        if (severity is None or one.severity == severity)
        and (code is None or code in one.procedures)
        and (agency is None or any(_has(agency, name) for name in one.agencies))
        and (sector is None or any(_has(sector, sectors.get(key, "")) for key in one.procedures))
    ]
    if why is not None:
        _open(next((one for one in checked.found if one.id == why), None), why)
        return
    if target is not None:
        from publishing.check_list import write_findings

        write_findings(target, found, day=day)
        line(say(f"Đã ghi {target}: {len(found)} dòng", f"Written {target}: {len(found)} rows"))
        return
    _listed(found, limit, day, len(checked.accepted))
    if code is not None and not settings().json:
        _parts(checked.snapshot.by_key.get(code), code)


check.params.extend(common_options())


def _has(wanted: str, told: str) -> bool:
    from catalogue.text import bare

    return bare(wanted) in bare(told)


def _known_rules(wanted: tuple[str, ...]) -> None:
    from analysis.checks.rules import rules

    unknown = [name for name in wanted if name not in rules()]
    if unknown:
        raise NotFound(
            say(f"Không có quy tắc {unknown[0]}.", f"There is no rule {unknown[0]}."),
            hint="dongian check rules",
        )


def _row(finding: "Finding") -> dict[str, Any]:
    first = finding.evidence[0]
    return {"id": finding.id, **finding.model_dump(mode="json", exclude_none=True)} | {
        "severity_name": severity_name(finding.severity),
        "procedure": finding.procedures[0],
        "procedure_name": first.procedure_name,
        "quote": first.quote,
        "place": f"{first.file or ''} {first.place}".strip(),
        "why": finding.because[0],
        "legal": finding.legal_base,
    }


def _listed(found: "list[Finding]", limit: int, day: date, accepted: int) -> None:
    shown = found if settings().json else found[:limit]
    table(
        say(
            f"Kiểm tra ngày {day:%d/%m/%Y}: {len(found)} phát hiện", f"Checks on {day}: {len(found)} findings"
        ),
        [
            Column("id", say("Mã", "Id")),
            Column("severity_name", say("Mức", "Severity")),
            Column("rule", say("Quy tắc", "Rule")),
            Column("procedure", say("Thủ tục", "Procedure")),
            Column("why", say("Thấy gì", "What was seen"), width=60),
            Column("suggestion", say("Lời văn đề nghị", "Suggested words"), width=60),
        ],
        [_row(one) for one in shown],
        note=say(
            f"Đang xem {len(shown)}/{len(found)}; {accepted} ngoại lệ đã chấp nhận. "
            "Mở một phát hiện: --why MÃ; chấp nhận: dongian check accept MÃ --who … --why …",
            f"Showing {len(shown)} of {len(found)}; {accepted} accepted exceptions. "
            "Open one: --why ID; accept: dongian check accept ID --who … --why …",
        ),
    )


def _open(finding: "Finding | None", wanted: str) -> None:
    from analysis.checks.rules import rules

    if finding is None:
        raise NotFound(say(f"Không có phát hiện {wanted}.", f"No finding {wanted}."), hint="dongian check")
    if settings().json:
        emit(_row(finding))
        return
    rule = rules()[finding.rule or ""]
    line(f"{finding.id}  [{severity_name(finding.severity)}] {say(rule.vi, rule.en)}")
    for label, value in (
        (say("Thủ tục", "Procedure"), f"{finding.procedures[0]} {finding.evidence[0].procedure_name}"),
        (say("Bộ phận", "Part"), finding.field),
        (say("Thấy gì", "What was seen"), finding.because[0]),
        (say("Lời văn đề nghị", "Suggested words"), finding.suggestion),
        (say("Căn cứ", "Legal base"), finding.legal_base),
        (say("Tính từ danh mục", "Computed from"), finding.inputs),
    ):
        if value:
            line(f"  {label}: {value}")
    for one in finding.evidence:
        line(f"      “{one.quote}”")
        line(f"      ← {one.file or ''} {one.place}")


def _parts(procedure: Any, code: str) -> None:
    from analysis.checks.parts import part_name, parts_of

    if procedure is None:
        raise NotFound(say(f"Không có thủ tục {code} đang có hiệu lực.", f"{code} is not in force."),
                       hint=f"dongian search {code}")  # fmt: skip
    names = {
        "yes": say("có", "yes"),
        "not_applicable": say("không áp dụng", "not applicable"),
        "unknown": say("chưa rõ", "unknown"),
    }
    told = parts_of(procedure).items()
    table(
        say(
            f"Bộ phận tạo thành của {code} ({procedure.coverage})", f"Parts of {code} ({procedure.coverage})"
        ),
        [Column("part", say("Bộ phận", "Part")), Column("state", say("Tình trạng", "State"))],
        [{"part": part_name(part), "state": names[state]} for part, state in told],
    )


@check.command("rules", help=say("Các quy tắc kiểm tra.", "The rules."))
def rules_() -> None:
    """The most harmful first."""
    from analysis.checks.rules import rules

    table(
        say("Quy tắc kiểm tra", "Rules"),
        [
            Column("id", say("Quy tắc", "Rule")),
            Column("severity_name", say("Mức", "Severity")),
            Column("words", say("Nội dung", "Words"), width=70),
            Column("harm", say("Tác hại", "Harm"), number=True),
            Column("legal", say("Căn cứ", "Legal source"), width=60),
        ],
        [
            rule.model_dump(mode="json", include={"id", "family", "severity", "harm", "vi", "en", "legal"})
            | {"severity_name": severity_name(rule.severity), "words": say(rule.vi, rule.en)}
            for rule in rules().values()
        ],
    )


@check.command(help=say("Chấp nhận một phát hiện là ngoại lệ.", "Accept one finding as it is."))
@click.argument("finding", metavar="ID")
@click.option("--until", type=DAY, help=say("Ngày cuối cùng", "Last day"))
@as_of_option
@signed
def accept(finding: str, until: datetime | None, day: date, who: str, why: str) -> None:
    """It comes back when what it rests on changes, or after its last day."""
    from catalogue.exceptions import AcceptedException, evidence_hash
    from dongian import checking

    with opened() as store:
        checked = checking.check(store, day)
        every = (*checked.found, *(one for one, _ in checked.accepted))
        found = next((one for one in every if one.id == finding), None)
        if found is None:
            raise NotFound(
                say(f"Không có phát hiện {finding}.", f"No finding {finding}."), hint="dongian check"
            )
        one = AcceptedException(
            finding=found.id, rule=found.rule, procedure=found.procedures[0],
            evidence=evidence_hash(found), until=until.date() if until else None,
        )  # fmt: skip
        stored = store.notebook.accept(one, who=who, why=why, now=now())
    line(
        say(f"Đã chấp nhận {finding}.", f"Accepted: {finding}")
        if stored
        else say(f"{finding} đã được chấp nhận từ trước.", f"{finding} is accepted already.")
    )


@check.command(help=say("Bỏ một ngoại lệ đã chấp nhận.", "Take an exception back."))
@click.argument("finding", metavar="ID")
@signed
def undo(finding: str, who: str, why: str) -> None:
    """The exception stays in the books."""
    with opened() as store:
        store.notebook.withdraw(finding, who=who, why=why, now=now())
    line(say(f"Đã bỏ ngoại lệ {finding}; phát hiện được tính lại.", f"Undone: {finding} counts again."))


@check.command(help=say("Các ngoại lệ đã chấp nhận.", "Accepted exceptions."))
def exceptions() -> None:
    """Withdrawn ones included."""
    with opened() as store:
        entries = store.notebook.exceptions()
    table(
        say("Ngoại lệ", "Exceptions"),
        [
            Column("finding", say("Mã", "Id")),
            Column("rule", say("Quy tắc", "Rule")),
            Column("procedure", say("Thủ tục", "Procedure")),
            Column("until", say("Đến hết", "Until")),
            Column("state", say("Tình trạng", "State")),
            Column("who", say("Người", "Who")),
            Column("why", say("Lý do", "Why"), width=50),
            Column("recorded", say("Lúc", "When")),
        ],
        [
            entry.record.model_dump(mode="json")
            | {"who": entry.who, "why": entry.why, "recorded": entry.recorded}
            | {"state": say("đã bỏ", "undone") if entry.record.withdrawn else say("có hiệu lực", "standing")}
            for entry in entries
        ],
    )


for entered in (
    entered_commands.feedback,
    entered_commands.waiting,
    entered_commands.acts,
    entered_commands.texts,
):
    check.add_command(entered)
