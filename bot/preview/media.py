"""Methods for documents, photos and places."""

from __future__ import annotations

from bot.preview.api_error import ApiError, Json
from bot.preview.files import StoredFile, mime_type, picture_size, picture_type
from bot.preview.messages import post, read_caption
from bot.preview.parameters import Parameters
from bot.preview.world import World

_DOCUMENT_LIMIT = 50 * 1024 * 1024
_PHOTO_LIMIT = 10 * 1024 * 1024


def send_document(world: World, call: Parameters) -> Json:
    """Send a file to download."""
    caption = read_caption(call)
    file = _file(world, call, "document", _DOCUMENT_LIMIT)
    document = {
        "file_name": file.upload.name,
        "mime_type": mime_type(file.upload),
        **file.info,
    }
    return post(world, call, {"document": document, **caption})


def send_photo(world: World, call: Parameters) -> Json:
    """Send a picture."""
    caption = read_caption(call)
    file = _file(world, call, "photo", _PHOTO_LIMIT)
    if not picture_type(file.upload.content):
        raise ApiError("IMAGE_PROCESS_FAILED")
    width, height = picture_size(file.upload.content)
    if width + height > 10_000 or max(width, height) > 20 * max(min(width, height), 1):
        raise ApiError("PHOTO_INVALID_DIMENSIONS")
    return post(
        world, call, {"photo": [{**file.info, "width": width, "height": height}], **caption}
    )


def send_location(world: World, call: Parameters) -> Json:
    """Send a point on the map."""
    return post(world, call, {"location": _place(call)})


def send_venue(world: World, call: Parameters) -> Json:
    """Send a point on the map with name and address."""
    place = _place(call)
    title, address = call.text("title").strip(), call.text("address").strip()
    if not title:
        raise ApiError("Venue title must be non-empty")
    if not address:
        raise ApiError("Venue address must be non-empty")
    venue = {"location": place, "title": title, "address": address}
    return post(world, call, {"location": place, "venue": venue})


def get_file(world: World, call: Parameters) -> Json:
    """Return where a file can be fetched."""
    file = world.files.find(call.text("file_id"))
    return {**file.info, "file_path": file.path}


def _file(world: World, call: Parameters, kind: str, limit: int) -> StoredFile:
    """Return the file a call sends: an upload, or one sent before by its id."""
    upload = call.upload(kind)
    if upload is None:
        reference = call.text(kind)
        if not reference or reference.startswith("attach://"):
            raise ApiError(f"there is no {kind} in the request")
        if reference.startswith(("http://", "https://")):
            raise ApiError("failed to get HTTP URL content")
        return world.files.find(reference)
    if len(upload.content) > limit:
        raise ApiError("Request Entity Too Large", 413)
    return world.files.add(kind, upload)


def _place(call: Parameters) -> Json:
    latitude, longitude = call.degrees("latitude"), call.degrees("longitude")
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise ApiError("wrong latitude or longitude specified")
    return {"latitude": latitude, "longitude": longitude}
