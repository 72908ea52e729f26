"""The drift watch: an export of a portal, received as files, set against the catalogue.

Here: files to the portal's side. Not here: the comparison (publishing/sync/planning.py).
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from catalogue.errors import NotFound
from dongian.language import say
from dongian.syncing import bar
from dongian.wiring import now, portal_reader

if TYPE_CHECKING:
    from catalogue.records import Procedure
    from catalogue.store.store import Store
    from publishing.portals.config import PortalConfig
    from publishing.portals.shapes import Shape
    from publishing.sync.sides import Wants
    from publishing.sync.verifying import Verified

NEAREST = "canonical"
"""The shape of exports that we only read: nothing is written and read back for them."""


def drifted(
    store: "Store",
    paths: Sequence[Path],
    day: date,
    *,
    who: str,
    name: str | None,
    config: Path | None,
    whole: bool | None,
) -> "tuple[Verified, list[str]]":
    """The comparison, and what the reader of it must know.

    Raises:
        NotFound: no procedure in the files.
        UnreadableFile: a file that nothing reads.
    """
    from publishing.portals.shapes import shapes
    from publishing.sync.planning import Sides, make_plan
    from publishing.sync.sides import Seen, mark_of, told_of, wants
    from publishing.sync.verifying import Verified

    records = _read(paths)
    if not records:
        raise NotFound(say("Không có thủ tục nào trong các tệp.", "There is no procedure in the files."))
    importers = {record.source.importer for record in records}
    shape = next((one for one in shapes().values() if importers == {one.importer}), shapes()[NEAREST])
    listed = all(record.coverage == "listed" for record in records)
    # what no row of the export states, the export has no place for
    fields = frozenset(field for record in records for field in told_of(record, shape.fields))
    complete = listed if whole is None else whole
    seen: dict[str, Seen] = {}
    twice = []
    for record in records:
        if record.key in seen:
            twice.append(record.key)
            continue
        seen[record.key] = Seen(record.key, mark_of(record, shape.fields), record)
    snapshot, reader = store.snapshot(day), portal_reader()
    told = _config(config, shape, name or paths[0].name)
    own = [r for r in snapshot.procedures if complete or r.key in seen]
    with bar(say("Chuẩn bị bản ghi", "Preparing records"), len(own)) as step:
        wanted = wants(own, told, reader, step)
    if shape.name == NEAREST:
        wanted = _narrowed(wanted, records)
    sides = Sides(told, snapshot, wanted, seen, reader, whole=complete, fields=fields, acts=False)
    plan, _ = make_plan(sides, store, who=who, made=now())
    notes = [say(f"Bản xuất có {len(records)} thủ tục ({', '.join(sorted(importers))}); "
                 f"{'so toàn bộ' if complete else 'so phần có trong bản xuất'}.",
                 f"The export has {len(records)} procedures ({', '.join(sorted(importers))}); "
                 f"{'compared as a whole' if complete else 'compared in what it has'}.")]  # fmt: skip
    unsaid = sorted(shape.fields - fields)
    if unsaid:
        notes.append(
            say("Bản xuất không nêu, nên không so: ", "Not in the export, so not compared: ")
            + ", ".join(unsaid)
        )
    if twice:
        notes.append(
            say("Nêu hai lần, chỉ so lần đầu: ", "Named twice, the first was compared: ")
            + ", ".join(twice[:20])
        )
    return Verified(plan), notes


def _narrowed(wanted: "Wants", records: "Sequence[Procedure]") -> "Wants":
    """The catalogue's side without what the export has no place for, down to the fields of a row."""
    from publishing.sync.carried import only, stated_paths
    from publishing.sync.sides import Wants

    paths = stated_paths(records)
    found = {key: replace(one, record=only(one.record, paths)) for key, one in wanted.wanted.items()}
    return Wants(found, wanted.left_out)


def _read(paths: Sequence[Path]) -> "list[Procedure]":
    from importers.files import find_files, open_file
    from importers.registry import importer_for
    from importers.run import read_file

    found, _ = find_files(paths)
    records: list[Procedure] = []
    with bar(say("Đọc bản xuất", "Reading the export"), len(found)) as step:
        for one in found:
            if one.refusal is not None:
                raise one.refusal
            file = open_file(one.path, name=one.name)
            records += read_file(file, importer_for(file)).records
            step()
    return records


def _config(path: Path | None, shape: "Shape", name: str) -> "PortalConfig":
    from publishing.portals.config import PortalConfig, load

    scope = {} if path is None else {"scope": load(path).scope}
    kind = "list" if shape.name == "portal-list" else "folder"
    return PortalConfig.model_validate(
        {"name": name, "kind": kind, "shape": shape.name, "path": ".", "surplus": "keep"} | scope
    )
