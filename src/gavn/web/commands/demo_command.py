"""gavn demo."""

from __future__ import annotations

import argparse
import json
import os
import time
from pathlib import Path

from gavn.kernel.errors import Refused
from gavn.web import environment
from gavn.web.commands.prepare import django_ready, migrated, say_line

HELP = "Make a small region of invented people and serve it; sign-in needs no password there."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Whether to serve, and where."""
    parser.add_argument("--no-serve", action="store_true", help="make the demo and stop")
    parser.add_argument("--bind", default=environment.BIND.value, help="address:port (default %(default)s)")
    parser.add_argument("--workers", type=int, default=int(environment.WORKERS.value), help="web processes")
    parser.add_argument("--seed", type=int, help="another seed makes another region")


def _made(seed: int | None, bind: str) -> dict[str, object]:
    """Make the demo, or find the one that is here; a real installation is never touched."""
    from gavn.compare.services import refresh_own_norms  # noqa: PLC0415  needs the settings
    from gavn.measure.services import refresh_store  # noqa: PLC0415
    from gavn.web.demo.making import SEED, make_demo  # noqa: PLC0415
    from gavn.works.selectors import is_demo, is_set_up  # noqa: PLC0415

    told: Path = environment.data_folder() / "demo.json"
    if is_set_up() and not is_demo():
        raise Refused("{place} holds a real installation; a demo needs a folder of its own.", place=str(told.parent))
    if not is_demo():
        made = make_demo(seed=SEED if seed is None else seed, say=say_line)
        refresh_store()
        refresh_own_norms()
        told.write_text(
            json.dumps({"address": "", "accounts": made.accounts, "objects": made.objects}, indent=2) + "\n"
        )
    found: dict[str, object] = json.loads(told.read_text())
    found["address"] = f"http://{bind}/"
    told.write_text(json.dumps(found, indent=2, ensure_ascii=False) + "\n")
    return found


def run(asked: argparse.Namespace) -> int:
    """Make, tell, serve."""
    began = time.perf_counter()
    os.environ["GAVN_DEMO"] = "1"
    django_ready()
    migrated()
    found = _made(asked.seed, asked.bind)
    say_line(f"The demo is ready after {time.perf_counter() - began:.0f} s: {found['address']}")
    accounts = found["accounts"]
    for role, account in accounts.items() if isinstance(accounts, dict) else ():
        say_line(f"  {role:<20} {account['name']}")
    say_line("Choose one of them on the sign-in page; no password is needed. Throw it all away by deleting the folder.")
    if asked.no_serve:
        return 0
    from gavn.web.commands.serve_command import serve  # noqa: PLC0415

    return serve(asked.bind, asked.workers)
