"""Alembic migrations: the same for SQLite and PostgreSQL. Run by catalogue/database.py."""
