"""Addresses in texts and buttons: which ones Telegram accepts."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from bot.preview.api_error import ApiError, Json

_HOST = re.compile(
    r"(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_]{2,}|\d{1,3}(?:\.\d{1,3}){3}", re.UNICODE
)
_PROTOCOL = re.compile(r"([a-zA-Z][a-zA-Z0-9+.\-]*)://")
_USER = re.compile(r"tg://user/?\?id=(\d+)", re.IGNORECASE)


def checked_link(url: str) -> str:
    """Return the address as Telegram stores it, or an empty text where it accepts none."""
    return "" if link_fault(url) else _completed(url)


def link_fault(url: str) -> str:
    """Say what Telegram finds wrong with an address; an empty text when nothing is.

    Accepts http, https, tg and ton; an address without protocol counts as http. A host needs a
    dot, so ``http://localhost`` is refused.
    """
    url = url.strip()
    if not url:
        return "URL host is empty"
    protocol = _PROTOCOL.match(url)
    if protocol and protocol[1].lower() in ("tg", "ton"):
        return ""
    if protocol and protocol[1].lower() not in ("http", "https"):
        return "Unsupported URL protocol"
    try:
        parts = urlsplit(_completed(url))
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return "Wrong port number specified in the URL"
    if not host:
        return "URL host is empty"
    if not _HOST.fullmatch(host) or port == 0 or re.search(r"\s", url):
        return "Wrong HTTP URL"
    return ""


def button_link(url: str) -> str:
    """Return a button's address.

    Raises:
        ApiError: 400, the address is none that Telegram accepts.
    """
    fault = link_fault(url)
    if fault:
        raise ApiError(f"inline keyboard button URL '{url}' is invalid: {fault}")
    return _completed(url)


def user_of(url: str) -> Json | None:
    """Return the user a ``tg://user?id=…`` link mentions."""
    found = _USER.fullmatch(url)
    return {"id": int(found[1]), "is_bot": False, "first_name": ""} if found else None


def _completed(url: str) -> str:
    url = url.strip()
    if not _PROTOCOL.match(url):
        url = f"http://{url}"
    scheme, rest = url.split("://", 1)
    host, slash, path = rest.partition("/")
    return f"{scheme.lower()}://{host}/{path}" if slash or scheme != "tg" else url
