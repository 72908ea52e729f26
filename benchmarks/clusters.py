"""Clusters of document types: how many, the largest, and how pure; prints one JSON object.

    .venv/bin/python benchmarks/clusters.py PAIRS.jsonl [DATABASE]

PAIRS: labelled pairs of rows ({"a", "a_procedure", "b", "b_procedure", "label": "S"|"O"|"D"}). With DATABASE
(sqlite:///…) the rows are placed among those of the catalogue, with its memory and judgements.
Purity: of rows of one paper that were put into one cluster, how many pairs people call the same.
"""

import json
import sys
from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from analysis.documents.read import read_row, read_snapshot
from analysis.documents.reading import Reading
from analysis.merging import NOTHING, each_type, place_mentions
from analysis.placing import FORGETFUL, Memory
from catalogue.judgements import Answer
from catalogue.store.store import Store
from catalogue.text import fold


def main() -> None:
    """Read, place, count."""
    pairs = [json.loads(row) for row in Path(sys.argv[1]).read_text("utf-8").splitlines() if row.strip()]
    readings: list[Reading] = []
    judgements, memory = NOTHING, FORGETFUL
    if len(sys.argv) > 2:
        with Store.open(sys.argv[2]) as store:
            snapshot = store.snapshot(date.today())  # noqa: DTZ011  whichever day: a benchmark
            judgements, memory = store.judgements.standing(), Memory.of(store.ledger.types())
        readings += [row for several in read_snapshot(snapshot).values() for row in several]
    sides = [
        tuple(read_row(pair[side], procedure=pair.get(f"{side}_procedure")) for side in ("a", "b"))
        for pair in pairs
    ]
    placing = place_mentions(
        each_type([*readings, *(row for two in sides for row in two)]), judgements, memory
    )
    canonical = placing.canonical
    members: dict[str, list[str]] = defaultdict(list)
    for type_, anchor in canonical.items():
        members[anchor].append(type_)
    together: dict[str, dict[str, int]] = {}
    single: list[dict[str, Any]] = []
    for pair, two in zip(pairs, sides, strict=True):
        if all(len(row.mentions) == 1 for row in two):
            left, right = (next(iter(row.types)) for row in two)
            merged = "merged" if canonical[left] == canonical[right] else "apart"
            how = "one type" if left == right else merged
            counted = together.setdefault(how, {"S": 0, "O": 0, "D": 0})
            counted[pair["label"]] += 1
            if how != "apart" and pair["label"] != "S":
                single.append({"id": pair.get("id"), "a": pair["a"], "b": pair["b"], "label": pair["label"]})
    one = sum(sum(told.values()) for how, told in together.items() if how != "apart")
    same = sum(told["S"] for how, told in together.items() if how != "apart")
    total = sum(told["S"] for told in together.values())
    judged = [told for told in judgements.standing if {told.left, told.right} <= canonical.keys()]
    kept = sum((canonical[t.left] == canonical[t.right]) == (t.answer is Answer.SAME) for t in judged)
    wordings: dict[str, set[str]] = defaultdict(set)
    for row in (*readings, *(row for two in sides for row in two)):
        for mention in row.mentions:
            wordings[canonical[mention.type]].add(fold(mention.name))
    widest = max(wordings, key=lambda anchor: (len(wordings[anchor]), anchor))
    largest = max(members, key=lambda anchor: (len(members[anchor]), anchor))
    answer = {
        "job": "clusters",
        "types": len(canonical),
        "clusters": len(members),
        "of_several": sum(len(told) > 1 for told in members.values()),
        "largest": len(members[largest]),
        "largest_anchor": largest,
        "most_wordings": len(wordings[widest]),
        "most_wordings_anchor": widest,
        "pairs_of_single_papers": sum(sum(told.values()) for told in together.values()),
        "pairs": together,
        "purity": round(same / one, 4) if one else None,
        "of_same_pairs_together": round(same / total, 4) if total else None,
        "judgements_kept": [kept, len(judged)],
        "impure": single,
    }
    print(json.dumps(answer, ensure_ascii=False))


if __name__ == "__main__":
    main()
