"""Records of a decision against a truth.json of the decisions kit, by the rules of its README.

Here: the comparison, field by field, as (right, of) counts and the differences themselves.
Run as a program it prints one JSON object for all folders given.
"""

import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from catalogue.issues import IssueLog
from catalogue.records import Channel, Procedure, Record
from catalogue.text import nfc
from importers.base import SourceFile
from importers.decisions.channels import by_channel
from importers.decisions.front import Reading
from importers.sources.decision import read

Truth = dict[str, Any]


def plain(text: str | None) -> str:
    """Without case, blanks, list marks and closing punctuation, line by line."""
    lines = []
    for line in nfc(text or "").casefold().split("\n"):
        line = re.sub(r"^[\s\-–+*•]+", "", line)
        lines.append(re.sub(r"[\s.;,:]+$", "", line))
    return re.sub(r"\s+", "", "".join(lines))


@dataclass
class Score:
    """Counts by field, and what differed."""

    right: Counter[str] = field(default_factory=Counter)
    of: Counter[str] = field(default_factory=Counter)
    differences: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def note(self, name: str, said: object, truth: object, *, same: bool | None = None, at: str = "") -> None:
        """One comparison."""
        self.of[name] += 1
        if (said == truth) if same is None else same:
            self.right[name] += 1
        else:
            self.differences[name].append(f"{at}: {str(said)[:300]!r} != {str(truth)[:300]!r}")

    def share(self, *names: str) -> float:
        """Share of right comparisons of some fields together."""
        of = sum(self.of[name] for name in names)
        return 1.0 if of == 0 else sum(self.right[name] for name in names) / of

    def total(self) -> float:
        """Share of right comparisons of all fields."""
        return self.share(*self.of)

    def table(self) -> dict[str, dict[str, float | int]]:
        """All fields."""
        return {
            name: {"right": self.right[name], "of": count, "share": round(self.right[name] / count, 4)}
            for name, count in sorted(self.of.items())
        }


def score_folder(folder: Path, score: Score, *, name: str = "decision.docx") -> None:
    """Read the decision of a kit folder and compare it with its truth."""
    truth = json.loads((folder / "truth.json").read_text("utf-8"))
    reading = read(SourceFile.open(folder / name), IssueLog())
    score_reading(reading, truth, score, folder.name)


def score_reading(reading: Reading, truth: Truth, score: Score, name: str) -> None:
    """A decision and its records against a truth."""
    score_decision(reading.decision, truth["decision"], score, name)
    pairs = pair(reading.procedures, truth["procedures"])
    for said, stated in pairs:
        at = f"{name}/{stated['code'] or stated['name'][:30]}" if stated else f"{name}/extra"
        score.note("found", said is not None, stated is not None, at=at)
        if said is not None and stated is not None:
            score_procedure(said, stated, score, at)


def pair(said: list[Procedure], truth: list[Truth]) -> list[tuple[Procedure | None, Truth | None]]:
    """Records with their truths: by code, else by name and level."""
    free = list(said)
    told: list[tuple[Procedure | None, Truth | None]] = []
    for stated in truth:
        found = next((p for p in free if stated["code"] and p.code == stated["code"]), None)
        if found is None:
            found = next(
                (
                    p
                    for p in free
                    if plain(p.name) == plain(stated["name"])
                    and (
                        p.change == stated["change"] or sum(plain(q.name) == plain(p.name) for q in free) == 1
                    )
                ),
                None,
            )
        if found is not None:
            free.remove(found)
        told.append((found, stated))
    return told + [(extra, None) for extra in free]


def score_decision(said: Record, truth: Truth, score: Score, at: str) -> None:
    """Number, date, agency, title, clause on effect, replaced decisions."""
    told = said.model_dump(mode="json")
    score.note("decision.number", told["number"], truth["number"], at=at)
    score.note("decision.date", told["date"], truth["date"], at=at)
    for name in ("agency", "title", "effective_text"):
        same = plain(told[name]) == plain(truth[name])
        score.note(f"decision.{name}", told[name], truth[name], same=same, at=at)
    score.note("decision.replaces", sorted(told["replaces"]), sorted(truth["replaces"]), at=at)


def score_procedure(said: Procedure, truth: Truth, score: Score, at: str) -> None:
    """One record against its truth."""
    score.note("code", said.code, truth["code"], at=at)
    score.note("change", said.change and said.change.value, truth["change"], at=at)
    score.note("name", said.name, truth["name"], same=plain(said.name) == plain(truth["name"]), at=at)
    score.note("old_codes", sorted(said.replaces), sorted(truth["old_codes"]), at=at)
    score.note(
        "sector", said.sector, truth["sector"], same=plain(said.sector) == plain(truth["sector"]), at=at
    )
    score.note(
        "level", "+".join(sorted(said.levels)), "+".join(sorted((truth["level"] or "").split("+"))), at=at
    )
    score_general(said, truth, score, at)
    score_channels(said, truth, score, at)
    _bases(said, truth, score, at)
    _steps(said, truth, score, at)
    score_components(said, truth, score, at)
    score.note("dossier_sets", said.dossier_sets, truth["dossier_sets"], at=at)
    _set("applicants", said.applicants, truth["applicants"], score, at)
    _set("outcomes", [outcome.name for outcome in said.outcomes], truth["outcomes"], score, at)
    conditions = said.conditions or ("Không" if "conditions" in said.not_applicable else None)
    same = plain(conditions) == plain(truth["conditions_text"])
    score.note("conditions", conditions, truth["conditions_text"], same=same, at=at)
    agency = [*said.handling_agencies, said.deciding_agency or ""]
    same = plain(truth["agency"]) in {plain(name) for name in agency} or not (truth["agency"] or any(agency))
    score.note("agency", agency, truth["agency"], same=same, at=at)


def _set(name: str, said: Iterable[str], truth: Iterable[str], score: Score, at: str) -> None:
    a, b = Counter(plain(x) for x in said), Counter(plain(x) for x in truth)
    score.note(name, list(said), list(truth), same=a == b, at=at)


def fee_text(channel: Channel) -> str:
    """The words of all fees of a channel."""
    return "\n".join(fee.text for fee in channel.fees)


def _letters(text: str | None) -> str:
    return re.sub(r"[\W_]+", "", plain(text))


def score_general(said: Procedure, truth: Truth, score: Score, at: str) -> None:
    """The general time limit and fee: on the channel for all, else on every named channel."""
    limits = [channel.time_limit for channel in said.channels if channel.time_limit is not None]
    texts = {plain(limit.text) for limit in limits} or {""}
    wanted = plain(truth["time_limit_text"])
    split = {plain(text) for text in by_channel(truth["time_limit_text"] or "").values()}
    same = wanted in texts or (bool(split) and split <= texts)
    score.note("time_limit_text", sorted(texts), wanted, same=same, at=at)
    value, unit = truth["time_limit_value"], truth["time_limit_unit"]
    told = {(limit.value, limit.unit and limit.unit.value) for limit in limits if plain(limit.text) == wanted}
    score.note(
        "time_limit_value",
        sorted(map(str, told)),
        (value, unit),
        same=(told or {(None, None)}) == {(value, unit)},
        at=at,
    )
    fees = {_letters(fee_text(channel)) for channel in said.channels if channel.fees} or {""}
    joined = "".join(dict.fromkeys(_letters(fee_text(channel)) for channel in said.channels if channel.fees))
    wanted = _letters(truth["fee_text"])
    split = {_letters(text) for text in by_channel(truth["fee_text"] or "").values()}
    same = wanted in fees or wanted == joined or (bool(split) and split <= fees)
    score.note("fee_text", sorted(fees), wanted, same=same, at=at)


def score_channels(said: Procedure, truth: Truth, score: Score, at: str) -> None:
    """Each named channel once, with its own limit and fee where the truth gives one."""
    free = [channel for channel in said.channels if channel.channel is not None]
    for wanted in truth["channels"]:
        limit = (wanted["time_value"], wanted["time_unit"])
        fee = wanted["fee_text"]

        def fits(
            channel: Channel,
            *,
            full: bool,
            wanted: Truth = wanted,
            limit: tuple[Any, Any] = limit,
            fee: str | None = fee,
        ) -> bool:
            if channel.channel != wanted["channel"]:
                return False
            stated = channel.time_limit
            told = (stated.value, stated.unit and stated.unit.value) if stated else (None, None)
            same_limit = limit == (None, None) or told == limit
            same_fee = fee is None or _letters(fee_text(channel)) == _letters(fee)
            return not full or (same_limit and same_fee)

        found = next((c for c in free if fits(c, full=True)), None)
        near = found or next((c for c in free if fits(c, full=False)), None)
        score.note("channels", near, wanted, same=found is not None, at=at)
        if near is not None:
            free.remove(near)
    for extra in free:
        score.note("channels", extra, None, same=False, at=at)


def _bases(said: Procedure, truth: Truth, score: Score, at: str) -> None:
    told = {basis.number for basis in said.legal_bases if basis.number} - set(truth["legal_bases_mentioned"])
    wanted = set(truth["legal_bases"])
    for number in sorted(told | wanted - {None}, key=str):
        score.note(
            "legal_bases", number if number in told else None, number if number in wanted else None, at=at
        )


def _steps(said: Procedure, truth: Truth, score: Score, at: str) -> None:
    told = [plain(step.text) for step in said.steps]
    wanted = [plain(step) for step in truth["steps"]]
    if not truth["steps_numbered"]:
        score.note("steps", "".join(told), "".join(wanted), at=at)
        return
    for index in range(max(len(told), len(wanted))):
        a = told[index] if index < len(told) else None
        b = wanted[index] if index < len(wanted) else None
        score.note("steps", a, b, at=at)


def score_components(said: Procedure, truth: Truth, score: Score, at: str) -> None:
    """Rows in order: text, quantities, form, and the name of their case."""
    told = [(case.name, row) for case in said.cases for row in case.components]
    wanted = [(case["name"], row) for case in truth["cases"] for row in case["components"]]
    a, b = [plain(row.text) for _, row in told], [plain(row["text"]) for _, row in wanted]
    for op, a0, a1, b0, b1 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if op != "equal":
            for index in range(max(a1 - a0, b1 - b0)):
                left = told[a0 + index][1].text if a0 + index < a1 else None
                right = wanted[b0 + index][1]["text"] if b0 + index < b1 else None
                score.note("components", left, right, same=False, at=at)
            continue
        for (case, row), (name, stated) in zip(told[a0:a1], wanted[b0:b1], strict=True):
            quantities = (row.originals or 0, row.copies or 0)
            score.note("components", row.text, stated["text"], same=True, at=at)
            score.note("quantities", quantities, (stated["originals"] or 0, stated["copies"] or 0), at=at)
            score.note(
                "forms",
                list(row.forms),
                [stated["form"]] if stated["form"] else [],
                same=(
                    plain(stated["form"]) in {plain(form) for form in row.forms}
                    if stated["form"]
                    else not row.forms
                ),
                at=at,
            )
            score.note("cases", case, name, same=plain(case) == plain(name), at=at)


def main(folders: list[str]) -> None:
    """Print all fields, and the differences on the error stream; every format of each folder is read."""
    score = Score()
    for folder in folders:
        for path in sorted(Path(folder).glob("decision.*")):
            score_folder(Path(folder), score, name=path.name)
    for name, found in score.differences.items():
        for line in found[:12]:
            print(f"{name}  {line}", file=sys.stderr)
    print(json.dumps(score.table(), ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main(sys.argv[1:])
