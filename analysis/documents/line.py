"""One row or part of a row as two aligned strings: as it is shown, and folded for reading.

Here: cleaning a row (bullets, glued file names, abbreviations, list signs), cutting both strings alike.
Not here: what the words mean.
"""

import re
from typing import NamedTuple

from analysis.documents.lexicon import abbreviations, lookup, pattern
from catalogue.text import fold, nfc

UPPER = "A-ZĐÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
"""Capitals, for use inside a character class (ranges of accented letters mix both cases)."""
LOWER = "a-zđ" + UPPER[4:].lower()
FILE = re.compile(r"\.(?:docx?|pdf|xlsx?|rar|zip|jpe?g|png|rtf|odt)\b", re.IGNORECASE)
GLUE = re.compile(
    rf"(?<=[{LOWER};.)\"”\d])(?=[{UPPER}])|(?<=[A-ZĐ])(?=[A-ZĐ][{LOWER}])|(?<=mẫu)(?=\w)|(?<=[;)])(?=\d)|(?<=[^\d]\.)(?=\d)"
)
FILE_WORD = re.compile(
    r"(?:mẫu|mau|m[uẫ]|phụ|phu|pl|đơn|don|tờ|to|bm|biểu|bieu|văn|van|giấy|giay|bản|ban|phiếu|phieu|danh|báo|bao"
    r"|\d|file|[A-Za-z_\d]+[ ._-]*\d*\.)",
    re.IGNORECASE,
)
LIST_BREAK = re.compile(r"[ ;:.,]*\n\s*(?=[-+*•–]|\(?[a-zđ\d]{1,2}[).])")
INLINE_BULLET = re.compile(
    r"(?<=[;:.,)])\s*"
    r"(?:[+•*–-]{1,5}"
    rf"|\(\d{{1,2}}\)|\(?(?:[a-zđ](?:\.?\d)?|i{{1,3}}|iv|vi{{0,3}})\)|\d{{1,2}}[.)\-](?= [{UPPER}]))"
    r"\s*(?=\w)"
    r"|(?<=\w)\s+\+\s+(?=\w)(?!bản (?:gốc|chính|sao))"
    r"|(?<=\w)\s+-\s+(?=(?:Giấy|Đơn|Bản sao|Bản chính|Văn bản|Tờ khai|Hợp đồng|Quyết định|Báo cáo|Biên bản"
    r"|Danh sách|Chứng chỉ|Chứng nhận|Thẻ|Phiếu|Hồ sơ|Sổ|Hóa đơn|Phương án|Bằng) )"
)
LETTERED = re.compile(rf"(?<=\w)(?<!iểm)(?<!hoản)(?<!ục)(?<!iết) [a-hđ]\d?\) (?=[{UPPER}])")
"""Đối với ngân hàng a) Văn bản … b) Giấy phép: letters before capitals, no sign before them."""
BULLET = re.compile(
    r"^(?:\s|\*\)|[-+*,;•–·●▪►#✓…]"
    r"|\d{1,2}(?=- )|\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-zđA-ZĐ](?:\.?\d)?|i{1,3}|iv|vi{0,3}|ix|x)[).:](?!\d)"
    r"|\d{1,2}/(?=\s?\D)"
    r"|\d{1,2}(?:\.\d{1,2})+\.?(?=\s)|\d{1,2}(?=\s+(?:Nếu|(?:Trong t|T)rường hợp|Đối với|Bản|Giấy|Đơn)\s)"
    r"|[Ss]ố lượng hồ sơ:? ?\d{1,2} ?\(?(?:\w+ )?bộ\)?,? (?:bao )?gồm:?(?=\s)"
    r"|[Tt]hành phần hồ sơ ?\d{0,2}:(?=\s)|(?:I{1,3}|IV|VI{0,3}|IX|X)\.(?=\s))+"
)


NUMBER_ABOVE = re.compile(r"^\s*\(?(?:\d{1,2}|[a-zđ])[.)]?\s*\n\s*(?=[-+*•])")
"""The number of an item that stands on a line of its own above its bullet."""
ONLY_FORM = pattern(lookup("phrases")["patterns"]["only_form"])
APPLICATION_FORM = "Mẫu đơn"
"""A row that names nothing but a form asks for the application of its procedure."""
HANDED_IN, SENT_IN = fold("trường hợp nộp"), fold("trường hợp gửi")
LAW_TITLE = pattern(lookup("phrases")["patterns"]["law_title"])
"""What a legal act that the row cites is about: nothing of the paper."""
CHANNEL = pattern(lookup("phrases")["form"]["channel"])
"""How the row is handed in: no part of a name, no condition."""
FORM_BEHIND = re.compile(
    r"\s*(?:[:\n]|\s[-–])\s*((?:\d{1,2}|một)\s*(?:\(\w+\)\s*)?bản (?:chính|gốc|sao|chụp)"
    r"(?:,? (?:có|được|công chứng|chứng thực|đóng dấu|sao y|kèm|và|hoặc|điện tử)"
    r"(?:(?!giấy|quyết định|hợp đồng|báo cáo|văn bản|hồ sơ|sổ |thẻ |chứng chỉ|biên bản)[^;:\n.])*?)?)"
    r"(?=$|[;\n.]|, trừ )",
    re.IGNORECASE,
)
"""Báo cáo …: 01 bản chụp. The form behind the name, as if it stood in brackets."""
FORM_GLUED = re.compile(r"(?:(?<=bản chính)|(?<=bản sao)|(?<=bản gốc))(?=[A-ZĐ\d][\w.\- ]{4,})")
"""A file name glued to the form of the paper: 01 bản chínhMau 01.docx."""
FORM_ASKED = re.compile(
    r",\s*(?:nộp|gửi)\s+((?:\d{1,2}\s*)?bản (?:chính|gốc|sao|chụp)(?: có chứng thực| điện tử)?)"
    r"(?=\s*(?:$|[;.]))",
    re.IGNORECASE,
)
"""Giấy chứng nhận …, nộp bản sao. Likewise."""
WRITTEN = {
    "đ/v": "đối với",
    "Đổi với": "Đối với",
    "BBản": "Bản",
    "họp": "hợp",
    "hơp": "hợp",
    "Trưởng hợp": "Trường hợp",
}
WRITTEN_CASE = re.compile(r"\bđ/v(?=\s)|(?<=[Tt]rường )h[ọơ]p\b|\bTrưởng hợp\b|\bBBản\b|\bĐổi với\b")
"""Short and misread words of a condition: đ/v (đối với), trường họp."""
GLUED = re.compile(r"(?<=\b(?:nộp|gồm))(?=[A-ZĐ][a-zà-ỹ])")
"""Thì nộpVăn bản đề nghị: the blank is lost."""
SIZE = re.compile(r"\b(\d{1,2})cm[xX×](\d{1,2})cm\b")
"""Sizes of photos written as one word."""
COUNTED = re.compile(r"\s*:\s*(?:\d{1,2}|một)\s*(?:\(\w+\)\s*)?bản\s*(?=$|[;.\n])")
"""Tờ khai hải quan: 02 bản. A number of papers without a form."""
SIGNS = "-+*•"
AGAIN = ";; "
"""Between items that stand beside one another, by their bullets."""
SAME_BULLET = {
    sign: re.compile(rf"[ ;:.,]*\n\s*{re.escape(sign)}\s*(?=\w)|(?<=[;.])\s*{re.escape(sign)}\s+(?=\w)")
    for sign in SIGNS
}


class Line(NamedTuple):
    """Text and its folded form, letter by letter alike."""

    text: str
    low: str

    @classmethod
    def of(cls, text: str) -> "Line":
        """Both forms; where folding changes the number of letters, the folded one is shown."""
        shown = " ".join(text.split())
        low = fold(shown)
        return cls(shown if len(shown) == len(low) else low, low)

    def part(self, start: int, end: int | None = None) -> "Line":
        """A part, without blanks and list signs at its ends."""
        text, low = self.text[start:end], self.low[start:end]
        left = len(low) - len(low.lstrip(" ;,.:-–+/*"))
        right = len(low.rstrip(" ;,.:-–+/*"))
        return Line(text[left:right], low[left:right])

    def without(self, spans: list[tuple[int, int]]) -> "Line":
        """The line less some spans, given in order."""
        if not spans:
            return self
        texts, lows, at = [], [], 0
        for start, end in spans:
            texts.append(self.text[at:start])
            lows.append(self.low[at:start])
            at = end
        texts.append(self.text[at:])
        lows.append(self.low[at:])
        return Line("".join(texts), "".join(lows))


def drop_file_names(text: str) -> str:
    """The text without names of attached files glued to its end.

    >>> drop_file_names("Đơn đề nghị theo mẫuMau don 01.docx")
    'Đơn đề nghị theo mẫu'
    """
    files = list(FILE.finditer(text))
    if not files or len(text) - files[-1].end() > 40:
        return text
    first = files[0].end()
    behind = FORM_GLUED.search(text)
    if behind is not None and behind.start() < first:
        return text[: behind.start()]
    glued = [found.start() for found in GLUE.finditer(text[:first]) if found.start() > 2]
    token = text.rfind(" ", 0, files[0].start()) + 1
    inside = [at for at in glued if at > token]
    if inside and not text[token : files[0].start()].isascii():  # a Vietnamese word, then the file's name
        return text[: inside[0]]
    for at in glued:
        if first - at <= 180 and FILE_WORD.match(text[at:]):
            return text[:at]
    if glued and first - glued[-1] <= 120:
        return text[: glued[-1]]
    cut = max(text.rfind(sign, 0, first - 5) for sign in (";", ". ", ", ", " "))
    return text[: cut + 1] if cut > 0 else ""


def spelled_out(text: str) -> str:
    """The text with its abbreviations written out.

    >>> spelled_out("Thẻ BHYT")
    'Thẻ bảo hiểm y tế'
    """
    short, table = abbreviations()
    return short.sub(lambda found: table[found[0]], text)


def clean(text: str) -> Line:
    """A row without bullets, glued file names and abbreviations; list items parted by ";".

    An item with the bullet of the row itself is parted by ";;": it belongs to no item before.
    """
    told = NUMBER_ABOVE.sub("", drop_file_names(nfc(text).strip()))
    sign = told[:1] if told[:1] in SIGNS else ""
    if sign and (f"{sign} " in told[1:] or f"\n{sign}" in told):
        told = SAME_BULLET[sign].sub(AGAIN, told)
    told = GLUED.sub(" ", SIZE.sub(r"\1cm x \2cm", told))
    told = FORM_ASKED.sub(r" (\1)", FORM_BEHIND.sub(r" (\1)", told))
    told = COUNTED.sub("", told)
    told = LIST_BREAK.sub(lambda found: ": " if ":" in found[0] else "; ", told)
    told = BULLET.sub("", " ".join(told.split()))
    lettered = "b) " in told or "a2) " in told
    told = INLINE_BULLET.sub("; ", told)
    if lettered:
        told = LETTERED.sub("; ", told)
    told = spelled_out(told)
    if any(word in told for word in WRITTEN):
        told = WRITTEN_CASE.sub(lambda found: WRITTEN.get(found[0], "hợp"), told)
    line = Line.of(told)
    line = line.without([found.span("title") for found in LAW_TITLE.finditer(line.low)])
    if ONLY_FORM.match(line.low) is not None:
        line = Line.of(f"{APPLICATION_FORM} theo {line.text}")
    if HANDED_IN not in line.low and SENT_IN not in line.low:
        return line
    return line.without([found.span() for found in CHANNEL.finditer(line.low)])
