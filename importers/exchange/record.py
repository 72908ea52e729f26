"""From one item of an answer to the fields of the canonical record.

Not here: channels, times and fees (channels.py), identity and provenance (importers/sources/exchange.py).
"""

import re
from collections.abc import Iterator
from typing import Any

from catalogue.records import Case, Component, Coverage, Kind, Level, Step
from catalogue.text import fold, squash
from importers.exchange.answer import Doubts, lookup
from importers.exchange.channels import channels_of
from importers.phrases.enums import parse_levels
from importers.portal import words
from importers.portal_parts import (
    Keys,
    bases_of,
    conditions_of,
    forms_in,
    outcomes_of,
    paper_of,
    quantity,
    text_of,
)
from importers.readers.feed import Node

PAPER = Keys("paper", name="TENGIAYTO", code="MAGIAYTO")
OUTCOME = Keys("outcome", name="TENKETQUA", code="MAKETQUA")
BASIS = Keys(
    "basis",
    name="TENVANBAN",
    code="SOVANBAN",
    signed="NGAYBANHANH",
    effective="NGAYHIEULUC",
    agency="COQUANBANHANH",
)
PROVINCE = re.compile(r"H\d{2}(?!\d)")
"""Code of a province inside the code of an agency or procedure."""


def is_content(item: Node) -> bool:
    """Whether an item tells the content of a procedure, or is only a row of a list."""
    return any(item.value.get(key) for key in lookup()["content"])


def read_fields(item: Node, doubts: Doubts) -> dict[str, Any]:
    """Everything but name and identity, by field of the canonical record."""
    cases = tuple(_cases(item, doubts))
    conditions = conditions_of(text_of(item, "YEUCAU"))
    _check_state(item, doubts)
    _check_publisher(item, doubts)
    return conditions | {
        "coverage": Coverage.FULL if is_content(item) else Coverage.LISTED,
        "sector": "; ".join(_names(item, "LINHVUCTHUCHIEN", "TENLINHVUC", "sector", doubts)) or None,
        "levels": _levels(item, doubts),
        "kind": _kind(item, doubts),
        "applicants": _names(item, "DOITUONGTHUCHIEN", "TENDOITUONG", "applicant", doubts)
        or _lines(item, "MOTADOITUONGTHUCHIEN"),
        "handling_agencies": _agencies(item, "COQUANTHUCHIEN", doubts) or _lines(item, "MOTACOQUANTHUCHIEN"),
        "deciding_agency": "; ".join(
            _agencies(item, "COQUANCOTHAMQUYEN", doubts) or _lines(item, "MOTACOQUANTHAMQUYEN")
        )
        or None,
        "authorised_agencies": _agencies(item, "COQUANDUOCUYQUYEN", doubts),
        "coordinating_agencies": _agencies(item, "COQUANPHOIHOP", doubts),
        "address": text_of(item, "DIACHITIEPNHAN"),
        "steps": tuple(_steps(item, doubts)),
        "channels": tuple(channels_of(item, doubts)),
        "cases": cases,
        "forms": forms_in(cases),
        "outcomes": tuple(outcomes_of(item.many("KETQUATHUCHIEN"), OUTCOME, doubts)),
        "legal_bases": tuple(bases_of(item.many("CANCUPHAPLY"), BASIS, doubts)),
        "keywords": text_of(item, "TUKHOA"),
        "related": tuple(
            name
            for key in ("TTHCLIENQUAN", "TTHCLIENTHONG")
            for name in _names(item, key, "TENTTHC", "related", doubts)
        ),
    }


def _lines(node: Node, key: str) -> tuple[str, ...]:
    found = (squash(part) for line in (text_of(node, key) or "").splitlines() for part in line.split(";"))
    return tuple(dict.fromkeys(part for part in found if part))


def _names(item: Node, key: str, name: str, kind: str, doubts: Doubts) -> tuple[str, ...]:
    """Names of a list of named objects, each once, in order; a provider may send plain strings."""
    value = item.value.get(key)
    if isinstance(value, list) and value and all(isinstance(one, str) for one in value):
        return tuple(squash(one) for one in item.strings(key))
    found = []
    for node in item.many(key):
        text = text_of(node, name)
        doubts.finish(node, kind)
        if text is not None:
            found.append(squash(text))
    return tuple(dict.fromkeys(found))


def _agencies(item: Node, key: str, doubts: Doubts) -> tuple[str, ...]:
    """Names of agencies; an agency with the code of another province is told."""
    publisher = PROVINCE.search(str(item.value.get("MACOQUANCONGBO") or item.value.get("MATTHC") or ""))
    for index, one in enumerate(item.value.get(key) or []):
        code = PROVINCE.search(str(one.get("MADONVI") or "")) if isinstance(one, dict) else None
        if code is not None and publisher is not None and code[0] != publisher[0]:
            doubts.tell(
                "values-differ",
                f"Cơ quan “{one.get('TENDONVI')}” mang mã {one['MADONVI']}, nơi công bố là {publisher[0]}.",
                place=item.place(f"{key}/{index}/MADONVI"),
                field="handling_agencies",
                quote=str(one["MADONVI"]),
            )
    return _names(item, key, "TENDONVI", "agency", doubts)


def _levels(item: Node, doubts: Doubts) -> tuple[Level, ...]:
    """Cấp thực hiện from the names; ngành dọc alone is `other`."""
    told = _names(item, "CAPTHUCHIEN", "TENCAP", "level", doubts)
    vertical = text_of(item, "ISNGANHDOC") == "1"
    for name in told:
        if not parse_levels(name):
            doubts.tell(
                "unread-text",
                f"Không hiểu cấp thực hiện “{name}”.",
                place=item.place("CAPTHUCHIEN"),
                field="levels",
                quote=name,
            )
    return parse_levels(", ".join(told)) or ((Level.OTHER,) if vertical else ())


def _kind(item: Node, doubts: Doubts) -> Kind | None:
    written = text_of(item, "LOAITTHC")
    told = lookup()["kinds"].get(written or "")
    if written is not None and told is None:
        doubts.tell(
            "unread-text",
            f"Chưa biết nghĩa của loại thủ tục {written!r}.",
            place=item.place("LOAITTHC"),
            field="kind",
            quote=written,
        )
    return Kind(told) if told else None


def _check_state(item: Node, doubts: Doubts) -> None:
    state = text_of(item, "TRANGTHAI")
    if state is not None and state not in lookup()["states"]["published"]:
        doubts.tell(
            "values-differ", f"Trạng thái của thủ tục: {state}.", place=item.place("TRANGTHAI"), quote=state
        )


def _check_publisher(item: Node, doubts: Doubts) -> None:
    """The publishing agency is only a code; it is told where the code of the procedure names another."""
    publisher, suffix = text_of(item, "MACOQUANCONGBO"), PROVINCE.search(str(item.value.get("MATTHC") or ""))
    known = PROVINCE.search(publisher or "")
    if known is not None and suffix is not None and known[0] != suffix[0]:
        doubts.tell(
            "values-differ",
            f"Mã thủ tục thuộc {suffix[0]}, cơ quan công bố là {publisher}.",
            place=item.place("MACOQUANCONGBO"),
            field="issuing_agency",
            quote=publisher,
        )


def _steps(item: Node, doubts: Doubts) -> Iterator[Step]:
    order = 0
    for group in item.many("TRINHTUTHUCHIEN"):
        name = text_of(group, "TRUONGHOP")
        default = name is not None and fold(name).strip(" :.") in words()["steps"]["default"]
        for node in group.many("TRINHTU"):
            text = text_of(node, "TENTRINHTU")
            doubts.finish(node, "step")
            if text is not None:
                order += 1
                yield Step(order=order, name=None if default else name, text=text, place=node.place())
        doubts.finish(group, "steps")


def _cases(item: Node, doubts: Doubts) -> Iterator[Case]:
    for group in item.many("THANHPHANHOSO"):
        name = text_of(group, "TRUONGHOP")
        rows = tuple(_papers(group, doubts))
        doubts.finish(group, "case")
        if name is not None or rows:
            yield Case(name=name, components=rows)


def _papers(group: Node, doubts: Doubts) -> Iterator[Component]:
    for node in group.many("GIAYTO"):
        form, instead = text_of(node, "TENMAUDON"), text_of(node, "MA_KQ_THAYTHE")
        originals, copies = (quantity(node, key, doubts) for key in ("SOBANCHINH", "SOBANSAO"))
        yield from paper_of(
            node,
            PAPER,
            doubts,
            quantities=(originals, copies),
            forms=() if form is None else (form,),
            notes=[None if instead is None else f"Thay được bằng kết quả {instead}."],
        )
