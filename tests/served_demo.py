"""A served demo of its own for kill tests, and a browser that sends again where no reply came."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.parse
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from pathlib import Path

import pytest

WORKERS = 4
MAIN = "import sys; from gavn.web.commands import main; sys.exit(main())"
ENROL = """
import django, json, sys; django.setup()
from gavn.access.selectors import civil_today, unit_named
from gavn.collect.selectors import occasions_of_many
from gavn.collect.services import open_occasions_of_many
from gavn.kernel.dates import PartialDate
from gavn.people.services import NewStay, enrol_many
unit = unit_named(sys.argv[1])
rows = [NewStay(unit=unit, entered=PartialDate.of(civil_today()), person=str(n), given="Nobody", family=f"Number{n}",
                birth_year=1980, birth_month=1, sex="woman") for n in range(int(sys.argv[2]))]
stays = enrol_many(by=None, rows=rows, tell=False)
open_occasions_of_many(stays)
print(json.dumps([one.public_id for one in occasions_of_many(stays) if one.kind == "entry"]))
"""
COUNT = """
import django, json; django.setup()
from collections import Counter
from gavn.collect.models import Revision
found = Revision.objects.unscoped("to count").filter(response__occasion__enrolment__individual__birth_year=1980,
    response__instrument="gavn/four-lines", answers__line_life__v=7.5)
print(json.dumps([Counter(found.values_list("client_id", flat=True)),
                  Counter(found.values_list("response__occasion__public_id", flat=True)),
                  [one.scores.unscoped("to count").count() for one in found]]))
"""


@dataclass
class Served:
    """A served demo of its own, its address, and the processes that answer."""

    folder: Path
    port: int
    process: subprocess.Popen | None = None
    environment: dict[str, str] = field(default_factory=dict)

    def python(self, script: str, *arguments: str) -> str:
        """What a script prints that runs on this demo's data."""
        command = [sys.executable, "-c", script, *arguments]
        return subprocess.run(command, env=self.environment, capture_output=True, text=True, check=True).stdout

    def workers(self) -> list[int]:
        """The web processes: children of the web server, which is the first child of the command."""
        servers = children(self.process.pid)
        masters = [pid for pid in servers if "gunicorn" in Path(f"/proc/{pid}/cmdline").read_text()]
        return [pid for master in masters for pid in children(master)]


def children(pid: int) -> list[int]:
    """The processes that a process started."""
    return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def demo_served(folder: Path, **environment: str) -> Iterator[Served]:
    """Make a demo in a folder, serve it, and stop it at the end."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    kept = {name: told for name, told in os.environ.items() if not name.startswith("GAVN_")}
    here = Served(folder / "var", port)
    here.environment = {**kept, "GAVN_DATA": str(here.folder), "DJANGO_SETTINGS_MODULE": "gavn.web.settings"}
    here.environment |= environment
    subprocess.run([sys.executable, "-c", MAIN, "demo", "--no-serve"], env=here.environment, check=True)
    serve = [sys.executable, "-c", MAIN, "demo", "--bind", f"127.0.0.1:{port}", "--workers", str(WORKERS)]
    here.process = subprocess.Popen(serve, env=here.environment, stderr=subprocess.DEVNULL)
    wait_until_ready(port)
    yield here
    here.process.send_signal(signal.SIGTERM)
    here.process.wait(timeout=120)  # a machine that does much else ends late, too


@pytest.fixture
def served(tmp_path):
    yield from demo_served(tmp_path)


def wait_until_ready(port: int) -> None:
    """Wait for the first answer; a machine that does much else takes minutes to start a server."""
    for _ in range(600):
        try:
            if Visitor(port).get("/ready/")[0] == 200:
                return
        except OSError:
            pass
        time.sleep(0.5)
    raise TimeoutError("The server did not answer within five minutes.")


class Visitor:
    """A browser that keeps cookies and nothing else."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.cookies: dict[str, str] = {}

    def get(self, path: str, **more: str) -> tuple[int, str]:
        """Status and page."""
        return self.asked("GET", path, None, **more)

    def post(self, path: str, fields: list[tuple[str, str]], **more: str) -> tuple[int, str]:
        """Status and page; raises OSError where no whole reply came."""
        return self.asked("POST", path, urllib.parse.urlencode(fields), **more)

    def asked(self, method: str, path: str, body: str | None, **more: str) -> tuple[int, str]:
        """Status and page of any request."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        cookies = "; ".join(f"{name}={told}" for name, told in self.cookies.items())
        headers = {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded", **more}
        try:
            connection.request(method, path, body, headers)
            reply = connection.getresponse()
            page = reply.read().decode()
        except http.client.HTTPException as cut:
            raise OSError(str(cut)) from cut
        finally:
            connection.close()
        for name, told in reply.getheaders():
            if name.lower() == "set-cookie":
                self.cookies |= {key: one.value for key, one in SimpleCookie(told).items()}
        return reply.status, page


def patiently(ask):
    """What a person does whose page does not come: try again."""
    for _ in range(240):
        try:
            return ask(), False
        except OSError:
            time.sleep(0.25)
    raise TimeoutError("No reply within a minute.")


def signed_in(served: Served, role: str = "practitioner") -> Visitor:
    """Somebody of the demo."""
    account = json.loads((served.folder / "demo.json").read_text())["accounts"][role]["account"]
    visitor = Visitor(served.port)
    (_status, page), _ = patiently(lambda: visitor.get("/sign-in/"))
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
    sent = [("csrfmiddlewaretoken", token), ("account", account)]
    (status, _page), _ = patiently(lambda: visitor.post("/sign-in/demo/", sent))
    assert status == 302
    return visitor


def form_of(visitor: Visitor, occasion: str) -> tuple[str, list[tuple[str, str]]]:
    """The address of the four lines of an occasion, and what a browser sends of it, filled in."""
    path = f"/answer/{occasion}/gavn.four-lines/practitioner/"
    (_status, page), _ = patiently(lambda: visitor.get(path))
    hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)
    lines = [(f"line_{line}.a", "7.5") for line in ("life", "wellbeing", "close", "social")]
    return path, [one for one in hidden if one[0] not in dict(lines)] + [*lines, ("go", "submit")]


def submit(visitor: Visitor, occasion: str) -> tuple[str, int]:
    """Fill in the four lines; returns the number of the sending, and how often no reply came."""
    path, fields = form_of(visitor, occasion)
    lost = 0
    while True:
        try:
            status, page = visitor.post(path, fields)
        except OSError:
            lost += 1
            time.sleep(0.2)
            continue
        assert status == 302, (status, fields, re.findall(r'<a href="#id_[^<]*</a>', page))
        return dict(fields)["client_id"], lost
