"""A document.xml without what the reader never looks at, before it is parsed: two thirds of a decision
are the fonts of its runs.

Here: taking properties of runs out as bytes, and joining runs that nothing else separates.
Not here: properties that tell what is printed (hidden text, tracked changes); those stay, and clean.py reads
them. Nothing is taken out where the bytes could mean something else: another prefix, a comment, CDATA.
"""

from importers.readers.clean import W

NAMESPACE = b'xmlns:w="' + W.strip("{}").encode() + b'"'
OPEN, CLOSE = b"<w:rPr>", b"</w:rPr>"
HIDDEN = b"anish"
TOLD = (HIDDEN, b"<w:del", b"<w:ins", b"<w:move")
"""Properties that are read: vanish, specVanish, tracked changes of the mark of a paragraph."""
SEAMS = (b'</w:t></w:r><w:r><w:t xml:space="preserve">', b"</w:t></w:r><w:r><w:t>")


def slim(xml: bytes) -> bytes:
    """The same document for the reader; the same bytes where they are not plainly Word's own."""
    if b"<!" in xml or xml.count(b"xmlns:w=") != 1 or NAMESPACE not in xml:
        return xml
    told = tuple(mark for mark in TOLD if mark in xml)
    first, *rest = xml.split(OPEN)
    kept = [first]
    for piece in rest:
        properties, close, after = piece.partition(CLOSE)
        if not close or any(mark in properties for mark in told):
            kept += (OPEN, piece)
        else:
            kept.append(after)
    plain = b"".join(kept)
    for seam in SEAMS if HIDDEN not in xml else ():  # a run after a hidden one is not part of it
        plain = plain.replace(seam, b"")
    return plain
