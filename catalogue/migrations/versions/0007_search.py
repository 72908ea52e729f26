"""An index of the words of all that was ever said, in which names keep their order; it can be built anew.

Revision: 0007, after 0006
"""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

COLUMNS = "procedure_id INTEGER NOT NULL UNIQUE, " + ", ".join(
    f"{name} TEXT NOT NULL" for name in ("name", "bare", "about", "papers", "laws")
)


def upgrade() -> None:
    sqlite = op.get_bind().dialect.name == "sqlite"
    op.execute("DROP TABLE search")
    # id: words of the shortest name above, the procedure below: what is met first is shown first
    op.execute(f"CREATE TABLE search_entry (id {'INTEGER' if sqlite else 'BIGINT'} PRIMARY KEY, {COLUMNS})")
    op.execute("CREATE TABLE search_word (word VARCHAR PRIMARY KEY, named BOOLEAN NOT NULL)")
    if sqlite:
        op.execute(
            "CREATE VIRTUAL TABLE search USING fts5 (name, bare, about, papers, laws, "
            "content = 'search_entry', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 0')"
        )
    else:
        op.execute("CREATE TABLE search (id BIGINT PRIMARY KEY, words TSVECTOR NOT NULL)")
        op.execute("CREATE INDEX ix_search_words ON search USING GIN (words)")


def downgrade() -> None:
    for table in ("search", "search_word", "search_entry"):
        op.execute(f"DROP TABLE {table}")
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE search USING fts5"
            "(key, name, sector, agencies, body, tokenize = 'unicode61 remove_diacritics 0')"
        )
    else:
        op.execute(
            "CREATE TABLE search (id INTEGER PRIMARY KEY REFERENCES procedure (id), words TSVECTOR NOT NULL)"
        )
        op.execute("CREATE INDEX ix_search_words ON search USING GIN (words)")
