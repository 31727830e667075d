"""Pages of the RIGHTS stage."""

from gavn.rights.views.around import (
    change_contact,
    change_representative,
    end_contact,
    name_contact,
    name_representative,
)
from gavn.rights.views.copying import copy_of_person
from gavn.rights.views.deciding import say_no, take_back_no
from gavn.rights.views.informing import end_ground, inform, state_ground
from gavn.rights.views.taking_part import note_involvement, profile_version, rights, write_profile

__all__ = [
    "change_contact",
    "change_representative",
    "copy_of_person",
    "end_contact",
    "end_ground",
    "inform",
    "name_contact",
    "name_representative",
    "note_involvement",
    "profile_version",
    "rights",
    "say_no",
    "state_ground",
    "take_back_no",
    "write_profile",
]
