"""What is sealed under the newest key, opened under the one it names, and hashed under the oldest."""

from __future__ import annotations

from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from gavn.kernel.clock import secret_bytes
from gavn.kernel.errors import Refused
from gavn.works.gateways.keyring import KEY_ID, VAULT

NONCE = 12
# Each controller has some purposes of its own, each key again.
DERIVED = 10_000


@lru_cache(maxsize=DERIVED)
def _derived(secret: bytes, purpose: str) -> bytes:
    """The key for one purpose, derived from a key of the ring."""
    return HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=purpose.encode()).derive(secret)


def sealed(clear: bytes, *, purpose: str) -> bytes:
    """Key id, nonce and AES-GCM ciphertext under the newest key, bound to its purpose."""
    key = VAULT.newest
    nonce = secret_bytes(NONCE)
    closed = AESGCM(_derived(key.secret, purpose)).encrypt(nonce, clear, purpose.encode())
    return bytes.fromhex(key.id) + nonce + closed


def sealed_under(closed: bytes | memoryview) -> str:
    """The id of the key that something was sealed under."""
    return bytes(closed[:KEY_ID]).hex()


def opened(closed: bytes | memoryview, *, purpose: str) -> bytes:
    """The clear bytes again; refused when they were changed or sealed for another purpose."""
    closed = bytes(closed)
    key = VAULT.key(sealed_under(closed))
    nonce, rest = closed[KEY_ID : KEY_ID + NONCE], closed[KEY_ID + NONCE :]
    try:
        return AESGCM(_derived(key.secret, purpose)).decrypt(nonce, rest, purpose.encode())
    except (InvalidTag, ValueError) as wrong:
        raise Refused("Encrypted content was changed or belongs elsewhere.") from wrong


def keyed_hash(text: str, *, purpose: str) -> str:
    """A hash that can be looked up but not guessed without the oldest key, which never rotates away."""
    mac = hmac.HMAC(_derived(VAULT.oldest.secret, purpose), hashes.SHA256())
    mac.update(text.encode())
    return mac.finalize().hex()
