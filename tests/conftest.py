"""What holds for every test: who needs a database or a browser is marked, so that `make` can choose."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings

# A busy machine is no fault of the code: what is tried is bounded in number, not in time. New examples are looked
# for at work; where it is decided whether a change may land, the same are tried each time.
settings.register_profile(
    "gavn", deadline=None, derandomize="CI" in os.environ, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("gavn")

pytest_plugins = ["cast", "house"]
WITH_DATABASE = {"db", "transactional_db", "live_server", "django_db_setup"}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    for item in items:
        if item.path and "journeys" in item.path.parts:
            item.add_marker(pytest.mark.journey)
        if item.get_closest_marker("django_db") or WITH_DATABASE & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.database)
