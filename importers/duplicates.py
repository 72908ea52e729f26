"""Rows of one list that carry one code: who keeps it, who is told as a repetition.

A file may say one thing of a procedure once (the store refuses two). In a list the first row that
writes the code keeps it; a row of another name gets a provisional id, a row of the same name is the
same procedure listed again. Not here: how a code is read (identity.py).
"""

from collections.abc import Sequence
from dataclasses import replace

from catalogue.issues import IssueLog
from catalogue.text import fold
from importers.identity import Identity, settle

SUFFIXED = ("suffixed",)
"""Flags of a code that is followed by the code of an agency (1.001193.000.00.00.H49)."""


def settle_rows(
    identities: Sequence[Identity], issues: IssueLog, *, same: Sequence[object] | None = None
) -> tuple[Identity | None, ...]:
    """As `settle`, for lists that repeat themselves; None for a row that only repeats an earlier one.

    `same` are the other words of each row: equal ones make a plain repetition, others are told as
    two statements of one procedure.
    """
    settled = _settled(identities, issues)
    first: dict[str, int] = {}
    for number in sorted(range(len(settled)), key=lambda n: (settled[n].code_as_written is not None, n)):
        first.setdefault(settled[number].key, number)
    found: list[Identity | None] = []
    for number, one in enumerate(settled):
        leader, kept = first[one.key], one
        if leader != number and fold(settled[leader].name) != fold(one.name):
            kept = _apart(one)
            if first.setdefault(kept.key, number) == number:
                _tell_shared(kept, settled[leader], issues)
            leader = first[kept.key]
        if leader == number:
            found.append(kept)
        else:
            equal = same is None or same[leader] == same[number]
            _tell_repeated(kept, settled[leader], issues, equal=equal)
            found.append(None)
    return tuple(found)


def _settled(identities: Sequence[Identity], issues: IssueLog) -> list[Identity]:
    """As `settle`; a code with the suffix of an agency is no repair and holds as if it were written alone."""
    plain = [one.code is not None and one.flags == SUFFIXED for one in identities]
    told = [
        replace(one, code_as_written=None) if suffixed else one
        for one, suffixed in zip(identities, plain, strict=True)
    ]
    settled = []
    for one, original, suffixed in zip(settle(told, issues), identities, plain, strict=True):
        if suffixed:
            issues.add(
                "code-repaired",
                f"“{original.name[:120]}”: mã số viết {original.code_as_written!r}, đọc là {original.code} "
                f"({', '.join(original.flags)}).",
                place=original.place,
                procedure=original.key,
                field="code",
                quote=original.code_as_written,
            )
        settled.append(original if suffixed else one)
    return settled


def _apart(one: Identity) -> Identity:
    """A row of another name under a code that is taken: it keeps its words and gets a provisional id."""
    return replace(
        one, code=None, code_as_written=one.code_as_written or one.code, provisional_id=one.stand_in
    )


def _tell_shared(kept: Identity, leader: Identity, issues: IssueLog) -> None:
    """Told at both rows: which of the two names is right, the file does not say."""
    issues.add(
        "code-shared",
        f"“{kept.name[:120]}” ghi mã {leader.key} đã dùng cho “{leader.name[:120]}” ({leader.place}); "
        f"dùng mã tạm {kept.key}.",
        place=kept.place,
        procedure=kept.key,
        field="code",
        quote=kept.code_as_written,
    )
    issues.add(
        "values-differ",
        f"Mã {leader.key} còn được ghi cho “{kept.name[:120]}” ({kept.place}); chưa rõ tên nào đúng.",
        place=leader.place,
        procedure=leader.key,
        field="code",
        quote=leader.code_as_written or leader.code,
    )


def _tell_repeated(one: Identity, leader: Identity, issues: IssueLog, *, equal: bool) -> None:
    issues.add(
        "listed-twice" if equal else "listed-twice-differently",
        f"“{one.name[:120]}” ({one.key}) đã có tại {leader.place}; "
        f"{'dòng này lặp lại' if equal else 'dòng này nêu khác ở cột khác'}, không nhập lần hai.",
        place=one.place,
        procedure=one.key,
        quote=one.code_as_written or one.code,
    )
