"""Faults: a web process dies at a named point of submitting; sent again, nothing is lost and nothing is doubled."""

from __future__ import annotations

import json
import os
import random
import socket
import time
import urllib.parse
from pathlib import Path

import pytest
from served_demo import COUNT, ENROL, Served, Visitor, demo_served, form_of, patiently, signed_in

pytestmark = pytest.mark.faults

KILLS = int(os.environ.get("GAVN_KILLS", "200"))
SENDING = (
    "before parsing", "after validation", "inside the transaction", "while history is written", "before commit",
    "after commit, before the reply",
)  # fmt: skip
FILES = "while a file is written"
FEEDBACK = "while feedback is made"
REPORT = "while a report is made"
REPEATS = min(KILLS, 20)
FILE_COUNT = """
import django, json; django.setup()
from collections import Counter
from gavn.imports.models import Import
from gavn.works.gateways import file_path
from gavn.works.models import StoredFile
from gavn.works.services import file_content
kept = {one.public_id: one for one in StoredFile.objects.all()}
found = [one for one in Import.objects.all() if one.file in kept]
print(json.dumps(Counter(kept[one.file].digest for one in found if file_content(kept[one.file]))))
"""


@pytest.fixture(scope="module")
def stoppable(tmp_path_factory):
    """A demo whose web processes die where a request asks them to."""
    there = f"{Path(__file__).parent / 'stopping'}{os.pathsep}{os.environ.get('PYTHONPATH', '')}"
    yield from demo_served(tmp_path_factory.mktemp("stoppable"), PYTHONPATH=there)


def dies(ask) -> None:
    """The request gets no reply, because the process that had it is gone."""
    try:
        reply = ask()
    except OSError:
        return
    pytest.fail(f"The process lived on and replied: {reply[0]}")


def again(ask, status: int):
    """What the client does then: the same once more, until there is a reply."""
    for _ in range(400):
        try:
            reply = ask()
        except OSError:
            time.sleep(0.25)
            continue
        assert reply[0] == status, reply
        return reply
    raise TimeoutError("No reply within two minutes.")


def occasions_of(served: Served, number: int) -> list[str]:
    """Occasions that nobody has answered."""
    service = json.loads((served.folder / "demo.json").read_text())["objects"]["service"]
    return json.loads(served.python(ENROL, service, str(number)))


def counted(served: Served) -> tuple[dict[str, int], dict[str, int], list[int]]:
    """How often each number and each occasion stands, and how many scores there are of each."""
    return json.loads(served.python(COUNT))


@pytest.mark.parametrize("point", SENDING)
def test_a_submission_is_there_once_wherever_the_process_died(stoppable, point):
    visitor, sent = signed_in(stoppable), {}
    for occasion in occasions_of(stoppable, KILLS):
        path, fields = form_of(visitor, occasion)
        dies(lambda path=path, fields=fields: visitor.post(path, fields, **{"X-Stop-At": point}))
        again(lambda path=path, fields=fields: visitor.post(path, fields), 302)
        sent[dict(fields)["client_id"]] = occasion
    numbers, answered, scores = counted(stoppable)
    assert len(sent) == KILLS
    assert {number: numbers.get(number) for number in sent} == dict.fromkeys(sent, 1)
    assert {one: answered.get(one) for one in sent.values()} == dict.fromkeys(sent.values(), 1)
    assert set(scores) == {5}


def test_feedback_is_made_anew_where_the_process_died_making_it(stoppable):
    visitor = signed_in(stoppable)
    for occasion in occasions_of(stoppable, KILLS):
        path, fields = form_of(visitor, occasion)
        again(lambda path=path, fields=fields: visitor.post(path, fields), 302)
        page = f"/feedback/{occasion}/"
        dies(lambda page=page: visitor.get(page, **{"X-Stop-At": FEEDBACK}))
        _status, shown = again(lambda page=page: visitor.get(page), 200)
        assert "7.5" in shown
    assert set(counted(stoppable)[1].values()) == {1}


def sent_file(visitor: Visitor, token: str, content: str, **more: str) -> tuple[int, str]:
    """Bring a file in, as a browser does."""
    parts = {"csrfmiddlewaretoken": token, "shipped": "help-study"}
    edge = "gavn-edge"
    body = "".join(f'--{edge}\r\nContent-Disposition: form-data; name="{k}"\r\n\r\n{v}\r\n' for k, v in parts.items())
    file = 'Content-Disposition: form-data; name="file"; filename="a.csv"'
    body += f"--{edge}\r\n{file}\r\n\r\n{content}\r\n--{edge}--\r\n"
    headers = {"Content-Type": f"multipart/form-data; boundary={edge}", **more}
    return visitor.asked("POST", "/imports/new/", body, **headers)


def test_a_file_is_there_once_and_whole_wherever_the_process_died(stoppable):
    visitor = signed_in(stoppable, "analyst")
    (_status, page), _ = patiently(lambda: visitor.get("/imports/new/"))
    token = page.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    for number in range(KILLS):
        content = f"no;such;columns\n{number};2;3\n"
        dies(lambda content=content: sent_file(visitor, token, content, **{"X-Stop-At": FILES}))
        again(lambda content=content: sent_file(visitor, token, content), 302)
    digests = json.loads(stoppable.python(FILE_COUNT))
    assert len(digests) == KILLS
    assert set(digests.values()) == {1}


def test_a_report_is_made_anew_where_its_maker_died(stoppable):
    service = json.loads((stoppable.folder / "demo.json").read_text())["objects"]["service"]
    visitor, page = signed_in(stoppable, "manager"), f"/services/{service}/year/file/csv/"
    for _ in range(REPEATS):
        dies(lambda: visitor.get(page, **{"X-Stop-At": REPORT}))
        _status, made = again(lambda: visitor.get(page), 200)
        assert made.count("\n") > 10


def cut_off(visitor: Visitor, path: str, fields: list[tuple[str, str]], *, reads: bool, at: float) -> None:
    """Send a part of a form, or all of it, and hang up without having read the reply."""
    body = urllib.parse.urlencode(fields).encode()
    cookies = "; ".join(f"{name}={told}" for name, told in visitor.cookies.items())
    head = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{visitor.port}\r\nCookie: {cookies}\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    whole = head.encode() + body
    with socket.create_connection(("127.0.0.1", visitor.port)) as line:
        line.sendall(whole if reads else whole[: int(len(head) + at * len(body))])
        if reads:
            time.sleep(at / 5)


@pytest.mark.parametrize("reads", [False, True], ids=["in mid-request", "in mid-reply"])
def test_a_cut_connection_and_the_same_again_is_one_submission(stoppable, reads):
    visitor, draw, sent = signed_in(stoppable), random.Random(61), {}
    for occasion in occasions_of(stoppable, REPEATS):
        path, fields = form_of(visitor, occasion)
        cut_off(visitor, path, fields, reads=reads, at=draw.uniform(0, 0.95))
        again(lambda path=path, fields=fields: visitor.post(path, fields), 302)
        sent[dict(fields)["client_id"]] = occasion
    numbers, answered, scores = counted(stoppable)
    assert {number: numbers.get(number) for number in sent} == dict.fromkeys(sent, 1)
    assert {one: answered.get(one) for one in sent.values()} == dict.fromkeys(sent.values(), 1)
    assert set(scores) == {5}


def test_the_history_of_all_this_is_whole(stoppable):
    told = stoppable.python("import sys; from gavn.web.commands import main; main(['doctor'])")
    assert "history" in told
    assert "WRONG history" not in told
