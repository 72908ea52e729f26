"""Answers of the national sync service (trục kết nối, chia sẻ dữ liệu): envelopes, channels, records."""
