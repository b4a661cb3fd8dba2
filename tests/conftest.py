"""What the tests share: the shipped knowledge, once, and options to narrow the generated cases.

No test reaches the network: whatever a test does, a connection that leaves this machine fails it.
"""

from __future__ import annotations

import ipaddress
import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

# Before numpy is imported: with another number of threads the last bits of what is learnt differ,
# and a check sentence on the edge of a threshold with them.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from bot.matching.live import Known, LiveKnowledge

ROOT = Path(__file__).parent.parent
KNOWLEDGE = ROOT / "knowledge"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--language", help="only generated cases of this language")
    parser.addoption("--topic", help="only generated cases of this topic")


@pytest.fixture(scope="session")
def live(tmp_path_factory: pytest.TempPathFactory) -> LiveKnowledge:
    return LiveKnowledge(KNOWLEDGE, cache=ROOT / ".cache")


@pytest.fixture(scope="session")
def known(live: LiveKnowledge) -> Known:
    return live.current


@pytest.fixture(scope="session", autouse=True)
def only_this_machine() -> Iterator[None]:
    """Refuse every address but loopback, and every name that somebody else would resolve.

    ``pytest.fail`` raises no ``Exception``, so that no patient retry can swallow it.
    """

    def guarded(name: str) -> Any:
        real = getattr(socket.socket, name)

        def guard(self: socket.socket, *args: Any) -> Any:
            if self.family in (socket.AF_INET, socket.AF_INET6):
                _stay_here(args[-1][0])
            return real(self, *args)

        return guard

    look_up = socket.getaddrinfo

    def resolve(host: Any, *args: Any, **more: Any) -> Any:
        if host is not None:  # None is this machine
            _stay_here(host.decode() if isinstance(host, bytes) else host)
        return look_up(host, *args, **more)

    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex", "sendto"):
            patch.setattr(socket.socket, name, guarded(name))
        patch.setattr(socket, "getaddrinfo", resolve)
        yield


def _stay_here(host: str) -> None:
    if host == "localhost":
        return
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        pytest.fail(f"a test wants to reach {host}")
    if not (address.is_loopback or address.is_unspecified):
        pytest.fail(f"a test wants to reach {host}")
