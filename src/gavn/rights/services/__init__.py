"""Writes of the RIGHTS stage: each is one transaction, one permission, one line of history."""

from gavn.rights.services.around import (
    change_contact,
    change_representative,
    end_contact,
    name_contact,
    name_representative,
)
from gavn.rights.services.copying import copy_of
from gavn.rights.services.decisions import say_no, take_back_no
from gavn.rights.services.informing import end_ground, inform, state_ground
from gavn.rights.services.merging import bring_together, take_apart
from gavn.rights.services.registers import copied, person_said
from gavn.rights.services.sealing import rows_of_persons, words_are_sealed
from gavn.rights.services.taking_part import note_involvement, write_profile

__all__ = [
    "bring_together",
    "change_contact",
    "change_representative",
    "copied",
    "copy_of",
    "end_contact",
    "end_ground",
    "inform",
    "name_contact",
    "name_representative",
    "note_involvement",
    "person_said",
    "rows_of_persons",
    "say_no",
    "state_ground",
    "take_apart",
    "take_back_no",
    "words_are_sealed",
    "write_profile",
]
