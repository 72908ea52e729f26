"""The site as a folder: pages, their data beside them, an index for searching, a feed.

Pages are written one after the other, so that a catalogue of any size needs no more memory than its
records. All of it works from file://: no server, no address outside. Equal input gives equal bytes.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from catalogue.records import Procedure
from catalogue.store.changes import Entry
from catalogue.store.reading import DecisionSummary, number_key
from catalogue.text import bare
from publishing import money
from publishing.cells import text as plain
from publishing.exports.atom import write_atom
from publishing.exports.files import Advance, replacing_folder, silent
from publishing.exports.stamp import Stamp
from publishing.site.addresses import decision_address, procedure_address
from publishing.site.pages import (
    LATEST,
    Group,
    decision_lines,
    facts_of,
    groups_of,
    history_of,
    line_of,
    state,
    words,
)

HERE = Path(__file__).parent
STATIC = ("trang.css", "tim-kiem.js")
FOLDERS = ("thu-tuc", "linh-vuc", "co-quan", "cap", "quyet-dinh")


@dataclass(frozen=True)
class Given:
    """What a site is built from."""

    records: Sequence[Procedure]
    """In force on the day."""
    entries: Sequence[Entry]
    """Everything recorded, oldest first, without records."""
    decisions: Sequence[DecisionSummary]
    stamp: Stamp
    base: str | None = None
    """Address at which the site will stand, for the feed; pages need none."""


@dataclass(frozen=True)
class Built:
    """What was written."""

    procedures: int
    decisions: int
    pages: int


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: plain(value) if type(value) is str else value,
    )
    environment.filters["day"] = lambda day: "" if day is None else f"{day:%d/%m/%Y}"
    environment.filters["number"] = money.number
    environment.globals["state"] = state
    return environment


def write_site(target: Path, given: Given, *, advance: Advance = silent) -> Built:
    """Write the site into a folder, in place of an earlier one.

    Raises:
        CannotWrite: the folder cannot be written, or holds files of something else.
    """
    with replacing_folder(target, ours=words()["marker"]) as folder:
        return _Site(folder, given).write(advance)


class _Site:
    """One site while it is written."""

    def __init__(self, folder: Path, given: Given) -> None:
        self.folder = folder
        self.given = given
        self.lines = {record.key: line_of(record) for record in given.records}
        self.pages = 0
        for name in FOLDERS:
            (folder / name).mkdir()

    def write(self, advance: Advance) -> Built:
        """All pages."""
        groups = groups_of((self.lines[record.key], record) for record in self.given.records)
        decisions = self._decisions()
        self._procedures(advance)
        lists = {"linh-vuc": groups.sectors, "co-quan": groups.agencies, "cap": groups.levels}
        titles = {"linh-vuc": "Lĩnh vực", "co-quan": "Cơ quan ban hành", "cap": "Cấp thực hiện"}
        for name, told in lists.items():
            self._page(f"{name}/index.html", "groups.html", title=titles[name], groups=told, section=name)
            for group in told:
                self._group(group, section=name, above=titles[name])
        latest = self.given.entries[-LATEST:]
        self._page(
            "index.html",
            "index.html",
            title=words()["title"],
            groups=groups,
            latest=[(one, self.lines.get(one.entry.key)) for one in history_of(latest)],
            decisions=decisions,
            total=len(self.given.records),
            section="",
        )
        self._index()
        self._static()
        write_atom(self.folder / "feed.xml", self.given.entries, self.given.stamp, base=self.given.base)
        return Built(len(self.lines), decisions, self.pages)

    def _page(self, address: str, template: str, **said: Any) -> None:
        root = "../" * address.count("/")
        told = _template(template).render(
            root=root, stamp=self.given.stamp, site=words(), address=address, **said
        )
        (self.folder / address).write_text(told, "utf-8", newline="\n")
        self.pages += 1

    def _group(self, group: Group, *, section: str, above: str) -> None:
        self._page(group.address, "group.html", title=group.title, group=group, section=section, above=above)

    def _procedures(self, advance: Advance) -> None:
        said: dict[str, list[Entry]] = {}
        for entry in self.given.entries:
            said.setdefault(entry.key, []).append(entry)
        for record in self.given.records:
            history = history_of(said.get(record.key, ()))
            address = procedure_address(record.key)
            self._page(
                address,
                "procedure.html",
                title=record.name,
                record=record,
                facts=facts_of(record),
                history=history,
                section="thu-tuc",
                data=Path(address).with_suffix(".json").name,
            )
            self._data(address, record, [one.entry for one in history])
            advance(1)

    def _data(self, address: str, record: Procedure, history: Iterable[Entry]) -> None:
        """The data of a page beside it."""
        told = {
            **self.given.stamp.told(),
            "record": record.model_dump(mode="json", exclude_defaults=True),
            "history": [one.model_dump(mode="json", include=KEPT, exclude_none=True) for one in history],
        }
        path = (self.folder / address).with_suffix(".json")
        path.write_text(json.dumps(told, ensure_ascii=False) + "\n", "utf-8", newline="\n")

    def _decisions(self) -> int:
        """A page for each decision; how many."""
        lines = decision_lines(self.given.entries, self.lines)
        summaries = {number_key(one.number): one for one in self.given.decisions}
        listed = [
            (one, decision_address(one.number), lines.get(key, []))
            for key, one in sorted(summaries.items(), key=lambda pair: _latest(pair[1]), reverse=True)
        ]
        self._page(
            "quyet-dinh/index.html", "decisions.html", title="Quyết định công bố", decisions=listed,
            section="quyet-dinh",
        )  # fmt: skip
        for one, address, inside in listed:
            self._page(
                address, "decision.html", title=f"Quyết định {one.number}", decision=one, lines=inside,
                addresses=[(number, _known(number, summaries)) for number in one.replaces],
                section="quyet-dinh",
            )  # fmt: skip
        return len(listed)

    def _index(self) -> None:
        """The index for searching, as a script: a page from file:// may not read other files."""
        rows = [
            [line.key, line.name, bare(f"{line.key} {line.name} {line.sector or ''}"), line.sector or "",
             line.address]
            for line in self.lines.values()
        ]  # fmt: skip
        told = ",\n".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows)
        script = f"window.CHI_MUC=[\n{told}\n];\n"
        (self.folder / "chi-muc.js").write_text(script, "utf-8", newline="\n")

    def _static(self) -> None:
        for name in STATIC:
            content = files("publishing.site").joinpath(f"static/{name}").read_text("utf-8")
            (self.folder / name).write_text(content, "utf-8", newline="\n")
        told = {**self.given.stamp.told(), "procedures": len(self.lines)}
        marker = self.folder / words()["marker"]
        marker.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", "utf-8", newline="\n")


KEPT = {"id", "kind", "change", "content_hash", "valid_from", "valid_to", "recorded", "decision",
        "replaced_by", "file", "importer", "sha256"}  # fmt: skip


@cache
def _template(name: str) -> Template:
    return _environment().get_template(name)


def _latest(one: DecisionSummary) -> tuple[str, str]:
    return str(one.signed or ""), one.number


def _known(number: str, summaries: Mapping[str, DecisionSummary]) -> str | None:
    return decision_address(number) if number_key(number) in summaries else None
