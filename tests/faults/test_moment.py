"""Faults: PostgreSQL is brought back to a moment, as the how-to says; what came before is there, what came after not.

Source of the recipe: PostgreSQL 15 documentation, chapter 26.3, Continuous Archiving and Point-in-Time Recovery.
"""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import pytest
from cluster_here import Cluster, own_cluster
from house import House

pytestmark = pytest.mark.faults
HOW_TO = Path(__file__).parents[2] / "docs/how-to/run/recover-to-a-moment.md"
ARCHIVE = "test ! -f {wal}/%f && cp %p {wal}/%f.part && sync {wal}/%f.part && mv {wal}/%f.part {wal}/%f"
RESTORE = "cp {wal}/%f %p"
BASE = "--format=tar --gzip --checkpoint=fast"
WRITE = """
import django, sys; django.setup()
from gavn.works.services import save_draft, store_file
save_draft(sys.argv[1], {"name": sys.argv[1]}, owner="x")
store_file(sys.argv[1].encode(), name=sys.argv[1], owner="x")
"""
LOSE = """
import django; django.setup()
from gavn.works.models import Draft, StoredFile
Draft.objects.all().delete(), StoredFile.objects.all().delete()
"""
READ = """
import django; django.setup()
from gavn.works.models import Draft
from gavn.works.selectors import all_files
from gavn.works.services import draft_content, file_content
print(sorted(draft_content(one)["name"] for one in Draft.objects.all()),
      [file_content(one).decode() for one in all_files()])
"""


@pytest.fixture
def cluster():
    with own_cluster("wal_level=replica", "archive_mode=on", f"archive_command={ARCHIVE}") as made:
        yield made


def recovered(cluster: Cluster, moment: str) -> None:
    """What the how-to does: unpack the base, say until when, start."""
    cluster.done("mkdir", "-m", "700", str(cluster.pgdata))
    cluster.done("tar", "-xzf", str(cluster.home / "base/base.tar.gz"), "-C", str(cluster.pgdata))
    cluster.done("tar", "-xzf", str(cluster.home / "base/pg_wal.tar.gz"), "-C", str(cluster.pgdata / "pg_wal"))
    cluster.done("touch", str(cluster.pgdata / "recovery.signal"))
    cluster.start(
        f"restore_command={RESTORE.format(wal=cluster.wal)}",
        f"recovery_target_time={moment}",
        "recovery_target_action=promote",
    )


def archived(cluster: Cluster) -> None:
    """Close the log that is being written, and wait until it lies apart."""
    last = cluster.asked("SELECT pg_walfile_name(pg_switch_wal())")
    until = time.monotonic() + 60
    while not (cluster.wal / last).exists():
        assert time.monotonic() < until, (cluster.home / "log").read_text()[-2000:]
        time.sleep(0.2)


def test_the_database_comes_back_as_it_was_at_a_moment(cluster, tmp_path):
    one = House(tmp_path / "house", f"postgres://gavn@127.0.0.1:{cluster.port}/gavn")
    one.gavn("begin", "--organisation", "Midtby", "--email", "ada@example.org", "--name", "Ada",
             typed="a long enough password\n")  # fmt: skip
    one.run("-c", WRITE, "before")
    cluster.done("pg_basebackup", "--host", "127.0.0.1", "--port", str(cluster.port), "--username", "gavn",
                 "--pgdata", str(cluster.home / "base"), *BASE.split())  # fmt: skip
    one.run("-c", WRITE, "wanted")
    moment = cluster.asked("SELECT clock_timestamp()::text")
    one.run("-c", LOSE)
    one.run("-c", WRITE, "unwanted")
    assert one.run("-c", READ).split() == ["['unwanted']", "['unwanted']"]
    archived(cluster)
    cluster.die()
    shutil.rmtree(cluster.pgdata)
    recovered(cluster, moment)
    assert one.run("-c", READ).strip() == "['before', 'wanted'] ['before', 'wanted']"
    assert "WRONG" not in one.gavn("doctor")
    one.run("-c", WRITE, "afterwards")
    assert "'afterwards'" in one.run("-c", READ)


@pytest.mark.parametrize("said", [ARCHIVE, RESTORE, BASE])
def test_the_how_to_says_what_is_tried_here(said):
    assert said.format(wal="/backup/wal") in HOW_TO.read_text(encoding="utf-8")
