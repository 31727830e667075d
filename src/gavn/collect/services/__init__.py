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
from gavn.collect.services.refusing import follow_what_was_said
from gavn.collect.services.registers import brought_back, forgotten, local_help, struck, submitted
from gavn.collect.services.striking import bring_back_response, move_response, strike_response
from gavn.collect.services.submitting import NewAnswers, Submitted, correct_response, submit_response
from gavn.collect.services.taking_back import drop_occasions

__all__ = [
    "LeftOut",
    "NewAnswers",
    "Submitted",
    "WantedOccasion",
    "bring_back_response",
    "brought_back",
    "choose_programme",
    "close_occasions",
    "correct_response",
    "drop_occasions",
    "ensure_occasions",
    "finish_invitation",
    "follow_what_was_said",
    "forgotten",
    "invite",
    "keep_draft",
    "leave_out_many",
    "leave_out_occasion",
    "local_help",
    "mark_discussed",
    "move_response",
    "open_invitation",
    "open_occasions",
    "open_occasions_of_many",
    "reopen_occasions",
    "roll_statuses",
    "roll_tomorrow",
    "strike_response",
    "struck",
    "submit_many",
    "submit_response",
    "submitted",
    "use_code",
    "withdraw_invitation",
]
