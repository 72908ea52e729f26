"""Writes the pages that only repeat what the code says: docs/cli.md and docs/issues.md.

Run `python docs/reference.py` after changing a command or an issue code; a test compares.
"""

import sys
from pathlib import Path

import click

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from catalogue.issues import issue_codes
from dongian import language

HERE = Path(__file__).resolve().parent
SEVERITY = {"error": "not taken", "warning": "doubtful", "note": "repaired"}


def cli_page() -> str:
    """Every command with its arguments and options, in English."""
    language.use("en")
    from dongian.cli import COMMANDS, cli

    out = ["# Command line", "", CLI_HEAD, ""]
    context = click.Context(cli, info_name="dongian")
    for name in COMMANDS:
        command = cli.get_command(context, name)
        if command is None:
            raise LookupError(name)
        out += _command(command, f"dongian {name}", COMMANDS[name][2])
    return "\n".join(out).rstrip() + "\n"


CLI_HEAD = """Results go to standard output, log and progress to standard error. Exit status: 0 done, 1 done with
errors or blocked, 2 wrong usage. Every command takes `--database URL` (or the environment variable
`DONGIAN_DATABASE`; default `sqlite:///dongian.db`), `--json`, `--lang vi|en` and `--debug`, before or after its
name. This page is written from the code (`python docs/reference.py`)."""

COMMON = {"--database", "--json", "--lang", "--debug", "--help"}


def _command(command: click.Command, title: str, about: str | None) -> list[str]:
    if isinstance(command, click.Group):
        out = [f"## {title}", "", about or "", ""]
        own = [p for p in command.params if isinstance(p, click.Option) and not set(p.opts) & COMMON]
        out += [f"- `{', '.join(option.opts)}`: {option.help or ''}" for option in own]
        out += [""] if own else []
        for name, below in sorted(command.commands.items()):
            out += _command(below, f"{title} {name}", below.help)
        return out
    level = "##" if title.count(" ") == 1 else "###"
    arguments = " ".join(
        p.make_metavar(click.Context(command)) for p in command.params if isinstance(p, click.Argument)
    )
    out = [f"{level} {title}", "", f"    {title} {arguments}".rstrip(), "", about or command.help or "", ""]
    options = [p for p in command.params if isinstance(p, click.Option) and not set(p.opts) & COMMON]
    out += [f"- `{', '.join(option.opts)}`: {option.help or ''}" for option in options]
    return [*out, ""] if options else out


def issues_page() -> str:
    """Every issue code with what it means and what to do."""
    out = [
        "# Issue codes",
        "",
        ISSUES_HEAD,
        "",
        "| code | severity | meaning | tiếng Việt | việc cần làm |",
        "|---|---|---|---|---|",
    ]
    for code, told in sorted(issue_codes().items()):
        out.append(
            f"| `{code}` | {told.severity} ({SEVERITY[told.severity]}) | {told.en} | {told.vi} | {told.do} |"
        )
    return "\n".join(out) + "\n"


ISSUES_HEAD = """What an import or a check could not trust. The list is closed (`catalogue/lookups/issues.toml`); a code is
never reused. `dongian issues` lists them, the most serious first. This page is written from the code."""

PAGES = {"cli.md": cli_page, "issues.md": issues_page}

if __name__ == "__main__":
    stale = [name for name, page in PAGES.items() if (HERE / name).read_text("utf-8") != page()]
    if "--check" in sys.argv:
        sys.exit(f"stale: {', '.join(stale)}; run: python docs/reference.py" if stale else 0)
    for name in stale:
        (HERE / name).write_text(PAGES[name](), "utf-8")
