"""Reads of persons, their stays, goals and interventions, already filtered by who may see."""

from gavn.people.selectors.absences import absence_seen_by, absences_of, named_in, stand_ins_of, standing_in
from gavn.people.selectors.duplicates import Duplicate, possible_duplicates
from gavn.people.selectors.listing import PeoplePage, PeopleRow, people_list
from gavn.people.selectors.looks import Look, Looks, who_has_looked
from gavn.people.selectors.merging import Pair, merge_seen_by, merges_seen_by, pairs_of_records, side_by_side
from gavn.people.selectors.persons import (
    current_unit,
    enrolment_seen_by,
    enrolments_seen_by,
    identity_of,
    individual_seen_by,
    name_of,
    names_of,
    person_word,
    person_words,
)
from gavn.people.selectors.plans import (
    PlanChange,
    PlanPage,
    goal_seen_by,
    goals_of,
    intervention_seen_by,
    interventions_of,
    plan_changes,
    plan_page,
)
from gavn.people.selectors.stays import stays_of

__all__ = [
    "Duplicate",
    "Look",
    "Looks",
    "Pair",
    "PeoplePage",
    "PeopleRow",
    "PlanChange",
    "PlanPage",
    "absence_seen_by",
    "absences_of",
    "current_unit",
    "enrolment_seen_by",
    "enrolments_seen_by",
    "goal_seen_by",
    "goals_of",
    "identity_of",
    "individual_seen_by",
    "intervention_seen_by",
    "interventions_of",
    "merge_seen_by",
    "merges_seen_by",
    "name_of",
    "named_in",
    "names_of",
    "pairs_of_records",
    "people_list",
    "person_word",
    "person_words",
    "plan_changes",
    "plan_page",
    "possible_duplicates",
    "side_by_side",
    "stand_ins_of",
    "standing_in",
    "stays_of",
    "who_has_looked",
]
