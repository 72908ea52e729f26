"""The portal's detail sheet of one procedure, as page or print: labels, tables, values."""
