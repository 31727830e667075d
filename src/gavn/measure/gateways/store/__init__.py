"""The analysis store: Parquet files in snapshots, written whole, checked, and read through ibis."""

from gavn.measure.gateways.store.engine import Store, current_store
from gavn.measure.gateways.store.manifest import Manifest
from gavn.measure.gateways.store.pseudonyms import pseudonym
from gavn.measure.gateways.store.snapshots import (
    Snapshot,
    alone,
    current_manifest,
    drop_older,
    new_snapshot,
    one_view,
)

__all__ = [
    "Manifest",
    "Snapshot",
    "Store",
    "alone",
    "current_manifest",
    "current_store",
    "drop_older",
    "new_snapshot",
    "one_view",
    "pseudonym",
]
