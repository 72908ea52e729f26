"""publish docx, cpsv, site, atom: documents, linked data, pages and feeds."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dongian.commands.publish_scope import (
    Published,
    Scope,
    bar,
    done,
    export,
    published,
    scoped,
    target_argument,
)
from dongian.language import say
from dongian.wiring import opened, today

if TYPE_CHECKING:
    from publishing.exports.shapes import Violation


@click.command(
    help=say("Dự thảo quyết định công bố (.docx): Phần I, Phần II từ danh mục.",
             "A draft publication decision (.docx): Phần I and II from the catalogue.")
)  # fmt: skip
@target_argument((".docx",))
@click.option("--decision", "number", metavar="NUMBER",
              help=say("Các thủ tục mà quyết định này công bố, kể cả bãi bỏ",
                       "What this decision announces, repeals included"))  # fmt: skip
@scoped
def docx(target: Path, number: str | None, scope: Scope) -> None:
    """Letterhead with blanks to fill in; order of the law."""
    from catalogue.store.announced import announced
    from publishing.forms.decision_docx import write_decision

    decision = None
    with opened() as store:
        told = published(store, scope)
        if number is not None:
            decision, records = announced(store.engine, number, scope.known)
            wanted = {record.key for record in told.records} if scope.filters else None
            told = Published([one for one in records if wanted is None or one.key in wanted], told.stamp)
    with bar(len(told.records)) as advance:
        write_decision(target, told.records, told.stamp, decision=decision, advance=advance)
    done(told, target, decision=number)
    unknown = sum(record.change is None for record in told.records)
    if unknown:
        click.echo(
            say(f"{unknown} thủ tục chưa rõ là mới ban hành, sửa đổi, thay thế hay bãi bỏ: "
                "xếp vào nhóm đầu, cần người soạn xếp lại.",
                f"{unknown} procedures: no source says what is done to them; they stand first."),
            err=True,
        )  # fmt: skip


@click.command(
    help=say("Dữ liệu liên kết CPSV-AP 3.2: .ttl, .jsonld, hoặc thư mục gồm nhiều tệp Turtle.",
             "Linked data in CPSV-AP 3.2: .ttl, .jsonld, or a folder of Turtle files.")
)  # fmt: skip
@target_argument((".ttl", ".jsonld"), folder=True)
@click.option("--base", metavar="URL", help=say("Đầu địa chỉ của các dịch vụ", "Beginning of the addresses"))
@click.option("--check", is_flag=True, help=say("Kiểm tra bằng SHACL (cần pyshacl)", "Check with SHACL"))
@scoped
def cpsv(target: Path, base: str | None, check: bool, scope: Scope) -> None:
    """One public service per procedure; what the profile wants and nobody states is counted."""
    from collections import Counter

    from publishing.exports.cpsv import missing_parts, write_cpsv

    told, _ = export(target, scope, partial(write_cpsv, base=base))
    missing = Counter(part for record in told.records for part in missing_parts(record))
    found = [one for path in _rdf_files(target) for one in _violations(path)] if check else None
    done(told, target, missing=dict(missing), violations=None if found is None else len(found))
    for part, count in missing.items():
        click.echo(
            say(f"{count} dịch vụ thiếu {part}: không nguồn nào nêu.", f"{count} services lack {part}."),
            err=True,
        )
    for one in (found or [])[:20]:
        click.echo(f"{one.node}  {one.path}  {one.message}", err=True)
    if found:
        raise SystemExit(1)


def _rdf_files(target: Path) -> list[Path]:
    return sorted(target.glob("*.ttl")) if target.is_dir() else [target]


def _violations(path: Path) -> "tuple[Violation, ...]":
    from publishing.exports.shapes import violations

    return violations(path)


@click.command(
    help=say("Trang tĩnh của danh mục: mở được từ tệp, không cần máy chủ hay Internet.",
             "Static pages of the catalogue: they open without a server or the internet.")
)  # fmt: skip
@click.argument("target", metavar="FOLDER", type=click.Path(file_okay=False, path_type=Path))
@click.option("--base", metavar="URL", help=say("Địa chỉ sẽ đặt trang, cho các liên kết của feed",
                                                "Where the site will stand, for links of the feed"))  # fmt: skip
@scoped
def site(target: Path, base: str | None, scope: Scope) -> None:
    """One page for each procedure and decision, lists, search, data beside every page."""
    from catalogue.store.changes import Feed
    from publishing.site.build import Given, write_site

    with opened() as store:
        told = published(store, scope)
        entries = [
            one for one in Feed(store.engine).since() if scope.known is None or one.recorded <= scope.known
        ]
        decisions = store.decisions()
    if scope.filters:
        keys = {record.key for record in told.records}
        entries = [one for one in entries if one.key in keys]
        named = {one.decision for one in entries}
        decisions = tuple(one for one in decisions if one.number in named)
    with bar(len(told.records)) as advance:
        built = write_site(target, Given(told.records, entries, decisions, told.stamp, base), advance=advance)
    done(told, target, pages=built.pages, decisions=built.decisions)


@click.command(help=say("Feed thay đổi (Atom).", "A feed of changes (Atom)."))
@target_argument((".xml", ".atom"))
@click.option(
    "--base", metavar="URL", help=say("Địa chỉ của trang đã công bố", "Address of the published site")
)
@click.option("--limit", type=click.IntRange(1), default=500, show_default=True,
              help=say("Số ghi nhận mới nhất", "Latest entries"))  # fmt: skip
def atom(target: Path, base: str | None, limit: int) -> None:
    """Decisions applied and procedures changed, the latest first."""
    from catalogue.store.changes import Feed
    from publishing.exports.atom import write_atom

    with opened() as store:
        scope = Scope(today(), None, None, None, None, None, ())
        told = published(store, scope)
        entries = list(Feed(store.engine).since())
    count = write_atom(target, entries, told.stamp, base=base, limit=limit)
    done(told, target, entries=count)


COMMANDS = (docx, cpsv, site, atom)
