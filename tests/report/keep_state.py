"""Keeps today's tables with Nora and Bo in them, for the test of the upgrade: ``pytest tests/report/keep_state.py``.

Not collected with the tests: run it once for a release, from a checkout of that release.
"""

from __future__ import annotations

import json
from pathlib import Path

from django.apps import apps
from django.core import serializers
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from gavn.works.gateways.keyring import VAULT

KEPT = Path(__file__).parents[1] / "web/states"
LEFT_OUT = {"contenttypes", "sessions", "auth"}


def test_keep_the_state(nora, bo, newcomer):
    rows = []
    for model in apps.get_models():
        if model._meta.managed and not model._meta.proxy and model._meta.app_label not in LEFT_OUT:
            rows += serializers.serialize("python", model._base_manager.order_by("pk"))
    state = {
        "migrations": sorted(MigrationLoader(connection).graph.leaf_nodes()),
        "keys": json.loads(VAULT.path.read_text()),
        "rows": rows,
    }
    (KEPT / "2026-11-22.json").write_text(json.dumps(state, indent=0, default=_plain), encoding="utf-8")


def _plain(value: object) -> str:
    return bytes(value).hex() if isinstance(value, bytes | memoryview) else str(value)
