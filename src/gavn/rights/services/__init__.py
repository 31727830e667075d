"""Writes of the RIGHTS stage: each is one transaction, one permission, one line of history."""

from gavn.rights.services.around import (
    change_contact,
    change_representative,
    end_contact,
    name_contact,
    name_representative,
)
from gavn.rights.services.decisions import say_no, take_back_no
from gavn.rights.services.informing import end_ground, inform, state_ground
from gavn.rights.services.registers import copied, person_said
from gavn.rights.services.sealing import words_are_sealed
from gavn.rights.services.taking_part import note_involvement, write_profile

__all__ = [
    "change_contact",
    "change_representative",
    "copied",
    "end_contact",
    "end_ground",
    "inform",
    "name_contact",
    "name_representative",
    "note_involvement",
    "person_said",
    "say_no",
    "state_ground",
    "take_back_no",
    "words_are_sealed",
    "write_profile",
]
