"""duplicates, once-only: findings with their evidence."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from dongian.commands.finding_view import background_of, open_finding, row_of
from dongian.language import say
from dongian.output import Column, line, settings, table
from dongian.wiring import as_of_option, opened

if TYPE_CHECKING:
    from catalogue.findings import Finding
    from catalogue.store.store import Store
    from dongian.analyses import Studied


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


def _workers(command: Callable[..., Any]) -> Callable[..., Any]:
    several = click.option(
        "--processes",
        type=click.IntRange(1),
        default=1,
        show_default=True,
        help=say("Số tiến trình trên máy này", "Processes on this machine"),
    )
    far = click.option(
        "--cluster",
        metavar="URL",
        help=say("Cụm máy Dask, dạng tcp://MÁY:8786", "Dask cluster, tcp://HOST:8786"),
    )
    return several(far(command))


KINDS = ("duplicate", "repeated", "original-and-copy", "several-copies", "near-procedures", "variants")
_OTHERS = (KINDS[2:4], KINDS[4:])
"""Kinds that no partition finds."""


def _among(found: "Iterable[Finding]", wanted: str | None) -> bool:
    return wanted is not None and any(one.id == wanted for one in found)


def _found(store: "Store", studied: "Studied", part: tuple[str, ...]) -> "tuple[Finding, ...]":
    from dongian import analyses

    find: dict[tuple[str, ...], Callable[[Store, Studied], tuple[Finding, ...]]] = {
        KINDS[:2]: analyses.duplicates,
        KINDS[2:4]: analyses.copies,
        KINDS[4:]: analyses.near_procedures,
    }
    return find[part](store, studied)


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
@_workers
@_limit
@_why
@as_of_option
def duplicates(
    kinds: tuple[str, ...], processes: int, cluster: str | None, limit: int, why: str | None, day: date
) -> None:
    """One row per document type, per repeated row of a procedure, or per pair of procedures."""
    from analysis.duplicates import left_out
    from dongian import analyses

    wanted = set(kinds) or set(KINDS[:2] if why is None else KINDS)
    found: list[Finding] = []
    with opened() as store:
        if (processes > 1 or cluster is not None) and wanted & set(KINDS[:2]):
            told = analyses.partitioned(store, day, processes=processes, cluster=cluster)
            snapshot, aside = told.snapshot, told.left_out
            found += [one for one in told.duplicates if one.kind in wanted]
            parts = tuple(part for part in _OTHERS if wanted & set(part) and not _among(found, why))
            studied = analyses.study(store, day) if parts else None
        else:
            studied = analyses.study(store, day)
            snapshot, aside = studied.snapshot, left_out(studied.snapshot, studied.readings)
            parts = (KINDS[:2], *_OTHERS)
        for part in parts:
            if studied is not None and wanted & set(part) and not _among(found, why):
                found += [one for one in _found(store, studied, part) if one.kind in wanted]
        background = background_of(store, snapshot)
    if why is not None:
        open_finding(tuple(found), why, background)
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
        for one in aside:
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
        studied = analyses.study(store, day)
        found = analyses.zombies(store, studied)
        background = background_of(store, studied.snapshot)
    if why is not None:
        open_finding(found, why, background)
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
@_workers
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
            told = analyses.partitioned(store, day, processes=processes, cluster=cluster)
            snapshot, found = told.snapshot, told.once_only
        else:
            studied = analyses.study(store, day)
            snapshot, found = studied.snapshot, analyses.once_only(store, studied)
        background = background_of(store, snapshot)
    if why is not None:
        open_finding(found, why, background)
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
        [row_of(finding) for finding in found] if settings().json else [_shown(finding) for finding in shown],
        note=say(
            f"Đang xem {len(shown)}/{len(found)}. Mở một phát hiện: --why MÃ; thêm dòng: --limit",
            f"Showing {len(shown)} of {len(found)}. Open one: --why ID; more rows: --limit",
        ),
    )


def _shown(finding: "Finding") -> dict[str, Any]:
    from publishing.names import capital

    row = row_of(finding)
    return row | {key: capital(row[key]) for key in ("title", "document_type_name") if row[key]}
