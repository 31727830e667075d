"""The words of erasure, hold and retention; what is kept how long where nobody decided otherwise."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from gavn.kernel.dates import add_months
from gavn.kernel.errors import Refused
from gavn.kernel.say import Said

ERASURE, RETENTION = "rights.erasure", "rights.retention"
ASK, RELEASE = "rights.erase", "rights.release_erasure"
GROUNDS = {
    "asked": Said("The person asks for it, and nothing obliges us to keep it"),
    "mistake": Said("It should never have been written here"),
    "ordered": Said("A court or an authority orders it"),
}
OTHER_GROUNDS = {
    "retention": Said("Its time was over"),
    "restored": Said("A restored copy had brought the person back"),
}
ASKED_FOR = {
    "person": Said("The person"),
    "representative": Said("Somebody who may speak for the person"),
    "authority": Said("A court or an authority"),
    "ourselves": Said("We ourselves"),
}
HOLDS = {
    "court": Said("A court case or a claim"),
    "complaint": Said("A complaint that is being looked at"),
    "supervision": Said("A supervision or an audit"),
    "archive": Said("The archive must take it over first"),
    "other": Said("Something else"),
}
HAPPENED = {
    "rights.hold_set": Said("Wrote down that nothing may be erased"),
    "rights.hold_ended": Said("Ended that nothing may be erased"),
    "rights.person_kept": Said("Took the person off the list of what is due to go"),
}


@dataclass(frozen=True)
class Kept:
    """One kind of what is kept: how many months at most where nobody decided otherwise, and on which ground."""

    name: Said
    after: Said
    months: int
    most: int
    ground: Said


KEPT = {
    "persons": Kept(
        Said("Persons, with all their stays, goals, answers and scores"),
        Said("after the last stay has ended"),
        60,
        360,
        Said(
            "No longer than the purpose needs (GDPR article 5(1)(e)). Five years is what the Swedish Social Services "
            "Act asks for after the last note; Danish municipalities mostly work with five years after the case "
            "closed, once the archive has what it must have."
        ),
    ),
    "drafts": Kept(
        Said("Forms that were begun and not sent"),
        Said("after somebody last typed in them"),
        2,
        24,
        Said("What nobody sends is not needed (GDPR article 5(1)(c)); two months reach over any holiday."),
    ),
    "imports": Kept(
        Said("Files that were brought in"),
        Said("after they were taken in or refused"),
        1,
        24,
        Said("What was in the file stands in gavn; the file itself is only kept to look at mistakes."),
    ),
    "looks": Kept(
        Said("Who has looked at whom"),
        Said("after the look"),
        24,
        60,
        Said(
            "Whoever answers for the data must be able to show who used them (GDPR articles 5(2) and 32). Two years "
            "let a person ask and a manager sample; what happened and when stays, without the person."
        ),
    ),
}


def check_months(what: str, months: int) -> None:
    """Refuse a time that is none, or longer than anybody could give a ground for."""
    if not 1 <= months <= KEPT[what].most:
        raise Refused("Between 1 and {most} months.", most=KEPT[what].most, field="months")


def due_since(last: date, months: int) -> date:
    """The first day on which something may no longer be kept.

    >>> due_since(date(2020, 2, 29), 60)
    datetime.date(2025, 2, 28)
    """
    return add_months(last, months)


@dataclass(frozen=True)
class Rule:
    """A rule that was decided: at which node (its path), for which programme, how many months."""

    path: str
    programme: str
    months: int
    ground: str = ""


def months_for(rules: Iterable[Rule], default: int, *, path: str, programme: str) -> int:
    """How many months hold at a service: the rule of the nearest node counts, there that of the programme first.

    >>> rules = [Rule("01", "", 60), Rule("0102", "", 24), Rule("01", "a/b", 12)]
    >>> [months_for(rules, 99, path=path, programme="a/b") for path in ("010203", "0103", "02")]
    [24, 12, 99]
    """
    fitting = [one for one in rules if path.startswith(one.path) and one.programme in ("", programme)]
    nearest = max(fitting, key=lambda one: (len(one.path), one.programme != ""), default=None)
    return nearest.months if nearest else default
