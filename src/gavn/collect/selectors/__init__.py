"""Reads of the COLLECT stage, already filtered by who may see."""

from gavn.collect.selectors.answers import (
    answers_at,
    answers_of,
    answers_of_many,
    current_revision,
    definition_answered,
    facts_known,
    last_answers,
    response_seen_by,
)
from gavn.collect.selectors.drafts import fields_of, typed_so_far
from gavn.collect.selectors.due import DueList, DueRow, due_counts, due_list
from gavn.collect.selectors.forms_of import OccasionForms, StayForms, forms_of
from gavn.collect.selectors.invitations import (
    invitation_by_code,
    invitation_open,
    invitation_seen_by,
    invitations_of,
)
from gavn.collect.selectors.occasions import (
    Asked,
    asks_allowed,
    asks_at,
    asks_of,
    occasion_seen_by,
    occasions_of,
    occasions_of_many,
)
from gavn.collect.selectors.programmes import (
    choice_standing,
    definition_of,
    programme_chosen,
    programmes_chosen,
    programmes_since,
)
from gavn.collect.selectors.sittings import Sitting, owner_of, sitting_seen_by, sittings_of, standing_response
from gavn.collect.selectors.struck import persons_to_choose, places_for

__all__ = [
    "Asked",
    "DueList",
    "DueRow",
    "OccasionForms",
    "Sitting",
    "StayForms",
    "answers_at",
    "answers_of",
    "answers_of_many",
    "asks_allowed",
    "asks_at",
    "asks_of",
    "choice_standing",
    "current_revision",
    "definition_answered",
    "definition_of",
    "due_counts",
    "due_list",
    "facts_known",
    "fields_of",
    "forms_of",
    "invitation_by_code",
    "invitation_open",
    "invitation_seen_by",
    "invitations_of",
    "last_answers",
    "occasion_seen_by",
    "occasions_of",
    "occasions_of_many",
    "owner_of",
    "persons_to_choose",
    "places_for",
    "programme_chosen",
    "programmes_chosen",
    "programmes_since",
    "response_seen_by",
    "sitting_seen_by",
    "sittings_of",
    "standing_response",
    "typed_so_far",
]
