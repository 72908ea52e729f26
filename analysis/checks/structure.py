"""Procedures in the wrong drawer: internal ones among those of citizens, bundles without members."""

from collections.abc import Iterator

from analysis.checks.rules import Context, Hit, is_full, lookup, pattern
from catalogue import text as words
from catalogue.records import Kind, Procedure


def check(procedure: Procedure, context: Context) -> Iterator[Hit]:  # noqa: ARG001
    """Internal and interconnected procedures (nội bộ, liên thông)."""
    yield from _internal(procedure)
    yield from _bundle(procedure)


def _internal(procedure: Procedure) -> Iterator[Hit]:
    code, said = procedure.code, lookup()["internal"]
    if code is None:
        return
    by_code = code[0] in said["digits"]
    named = [one for one in procedure.applicants if words.fold(one) in said["citizens"]]
    if by_code and procedure.kind is not None and procedure.kind is not Kind.INTERNAL:
        why = f"Mã {code} thuộc dãy mã nội bộ (5.x, 6.x) nhưng loại thủ tục là “{procedure.kind}”."
        suggestion = "Sửa loại thủ tục thành “nội bộ”, hoặc cấp mã thủ tục của người dân, doanh nghiệp."
    elif (by_code or procedure.kind is Kind.INTERNAL) and named:
        why = f"Thủ tục nội bộ nhưng đối tượng thực hiện có: {'; '.join(named)}."
        suggestion = (
            "Nếu người dân, doanh nghiệp phải nộp hồ sơ thì công bố thành thủ tục hành chính; "
            f"nếu không, bỏ “{'; '.join(named)}” khỏi đối tượng thực hiện."
        )
    else:
        return
    yield Hit(
        rule="internal-mismatch",
        field="kind",
        quote=procedure.name,
        why=why,
        suggestion=suggestion,
    )


def _bundle(procedure: Procedure) -> Iterator[Hit]:
    named = pattern("interconnected", "name").search(words.fold(procedure.name)) is not None
    if not (named or procedure.kind is Kind.INTERCONNECTED) or procedure.related or not is_full(procedure):
        return
    yield Hit(
        rule="interconnected-unlinked",
        field="related",
        quote=procedure.name,
        why="Tên hoặc loại cho thấy đây là nhóm liên thông, nhưng mục thủ tục liên quan để trống.",
        suggestion="Ghi mã từng thủ tục thành viên, theo thứ tự, vào mục “Thủ tục hành chính liên quan”.",
    )
