"""Database queries of the two heaviest pages, on little and on much."""

from __future__ import annotations

import time
from typing import Any

from bench._made import demo, figure, printed


def run() -> dict[str, Any]:
    """Queries and seconds of the person overview and the service page."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext, override_settings

    from gavn.access.selectors import user_named

    made = demo()
    services = made.objects["services"]
    pages = {
        "person overview": f"/people/{made.objects['individual']}/",
        "service page, 160 stays": f"/services/{services['lindenhof']}/",
    }
    figures = []
    with override_settings(ALLOWED_HOSTS=["testserver"]):
        client = Client()
        client.force_login(user_named(made.accounts["manager"]["account"]), "gavn.access.gateways.PasswordBackend")
        for name, address in pages.items():
            client.get(address)
            began = time.perf_counter()
            with CaptureQueriesContext(connection) as seen:
                reply = client.get(address)
            seconds = time.perf_counter() - began
            assert reply.status_code == 200, (name, reply.status_code)
            figures.append(figure(f"queries of the {name}", len(seen), 40))
            figures.append(printed(f"seconds of the {name}", f"{seconds:.2f}"))
    return {"figures": figures}
