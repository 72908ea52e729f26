"""LayThuTuc as a portal's message: the item of publishing/exports/exchange.py under the portal's own code.

Not carried: what the item has no place for; the publisher (only a code), the decision (only an internal
key), kinds of procedures but one whose code is not known.

Source: DOMAIN guide, chapter on LGSP and NGSP.
"""

import json
from typing import Any

from catalogue.records import Procedure
from publishing.exports.exchange import answer, to_exchange
from publishing.portals.shapes import lookup


def words() -> dict[str, Any]:
    """Words of the envelopes."""
    told: dict[str, Any] = lookup()["exchange"]
    return told


def write(record: Procedure, code_suffix: str = "") -> bytes:
    """One procedure as the answer of LayThuTuc."""
    code = f"{record.key}.{code_suffix}" if code_suffix and record.code else record.key
    item = to_exchange(record, publisher=code_suffix.rpartition(".")[2] or None) | {"MATTHC": code}
    return json.dumps(answer([item]), ensure_ascii=False, separators=(",", ":")).encode()
