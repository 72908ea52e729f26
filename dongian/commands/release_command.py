"""release create, verify, recompute, key: one archive from which every published number follows."""

import os
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dongian import __version__
from dongian.language import say
from dongian.output import Column, emit, line, settings, table
from dongian.wiring import as_of_option, opened

if TYPE_CHECKING:
    from publishing.release.archive import Release

TOP = 50
PASSWORD = "DONGIAN_KEY_PASSWORD"  # noqa: S105 - the name of a variable
archive_argument = click.argument(
    "path", metavar="FILE.zip", type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
public_option = click.option(
    "--public",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=say("Khóa công khai (minisign) của đơn vị phát hành", "Public key (minisign) of the publisher"),
)


@click.group(help=say("Bản phát hành: một tệp nén, mọi con số tính lại được.", "Releases: one archive, every number computable again."))  # fmt: skip
def release() -> None:
    """Nothing of a release needs the network."""


@release.command("create", help=say("Tạo bản phát hành của một ngày.", "Make the release of a day."))
@click.argument("target", metavar="OUT.zip", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--key", type=click.Path(exists=True, dir_okay=False, path_type=Path),
              help=say(f"Khóa bí mật minisign để ký (mật khẩu ở {PASSWORD})",
                       f"Secret minisign key to sign with (its password in {PASSWORD})"))  # fmt: skip
@click.option(
    "--curve",
    is_flag=True,
    help=say("Báo cáo có đường đánh đổi (lâu hơn)", "The report has the curve of plans"),
)
@as_of_option
def create(target: Path, key: Path | None, day: date, *, curve: bool) -> None:
    """The same catalogue, day and program give the same bytes. Names of those who entered figures are in it."""
    from dongian.releasing import parts_of
    from publishing.release.archive import pack
    from publishing.release.signing import sign

    with opened() as store:
        parts = parts_of(store, day, curve=curve)
    signature = None
    if key is not None:
        comment = f"dongian {__version__} {day.isoformat()} {parts.manifest.snapshot}"
        signature = sign(parts.manifest.printed(), key, password=os.environ.get(PASSWORD), comment=comment)
    pack(target, parts.manifest, parts.members, signature)
    if settings().json:
        emit(parts.manifest.model_dump(mode="json") | {"file": str(target), "signed": signature is not None})
        return
    _show(
        target,
        parts.manifest.procedures,
        [(m.name, m.size, m.sha256, m.what) for m in parts.manifest.members],
    )
    line(say("Đã ký." if signature else "Chưa ký: thêm --key để người nhận biết ai phát hành.",
             "Signed." if signature else "Not signed: --key tells the reader who published it."))  # fmt: skip


def _show(path: Path, procedures: int, members: list[tuple[str, int, str, str]]) -> None:
    rows = [{"name": n, "size": s, "sha256": h[:16] + "…", "what": w} for n, s, h, w in members]
    columns = [Column("name", say("Tệp", "File")), Column("size", say("Byte", "Bytes"), number=True),
               Column("sha256", "SHA-256"), Column("what", say("Nội dung", "What"), width=60)]  # fmt: skip
    table(say(f"{path.name}: {procedures} thủ tục", f"{path.name}: {procedures} procedures"), columns, rows)


def _checked(path: Path, public: Path | None) -> "tuple[Release, str | None]":
    """A release that is whole; the signed comment where a key was given."""
    from publishing.release.archive import read_release
    from publishing.release.signing import SignatureProblem, verify

    found = read_release(path)
    if public is None:
        return found, None
    if found.signature is None:
        raise SignatureProblem(
            say(f"{path.name} không có chữ ký.", f"{path.name} is not signed."),
            hint=say(
                "Xin bản đã ký, hoặc kiểm tra không có --public.",
                "Ask for a signed one, or check without --public.",
            ),
        )
    return found, verify(found.manifest_bytes, found.signature, public)


@release.command(
    "verify", help=say("Kiểm tra tệp nguyên vẹn và chữ ký.", "Check that it is whole, and its signature.")
)
@archive_argument
@public_option
def verify(path: Path, public: Path | None) -> None:
    """Nothing is written. Exit 1 where anything is not as the manifest says."""
    found, comment = _checked(path, public)
    manifest = found.manifest
    if settings().json:
        emit(manifest.model_dump(mode="json") | {"whole": True, "has_signature": found.signature is not None, "signed_comment": comment})  # fmt: skip
        return
    _show(path, manifest.procedures, [(m.name, m.size, m.sha256, m.what) for m in manifest.members])
    line(say(f"Nguyên vẹn: {len(manifest.members)} tệp đúng như bản kê, ngày {manifest.day:%d/%m/%Y}.",
             f"Whole: {len(manifest.members)} files are as the manifest says, day {manifest.day}."))  # fmt: skip
    if comment is not None:
        line(say(f"Chữ ký hợp lệ: {comment}", f"The signature is valid: {comment}"))
    elif found.signature is not None:
        line(
            say(
                "Có chữ ký, chưa kiểm tra: thêm --public KHÓA.pub.",
                "It has a signature, not checked: add --public KEY.pub.",
            )
        )
    else:
        line(say("Không có chữ ký.", "It has no signature."))


@release.command("recompute", help=say("Tính lại mọi con số từ chính tệp.", "Compute every number again from the archive alone."))  # fmt: skip
@archive_argument
@public_option
def recompute_(path: Path, public: Path | None) -> None:
    """Offline, in a temporary folder. Exit 1 where a published number does not come out."""
    from dongian.releasing import recompute

    found, _ = _checked(path, public)
    told = recompute(found)
    rows = [
        {"path": one.path, "published": one.published, "computed": one.computed} for one in told.differences
    ]
    if settings().json:
        emit({"compared": told.compared, "equal": told.compared - len(rows), "differences": rows,
              "files": dict(told.files), "program_version": told.version, "same_program": told.same_program, "ok": told.ok})  # fmt: skip
    else:
        if rows:
            columns = [Column("path", say("Số", "Figure"), width=80), Column("published", say("Đã công bố", "Published")),
                       Column("computed", say("Tính lại", "Computed"))]  # fmt: skip
            table(say("Không khớp", "Different"), columns, rows[:TOP])
        line(say(f"{told.compared - len(rows)} trên {told.compared} con số khớp.",
                 f"{told.compared - len(rows)} of {told.compared} figures are equal."))  # fmt: skip
        for name, same in told.files.items():
            line(
                f"{name}: {say('đúng từng byte', 'equal byte for byte') if same else say('KHÁC', 'DIFFERENT')}"
            )
        if not told.ok and not told.same_program:
            line(say(f"Bản phát hành do một chương trình khác tạo (dongian {told.version}; đang chạy {__version__}): "
                     "tính lại bằng đúng chương trình ấy.",
                     f"Another program made it (dongian {told.version}; this is {__version__}): compute with that one."))  # fmt: skip
    if not told.ok:
        sys.exit(1)


@release.command("key", help=say("Tạo cặp khóa ký (minisign).", "Make a pair of signing keys (minisign)."))
@click.argument("target", metavar="KEY", type=click.Path(dir_okay=False, path_type=Path))
def key(target: Path) -> None:
    """Writes KEY and KEY.pub; the password is taken from DONGIAN_KEY_PASSWORD, else there is none."""
    from publishing.release.signing import make_keys

    public = target.with_name(f"{target.name}.pub")
    password = os.environ.get(PASSWORD)
    make_keys(target, public, password=password)
    line(
        say(
            f"Đã ghi {target} (giữ kín) và {public} (công bố).",
            f"Written: {target} (secret) and {public} (public).",
        )
    )
    if not password:
        line(say(f"Khóa không có mật khẩu; đặt {PASSWORD} trước khi tạo nếu cần.", f"The key has no password; set {PASSWORD} first if it should."))  # fmt: skip
