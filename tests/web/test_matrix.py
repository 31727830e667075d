"""The permission matrix: who opens what, generated from the addresses, the roles and where they are held.

What is expected follows from the permission a page declared and from where its reader holds it, from nothing else. A
page that is added is tried here by itself; a new kind of id in an address needs one line in ``one_of_each``.
"""

from __future__ import annotations

import logging
import os
import random
import re
import zipfile
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO

import pytest
from addresses_filled import Address, addresses
from addresses_here import STAFF
from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from one_of_each import GIVEN, SINCE, World, employed, world

from gavn.access.models import Unit, User
from gavn.access.pure.pages import Gate
from gavn.access.pure.roles import ROLES
from gavn.access.selectors import civil_today
from gavn.access.services import close_account

METHODS = ("GET", "POST", "HEAD")
QUICK = 2500
ALL = int(os.environ.get("GAVN_MATRIX", "0")) or None
"""How many of the cases the long run tries; all of them unless told."""
MANY = 20_000
ANYWHERE = {
    "user": "every administrator finds every account; what they may do with it is asked at the act",
    "proposal": "everybody who signs in reads every proposal",
}
OWN = {
    "brought": "an import is seen by the one who made it alone",
    "handed": "what was given away is taken back by the one who gave it",
}
RELEASE = "protect.release_unmasking"
"""What the act of two persons here needs to be seen, but for the one who asked, and that is nobody in the matrix."""
ONES_OWN_DAYS = {"end_your_absence"}
"""Only who is away ends it here, and nobody in the matrix is."""
OF_THOSE_LED = {"hand_over", "set_absence"}
NOBODYS = {
    "pk": "the number of one's own link or passkey, and nobody here has one",
    "opening": "what was opened is read by the one it was opened for, and that is nobody in the matrix",
    "provider_id": "no provider is known here; with one: tests/access/test_linking.py",
}
ACTS_ON_ACCOUNTS = {"invite_user", "close_account", "open_account"}
NAMES = ("people.see", "rights.see")
"""The permissions whose holders see who a person is."""
IN, SIGN_IN, FORBIDDEN, ABSENT, OPEN = "in", "sign in", "forbidden", "absent", "open"


@dataclass
class Reader:
    """Somebody with roles, and where each of them counts today."""

    name: str
    user: User | None
    counting: tuple[tuple[str, Unit], ...] = ()
    session: str = ""

    def may(self, permission: str, at: Unit | None = None) -> bool:
        """What the roles allow, worked out from the words alone."""
        held = [unit for role, unit in self.counting if permission in ROLES[role].permissions]
        return any(at is None or at == unit or at.is_descendant_of(unit) for unit in held)


def relations() -> dict[str, list[tuple[str, int | None, int | None]]]:
    """How somebody can stand to Lindenhof: nodes with the first and last day of the role, counted from today."""
    return {
        "own unit": [("lindenhof", None, None)],
        "organisation above": [("midtby", None, None)],
        "region above": [("midt", None, None)],
        "same organisation": [("skovly", None, None)],
        "other organisation": [("havly", None, None)],
        "other region": [("nordly", None, None)],
        "ward below": [("ward", None, None)],
        "last day": [("lindenhof", None, 0)],
        "first day": [("lindenhof", 0, None)],
        "expired": [("lindenhof", None, -1)],
        "future": [("lindenhof", 1, None)],
        "former, now elsewhere": [("lindenhof", None, -1), ("skovly", None, None)],
        "coming, now elsewhere": [("lindenhof", 1, None), ("skovly", None, None)],
    }


def reader(name: str, units: dict[str, Unit], *held: tuple[str, str, int | None, int | None]) -> Reader:
    """Somebody with these roles: role, node, first and last day counted from today."""
    today = civil_today()

    def day(away: int | None):
        return None if away is None else today + timedelta(days=away)

    roles = [(role, units[at], day(first) or SINCE, day(last)) for role, at, first, last in held]
    counting = tuple(
        (role, at) for role, at, first, last in roles if first <= today and (last is None or last >= today)
    )
    return Reader(name, employed(re.sub(r"\W", "-", name), *roles), counting)


def readers(made: World) -> list[Reader]:
    """Every role in every relation, every two roles apart, a closed account, nobody's role, and the signed out."""
    units = made.units
    found = [
        reader(f"{role}: {relation}", units, *[(role, *place) for place in places])
        for role in ROLES
        for relation, places in relations().items()
    ]
    found += [
        reader(f"{there} elsewhere and {here}", units, (there, "skovly", None, None), (here, "lindenhof", None, None))
        for there in ROLES
        for here in ROLES
        if here != there
    ]
    ada = employed("closes-accounts", ("administrator", units["midt"], SINCE, None))
    closed = [reader(f"{role}: closed", units, (role, "lindenhof", None, None)) for role in ROLES]
    found += [*closed, reader("no role", units), Reader("signed out", None), Reader("maker", made.maker)]
    found[-1].counting = (("manager", units["lindenhof"]),)
    for one in found:
        if one.user is not None:
            client = Client()
            client.force_login(one.user)
            one.session = client.cookies[settings.SESSION_COOKIE_NAME].value
    for one in closed:
        close_account(by=ada, user=one.user)
        one.user, one.counting = None, ()
    return found


def expected(made: World, one: Reader, to: Address, method: str) -> str:
    """What the gate's permission and the relation say."""
    if to.gate.everybody:
        return OPEN
    if one.user is None:
        return SIGN_IN
    if to.gate.unproved:
        return OPEN  # one's own sign-in: what is shown follows from the second factors one has
    if to.gate.permission and not one.may(to.gate.permission):
        return FORBIDDEN
    return expected_inside(made, one, to, method)


def expected_inside(made: World, one: Reader, to: Address, method: str) -> str:
    """What is found behind the gate: one's own, what lies in one's units, accounts."""
    reaches = one.may(to.gate.permission, made.units["lindenhof"]) if to.gate.permission else True
    if to.places & set(NOBODYS):
        return ABSENT
    if to.name in ONES_OWN_DAYS:
        return ABSENT
    if "act" in to.places:
        return IN if one.may(RELEASE, made.units["lindenhof"]) else ABSENT
    if to.places & set(OWN):
        return IN if one.user == made.maker else ABSENT
    if to.places & set(ANYWHERE) and to.name not in OF_THOSE_LED:
        return FORBIDDEN if to.name in ACTS_ON_ACCOUNTS and method == "POST" and not reaches else IN
    return IN if reaches or not to.places & set(made.ids) else ABSENT


def outcome(reply) -> str:
    """What happened, in the same words; what is none of them is told as it is."""
    if reply.status_code == 302 and "/sign-in/" in reply.headers["Location"]:
        return SIGN_IN
    told = {403: FORBIDDEN, 404: ABSENT, 200: IN, 302: IN, 409: IN, 422: IN}
    return told.get(reply.status_code, str(reply.status_code))


def words_of(reply) -> str:
    """Everything a reply says, unpacked where it is a packed file."""
    content = reply.getvalue()
    if content[:2] == b"PK":
        packed = zipfile.ZipFile(BytesIO(content))
        content = b"\n".join(packed.read(name) for name in packed.namelist())
    return content.decode(errors="replace")


@contextmanager
def writes():
    """The tables that are written to within."""
    found: list[str] = []

    def watch(execute, sql, params, many, context):
        stamp = "django_session" in sql  # when somebody last did something
        if sql.lstrip().split(" ", 1)[0] in {"INSERT", "UPDATE", "DELETE"} and not stamp:
            found.append(sql[:60])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield found


class Matrix:
    """All cases, what they should give, and what they gave."""

    def __init__(self, made: World) -> None:
        self.made, self.readers, self.addresses = made, readers(made), addresses(made)
        self.counted: Counter[str] = Counter()
        self.wrong: list[str] = []
        self.client = Client(raise_request_exception=False)

    @property
    def cases(self) -> list[tuple[Reader, Address, str]]:
        """Every reader at every address by every method, so ordered that each part meets all three."""
        return [
            (self.readers[(place * 31 + turn) % len(self.readers)], address, method)
            for turn in range(len(self.readers))
            for place, address in enumerate(self.addresses)
            for method in METHODS
        ]

    @property
    def telling(self) -> list[tuple[Reader, Address, str]]:
        """What tells most at least cost: who must be kept out of each page, in an order that is drawn."""
        near = ("own unit", "same organisation", "region above", "ward below", "expired", "future", "closed")
        who = [one for one in self.readers if ": " not in one.name or one.name.endswith(near)]
        pages = {one.name: one for one in self.addresses}.values()
        cases = [(one, to, "GET") for one in who for to in pages]
        cases += [(one, to, "POST") for one in who for to in pages if to.name in ACTS_ON_ACCOUNTS]
        kept_out = [case for case in cases if expected(self.made, *case) in (SIGN_IN, FORBIDDEN, ABSENT)]
        random.Random(11).shuffle(kept_out)
        return kept_out

    def run(self, cases: list[tuple[Reader, Address, str]], *, to_the_end: bool = True) -> None:
        """Try the cases, each undone afterwards; that somebody was refused is what is tried and not worth a line."""
        logging.getLogger("django.request").setLevel(logging.ERROR)
        for one, to, method in cases:
            with transaction.atomic():
                self._try(one, to, method)
                transaction.set_rollback(True)
            if self.wrong and not to_the_end:
                return

    def _try(self, one: Reader, to: Address, method: str) -> None:
        self.client.cookies.clear()
        if one.session:
            self.client.cookies[settings.SESSION_COOKIE_NAME] = one.session
        with writes() as written:
            reply = self.client.generic(method, to.path)
        due, came = expected(self.made, one, to, method), outcome(reply)
        case = f"{one.name} · {method} {to.name}: {due}, came {came} ({reply.status_code})"
        no_such_act = reply.status_code == 405 and due in (IN, ABSENT)
        self._check(due == came or no_such_act or (due == OPEN and reply.status_code < 500), case)
        if due in (SIGN_IN, FORBIDDEN, ABSENT):
            self._check(not written, f"{case} and wrote {written}")
        if not any(one.may(permission, self.made.units["lindenhof"]) for permission in NAMES):
            self._check(GIVEN not in words_of(reply), f"{case} and names the person")

    def _check(self, held: bool, case: str) -> None:
        self.counted["assertions"] += 1
        if not held:
            self.wrong.append(case)


@pytest.fixture(scope="module")
def matrix(django_db_setup, django_db_blocker):
    """One world for all cases; it goes away with the file."""
    with django_db_blocker.unblock():
        outer = transaction.atomic()
        outer.__enter__()
        yield Matrix(world())
        transaction.set_rollback(True)
        outer.__exit__(None, None, None)


@pytest.mark.django_db
def test_every_address_is_tried_with_ids_that_exist(matrix):
    assert [one.path for one in matrix.addresses if not isinstance(one.gate, Gate)] == []
    tried = {one.name for one in matrix.addresses}
    missing = {address for address, pattern in STAFF.items() if pattern.name not in tried}
    assert missing == set(), "make what these addresses name in tests/one_of_each.py, or say the words in WORDS"


@pytest.mark.parametrize(
    "most", [pytest.param(QUICK, id="a part"), pytest.param(ALL, marks=pytest.mark.faults, id="all")]
)
@pytest.mark.django_db
def test_what_somebody_opens_follows_from_their_roles_and_where_they_hold_them(matrix, most):
    matrix.counted.clear()
    cases = matrix.cases[:most]
    matrix.run(cases)
    met = {(address.name, method) for _one, address, method in cases}
    print(f"{len(cases)} cases, {matrix.counted['assertions']} assertions, {len(matrix.readers)} readers, "
          f"{len(matrix.addresses)} addresses; {Counter(expected(matrix.made, *case) for case in cases)}")  # fmt: skip
    assert matrix.wrong == []
    assert met == {(address.name, method) for address in matrix.addresses for method in METHODS}
    assert {one.name for one, _address, _method in cases} == {one.name for one in matrix.readers}
    assert most == QUICK or matrix.counted["assertions"] >= MANY


@pytest.mark.faults
@pytest.mark.django_db
def test_nobody_gets_in_who_must_be_kept_out(matrix):
    """Ends at the first who does; ``test_permission_mutants`` runs it again and again."""
    matrix.run(matrix.telling, to_the_end=False)
    assert matrix.wrong == []
