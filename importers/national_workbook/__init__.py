"""The national database's workbook of seven sheets: sheets joined by code, one record a procedure."""
