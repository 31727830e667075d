"""What the demo talked about, acknowledged and wished to know; nothing is drawn, so that figures stand still."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gavn.access.selectors import civil_today
from gavn.benefit.pure.months import last_over, months_until
from gavn.benefit.services import acknowledge, decide, propose
from gavn.collect.services import mark_discussed
from gavn.web.demo.given import occasions_by_stay

if TYPE_CHECKING:
    from gavn.people.models import Enrolment
    from gavn.web.demo.region import Region

SETTLED = 30  # days after which nobody would begin to talk about a result
YEAR = 400
ANSWERS = (
    "Thank you. Five of us pass over the same line; let us look at its words on Thursday.",
    "Good to see that nearly everything is talked about. Keep the five minutes at the end.",
)
WISHES = (
    ("Do people sleep better after half a year with us?", "Sleep comes up in every conversation, and no form asks it.",
     "One question at status, answered by the person.", "It must not be one more form."),
    ("How many can keep their home?", "The council asks every year, and we count by hand.", "", ""),
    ("Is it always the same line that is left blank?", "Then its words may be hard.",
     "It is in the answers already.", ""),
    ("Could we ask about sleep at entry too?", "Otherwise there is nothing to hold it against.", "", ""),
    ("What do relatives think of the evening team?", "They say it in the doorway, never in writing.",
     "A card with a code by the door.", "Who answers, and does the person agree?"),
)  # fmt: skip


def wish_and_answer(land: Region, stays: dict[str, list[Enrolment]]) -> None:
    """Results that were talked about at Lindenhof, months its manager answered, and five proposals on their way."""
    _talk(land, stays["lindenhof"])
    months = months_until(last_over(civil_today()), before=2)[:2]
    for month, answer in zip(months, ANSWERS, strict=True):
        acknowledge(by=land.staff["lindenhof"][0], unit=land.services["lindenhof"], month=month, answer=answer)
    people = [worker for staff in land.staff.values() for worker in staff]
    made = [
        propose(by=by, wanted=wanted, why=why, how=how, solve=solve)
        for by, (wanted, why, how, solve) in zip(people[1::2], WISHES, strict=False)
    ]
    keeper = land.accounts["secretariat"]
    sleep, home, blank, again, _evening = made
    decide(by=keeper, proposal=sleep, state="accepted", expected=1, reason="Asked by three services; we write it.")
    decide(by=keeper, proposal=home, state="looked", expected=1, reason="The exit form may know it already.")
    kept = decide(by=keeper, proposal=blank, state="accepted", expected=1)
    decide(by=keeper, proposal=kept, state="in_form", expected=2, form="gavn/four-lines@1",
           reason="Nothing new to ask: the page Burden and benefit tells it.")  # fmt: skip
    decide(by=keeper, proposal=again, state="merged", expected=1, into=sleep.public_id)


def _talk(land: Region, stays: list[Enrolment]) -> None:
    """Most results of the last year were talked about, all by one colleague's hand."""
    today = civil_today()
    for occasions in occasions_by_stay(stays).values():
        for place, occasion in enumerate(occasions):
            done = occasion.done_on
            if done and SETTLED < (today - done).days < YEAR and (done.toordinal() + place) % 4:
                mark_discussed(by=land.staff["lindenhof"][1], occasion=occasion)
