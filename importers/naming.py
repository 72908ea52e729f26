"""Codes by name: what a reading gives without a code, or with digits lost, against the names that are known.

Here: the rule, on one reading and a list of names; pure, the same answer for the same names.
Not here: how alike two names are (by_name.py), where the known names come from (known_names.py).

A name that is sure and belongs to one procedure fills the code (`matched-by-name`); another keeps the
provisional id and lists what may be meant (`name-unsure`). A code whose zeros were lost is taken where
the name is that of the code, or where nothing is known of it.
Source: DOMAIN §2.4.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from catalogue.errors import CodeNotUnderstood
from catalogue.identifiers import ProcedureCode
from catalogue.issues import Issue, IssueLog
from catalogue.measures import Measure, Target
from catalogue.records import Place, Procedure, provisional_id
from catalogue.store.reading import FileReading
from importers.by_name import Candidate, Known, Names, Wanted, candidates, compare, sure
from importers.identity import DELETED, PADDED
from importers.scanned import FROM_OCR

MATCHED, UNSURE, TAKEN, REFUSED = "matched-by-name", "name-unsure", "code-padded", "padded-code-refused"
UNCONFIRMED = "ocr-code-unconfirmed"
TOLD = frozenset({MATCHED, UNSURE, TAKEN, REFUSED, UNCONFIRMED})
"""Issues that depend on what the catalogue knows."""
OPEN = TOLD | {"code-missing", "code-not-understood"}
"""Issues of files that may be read otherwise once the catalogue knows more."""
LIKELY = 0.55
"""Least score of an alternative that is shown."""
AGREES = 0.8
"""Least score of a name beside a code that lost only zeros: the code itself is evidence."""
SHOWN = 3


def asks(reading: FileReading) -> bool:
    """Whether anything in it depends on the names that are known."""
    return any(_open(record) for record in reading.records) or any(
        target.procedure is None or _padded(measure.code_as_written)
        for measure in reading.measures
        for target in measure.targets
    )


def known_of(reading: FileReading) -> tuple[Known, ...]:
    """Names of procedures that the file itself gives a code; one that a name gave is no evidence."""
    return tuple(
        Known(record.code, record.name, record.levels, record.sector, record.issuing_agency)
        for record in reading.records
        if record.code is not None and MATCHED not in record.issues and not _open(record)
    )


def settled(reading: FileReading, names: Names) -> FileReading:
    """The same reading with the codes that the names give, and an issue for each of them."""
    return _Clerk(reading, names).reading()


def _open(record: Procedure) -> bool:
    if record.foreign_code is not None:
        return False
    return record.code is None or _padded(record.code_as_written) or FROM_OCR in record.issues


def _padded(written: str | None) -> bool:
    return PADDED in _flags(written)


def _flags(written: str | None) -> tuple[str, ...]:
    return () if written is None or (code := _parsed(written)) is None else code.flags


def _parsed(written: str) -> ProcedureCode | None:
    try:
        return ProcedureCode.parse(written)
    except CodeNotUnderstood:
        return None


@dataclass
class _Clerk:
    """Settles one reading."""

    told: FileReading
    names: Names
    issues: list[Issue] = field(default_factory=list)
    renamed: dict[str, str] = field(default_factory=dict)
    """Key before -> key now."""
    touched: set[str] = field(default_factory=set)
    """Keys, as they are now, of records with an issue more or less."""

    def reading(self) -> FileReading:
        self.issues = list(self.told.issues)
        records = [self._padded_code(self._scanned_code(record)) for record in self.told.records]
        claimed = Counter(record.code for record in records if record.code is not None)
        found = {at: self._found(record) for at, record in enumerate(records) if _nameless(record)}
        claimed.update(one.key for told in found.values() if (one := sure(told)) is not None)
        for at, told in found.items():
            records[at] = self._named(records[at], told, claimed)
        measures = tuple(self._measure(measure) for measure in self.told.measures)
        kept = {record.key for record in records}
        self.renamed = {before: now for before, now in self.renamed.items() if before not in kept}
        codes: dict[str | None, set[str]] = {}
        for issue in self.issues:
            codes.setdefault(self._now(issue.procedure), set()).add(issue.code)
        return replace(
            self.told,
            records=tuple(self._with_issues(record, codes) for record in records),
            issues=tuple(self._moved(issue) for issue in self.issues),
            measures=measures,
        )

    def _found(self, record: Procedure) -> tuple[Candidate, ...]:
        agencies = (record.issuing_agency, record.deciding_agency, *record.handling_agencies)
        if record.decision is not None:
            agencies = (*agencies, record.decision.agency)
        return candidates(
            record.name,
            self.names,
            levels=record.levels,
            sector=record.sector,
            agencies=[agency for agency in agencies if agency],
        )

    def _named(self, record: Procedure, found: Sequence[Candidate], claimed: Counter[str]) -> Procedure:
        """A record without code after a look at the names."""
        one, why = sure(found), ""
        if one is not None and claimed[one.key] > 1:
            one, why = None, "; mã của ứng viên đầu cũng là của một dòng khác trong tệp"
        if one is not None and DELETED in _flags(record.code_as_written):
            one, why = None, "; mã viết có dấu hiệu đã bị xóa"
        if one is None:
            self.touched.add(record.key)
            self._unsure(record.key, record.name, found, record.source.place, why)
            return record
        self._matched(one, record.name, found, record.source.place, one.key)
        return self._as(record, one.key)

    def _as(self, record: Procedure, code: str | None, stand_in: str | None = None) -> Procedure:
        changed = record.model_copy(update={"code": code, "provisional_id": None if code else stand_in})
        self.renamed[record.key] = changed.key
        self.touched.add(changed.key)
        return changed

    def _scanned_code(self, record: Procedure) -> Procedure:
        """A record whose code was recognised in an image: a digit may be wrong, the name must be its own."""
        if record.code is None or FROM_OCR not in record.issues:
            return record
        known = self.names.of(record.code)
        if self._agrees(record, known):
            return record
        names = "; ".join(f"“{one.name[:120]}”" for one in known[:SHOWN])
        refused = self._as(record, None, _stand_in(record))
        self._note(
            UNCONFIRMED,
            f"“{record.name[:120]}”: mã {record.code} nhận dạng từ ảnh, "
            + (f"trong danh mục là {names}" if known else "danh mục chưa có mã này")
            + f"; dùng mã tạm {refused.key}.",
            record.source.place,
            refused.key,
            quote=record.code_as_written or record.code,
        )
        return refused

    def _padded_code(self, record: Procedure) -> Procedure:
        """A record whose code lost its last zeros: taken, or a provisional id with the reason."""
        written = record.code_as_written
        if written is None or not _padded(written) or record.foreign_code is not None:
            return record
        if FROM_OCR in record.issues:
            return record  # zeros lost and digits misread look alike
        code = _parsed(written)
        assert code is not None  # noqa: S101 - it has flags
        known = self.names.of(code.core)
        place, agrees = record.source.place, self._agrees(record, known)
        self.issues = [
            issue
            for issue in self.issues
            if not (issue.procedure == record.key and issue.code in {TAKEN, "code-not-understood"})
        ]
        if known and not agrees:
            names = "; ".join(f"“{one.name[:120]}”" for one in known[:SHOWN])
            refused = self._as(record, None, record.provisional_id or _stand_in(record))
            self._note(
                REFUSED,
                f"“{record.name[:120]}”: mã viết {written!r}, bù số 0 thành {code.core}, nhưng mã này trong "
                f"danh mục là {names}; dùng mã tạm {refused.key}.",
                place,
                refused.key,
                quote=written,
            )
            return refused
        taken = self._as(record, code.core)
        self._note(
            "code-repaired" if known else TAKEN,
            f"“{record.name[:120]}”: mã số viết {written!r}, đọc là {code.core} "
            + ("(bù số 0; tên khớp với danh mục)." if known else "(bù số 0; danh mục chưa có mã này)."),
            place,
            taken.key,
            quote=written,
        )
        return taken

    def _agrees(self, record: Procedure, known: Sequence[Known]) -> bool:
        wanted = Wanted(record.name, record.levels, record.sector)
        return any(compare(wanted, one).score >= AGREES for one in known)

    def _measure(self, measure: Measure) -> Measure:
        """Targets that a measure names without a code; its own identity stays what the text says."""
        key = measure.key
        targets = tuple(self._target(target, measure) for target in measure.targets)
        if targets == measure.targets:
            return measure
        return measure.model_copy(update={"id": key, "targets": targets})

    def _target(self, target: Target, measure: Measure) -> Target:
        place = measure.source.place if measure.source is not None else Place()
        name = target.procedure_name
        if target.procedure is not None and name is not None and _padded(measure.code_as_written):
            known = self.names.of(target.procedure)
            if not known or any(compare(Wanted(name), one).score >= AGREES for one in known):
                return target
            self._note(
                REFUSED,
                f"Phương án về “{name[:120]}”: mã viết {measure.code_as_written!r}, bù số 0 thành "
                f"{target.procedure}, nhưng mã này trong danh mục là “{known[0].name[:120]}”; không dùng mã.",
                place,
                None,
                quote=measure.code_as_written,
            )
            target = target.model_copy(update={"procedure": None})
        if target.procedure is not None or name is None or target.condition is not None:
            return target
        found = candidates(name, self.names, sector=measure.sector)
        one = sure(found)
        if one is None:
            self._unsure(None, name, found, place, "")
            return target
        self._matched(one, name, found, place, one.key)
        return target.model_copy(update={"procedure": one.key})

    def _matched(
        self, one: Candidate, name: str, found: Sequence[Candidate], place: Place, procedure: str
    ) -> None:
        others = _listed(found[1:])
        self._note(
            MATCHED,
            f"“{name[:150]}” không nêu mã; ghép theo tên với {one.key} “{one.name[:150]}”, "
            f"điểm {one.score:.2f} ({', '.join(one.because)})"
            + (f". Ứng viên khác: {others}." if others else "; không có ứng viên nào khác gần."),
            place,
            procedure,
        )

    def _unsure(
        self, procedure: str | None, name: str, found: Sequence[Candidate], place: Place, why: str
    ) -> None:
        if told := _listed(found):
            self._note(
                UNSURE,
                f"“{name[:150]}” không nêu mã và chưa rõ là thủ tục nào{why}. Ứng viên: {told}.",
                place,
                procedure,
            )

    def _note(
        self, code: str, message: str, place: Place, procedure: str | None, *, quote: str | None = None
    ) -> None:
        log = IssueLog()
        log.add(code, message, place=place, procedure=procedure, field="code", quote=quote)
        self.issues.extend(log)

    def _moved(self, issue: Issue) -> Issue:
        key = self._now(issue.procedure)
        return issue if key == issue.procedure else issue.model_copy(update={"procedure": key})

    def _now(self, key: str | None) -> str | None:
        """The key that a procedure has in the end."""
        while key in self.renamed:
            key = self.renamed[key]
        return key

    def _with_issues(self, record: Procedure, codes: Mapping[str | None, set[str]]) -> Procedure:
        """The codes of its issues anew; procedures that it replaces under the keys they have now."""
        changed: dict[str, Any] = {}
        replaces = tuple(self._now(key) or key for key in record.replaces)
        if replaces != record.replaces:
            changed["replaces"] = replaces
        if record.key in self.touched:
            changed["issues"] = tuple(sorted(codes.get(record.key, ())))
        return record.model_copy(update=changed) if changed else record


def _nameless(record: Procedure) -> bool:
    return record.code is None and record.foreign_code is None


def _stand_in(record: Procedure) -> str:
    number = record.decision.number if record.decision is not None else None
    return provisional_id(
        decision=number,
        agency=record.issuing_agency,
        name=record.name,
        level=record.code_as_written or record.code,
    )


def _listed(found: Sequence[Candidate]) -> str:
    shown = [one for one in found if one.score >= LIKELY][:SHOWN]
    return "; ".join(
        f"{one.key} “{one.name[:120]}” {one.score:.2f} ({', '.join(one.because)})" for one in shown
    )
