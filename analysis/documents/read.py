"""Reading component rows: a row to its kind and the document types it asks for.

Here: the order of the steps, and reading many rows.
Not here: the steps (line, kinds, spread, split, starts, names, mentions and what those use).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from analysis.documents.abroad import OWNER_ABROAD
from analysis.documents.bodies import is_of_state
from analysis.documents.brackets import BY_CHANNEL, in_every_channel, set_brackets_aside
from analysis.documents.choices import (
    all_conditional,
    alternatives,
    for_each_group,
    instead,
    one_of,
    only_pictures,
    strung,
    with_shared_objects,
)
from analysis.documents.further import LIST_BEHIND, LISTED_BEHIND, further_clauses
from analysis.documents.kinds import (
    DUTY,
    INSTEAD_OF_LOOKUP,
    PROMISED,
    Clause,
    clause_of,
    sentences,
)
from analysis.documents.lexicon import (
    WORD,
    named_pattern,
    pattern,
)
from analysis.documents.line import Line, clean
from analysis.documents.mentions import mentions_of, of_agency, of_foreigner
from analysis.documents.names import Named, name_of
from analysis.documents.reading import Reading, RowKind
from analysis.documents.split import ONE_OF, Piece, pieces_of
from analysis.documents.spread import spread
from analysis.documents.starts import FORM, start_of
from analysis.documents.types import registry
from catalogue.snapshot import Snapshot
from catalogue.text import fold

IN_REGISTER = named_pattern("in_register")
"""Data that the agency looks up, no paper: thông tin trong Cơ sở dữ liệu …"""
LOOKUP_FAILS = pattern(r"không (?:thể )?(?:khai thác|tra cứu)")
"""What a remark on looking up tells: what to hand in, one of the papers, where nothing is found."""
MUST_BE = pattern(r" (?:này )?phải (?:được|có|là|ghi|nêu|thể hiện|bảo đảm|đảm bảo|đáp ứng|còn) ")
TITLE = named_pattern("title")
"""The title of a list, whose papers stand in the rows below."""
OF_GROUP = named_pattern("of_group")
"""At the end of a row: all of it is asked of some applicants only."""
CUT_DOWN = named_pattern("cut_down")
"""A remark on all papers of a procedure: replaced or cut where the agency can look them up."""
IN_PLACE_OF = named_pattern("in_place_of")
"""The paper that another one stands for is not asked for (quyết định thành lập thay giấy chứng nhận …)."""
DETAIL = named_pattern("detail")
"""The sentences behind only tell who hands in which of the papers before."""
FOREIGN_CASE = named_pattern("foreign_case")
"""Rows for foreigners alone."""
WHEN = ("khi ", "nếu ")
FOR = "đối với "
"""Titles that list several cases ("đối với …" more than once) tell nothing of a row."""
SENT = pattern(r"hồ sơ (?P<who>[^:;]{3,90}?) (?:gửi|trình|chuyển) [^:;]{3,120}:")
"""Hồ sơ Sở Tài chính gửi Ủy ban nhân dân bao gồm: what agencies hand on."""
BACK_HERE = pattern(r"(?:quy định |nêu )?tại (?:điểm|khoản|mục) này")
CASE_LETTERS = 40
"""So many first letters tell where a clause begins in its sentence."""
CASE_WORDS = 5
"""A shorter case (đối với tổ chức) may be one of several."""
NAME_WORDS = 16
DOSSIER = pattern(
    r"thành phần hồ sơ là (?=\w)"
    r"|thành phần hồ sơ(?![^:;.]*(?:đối với|trường hợp))[^:;.]{0,110}:[ ;]*(?=[\w(])"
)
"""Thành phần hồ sơ người làm thủ tục phải nộp: what follows is asked for."""
IF_ANY = fold("nếu có")


def read_row(
    text: str,
    *,
    procedure: str | None = None,
    originals: int | None = None,
    copies: int | None = None,
    procedure_code: str | None = None,
) -> Reading:
    """What one component row asks for; `procedure` is the name of the procedure that asks.

    Quantities and code are taken for the sake of the caller's row and decide nothing:
    portals fill them in without rule.
    """
    del originals, copies, procedure_code
    return _read(text, procedure or None)


Papers = tuple[tuple[Piece, Named], ...]


@dataclass(frozen=True)
class _Words:
    """What the words of a row say, whoever asks: many procedures ask in the same words."""

    kind: RowKind
    promised: bool
    papers: Papers = ()
    """Those of the first sentence, or of the list that it opens."""
    further: Papers = ()
    """Those that later sentences ask for besides."""
    opens: bool = False
    """The papers stand in the first sentence: the procedure's own case is none of them."""
    conditional: bool = False
    in_case: bool = False
    """Every paper of the first sentence is asked for in some case only."""
    one_of: bool = False
    """The first sentence says that any one of its papers is enough."""
    one_before: bool = False
    any_one: bool = False
    instead: bool = False
    foreign: bool = False
    of_agency: bool = False


@lru_cache(maxsize=65536)
def _read(text: str, procedure: str | None) -> Reading:
    words = _words(text)
    if words.kind is not RowKind.DOCUMENT:
        return Reading(text, words.kind, promised=words.promised)
    papers = _of_every_case(words.papers, procedure) if words.opens else words.papers
    changed = papers is not words.papers
    conditional = words.conditional or (_in_case(papers) if changed else words.in_case)
    read, one_before = list(papers), words.one_before
    if words.opens:
        one_before = len(read) == 1 and (head := read[0][1].head) is not None and head.kind != "application"
        already = {named.low for _, named in read}
        read += [(piece, named) for piece, named in words.further if named.low not in already]
    mentions = mentions_of(read, procedure)
    if words.foreign:
        mentions = tuple(map(of_foreigner, mentions))
    if words.of_agency:
        mentions = tuple(map(of_agency, mentions))
    if not mentions:
        return Reading(text, RowKind.NOTE, promised=words.promised)
    listed = words.one_of and (len(papers) > 1 or not words.opens)
    any_one = listed or words.any_one or (one_before and words.instead)
    several = len({named.low for _, named in read}) > 1 and not only_pictures(read)
    enough = (several and (any_one or alternatives(read))) or strung(read)
    return Reading(text, RowKind.DOCUMENT, mentions, enough, conditional, words.promised)


@lru_cache(maxsize=65536)
def _words(text: str) -> _Words:
    line = clean(text)
    promised = PROMISED.search(line.low) is not None
    dossier = DOSSIER.match(line.low)
    if dossier is not None:
        line = line.part(dossier.end())
    line = line.without([found.span() for found in CUT_DOWN.finditer(line.low)])
    line = line.without([found.span() for found in IN_PLACE_OF.finditer(line.low)])
    if_any = dossier is not None and IF_ANY in dossier[0]
    parts = sentences(spread(set_brackets_aside(line)))
    if not parts:
        return _Words(RowKind.NOTE, promised)
    if TITLE.search(line.low) is not None:
        return _Words(RowKind.HEADING, promised)
    first, further = _clauses(parts)
    sent = SENT.match(line.low)
    told = _Words(
        RowKind.DOCUMENT,
        promised,
        any_one=one_of(line.low) and all(one.item for one in further),
        instead=instead(further),
        foreign=FOREIGN_CASE.search(line.low) is not None,
        of_agency=sent is not None and is_of_state(sent["who"]),
    )
    if isinstance(first, Clause):
        papers = _of_every_channel(_named([first]), line.low)
        of_group = OF_GROUP.search(line.low) is not None
        return replace(
            told,
            papers=papers,
            further=_named(further),
            opens=True,
            conditional=first.conditional or if_any or _case_only(parts) or of_group,
            in_case=_in_case(papers),
            one_of=one_of(parts[0].low) and all(clause.conditional for clause in further),
        )
    if first is RowKind.HEADING and not further and (before := _told_before(parts)) is not None:
        return replace(told, papers=_named([before]), one_before=True)
    if first is RowKind.HEADING and further:
        if_fails = LOOKUP_FAILS.search(line.low) is not None
        return replace(
            told,
            papers=_named(further),
            conditional=if_any or if_fails or all(clause.conditional for clause in further),
            one_of=if_fails and ONE_OF.search(line.low) is not None,
        )
    return _Words(first, promised)


def _clauses(parts: list[Line]) -> tuple[Clause | RowKind, list[Clause]]:
    """The clause of the first sentence, or what the sentence is, and those of later sentences."""
    first = clause_of(parts[0])
    if isinstance(first, Clause):
        first = _whose(first, parts[0])
    further = [_whose(clause, part) for part in parts[1:] for clause in further_clauses(part)]
    failed = bool(further) and any(INSTEAD_OF_LOOKUP.search(part.low) is not None for part in parts[1:])
    if first is RowKind.NOTE and (
        failed or any(LIST_BEHIND.match(part.low) or LISTED_BEHIND.match(part.low) for part in parts[1:])
    ):
        first = RowKind.HEADING
    looked_up = IN_REGISTER.match(parts[0].low) is not None
    opens = parts[0].low.rstrip()
    if isinstance(first, Clause) and DETAIL.search(opens) is not None:
        further = []
    elif isinstance(first, Clause) and further and (looked_up or opens.endswith(":")):
        first = RowKind.HEADING
    return first, further


def _in_case(papers: Papers) -> bool:
    """Every paper is asked for in some case only, and not one for each group of applicants."""
    read = list(papers)
    return all_conditional(read) and not for_each_group(read)


def _whose(clause: Clause, part: Line) -> Clause:
    """The clause with whether its case is one of another State's people or companies."""
    case = part.low.partition(clause.line.low[:CASE_LETTERS])[0]
    return replace(clause, of_abroad=OWNER_ABROAD.search(case) is not None)


def _told_before(parts: list[Line]) -> Clause | None:
    """The paper a heading names itself where only remarks follow (giấy tờ tùy thân: đối với …, chỉ nộp …)."""
    line = parts[0].part(0)
    named = name_of(line) if len(parts) > 1 else None
    if named is None or named.head is None or named.head.kind != "evidence":
        known = named is not None and registry().find_words(WORD.findall(named.low)) is not None
        return Clause(line, conditional=False) if known else None
    return Clause(line, conditional=False) if named.object else None


def _case_only(parts: list[Line]) -> bool:
    """Bản khai an ninh: đối với tàu từ 500 tấn trở lên. Behind the colon stands the case, no paper."""
    if len(parts) != 2 or not parts[0].low.rstrip().endswith(":"):
        return False
    low = parts[1].low
    return low.startswith(("đối với", "trường hợp", "áp dụng")) and DUTY.search(low) is None


def _of_every_case(read: Papers, procedure: str | None) -> Papers:
    """A case that the procedure itself is named after (… khi xuất cảnh) is every case of it."""
    if procedure is None or not any(named.case.startswith((*WHEN, FOR)) for _, named in read):
        return read
    title = fold(procedure)
    if not any(named.conditional and _in_title(named.case, title) for _, named in read):
        return read
    return tuple(
        (piece, replace(named, conditional=named.conditional and not _in_title(named.case, title)))
        for piece, named in read
    )


def _of_every_channel(read: Papers, low: str) -> Papers:
    """02 ảnh đối với trường hợp nộp trực tiếp, tệp ảnh đối với trường hợp nộp trực tuyến: everybody's."""
    if not in_every_channel(low):
        return read
    return tuple(
        (piece, replace(named, conditional=named.conditional and BY_CHANNEL.match(named.case) is None))
        for piece, named in read
    )


def _in_title(case: str, title: str) -> bool:
    for_some = case.startswith(FOR) and title.count(FOR) == 1 and len(case.split()) >= CASE_WORDS
    return (case.startswith(WHEN) or for_some) and case in title


def _named(clauses: list[Clause]) -> Papers:
    """The pieces of clauses with what their words name; what names no paper is left out."""
    read = [
        (replace(piece, of_abroad=clause.of_abroad), name_of(piece.line))
        for clause in clauses
        for piece in pieces_of(clause.line)
    ]
    read = [(piece, named) for piece, named in read if named.head is not None or _says(piece, named)]
    read = [(piece, named) for piece, named in read if not _points_back(piece, named) and not _must_be(piece)]
    return tuple(with_shared_objects(read))


def _points_back(piece: Piece, named: Named) -> bool:
    """Văn bản quy định tại điểm này: a paper that was told before."""
    generic = named.head is not None and named.head.generic
    return generic and bool(piece.joint) and BACK_HERE.search(piece.line.low) is not None


def _must_be(piece: Piece) -> bool:
    """A; hợp đồng phải được … phê duyệt: behind the list, what one of its papers must be."""
    start = start_of(piece.line.low)
    return (
        bool(piece.joint) and start.head is not None and MUST_BE.match(piece.line.low, start.end) is not None
    )


def _says(piece: Piece, named: Named) -> bool:
    """A name without head noun still names something: a few words, not a sentence or a number."""
    words = named.name.split()
    begins = not piece.joint or FORM.search(named.lead) is not None
    return begins and any(letter.isalpha() for letter in named.name) and len(words) <= NAME_WORDS


def read_snapshot(snapshot: Snapshot) -> dict[str, tuple[Reading, ...]]:
    """One reading per component row of every procedure, by key, in the order of `Procedure.components`."""
    return {
        procedure.key: tuple(read_row(row.text, procedure=procedure.name) for row in procedure.components)
        for procedure in snapshot.procedures
    }


def read_line(line: Mapping[str, Any]) -> dict[str, Any]:
    """One line of `dongian documents read`: {"id", "text"} to kind, documents, alternatives, conditional."""
    reading = read_row(str(line["text"]), procedure=line.get("procedure"))
    documents = [
        {
            "name": told.name,
            "type": told.type,
            "form": told.form.value,
            "maker": told.maker.value,
            "holder": told.holder.value,
        }
        for told in reading.mentions
    ]
    return {
        "id": line.get("id"),
        "kind": reading.kind.value,
        "documents": documents,
        "alternatives": reading.alternatives,
        "conditional": reading.conditional,
        "promised": reading.promised,
    }


__all__ = ["Line", "read_line", "read_row", "read_snapshot"]
