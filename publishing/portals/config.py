"""The description of a portal (cấu hình cổng): one TOML file, with names of secrets, never secrets.

Here: what may stand in it and what is refused. Not here: the way to the portal (the files beside this).
"""

import re
import tomllib
from collections.abc import Mapping
from hashlib import sha256
from ipaddress import ip_address
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import Field, ValidationError, model_validator

from catalogue.errors import CatalogueError
from catalogue.records import Level, Procedure, Record
from catalogue.text import fold
from publishing.portals.shapes import Shape, shapes

VARIABLE = r"^[A-Z_][A-Z0-9_]*$"
"""The name of an environment variable: a secret itself would not look like it."""


class BadPortal(CatalogueError):
    """A description of a portal that cannot be used."""


class Auth(Record):
    """How the portal knows us; every value is the name of an environment variable."""

    scheme: Literal["none", "bearer", "hmac"] = "none"
    token: str | None = Field(default=None, pattern=VARIABLE)
    """bearer: the variable that holds the token."""
    key_id: str | None = Field(default=None, pattern=VARIABLE)
    """hmac: the variable that holds the public name of the key."""
    secret: str | None = Field(default=None, pattern=VARIABLE)
    """hmac: the variable that holds the key."""

    @model_validator(mode="after")
    def _complete(self) -> "Auth":
        needed = {"none": [], "bearer": [self.token], "hmac": [self.key_id, self.secret]}[self.scheme]
        if None in needed:
            raise ValueError("bearer needs token, hmac needs key_id and secret (names of variables)")
        return self


class Pace(Record):
    """How fast, and how patient."""

    per_second: float = Field(default=20, gt=0)
    """Requests a second, of all workers together."""
    workers: int = Field(default=4, ge=1, le=32)
    attempts: int = Field(default=8, ge=1)
    """Of one request, the first included."""
    first_wait: float = Field(default=0.5, ge=0)
    """Seconds before the second attempt; doubled each time."""
    longest_wait: float = Field(default=30, ge=0)
    """Seconds; a portal that asks for more is left, and the work resumed later."""


class Bounds(Record):
    """What a portal may not exceed, and what one plan may not delete without being asked."""

    body_mb: float = Field(default=20, gt=0)
    timeout: float = Field(default=20, gt=0)
    """Seconds without any byte."""
    deadline: float = Field(default=120, gt=0)
    """Seconds for one whole answer."""
    delete_least: int = Field(default=5, ge=0)
    delete_percent: float = Field(default=1, ge=0)
    """A plan may delete the larger of the two, of what the portal shows."""


class Scope(Record):
    """Which procedures of the catalogue belong on the portal; an empty list means all."""

    agencies: tuple[str, ...] = ()
    """Words inside the issuing or a handling agency, compared without case and tone style."""
    sectors: tuple[str, ...] = ()
    levels: tuple[Level, ...] = ()
    codes: tuple[str, ...] = ()
    """Codes, or beginnings of codes."""
    internal: bool = False
    """Thủ tục nội bộ too."""

    def holds(self, record: Procedure) -> bool:
        """Whether a procedure belongs there."""
        agencies = [fold(a) for a in (record.issuing_agency, *record.handling_agencies) if a]
        return (
            (self.internal or record.kind != "internal")
            and (not self.agencies or any(fold(word) in a for word in self.agencies for a in agencies))
            and (not self.sectors or fold(record.sector or "") in {fold(s) for s in self.sectors})
            and (not self.levels or bool(set(self.levels) & set(record.levels)))
            and (not self.codes or record.key.startswith(self.codes))
        )


class ServiceWords(Record):
    """The words of a sync service (LGSP/NGSP); a provider's own are the provider's to tell."""

    unit: str | None = None
    """madonvi: the code of the unit that asks."""
    ticket: str | None = Field(default=None, pattern=VARIABLE)
    """The variable that holds the ticket of the login."""
    list_service: str = "LayDanhSachTTHC"
    read_service: str = "LayThuTuc"
    put_service: str | None = None
    """No public name is known: without it the portal is only read."""
    delete_service: str | None = None
    name_field: str = "service"
    ticket_field: str = "session"
    unit_field: str = "madonvi"
    code_field: str = "maTTHC"
    content_field: str = "data"
    once_field: str = "makhoa"
    """Carries the idempotency key."""


class PortalConfig(Record):
    """One portal (cổng): where it is, what shape it speaks, what belongs on it."""

    name: str = Field(min_length=1)
    kind: Literal["rest", "service", "folder", "list"]
    shape: str = "portal-record"
    url: str | None = None
    path: str | None = None
    """Folder, or list file; relative to the description."""
    code_suffix: str = Field(default="", pattern=r"^([0-9A-Z.]+)?$")
    """What the portal writes behind a code: 000.00.00.H49."""
    surplus: Literal["repealed", "all", "keep"] = "repealed"
    """Delete what the catalogue knows to have ended; all that it does not have; nothing."""
    allow_http: bool = False
    """Without TLS, beyond this machine."""
    ca_file: str | None = None
    proxy: str | None = Field(default=None, pattern=VARIABLE)
    auth: Auth = Auth()
    pace: Pace = Pace()
    bounds: Bounds = Bounds()
    scope: Scope = Scope()
    service: ServiceWords = ServiceWords()

    @model_validator(mode="after")
    def _reachable(self) -> "PortalConfig":
        if self.shape not in shapes():
            raise ValueError(f"shape: {', '.join(shapes())}")
        remote = self.kind in ("rest", "service")
        if remote != (self.url is not None) or remote == (self.path is not None):
            raise ValueError("rest and service have a url and no path; folder and list a path and no url")
        if (self.kind == "list") != (self.shape == "portal-list"):
            raise ValueError("kind list and shape portal-list go together")
        if self.kind == "service" and self.shape != "exchange":
            raise ValueError("kind service speaks shape exchange")
        if self.url is not None:
            _check_url(self.url, allow_http=self.allow_http)
        return self

    @property
    def told_shape(self) -> Shape:
        """The shape it speaks."""
        return shapes()[self.shape]

    @property
    def id(self) -> str:
        """Equal for the same place, shape and scope, whatever the pace."""
        told = self.model_dump_json(
            include={"name", "kind", "shape", "url", "path", "code_suffix", "scope", "surplus"}
        )
        return sha256(told.encode()).hexdigest()[:16]


def _check_url(url: str, *, allow_http: bool) -> None:
    parts = urlsplit(url)
    if parts.username or parts.password:
        raise ValueError("url: no user or password inside; see [auth]")
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise ValueError("url: https://host/path, without ? and #")
    if parts.scheme == "http" and not allow_http and not _is_here(parts.hostname):
        raise ValueError("url: https, or allow_http = true for a network that you trust")


def _is_here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def load(path: Path) -> PortalConfig:
    """The description in a TOML file.

    Raises:
        BadPortal: not TOML, an unknown field, a secret where a name belongs.
    """
    try:
        told = tomllib.loads(path.read_text("utf-8"))
        config = PortalConfig.model_validate(told)
    except OSError as error:
        raise BadPortal(
            f"Không mở được {path}: {error.strerror}.", hint="Kiểm tra đường dẫn của tệp cấu hình."
        ) from error
    except ValidationError as error:
        # input_value is left out: it may be a secret that was pasted into the file
        told_faults = "; ".join(
            f"{'.'.join(map(str, f['loc'])) or 'cấu hình'}: {f['msg']}" for f in error.errors()
        )
        raise BadPortal(
            f"Cấu hình cổng {path.name} sai: {told_faults}.",
            hint="Xem docs/sync.md; mật khẩu, khóa đặt ở biến môi trường, trong tệp chỉ ghi tên biến.",
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        where = re.sub(r"[^\x20-\x7e]", "", str(error))
        raise BadPortal(
            f"{path.name} không phải TOML: {where}.", hint="Xem ví dụ trong docs/sync.md."
        ) from error
    if config.path is None:
        return config
    return config.model_copy(update={"path": str((path.parent / config.path).resolve())})


def secret(name: str | None, environment: Mapping[str, str]) -> str:
    """The value of a named variable.

    Raises:
        BadPortal: it is not set.
    """
    value = environment.get(name or "")
    if not value:
        raise BadPortal(
            f"Chưa đặt biến môi trường {name}.", hint=f"Đặt {name} rồi chạy lại; không ghi vào tệp."
        )
    return value
