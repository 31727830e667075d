"""A small instrument with one question of each kind, a programme over it, and a text pack for a third form."""

from __future__ import annotations

MOOD = """\
format: gavn-instrument/1
key: gavn/mood
version: 1
title: {en: Mood, da: Humør, sv: Humör}
purpose: {en: To see how it goes., da: For at se hvordan det går., sv: För att se hur det går.}
readers: {en: You and your contact., da: Du og din kontakt., sv: Du och din kontakt.}
minutes: 2
origin: own
licence:
  holder: gavn
  terms: {en: Free., da: Frit., sv: Fritt.}
  ships_text: true
  source: made for this test
respondents: [individual, practitioner]
items:
  - id: glad
    type: scale
    text: {en: Were you glad?, da: Var du glad?, sv: Var du glad?}
    options: &often
      - {code: "0", value: 0, text: {en: Never, da: Aldrig, sv: Aldrig}}
      - {code: "1", value: 1, text: {en: Often, da: Ofte, sv: Ofta}}
      - {code: "2", value: 2, text: {en: Always, da: Altid, sv: Alltid}}
  - id: sad
    type: scale
    text: {en: Were you sad?, da: Var du trist?, sv: Var du ledsen?}
    options: *often
  - id: alone
    type: yes_no
    text: {en: Were you alone?, da: Var du alene?, sv: Var du ensam?}
  - id: nights
    type: number
    min: 0
    max: 30
    relevant: alone
    text: {en: How many nights?, da: Hvor mange nætter?, sv: Hur många nätter?}
  - id: life
    type: vas
    min: 0
    max: 10
    whole: false
    text: {en: Life in general, da: Livet i det hele, sv: Livet i stort}
    low: {en: Bad, da: Dårligt, sv: Dåligt}
    high: {en: Good, da: Godt, sv: Gott}
  - id: why
    type: multi
    text: {en: Why?, da: Hvorfor?, sv: Varför?}
    options:
      - {code: work, text: {en: Work, da: Arbejde, sv: Arbete}}
      - {code: home, text: {en: Home, da: Hjem, sv: Hem}}
  - id: sex
    type: choice
    known: individual.sex
    options: [{code: woman}, {code: man}]
  - id: note
    type: text
    relevant: SELECTED(why, 'work') AND nights > 2
    text: {en: Tell more., da: Fortæl mere., sv: Berätta mer.}
  - id: since
    type: month
    required: true
    text: {en: Since when?, da: Siden hvornår?, sv: Sedan när?}
  - id: met
    type: date
    text: {en: When did you meet?, da: Hvornår mødtes I?, sv: När träffades ni?}
scores:
  - key: mood
    title: {en: Mood, da: Humør, sv: Humör}
    method: sum
    items: [glad, sad]
    reverse: [sad]
    missing: {rule: prorate, up_to: 1}
    low: 0
    high: 4
    direction: higher_is_better
    bands:
      - {key: low, low: 0, high: 1, label: {en: Low, da: Lavt, sv: Lågt}}
      - {key: high, low: 2, high: 4, label: {en: High, da: Højt, sv: Högt}}
    norms:
      - key: test
        population: {en: People in a test, da: Folk i en test, sv: Folk i ett test}
        source: nobody
        n: 50
        mean: 2
        sd: 1
        reliability: 0.8
        functional_mean: 3
        functional_sd: 1
  - key: load
    title: {en: Load, da: Byrde, sv: Börda}
    method: formula
    formula: "nights / 3 + COALESCE(mood, 0)"
    missing: {rule: complete}
    low: 0
    high: 14
    direction: lower_is_better
critical:
  - key: many_nights
    when: nights >= 20 OR load > 10
    message: {en: Many nights alone, da: Mange nætter alene, sv: Många nätter ensam}
    respondent: {en: Somebody calls you., da: Nogen ringer til dig., sv: Någon ringer dig.}
examples:
  - name: all answered
    answers: {glad: 2, sad: "1", alone: true, nights: 21}
    scores: {mood: 3, load: 10}
    critical: [many_nights]
  - name: one missing is prorated
    answers: {glad: {v: "1"}, sad: {why: declined}, alone: false}
    scores: {mood: 2, load: null}
"""

WORDLESS = """\
format: gavn-instrument/1
key: gavn/wordless
version: 1
title: {en: Wordless, da: Ordløs, sv: Ordlös}
purpose: {en: A form of others., da: Andres skema., sv: Andras formulär.}
readers: {en: You., da: Du., sv: Du.}
minutes: 1
origin: established
licence:
  holder: Somebody else
  terms: {en: Ask them., da: Spørg dem., sv: Fråga dem.}
  ships_text: false
  source: their book
respondents: [individual]
items:
  - {id: a, type: scale, options: [{code: "0", value: 0}, {code: "1", value: 1}]}
  - {id: b, type: vas, min: 0, max: 10}
scores:
  - key: total
    title: {en: Total, da: I alt, sv: Totalt}
    method: sum
    items: [a, b]
    missing: {rule: complete}
    low: 0
    high: 11
    direction: lower_is_better
examples:
  - {name: both, answers: {a: 1, b: 4}, scores: {total: 5}}
"""

PACK = """\
format: gavn-textpack/1
instrument: gavn/wordless@1
text_version: 1
languages: [da, en]
holder: Somebody else
terms: By agreement
source: Their book, page 1
items:
  a: {text: {da: Er det slemt?, en: Is it bad?}, options: {"1": {da: "Ja, meget", en: "Yes, very"}}}
  b:
    text: {da: Hvor slemt?, en: How bad?}
    low: {da: Lidt, en: A bit}
    high: {da: Meget, en: Much}
    help: {da: Sæt et mærke., en: Make a mark.}
shared_options:
  "0": {da: Nej, en: "No"}
  "1": {da: Ja, en: "Yes"}
"""

PROGRAMME = """\
format: gavn-programme/1
key: gavn/local
version: 1
title: {en: Local, da: Lokal, sv: Lokal}
target_group: {en: Everybody., da: Alle., sv: Alla.}
purpose: {en: To learn., da: For at lære., sv: För att lära.}
occasions:
  - {kind: entry}
  - {kind: status, every_months: 6}
  - {kind: follow_up, months: [6, 12], counted_from: exit}
asks:
  - {instrument: gavn/mood@1, of: individual, at: [entry, status], always: true}
track:
  - {instrument: gavn/mood@1, score: mood, no_change_by: 2}
"""


def line_of(text: str, piece: str) -> int:
    """The line on which a piece of the text stands first."""
    return text[: text.index(piece)].count("\n") + 1
