"""Numbers that the articles announce against what was found in the annexes."""

from collections import Counter

from catalogue.issues import IssueLog
from catalogue.records import Change, Procedure
from importers.decisions.articles import Announced

NAMES = {
    Change.NEW: "mới ban hành",
    Change.AMENDED: "sửa đổi, bổ sung",
    Change.REPLACED: "thay thế",
    Change.REPEALED: "bãi bỏ",
    Change.STANDARDISED: "chuẩn hóa",
    Change.SUSPENDED: "không thực hiện",
    Change.CORRECTED: "đính chính",
}


def check_counts(announced: list[Announced], procedures: list[Procedure], issues: IssueLog) -> None:
    """Note an issue `count-differs` where the articles announce another number than was found.

    A total is compared with all, a number beside a kind of change with that kind. Procedures
    abolished in an article count only where the articles announce repeals.
    """
    if not announced:
        return
    found = Counter(procedure.change for procedure in procedures)
    for told in announced:
        if told.change is not None and told.count != _stated(announced, told.change):
            continue
        if told.change is None:
            parts = [other.count for other in announced if other.change is not None]
            if told.count in {len(procedures), sum(found.values()) - found[Change.REPEALED], sum(parts)}:
                continue
            seen, what = len(procedures), ""
        else:
            seen, what = found[told.change], f" {NAMES[told.change]}"
        if seen != told.count:
            issues.add(
                "count-differs",
                f"Quyết định nêu {told.count:02d} thủ tục{what}, đọc được {seen:02d}.",
                place=told.paragraph.place,
                quote=told.paragraph.text,
            )


def _stated(announced: list[Announced], change: Change) -> int:
    """The largest number given for a kind of change: smaller ones are its levels."""
    return max(told.count for told in announced if told.change is change)
