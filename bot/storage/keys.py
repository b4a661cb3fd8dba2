"""What names a chat on disk: a keyed hash instead of its id, and encrypted content.

Everything derives from secrets of 32 random bytes. There is one, and two only while a rotation is
under way: the newest hashes and encrypts, each of them decrypts.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets as random
from collections.abc import Sequence
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

SECRET_BYTES = 32
_NONCE = 12  # bytes, as AES-GCM wants them


@dataclass(frozen=True)
class _Generation:
    hashing: bytes
    cipher: AESGCM


def _generation(secret: bytes) -> _Generation:
    # Two keys from one secret: what hashes ids never encrypts, and the other way round.
    derived = HKDF(SHA256(), 64, salt=None, info=b"jobcenter-bot chats 1").derive(secret)
    return _Generation(derived[:32], AESGCM(derived[32:]))


class Keys:
    """The keys of one moment.

    Args:
        secrets: Newest first, at least one.
    """

    def __init__(self, secrets: Sequence[bytes]) -> None:
        self._generations = tuple(_generation(each) for each in secrets)

    def names_of(self, chat_id: int) -> tuple[str, ...]:
        """Return what stands for a chat in the database, by the newest secret first."""
        text = str(chat_id).encode()
        return tuple(
            hmac.new(each.hashing, text, hashlib.sha256).hexdigest() for each in self._generations
        )

    def seal(self, content: bytes, place: str) -> bytes:
        """Encrypt, bound to a place: moved to another row, it no longer opens."""
        nonce = random.token_bytes(_NONCE)
        return nonce + self._generations[0].cipher.encrypt(nonce, content, place.encode())

    def unseal(self, sealed: bytes, place: str) -> bytes | None:
        """Decrypt; ``None`` for what none of the keys opens."""
        for generation in self._generations:
            try:
                return generation.cipher.decrypt(sealed[:_NONCE], sealed[_NONCE:], place.encode())
            except (InvalidTag, ValueError):
                continue
        return None

    def newest_opens(self, sealed: bytes, place: str) -> bool:
        """Tell whether content is encrypted with the newest secret."""
        try:
            self._generations[0].cipher.decrypt(sealed[:_NONCE], sealed[_NONCE:], place.encode())
        except (InvalidTag, ValueError):
            return False
        return True


def new_secret() -> bytes:
    """Return fresh key material."""
    return random.token_bytes(SECRET_BYTES)
