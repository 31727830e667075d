"""Pages of the people stage: the list, enrolling, stays, the plan, and who has looked."""

from gavn.people.views.enrolling import choose_service, enrol_person
from gavn.people.views.handover import colleagues, end_absence, hand_over, set_absence
from gavn.people.views.listing import people
from gavn.people.views.merging import duplicates, merge_people, unmerge_people
from gavn.people.views.persons import choose_person_word, correct_person, who_has_looked
from gavn.people.views.plans import (
    change_goal,
    change_intervention,
    end_goal,
    end_intervention,
    plan,
    rate_goal,
    set_goal,
    start_intervention,
)
from gavn.people.views.stays import change_stay, end_stay, move_person, reopen_stay, take_back_enrolment

__all__ = [
    "change_goal",
    "change_intervention",
    "change_stay",
    "choose_person_word",
    "choose_service",
    "colleagues",
    "correct_person",
    "duplicates",
    "end_absence",
    "end_goal",
    "end_intervention",
    "end_stay",
    "enrol_person",
    "hand_over",
    "merge_people",
    "move_person",
    "people",
    "plan",
    "rate_goal",
    "reopen_stay",
    "set_absence",
    "set_goal",
    "start_intervention",
    "take_back_enrolment",
    "unmerge_people",
    "who_has_looked",
]
