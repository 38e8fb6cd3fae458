"""The server that `plangen serve` starts: bound before its address is told, so that the address answers."""

from __future__ import annotations

import contextlib
import socket
import threading
import webbrowser
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import uvicorn
from starlette.types import ASGIApp

from plangen.findings import SystemRefusal, reason_of


@dataclass(frozen=True)
class Endpoint:
    """Where the server is reached. `port`: 0 for any that is free."""

    host: str = "127.0.0.1"
    port: int = 0


@contextlib.contextmanager
def bound(address: Endpoint) -> Iterator[socket.socket]:
    """A socket that listens at the address. Raises `SystemRefusal` when the system refuses it."""
    family = socket.AF_INET6 if ":" in address.host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((address.host, address.port))
            listener.listen(128)  # who comes before the server is ready waits
        except OSError as error:
            where = f"{address.host}:{address.port}"
            unknown = isinstance(error, socket.gaierror)
            reason = "navnet findes ikke på netværket" if unknown else reason_of(error)
            raise SystemRefusal(
                f"Serveren kan ikke bruge {where}: {reason}.",
                "Vælg en anden port med --port, eller en anden adresse med --host.",
            ) from error
        yield listener
    finally:
        listener.close()


def run(app: ASGIApp, listener: socket.socket) -> None:
    """Serves until it is stopped."""
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        ws="none",
        timeout_graceful_shutdown=5,
    )
    uvicorn.Server(config).run(sockets=[listener])


def open_later(url: str, open_page: Callable[[str], object] = webbrowser.open) -> None:
    """Opens the page in a browser as soon as the server answers."""
    timer = threading.Timer(0.5, open_page, [url])
    timer.daemon = True
    timer.start()
