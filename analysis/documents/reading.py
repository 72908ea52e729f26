"""What a component row says: its kind and the papers it names.

Here: the shapes. Not here: reading a row (split.py, names.py), finding its type (types.py).
"""

from dataclasses import dataclass
from enum import StrEnum


class RowKind(StrEnum):
    """What a component row really is (DOMAIN on rows of a dossier)."""

    DOCUMENT = "document"
    """asks for at least one paper"""
    NOTE = "note"
    """lưu ý: an instruction that asks for none"""
    HEADING = "heading"
    """only introduces a list or a case"""


class Form(StrEnum):
    """In which form a paper is asked for, read from the text alone."""

    ORIGINAL = "original"
    """bản chính, bản gốc"""
    COPY = "copy"
    """bản sao, bản chụp"""
    CERTIFIED_COPY = "certified_copy"
    """bản sao có chứng thực, công chứng"""
    ANY = "any"
    """the applicant may choose"""
    UNSTATED = "unstated"


class Maker(StrEnum):
    """Who makes the paper."""

    APPLICANT = "applicant"
    STATE = "state"
    THIRD_PARTY = "third_party"


class Holder(StrEnum):
    """Which national register holds, by its subject, the data of a state-made paper."""

    POPULATION = "population"
    BUSINESS_REGISTRY = "business_registry"
    LAND = "land"
    CIVIL_STATUS = "civil_status"
    JUDICIAL_RECORD = "judicial_record"
    VEHICLE_DRIVER = "vehicle_driver"
    SOCIAL_INSURANCE = "social_insurance"
    TAX = "tax"
    EDUCATION = "education"
    HEALTH = "health"
    OTHER_LICENCE = "other_licence"
    NONE = "none"


@dataclass(frozen=True)
class Mention:
    """One paper that a row names (giấy tờ được nêu trong thành phần hồ sơ)."""

    name: str
    """Short name, without form, quantity, citation and remarks."""
    head: str
    """Head noun: đơn, giấy chứng nhận, báo cáo …, folded."""
    act: str | None
    """What is asked or certified: cấp, cấp lại, gia hạn …, folded."""
    object: str | None
    """What it is about, folded."""
    form: Form
    maker: Maker
    holder: Holder
    type: str
    """Document type id: of the register where known, else derived from head, act and object; stable."""
    known: bool
    """The type stands in the seeded register of document types."""
    form_of_act: tuple[str, str, str] | None = None
    """Act, number and suffix of the form it is written on (biểu mẫu): ("41/2026/NĐ-CP", "15", "kt").

    None also for forms of a province's act, whose number alone does not tell which province's it is.
    """


@dataclass(frozen=True)
class Reading:
    """One component row, read."""

    text: str
    kind: RowKind
    mentions: tuple[Mention, ...] = ()
    alternatives: bool = False
    """Any one of the papers is enough."""
    conditional: bool = False
    """Asked only in some cases."""
    promised: bool = False
    """The text itself says that the paper need not be handed in where a register answers."""

    @property
    def types(self) -> frozenset[str]:
        """Ids of the document types it asks for."""
        return frozenset(mention.type for mention in self.mentions)
