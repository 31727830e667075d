"""The codes of the people stage, each with the word a page shows."""

from __future__ import annotations

from gavn.kernel.say import Said

SEX = {"woman": Said("Woman"), "man": Said("Man"), "other": Said("Another"), "unknown": Said("Not recorded")}
EXIT_REASONS = {
    "planned": Said("Planned: the work was done"),
    "unplanned": Said("Unplanned: the person left"),
    "moved": Said("Moved away"),
    "other_service": Said("Went on to another service"),
    "died": Said("Died"),
    "other": Said("Another reason"),
    "unknown": Said("Not known"),
}
INTERVENTION_KINDS = {
    "upholding": Said("Upholding: keeps what the person can do"),
    "compensating": Said("Compensating: does what the person cannot"),
    "regaining": Said("Regaining: brings back what was lost"),
    "developing": Said("Developing: builds what is new"),
    "network": Said("Network: works with the people around"),
}
DIRECTIONS = {"improve": Said("Improve"), "maintain": Said("Maintain"), "slow_decline": Said("Slow the decline")}
GOAL_OUTCOMES = {
    "reached": Said("Reached"),
    "partly": Said("Partly reached"),
    "not_reached": Said("Not reached"),
    "no_longer": Said("No longer the person's goal"),
}
LIFE_AREAS = {
    "health": Said("Body and health"),
    "mind": Said("Mind and mood"),
    "substance": Said("Alcohol and drugs"),
    "home": Said("Home and housing"),
    "occupation": Said("Work, school, daily life"),
    "economy": Said("Money"),
    "relations": Said("Family and close relations"),
    "social": Said("Friends and community"),
    "self": Said("Deciding for oneself"),
    "other": Said("Something else"),
}
PERSON_WORDS = {
    "person": (Said("person"), Said("persons")),
    "citizen": (Said("citizen"), Said("citizens")),
    "user": (Said("user"), Said("users")),
    "resident": (Said("resident"), Said("residents")),
    "client": (Said("client"), Said("clients")),
    "participant": (Said("participant"), Said("participants")),
    "young_person": (Said("young person"), Said("young people")),
    "child": (Said("child"), Said("children")),
}
