"""The codes of the collect stage, each with the words a page shows."""

from __future__ import annotations

from gavn.kernel.say import Said

OCCASIONS = {
    "entry": Said("Entry"),
    "status": Said("Status"),
    "exit": Said("Exit"),
    "follow_up": Said("Follow-up"),
}
RESPONDENTS = {
    "individual": Said("The person"),
    "practitioner": Said("The practitioner"),
    "relative": Said("A relative"),
    "guardian": Said("A guardian"),
}
NOT_DONE = {
    "not_due": Said("It was not due"),
    "not_asked": Said("We did not ask"),
    "refused": Said("The person did not want to"),
    "unable": Said("The person was not able to"),
    "absent": Said("The person was away"),
    "moved": Said("The person moved"),
    "died": Said("The person died"),
    "lost": Said("We lost touch with the person"),
    "late": Said("It came too late to count"),
    "duplicate": Said("It is written down elsewhere"),
    "implausible": Said("The answers could not be right"),
}
MODES = {
    "self_screen": Said("Alone at a screen of the service"),
    "self_link": Said("Alone, by link or code"),
    "interview": Said("In a conversation"),
    "paper": Said("On paper"),
    "telephone": Said("By telephone"),
    "import": Said("Brought in from another system"),
}
MODES_TO_CHOOSE = ("interview", "self_screen", "paper", "telephone")
HELPERS = {
    "nobody": Said("Nobody"),
    "assistant": Said("An assistant from elsewhere"),
    "staff": Said("Somebody who works here"),
    "relative": Said("A relative or friend"),
}
HELPED_HOW = {
    "read": Said("Read the questions aloud"),
    "explained": Said("Explained the questions"),
    "pointed": Said("Pointed at the answers for the person to choose"),
    "wrote": Said("Wrote down what the person said"),
}
MISSING = {
    "unknown": Said("I don't know"),
    "declined": Said("I don't want to answer"),
    "not_understood": Said("I didn't understand"),
    "skipped": Said("Skip this question"),
}
MISSING_ON_OURS = ("unknown", "declined", "not_understood")
STRUCK = {
    "wrong_person": Said("They are another person's answers"),
    "wrong_occasion": Said("They belong to another occasion"),
    "twice": Said("They were entered twice"),
    "trial": Said("It was only a try"),
    "other": Said("Another reason"),
}
HAPPENED = {
    "collect.response_struck": Said("Struck answers out"),
    "collect.response_brought_back": Said("Brought struck answers back"),
    "collect.response_moved": Said("Moved answers to where they belong"),
}
VARIANTS = {"": Said("Ordinary wording"), "easy": Said("Easy to read, with pictures")}
STATES = {
    "answered": Said("Answered"),
    "draft": Said("Begun"),
    "open": Said("Not begun"),
    "needs_text": Said("The wording is not loaded"),
    "refused": Said("The person said no"),
}


def missing_kinds(origin: str, respondent: str = "") -> tuple[str, ...]:
    """Why an answer may be missing: three reasons on our own forms, one way past a question on scales of others.

    Staff who fill in a form of their own can only not know.
    """
    if origin != "own":
        return ("skipped",)
    return ("unknown",) if respondent == "practitioner" else MISSING_ON_OURS
