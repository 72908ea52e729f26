"""Names of attached forms split off the end of a glued cell: "theo mẫuMẫu số 18.docx".

Here: where the text of a component ends and the name of its first file begins, by evidence with
weights (catalogue/lookups/portal_headings.toml, [forms]); where one file name ends and the next
begins. Not here: form labels in sentences (importers/phrases/forms.py).
"""

import re
from dataclasses import dataclass
from functools import cache

from importers.crawl.headings import lookup
from importers.crawl.syllables import is_syllable

SENTENCE_END = '.;:)”"»'
HOLDS_LEFT = "_-–([{&#$~=@,'"
HOLDS_RIGHT = "_-–.,)]}'"
REACH = 80
"""How far before a border other borders count against it."""
MIN_AGAIN = 3
LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Cell:
    """One glued cell: the words of a component, then the names of its files."""

    text: str
    files: tuple[str, ...] = ()
    margin: float = 99.0
    """How far the chosen border is ahead of the next best; small: doubtful."""


@cache
def _forms() -> dict[str, object]:
    told: dict[str, object] = lookup()["forms"]
    return told


@cache
def _weights() -> dict[str, float]:
    told: dict[str, float] = lookup()["forms"]["weights"]
    return told


@cache
def _extension() -> re.Pattern[str]:
    told = sorted(lookup()["forms"]["extensions"], key=len, reverse=True)
    named = "".join(rf"(?<!{re.escape(word)} )" for word in lookup()["forms"]["format_words"])
    after = r"(?![\s,;:)/\]”\"'])"
    return re.compile(rf"(?<![,;(]){named}\.(?>{'|'.join(told)}){after}", re.IGNORECASE)


@cache
def _starts() -> re.Pattern[str]:
    return re.compile(rf"(?:\d{{1,2}}\.{{1,2}} ?)?(?:{'|'.join(lookup()['forms']['starts'])})")


@cache
def _ends_of_text() -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(lookup()['forms']['text_ends'])})$")


@cache
def _inside_text() -> re.Pattern[str]:
    return re.compile("|".join(lookup()["forms"]["text_ends"]))


@cache
def _usual_ends() -> frozenset[str]:
    return frozenset(lookup()["forms"]["usual_ends"])


@cache
def _prose() -> re.Pattern[str]:
    return re.compile("|".join(lookup()["forms"]["prose"]), re.IGNORECASE)


@cache
def _forbidden() -> frozenset[str]:
    return frozenset(lookup()["forms"]["forbidden"])


def file_ends(body: str) -> list[int]:
    """Offsets just after each known extension that may end a file name."""
    ends = [match.end() for match in _extension().finditer(body)]
    return [end for end in ends if not body.startswith(".", end) and not _in_address(body[:end])]


def _in_address(words: str) -> bool:
    """A file on the web, named in a sentence: words of the text."""
    token = words.split()[-1] if words.split() else ""
    return "://" in token or token.startswith("www.")


def is_file_name(words: str) -> bool:
    """Nothing in it that no file name may hold, and not the length of a paragraph."""
    return 0 < len(words) <= int(lookup()["forms"]["longest"]) and not (set(words) & _forbidden())


def split_cells(body: str, *, known: frozenset[str] = frozenset()) -> tuple[Cell, ...]:
    """The cells in a glued row, at least one; all but the last lack a quantity of their own.

    A row without quantity runs into the next one: words after a file name that do not end
    in another file name begin a new row. `known` are file names seen elsewhere on the page.
    """
    ends = file_ends(body)
    if not ends:
        return (Cell(body.strip()),)
    cells: list[Cell] = []
    start = 0
    files: list[str] = []
    text, margin = "", 99.0
    for end in ends:
        chunk = body[start:end]
        if not files:
            border, margin = find_border(chunk, known)
            text, files = chunk[:border], [chunk[border:].strip()]
        elif is_file_name(chunk):
            files.append(chunk.strip())
        else:
            cells.append(Cell(text.strip(), tuple(files), margin))
            border, margin = find_border(chunk, known)
            text, files = chunk[:border], [chunk[border:].strip()]
        start = end
    cells.append(Cell(text.strip(), tuple(files), margin))
    if body[start:].strip():
        cells.append(Cell(body[start:].strip()))
    return tuple(cells)


def find_border(chunk: str, known: frozenset[str] = frozenset()) -> tuple[int, float]:
    """Where the file name at the end of a chunk begins, and the margin over the next best place."""
    low = max((chunk.rfind(sign) + 1 for sign in _forbidden()), default=0)
    low = max(low, len(chunk) - int(lookup()["forms"]["longest"]))
    stem = len(chunk) - len(_last_extension(chunk))
    places = [at for at in range(low, stem) if _may_begin(chunk, at)]
    junctions = {at: _junction(chunk, at) for at in range(max(1, low - REACH), stem) if _may_begin(chunk, at)}
    strong = [at for at, points in junctions.items() if points >= _weights()["strong"]]
    scored = sorted(
        (
            (
                score_border(chunk, at, known)
                + junctions.get(at, _weights()["no_text"])
                + _weights()["glue_left_over"]
                * sum(at - REACH < other < _word_start(chunk, at) for other in strong),
                at,
            )
            for at in places
        ),
        reverse=True,
    )
    if not scored:
        return low, 0.0
    margin = scored[0][0] - scored[1][0] if len(scored) > 1 else 99.0
    return scored[0][1], margin


def _last_extension(chunk: str) -> str:
    *_, last = _extension().finditer(chunk)
    return last.group()


def _may_begin(chunk: str, at: int) -> bool:
    """A border stands between two characters that are not both inside one word."""
    if chunk[at].isspace():
        return False
    if at == 0:
        return True
    left, right = chunk[at - 1], chunk[at]
    if left.isspace():
        return _starts().match(chunk, at) is not None
    if left.isalpha() and right.isalpha() and left.islower() == right.islower():
        return not is_syllable(_word_around(chunk, at))
    return not (left.isdigit() and right.isdigit())


def _word_start(chunk: str, at: int) -> int:
    while at and chunk[at - 1].isalpha():
        at -= 1
    return at


def _word_around(chunk: str, at: int) -> str:
    start = _word_start(chunk, at)
    end = at
    while end < len(chunk) and chunk[end].isalpha():
        end += 1
    return chunk[start:end]


def score_border(chunk: str, at: int, known: frozenset[str] = frozenset()) -> float:
    """Evidence of the words on both sides that a file name begins at `at`, in points."""
    weigh = _weights()
    text, name = chunk[:at], chunk[at:]
    points = weigh["known"] if name in known else 0.0
    if _starts().match(name):
        points += weigh["start"]
    points += weigh["prose"] * len(_prose().findall(name))
    points += weigh["comma"] * name.count(", ")
    points += weigh["length"] * len(name)
    points += weigh["open_bracket"] * (name.count(")") != name.count("("))
    points += weigh["open_bracket"] * (text.count(")") < text.count("("))
    points += _alphabet(text, name)
    if len(name) > MIN_AGAIN and text.casefold().endswith(name[:MIN_AGAIN].casefold()):
        points += weigh["said_again"]
    return points


def _junction(chunk: str, at: int) -> float:
    """Points for the two characters at the border."""
    weigh = _weights()
    text, name = chunk[max(0, at - 30) : at], chunk[at : at + 30]
    left, right = text[-1], name[0]
    if left in HOLDS_LEFT or right in HOLDS_RIGHT:
        return weigh["inside_word"]
    if _ends_of_text().search(text):
        return weigh["text_end"]
    if any(match.start() < len(text) < match.end() for match in _inside_text().finditer(text + name)):
        return weigh["inside_word"]
    if left.isspace():
        return weigh["after_blank"]
    if left in SENTENCE_END:
        inside = text[-2:-1].isdigit() and left == "." and right.isdigit()
        return weigh["inside_number"] if inside else weigh["after_sentence"]
    if left.isalpha() and right.isalpha():
        return _letters(text, name)
    if left.isdigit() and right.isalpha():
        return weigh["digit_letter"] if len(_first_word(name)) > 1 else weigh["inside_number"]
    if left.isalpha() and right.isdigit():
        return weigh["letter_digit"] if is_syllable(_last_word(text)) else weigh["camel"]
    return weigh["other"]


def _letters(text: str, name: str) -> float:
    """Points for a border between two letters."""
    weigh = _weights()
    left_word, right_word = _last_word(text), _first_word(name)
    if text[-1].islower() and name[0].isupper():
        label = len(left_word) == 1 and text[-2:-1].isdigit()
        return weigh["lower_upper"] if label or is_syllable(left_word) else weigh["camel"]
    if text[-1].isupper() and name[0].isupper():
        title = len(right_word) > 1 and right_word[1].islower()
        return weigh["upper_title"] if title else weigh["upper_upper"]
    if text[-1].isupper():
        whole = len(left_word) > 1 and left_word[-2].isupper() and is_syllable(right_word)
        return weigh["upper_lower"] if whole else weigh["inside_word"]
    if not is_syllable(left_word):
        return weigh["inside_word"]
    usual = weigh["usual_end"] * (left_word.casefold() in _usual_ends())
    if is_syllable(right_word):
        return weigh["two_syllables"] + usual
    plain = right_word.isascii() and not left_word.isascii()
    return weigh["plain_follows"] + usual if plain else weigh["inside_word"]


def _last_word(text: str) -> str:
    match = re.search(r"[^\W\d_]+$", text)
    return match.group() if match else ""


def _first_word(text: str) -> str:
    match = LETTERS.match(text)
    return match.group() if match else ""


def _alphabet(text: str, name: str) -> float:
    """Points where a name without any accent follows accented words."""
    weigh = _weights()
    tail = text[-40:]
    if not name.isascii():
        return 0.0
    points = 0.0
    if tail and not tail.isascii():
        points += weigh["plain_name"]
    words = LETTERS.findall(text)
    if words and not words[-1].isascii():
        points += weigh["accented_before"]
    return points
