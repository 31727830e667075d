"""The analysis store: Parquet files in snapshots, written whole or as what is new, checked, and read through ibis."""

from gavn.measure.gateways.store.elsewhere import put_elsewhere, tidy_elsewhere
from gavn.measure.gateways.store.engine import Store, current_store
from gavn.measure.gateways.store.manifest import Manifest
from gavn.measure.gateways.store.pseudonyms import person_number, pseudonym
from gavn.measure.gateways.store.snapshots import (
    Snapshot,
    alone,
    current_manifest,
    drop_older,
    new_snapshot,
    one_view,
    whole_manifest,
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
    "person_number",
    "pseudonym",
    "put_elsewhere",
    "tidy_elsewhere",
    "whole_manifest",
]
