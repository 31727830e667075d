"""Which role may do what, where and for which purpose: the one place that says so.

A role is held at a node of the tree and counts there and below. Adding a role or a
permission is one entry here.
"""

from __future__ import annotations

from dataclasses import dataclass

from gavn.history.pure.purposes import purpose_named
from gavn.kernel.say import Said

PERMISSIONS: dict[str, Said] = {
    "people.see": Said("See the persons of a service: names, stays, goals, answers and scores."),
    "people.enrol": Said("Enrol a person, change and end a stay."),
    "people.plan": Said("Write interventions and goals."),
    "people.merge": Said("Merge two records of one person, and take that back."),
    "people.choose_word": Said("Choose what a service calls the persons it is for."),
    "rights.see": Said("See what a person was told, who speaks for them, what they said no to, how they communicate."),
    "rights.write": Said("Write down what a person was told and said, and make a copy of all that is kept about them."),
    "rights.erase": Said("Ask that a person be erased, or that what is due be kept no longer, and see what would go."),
    "rights.release_erasure": Said("Release an erasure that somebody else asked for."),
    "rights.hold": Said("Say that a person must not be erased, why and until when, and end that."),
    "rights.set_retention": Said("Say how long what is kept about persons stays, and on which ground."),
    "collect.answer": Said("Fill in forms, invite a person to answer, say why an occasion was not done."),
    "collect.correct": Said("Correct an answer that was submitted, with a reason."),
    "collect.choose_programme": Said("Choose which programme a service works with, and which outcome measures."),
    "collect.import": Said("Import persons, stays and answers from another system."),
    "measure.close_critical": Said("Close a critical answer with what was done."),
    "measure.route_critical": Said("Say who hears of critical answers at a service, and which local help there is."),
    "report.see_service": Said("See a service's figures, without names."),
    "report.see_extremes": Said("See smallest and largest values, which can point at one person."),
    "report.write": Said("Write what we make of the figures, and sign it."),
    "report.see_frozen": Said("See a report that was frozen, before it is public."),
    "report.publish": Said("Ask that a report be made public, and take one back."),
    "report.release_publication": Said("Release that a report somebody else froze is made public."),
    "benefit.acknowledge": Said("Acknowledge a month's results, and answer the team."),
    "benefit.see_several": Said("See what forms cost and give at several services, each beside its own past."),
    "benefit.propose": Said("Propose a question to be asked, and see what came of every proposal."),
    "benefit.triage": Said("Say what becomes of a proposed question."),
    "catalogue.see": Said("Read instruments and programmes."),
    "catalogue.load_pack": Said("Load an instrument's text under its licence, and attest to that licence."),
    "access.hand_over": Said("Give what a colleague holds to others, and name who stands in for somebody away."),
    "access.shape": Said("Change the tree of units, and who holds which role."),
    "access.two_persons": Said(
        "See what needs two persons: what waits for oneself, and what became of what one asked."
    ),
    "protect.unmask": Said("Ask to read who stands behind a code, or a protected address, and read it for a time."),
    "protect.release_unmasking": Said("Release that somebody else reads who stands behind a code, or an address."),
    "protect.see_samples": Said("See which months of look-ups were read by their manager, without names."),
    "protect.judge_looks": Said("Read the look-ups that the lot fell on, and say whether they had their reason."),
    "history.see": Said("Read who looked at a person and who changed what."),
}


@dataclass(frozen=True)
class RoleKind:
    """A role as a lawyer reads it: what it is called, what for, what it may do."""

    name: Said
    description: Said
    purpose: Said
    permissions: frozenset[str]


_EVERYBODY = {"catalogue.see", "benefit.propose"}

ROLES: dict[str, RoleKind] = {
    "practitioner": RoleKind(
        Said("Practitioner"),
        Said("Works with the persons of a service and asks the questions."),
        purpose_named("support and treatment"),
        frozenset(
            _EVERYBODY
            | {
                "people.see", "people.enrol", "people.plan", "rights.see", "rights.write", "collect.answer",
                "collect.correct", "measure.close_critical", "report.see_service", "report.see_extremes", "history.see",
                "protect.unmask", "access.two_persons",
            }
        ),
    ),
    "manager": RoleKind(
        Said("Manager of a service"),
        Said("Leads a service and answers for its work."),
        purpose_named("management of the service"),
        frozenset(
            _EVERYBODY
            | {
                "people.see", "people.enrol", "people.plan", "rights.see", "rights.write", "collect.answer",
                "collect.correct", "collect.import", "people.choose_word", "collect.choose_programme",
                "measure.close_critical", "measure.route_critical",
                "report.see_service", "report.see_extremes", "report.write", "benefit.acknowledge", "history.see",
                "people.merge", "access.hand_over", "access.two_persons",
                "protect.unmask", "protect.release_unmasking", "protect.see_samples", "protect.judge_looks",
                "report.see_frozen", "report.publish", "report.release_publication",
                "rights.erase", "rights.release_erasure", "rights.hold",
            }
        ),
    ),
    "coordinator": RoleKind(
        Said("Coordinator"),
        Said("Follows several services of a municipality or region, without names."),
        purpose_named("coordination"),
        frozenset(
            _EVERYBODY
            | {
                "report.see_service", "report.write", "benefit.see_several", "access.two_persons", "protect.unmask",
                "report.see_frozen", "report.publish", "report.release_publication",
            }
        ),
    ),
    "analyst": RoleKind(
        Said("Analyst"),
        Said("Brings data in and answers questions with figures."),
        purpose_named("follow-up and analysis"),
        frozenset(
            _EVERYBODY
            | {
                "people.see", "collect.import", "report.see_service", "report.see_extremes", "access.two_persons",
                "protect.unmask",
            }
        ),
    ),
    "secretariat": RoleKind(
        Said("Secretariat"),
        Said("Keeps the forms together with the services, and says what becomes of proposals; sees no person."),
        purpose_named("coordination"),
        frozenset(_EVERYBODY | {"report.see_service", "benefit.see_several", "benefit.triage"}),
    ),
    "politician": RoleKind(
        Said("Politician"),
        Said("Reads figures and reports."),
        purpose_named("democratic control"),
        frozenset(_EVERYBODY | {"report.see_service"}),
    ),
    "administrator": RoleKind(
        Said("Administrator"),
        Said("Keeps the tree, the accounts and the roles; sees no person."),
        purpose_named("administration"),
        frozenset(
            _EVERYBODY
            | {
                "access.shape", "access.hand_over", "access.two_persons", "catalogue.load_pack", "people.choose_word",
                "protect.see_samples",
                "collect.choose_programme",
                "measure.route_critical",
            }
        ),
    ),
    "protection-officer": RoleKind(
        Said("Data protection officer"),
        Said("Sees who looked at whom, and why."),
        purpose_named("data protection"),
        frozenset(
            _EVERYBODY
            | {
                "history.see", "rights.see", "access.two_persons",
                "protect.unmask", "protect.release_unmasking", "protect.see_samples", "protect.judge_looks",
                "rights.erase", "rights.release_erasure", "rights.hold", "rights.set_retention",
            }
        ),
    ),
}  # fmt: skip


def roles_with(permission: str) -> frozenset[str]:
    """The roles that carry a permission."""
    if permission not in PERMISSIONS:
        raise KeyError(permission)
    return frozenset(key for key, role in ROLES.items() if permission in role.permissions)
