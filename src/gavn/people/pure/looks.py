"""Lines of history in words a person understands."""

from __future__ import annotations

from gavn.history.pure.purposes import PURPOSES
from gavn.kernel.say import Said

KINDS: dict[str, Said] = {
    "people.shown": Said("Opened a page"),
    "people.number_asked_for": Said("Asked whether the national number is known"),
    "people.person_enrolled": Said("Enrolled the person"),
    "people.stays_brought_in": Said("Brought in stays from another system"),
    "people.stay_changed": Said("Changed the stay"),
    "people.stay_ended": Said("Ended the stay"),
    "people.stay_reopened": Said("Opened the stay again"),
    "people.enrolment_taken_back": Said("Took an enrolment back"),
    "people.records_merged": Said("Merged two records of the person"),
    "people.records_unmerged": Said("Took the merge of two records back"),
    "people.handed_over": Said("Gave what a colleague held to others"),
    "people.reassigned": Said("Gave the person to another contact"),
    "people.reassign_undone": Said("Took back that the person got another contact"),
    "people.person_moved": Said("Moved the person to another unit"),
    "people.person_corrected": Said("Corrected name, number or birth"),
    "people.goal_set": Said("Wrote a goal"),
    "people.goal_changed": Said("Changed a goal"),
    "people.goal_rated": Said("Rated a goal"),
    "people.goal_ended": Said("Ended a goal"),
    "people.intervention_started": Said("Wrote an intervention"),
    "people.intervention_changed": Said("Changed an intervention"),
    "people.intervention_ended": Said("Ended an intervention"),
}
# What later stages write stands here by stage only, unless they say more by ``tell_kinds``.
STAGES: dict[str, Said] = {
    "rights": Said("Worked with the person’s rights"),
    "collect": Said("Worked with forms and answers"),
    "measure": Said("Worked with scores and critical answers"),
    "report": Said("Worked with reports"),
}
PAGES: dict[str, Said] = {
    "people": Said("The list of persons"),
    "enrol_person": Said("Enrolling"),
    "overview": Said("The person's overview"),
    "feedback": Said("Result of a form"),
    "plan": Said("Goals and interventions"),
    "forms": Said("Forms"),
    "correct_person": Said("Name, number and birth"),
    "who_has_looked": Said("Who has looked"),
    **dict.fromkeys(("duplicates", "merge_people"), Said("Persons known twice")),
    "due": Said("What is due"),
    "home": Said("Start"),
    "search": Said("Search"),
    **dict.fromkeys(("invite_several", "print_several", "reassign_several", "reassigned"), Said("Several at once")),
    "critical": Said("Critical answers"),
    "critical_task": Said("Critical answers"),
    "plain_page": Said("Page for the person"),
    "side_by_side": Said("All answers side by side"),
    **dict.fromkeys(("answer", "keep_answers", "questions_asked", "correct_answer"), Said("Forms")),
    **dict.fromkeys(("paper_form_of", "invite", "leave_out_occasion"), Said("Forms")),
    **dict.fromkeys(("strike_answer", "move_answer"), Said("Forms")),
    **dict.fromkeys(("change_stay", "end_stay", "move_person", "take_back_enrolment"), Said("Goals and interventions")),
    **dict.fromkeys(("rights", "inform", "say_no", "take_back_no", "copy_of_person"), Said("Rights")),
    **dict.fromkeys(("name_representative", "change_representative", "name_contact", "change_contact"), Said("Rights")),
    **dict.fromkeys(("write_profile", "profile_version", "note_involvement"), Said("Rights")),
    **dict.fromkeys(("state_ground", "end_ground"), Said("Rights")),
    **dict.fromkeys(("erase_person", "set_hold", "end_hold"), Said("Erasure")),
    **dict.fromkeys(("retention", "due_list", "keep_person", "write_due_list"), Said("Erasure and time limits")),
    **dict.fromkeys(("retention_rules", "end_retention_rule"), Said("Erasure and time limits")),
    **dict.fromkeys(("set_goal", "change_goal", "rate_goal", "end_goal"), Said("Goals and interventions")),
    **dict.fromkeys(("start_intervention", "change_intervention", "end_intervention"), Said("Goals and interventions")),
}


def tell_kinds(kinds: dict[str, Said]) -> None:
    """Let a later stage say what its own kinds of lines mean."""
    KINDS.update(kinds)


def what_happened(kind: str) -> Said:
    """What somebody did, from the kind of a line."""
    stage = kind.partition(".")[0]
    return KINDS.get(kind) or STAGES.get(stage) or Said("Something else")


def page_shown(name: str) -> Said | str:
    """The page on which the person was shown; nothing for a page without a name of its own."""
    return PAGES.get(name, "")


def purpose_said(purpose: str) -> Said | str:
    """What somebody looked for, in the reader's language; one that was never on the list stays as it was written."""
    return PURPOSES.get(purpose, purpose)
