"""Reading component rows: a row to its kind and the document types it asks for.

Here: the order of the steps, and reading many rows. Not here: the steps (line, kinds, split, names, forms, makers, types).
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from analysis.documents.forms import form_of
from analysis.documents.kinds import PROMISED, Clause, clause_of, further_clause, sentences
from analysis.documents.lexicon import Head, content_words
from analysis.documents.line import Line, clean
from analysis.documents.makers import holder_of, maker_of
from analysis.documents.names import CONDITIONAL, SUBJECT_CLASSES, Named, name_of, procedure_matter
from analysis.documents.reading import Form, Holder, Maker, Mention, Reading, RowKind
from analysis.documents.split import ONE_OF, Piece, pieces_of, set_brackets_aside
from analysis.documents.types import derived_id, registry
from catalogue.snapshot import Snapshot
from catalogue.text import fold

OR = ("hoặc", "hay", "/")


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


@lru_cache(maxsize=65536)
def _read(text: str, procedure: str | None) -> Reading:
    line = clean(text)
    promised = PROMISED.search(line.low) is not None
    parts = sentences(set_brackets_aside(line))
    if not parts:
        return Reading(text, RowKind.NOTE, promised=promised)
    first = clause_of(parts[0])
    if not isinstance(first, Clause):
        return Reading(text, first, promised=promised)
    pieces = pieces_of(first.line)
    read = [(piece, name_of(piece.line)) for piece in pieces]
    conditional = first.conditional or _all_conditional(read)
    one_of = ONE_OF.search(first.line.low) is not None
    for part in parts[1:]:
        clause = further_clause(part)
        if clause is not None:
            read += [(piece, name_of(piece.line)) for piece in pieces_of(clause.line)]
    read = [
        (piece, named)
        for piece, named in read
        if named.head is not None or (piece.joint == "" and named.name)
    ]
    mentions = _mentions(read, procedure)
    if not mentions:
        return Reading(text, RowKind.NOTE, promised=promised)
    alternatives = len(mentions) > 1 and (one_of or _alternatives(read))
    return Reading(text, RowKind.DOCUMENT, mentions, alternatives, conditional, promised)


def _all_conditional(read: list[tuple[Piece, Named]]) -> bool:
    """Every paper is asked for only in some case; a bracket at the end of a list holds for the list."""
    after = False
    for piece, named in reversed(read):
        own = named.conditional
        if not own and not after:
            return False
        bracket = CONDITIONAL in piece.line.low
        after = ((after and not own) or bracket) and piece.joint in (",", "và", "hoặc", "hay", "/")
    return bool(read)


def _alternatives(read: list[tuple[Piece, Named]]) -> bool:
    """Any one is enough: only "hoặc" (or commas before one) joins the papers."""
    joints = [piece.joint for piece, _ in read[1:]]
    if not any(joint in OR for joint in joints):
        return False
    if all(named.conditional for _, named in read):
        return False
    return all(
        joint in OR or (joint == "," and any(later in OR for later in joints[at:]))
        for at, joint in enumerate(joints)
    )


def _mentions(read: list[tuple[Piece, Named]], procedure: str | None) -> tuple[Mention, ...]:
    found: dict[str, Mention] = {}
    form = Form.UNSTATED
    for number, (piece, named) in enumerate(read):
        own = piece.form or form_of(named.lead)
        if own is Form.UNSTATED and number and piece.joint in (",", "và", "/"):
            own = form
        form = own
        mention = _mention(named, own, procedure)
        found.setdefault(mention.type, mention)
    return tuple(found.values())


def _mention(named: Named, form: Form, procedure: str | None) -> Mention:
    head = named.head
    low = fold(named.name)
    acts, object_, matter = _resolved(named, procedure)
    listed = registry().find(low) or registry().find(f"{head.word} {object_}" if head is not None else object_)
    act = ", ".join(acts) or None
    word = head.word if head is not None else ""
    if listed is not None:
        maker, holder = listed.maker, listed.holder
        if maker is Maker.STATE and maker_of(head, low, named.rest) is Maker.THIRD_PARTY:
            maker, holder = Maker.THIRD_PARTY, Holder.NONE
        return Mention(named.name, word, act, object_ or None, form, maker, holder, listed.id, known=True)
    maker = maker_of(head, low, named.rest)
    told = f"{object_} {ABOUT_SIGN} {matter}" if matter else object_
    return Mention(
        name=named.name,
        head=word,
        act=act,
        object=told.strip() or None,
        form=form,
        maker=maker,
        holder=holder_of(head, low, maker),
        type=derived_id(head.sense if head is not None else "unnamed", acts, told),
        known=False,
    )


ABOUT_SIGN = "·"
"""Between what a paper says it is about and the matter of the procedure that asks for it."""
RICH = 6
"""An object of so many words speaks for itself; a shorter one is read together with the procedure."""


def _resolved(named: Named, procedure: str | None) -> tuple[tuple[str, ...], str, str]:
    """Act, object and the procedure's matter, where the name leaves them open."""
    acts, object_ = named.acts, named.object or named.cited
    head = named.head
    if head is None:
        return acts, fold(named.name), ""
    asked, matter = procedure_matter(procedure)
    if not matter or (named.cited and not named.object):
        return acts, object_, ""
    if head.kind == "application" and not acts and not object_:
        acts = asked
    if head.kind not in SUBJECT_CLASSES:
        whole = f"{head.word} {object_}".strip()
        return acts, matter.removeprefix(head.word).strip() if matter.startswith(whole) else object_, ""
    longer = _continued(object_, matter)
    if longer is not None:
        return acts, longer, ""
    rich = head.kind == "application" or len(content_words(object_)) >= RICH
    return acts, object_, "" if rich else matter


def _continued(object_: str, matter: str) -> str | None:
    """The object, its last words taken as the first words of the procedure's matter; None where they are not."""
    words, whole = object_.split(), matter.split()
    for at in range(len(words) + 1):
        tail = words[at:]
        if whole[: len(tail)] == tail and (tail or not words):
            return " ".join((*words[:at], matter)) if len(tail) > 1 or not words[:at] else None
    return None


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
