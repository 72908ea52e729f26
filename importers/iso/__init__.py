"""ISO 9001 procedure sheets of departments (quy trình ISO), on blocks of any format."""
