"""The log of the sync with portals; the database refuses to change or delete its rows.

Revision: 0004, after 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

TABLES = ("sync_log", "sync_content")


def upgrade() -> None:
    op.create_table(
        "sync_log",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recorded", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("portal", sa.String(), nullable=False),
        sa.Column("plan", sa.String(), nullable=True),
        sa.Column("run", sa.String(), nullable=False),
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=True),
        sa.Column("action", sa.String(), nullable=True),
        sa.Column("idempotency", sa.String(), nullable=True),
        sa.Column("before", sa.String(), nullable=True),
        sa.Column("after", sa.String(), nullable=True),
        sa.Column("token", sa.String(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=True),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("chain", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_sync_log_plan", "sync_log", ["plan", "key", "id"], unique=False)
    op.create_index("ix_sync_log_portal", "sync_log", ["portal", "id"], unique=False)
    op.create_table(
        "sync_content",
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("hash"),
    )
    if op.get_bind().dialect.name == "sqlite":
        for table in TABLES:
            for act in ("UPDATE", "DELETE"):
                op.execute(
                    f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
                    f"BEGIN SELECT RAISE(ABORT, '{table}: append only'); END"
                )
        return
    op.execute(
        "CREATE FUNCTION sync_append_only() RETURNS trigger AS $$ "
        "BEGIN RAISE EXCEPTION '%: append only', TG_TABLE_NAME; END $$ LANGUAGE plpgsql"
    )
    for table in TABLES:
        op.execute(
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION sync_append_only()"
        )


def downgrade() -> None:
    op.drop_table("sync_content")
    op.drop_table("sync_log")
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP FUNCTION sync_append_only()")
