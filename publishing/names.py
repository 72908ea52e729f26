"""Names as they stand at the beginning of a cell.

Here: the first letter. Not here: normal forms for comparing (catalogue/text.py).
"""


def capital(name: str) -> str:
    """The name with a capital first letter; the rest as it is.

    >>> capital("giấy khai sinh"), capital("“đơn” đề nghị"), capital("")
    ('Giấy khai sinh', '“đơn” đề nghị', '')
    """
    return name[:1].upper() + name[1:]
