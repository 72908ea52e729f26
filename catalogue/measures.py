"""Measure (phương án cắt giảm, đơn giản hóa): one change of rules, as proposed, decided or in force.

Here: the record that importers of resolutions, people and analysis exchange, its state on a day,
its line of JSON. Not here: what an option is (options.py), storing (store/measures.py), what a
measure does to a record and a cost (analysis/applying.py).
"""

import json
from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from hashlib import sha256
from typing import Self

from pydantic import Field, ValidationError, model_validator

from catalogue import text as words
from catalogue.errors import CatalogueError
from catalogue.options import Option
from catalogue.parameters import Exact
from catalogue.records import ChannelKind, Fee, Filled, Level, Record, Source, Text, TimeLimit


class MeasureState(StrEnum):
    """State of a measure on a day; the headline figure counts `in_force` and `applied` only."""

    PROPOSED = "proposed"
    """đề xuất: in a plan or a review; no legal effect"""
    APPROVED = "approved"
    """đã phê duyệt phương án: still no change of law"""
    IN_FORCE = "in_force"
    """có hiệu lực: the amending or temporary text is in force"""
    APPLIED = "applied"
    """đã áp dụng: the portal or the national database shows it"""
    REVERTED = "reverted"
    """hết hiệu lực: a temporary rule ended without amendment, the saving is taken back"""

    @property
    def counts(self) -> bool:
        """Does the law say so today?"""
        return self in (MeasureState.IN_FORCE, MeasureState.APPLIED)


class Target(Record):
    """What a measure acts on: a procedure, or one paper, condition or cost line of it."""

    procedure: str | None = None
    """Mã số or provisional id; None where the text gives only a name."""
    procedure_name: Text | None = None
    """Tên thủ tục, as the text writes it."""
    component: int | None = Field(default=None, ge=0)
    """Number of the component row within the procedure, from 0."""
    component_text: Text | None = None
    """Tên giấy tờ, as the text writes it."""
    document_type: str | None = None
    """Loại giấy tờ (id), where it is known."""
    condition: Text | None = None
    """Yêu cầu, điều kiện, as the text writes it."""
    row: str | None = Field(default=None, pattern=r"^(CHUAN_BI|NOP|PHI|KIEM_TRA|KHAC|NHAN_KQ)$")
    """Row of form 03/SCM-KSTT."""
    channel: ChannelKind | None = None

    @model_validator(mode="after")
    def _names_something(self) -> Self:
        if self.procedure is None and self.procedure_name is None:
            raise ValueError("a target names a procedure by code or by name")
        return self


class Terms(Record):
    """The figures of a rule before or after a measure; only those that it speaks of."""

    time_limit: TimeLimit | None = None
    """Thời hạn giải quyết."""
    fees: tuple[Fee, ...] | None = None
    """Phí, lệ phí; empty: nothing is due."""
    sets: int | None = Field(default=None, ge=0)
    """Số bộ hồ sơ."""
    originals: int | None = Field(default=None, ge=0)
    copies: int | None = Field(default=None, ge=0)
    times_a_year: Exact | None = Field(default=None, ge=0)
    """Số lần thực hiện trong một năm."""
    validity_years: Exact | None = Field(default=None, gt=0)
    """Thời hạn hiệu lực của kết quả, years. None: not spoken of, or without end (`unlimited`)."""
    unlimited: bool = False
    """Kết quả có hiệu lực không thời hạn."""
    kept: Exact | None = Field(default=None, ge=0, le=1)
    """Share of the work that is left, 0 to 1."""
    share: Exact | None = Field(default=None, ge=0, le=1)
    """Share of cases concerned: online, inspected afterwards, needing all of a chain."""
    minutes: Exact | None = Field(default=None, ge=0)
    """Time of the work, where the measure prints one."""
    level: Level | None = None
    """Cấp thực hiện."""
    agency: Text | None = None
    """Cơ quan có thẩm quyền."""
    name: Text | None = None
    """Tên mới, of a procedure or a paper."""


class Act(Record):
    """Văn bản cần sửa đổi, with its articles, and who leads (cơ quan chủ trì)."""

    number: str | None = None
    """Số hiệu, normalised; None where the text gives only a name."""
    name: Text | None = None
    articles: tuple[Text, ...] = ()
    """Điều, khoản, điểm."""
    lead: Text | None = None
    note: Text | None = None

    @property
    def key(self) -> str:
        """What one act is counted by."""
        return self.number or words.fold(self.name or "")


class Measure(Record):
    """One measure (phương án)."""

    id: Filled | None = None
    """Given by its author; otherwise `key` is made from what it says."""
    option: Option
    targets: tuple[Target, ...] = Field(min_length=1)
    """One for most options; several for gộp, liên thông."""
    title: Text | None = None
    text: Text | None = None
    """The words of the text: "không thực hiện" is a suspension, "bãi bỏ" is permanent."""
    before: Terms | None = None
    after: Terms | None = None
    acts: tuple[Act, ...] = ()
    """Văn bản, điều khoản cần sửa đổi."""
    owner: Text | None = None
    """Cơ quan chủ trì thực hiện."""
    deadline: date | None = None
    findings: tuple[str, ...] = ()
    """Ids of the findings behind it."""
    register_key: Text | None = None
    """Cơ sở dữ liệu that takes the place of the paper."""
    database: Text | None = None
    """The same, as the text writes it."""
    holder: Text | None = None
    """Cơ quan chủ quản cơ sở dữ liệu, as the text writes it."""
    sector: Text | None = None
    """Lĩnh vực, as the text writes it."""
    code_as_written: Text | None = None
    """Mã số of the procedure, only where the text writes it differently."""
    verdict: str | None = None
    """Verdict of the finding (catalogue/findings.py)."""
    instrument: str | None = None
    """Số hiệu of the text that puts it in force."""
    instrument_articles: tuple[Text, ...] = ()
    proposed: date | None = None
    approved: date | None = None
    since: date | None = None
    """Ngày có hiệu lực, first day in force."""
    applied: date | None = None
    """Day the portal or the national database showed it."""
    until: date | None = None
    """Last day of a temporary instrument; an amending act that keeps the cut removes it."""
    reverted: date | None = None
    """First day on which it holds no more, for any other reason."""
    effort: Exact | None = Field(default=None, ge=0)
    """Cost of putting it into effect, đồng, where somebody estimated it."""
    one_off: Exact | None = Field(default=None, ge=0)
    """One-off cost to those who must comply, đồng: outside the yearly formula."""
    source: Source | None = None
    """File and place where it was read; None: written by a person or suggested by analysis."""

    @model_validator(mode="after")
    def _dates_in_order(self) -> Self:
        if self.since is not None and self.until is not None and self.until < self.since:
            raise ValueError(f"until {self.until} lies before since {self.since}")
        if self.applied is not None and self.since is None:
            raise ValueError("a measure that is applied has a first day in force (since)")
        return self

    @property
    def key(self) -> str:
        """Identity: the author's id, else a hash over option, targets, change and instrument."""
        if self.id is not None:
            return self.id
        told = self.model_dump(mode="json", include={"option", "targets", "after", "instrument"})
        canonical = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return "PA-" + sha256(canonical.encode()).hexdigest()[:12]

    @property
    def procedures(self) -> tuple[str, ...]:
        """Keys of the procedures it acts on, sorted."""
        return tuple(sorted({t.procedure for t in self.targets if t.procedure is not None}))

    def state(self, day: date) -> MeasureState:
        """State on a day (trạng thái)."""
        if self.reverted is not None and self.reverted <= day:
            return MeasureState.REVERTED
        if self.since is not None and self.since <= day:
            if self.until is not None and self.until < day:
                return MeasureState.REVERTED
            shown = self.applied is not None and self.applied <= day
            return MeasureState.APPLIED if shown else MeasureState.IN_FORCE
        decided = self.approved is not None and self.approved <= day
        return MeasureState.APPROVED if decided else MeasureState.PROPOSED


class BadMeasure(CatalogueError):
    """A line that is no measure; nothing of the file is taken."""


def to_lines(measures: Iterable[Measure]) -> Iterator[str]:
    """One line of JSON per measure, by key; unset fields are left out."""
    for measure in sorted(measures, key=lambda m: m.key):
        yield measure.model_copy(update={"id": measure.key}).model_dump_json(exclude_defaults=True)


def from_lines(lines: Iterable[str], *, name: str) -> tuple[Measure, ...]:
    """Measures of a JSONL file, in its order; empty lines are skipped.

    Raises:
        BadMeasure: a line that is not a measure, with its number and field; two of one key.
    """
    found: dict[str, Measure] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            measure = Measure.model_validate_json(line)
        except ValidationError as error:
            raise BadMeasure(f"{name}, dòng {number}: {_told(error)}", at=f"{name}:{number}") from error
        if measure.key in found:
            raise BadMeasure(f"{name}, dòng {number}: phương án {measure.key} đã có ở dòng trên.", at=name)
        found[measure.key] = measure
    return tuple(found.values())


def _told(error: ValidationError) -> str:
    return "; ".join(
        f"{'.'.join(map(str, e['loc'])) or 'cả dòng'}: {e['msg']}" for e in error.errors(include_url=False)
    )
