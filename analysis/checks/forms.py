"""Papers on a form (mẫu đơn, tờ khai) of procedures to which no form is attached."""

from collections.abc import Iterator

from analysis.checks.rules import Context, Hit, is_full, pattern
from catalogue import text as words
from catalogue.records import Procedure


def check(procedure: Procedure, context: Context) -> Iterator[Hit]:  # noqa: ARG001
    """Rows that ask for a paper "theo mẫu" while the whole procedure carries no form."""
    if not is_full(procedure) or procedure.forms or any(c.forms for c in procedure.components):
        return
    rows = []
    for index, component in enumerate(procedure.components):
        folded = words.fold(words.squash(component.text))
        found = pattern("forms", "asked").search(folded)
        if (
            found is not None
            and pattern("forms", "papers").search(folded)
            and pattern("forms", "not_ours").search(folded[: found.end() + 20]) is None
        ):
            rows.append((index, component.text, found[0]))
    if not rows:
        return
    (index, text, said), *others = rows
    named = pattern("forms", "whole").search(words.fold(words.squash(text)))
    form = words.squash(words.nfc(text))[named.start() : named.end()].strip(" .,;") if named else None
    yield Hit(
        rule="form-missing",
        field="forms",
        quote=text,
        why=f"{len(rows)} dòng hồ sơ ghi “{words.squash(said)}” nhưng thủ tục không đính kèm mẫu nào.",
        suggestion=f"Đính kèm tệp mẫu: “{form.removeprefix('theo ')}”."
        if form
        else "Ghi số mẫu và văn bản ban hành, rồi đính kèm tệp mẫu: “theo Mẫu số … ban hành kèm theo …”.",
        place=procedure.components[index].place,
        component=index,
        quotes=tuple((told, procedure.components[i].place) for i, told, _ in others),
    )
