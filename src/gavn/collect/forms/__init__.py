"""A POST becomes a service's keyword arguments."""

from gavn.collect.forms.answering import Answering, fields_sent
from gavn.collect.forms.circumstances import Circumstances, Helped
from gavn.collect.forms.occasions import ChooseProgramme, Correct, EnterCode, Invite, LeaveOut
from gavn.collect.forms.striking import MoveTo, Strike

__all__ = [
    "Answering",
    "ChooseProgramme",
    "Circumstances",
    "Correct",
    "EnterCode",
    "Helped",
    "Invite",
    "LeaveOut",
    "MoveTo",
    "Strike",
    "fields_sent",
]
