"""The copy of the keys: a folder of its own, whoever has it and not the data has nothing, and the reverse."""

from __future__ import annotations

import hashlib
import io
import json
import tarfile
from pathlib import Path

from django.conf import settings

from gavn.history.gateways import chain_key
from gavn.kernel.clock import now
from gavn.kernel.errors import Refused
from gavn.web.copies.places import STAMP
from gavn.works.gateways.keyring import COPIES, RINGS, VAULT, Ring, RingKey, read_ring, written_whole

SUMS = "sums.json"
Keys = dict[str, bytes]


def present_keys() -> Keys:
    """The keys of this installation, file by file."""
    COPIES.all()
    VAULT.all()
    chain_key()
    folder = Path(settings.GAVN_KEYS)
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.suffix != ".part"}


def keys_copied(into: Path, stamp: str = "") -> Path:
    """Copy the keys into one file with their checksums, and read it again; returns the file."""
    into.mkdir(mode=0o700, parents=True, exist_ok=True)
    target = into / f"gavn-keys-{stamp or f'{now():{STAMP}}'}.tar"
    keys = present_keys()
    sums = {name: hashlib.sha256(content).hexdigest() for name, content in keys.items()}
    written = io.BytesIO()
    with tarfile.open(fileobj=written, mode="w") as tar:
        for name, content in {SUMS: json.dumps(sums).encode(), **keys}.items():
            member = tarfile.TarInfo(name)
            member.size, member.mode = len(content), 0o600
            tar.addfile(member, io.BytesIO(content))
    written_whole(target, written.getvalue())
    if read_keys(target) != keys:
        raise Refused("The copy of the keys at {target} differs from the keys; is the disk sound?", target=str(target))
    return target


def read_keys(copy: Path) -> Keys:
    """The keys of a copy; refused when one differs from its checksum. Copies of the first release have none."""
    try:
        with tarfile.open(copy) as tar:
            keys = {one.name: (tar.extractfile(one) or io.BytesIO()).read() for one in tar.getmembers() if one.isfile()}
        sums = json.loads(keys.pop(SUMS, b"{}"))
        rings = {name: read_ring(keys[name]) for name in ("vault.json", "copies.json") if name in keys}
    except (OSError, tarfile.TarError, ValueError, KeyError, TypeError, AttributeError) as wrong:
        raise Refused("{keys} cannot be read as a copy of keys: {reason}", keys=str(copy), reason=str(wrong)) from wrong
    differing = [name for name in {*sums, *keys} if sums and _sum(keys.get(name)) != sums.get(name)]
    if differing or "vault.json" not in rings or any("/" in name for name in keys):
        raise Refused("The copy of the keys {keys} is damaged.", keys=str(copy))
    return keys


def _sum(content: bytes | None) -> str:
    return "" if content is None else hashlib.sha256(content).hexdigest()


def archive_secret(key_id: str, keys: Keys | None) -> bytes:
    """The secret that an archive was closed with, from a copy of the keys or from those that are here."""
    found = next((key for key in _known(COPIES, keys) if key.id == key_id), None)
    if found is None:
        raise Refused("The copy is closed with the key {key_id}; name the copy of the keys with --keys.", key_id=key_id)
    return found.secret


def vault_ids(keys: Keys | None) -> set[str]:
    """The keys that values can be opened with, from a copy of the keys and from those that are here."""
    return {key.id for key in _known(VAULT, keys)}


def _known(ring: Ring, keys: Keys | None) -> list[RingKey]:
    here = [ring.path.read_bytes()] if ring.path.exists() else []
    came = [keys[ring.path.name]] if keys and ring.path.name in keys else []
    return [key for content in (*came, *here) for key in read_ring(content)]


def keys_back(keys: Keys) -> None:
    """Put the keys of a copy in their place; keys of a ring that are here and not in the copy stay."""
    folder = Path(settings.GAVN_KEYS)
    rings = {ring.path.name: ring for ring in RINGS}
    for name, content in keys.items():
        if name in rings:
            rings[name].join(content)
        else:
            written_whole(folder / name, content)
    chain_key.cache_clear()
