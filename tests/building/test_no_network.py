"""A build of hostile answers opens no socket, and works where there is no network at all."""

from __future__ import annotations

import pytest

from tests.building.elsewhere import EXAMPLE, built_elsewhere


@pytest.mark.heavy
def test_no_socket_is_opened() -> None:
    built = built_elsewhere()
    assert built.seen_of_call.startswith("socket.getaddrinfo"), "the watch sees what is to be seen"
    assert built.seen == ""
    assert built.code == 1, built.err[-2000:]  # required answers are missing, nothing else
    printed = built.out / EXAMPLE / "faelles/samlet_faelles.pdf"
    assert printed.stat().st_size > 10_000
