"""Files the bot sent: kept in memory, handed out by id."""

from __future__ import annotations

import hashlib
import mimetypes
import secrets
from dataclasses import dataclass

from bot.preview.api_error import ApiError, Json
from bot.preview.parameters import Upload

_PNG = b"\x89PNG\r\n\x1a\n"
_PICTURES = ((_PNG, "image/png"), (b"\xff\xd8\xff", "image/jpeg"), (b"GIF8", "image/gif"))


@dataclass(frozen=True, slots=True)
class StoredFile:
    """One file with the path under which the bot finds it again."""

    id: str
    unique_id: str
    path: str
    upload: Upload

    @property
    def info(self) -> Json:
        """Return what every kind of file tells of itself."""
        return {
            "file_id": self.id,
            "file_unique_id": self.unique_id,
            "file_size": len(self.upload.content),
        }


class Files:
    """The files of the preview, by ``file_id`` and by path."""

    def __init__(self) -> None:
        self._by_id: dict[str, StoredFile] = {}
        self._by_path: dict[str, StoredFile] = {}

    def add(self, kind: str, upload: Upload) -> StoredFile:
        """Store an upload under a new id.

        Raises:
            ApiError: 400, it holds no byte.
        """
        if not upload.content:
            raise ApiError("file must be non-empty")
        ending = upload.name.rsplit(".", 1)[-1] if "." in upload.name else "bin"
        path = f"{kind}s/file_{len(self._by_id)}.{ending}"
        unique = hashlib.sha256(upload.content).hexdigest()[:16]
        file = StoredFile(f"BQAC{secrets.token_urlsafe(24)}", unique, path, upload)
        self._by_id[file.id] = self._by_path[path] = file
        return file

    def find(self, file_id: str) -> StoredFile:
        """Return the file with this id.

        Raises:
            ApiError: 400, there is none.
        """
        try:
            return self._by_id[file_id]
        except KeyError:
            raise ApiError("wrong file identifier/HTTP URL specified") from None

    def at(self, path: str) -> StoredFile | None:
        """Return the file at a path, if there is one."""
        return self._by_path.get(path)


def mime_type(upload: Upload) -> str:
    """Return what an upload is, by its own word or by its name."""
    if upload.mime_type and upload.mime_type != "application/octet-stream":
        return upload.mime_type
    return mimetypes.guess_type(upload.name)[0] or "application/octet-stream"


def picture_type(content: bytes) -> str:
    """Return the kind of picture a content is by its first bytes, empty for anything else."""
    for start, kind in _PICTURES:
        if content.startswith(start):
            return kind
    return "image/webp" if content[:4] == b"RIFF" and content[8:12] == b"WEBP" else ""


def picture_size(content: bytes) -> tuple[int, int]:
    """Return width and height of a PNG, a common size for every other picture."""
    if content.startswith(_PNG) and len(content) >= 24:
        return int.from_bytes(content[16:20], "big"), int.from_bytes(content[20:24], "big")
    return 1280, 960
