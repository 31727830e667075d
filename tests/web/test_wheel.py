"""The wheel is whole: what is installed from it makes a demo without this folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
START = "import sys; from gavn.web.commands import main; sys.exit(main(sys.argv[1:]))"


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """A folder with what the wheel holds, as an installer lays it out."""
    built, site = tmp_path_factory.mktemp("dist"), tmp_path_factory.mktemp("site")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(built)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    zipfile.ZipFile(next(built.glob("*.whl"))).extractall(site)
    return site


def test_the_wheel_holds_content_styles_charts_and_catalogues(installed):
    vendor = {path.name for path in (installed / "gavn/web/static/vendor").iterdir()}
    assert vendor >= {"designsystemet.css", "designsystemet-theme.css", "designsystemet-LICENSE", "vega.js"}
    assert (installed / "gavn/content/released.txt").exists()
    assert {path.parts[-3] for path in installed.glob("gavn/web/locale/*/LC_MESSAGES/*.mo")} == {"da", "sv"}


def test_a_demo_is_made_from_the_wheel_alone(installed, tmp_path):
    kept = {name: told for name, told in os.environ.items() if not name.startswith(("GAVN_", "DATABASE", "DJANGO"))}
    surroundings = {**kept, "PYTHONPATH": str(installed), "GAVN_DATA": str(tmp_path / "var")}
    made = [sys.executable, "-c", START, "demo", "--no-serve"]
    done = subprocess.run(made, cwd=tmp_path, env=surroundings, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    told = json.loads((tmp_path / "var/demo.json").read_text())
    assert told
    where = [sys.executable, "-c", "import gavn; print(gavn.__file__)"]
    found = subprocess.run(where, cwd=tmp_path, env=surroundings, capture_output=True, text=True, check=True)
    assert found.stdout.startswith(str(installed))
