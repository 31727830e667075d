"""Reads of the RIGHTS stage, already filtered by who may see."""

from gavn.rights.selectors.page import RightsPage, rights_page
from gavn.rights.selectors.persons import (
    contact_seen_by,
    decision_seen_by,
    ground_seen_by,
    person_seen_by,
    profile_seen_by,
    representative_seen_by,
    service_of,
)
from gavn.rights.selectors.rows import (
    AreaShown,
    DecisionShown,
    Worded,
    decisions_of,
    newest_profile,
    representatives_of,
    words_of,
)
from gavn.rights.selectors.says import (
    is_left_out,
    left_out_because,
    may_ask,
    persons_who_said_no,
    says_of,
    says_of_many,
)

__all__ = [
    "AreaShown",
    "DecisionShown",
    "RightsPage",
    "Worded",
    "contact_seen_by",
    "decision_seen_by",
    "decisions_of",
    "ground_seen_by",
    "is_left_out",
    "left_out_because",
    "may_ask",
    "newest_profile",
    "person_seen_by",
    "persons_who_said_no",
    "profile_seen_by",
    "representative_seen_by",
    "representatives_of",
    "rights_page",
    "says_of",
    "says_of_many",
    "service_of",
    "words_of",
]
