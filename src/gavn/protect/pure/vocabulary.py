"""Words of the stage: what can be opened, what a manager finds of a look-up, and what then has to be done."""

from __future__ import annotations

from gavn.kernel.say import Said

IDENTITY, ADDRESS = "identity", "address"
OPENED: dict[str, Said] = {
    IDENTITY: Said("Who it is: name and national number"),
    ADDRESS: Said("A protected address, with the name"),
}
HOURS: dict[str, Said] = {
    "1": Said("one hour"),
    "8": Said("a working day (8 hours)"),
    "24": Said("a day and a night (24 hours)"),
    "168": Said("a week"),
}
"""For how long something may be opened, by hours."""
OWN, HERE, ELSEWHERE = "own", "here", "elsewhere"
RELATIONS: dict[str, Said] = {
    OWN: Said("their own person"),
    HERE: Said("somebody of the service"),
    ELSEWHERE: Said("no role at the service that day"),
}
EXPECTED, EXPLAINED, UNEXPLAINED = "expected", "explained", "unexplained"
VERDICTS: dict[str, Said] = {
    EXPECTED: Said("As expected"),
    EXPLAINED: Said("Asked, and explained"),
    UNEXPLAINED: Said("Asked, and not explained"),
}
NEXT_STEPS: tuple[Said, ...] = (
    Said("Tell the data protection officer today: a look-up without a reason may be a personal data breach."),
    Said("The data controller has 72 hours to tell the supervisory authority, counted from when you knew."),
    Said("Look at what else the same colleague opened in the last months, together with the officer."),
    Said(
        "Take their role away at once if you cannot rule out that it goes on; they are signed out with the next click."
    ),
    Said("Write down what you did. The person is told where the risk to them is high."),
)
HAPPENED: dict[str, Said] = {
    "protect.unmasked": Said("Was given an opening of the identity or the address, for a time"),
    "protect.identity_shown": Said("Read the opened identity or address"),
    "protect.unmasking_ended": Said("Ended an opening before its time"),
    "protect.sample_drawn": Said("Drew look-ups by lot, for a manager to read"),
    "protect.look_judged": Said("Said of a look-up whether it had its reason"),
    "access.act_asked": Said("Asked for something that needs two persons"),
    "access.act_released": Said("Released what somebody else asked for"),
    "access.act_refused": Said("Refused what somebody else asked for"),
    "access.act_taken_back": Said("Took back what they had asked for"),
}
