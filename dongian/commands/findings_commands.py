"""duplicates, once-only: findings with their evidence."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from catalogue.errors import NotFound
from dongian.language import say
from dongian.output import Column, emit, line, settings, table
from dongian.wiring import as_of_option, opened

if TYPE_CHECKING:
    from catalogue.findings import Finding
    from catalogue.judgements import Judgements


def verdict_name(verdict: str | None) -> str:
    """The verdict as the screen shows it."""
    return {
        None: "",
        "ask": say("phải nộp", "ask"),
        "look_up": say("khai thác CSDL", "look up"),
        "ask_if_lookup_fails": say("chỉ yêu cầu khi không khai thác được", "ask only if the look-up fails"),
        "already_promised": say("văn bản đã cho miễn nộp", "already promised in the text"),
        "unlawful_to_ask": say("không được yêu cầu", "not lawful to ask"),
    }[verdict]


def _limit(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.option(
        "--limit",
        type=click.IntRange(1),
        default=30,
        show_default=True,
        help=say("Số dòng tối đa", "Rows at the most"),
    )(command)


def _why(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.option(
        "--why",
        metavar="ID",
        help=say("Mở một phát hiện với đầy đủ căn cứ", "Open one finding with all its evidence"),
    )(command)


KINDS = ("duplicate", "repeated", "original-and-copy", "several-copies", "near-procedures", "variants")


@click.command(
    help=say("Giấy tờ bị yêu cầu nhiều lần; thủ tục gần trùng.", "Papers asked for again; near procedures.")
)
@click.option(
    "--kind",
    "kinds",
    type=click.Choice(KINDS),
    multiple=True,
    help=say("Chỉ loại này (mặc định: duplicate, repeated)", "Only this kind (default: duplicate, repeated)"),
)
@_limit
@_why
@as_of_option
def duplicates(kinds: tuple[str, ...], limit: int, why: str | None, day: date) -> None:
    """One row per document type, per repeated row of a procedure, or per pair of procedures."""
    from analysis.duplicates import left_out
    from dongian import analyses

    wanted = set(kinds) or set(KINDS[:2] if why is None else KINDS)
    found: list[Finding] = []
    with opened() as store:
        studied = analyses.study(store, day)
        for part, find in (
            (KINDS[:2], analyses.duplicates),
            (KINDS[2:4], analyses.copies),
            (KINDS[4:], analyses.near_procedures),
        ):
            if wanted & set(part) and not any(one.id == why for one in found):
                found += [one for one in find(store, studied) if one.kind in wanted]
        judged = store.judgements.standing()
    if why is not None:
        _open(tuple(found), why, judged)
        return
    _listed(
        say(f"Giấy tờ trùng lặp ngày {day:%d/%m/%Y}", f"Duplicate papers on {day}"),
        tuple(found),
        limit,
        [
            Column("id", say("Mã", "Id")),
            Column("kind_name", say("Loại", "Kind")),
            Column("title", say("Giấy tờ", "Paper"), width=70),
            Column("procedure_count", say("Thủ tục", "Procedures"), number=True),
            Column("agency_count", say("Cơ quan", "Agencies"), number=True),
            Column("row_count", say("Dòng hồ sơ", "Rows"), number=True),
        ],
    )
    if "duplicate" in wanted and not settings().json:
        for one in left_out(studied.snapshot, studied.readings):
            line(
                say(
                    f"Không tính {one.name} ({one.procedures} thủ tục): {one.why}.",
                    f"Left out: {one.name} ({one.procedures} procedures): {one.why}.",
                )
            )


@click.command(
    help=say(
        "Giấy tờ, cơ quan, văn bản không còn mà thủ tục vẫn nêu.",
        "Papers, agencies and legal texts that no longer are but are named.",
    )
)
@_limit
@_why
@as_of_option
def zombies(limit: int, why: str | None, day: date) -> None:
    """One row per dead paper, agency or text; words inside titles of (other) legal texts do not count."""
    from dongian import analyses

    with opened() as store:
        found = analyses.zombies(store, analyses.study(store, day))
    if why is not None:
        _open(found, why)
        return
    _listed(
        say(f"Không còn mà vẫn được nêu, ngày {day:%d/%m/%Y}", f"Named although gone, on {day}"),
        found,
        limit,
        [
            Column("id", say("Mã", "Id")),
            Column("kind_name", say("Loại", "Kind")),
            Column("title", say("Tên", "Name"), width=60),
            Column("because", say("Vì sao", "Why"), width=70),
            Column("procedure_count", say("Thủ tục", "Procedures"), number=True),
        ],
    )


@click.command("once-only", help=say("Giấy tờ Nhà nước đã có.", "Papers that the State already holds."))
@click.option(
    "--verdict",
    type=click.Choice(["ask", "look_up", "ask_if_lookup_fails", "already_promised", "unlawful_to_ask"]),
    help=say("Chỉ kết luận này", "Only this verdict"),
)
@click.option("--procedure", metavar="CODE", help=say("Chỉ thủ tục này", "Only this procedure"))
@click.option(
    "--processes",
    type=click.IntRange(1),
    default=1,
    show_default=True,
    help=say("Số tiến trình trên máy này", "Processes on this machine"),
)
@click.option(
    "--cluster", metavar="URL", help=say("Cụm máy Dask, dạng tcp://MÁY:8786", "Dask cluster, tcp://HOST:8786")
)
@_limit
@_why
@as_of_option
def once_only(
    verdict: str | None,
    procedure: str | None,
    processes: int,
    cluster: str | None,
    limit: int,
    why: str | None,
    day: date,
) -> None:
    """One row per procedure, component row and paper; the strongest case first."""
    from dongian import analyses

    with opened() as store:
        if processes > 1 or cluster is not None:
            _, found = analyses.partitioned(store, day, processes=processes, cluster=cluster)
        else:
            found = analyses.once_only(store, analyses.study(store, day))
        judged = store.judgements.standing()
    if why is not None:
        _open(found, why, judged)
        return
    chosen = tuple(
        finding
        for finding in found
        if (verdict is None or finding.verdict == verdict)
        and (procedure is None or procedure in finding.procedures)
    )
    _listed(
        say(f"Giấy tờ Nhà nước đã có, ngày {day:%d/%m/%Y}", f"Papers that the State holds, {day}"),
        chosen,
        limit,
        [
            Column("id", say("Mã", "Id")),
            Column("procedures", say("Thủ tục", "Procedure")),
            Column("document_type_name", say("Giấy tờ", "Paper"), width=44),
            Column("verdict_name", say("Kết luận", "Verdict"), width=22),
            Column("register_name", say("Cơ sở dữ liệu", "Register"), width=32),
            Column("holder", say("Cơ quan giữ", "Holder"), width=22),
            Column("legal_base", say("Căn cứ", "Legal base"), width=28),
            Column("issued_count", say("Thủ tục cấp", "Issued by"), number=True),
        ],
    )


def _listed(title: str, found: "tuple[Finding, ...]", limit: int, columns: list[Column]) -> None:
    shown = found[:limit]
    table(
        f"{title}: {len(found)}",
        columns,
        [_row(finding) for finding in found] if settings().json else [_shown(finding) for finding in shown],
        note=say(
            f"Đang xem {len(shown)}/{len(found)}. Mở một phát hiện: --why MÃ; thêm dòng: --limit",
            f"Showing {len(shown)} of {len(found)}. Open one: --why ID; more rows: --limit",
        ),
    )


def _shown(finding: "Finding") -> dict[str, Any]:
    from publishing.names import capital

    row = _row(finding)
    return row | {key: capital(row[key]) for key in ("title", "document_type_name") if row[key]}


def _row(finding: "Finding") -> dict[str, Any]:
    names = {
        "duplicate": say("nhiều thủ tục", "many procedures"),
        "repeated": say("lặp trong một thủ tục", "twice in one procedure"),
        "once-only": say("Nhà nước đã có", "held by the State"),
        "original-and-copy": say("bản chính và bản sao", "original and copy"),
        "several-copies": say("nhiều bản", "several copies"),
        "near-procedures": say("thủ tục gần trùng", "near procedures"),
        "variants": say("thủ tục liên quan", "variants of one"),
        "zombie-paper": say("giấy tờ hết giá trị", "expired paper"),
        "zombie-agency": say("cơ quan không còn", "agency no more"),
        "zombie-act": say("văn bản hết hiệu lực", "repealed text"),
    }
    return {"id": finding.id, **finding.model_dump(mode="json")} | {
        "kind_name": names[finding.kind],
        "verdict_name": verdict_name(finding.verdict),
        "procedure_count": len(finding.procedures),
        "agency_count": len(finding.agencies),
        "row_count": sum(one.role == "asks" for one in finding.evidence),
        "issued_count": finding.issued_count,
    }


def _open(found: "tuple[Finding, ...]", wanted: str, judged: "Judgements | None" = None) -> None:
    finding = next((one for one in found if one.id == wanted), None)
    if finding is None:
        raise NotFound(
            say(f"Không có phát hiện {wanted}.", f"No finding {wanted}."),
            hint=say("Xem mã ở cột đầu của danh sách.", "The ids stand in the first column of the list."),
        )
    if settings().json:
        emit(_row(finding))
        return
    line(f"{finding.id}  {finding.title}")
    for label, value in (
        (say("Kết luận", "Verdict"), verdict_name(finding.verdict)),
        (say("Cơ sở dữ liệu", "Register"), finding.register_name),
        (say("Cơ quan giữ", "Holder"), finding.holder),
        (say("Căn cứ", "Legal base"), finding.legal_base),
        (say("Thủ tục cấp", "Issued by"), ", ".join(finding.issued_by)),
        (say("Tính từ danh mục", "Computed from"), finding.inputs),
    ):
        if value:
            line(f"  {label}: {value}")
    for reason in finding.because:
        line(f"  – {reason}")
    for told in judged.about(finding.document_type) if judged and finding.document_type else ():
        names = f"{told.left_name or told.left} | {told.right_name or told.right}"
        signed = f"{told.answer} ({told.who}, {told.judged:%d/%m/%Y})"
        line(f"  {say('Phán quyết', 'Judgement')} {told.id}: {names}: {signed}")
    for one in finding.evidence:
        role = {
            "asks": say("yêu cầu", "asks"),
            "issues": say("cấp", "issues"),
            "both": say("cả hai", "both"),
            "left": say("chỉ thủ tục thứ nhất", "the first alone"),
            "right": say("chỉ thủ tục thứ hai", "the second alone"),
            "handling_agencies": say("cơ quan thực hiện", "handling agency"),
            "deciding_agency": say("cơ quan có thẩm quyền", "deciding agency"),
            "coordinating_agencies": say("cơ quan phối hợp", "coordinating agency"),
            "steps": say("trình tự", "steps"),
            "channels": say("cách thức", "channels"),
            "conditions": say("điều kiện", "conditions"),
            "components": say("thành phần hồ sơ", "components"),
            "legal_bases": say("căn cứ pháp lý", "legal basis"),
        }.get(one.role, one.role)
        line(f"  [{role}] {one.procedure} {one.procedure_name}" + (f" ({one.agency})" if one.agency else ""))
        if one.case:
            line(f"      {say('Trường hợp', 'Case')}: {one.case}")
        line(f"      “{one.quote.strip()}”")
        line(f"      ← {one.file or ''} {one.place}")
