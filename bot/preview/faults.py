"""Trouble on request: slow answers, refusals and broken connections, for tests."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

from bot.preview.api_error import ApiError


@dataclass(frozen=True, slots=True)
class Fault:
    """What goes wrong with one call.

    Attributes:
        code: HTTP status; 0 drops the connection without an answer.
        retry_after: Seconds a 429 asks to wait.
        after: Whether the call is carried out before its answer gets lost.
    """

    code: int
    retry_after: int | None = None
    after: bool = False

    @property
    def error(self) -> ApiError:
        """Return the refusal as the real server words it."""
        if self.code == 429:
            wait = self.retry_after or 1
            return ApiError(f"retry after {wait}", 429, retry_after=wait)
        names = {500: "Internal Server Error", 502: "Bad Gateway", 503: "Service Unavailable"}
        return ApiError(names.get(self.code, "test"), self.code)


@dataclass
class Faults:
    """The trouble planned for the next calls.

    Attributes:
        latency: Seconds every call takes longer.
        poll_latency: Seconds ``getUpdates`` takes longer; ``None`` means as every call.
    """

    latency: float = 0.0
    poll_latency: float | None = None
    _planned: deque[tuple[Fault, frozenset[str]]] = field(default_factory=deque)

    def delay_of(self, method: str) -> float:
        """Return the seconds a call of this method takes longer."""
        if self.poll_latency is not None and method.lower() == "getupdates":
            return self.poll_latency
        return self.latency

    def fail_next(
        self,
        count: int = 1,
        *,
        code: int = 500,
        methods: tuple[str, ...] = (),
        retry_after: int | None = None,
        after: bool = False,
    ) -> None:
        """Plan trouble.

        Args:
            count: For how many calls.
            code: 429, 500, 502 or any other status; 0 drops the connection.
            methods: Only for these methods; for all but ``getUpdates`` where empty.
            retry_after: Seconds a 429 asks to wait, 1 where not given.
            after: Carry the call out, and lose only its answer.
        """
        fault = Fault(code, retry_after, after)
        self._planned.extend([(fault, frozenset(map(str.lower, methods)))] * count)

    def next_for(self, method: str) -> Fault | None:
        """Take the fault planned for this call, if there is one."""
        for position, (fault, methods) in enumerate(self._planned):
            if method.lower() in methods or (not methods and method.lower() != "getupdates"):
                del self._planned[position]
                return fault
        return None
