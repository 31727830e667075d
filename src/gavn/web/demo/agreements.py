"""What was agreed with a few of the demo's people: what they were told, who speaks for them, what they said no to."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from gavn.access.selectors import civil_today
from gavn.rights.services import (
    inform,
    name_contact,
    name_representative,
    note_involvement,
    say_no,
    state_ground,
    write_profile,
)

if TYPE_CHECKING:
    from gavn.access.models import User
    from gavn.people.models import Enrolment, Individual

TOLD: dict[str, Any] = {"about": ["questions", "use", "rights"], "how": ["spoken", "easy_read"], "whom": ["person"]}
PROFILE: dict[str, Any] = {
    "basis": "Short sentences, one thing at a time. Points when words are missing.",
    "potential": "Could choose between two pictures without help.",
    "tools": ["pictures", "time"],
    "network": "Best before noon, and with tea on the table.",
    "variant": "easy",
    "mode": "interview",
}
FEW = 3


def agree_with(stays: dict[str, list[Enrolment]], staff: dict[str, list[User]]) -> None:
    """One of each at two services, and one objection; nothing is drawn, so that figures stand still."""
    for key in ("skovly", "lindenhof"):
        for stay in _present(stays[key])[:FEW]:
            _everything(stay.individual, by=staff[key][0])
    objecting = _present(stays["fyret"])[:1]
    for stay in objecting:
        words = "I want to talk with you, not to be a number."
        say_no(by=staff["fyret"][0], individual=stay.individual, kind="objection", words=words)


def _present(stays: list[Enrolment]) -> list[Enrolment]:
    return [stay for stay in stays if not stay.closed]


def _everything(individual: Individual, *, by: User) -> None:
    """What was told, a guardian, a sister who may be asked, a profile, and where wish and view are apart."""
    today = civil_today()
    inform(by=by, individual=individual, day=today - timedelta(days=40), **TOLD)
    name_representative(
        by=by, individual=individual, name="Vagn Prøvelund", kind="guardian", scope=["economy"],
        first=today - timedelta(days=400), phone="00 00 00 00",
    )  # fmt: skip
    name_contact(by=by, individual=individual, name="Signe Prøvelund", relation="sibling", agreed="yes")
    write_profile(by=by, individual=individual, revise_on=today + timedelta(days=180), **PROFILE)
    note_involvement(
        by=by, individual=individual, area="economy", wished="controls", staff="shares",
        disagreement="Wants to keep the bank card. We think once a week together is safer.",
    )  # fmt: skip
    state_ground(by=by, individual=individual, kind="voluntary", first=today - timedelta(days=400))
