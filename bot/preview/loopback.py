"""This machine and no other: the socket to listen on and the hosts that name it."""

from __future__ import annotations

import os
import socket
from urllib.parse import urlsplit

_HOSTS = frozenset({"127.0.0.1", "localhost"})


def is_own_host(host: str) -> bool:
    """Tell whether a ``Host`` header names this machine."""
    try:
        return urlsplit(f"//{host}").hostname in _HOSTS
    except ValueError:
        return False


def listen(port: int) -> socket.socket:
    """Open a socket on 127.0.0.1; 0 takes any free port.

    Tornado's own helper leaves its socket open when the port is taken, so this is done by hand.

    Raises:
        OSError: The port is taken or not allowed.
    """
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        if os.name != "nt":  # There it would let two programs share the port.
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.setblocking(False)
        listener.bind(("127.0.0.1", port))
        listener.listen(128)
    except OSError:
        listener.close()
        raise
    return listener
