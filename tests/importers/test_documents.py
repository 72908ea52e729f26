"""The frame of importers of running text: titles, a document read once, one that gives nothing."""

import doctest
from dataclasses import dataclass, field

import pytest

from catalogue.errors import UnknownSource
from catalogue.issues import IssueLog
from catalogue.records import Procedure
from importers import documents
from importers.base import SourceFile
from importers.decisions.ledger import Coverage
from importers.documents import DECISION, RESOLUTION, Document, opening, title_in
from importers.readers.blocks import Blocks
from tests.build import procedure
from tests.importers.build_docx import docx

TITLES = [  # opening, kind, title
    ("bộ y tế\nquyết định\nvề việc công bố\ncăn cứ luật", DECISION, "về việc công bố"),
    ("q u y ế t đ ị n h :\nvề việc công bố\nđiều 1. công bố", DECISION, "về việc công bố"),
    ("nghị quyết\nvề cắt giảm\nthủ tục\ncăn cứ luật", RESOLUTION, "về cắt giảm thủ tục"),
    ("n g h ị q u y ế t\nvề cắt giảm", RESOLUTION, "về cắt giảm"),
    ("nghị quyết\nvề cắt giảm\nquyết định\nvề việc công bố", DECISION, None),
    ("tờ trình\nquyết định\nvề việc công bố", DECISION, None),
    ("theo quyết định số 1\nvề việc công bố", DECISION, None),
]


@dataclass
class Said:
    """What the grammar of these tests reads: a procedure for each paragraph behind the title."""

    procedures: list[Procedure]
    coverage: Coverage = field(default_factory=lambda: Coverage(words=2, taken=2, left_out={}))


def grammar(blocks: Blocks, file: SourceFile, importer: str, issues: IssueLog) -> Said:
    return Said([procedure(name=block.text) for block in list(blocks.paragraphs())[1:]])


KIND = Document("test", grammar, lambda said: said.procedures, empty="Không có gì.", hint="Xem lại tệp.")


@pytest.mark.parametrize(("text", "kind", "title"), TITLES)
def test_a_title_stands_below_its_kind_and_above_the_grounds(text, kind, title):
    found = title_in(text, kind)
    assert (None if found is None else found.strip()) == title


def test_examples_are_true():
    assert doctest.testmod(documents).failed == 0


def test_a_document_gives_its_records_in_order_and_its_coverage():
    file = SourceFile("a.docx", docx(["QUYẾT ĐỊNH", "Cấp thẻ", "Đổi thẻ"]))
    assert [one.name for one in KIND.extract(file, IssueLog())] == ["Cấp thẻ", "Đổi thẻ"]
    assert KIND.coverage(file, IssueLog()).share == 1


def test_a_document_without_a_record_is_refused_with_what_to_do():
    file = SourceFile("a.docx", docx(["QUYẾT ĐỊNH"]))
    with pytest.raises(UnknownSource, match="Không có gì") as caught:
        list(KIND.extract(file, IssueLog()))
    assert caught.value.hint == "Xem lại tệp."


def test_the_opening_of_any_file_is_folded_or_empty():
    assert opening(SourceFile("a.docx", docx(["QUYẾT  ĐỊNH", "Về việc"]))) == "quyết định\nvề việc"
    assert opening(SourceFile("a.pdf", b"%PDF-1.7 broken")) == ""
    assert opening(SourceFile("a.bin", b"\0\1")) == ""
