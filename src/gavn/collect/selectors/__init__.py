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
from gavn.collect.selectors.due import DueRow, due_list
from gavn.collect.selectors.invitations import (
    invitation_by_code,
    invitation_open,
    invitation_seen_by,
    invitations_of,
)
from gavn.collect.selectors.occasions import Asked, asks_at, asks_of, occasion_seen_by, occasions_of, occasions_of_many
from gavn.collect.selectors.programmes import definition_of, programme_chosen, programmes_chosen, programmes_since

__all__ = [
    "Asked",
    "DueRow",
    "answers_at",
    "answers_of",
    "answers_of_many",
    "asks_at",
    "asks_of",
    "current_revision",
    "definition_answered",
    "definition_of",
    "due_list",
    "facts_known",
    "fields_of",
    "invitation_by_code",
    "invitation_open",
    "invitation_seen_by",
    "invitations_of",
    "last_answers",
    "occasion_seen_by",
    "occasions_of",
    "occasions_of_many",
    "programme_chosen",
    "programmes_chosen",
    "programmes_since",
    "response_seen_by",
    "typed_so_far",
]
