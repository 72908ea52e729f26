"""What holds over days and moments, for lists; it can be built anew from the versions.

Revision: 0005, after 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

SPAN_INDEXES = {
    "ix_span_procedure": ["procedure_id", "known_to", "day_to"],
    "ix_span_time": ["known_to", "day_to", "day_from", "known_from", "levels"],
    "ix_span_sector": ["sector", "known_to", "day_to"],
    "ix_span_agencies": ["agencies", "known_to", "day_to"],
}


def upgrade() -> None:
    op.create_table(
        "span",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("procedure_id", sa.Integer(), nullable=False),
        sa.Column("day_from", sa.Integer(), nullable=False),
        sa.Column("day_to", sa.Integer(), nullable=False),
        sa.Column("known_from", sa.BigInteger(), nullable=False),
        sa.Column("known_to", sa.BigInteger(), nullable=False),
        sa.Column("holding", sa.Text(), nullable=False),
        sa.Column("sightings", sa.Integer(), nullable=False),
        sa.Column("sector", sa.Integer(), nullable=True),
        sa.Column("agencies", sa.Integer(), nullable=True),
        sa.Column("levels", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["procedure_id"], ["procedure.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    for name, columns in SPAN_INDEXES.items():
        op.create_index(name, "span", columns, unique=False)
    op.create_table(
        "facet",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("told", sa.Text(), nullable=False),
        sa.Column("bare", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("told"),
    )
    op.create_table(
        "index_state",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )


def downgrade() -> None:
    for table in ("index_state", "facet", "span"):
        op.drop_table(table)
