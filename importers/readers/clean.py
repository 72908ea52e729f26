"""What is not printed is taken out of a word processing document before it is read.

Here: tracked changes as accepted, hidden text, alternatives, text boxes set apart, wrappers undone.
Not here: the walk over paragraphs and tables (docx.py). All of it works on the tree in place.
"""

from collections import Counter

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
VAL = W + "val"
OFF = {"0", "false", "off"}
GONE = tuple(
    W + name
    for name in (
        "del",
        "moveFrom",
        "delText",
        "instrText",
        "delInstrText",
        "footnoteReference",
        "endnoteReference",
        "annotationRef",
        "commentReference",
        "sdtPr",
        "sdtEndPr",
        "pPrChange",
        "rPrChange",
        "tcPrChange",
        "trPrChange",
        "tblPrChange",
        "sectPrChange",
        "rt",
    )
)
UNWRAPPED = (
    *(
        W + name
        for name in (
            "ins",
            "moveTo",
            "sdt",
            "sdtContent",
            "smartTag",
            "customXml",
            "fldSimple",
            "hyperlink",
            "dir",
            "bdo",
            "ruby",
            "rubyBase",
        )
    ),
    MC + "AlternateContent",
    MC + "Choice",
    MC + "Fallback",
)
Boxes = dict[etree._Element, list[etree._Element]]
"""Text boxes by the paragraph that anchors them."""


def clean(root: etree._Element) -> tuple[Boxes, Counter[str]]:
    """Leave in the tree what is printed in the body; give text boxes and what was left out, in characters.

    A search for names that a document does not use costs nothing: lxml knows all its names.
    """
    left_out: Counter[str] = Counter()
    _choose_alternatives(root)
    _drop_contents(root, left_out)
    _drop_rows(root, left_out)
    joined = _deleted_marks(root)
    for tag in (W + "del", W + "moveFrom"):
        left_out["tracked-deletion"] += sum(_length(gone) for gone in root.iter(tag))
    etree.strip_elements(root, *GONE, with_tail=False)
    _join_paragraphs(joined)
    _drop_hidden(root, left_out)
    etree.strip_tags(root, *UNWRAPPED)
    return _set_boxes_apart(root), left_out


def _length(element: etree._Element) -> int:
    return sum(len(text.text or "") for text in element.iter(W + "t", W + "delText"))


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _choose_alternatives(root: etree._Element) -> None:
    """One version of each alternative: the first choice with something in it, else the fallback."""
    for alternative in list(root.iter(MC + "AlternateContent")):
        versions = [child for child in alternative if child.tag in {MC + "Choice", MC + "Fallback"}]
        chosen = next((version for version in versions if len(version)), None)
        for version in versions:
            if version is not chosen:
                alternative.remove(version)


def _drop_contents(root: etree._Element, left_out: Counter[str]) -> None:
    """A table of contents repeats headings; it publishes nothing."""
    for gallery in list(root.iter(W + "docPartGallery")):
        if "table of contents" not in (gallery.get(VAL) or "").lower():
            continue
        control = next(gallery.iterancestors(W + "sdt"), None)
        if control is not None:
            left_out["table-of-contents"] += _length(control)
            _remove(control)


def _drop_rows(root: etree._Element, left_out: Counter[str]) -> None:
    """Rows and cells whose deletion is tracked."""
    for mark in list(root.iter(W + "del", W + "cellDel")):
        parent = mark.getparent()
        if parent is None or parent.tag not in {W + "trPr", W + "tcPr"}:
            continue
        gone = parent.getparent()
        table = None if gone is None else gone.getparent()
        if gone is None or table is None:
            continue
        left_out["tracked-deletion"] += _length(gone)
        table.remove(gone)
        if table.tag == W + "tbl" and table.find(W + "tr") is None:
            _remove(table)


def _deleted_marks(root: etree._Element) -> list[etree._Element]:
    """Paragraphs whose end mark is deleted: they run on into the next one."""
    found = []
    for mark in root.iter(W + "del", W + "moveFrom"):
        parent = mark.getparent()
        if parent is None or parent.tag != W + "rPr":
            continue
        properties = parent.getparent()
        if properties is not None and properties.tag == W + "pPr":
            paragraph = properties.getparent()
            if paragraph is not None:
                found.append(paragraph)
    return found


def _join_paragraphs(paragraphs: list[etree._Element]) -> None:
    for paragraph in paragraphs:
        following = paragraph.getnext()
        while following is not None and following.tag not in {W + "p", W + "tbl", W + "sectPr"}:
            following = following.getnext()
        rest = [child for child in paragraph if child.tag != W + "pPr"]
        if following is not None and following.tag == W + "p":
            at = 1 if len(following) and following[0].tag == W + "pPr" else 0
            for offset, child in enumerate(rest):
                following.insert(at + offset, child)
            _remove(paragraph)
        elif not _length(paragraph) and _has_sibling(paragraph):
            _remove(paragraph)


def _has_sibling(paragraph: etree._Element) -> bool:
    parent = paragraph.getparent()
    return parent is not None and sum(1 for _ in parent.iterchildren(W + "p", W + "tbl")) > 1


def _drop_hidden(root: etree._Element, left_out: Counter[str]) -> None:
    for mark in list(root.iter(W + "vanish", W + "specVanish")):
        if mark.get(VAL) in OFF:
            continue
        properties = mark.getparent()
        run = None if properties is None else properties.getparent()
        if run is not None and run.tag == W + "r":
            left_out["hidden-text"] += _length(run)
            _remove(run)


def _set_boxes_apart(root: etree._Element) -> Boxes:
    boxes: Boxes = {}
    for box in list(root.iter(W + "txbxContent")):
        outer = list(box.iterancestors(W + "p"))
        if not outer or any(True for _ in box.iterancestors(W + "txbxContent")):
            continue
        boxes.setdefault(outer[-1] if not _inside(outer[-1]) else outer[0], []).append(box)
    for kept in boxes.values():
        for box in kept:
            _remove(box)
    return boxes


def _inside(paragraph: etree._Element) -> bool:
    """Whether a paragraph stands in a text box itself."""
    return any(True for _ in paragraph.iterancestors(W + "txbxContent"))
