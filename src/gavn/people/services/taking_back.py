"""An enrolment that was a mistake is taken back: nothing of it stays but a line of history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import ProtectedError, Q

from gavn.access.selectors import require
from gavn.history.services import record
from gavn.kernel.errors import Refused
from gavn.people.models import Enrolment, Goal, Individual, Intervention, Merge, NameToken, Placement, VaultEntry
from gavn.people.services.registers import taken_back
from gavn.works.services import forget_ours

if TYPE_CHECKING:
    from gavn.access.models import User

MISTAKE = "of a stay that is taken back"
HANGS = "Something else is written about this person. End the stay instead."


@transaction.atomic
def take_back_enrolment(*, by: User, enrolment: Enrolment) -> bool:
    """Take back a stay that was a mistake; says whether the person is gone with it, having no other stay.

    Refused while anything else hangs on it, so that nothing anybody wrote can be lost.
    """
    unit = enrolment.unit
    require(by, "people.enrol", at=unit)
    stay = Enrolment.objects.unscoped(MISTAKE).select_for_update().get(pk=enrolment.pk)
    who = Individual.objects.unscoped(MISTAKE).select_for_update().get(pk=stay.individual_id)
    _check_empty(stay, who)
    taken_back.tell(enrolment=stay, by=by)
    others = Enrolment.objects.unscoped(MISTAKE).filter(individual=who).exclude(pk=stay.pk).exists()
    about, concerned = stay.public_id, who.public_id
    try:
        _delete(stay, None if others else who)
    except ProtectedError as hangs:
        raise Refused(HANGS) from hangs
    if others and stay.exit_reason == "died":
        Individual.objects.unscoped(MISTAKE).filter(pk=who.pk).update(dead=False, died_on="")
    forget_ours([about] if others else [about, concerned])
    record(by, "people.enrolment_taken_back", individuals=[concerned], unit=unit, stay=about, gone=int(not others))
    return not others


def _check_empty(stay: Enrolment, who: Individual) -> None:
    """Refuse where goals or interventions are written, or where the person was merged from two records."""
    for table in (Goal, Intervention):
        if table.objects.unscoped(MISTAKE).filter(enrolment=stay).exists():
            raise Refused("Goals or interventions are written in this stay. End the stay instead.")
    if Merge.objects.unscoped(MISTAKE).filter(Q(kept=who) | Q(other=who)).exists():
        raise Refused("Two records of this person were merged, and the history needs both. End the stay instead.")


def _delete(stay: Enrolment, who: Individual | None) -> None:
    """The stay with its placements; with ``who`` also the person, in the vault and wherever names are looked up."""
    Placement.objects.unscoped(MISTAKE).filter(enrolment=stay).delete()
    Enrolment.objects.unscoped(MISTAKE).filter(pk=stay.pk).delete()
    if who is not None:
        NameToken.objects.unscoped(MISTAKE).filter(individual=who).delete()
        VaultEntry.objects.unscoped(MISTAKE).filter(individual=who).delete()
        Individual.objects.unscoped(MISTAKE).filter(pk=who.pk).delete()
