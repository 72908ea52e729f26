"""Decisions that approve internal workflows (quy trình nội bộ), on blocks of any format."""
