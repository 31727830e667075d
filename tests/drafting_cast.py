"""A small programme of an organisation's own: a form of two questions, two indicators over it."""

from __future__ import annotations

FORM = """format: gavn-instrument/1
key: midtby/two-questions
version: 1
title: {en: "Two questions", da: "To spørgsmål", sv: "Två frågor"}
purpose: {en: "Shows how the week was.", da: "Viser, hvordan ugen var.", sv: "Visar hur veckan var."}
readers: {en: "You and the staff.", da: "Du og personalet.", sv: "Du och personalen."}
minutes: 1
origin: own
licence:
  holder: "Midtby"
  terms: {en: "Ours to use.", da: "Vores at bruge.", sv: "Vår att använda."}
  ships_text: true
  source: "Written in Midtby"
respondents: [individual]
individual_sees: picture
items:
  - id: sleep
    type: number
    min: 0
    max: 10
    text: {en: "How well did you sleep?", da: "Hvor godt sov du?", sv: "Hur bra sov du?"}
  - id: food
    type: number
    min: 0
    max: 10
    text: {en: "How well did you eat?", da: "Hvor godt spiste du?", sv: "Hur bra åt du?"}
scores:
  - key: week
    title: {en: "The week", da: "Ugen", sv: "Veckan"}
    method: sum
    items: [sleep, food]
    missing: {rule: complete}
    low: 0
    high: 20
    direction: higher_is_better
examples:
  - {name: "3 + 4", answers: {sleep: 3, food: 4}, scores: {week: 7}}
"""
INDICATOR = """format: gavn-indicator/1
key: midtby/NAME
version: 1
title: {en: "The week, NAME", da: "Ugen, NAME", sv: "Veckan, NAME"}
class: result
quality: user_experienced
measure: mean
of: {en: "Stays with an answer", da: "Ophold med et svar", sv: "Insatser med ett svar"}
counted: {en: "The sum of both answers", da: "Summen af begge svar", sv: "Summan av båda svaren"}
left_out: []
direction: more
population: present
reads:
  week: {score: midtby/two-questions@1#week, of: individual, take: TAKE}
value: "week"
evidence: professional_consensus
source: {consensus: true}
rationale: {en: "A good week counts.", da: "En god uge tæller.", sv: "En bra vecka räknas."}
examples:
  - {given: {week: 7}, base: true, value: 7}
  - {given: {}, base: true, value: null}
"""
PROGRAMME = """format: gavn-programme/1
key: midtby/weeks
version: 1
title: {en: "Weeks", da: "Uger", sv: "Veckor"}
target_group: {en: "Adults", da: "Voksne", sv: "Vuxna"}
purpose: {en: "To see good weeks.", da: "At se gode uger.", sv: "Att se bra veckor."}
occasions:
  - {kind: entry, window_days: 30}
  - {kind: exit, window_days: 30}
asks:
  - {instrument: midtby/two-questions@1, of: individual, at: [entry, exit], always: true}
indicators: [midtby/first-week@1, midtby/latest-week@1]
"""


def indicator_text(name: str, take: str) -> str:
    """The text of an indicator over the form's score."""
    return INDICATOR.replace("NAME", name).replace("TAKE", take)


WHOLE = (
    ("instruments", "two-questions", FORM),
    ("indicators", "first-week", indicator_text("first-week", "first")),
    ("indicators", "latest-week", indicator_text("latest-week", "latest")),
    ("programmes", "weeks", PROGRAMME),
)
"""Kind, short name and text of each part, in the order in which each can name the ones before."""
