"""The archive of a release: written with equal bytes for equal members, read with distrust.

Fixed times and rights, members in order. An archive that is read is checked whole before anything of it is
written: names, number, sizes, ratio, hashes; what the manifest does not name makes it bad.
"""

import io
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from publishing.release.manifest import AGAIN, MANIFEST, SIGNATURE, BadRelease, Manifest, read_manifest

STAMP = (1980, 1, 1, 0, 0, 0)
MEMBERS = 50
LARGEST = 4 * 1024**3
"""Bytes of all members together; a catalogue of 10^5 procedures has one."""
SMALL = 4 * 1024**2
"""Bytes that a manifest or a signature may have."""
RATIO = 300
"""Unpacked to packed, above `SMALL`: SQLite and JSON reach about 30."""
PIECE = 1024 * 1024
BROKEN = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)
"""What the reader of zip files raises for broken ones."""


@dataclass(frozen=True)
class Release:
    """A release whose members are what its manifest says."""

    path: Path
    manifest: Manifest
    manifest_bytes: bytes
    signature: bytes | None


def pack(path: Path, manifest: Manifest, members: Mapping[str, bytes], signature: bytes | None) -> None:
    """Write the archive; whole, or not at all."""
    told = (
        {MANIFEST: manifest.printed()}
        | ({SIGNATURE: signature} if signature else {})
        | dict(sorted(members.items()))
    )
    beside = path.with_name(f".{path.name}.tmp")
    try:
        with zipfile.ZipFile(beside, "w") as archive:
            for name, data in told.items():
                info = zipfile.ZipInfo(name, STAMP)
                info.compress_type = zipfile.ZIP_DEFLATED
                info.create_system, info.external_attr = 3, 0o644 << 16
                archive.writestr(info, data, compresslevel=9)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def read_release(path: Path) -> Release:
    """Check an archive whole; nothing is written.

    Raises:
        BadRelease: no release, changed, or hostile; says which member.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            return _checked(path, archive)
    except BROKEN as error:
        raise BadRelease(f"{path.name}: tệp nén hỏng ({type(error).__name__}).", hint=AGAIN) from error
    except OSError as error:
        raise BadRelease(f"Không mở được {path.name}: {error.strerror}.", hint=AGAIN) from error


def _checked(path: Path, archive: zipfile.ZipFile) -> Release:
    infos = _listed(path, archive)
    if MANIFEST not in infos:
        raise BadRelease(f"{path.name}: không có {MANIFEST}.", hint=AGAIN)
    data = _small(archive, infos[MANIFEST])
    manifest = read_manifest(data)
    told = {member.name: member for member in manifest.members}
    found = set(infos) - {MANIFEST, SIGNATURE}
    if len(told) != len(manifest.members) or found != set(told):
        odd = ", ".join(sorted(found ^ set(told))) or "tên trùng"
        raise BadRelease(f"{path.name}: bản kê và tệp nén không khớp: {odd}.", hint=AGAIN)
    for name, member in told.items():
        _check(archive, infos[name], member.size, member.sha256)
    signature = _small(archive, infos[SIGNATURE]) if SIGNATURE in infos else None
    return Release(path, manifest, data, signature)


def _listed(path: Path, archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """Members by name; refuses folders, links, doubles, bombs and names that lead elsewhere."""
    infos = archive.infolist()
    if len(infos) > MEMBERS or sum(info.file_size for info in infos) > LARGEST:
        raise BadRelease(f"{path.name}: quá nhiều hoặc quá lớn để là bản phát hành.", hint=AGAIN)
    found: dict[str, zipfile.ZipInfo] = {}
    for info in infos:
        name = info.filename
        plain = (
            name == Path(name).name and not name.startswith(".") and "\\" not in name and name.isprintable()
        )
        link = (info.external_attr >> 16) & 0o170000 == 0o120000
        if not plain or link or info.is_dir() or info.flag_bits & 1 or name in found:
            raise BadRelease(
                f"{path.name}: tên tệp nguy hiểm hoặc trùng bên trong: {name!r:.80}.", hint=AGAIN
            )
        if info.file_size > SMALL and info.file_size > RATIO * max(info.compress_size, 1):
            raise BadRelease(f"{path.name}: {name} nén bất thường, có thể là bom nén.", hint=AGAIN)
        found[name] = info
    return found


def _small(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    with archive.open(info) as member:
        data = member.read(SMALL + 1)
    if len(data) > SMALL:
        raise BadRelease(f"{info.filename} quá lớn.", hint=AGAIN)
    return data


def _check(archive: zipfile.ZipFile, info: zipfile.ZipInfo, size: int, mark: str) -> None:
    told, seen = sha256(), 0
    with archive.open(info) as member:
        while piece := member.read(PIECE):
            seen += len(piece)
            if seen > size:
                break
            told.update(piece)
    if seen != size or told.hexdigest() != mark:
        raise BadRelease(f"{info.filename} khác với bản kê (SHA-256): tệp đã bị sửa hoặc hỏng.", hint=AGAIN)


def member_bytes(release: Release, name: str) -> bytes:
    """One member of a checked release, checked again while it is read."""
    told = next((one for one in release.manifest.members if one.name == name), None)
    if told is None:
        raise BadRelease(f"{release.path.name}: không có {name}.", hint=AGAIN)
    with zipfile.ZipFile(release.path) as archive, archive.open(name) as member:
        data = io.BytesIO(member.read(told.size + 1)).getvalue()
    if len(data) != told.size or sha256(data).hexdigest() != told.sha256:
        raise BadRelease(f"{name} đã đổi trong lúc đọc.", hint=AGAIN)
    return data
