"""Do two component rows ask for the same document types? A score, a label, and every reason for them.

Here: matching mentions and labelling pairs of readings. Not here: reading rows (analysis/documents).
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from analysis.documents.lexicon import classes, content_words, core_words, heads, owners_in, telling, words_of
from analysis.documents.mentions import ABOUT_SIGN
from analysis.documents.read import read_row
from analysis.documents.reading import Holder, Mention, Reading
from analysis.documents.types import registry
from catalogue.text import bare

SAME, OVERLAP, DIFFERENT = "S", "O", "D"


@dataclass(frozen=True)
class Feature:
    """One reason: its name, its weight in the score, and what was seen on both sides."""

    name: str
    weight: float
    left: str
    right: str

    @property
    def help(self) -> str:
        """What the feature means, for the person who reads the score."""
        return (FEATURES[self.name].__doc__ or "").strip()


@dataclass(frozen=True)
class Score:
    """How far two rows ask for the same papers: 0 to 1, with a label and the reasons."""

    value: float
    label: str
    """S same types, O some in common, D none in common."""
    because: tuple[Feature, ...]


def kind_of(mention: Mention) -> str:
    """Head class of a mention: of the register where listed, else of its head noun."""
    told = registry().types.get(mention.type)
    if told is not None:
        return told.kind
    return _sense(mention.head)


@lru_cache(maxsize=4096)
def _sense(head: str) -> str:
    hit = heads().longest(words_of(head))
    return hit[1].sense if hit is not None and hit[1] is not None else "unnamed"


def same_type(a: Mention, b: Mention) -> float:
    """Cùng một loại giấy tờ: both are the same document type."""
    return float(a.type == b.type)


def same_group(a: Mention, b: Mention) -> float:
    """Giấy tờ thay thế cho nhau: the register says that one stands for the other."""
    left, right = registry().types.get(a.type), registry().types.get(b.type)
    if left is None or right is None or left.id == right.id:
        return 0.0
    grouped = left.group is not None and left.group == right.group
    named = (left.umbrella and right.id in left.stands_for) or (
        right.umbrella and left.id in right.stands_for
    )
    return float(grouped or named)


def never_same(a: Mention, b: Mention) -> float:
    """Không bao giờ là một: the register says that they are different papers."""
    return float(registry().never_same(a.type, b.type))


def other_head(a: Mention, b: Mention) -> float:
    """Khác loại tiêu đề: their head nouns are of different classes."""
    return float(_kin(kind_of(a)) != _kin(kind_of(b)))


def other_act(a: Mention, b: Mention) -> float:
    """Khác yêu cầu: the acts differ; cấp is not cấp lại."""
    return float(not (acts_in(a) & acts_in(b)) and (a.act or "") != (b.act or ""))


def other_form(a: Mention, b: Mention) -> float:
    """Khác biểu mẫu: one act of the centre gives each of them a form of another number."""
    left, right = a.form_of_act, b.form_of_act
    if left is None or right is None or left[0] != right[0]:
        return 0.0
    suffixes = bool(left[2] and right[2]) and left[2] != right[2]
    return float(left[1] != right[1] or suffixes)


def same_object(a: Mention, b: Mention) -> float:
    """Cùng đối tượng: both are about the same thing, whatever the order of the words."""
    return object_likeness(a.object or "", b.object or "")


FEATURES: Mapping[str, Callable[[Mention, Mention], float]] = {
    told.__name__: told
    for told in (same_type, same_group, never_same, other_form, other_head, other_act, same_object)
}
LIKE_ENOUGH = 0.7
"""Objects at least this alike are one; below, they are two."""
NEAR = 0.6
"""Share of the shorter matter's words from which two procedures are about one matter."""
PART = 0.6
"""One of several alternatives, or one of several acts, is shared."""
OR = re.compile(r" hoặc | hay |/|, ")
CHOICE = re.compile(r" hoặc | hay |/")
"""Only where one of these stands do commas part alternatives too."""


def _kin(kind: str) -> str:
    """A class, or the group of classes whose papers may be one under two names."""
    return next((group for group in ("proofs", "declarations") if kind in classes(group)), kind)


def acts_in(mention: Mention) -> frozenset[str]:
    """The acts of a mention, one by one."""
    return frozenset((mention.act or "").split(", ")) - {""}


@lru_cache(maxsize=65536)
def object_likeness(left: str, right: str) -> float:
    """How alike two objects are, 0 to 1, whatever the order of the words.

    Both parts must agree: what the paper says it is about, and the matter of the procedure.
    Where neither says anything and only one has a matter, nothing tells that they are one.
    """
    own_a, _, matter_a = left.partition(ABOUT_SIGN)
    own_b, _, matter_b = right.partition(ABOUT_SIGN)
    silent = not content_words(own_a) and not content_words(own_b)
    if silent and bool(matter_a) != bool(matter_b):
        return 0.0
    like = _alternatives_likeness(own_a, own_b)
    if like and matter_a and matter_b:
        like = min(like, _matter_likeness(matter_a, matter_b))
    elif like and (matter_a or matter_b):
        own, other = (own_a, own_b) if matter_a else (own_b, own_a)
        if not core_words(own) and core_words(other):
            like = min(like, _matter_likeness(matter_a or matter_b, other))
    return like


def _matter_likeness(left: str, right: str) -> float:
    """Likeness of two procedures' matters: words they share, out of the shorter one."""
    if owners_in(left) and owners_in(right) and not owners_in(left) & owners_in(right):
        return 0.0
    a, b = frozenset(core_words(left)), frozenset(core_words(right))
    if a == b:
        return 1.0
    shared = len(a & b) / max(1, min(len(a), len(b)))
    return 1.0 if shared >= NEAR else 0.0


def _alternatives_likeness(left: str, right: str) -> float:
    """Likeness of objects; where only one of several alternatives is shared, only a part."""
    whole = _likeness(left, right)
    if whole >= LIKE_ENOUGH:
        return whole
    parts = [
        [part for part in _parts(told) if len(part.split()) > 1 and core_words(part)]
        for told in (left, right)
    ]
    if max(map(len, parts)) < 2:
        return whole
    best = max((_likeness(a, b) for a in parts[0] for b in parts[1]), default=0.0)
    return PART if best >= 0.9 else whole


def _parts(told: str) -> list[str]:
    return OR.split(told) if CHOICE.search(told) is not None else [told]


def _likeness(left: str, right: str) -> float:
    """Shared words of two objects; 0 where each has a word that the other lacks."""
    a, b = frozenset(content_words(left)), frozenset(content_words(right))
    if a == b:
        return 1.0
    if not a or not b:
        return 0.0
    only_a, only_b = a - b, b - a
    if only_a and only_b:
        return 0.9 if sorted(map(bare, only_a)) == sorted(map(bare, only_b)) else 0.0
    if telling(left) != telling(right):
        return 0.0
    shared = len(a & b) / len(a | b)
    return shared if shared >= LIKE_ENOUGH else shared * PART


def _of_other_state(a: Mention, b: Mention) -> bool:
    """One of two registrations was made abroad: no register of this State holds that one."""
    told = registry().types.get(a.type)
    if a.type != b.type or told is None or told.kind == "passport" or told.holder is Holder.NONE:
        return False
    return (a.holder is Holder.NONE) != (b.holder is Holder.NONE)


def _name_only(mention: Mention) -> bool:
    """A listed paper that its name tells whole: no paper that stands in no list has its object."""
    return mention.known and not (mention.object or "").strip()


@lru_cache(maxsize=65536)
def match(a: Mention, b: Mention) -> tuple[float, tuple[Feature, ...]]:
    """How sure it is that two mentions are one document type, 0 to 1, and why."""

    def why(name: str, weight: float) -> Feature:
        seen = {"same_object": "object", "other_act": "act", "other_head": "head"}.get(name, "type")
        return Feature(name, round(weight, 3), getattr(a, seen) or "", getattr(b, seen) or "")

    if _of_other_state(a, b):
        return 0.0, (why("same_type", 0.0),)
    for name, value, weight in (("never_same", 0.0, -1.0), ("same_type", 1.0, 1.0), ("same_group", 1.0, 1.0)):
        if FEATURES[name](a, b):
            return value, (why(name, weight),)
    if a.known and b.known:
        return 0.0, (why("same_type", 0.0),)
    for name in ("other_head", "other_act"):
        if FEATURES[name](a, b):
            return 0.0, (why(name, -1.0),)
    if _name_only(a) or _name_only(b):
        return 0.0, (why("same_type", 0.0),)
    like = same_object(a, b)
    if like >= LIKE_ENOUGH and acts_in(a) != acts_in(b):
        like = PART
    return like, (why("same_object", like),)


def _match_in_rows(a: Mention, b: Mention) -> tuple[float, tuple[Feature, ...]]:
    """`match` of two papers in their rows: there, unlike in the list of types, each tells its own form."""
    if other_form(a, b):
        return 0.0, (Feature("other_form", -1.0, _form(a), _form(b)),)
    return match(a, b)


def _form(mention: Mention) -> str:
    act, number, suffix = mention.form_of_act or ("", "", "")
    return f"mẫu số {number}{suffix} {act}"


def compare(a: Reading, b: Reading) -> Score:
    """A score, a label and the reasons; the order of the two does not matter."""
    if not a.mentions or not b.mentions:
        return Score(0.0, DIFFERENT, ())
    best_a = [max((_match_in_rows(x, y) for y in b.mentions), key=_rank) for x in a.mentions]
    best_b = [max((_match_in_rows(x, y) for x in a.mentions), key=_rank) for y in b.mentions]
    both = best_a + best_b
    found = [value for value, _ in both]
    value = sum(found) / len(found)
    label = SAME if min(found) >= LIKE_ENOUGH else OVERLAP if max(found) >= PART else DIFFERENT
    because = tuple(dict.fromkeys(feature for _, features in best_a for feature in features))
    return Score(round(value, 4), label, because)


def _rank(told: tuple[float, tuple[Feature, ...]]) -> tuple[float, str]:
    return told[0], repr(told[1])


def compare_line(line: Mapping[str, Any]) -> dict[str, Any]:
    """One line of `dongian documents compare`: two rows and their procedures to a label and its reasons."""
    a = read_row(str(line["a"]), procedure=line.get("a_procedure"))
    b = read_row(str(line["b"]), procedure=line.get("b_procedure"))
    score = compare(a, b)
    because = [
        {"name": told.name, "weight": told.weight, "a": told.left, "b": told.right, "help": told.help}
        for told in score.because
    ]
    return {"id": line.get("id"), "label": score.label, "score": score.value, "because": because}
