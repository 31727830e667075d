"""Measure: which engine reads the store, and where its files are put for a cluster to read them."""

from __future__ import annotations

import sys

import pytest
from django.conf import settings
from rows_cast import Rows

from gavn.kernel.errors import Refused
from gavn.measure.gateways.store import Store, put_elsewhere, tidy_elsewhere
from gavn.measure.gateways.store.elsewhere import address_of, seen_by_spark


@pytest.fixture
def store(tmp_path, monkeypatch):
    """One stay, in a store of the test's own."""
    monkeypatch.setattr(settings, "GAVN_DATA", tmp_path / "here")
    rows = Rows()
    rows.stay("a", sex="man")
    return rows.store()


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    """A mount that a cluster could read."""
    folder = tmp_path / "there"
    folder.mkdir()
    monkeypatch.setattr(settings, "GAVN_STORE_URI", folder.as_uri())
    return folder / "gavn-store"


def test_an_engine_that_is_not_known_is_refused_by_name(store):
    with pytest.raises(Refused, match="no engine pandas"):
        Store(store.manifest, on="pandas")


def test_without_the_extra_it_is_said_what_is_missing(store, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    with pytest.raises(Refused, match="installed without it"):
        Store(store.manifest, on="spark")


def test_without_an_address_files_are_read_where_they_are(store):
    [piece] = store.manifest.tables["enrolments"].files
    assert address_of(store.snapshot, piece) == f"file://{settings.GAVN_DATA}/store/{store.snapshot}/enrolments.parquet"


def test_files_elsewhere_have_the_names_of_their_checksums_and_are_sent_once(store, elsewhere, monkeypatch):
    put_elsewhere(store.manifest)
    [piece] = store.manifest.tables["enrolments"].files
    there = elsewhere / f"{piece.sha256}.parquet"
    assert there.read_bytes() == (settings.GAVN_DATA / "store" / store.snapshot / piece.file).read_bytes()
    assert address_of(store.snapshot, piece) == there.as_uri()
    before = there.stat().st_mtime_ns
    put_elsewhere(store.manifest)
    assert there.stat().st_mtime_ns == before
    there.write_bytes(b"half")
    put_elsewhere(store.manifest)
    assert there.stat().st_size > 4, "what was sent in part is sent again"


def test_what_no_snapshot_has_any_more_goes_from_there_too(store, elsewhere):
    put_elsewhere(store.manifest)
    left = elsewhere / f"{'0' * 64}.parquet"
    left.write_bytes(b"of somebody who was erased")
    tidy_elsewhere()
    assert not left.exists()
    assert {path.stem for path in elsewhere.iterdir()} == {piece.sha256 for _table, piece in store.manifest.files}


def test_without_an_address_nothing_is_sent(store, tmp_path):
    put_elsewhere(store.manifest)
    tidy_elsewhere()
    assert [path.name for path in tmp_path.iterdir()] == ["here"]


def test_how_the_storage_is_reached_is_no_part_of_a_files_address(store, monkeypatch):
    monkeypatch.setattr(settings, "GAVN_STORE_URI", "s3://house/figures/?endpoint_override=storage:9000&scheme=http")
    [piece] = store.manifest.tables["enrolments"].files
    assert address_of(store.snapshot, piece) == f"s3://house/figures/gavn-store/{piece.sha256}.parquet"


def test_spark_writes_the_addresses_of_object_storage_in_its_own_way():
    assert seen_by_spark("s3://house/x.parquet") == "s3a://house/x.parquet"
    assert seen_by_spark("file:///x.parquet") == "file:///x.parquet"
