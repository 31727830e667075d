"""Reads of the COMPARE stage: each figure from one GROUP BY over the analysis store."""

from gavn.compare.selectors.change import change_of
from gavn.compare.selectors.choices import choices_of, exit_reasons, interventions_given
from gavn.compare.selectors.enrolled import ages_at_enrolment, enrolled_in, enrolment_time, stay_length
from gavn.compare.selectors.follow_up import follow_up, goals_set
from gavn.compare.selectors.norms import own_norm_of
from gavn.compare.selectors.offered import scores_available
from gavn.compare.selectors.overview import service_lines
from gavn.compare.selectors.survey_sums import SurveyColumns, survey_sums

__all__ = [
    "SurveyColumns",
    "ages_at_enrolment",
    "change_of",
    "choices_of",
    "enrolled_in",
    "enrolment_time",
    "exit_reasons",
    "follow_up",
    "goals_set",
    "interventions_given",
    "own_norm_of",
    "scores_available",
    "service_lines",
    "stay_length",
    "survey_sums",
]
