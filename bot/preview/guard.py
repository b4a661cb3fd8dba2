"""Who may ask: only this machine, and in a browser only the preview's own page."""

from __future__ import annotations

import logging
from types import TracebackType

from tornado.web import HTTPError, RequestHandler

from bot.preview.loopback import is_own_host

logger = logging.getLogger(__name__)

_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(self), camera=(), microphone=()",
    "Cache-Control": "no-store",
    "Server": "jobcenter-bot preview",
}


class GuardedHandler(RequestHandler):
    """Refuses other hosts (DNS rebinding) and other sites (forged requests) with 403."""

    #: Whether this answers with the page itself, which any site may link to.
    is_page = False

    def set_default_headers(self) -> None:
        """Allow nothing but what the page brings itself."""
        for name, value in _HEADERS.items():
            self.set_header(name, value)

    def prepare(self) -> None:
        """Look at who asks before anything is read or done."""
        if not is_own_host(self.request.host):
            raise HTTPError(403, "only 127.0.0.1 and localhost")
        origin = self.request.headers.get("Origin")
        if origin is not None and origin != f"http://{self.request.host}":
            raise HTTPError(403, "another site")
        if self.request.headers.get("Sec-Fetch-Site", "none") not in ("none", "same-origin"):
            if self.request.headers.get("Sec-Fetch-Mode") == "navigate" and self.is_page:
                return  # A link to the page itself may stand anywhere; it changes nothing.
            raise HTTPError(403, "another site")

    def write_error(self, status_code: int, **_: object) -> None:
        """Answer a refusal in one plain line."""
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(f"{status_code} {self._reason}\n")

    def log_exception(
        self,
        typ: type[BaseException] | None,
        value: BaseException | None,
        tb: TracebackType | None,
    ) -> None:
        """Log our own faults only, and never the address: it may hold a text or a chat's id."""
        if not isinstance(value, HTTPError) and typ and value:
            logger.error("preview request failed", exc_info=(typ, value, tb))
