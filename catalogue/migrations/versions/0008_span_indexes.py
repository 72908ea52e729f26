"""Sectors and agencies of spans are counted without reading the spans.

Revision: 0008, after 0007
"""

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

COLUMNS = ("known_to", "day_to")
MORE = ("day_from", "known_from")


def upgrade() -> None:
    for name in ("sector", "agencies"):
        op.drop_index(f"ix_span_{name}", "span")
        op.create_index(f"ix_span_{name}", "span", [name, *COLUMNS, *MORE])


def downgrade() -> None:
    for name in ("sector", "agencies"):
        op.drop_index(f"ix_span_{name}", "span")
        op.create_index(f"ix_span_{name}", "span", [name, *COLUMNS])
