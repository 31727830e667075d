"""Engines that read the files of a snapshot: DuckDB in this process, or Spark on one machine or many."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

import ibis
from django.conf import settings
from ibis.expr.types import Table

from gavn.kernel.errors import Refused
from gavn.measure.gateways.store.elsewhere import address_of, seen_by_spark
from gavn.measure.gateways.store.manifest import Piece, store_folder

DUCKDB, SPARK = "duckdb", "spark"


class Engine(Protocol):
    """Whatever makes a table of Parquet files."""

    def table(self, name: str, pieces: Sequence[Piece]) -> Table:
        """The rows of these files, as an ibis expression."""


class OnDuckDB:
    """Read by this process from its own disk."""

    def __init__(self, snapshot: str) -> None:
        self._folder = store_folder() / snapshot
        # What is not on this machine is not fetched from elsewhere.
        self._engine = ibis.duckdb.connect(autoinstall_known_extensions=False, autoload_known_extensions=False)

    def table(self, name: str, pieces: Sequence[Piece]) -> Table:
        """The rows of these files."""
        paths: list[Any] = [self._folder / one.file for one in pieces]
        return self._engine.read_parquet(paths, table_name=name)


class OnSpark:
    """Read by the workers of a Spark cluster, from where they see the files."""

    def __init__(self, snapshot: str) -> None:
        session = _session()
        self._snapshot = snapshot
        self._engine = ibis.pyspark.connect(session)

    def table(self, name: str, pieces: Sequence[Piece]) -> Table:
        """The rows of these files."""
        where = [seen_by_spark(address_of(self._snapshot, one)) for one in pieces]
        view = "".join(sign if sign.isalnum() else "_" for sign in f"{self._snapshot}_{name}")
        _session().read.parquet(*where).createOrReplaceTempView(view)
        return self._engine.table(view)


def engine(snapshot: str, name: str) -> Engine:
    """The engine of that name over a snapshot."""
    if name == DUCKDB:
        return OnDuckDB(snapshot)
    if name == SPARK:
        return OnSpark(snapshot)
    raise Refused("There is no engine {name}; GAVN_ENGINE is duckdb or spark.", name=name)


def _session() -> Any:
    """The process's connection to Spark, opened by the first who asks."""
    try:
        from pyspark.sql import SparkSession  # noqa: PLC0415  half a gigabyte that most installations have not
    except ImportError as missing:
        raise Refused("GAVN_ENGINE says spark, but gavn was installed without it: see “Use Spark”.") from missing
    told = SparkSession.builder.master(settings.GAVN_SPARK_MASTER).appName("gavn")
    for name, value in _SETTINGS.items():
        told = told.config(name, value)
    return told.getOrCreate()


_SETTINGS = {
    # Days and years are what they are on DuckDB, wherever a worker stands; a page of its own would be open to all.
    "spark.sql.session.timeZone": "UTC",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    # Dividing by nothing gives nothing, as everywhere in gavn, and stops no question.
    "spark.sql.ansi.enabled": "false",
    # The tables are small beside what Spark expects: two hundred parts of nothing would take longer than the rows.
    "spark.sql.adaptive.enabled": "true",
    "spark.sql.shuffle.partitions": "8",
}
