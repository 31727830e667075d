"""Everything the page of a person's rights shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from gavn.access.selectors import civil_today, may
from gavn.people.selectors import name_of
from gavn.rights.selectors.erasing import holds_of
from gavn.rights.selectors.persons import person_seen_by, service_of
from gavn.rights.selectors.rows import (
    AreaShown,
    DecisionShown,
    Worded,
    contacts_of,
    decisions_of,
    grounds_of,
    involvement_of,
    profiles_of,
    representatives_of,
    told_to,
)

if TYPE_CHECKING:
    from gavn.access.models import User
    from gavn.people.models import Individual


@dataclass(frozen=True)
class RightsPage:
    """What a person was told, who is around them, what they said no to, how they communicate and take part."""

    individual: Individual
    name: str
    writes: bool
    today: date
    told: list[Worded]
    representatives: list[Worded]
    contacts: list[Worded]
    decisions: list[DecisionShown]
    profiles: list[Worded]
    involvement: list[AreaShown]
    grounds: list[Worded]
    holds: list[Worded]
    holds_set: bool
    erases: bool

    @property
    def profile(self) -> Worded | None:
        """How the person communicates, as it was last written."""
        return self.profiles[0] if self.profiles else None

    @property
    def profile_is_late(self) -> bool:
        """Whether the profile should have been looked at again by now."""
        day = self.profile.row.revise_on if self.profile else None
        return day is not None and day < self.today

    @property
    def areas_written(self) -> list[AreaShown]:
        """The areas of which something is known."""
        return [one for one in self.involvement if one.newest]


def rights_page(user: User, public_id: str, language: str) -> RightsPage:
    """The page of a person's rights, where the user may see it; else 404."""
    individual = person_seen_by(user, public_id)
    return RightsPage(
        individual=individual,
        name=name_of(individual),
        writes=may(user, "rights.write", at=service_of(user, individual)),
        today=civil_today(),
        told=told_to(individual),
        representatives=representatives_of(individual),
        contacts=contacts_of(individual),
        decisions=decisions_of(individual, language),
        profiles=profiles_of(individual),
        involvement=involvement_of(individual),
        grounds=grounds_of(individual),
        holds=holds_of(individual),
        holds_set=may(user, "rights.hold", at=service_of(user, individual, "rights.hold")),
        erases=may(user, "rights.erase", at=service_of(user, individual, "rights.erase")),
    )
