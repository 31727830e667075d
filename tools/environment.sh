#!/usr/bin/env bash
# Makes .venv hold exactly what requirements/<name>.txt pins (gavn: to run it, dev: to work on it).
# "dev" holds all of "gavn", so a folder that is ready for work is not taken back.
set -euo pipefail
cd "$(dirname "$0")/.."
name=${1:?which: gavn or dev}
export UV_SYSTEM_CERTS=1 PIP_DISABLE_PIP_VERSION_CHECK=1
python=.venv/bin/python

fingerprint() { cat "requirements/$1.txt" requirements/build.txt | sha256sum | cut -c1-64; }
ready() { [ -x "$python" ] && [ "$(cat .venv/gavn-ready 2>/dev/null)" = "$1 $(fingerprint "$1")" ]; }

if ready "$name" || ready dev; then exit 0; fi

if [ ! -x "$python" ]; then
  system=${PYTHON:-python3}
  "$system" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "gavn needs Python 3.11 or later." >&2; exit 1; }
  if ! "$system" -m venv .venv 2>/dev/null; then
    tools/debian.sh python3-venv
    "$system" -m venv --clear .venv
  fi
fi

files=("requirements/$name.txt" requirements/build.txt)
"$python" -m pip install --quiet --require-hashes -r requirements/build.txt
if ! .venv/bin/uv pip sync --quiet --python "$python" --no-python-downloads "${files[@]}"; then
  echo "uv could not install; trying pip." >&2
  "$python" -m pip install --quiet --require-hashes -r "${files[0]}" -r "${files[1]}"
fi
"$python" -m pip install --quiet --no-deps --no-build-isolation --editable .
echo "$name $(fingerprint "$name")" > .venv/gavn-ready
echo "Environment: $name, $("$python" --version), in .venv"
