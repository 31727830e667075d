"""Keys, ciphers, files and the reader's language: what every stage needs of the outside."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import connection
from django.utils.formats import date_format, localize
from django.utils.translation import gettext

from gavn.kernel.clock import secret_bytes
from gavn.kernel.errors import Refused
from gavn.kernel.say import Said

NONCE = 12
KEY_ID = 4


def keyring_path() -> Path:
    """Where the keys lie; they are backed up apart from the data."""
    return Path(settings.GAVN_KEYS) / "vault.json"


@cache
def _keyring() -> dict[str, bytes]:
    """All keys by id, the newest last; the first is made on first use."""
    path = keyring_path()
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(json.dumps({secret_bytes(KEY_ID).hex(): secret_bytes().hex()}))
    return {key_id: bytes.fromhex(key) for key_id, key in json.loads(path.read_text()).items()}


def forget_keys() -> None:
    """Read the keyring anew next time, after a restore or a rotation."""
    _keyring.cache_clear()
    _derived.cache_clear()


@cache
def _derived(key_id: str, purpose: str) -> bytes:
    """The key for one purpose, derived from a key of the ring."""
    ring = _keyring()
    if key_id not in ring:
        raise Refused(
            "The key {key_id} is not in the keyring; restore the keys that belong to this data.", key_id=key_id
        )
    return HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=purpose.encode()).derive(ring[key_id])


def sealed(clear: bytes, *, purpose: str) -> bytes:
    """Key id, nonce and AES-GCM ciphertext under the newest key, bound to its purpose."""
    key_id = list(_keyring())[-1]
    nonce = secret_bytes(NONCE)
    return bytes.fromhex(key_id) + nonce + AESGCM(_derived(key_id, purpose)).encrypt(nonce, clear, purpose.encode())


def opened(closed: bytes | memoryview, *, purpose: str) -> bytes:
    """The clear bytes again; refused when they were changed or sealed for another purpose."""
    closed = bytes(closed)
    key_id, nonce, rest = closed[:KEY_ID].hex(), closed[KEY_ID : KEY_ID + NONCE], closed[KEY_ID + NONCE :]
    try:
        return AESGCM(_derived(key_id, purpose)).decrypt(nonce, rest, purpose.encode())
    except InvalidTag as wrong:
        raise Refused("Encrypted content was changed or belongs elsewhere.") from wrong


def keyed_hash(text: str, *, purpose: str) -> str:
    """A hash that can be looked up but not guessed without the oldest key, which never rotates away."""
    mac = hmac.HMAC(_derived(next(iter(_keyring())), purpose), hashes.SHA256())
    mac.update(text.encode())
    return mac.finalize().hex()


def file_path(digest: str) -> Path:
    """Where the encrypted file with this content lies."""
    return Path(settings.GAVN_DATA) / "files" / digest[:2] / digest


def count_rows_anew() -> None:
    """Let PostgreSQL look at its tables after much was written at once; until it does, its plans are for empty ones."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def demo_code() -> str:
    """The code with which a visitor of the demo can answer as one of its persons."""
    told = Path(settings.GAVN_DATA) / "demo.json"
    return str(json.loads(told.read_text())["objects"]["code"]) if told.exists() else ""


def say(sentence: Said) -> str:
    """A sentence in the reader's language, its numbers written as that language writes them."""
    return gettext(sentence.msgid).format(**{name: _worded(value) for name, value in sentence.params.items()})


def _worded(value: object) -> str:
    if isinstance(value, Said):
        return say(value)
    if isinstance(value, bool) or value is None:
        return str(value)
    if isinstance(value, date):
        return str(date_format(value, "SHORT_DATE_FORMAT"))
    return str(localize(value)) if isinstance(value, int | float) else str(value)
