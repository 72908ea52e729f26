"""A procedure as a Vietnamese reader expects it: labelled parts in the order of the law.

Source of the order: Nghị định 63/2010/NĐ-CP, Điều 8 khoản 2.
"""

from collections.abc import Iterator

from catalogue.records import Channel, Component, Fee, Place, Procedure, TimeLimit
from dongian.language import say
from dongian.output import number


def _channel_name(channel: Channel) -> str:
    names = {
        "in_person": say("Trực tiếp", "In person"),
        "post": say("Bưu chính", "Post"),
        "online": say("Trực tuyến", "Online"),
    }
    return names[channel.channel] if channel.channel else say("Chung", "All channels")


def level_name(level: str) -> str:
    """A level (cấp thực hiện) on screen."""
    return {
        "central": say("cấp Bộ", "central"),
        "province": say("cấp tỉnh", "province"),
        "commune": say("cấp xã", "commune"),
        "district": say("cấp huyện", "district"),
        "other": say("cơ quan khác", "other"),
    }[level]


def time_limit(limit: TimeLimit | None) -> str:
    """The limit with its unit, else its words."""
    if limit is None:
        return say("chưa rõ", "not stated")
    units = {
        "hour": say("giờ", "hours"),
        "day": say("ngày", "days"),
        "working_day": say("ngày làm việc", "working days"),
        "month": say("tháng", "months"),
        "year": say("năm", "years"),
    }
    if limit.value is None:
        return limit.text or say("chưa rõ", "not stated")
    unit = units[limit.unit] if limit.unit else say("(không rõ đơn vị)", "(unit unknown)")
    return f"{number(limit.value)} {unit}"


def fee(one: Fee) -> str:
    """The amount, else its words; free only where that is stated."""
    names = {
        "fee": say("phí", "fee"),
        "charge": say("lệ phí", "charge"),
        "price": say("giá", "price"),
        None: "",
    }
    if one.amount is None:
        return f"{names[one.kind]} {one.text}".strip() or say("chưa rõ", "not stated")
    amount = number(float(one.amount)) if float(one.amount) % 1 else number(int(float(one.amount)))
    told = f"{names[one.kind]} {amount} {'đồng' if one.currency in (None, 'VND') else one.currency}".strip()
    return f"{told}/{one.per}" if one.per else told


def _quantity(component: Component) -> str:
    told = []
    if component.originals is not None:
        told.append(say(f"{component.originals} bản chính", f"{component.originals} originals"))
    if component.copies is not None:
        told.append(say(f"{component.copies} bản sao", f"{component.copies} copies"))
    return f" ({', '.join(told)})" if told else ""


def procedure_lines(record: Procedure, *, trace: bool = False) -> Iterator[str]:
    """Plain lines; with `trace`, the place of a value behind it."""

    def at(place: Place) -> str:
        return f"   ← {place}" if trace and str(place) else ""

    unknown = say("chưa rõ", "not stated")
    yield f"{record.key}  {record.name}"
    for label, value in (
        (say("Lĩnh vực", "Sector"), record.sector),
        (say("Cấp thực hiện", "Levels"), ", ".join(map(level_name, record.levels))),
        (say("Cơ quan công bố", "Issued by"), record.issuing_agency),
        (say("Cơ quan thực hiện", "Handled by"), "; ".join(record.handling_agencies)),
        (say("Cơ quan có thẩm quyền", "Decided by"), record.deciding_agency),
        (say("Đối tượng", "Applicants"), "; ".join(record.applicants)),
        (say("Quyết định công bố", "Decision"), record.decision.number if record.decision else None),
    ):
        yield f"  {label}: {value or unknown}"
    yield say("Trình tự thực hiện", "Steps") + ("" if record.steps else f": {unknown}")
    for step in record.steps:
        yield f"  {step.order}. {(step.name or '').strip()} {step.text.strip()}{at(step.place)}"
    yield say("Cách thức, thời hạn, phí", "Channels, time limits, fees") + (
        "" if record.channels else f": {unknown}"
    )
    for channel in record.channels:
        fees = "; ".join(fee(one) for one in channel.fees) or say("phí: chưa rõ", "fees: not stated")
        yield f"  {_channel_name(channel)}: {time_limit(channel.time_limit)} · {fees}{at(channel.place)}"
    sets = (
        say(f" ({record.dossier_sets} bộ)", f" ({record.dossier_sets} sets)") if record.dossier_sets else ""
    )
    yield say("Thành phần hồ sơ", "Components") + sets + ("" if record.cases else f": {unknown}")
    for case in record.cases:
        if case.name:
            yield f"  {case.name}"
        for component in case.components:
            forms = f" [{'; '.join(component.forms)}]" if component.forms else ""
            yield f"  • {component.text.strip()}{_quantity(component)}{forms}{at(component.place)}"
    yield say("Kết quả", "Outcomes") + ("" if record.outcomes else f": {unknown}")
    for outcome in record.outcomes:
        yield f"  • {outcome.name}{f' ({outcome.code})' if outcome.code else ''}{at(outcome.place)}"
    yield f"{say('Yêu cầu, điều kiện', 'Conditions')}: {record.conditions or unknown}"
    yield say("Căn cứ pháp lý", "Legal bases") + ("" if record.legal_bases else f": {unknown}")
    for basis in record.legal_bases:
        articles = f" ({'; '.join(basis.articles)})" if basis.articles else ""
        yield f"  • {basis.number or ''} {basis.name or ''}{articles}{at(basis.place)}".rstrip()
    if record.not_applicable:
        yield f"{say('Nguồn ghi là không có', 'Declared as none')}: {', '.join(record.not_applicable)}"
