"""Undoing of readings, links between decisions, and the province for which an authority speaks.

Revision: 0006, after 0005
"""

import json

import sqlalchemy as sa
from alembic import op

from catalogue.places import place_of_issuer

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "undoing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("recorded", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["file_id"], ["file.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_undoing_file_id"), "undoing", ["file_id"], unique=False)
    op.create_table(
        "link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("decision_key", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("number_key", sa.String(), nullable=False),
        sa.Column("signed", sa.Date(), nullable=True),
        sa.Column("agency", sa.String(), nullable=True),
        sa.Column("quote", sa.Text(), nullable=True),
        sa.Column("place", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["file_id"], ["file.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_link_decision", "link", ["decision_key"], unique=False)
    op.create_index("ix_link_number", "link", ["number_key"], unique=False)
    op.create_index(op.f("ix_link_file_id"), "link", ["file_id"], unique=False)
    op.add_column("version", sa.Column("place", sa.String(), nullable=True))
    op.add_column("version", sa.Column("told_on", sa.Date(), nullable=True))
    op.add_column("decision", sa.Column("place", sa.String(), nullable=True))
    _fill()
    op.execute("DELETE FROM index_state WHERE name = 'spans'")  # scopes change what holds


def _fill() -> None:
    """Scope of what is stored already; a row that ends a procedure is of the decision that ends it."""
    connection = op.get_bind()
    decisions = connection.execute(sa.text("SELECT id, agency FROM decision WHERE agency IS NOT NULL")).all()
    found = [{"row": row.id, "place": place_of_issuer(row.agency)} for row in decisions]
    _update(connection, "UPDATE decision SET place = :place WHERE id = :row", found)
    versions = connection.execute(sa.text("SELECT id, record FROM version WHERE record LIKE '%agency%'"))
    scoped = []
    for id_, record in versions:
        told = json.loads(record)
        decided = told.get("decision") or {}
        place = place_of_issuer(decided.get("agency") or told.get("issuing_agency"))
        scoped.append({"row": id_, "place": place})
    _update(connection, "UPDATE version SET place = :place WHERE id = :row", scoped)
    connection.execute(
        sa.text(
            "UPDATE version SET place = (SELECT max(other.place) FROM version other "
            "WHERE other.file_id = version.file_id AND other.role = 'stated' "
            "AND other.decision_key = version.decision_key) WHERE role = 'ended'"
        )
    )


def _update(connection: sa.Connection, sql: str, found: list[dict[str, object]]) -> None:
    told = [row for row in found if row["place"] is not None]
    if told:
        connection.execute(sa.text(sql), told)


def downgrade() -> None:
    for table, column in (("decision", "place"), ("version", "told_on"), ("version", "place")):
        op.drop_column(table, column)
    op.drop_table("link")
    op.drop_table("undoing")
