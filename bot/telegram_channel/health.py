"""Health and readiness: addresses that a container or a monitor asks, on the loopback only.

Beside them lie the figures for Prometheus. Nothing here tells anything about anyone.
"""

from __future__ import annotations

import logging
from collections.abc import Callable

from tornado.httpserver import HTTPServer
from tornado.web import Application, RequestHandler

from bot.telegram_channel.figures import CONTENT_TYPE, Figures
from bot.telegram_channel.state import ChannelState

logger = logging.getLogger(__name__)

SILENT = 120.0
"""Seconds without an answer from Telegram after which polling counts as broken; a poll lasts 10."""


def ailments(state: ChannelState, *, polling: bool) -> list[str]:
    """Return what keeps the bot from serving clients; empty where it is healthy.

    Args:
        state: How the channel is doing.
        polling: Whether it fetches messages itself; by webhook, a quiet night is no ailment.
    """
    found = []
    if state.rejected:
        found.append("token-rejected")
    if polling and state.silent_for > SILENT:
        found.append("telegram-silent")
    return found


def shortcomings(state: ChannelState, *, polling: bool) -> list[str]:
    """Return what keeps the bot from taking messages right now; empty where it is ready."""
    found = ailments(state, polling=polling)
    return found if state.ready else ["not-serving", *found]


class HealthServer:
    """Listens for those who watch over the bot.

    Args:
        host: A loopback address.
        port: Port to listen on.
        state: How the channel is doing.
        figures: For ``/metrics``.
        polling: Whether the bot fetches messages itself.
    """

    def __init__(
        self, host: str, port: int, *, state: ChannelState, figures: Figures, polling: bool
    ) -> None:
        self._host, self._port = host, port
        healthy = {"verdict": lambda: ailments(state, polling=polling)}
        ready = {"verdict": lambda: shortcomings(state, polling=polling)}
        application = Application(
            [
                (r"/healthz|/gesund", _Verdict, healthy),
                (r"/readyz|/bereit", _Verdict, ready),
                ("/metrics", _Metrics, {"figures": figures}),
            ],
            log_function=lambda _: None,
        )
        self._server = HTTPServer(application, max_body_size=1000)

    def start(self) -> None:
        """Begin to listen.

        Raises:
            OSError: The port is taken or may not be used.
        """
        self._server.listen(self._port, self._host)
        logger.info("health=listening port=%d", self._port)

    async def stop(self) -> None:
        """Stop listening."""
        self._server.stop()
        await self._server.close_all_connections()


class _Verdict(RequestHandler):
    def initialize(self, verdict: Callable[[], list[str]]) -> None:
        self._verdict = verdict

    def get(self) -> None:
        found = self._verdict()
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        if found:
            self.set_status(503)
        self.finish("\n".join(found or ["ok"]) + "\n")


class _Metrics(RequestHandler):
    def initialize(self, figures: Figures) -> None:
        self._figures = figures

    def get(self) -> None:
        self.set_header("Content-Type", CONTENT_TYPE)
        self.finish(self._figures.text())
