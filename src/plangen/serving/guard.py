"""Who may ask at all: the token in the address, the host and the origin of a request, and its size.

Everything that is wrong is refused before any page sees it, and nothing is told of what there is.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})
MOST_BYTES = 4_000_000
"""Of what a form may send."""
MOST_UPLOADED = 80_000_000
"""Of Word files sent at once."""
_UPLOADS = re.compile(r"/p/[^/]+/modtag")
"""The addresses that take files."""

_PAGE = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS: Mapping[str, str] = {
    "content-security-policy": _PAGE,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cache-control": "no-store",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}


def new_token() -> str:
    """A token that nobody guesses."""
    return secrets.token_urlsafe(24)


@dataclass(frozen=True)
class Gate:
    """Who is let in. `root`: what stands before the token in addresses, behind a proxy; `hosts`: the names
    that the server may be asked under; none means any, which a proxy in front has to hold."""

    token: str = field(repr=False)
    root: str = ""
    hosts: Collection[str] = LOOPBACK

    @property
    def prefix(self) -> str:
        """What every address of the application begins with."""
        return f"{self.root}/t/{self.token}"


class Guard:
    """Lets requests through to an application, with its addresses behind the token."""

    def __init__(self, app: ASGIApp, gate: Gate) -> None:
        self._app = app
        self._gate = gate

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        refused = self._refused(scope)
        if refused is not None:
            status, why = refused
            await PlainTextResponse(f"{why}\n", status)(scope, receive, _with_headers(send))
            return
        path = self._path(scope) or "/"
        inner = {**scope, "root_path": self._gate.prefix, "path": f"{self._gate.prefix}{path}"}
        inner["raw_path"] = inner["path"].encode("utf-8", "replace")
        await self._app(inner, _counted(receive, _limit(path)), _with_headers(send))

    def _path(self, scope: Scope) -> str | None:
        """The address inside the application; None when the token is not in it."""
        path = str(scope["path"])
        root = self._gate.root
        path = path.removeprefix(root) if root and path.startswith(f"{root}/") else path
        _, _, rest = path.partition("/t/")
        token, slash, inside = rest.partition("/")
        if not path.startswith("/t/") or not secrets.compare_digest(
            token.encode("utf-8", "replace"), self._gate.token.encode()
        ):
            return None
        return f"/{inside}" if slash else "/"

    def _refused(self, scope: Scope) -> tuple[int, str] | None:
        """Why a request goes no further."""
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if self._gate.hosts and _name(host) not in self._gate.hosts:
            return 403, "Serveren svarer ikke under det navn."
        path = self._path(scope)
        if path is None:
            return 404, "Siden findes ikke. Brug den adresse, som plangen serve skrev."
        if scope["method"] not in ("GET", "HEAD", "POST"):
            return 405, "Det kan ikke lade sig gøre her."
        if scope["method"] == "POST":
            if not _is_own(headers, host):
                return 403, "Anmodningen kommer fra en anden side og er afvist."
            length = headers.get("content-length", "0")
            if not length.isdigit() or int(length) > _limit(path):
                return 413, "Det, der blev sendt, fylder for meget."
        return None


def _name(host: str) -> str:
    """A host without its port."""
    name, colon, port = host.rpartition(":")
    return (name if colon and port.isdigit() else host).lower()


def _is_own(headers: Headers, host: str) -> bool:
    """Whether a form was sent from a page of ours. A program that is no browser names no origin."""
    site = headers.get("sec-fetch-site")
    if site is not None and site not in ("same-origin", "none"):
        return False
    origin = headers.get("origin")
    return origin is None or (urlsplit(origin).netloc.lower() == host.lower() and host != "")


def _limit(path: str) -> int:
    return MOST_UPLOADED if _UPLOADS.fullmatch(path) else MOST_BYTES


def _counted(receive: Receive, most: int) -> Receive:
    """What is received, as long as it is not too much."""
    so_far = 0

    async def counted() -> Message:
        nonlocal so_far
        message = await receive()
        so_far += len(message.get("body", b""))
        if so_far > most:
            raise HTTPException(413)
        return message

    return counted


def _with_headers(send: Send) -> Send:
    """Every answer has the headers of safety, unless it has its own."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                if name not in headers:
                    headers[name] = value
        await send(message)

    return sending
