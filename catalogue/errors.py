"""Every deliberate exception of the catalogue.

    CatalogueError
    ├── UnreadableFile        a file that cannot be read; nothing of it is stored
    │   ├── FileTooLarge      over a limit of importers/limits.py
    │   ├── NoTextLayer       a PDF of page images
    │   ├── HostileFile       bomb, external entity, path outside its folder
    │   ├── ConverterMissing  a format that needs LibreOffice, which is not installed
    │   ├── UnknownSource     no importer recognises it
    │   └── WrongColumns      a table without the columns its kind must have
    ├── IdentityConflict      one file says two different things of one procedure
    ├── CodeNotUnderstood     not a procedure code
    ├── NumberNotUnderstood   not a legal document number
    ├── ParameterNotFound     no value is in force on the day
    ├── RegisterBroken        a row of the register of agencies that does not fit the others
    ├── NotFound              no such procedure, decision, version or finding
    └── DatabaseNotReady      not created, or of another version

A message tells the person who must act what, where, why it matters and what to do.
"""


class CatalogueError(Exception):
    """Something a person can act on; `hint` says what to do."""

    def __init__(self, message: str, *, hint: str | None = None, at: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.at = at


class UnreadableFile(CatalogueError):
    """A file that cannot be read; nothing of it is stored. `code` is an issue code."""

    code = "file-unreadable"


class FileTooLarge(UnreadableFile):
    """Over a limit on size, nesting, ratio or rows."""

    code = "file-too-large"


class HostileFile(UnreadableFile):
    """A bomb, an external entity, a path that leaves its folder."""

    code = "file-hostile"


class ConverterMissing(UnreadableFile):
    """A format that only another program reads, and that program is not installed."""

    code = "converter-missing"


class NoTextLayer(UnreadableFile):
    """A PDF that holds images of pages and no letters."""

    code = "no-text-layer"


class UnknownSource(UnreadableFile):
    """No importer recognises the file."""

    code = "source-unknown"


class WrongColumns(UnreadableFile):
    """A table without the columns that its kind must have."""

    code = "columns-unknown"


class IdentityConflict(UnreadableFile):
    """One file says two different things of one procedure."""

    code = "identity-conflict"


class CodeNotUnderstood(CatalogueError, ValueError):
    """Not a procedure code (mã số thủ tục hành chính)."""


class NumberNotUnderstood(CatalogueError, ValueError):
    """Not a number of a legal document (số hiệu văn bản)."""


class ParameterNotFound(CatalogueError):
    """No value of a parameter is in force on the day."""


class RegisterBroken(CatalogueError):
    """A row of the register of agencies that does not fit the others; nothing is stored."""


class NotFound(CatalogueError):
    """No such procedure, decision, version or finding."""


class DatabaseNotReady(CatalogueError):
    """The database was not created, or by another version."""
