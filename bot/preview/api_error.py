"""The refusal of a Bot API call, in the words of the real server."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]

_PREFIXES = {
    400: "Bad Request",
    403: "Forbidden",
    404: "Not Found",
    409: "Conflict",
    429: "Too Many Requests",
}


class ApiError(Exception):
    """A call is refused; bots match on these descriptions, so they are the real ones.

    Args:
        description: What Telegram says, without the prefix that belongs to the code.
        code: HTTP status and ``error_code``.
        retry_after: Seconds to wait, for 429.
    """

    def __init__(self, description: str, code: int = 400, *, retry_after: int | None = None):
        prefix = _PREFIXES.get(code)
        self.description = ": ".join(part for part in (prefix, description) if part)
        self.code = code
        self.retry_after = retry_after
        super().__init__(self.description)

    @property
    def body(self) -> Json:
        """Return the JSON answer of the real server."""
        body: Json = {"ok": False, "error_code": self.code, "description": self.description}
        if self.retry_after is not None:
            body["parameters"] = {"retry_after": self.retry_after}
        return body
