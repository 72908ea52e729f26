"""A record as an item of the national sync service (LayThuTuc), and answers of such items.

Everything is a string, absent values are empty strings and lists. Here: writing. Not here: sending
(publishing/portals/), reading (importers/exchange/). What has no place there: lookups/carried.toml.
"""

import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cache
from importlib.resources import files
from itertools import groupby
from pathlib import Path
from typing import Any

from catalogue.records import Case, Channel, Component, Fee, LegalBasis, Procedure, TimeLimit
from catalogue.text import fold
from publishing.exports.files import Advance, replacing, silent
from publishing.exports.stamp import Stamp

Item = dict[str, Any]
OWNER = re.compile(r"\.(?P<agency>[GH]\d{2})$")
"""Code of the agency at the end of a code with suffix: 1.001193.000.00.00.H49."""


@cache
def lookup() -> dict[str, dict[str, Any]]:
    """Codes and words of the service."""
    told: dict[str, dict[str, Any]] = tomllib.loads(
        files("publishing").joinpath("lookups/exchange.toml").read_text("utf-8")
    )
    return told


def to_exchange(record: Procedure, *, publisher: str | None = None) -> Item:
    """One item of LayThuTuc. `publisher`: code of the publishing agency (H49); else that of the code."""
    code = code_of(record)
    owner = OWNER.search(code)
    return {
        "MATTHC": code,
        "TENTTHC": record.name,
        "MACOQUANCONGBO": publisher or (owner["agency"] if owner else ""),
        "LOAITTHC": lookup()["kinds"].get(record.kind or "", ""),
        "MOTADOITUONGTHUCHIEN": "",
        "DIACHITIEPNHAN": record.address or "",
        "YEUCAU": _conditions(record),
        "TUKHOA": record.keywords or "",
        "TRANGTHAI": lookup()["words"]["published"],
        "MOTACOQUANTHUCHIEN": "",
        "MOTACOQUANTHAMQUYEN": "",
        "MOTA": "",
        "ISNGANHDOC": "0",
        "COQUANTHUCHIEN": _agencies(record.handling_agencies),
        "COQUANCOTHAMQUYEN": _agencies([record.deciding_agency] if record.deciding_agency else []),
        "COQUANDUOCUYQUYEN": _agencies(record.authorised_agencies),
        "COQUANPHOIHOP": _agencies(record.coordinating_agencies),
        "TRINHTUTHUCHIEN": list(_steps(record)),
        "CAPTHUCHIEN": [
            {"CAPTHUCHIEN": told["code"], "TENCAP": told["name"]}
            for told in (lookup()["levels"][level] for level in record.levels)
        ],
        "LINHVUCTHUCHIEN": [{"MALINHVUC": "", "TENLINHVUC": record.sector}] if record.sector else [],
        "CACHTHUCTHUCHIEN": list(_ways(record.channels)),
        "DOITUONGTHUCHIEN": [{"MADOITUONG": "", "TENDOITUONG": name} for name in record.applicants],
        "THANHPHANHOSO": [_case(case) for case in record.cases],
        "KETQUATHUCHIEN": [
            {"MAKETQUA": one.code or "", "TENKETQUA": one.name, "TENTEP": "", "URL": ""}
            for one in record.outcomes
        ],
        "CANCUPHAPLY": [_basis(basis) for basis in record.legal_bases],
        "TTHCLIENQUAN": [{"MATTHC": "", "TENTTHC": name} for name in record.related],
        "TTHCLIENTHONG": [],
    }


def answer(items: Iterable[Item]) -> dict[str, Any]:
    """The answer of LayThuTuc with these items."""
    return {"error_code": "0", "result": list(items)}


def write_exchange(
    target: Path,
    records: Iterable[Procedure],
    stamp: Stamp,
    *,
    publisher: str | None = None,
    advance: Advance = silent,
) -> int:
    """Write the answer as a file, one item a line; items written. `xuatXu` says where it comes from.

    Raises:
        CannotWrite: the target cannot be written.
    """
    count = 0
    with replacing(target) as beside, beside.open("w", encoding="utf-8", newline="\n") as out:
        out.write(
            f'{{"error_code": "0", "xuatXu": {json.dumps(stamp.told(), ensure_ascii=False)}, "result": ['
        )
        for count, record in enumerate(records, start=1):
            item = json.dumps(to_exchange(record, publisher=publisher), ensure_ascii=False)
            out.write(("," if count > 1 else "") + "\n" + item)
            advance(1)
        out.write("\n]}\n")
    return count


def list_row(record: Procedure) -> Item:
    """One row of LayDanhSachTTHC."""
    return {"MATTHC": code_of(record), "TENTTHC": record.name}


def code_of(record: Procedure) -> str:
    """The code as others are sent it: with the suffix of an agency, never as it was misspelt.

    Empty where the catalogue has none: what stands there instead may be the code of another procedure.
    """
    if record.code is None:
        return ""
    suffixed = (record.code_as_written or "").strip()
    return suffixed if suffixed.startswith(f"{record.code}.") else record.code


def _conditions(record: Procedure) -> str:
    if record.conditions is None and "conditions" in record.not_applicable:
        return str(lookup()["words"]["none"])
    return record.conditions or ""


def _agencies(names: Iterable[str]) -> list[Item]:
    return [{"MADONVI": "", "TENDONVI": name} for name in names]


def _steps(record: Procedure) -> Iterator[Item]:
    """Steps in order; those of one name stand together. A step of a name alone keeps it as its words."""
    told = (
        (step.name or "", step.text) if step.text.strip() else ("", step.name or "") for step in record.steps
    )
    for name, group in groupby(told, key=lambda one: one[0]):
        yield {"TRUONGHOP": name, "TRINHTU": [{"TENTRINHTU": text} for _, text in group]}


def _ways(channels: Iterable[Channel]) -> Iterator[Item]:
    """One way for each run of channels of one kind."""
    for kind, group in groupby(channels, key=lambda one: one.channel):
        yield {
            "KENH": lookup()["channels"].get(kind or "", ""),
            "THOIGIAN": [_time(channel) for channel in group],
        }


def _time(channel: Channel) -> Item:
    limit = channel.time_limit or TimeLimit()
    measured = limit.value is not None and limit.unit is not None
    spoken = limit.text if measured and _says_more(limit) else ""
    described = channel.text if spoken in channel.text else "\n".join(filter(None, (spoken, channel.text)))
    return {
        "THOIGIANGIAIQUYET": _number(limit.value) if measured else limit.text,
        "DONVITINH": lookup()["units"][limit.unit] if measured and limit.unit else "",
        "MOTA": described,
        "PHILEPHI": [_fee(fee) for fee in channel.fees],
    }


def _says_more(limit: TimeLimit) -> bool:
    """Whether the words say more than value and unit: “05 Ngày làm việc” does not."""
    return fold(limit.text).lstrip("0").strip(" .") not in ("", shown(limit))


def shown(limit: TimeLimit) -> str:
    """The words that say no more than value and unit: `3 ngày làm việc`."""
    unit = lookup()["units"].get(limit.unit or "", "")
    return f"{_number(limit.value).replace('.', ',')} {unit.lower()}".strip()


def _number(value: float | None) -> str:
    return "" if value is None else format(Decimal(repr(value)).normalize(), "f")


def _fee(fee: Fee) -> Item:
    return {
        "DONVI": lookup()["currencies"].get(fee.currency or "", fee.currency or ""),
        "MAPHILEPHI": lookup()["fees"].get(fee.kind or "", ""),
        "SOTIEN": money(fee.amount),
        "MOTA": _fee_words(fee),
        "TENTEP": "",
        "URL": "",
    }


def _fee_words(fee: Fee) -> str:
    """The words, and what the amount is for where they do not say it."""
    if fee.per is None or fee.per in fee.text:
        return fee.text
    unit = lookup()["currencies"].get(fee.currency or "", fee.currency or "").lower()
    return "\n".join(filter(None, (f"{money(fee.amount)} {unit}/{fee.per}".strip(), fee.text)))


def money(amount: str | None) -> str:
    """An amount as the service writes it: 50.000.

    >>> money("50000"), money("12.5"), money(None)
    ('50.000', '12,5', '')
    """
    if amount is None:
        return ""
    whole, _, part = amount.partition(".")
    grouped = f"{int(whole):,}".replace(",", ".")
    return f"{grouped},{part}" if part else grouped


def _case(case: Case) -> Item:
    return {"TRUONGHOP": case.name or "", "GIAYTO": [_paper(one) for one in case.components]}


def _paper(component: Component) -> Item:
    return {
        "MAGIAYTO": component.code or "",
        "TENGIAYTO": component.text,
        "SOBANCHINH": "" if component.originals is None else str(component.originals),
        "SOBANSAO": "" if component.copies is None else str(component.copies),
        "TENMAUDON": "; ".join(component.forms),
        "URL": "",
        "MA_KQ_THAYTHE": _replacement(component.notes),
    }


def _replacement(notes: str | None) -> str:
    """The code of a result that can stand in for the paper, out of the note that the importer makes of it."""
    before, after = lookup()["words"]["replaced_by"].split("{code}")
    told = notes or ""
    inside = told.removeprefix(before).removesuffix(after)
    return inside if told == f"{before}{inside}{after}" else ""


def _basis(basis: LegalBasis) -> Mapping[str, str]:
    return {
        "SOVANBAN": basis.number or "",
        "TENVANBAN": basis.name or "",
        "DIACHITRUYCAP": "",
        "NGAYBANHANH": basis.date.isoformat() if basis.date else "",
        "NGAYHIEULUC": basis.effective.isoformat() if basis.effective else "",
        "COQUANBANHANH": basis.agency or "",
    }
