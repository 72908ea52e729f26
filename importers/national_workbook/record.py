"""From the rows of one procedure to the fields of the canonical record.

Quantities are yes or no: yes tells that the paper is asked for, not how many. The time "Khác" stands in
the description. Legal bases carry their dates.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from catalogue.records import (
    Case,
    Channel,
    ChannelKind,
    Component,
    Coverage,
    Decision,
    Fee,
    LegalBasis,
    Outcome,
    Step,
)
from catalogue.text import fold, nfc, squash
from importers import portal
from importers.crawl import fees as cells
from importers.crawl.agencies import split_agencies
from importers.crawl.channels import ChannelRow
from importers.crawl.doubts import Doubts as CellDoubts
from importers.crawl.headings import lookup as headings
from importers.national_workbook.rows import Told
from importers.national_workbook.sheets import lookup
from importers.phrases.dates import parse_date
from importers.phrases.enums import is_known_kind, parse_kind, parse_levels, split_applicants
from importers.portal_channels import fee_of
from importers.portal_sheet.cells import number_of as amount_of
from importers.portal_sheet.cells import read_time
from importers.readers.feed import Node

FEE = re.compile(
    r"(?:(?P<kind>lệ phí|phí|giá|mức giá)\s*:\s*)?(?P<amount>\d[\d.,]*)\s*(?P<currency>[^\W\d]+)\b", re.I
)
KINDS = {"phí": "FEE", "lệ phí": "SERVICE_FEE", "giá": "PRICE_LEVEL", "mức giá": "PRICE_LEVEL"}


class Doubts(portal.Doubts):
    """As the portal's, with the keys of the workbook that are not content."""

    def finish(self, node: Node, kind: str) -> None:
        """Tell what of a row was not read."""
        node.finish(self.issues, procedure=self.procedure, ignore=lookup()["ignore"][kind])


def read_fields(told: Told, doubts: Doubts) -> dict[str, Any]:
    """Everything but name and identity, by field of the canonical record."""
    main = told.main
    conditions = _text(main, "yeu_cau_dieu_kien")
    none = portal.says_none(conditions)
    state = _text(main, "trang_thai")
    if state is not None and fold(state) not in lookup()["states"]["published"]:
        doubts.tell("values-differ", f"Trạng thái: {state}.", place=main.place("trang_thai"), quote=state)
    papers = tuple(_components(told, doubts))
    steps = tuple(_steps(told, doubts))
    full = any(told.rows(part) for part in ("tphs", "cach_thuc_thuc_hien", "trinh_tu_thuc_hien"))
    return {
        "coverage": Coverage.FULL if full else Coverage.LISTED,
        "decision": _decision(main, doubts),
        "issuing_agency": _text(main, "co_quan_ban_hanh"),
        "sector": _text(main, "linh_vuc"),
        "levels": parse_levels(_text(main, "cap_thuc_hien") or ""),
        "kind": _kind(main, doubts),
        "applicants": split_applicants(_text(main, "doi_tuong_thuc_hien") or ""),
        "handling_agencies": split_agencies(_text(main, "co_quan_thuc_hien") or ""),
        "deciding_agency": "; ".join(split_agencies(_text(main, "co_quan_co_tham_quyen") or "")) or None,
        "coordinating_agencies": split_agencies(_text(main, "co_quan_phoi_hop") or ""),
        "authorised_agencies": split_agencies(_text(main, "co_quan_duoc_uy_quyen") or ""),
        "address": _text(main, "dia_chi_tiep_nhan"),
        "keywords": _text(main, "tu_khoa"),
        "steps": steps,
        "channels": tuple(_channels(told, doubts, " ".join(step.text for step in steps))),
        "cases": (Case(components=papers),) if papers else (),
        "outcomes": tuple(_outcomes(told, doubts)),
        "legal_bases": tuple(_bases(told, doubts)),
        "conditions": None if none else conditions,
        "not_applicable": ("conditions",) if none else (),
    }


def _text(node: Node, key: str) -> str | None:
    text = node.text(key)
    return None if text is None or portal.says_nothing(text) else nfc(text)


def _day(node: Node, key: str, field: str, doubts: Doubts) -> date | None:
    written = _text(node, key)
    day = parse_date(written or "")
    if written is not None and day is None:
        doubts.tell(
            "date-not-understood",
            f"Không hiểu ngày “{written}”.",
            place=node.place(key),
            field=field,
            quote=written,
        )
    return day


def _decision(main: Node, doubts: Doubts) -> Decision | None:
    written, day = _text(main, "so_quyet_dinh"), _day(main, "ngay_quyet_dinh", "decision.date", doubts)
    if written is None and day is None:
        return None
    number = portal.decision_number(written, doubts, place=main.place("so_quyet_dinh"))
    return Decision(number=number, date=day)


def _kind(main: Node, doubts: Doubts) -> Any:
    written = _text(main, "loai_tthc")
    if written is not None and not is_known_kind(written):
        doubts.tell(
            "unread-text",
            f"Không hiểu loại thủ tục “{written}”.",
            place=main.place("loai_tthc"),
            field="kind",
        )
    return parse_kind(written or "")


def _steps(told: Told, doubts: Doubts) -> Iterator[Step]:
    for order, row in enumerate(told.rows("trinh_tu_thuc_hien"), start=1):
        name, text = _text(row, "truong_hop_xu_ly"), _text(row, "mo_ta_chi_tiet")
        doubts.finish(row, "step")
        if text or name:
            yield Step(order=order, name=name if text else None, text=text or name, place=row.place())


def _channels(told: Told, doubts: Doubts, steps: str) -> Iterator[Channel]:
    rows = told.rows("cach_thuc_thuc_hien")
    clock = cells.clock_hours(" ".join([steps, *(str(row.value.get("mo_ta") or "") for row in rows)]))
    to_cells = CellDoubts(doubts.issues, doubts.procedure)
    names = {fold(word): kind for word, kind in headings()["channels"]["names"].items()}
    for number, row in enumerate(rows):
        place, field = row.place(), f"channels[{number}]"
        written, time, text = (
            _text(row, "hinh_thuc_nop") or "",
            _text(row, "thoi_gian") or "",
            _text(row, "mo_ta"),
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
    written = _text(row, "phi_le_phi")
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


def _components(told: Told, doubts: Doubts) -> Iterator[Component]:
    for row in told.rows("tphs"):
        code, text, kind = row.text("ma_tphs"), _text(row, "ten_giay_to"), _text(row, "loai_giay_to")
        original, copy = (_asked(row, key, doubts) for key in ("ban_chinh", "ban_sao"))
        form = _text(row, "mau_don_to_khai")
        doubts.finish(row, "paper")
        if text is None:
            doubts.tell(
                "component-unnamed",
                f"Thành phần hồ sơ không có tên (mã {code or 'không có'}).",
                place=row.place("ten_giay_to"),
                field="cases.components",
            )
            continue
        asked = [name for name, value in (("bản chính", original), ("bản sao", copy)) if value is True]
        notes = [f"Nguồn chỉ ghi cần {' và '.join(asked)}, không ghi số lượng." if asked else None, kind]
        yield Component(
            code=code,
            text=text,
            originals=original if isinstance(original, int) and original is not True else None,
            copies=copy if isinstance(copy, int) and copy is not True else None,
            forms=(form,) if form else (),
            notes="\n".join(note for note in notes if note) or None,
            place=row.place(),
        )


def _asked(row: Node, key: str, doubts: Doubts) -> bool | int | None:
    """True: asked for, number not told. A number: that many; no: 0. None: not told."""
    value = row.take(key)
    if value is None or isinstance(value, bool):
        return 0 if value is False else value
    told = fold(str(value))
    if told.isascii() and told.isdigit() and len(told) < 5:
        return int(told)
    if told in lookup()["flags"]["yes"] or told in lookup()["flags"]["no"]:
        return True if told in lookup()["flags"]["yes"] else 0
    doubts.tell(
        "quantity-not-understood",
        f"Số lượng “{value}”.",
        place=row.place(key),
        field="cases.components",
        quote=told,
    )
    return None


def _outcomes(told: Told, doubts: Doubts) -> Iterator[Outcome]:
    for row in told.rows("kqth"):
        name, code = _text(row, "ten_ket_qua"), row.text("ma_ket_qua")
        doubts.finish(row, "outcome")
        if name is not None:
            yield Outcome(code=code, name=squash(name), place=row.place())


def _bases(told: Told, doubts: Doubts) -> Iterator[LegalBasis]:
    for row in told.rows("ccpl"):
        written, name, agency = (
            row.text("so_ky_hieu"),
            _text(row, "trich_yeu"),
            _text(row, "co_quan_ban_hanh"),
        )
        signed, effective = (
            _day(row, key, "legal_bases", doubts) for key in ("ngay_ban_hanh", "ngay_hieu_luc")
        )
        doubts.finish(row, "basis")
        number = portal.number_of(written, otherwise=name)
        portal.tell_repaired(written, number, doubts, place=row.place("so_ky_hieu"), field="legal_bases")
        if number is None and written is not None:
            doubts.tell(
                "number-not-understood",
                f"Không hiểu số hiệu “{written}”; giữ nguyên văn.",
                place=row.place("so_ky_hieu"),
                field="legal_bases",
                quote=written,
            )
        if number or written or name:
            yield LegalBasis(
                number=number or (written and squash(written)),
                name=name,
                date=signed,
                effective=effective,
                agency=agency,
                place=row.place(),
            )
