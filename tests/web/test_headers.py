"""What every reply tells the browser to keep to, and what cookies are like behind TLS."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

ASK = """
import json; from gavn.web import settings as s
print(json.dumps([s.SECURE_HSTS_SECONDS, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SESSION_COOKIE_HTTPONLY,
                  s.SECURE_HSTS_INCLUDE_SUBDOMAINS, getattr(s, "SESSION_COOKIE_NAME", ""),
                  getattr(s, "CSRF_COOKIE_NAME", "")]))
"""


@pytest.mark.parametrize("address", ["/sign-in/", "/r/", "/no-such-page/"])
def test_every_page_says_what_may_run_and_who_may_frame_it(client, db, address):
    told = client.get(address).headers
    assert "script-src 'self'" in told["Content-Security-Policy"]
    assert "unsafe" not in told["Content-Security-Policy"]
    for nobody in ("object-src", "base-uri", "frame-ancestors"):
        assert f"{nobody} 'none'" in told["Content-Security-Policy"]
    assert (told["X-Frame-Options"], told["X-Content-Type-Options"]) == ("DENY", "nosniff")
    assert (told["Referrer-Policy"], told["Cross-Origin-Opener-Policy"]) == ("same-origin", "same-origin")


@pytest.mark.parametrize(
    ("https", "says"),
    [
        ("1", [31536000, True, True, True, True, "__Host-sessionid", "__Host-csrftoken"]),
        ("", [0, False, False, True, False, "", ""]),
    ],
)
def test_behind_tls_cookies_and_browsers_keep_to_tls(tmp_path, https, says):
    environment = {name: told for name, told in os.environ.items() if not name.startswith("GAVN_")}
    environment |= {"GAVN_DATA": str(tmp_path), **({"GAVN_HTTPS": https} if https else {})}
    told = subprocess.run([sys.executable, "-c", ASK], env=environment, capture_output=True, text=True, check=True)
    assert json.loads(told.stdout) == says
