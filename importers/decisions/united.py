"""One code listed twice in one decision (for example at two levels) is one procedure."""

from catalogue.issues import IssueLog
from catalogue.records import Coverage, Level, Procedure, content, provisional_id

APART = {"levels", "legal_bases", "coverage", "channels", "handling_agencies", "sector"}
"""Fields that rows of one procedure may tell differently; they are united."""


def unite(procedures: list[Procedure], issues: IssueLog) -> list[Procedure]:
    """Records with distinct keys; levels, agencies and bases of rows with one code are united."""
    told: dict[str, Procedure] = {}
    for given in procedures:
        record = _told_apart(given, told, issues)
        key = record.key
        if key not in told:
            told[key] = record
            continue
        first = told[key]
        differ = _differences(first, record)
        if differ:
            issues.add(
                "listed-twice-differently",
                f"{key} được nêu hai lần, khác nhau ở: {', '.join(differ)}; lấy lần đầu.",
                place=record.source.place,
                procedure=key,
                quote=record.name,
            )
        else:
            issues.add(
                "listed-twice",
                f"{key} được nêu hai lần: {first.source.place}; {record.source.place}.",
                place=record.source.place,
                procedure=key,
                quote=record.name,
            )
        told[key] = _joined(first, record, issues)
    return list(told.values())


def _told_apart(record: Procedure, told: dict[str, Procedure], issues: IssueLog) -> Procedure:
    """Without codes, rows with one name that say different things are two procedures with two ids."""
    number = 1
    while record.code is None and record.key in told and _says_else(told[record.key], record):
        number += 1
        decision = record.decision
        anew = provisional_id(
            decision=decision.number if decision else None,
            agency=decision.agency if decision else None,
            name=record.name,
            level=f"{'+'.join(record.levels)}|{record.change or ''}|{number}",
        )
        record = record.model_copy(update={"provisional_id": anew})
    if number > 1:
        issues.add(
            "code-missing",
            f"Không có mã số; tên “{record.name[:120]}” được nêu {number} lần với nội dung khác nhau.",
            place=record.source.place,
            procedure=record.key,
        )
        record = record.model_copy(update={"issues": issues.codes_of(record.key)})
    return record


def _says_else(first: Procedure, second: Procedure) -> bool:
    return bool(_differences(first, second)) or first.sector != second.sector


def _differences(first: Procedure, second: Procedure) -> list[str]:
    a, b = content(first), content(second)
    apart = APART if first.code is not None else APART | {"provisional_id"}
    return [name for name in a if name not in apart and a[name] and b[name] and a[name] != b[name]]


def _joined(first: Procedure, second: Procedure, issues: IssueLog) -> Procedure:
    fuller, other = (
        (second, first)
        if second.coverage is Coverage.FULL and first.coverage is Coverage.LISTED
        else (first, second)
    )
    levels = {*first.levels, *second.levels}
    known = {basis.number or basis.name for basis in fuller.legal_bases}
    return fuller.model_copy(
        update={
            "source": first.source,
            "change": first.change,
            "levels": tuple(level for level in Level if level in levels),
            "sector": first.sector or second.sector,
            "handling_agencies": tuple(dict.fromkeys(first.handling_agencies + second.handling_agencies)),
            "legal_bases": fuller.legal_bases
            + tuple(basis for basis in other.legal_bases if (basis.number or basis.name) not in known),
            "channels": fuller.channels or other.channels,
            "issues": issues.codes_of(first.key),
        }
    )
