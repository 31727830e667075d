"""Pages of the COLLECT stage: parse, one selector or one service, render."""

from gavn.collect.views.answering import answer, keep_answers, questions_asked
from gavn.collect.views.correcting import correct_answer
from gavn.collect.views.inviting import invite, withdraw_invitation
from gavn.collect.views.occasions import choose_programme, due, forms_tab, leave_out_occasion, mark_discussed
from gavn.collect.views.paper import paper_form, paper_form_of
from gavn.collect.views.striking import bring_back_answer, move_answer, strike_answer

__all__ = [
    "answer",
    "bring_back_answer",
    "choose_programme",
    "correct_answer",
    "due",
    "forms_tab",
    "invite",
    "keep_answers",
    "leave_out_occasion",
    "mark_discussed",
    "move_answer",
    "paper_form",
    "paper_form_of",
    "questions_asked",
    "strike_answer",
    "withdraw_invitation",
]
