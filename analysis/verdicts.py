"""What may be done about a paper that the State made: look it up, ask for it, or neither.

Here: the verdict on one paper of one row on a day, with its reasons. Not here: finding such papers and what
shows who holds them (once_only.py), what a register holds (registers.py), what goes back (returned.py).

Only the whole text allows "không được yêu cầu": a listed paper, its article in force on the day, a
subject inside the register, no partial coverage, no other paper as a choice, no exception of a
sector law. Each condition that is not met, or not known, makes the verdict weaker.

Source: Nghị quyết 66.7/2025/NQ-CP, Điều 2 khoản 2 and 3, Điều 3, Điều 4, Điều 6 khoản 1.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from analysis.asked import Asked, papers
from analysis.documents.line import spelled_out
from analysis.documents.reading import Form, Mention
from analysis.issuers import Issued
from analysis.paper_keys import folded
from analysis.promises import promised_for
from analysis.registers import Holding, holding_of, outside, rule
from analysis.returned import (
    changes,
    ends,
    goes_back,
    is_changed,
    is_corrected,
    is_noted,
    is_old,
    is_put_on,
    of_the_past,
)
from catalogue.findings import Verdict
from catalogue.records import ChannelKind, Procedure

STRENGTH = {
    Verdict.UNLAWFUL_TO_ASK: 4,
    Verdict.LOOK_UP: 3,
    Verdict.ASK_IF_LOOKUP_FAILS: 2,
    Verdict.ALREADY_PROMISED: 1,
    Verdict.ASK: 0,
}
SURRENDERED = (
    "Bản chính là giấy tờ được thay, đổi, ghi nhận trong chính thủ tục này: "
    "dữ liệu thay nội dung, không thay việc thu hồi."
)
CORRECTED = (
    "Giấy tờ dùng để chứng minh dữ liệu trong sổ, cơ sở dữ liệu sai: chính dữ liệu ấy không thay được."
)
PAST = "Dòng này nhận giấy tờ cũ làm chứng cứ về quá khứ: dữ liệu hôm nay không thay được."
FORMER = "Dòng này nhận cả giấy tờ cấp qua các thời kỳ: cơ sở dữ liệu có thể chưa có bản cũ."
ELSEWHERE = (
    "Cơ quan này cấp loại giấy tờ ấy, nhưng cơ quan khác (hoặc cơ quan cùng loại ở nơi khác) cũng cấp: "
    "tra trước trong hồ sơ lưu, cơ sở dữ liệu của mình; không thấy thì mới yêu cầu nộp."
)
OUTSIDE = "Có đối tượng “{}”: chỉ thay được trong phạm vi cơ sở dữ liệu trả lời được (Điều 2 khoản 3)."
OTHERS = re.compile(r"(?:các |những |một trong các )?giấy tờ khác\b")
"""What a row leaves open: hoặc các giấy tờ khác có dán ảnh."""


@dataclass(frozen=True)
class Held:
    """One paper of one row, with what is known of who holds it."""

    asked: Asked
    mention: Mention
    holding: Holding | None
    issued: tuple[Issued, ...]
    own: tuple[str, ...]
    """Agencies that ask for the paper and issue it."""
    elsewhere: bool = False
    """Other agencies issue it too, or others of its kind: a department of another province."""

    @property
    def returned(self) -> bool:
        """The row itself says that the original goes back: data do not stand for the thing."""
        name, row = spelled_out(self.asked.procedure.name), spelled_out(self.asked.component.text)
        shown = self._only_copies and self.mention.form is not Form.ORIGINAL
        changed = goes_back(name, row) or (is_changed(name, row, self.mention.name) and not shown)
        changed = changed or is_put_on(name, self.mention.type)
        replaced = self.surrendered or (self.holding is not None and changes(name))
        wound_up = bool(self.own) and self._only_original and ends(name)
        altered = bool(self.own) and self.mention.form is Form.ORIGINAL and changes(name)
        changed = changed or self._given_up or self._noted or wound_up or altered
        return changed or (replaced and is_old(row, self.mention.name))

    def outdated(self, day: date) -> bool:
        """Papers of this type have lost their validity on the day."""
        last = self.holding.type.valid_until if self.holding is not None else None
        return last is not None and last < day

    @property
    def _noted(self) -> bool:
        """The change is written on the paper itself, and no copy of it is taken."""
        noted = is_noted(spelled_out(self.asked.procedure.name), self.mention.type)
        return noted and self.mention.form in (Form.ORIGINAL, Form.UNSTATED) and not self._only_copies

    @property
    def _only_copies(self) -> bool:
        row = self.asked.component
        return bool(row.copies) and not row.originals

    @property
    def _given_up(self) -> bool:
        """This procedure changes the paper, and the row takes its original and no copy."""
        return self.surrendered and (self.mention.form is Form.ORIGINAL or self._only_original)

    @property
    def _only_original(self) -> bool:
        row = self.asked.component
        return bool(row.originals) and not row.copies

    @property
    def surrendered(self) -> bool:
        """The original probably goes back: this procedure changes or replaces the paper it asks for."""
        here = self.asked.procedure
        if is_noted(spelled_out(here.name), self.mention.type):
            return True
        # by name first: papers of one name are filed with all procedures that issue them
        issued_here = any(
            one.procedure_name == here.name and any(o.procedure == here.key for o in one.outcomes)
            for one in self.issued
        )
        form, originals = self.mention.form, self.asked.component.originals
        return issued_here and (form is Form.ORIGINAL or (form is Form.UNSTATED and originals != 0))


def judge(held: Held, day: date, *, excepted: bool = False) -> tuple[Verdict, tuple[str, ...]]:
    """What may be done about the paper on the day, and why, in Vietnamese, one sentence each."""
    if promised_for(held.asked, held.mention):
        return Verdict.ALREADY_PROMISED, (
            "Chính dòng này đã viết rằng không phải nộp khi khai thác được dữ liệu điện tử.",
        )
    if excepted:
        return Verdict.ASK, ("Luật chuyên ngành quy định riêng phải nộp giấy tờ này (ngoại lệ đã ghi nhận).",)
    if held.returned:
        return Verdict.ASK, (SURRENDERED,)
    if is_corrected(held.asked.procedure.name, held.mention.type):
        return Verdict.ASK, (CORRECTED,)
    if held.outdated(day) and of_the_past(held.asked.component.text):
        return Verdict.ASK, (PAST,)
    if held.holding is None:
        return _issued_only(held, day)
    if not held.holding.in_force(day):
        return Verdict.ASK, tuple(_out_of_force(held.holding, held.asked.procedure, day))
    if held.holding.clause not in rule().clauses:
        why = "Chỉ thay được khi cơ quan quản lý đã công bố phạm vi dữ liệu (Điều 6 khoản 1); chưa ghi nhận."
        who = outside(held.asked.procedure, held.asked.component.text)
        beyond = (OUTSIDE.format(who),) if who is not None else ()
        back = (SURRENDERED,) if held.surrendered else ()
        return Verdict.ASK_IF_LOOKUP_FAILS, (why, *beyond, *back)
    return _listed(held, held.holding)


def _issued_only(held: Held, day: date) -> tuple[Verdict, tuple[str, ...]]:
    if not rule().since <= day <= rule().until:
        return Verdict.ASK, (f"Ngày {day:%d/%m/%Y} nằm ngoài thời hạn của {rule().document}.",)
    if held.surrendered:
        return Verdict.ASK_IF_LOOKUP_FAILS, (SURRENDERED,)
    weaker = _choice(held)
    if held.own and held.elsewhere:
        return Verdict.ASK_IF_LOOKUP_FAILS, (ELSEWHERE, *weaker)
    who = outside(held.asked.procedure, held.asked.component.text)
    if held.own and who is not None:
        return Verdict.ASK_IF_LOOKUP_FAILS, (OUTSIDE.format(who), *weaker)
    if held.own:
        return Verdict.LOOK_UP, (
            "Chính cơ quan này đã cấp giấy tờ nên tra được trong hồ sơ lưu, cơ sở dữ liệu của mình.",
            *weaker,
        )
    return Verdict.ASK_IF_LOOKUP_FAILS, (
        "Không thuộc Điều 4 khoản 1 đến 9: chỉ thay được khi dữ liệu của cơ quan cấp đã đầy đủ (khoản 10).",
        *weaker,
    )


def _out_of_force(holding: Holding, procedure: Procedure, day: date) -> Iterator[str]:
    yield f"Ngày {day:%d/%m/%Y} nằm ngoài thời hạn của {holding.dated_base}."
    online = any(channel.channel is ChannelKind.ONLINE for channel in procedure.channels)
    for base, since in rule().online:
        if online and since <= day:
            yield f"Với dịch vụ công trực tuyến vẫn phải xét {base} (từ {since:%d/%m/%Y})."


def _listed(held: Held, holding: Holding) -> tuple[Verdict, tuple[str, ...]]:
    """Papers of khoản 1 to 9 in force: unlawful to ask, unless a condition fails."""
    weaker = tuple(_conditions(held, holding))
    if weaker:
        return Verdict.ASK_IF_LOOKUP_FAILS, (*weaker, *((SURRENDERED,) if held.surrendered else ()))
    doubts = tuple(_doubts(held, holding))
    if doubts:
        return Verdict.LOOK_UP, doubts
    lawful = (
        f"Giấy tờ thuộc {holding.legal_base}, đang có hiệu lực; đối tượng nằm trong cơ sở dữ liệu; "
        "chưa ghi nhận ngoại lệ của luật chuyên ngành."
    )
    fallback = (
        "Nếu không khai thác được hoặc dữ liệu sai thì được yêu cầu nộp "
        "và đề nghị người dân cập nhật dữ liệu (Điều 2 khoản 2)."
    )
    return Verdict.UNLAWFUL_TO_ASK, (lawful, fallback)


def _conditions(held: Held, holding: Holding) -> Iterator[str]:
    """What stands against the register's standing for the paper, all of it."""
    asked, text = held.asked, held.asked.component.text
    who = outside(asked.procedure, text)
    if who is not None:
        yield OUTSIDE.format(who)
    elif not asked.procedure.applicants:
        yield "Nguồn không nêu đối tượng thực hiện nên chưa chắc mọi người đều nằm trong cơ sở dữ liệu."
    if rule().lost.search(folded(asked.procedure.name)):
        yield rule().lost_why
    if holding.partial is not None and folded(holding.partial) not in folded(held.mention.name):
        part = holding.partial
        yield f"Cơ sở dữ liệu mới thay thế một phần ({part}); tên giấy tờ không nói đó là {part}."
    if of_the_past(text):
        yield FORMER
    if holding.type.umbrella and OTHERS.match(folded(held.mention.name)) is not None:
        yield "Dòng này không nêu tên giấy tờ; cần người đọc lại."


def _doubts(held: Held, holding: Holding) -> Iterator[str]:
    if holding.type.umbrella:
        yield "Tên gọi chung cho nhiều loại giấy tờ, có loại không thuộc Điều 4 khoản 1 đến 9."
    if holding.type.id in rule().fresh_types and rule().fresh.search(folded(held.asked.component.text)):
        yield rule().fresh_why
    if held.surrendered:
        yield SURRENDERED
    yield from _choice(held)


def _choice(held: Held) -> tuple[str, ...]:
    """Another paper may be handed in instead, held by no listed register; or the row names too many."""
    told = papers(held.asked)
    others = [m for m in told if m.type != held.mention.type and holding_of(m) is None]
    either = held.asked.reading.alternatives or any(_beside(held, one) for one in others)
    open_ended = rule().choice.search(folded(held.asked.component.text)) is not None
    if others and (either or open_ended):
        name = others[0].name
        return (f"Có thể nộp giấy tờ khác thay thế ({name}), không nằm trong cơ sở dữ liệu nào đã kể.",)
    if open_ended and not either:
        return ("Dòng này cho chọn một trong nhiều giấy tờ, có loại không nêu tên.",)
    if len(told) > rule().many:
        return (f"Dòng này nêu {len(told)} giấy tờ; cần người đọc lại.",)
    return ()


def _beside(held: Held, other: Mention) -> bool:
    """The other paper stands behind "hoặc" in the item of the row that names this one."""
    row, name = folded(held.asked.component.text), folded(held.mention.name)
    at = row.find(name)
    behind = row[at + len(name) :].partition(";")[0] if at >= 0 else ""
    return f" hoặc {folded(other.name)}" in behind
