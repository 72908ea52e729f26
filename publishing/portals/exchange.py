"""LayThuTuc and LayDanhSachTTHC, as the national sync service answers them: every value is a string.

Not carried: what portal_record.py does not carry, and the publisher (only a code), the decision (only an
internal key), kinds of procedures but one whose code is not known.

Source: DOMAIN guide, chapter on LGSP and NGSP.
"""

import json
import re
from collections.abc import Iterable
from typing import Any

from catalogue.records import Channel, Component, Fee, LegalBasis, Procedure
from publishing.portals.portal_record import quantity_of, words_of
from publishing.portals.shapes import lookup


def words() -> dict[str, Any]:
    """Codes of the service."""
    told: dict[str, Any] = lookup()["exchange"]
    return told


def write(record: Procedure, code_suffix: str = "") -> bytes:
    """One procedure as the answer of LayThuTuc."""
    told = {"result": [item_of(record, code_suffix)], "error_code": "0"}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def coded(record: Procedure, suffix: str) -> str:
    """The code with the suffix of the publishing agency."""
    return f"{record.key}.{suffix}" if suffix and record.code else record.key


def item_of(record: Procedure, code_suffix: str) -> dict[str, Any]:
    """The fields of LayThuTuc."""
    return {
        "MATTHC": coded(record, code_suffix),
        "TENTTHC": record.name,
        "MACOQUANCONGBO": code_suffix.rpartition(".")[2],
        "LOAITTHC": words()["kinds"].get(record.kind or "", ""),
        "TRANGTHAI": words()["words"]["state"],
        "CAPTHUCHIEN": [{"TENCAP": words()["levels"][level]} for level in record.levels],
        "LINHVUCTHUCHIEN": [{"TENLINHVUC": record.sector}] if record.sector else [],
        "DOITUONGTHUCHIEN": [{"TENDOITUONG": name} for name in record.applicants],
        "COQUANTHUCHIEN": _agencies(record.handling_agencies),
        "COQUANCOTHAMQUYEN": _agencies((record.deciding_agency or "").split("; ")),
        "COQUANDUOCUYQUYEN": _agencies(record.authorised_agencies),
        "COQUANPHOIHOP": _agencies(record.coordinating_agencies),
        "DIACHITIEPNHAN": record.address or "",
        "TRINHTUTHUCHIEN": [
            {"TRUONGHOP": step.name or "", "TRINHTU": [{"TENTRINHTU": step.text}]} for step in record.steps
        ],
        "CACHTHUCTHUCHIEN": [_way(channel) for channel in record.channels],
        "THANHPHANHOSO": [
            {"TRUONGHOP": case.name or "", "GIAYTO": [_paper(row) for row in case.components]}
            for case in record.cases
        ],
        "KETQUATHUCHIEN": [{"MAKETQUA": o.code or "", "TENKETQUA": o.name} for o in record.outcomes],
        "CANCUPHAPLY": [_basis(basis) for basis in record.legal_bases],
        "YEUCAU": _conditions(record),
        "TUKHOA": record.keywords or "",
        "TTHCLIENQUAN": [{"TENTTHC": name} for name in record.related],
        "TTHCLIENTHONG": [],
    }


def _agencies(names: Iterable[str]) -> list[dict[str, str]]:
    return [{"TENDONVI": name} for name in names if name]


def _conditions(record: Procedure) -> str:
    if record.conditions is not None:
        return record.conditions
    return str(words()["words"]["none"]) if "conditions" in record.not_applicable else ""


def _way(channel: Channel) -> dict[str, Any]:
    return {"KENH": words()["channels"].get(channel.channel or "", ""), "THOIGIAN": _times(channel)}


def _times(channel: Channel) -> list[dict[str, Any]]:
    limit, text = channel.time_limit, channel.text
    number = unit = ""
    if limit is not None:
        quantity, code = quantity_of(limit, words()["units"])
        unsaid = limit.text not in (text, words_of(limit, words()["units"]))
        if unsaid and (quantity is None or text):
            number, unit = limit.text, words()["words"]["elsewhere"]
        elif quantity is not None and code is not None:
            number, unit, text = (
                f"{quantity:g}".replace(".", ","),
                code,
                text or (limit.text if unsaid else ""),
            )
    if not (number or text or channel.fees):
        return []
    fees = [_fee(fee) for fee in channel.fees]
    return [{"THOIGIANGIAIQUYET": number, "DONVITINH": unit, "MOTA": text, "PHILEPHI": fees}]


def _fee(fee: Fee) -> dict[str, str]:
    """Thousands are grouped by points: "50.000"."""
    amount = fee.amount
    if amount is not None:
        whole, _, part = amount.partition(".")
        amount = f"{int(whole):,}".replace(",", ".") + (f",{part}" if part.strip("0") else "")
    return {
        "MAPHILEPHI": words()["fees"].get(fee.kind or "", ""),
        "SOTIEN": amount or "",
        "DONVI": words()["words"]["currency"].get(fee.currency or "", fee.currency or ""),
        "MOTA": fee.text,
    }


def _paper(row: Component) -> dict[str, str]:
    instead = re.match(words()["words"]["instead"], row.notes or "")
    return {
        "MAGIAYTO": row.code or "",
        "TENGIAYTO": row.text,
        "SOBANCHINH": "" if row.originals is None else str(row.originals),
        "SOBANSAO": "" if row.copies is None else str(row.copies),
        "TENMAUDON": row.forms[0] if row.forms else "",
        "MA_KQ_THAYTHE": instead[1] if instead else "",
    }


def _basis(basis: LegalBasis) -> dict[str, str]:
    return {
        "SOVANBAN": basis.number or "",
        "TENVANBAN": basis.name or "",
        "NGAYBANHANH": basis.date.isoformat() if basis.date else "",
        "NGAYHIEULUC": basis.effective.isoformat() if basis.effective else "",
        "COQUANBANHANH": basis.agency or "",
    }
