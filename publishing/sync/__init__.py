"""Sync (đồng bộ): the catalogue and a portal compared, brought in line, and the proof of it."""
