"""Papers that stand for one another, or took one another's place: one family, one demand.

Here: the family of a document type and its members. Not here: the register (analysis/documents/types.py).
"""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from analysis.documents.types import DocumentType, registry


@cache
def _last_of(type_: str) -> str:
    """The paper that stands today where this one stood; itself where none took its place."""
    types, seen = registry().types, [type_]
    while (after := types[seen[-1]].successor) is not None and after in types and after not in seen:
        seen.append(after)
    return seen[-1]


@cache
def _heads() -> Mapping[str, str]:
    """Head of each group: its first listed member that names one paper and has no successor."""
    groups: dict[str, list[DocumentType]] = defaultdict(list)
    for told in registry().types.values():
        if told.group is not None:
            groups[told.group].append(told)
    return MappingProxyType(
        {
            group: min(
                enumerate(members), key=lambda one: (one[1].umbrella, one[1].successor is not None, one[0])
            )[1].id
            for group, members in groups.items()
        }
    )


@cache
def family_of(type_: str) -> str:
    """Id of the type that speaks for the family of a type: the newest member; a derived type is its own.

    >>> family_of("id_card_old"), family_of("household_book")
    ('id_card', 'residence_information')
    """
    if type_ not in registry().types:
        return type_
    last = _last_of(type_)
    group = registry().types[type_].group or registry().types[last].group
    return _heads()[group] if group is not None else last


@cache
def members_of(family: str) -> tuple[DocumentType, ...]:
    """Listed members of a family, its head first, then in the order of the register."""
    told = [one for one in registry().types.values() if family_of(one.id) == family]
    return tuple(sorted(told, key=lambda one: one.id != family))
