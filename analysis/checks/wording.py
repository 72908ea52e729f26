"""Words of dossier rows that leave the applicant in doubt: vague papers, rows that are too long."""

import re
from collections.abc import Iterator

from analysis.checks.rules import Context, Hit, is_full, lookup, pattern
from analysis.paper_keys import lookup as lookup_of
from analysis.wordings import capital
from catalogue import text as words
from catalogue.records import Procedure

JOINT = re.compile(r"(?:\s*[,;+]\s*|\s+)(?:và|hoặc|cùng|cùng với|kèm theo)?\s*$")
HINT = re.compile(r"khác|liên quan|cần thiết", re.IGNORECASE)
EMPTY = re.compile(r"^\s*(?:kèm theo|có liên quan)?\s*(?:\(?\s*nếu có\s*\)?)?[\s.;]*", re.IGNORECASE)
"""What says nothing once the vague words are gone."""


def check(procedure: Procedure, context: Context) -> Iterator[Hit]:
    """Vague papers row by row; long rows once for the procedure."""
    if not is_full(procedure):
        return
    told: set[str] = set()
    long: list[tuple[int, str]] = []
    for index, component in enumerate(procedure.components):
        text = words.squash(words.nfc(component.text))
        found = vague(text)
        if found is not None and words.fold(text) not in told:
            told.add(words.fold(text))
            yield _vague(text, found, index, procedure)
        if len(words.squash(text)) > lookup()["long"]["letters"]:
            long.append((index, component.text))
    if long:
        yield _long(long, procedure, context)


def vague(text: str) -> tuple[int, int] | None:
    """Where a row names papers that nobody can tell; None: every paper is definite."""
    if not HINT.search(text):
        return None  # folding every row takes seconds
    folded = words.fold(text)
    for found in pattern("vague", "patterns").finditer(folded):
        if pattern("vague", "definite").search(folded[found.end() :]) is None:
            return found.start(), found.end()
    return None


def _vague(text: str, found: tuple[int, int], index: int, procedure: Procedure) -> Hit:
    start, end = found
    said = re.sub(r"^(?:và|hoặc) ", "", words.squash(text[start:end]).strip(" .;"))
    after = EMPTY.sub("", text[end:])
    rest = words.squash(f"{JOINT.sub('', text[:start])} {after}").strip(" ,;.+-–•")
    meaningful = len(re.findall(r"[^\W\d]{2,}", words.fold(rest))) > 2
    suggestion = f"Nêu tên từng giấy tờ thay cho “{said}”; nếu không có văn bản nào quy định thêm thì " + (
        f"ghi: “{rest}.”" if meaningful else "bỏ dòng này."
    )
    return Hit(
        rule="vague-paper",
        field="components",
        quote=text,
        why=f"“{said}” không cho biết phải nộp giấy tờ nào.",
        suggestion=suggestion,
        place=procedure.components[index].place,
        component=index,
        mark=words.squash(text)[:80],
    )


def _long(rows: list[tuple[int, str]], procedure: Procedure, context: Context) -> Hit:
    limit, longest = lookup()["long"]["letters"], max(len(words.squash(told)) for _, told in rows)
    (index, text), *others = rows
    pieces = pieces_of(procedure, index, context)
    listed = "; ".join(f"({number}) {piece}" for number, piece in enumerate(pieces, start=1))
    if len(pieces) > 1 and context.readings[procedure.key][index].alternatives:
        suggestion = f"Giữ một dòng, nêu rõ là lựa chọn: “Một trong các giấy tờ: {listed}.”"
    elif len(pieces) > 1:
        suggestion = f"Tách thành {len(pieces)} dòng, mỗi dòng một giấy tờ: {listed}."
    elif pieces:
        suggestion = (
            f"Ghi “{pieces[0]}” ở dòng hồ sơ; chuyển điều kiện, căn cứ và giải thích sang cột ghi chú."
        )
    else:
        suggestion = "Đây không phải tên giấy tờ: chuyển sang cột ghi chú hoặc mục yêu cầu, điều kiện."
    return Hit(
        rule="row-too-long",
        field="components",
        quote=text,
        why=f"{len(rows)} dòng dài hơn {limit} chữ; dài nhất {longest} chữ.",
        suggestion=suggestion,
        place=procedure.components[index].place,
        component=index,
        quotes=tuple((told, procedure.components[i].place) for i, told in others),
    )


def pieces_of(procedure: Procedure, index: int, context: Context) -> tuple[str, ...]:
    """Names of the papers that were read out of a row, each once, in order; not those that are no more."""
    read = context.readings.get(procedure.key, ())
    if index >= len(read):
        return ()
    expired = {row["type"] for row in lookup_of("zombies")["paper"] if row["until"] < context.day}
    told = {one.type: capital(one.name) for one in read[index].mentions if one.type not in expired}
    return tuple(told.values())
