"""The two clocks of every question: `--as-of` a day, `--known-at` a moment.

Here: which commands take neither, and why; a test walks all of them. What a command does not
take itself is added: `--known-at` by binding the store that it opens to the moment.
"""

import click

from dongian.wiring import known_at_binding

WRITES = "it records something now"
NO_CATALOGUE = "it reads files, or what ships, and no catalogue"
PORTAL = "it compares with a portal as it is now, or tells what was done when"
OWN_DAYS = "it tells all days, each with its own"
OWN_MOMENTS = "it tells when each was recorded"
NO_DAY = "what it lists has a moment and no day in force"

NO_KNOWN_AT = {
    "diff": "each of its two sides names its day and its moment",
    "init": WRITES,
    "import": WRITES,
    "undo": WRITES,
    "redo": WRITES,
    "extract": NO_CATALOGUE,
    "inspect": NO_CATALOGUE,
    "sources": NO_CATALOGUE,
    "demo": NO_CATALOGUE,
    "agencies import": WRITES,
    "appraise": WRITES,
    "calendar import": WRITES,
    "changes since": OWN_MOMENTS,
    "check accept": WRITES,
    "check acts": WRITES,
    "check feedback": WRITES,
    "check rules": NO_CATALOGUE,
    "check undo": WRITES,
    "cost check-workbook": NO_CATALOGUE,
    "decisions redo": WRITES,
    "decisions undo": WRITES,
    "documents compare": NO_CATALOGUE,
    "documents judge": WRITES,
    "documents link": NO_CATALOGUE,
    "documents read": NO_CATALOGUE,
    "judgements import": WRITES,
    "judgements undo": WRITES,
    "measures add": WRITES,
    "measures import": WRITES,
    "measures state": WRITES,
    "forms": NO_CATALOGUE,
    "open": "the link names its day and its moment",
    "parameters import": WRITES,
    "parameters set": WRITES,
    "publish atom": OWN_MOMENTS,
    "publish fields": NO_CATALOGUE,
    "release key": NO_CATALOGUE,
    "release recompute": NO_CATALOGUE,
    "release verify": NO_CATALOGUE,
    "sync apply": PORTAL,
    "sync drift": PORTAL,
    "sync log": PORTAL,
    "sync plan": PORTAL,
    "sync status": PORTAL,
    "sync verify": PORTAL,
    "targets freeze": WRITES,
    "timeliness import": WRITES,
}
"""Commands without `--known-at`, and why."""
NO_AS_OF = {
    "agencies export": "it exports all days, each row with its own",
    "calendar show": OWN_DAYS,
    "check exceptions": NO_DAY,
    "decisions chain": OWN_DAYS,
    "decisions show": OWN_DAYS,
    "issues": NO_DAY,
    "judgements export": NO_DAY,
    "judgements list": NO_DAY,
    "measures export": OWN_DAYS,
    "parameters show": OWN_DAYS,
    "procedures diff": "it is told two days",
    "procedures history": OWN_DAYS,
    "targets list": OWN_DAYS,
}
"""Commands with `--known-at` and without `--as-of`, and why."""


def add_clocks(command: click.Command, path: str) -> None:
    """Give a command, and those below it, `--known-at` where it makes sense and they have it not."""
    if isinstance(command, click.Group):
        for name, below in command.commands.items():
            add_clocks(below, f"{path} {name}")
        return
    taken = {option for param in command.params for option in param.opts}
    if path not in NO_KNOWN_AT and "--known-at" not in taken:
        command.params.append(known_at_binding())
