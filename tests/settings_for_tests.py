"""The product's settings in a folder of their own that goes away with the run."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

FOLDER = tempfile.mkdtemp(prefix="gavn-tests-")
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)
os.environ.update({"GAVN_DATA": FOLDER, "GAVN_LANGUAGE": "en", "GAVN_SECRET": "known to every test"})
os.environ["OPENPYXL_DEFUSEDXML"] = "False"  # a library that only tests bring along must not change how files are read
for name in ("GAVN_DEMO", "GAVN_HTTPS", "GAVN_NOW", "GAVN_MAIL", "GAVN_KEY_BACKUP"):
    os.environ.pop(name, None)

from gavn.web.settings import *  # noqa: E402, F403  the folder must be named first

# Passwords of the cast are no secrets; argon2 would take a tenth of a second each.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# The cast signs in without devices; tests/access/test_second_factor.py turns it on.
GAVN_SECOND_FACTOR = False
# Tests try many wrong passwords from one address; tests/access/test_doors.py turns the limits on.
ACCOUNT_RATE_LIMITS = False
