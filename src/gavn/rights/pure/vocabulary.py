"""The codes of the rights stage, each with the words a page shows."""

from __future__ import annotations

from gavn.kernel.say import Said
from gavn.rights.pure.erasing import HOLDS

TOLD_ABOUT = {
    "questions": Said("Why we ask, and that nobody has to answer"),
    "use": Said("What the answers are used for, and who sees them"),
    "rights": Said("The right to say no, to see and to have corrected"),
    "complaint": Said("Where to complain"),
}
TOLD_HOW = {
    "spoken": Said("Spoken"),
    "letter": Said("By letter"),
    "easy_read": Said("Easy to read"),
    "pictures": Said("With pictures"),
    "interpreter": Said("With an interpreter"),
}
TOLD_WHOM = {
    "person": Said("The person"),
    "guardian": Said("A guardian"),
    "parent": Said("A parent"),
    "relative": Said("A relative"),
}
REPRESENTATIVES = {
    "guardian": Said("Guardian"),
    "parent": Said("Holds parental authority"),
    "contact_person": Said("Appointed contact person"),
    "attorney": Said("Holds a power of attorney"),
}
SCOPES = {
    "personal": Said("Personal matters"),
    "economy": Said("Money"),
    "health": Said("Body and health"),
    "home": Said("Home and housing"),
    "all": Said("Everything"),
}
RELATIONS = {
    "partner": Said("Partner"),
    "parent": Said("Parent"),
    "child": Said("Child"),
    "sibling": Said("Sister or brother"),
    "relative": Said("Another relative"),
    "friend": Said("Friend"),
    "professional": Said("Somebody who works with the person"),
}
AGREED = {
    "yes": Said("Yes, they may be asked"),
    "no": Said("No, they may not be asked"),
    "unasked": Said("We have not asked the person yet"),
}
DECISIONS = {
    "refusal": Said("Does not want to be asked"),
    "objection": Said("Does not want to be counted"),
    "withdrawal": Said("Takes the answers back"),
}
EFFECTS = {
    "refusal": Said("It is not asked any more. The follow-up counts it as refused. Answers given before still count."),
    "objection": Said("It is still asked and shown here, but left out of all statistics."),
    "withdrawal": Said("It is not asked any more, and the answers given before are left out of all statistics."),
}
RESPONDENTS = {
    "": Said("Everybody’s answers about the person"),
    "individual": Said("The person’s own answers"),
    "relative": Said("A relative’s answers"),
    "guardian": Said("A guardian’s answers"),
    "practitioner": Said("The practitioner’s answers"),
}
TOOLS = {
    "pictures": Said("Pictures or symbols"),
    "easy_read": Said("Easy words"),
    "read_aloud": Said("Having it read aloud"),
    "signs": Said("Sign language or signs"),
    "device": Said("A speech device or a tablet"),
    "interpreter": Said("An interpreter"),
    "time": Said("Time and breaks"),
    "known_person": Said("Somebody the person knows"),
}
WORDINGS = {"": Said("Ordinary wording"), "easy": Said("Easy to read, with pictures")}
MODES = {
    "": Said("Not known yet"),
    "self_link": Said("Alone, by link or code"),
    "self_screen": Said("Alone at a screen of the service"),
    "interview": Said("In a conversation"),
    "paper": Said("On paper"),
    "telephone": Said("By telephone"),
}
AREAS = {
    "plan": Said("The plan and the goals"),
    "day": Said("What happens in a day"),
    "home": Said("Home and housing"),
    "economy": Said("Money"),
    "health": Said("Body and health"),
    "relations": Said("Family and close relations"),
    "service": Said("How the service is run"),
}
LEVELS = {
    "heard": Said("Is heard"),
    "informed": Said("Is informed"),
    "consulted": Said("Is asked before something is decided"),
    "shares": Said("Decides together with others"),
    "controls": Said("Decides alone"),
}
GROUNDS = {"voluntary": Said("Of their own will"), "involuntary": Said("Against their will, by law or order")}
HAPPENED = {
    "rights.person_informed": Said("Wrote down what the person was told"),
    "rights.representative_named": Said("Wrote down who may speak for the person"),
    "rights.representative_changed": Said("Changed who may speak for the person"),
    "rights.contact_named": Said("Wrote down who is near the person"),
    "rights.contact_changed": Said("Changed who is near the person"),
    "rights.contact_ended": Said("Ended a contact"),
    "rights.refusal_said": Said("Wrote down that the person does not want to be asked"),
    "rights.objection_said": Said("Wrote down that the person does not want to be counted"),
    "rights.withdrawal_said": Said("Wrote down that the person takes answers back"),
    "rights.refusal_ended": Said("Wrote down that the person may be asked again"),
    "rights.objection_ended": Said("Wrote down that the person may be counted again"),
    "rights.withdrawal_ended": Said("Wrote down that the answers count again"),
    "rights.profile_written": Said("Wrote how the person communicates"),
    "rights.involvement_noted": Said("Wrote how much the person wants to decide"),
    "rights.ground_stated": Said("Wrote whether the person is here of their own will"),
    "rights.ground_ended": Said("Wrote until when it held"),
    "rights.copy_made": Said("Made a copy of all that is kept about the person"),
}
CODES = {
    "about": TOLD_ABOUT,
    "how": TOLD_HOW,
    "whom": TOLD_WHOM,
    "representative": REPRESENTATIVES,
    "scope": SCOPES,
    "relation": RELATIONS,
    "agreed": AGREED,
    "decision": DECISIONS,
    "effect": EFFECTS,
    "respondent": RESPONDENTS,
    "tool": TOOLS,
    "variant": WORDINGS,
    "mode": MODES,
    "area": AREAS,
    "level": LEVELS,
    "ground": GROUNDS,
    "hold": HOLDS,
}


def levels_apart(wished: str, staff: str) -> int:
    """How many steps of the scale lie between the person's wish and the view of staff; 0 where one is missing."""
    steps = list(LEVELS)
    return abs(steps.index(wished) - steps.index(staff)) if wished in LEVELS and staff in LEVELS else 0
