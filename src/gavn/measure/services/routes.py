"""Who hears of critical answers at a unit, and which local help there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from gavn.access.selectors import require
from gavn.catalogue.pure.formats import LANGUAGES
from gavn.history.services import record
from gavn.kernel.errors import Refused
from gavn.measure.models import CriticalRoute
from gavn.measure.pure.critical import LONGEST_WAIT, MOST_HELP
from gavn.measure.selectors.critical import may_receive

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gavn.access.models import Unit, User


@transaction.atomic
def set_critical_route(
    *, by: User, unit: Unit, recipient: User, deputy: User, hours: int, local_help: Mapping[str, str]
) -> CriticalRoute:
    """Name who acts on critical answers at a unit and below it, who else after so many hours, and whom one can call."""
    require(by, "measure.route_critical", at=unit)
    if recipient == deputy:
        raise Refused("The deputy must be somebody else than the recipient.", field="deputy")
    able = may_receive(unit)
    for field, user in (("recipient", recipient), ("deputy", deputy)):
        if user not in able:
            raise Refused("{name} may not act on critical answers here.", name=user.name, field=field)
    if not 1 <= hours <= LONGEST_WAIT:
        raise Refused("Let the deputy hear of it after 1 to {most} hours.", most=LONGEST_WAIT, field="hours")
    words = {language: text.strip() for language, text in local_help.items() if text.strip()}
    if not set(words) <= set(LANGUAGES) or any(len(text) > MOST_HELP for text in words.values()):
        raise Refused("Write the local help in at most {most} characters.", most=MOST_HELP, field="local_help")
    route, _made = CriticalRoute.objects.update_or_create(
        unit=unit, defaults={"recipient": recipient, "deputy": deputy, "hours": hours, "local_help": words}
    )
    record(by, "measure.critical_routed", about=unit, unit=unit, recipient=recipient.public_id, deputy=deputy.public_id)
    return route
