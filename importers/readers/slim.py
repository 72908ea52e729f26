"""A document.xml without what the reader never looks at, before it is parsed: two thirds of a decision
are the fonts of its runs, the borders of its cells and the spacing of its paragraphs.

Here: taking properties out as bytes, and joining runs that nothing else separates.
Not here: properties that tell what is printed (hidden text, tracked changes); those stay, and clean.py reads
them. Nothing is taken out where the bytes could mean something else: another prefix, a comment, CDATA.
"""

import re

from importers.readers.clean import W

NAMESPACE = b'xmlns:w="' + W.strip("{}").encode() + b'"'
OPEN, CLOSE = b"<w:rPr>", b"</w:rPr>"
DRAWN = (b"tcBorders", b"tcMar", b"tblBorders", b"tblCellMar", b"pBdr")
"""Elements that only draw; none of them holds text or another of its name."""
BARE = re.compile(
    rb"<w:(?:spacing|jc|vAlign|tcW|shd|ind|noWrap|gridCol|keepNext|keepLines|widowControl|textAlignment|cnfStyle"
    rb"|adjustRightInd|autoSpaceD[EN]|snapToGrid|contextualSpacing|bookmarkStart|bookmarkEnd|proofErr)"
    rb"(?: [^<>]*)?/>"
)
"""Empty elements that only draw, or that mark a place for the program."""
HIDDEN = b"anish"
TOLD = re.compile(rb"anish|<w:(?:del|ins|move)")
"""Properties that are read: vanish, specVanish, tracked changes of the mark of a paragraph."""
EMPTY = (b"<w:pPr></w:pPr>", b"<w:tcPr></w:tcPr>")
SEAMS = (b'</w:t></w:r><w:r><w:t xml:space="preserve">', b"</w:t></w:r><w:r><w:t>")


def slim(xml: bytes) -> bytes:
    """The same document for the reader; the same bytes where they are not plainly Word's own."""
    if b"!" in xml and b"<!" in xml:
        return xml
    plain = xml
    for name in DRAWN:
        plain = _without(plain, b"<w:" + name + b">", b"</w:" + name + b">")
    plain = BARE.sub(b"", plain)
    hidden = HIDDEN in plain
    plain = _without(plain, OPEN, CLOSE, unless=TOLD)
    for empty in EMPTY:
        plain = plain.replace(empty, b"")
    if plain.count(b"xmlns:w=") != 1 or NAMESPACE not in plain:
        return xml
    for seam in SEAMS if not hidden else ():  # a run after a hidden one is not part of it
        plain = plain.replace(seam, b"")
    return plain


def _without(xml: bytes, begins: bytes, ends: bytes, *, unless: re.Pattern[bytes] | None = None) -> bytes:
    """The bytes without the elements between two tags, but for those in which a mark stands."""
    first, *rest = xml.split(begins)
    if not rest:
        return xml
    kept, length = [first], len(ends)
    for piece in rest:
        at = piece.find(ends)
        if at < 0 or (unless is not None and unless.search(piece, 0, at)):
            kept += (begins, piece)
        else:
            kept.append(piece[at + length :])
    return b"".join(kept)
