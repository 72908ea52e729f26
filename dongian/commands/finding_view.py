"""One finding with all that it rests on: the row and its place, the type, register, issuers, judgements.

Here: screen and JSON of one finding. Not here: lists of findings (findings_commands.py).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from catalogue.errors import NotFound
from dongian.language import say
from dongian.output import emit, line, settings
from dongian.wiring import HERE

if TYPE_CHECKING:
    from analysis.type_story import TypeStory
    from catalogue.findings import Evidence, Finding
    from catalogue.judgements import Judgement, Judgements
    from catalogue.snapshot import Snapshot
    from catalogue.store.store import Store

ISSUERS = 12
"""Issuing procedures named on screen; all are in the JSON."""
ALIASES = 12


@dataclass(frozen=True)
class Background:
    """What a finding is opened with."""

    snapshot: "Snapshot"
    judged: "Judgements"
    types: "Mapping[str, TypeStory]"


def background_of(store: "Store", snapshot: "Snapshot") -> Background:
    """Judgements and remembered types as the store knows them."""
    from analysis.type_story import stories

    return Background(snapshot, store.judgements.standing(), stories(store.ledger.types()))


def verdict_name(verdict: str | None) -> str:
    """The verdict as the screen shows it."""
    return {
        None: "",
        "ask": say("phải nộp", "ask"),
        "look_up": say("khai thác CSDL", "look up"),
        "ask_if_lookup_fails": say("chỉ yêu cầu khi không khai thác được", "ask only if the look-up fails"),
        "already_promised": say("văn bản đã cho miễn nộp", "already promised in the text"),
        "unlawful_to_ask": say("không được yêu cầu", "not lawful to ask"),
    }[verdict]


def row_of(finding: "Finding") -> dict[str, Any]:
    """The finding as one row of a table."""
    names = {
        "duplicate": say("nhiều thủ tục", "many procedures"),
        "repeated": say("lặp trong một thủ tục", "twice in one procedure"),
        "once-only": say("Nhà nước đã có", "held by the State"),
        "original-and-copy": say("bản chính và bản sao", "original and copy"),
        "several-copies": say("nhiều bản", "several copies"),
        "near-procedures": say("thủ tục gần trùng", "near procedures"),
        "variants": say("thủ tục liên quan", "variants of one"),
        "zombie-paper": say("giấy tờ hết giá trị", "expired paper"),
        "zombie-agency": say("cơ quan không còn", "agency no more"),
        "zombie-act": say("văn bản hết hiệu lực", "repealed text"),
    }
    return {"id": finding.id, **finding.model_dump(mode="json")} | {
        "kind_name": names[finding.kind],
        "verdict_name": verdict_name(finding.verdict),
        "procedure_count": len(finding.procedures),
        "agency_count": len(finding.agencies),
        "row_count": sum(one.role == "asks" for one in finding.evidence),
        "issued_count": finding.issued_count,
    }


def open_finding(found: "tuple[Finding, ...]", wanted: str, background: Background) -> None:
    """Show one finding. Raises NotFound."""
    finding = next((one for one in found if one.id == wanted), None)
    if finding is None:
        raise NotFound(
            say(f"Không có phát hiện {wanted}.", f"No finding {wanted}."),
            hint=say("Xem mã ở cột đầu của danh sách.", "The ids stand in the first column of the list."),
        )
    if settings().json:
        emit(row_of(finding) | _more(finding, background))
        return
    line(f"{finding.id}  {finding.title}")
    for label, value in _facts(finding, background):
        if value:
            line(f"  {label}: {value}")
    for reason in finding.because:
        line(f"  – {reason}")
    for told in _judgements(finding, background):
        names = f"{told.left_name or told.left} | {told.right_name or told.right}"
        signed = f"{told.answer} ({told.who}, {told.judged:%d/%m/%Y}{', ' + told.why if told.why else ''})"
        line(f"  {say('Phán quyết', 'Judgement')} {told.id}: {names}: {signed}")
    if finding.document_type and not _judgements(finding, background):
        line(f"  {say('Phán quyết: chưa có về loại giấy tờ này', 'Judgements: none about this type')}")
    for one in finding.evidence:
        _quote(one)


def _facts(finding: "Finding", background: Background) -> Iterator[tuple[str, str | None]]:
    yield say("Kết luận", "Verdict"), verdict_name(finding.verdict)
    for story in _types(finding, background):
        yield say("Loại giấy tờ", "Document type"), f"{story.name} [{story.type}]: {story.why}"
        if story.since is not None:
            yield say("Ghi nhớ từ", "Remembered since"), f"{story.since.astimezone(HERE):%d/%m/%Y}"
        for alias in story.aliases[:ALIASES]:
            yield say("Gộp vào loại này", "Counted as this type"), f"{alias.name} [{alias.type}]: {alias.why}"
    yield from _row_types(finding, background)
    yield say("Cơ sở dữ liệu", "Register"), finding.register_name and _register(finding)
    yield say("Cơ quan giữ", "Holder"), finding.holder
    yield say("Căn cứ", "Legal base"), finding.legal_base
    issuers = _issuers(finding, background)
    for key, name in issuers[:ISSUERS]:
        yield say("Thủ tục cấp", "Issued by"), f"{key} {name}"
    if finding.issued_count > ISSUERS:
        rest = finding.issued_count - len(issuers[:ISSUERS])
        yield say("Thủ tục cấp", "Issued by"), say(f"và {rest} thủ tục nữa", f"and {rest} more")
    yield say("Tính từ danh mục", "Computed from"), finding.inputs


def _types(finding: "Finding", background: Background) -> "tuple[TypeStory, ...]":
    from analysis.type_story import stories_of

    return stories_of(finding.document_type, background.types) if finding.document_type else ()


def _row_types(finding: "Finding", background: Background) -> Iterator[tuple[str, str]]:
    """What a single row calls the paper, where that is another type than the one it counts as."""
    from analysis.documents.read import read_row

    asking = [one for one in finding.evidence if one.role == "asks"]
    if finding.document_type is None or len(asking) != 1:
        return
    aliases = {alias.type: alias for story in _types(finding, background) for alias in story.aliases}
    for mention in read_row(asking[0].quote, procedure=asking[0].procedure_name).mentions:
        if mention.type in aliases:
            yield say("Dòng này gọi là", "The row calls it"), f"{mention.name} [{mention.type}]"


def _register(finding: "Finding") -> str:
    from analysis.documents.types import registry

    told = registry().registers.get(finding.register or "")
    if told is None:
        return finding.register_name or ""
    until = f" – {told.effective_to:%d/%m/%Y}" if told.effective_to else ""
    since = say("hiệu lực", "in force")
    mark = say("; chưa kiểm chứng", "; unverified") if told.mark == "recalled" else ""
    return f"{finding.register_name} ({since} {told.effective_from:%d/%m/%Y}{until}; {told.legal_base}{mark})"


def _issuers(finding: "Finding", background: Background) -> list[tuple[str, str]]:
    known = background.snapshot.by_key
    return [(key, known[key].name if key in known else "") for key in finding.issued_by]


def _judgements(finding: "Finding", background: Background) -> "list[Judgement]":
    if finding.document_type is None:
        return []
    stories = _types(finding, background)
    types = {finding.document_type, *(story.type for story in stories)}
    types |= {alias.type for story in stories for alias in story.aliases}
    found = {one.id: one for type_ in sorted(types) for one in background.judged.about(type_)}
    return sorted(found.values(), key=lambda one: (one.judged, one.id))


def _more(finding: "Finding", background: Background) -> dict[str, Any]:
    return {
        "types": [
            {
                "type": story.type,
                "name": story.name,
                "listed": story.listed,
                "why": story.why,
                "since": story.since and story.since.isoformat(),
                "aliases": [{"type": one.type, "name": one.name, "why": one.why} for one in story.aliases],
            }
            for story in _types(finding, background)
        ],
        "issuers": [{"procedure": key, "name": name} for key, name in _issuers(finding, background)],
        "judgements": [
            {"id": one.id, **one.model_dump(mode="json")} for one in _judgements(finding, background)
        ],
    }


def _quote(one: "Evidence") -> None:
    role = {
        "asks": say("yêu cầu", "asks"),
        "issues": say("cấp", "issues"),
        "both": say("cả hai", "both"),
        "left": say("chỉ thủ tục thứ nhất", "the first alone"),
        "right": say("chỉ thủ tục thứ hai", "the second alone"),
        "handling_agencies": say("cơ quan thực hiện", "handling agency"),
        "deciding_agency": say("cơ quan có thẩm quyền", "deciding agency"),
        "coordinating_agencies": say("cơ quan phối hợp", "coordinating agency"),
        "steps": say("trình tự", "steps"),
        "channels": say("cách thức", "channels"),
        "conditions": say("điều kiện", "conditions"),
        "components": say("thành phần hồ sơ", "components"),
        "legal_bases": say("căn cứ pháp lý", "legal basis"),
    }.get(one.role, one.role)
    line(f"  [{role}] {one.procedure} {one.procedure_name}" + (f" ({one.agency})" if one.agency else ""))
    if one.case:
        line(f"      {say('Trường hợp', 'Case')}: {one.case}")
    row = "" if one.component is None else say(f" dòng {one.component + 1}", f" row {one.component + 1}")
    line(f"      “{one.quote.strip()}”{row}")
    line(f"      ← {one.file or ''} {one.place}")
