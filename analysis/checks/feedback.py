"""Feedback left unanswered (phản ánh, kiến nghị chưa xử lý) past its deadline."""

from collections.abc import Iterator
from datetime import date

from analysis.checks.rules import Context, Hit
from analysis.deadlines import feedback_due
from catalogue.feedback import Feedback
from catalogue.records import Procedure

STEPS = {
    "forward": "chuyển cơ quan có thẩm quyền",
    "answer": "trả lời",
    "publish": "công khai kết quả trả lời",
}


def check(procedure: Procedure, context: Context) -> Iterator[Hit]:
    """One hit for each feedback of the procedure that waits past a deadline."""
    for one in context.feedback.get(procedure.key, ()):
        for step, due in feedback_due(one, context.calendar, figures=context.figures):
            if due < context.day:
                yield _hit(one, step, due, context)
                break


def _hit(one: Feedback, step: str, due: date, context: Context) -> Hit:
    late = context.calendar.between(due, context.day)
    return Hit(
        rule="feedback-overdue",
        field="feedback",
        quote=one.text or one.number,
        why=f"{one.number} tiếp nhận ngày {one.received:%d/%m/%Y}; hạn {STEPS[step]} {due:%d/%m/%Y}, "
        f"đã quá {late} ngày làm việc.",
        suggestion=f"Thực hiện ngay việc {STEPS[step]} {one.number}, rồi ghi ngày vào danh mục.",
        mark=one.number,
    )
