"""A POST becomes a service's keyword arguments."""

from gavn.people.forms.choices import spoken
from gavn.people.forms.enrolling import EnrolPerson
from gavn.people.forms.handover import HandOver, SetAbsence
from gavn.people.forms.persons import ChoosePersonWord, CorrectPerson
from gavn.people.forms.plans import EndGoal, EndIntervention, GoalForm, InterventionForm, RateGoal
from gavn.people.forms.saving import saved
from gavn.people.forms.stays import ChangeStay, EndStay, MovePerson

__all__ = [
    "ChangeStay",
    "ChoosePersonWord",
    "CorrectPerson",
    "EndGoal",
    "EndIntervention",
    "EndStay",
    "EnrolPerson",
    "GoalForm",
    "HandOver",
    "InterventionForm",
    "MovePerson",
    "RateGoal",
    "SetAbsence",
    "saved",
    "spoken",
]
