"""Where a definition begins that copies none: every line that is needed, each explained in the reader's language."""

from __future__ import annotations

from collections.abc import Callable

from gavn.kernel.keys import Key
from gavn.kernel.say import Said

Line = Said | str
_TEXTS = '{en: "", da: "", sv: ""}'
_BY_EXAMPLE = Said("Example: a person's answers, and what they must give. You work it out by hand.")

INSTRUMENTS: tuple[Line, ...] = (
    Said("A form: its questions, its scores, worked examples. Every text stands in three languages."),
    "format: gavn-instrument/1",
    "key: {key}",
    "version: {version}",
    f"title: {_TEXTS}",
    Said("What the form is for, and who reads the answers: those who answer see both."),
    f"purpose: {_TEXTS}",
    f"readers: {_TEXTS}",
    Said("How many minutes it takes."),
    "minutes: 2",
    "origin: own",
    Said("Whose the questions are and what allows you to use them."),
    f'licence: {{holder: "", terms: {_TEXTS}, ships_text: true, source: ""}}',
    Said("Who may answer: individual, practitioner, relative, guardian."),
    "respondents: [individual]",
    Said("What the person sees afterwards: picture, words or thanks."),
    "individual_sees: picture",
    Said("The questions. Kinds: vas, scale, choice, multi, number, yes_no, text, month, date."),
    "items:",
    "  - id: first_question",
    "    type: scale",
    f"    text: {_TEXTS}",
    "    options:",
    f'      - {{code: "no", value: 0, text: {_TEXTS}}}',
    f'      - {{code: "yes", value: 1, text: {_TEXTS}}}',
    Said("The scores. method is sum, mean or formula; low and high are the ends the score can reach."),
    "scores:",
    "  - key: overall",
    f"    title: {_TEXTS}",
    "    method: sum",
    "    items: [first_question]",
    "    missing: {rule: complete}",
    "    low: 0",
    "    high: 1",
    "    direction: higher_is_better",
    _BY_EXAMPLE,
    "examples:",
    '  - {name: "1", answers: {first_question: "yes"}, scores: {overall: 1}}',
)
PROGRAMMES: tuple[Line, ...] = (
    Said("A programme: whom it is for, when which forms are asked of whom, by which indicators it is judged."),
    "format: gavn-programme/1",
    "key: {key}",
    "version: {version}",
    f"title: {_TEXTS}",
    f"target_group: {_TEXTS}",
    f"purpose: {_TEXTS}",
    Said("When something is asked: entry, status (every so many months), exit, follow_up (after so many months)."),
    "occasions:",
    "  - {kind: entry, window_days: 30}",
    "  - {kind: status, every_months: 12, window_days: 60}",
    "  - {kind: exit, window_days: 30}",
    Said("Which form is asked of whom on which occasions. always: true leaves the service no choice."),
    "asks:",
    "  - {instrument: gavn/base-entry@1, of: practitioner, at: [entry], always: true}",
    "  - {instrument: gavn/base-exit@1, of: practitioner, at: [exit], always: true}",
    Said("The indicators, each by its key and version."),
    "indicators: []",
)
INDICATORS: tuple[Line, ...] = (
    Said("An indicator: what is counted of which stays, which way is good, and how well that is known."),
    "format: gavn-indicator/1",
    "key: {key}",
    "version: {version}",
    f"title: {_TEXTS}",
    Said("background, activity, goal or result; and user_experienced, professional or organisational."),
    "class: result",
    "quality: user_experienced",
    Said("share of stays, mean of a number, or rate of events."),
    "measure: mean",
    Said("In words: of which stays, what is counted, who is left out."),
    f"of: {_TEXTS}",
    f"counted: {_TEXTS}",
    "left_out: []",
    Said("Which way is good: more, less, keep or none."),
    "direction: more",
    Said("The stays of a period: present, entered, ended or measured."),
    "population: measured",
    Said("The answers and scores it needs, each under a name of your own. take: first, latest, nth, change, reliable."),
    "reads:",
    "  now: {score: gavn/quality-of-life@1#overall, of: individual, take: latest}",
    Said("The value, from these names and from what is known of every stay."),
    'value: "now"',
    "evidence: professional_consensus",
    "source: {consensus: true}",
    Said("Why this is worth knowing."),
    f"rationale: {_TEXTS}",
    _BY_EXAMPLE,
    "examples:",
    "  - {given: {now: 7}, base: true, value: 7}",
    "  - {given: {}, base: true, value: null}",
)
SKELETONS = {"instruments": INSTRUMENTS, "programmes": PROGRAMMES, "indicators": INDICATORS}


def skeleton(kind: str, full_key: str, say: Callable[[Said], str]) -> str:
    """The text a new definition of this kind begins with."""
    key = Key.parse(full_key)
    lines = []
    for line in SKELETONS[kind]:
        if isinstance(line, Said):
            lines.append(f"# {say(line)}")
        else:
            lines.append(line.replace("{key}", key.path).replace("{version}", str(key.version)))
    return "\n".join(lines) + "\n"
