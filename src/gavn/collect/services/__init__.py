"""Writes of the COLLECT stage: each is one transaction, one permission, one line of history."""

from gavn.collect.services.bulk import submit_many
from gavn.collect.services.drafts import keep_draft
from gavn.collect.services.invitations import finish_invitation, invite, open_invitation, use_code, withdraw_invitation
from gavn.collect.services.many_occasions import (
    LeftOut,
    WantedOccasion,
    ensure_occasions,
    leave_out_many,
    open_occasions_of_many,
)
from gavn.collect.services.occasions import (
    close_occasions,
    leave_out_occasion,
    mark_discussed,
    open_occasions,
    reopen_occasions,
    roll_statuses,
)
from gavn.collect.services.programmes import choose_programme, roll_tomorrow
from gavn.collect.services.registers import local_help, submitted
from gavn.collect.services.submitting import NewAnswers, Submitted, correct_response, submit_response

__all__ = [
    "LeftOut",
    "NewAnswers",
    "Submitted",
    "WantedOccasion",
    "choose_programme",
    "close_occasions",
    "correct_response",
    "ensure_occasions",
    "finish_invitation",
    "invite",
    "keep_draft",
    "leave_out_many",
    "leave_out_occasion",
    "local_help",
    "mark_discussed",
    "open_invitation",
    "open_occasions",
    "open_occasions_of_many",
    "reopen_occasions",
    "roll_statuses",
    "roll_tomorrow",
    "submit_many",
    "submit_response",
    "submitted",
    "use_code",
    "withdraw_invitation",
]
