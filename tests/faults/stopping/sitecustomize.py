"""Lets a test kill a web process at a named point of a request: the request says so in a header of its own.

Python reads this file when it starts, where a test has put its folder in the way; the product knows nothing of it.
"""

from __future__ import annotations

import os
import signal
import threading
from functools import wraps

import django.core.wsgi

asked = threading.local()


def stop_at(point: str) -> None:
    """Die here if the request in hand asked for it."""
    if point and getattr(asked, "point", "") == point:
        os.kill(os.getpid(), signal.SIGKILL)


def around(owner, name: str, *, before: str = "", after: str = "") -> None:
    """Put a stop before or after a function of a module or an object."""
    plain = getattr(owner, name)

    @wraps(plain)
    def stopping(*args, **kwargs):
        stop_at(before)
        result = plain(*args, **kwargs)
        stop_at(after)
        return result

    setattr(owner, name, stopping)


def put_stops() -> None:
    """The points of submitting, each where the product does what it is named after."""
    from gavn.collect import services
    from gavn.collect.services import submitting
    from gavn.history.models import Concerned
    from gavn.report.views import documents, persons
    from gavn.works.services import household

    around(submitting, "_submit_once", before="after validation")
    around(submitting, "first_revision", before="inside the transaction")
    around(submitting.submitted, "tell", after="before commit")
    around(services, "submit_response", after="after commit, before the reply")
    around(Concerned.objects, "bulk_create", before="while history is written")
    around(persons, "feedback_of", before="while feedback is made")
    around(documents, "file_of", before="while a report is made")
    around(household.os, "fsync", before="while a file is written")


make = django.core.wsgi.get_wsgi_application


def get_wsgi_application():
    """The product's application with stops in it."""
    plain = make()
    put_stops()

    def application(environ, start):
        asked.point = environ.get("HTTP_X_STOP_AT", "")
        stop_at("before parsing")
        return plain(environ, start)

    return application


django.core.wsgi.get_wsgi_application = get_wsgi_application
