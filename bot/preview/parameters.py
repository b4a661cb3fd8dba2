"""The parameters of a call, however they were sent: address, form, JSON or multipart."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from tornado.escape import to_unicode
from tornado.httputil import HTTPServerRequest

from bot.preview.api_error import ApiError, Json

_JSON_FIELDS = frozenset(
    [
        "reply_markup",
        "entities",
        "caption_entities",
        "commands",
        "scope",
        "menu_button",
        "allowed_updates",
        "link_preview_options",
        "reply_parameters",
        "message_ids",
    ]
)
_NUMBERS = frozenset(["chat_id", "message_id", "offset", "limit", "timeout", "user_id"])


@dataclass(frozen=True, slots=True)
class Upload:
    """A file sent with a call."""

    name: str
    content: bytes
    mime_type: str


@dataclass(frozen=True, slots=True)
class Parameters:
    """The fields of one call: text values as the real server keeps them, and uploads."""

    fields: dict[str, str] = field(default_factory=dict)
    uploads: dict[str, Upload] = field(default_factory=dict)

    def text(self, name: str, default: str = "") -> str:
        """Return a field as text."""
        return self.fields.get(name, default)

    def flag(self, name: str) -> bool:
        """Return a field as yes or no."""
        return self.fields.get(name, "").lower() in ("true", "yes", "1")

    def number(self, name: str, default: int = 0) -> int:
        """Return a field as a whole number, the default for anything else."""
        try:
            return int(self.fields.get(name, default))
        except ValueError:
            return default

    def degrees(self, name: str) -> float:
        """Return a coordinate.

        Raises:
            ApiError: 400, it is missing or no number.
        """
        try:
            return float(self.fields[name])
        except KeyError:
            raise ApiError(f"{name} is empty") from None
        except ValueError:
            raise ApiError(f"{name} is invalid") from None

    def json(self, name: str) -> Any:
        """Return a field read as JSON, ``None`` where it is missing or empty.

        Raises:
            ApiError: 400, the field holds no JSON.
        """
        source = self.fields.get(name, "")
        if not source:
            return None
        try:
            return json.loads(source)
        except ValueError:
            what = name.replace("_", " ")
            raise ApiError(f"can't parse {what} JSON object") from None

    def objects(self, name: str) -> list[Any] | None:
        """Return a field that holds a JSON list, ``None`` where it is missing."""
        value = self.json(name)
        if value is not None and not isinstance(value, list):
            raise ApiError(f'field "{name}" must be of type Array')
        return value

    def upload(self, name: str) -> Upload | None:
        """Return the file sent as this field, directly or as ``attach://other``."""
        reference = self.fields.get(name, "")
        if reference.startswith("attach://"):
            return self.uploads.get(reference.removeprefix("attach://"))
        return self.uploads.get(name)

    def readable(self) -> Json:
        """Return the fields for a test to compare: numbers and JSON decoded, files by name."""
        values: Json = {name: upload.name for name, upload in self.uploads.items()}
        for name, value in self.fields.items():
            if name in _NUMBERS and value.lstrip("-").isdecimal():
                values[name] = int(value)
            elif name in _JSON_FIELDS:
                try:
                    values[name] = json.loads(value)
                except ValueError:
                    values[name] = value
            else:
                values[name] = value
        return values


def read_parameters(request: HTTPServerRequest) -> Parameters:
    """Collect what a request carries; the body wins over the address.

    Raises:
        ApiError: 400, the body claims to be JSON and is not, or holds no object.
    """
    fields = {name: to_unicode(values[-1]) for name, values in request.arguments.items() if values}
    uploads = {
        name: Upload(files[-1].filename, files[-1].body, files[-1].content_type)
        for name, files in request.files.items()
        if files
    }
    if request.headers.get("Content-Type", "").startswith("application/json") and request.body:
        fields |= json_fields(request.body)
    return Parameters(fields, uploads)


def json_fields(body: bytes) -> dict[str, str]:
    """Flatten a JSON object to text values, as the real server does."""
    try:
        values = json.loads(body)
    except ValueError:
        raise ApiError("can't parse JSON object") from None
    if not isinstance(values, dict):
        raise ApiError("object expected")
    return {
        name: value if isinstance(value, str) else json.dumps(value)
        for name, value in values.items()
        if value is not None
    }
