"""That no test reaches the network: the fixture refuses, and can be seen to."""

from __future__ import annotations

import asyncio
import socket
import urllib.request
from contextlib import closing

import httpx
import pytest

ELSEWHERE = "192.0.2.1"  # kept for documentation, so that nobody is ever there
REFUSED = pytest.fail.Exception


@pytest.mark.parametrize("host", [ELSEWHERE, "2001:db8::1", "8.8.8.8", "0127.0.0.1.example"])
def test_an_address_elsewhere_is_refused(host: str) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with closing(socket.socket(family)) as plain:
        plain.settimeout(0.1)
        with pytest.raises(REFUSED):
            plain.connect((host, 443))
        with pytest.raises(REFUSED):
            plain.connect_ex((host, 443))


def test_a_datagram_elsewhere_is_refused() -> None:
    with closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as plain:
        with pytest.raises(REFUSED):
            plain.sendto(b"x", (ELSEWHERE, 53))
        with pytest.raises(REFUSED):
            plain.sendto(b"x", 0, (ELSEWHERE, 53))


def test_a_name_is_not_looked_up() -> None:
    with pytest.raises(REFUSED):
        socket.getaddrinfo("api.telegram.org", 443)


def test_neither_httpx_nor_asyncio_nor_urllib_gets_out() -> None:
    with pytest.raises(REFUSED):
        httpx.get(f"http://{ELSEWHERE}/", timeout=0.1)
    with pytest.raises(REFUSED):
        urllib.request.urlopen(f"http://{ELSEWHERE}/", timeout=0.1)
    with pytest.raises(REFUSED):
        asyncio.run(asyncio.wait_for(asyncio.open_connection(ELSEWHERE, 80), 0.5))


def test_this_machine_is_reached() -> None:
    with (
        closing(socket.create_server(("127.0.0.1", 0))) as server,
        closing(socket.create_connection(("localhost", server.getsockname()[1]), 1)) as client,
    ):
        assert client.getpeername()[0] == "127.0.0.1"
