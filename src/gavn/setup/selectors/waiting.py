"""What is left of a set-up, on the front page of those who keep the tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from gavn.access.pure.today import Line, Pile, piled
from gavn.access.selectors import may
from gavn.kernel.say import Said
from gavn.setup.pure.steps import DONE
from gavn.setup.selectors.progress import left_to_set_up

if TYPE_CHECKING:
    from gavn.access.models import User


def steps_wait(*, user: User, into: list[Pile]) -> None:
    """Add the steps that are left at the first organisation that is not set up."""
    found = left_to_set_up(user) if may(user, "access.shape") else None
    if found is None:
        return
    owner, progress = found
    there = reverse("set_up_of", args=[owner.public_id])
    left = [step for step in progress.steps if step.state != DONE]
    into.extend(
        piled(
            Pile(
                kind="set_up",
                order=45,
                title=Said("Left to set up"),
                lines=[Line(url=there, name=owner.name, what=step.title) for step in left],
                act=Said("Go on with the set-up"),
                why=Said("{n} steps are left"),
                everything=there,
            )
        )
    )
