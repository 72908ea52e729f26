"""Row CHUAN_BI of form 03/SCM: what the papers of one component row cost.

Here: one row of a dossier with its reading, to hours and đồng; what a cut leaves of them.
Not here: submitting, fees, results (analysis/handing.py), whole cases (analysis/cost.py).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache

from analysis.documents.reading import Form, Mention, Reading, RowKind
from analysis.parameters import Parameters
from analysis.scm import ONE, ZERO, Activity, Range, Row, spread, total
from analysis.work import OBTAIN, Handing, Work, work_of
from catalogue.parameters import DatedValue, Dimension, Used
from catalogue.records import Component
from catalogue.text import fold

HOUR = Range.of(Fraction(1, 60))
"""Hours of a minute."""
BEGINNING = 24
"""Letters of a row that tell whether it begins with "hoặc"."""
_COPIED = {Form.COPY, Form.CERTIFIED_COPY}


@dataclass(frozen=True)
class Effect:
    """What a cut leaves of one paper, as shares: of the whole paper, of its copies, of its work."""

    kept: Range = ONE
    copies_kept: Range = ONE
    hours_kept: Range = ONE


Paper = tuple[int, str]
"""A paper of a procedure: number of the component row, document type ("" where not read)."""
Effects = Mapping[Paper, Effect]
UNTOUCHED = Effect()


@dataclass(frozen=True)
class Setting:
    """What every line of one procedure shares: figures, day, the scope of the procedure."""

    parameters: Parameters
    day: date
    scope: Mapping[Dimension, str]
    income: Used
    sets: int = 1

    def on(self, name: str, **narrower: str) -> Used:
        """A figure of the day for this procedure, and narrower still."""
        if not narrower:
            return self.parameters.on(name, self.day, self.scope)
        more = {Dimension(key): value for key, value in narrower.items()}
        return self.parameters.on(name, self.day, {**self.scope, **more})


@dataclass(frozen=True)
class Part:
    """One paper of a row: work and copies before any cut, in hours and đồng."""

    paper: Paper
    hours: Range
    copying: Range
    certified: bool
    used: tuple[Used, ...]


@dataclass(frozen=True)
class Prepared:
    """One line of CHUAN_BI: a component row, or several that are alternatives of each other.

    `alternatives` is any one of several lists of papers; a plain row is one list.
    """

    rows: tuple[int, ...]
    name: str
    alternatives: tuple[tuple[Part, ...], ...]
    share: Range
    lookup: Used | None
    """The share of failed look-ups, where the text itself promises a look-up."""
    used: tuple[Used, ...]

    def activity(self, income: Range, effects: Effects) -> Activity:
        """The line of form 03/SCM; which alternative people choose is not known: cheapest to dearest."""
        hours = spread(
            [
                total(_working(part, self._left(part, effects)) for part in group)
                for group in self.alternatives
            ]
        )
        money = spread(
            [
                total(_copying(part, self._left(part, effects)) for part in group)
                for group in self.alternatives
            ]
        )
        return Activity(Row.CHUAN_BI, self.name, hours, income, money, ZERO, self.share)

    @property
    def copied(self) -> bool:
        """Does it ask for a copy?"""
        return any(part.copying.high > 0 for group in self.alternatives for part in group)

    def certified(self, effects: Effects) -> Range:
        """Share of the cases in which this line needs a trip to have a copy certified."""
        groups = [[self._trip(part, effects) for part in group] for group in self.alternatives]
        return self.share * spread([most(trips) for trips in groups])

    def _trip(self, part: Part, effects: Effects) -> Range:
        left = self._left(part, effects)
        return left.kept * left.copies_kept if part.certified else ZERO

    def _left(self, part: Part, effects: Effects) -> Effect:
        cut = effects.get(part.paper, UNTOUCHED)
        if self.lookup is None or cut.kept != ONE:
            return cut
        return Effect(range_of(self.lookup), cut.copies_kept, cut.hours_kept)


def most(ranges: Sequence[Range]) -> Range:
    """The largest of several, bound by bound; nothing of none."""
    return Range(
        max((r.low for r in ranges), default=Fraction(0)),
        max((r.central for r in ranges), default=Fraction(0)),
        max((r.high for r in ranges), default=Fraction(0)),
    )


@lru_cache(maxsize=4096)
def range_of(used: Used) -> Range:
    """The range of a figure."""
    value: DatedValue = used.value
    return Range(value.low, value.central, value.high)


@lru_cache(maxsize=4096)
def hours_of(minutes: Used) -> Range:
    """A figure in minutes as hours."""
    return range_of(minutes) * HOUR


def prepare(
    at: int, component: Component, reading: Reading, handing: Handing, setting: Setting
) -> Prepared | None:
    """The line of a component row; None for a row that asks for no paper (ghi chú, tiêu đề)."""
    if handing is Handing.NOTE or reading.kind is not RowKind.DOCUMENT:
        return None
    parts = [_part(at, component, mention, handing, setting) for mention in reading.mentions]
    parts = parts or [_unread(at, component, handing, setting)]
    groups = [(part,) for part in parts] if reading.alternatives else [tuple(parts)]
    sometimes = setting.on("share.conditional") if reading.conditional else None
    lookup = setting.on("share.lookup_fails") if reading.promised else None
    own = tuple(used for used in (sometimes, lookup) if used is not None)
    return Prepared(
        rows=(at,),
        name=component.text,
        alternatives=tuple(groups),
        share=range_of(sometimes) if sometimes else ONE,
        lookup=lookup,
        used=(*own, *(used for part in parts for used in part.used)),
    )


def join_alternatives(lines: Sequence[Prepared]) -> list[Prepared]:
    """A row that begins with "hoặc" is an alternative to the row before it: both count once."""
    joined: list[Prepared] = []
    for line in lines:
        if joined and fold(line.name[:BEGINNING]).lstrip("-+*• ").startswith("hoặc "):
            before = joined.pop()
            line = Prepared(
                before.rows + line.rows,
                before.name,
                before.alternatives + line.alternatives,
                most([before.share, line.share]),
                before.lookup or line.lookup,
                before.used + line.used,
            )
        joined.append(line)
    return joined


def _part(at: int, component: Component, mention: Mention, handing: Handing, setting: Setting) -> Part:
    work = work_of(mention)
    if handing is Handing.PRESENT:
        work = Work(OBTAIN, "simple")
    copies = _copies(component, mention.form)
    certified = mention.form is Form.CERTIFIED_COPY and copies.high > 0
    return _costed((at, mention.type), work, copies, certified=certified, handing=handing, setting=setting)


def _unread(at: int, component: Component, handing: Handing, setting: Setting) -> Part:
    copies = _copies(component, Form.UNSTATED)
    return _costed((at, ""), Work(OBTAIN), copies, certified=False, handing=handing, setting=setting)


def _copies(component: Component, form: Form) -> Range:
    """Number of copies in one set; "1 bản chính, 1 bản sao" often means one or the other."""
    copies = component.copies or 0
    if copies == 0:
        return ONE if form in _COPIED and not component.originals else ZERO
    return Range(Fraction(0), Fraction(copies), Fraction(copies)) if component.originals else Range.of(copies)


def _costed(
    paper: Paper, work: Work, copies: Range, *, certified: bool, handing: Handing, setting: Setting
) -> Part:
    narrower = {} if work.complexity is None else {"complexity": work.complexity}
    minutes = setting.on(work.time, **narrower)
    used, copying = [minutes], ZERO
    if copies.high > 0 and handing is Handing.SUBMIT:
        each, figures = copy_price(setting, certified=certified)
        copying = copies * setting.sets * each
        used += figures
    return Part(paper, hours_of(minutes), copying, certified, tuple(used))


def copy_price(setting: Setting, *, certified: bool) -> tuple[Range, tuple[Used, ...]]:
    """đồng for one copy of one paper, certified or plain, and the figures behind it."""
    plain = setting.on("count.pages"), setting.on("money.copy_page")
    if not certified:
        return _copied(*plain), plain
    names = ("first_pages", "later_pages", "first_count", "most")
    tariff = tuple(setting.on(f"money.certify_{name}") for name in names)
    return _copied(*plain) + _certified(plain[0], *tariff), (*plain, *tariff)


@lru_cache(maxsize=256)
def _copied(pages: Used, page: Used) -> Range:
    return range_of(pages) * range_of(page)


@lru_cache(maxsize=256)
def _certified(*figures: Used) -> Range:
    bounds = ([getattr(range_of(f), bound) for f in figures] for bound in ("low", "central", "high"))
    return Range(*(_certifying(*values) for values in bounds))


def _certifying(
    pages: Fraction, first: Fraction, later: Fraction, count: Fraction, most_paid: Fraction
) -> Fraction:
    return min(most_paid, first * min(pages, count) + later * max(Fraction(0), pages - count))


def _copying(part: Part, left: Effect) -> Range:
    return part.copying * left.kept * left.copies_kept


def _working(part: Part, left: Effect) -> Range:
    return part.hours * left.kept * left.hours_kept
