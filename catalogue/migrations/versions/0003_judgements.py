"""Judgements of people about pairs of document types, and their undoing, appended.

Revision: 0003, after 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "judgement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("judgement", sa.String(), nullable=False),
        sa.Column("undoes", sa.String(), nullable=True),
        sa.Column("left", sa.String(), nullable=True),
        sa.Column("right", sa.String(), nullable=True),
        sa.Column("answer", sa.String(), nullable=True),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("judged", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded", sa.DateTime(timezone=True), nullable=False),
        sa.Column("origin", sa.String(), nullable=True),
        sa.Column("record", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("judgement"),
    )
    op.create_index(op.f("ix_judgement_undoes"), "judgement", ["undoes"], unique=False)


def downgrade() -> None:
    op.drop_table("judgement")
