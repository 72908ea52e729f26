"""How many procedures a list has is counted from sums, not from their spans.

Revision: 0010, after 0009
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "span_count",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("day_from", sa.Integer(), nullable=False),
        sa.Column("day_to", sa.Integer(), nullable=False),
        sa.Column("known_from", sa.BigInteger(), nullable=False),
        sa.Column("known_to", sa.BigInteger(), nullable=False),
        sa.Column("levels", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    columns = "day_from, day_to, known_from, known_to, levels, kind"
    op.execute(
        f"INSERT INTO span_count ({columns}, number) "  # noqa: S608
        f"SELECT {columns}, count(*) FROM span GROUP BY {columns} ORDER BY {columns}"
    )


def downgrade() -> None:
    op.drop_table("span_count")
