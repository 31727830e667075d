"""Forms of the RIGHTS stage: what somebody writes becomes the arguments of its service."""

from gavn.people.forms.saving import saved
from gavn.rights.forms.around import ContactForm, RepresentativeForm
from gavn.rights.forms.deciding import SayNo, TakeBackNo
from gavn.rights.forms.erasing import AskDueList, AskErasure, KeepPerson, RetentionForm, SetHold
from gavn.rights.forms.informing import CopyOfPerson, EndGround, Inform, StateGround
from gavn.rights.forms.taking_part import InvolvementForm, ProfileForm

__all__ = [
    "AskDueList",
    "AskErasure",
    "ContactForm",
    "CopyOfPerson",
    "EndGround",
    "Inform",
    "InvolvementForm",
    "KeepPerson",
    "ProfileForm",
    "RepresentativeForm",
    "RetentionForm",
    "SayNo",
    "SetHold",
    "StateGround",
    "TakeBackNo",
    "saved",
]
