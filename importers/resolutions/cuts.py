"""Lists of cuts: procedure × paper × database × holder × legal act and article, a measure for each row.

Here: tables of the annexes. Not here: cuts told in sentences (clauses.py), acts and articles (acts.py).
"""

import re
from dataclasses import dataclass, field

from catalogue.capitals import usual_capitals
from catalogue.errors import CodeNotUnderstood
from catalogue.identifiers import ProcedureCode
from catalogue.issues import IssueLog
from catalogue.measures import Act, Measure, Target
from catalogue.text import fold, squash
from importers.base import SourceFile
from importers.decisions.ledger import Ledger
from importers.decisions.words import is_none
from importers.readers.blocks import Cell, Row, Table
from importers.resolutions.acts import read_acts
from importers.resolutions.annexes import Annex
from importers.resolutions.head import Head
from importers.resolutions.words import column_kind, paper_option, register_key

MINISTRY = re.compile(r"quản (?:lý|lí) nhà nước (?:của|thuộc)\s+", re.IGNORECASE)


@dataclass
class Said:
    """The cells of one row, by kind of column."""

    texts: dict[str, str]
    row: Row

    def __getitem__(self, kind: str) -> str:
        return self.texts.get(kind, "")


@dataclass
class Cuts:
    """Gathers the measures of one resolution."""

    file: SourceFile
    importer: str
    head: Head
    ledger: Ledger
    issues: IssueLog
    measures: dict[tuple[object, ...], Measure] = field(default_factory=dict)
    """By option, code, name and paper: what their `key` is made of, told by one text."""
    sector: str | None = None
    owner: str | None = None
    """The ministry that the section row above names."""
    last: Said | None = None
    leads: dict[tuple[str, str], str] = field(default_factory=dict)
    """Who leads the amending of an act, by annex ("" for all) and number."""
    header: tuple[dict[int, str], int] | None = None
    """Kinds of columns by grid position, and the width, of the list just before."""

    def read(self, table: Table, annex: Annex) -> bool:
        """Take a table that lists cuts; False: it is another one."""
        first, kinds = find_columns(table)
        if not kinds and self.header is not None and self.header[1] == table.width:
            first, kinds = 0, self.header[0]  # a list goes on on the next page without its header
        if {"documents", "lead"} <= set(kinds.values()) and "paper" not in kinds.values():
            self._read_leads(table, first, kinds, annex)
            return True
        if not {"paper", "documents"} <= set(kinds.values()):
            return False
        if first:
            self.sector, self.owner, self.last = None, None, None
        self.header = (kinds, table.width)
        headers: dict[str, str] = {}
        for cell in (cell for row in table.rows[:first] for cell in row.distinct()):
            if cell.column in kinds:
                headers.setdefault(kinds[cell.column], once(cell.text))
        self.ledger.take(*table.rows[:first])
        for row in table.rows[first:]:
            self._row(row, kinds, headers, annex)
        return True

    def _read_leads(self, table: Table, first: int, kinds: dict[int, str], annex: Annex) -> None:
        """A list of acts to amend, with who leads: joined to the acts of the measures in `finished`."""
        for row in table.rows[first:]:
            said = {kinds[cell.column]: cell.text for cell in row.distinct() if cell.column in kinds}
            for act in read_acts(said.get("documents", ""), said.get("provisions", "")):
                if act.number is not None and said.get("lead", "").strip():
                    self.leads.setdefault((annex.label, act.number), squash(said["lead"]))
        self.ledger.take(table)

    def finished(self, more: list[Measure]) -> list[Measure]:
        """All measures, those told in sentences last; acts with who leads where a list of acts says so."""
        if not more and not self.leads:
            return list(self.measures.values())
        told = {measure.key: measure for measure in self.measures.values()}
        for measure in more:
            again = sum(key.split("#")[0] == measure.key for key in told)
            key = f"{measure.key}#{again + 1}" if again else measure.key
            told[key] = measure.model_copy(update={"id": key}) if again else measure
        return [
            measure.model_copy(update={"acts": tuple(self._led(act, measure) for act in measure.acts)})
            for measure in told.values()
        ]

    def _led(self, act: Act, measure: Measure) -> Act:
        """Its own annex tells first; a list in an annex of its own tells for all."""
        own = next((x[8:] for x in measure.instrument_articles if x.startswith("Phụ lục ")), "")
        told = [lead for (label, number), lead in self.leads.items() if number == act.number and label == own]
        told += [lead for (_, number), lead in self.leads.items() if number == act.number]
        return act.model_copy(update={"lead": told[0]}) if told and act.lead is None else act

    def _row(self, row: Row, kinds: dict[int, str], headers: dict[str, str], annex: Annex) -> None:
        cells = row.filled()
        if not cells:
            return
        if section := _section(row):
            self.sector = squash(once(section.text))
            self.owner = _owner(self.sector)
            self.ledger.take(row)
            return
        said = Said({}, row)
        for cell in row.distinct():
            kind = kinds.get(cell.column)
            if kind is None or not cell.text:
                continue
            row.take(cell.column)
            said.texts[kind] = "\n".join(x for x in (said[kind], once(cell.text)) if x)
        self.ledger.take(row)
        if said.texts and all(fold(said[kind]) == fold(headers.get(kind, "")) for kind in said.texts):
            return  # the header again, on a new page
        row.finish(self.issues)
        self._carry_on(said)
        if said["paper"] or said["documents"]:
            self._measure(said, headers, annex)
            self.last = said

    def _carry_on(self, said: Said) -> None:
        """A row without procedure goes on with the one above: another paper of it."""
        if self.last is not None and not said["code"] and not said["name"]:
            for kind in ("row", "code", "name"):
                said.texts[kind] = said[kind] or self.last[kind]

    def _measure(self, said: Said, headers: dict[str, str], annex: Annex) -> None:
        place = said.row.place
        option = paper_option(headers.get("paper", ""), annex.title, self.head.title or "")
        code, written = self._code(said)
        name = squash(said["name"]) or None
        if option is None or (code is None and name is None):
            why = "không rõ thay thế hay cắt giảm" if option is None else "không có mã và tên thủ tục"
            self.issues.add(
                "record-rejected", f"Dòng cắt giảm {why}: “{squash(said['paper'])[:120]}”.", place=place
            )
            return
        paper = squash(said["paper"]) or None
        self._note_order(said)
        measure = Measure(
            option=option,
            targets=(Target(procedure=code, procedure_name=name, component_text=paper),),
            title=f"{option.facts.vi}: {paper}" if paper else option.facts.vi,
            text="\n".join((squash(said["documents"]), squash(said["provisions"]))),
            acts=read_acts(said["documents"], said["provisions"]),
            owner=self.owner,
            sector=squash(said["sector"]) or self.sector,
            database=squash(said["database"]) or None,
            holder=squash(said["holder"]) or None,
            register_key=register_key(said["database"]) if said["database"] else None,
            code_as_written=written,
            **in_force(self.head, annex),
            source=self.file.source(self.importer, place),
        )
        self._keep(measure, said)

    def _keep(self, measure: Measure, said: Said) -> None:
        """The same cut told in two rows is one measure with the acts of both."""
        target = measure.targets[0]
        key = (measure.option, target.procedure, target.procedure_name, target.component_text)
        known = self.measures.get(key)
        if known is None:
            self.measures[key] = measure
            return
        self.issues.add(
            "listed-twice",
            f"Thủ tục “{squash(said['name'])[:120]}” có cùng giấy tờ ở hai dòng; gộp văn bản của cả hai.",
            place=said.row.place,
            procedure=measure.targets[0].procedure,
        )
        acts: tuple[Act, ...] = tuple(dict.fromkeys((*known.acts, *measure.acts)))
        self.measures[key] = known.model_copy(update={"acts": acts})

    def _code(self, said: Said) -> tuple[str | None, str | None]:
        """Code, and how it is written where that differs; a repair is an issue with its flags."""
        written, place = squash(said["code"]), said.row.place
        if not written or is_none(written):
            self.issues.add("code-missing", f"Không có mã số: “{squash(said['name'])[:120]}”.", place=place)
            return None, None
        try:
            code = ProcedureCode.parse(written)
        except CodeNotUnderstood:
            self.issues.add(
                "code-not-understood", f"Không hiểu mã số “{written}”.", place=place, quote=written
            )
            return None, written
        repaired = [flag for flag in code.flags if flag != "trimmed"]
        if repaired:
            self.issues.add(
                "code-repaired" if code.certain else "code-padded",
                f"Mã số viết là “{written}”, hiểu là {code.core} ({', '.join(repaired)}).",
                place=place,
                procedure=code.core,
                quote=written,
            )
        return code.core, written if written != code.core else None

    def _note_order(self, said: Said) -> None:
        """Numbers that skip tell that a row is missing or was not read."""
        if self.last is None or not (
            said["row"].strip(" .").isdigit() and self.last["row"].strip(" .").isdigit()
        ):
            return
        before, now = int(self.last["row"].strip(" .")), int(said["row"].strip(" ."))
        if now not in (before, before + 1, 1):
            self.issues.add(
                "rows-skipped",
                f"Số thứ tự nhảy từ {before} đến {now}; có thể thiếu dòng.",
                place=said.row.place,
            )


def in_force(head: Head, annex: Annex, section: str = "") -> dict[str, object]:
    """Instrument and days of a measure of an annex; a part that begins with another text has no day yet."""
    later = annex.label in head.elsewhere and head.elsewhere[annex.label] in (None, section)
    where = (head.clauses.get(annex.label), f"Phụ lục {annex.label}" if annex.label else None)
    return {
        "instrument": head.number,
        "instrument_articles": tuple(x for x in where if x),
        "approved": head.signed,
        "since": None if later else head.since,
        "until": head.until,
    }


def once(text: str) -> str:
    """The text of a cell in which programs wrote the same words for each cell they merged.

    >>> once("Bộ Tài chính\\nBộ Tài chính"), once("Điểm a, điểm b")
    ('Bộ Tài chính', 'Điểm a, điểm b')
    """
    words = text.split()
    again = [at for at, word in enumerate(words) if at and word == words[0]]
    for length in again:
        times, rest = divmod(len(words), length)
        if rest == 0 and words == words[:length] * times:
            lines = text.split("\n")
            whole = (
                len(lines) % times == 0 and " ".join(lines[: len(lines) // times]).split() == words[:length]
            )
            return "\n".join(lines[: len(lines) // times]) if whole else " ".join(words[:length])
    return text


def find_columns(table: Table) -> tuple[int, dict[int, str]]:
    """Number of header rows, and kinds of columns by grid position; none where it is no such list."""
    for at, row in enumerate(table.rows[:4]):
        found = {cell.column: kind for cell in row.filled() if (kind := column_kind(once(cell.text)))}
        if len(found) >= 3 and len(set(found.values())) >= 3:
            return at + max(1, _numbers_below(table, at)), _spread(found, row)
    return 0, {}


def _spread(found: dict[int, str], row: Row) -> dict[int, str]:
    """Each position that a header covers is of its kind."""
    return {
        cell.column + more: found[cell.column]
        for cell in row.filled()
        if cell.column in found
        for more in range(cell.columns)
    }


def _numbers_below(table: Table, at: int) -> int:
    """Two where a row "(1) (2) (3)" follows the header."""
    if at + 1 >= len(table.rows):
        return 1
    texts = [cell.text.strip("() .") for cell in table.rows[at + 1].filled()]
    return 2 if len(texts) > 2 and texts == [str(n) for n in range(1, len(texts) + 1)] else 1


def _section(row: Row) -> Cell | None:
    """The wide cell of a row that only names a field: a number or letter at most beside it."""
    cells = row.own()
    wide = [cell for cell in cells if cell.columns * 2 >= len(row.cells)]
    rest = [cell for cell in cells if cell not in wide]
    if len(wide) != 1 or len(row.filled()) != len(cells) or len(rest) > 1:
        return None
    return wide[0] if all(len(cell.text.strip(" .")) <= 5 for cell in rest) else None


def _owner(sector: str) -> str | None:
    """The ministry that a section row names ("LĨNH VỰC QUẢN LÝ NHÀ NƯỚC CỦA BỘ Y TẾ")."""
    found = MINISTRY.search(sector)
    return usual_capitals(sector[found.end() :].strip()) or None if found else None
