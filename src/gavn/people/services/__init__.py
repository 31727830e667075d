"""Writes of persons, their stays, goals and interventions; and the registers that tell later stages."""

from gavn.people.services.bulk import NewStay, enrol_many
from gavn.people.services.enrolling import enrol_person
from gavn.people.services.goals import change_goal, end_goal, rate_goal, set_goal
from gavn.people.services.handover import (
    Held,
    end_absence,
    hand_over,
    held_by,
    held_for,
    may_take,
    reassign_stays,
    set_absence,
    undo_reassign,
)
from gavn.people.services.interventions import change_intervention, end_intervention, start_intervention
from gavn.people.services.merging import merge_individuals, unmerge_individuals
from gavn.people.services.persons import choose_person_word, correct_person
from gavn.people.services.registers import enrolled, exited, handover, merged, reopened, taken_back, unmerged
from gavn.people.services.stays import change_stay, end_stay, move_person, reopen_stay
from gavn.people.services.taking_back import take_back_enrolment

__all__ = [
    "Held",
    "NewStay",
    "change_goal",
    "change_intervention",
    "change_stay",
    "choose_person_word",
    "correct_person",
    "end_absence",
    "end_goal",
    "end_intervention",
    "end_stay",
    "enrol_many",
    "enrol_person",
    "enrolled",
    "exited",
    "hand_over",
    "handover",
    "held_by",
    "held_for",
    "may_take",
    "merge_individuals",
    "merged",
    "move_person",
    "rate_goal",
    "reassign_stays",
    "reopen_stay",
    "reopened",
    "set_absence",
    "set_goal",
    "start_intervention",
    "take_back_enrolment",
    "taken_back",
    "undo_reassign",
    "unmerge_individuals",
    "unmerged",
]
