"""A file that nobody can read or change without its key: sealed in chunks, their order and the end sealed with them.

The construction is STREAM (Hoang, Reyhanitabar, Rogaway, Vizár 2015) with AES-256-GCM: each file has a key of its own,
derived from a ring's key and a random salt; the nonce of a chunk is its number and whether it is the last; the head
of the file is authenticated with every chunk. A chunk that was changed, moved, doubled or left out does not open, and a
file that was cut off has no last chunk.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from gavn.kernel.clock import secret_bytes
from gavn.kernel.errors import Refused
from gavn.works.gateways.keyring import KEY_ID, RingKey

VERSION = 2
NAME = b"gavn-copy"
MAGIC = NAME + bytes([VERSION])
SALT, TAG = 32, 16
HEAD = len(MAGIC) + KEY_ID + SALT
CHUNK = 1 << 16


class Chunks:
    """The cipher of one file: the same for who writes and who reads."""

    def __init__(self, secret: bytes, head: bytes) -> None:
        salt = head[-SALT:]
        self._cipher = AESGCM(HKDF(algorithm=hashes.SHA256(), length=32, salt=salt, info=MAGIC).derive(secret))
        self._head = head
        self.number = 0

    def _nonce(self, last: bool) -> bytes:
        return self.number.to_bytes(11, "big") + bytes([last])

    def close(self, clear: bytes, *, last: bool) -> bytes:
        """The next chunk, sealed."""
        closed = self._cipher.encrypt(self._nonce(last), clear, self._head)
        self.number += 1
        return closed

    def open(self, closed: bytes, *, last: bool) -> bytes:
        """The next chunk in clear."""
        try:
            clear = self._cipher.decrypt(self._nonce(last), closed, self._head)
        except (InvalidTag, ValueError) as wrong:
            raise Refused(
                "The copy is damaged at chunk {number}: it was changed, cut off or put together from others.",
                number=self.number + 1,
            ) from wrong
        self.number += 1
        return clear


class Closing(io.RawIOBase):
    """Takes clear bytes and writes sealed chunks; without ``finish`` the file has no end and does not open."""

    def __init__(self, out: BinaryIO, key: RingKey) -> None:
        head = MAGIC + bytes.fromhex(key.id) + secret_bytes(SALT)
        out.write(head)
        self._out = out
        self._chunks = Chunks(key.secret, head)
        self._waiting = bytearray()

    def writable(self) -> bool:
        """Yes."""
        return True

    def write(self, clear: bytes) -> int:  # type: ignore[override]  # tarfile gives bytes only
        """Take some bytes; the last chunk is kept back until it is known to be the last."""
        self._waiting += clear
        while len(self._waiting) > CHUNK:
            self._out.write(self._chunks.close(bytes(self._waiting[:CHUNK]), last=False))
            del self._waiting[:CHUNK]
        return len(clear)

    def finish(self) -> None:
        """Write the last chunk."""
        self._out.write(self._chunks.close(bytes(self._waiting), last=True))
        self._waiting.clear()


class Opening(io.RawIOBase):
    """Gives the clear bytes of a sealed file, each only after its chunk was found to be whole."""

    def __init__(self, source: BinaryIO, secret: bytes) -> None:
        self._source = source
        self._chunks = Chunks(secret, source.read(HEAD))
        self._ahead = source.read(CHUNK + TAG)
        self._clear = b""
        self._ended = False

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, into: bytearray) -> int:  # type: ignore[override]  # a buffer reads into its own bytes
        """The next bytes; none after the last chunk."""
        while not self._clear and not self._ended:
            closed, self._ahead = self._ahead, self._source.read(CHUNK + TAG)
            self._ended = not self._ahead
            self._clear = self._chunks.open(closed, last=self._ended)
        taken = self._clear[: len(into)]
        into[: len(taken)] = taken
        self._clear = self._clear[len(taken) :]
        return len(taken)


def key_id_of(path: Path) -> str:
    """The id of the key a file is sealed under; empty for a file that is not sealed."""
    with path.open("rb") as source:
        head = source.read(HEAD)
    if not head.startswith(NAME):
        return ""
    if head[: len(MAGIC)] != MAGIC or len(head) < HEAD:
        raise Refused("{path} has a format that this version of gavn does not know.", path=str(path))
    return head[len(MAGIC) : len(MAGIC) + KEY_ID].hex()
