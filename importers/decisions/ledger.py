"""What became of every paragraph of a decision: taken, left out by a named reason, or unread.

`dongian inspect --coverage` shows the share of words accounted for; what is unread becomes issues.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from catalogue.issues import IssueLog
from importers.readers.blocks import Block, Blocks, Cell, Paragraph, Row, paragraphs_of

Readable = Block | Cell | Row


@dataclass(frozen=True)
class Coverage:
    """Words of a file by what became of them."""

    words: int
    taken: int
    left_out: dict[str, int]
    """Words by the reason for which they belong to no record."""

    @property
    def unread(self) -> int:
        """Words that became part of nothing; each of their paragraphs is an issue."""
        return self.words - self.taken - sum(self.left_out.values())

    @property
    def share(self) -> float:
        """Words accounted for, 0 to 1."""
        return 1.0 if self.words == 0 else 1 - self.unread / self.words


@dataclass
class Ledger:
    """Notes, paragraph by paragraph, what was read."""

    _taken: set[int] = field(default_factory=set)
    _left_out: dict[int, str] = field(default_factory=dict)

    def take(self, *read: Readable) -> None:
        """These became part of a record."""
        self._taken.update(id(paragraph) for paragraph in _paragraphs(read))

    def leave_out(self, reason: str, *read: Readable) -> None:
        """These belong to no record, for a reason with a name; what was taken stays taken."""
        for paragraph in _paragraphs(read):
            self._left_out.setdefault(id(paragraph), reason)

    def unread(self, blocks: Blocks) -> list[Paragraph]:
        """Paragraphs with words that nobody accounted for."""
        known = self._taken | self._left_out.keys()
        return [
            paragraph
            for paragraph in blocks.paragraphs()
            if id(paragraph) not in known and WORD.search(paragraph.text)
        ]

    def coverage(self, blocks: Blocks) -> Coverage:
        """Words of the file by what became of them."""
        total, taken, left_out = 0, 0, Counter[str]()
        for paragraph in blocks.paragraphs():
            count = len(WORD.findall(paragraph.text))
            total += count
            if id(paragraph) in self._taken:
                taken += count
            elif count and id(paragraph) in self._left_out:
                left_out[self._left_out[id(paragraph)]] += count
        notes = sum(len(WORD.findall(text)) for text in blocks.footnotes.values())
        if notes:
            left_out["footnote"] += notes
        return Coverage(total + notes, taken, dict(left_out))

    def finish(self, blocks: Blocks, issues: IssueLog) -> Coverage:
        """Note an issue `unread-text` for each paragraph that nobody accounted for."""
        for paragraph in self.unread(blocks):
            issues.add(
                "unread-text",
                f"Đoạn chưa được đọc vào thủ tục nào: “{paragraph.line.strip()[:120]}”",
                place=paragraph.place,
                quote=paragraph.line.strip(),
            )
        return self.coverage(blocks)


def _paragraphs(read: Iterable[Readable]) -> Iterable[Paragraph]:
    for item in read:
        if isinstance(item, Paragraph):
            yield item
        elif isinstance(item, Row):
            for cell in item.distinct():
                yield from cell.paragraphs()
        elif isinstance(item, Cell):
            yield from item.paragraphs()
        else:
            yield from paragraphs_of([item])


WORD = re.compile(r"[^\W_]\S*")
