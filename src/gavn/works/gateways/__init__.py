"""Keys, ciphers, files and the reader's language: what every stage needs of the outside."""

from gavn.works.gateways.keyring import KEY_ID
from gavn.works.gateways.outside import count_rows_anew, demo_code, file_path, say
from gavn.works.gateways.sealing import keyed_hash, opened, sealed, sealed_under

__all__ = [
    "KEY_ID", "count_rows_anew", "demo_code", "file_path", "keyed_hash", "opened", "say", "sealed", "sealed_under",
]  # fmt: skip
