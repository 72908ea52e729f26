"""Option (phương án đơn giản hóa): the 24 ways to cut or simplify, and what each one is in law.

Here: the codes and their facts (lookups/options.toml), each with source and mark.
Not here: what an option does to a record or a cost line (analysis/applying.py).
"""

import tomllib
from enum import StrEnum
from functools import cache
from pathlib import Path

from catalogue.parameters import Mark
from catalogue.records import Filled, Record

LOOKUP = Path(__file__).parent / "lookups" / "options.toml"


class Option(StrEnum):
    """Code of an option (mã phương án)."""

    GIU_NGUYEN = "GIU_NGUYEN"
    BAI_BO = "BAI_BO"
    CHUYEN_THONG_BAO = "CHUYEN_THONG_BAO"
    BO_GIAY_TO = "BO_GIAY_TO"
    THAY_DU_LIEU = "THAY_DU_LIEU"
    GIAM_BAN_SAO = "GIAM_BAN_SAO"
    GIAM_SO_BO = "GIAM_SO_BO"
    SUA_MAU_DON = "SUA_MAU_DON"
    BO_XAC_NHAN = "BO_XAC_NHAN"
    GIAM_THOI_HAN = "GIAM_THOI_HAN"
    KEO_DAI_HIEU_LUC = "KEO_DAI_HIEU_LUC"
    GIAM_PHI = "GIAM_PHI"
    GIAM_TAN_SUAT = "GIAM_TAN_SUAT"
    GOP = "GOP"
    LIEN_THONG = "LIEN_THONG"
    BO_DIEU_KIEN = "BO_DIEU_KIEN"
    PHAN_CAP = "PHAN_CAP"
    HAU_KIEM = "HAU_KIEM"
    TRUC_TUYEN = "TRUC_TUYEN"
    CHU_DONG_1 = "CHU_DONG_1"
    CHU_DONG_2 = "CHU_DONG_2"
    CHU_DONG_3 = "CHU_DONG_3"
    CHU_DONG_4 = "CHU_DONG_4"
    DON_DEP_TU_NGU = "DON_DEP_TU_NGU"

    @property
    def facts(self) -> "OptionFacts":
        """What the option is in law, with its source."""
        return options()[self]


class LegalOutcome(StrEnum):
    """What becomes of the rule (kết quả rà soát; Nghị định 63/2010/NĐ-CP Điều 31)."""

    AMEND = "sua_doi_bo_sung"
    """sửa đổi, bổ sung"""
    REPLACE = "thay_the"
    """thay thế"""
    ANNUL = "huy_bo"
    """hủy bỏ"""
    REPEAL = "bai_bo"
    """bãi bỏ"""
    KEEP = "giu_nguyen"
    """giữ nguyên: a recorded answer, not "not reviewed\""""


class Bucket(StrEnum):
    """Under which of the two figures of every report a measure counts."""

    CUT = "cut"
    """bãi bỏ, cắt giảm"""
    SIMPLIFY = "simplify"
    """đơn giản hóa"""
    NONE = "none"


class Touches(StrEnum):
    """Does the option change the cost, or the time?"""

    YES = "yes"
    NO = "no"
    DEPENDS = "depends"


class OptionFacts(Record):
    """One option with its legal outcome, and the caution that goes with it."""

    vi: Filled
    en: Filled
    outcome: LegalOutcome
    bucket: Bucket
    cost: Touches
    time: Touches
    amends: Filled
    """Which text must be amended."""
    caution: Filled | None = None
    source: Filled
    mark: Mark


@cache
def options() -> dict[Option, OptionFacts]:
    """All options with their facts."""
    told = tomllib.loads(LOOKUP.read_text(encoding="utf-8"))
    return {Option(code): OptionFacts.model_validate(facts) for code, facts in told.items()}
