"""The steps of a set-up: which are done, how far the others are, and which comes next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gavn.access.pure.roll_out import COMPARISON, Phases
from gavn.kernel.say import Said

DONE, BEGUN, OPEN = "done", "begun", "open"
STATES: dict[str, Said] = {DONE: Said("Done"), BEGUN: Said("Begun"), OPEN: Said("To do")}
MANDATE, OWNER, TREE, PEOPLE, PROGRAMME, RECIPIENTS, PHASES = (
    "mandate", "owner", "tree", "people", "programme", "recipients", "phases",
)  # fmt: skip
TITLES: dict[str, Said] = {
    MANDATE: Said("Mandate"),
    OWNER: Said("Who answers for the data"),
    TREE: Said("Organisation"),
    PEOPLE: Said("Colleagues"),
    PROGRAMME: Said("Programme"),
    RECIPIENTS: Said("Critical answers"),
    PHASES: Said("Phases"),
}
WHAT: dict[str, Said] = {
    MANDATE: Said("Who decided that gavn is used, when, with which resources and for how long."),
    OWNER: Said("The organisation that answers for personal data, and its data protection officer."),
    TREE: Said("The services and their units: one by one, or all at once from a file."),
    PEOPLE: Said("At least one manager and one practitioner at each service: critical answers need two persons."),
    PROGRAMME: Said("What each service asks, of whom and when."),
    RECIPIENTS: Said("Who hears of a critical answer first, who next, and whom a person can call."),
    PHASES: Said("When each service begins with base data, with questionnaires, with comparison."),
}


@dataclass(frozen=True)
class ServiceState:
    """What is set up at one service; ``programme`` is its title."""

    id: str
    name: str
    managers: int = 0
    practitioners: int = 0
    programme: str = ""
    recipients: bool = False
    phases: Phases | None = None

    def has(self, step: str) -> bool:
        """Whether a step is done here."""
        found: dict[str, object] = {
            PEOPLE: self.managers and self.practitioners,
            PROGRAMME: self.programme,
            RECIPIENTS: self.recipients,
            PHASES: self.phases,
        }
        return bool(found[step])

    @property
    def ready(self) -> bool:
        """Whether nothing is left to do here."""
        return all(self.has(step) for step in (PEOPLE, PROGRAMME, RECIPIENTS, PHASES))

    def phase(self, day: date) -> int:
        """The phase the service is in."""
        return self.phases.on(day) if self.phases else COMPARISON

    def next_phase(self, day: date) -> tuple[int, date] | None:
        """The next phase that is planned, and when it begins."""
        return self.phases.next_after(day) if self.phases else None


@dataclass(frozen=True)
class Step:
    """One step, how far it is, and how many of how many services have it."""

    key: str
    state: str
    having: int = 0
    of: int = 0

    @property
    def title(self) -> Said:
        """What it is called."""
        return TITLES[self.key]

    @property
    def what(self) -> Said:
        """What is said in it."""
        return WHAT[self.key]


@dataclass(frozen=True)
class Progress:
    """All steps of one organisation's set-up."""

    steps: tuple[Step, ...]
    services: tuple[ServiceState, ...]

    @property
    def done(self) -> int:
        """How many steps are done."""
        return sum(step.state == DONE for step in self.steps)

    @property
    def next(self) -> Step | None:
        """The first step that is not done."""
        return next((step for step in self.steps if step.state != DONE), None)


def progress(*, mandate: bool, owner: bool, services: tuple[ServiceState, ...]) -> Progress:
    """How far a set-up is.

    >>> found = progress(mandate=True, owner=False, services=())
    >>> [step.state for step in found.steps], found.next.key
    (['done', 'open', 'open', 'open', 'open', 'open', 'open'], 'owner')
    """
    alone = {MANDATE: mandate, OWNER: owner, TREE: bool(services)}
    steps = [Step(key, DONE if is_done else OPEN) for key, is_done in alone.items()]
    for key in (PEOPLE, PROGRAMME, RECIPIENTS, PHASES):
        having = sum(service.has(key) for service in services)
        state = OPEN if not having else DONE if having == len(services) else BEGUN
        steps.append(Step(key, state, having, len(services)))
    return Progress(tuple(steps), services)
