"""Legal bases that no longer hold (căn cứ pháp lý hết hiệu lực).

What is known comes from the register of legal texts (lookups/legal_acts.toml and what people entered) and
from titles of texts that the catalogue cites and that say what they repeal. A text without a known day of
its end is not accused.
"""

import tomllib
from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib.resources import files

from analysis.checks.rules import Context, Hit, is_full, pattern
from analysis.timeliness import is_normative
from catalogue import text as words
from catalogue.issues import Severity
from catalogue.legal_acts import Acts, LegalAct, number_of
from catalogue.parameters import Mark
from catalogue.records import LegalBasis, Procedure
from catalogue.snapshot import Snapshot


@cache
def shipped_acts() -> tuple[LegalAct, ...]:
    """The legal texts that ship with their dates."""
    told = tomllib.loads(files("analysis").joinpath("lookups/legal_acts.toml").read_text("utf-8"))
    return tuple(LegalAct.model_validate(one) for one in told["act"])


def acts_of(snapshot: Snapshot) -> tuple[LegalAct, ...]:
    """What the catalogue itself tells of legal texts: days of force, and titles that say what they repeal."""
    found: dict[tuple[str, str], LegalAct] = {}
    for procedure in snapshot.procedures:
        for basis in procedure.legal_bases:
            if basis.number is None or number_of(basis.number) is None:
                continue
            if basis.effective is not None and (basis.date is None or basis.date <= basis.effective):
                act = LegalAct(
                    number=basis.number,
                    signed=basis.date,
                    effective=basis.effective,
                    source=f"căn cứ pháp lý của thủ tục {procedure.key}, {procedure.source.file}",
                    mark=Mark.DATA,
                )
                found.setdefault((basis.number, "effective"), act)
            for repealed in _repeals(basis.name or ""):
                if number_of(repealed) in (None, number_of(basis.number)):
                    continue
                act = LegalAct(
                    number=repealed,
                    repealed_by=basis.number,
                    repealed_from=basis.effective,
                    source=f"tên văn bản {basis.number}: {words.squash(basis.name or '')[:120]}",
                    mark=Mark.DATA,
                )
                found.setdefault((repealed, "repealed"), act)
    return tuple(found.values())


def _repeals(title: str) -> list[str]:
    folded = words.fold(title)
    return [title[found.start(1) : found.end(1)] for found in pattern("repealed", "whole").finditer(folded)]


def check(procedure: Procedure, context: Context) -> Iterator[Hit]:
    """Repealed bases; a rule in the place of the announcing decision."""
    yield from _repealed(procedure, context)
    decision = procedure.decision
    if decision is not None and decision.number and is_normative(decision.number):
        yield Hit(
            rule="decision-normative",
            field="decision",
            quote=decision.number,
            why=f"{decision.number} có năm trong số hiệu: văn bản quy phạm, không phải quyết định công bố.",
            suggestion=f"Ghi số quyết định công bố (không có năm trong số hiệu); chuyển {decision.number} "
            "sang căn cứ pháp lý.",
        )


def repealed_bases(procedure: Procedure, acts: Acts, day: date) -> Iterator[tuple[LegalBasis, LegalAct]]:
    """Legal bases that a dated statement says are repealed on the day, each text once."""
    if not is_full(procedure):
        return
    told: set[str] = set()
    for basis in procedure.legal_bases:
        act = acts.repeal(basis.number, day)
        if act is None or act.partly or act.key in told or act.repealed_from is None:
            continue
        told.add(act.key)
        yield basis, act


def _repealed(procedure: Procedure, context: Context) -> Iterator[Hit]:
    """Hits on repealed bases; unverified statements are warnings, not errors."""
    for basis, act in repealed_bases(procedure, context.acts, context.day):
        known = act.mark in (Mark.TEXT, Mark.EXCERPT, Mark.DATA)
        doubt = "" if known else " Thông tin này chưa được kiểm chứng: đối chiếu văn bản trước khi sửa."
        by = number_of(act.repealed_by or "")
        cited = by is not None and any(number_of(other.number or "") == by for other in procedure.legal_bases)
        yield Hit(
            rule="repealed-basis",
            field="legal_bases",
            quote=" ".join(filter(None, (basis.number, basis.name))),
            why=f"{basis.number} hết hiệu lực từ ngày {act.repealed_from:%d/%m/%Y}, "
            f"thay bằng {act.repealed_by} ({act.source}).{doubt}",
            suggestion=f"Bỏ {basis.number} khỏi căn cứ pháp lý (đã có {act.repealed_by})."
            if cited
            else f"Thay {basis.number} bằng {act.repealed_by}; đối chiếu điều, khoản mới.",
            place=basis.place,
            mark=act.key,
            legal=f"{act.repealed_by}, có hiệu lực {act.repealed_from:%d/%m/%Y}",
            severity=Severity.ERROR if known else Severity.WARNING,
        )
