"""The catalogue as files for others: lists, tables, documents, pages, linked data, feeds."""
