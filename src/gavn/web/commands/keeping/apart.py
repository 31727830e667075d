"""The part of a drill that runs in a process of its own: restore, bring up to date, look. Reads and prints JSON."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any


def restored_and_looked_at(asked: dict[str, Any]) -> dict[str, Any]:
    """What came back, and what the doctor says of it."""
    from gavn.web.commands.prepare import migrated  # noqa: PLC0415  needs the settings
    from gavn.web.copies.drill import LOOKED_AT  # noqa: PLC0415
    from gavn.web.copies.restore import restored  # noqa: PLC0415
    from gavn.web.examination import examined  # noqa: PLC0415

    keys = Path(asked["keys"])
    done = restored(Path(asked["archive"]), keys=keys, unencrypted=asked["unencrypted"])
    migrated()
    findings = [asdict(one) for one in examined() if one.what in LOOKED_AT]
    return {"made": done.made, "tables": done.tables, "files": done.files, "findings": findings}


def main() -> None:
    """Answer one request; a refusal is an answer."""
    import django  # noqa: PLC0415

    from gavn.kernel.errors import Refused  # noqa: PLC0415

    os.environ["DJANGO_SETTINGS_MODULE"] = "gavn.web.settings"
    django.setup()
    try:
        answer = restored_and_looked_at(json.load(sys.stdin))
    except Refused as refusal:
        answer = {"trouble": str(refusal)}
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
