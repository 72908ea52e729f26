"""Which papers of a row a promise of data speaks of (không phải nộp khi khai thác được dữ liệu).

Here: the sentence that promises, and the papers it names. Not here: that a row promises at all
(analysis/documents/kinds.py), the verdict (once_only.py).
"""

import re
from functools import cache, lru_cache

from analysis.asked import Asked, papers
from analysis.documents.kinds import PROMISED
from analysis.documents.lexicon import pattern
from analysis.documents.reading import Mention
from analysis.documents.types import registry
from analysis.paper_keys import folded
from analysis.registers import rule
from catalogue.text import fold

SENTENCE = re.compile(r"[.;\n]\s+|\n")
SHOWN = pattern(r"(?:xuất trình|nộp) (?:bản )?(?:chính|chụp|sao) (?:của )?(?:giấy tờ|thẻ) (?:đó|này)")
"""The paper may be shown instead of another: nothing is looked up in its place."""
UPLOAD = pattern(r"không (?:phải|cần|yêu cầu) tải lên(?! hoặc| và|/)")
"""Only what is sent online is spared; at the counter the paper is still to be shown."""
LACKING = pattern(
    r"(?:chưa (?:được )?(?:cấp|có)|bị mất|không có|không còn)[^.;]*không (?:phải|cần) (?:nộp|xuất trình)"
)
"""Who never got the paper or lost it need not hand it in: no data are promised."""
DATA = pattern(r"dữ liệu|csdl|khai thác|tra cứu|kết nối|chia sẻ|tích hợp|vneid|điện tử")
CASE = pattern(r"(?:^|: ?)\W*(?:trường hợp|đối với|nếu) ")
"""A sentence about some of those who apply."""
WORDS = 3
"""So many first words of a name tell the paper in the promise."""


def promised_for(asked: Asked, mention: Mention) -> bool:
    """The row promises to look this paper up; a promise that names other papers of the row is none.

    A promise that names no paper of the row holds for all of them ("các giấy tờ nêu trên").
    """
    if not asked.reading.promised:
        return False
    told, promises = papers(asked), _promises(asked.component.text)
    sentences = [part for part in promises if not (SHOWN.search(part) or UPLOAD.search(part) or _lacks(part))]
    if promises and not sentences:
        return False
    if _names_members(mention, sentences):
        return False
    if _of_another_case(mention, asked.component.text, sentences):
        return False
    if len(told) == 1:
        return True
    named = {paper.type for paper in told if any(_named(paper, sentence) for sentence in sentences)}
    return not named or mention.type in named


def _of_another_case(mention: Mention, text: str, promises: list[str]) -> bool:
    """Spouses: the certificate; who is single: looked up. The promise is of another case than the paper."""
    if not promises or not all(CASE.match(part) for part in promises):
        return False
    asks = [part for part in SENTENCE.split(fold(text)) if _first_words(mention) in part]
    return bool(asks) and all(CASE.search(part) and part not in promises for part in asks)


def _names_members(mention: Mention, sentences: list[str]) -> bool:
    """Only some papers that an umbrella name stands for are promised: căn cước, not all giấy tờ tùy thân."""
    told = registry().types.get(mention.type)
    if told is None or not told.umbrella:
        return False
    members = [one.id for one in registry().types.values() if one.group == told.group and not one.umbrella]
    return any(name in sentence for sentence in sentences for one in members for name in _names_of(one))


@cache
def _names_of(type_: str) -> tuple[str, ...]:
    """Names of a listed type alone, folded."""
    told = registry().types[type_]
    return tuple(map(fold, (told.name, *told.aliases)))


def _lacks(sentence: str) -> bool:
    return LACKING.search(sentence) is not None and DATA.search(sentence) is None


@lru_cache(maxsize=4096)
def _promises(text: str) -> tuple[str, ...]:
    return tuple(part for part in SENTENCE.split(fold(text)) if PROMISED.search(part) is not None)


def _first_words(paper: Mention) -> str:
    return " ".join(folded(paper.name).split()[:WORDS])


def _named(paper: Mention, sentence: str) -> bool:
    """The sentence names the paper, another name of it, or the register that holds its type."""
    if _first_words(paper) in sentence:
        return True
    return any(name in sentence for name in _names(paper.type))


@cache
def _names(type_: str) -> tuple[str, ...]:
    """Names of a listed type and, unless it only sums others up, of the register that holds it; folded."""
    told = registry().types.get(type_)
    if told is None:
        return ()
    register = () if told.register is None or told.umbrella else (told.register.name, *told.register.aliases)
    names = map(fold, (told.name, *told.aliases, *register))
    return tuple(name for name in names if rule().numbers.search(name) is None)
