"""Phần II of a publication decision: the content of one procedure, part by part in the order of the law.

Source: Nghị định 63/2010/NĐ-CP Điều 8 khoản 2. Words: lookups/decision.toml. Every mandatory part stands
there, also where nothing is known of it. Not here: lists and letterhead (decision_docx.py).
"""

import re
import tomllib
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import chain
from typing import Any

from catalogue.document_numbers import DocumentNumber, find_numbers
from catalogue.errors import NumberNotUnderstood
from catalogue.number_grammar import grammar
from catalogue.records import Case, Channel, Component, Fee, LegalBasis, Procedure, TimeLimit
from catalogue.template import labels
from publishing.exports.exchange import money, shown
from publishing.forms.word import PORTRAIT, Cell, p, table, text_width

COUNTED = re.compile(r"^\s*[-–+*•]?\s*bước\s+(?:\d|[ivx]+\b|một|hai|ba)", re.IGNORECASE | re.MULTILINE)
INNER, DASH = re.compile(r"[+*•]\s"), re.compile(r"^[-–]\s*")
"""Marks of lines inside an item, and that of an item."""
STEP_NAME = re.compile(r"^(?P<group>.*\S)?\s*Bước \S+$", re.DOTALL)
CHANNEL_WIDTHS, PAPER_WIDTHS, OUTCOME_WIDTHS = (28, 34, 44, 56), (12, 26, 56, 16, 16, 28, 24), (40, 122)
ALWAYS, COUNTS = frozenset({0, 2, 3, 4}), frozenset({0, 3, 4})
"""Columns of the table of papers that stand there even where empty, and those of figures."""
WIDTH = text_width(PORTRAIT)


@cache
def words() -> dict[str, Any]:
    """Words of a publication decision."""
    return tomllib.loads(files("publishing").joinpath("lookups/decision.toml").read_text("utf-8"))


def content_of(record: Procedure, number: int) -> list[str]:
    """The blocks of one content: title, then all parts."""
    told = words()["content"]
    code = told["code"].format(code=code_shown(record)) if record.code else ""
    title = told["title"].format(number=number, name=_line(record.name), code=code)
    return [p(title, style="Heading3", keep=True), *chain.from_iterable(
        part(record) for part in PARTS
    )]  # fmt: skip


def code_shown(record: Procedure) -> str:
    """The code as the source writes it where that only adds a suffix, else as it is."""
    written = (record.code_as_written or "").strip()
    code = record.code or ""
    return written if code and written.startswith(f"{code}.") else code


def _line(text: str) -> str:
    return " ".join(text.split())


def _head(name: str, **said: str) -> str:
    return p(str(words()["parts"][name]).format(**said), bold=True, keep=True)


def _lines(text: str) -> list[str]:
    return [p(line) for line in text.split("\n") if line.strip()]


def _missing(record: Procedure, field: str) -> list[str]:
    """What stands where a part has nothing: “Không” where the source says so, else that nothing is known."""
    told = words()["content"]
    return [p(told["none"] if field in record.not_applicable else told["unknown"])]


def _preamble(record: Procedure) -> list[str]:
    told, found = words()["content"], []
    if record.levels:
        found.append(p(told["level"].format(levels=level_words(record))))
    if record.sector:
        found.append(p(told["sector"].format(sector=_line(record.sector))))
    if record.kind:
        found.append(p(told["kind"].format(kind=words()["kinds"][record.kind])))
    return found


def level_words(record: Procedure) -> str:
    """Levels as a cell or line states them."""
    return ", ".join(_capital(labels("level")[level]) for level in record.levels)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _items(record: Procedure) -> list[str] | None:
    """Steps without names as items of a list; None where their lines would be taken for further steps."""
    if any(step.name or not step.text.strip() or COUNTED.search(step.text) for step in record.steps):
        return None
    lines = [[line.strip() for line in step.text.split("\n") if line.strip()] for step in record.steps]
    if not all(INNER.match(line) for _, *rest in lines for line in rest):
        return None
    return [line for first, *rest in lines for line in (f"- {DASH.sub('', first)}", *rest)]


def _steps(record: Procedure) -> list[str]:
    found = [_head("steps")]
    items = _items(record)
    if record.steps and items is not None:
        return [*found, *map(p, items)]
    for number, step in enumerate(record.steps, start=1):
        named = STEP_NAME.match(step.name or "")
        text = step.text
        if step.name and named is None:
            text = f"{step.name.rstrip(' .:')}: {text}" if text.strip() else step.name
        if any(COUNTED.match(line) for line in text.split("\n")):
            found += _lines(text)
            continue
        if named and named["group"]:
            found.append(p(named["group"]))
        first, *rest = [line for line in text.split("\n") if line.strip()] or [""]
        found.append(p(words()["content"]["step"].format(number=number, text=first).rstrip()))
        found += [p(line) for line in rest]
    return found if record.steps else [*found, *_missing(record, "steps")]


def common_limit(channels: Sequence[Channel]) -> str | None:
    """The one limit that all ways share; None where they differ or a way is not named."""
    return _common(channels, lambda way: limit_words(way.time_limit))


def common_fees(channels: Sequence[Channel]) -> str | None:
    """The fees that all ways share, a line each; None where they differ or a way is not named."""
    return _common(channels, lambda way: "\n".join(map(fee_words, way.fees)))


def _common(channels: Sequence[Channel], told: Callable[[Channel], str]) -> str | None:
    kinds = [way.channel for way in channels]
    said = {told(way) for way in channels}
    if len(said) != 1 or None in kinds or len(set(kinds)) != len(kinds):
        return None
    return said.pop()


def limit_words(limit: TimeLimit | None) -> str:
    """A limit in its own words, else as number and unit."""
    if limit is None:
        return ""
    return limit.text or shown(limit)


def fee_words(fee: Fee) -> str:
    """A fee in its own words; kind and amount before them where the words do not say them."""
    amount = money(fee.amount)
    if fee.text and (fee.amount is None or fee.amount == "0" or _says(fee.text, fee.amount)):
        return fee.text
    unit = {"VND": "đồng"}.get(fee.currency or "", fee.currency or "")
    per = f"/{fee.per}" if fee.per else ""
    kind = f"{words()['fees'][fee.kind]}: " if fee.kind else ""
    spoken = "Miễn phí" if fee.amount == "0" else f"{amount} {unit}{per}".strip()
    return f"{kind}{spoken}" + (f"; {fee.text}" if fee.text else "") if fee.amount else fee.text


def _says(text: str, amount: str) -> bool:
    return amount in re.sub(r"[.,\s]", "", text)


def _channels(record: Procedure) -> list[str]:
    found = [_head("channels")]
    if not record.channels:
        return [*found, *_missing(record, "channels")]
    limit, fees = common_limit(record.channels), common_fees(record.channels)
    head = [h for at, h in enumerate(words()["tables"]["channels"]) if _shows(at, limit, fees)]
    rows = [[Cell([h]) for h in head]]
    for way in record.channels:
        cells = [
            words()["channels"][way.channel] if way.channel else "",
            limit_words(way.time_limit),
            "\n".join(map(fee_words, way.fees)),
            way.text,
        ]
        rows.append([Cell(_cell(told)) for at, told in enumerate(cells) if _shows(at, limit, fees)])
    widths = [w for at, w in enumerate(CHANNEL_WIDTHS) if _shows(at, limit, fees)]
    return [*found, table(rows, _filling(widths)), p("")]


def _shows(column: int, limit: str | None, fees: str | None) -> bool:
    """A column of what all ways share is left out: it stands in its own part."""
    return not ((column == 1 and limit is not None) or (column == 2 and fees is not None))


def _filling(widths: Sequence[int]) -> list[int]:
    """Widths that fill the page; the last column takes what is left."""
    return [*widths[:-1], WIDTH - sum(widths[:-1])]


def _cell(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]


def _components(record: Procedure) -> list[str]:
    found = [_head("components")]
    if not any(case.components for case in record.cases):
        found += _missing(record, "cases")
    else:
        used = _used(record)
        head = [[Cell([words()["tables"]["papers"][at]]) for at in used]]
        rows = [row for case in record.cases for row in _case(case, used, first=case is record.cases[0])]
        found += [table(head + rows, _widened([PAPER_WIDTHS[at] for at in used])), p("")]
    if record.dossier_sets is not None:
        found.append(p(words()["content"]["sets"].format(count=record.dossier_sets)))
    return found


def _used(record: Procedure) -> list[int]:
    """Columns of the table of papers that some row fills, and those that every table has."""
    rows = [_paper(row, 0) for row in record.components]
    return [at for at in range(len(PAPER_WIDTHS)) if at in ALWAYS or any(any(row[at]) for row in rows)]


def _widened(widths: Sequence[int]) -> list[int]:
    """Widths that fill the page; the names of the papers take what is left."""
    wide = widths.index(max(widths))
    left = WIDTH - sum(widths)
    return [width + left if at == wide else width for at, width in enumerate(widths)]


def _paper(row: Component, number: int) -> tuple[list[str], ...]:
    counts = [_count(row.originals)], [_count(row.copies)]
    return (
        [str(number)],
        [row.code or ""],
        _cell(row.text),
        *counts,
        list(row.forms),
        _cell(row.notes or ""),
    )


def _case(case: Case, used: Sequence[int], *, first: bool) -> Iterator[list[Cell]]:
    if case.name or not first:
        name = _line(case.name or "Thành phần hồ sơ")
        yield [Cell([name], span=len(used), bold=True, keep=True)]
    for number, row in enumerate(case.components, start=1):
        cells = _paper(row, number)
        yield [Cell(cells[at], centred=at in COUNTS) for at in used]


def _count(number: int | None) -> str:
    return "" if number is None else f"{number:02d}" if number else "0"


def _time_limit(record: Procedure) -> list[str]:
    limit = common_limit(record.channels)
    if limit:
        return [_head("time_limit", more=""), *_lines(limit)]
    if any(limit_words(way.time_limit) for way in record.channels):
        return [_head("time_limit", more=f" {words()['content']['by_channel']}")]
    return [_head("time_limit", more=""), *_missing(record, "time_limit")]


def _applicants(record: Procedure) -> list[str]:
    told = [p("; ".join(_line(one) for one in record.applicants))] if record.applicants else []
    return [_head("applicants"), *(told or _missing(record, "applicants"))]


def _agencies(record: Procedure) -> list[str]:
    told, found = words()["content"], [_head("agencies")]
    for name, values in (
        ("deciding", [record.deciding_agency] if record.deciding_agency else []),
        ("handling", record.handling_agencies),
        ("authorised", record.authorised_agencies),
        ("coordinating", record.coordinating_agencies),
        ("address", [record.address] if record.address else []),
    ):
        if values:
            found.append(p("- " + told[name].format(name="; ".join(_line(one) for one in values))))
        elif f"{name}_agencies" in record.not_applicable:
            found.append(p("- " + told[name].format(name=told["none"])))
    return found if len(found) > 1 else [*found, *_missing(record, "handling_agencies")]


def _listed(name: str, field: str) -> Callable[[Procedure], list[str]]:
    """A conditional part that is a list of texts."""

    def part(record: Procedure) -> list[str]:
        told = [p(f"- {_line(one)}") for one in getattr(record, field)]
        if not told and field == "related" and field not in record.not_applicable:
            return []
        return [_head(name), *(told or _missing(record, field))]

    return part


def _outcomes(record: Procedure) -> list[str]:
    if not record.outcomes:
        return [_head("outcomes"), *_missing(record, "outcomes")]
    if not any(one.code for one in record.outcomes):
        return [_head("outcomes"), *(p(f"- {_line(one.name)}") for one in record.outcomes)]
    rows = [[Cell([h]) for h in words()["tables"]["outcomes"]]]
    rows += [[Cell([one.code or ""]), Cell(_cell(one.name))] for one in record.outcomes]
    return [_head("outcomes"), table(rows, _filling(OUTCOME_WIDTHS)), p("")]


def _conditions(record: Procedure) -> list[str]:
    told = _lines(record.conditions or "")
    return [_head("conditions"), *(told or _missing(record, "conditions"))]


def _fees(record: Procedure) -> list[str]:
    fees = common_fees(record.channels)
    if fees:
        return [_head("fees", more=""), *_lines(fees)]
    if any(way.fees for way in record.channels):
        return [_head("fees", more=f" {words()['content']['by_channel']}")]
    return [_head("fees", more=""), *_missing(record, "fees")]


def _bases(record: Procedure) -> list[str]:
    told = [p(f"- {basis_words(basis)};") for basis in record.legal_bases]
    return [_head("legal_bases"), *(told or _missing(record, "legal_bases"))]


def basis_words(basis: LegalBasis) -> str:
    """A basis as decisions cite it: articles, kind and number of the act, then its title."""
    name = _line(basis.name or "").strip(" .;,")
    if basis.number and first_number(name) != basis.number:
        kind = next((act for act in acts() if name.casefold().startswith(act.casefold())), "")
        rest = name[len(kind) :].strip(" :,")
        name = f"{kind or act_of(basis.number)} số {basis.number} {rest}".strip()
    missing = [article for article in basis.articles if article.casefold() not in name.casefold()]
    return f"{', '.join(missing)} {name}" if missing else name


def first_number(text: str) -> str | None:
    """The number of the document that a text names first."""
    return next((str(found) for found in find_numbers(text)), None)


@cache
def acts() -> tuple[str, ...]:
    """Kinds of acts in words, the longest first."""
    return tuple(sorted({one.vi for one in grammar().types.values()}, key=len, reverse=True))


def act_of(number: str) -> str:
    """The kind of act that a number tells: 04/2024/TT-BTP is a Thông tư; “Văn bản” where it tells none."""
    try:
        kind = DocumentNumber.parse(number).type
    except NumberNotUnderstood:
        kind = None
    told = grammar().types.get(kind or "")
    return told.vi if told else str(words()["content"]["act"])


PARTS: tuple[Callable[[Procedure], list[str]], ...] = (
    _preamble,
    _steps,
    _channels,
    _components,
    _time_limit,
    _applicants,
    _agencies,
    _listed("forms", "forms"),
    _outcomes,
    _conditions,
    _fees,
    _bases,
    _listed("related", "related"),
)
