"""From the rows of one procedure to the fields of the canonical record.

Quantities are yes or no: yes tells that the paper is asked for, not how many. The time "Khác" stands in
the description. Legal bases carry their dates.
"""

import re
from collections.abc import Iterator
from typing import Any

from catalogue.records import (
    Case,
    Channel,
    ChannelKind,
    Component,
    Coverage,
    Decision,
    Fee,
    Step,
)
from catalogue.text import fold, squash
from importers import portal
from importers.crawl import fees as cells
from importers.crawl.agencies import split_agencies
from importers.crawl.channels import ChannelRow
from importers.crawl.doubts import Doubts as CellDoubts
from importers.crawl.headings import lookup as headings
from importers.national_workbook.rows import Told
from importers.national_workbook.sheets import lookup
from importers.phrases.enums import is_known_kind, parse_kind, parse_levels, split_applicants
from importers.portal_channels import fee_of
from importers.portal_parts import (
    Keys,
    bases_of,
    conditions_of,
    day_of,
    outcomes_of,
    paper_of,
    tell_quantity,
    text_of,
    whole,
)
from importers.portal_sheet.cells import number_of as amount_of
from importers.portal_sheet.cells import read_time
from importers.readers.feed import Node

FEE = re.compile(
    r"(?:(?P<kind>lệ phí|phí|giá|mức giá)\s*:\s*)?(?P<amount>\d[\d.,]*)\s*(?P<currency>[^\W\d]+)\b", re.I
)
PAPER = Keys("paper", name="ten_giay_to", code="ma_tphs")
OUTCOME = Keys("outcome", name="ten_ket_qua", code="ma_ket_qua")
BASIS = Keys(
    "basis",
    name="trich_yeu",
    code="so_ky_hieu",
    signed="ngay_ban_hanh",
    effective="ngay_hieu_luc",
    agency="co_quan_ban_hanh",
)
KINDS = {"phí": "FEE", "lệ phí": "SERVICE_FEE", "giá": "PRICE_LEVEL", "mức giá": "PRICE_LEVEL"}


class Doubts(portal.Doubts):
    """As the portal's, with the keys of the workbook that are not content."""

    def finish(self, node: Node, kind: str) -> None:
        """Tell what of a row was not read."""
        node.finish(self.issues, procedure=self.procedure, ignore=lookup()["ignore"][kind])


def read_fields(one: Told, doubts: Doubts) -> dict[str, Any]:
    """Everything but name and identity, by field of the canonical record."""
    main = one.main
    conditions = conditions_of(text_of(main, "yeu_cau_dieu_kien"))
    state = text_of(main, "trang_thai")
    if state is not None and fold(state) not in lookup()["states"]["published"]:
        doubts.tell("values-differ", f"Trạng thái: {state}.", place=main.place("trang_thai"), quote=state)
    papers = tuple(_components(one, doubts))
    steps = tuple(_steps(one, doubts))
    full = any(one.rows(part) for part in ("tphs", "cach_thuc_thuc_hien", "trinh_tu_thuc_hien"))
    return conditions | {
        "coverage": Coverage.FULL if full else Coverage.LISTED,
        "decision": _decision(main, doubts),
        "issuing_agency": text_of(main, "co_quan_ban_hanh"),
        "sector": text_of(main, "linh_vuc"),
        "levels": parse_levels(text_of(main, "cap_thuc_hien") or ""),
        "kind": _kind(main, doubts),
        "applicants": split_applicants(text_of(main, "doi_tuong_thuc_hien") or ""),
        "handling_agencies": split_agencies(text_of(main, "co_quan_thuc_hien") or ""),
        "deciding_agency": "; ".join(split_agencies(text_of(main, "co_quan_co_tham_quyen") or "")) or None,
        "coordinating_agencies": split_agencies(text_of(main, "co_quan_phoi_hop") or ""),
        "authorised_agencies": split_agencies(text_of(main, "co_quan_duoc_uy_quyen") or ""),
        "address": text_of(main, "dia_chi_tiep_nhan"),
        "keywords": text_of(main, "tu_khoa"),
        "steps": steps,
        "channels": tuple(_channels(one, doubts, " ".join(step.text for step in steps))),
        "cases": (Case(components=papers),) if papers else (),
        "outcomes": tuple(outcomes_of(one.rows("kqth"), OUTCOME, doubts)),
        "legal_bases": tuple(bases_of(one.rows("ccpl"), BASIS, doubts)),
    }


def _decision(main: Node, doubts: Doubts) -> Decision | None:
    written, day = text_of(main, "so_quyet_dinh"), day_of(main, "ngay_quyet_dinh", "decision.date", doubts)
    if written is None and day is None:
        return None
    number = portal.decision_number(written, doubts, place=main.place("so_quyet_dinh"))
    return Decision(number=number, date=day)


def _kind(main: Node, doubts: Doubts) -> Any:
    written = text_of(main, "loai_tthc")
    if written is not None and not is_known_kind(written):
        doubts.tell(
            "unread-text",
            f"Không hiểu loại thủ tục “{written}”.",
            place=main.place("loai_tthc"),
            field="kind",
        )
    return parse_kind(written or "")


def _steps(one: Told, doubts: Doubts) -> Iterator[Step]:
    for order, row in enumerate(one.rows("trinh_tu_thuc_hien"), start=1):
        name, text = text_of(row, "truong_hop_xu_ly"), text_of(row, "mo_ta_chi_tiet")
        doubts.finish(row, "step")
        if text or name:
            yield Step(order=order, name=name if text else None, text=text or name, place=row.place())


def _channels(one: Told, doubts: Doubts, steps: str) -> Iterator[Channel]:
    rows = one.rows("cach_thuc_thuc_hien")
    clock = cells.clock_hours(" ".join([steps, *(str(row.value.get("mo_ta") or "") for row in rows)]))
    to_cells = CellDoubts(doubts.issues, doubts.procedure)
    names = {fold(word): kind for word, kind in headings()["channels"]["names"].items()}
    for number, row in enumerate(rows):
        place, field = row.place(), f"channels[{number}]"
        written, time, text = (
            text_of(row, "hinh_thuc_nop") or "",
            text_of(row, "thoi_gian") or "",
            text_of(row, "mo_ta"),
        )
        kind = names.get(fold(written))
        if kind is None:
            doubts.tell(
                "channel-not-understood",
                f"Không hiểu hình thức nộp “{written}”.",
                place=row.place("hinh_thuc_nop"),
                field=field,
                quote=written or None,
            )
        time = "" if fold(time) in lookup()["time"]["elsewhere"] and text else time
        seen = ChannelRow(None, *read_time(time), time, (), text or "")  # type: ignore[arg-type]
        limit = cells.time_limit(seen, place, field, to_cells, clock=clock)
        if limit is None and text:
            limit = cells.time_limit(
                ChannelRow(None, None, None, text, (), ""),  # type: ignore[arg-type]
                place,
                field,
                to_cells,
                clock=clock,
            )
        fees = tuple(_fees(row, doubts))
        doubts.finish(row, "channel")
        yield Channel(
            channel=ChannelKind(kind) if kind else None,
            time_limit=limit,
            fees=fees,
            text=text or "",
            place=place,
        )


def _fees(row: Node, doubts: Doubts) -> Iterator[Fee]:
    """ "Phí: 0 VNĐ; Lệ phí: 50.000 VNĐ": one fee an amount; other words are kept without an amount."""
    written = text_of(row, "phi_le_phi")
    for part in re.split(r"\s*[;\n]\s*", written or ""):
        match = FEE.match(part)
        if match is None:
            if part:
                doubts.tell(
                    "fee-not-understood",
                    f"Không hiểu mức phí “{part[:120]}”.",
                    place=row.place("phi_le_phi"),
                    field="channels.fees",
                    quote=part,
                )
                yield Fee(text=part)
            continue
        number = amount_of(match["amount"].rstrip(".,"))
        told = {
            "value": float(number) if "." in number else int(number),
            "currencyName": match["currency"],
            "type": KINDS.get(fold(match["kind"] or "")),
            "description": part[match.end() :].strip(" ()"),
        }
        fee = fee_of(Node(told, at=row.place("phi_le_phi").path or "", row=row.row), doubts_of_portal(doubts))
        if fee is not None:
            yield fee.model_copy(update={"text": fee.text or squash(part)})


def doubts_of_portal(doubts: Doubts) -> portal.Doubts:
    """The same log with the keys of the portal."""
    return portal.Doubts(doubts.issues, doubts.procedure)


def _components(one: Told, doubts: Doubts) -> Iterator[Component]:
    for row in one.rows("tphs"):
        kind, form = text_of(row, "loai_giay_to"), text_of(row, "mau_don_to_khai")
        original, copy = (_asked(row, key, doubts) for key in ("ban_chinh", "ban_sao"))
        asked = [name for name, value in (("bản chính", original), ("bản sao", copy)) if value is True]
        unsaid = f"Nguồn chỉ ghi cần {' và '.join(asked)}, không ghi số lượng." if asked else None
        yield from paper_of(
            row,
            PAPER,
            doubts,
            quantities=(whole(original), whole(copy)),
            forms=(form,) if form else (),
            notes=[unsaid, kind],
        )


def _asked(row: Node, key: str, doubts: Doubts) -> bool | int | None:
    """True: asked for, number not told. A number: that many; no: 0. None: not told."""
    value = row.take(key)
    if value is None or isinstance(value, bool):
        return 0 if value is False else value
    word = fold(str(value))
    if (number := whole(word)) is not None:
        return number
    if word in lookup()["flags"]["yes"] or word in lookup()["flags"]["no"]:
        return True if word in lookup()["flags"]["yes"] else 0
    tell_quantity(row, key, doubts)
    return None
