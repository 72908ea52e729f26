"""The border between the words of a component and the file name glued to them, by evidence.

Every place that can lie between two cells gets points: the signs on both sides, how the name
begins, words that stand in sentences and not in names, accents, brackets, borders left over in the
text. The weights are data: catalogue/lookups/portal_headings.toml, [forms].
"""

import re
from functools import cache, lru_cache

from importers.crawl.headings import lookup
from importers.crawl.syllables import is_syllable

SENTENCE_END = '.;:)”"»'
HOLDS_LEFT = "_-–([{&#$~=@'"
HOLDS_RIGHT = "_-–.,)]}'"
REACH = 80
"""How far before a border other borders count against it."""
MIN_AGAIN = 3
"""How many signs of a name, said again at the end of the text, count for it."""
CLEAR = 99.0
"""Margin of a border without rival."""
LETTERS = re.compile(r"[^\W\d_]+")


@cache
def _weights() -> dict[str, float]:
    told: dict[str, float] = lookup()["forms"]["weights"]
    return told


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
def forbidden() -> frozenset[str]:
    """Signs that no file name may hold."""
    return frozenset(lookup()["forms"]["forbidden"])


@lru_cache(maxsize=4096)
def find_border(chunk: str, stem: int) -> tuple[int, float]:
    """Where the file name at the end of a chunk begins, and the margin over the next best place.

    `stem` is where the extension of the name begins.
    """
    low = max((chunk.rfind(sign) + 1 for sign in forbidden()), default=0)
    low = max(low, len(chunk) - int(lookup()["forms"]["longest"]))
    places = [at for at in range(max(0, low - REACH), stem) if _may_begin(chunk, at)]
    junctions = {at: _junction(chunk, at) if at else _weights()["no_text"] for at in places}
    strong = [at for at, points in junctions.items() if at and points >= _weights()["strong"]]
    scored = sorted(
        (junctions[at] + _left_over(chunk, at, strong) + _score(chunk, at), at) for at in places if at >= low
    )
    if not scored:
        return low, 0.0
    margin = scored[-1][0] - scored[-2][0] if len(scored) > 1 else CLEAR
    return scored[-1][1], margin


def _left_over(chunk: str, at: int, strong: list[int]) -> float:
    """Points against a border before which others, as good, are left over."""
    start = _word_start(chunk, at)
    return _weights()["glue_left_over"] * sum(at - REACH < other < start for other in strong)


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


def _score(chunk: str, at: int) -> float:
    """Evidence of the words on both sides that a file name begins at `at`, in points."""
    weigh = _weights()
    text, name = chunk[:at], chunk[at:]
    points = 0.0
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
    if left in HOLDS_LEFT or right in HOLDS_RIGHT or (left == "," and right.isdigit()):
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
