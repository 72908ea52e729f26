"""The catalogue as linked data in CPSV-AP 3.2 and CCCEV 2: a public service per procedure; Turtle, JSON-LD.

Written record by record, so that a whole catalogue needs no memory of its own; equal input gives equal
bytes. A working day has no place in xsd:duration: such a limit stands in words only, never as days.
Not here: reading (importers/sources/cpsv_ap.py), shapes (lookups/cpsv-ap-3.2.shapes.ttl, shapes.py).
"""

import json
import tomllib
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, TextIO
from urllib.parse import quote

from catalogue.records import Case, Channel, Component, Fee, LegalBasis, Procedure, TimeLimit, TimeUnit
from publishing.exports.exchange import code_of, shown
from publishing.exports.files import Advance, replacing, replacing_folder, silent
from publishing.exports.stamp import Stamp
from publishing.forms.decision_content import fee_words

Node = dict[str, Any]
HOME, VI = "VN", "vi"
PART = 250
"""Services in one file of a folder: readers refuse RDF of many megabytes."""
FIRST = "dich-vu-0001.ttl"


@cache
def lookup() -> dict[str, Any]:
    """Words and addresses."""
    return tomllib.loads(files("publishing").joinpath("lookups/cpsv.toml").read_text("utf-8"))


def service_of(record: Procedure, *, base: str | None = None) -> Node:
    """A procedure as a node of JSON-LD, its parts inside it."""
    key = record.foreign_code or f"{HOME}:{record.key}"
    country, _, local = key.partition(":")
    at = f"{base or lookup()['base']}{country}/{quote(local, safe='')}"
    told: Node = {
        "@id": at,
        "@type": "cpsv:PublicService",
        "dct:identifier": local if record.foreign_code else code_of(record) or local,
        "dct:title": [_said(record.name), *(_said(n.name, n.language or "und") for n in record.other_names)],
        "dct:description": [_said(words)] if (words := _steps(record)) else [],
        "cv:thematicArea": [_concept(at, "sector", record.sector)] if record.sector else [],
        "dct:audience": [_concept(at, f"applicant-{n}", name) for n, name in enumerate(record.applicants, 1)],
        "dcat:keyword": [_said(record.keywords)] if record.keywords else [],
        "cv:hasCompetentAuthority": [_authority(at, record.deciding_agency)]
        if record.deciding_agency
        else [],
        "cv:ownedBy": [
            _agent(at, f"handling-{n}", name) for n, name in enumerate(record.handling_agencies, 1)
        ],
        "cv:hasParticipation": list(_participations(at, record)),
        "cpsv:produces": [
            _named(at, f"output-{n}", "cv:Output", one.name, code=one.code)
            for n, one in enumerate(record.outcomes, 1)
        ],
        "cv:hasChannel": [_channel(at, n, way) for n, way in enumerate(record.channels, 1)],
        "cv:hasCost": [
            _cost(at, n, m, fee)
            for n, way in enumerate(record.channels, 1)
            for m, fee in enumerate(way.fees, 1)
        ],
        "cv:holdsRequirement": list(_requirements(at, record)),
        "cv:hasLegalResource": [_basis(at, n, basis) for n, basis in enumerate(record.legal_bases, 1)],
    }
    return _filled(told)


def missing_parts(record: Procedure) -> tuple[str, ...]:
    """Mandatory properties of the profile that the catalogue has nothing for."""
    told = service_of(record)
    return tuple(name for name in ("dct:description", "cv:hasCompetentAuthority") if name not in told)


def _filled(node: Node) -> Node:
    return {name: value for name, value in node.items() if value not in ([], None, "")}


def _said(text: str, language: str = VI) -> Node:
    return {"@value": text, "@language": language}


def _steps(record: Procedure) -> str:
    lines = [
        f"{step.name.rstrip(' :')}: {step.text}" if step.name and step.text else step.name or step.text
        for step in record.steps
    ]
    return "\n".join(line for line in lines if line.strip())


def _node(at: str, local: str, kind: str, **more: Any) -> Node:
    return _filled({"@id": f"{at}#{local}", "@type": kind, **more})


def _named(at: str, local: str, kind: str, name: str, *, code: str | None = None, words: str = "") -> Node:
    """A node with the mandatory identifier: its code, else its own address."""
    told = {
        "dct:identifier": code or f"{at}#{local}",
        "dct:title": [_said(name)],
        "dct:description": [_said(words)] if words else [],
    }
    return _node(at, local, kind, **told)


def _concept(at: str, local: str, name: str) -> Node:
    return _node(at, local, "skos:Concept", **{"skos:prefLabel": [_said(name)]})


def _authority(at: str, name: str) -> Node:
    more = {"skos:prefLabel": [_said(name)], "dct:spatial": [{"@id": lookup()["country"]}]}
    return _node(at, "authority", "cv:PublicOrganisation", **more)


def _agent(at: str, local: str, name: str) -> Node:
    return _named(at, local, "foaf:Agent", name)


def _participations(at: str, record: Procedure) -> Iterator[Node]:
    for field, role in lookup()["roles"].items():
        short = field.partition("_")[0]
        for number, name in enumerate(getattr(record, field), 1):
            local = f"{short}-{number}"
            agent = {"@id": f"{at}#{local}"} if short == "handling" else _agent(at, local, name)
            yield _node(
                at,
                f"{local}-role",
                "cv:Participation",
                **{
                    "dct:identifier": f"{at}#{local}-role",
                    "dct:description": [_said(f"{role}: {name}")],
                    "cv:role": [_concept(at, f"{local}-role-name", role)],
                    "cv:hasParticipant": [agent],
                },
            )


def _channel(at: str, number: int, way: Channel) -> Node:
    told = lookup()["channels"].get(way.channel or "")
    lines = [way.text or (told["label"] if told else ""), _limit_words(way.time_limit)]
    local = f"channel-{number}"
    more: Node = {
        "dct:identifier": f"{at}#{local}",
        "dct:description": [_said(words)] if (words := "\n".join(filter(None, lines))) else [],
        "cv:processingTime": _duration(way.time_limit),
    }
    if told:
        kind = f"{lookup()['channel_type']}{told['type']}"
        label = {"@id": kind, "@type": "skos:Concept", "skos:prefLabel": [_said(told["label"])]}
        more["dct:type"] = [label]
    return _node(at, local, "cv:Channel", **more)


def _duration(limit: TimeLimit | None) -> Node | None:
    """A whole number of hours, calendar days, months or years; working days are no duration."""
    if limit is None or limit.value is None or limit.unit in (None, TimeUnit.WORKING_DAY):
        return None
    if limit.value != int(limit.value):
        return None
    pattern = lookup()["durations"][str(limit.unit)]
    return {"@value": pattern.format(value=int(limit.value)), "@type": "xsd:duration"}


def _limit_words(limit: TimeLimit | None) -> str:
    """What the duration does not say."""
    if limit is None or not (limit.text or limit.value is not None):
        return ""
    words = limit.text or shown(limit)
    if _duration(limit) is not None and words.casefold().lstrip("0") in (shown(limit), ""):
        return ""
    return str(lookup()["words"]["time_limit"].format(text=words))


def _cost(at: str, number: int, inside: int, fee: Fee) -> Node:
    local = f"cost-{number}-{inside}"
    more: Node = {
        "dct:identifier": f"{at}#{local}",
        "dct:description": [_said(words)] if (words := fee_words(fee)) else [],
        "cv:hasValue": None if fee.amount is None else {"@value": fee.amount, "@type": "xsd:double"},
        "cv:ifAccessedThrough": [{"@id": f"{at}#channel-{number}"}],
    }
    if fee.currency:
        where = f"{lookup()['currency']}{fee.currency}"
        more["cv:currency"] = [{"@id": where, "@type": "skos:Concept"}]
    return _node(at, local, "cv:Cost", **more)


def _requirements(at: str, record: Procedure) -> Iterator[Node]:
    for number, case in enumerate(record.cases, 1):
        if case.components:
            yield _dossier(at, number, case)
    if record.conditions:
        title = lookup()["words"]["conditions"]
        yield _named(at, "conditions", "cv:Requirement", title, words=record.conditions)


def _dossier(at: str, number: int, case: Case) -> Node:
    """One case: a requirement with one list of kinds of evidence, all of which are needed."""
    local = f"case-{number}"
    listed = _node(
        at,
        f"{local}-list",
        "cv:EvidenceTypeList",
        **{
            "dct:identifier": f"{at}#{local}-list",
            "cv:specifiesEvidenceType": [
                _evidence(at, f"{local}-paper-{n}", row) for n, row in enumerate(case.components, 1)
            ],
        },
    )
    title = case.name or lookup()["words"]["dossier"]
    return _named(at, local, "cv:Requirement", title) | {"cv:hasEvidenceTypeList": [listed]}


def _evidence(at: str, local: str, row: Component) -> Node:
    told = lookup()["words"]
    lines = [
        told["originals"].format(count=row.originals) if row.originals is not None else "",
        told["copies"].format(count=row.copies) if row.copies is not None else "",
        told["forms"].format(names="; ".join(row.forms)) if row.forms else "",
        row.notes or "",
    ]
    words = "\n".join(line for line in lines if line)
    return _named(at, local, "cv:EvidenceType", row.text, code=row.code, words=words)


def _basis(at: str, number: int, basis: LegalBasis) -> Node:
    more: Node = {
        "dct:identifier": basis.number,
        "dct:title": [_said(basis.name)] if basis.name else [],
    }
    return _node(at, f"basis-{number}", "eli:LegalResource", **more)


# files


def snapshot_node(stamp: Stamp) -> Node:
    """Where the services come from."""
    return {
        "@id": f"urn:dongian:snapshot:{stamp.snapshot}",
        "dct:title": [_said(lookup()["words"]["snapshot"])],
        "dct:description": [_said(stamp.sentence())],
        "dct:issued": {"@value": stamp.day.isoformat(), "@type": "xsd:date"},
        "dct:modified": {"@value": stamp.moment, "@type": "xsd:dateTime"},
    }


def write_cpsv(
    target: Path,
    records: Sequence[Procedure],
    stamp: Stamp,
    *,
    base: str | None = None,
    advance: Advance = silent,
) -> int:
    """Write Turtle (.ttl), JSON-LD (.jsonld), or a folder of Turtle files; services written.

    Raises:
        CannotWrite: the target cannot be written, or is a folder with other files.
    """
    if not target.suffix:
        with replacing_folder(target, ours=FIRST) as folder:
            for number, start in enumerate(range(0, max(len(records), 1), PART), 1):
                part = records[start : start + PART]
                _write(folder / f"dich-vu-{number:04d}.ttl", part, stamp, base, advance, _turtle)
        return len(records)
    with replacing(target) as beside:
        _write(beside, records, stamp, base, advance, _jsonld if target.suffix == ".jsonld" else _turtle)
    return len(records)


Writer = Callable[[TextIO, Iterable[Node]], None]


def _write(
    path: Path, records: Sequence[Procedure], stamp: Stamp, base: str | None, advance: Advance, write: Writer
) -> None:
    def nodes() -> Iterator[Node]:
        yield snapshot_node(stamp)
        for record in records:
            yield service_of(record, base=base)
            advance(1)

    with path.open("w", encoding="utf-8", newline="\n") as out:
        write(out, nodes())


def _jsonld(out: TextIO, nodes: Iterable[Node]) -> None:
    out.write(f'{{"@context": {json.dumps(lookup()["context"])},\n"@graph": [')
    for number, node in enumerate(nodes):
        out.write((",\n" if number else "\n") + json.dumps(node, ensure_ascii=False))
    out.write("\n]}\n")


def _turtle(out: TextIO, nodes: Iterable[Node]) -> None:
    for prefix, address in lookup()["context"].items():
        out.write(f"@prefix {prefix}: <{address}> .\n")
    for node in nodes:
        waiting = [node]
        while waiting:
            told, inner = _statement(waiting.pop(0))
            out.write(f"\n{told}")
            waiting += inner


def _statement(node: Node) -> tuple[str, list[Node]]:
    """One subject with all it says, and the nodes inside it that say something themselves."""
    parts, inner = [f"a {node['@type']}"] if "@type" in node else [], []
    for name, value in node.items():
        if name.startswith("@"):
            continue
        values = value if isinstance(value, list) else [value]
        parts.append(f"{name} {', '.join(map(_object, values))}")
        inner += [one for one in values if isinstance(one, dict) and "@id" in one and len(one) > 1]
    said = " ;\n  ".join(parts)
    return f"<{node['@id']}> {said} .\n", inner


def _object(value: Any) -> str:
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if "@id" in value:
        return f"<{value['@id']}>"
    text = json.dumps(value["@value"], ensure_ascii=False)
    return f"{text}@{value['@language']}" if "@language" in value else f"{text}^^{value['@type']}"
