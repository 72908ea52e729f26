"""A release: equal bytes, every number computed again, hostile archives refused with nothing written."""

import json
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from catalogue.store.copying import PUBLISHED, REBUILT, WITHHELD
from catalogue.store.store import Store
from dongian.cli import cli
from publishing.release.archive import pack, read_release
from publishing.release.manifest import MANIFEST, SIGNATURE, BadRelease, member
from tests.build import NOW, case, channel, component, fee, procedure, reading

RECORDS = [
    procedure(
        f"1.00000{number}",
        name=f"Cấp giấy phép số {number}",
        handling_agencies=("Sở Tư pháp",),
        channels=(channel("in_person", 5, "working_day", fee("50000")),),
        cases=(
            case(
                component("Tờ khai theo mẫu"),
                component("Bản sao Giấy khai sinh"),
                component("Căn cước công dân"),
            ),
        ),
    )
    for number in range(4)
]


def dongian(folder: Path, *words: str, code: int = 0) -> Result:
    """One command on the catalogue of a folder."""
    done = CliRunner().invoke(cli, [*words, "--database", f"sqlite:///{folder / 'dongian.db'}"])
    assert done.exit_code == code, done.output + repr(done.exception)
    return done


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A catalogue, a key, and a signed release of it."""
    here = tmp_path_factory.mktemp("release")
    with Store.create(f"sqlite:///{here / 'dongian.db'}") as store:
        run = store.begin_run(now=NOW)
        store.put_file(reading(*RECORDS), run=run, now=NOW)
        store.end_run(run, now=NOW)
    dongian(here, "release", "key", str(here / "k"))
    dongian(here, "release", "create", str(here / "a.zip"), "--key", str(here / "k"), "--as-of", "2026-02-01")
    return here


def test_equal_catalogues_give_equal_bytes(folder: Path) -> None:
    again = ["release", "create", str(folder / "b.zip"), "--key", str(folder / "k"), "--as-of", "2026-02-01"]
    dongian(folder, *again)
    assert (folder / "a.zip").read_bytes() == (folder / "b.zip").read_bytes()


def test_both_databases_give_one_release(folder: Path, store: Store) -> None:
    from datetime import date

    from dongian.releasing import parts_of

    run = store.begin_run(now=NOW)
    store.put_file(reading(*RECORDS), run=run, now=NOW)
    store.end_run(run, now=NOW)
    parts = parts_of(store, date(2026, 2, 1), curve=False)
    told = json.loads(dongian(folder, "release", "verify", str(folder / "a.zip"), "--json").output)
    assert [(m.name, m.sha256) for m in parts.manifest.members] == [
        (m["name"], m["sha256"]) for m in told["members"]
    ]


def test_every_number_comes_out_again(folder: Path) -> None:
    told = json.loads(dongian(folder, "release", "recompute", str(folder / "a.zip"), "--json").output)
    assert told["ok"]
    assert told["equal"] == told["compared"] > 100
    assert set(told["files"].values()) == {True}


def test_a_number_that_does_not_follow_is_named(folder: Path, tmp_path: Path) -> None:
    """The archive is whole; it is the publisher who wrote another number."""
    release = read_release(folder / "a.zip")
    members = _members(folder / "a.zip")
    lines = members["figures.jsonl"].decode().splitlines()
    at = next(n for n, line in enumerate(lines) if json.loads(line)[0] == "procedures")
    lines[at] = json.dumps(["procedures", "5"])
    members["figures.jsonl"] = "\n".join(lines).encode() + b"\n"
    told = tuple(member(m.name, members[m.name], m.what) for m in release.manifest.members)
    pack(tmp_path / "c.zip", release.manifest.model_copy(update={"members": told}), members, None)
    found = json.loads(
        dongian(folder, "release", "recompute", str(tmp_path / "c.zip"), "--json", code=1).output
    )
    assert found["differences"] == [{"path": "procedures", "published": "5", "computed": "4"}]


def _members(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist() if name not in (MANIFEST, SIGNATURE)}


def test_the_signature_is_of_this_manifest_by_this_key(folder: Path, tmp_path: Path) -> None:
    shown = dongian(folder, "release", "verify", str(folder / "a.zip"), "--public", str(folder / "k.pub"))
    assert "Chữ ký hợp lệ" in shown.output
    dongian(folder, "release", "key", str(tmp_path / "other"))
    other = ["release", "verify", str(folder / "a.zip"), "--public", str(tmp_path / "other.pub")]
    assert "Chữ ký không hợp lệ" in str(dongian(folder, *other, code=1).exception)


def test_the_tool_of_minisign_agrees(folder: Path, tmp_path: Path) -> None:
    tool = shutil.which("minisign")
    if tool is None:
        pytest.skip("minisign is not installed")
    with zipfile.ZipFile(folder / "a.zip") as archive:
        for name in (MANIFEST, SIGNATURE):
            (tmp_path / name).write_bytes(archive.read(name))
    done = subprocess.run(
        [tool, "-Vm", str(tmp_path / MANIFEST), "-p", str(folder / "k.pub")], capture_output=True
    )
    assert done.returncode == 0, done.stderr


def test_a_key_with_a_password_needs_it(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import minisign

    pair = minisign.KeyPair.generate()
    pair.secret_key.encrypt("mật khẩu", opslimit=32768, memlimit=16777216)
    (tmp_path / "k").write_bytes(bytes(pair.secret_key) + b"\n")
    (tmp_path / "k.pub").write_bytes(bytes(pair.public_key) + b"\n")
    words = [
        "release",
        "create",
        str(tmp_path / "a.zip"),
        "--key",
        str(tmp_path / "k"),
        "--as-of",
        "2026-02-01",
    ]
    assert "DONGIAN_KEY_PASSWORD" in str(getattr(dongian(folder, *words, code=1).exception, "hint", ""))
    assert not (tmp_path / "a.zip").exists()
    monkeypatch.setenv("DONGIAN_KEY_PASSWORD", "mật khẩu")
    dongian(folder, *words)
    dongian(folder, "release", "verify", str(tmp_path / "a.zip"), "--public", str(tmp_path / "k.pub"))


def test_keys_are_never_overwritten(folder: Path) -> None:
    before = (folder / "k").read_bytes()
    dongian(folder, "release", "key", str(folder / "k"), code=1)
    assert (folder / "k").read_bytes() == before
    assert (folder / "k").stat().st_mode & 0o077 == 0


def test_nothing_of_portals_is_published(folder: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(folder / "a.zip") as archive:
        archive.extract("catalogue.db", tmp_path)
    with Store.open(f"sqlite:///{tmp_path / 'catalogue.db'}") as store:
        assert store.sync.lines() == ()
        assert store.keys() == tuple(record.key for record in RECORDS)
    assert not set(PUBLISHED) & {*REBUILT, *WITHHELD}


# hostile archives

Change = Callable[[dict[str, bytes]], None]


def _rezip(source: Path, target: Path, change: Callable[[list[tuple[zipfile.ZipInfo, bytes]]], None]) -> None:
    with zipfile.ZipFile(source) as archive:
        told = [(info, archive.read(info)) for info in archive.infolist()]
    change(told)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for info, data in told:
            archive.writestr(info, data)


def _info(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


def _link() -> zipfile.ZipInfo:
    info = _info("x")
    info.external_attr = 0o120777 << 16
    return info


def _changed(told: list[tuple[zipfile.ZipInfo, bytes]], name: str, data: bytes) -> None:
    at = next(n for n, (info, _) in enumerate(told) if info.filename == name)
    told[at] = (told[at][0], data)


HOSTILE: dict[str, tuple[Callable[[list[tuple[zipfile.ZipInfo, bytes]]], object], str]] = {
    "leads outside": (lambda told: told.append((_info("../../etc/x"), b"x")), "tên tệp nguy hiểm"),
    "absolute": (lambda told: told.append((_info("/etc/x"), b"x")), "tên tệp nguy hiểm"),
    "backslash": (lambda told: told.append((_info("..\\x"), b"x")), "tên tệp nguy hiểm"),
    "folder": (lambda told: told.append((_info("a/b"), b"x")), "tên tệp nguy hiểm"),
    "link": (lambda told: told.append((_link(), b"/etc/passwd")), "tên tệp nguy hiểm"),
    "bomb": (lambda told: told.append((_info("bomb"), b"\0" * 20_000_000)), "bom nén"),
    "more than the manifest": (lambda told: told.append((_info("x.txt"), b"x")), "không khớp: x.txt"),
    "less than the manifest": (lambda told: told.pop(), "không khớp: report.html"),
    "no manifest": (lambda told: told.pop(0), "không có manifest.json"),
    "a manifest of something else": (lambda told: _changed(told, MANIFEST, b"{}"), "bản kê"),
    "a member changed": (lambda told: _changed(told, "report.html", b"<p>0"), "SHA-256"),
    "too many": (lambda told: told.extend((_info(f"f{n}"), b"") for n in range(100)), "quá nhiều"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_archive_is_refused_and_nothing_is_written(folder: Path, tmp_path: Path, kind: str) -> None:
    change, why = HOSTILE[kind]
    _rezip(folder / "a.zip", tmp_path / "h.zip", change)  # type: ignore[arg-type]
    with pytest.raises(BadRelease) as caught:
        read_release(tmp_path / "h.zip")
    assert why in caught.value.message
    for act in ("verify", "recompute"):
        dongian(folder, "release", act, str(tmp_path / "h.zip"), code=1)
    assert [path.name for path in tmp_path.iterdir()] == ["h.zip"]


def test_a_name_that_stands_twice_is_refused(folder: Path, tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        _rezip(folder / "a.zip", tmp_path / "h.zip", lambda told: told.append((_info("report.html"), b"x")))
    with pytest.raises(BadRelease, match="trùng"):
        read_release(tmp_path / "h.zip")


@pytest.mark.parametrize("keep", [0, 10, 2000, -30])
def test_a_cut_archive_is_told(folder: Path, tmp_path: Path, keep: int) -> None:
    (tmp_path / "h.zip").write_bytes((folder / "a.zip").read_bytes()[:keep])
    with pytest.raises(BadRelease):
        read_release(tmp_path / "h.zip")


def test_one_bit_is_told(folder: Path, tmp_path: Path) -> None:
    data = bytearray((folder / "a.zip").read_bytes())
    data[len(data) // 2] ^= 1
    (tmp_path / "h.zip").write_bytes(data)
    with pytest.raises(BadRelease):
        read_release(tmp_path / "h.zip")


def test_every_table_is_published_rebuilt_or_withheld() -> None:
    """A new table is withheld until somebody says here that it may go out."""
    from sqlmodel import SQLModel

    assert set(SQLModel.metadata.tables) == {*PUBLISHED, *REBUILT, *WITHHELD}
