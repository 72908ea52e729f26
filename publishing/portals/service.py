"""The national sync service (trục LGSP/NGSP): one address, the name of a service inside the message.

    {"service": "LayDanhSachTTHC", "session": ticket, "madonvi": unit}                  → rows with MATTHC
    {"service": "LayThuTuc", "maTTHC": code, …}                                         → the content

There is no feed of changes and no tag: what has changed is seen by reading everything. No public service
takes a procedure; where a provider has one, its name stands in the description of the portal.
"""

import json
from hashlib import sha256
from typing import Any

from publishing.portals.base import PortalGarbled, PortalRefused, ReadOnly, Shown, Steady, keyed
from publishing.portals.config import PortalConfig, secret
from publishing.portals.exchange import words
from publishing.portals.http import Http

DEEPEST = 4


class ServicePortal:
    """A portal behind the sync service."""

    wave = 64

    def __init__(self, config: PortalConfig, http: Http, environment: dict[str, str]) -> None:
        self.config = config
        self.http = http
        self.workers = config.pace.workers
        told = config.service
        self._head = {told.unit_field: told.unit} if told.unit else {}
        if told.ticket:
            self._head[told.ticket_field] = secret(told.ticket, environment)
        self._spelled: dict[str, str] = {}

    def _ask(self, service: str, **said: Any) -> tuple[Any, bytes]:
        asked = {self.config.service.name_field: service, **self._head, **said}
        body = json.dumps(asked, ensure_ascii=False).encode()
        answer = self.http.call("POST", self.config.url or "", body=body)
        if answer.status == 404:
            raise PortalRefused(
                f"Không có dịch vụ tại {self.config.url}.", hint="Kiểm tra url trong cấu hình."
            )
        return _unwrapped(answer.body, service), answer.body

    def marks(self, steady: Steady) -> dict[str, str | None]:
        """The codes of the list; the service has no tags."""
        rows, _ = steady(lambda: self._ask(self.config.service.list_service))
        codes = [str(row["MATTHC"]) for row in rows if isinstance(row, dict) and row.get("MATTHC")]
        self._spelled = keyed(codes)
        return dict.fromkeys(self._spelled)

    def _code(self, key: str) -> str:
        suffix = self.config.code_suffix
        return self._spelled.get(key) or (f"{key}.{suffix}" if suffix else key)

    def read(self, key: str) -> Shown | None:
        """LayThuTuc of one procedure."""
        rows, body = self._ask(
            self.config.service.read_service, **{self.config.service.code_field: self._code(key)}
        )
        return Shown(key, body, sha256(body).hexdigest()) if rows else None

    def ready(self, *, puts: bool, deletes: bool) -> None:
        """The provider's services must be named."""
        told = self.config.service
        if puts and told.put_service is None:
            raise self._read_only("ghi thủ tục", "put_service")
        if deletes and told.delete_service is None:
            raise self._read_only("gỡ thủ tục", "delete_service")

    def put(self, key: str, data: bytes, *, once: str, expected: str | None) -> str:  # noqa: ARG002 - no conditions
        """The provider's own service, where it has one."""
        told = self.config.service
        if told.put_service is None:
            raise self._read_only("ghi thủ tục", "put_service")
        (item,) = json.loads(data)["result"]
        self._ask(told.put_service, **{told.content_field: item, told.once_field: once})
        shown = self.read(key)
        return shown.token if shown else ""

    def delete(self, key: str, *, once: str, expected: str | None) -> None:  # noqa: ARG002 - no conditions
        """The provider's own service, where it has one."""
        told = self.config.service
        if told.delete_service is None:
            raise self._read_only("gỡ thủ tục", "delete_service")
        self._ask(told.delete_service, **{told.code_field: self._code(key), told.once_field: once})

    def _read_only(self, act: str, field: str) -> ReadOnly:
        return ReadOnly(
            f"Cấu hình không nêu dịch vụ {act}; cổng “{self.config.name}” chỉ đọc và đối chiếu được.",
            hint=f"Ghi tên dịch vụ vào service.{field} theo tài liệu của đơn vị cung cấp, "
            'hoặc ghi ra thư mục: kind = "folder".',
        )

    def flush(self) -> None:
        """Every answer was durable."""

    def close(self) -> None:
        """Close all connections."""
        self.http.close()


def _unwrapped(body: bytes, service: str) -> list[Any]:
    """The rows of an answer, also where it is JSON inside a string; an error of the service is told."""
    try:
        value: Any = json.loads(body)
        for _ in range(DEEPEST):
            code = str(value.get("error_code", "")) if isinstance(value, dict) else ""
            if code not in words()["words"]["fine"]:
                raise PortalRefused(
                    f"{service}: dịch vụ báo lỗi {code}: {str(value.get('message', ''))[:120]}.",
                    hint="Phiên đăng nhập có thể đã hết hạn; lấy phiên mới vào biến môi trường.",
                )
            if isinstance(value, str):
                value = json.loads(value)
            elif isinstance(value, dict):
                value = next((value[k] for k in words()["words"]["envelope"] if value.get(k)), [])
            else:
                break
    except (ValueError, RecursionError) as error:
        raise PortalGarbled(f"{service}: trả lời không phải JSON.", data=body[:200]) from error
    if not isinstance(value, list):
        raise PortalGarbled(f"{service}: trả lời không có danh sách kết quả.", data=body[:200])
    return value
