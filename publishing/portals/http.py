"""HTTP to a portal: who we are, how long we wait, how much we take, and what each answer means.

No retry here (publishing/sync/patience.py). TLS is verified; a redirect is followed only for reading and
only on the same host; nothing of the environment is used but what the description names.

Signed requests (hmac): X-Signature is the hex HMAC-SHA256 of METHOD, path with query, X-Timestamp and the
hex SHA-256 of the body, one a line.
"""

import hmac
import ssl
from base64 import b64encode
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from time import monotonic
from urllib.parse import urljoin, urlsplit

import httpx

from publishing.portals.base import PortalBusy, PortalChanged, PortalError, PortalRefused, PortalUnreachable
from publishing.portals.config import BadPortal, PortalConfig, secret

MB = 1024 * 1024
REDIRECTS = 3
CHANGED, BUSY = (409, 412), (429, 503)


@dataclass(frozen=True)
class Answer:
    """A whole answer of a portal."""

    status: int
    headers: httpx.Headers
    body: bytes


class Http:
    """Calls to one portal; may be used from several threads."""

    def __init__(
        self, config: PortalConfig, *, environment: Mapping[str, str], moment: Callable[[], float]
    ) -> None:
        self.config = config
        self.moment = moment
        """Seconds since 1970, for signatures."""
        auth = config.auth
        self._token = secret(auth.token, environment) if auth.scheme == "bearer" else None
        self._key_id = secret(auth.key_id, environment) if auth.scheme == "hmac" else ""
        self._secret = secret(auth.secret, environment) if auth.scheme == "hmac" else None
        self.client = httpx.Client(
            timeout=config.bounds.timeout,
            verify=_trust(config),
            trust_env=False,
            follow_redirects=False,
            proxy=secret(config.proxy, environment) if config.proxy else None,
            limits=httpx.Limits(max_connections=config.pace.workers, keepalive_expiry=15),
            headers={"User-Agent": "dongian", "Accept": "application/json"},
        )

    def close(self) -> None:
        """Close all connections."""
        self.client.close()

    def call(
        self, method: str, url: str, *, body: bytes = b"", headers: Mapping[str, str] | None = None
    ) -> Answer:
        """One request; a whole answer of 2xx, or 404.

        Raises:
            PortalError: or one of its leaves.
        """
        for _ in range(REDIRECTS + 1):
            answer = self._once(method, url, body, dict(headers or {}))
            if not 300 <= answer.status < 400:
                break
            url = self._next(method, url, answer)
        if answer.status == 404 or 200 <= answer.status < 300:
            return answer
        raise _failure(method, url, answer, hide=(self._token, self._secret))

    def _next(self, method: str, url: str, answer: Answer) -> str:
        target: str = urljoin(url, str(answer.headers.get("location", "")))
        same = urlsplit(target)[:2] == urlsplit(url)[:2]
        if method not in ("GET", "HEAD") or not same:
            raise PortalRefused(
                f"Cổng chuyển hướng {method} {url} sang {urlsplit(target).netloc or '?'}; không đi theo.",
                hint="Sửa url trong cấu hình thành địa chỉ đúng của cổng.",
            )
        return target

    def _once(self, method: str, url: str, body: bytes, headers: dict[str, str]) -> Answer:
        headers |= self._signed(method, url, body)
        if body:
            digest = b64encode(sha256(body).digest()).decode()
            headers |= {
                "Content-Type": "application/json; charset=utf-8",
                "Content-Digest": f"sha-256=:{digest}:",
            }
        most, until = int(self.config.bounds.body_mb * MB), monotonic() + self.config.bounds.deadline
        try:
            with self.client.stream(method, url, content=body or None, headers=headers) as answer:
                parts, size = [], 0
                for part in answer.iter_bytes():
                    size += len(part)
                    if size > most:
                        raise PortalRefused(
                            f"{method} {url}: trả lời dài hơn {self.config.bounds.body_mb:g} MB.",
                            hint="Nâng bounds.body_mb nếu cổng thật sự trả lời dài như vậy.",
                        )
                    if monotonic() > until:
                        raise PortalUnreachable(
                            f"{method} {url}: quá {self.config.bounds.deadline:g} giây chưa trả lời xong."
                        )
                    parts.append(part)
                return Answer(answer.status_code, answer.headers, b"".join(parts))
        except (httpx.HTTPError, httpx.StreamError, ssl.SSLError, OSError) as error:
            raise PortalUnreachable(
                f"{method} {url}: {_why(error)}.", hint="Kiểm tra mạng và máy chủ của cổng rồi chạy lại."
            ) from error

    def _signed(self, method: str, url: str, body: bytes) -> dict[str, str]:
        if self._token is not None:
            return {"Authorization": f"Bearer {self._token}"}
        if self._secret is None:
            return {}
        parts, stamp = urlsplit(url), str(int(self.moment()))
        target = parts.path + (f"?{parts.query}" if parts.query else "")
        told = "\n".join([method, target, stamp, sha256(body).hexdigest()])
        mark = hmac.new(self._secret.encode(), told.encode(), sha256).hexdigest()
        return {"X-Key-Id": self._key_id, "X-Timestamp": stamp, "X-Signature": mark}


def _trust(config: PortalConfig) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=config.ca_file)
    except OSError as error:
        raise BadPortal(
            f"Không đọc được ca_file: {error.strerror}.", hint="Kiểm tra đường dẫn tệp chứng thư."
        ) from error


def _why(error: Exception) -> str:
    if isinstance(error, httpx.TimeoutException):
        return "hết thời gian chờ"
    if isinstance(error, httpx.RemoteProtocolError):
        return "trả lời bị cắt giữa chừng"
    return f"không kết nối được ({type(error).__name__})"


def _failure(method: str, url: str, answer: Answer, *, hide: Iterable[str | None]) -> PortalError:
    said = " ".join(answer.body[:200].decode("utf-8", "replace").split())
    for word in filter(None, hide):
        said = said.replace(word, "…")  # some servers repeat what they were sent, and messages go into logs
    told = f"{method} {url}: cổng trả lời {answer.status}{f' “{said}”' if said else ''}."
    if answer.status in BUSY:
        after = answer.headers.get("retry-after", "")
        return PortalBusy(told, after=float(after) if after.isdigit() else None)
    if answer.status in CHANGED:
        return PortalChanged(told, hint="Cổng đã bị sửa sau khi lập kế hoạch; lập kế hoạch mới.")
    if answer.status >= 500 or answer.status == 408:
        return PortalUnreachable(told, hint="Máy chủ của cổng đang lỗi; chạy lại sau.")
    hint = (
        "Kiểm tra khóa truy cập ở biến môi trường."
        if answer.status in (401, 403)
        else "Hỏi đơn vị quản trị cổng."
    )
    return PortalRefused(told, hint=hint)
