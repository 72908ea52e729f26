"""Lines: paragraphs cut at their line breaks, with labels apart, whether typed or automatic."""

from collections.abc import Iterator
from dataclasses import dataclass

from catalogue.text import squash
from importers.decisions.labels import NUMBERS, Labelled, Mark, mark_of, split_label
from importers.readers.blocks import Block, Paragraph, Table


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line and the paragraph it stands in."""

    mark: Mark
    label: str
    text: str
    paragraph: Paragraph
    inline: bool = False
    """Follows a heading on the same line."""
    printed: str = ""
    """The label as it is printed, with its punctuation."""

    @property
    def whole(self) -> str:
        """Label and text."""
        return f"{self.printed} {self.text}".strip()

    @property
    def said(self) -> str:
        """The text, with its number or letter but without a sign in front."""
        return self.whole if self.mark in NUMBERS else self.text


Piece = Line | Table


def lines_of(paragraph: Paragraph) -> Iterator[Line]:
    """Lines of a paragraph; its automatic label belongs to the first."""
    label = paragraph.label
    for text in paragraph.text.split("\n"):
        plain = squash(text)
        if not plain:
            continue
        if label:
            mark, value = mark_of(label)
            told, printed = Labelled(mark, value, plain), squash(label)
        else:
            told = split_label(plain)
            printed = plain[: len(plain) - len(told.text)].strip()
        label = ""
        if told.mark is not Mark.STEP and (step := split_label(told.text)).mark is Mark.STEP:
            told = step
        if told.text or told.mark:
            yield Line(told.mark, told.label, told.text, paragraph, printed=printed)


def pieces_of(blocks: list[Block]) -> Iterator[Piece]:
    """Lines and tables of a cell or a part, in order."""
    for block in blocks:
        if isinstance(block, Table):
            yield block
        else:
            yield from lines_of(block)


def with_text(line: Line, text: str) -> Line:
    """The same line with other words, such as what follows a heading; its label is cut anew."""
    plain = squash(text)
    told = split_label(plain)
    printed = plain[: len(plain) - len(told.text)].strip()
    return Line(told.mark, told.label, told.text, line.paragraph, inline=True, printed=printed)
