"""Who a record is about: its code as read, else a provisional id; one rule for all sources.

Not here: what a code looks like and how it is repaired (catalogue/identifiers.py).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from catalogue.errors import CodeNotUnderstood
from catalogue.identifiers import ProcedureCode
from catalogue.issues import IssueLog
from catalogue.records import Place, provisional_id
from catalogue.text import fold, squash

DELETED = "deletion_marker"
PADDED = "padded"
WHY = {
    "invalid_length": "sau dấu chấm phải có sáu chữ số",
    "old_code": "số hồ sơ trước năm 2018",
    "not_a_code": "không giống mã 1.001193",
}
"""Reasons of catalogue/identifiers.py, in words."""


@dataclass(frozen=True)
class Identity:
    """Code or provisional id of one record, and the words that both were read from."""

    code: str | None
    code_as_written: str | None
    provisional_id: str | None
    name: str
    place: Place
    stand_in: str
    """The provisional id that it would have."""
    flags: tuple[str, ...] = ()
    """How the code was repaired (catalogue/identifiers.py)."""

    @property
    def key(self) -> str:
        """Code, else provisional id."""
        return self.code or self.provisional_id or self.stand_in

    @property
    def said(self) -> dict[str, str | None]:
        """The three fields of the canonical record."""
        return {
            "code": self.code,
            "code_as_written": self.code_as_written,
            "provisional_id": self.provisional_id,
        }


def identify(
    written: str | None,
    *,
    name: str,
    agency: str | None,
    place: Place,
    issues: IssueLog,
    decision: str | None = None,
    level: str | None = None,
) -> Identity:
    """The identity told by a written code, before `settle`; without one, a provisional id and an issue.

    A code with a deletion mark ("-Xoa") is not taken as that code: a person has to decide.
    """
    told = squash(written or "")
    stand_in = provisional_id(decision=decision, agency=agency, name=name, level=told or level)
    without = Identity(None, written if told else None, stand_in, name, place, stand_in)
    if not told:
        _tell_missing(without, issues)
        return without
    try:
        parsed = ProcedureCode.parse(written or "")
    except CodeNotUnderstood as error:
        if error.hint == "no_code":
            _tell_missing(without, issues)
        else:
            _tell_not_understood(without, written or "", WHY.get(error.hint or ""), issues)
        return without
    if DELETED in parsed.flags:
        hint = f"có dấu hiệu đã bị xóa khỏi mã {parsed.core}"
        _tell_not_understood(without, written or "", hint, issues)
        return without
    as_written = None if written == parsed.core else written
    return Identity(parsed.core, as_written, None, name, place, stand_in, parsed.flags)


def _tell_missing(without: Identity, issues: IssueLog) -> None:
    issues.add(
        "code-missing",
        f"“{without.name[:120]}” không có mã số; dùng mã tạm {without.key}.",
        place=without.place,
        procedure=without.key,
    )


def _tell_not_understood(without: Identity, written: str, why: str | None, issues: IssueLog) -> None:
    issues.add(
        "code-not-understood",
        f"Mã số {written!r} không dùng được{f' ({why})' if why else ''}; dùng mã tạm {without.key}.",
        place=without.place,
        procedure=without.key,
        field="code",
        quote=written,
    )


def settle(identities: Sequence[Identity], issues: IssueLog) -> tuple[Identity, ...]:
    """Accept repaired codes with an issue each; take one back where the list writes it for another procedure.

    In the national list " 1.014325" and "1.014325" are two procedures of two provinces: the
    row that writes the code exactly keeps it, the other gets its provisional id.
    """
    names: dict[str, set[str]] = {}
    for one in identities:
        if one.code is not None:
            names.setdefault(one.code, set()).add(fold(one.name))
    settled = []
    for one in identities:
        if one.code is None or one.code_as_written is None:
            settled.append(one)
            continue
        shared = len(names[one.code]) > 1
        kept = replace(one, code=None, provisional_id=one.stand_in) if shared else one
        kind = "code-shared" if shared else "code-padded" if PADDED in one.flags else "code-repaired"
        why = f"{', '.join(one.flags) or 'chuẩn hóa'}"
        other = (
            f"; mã này thuộc một thủ tục khác trong cùng tệp, dùng mã tạm {one.stand_in}" if shared else ""
        )
        issues.add(
            kind,
            f"“{one.name[:120]}”: mã số viết {one.code_as_written!r}, đọc là {one.code} ({why}){other}.",
            place=one.place,
            procedure=kept.key,
            field="code",
            quote=one.code_as_written,
        )
        settled.append(kept)
    return tuple(settled)
