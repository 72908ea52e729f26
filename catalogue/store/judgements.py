"""Judgements of people (phán quyết): the only writer of their rows. Undoing appends; nothing is deleted."""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select

from catalogue.errors import NotFound
from catalogue.judgements import Contradiction, Entry, Judgement, Judgements, Undoing, from_lines, to_line
from catalogue.models import JUDGEMENT
from catalogue.store.ledger import Unsigned
from catalogue.store.reading import storable

Transaction = Callable[[], AbstractContextManager[Connection]]


@dataclass(frozen=True)
class JudgementBook:
    """Judgements through the store: each call is one transaction."""

    reading: Transaction
    writing: Transaction

    def entries(self, known: datetime | None = None) -> tuple[Entry, ...]:
        """Every judgement and undoing, as known at a moment, in the order they were recorded."""
        with self.reading() as connection:
            return read(connection, known)

    def standing(self, known: datetime | None = None) -> Judgements:
        """What follows from the judgements that stand."""
        return Judgements(self.entries(known))

    def judge(self, one: Judgement, *, now: datetime) -> bool:
        """Record an answer; False where it follows from earlier ones already.

        Raises:
            Contradiction: earlier answers say otherwise.
            Unsigned: nobody is named.
        """
        _signed(one)
        with self.writing() as connection:
            entries = read(connection)
            known = Judgements(entries).known(one.left, one.right)
            if known is one.answer:
                return False
            if one in Judgements((*entries, one)).set_aside:
                raise Contradiction(
                    f"Đã có phán quyết “{known}” cho cặp này, trực tiếp hoặc suy ra.",
                    hint="Xem: dongian judgements list; thu hồi trước: dongian judgements undo MÃ",
                )
            return put(connection, [one], now=now) > 0

    def undo(self, judgement: str, *, who: str, why: str, now: datetime) -> Undoing:
        """Take a judgement back; it stays in the books.

        Raises:
            NotFound: no such judgement, or it was taken back before.
            Unsigned: nobody is named.
        """
        with self.writing() as connection:
            entries = read(connection)
            undone = {entry.undoes for entry in entries if isinstance(entry, Undoing)}
            known = {entry.id for entry in entries if isinstance(entry, Judgement)}
            if judgement not in known - undone:
                raise NotFound(
                    f"Không có phán quyết {judgement} đang có hiệu lực.", hint="Xem: dongian judgements list"
                )
            one = Undoing(undoes=judgement, who=who.strip() or "?", why=why, judged=now)
            _signed(one)
            put(connection, [one], now=now)
            return one

    def export(self, known: datetime | None = None) -> str:
        """All entries until a moment as lines, by moment; equal books give equal text."""
        ordered = sorted(self.entries(known), key=lambda entry: (entry.judged, entry.id))
        return "".join(f"{to_line(entry)}\n" for entry in ordered)

    def bring_in(self, text: str, *, origin: str, now: datetime) -> int:
        """Import lines that another catalogue exported; number of new entries.

        Raises:
            BadJudgements: a line cannot be read; nothing is stored.
        """
        entries = from_lines(text, name=origin)
        with self.writing() as connection:
            return put(connection, entries, now=now, origin=origin)


def _signed(entry: Entry) -> None:
    if not entry.who.strip() or entry.who == "?":
        raise Unsigned("Thiếu người phán quyết; chưa ghi gì.", hint="Thêm --who TÊN vào lệnh.")


def put(connection: Connection, entries: Iterable[Entry], *, now: datetime, origin: str | None = None) -> int:
    """Append entries that are not stored yet; number appended."""
    stored = set(connection.scalars(select(JUDGEMENT.c.judgement)))
    rows = {entry.id: _row(entry, now, origin) for entry in entries if entry.id not in stored}
    if rows:
        connection.execute(insert(JUDGEMENT), list(rows.values()))
    return len(rows)


def _row(entry: Entry, now: datetime, origin: str | None) -> dict[str, object]:
    about = (entry.left, entry.right, entry.answer.value) if isinstance(entry, Judgement) else (None,) * 3
    return {
        "judgement": entry.id,
        "undoes": entry.undoes if isinstance(entry, Undoing) else None,
        **dict(zip(("left", "right", "answer"), about, strict=True)),
        "who": storable(entry.who),
        "why": storable(entry.why),
        "judged": entry.judged,
        "recorded": now,
        "origin": origin and storable(origin),
        "record": storable(to_line(entry)),
    }


def read(connection: Connection, known: datetime | None = None) -> tuple[Entry, ...]:
    """All entries, as known at a moment, in the order they were recorded."""
    query = select(JUDGEMENT.c.record).order_by(JUDGEMENT.c.id)
    if known is not None:
        query = query.where(JUDGEMENT.c.recorded <= known)
    return from_lines("\n".join(connection.scalars(query)))
