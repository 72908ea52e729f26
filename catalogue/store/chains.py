"""Decisions and their links out of the tables, for the chain (catalogue/chain.py)."""

import json
from collections import Counter
from datetime import date, datetime

from sqlalchemy import Connection, select

from catalogue.chain import Cited, DecisionLine, Graph, Named, graph_of
from catalogue.links import LinkKind
from catalogue.models import DECISION, FILE, PROCEDURE, VERSION
from catalogue.models_decisions import LINK
from catalogue.records import Change, Place, Record
from catalogue.store import rows
from catalogue.store.reading import number_key
from catalogue.store.undone import undone_now
from catalogue.store.versions import Role, Sighting, current


class AnnouncedLine(Record):
    """One procedure under one decision (dòng của quyết định)."""

    key: str
    name: str
    change: Change | None
    replaced_by: str | None
    valid_from: date | None
    valid_to: date | None
    file: str


def announced(
    connection: Connection, number: str, place: str | None, known: datetime | None = None
) -> tuple[AnnouncedLine, ...]:
    """What a decision says of each procedure, by key; of several files the highest source."""
    keys = select(PROCEDURE.c.key).join(VERSION, VERSION.c.procedure_id == PROCEDURE.c.id)
    keys = keys.where(VERSION.c.decision_key == number_key(number)).distinct()
    found = []
    for key, said in sorted(rows.sightings_of(connection, connection.scalars(keys), whole=False).items()):
        own = [s for s in current(said, known) if s.decision_key == number_key(number) and s.place == place]
        if not own:
            continue
        told = max(own, key=lambda s: (s.change is not None or s.ends, s.rank, s.id))
        names = [s.name for s in (told, *said) if s.role is Role.STATED]
        found.append(
            AnnouncedLine(
                key=key,
                name=names[0],
                change=told.change,
                replaced_by=told.replaced_by,
                valid_from=told.valid_from,
                valid_to=told.valid_to,
                file=told.file,
            )
        )
    return tuple(found)


def graph(connection: Connection, known: datetime | None = None) -> Graph:
    """All decisions that any file names, and the links that their files state."""
    undone = undone_now(connection, known)
    announced = select(VERSION.c.file_id, VERSION.c.decision_key).where(VERSION.c.change.is_not(None))
    announcing = {(row.file_id, row.decision_key) for row in connection.execute(announced.distinct())}
    query = select(DECISION, FILE.c.name.label("file")).join(FILE, DECISION.c.file_id == FILE.c.id)
    if known is not None:
        query = query.where(FILE.c.recorded <= known)
    named: dict[tuple[int, str], Named] = {}
    for row in connection.execute(query.order_by(DECISION.c.id)):
        named[row.file_id, row.key] = Named(
            row.key,
            row.number,
            row.signed,
            row.effective,
            row.agency,
            row.place,
            row.title,
            row.file,
            (row.file_id, row.key) in announcing,
            row.file_id in undone,
        )
    cited = [
        Cited(
            named[row.file_id, row.decision_key],
            LinkKind(row.kind),
            row.number_key,
            row.number,
            row.signed,
            row.agency,
            row.quote,
            Place.model_validate(json.loads(row.place)),
        )
        for row in connection.execute(select(LINK).order_by(LINK.c.id))
        if (row.file_id, row.decision_key) in named
    ]
    return graph_of(named.values(), cited)


def lines(connection: Connection, known: datetime | None = None) -> tuple[DecisionLine, ...]:
    """Decisions that any file names, the latest first; two of one number apart."""
    told = graph(connection, known)
    changes: dict[str, dict[str, str]] = {}
    for key, said in rows.all_sightings(connection).items():
        for sighting in sorted(current(said, known), key=lambda s: (s.rank, s.recorded)):
            if sighting.decision_key is not None:
                for id_ in told.find(sighting.decision_key, sighting.decision_date, sighting.place)[:1]:
                    changes.setdefault(id_, {})[key] = _change(sighting)
    links: dict[str, dict[str, list[str]]] = {}
    for edge in told.edges:
        if told.nodes[edge.target].decision:
            links.setdefault(edge.source, {}).setdefault(edge.kind.value, []).append(edge.target)
    found = [
        DecisionLine(
            **node.model_dump(exclude={"decision", "missing"}),
            procedures=len(changes.get(node.id, {})),
            changes=dict(Counter(changes.get(node.id, {}).values())),
            links={kind: tuple(ids) for kind, ids in links.get(node.id, {}).items()},
        )
        for node in told.nodes.values()
        if node.files
    ]
    return tuple(sorted(found, key=lambda line: (line.signed or date.min, line.id), reverse=True))


def _change(sighting: Sighting) -> str:
    if sighting.change is not None:
        return sighting.change.value
    return sighting.role.value if sighting.ends else ""
