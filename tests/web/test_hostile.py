"""Hostile input: whatever is typed into whatever field of whatever form, nothing breaks, half-writes or runs."""

from __future__ import annotations

import logging
import os
import random
import re
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser

import pytest
from addresses_filled import Address, addresses
from django.apps import apps
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client
from hostile_words import FILES, SCRIPT, WORDS
from one_of_each import SINCE, World, employed, world

from gavn.access.models import User

MANY = int(os.environ.get("GAVN_CASES", "100000"))
SEED = int(os.environ.get("GAVN_SEED", "0"))
"""Another seed draws other cases, so that a long run can be made in parts."""
FEW = 400
AGAIN = 500  # cases of one session: what a case does is undone, so to the session its reader does nothing
LEAVE_OUT = {"lock", "sign_out", "account_logout", "demo_sign_in", "ready"}
KEPT = {"history_event", "history_concerned", "django_session", "works_draft"}
"""What a refused form may leave: that somebody looked, and what was typed so far."""
TABLE = re.compile(r'^\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"([a-z_]+)"')


@dataclass
class Form:
    """A page's fields with what stands in them, and which of them take a file."""

    address: Address
    reader: User
    kept: dict[str, list[str]] = field(default_factory=dict)
    files: set[str] = field(default_factory=set)


class Fields(HTMLParser):
    """Reads the fields of a page as a browser would send them."""

    def __init__(self, form: Form) -> None:
        super().__init__()
        self.form, self.select, self.text = form, "", ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        told = dict(attributes)
        name = told.get("name") or ""
        kind = told.get("type") or "text"
        if tag == "select":
            self.select = name
            self.form.kept.setdefault(name, [])
        elif tag == "option" and self.select and (not self.form.kept[self.select] or "selected" in told):
            self.form.kept[self.select] = [told.get("value") or ""]
        elif tag == "input" and kind == "file":
            self.form.files.add(name)
        elif tag in {"input", "textarea"} and name not in {"", "csrfmiddlewaretoken", "language"}:
            chosen = kind not in {"radio", "checkbox"} or "checked" in told
            self.form.kept.setdefault(name, [])
            if chosen:
                self.form.kept[name].append(told.get("value") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self.select = ""


class Attack:
    """Forms of two readers, and the cases drawn from them."""

    def __init__(self, made: World) -> None:
        logging.getLogger("django.request").setLevel(logging.CRITICAL)
        self.made, self.client = made, Client(raise_request_exception=False)
        ada = employed("ada-of-the-region", ("administrator", made.units["midt"], SINCE, None))
        self.forms = [form for reader in (made.maker, ada) for form in self.forms_of(reader)]
        self.counted: Counter[str] = Counter()
        self.wrong: list[str] = []

    def forms_of(self, reader: User) -> list[Form]:
        """Every page the reader opens that has fields, and every act without a page."""
        self.client.force_login(reader)
        found = []
        for address in addresses(self.made):
            if address.name in LEAVE_OUT:
                continue
            with transaction.atomic():
                page = self.client.get(address.path)
                transaction.set_rollback(True)
            form = Form(address, reader)
            if page.status_code == 200 and "text/html" in page.headers["Content-Type"]:
                Fields(form).feed(page.content.decode())
            if page.status_code in {200, 405}:
                found.append(form)
        return found

    def run(self, cases: int, seed: int) -> None:
        """Draw and try so many cases, each undone afterwards; the reader changes seldom, because signing in is slow."""
        draw = random.Random(seed)
        for reader in {form.reader for form in self.forms}:
            mine = [form for form in self.forms if form.reader == reader]
            for turn in range(cases // 2):
                if turn % AGAIN == 0:
                    self.client.force_login(reader)
                    session = self.client.cookies[settings.SESSION_COOKIE_NAME].value
                self.client.cookies.clear()
                self.client.cookies[settings.SESSION_COOKIE_NAME] = session
                with transaction.atomic():
                    self.one(mine[turn % len(mine)], draw)
                    transaction.set_rollback(True)

    def one(self, form: Form, draw: random.Random) -> None:
        """One case: most fields as they stand, some with something hostile; now and then in the query instead."""
        names = list(form.kept) or ["q"]
        hit = draw.sample(names, min(len(names), draw.choice((1, 1, 2, len(names)))))
        kinds = {name: draw.choice(list(WORDS)) for name in hit}
        sent = form.kept | {name: [WORDS[kind]] for name, kind in kinds.items()}
        files = {name: draw.choice(list(FILES)) for name in form.files}
        what = f"{form.address.name}: {kinds} {files}"
        if draw.random() < 0.1 and not files:
            asked = {name: value[0][:2000] for name, value in sent.items() if value}
            self.look(self.client.get(form.address.path, asked), what)
            return
        uploads = {name: SimpleUploadedFile(*FILES[kind]()) for name, kind in files.items()}
        self.post(form, sent | uploads, what)

    def post(self, form: Form, sent: dict, what: str) -> None:
        """Send a form; refused, it leaves nothing; accepted, what it leads to is looked at, too."""
        written: set[str] = set()

        def watch(execute, sql, params, many, context):
            found = TABLE.match(sql)
            written.update({found[1]} if found else ())
            return execute(sql, params, many, context)

        before = counts() if self.counted["posts"] % 5 == 0 else None
        with connection.execute_wrapper(watch):
            reply = self.client.post(form.address.path, sent)
        self.counted["posts"] += 1
        self.look(reply, what)
        if reply.status_code == 302:
            self.counted["accepted"] += 1
            onward = reply.headers["Location"].split("#")[0]
            self.look(self.client.get(onward) if onward.startswith("/") else reply, f"{what}, then {onward}")
        elif before is not None and written - KEPT:
            self.check(
                counts() == before or form.address.name in WRITES_ANYHOW, f"{what} was refused and wrote {written}"
            )

    def look(self, reply, what: str) -> None:
        """No fault of ours, and no script that would run."""
        self.check(reply.status_code < 500, f"{what}: {reply.status_code}")
        signed_out = reply.status_code == 302 and "/sign-in/" in reply.headers["Location"]
        self.check(not signed_out or what.startswith(tuple(LEAVE_OUT)), f"{what}: the case met nobody signed in")
        if "text/html" in reply.headers.get("Content-Type", ""):
            self.check(SCRIPT not in reply.content.decode(), f"{what}: the script would run")

    def check(self, held: bool, what: str) -> None:
        self.counted["assertions"] += 1
        if not held:
            self.wrong.append(what)


WRITES_ANYHOW = {
    "invite": "shows the code of the invitation it has just made",
    "invite_user": "shows the link it has just made",
    "keep_answers": "keeps a draft",
    "critical_task": "opening it counts as seen",
}


def counts() -> dict[str, int]:
    """How many rows each table has, but those of what a refused form may leave."""
    tables = [model._meta.db_table for model in apps.get_models() if model._meta.db_table not in KEPT]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(f"SELECT '{one}', COUNT(*) FROM \"{one}\"" for one in tables))
        return dict(cursor.fetchall())


@pytest.fixture(scope="module")
def attack(django_db_setup, django_db_blocker):
    """One world for all cases; it goes away with the file."""
    with django_db_blocker.unblock():
        outer = transaction.atomic()
        outer.__enter__()
        yield Attack(world())
        transaction.set_rollback(True)
        outer.__exit__(None, None, None)


@pytest.mark.parametrize(
    "cases", [pytest.param(FEW, id="few"), pytest.param(MANY, marks=pytest.mark.faults, id="many")]
)
@pytest.mark.django_db
def test_nothing_breaks_half_writes_or_runs(attack, cases):
    attack.run(cases, seed=cases + SEED)
    print(f"{cases} cases on {len(attack.forms)} forms: {dict(attack.counted)}")
    assert attack.wrong == []
    assert attack.counted["accepted"] < attack.counted["posts"]
