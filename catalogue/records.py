"""What a source may say of a procedure: records, frozen, with the place of every value.

Records go between rooms; the store alone turns them into rows. A field that the
source does not state is `None` or empty; a field that the source declares as not
needed is named in `not_applicable`. "Not stated", "free" and "0" stay three facts.
"""

import json
from datetime import date as Date
from enum import StrEnum
from hashlib import sha256
from typing import Annotated, Any

from pydantic import Field

from catalogue import text as words
from catalogue.links import Link as Link
from catalogue.links import LinkKind as LinkKind
from catalogue.record_base import Filled as Filled
from catalogue.record_base import Place as Place
from catalogue.record_base import Record as Record
from catalogue.record_base import Text as Text

SCHEMA_VERSION = "1"


class Change(StrEnum):
    """What a decision does to a procedure (Nghị định 63/2010/NĐ-CP Điều 14, and wordings in use)."""

    NEW = "new"
    """mới ban hành"""
    AMENDED = "amended"
    """sửa đổi, bổ sung"""
    REPLACED = "replaced"
    """thay thế"""
    REPEALED = "repealed"
    """bãi bỏ, hủy bỏ"""
    STANDARDISED = "standardised"
    """chuẩn hóa"""
    SUSPENDED = "suspended"
    """không thực hiện"""
    CORRECTED = "corrected"
    """đính chính"""


class Level(StrEnum):
    """Cấp thực hiện."""

    CENTRAL = "central"
    PROVINCE = "province"
    DISTRICT = "district"
    """Cấp huyện: until 2025-06-30."""
    COMMUNE = "commune"
    OTHER = "other"


class Kind(StrEnum):
    """Loại thủ tục: its nature, and whether a law delegates it."""

    STANDARD = "standard"
    """tiêu chuẩn: set by a ministry, the same everywhere"""
    SPECIFIC = "specific"
    """đặc thù: set by a locality"""
    ASSIGNED = "assigned"
    """được luật giao quy định chi tiết"""
    INTERNAL = "internal"
    """nội bộ"""
    INTERCONNECTED = "interconnected"
    """liên thông"""


class ChannelKind(StrEnum):
    """Cách thức thực hiện."""

    IN_PERSON = "in_person"
    POST = "post"
    ONLINE = "online"


class TimeUnit(StrEnum):
    """Unit of a time limit; a day is a calendar day."""

    HOUR = "hour"
    DAY = "day"
    WORKING_DAY = "working_day"
    MONTH = "month"
    YEAR = "year"


class FeeKind(StrEnum):
    """Three legal kinds of what an applicant pays."""

    FEE = "fee"
    """phí"""
    CHARGE = "charge"
    """lệ phí"""
    PRICE = "price"
    """mức giá"""


class Coverage(StrEnum):
    """How much of a procedure a source tells."""

    LISTED = "listed"
    """only a row of a list (danh mục): what it leaves out, others may say"""
    FULL = "full"
    """the content of the procedure: what it leaves out, it does not have"""


class Source(Record):
    """The published file behind a record (nguồn), and the place in it."""

    file: str
    """Name of the file as it was given, with / between folders; never an absolute path."""
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    importer: str
    place: Place = Place()


class TimeLimit(Record):
    """Thời hạn giải quyết. `value` and `unit` only where one single limit is stated."""

    value: float | None = Field(default=None, ge=0)
    unit: TimeUnit | None = None
    text: Text = ""
    """The words of the source."""


class Fee(Record):
    """Phí, lệ phí, mức giá. `amount` None: the words give no single amount. 0: free is stated."""

    kind: FeeKind | None = None
    amount: Annotated[str, Field(pattern=r"^\d+(\.\d+)?$")] | None = None
    """A decimal number in `currency`."""
    currency: str | None = None
    """ISO 4217; VND, USD."""
    per: Text | None = None
    """What the amount is for: hồ sơ, bản, trang …"""
    text: Text = ""


class Step(Record):
    """Bước của trình tự thực hiện."""

    order: int
    name: Text | None = None
    text: Text
    responsible: Text | None = None
    """Người, bộ phận chịu trách nhiệm, where the source tells it step by step."""
    duration: TimeLimit | None = None
    """Thời gian of this step alone."""
    place: Place = Place()


class Channel(Record):
    """Cách thức thực hiện, with its own time limit and fees. `channel` None: limit and fees hold for all."""

    channel: ChannelKind | None = None
    time_limit: TimeLimit | None = None
    fees: tuple[Fee, ...] = ()
    text: Text = ""
    place: Place = Place()


class Component(Record):
    """Thành phần hồ sơ: one row, in the words of its source. A row is not a paper: analysis/documents."""

    code: str | None = None
    """Mã of the row; equal codes of different agencies do not mean equal papers."""
    text: Filled
    originals: int | None = Field(default=None, ge=0)
    """Số bản chính. None: the source does not say. 0: it says 0, which is not "no paper"."""
    copies: int | None = Field(default=None, ge=0)
    """Số bản sao."""
    forms: tuple[Text, ...] = ()
    """Mẫu đơn, tờ khai: form labels or names of attached files."""
    notes: Text | None = None
    place: Place = Place()


class Case(Record):
    """Trường hợp: a named list of components; the name may be a heading only ("Giấy tờ phải nộp")."""

    name: Text | None = None
    components: tuple[Component, ...] = ()


class Outcome(Record):
    """Kết quả thực hiện."""

    code: str | None = None
    name: Filled
    place: Place = Place()


class LegalBasis(Record):
    """Căn cứ pháp lý."""

    number: str | None = None
    """Số hiệu, normalised (catalogue/identifiers.py)."""
    name: Text | None = None
    articles: tuple[Text, ...] = ()
    date: Date | None = None
    """Ngày ban hành, where the source states it."""
    effective: Date | None = None
    """Ngày có hiệu lực."""
    agency: Text | None = None
    """Cơ quan ban hành, as the source writes it; some sources give only a code."""
    place: Place = Place()


class Decision(Record):
    """Quyết định công bố that carries the procedure."""

    number: str | None = None
    date: Date | None = None
    """Ngày ký."""
    effective: Date | None = None
    """Ngày có hiệu lực."""
    expires: Date | None = None
    """Ngày cuối cùng còn hiệu lực, where the decision states one (thí điểm, tạm thời không thực hiện)."""
    published: Date | None = None
    """Ngày công khai of the procedure under the decision, where a portal states it; not a day of reading."""
    agency: Text | None = None
    """Cơ quan ban hành, as in the letterhead."""
    title: Text | None = None
    effective_text: Text | None = None
    replaces: tuple[str, ...] = ()
    """Earlier decisions it says it replaces, wholly or in part."""
    links: tuple[Link, ...] = ()
    """Văn bản mà quyết định căn cứ, làm theo, thay thế …: of the decision, not content of the procedure."""


class OtherName(Record):
    """The name of a procedure in another language (tên bằng ngôn ngữ khác)."""

    language: str | None = None
    """BCP 47, such as `en`; None: the source does not say."""
    name: Filled


class Procedure(Record):
    """Thủ tục hành chính as one source states it: the canonical record."""

    code: str | None = Field(default=None, pattern=r"^[1-9]\.\d{6}$")
    """Mã số thủ tục hành chính."""
    code_as_written: str | None = None
    """Only where the source writes the code differently (agency suffix, comma, blanks)."""
    provisional_id: str | None = None
    """Identity while the source gives no code; never looks like a code."""
    foreign_code: str | None = Field(default=None, pattern=r"^[A-Z]{2}:\S(?:.*\S)?$")
    """Identity of a public service of another country in its own code space: `IT:p_TN_1519`, the
    country by ISO 3166 and the identifier as the source writes it; ZZ where no country is stated."""
    name: Filled
    """Tên thủ tục hành chính."""
    other_names: tuple[OtherName, ...] = ()
    """The name in other languages, where the source has several."""
    coverage: Coverage
    change: Change | None = None
    replaces: tuple[str, ...] = ()
    """Codes (or provisional ids) of the procedures that this one replaces."""
    sector: Text | None = None
    """Lĩnh vực."""
    levels: tuple[Level, ...] = ()
    """Cấp thực hiện."""
    kind: Kind | None = None
    issuing_agency: Text | None = None
    """Cơ quan công bố, cơ quan ban hành."""
    handling_agencies: tuple[Text, ...] = ()
    """Cơ quan (trực tiếp) thực hiện."""
    deciding_agency: Text | None = None
    """Cơ quan có thẩm quyền."""
    coordinating_agencies: tuple[Text, ...] = ()
    """Cơ quan phối hợp."""
    authorised_agencies: tuple[Text, ...] = ()
    """Cơ quan được ủy quyền."""
    applicants: tuple[Text, ...] = ()
    """Đối tượng thực hiện."""
    address: Text | None = None
    """Địa điểm thực hiện, địa chỉ tiếp nhận hồ sơ."""
    steps: tuple[Step, ...] = ()
    """Trình tự thực hiện."""
    channels: tuple[Channel, ...] = ()
    """Cách thức thực hiện."""
    cases: tuple[Case, ...] = ()
    """Thành phần hồ sơ by case."""
    dossier_sets: int | None = Field(default=None, ge=0)
    """Số lượng hồ sơ (bộ)."""
    outcomes: tuple[Outcome, ...] = ()
    conditions: Text | None = None
    """Yêu cầu, điều kiện thực hiện."""
    forms: tuple[Text, ...] = ()
    """Mẫu đơn, tờ khai."""
    legal_bases: tuple[LegalBasis, ...] = ()
    keywords: Text | None = None
    related: tuple[Text, ...] = ()
    """Thủ tục hành chính liên quan."""
    not_applicable: tuple[str, ...] = ()
    """Fields of which the source says that there are none ("không", "không quy định")."""
    decision: Decision | None = None
    source: Source
    issues: tuple[str, ...] = ()
    """Codes of the issues of this record; the issues themselves are rows of their own."""

    @property
    def key(self) -> str:
        """Code, else foreign code, else provisional id: what the catalogue files the procedure under."""
        key = self.code or self.foreign_code or self.provisional_id
        if key is None:
            raise ValueError(f"{self.name}: neither code nor provisional id")
        return key

    @property
    def components(self) -> tuple[Component, ...]:
        """All components of all cases, in order."""
        return tuple(component for case in self.cases for component in case.components)


NOT_CONTENT = {"source", "issues", "place", "links"}
ADDED_LATER = ("foreign_code", "other_names")
ADDED_TO_STEPS = ("responsible", "duration")
ADDED_TO_DECISION = ("published",)
"""Fields that records had not from the first: they count where they are stated, so that the hashes of
what was stored before stay."""


def content(record: Record) -> dict[str, Any]:
    """The record as plain values, without places, source and issues: what it says, not where."""

    def strip(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: strip(item) for key, item in value.items() if key not in NOT_CONTENT}
        if isinstance(value, list):
            return [strip(item) for item in value]
        return value

    plain: dict[str, Any] = strip(record.model_dump(mode="json"))
    for name in ADDED_LATER:
        if name in plain and not plain[name]:
            del plain[name]
    for step in plain.get("steps", ()):
        for name in ADDED_TO_STEPS:
            if step[name] is None:
                del step[name]
    for name in ADDED_TO_DECISION:
        if plain.get("decision") and plain["decision"][name] is None:
            del plain["decision"][name]
    return plain


def content_hash(record: Record) -> str:
    """SHA-256 of the content as canonical JSON; equal contents from two files have equal hashes."""
    canonical = json.dumps(content(record), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(canonical.encode()).hexdigest()


def provisional_id(*, decision: str | None, agency: str | None, name: str, level: str | None) -> str:
    """Identity of a procedure that has no code yet; stable for the same decision, name and level.

    Source: DOMAIN rule for missing codes: identity is decision, normalised name and level.

    >>> provisional_id(decision="12/QĐ-UBND", agency=None, name="Cấp  giấy phép", level=None)[:4]
    'TAM-'
    """
    told = "|".join(words.fold(part or "") for part in (decision, agency, name, level))
    return "TAM-" + sha256(told.encode()).hexdigest()[:12]
