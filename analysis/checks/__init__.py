"""Checks of what is published (kiểm tra chất lượng dữ liệu thủ tục): one file for each family of rules."""
