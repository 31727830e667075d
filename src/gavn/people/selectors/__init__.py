"""Reads of persons, their stays, goals and interventions, already filtered by who may see."""

from gavn.people.selectors.duplicates import Duplicate, possible_duplicates
from gavn.people.selectors.listing import PeoplePage, PeopleRow, people_list
from gavn.people.selectors.looks import Look, Looks, who_has_looked
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

__all__ = [
    "Duplicate",
    "Look",
    "Looks",
    "PeoplePage",
    "PeopleRow",
    "PlanChange",
    "PlanPage",
    "current_unit",
    "enrolment_seen_by",
    "enrolments_seen_by",
    "goal_seen_by",
    "goals_of",
    "identity_of",
    "individual_seen_by",
    "intervention_seen_by",
    "interventions_of",
    "name_of",
    "names_of",
    "people_list",
    "person_word",
    "person_words",
    "plan_changes",
    "plan_page",
    "possible_duplicates",
    "who_has_looked",
]
