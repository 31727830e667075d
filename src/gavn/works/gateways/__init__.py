"""Keys, ciphers, files and the reader's language: what every stage needs of the outside."""

from gavn.works.gateways.erased_list import (
    NAME_OF_LIST,
    add_to_erased_list,
    erased_digest,
    erased_list,
    erased_of,
    erased_text,
)
from gavn.works.gateways.keyring import KEY_ID
from gavn.works.gateways.outside import count_rows_anew, demo_code, file_path, leave_no_trace, say
from gavn.works.gateways.sealing import keyed_hash, opened, sealed, sealed_under

__all__ = [
    "KEY_ID", "NAME_OF_LIST", "add_to_erased_list", "count_rows_anew", "demo_code", "erased_digest", "erased_list",
    "erased_of", "erased_text", "file_path", "keyed_hash", "leave_no_trace", "opened", "say", "sealed", "sealed_under",
]  # fmt: skip
