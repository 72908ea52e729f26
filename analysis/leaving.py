"""What measures leave of one procedure: of its papers, its hand-in, its fees, its record.

Here: all options of one procedure at once, so that their order does not matter and overlapping
cuts count once. Not here: several procedures joined (joining.py), the record after
(rewriting.py), the cost of what is left (scenario.py).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction

from analysis.preparing import Effect, Paper, range_of
from analysis.scm import ZERO, Range
from analysis.subject import Subject
from catalogue.measures import Measure, Target, Terms
from catalogue.options import Option
from catalogue.parameters import Dimension, Used
from catalogue.records import ChannelKind, Level, TimeLimit, TimeUnit

Effects = dict[Paper, Effect]
DAYS = {
    TimeUnit.HOUR: Fraction(1, 24),
    TimeUnit.DAY: Fraction(1),
    TimeUnit.WORKING_DAY: Fraction(7, 5),
    TimeUnit.MONTH: Fraction(30),
    TimeUnit.YEAR: Fraction(365),
}
"""Only to tell which of two limits is the shorter; never shown, never added."""
NEARNESS = (Level.COMMUNE, Level.DISTRICT, Level.PROVINCE, Level.OTHER, Level.CENTRAL)


@dataclass
class Left:
    """What is left of one procedure; built by `left_of`, read by scenario.py."""

    effects: Effects = field(default_factory=dict)
    gone: set[Paper] = field(default_factory=set)
    """Papers that need not be handed in any more, or only where a look-up fails."""
    dropped: set[Paper] = field(default_factory=set)
    """Those of them that are asked of nobody."""
    abolished: bool = False
    merged_into: str | None = None
    submit: Fraction = Fraction(1)
    """Share of handing in that is left."""
    collect: Fraction = Fraction(1)
    fees: Fraction | None = None
    """The most that is still paid, đồng."""
    fees_of: dict[ChannelKind, Fraction] = field(default_factory=dict)
    fees_kept: Fraction = Fraction(1)
    """Share of every fee that is left."""
    sets: int | None = None
    copies: dict[int, int] = field(default_factory=dict)
    level: Level | None = None
    agency: str | None = None
    online: Fraction | None = None
    """Share of cases handed in online."""
    confirm: str | None = None
    """dossier: only look over what the State prepared. all: only confirm or refuse."""
    inspection: tuple[Fraction, Fraction] | None = None
    """Share inspected afterwards, minutes."""
    times: Fraction = Fraction(1)
    """Share of the cases a year that is left."""
    time_limit: TimeLimit | None = None
    conditions: set[str] = field(default_factory=set)
    renamed: dict[int, str] = field(default_factory=dict)
    name: str | None = None
    unclaimed: set[str] = field(default_factory=set)
    """Why no saving is claimed, in Vietnamese."""
    used: dict[tuple[str, int], Used] = field(default_factory=dict)

    def cut(self, papers: Iterable[Paper], effect: Effect) -> None:
        """Two cuts of one paper leave the lesser; they are not added."""
        for paper in papers:
            self.effects[paper] = less(self.effects.get(paper), effect)


def less(one: Effect | None, other: Effect) -> Effect:
    """The lesser of two effects, part by part."""
    if one is None:
        return other
    return Effect(
        least(one.kept, other.kept),
        least(one.copies_kept, other.copies_kept),
        least(one.hours_kept, other.hours_kept),
    )


def least(one: Range, other: Range) -> Range:
    """The lesser of two ranges, bound by bound."""
    return Range(min(one.low, other.low), min(one.central, other.central), min(one.high, other.high))


def left_of(subject: Subject, measures: Iterable[Measure]) -> Left:
    """What the measures leave of a procedure, whatever their order; joining is left out."""
    left = Left()
    for measure in measures:
        act = _ACTS.get(measure.option)
        if act is None:
            continue
        for target in measure.targets:
            if target.procedure == subject.procedure.key:
                act(left, subject, measure, target)
    return left


def _meant(left: Left, subject: Subject, measure: Measure, target: Target) -> list[Paper]:
    """The papers a target names; none is guessed."""
    if target.component is not None:
        if target.component >= len(subject.readings):
            left.unclaimed.add(f"{measure.key}: hồ sơ không có dòng {target.component + 1}")
            return []
        papers = subject.papers_of(target.component)
    elif target.document_type is not None:
        papers = subject.all_papers
    else:
        left.unclaimed.add(f"{measure.key}: chưa chỉ ra giấy tờ nào của hồ sơ")
        return []
    return [p for p in papers if target.document_type in (None, p[1])]


def _after(measure: Measure) -> Terms:
    return measure.after or Terms()


def _abolish(left: Left, subject: Subject, measure: Measure, target: Target) -> None:  # noqa: ARG001
    left.abolished = True


def _drop(left: Left, subject: Subject, measure: Measure, target: Target) -> None:
    papers, kept = _meant(left, subject, measure, target), _after(measure).kept
    # the paper goes, but the share of its work that moves into another one stays
    left.cut(papers, Effect(kept=ZERO if kept is None else Range.of(kept)))
    left.gone |= set(papers)
    left.dropped |= set(papers)


def _look_up(left: Left, subject: Subject, measure: Measure, target: Target) -> None:
    kept = _after(measure).kept
    for paper in _meant(left, subject, measure, target):
        if subject.readings[paper[0]].promised:
            continue  # the text itself promises it: in the cost before
        if kept is None:
            used = subject.parameters.on("share.lookup_fails", subject.day, _scope(subject, measure, paper))
            left.used[used.name, id(used.value)] = used
            effect = Effect(kept=range_of(used))
        else:
            effect = Effect(kept=Range.of(kept))
        left.cut([paper], effect)
        left.gone.add(paper)


def _scope(subject: Subject, measure: Measure, paper: Paper) -> dict[Dimension, str]:
    told = {
        Dimension.AGENCY: subject.procedure.issuing_agency,
        Dimension.SECTOR: subject.procedure.sector,
        Dimension.PROCEDURE: subject.procedure.key,
        Dimension.DOCUMENT_TYPE: paper[1],
        Dimension.REGISTER: measure.register_key,
        Dimension.VERDICT: measure.verdict,
    }
    return {dimension: value for dimension, value in told.items() if value}


def _fewer_copies(left: Left, subject: Subject, measure: Measure, target: Target) -> None:
    papers, copies = _meant(left, subject, measure, target), _after(measure).copies
    before = {at: subject.procedure.components[at].copies for at, _ in papers}
    for at, had in before.items():
        if copies and had and copies < had:
            left.copies[at] = min(copies, left.copies.get(at, copies))
    if not copies:
        left.cut(papers, Effect(copies_kept=ZERO))


def _fewer_sets(left: Left, subject: Subject, measure: Measure, target: Target) -> None:  # noqa: ARG001
    wanted, had = _after(measure).sets, subject.procedure.dossier_sets
    if wanted is None or had is None:
        left.unclaimed.add(f"{measure.key}: chưa biết số bộ hồ sơ trước hoặc sau")
    elif wanted < had:
        left.sets = wanted if left.sets is None else min(left.sets, wanted)


def _form(left: Left, subject: Subject, measure: Measure, target: Target) -> None:
    kept = _after(measure).kept
    if kept is None:
        left.unclaimed.add(f"{measure.key}: chưa có số liệu phần công việc còn lại của mẫu đơn (after.kept)")
        return
    named = target.component is not None or target.document_type is not None
    papers = _meant(left, subject, measure, target) if named else sorted(subject.forms)
    left.cut(papers, Effect(hours_kept=Range.of(kept)))


def _confirmation(left: Left, subject: Subject, measure: Measure, target: Target) -> None:
    if target.component is None and target.document_type is None:
        left.unclaimed.add(f"{measure.key}: biểu hiện tại chưa có dòng xin xác nhận riêng")
        return
    kept = _after(measure).kept
    papers = _meant(left, subject, measure, target)
    if kept is None:
        left.unclaimed.add(
            f"{measure.key}: chưa có số liệu phần công việc còn lại khi bỏ xác nhận (after.kept)"
        )
    else:
        left.cut(papers, Effect(hours_kept=Range.of(kept)))


def _time(left: Left, subject: Subject, measure: Measure, target: Target) -> None:  # noqa: ARG001
    limit = _after(measure).time_limit
    if limit is None:
        left.unclaimed.add(f"{measure.key}: chưa có thời hạn mới")
        return
    known = [one for one in (left.time_limit, limit) if one is not None]
    left.time_limit = min(known, key=length)


def length(limit: TimeLimit) -> tuple[bool, Fraction, str]:
    if limit.value is None or limit.unit is None:
        return True, Fraction(0), limit.text
    return False, Fraction(str(limit.value)) * DAYS[limit.unit], f"{limit.unit}{limit.text}"


def _validity(left: Left, subject: Subject, measure: Measure, target: Target) -> None:  # noqa: ARG001
    before, after = (measure.before or Terms()).validity_years, _after(measure)
    if after.unlimited:
        left.times = Fraction(0)
    elif before is None or after.validity_years is None:
        left.unclaimed.add(f"{measure.key}: chưa biết thời hạn hiệu lực trước hoặc sau")
    else:
        left.times = min(left.times, before / after.validity_years)


def _frequency(left: Left, subject: Subject, measure: Measure, target: Target) -> None:  # noqa: ARG001
    before, after = (measure.before or Terms()).times_a_year, _after(measure).times_a_year
    if not before or after is None:
        left.unclaimed.add(f"{measure.key}: chưa biết số lần thực hiện trước hoặc sau")
    else:
        left.times = min(left.times, after / before)


def _fee(left: Left, subject: Subject, measure: Measure, target: Target) -> None:  # noqa: ARG001
    after = _after(measure)
    if after.kept is not None and after.fees is None:
        left.fees_kept = min(left.fees_kept, after.kept)
        return
    fees = after.fees
    known = fees is not None and all(f.amount is not None and f.currency in (None, "VND") for f in fees)
    if fees is None or not known:
        left.unclaimed.add(f"{measure.key}: chưa có mức phí mới bằng đồng")
        return
    paid = sum((Fraction(fee.amount or 0) for fee in fees), Fraction(0))
    if target.channel is None:
        left.fees = paid if left.fees is None else min(left.fees, paid)
    else:
        left.fees_of[target.channel] = min(paid, left.fees_of.get(target.channel, paid))


def _notify(left: Left, subject: Subject, measure: Measure, target: Target) -> None:
    forms = subject.forms or set(subject.all_papers[:1])
    papers = [paper for paper in subject.all_papers if paper not in forms]
    left.cut(papers, Effect(kept=ZERO))
    left.gone |= set(papers)
    left.dropped |= set(papers)
    left.collect = Fraction(0)
    if _after(measure).fees is None:
        left.fees = Fraction(0)
    else:
        _fee(left, subject, measure, target)


def _condition(left: Left, subject: Subject, measure: Measure, target: Target) -> None:
    left.conditions.add(target.condition or "")
    if target.component is not None:
        _drop(left, subject, measure, target)
    else:
        left.unclaimed.add(f"{measure.key}: biểu chưa có dòng chi phí của điều kiện này")


def _nearer(left: Left, subject: Subject, measure: Measure, target: Target) -> None:  # noqa: ARG001
    after = _after(measure)
    if after.level is not None:
        known = [level for level in (left.level, after.level) if level is not None]
        left.level = min(known, key=NEARNESS.index)
    if after.agency is not None:
        left.agency = min(filter(None, (left.agency, after.agency)))
    if after.level is None and after.agency is None:
        left.unclaimed.add(f"{measure.key}: chưa nêu cấp hoặc cơ quan được phân cấp")


def _inspect(left: Left, subject: Subject, measure: Measure, target: Target) -> None:
    if target.component is not None or target.document_type is not None:
        _drop(left, subject, measure, target)
    after = _after(measure)
    if after.share is None or after.minutes is None:
        left.unclaimed.add(f"{measure.key}: chưa biết chi phí hậu kiểm (after.share, after.minutes)")
    else:
        known = [one for one in (left.inspection, (after.share, after.minutes)) if one is not None]
        left.inspection = max(known, key=lambda one: (one[0] * one[1], one))


def _online(left: Left, subject: Subject, measure: Measure, target: Target) -> None:  # noqa: ARG001
    share = _after(measure).share
    if share is None:
        left.unclaimed.add(f"{measure.key}: chưa biết tỷ lệ nộp trực tuyến thật (after.share)")
    left.online = max(left.online or Fraction(0), share or Fraction(0))


def _prepared(left: Left, subject: Subject, measure: Measure, target: Target) -> None:  # noqa: ARG001
    if measure.option is Option.CHU_DONG_1:
        left.unclaimed.add(f"{measure.key}: mức 1 chỉ nhắc; biểu không có dòng tìm thông tin")
    elif measure.option is Option.CHU_DONG_4:
        left.confirm = "all"
    else:
        left.confirm = left.confirm or "dossier"


def _rename(left: Left, subject: Subject, measure: Measure, target: Target) -> None:  # noqa: ARG001
    name = _after(measure).name
    if name is not None and target.component is not None:
        left.renamed[target.component] = min(name, left.renamed.get(target.component, name))


_ACTS = {
    Option.BAI_BO: _abolish,
    Option.CHUYEN_THONG_BAO: _notify,
    Option.BO_GIAY_TO: _drop,
    Option.THAY_DU_LIEU: _look_up,
    Option.GIAM_BAN_SAO: _fewer_copies,
    Option.GIAM_SO_BO: _fewer_sets,
    Option.SUA_MAU_DON: _form,
    Option.BO_XAC_NHAN: _confirmation,
    Option.GIAM_THOI_HAN: _time,
    Option.KEO_DAI_HIEU_LUC: _validity,
    Option.GIAM_PHI: _fee,
    Option.GIAM_TAN_SUAT: _frequency,
    Option.BO_DIEU_KIEN: _condition,
    Option.PHAN_CAP: _nearer,
    Option.HAU_KIEM: _inspect,
    Option.TRUC_TUYEN: _online,
    Option.CHU_DONG_1: _prepared,
    Option.CHU_DONG_2: _prepared,
    Option.CHU_DONG_3: _prepared,
    Option.CHU_DONG_4: _prepared,
    Option.DON_DEP_TU_NGU: _rename,
}
"""GOP and LIEN_THONG act on several procedures: joining.py. GIU_NGUYEN changes nothing."""


def unchanged(left: Left) -> bool:
    """Does it change neither record nor cost?"""
    return left == Left(unclaimed=left.unclaimed)
