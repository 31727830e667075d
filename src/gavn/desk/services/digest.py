"""The mail that counts what waits: without a name, once a day or a week, and only when something waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext, ngettext

from gavn.desk.models import DigestChoice
from gavn.desk.pure.digest import EVERY, period_at
from gavn.desk.selectors.digest import civil_now, digests_due
from gavn.desk.selectors.today import piles_of
from gavn.history.services import record
from gavn.kernel.errors import Refused
from gavn.works.gateways import say
from gavn.works.services import queue_message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gavn.access.models import User
    from gavn.access.pure.today import Pile


@transaction.atomic
def choose_digest(*, by: User, every: str) -> DigestChoice:
    """Say how often one wants a digest; the first one comes when the next day or week begins."""
    if every not in EVERY:
        raise Refused("Choose how often from the list.", field="every")
    period = period_at(every, civil_now())
    choice, _made = DigestChoice.objects.update_or_create(user=by, defaults={"every": every, "period": period})
    record(by, "desk.digest_chosen", about=by, every=every)
    return choice


def write_digests() -> int:
    """Put into the outbox every digest that is due; returns how many. Said twice, it writes nothing more."""
    return sum(_write(pk) for pk in digests_due())


@transaction.atomic
def _write(pk: int) -> bool:
    """One digest, in the transaction that remembers its period."""
    choice = DigestChoice.objects.select_for_update(of=("self",)).select_related("user").get(pk=pk)
    period = period_at(choice.every, civil_now())
    if choice.every == "never" or choice.period == period:  # somebody was quicker
        return False
    choice.period = period
    choice.save(update_fields=["period"])
    user = choice.user
    with translation.override(user.language):
        piles = [pile for pile in piles_of(user) if pile.total]
        if not piles:
            return False
        queue_message(user.email, _subject(piles), _body(piles, choice.every))
    record(None, "desk.digest_written", about=user, period=period)
    return True


def _subject(piles: Sequence[Pile]) -> str:
    n = sum(pile.total for pile in piles)
    return ngettext("gavn: %(n)s thing waits for you", "gavn: %(n)s things wait for you", n) % {"n": n}


def _body(piles: Sequence[Pile], every: str) -> str:
    """Counts and addresses in plain words; nothing that points at a person."""
    home = settings.GAVN_ADDRESS + reverse("home", urlconf=settings.ROOT_URLCONF)
    own = settings.GAVN_ADDRESS + reverse("your_settings", urlconf=settings.ROOT_URLCONF)
    lines = [
        f"- {say(pile.title)}: {pile.total}{'+' if pile.more else ''}\n  {home}?kind={pile.kind}" for pile in piles
    ]
    told = {"daily": gettext("You get this mail each morning."), "weekly": gettext("You get this mail each Monday.")}
    return "\n\n".join(
        [
            gettext("Hello"),
            gettext("This waits for you:"),
            "\n".join(lines),
            gettext("The whole list: %(address)s") % {"address": home},
            gettext("No names stand in this mail, and none of its addresses names anybody."),
            told[every] + " " + gettext("Change that here: %(address)s") % {"address": own},
        ]
    )
