"""Finding (phát hiện): what analysis saw, with its evidence; stored, never only printed."""

import warnings
from enum import StrEnum
from hashlib import sha256

from catalogue.issues import Severity
from catalogue.records import Place, Record

# ABCMeta lends every model a class method `register`, which no model uses; the field may have that name.
warnings.filterwarnings("ignore", message='Field name "register" in "Finding" shadows')


class FindingKind(StrEnum):
    """What was seen."""

    DUPLICATE = "duplicate"
    """giấy tờ yêu cầu trùng lặp: several procedures ask for one document type"""
    REPEATED = "repeated"
    """one procedure asks for one document type twice in the same case"""
    ONCE_ONLY = "once-only"
    """giấy tờ Nhà nước đã có: a register holds it, or another procedure issues it"""
    ORIGINAL_AND_COPY = "original-and-copy"
    """one procedure asks for original and copy of one paper"""
    SEVERAL_COPIES = "several-copies"
    """one procedure asks for more than one copy of a paper"""
    NEAR_PROCEDURES = "near-procedures"
    """thủ tục gần trùng: same outcome, overlapping papers, same agency or level; could be merged"""
    VARIANTS = "variants"
    """thủ tục liên quan: cấp, cấp lại, gia hạn of one paper; no duplicates"""
    ZOMBIE_PAPER = "zombie-paper"
    """giấy tờ đã hết giá trị mà vẫn được nêu"""
    ZOMBIE_AGENCY = "zombie-agency"
    """cơ quan không còn mà vẫn được nêu"""
    ZOMBIE_ACT = "zombie-act"
    """văn bản hết hiệu lực mà vẫn được nêu"""
    CHECK = "check"
    """lỗi, thiếu sót khi kiểm tra: what a rule of analysis/checks saw"""


class Verdict(StrEnum):
    """What may be done about a paper that the State holds (DOMAIN on Nghị quyết 66.7/2025/NQ-CP)."""

    ASK = "ask"
    """phải nộp"""
    LOOK_UP = "look_up"
    """khai thác từ cơ sở dữ liệu"""
    ASK_IF_LOOKUP_FAILS = "ask_if_lookup_fails"
    """chỉ yêu cầu khi không khai thác được"""
    ALREADY_PROMISED = "already_promised"
    """the text itself says that the paper need not be handed in"""
    UNLAWFUL_TO_ASK = "unlawful_to_ask"
    """không được yêu cầu"""


class Evidence(Record):
    """One place that a finding rests on (căn cứ của phát hiện)."""

    procedure: str
    """Key of the procedure."""
    procedure_name: str
    agency: str | None = None
    case: str | None = None
    component: int | None = None
    """Number of the component row within the procedure, from 0."""
    quote: str
    """The words of the row or outcome."""
    file: str | None = None
    place: Place = Place()
    role: str = "asks"
    """asks, issues; of near procedures both, left, right; of a dead agency the field that names it"""


class Finding(Record):
    """One finding: kind, subject, evidence, and the hash of what it was computed from."""

    kind: FindingKind
    subject: str
    """Document type id for duplicates; `procedure#component` for the others."""
    title: str
    """In Vietnamese, for the screen."""
    document_type: str | None = None
    document_type_name: str | None = None
    verdict: Verdict | None = None
    register: str | None = None
    register_name: str | None = None
    holder: str | None = None
    legal_base: str | None = None
    procedures: tuple[str, ...] = ()
    """Keys of the procedures that ask, sorted."""
    agencies: tuple[str, ...] = ()
    issued_by: tuple[str, ...] = ()
    """Keys of the procedures whose outcome the paper is; of very many the first."""
    issued_count: int = 0
    """How many such procedures there are."""
    because: tuple[str, ...] = ()
    """Reasons, in Vietnamese, one sentence each."""
    evidence: tuple[Evidence, ...] = ()
    weight: float = 0.0
    """For ranking: rows concerned, or money where known; higher first."""
    inputs: str = ""
    """Id of the snapshot and of the lookups it was computed from."""
    rule: str | None = None
    """Of a check: id of the rule (quy tắc kiểm tra)."""
    severity: Severity | None = None
    """Of a check: mức độ."""
    field: str | None = None
    """Of a check: bộ phận tạo thành it is about, as the record names it."""
    suggestion: str | None = None
    """Of a check: lời văn đề nghị, ready to be taken over."""

    @property
    def id(self) -> str:
        """Stable for the same kind, subject and document type, whatever the run."""
        told = f"{self.kind}|{self.subject}|{self.document_type or ''}"
        return sha256(told.encode()).hexdigest()[:12]
