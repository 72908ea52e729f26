"""PostgreSQL: names have an index of words of their own, and keys are in the order of their bytes.

SQLite reads entries in their order and stops; it needs neither.

Revision: 0009, after 0008
"""

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        return
    op.execute("CREATE TABLE search_name (id BIGINT PRIMARY KEY, words TSVECTOR NOT NULL)")
    op.execute("INSERT INTO search_name SELECT id, ts_filter(words, '{a}') FROM search ORDER BY id")
    op.execute("CREATE INDEX ix_search_name_words ON search_name USING GIN (words)")
    op.execute("ANALYZE search_name")
    op.execute('ALTER TABLE procedure ALTER COLUMN key TYPE VARCHAR COLLATE "C"')
    op.execute("ANALYZE procedure")


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        return
    op.execute("DROP TABLE search_name")
    op.execute('ALTER TABLE procedure ALTER COLUMN key TYPE VARCHAR COLLATE "default"')
