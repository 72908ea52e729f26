"""The command starts quickly: nothing heavy is loaded before it is needed."""

import subprocess
import sys

HEAVY = ("numpy", "scipy", "sklearn", "sqlalchemy", "sqlmodel", "networkx", "lxml", "rich.table", "pydantic")


def test_help_loads_nothing_heavy() -> None:
    told = (
        "import sys; from dongian.cli import cli; cli.main(['--help'], standalone_mode=False)\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"
    assert "import" in done.stdout
