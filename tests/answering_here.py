"""Answers submitted to an installation by scripts of its own, and what of them is there afterwards."""

from __future__ import annotations

SET_UP = """
import django; django.setup()
from datetime import date
from gavn.access.models import Unit
from gavn.access.services import add_unit
from gavn.collect.services import choose_programme
service = add_unit(by=None, name="Lindenhof", kind="service", under=Unit.objects.get(name="Midtby"))
choose_programme(by=None, unit=service, programme="gavn/substance-misuse-follow-up@1", chosen=["gavn/four-lines@1"],
                 first=date(2020, 1, 1))
"""
ENROL = """
import django, sys; django.setup()
from gavn.access.models import Unit
from gavn.access.selectors import civil_today
from gavn.collect.selectors import occasions_of_many
from gavn.collect.services import open_occasions_of_many
from gavn.kernel.dates import PartialDate
from gavn.people.services import NewStay, enrol_many
unit = Unit.objects.get(name="Lindenhof")
rows = [NewStay(unit=unit, entered=PartialDate.of(civil_today()), person=str(n), given="Anna", family=f"Number{n}",
                birth_year=1980, birth_month=1, sex="woman") for n in range(int(sys.argv[1]))]
stays = enrol_many(by=None, rows=rows, tell=False)
open_occasions_of_many(stays)
"""
SUBMIT = """
# How often each is tried; anything: with a file for each; a path: a file that fills the disk first.
import django, sys, time; django.setup()
from django.db import Error, connection
from gavn.collect.models import Occasion
from gavn.collect.services import submit_response
from gavn.works.services import store_file
from gavn.kernel.clock import public_id
four = {item: {"v": 7} for item in ("line_life", "line_wellbeing", "line_close", "line_social")}
tries, lost = int(sys.argv[1]), 0

def patiently(ask):
    for attempt in range(tries):
        try:
            return ask()
        except (Error, OSError) as trouble:
            print("trouble", type(trouble).__name__, flush=True)
            connection.close()
            time.sleep(0.2 if tries > 1 else 0)
    return None

def one(occasion, number):
    sent = submit_response(by=None, occasion=occasion, instrument="gavn/four-lines@1", respondent="individual",
                           answers=four, client_id=number, mode="interview")
    return sent.revision.client_id

found = patiently(lambda: list(Occasion.objects.unscoped("to answer").filter(kind="entry").order_by("pk"))) or []
if len(sys.argv) > 3:
    with open(sys.argv[3], "wb", buffering=0) as out:
        for size in (1024 * 1024, 4096, 1):
            try:
                while True:
                    out.write(bytes(size))
            except OSError:
                continue
for place, occasion in enumerate(found):
    number = f"number{place:04}"
    if patiently(lambda: one(occasion, number)):
        print("kept", number, flush=True)
    if len(sys.argv) > 2 and patiently(lambda: store_file(number.encode() * 4000, name="a.txt", owner="x")):
        print("filed", number, flush=True)
"""
COUNT = """
import django, json; django.setup()
from gavn.collect.models import Revision
from gavn.history.models import Event
from gavn.works.selectors import all_files
from gavn.works.services import file_content
found = list(Revision.objects.unscoped("to count"))
print(json.dumps({
    "answers": sorted(one.client_id for one in found),
    "scores": sorted({one.scores.unscoped("to count").count() for one in found}),
    "lines": Event.objects.filter(kind="collect.response_submitted").count(),
    "files": sorted(file_content(one).decode()[:10] for one in all_files()),
}))
"""
